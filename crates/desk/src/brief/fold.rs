//! What stands in several articles in the same words is one line with several citations.
//!
//! The same words are no second source. Two lines are the same when they tell the same kind of
//! thing, by the same speaker, with the same numbers, names and negations, and all but a few of
//! their words are shared. Of two articles one of which copies the other, a line is also the same
//! when the other one's words hold it whole.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::{Item, is_number, negates};
use onrecord_record::ZoneKind;

use super::{Brief, Citation, Line, LineKind, Note, Piece, SectionKind};

/// Shared words over all words, from which two lines are the same.
const SAME: f32 = 0.75;
/// A word in more lines than this tells nothing about copying.
const COMMON: usize = 64;
/// A clause with fewer words of substance is too short to be found again among others.
const SUBSTANCE: usize = 3;

/// A line with the words that tell whether another is its copy.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) section: SectionKind,
    pub(super) line: Line,
    /// The heading's words for a statement, empty otherwise.
    pub(super) speaker: String,
    /// Its quoted words.
    pub(super) words: String,
    /// The findings it tells, in their articles.
    pub(super) items: Vec<Item>,
    /// What it took in that stands in other words.
    pub(super) wordings: Vec<Wording>,
}

/// Other words for what a line tells.
#[derive(Debug, Clone)]
pub(super) struct Wording {
    pub(super) at: Citation,
    /// Speaker and words.
    pub(super) words: String,
}

impl Candidate {
    /// Does it stand in the words of a headline?
    pub(super) fn is_headline(&self) -> bool {
        self.line.notes.contains(&Note::Zone(ZoneKind::Headline))
    }

    /// Adds the places and findings of `other`, which says the same.
    pub(super) fn takes(&mut self, other: Candidate) {
        let own = (other.words != self.words).then(|| other.line.citations.first().copied());
        self.wordings.extend(own.flatten().map(|at| Wording {
            at,
            words: format!("{} {}", other.speaker, other.words),
        }));
        self.wordings.extend(other.wordings);
        self.line.citations.extend(other.line.citations);
        self.items.extend(other.items);
    }

    /// Leaves each place once, where it stands first.
    pub(super) fn settle(&mut self) {
        let mut seen: BTreeSet<Citation> = BTreeSet::new();
        self.line.citations.retain(|one| seen.insert(*one));
    }

    fn article(&self) -> usize {
        self.line.citations.first().map_or(0, |one| one.article)
    }
}

/// Draws together the candidates that say the same in the same words. The first of each group
/// stands (articles come in order of publication), or the one that holds it whole; the others
/// become further citations. Keeps the order of first appearance.
///
/// `families` tells which articles copy one another: those with the same number.
pub(super) fn fold(candidates: Vec<Candidate>, families: &[usize]) -> Vec<Candidate> {
    let pile = Pile::new(&candidates, families);
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut first: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut group_of: Vec<usize> = Vec::with_capacity(candidates.len());
    for (at, print) in pile.prints.iter().enumerate() {
        let near = print.rare(&by_word);
        let twin = near
            .iter()
            .find(|other| print.is_same(&pile.prints[**other]))
            .or_else(|| near.iter().find(|other| pile.is_copy(at, **other)));
        // what so many lines say that its words lead nowhere is found by all of its words
        let first = *first.entry((&print.kind, &print.sequence)).or_insert(at);
        let is_twin = |other: &&usize| **other != at && print.is_same(&pile.prints[**other]);
        let twin = twin.or(Some(&first).filter(is_twin));
        group_of.push(twin.map_or(at, |other| group_of[*other]));
        for word in &print.words {
            by_word.entry(word).or_default().push(at);
        }
    }
    let prints = pile.prints;
    join(candidates, prints, &group_of)
}

fn join(candidates: Vec<Candidate>, prints: Vec<Print>, group_of: &[usize]) -> Vec<Candidate> {
    let mut groups: BTreeMap<usize, Vec<(Candidate, Print)>> = BTreeMap::new();
    let members = candidates.into_iter().zip(prints);
    for (member, group) in members.zip(group_of) {
        groups.entry(*group).or_default().push(member);
    }
    groups.into_values().filter_map(joined).collect()
}

fn joined(mut group: Vec<(Candidate, Print)>) -> Option<Candidate> {
    let mut chosen = 0;
    for (at, (_, print)) in group.iter().enumerate() {
        let held = &group[chosen].1.sequence;
        if print.sequence.len() > held.len() && print.sequence.contains(held.as_str()) {
            chosen = at;
        }
    }
    let (mut first, _) = (chosen < group.len()).then(|| group.remove(chosen))?;
    for (other, _) in group {
        first.takes(other);
    }
    first.settle();
    Some(first)
}

/// All lines by what tells them apart, and which articles are one another's copies.
struct Pile {
    prints: Vec<Print>,
    articles: Vec<usize>,
    families: Vec<usize>,
}

impl Pile {
    fn new(candidates: &[Candidate], families: &[usize]) -> Pile {
        let articles: Vec<usize> = candidates.iter().map(Candidate::article).collect();
        let family = |article: &usize| article.checked_sub(1).and_then(|at| families.get(at));
        Pile {
            prints: candidates.iter().map(Print::new).collect(),
            families: articles
                .iter()
                .map(|article| family(article).copied().unwrap_or(*article))
                .collect(),
            articles,
        }
    }

    /// Do two articles copy one another, and does one of these lines hold the other, or do the
    /// words around `earlier` hold all of `later`?
    fn is_copy(&self, later: usize, earlier: usize) -> bool {
        let (one, two) = (&self.prints[later], &self.prints[earlier]);
        let are_kin = self.families[later] == self.families[earlier]
            && self.articles[later] != self.articles[earlier];
        are_kin
            && one.kind == two.kind
            && (one.holds(two) || two.holds(one) || self.is_told_around(later, earlier))
    }

    /// Two clauses of the one made into one of the other.
    fn is_told_around(&self, later: usize, earlier: usize) -> bool {
        let (own, other) = (&self.prints[later], &self.prints[earlier]);
        let shared = own.substance.intersection(&other.substance).count();
        if own.substance.len() < SUBSTANCE
            || shared * 2 < own.substance.len()
            || own.negations != other.negations
        {
            return false;
        }
        let near = earlier.saturating_sub(1)..(earlier + 2).min(self.prints.len());
        let around = near.filter(|at| {
            self.articles[*at] == self.articles[earlier] && self.prints[*at].kind == other.kind
        });
        let around: Vec<&Print> = around.map(|at| &self.prints[at]).collect();
        let is_around = |word: &String| around.iter().any(|print| print.words.contains(word));
        own.substance.iter().all(is_around)
    }
}

/// What of a line must agree for it to be a copy.
struct Print {
    kind: String,
    words: BTreeSet<String>,
    /// All its words in order, each between spaces.
    sequence: String,
    /// Its longer words and its numbers.
    substance: BTreeSet<String>,
    /// Numbers, names and negations.
    telling: BTreeSet<String>,
    negations: BTreeSet<String>,
}

impl Print {
    fn new(candidate: &Candidate) -> Print {
        let kind = match candidate.line.kind {
            LineKind::Statement { .. } => {
                let speaker = words(&candidate.speaker).join(" ").to_lowercase();
                format!("{:?} {speaker}", candidate.section)
            }
            other => format!("{other:?}"),
        };
        let raw = words(&candidate.words);
        let lower: Vec<String> = raw.iter().map(|word| word.to_lowercase()).collect();
        let pick = |is: &dyn Fn(usize) -> bool| {
            let picked = (0..raw.len()).filter(|at| is(*at));
            picked.map(|at| lower[at].clone()).collect()
        };
        Print {
            kind,
            telling: pick(&|at| is_telling(at, &raw[at])),
            negations: pick(&|at| negates(&lower[at])),
            substance: pick(&|at| lower[at].chars().count() > 3 || holds_number(&lower[at])),
            sequence: format!(" {} ", lower.join(" ")),
            words: lower.into_iter().collect(),
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
        if self.kind != other.kind || self.telling != other.telling {
            return false;
        }
        let shared = self.words.intersection(&other.words).count();
        let all = (self.words.len() + other.words.len() - shared).max(1);
        shared as f32 / all as f32 >= SAME
    }

    /// Do this one's words hold the other's, in order and without a gap?
    fn holds(&self, other: &Print) -> bool {
        other.words.len() > 1
            && self.negations == other.negations
            && self.sequence.contains(&other.sequence)
    }
}

/// The words of `text` as they are compared: with straight apostrophes and without *Mr*.
fn words(text: &str) -> Vec<String> {
    let text = text.replace(['’', '‘', 'ʼ'], "'");
    let cuts = |c: char| !c.is_alphanumeric() && c != '\'';
    let words = text.split(cuts).map(|word| word.trim_matches('\''));
    words
        .filter(|word| !word.is_empty() && !HONORIFICS.contains(word))
        .map(str::to_owned)
        .collect()
}

/// The share of the words of `part` that are among those of `whole`, whatever their case.
pub(super) fn likeness(whole: &str, part: &str) -> f32 {
    let lower = |text: &str| words(text).into_iter().map(|word| word.to_lowercase());
    let all: BTreeSet<String> = lower(whole).collect();
    let own: BTreeSet<String> = lower(part).collect();
    let shared = own.intersection(&all).count();
    shared as f32 / own.len().max(1) as f32
}

const HONORIFICS: [&str; 10] = [
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Sir", "Dame", "Lord", "Lady",
];

/// A number, a name (a capital that opens no sentence) or a negation.
fn is_telling(at: usize, word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_name = at > 0 && word.starts_with(char::is_uppercase);
    holds_number(&lower) || is_name || negates(&lower)
}

/// *4:12*, *two*.
fn holds_number(lower: &str) -> bool {
    lower.contains(char::is_numeric) || is_number(lower)
}

/// The quoted words of `line`, in `brief`'s articles.
pub(super) fn quoted(brief: &Brief, line: &Line) -> String {
    let mut words = String::new();
    for piece in &line.pieces {
        if let Piece::Quote(citation) | Piece::About(citation) | Piece::Via(_, citation) = piece {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_typography() {
        assert_eq!(words("Mr Varga’s ‘ports’"), ["Varga's", "ports"]);
        assert_eq!(words("Varga's \"ports\""), ["Varga's", "ports"]);
    }
}
