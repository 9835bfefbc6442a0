//! What kind of act a source did by saying or thinking something: the cue's words tell.

use onrecord_record::{Act, Attribution};

use crate::document::Document;

/// The act of `attribution`.
pub(crate) fn act(_document: &Document<'_>, _attribution: &Attribution) -> Act {
    Act::Said
}
