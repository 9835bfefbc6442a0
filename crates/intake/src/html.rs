//! Pages: what of a page is the article, and what it says of itself.
//!
//! The page is cut into blocks of words first (`block`), each with what the page says it is. Which
//! of them are the story is asked of an extractor (`story`); headline, standfirst, captions and
//! correction notes are told by their places and names, and stand in zones of their own.

mod block;
mod caption;
mod chrome;
mod guard;
mod masthead;
mod meta;
mod names;
mod schema;
mod story;
mod words;

use dom_query::Document;
use onrecord_record::ZoneKind;

use crate::draft::Draft;
use crate::error::{IntakeError, Place};
use crate::item::Piece;

pub(crate) use meta::address;
pub(crate) use schema::{Said, articles};
pub(crate) use words::line;

/// The article of `page`.
pub(crate) fn read(page: &str, place: &Place) -> Result<Draft, IntakeError> {
    guard::check(page, place)?;
    let document = Document::from(page);
    let evidence = masthead::evidence(&document);
    chrome::prune(&document);
    let mut blocks = block::cut(&document);
    caption::mark(&document, &mut blocks);
    let parts = story::parts(document, &blocks, &evidence);
    if !parts.iter().any(|part| part.kind == Some(ZoneKind::Body)) {
        return Err(IntakeError::NoText(place.clone()));
    }
    let mut draft = Draft {
        masthead: masthead::masthead(evidence, &blocks, &parts),
        ..Draft::default()
    };
    for part in &parts {
        match part.kind {
            None => draft.push_outside(&part.words),
            Some(ZoneKind::Caption) => draft.push_caption(&part.words),
            Some(kind) => draft.push(kind, &part.words),
        };
    }
    Ok(draft)
}

/// The pieces of `fragment`, which is nothing but the story, as feeds and wires carry it: no part of
/// it is looked for, only what is no story is left out. `title` stands above it already.
pub(crate) fn story(
    fragment: &str,
    title: Option<&str>,
    place: &Place,
) -> Result<Vec<Piece>, IntakeError> {
    guard::check(fragment, place)?;
    let document = Document::from(fragment);
    chrome::prune(&document);
    let mut blocks = block::cut(&document);
    caption::mark(&document, &mut blocks);
    let parts = story::whole(&blocks, title).into_iter();
    Ok(parts.map(|part| (part.kind, part.words)).collect())
}

/// The words of `fragment`, which is a line with some markup in it at most.
pub(crate) fn inline(fragment: &str) -> String {
    if !fragment.contains(['&', '<']) {
        return words::line(fragment);
    }
    let document = Document::fragment(fragment);
    for node in document
        .select("script, style, template, iframe, noscript, textarea")
        .nodes()
    {
        node.remove_from_parent();
    }
    words::line(&document.text())
}

#[cfg(test)]
mod tests;
