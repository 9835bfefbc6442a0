//! Which words of several articles tell the same thing that happened: *quit* here, *his resignation*
//! there.
//!
//! Words are held against one another within an event, by what they are themselves and by what
//! stands around them. What is most likely one is drawn together first, and groups grow as long as
//! the average of all pairs between two of them is high enough.
//!
//! No brief asks this yet: claims are drawn together by [`crate::compare`]. It is held against ECB+ by
//! `crates/desk/examples/ecb`.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{Extent, Reading};

use crate::cleft;
use crate::compare::Likeness;
use crate::happening;

mod around;

use around::{Mention, Page, Words};

/// Words of an article that tell something that happened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// The article, by its number among the readings.
    pub article: usize,
    /// The words: *quit*, *stepped … down*, *resignation*.
    pub words: Extent,
}

/// Two of what was told, and what they have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The one, by its number.
    pub one: usize,
    /// The other, by its number.
    pub other: usize,
    /// What they have in common; the example `ecb` writes it for `training/occurrences.py`.
    pub common: [f32; COMMON],
}

/// How many measures there are of what two have in common.
pub(crate) const COMMON: usize = 7;

/// What each measure counts, in the order of [`common`]; fitted by `training/occurrences.py` on the training
/// topics of ECB+.
const WEIGHTS: [f32; COMMON] = [-4.19, 8.02, 5.79, -4.64, 1.41, -4.71, 6.55];
/// What stands against it before anything is known.
const BIAS: f32 = -4.27;
/// From this average on two groups tell the same.
const ONE: f32 = 0.3;
/// Pairs less likely than this are taken to have nothing in common.
const NOTHING: f32 = 0.02;

/// What of `told` is the same: numbers of it, ascending, each in one group. `groups` are the articles
/// of each event ([`crate::happenings`]); what articles of two events tell is never the same.
pub fn occurrences(
    readings: &[&Reading],
    groups: &[Vec<usize>],
    told: &[Told],
    likeness: &dyn Likeness,
) -> Vec<Vec<usize>> {
    let pairs = compared(readings, groups, told, likeness);
    let likely = pairs.iter().map(|pair| (share(pair), pair.one, pair.other));
    let mut edges: Vec<(f32, usize, usize)> = likely.filter(|edge| edge.0 >= NOTHING).collect();
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    happening::groups(told.len(), &edges, ONE)
}

/// How likely the two tell the same, from 0 to 1.
fn share(pair: &Pair) -> f32 {
    let weighed = pair
        .common
        .iter()
        .zip(WEIGHTS)
        .map(|(has, weight)| has * weight);
    1.0 / (1.0 + (-BIAS - weighed.sum::<f32>()).exp())
}

/// Every two of `told` that stand in articles of one event, or of one half of it where it falls
/// apart into two like things.
pub fn compared(
    readings: &[&Reading],
    groups: &[Vec<usize>],
    told: &[Told],
    likeness: &dyn Likeness,
) -> Vec<Pair> {
    let pages: Vec<Page> = readings.iter().map(|one| Page::of(&one.article)).collect();
    let parts = groups
        .iter()
        .flat_map(|group| cleft::parts(readings, group));
    let mut found = Vec::new();
    for part in parts {
        let spread = Spread::of(&pages, &part);
        let members: BTreeSet<usize> = part.into_iter().collect();
        let inside = told
            .iter()
            .enumerate()
            .filter(|(_, one)| members.contains(&one.article));
        let mentions: Vec<(usize, Mention)> = inside
            .map(|(at, one)| {
                (
                    at,
                    Mention::of(&pages[one.article], &one.words, &spread.weights),
                )
            })
            .collect();
        for (place, (one, here)) in mentions.iter().enumerate() {
            for (other, there) in &mentions[place + 1..] {
                let common = common(here, there, &spread, likeness);
                found.push(Pair {
                    one: *one,
                    other: *other,
                    common,
                });
            }
        }
    }
    found
}

/// How many of the articles at hand have a stem.
struct Spread {
    /// The share of the articles that have it.
    shares: BTreeMap<String, f32>,
    /// How much it tells beside the words around it.
    weights: Words,
}

/// Articles on other things that are taken to stand beside those at hand.
const FLOOR: f32 = 20.0;

impl Spread {
    fn of(pages: &[Page], part: &[usize]) -> Spread {
        let mut counts: BTreeMap<String, f32> = BTreeMap::new();
        for at in part {
            let own: BTreeSet<&String> = pages[*at].stems().collect();
            for stem in own {
                *counts.entry(stem.clone()).or_default() += 1.0;
            }
        }
        let all = part.len() as f32;
        let weight = |count: f32| ((all + FLOOR) / (count + 1.0)).ln();
        Spread {
            weights: counts
                .iter()
                .map(|(stem, count)| (stem.clone(), weight(*count)))
                .collect(),
            shares: counts
                .into_iter()
                .map(|(stem, count)| (stem, count / all))
                .collect(),
        }
    }
}

/// What the two have in common: in themselves, in what stands near, in their lines.
fn common(
    one: &Mention,
    other: &Mention,
    spread: &Spread,
    likeness: &dyn Likeness,
) -> [f32; COMMON] {
    let shared = one
        .own
        .iter()
        .filter(|word| other.own.iter().any(|own| own.stem == word.stem));
    let shares = shared.map(|word| spread.shares.get(&word.stem).copied().unwrap_or(0.0));
    let share = shares.fold(None, |most: Option<f32>, share| {
        Some(most.map_or(share, |most| most.max(share)))
    });
    let same = f32::from(u8::from(share.is_some()));
    let meaning = (best(one, other, likeness) + best(other, one, likeness)) / 2.0;
    let near = around::cosine(&one.near, &other.near);
    let line = around::cosine(&one.line, &other.line);
    [
        same,
        meaning,
        near,
        line,
        share.unwrap_or(0.0),
        same * near,
        same * line,
    ]
}

/// How near in meaning the words of `one` are to the nearest of `other`, on average.
fn best(one: &Mention, other: &Mention, likeness: &dyn Likeness) -> f32 {
    let nearest = one.own.iter().map(|here| {
        let alike = other.own.iter().map(|there| {
            if here.stem == there.stem {
                1.0
            } else {
                likeness.likeness(&here.form, &there.form)
            }
        });
        alike.fold(0.0, f32::max)
    });
    nearest.sum::<f32>() / one.own.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use onrecord_record::Span;

    use super::*;
    use crate::tests::reading;

    /// Knows that two words mean nearly the same.
    struct Near(&'static str, &'static str);

    impl Likeness for Near {
        fn likeness(&self, one: &str, other: &str) -> f32 {
            let is_pair = |a, b| one == a && other == b;
            f32::from(u8::from(is_pair(self.0, self.1) || is_pair(self.1, self.0)))
        }
    }

    /// What is one of `words` in `articles`, an article and a word each; all articles are of one event
    /// unless `groups` says otherwise.
    fn drawn(
        articles: &[&str],
        groups: &[Vec<usize>],
        words: &[(usize, &str)],
        likeness: &dyn Likeness,
    ) -> Vec<Vec<usize>> {
        let told: Vec<Reading> = articles
            .iter()
            .map(|marked| reading("The Post", 3, marked))
            .collect();
        let told: Vec<&Reading> = told.iter().collect();
        let mentions = words.iter().map(|(article, word)| {
            let text = &told[*article].article.text;
            let start = text.find(word).unwrap();
            let span = Span::new(text, start..start + word.len()).unwrap();
            Told {
                article: *article,
                words: span.into(),
            }
        });
        let mentions: Vec<Told> = mentions.collect();
        occurrences(&told, groups, &mentions, likeness)
    }

    const QUIT: [&str; 2] = [
        "Minister {person Holt} resigned on Monday. Rain fell on the ferry.",
        "The resignation of minister {person Holt} came late. Crowds cheered.",
    ];

    #[test]
    fn a_noun_tells_what_its_verb_tells() {
        let words = [
            (0, "resigned"),
            (0, "fell"),
            (1, "resignation"),
            (1, "cheered"),
        ];
        let found = drawn(&QUIT, &[vec![0, 1]], &words, &crate::Unlike);
        assert_eq!(found, [vec![0, 2], vec![1], vec![3]]);
    }

    #[test]
    fn what_two_events_tell_is_never_the_same() {
        let words = [(0, "resigned"), (1, "resignation")];
        let found = drawn(&QUIT, &[vec![0], vec![1]], &words, &crate::Unlike);
        assert_eq!(found, [vec![0], vec![1]]);
    }

    #[test]
    fn words_that_mean_the_same_tell_the_same() {
        let articles = ["Minister {person Holt} quit on Monday.", QUIT[0]];
        let words = [(0, "quit"), (1, "resigned")];
        let groups = [vec![0, 1]];
        let found = drawn(&articles, &groups, &words, &Near("quit", "resigned"));
        assert_eq!(found, [vec![0, 1]]);
        let found = drawn(&articles, &groups, &words, &crate::Unlike);
        assert_eq!(found, [vec![0], vec![1]]);
    }
}
