//! Everything found in one article.

use crate::{
    Absence, Event, Name, Narration, PlaceMention, Source, SourceId, Span, Statement,
    TimeExpression, TimeId,
};

/// What one article puts on record. Lists are in text order; ids index them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// Who speaks.
    pub sources: Vec<Source>,
    /// What they say.
    pub statements: Vec<Statement>,
    /// What the article says in its own voice.
    pub narration: Vec<Narration>,
    /// What is not on the record.
    pub absences: Vec<Absence>,
    /// When.
    pub times: Vec<TimeExpression>,
    /// Whom and what the article names.
    pub names: Vec<Name>,
    /// Where: the places it names.
    pub places: Vec<PlaceMention>,
    /// Who did what to whom, in whosever words.
    pub events: Vec<Event>,
    /// Where the engine could not decide.
    pub doubts: Vec<Doubt>,
}

impl Findings {
    /// The source with this number.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    /// Is `absence` told by somebody only if an attribution holds that is rather wrong than right?
    pub fn is_on_doubtful_word(&self, absence: &Absence) -> bool {
        let mut covering = self.statements.iter().filter(|statement| {
            statement.chain == absence.chain && statement.attribution.content.overlaps(absence.span)
        });
        let is_doubtful = |one: &Statement| one.attribution.is_doubtful();
        covering.next().is_some_and(is_doubtful) && covering.all(is_doubtful)
    }

    /// The time expression with this number.
    pub fn time(&self, id: TimeId) -> Option<&TimeExpression> {
        self.times.get(id.0 as usize)
    }
}

/// A place where the text allows two readings, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// Where.
    pub at: Span,
    /// Why.
    pub why: DoubtKind,
}

/// Why a place is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DoubtKind {
    /// A quotation mark is opened and never closed: the quotation's end is a reading.
    UnclosedQuotation,
    /// A closing mark with no opening one.
    UnopenedQuotation,
    /// A quotation for which no source was found.
    NoSource,
    /// A pronoun or description that could be two persons.
    TwoSources,
    /// The engine's score for the finding is low.
    LowScore,
}
