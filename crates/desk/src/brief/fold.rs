//! What stands in several articles in the same words is one line with several citations.
//!
//! The same words are no second source. Two lines are the same when they tell the same kind of
//! thing, by the same speaker, with the same numbers, names and negations, and all but a few of
//! their words are shared.

use std::collections::{BTreeMap, BTreeSet};

use super::{Brief, Citation, Line, LineKind, Piece, SectionKind};

/// Shared words over all words, from which two lines are the same.
const SAME: f32 = 0.75;
/// A word in more lines than this tells nothing about copying.
const COMMON: usize = 64;

/// A line with the words that tell whether another is its copy.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) section: SectionKind,
    pub(super) line: Line,
    /// The heading's words for a statement, empty otherwise.
    pub(super) speaker: String,
    /// Its quoted words.
    pub(super) words: String,
}

/// Draws together the candidates that say the same in the same words; the first of each group
/// stands (articles come in order of publication), the others become further citations. Keeps the order of first appearance.
pub(super) fn fold(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let prints: Vec<Print> = candidates.iter().map(Print::new).collect();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut group_of: Vec<usize> = Vec::with_capacity(candidates.len());
    for (at, print) in prints.iter().enumerate() {
        let twin = print
            .rare(&by_word)
            .into_iter()
            .find(|other| print.is_same(&prints[*other]));
        group_of.push(twin.map_or(at, |other| group_of[other]));
        for word in &print.words {
            by_word.entry(word).or_default().push(at);
        }
    }
    join(candidates, &group_of)
}

fn join(candidates: Vec<Candidate>, group_of: &[usize]) -> Vec<Candidate> {
    let mut groups: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    for (candidate, group) in candidates.into_iter().zip(group_of) {
        groups.entry(*group).or_default().push(candidate);
    }
    groups.into_values().filter_map(first).collect()
}

fn first(group: Vec<Candidate>) -> Option<Candidate> {
    let mut group = group.into_iter();
    let mut chosen = group.next()?;
    for citation in group.flat_map(|other| other.line.citations) {
        if !chosen.line.citations.contains(&citation) {
            chosen.line.citations.push(citation);
        }
    }
    Some(chosen)
}

/// What of a line must agree for it to be a copy.
struct Print {
    kind: String,
    words: BTreeSet<String>,
    /// Numbers, names and negations.
    telling: BTreeSet<String>,
}

impl Print {
    fn new(candidate: &Candidate) -> Print {
        let kind = match candidate.line.kind {
            LineKind::Statement { .. } => format!("{:?} {}", candidate.section, candidate.speaker),
            other => format!("{other:?}"),
        };
        let cuts = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’');
        let raw: Vec<&str> = candidate
            .words
            .split(cuts)
            .filter(|word| !word.is_empty())
            .collect();
        let telling = raw
            .iter()
            .enumerate()
            .filter(|(at, word)| is_telling(*at, word));
        Print {
            kind,
            telling: telling.map(|(_, word)| word.to_lowercase()).collect(),
            words: raw.iter().map(|word| word.to_lowercase()).collect(),
        }
    }

    /// Earlier lines that share one of this one's rarer words.
    fn rare(&self, by_word: &BTreeMap<&str, Vec<usize>>) -> BTreeSet<usize> {
        let lists = self
            .words
            .iter()
            .filter_map(|word| by_word.get(word.as_str()));
        lists
            .filter(|list| list.len() <= COMMON)
            .flatten()
            .copied()
            .collect()
    }

    fn is_same(&self, other: &Print) -> bool {
        let shared = self.words.intersection(&other.words).count() as f32;
        let all = self.words.union(&other.words).count().max(1) as f32;
        self.kind == other.kind && self.telling == other.telling && shared / all >= SAME
    }
}

/// A number, a name (a capital that opens no sentence) or a negation.
fn is_telling(at: usize, word: &str) -> bool {
    let lower = word.to_lowercase().replace('’', "'");
    let is_name = at > 0 && word.starts_with(char::is_uppercase);
    let negates = matches!(
        lower.as_str(),
        "no" | "not" | "never" | "neither" | "nor" | "without" | "none" | "nobody"
    ) || lower.ends_with("n't");
    word.contains(|c: char| c.is_numeric())
        || is_name
        || negates
        || NUMBERS.contains(&lower.as_str())
}

const NUMBERS: [&str; 30] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
];

/// The quoted words of `line`, in `brief`'s articles.
pub(super) fn quoted(brief: &Brief, line: &Line) -> String {
    let mut words = String::new();
    for piece in &line.pieces {
        if let Piece::Quote(citation) = piece {
            words.push_str(quote(brief, *citation));
            words.push(' ');
        }
    }
    words
}

/// The words at `citation`.
pub(super) fn quote(brief: &Brief, citation: Citation) -> &str {
    let source = brief.sources.get(citation.article.wrapping_sub(1));
    source.map_or("", |source| source.article.quote(citation.span))
}
