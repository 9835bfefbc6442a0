//! First names and the gender that bears them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What a name, a title or a pronoun tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Gender {
    /// *He.*
    Male,
    /// *She.*
    Female,
}

/// The file as it is written: names as words apart.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    female: String,
    male: String,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("first_name.toml")).expect("first_name.toml is tested to parse")
});

static NAMES: LazyLock<BTreeMap<&str, Gender>> = LazyLock::new(|| {
    let female = FILE
        .female
        .split_whitespace()
        .map(|name| (name, Gender::Female));
    let male = FILE
        .male
        .split_whitespace()
        .map(|name| (name, Gender::Male));
    female.chain(male).collect()
});

/// The gender that bears the first name `name`, given in lower case, by far most often.
pub(crate) fn gender(name: &str) -> Option<Gender> {
    let first = name.split('-').next().unwrap_or(name);
    NAMES.get(name).or_else(|| NAMES.get(first)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_a_gender_or_nothing() {
        assert_eq!(gender("ivan"), Some(Gender::Male));
        assert_eq!(gender("mira"), Some(Gender::Female));
        assert_eq!(gender("anne-sophie"), Some(Gender::Female));
        assert_eq!(gender("kim"), None);
        assert_eq!(gender("holt"), None);
    }
}
