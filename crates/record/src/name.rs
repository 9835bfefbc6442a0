//! Whom and what an article names.

use crate::Span;

/// A name where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The words: `Ada Holt`, without a title.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
}

/// What a name names (the classes of CoNLL 2003).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A company, ministry, party, agency, outlet.
    Organisation,
    /// A place, a country as a party included.
    Place,
    /// Something else with a name: *Russian*, *the Sarn pipeline*.
    Other,
}
