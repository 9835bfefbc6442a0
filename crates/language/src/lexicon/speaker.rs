//! What kind of source a noun phrase is, by its head or its name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::first_name::Gender;

/// What the head of a noun phrase makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Head {
    /// A government, ministry or force.
    Office,
    /// Another organisation.
    Organisation,
    /// A news outlet.
    Outlet,
    /// A document.
    Document,
    /// People at large when told in the plural without a number, else a person.
    Public,
    /// A person.
    Person,
    /// An office when told in the plural without a number (*prosecutors*), else a person.
    Force,
}

/// One class of words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Speaker {
    /// What they make of a phrase.
    pub(crate) kind: Head,
    /// The gender they tell.
    gender: Option<Gender>,
    /// Lemmas of head nouns.
    #[serde(default)]
    words: Vec<String>,
    /// Proper names.
    #[serde(default)]
    names: Vec<String>,
    /// Last words of names.
    #[serde(default)]
    endings: Vec<String>,
    /// Sentences whose marked source is of this kind.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) yes: Vec<String>,
    /// Sentences whose marked source is of another.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) no: Vec<String>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    speaker: Vec<Speaker>,
}

/// All classes, in the order of the file.
pub(crate) static SPEAKERS: LazyLock<Vec<Speaker>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("speaker.toml")).expect("speaker.toml is tested to parse");
    file.speaker
});

/// A head noun: the kinds it can be of, and its gender.
#[derive(Debug, Clone, Copy, Default)]
struct Noun {
    many: Option<Head>,
    one: Option<Head>,
    gender: Option<Gender>,
}

static NOUNS: LazyLock<BTreeMap<&str, Noun>> = LazyLock::new(|| {
    let mut nouns: BTreeMap<&str, Noun> = BTreeMap::new();
    for class in SPEAKERS.iter() {
        for word in &class.words {
            let noun = nouns.entry(word).or_default();
            if matches!(class.kind, Head::Public | Head::Force) {
                noun.many = Some(class.kind);
            } else {
                noun.one = noun.one.or(Some(class.kind));
            }
            noun.gender = noun.gender.or(class.gender);
        }
    }
    nouns
});

static NAMES: LazyLock<BTreeMap<&str, Head>> =
    LazyLock::new(|| by_word(|class| class.names.as_slice()));

static ENDINGS: LazyLock<BTreeMap<&str, Head>> =
    LazyLock::new(|| by_word(|class| class.endings.as_slice()));

fn by_word(words: fn(&Speaker) -> &[String]) -> BTreeMap<&'static str, Head> {
    let mut kinds = BTreeMap::new();
    for class in SPEAKERS.iter() {
        for word in words(class) {
            kinds.entry(word.as_str()).or_insert(class.kind);
        }
    }
    kinds
}

/// What a phrase with the head `lemma` is; `many` tells a bare plural from one or a counted few.
pub(crate) fn of_noun(lemma: &str, many: bool) -> Option<Head> {
    let noun = NOUNS.get(lemma)?;
    match (many, noun.many, noun.one) {
        (true, Some(kind), _) | (_, None, Some(kind)) => Some(kind),
        (_, None, None) => None,
        (false, Some(_), one) => Some(one.unwrap_or(Head::Person)),
    }
}

/// The gender that the head noun `lemma` tells.
pub(crate) fn gender_of(lemma: &str) -> Option<Gender> {
    NOUNS.get(lemma)?.gender
}

/// What the name `name`, in lower case, names if the lexicon lists it whole.
pub(crate) fn listed(name: &str) -> Option<Head> {
    NAMES.get(name).copied()
}

/// Is the name `words` one that the lexicon lists whole?
pub(crate) fn is_listed(words: &[String]) -> bool {
    NAMES.contains_key(words.join(" ").as_str())
}

/// What the name `words`, in lower case and without *the*, names as a source; `None` where no
/// word of it is known.
pub(crate) fn of_name(words: &[String]) -> Option<Head> {
    let whole = words.join(" ");
    if let Some(kind) = NAMES.get(whole.as_str()) {
        return Some(*kind);
    }
    // *the Ministry of Energy* is a ministry
    let of = words
        .iter()
        .position(|word| matches!(word.as_str(), "of" | "for" | "on"));
    let own = of.and_then(|of| words.get(..of)).unwrap_or(words);
    own_words(own).or_else(|| NAMES.get(words.first()?.as_str()).copied())
}

/// What the words of a name make of it.
fn own_words(words: &[String]) -> Option<Head> {
    let last = words.last()?;
    let bare = last.trim_end_matches('.');
    if let Some(kind) = ENDINGS.get(bare) {
        return Some(*kind);
    }
    let body = |word: &&String| {
        let kind = NOUNS.get(word.as_str())?.one?;
        matches!(kind, Head::Office | Head::Organisation | Head::Outlet).then_some(kind)
    };
    let kinds = || words.iter().rev().filter_map(|word| body(&word));
    // *the Trade Department Statistics Center* is the department's
    let is_units = matches!(
        bare,
        "center" | "centre" | "institute" | "laboratory" | "unit"
    );
    let is_offices = is_units && kinds().any(|kind| kind == Head::Office);
    match is_offices {
        true => Some(Head::Office),
        false => kinds().next(),
    }
}

/// Is a name that ends with `word` a firm's: *Harbour Energy*?
pub(crate) fn is_firm(word: &str) -> bool {
    ENDINGS.get(word.trim_end_matches('.')) == Some(&Head::Organisation)
}
