//! Words as they are compared: folded, stemmed, and told apart from the small ones.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use onrecord_record::{Article, Span};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) span: Span,
    /// In lower case, without accents and a possessive *'s*.
    pub(crate) form: String,
    /// It begins with a capital letter.
    pub(crate) is_capital: bool,
}

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
static SMALL: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| include_str!("data/small.txt").split_whitespace().collect());
static LIGHT: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| include_str!("data/light.txt").split_whitespace().collect());
static IRREGULAR: LazyLock<Vec<(&str, &str)>> = LazyLock::new(irregular);

/// The words of `span`, in text order: runs of letters and digits with the apostrophes, hyphens,
/// stops and commas inside them.
pub(crate) fn words(article: &Article, span: Span) -> Vec<Word> {
    let quote = article.quote(span);
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut characters = quote.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let is_inside = character.is_alphanumeric() || start.is_some() && joins(character, next);
        match (start, is_inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.extend(word(article, span.start() + from..span.start() + at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.extend(word(article, span.start() + from..span.end()));
    }
    found
}

/// Does `character`, which is neither letter nor digit, belong to a word that goes on with `next`?
fn joins(character: char, next: Option<char>) -> bool {
    let goes_on = |test: fn(char) -> bool| next.is_some_and(test);
    match character {
        '\'' | '’' => goes_on(char::is_alphabetic),
        '.' | ',' => goes_on(|next| next.is_ascii_digit()),
        _ => false,
    }
}

fn word(article: &Article, range: std::ops::Range<usize>) -> Option<Word> {
    let span = Span::new(&article.text, range)?;
    let words = article.quote(span);
    let bare = words
        .strip_suffix("'s")
        .or_else(|| words.strip_suffix("’s"))
        .unwrap_or(words);
    Some(Word {
        span,
        form: fold(bare),
        is_capital: words.chars().next().is_some_and(char::is_uppercase),
    })
}

/// In lower case, accents off.
pub(crate) fn fold(word: &str) -> String {
    let bare = word.nfkd().filter(|c| !is_combining_mark(*c));
    bare.flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

/// Does it tell nothing by itself: article, preposition, pronoun, auxiliary, word of saying?
pub(crate) fn is_small(form: &str) -> bool {
    SMALL.contains(form)
}

/// Does it tell little, since half of all news has it: *officials, Tuesday, reported*?
pub(crate) fn is_light(form: &str) -> bool {
    LIGHT.contains(form)
}

/// Does it turn what is said round?
pub fn negates(form: &str) -> bool {
    matches!(
        form,
        "no" | "not"
            | "never"
            | "neither"
            | "nor"
            | "without"
            | "none"
            | "nobody"
            | "nothing"
            | "cannot"
    ) || form.ends_with("n't")
}

/// What all forms of a word have in common: *agreed*, *agreeing* and *agreement* are one.
pub fn stem(form: &str) -> String {
    let found = IRREGULAR.binary_search_by(|(past, _)| (*past).cmp(form));
    let base = found.map_or(form, |at| IRREGULAR[at].1);
    STEMMER.stem(base).into_owned()
}

/// Past forms with their base, sorted.
fn irregular() -> Vec<(&'static str, &'static str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for line in include_str!("data/irregular.txt").lines() {
        let mut forms = line.split_whitespace();
        if let Some(base) = forms.next() {
            found.extend(forms.map(|past| (past, base)));
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|(past, _)| *past);
    found
}
