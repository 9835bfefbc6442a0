//! Verbs that tell how things are.

use std::sync::LazyLock;

use serde::Deserialize;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct States {
    /// Lemmas.
    words: Vec<String>,
    /// Sentences that tell how things are.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) yes: Vec<String>,
    /// Sentences that tell what happens.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) no: Vec<String>,
}

/// The file, compiled in.
pub(crate) static STATES: LazyLock<States> = LazyLock::new(|| {
    toml::from_str(include_str!("state.toml")).expect("state.toml is tested to parse")
});

/// Does the verb with this lemma tell how things are: *be, have, know*?
pub(crate) fn is_state(lemma: &str) -> bool {
    STATES.words.iter().any(|word| word == lemma)
}
