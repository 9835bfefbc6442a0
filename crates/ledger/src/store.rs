//! The ledger as one SQLite file.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use jiff::Timestamp;
use onrecord_record::{
    Article, ArticleId, EntityAct, Findings, Judgement, KeptAct, KeptJudgement, Reading,
};
use rusqlite::Connection;

use crate::{
    ActNote, Appended, Arrival, Extent, Failure, Hit, Ledger, LedgerError, Query, ReadingNote,
};
use crate::{act, append, error, find, judgement, migrate, open, snapshot, verify};

/// A ledger in one SQLite file (with SQLite's two side files while it is open).
///
/// - An article is there whole or not at all: each is appended in one transaction, and a process
///   that is killed leaves what it had appended. After a loss of power the last articles may be
///   missing, but none is there in part.
/// - Nothing is edited or deleted; triggers in the file refuse it, whoever asks.
/// - A reader sees the ledger as it was at one moment, however long it reads, and neither waits
///   for a writer nor holds one up.
/// - Writers take turns, an article each; one that waits for too long is told that it is busy.
#[derive(Debug)]
pub struct SqliteLedger {
    pub(crate) conn: Connection,
    pub(crate) path: PathBuf,
}

impl SqliteLedger {
    /// Opens the ledger at `path`, or makes it; an older version is brought up to date.
    pub fn open(path: &Path) -> Result<SqliteLedger, LedgerError> {
        SqliteLedger::open_waiting(path, open::WAIT)
    }

    pub(crate) fn open_waiting(path: &Path, wait: Duration) -> Result<SqliteLedger, LedgerError> {
        Ok(SqliteLedger {
            conn: open::writable(path, wait)?,
            path: path.to_owned(),
        })
    }

    /// What fits `query`, as [`find`](Ledger::find) tells it, for one who may have the reading of an
    /// article with this number at hand: it is then not read again.
    pub fn find_at_hand(
        &self,
        query: &Query,
        at_hand: &dyn Fn(ArticleId, u32) -> Option<Rc<Reading>>,
    ) -> Result<Vec<Hit>, LedgerError> {
        find::find(self, query, at_hand)
    }

    /// Makes the index that [`find`](Ledger::find) asks anew from the readings, in one transaction.
    ///
    /// It is kept up to date by every append; this is for an index that `verify` finds damaged.
    pub fn rebuild_index(&mut self) -> Result<(), LedgerError> {
        let rebuilt = migrate::remake_index(&mut self.conn);
        rebuilt.map_err(|error| error::failed(&self.path, "rebuild the index of", error))
    }

    /// Opens the ledger at `path` for reading only; makes nothing. Works on a file and a folder
    /// that may only be read; such a file is taken to be written by nobody meanwhile.
    pub fn open_read_only(path: &Path) -> Result<SqliteLedger, LedgerError> {
        Ok(SqliteLedger {
            conn: open::readable(path, open::WAIT)?,
            path: path.to_owned(),
        })
    }
}

impl Ledger for SqliteLedger {
    fn append(
        &mut self,
        article: &Article,
        findings: &Findings,
        note: &ReadingNote<'_>,
    ) -> Result<Appended, LedgerError> {
        append::append(self, article, findings, note)
    }

    fn visit_noted(
        &self,
        as_of: Option<Timestamp>,
        each: &mut dyn FnMut(Article, Findings, &ReadingNote<'_>) -> ControlFlow<()>,
    ) -> Result<(), LedgerError> {
        snapshot::visit(self, as_of, each)
    }

    fn find(&self, query: &Query) -> Result<Vec<Hit>, LedgerError> {
        find::find(self, query, &|_, _| None)
    }

    fn record_act(&mut self, act: &EntityAct, note: &ActNote<'_>) -> Result<u32, LedgerError> {
        act::record(self, act, note)
    }

    fn acts(&self, as_of: Option<Timestamp>) -> Result<Vec<KeptAct>, LedgerError> {
        act::acts(self, as_of)
    }

    fn record_judgement(
        &mut self,
        judgement: &Judgement,
        note: &ActNote<'_>,
    ) -> Result<u32, LedgerError> {
        judgement::record(self, judgement, note)
    }

    fn judgements(&self, as_of: Option<Timestamp>) -> Result<Vec<KeptJudgement>, LedgerError> {
        judgement::judgements(self, as_of)
    }

    fn beginning(
        &self,
        digits: &str,
        as_of: Option<Timestamp>,
    ) -> Result<Vec<Reading>, LedgerError> {
        snapshot::beginning(self, digits, as_of)
    }

    fn extent(&self) -> Result<Extent, LedgerError> {
        snapshot::extent(self)
    }

    fn arrivals(
        &self,
        article: ArticleId,
        as_of: Option<Timestamp>,
    ) -> Result<Vec<Arrival>, LedgerError> {
        snapshot::arrivals(self, article, as_of)
    }

    fn known(&self, by: Timestamp) -> Result<BTreeSet<ArticleId>, LedgerError> {
        snapshot::known(self, by)
    }

    fn moments(&self) -> Result<Vec<Timestamp>, LedgerError> {
        snapshot::moments(self)
    }

    fn verify(&self) -> Result<Vec<Failure>, LedgerError> {
        verify::verify(self)
    }
}
