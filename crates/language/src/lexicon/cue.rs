//! Words that attribute, and what kind of act each is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use onrecord_record::Act;
use serde::Deserialize;

use crate::token;

/// An act as the file writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// *said*.
    Said,
    /// *wrote*.
    Wrote,
    /// *asked*.
    Asked,
    /// *promised*.
    Promised,
    /// *denied*.
    Denied,
    /// *warned*.
    Warned,
    /// *thinks*.
    Thinks,
    /// *demanded*: said to be wanted of another.
    Demanded,
    /// *wants*.
    Wants,
    /// *sees*.
    Sees,
    /// *decided*.
    Decided,
    /// *declined to comment*.
    Declined,
}

impl Kind {
    /// Is the content what somebody wants: *wants them to leave*, *urged them to leave*?
    pub(crate) fn is_will(self) -> bool {
        matches!(self, Kind::Wants | Kind::Demanded)
    }
}

impl From<Kind> for Act {
    fn from(kind: Kind) -> Act {
        match kind {
            Kind::Said | Kind::Demanded => Act::Said,
            Kind::Wrote => Act::Wrote,
            Kind::Asked => Act::Asked,
            Kind::Promised => Act::Promised,
            Kind::Denied => Act::Denied,
            Kind::Warned => Act::Warned,
            Kind::Thinks => Act::Thinks,
            Kind::Wants => Act::Wants,
            Kind::Sees => Act::Sees,
            Kind::Decided => Act::Decided,
            Kind::Declined => Act::DeclinedToComment,
        }
    }
}

/// What the first word of an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Part {
    /// *remonstrate*, *point out*.
    #[default]
    Verb,
    /// *warning*.
    Noun,
    /// *confident*.
    Adjective,
    /// Words that stand as they are: *according to*.
    Phrase,
}

/// One sentence or several.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
#[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
pub(crate) enum Sentences {
    /// None.
    #[default]
    None,
    /// `yes = "…"`.
    One(String),
    /// `yes = ["…", "…"]`.
    Many(Vec<String>),
}

#[cfg(test)]
impl Sentences {
    /// The sentences, in order.
    pub(crate) fn list(&self) -> &[String] {
        match self {
            Sentences::None => &[],
            Sentences::One(one) => std::slice::from_ref(one),
            Sentences::Many(many) => many,
        }
    }
}

/// Words that do the same; see the comments of `cue.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cue {
    /// The word, where the entry has one.
    #[serde(default)]
    lemma: Option<String>,
    /// The words, where it has several.
    #[serde(default)]
    lemmas: Vec<String>,
    /// What the first word is.
    #[serde(default)]
    pub(crate) part: Part,
    /// What the words do.
    pub(crate) act: Kind,
    /// What they do under *not*, where that is an act of its own.
    #[serde(default)]
    pub(crate) negated: Option<Kind>,
    /// What they do before an infinitive.
    #[serde(default)]
    pub(crate) to: Option<Kind>,
    /// What they do to a thing rather than a claim: *rejected the request*.
    #[serde(default)]
    pub(crate) thing: Option<Kind>,
    /// Sentences in which each marked cue comes out as `act`.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) yes: Sentences,
    /// Sentences in which none does.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    #[serde(default)]
    pub(crate) no: Sentences,
}

impl Cue {
    /// The words of the entry.
    pub(crate) fn lemmas(&self) -> impl Iterator<Item = &String> {
        self.lemma.iter().chain(&self.lemmas)
    }
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    light: Vec<String>,
    refusers: Vec<String>,
    media: Vec<String>,
    platforms: Vec<String>,
    evidence: Vec<String>,
    spoken: Vec<String>,
    claims: Vec<String>,
    asked: Vec<String>,
    cue: Vec<Cue>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("cue.toml")).expect("cue.toml is tested to parse")
});

/// An entry under its first word: the words that must follow, and the entry.
type Bucket = Vec<(Vec<&'static str>, &'static Cue)>;

type Buckets = BTreeMap<Part, BTreeMap<&'static str, Bucket>>;

/// Longer entries come first in each bucket.
static BUCKETS: LazyLock<Buckets> = LazyLock::new(|| {
    let mut buckets = Buckets::new();
    for cue in &FILE.cue {
        for lemma in cue.lemmas() {
            let mut words = words(lemma).into_iter();
            let first = words.next().unwrap_or_default();
            let bucket = buckets.entry(cue.part).or_default();
            let entries = bucket.entry(first).or_default();
            entries.push((words.collect(), cue));
        }
    }
    for bucket in buckets.values_mut().flat_map(BTreeMap::values_mut) {
        bucket.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    buckets
});

/// The words of an entry as the article is cut: *op-ed* is three.
pub(crate) fn words(lemma: &str) -> Vec<&str> {
    let cut = lemma
        .split(' ')
        .flat_map(|word| match word.split_once('-') {
            Some((left, right)) if !token::is_prefix(left) => vec![left, "-", right],
            _ => vec![word],
        });
    cut.collect()
}

/// All entries, in the order of the file.
#[cfg(test)]
pub(crate) fn cues() -> &'static [Cue] {
    &FILE.cue
}

/// The entries whose first word is `first`, the longest first: the words that must follow, the entry.
pub(crate) fn beginning_with(
    part: Part,
    first: &str,
) -> &'static [(Vec<&'static str>, &'static Cue)] {
    let bucket = BUCKETS.get(&part).and_then(|bucket| bucket.get(first));
    bucket.map_or(&[], Vec::as_slice)
}

/// Is a noun beside this verb what counts: *gave a warning*, *expressed hope*?
pub(crate) fn is_light(lemma: &str) -> bool {
    has(&FILE.light, lemma)
}

/// Does the verb turn the one after it round: *declined to say*?
pub(crate) fn is_refuser(lemma: &str) -> bool {
    has(&FILE.refusers, lemma)
}

/// Is it something one says things in by writing: *letter*?
pub(crate) fn is_medium(lemma: &str) -> bool {
    has(&FILE.media, lemma)
}

/// Is it a place one writes on: *Facebook*?
pub(crate) fn is_platform(word: &str) -> bool {
    has(&FILE.platforms, word)
}

/// Is it something that is said to be so, and can be denied: *claim, report, involvement*?
pub(crate) fn is_claim(lemma: &str) -> bool {
    FILE.claims.iter().any(|one| one == lemma)
}

/// Is it something that is asked for, and granted or not: *request, bail*?
pub(crate) fn is_asked_for(lemma: &str) -> bool {
    FILE.asked.iter().any(|one| one == lemma)
}

/// Is it something that shows rather than says: *poll*?
pub(crate) fn is_evidence(lemma: &str) -> bool {
    has(&FILE.evidence, lemma)
}

/// Does it make a medium one of sound: *video* message?
pub(crate) fn is_spoken(word: &str) -> bool {
    has(&FILE.spoken, word)
}

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|one| one == word)
}
