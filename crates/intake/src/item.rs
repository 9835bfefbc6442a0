//! An article as a feed or a wire hands it over: its masthead in fields, its story in a few forms.

use onrecord_record::{Article, Language, Masthead, ZoneKind};

use crate::article::{Given, article};
use crate::bound::is_field;
use crate::draft::Draft;
use crate::error::{IntakeError, Place};
use crate::{Options, dateline, html, plain};

/// An article as a format tells it.
#[derive(Debug, Default)]
pub(crate) struct Item {
    /// What its publisher calls it.
    pub(crate) doc: Option<String>,
    /// What is said of it.
    pub(crate) masthead: Masthead,
    /// Place and day at its head, where they stand apart from the story.
    pub(crate) dateline: Option<String>,
    /// The language it is said to be in.
    pub(crate) language: Option<Language>,
    /// Its words.
    pub(crate) story: Story,
}

/// The words of an article, in the form they came in.
#[derive(Debug, Default)]
pub(crate) enum Story {
    /// Text: it is kept to the character.
    Text(String),
    /// HTML that is nothing but the story.
    Page(String),
    /// Paragraphs, with what each is.
    Pieces(Vec<(ZoneKind, String)>),
    /// Nothing but quotations, a paragraph each.
    Quotations(Vec<String>),
    /// There is none, and why.
    Missing(&'static str),
    /// The publisher has taken it back or not let it go.
    Withdrawn(&'static str),
    /// Nothing was found where it should be.
    #[default]
    Empty,
}

impl Item {
    /// The article; `bytes` are its own.
    pub(crate) fn read(
        self,
        bytes: &[u8],
        place: &Place,
        options: &Options,
    ) -> Result<Article, IntakeError> {
        let Item {
            doc,
            masthead,
            dateline,
            language,
            story,
        } = self;
        let mut draft = story.read(place, options, masthead.title.as_deref(), dateline)?;
        let dateline = draft.masthead.dateline;
        draft.masthead = Masthead {
            dateline,
            ..masthead
        };
        draft.language = language;
        let line = place
            .line
            .map(|line| format!(":{line}"))
            .unwrap_or_default();
        let numbered = || Some(format!("{}{line}#{}", place.path, place.element?));
        let doc = doc.or_else(numbered);
        let doc = doc.as_deref();
        article(draft, Given { bytes, place, doc }, options)
    }
}

impl Story {
    /// The story, under its title and dateline where its text is put together here.
    fn read(
        self,
        place: &Place,
        options: &Options,
        title: Option<&str>,
        dateline: Option<String>,
    ) -> Result<Draft, IntakeError> {
        let place = || place.clone();
        let limit = options.max_page_bytes;
        let body = |words| (Some(ZoneKind::Body), words);
        let pieces = match self {
            Story::Text(text) if text.trim().is_empty() => return Err(IntakeError::Empty(place())),
            Story::Text(text) => return Ok(plain::story(text, title)),
            Story::Quotations(all) => return Ok(joined(all.into_iter().map(body).collect())),
            Story::Page(page) if page.len() > limit => {
                let place = place();
                return Err(IntakeError::TooLong { place, limit });
            }
            Story::Page(page) => html::story(&page, title, &place())?,
            Story::Pieces(pieces) => {
                let pieces = pieces.into_iter();
                pieces.map(|(kind, words)| (Some(kind), words)).collect()
            }
            Story::Missing(why) => {
                let place = place();
                return Err(IntakeError::NoStory { place, why });
            }
            Story::Withdrawn(status) => {
                let place = place();
                return Err(IntakeError::Withdrawn { place, status });
            }
            Story::Empty => return Err(IntakeError::Empty(place())),
        };
        under(title, dateline, pieces).ok_or_else(|| IntakeError::NoText(place()))
    }
}

/// A piece of the text, and its zone where it is in one.
pub(crate) type Piece = (Option<ZoneKind>, String);

/// The story under its title and, unless it tells it itself, its dateline; `None` without a story.
fn under(title: Option<&str>, dateline: Option<String>, pieces: Vec<Piece>) -> Option<Draft> {
    let mut story = pieces
        .iter()
        .filter(|(kind, words)| *kind == Some(ZoneKind::Body) && !words.trim().is_empty());
    let first = story.next()?;
    let is_told = dateline::length(&first.1) > 0;
    let mut draft = Draft::default();
    draft.push(ZoneKind::Headline, title.unwrap_or_default());
    if let Some(line) = dateline.filter(|_| !is_told) {
        draft.masthead.dateline = draft.push_outside(&line);
    }
    add(&mut draft, pieces);
    Some(draft)
}

fn joined(pieces: Vec<Piece>) -> Draft {
    let mut draft = Draft::default();
    add(&mut draft, pieces);
    draft
}

fn add(draft: &mut Draft, pieces: Vec<Piece>) {
    for (kind, words) in pieces {
        match kind {
            None => draft.push_outside(&words),
            Some(ZoneKind::Caption) => draft.push_caption(&words),
            Some(kind) => draft.push(kind, &words),
        };
    }
}

/// A field in one line, without markup; nothing where it has no words or far too many.
pub(crate) fn field(words: &str) -> Option<String> {
    let words = words.trim();
    if words.is_empty() || !is_field(words) {
        return None;
    }
    Some(html::inline(words)).filter(|words| !words.is_empty())
}

/// A field that names something to machines, as it stands.
pub(crate) fn label(words: &str) -> Option<String> {
    let words = words.trim();
    let is_label = !words.is_empty()
        && is_field(words)
        && !words.contains(|c: char| c.is_control() || c.is_whitespace());
    is_label.then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_a_line_without_markup() {
        for (words, expected) in [
            ("Bridge &amp; river", Some("Bridge & river")),
            (" Bridge\n shut ", Some("Bridge shut")),
            ("<b>Bridge</b> shut", Some("Bridge shut")),
            ("<script>alert(1)</script>Bridge shut", Some("Bridge shut")),
            ("<script>alert(1)</script>", None),
            ("4 < 5, she said", Some("4 < 5, she said")),
            (" ", None),
        ] {
            assert_eq!(field(words).as_deref(), expected, "{words}");
        }
        assert_eq!(field(&"x".repeat(10 << 20)), None);
        assert_eq!(label("urn:a b"), None);
    }
}
