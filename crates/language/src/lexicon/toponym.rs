//! Words in and beside the names of places.

use std::sync::LazyLock;

use serde::Deserialize;

/// The file as it is written; see the comments of `toponym.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    region: Vec<String>,
    district: Vec<String>,
    town: Vec<String>,
    feature: Vec<String>,
    facility: Vec<String>,
    before: Vec<String>,
    joiners: Vec<String>,
    at: Vec<String>,
    near: Vec<String>,
    compass: Vec<String>,
    parties: Vec<String>,
    states: Vec<String>,
    diseases: Vec<String>,
    portfolios: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("toponym.toml")).expect("toponym.toml is tested to parse")
});

/// What a common word makes of the name before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Generic {
    /// *State, Province*.
    Region,
    /// *County, District*.
    District,
    /// *City, Township*.
    Town,
    /// *Island, River*.
    Feature,
    /// *Street, Airport*.
    Facility,
}

/// What `word` (lower case) makes of the name before it.
pub(crate) fn generic(word: &str) -> Option<Generic> {
    let lists = [
        (&FILE.region, Generic::Region),
        (&FILE.district, Generic::District),
        (&FILE.town, Generic::Town),
        (&FILE.feature, Generic::Feature),
        (&FILE.facility, Generic::Facility),
    ];
    let mut lists = lists.into_iter();
    lists.find_map(|(list, generic)| has(list, word).then_some(generic))
}

/// May it open a name that goes on: *Mount, Fort*?
pub(crate) fn is_before(word: &str) -> bool {
    has(&FILE.before, word)
}

/// May it stand in small letters inside a name: *of, upon*?
pub(crate) fn is_joiner(word: &str) -> bool {
    has(&FILE.joiners, word)
}

/// Does it say that something is at the place named next?
pub(crate) fn is_at(word: &str) -> bool {
    has(&FILE.at, word)
}

/// Does it say that something is about, not at, the place named next?
pub(crate) fn is_near(word: &str) -> bool {
    has(&FILE.near, word)
}

/// Is it a direction, no part of the name when in small letters?
pub(crate) fn is_compass(word: &str) -> bool {
    has(&FILE.compass, word)
}

/// Does it stand before a party rather than a place?
pub(crate) fn is_before_party(word: &str) -> bool {
    has(&FILE.parties, word)
}

/// Is a country the subject of this verb as a place: *had two cases*?
pub(crate) fn is_state(lemma: &str) -> bool {
    has(&FILE.states, lemma)
}

/// Does it make a disease of the name before it?
pub(crate) fn is_disease(word: &str) -> bool {
    has(&FILE.diseases, word)
}

/// Is what follows it with *of* what somebody is in charge of: *Minister of Energy*?
pub(crate) fn is_portfolio(word: &str) -> bool {
    has(&FILE.portfolios, word)
}

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_word_tells_the_kind_of_place() {
        assert_eq!(generic("county"), Some(Generic::District));
        assert_eq!(generic("river"), Some(Generic::Feature));
        assert_eq!(generic("table"), None);
        assert!(is_at("near") && is_near("near") && !is_near("in"));
    }
}
