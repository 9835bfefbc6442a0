//! What an event is about: the words of its paragraph.

use onrecord_record::{EventContext, Span};

use super::phrase;
use crate::document::Document;
use crate::lexicon::event;

/// The contexts of the words of `paragraph`, in the manual's order.
pub(super) fn of(document: &Document<'_>, paragraph: Span) -> Vec<EventContext> {
    let tokens = document.tokens_in(paragraph);
    let words: Vec<String> = tokens.map(|at| phrase::noun(document, at)).collect();
    let holds = |wanted: &Vec<String>| words.windows(wanted.len()).any(|some| some == wanted);
    let mut found: Vec<EventContext> = event::contexts()
        .iter()
        .filter(|(_, wanted)| wanted.iter().any(holds))
        .map(|(context, _)| *context)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
