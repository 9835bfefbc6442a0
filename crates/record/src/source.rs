//! Who says it.

use crate::{Extent, Span};

/// The number of a source within its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// One source of an article: all its mentions that were found to be the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The fullest name or description the article gives, where it gives it.
    pub name: Span,
    /// What kind of source.
    pub kind: SourceKind,
    /// Every mention that stands as the source of a statement, in text order.
    pub mentions: Vec<Extent>,
    /// For an unnamed source: what the article does tell.
    pub anonymity: Option<Anonymity>,
}

/// What kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A person with a name.
    Person,
    /// An office, government, ministry or force, metonyms included (*the Kremlin*, *Seoul*).
    Office,
    /// Another organisation: company, party, charity, university.
    Organisation,
    /// A news outlet or agency.
    Outlet,
    /// A document: report, statement, court filing, poll, letter.
    Document,
    /// A person or official who is not named.
    Unnamed,
    /// The public or experts at large (*critics*, *many voters*).
    Public,
    /// Referred to by a word whose bearer was not found (*they*, with nobody before it).
    Unresolved,
}

/// What an article tells of a source it does not name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anonymity {
    /// The description: `US officials`, `a person familiar with the talks`.
    pub descriptor: Option<Span>,
    /// How many: `two`.
    pub number: Option<Span>,
    /// Why unnamed: `because he was not authorised to speak`.
    pub reason: Option<Span>,
}

/// Whose commitment a value expresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The article's own voice.
    Narrator,
    /// One of the article's sources.
    Source(SourceId),
    /// Somebody the article does not tell: *it was reported*, *reportedly*.
    Unstated,
}
