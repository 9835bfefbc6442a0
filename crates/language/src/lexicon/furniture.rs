//! Words of the notices that a page carries about itself.

use std::sync::LazyLock;

use serde::Deserialize;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Furniture {
    /// Lemmas of verbs: what is done with a piece.
    handling: Vec<String>,
    /// Nouns after *this*.
    piece: Vec<String>,
    /// Nouns: what others may do with it.
    reuse: Vec<String>,
    /// Notices.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) yes: Vec<String>,
    /// Sentences of a story.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) no: Vec<String>,
}

/// The file, compiled in.
pub(crate) static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    toml::from_str(include_str!("furniture.toml")).expect("furniture.toml is tested to parse")
});

/// Is it done with a piece: *supply, print*?
pub(crate) fn is_handling(lemma: &str) -> bool {
    FURNITURE.handling.iter().any(|word| word == lemma)
}

/// Is it a piece: *article*?
pub(crate) fn is_piece(noun: &str) -> bool {
    FURNITURE.piece.iter().any(|word| word == noun)
}

/// Is it what others may do with a piece: *reproduction*?
pub(crate) fn is_reuse(noun: &str) -> bool {
    FURNITURE.reuse.iter().any(|word| word == noun)
}
