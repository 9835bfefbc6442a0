//! What stands before or beside a person's name: honorifics, short titles, wider words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::first_name::Gender;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    honorifics: Honorifics,
    relative: Words,
    asking: Asking,
    epithet: Words,
    nameless: Words,
    same: BTreeMap<String, String>,
    short: BTreeMap<String, String>,
    wider: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Honorifics {
    male: Vec<String>,
    female: Vec<String>,
    either: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asking {
    askers: Vec<String>,
    ask: Vec<String>,
    answer: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("role.toml")).expect("role.toml is tested to parse")
});

/// Is `word`, in lower case, an honorific, and of which gender?
pub(crate) fn honorific(word: &str) -> Option<Option<Gender>> {
    let has = |list: &[String]| list.iter().any(|one| one == word);
    let list = &FILE.honorifics;
    if has(&list.male) {
        Some(Some(Gender::Male))
    } else if has(&list.female) {
        Some(Some(Gender::Female))
    } else {
        has(&list.either).then_some(None)
    }
}

/// The title that `word`, in lower case, is short for: *sen.* is *senator*.
pub(crate) fn long(word: &str) -> Option<&'static str> {
    FILE.short.get(word).map(String::as_str)
}

/// Does `word` tell what one is to another: *rival*?
pub(crate) fn is_relative(word: &str) -> bool {
    FILE.relative.words.iter().any(|one| one == word)
}

/// Does the head `word` tell of somebody who puts questions: *a reporter*?
pub(crate) fn is_asker(word: &str) -> bool {
    FILE.asking.askers.iter().any(|one| one == word)
}

/// Is the verb with the lemma `word` one of asking?
pub(crate) fn asks(word: &str) -> bool {
    FILE.asking.ask.iter().any(|one| one == word)
}

/// Is the verb with the lemma `word` one of answering?
pub(crate) fn answers(word: &str) -> bool {
    FILE.asking.answer.iter().any(|one| one == word)
}

/// Does `word` tell that somebody is not named: *the anonymous official*?
pub(crate) fn is_nameless(word: &str) -> bool {
    FILE.nameless.words.iter().any(|one| one == word)
}

/// Is the head `word` an epithet: a word for somebody named before?
pub(crate) fn is_epithet(word: &str) -> bool {
    FILE.epithet.words.iter().any(|one| one == word)
}

/// The word by which `word`, before a head, is known: *GOP* is *Republican*.
pub(crate) fn same(word: &str) -> &str {
    FILE.same.get(word).map_or(word, String::as_str)
}

/// Can the word `wide` take up a person told with `narrow`: *the leader* a president?
pub(crate) fn takes_up(wide: &str, narrow: &str) -> bool {
    let narrower = FILE.wider.get(wide);
    wide == narrow || narrower.is_some_and(|list| list.iter().any(|one| one == narrow))
}

/// The words that `wide` can take up.
pub(crate) fn narrower(wide: &str) -> &'static [String] {
    FILE.wider.get(wide).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_words_take_up_narrow_ones_only() {
        assert!(takes_up("leader", "president"));
        assert!(!takes_up("spokesman", "minister"));
        assert!(takes_up("spokesman", "spokesman"));
        assert_eq!(honorific("ms."), Some(Some(Gender::Female)));
        assert!(is_epithet("businessman") && !is_epithet("spokesman"));
        assert!(is_asker("reporter") && asks("ask") && answers("reply"));
        assert_eq!(long("sen."), Some("senator"));
    }
}
