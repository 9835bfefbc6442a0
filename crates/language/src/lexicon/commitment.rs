//! What the words that attribute say of how sure their source, and the article, is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// How a word that attributes commits its source and the article to the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Commitment {
    /// *said*: the source is certain, the article does not say.
    Assert,
    /// *suggested*: the source takes it for probable.
    Suggest,
    /// *knew*: the article grants it.
    Factive,
    /// *showed*: the article takes it for probable.
    Evidential,
    /// *pretended*: the article says it is not so.
    Counterfactive,
    /// *denied*: the source says it is not so.
    Deny,
    /// *believed*: probable for the source.
    Belief,
    /// *feared*: possible for the source.
    Fear,
    /// *doubted*: improbable for the source.
    Doubt,
    /// *hoped, ordered*: nobody says it is so.
    Wish,
    /// *promised*: the source binds itself.
    Commissive,
    /// *threatened, offered*: the source may do it.
    Offer,
    /// *asked*: the source does not know.
    Question,
}

/// One class of words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Class {
    /// What they do.
    pub(crate) class: Commitment,
    /// The values of a plain content, narrator then source.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) gives: String,
    /// Verbs, by lemma; *find out* with its particle.
    pub(crate) verbs: Vec<String>,
    /// Nouns, by lemma.
    pub(crate) nouns: Vec<String>,
    /// Adjectives after *be*.
    pub(crate) adjectives: Vec<String>,
    /// Sentences in which `gives` comes out.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) yes: Vec<String>,
    /// Sentences in which it does not.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    pub(crate) no: Vec<String>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    untruly: Vec<String>,
    mandative: Vec<String>,
    given_up: Vec<String>,
    commitment: Vec<Class>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("commitment.toml")).expect("commitment.toml is tested to parse")
});

/// All classes, in the order of the file.
pub(crate) fn classes() -> &'static [Class] {
    &FILE.commitment
}

/// Does the adverb call untrue what is said: *falsely claimed*?
pub(crate) fn is_untruly(adverb: &str) -> bool {
    FILE.untruly.iter().any(|one| one == adverb)
}

/// Does the verb put a proposal where a bare verb hangs on it: *suggested that he leave*?
pub(crate) fn is_mandative(verb: &str) -> bool {
    FILE.mandative.iter().any(|one| one == verb)
}

/// Does the verb give up a plan: *dropped plans to run*?
pub(crate) fn gives_up(verb: &str) -> bool {
    FILE.given_up.iter().any(|one| one == verb)
}

type Table = BTreeMap<String, Commitment>;

/// A word in two classes counts as the first.
fn table(words: fn(&Class) -> &[String]) -> Table {
    let mut table = Table::new();
    for class in classes() {
        for word in words(class) {
            table.entry(word.clone()).or_insert(class.class);
        }
    }
    table
}

static VERBS: LazyLock<Table> = LazyLock::new(|| table(|class| &class.verbs));
static NOUNS: LazyLock<Table> = LazyLock::new(|| table(|class| &class.nouns));
static ADJECTIVES: LazyLock<Table> = LazyLock::new(|| table(|class| &class.adjectives));

/// The class of a verb, by lemma.
pub(crate) fn of_verb(lemma: &str) -> Option<Commitment> {
    VERBS.get(lemma).copied()
}

/// The class of a noun, by lemma.
pub(crate) fn of_noun(lemma: &str) -> Option<Commitment> {
    NOUNS.get(lemma).copied()
}

/// The class of an adjective.
pub(crate) fn of_adjective(word: &str) -> Option<Commitment> {
    ADJECTIVES.get(word).copied()
}

/// Can a clause follow the word without *that*: *officials say they left*, *I am sure he left*?
pub(crate) fn takes_clause(lemma: &str) -> bool {
    let verb = of_verb(lemma).or_else(|| of_adjective(lemma));
    verb.is_some_and(|class| {
        !matches!(
            class,
            Commitment::Wish | Commitment::Question | Commitment::Offer
        )
    }) || matches!(
        lemma,
        "hope" | "wish" | "mean" | "seem" | "appear" | "pray" | "ensure"
    )
}

/// Is an *if* after this verb a *whether*?
pub(crate) fn asks_whether(lemma: &str) -> bool {
    of_verb(lemma) == Some(Commitment::Question)
        || matches!(
            lemma,
            "know"
                | "see"
                | "tell"
                | "say"
                | "remember"
                | "learn"
                | "determine"
                | "care"
                | "doubt"
                | "unclear"
                | "uncertain"
                | "sure"
                | "clear"
                | "decide"
        )
}
