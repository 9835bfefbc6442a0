//! How sure a source is that something is so, on the scale of FactBank.
//!
//! Saurí and Pustejovsky (2009), *FactBank: a corpus annotated with event factuality*, Language
//! Resources and Evaluation 43.

use std::fmt;

use crate::{Span, Voice};

/// The value a source gives to something said to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factuality {
    /// The source commits itself: CT±, PR±, PS±.
    Committed(Certainty, Polarity),
    /// The source knows whether it is so, but the text does not tell which: CTu
    /// (*she knows whether they met*).
    KnownUntold,
    /// The source does not commit itself: Uu (*they may have met, he was asked*).
    Uncommitted,
}

/// How sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// CT: it is (not) so.
    Certain,
    /// PR: it is probably (not) so.
    Probable,
    /// PS: it is possibly (not) so.
    Possible,
}

/// That it is so, or that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It is so.
    Holds,
    /// It is not so.
    Fails,
}

impl Factuality {
    /// All eight values, surest first.
    pub const ALL: [Factuality; 8] = [
        Factuality::Committed(Certainty::Certain, Polarity::Holds),
        Factuality::Committed(Certainty::Probable, Polarity::Holds),
        Factuality::Committed(Certainty::Possible, Polarity::Holds),
        Factuality::Committed(Certainty::Certain, Polarity::Fails),
        Factuality::Committed(Certainty::Probable, Polarity::Fails),
        Factuality::Committed(Certainty::Possible, Polarity::Fails),
        Factuality::KnownUntold,
        Factuality::Uncommitted,
    ];

    /// CT+, the plain assertion.
    pub const CERTAIN: Factuality = Factuality::Committed(Certainty::Certain, Polarity::Holds);

    /// FactBank's own code.
    pub fn code(self) -> &'static str {
        match self {
            Factuality::Committed(Certainty::Certain, Polarity::Holds) => "CT+",
            Factuality::Committed(Certainty::Probable, Polarity::Holds) => "PR+",
            Factuality::Committed(Certainty::Possible, Polarity::Holds) => "PS+",
            Factuality::Committed(Certainty::Certain, Polarity::Fails) => "CT-",
            Factuality::Committed(Certainty::Probable, Polarity::Fails) => "PR-",
            Factuality::Committed(Certainty::Possible, Polarity::Fails) => "PS-",
            Factuality::KnownUntold => "CTu",
            Factuality::Uncommitted => "Uu",
        }
    }
}

impl fmt::Display for Factuality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// A value, whose it is, and the words that decided it.
#[derive(Debug, Clone, PartialEq)]
pub struct Valuation {
    /// Whose commitment.
    pub voice: Voice,
    /// How sure that voice is.
    pub value: Factuality,
    /// The exact words that decided it, in text order; none where nothing softens the assertion.
    pub because: Vec<Span>,
}

/// The value that the last voice of a statement gives to one clause of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClauseValue {
    /// Words that tell which clause: its subject and predicate, or its predicate alone.
    pub words: Span,
    /// How sure that voice is of it.
    pub value: Factuality,
    /// The exact words in the content that decided it, in text order.
    pub because: Vec<Span>,
}

/// What hangs over a clause beside its factuality.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mood {
    /// The condition it depends on: the whole *if* clause.
    pub condition: Option<Span>,
    /// It is itself the condition, not the consequence.
    pub is_condition: bool,
    /// The words that put it in the future (*will*, *is to*).
    pub future: Option<Span>,
    /// It is asked, not said.
    pub question: bool,
}
