//! States by their names, seats of government and adjectives.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    states: BTreeMap<String, Vec<String>>,
}

static STATES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("place.toml")).expect("place.toml is tested to parse");
    let mut by_form = BTreeMap::new();
    for (code, forms) in file.states {
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
}
