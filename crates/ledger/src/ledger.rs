//! What a ledger does, whatever keeps it.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use jiff::Timestamp;
use onrecord_record::{
    Article, ArticleId, EntityAct, Findings, Judgement, KeptAct, KeptJudgement, Reading,
};

use crate::{Failure, Hit, LedgerError, Query};

/// An append-only record of articles and the readings made of them.
///
/// Nothing here tells what keeps the record, so that a server's database fits as well as a file.
pub trait Ledger {
    /// Adds a reading of `article`, whole or not at all.
    ///
    /// Adds nothing if the newest reading of these bytes is by the same build and says the same;
    /// where it came from and when it was learned do not count.
    fn append(
        &mut self,
        article: &Article,
        findings: &Findings,
        note: &ReadingNote<'_>,
    ) -> Result<Appended, LedgerError>;

    /// Hands each article with its newest reading, and what made that, to `each`, in order of first
    /// arrival, all as they are at one moment, until `each` breaks off. Memory holds one article.
    ///
    /// With `as_of`, what the ledger learned later does not count: neither articles that were not
    /// there, nor readings that were made of them since.
    fn visit_noted(
        &self,
        as_of: Option<Timestamp>,
        each: &mut dyn FnMut(Article, Findings, &ReadingNote<'_>) -> ControlFlow<()>,
    ) -> Result<(), LedgerError>;

    /// What fits `query`, best first: by how well the words fit, then what was published later
    /// before what was earlier, what has no date last; then in order of arrival and of the text.
    ///
    /// Only the newest reading of an article counts. A word that very many findings hold says
    /// little and is not weighed; where none is weighed the order is by date alone.
    fn find(&self, query: &Query) -> Result<Vec<Hit>, LedgerError>;

    /// Adds what an analyst decided of entities, and returns its number: 1, 2 and so on. Articles
    /// that it tells of must be there.
    fn record_act(&mut self, act: &EntityAct, note: &ActNote<'_>) -> Result<u32, LedgerError>;

    /// What was decided of entities, in order; with `as_of`, by then. Those that were undone are
    /// among them ([`onrecord_record::in_force`]).
    fn acts(&self, as_of: Option<Timestamp>) -> Result<Vec<KeptAct>, LedgerError>;

    /// Adds what an analyst judged, and returns its number: 1, 2 and so on. Articles that it tells of
    /// must be there.
    fn record_judgement(
        &mut self,
        judgement: &Judgement,
        note: &ActNote<'_>,
    ) -> Result<u32, LedgerError>;

    /// What was judged, in order; with `as_of`, by then. What was undone is among it
    /// ([`onrecord_record::standing`]).
    fn judgements(&self, as_of: Option<Timestamp>) -> Result<Vec<KeptJudgement>, LedgerError>;

    /// The newest reading of each article whose id begins with these hexadecimal digits, or the newest
    /// of then: at most two, since two tell that more digits are needed.
    fn beginning(
        &self,
        digits: &str,
        as_of: Option<Timestamp>,
    ) -> Result<Vec<Reading>, LedgerError>;

    /// The readings of an article that it learned, in order; with `as_of`, by then.
    fn arrivals(
        &self,
        article: ArticleId,
        as_of: Option<Timestamp>,
    ) -> Result<Vec<Arrival>, LedgerError>;

    /// The articles of which it had learned a reading by then.
    fn known(&self, by: Timestamp) -> Result<BTreeSet<ArticleId>, LedgerError>;

    /// How much was ever added: two moments with the same extent have the same record.
    fn extent(&self) -> Result<Extent, LedgerError>;

    /// When the record grew: each moment at which the ledger learned a reading or an act, once, in
    /// order. Judgements stand beside the record and are no moments of it.
    fn moments(&self) -> Result<Vec<Timestamp>, LedgerError>;

    /// Checks every stored quotation against the stored text, every reading and act against its
    /// seal, and names each that fails.
    fn verify(&self) -> Result<Vec<Failure>, LedgerError>;

    /// Every article with its newest reading, as [`visit_noted`](Ledger::visit_noted) hands them.
    fn visit_at(
        &self,
        as_of: Option<Timestamp>,
        each: &mut dyn FnMut(Article, Findings),
    ) -> Result<(), LedgerError> {
        self.visit_noted(as_of, &mut |article, findings, _| {
            each(article, findings);
            ControlFlow::Continue(())
        })
    }

    /// [`visit_at`](Ledger::visit_at) the present.
    fn visit(&self, each: &mut dyn FnMut(Article, Findings)) -> Result<(), LedgerError> {
        self.visit_at(None, each)
    }

    /// The newest reading of every article, in order of first arrival; with `as_of`, as it was
    /// then.
    fn snapshot_at(
        &self,
        as_of: Option<Timestamp>,
    ) -> Result<Vec<(Article, Findings)>, LedgerError> {
        let mut readings = Vec::new();
        self.visit_at(as_of, &mut |article, findings| {
            readings.push((article, findings));
        })?;
        Ok(readings)
    }

    /// [`snapshot_at`](Ledger::snapshot_at) the present.
    fn snapshot(&self) -> Result<Vec<(Article, Findings)>, LedgerError> {
        self.snapshot_at(None)
    }
}

/// How many there are of what a ledger holds, of any age.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// Readings of articles.
    pub readings: u32,
    /// What was decided of entities.
    pub acts: u32,
    /// What was judged.
    pub judgements: u32,
}

/// What made a reading, and when the ledger learned it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingNote<'a> {
    /// The build that read.
    pub build: &'a str,
    /// When.
    pub learned: Timestamp,
}

/// That the ledger learned a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The build that read.
    pub build: String,
    /// When.
    pub learned: Timestamp,
}

/// Who decided or judged something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActNote<'a> {
    /// Who, where that was told.
    pub by: Option<&'a str>,
    /// When.
    pub learned: Timestamp,
}

/// What became of a reading handed to [`Ledger::append`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// These bytes were not there before.
    New,
    /// The same reading was there; nothing was added.
    Unchanged,
    /// Another reading of the same bytes was there; this one counts from now on.
    Superseded,
}
