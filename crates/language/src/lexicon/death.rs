//! Words that tell how many were killed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    lethal: Lethal,
    bound: Bounds,
    scale: BTreeMap<String, u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lethal {
    verbs: Vec<String>,
    nouns: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    least: Vec<String>,
    most: Vec<String>,
    about: Vec<String>,
    exactly: Vec<String>,
}

/// What a number is of what is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// *at least*.
    Least,
    /// *up to*.
    Most,
    /// *about*.
    About,
    /// Nothing, or *the*.
    Exactly,
}

pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("death.toml")).expect("death.toml is tested to parse")
});

impl Words {
    /// Does the verb kill?
    pub(crate) fn is_lethal_verb(&self, lemma: &str) -> bool {
        self.lethal.verbs.iter().any(|one| one == lemma)
    }

    /// Does the noun tell a killing?
    pub(crate) fn is_lethal_noun(&self, lemma: &str) -> bool {
        self.lethal.nouns.iter().any(|one| one == lemma)
    }

    /// What `word` after a number multiplies it by.
    pub(crate) fn scale(&self, word: &str) -> Option<u32> {
        self.scale.get(word).copied()
    }

    /// What the last of `words` make of a number after them, and how many words do so.
    pub(crate) fn bound(&self, words: &[String]) -> (Bound, usize) {
        let all = [
            (Bound::Least, &self.bound.least),
            (Bound::Most, &self.bound.most),
            (Bound::About, &self.bound.about),
            (Bound::Exactly, &self.bound.exactly),
        ];
        let phrases = all
            .iter()
            .flat_map(|(bound, list)| list.iter().map(|phrase| (*bound, phrase)));
        let found = phrases.filter_map(|(bound, phrase)| {
            let phrase: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            words.ends_with(&phrase).then_some((bound, phrase.len()))
        });
        found
            .max_by_key(|(_, length)| *length)
            .unwrap_or((Bound::Exactly, 0))
    }
}
