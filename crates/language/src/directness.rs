//! Verbatim or in other words: where quotation marks open and close, and what they hold.

use onrecord_record::{Directness, Doubt, Extent};

use crate::document::Document;

/// How directly `content` is told.
pub(crate) fn directness(_document: &Document<'_>, _content: &Extent) -> Directness {
    Directness::Indirect
}

/// The quotation marks that have no partner, in text order.
pub(crate) fn doubts(_document: &Document<'_>) -> Vec<Doubt> {
    Vec::new()
}
