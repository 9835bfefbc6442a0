//! Who the source is: every mention of one speaker led back to the fullest name the article gives.

use onrecord_record::{Attribution, Doubt, Source, Voice};

use crate::document::Document;

/// The sources of one article, and which of them speaks in each attribution.
pub(crate) struct Resolved {
    /// Who speaks; ids index this list.
    pub(crate) sources: Vec<Source>,
    /// The speaker of each attribution, in the order of the attributions.
    pub(crate) speakers: Vec<Voice>,
    /// Mentions that could be two speakers, contents without one.
    pub(crate) doubts: Vec<Doubt>,
}

/// Resolves the sources of `attributions`.
pub(crate) fn resolve(_document: &Document<'_>, attributions: &[Attribution]) -> Resolved {
    Resolved {
        sources: Vec::new(),
        speakers: vec![Voice::Unstated; attributions.len()],
        doubts: Vec::new(),
    }
}
