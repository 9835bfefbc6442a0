//! Which articles hold the words of others, outside of quotation marks.
//!
//! Compared are pairs of stems that stand near one another, in whatever order: they outlive cuts,
//! another order of paragraphs, synonyms here and there and the passive. Quotations are left out,
//! since two reporters at one briefing write down the same words; so are pairs that articles on
//! other events have too (subscription lines, *about the company*). Candidates are found by their
//! smallest hashes, so that cost stays near-linear (MinHash, Broder 1997).

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{Article, Reading, Span, ZoneKind};

use crate::word::{self, Word};

/// Words from one word of a pair to the other, at most.
const NEAR: usize = 3;
/// Words of a run; passages are made of runs.
const RUN: usize = 5;
/// The pairs of an article by which others find it: those with the smallest hashes.
const SKETCH: usize = 96;
/// A pair that more articles have than this leads nobody to anybody.
const COMMON: usize = 256;
/// Fewer pairs than this in common are chance, unless they are half of an article.
const FEW: usize = 12;
/// A passage is told from so many words in a row on.
const PASSAGE: usize = 8;

/// That an article holds words of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Copied {
    /// The article that holds them, by number.
    pub article: usize,
    /// The other one.
    pub other: usize,
    /// The share of the shorter one's pairs of words that stand in the other, quotations and
    /// boilerplate left out.
    pub share: f32,
    /// The longest passages, in this article and in the other.
    pub passages: Vec<(Span, Span)>,
}

/// What of each article counts.
struct Print {
    /// The words outside of quotation marks; a gap stands between two parts.
    words: Vec<Option<Word>>,
    /// The hashes of pairs of stems.
    pairs: BTreeSet<u64>,
}

/// For each pair of articles of one group of `groups` that have words in common, what the later
/// number has from the earlier one, in order.
pub(crate) fn copied(readings: &[&Reading], groups: &[Vec<usize>]) -> Vec<Copied> {
    let mut group_of = vec![0; readings.len()];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|one| group_of[*one] = number);
    }
    let mut prints: Vec<Print> = readings.iter().map(|one| Print::of(one)).collect();
    let shared = elsewhere(&prints, &group_of);
    for one in &mut prints {
        one.pairs.retain(|hash| !shared.contains(hash));
    }
    let mut found = Vec::new();
    for (one, other) in candidates(&prints, &group_of) {
        found.extend(between(&prints, other, one));
    }
    found.sort_by_key(|copied| (copied.article, copied.other));
    found
}

impl Print {
    fn of(reading: &Reading) -> Print {
        let article = &reading.article;
        let mut words: Vec<Option<Word>> = Vec::new();
        for zone in &article.zones {
            if matches!(zone.kind, ZoneKind::Body | ZoneKind::Standfirst) {
                for part in unquoted(article, zone.span) {
                    words.extend(word::words(article, part).into_iter().map(Some));
                    words.push(None);
                }
            }
        }
        let pairs = pairs(reading, &words);
        Print { words, pairs }
    }
}

/// The hashes of all pairs of stems that stand near one another with no gap between them. Names are
/// passed over: whoever tells of an event has them.
fn pairs(reading: &Reading, words: &[Option<Word>]) -> BTreeSet<u64> {
    let names = &reading.findings.names;
    let is_name = |word: &Word| {
        let next = names.partition_point(|name| name.span.end() <= word.span.start());
        names
            .get(next)
            .is_some_and(|name| name.span.overlaps(word.span))
    };
    let mut pairs = BTreeSet::new();
    for part in words.split(Option::is_none) {
        let told = part
            .iter()
            .flatten()
            .filter(|word| !word::is_small(&word.form) && !is_name(word));
        let stems: Vec<u64> = told.map(|word| hash(&word::stem(&word.form))).collect();
        for (at, one) in stems.iter().enumerate() {
            for other in stems
                .iter()
                .skip(at + 1)
                .take(NEAR)
                .filter(|other| *other != one)
            {
                let (low, high) = (one.min(other), one.max(other));
                pairs.insert(mixed(low.rotate_left(21) ^ high));
            }
        }
    }
    pairs
}

/// The parts of `span` outside of double quotation marks.
fn unquoted(article: &Article, span: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let (mut start, mut is_open) = (span.start(), false);
    for (at, character) in article.quote(span).char_indices() {
        let here = span.start() + at;
        match character {
            '"' | '“' | '”' | '«' | '»' | '„' => {
                if !is_open {
                    parts.extend(Span::new(&article.text, start..here));
                }
                is_open = !is_open || character == '“';
                start = here + character.len_utf8();
            }
            '\n' if is_open => {
                is_open = false;
                start = here;
            }
            _ => {}
        }
    }
    if !is_open {
        parts.extend(Span::new(&article.text, start..span.end()));
    }
    parts
}

/// FNV-1a: the same on every machine.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Spreads a hash, so that the smallest ones are a fair draw (the finaliser of SplitMix64).
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The pairs that articles of more than one group have.
fn elsewhere(prints: &[Print], group_of: &[usize]) -> BTreeSet<u64> {
    let mut first: BTreeMap<u64, usize> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for (one, group) in prints.iter().zip(group_of) {
        for hash in &one.pairs {
            if first.entry(*hash).or_insert(*group) != group {
                shared.insert(*hash);
            }
        }
    }
    shared
}

/// Pairs of articles of one group whose sketches meet.
fn candidates(prints: &[Print], group_of: &[usize]) -> BTreeSet<(usize, usize)> {
    let mut having: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (article, one) in prints.iter().enumerate() {
        for hash in one.pairs.iter().take(SKETCH) {
            having.entry(*hash).or_default().push(article);
        }
    }
    let mut pairs = BTreeSet::new();
    for articles in having.values().filter(|articles| articles.len() <= COMMON) {
        for (at, one) in articles.iter().enumerate() {
            for other in &articles[at + 1..] {
                if group_of[*one] == group_of[*other] {
                    pairs.insert((*one, *other));
                }
            }
        }
    }
    // of a text that more articles have than lead to one another each rests on the first
    let mut first: BTreeMap<(usize, &BTreeSet<u64>), usize> = BTreeMap::new();
    for (article, one) in prints
        .iter()
        .enumerate()
        .filter(|(_, one)| !one.pairs.is_empty())
    {
        let whole = (group_of[article], &one.pairs);
        let first = *first.entry(whole).or_insert(article);
        if first != article {
            pairs.insert((first, article));
        }
    }
    pairs
}

/// What `one` has of `other`.
fn between(prints: &[Print], one: usize, other: usize) -> Option<Copied> {
    let (here, there) = (&prints[one], &prints[other]);
    let both = here.pairs.intersection(&there.pairs).count();
    let least = here.pairs.len().min(there.pairs.len());
    let share = both as f32 / least.max(1) as f32;
    (both >= FEW || share >= 0.5).then(|| Copied {
        article: one,
        other,
        share,
        passages: passages(&here.words, &there.words),
    })
}

/// The longest stretches of words in a row that both have, three at most, longest first.
fn passages(here: &[Option<Word>], there: &[Option<Word>]) -> Vec<(Span, Span)> {
    let mut first: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for (at, run) in there.windows(RUN).enumerate() {
        if let Some(run) = forms(run) {
            first.entry(run).or_insert(at);
        }
    }
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, run) in here.windows(RUN).enumerate() {
        let Some(other) = forms(run).and_then(|run| first.get(&run)) else {
            continue;
        };
        match found.last_mut() {
            Some((start, from, length))
                if at - *start + RUN == *length + 1 && *other == *from + (at - *start) =>
            {
                *length += 1;
            }
            _ => found.push((at, *other, RUN)),
        }
    }
    found.retain(|(_, _, length)| *length >= PASSAGE);
    found.sort_by_key(|(start, _, length)| (std::cmp::Reverse(*length), *start));
    let longest = found.into_iter().take(3);
    longest
        .filter_map(|(start, from, length)| {
            Some((cover(here, start, length)?, cover(there, from, length)?))
        })
        .collect()
}

/// The words of a run without a gap.
fn forms(run: &[Option<Word>]) -> Option<Vec<&str>> {
    run.iter()
        .map(|word| Some(word.as_ref()?.form.as_str()))
        .collect()
}

fn cover(words: &[Option<Word>], from: usize, length: usize) -> Option<Span> {
    let (first, last) = (
        words.get(from)?.as_ref()?,
        words.get(from + length - 1)?.as_ref()?,
    );
    Some(first.span.cover(last.span))
}
