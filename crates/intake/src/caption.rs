//! Captions.

use onrecord_record::{Picture, Span};

/// The picture under which `caption` stands.
pub(crate) fn picture(_text: &str, caption: Span) -> Picture {
    Picture {
        caption,
        shows: Some(caption),
        credit: None,
    }
}
