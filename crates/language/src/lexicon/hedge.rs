//! Words that change how surely a clause is told.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Where a hedge must stand to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Part {
    /// In the verb group: *may leave*.
    Modal,
    /// By the verb group or at the edge of the clause: *probably left*.
    Adverb,
    /// Before an infinitive or a that-clause: *seems to leave*.
    Raising,
    /// After *there is*: *a chance that*.
    Noun,
    /// The verb of *I* or *we*: *I think*.
    Attitude,
    /// Denied, before a that-clause: *not certain that*.
    Denied,
    /// The determiner or pronoun of a noun phrase: *no agreement*.
    Denier,
}

/// What a hedge leaves of an assertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Effect {
    /// Possible: *may*.
    Possible,
    /// Probable: *probably*.
    Probable,
    /// Probable, and turned round: *unlikely*.
    Improbable,
    /// Somebody else says so: *reportedly*.
    Hearsay,
    /// Nothing: *hopefully*.
    Uncommitted,
    /// Turned round: *not*.
    Fails,
    /// All, but it is still to come: *going to*.
    Future,
}

/// One class of words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hedge {
    /// Where they must stand.
    pub(crate) part: Part,
    /// What they do.
    pub(crate) gives: Effect,
    /// Lemmas; participles and adjectives as they stand.
    pub(crate) words: Vec<String>,
    /// Sentences in which the marked words decide.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) yes: Vec<String>,
    /// Sentences in which no word of the class decides.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) no: Vec<String>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    hedge: Vec<Hedge>,
}

/// All classes, in the order of the file.
pub(crate) static HEDGES: LazyLock<Vec<Hedge>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("hedge.toml")).expect("hedge.toml is tested to parse");
    file.hedge
});

static EFFECTS: LazyLock<BTreeMap<(Part, String), Effect>> = LazyLock::new(|| {
    let entries = HEDGES.iter().flat_map(|hedge| {
        hedge
            .words
            .iter()
            .map(|word| ((hedge.part, word.clone()), hedge.gives))
    });
    entries.collect()
});

/// What `word`, standing as `part`, does to its clause.
pub(crate) fn effect(part: Part, word: &str) -> Option<Effect> {
    EFFECTS.get(&(part, word.to_owned())).copied()
}
