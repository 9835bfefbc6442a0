//! One article as it was handed in: its text, the zones of the text, and what its page says of it.

use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use crate::Span;

/// The BLAKE3 hash of the bytes handed in: the same bytes are the same article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub [u8; 32]);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// One article.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Hash of the bytes handed in.
    pub id: ArticleId,
    /// The decoded text that every offset refers to. Never rewritten.
    pub text: String,
    /// SHA-256 of `text` as UTF-8.
    pub text_sha256: [u8; 32],
    /// Where the bytes came from.
    pub origin: Origin,
    /// What the page or record says of the article.
    pub masthead: Masthead,
    /// The parts of the text, in order, apart from one another. Text outside any zone is not read
    /// (navigation, a byline already taken into the masthead).
    pub zones: Vec<Zone>,
    /// The pictures it prints, by their captions.
    pub pictures: Vec<Picture>,
    /// The language it is written in.
    pub language: Language,
}

impl Article {
    /// The words of `span`, character for character.
    pub fn quote(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The zone that holds the byte `at`.
    pub fn zone_at(&self, at: usize) -> Option<&Zone> {
        let next = self.zones.partition_point(|zone| zone.span.end() <= at);
        self.zones
            .get(next)
            .filter(|zone| zone.span.range().contains(&at))
    }
}

/// Where an article's bytes came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file as the user named it, or `-`.
    pub path: String,
    /// The line of a JSON Lines file, from 1.
    pub line: Option<u32>,
    /// The `doc` or `id` the record carried.
    pub doc: Option<String>,
}

/// What the page or record says of the article, as far as it says it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Masthead {
    /// The headline.
    pub title: Option<String>,
    /// Who signs, one entry a name.
    pub authors: Vec<String>,
    /// The publisher's name.
    pub outlet: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Stamp>,
    /// When it was last changed.
    pub modified: Option<Stamp>,
    /// The place and agency at the head of the text: `MOSCOW, Sept 13 (Reuters) -`.
    pub dateline: Option<Span>,
}

/// A date, as precisely as it was given, and what gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The day.
    pub date: Date,
    /// The time of day.
    pub time: Option<Time>,
    /// The distance from UTC.
    pub offset: Option<Offset>,
    /// What gave it.
    pub evidence: StampEvidence,
}

/// What a date of publication or change rests on, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StampEvidence {
    /// The user said so.
    Given,
    /// A field of a JSON article.
    Field,
    /// A schema.org block in the page.
    JsonLd,
    /// An OpenGraph property.
    OpenGraph,
    /// Another meta element.
    Meta,
    /// A `<time>` element.
    TimeElement,
    /// The words of the article (dateline, correction note).
    Text,
}

/// A part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ZoneKind,
}

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ZoneKind {
    /// The title.
    Headline,
    /// The paragraph under the title that sums it up.
    Standfirst,
    /// The story.
    Body,
    /// A note of the editors on what they changed.
    Correction,
    /// Words under a picture, its credit included.
    Caption,
}

/// A picture the article prints, known by its caption.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The whole caption, credit included.
    pub caption: Span,
    /// The caption without the credit: what the picture is said to show.
    pub shows: Option<Span>,
    /// Whose camera it was.
    pub credit: Option<Credit>,
}

/// Whose camera a picture was taken with, in the words of its credit line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Credit {
    /// The agency: `Reuters`.
    pub agency: Option<Span>,
    /// The person behind the camera.
    pub photographer: Option<Span>,
    /// A handout: the party that handed it out (`Handout/Presidential Press Office`).
    /// A handout is that party's picture.
    pub handout: Option<Span>,
    /// An archive picture.
    pub file: Option<FilePhoto>,
}

/// An archive picture: `File photo, 25 April 2019`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilePhoto {
    /// The words that say so.
    pub words: Span,
    /// The day it was taken, where the caption tells.
    pub taken: Option<Date>,
}

/// The language an article is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English: it is read.
    English,
    /// Another, by its ISO 639-3 code: the article is kept and named, not read.
    Other([u8; 3]),
    /// Too little text to tell: it is read as English, and said to be so.
    Unknown,
}

impl Language {
    /// Can the engine read it?
    pub fn is_read(self) -> bool {
        !matches!(self, Language::Other(_))
    }

    /// The ISO 639-3 code; `und` where undetermined.
    pub fn code(&self) -> &str {
        match self {
            Language::English => "eng",
            Language::Other(code) => std::str::from_utf8(code).unwrap_or("und"),
            Language::Unknown => "und",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_in_one_zone_or_none() {
        let text = "Shut\n\nIt is.\n\nAdvertisement\n\nHolt said so.";
        let zone = |words: &str, kind| {
            let start = text.find(words)?;
            let span = Span::new(text, start..start + words.len())?;
            Some(Zone { span, kind })
        };
        let zones = [
            zone("Shut", ZoneKind::Headline),
            zone("It is.", ZoneKind::Body),
            zone("Holt said so.", ZoneKind::Body),
        ];
        let article = Article {
            id: ArticleId([0; 32]),
            text: text.to_owned(),
            text_sha256: [0; 32],
            origin: Origin {
                path: "-".to_owned(),
                line: None,
                doc: None,
            },
            masthead: Masthead::default(),
            zones: zones.into_iter().flatten().collect(),
            pictures: Vec::new(),
            language: Language::English,
        };
        assert_eq!(article.zones.len(), 3);
        for at in 0..=text.len() + 1 {
            let held = |zone: &&Zone| zone.span.range().contains(&at);
            assert_eq!(article.zone_at(at), article.zones.iter().find(held), "{at}");
        }
    }
}
