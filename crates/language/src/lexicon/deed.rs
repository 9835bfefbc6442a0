//! What is done without saying anything: pictures that are shown, criticism that is met with, rulings.

use std::sync::LazyLock;

use serde::Deserialize;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deeds {
    picture: Class,
    met: Class,
    rank: Class,
    post: Class,
    ruling: Class,
    side: Class,
    armed: Class,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Class {
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    /// Sentences that the article tells itself.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) done: Vec<String>,
    /// Sentences in which somebody says something.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) said: Vec<String>,
}

/// The file, compiled in.
pub(crate) static DEEDS: LazyLock<Deeds> = LazyLock::new(|| {
    toml::from_str(include_str!("deed.toml")).expect("deed.toml is tested to parse")
});

impl Deeds {
    /// Does the noun name a picture?
    pub(crate) fn is_picture(&self, noun: &str) -> bool {
        has(&self.picture.nouns, noun)
    }

    /// Does who does this meet with what others say: *draw, face*?
    pub(crate) fn meets(&self, verb: &str) -> bool {
        has(&self.met.verbs, verb)
    }

    /// Is it what others say: *criticism, questions*?
    pub(crate) fn is_met(&self, noun: &str) -> bool {
        has(&self.met.nouns, noun)
    }

    /// Is somebody given another rank by it: *promote*?
    pub(crate) fn raises(&self, verb: &str) -> bool {
        has(&self.rank.verbs, verb)
    }

    /// Do people get a post by it: *confirm, hire*?
    pub(crate) fn gives_post(&self, verb: &str) -> bool {
        has(&self.post.verbs, verb)
    }

    /// Is it a decision that is known by its words: *reject*?
    pub(crate) fn rules(&self, verb: &str) -> bool {
        has(&self.ruling.verbs, verb)
    }

    /// Is it an attitude that is known by being told: *endorse, oppose*?
    pub(crate) fn takes_side(&self, verb: &str) -> bool {
        has(&self.side.verbs, verb)
    }

    /// Does the noun name somebody who acts and hardly ever speaks: *gunman, pirate*?
    pub(crate) fn is_armed(&self, noun: &str) -> bool {
        has(&self.armed.nouns, noun)
    }

    /// All classes, for their proofs.
    #[cfg(test)]
    pub(crate) fn classes(&self) -> [&Class; 6] {
        [
            &self.picture,
            &self.met,
            &self.rank,
            &self.post,
            &self.ruling,
            &self.side,
        ]
    }
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|one| one == word)
}
