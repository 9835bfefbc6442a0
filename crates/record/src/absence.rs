//! What did not happen, is not known, was not answered.

use crate::{Span, Valuation, Voice};

/// Something the article puts on record as absent.
#[derive(Debug, Clone, PartialEq)]
pub struct Absence {
    /// The clause that says so.
    pub span: Span,
    /// Words elsewhere that name its subject, where only a pronoun or nothing in it does.
    pub about: Option<Span>,
    /// The words that decide it: `no`, `don't know`, `declined to`.
    pub because: Vec<Span>,
    /// What kind of absence.
    pub kind: AbsenceKind,
    /// Who says so, outermost first; the narrator alone where nobody else does.
    pub chain: Vec<Voice>,
    /// How sure the last voice of the chain is that it is absent.
    pub valuation: Valuation,
}

/// What kind of absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AbsenceKind {
    /// It did not happen or is not there: *there was no joint statement*.
    DidNotHappen,
    /// It is not known: *we still don't know*, *it is unclear whether*.
    NotKnown,
    /// There is no evidence of it: *there has been no indication that*.
    NoEvidence,
    /// A question got no answer: *did not respond to a request for comment*.
    NotAnswered,
    /// Somebody declined: *declined to comment*.
    Declined,
    /// It was kept back: *the terms were not made public*.
    Withheld,
}
