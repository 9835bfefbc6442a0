//! The names and words of credit lines: a file compiled in.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lexicon {
    wires: HashSet<String>,
    states: HashSet<String>,
    archives: HashSet<String>,
    offices: HashSet<String>,
    shortened: HashSet<String>,
    /// Captions with what is found in them marked.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(super) examples: Vec<String>,
}

/// The file, compiled in.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("credits.toml")).expect("credits.toml is tested to parse")
});

/// What kind of agency a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agency {
    /// It takes pictures for whoever buys them.
    Wire,
    /// It is an organ of a government.
    State,
    /// It sells what others took.
    Archive,
}

impl Lexicon {
    /// The agency that `name` is.
    pub(super) fn agency(&self, name: &str) -> Option<Agency> {
        let titled = title(name);
        let is_in =
            |set: &HashSet<String>| set.contains(name) || (name.len() > 4 && set.contains(&titled));
        match () {
            () if is_in(&self.wires) => Some(Agency::Wire),
            () if is_in(&self.states) => Some(Agency::State),
            () if is_in(&self.archives) => Some(Agency::Archive),
            () => None,
        }
    }

    /// Is `name` that of an office, a force, a party?
    pub(super) fn is_office(&self, name: &str) -> bool {
        let words: Vec<&str> = name.split_whitespace().collect();
        (1..=2).any(|count| {
            words
                .windows(count)
                .any(|words| self.offices.contains(&title(&words.join(" "))))
        })
    }

    /// Is `word` written with a full stop?
    pub(super) fn is_shortened(&self, word: &str) -> bool {
        self.shortened.contains(word)
    }
}

/// `GETTY IMAGES` as `Getty Images`; short names stay as they are.
fn title(name: &str) -> String {
    let word = |word: &str| {
        let is_loud = word.chars().count() > 4 && word.chars().all(|c| !c.is_lowercase());
        if !is_loud {
            return word.to_owned();
        }
        let mut letters = word.chars();
        letters
            .next()
            .into_iter()
            .chain(letters.flat_map(char::to_lowercase))
            .collect()
    };
    name.split_whitespace()
        .map(word)
        .collect::<Vec<String>>()
        .join(" ")
}
