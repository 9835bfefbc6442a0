//! States by their names, seats of government and adjectives.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    around: Around,
    states: BTreeMap<String, Vec<String>>,
}

/// Words beside the name of a place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Around {
    within: Vec<String>,
    travel: Vec<String>,
    has: Vec<String>,
    seat: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("place.toml")).expect("place.toml is tested to parse")
});

static STATES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut by_form = BTreeMap::new();
    for (code, forms) in &FILE.states {
        for form in forms {
            by_form.insert(form.to_lowercase(), code.clone());
        }
    }
    by_form
});

/// The state that `form` names, seats, adjectives and plurals of adjectives included: `korean`
/// alone is none, `north korean` is `KP`.
pub(crate) fn state(form: &str) -> Option<&'static str> {
    let known = STATES
        .get(form)
        .or_else(|| STATES.get(form.strip_suffix('s')?));
    known.map(String::as_str)
}

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|one| one == word)
}

/// Does `word` stand before a place: *in*?
pub(crate) fn is_within(word: &str) -> bool {
    has(&FILE.around.within, word)
}

/// Is the lemma `word` of going somewhere?
pub(crate) fn is_travel(word: &str) -> bool {
    has(&FILE.around.travel, word)
}

/// Is the lemma `word` something that a place has: *the parliament of*?
pub(crate) fn has_such(word: &str) -> bool {
    has(&FILE.around.has, word)
}

/// Is the lemma `word` what stands for a government: *the presidential seat*?
pub(crate) fn is_seat(word: &str) -> bool {
    has(&FILE.around.seat, word)
}

/// What is left of a place and of its adjective alike: *ostravia* and *ostravian* give `ostrav`.
pub(crate) fn stem(word: &str) -> &str {
    const ENDS: [&str; 9] = ["ians", "ian", "ans", "ese", "ish", "ia", "an", "a", "i"];
    let cut = ENDS.iter().filter_map(|end| word.strip_suffix(end));
    cut.filter(|stem| stem.chars().count() > 3)
        .min_by_key(|stem| stem.len())
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_by_name_seat_and_adjective() {
        for form in ["north korea", "pyongyang", "north korean", "north koreans"] {
            assert_eq!(state(form), Some("KP"), "{form}");
        }
        assert_eq!(state("u.s."), state("american"));
        assert_eq!(state("korean"), None);
    }

    #[test]
    fn a_place_and_its_adjective_have_one_stem() {
        assert_eq!(stem("ostravia"), stem("ostravian"));
        assert_eq!(stem("karsova"), stem("karsovans"));
        assert_eq!(stem("vesmark"), stem("vesmarkian"));
        assert_ne!(stem("ostravia"), stem("kessalia"));
        assert!(is_within("in") && !is_within("of"));
        assert!(is_travel("leave") && has_such("parliament") && is_seat("palace"));
    }
}
