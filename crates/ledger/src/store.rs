//! The ledger as one SQLite file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use onrecord_record::{Article, Findings};
use rusqlite::Connection;

use crate::{Appended, Failure, Ledger, LedgerError, ReadingNote};
use crate::{append, open, snapshot, verify};

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

    fn visit(&self, each: &mut dyn FnMut(Article, Findings)) -> Result<(), LedgerError> {
        snapshot::visit(self, each)
    }

    fn verify(&self) -> Result<Vec<Failure>, LedgerError> {
        verify::verify(self)
    }
}
