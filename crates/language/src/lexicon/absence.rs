//! Words by which something is put on record as absent.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

/// The place a word takes in telling of an absence; see the comments of `absence.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// *no meeting*.
    Event,
    /// *did not sign*.
    Act,
    /// *no evidence*.
    Evidence,
    /// *could not verify*.
    Verify,
    /// *no reply*.
    Answer,
    /// *did not respond*.
    Respond,
    /// *went unanswered*.
    Unanswered,
    /// *declined*.
    Refusal,
    /// *would not say*.
    Tell,
    /// Said of who tells all: *specific*.
    Forthcoming,
    /// *was not disclosed*.
    Publish,
    /// *gave no details*.
    Detail,
    /// *remains classified*.
    Withheld,
    /// *do not know*.
    Know,
    /// *is unclear*.
    Unknown,
    /// *remains a mystery*.
    Mystery,
    /// *have no idea*.
    Notion,
    /// *the cause* is unclear.
    Matter,
    /// *was cancelled*.
    Cancel,
    /// *made* no statement.
    Light,
    /// *has not seen* the draft.
    Document,
    /// *without incident*.
    Smooth,
    /// *too early* to tell.
    Premature,
    /// *impossible* to know how.
    Impossible,
    /// Too early to *tell*.
    Judge,
    /// Far from *clear*.
    Clear,
    /// No reason to *believe*.
    Believe,
    /// Denied, nothing is missing: did not *hesitate*.
    Still,
    /// Denied, an idiom: lost no *time*.
    Idle,
    /// *unharmed*: nothing is missing.
    Sound,
    /// Refused, somebody declined: refused to *discuss* it.
    Voice,
}

/// One class of words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Class {
    /// The place they take.
    pub(crate) class: Kind,
    /// Lemmas; adjectives as they stand.
    pub(crate) words: Vec<String>,
    /// Sentences with an absence.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) yes: Vec<String>,
    /// Sentences without any.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) no: Vec<String>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    absence: Vec<Class>,
}

/// All classes, in the order of the file.
pub(crate) static CLASSES: LazyLock<Vec<Class>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("absence.toml")).expect("absence.toml is tested to parse");
    file.absence
});

static WORDS: LazyLock<BTreeSet<(Kind, String)>> = LazyLock::new(|| {
    let entries = CLASSES
        .iter()
        .flat_map(|class| class.words.iter().map(|word| (class.class, word.clone())));
    entries.collect()
});

/// Does `word` belong to the class?
pub(crate) fn is(kind: Kind, word: &str) -> bool {
    WORDS.contains(&(kind, word.to_owned()))
}
