//! Which articles repeat others: a copy is no confirmation.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use onrecord_record::Article;

/// From so many of its sentences' words standing in an earlier article, an article repeats it.
const REPEATS: f32 = 0.4;
/// Words of a run.
const RUN: usize = 5;
/// Earlier articles that one run of words is looked up in.
const KNOWN: usize = 16;

/// For each article the earlier one (from 1) that holds most of its words, with the share of them
/// (0 to 1), from [`REPEATS`] on.
pub(super) fn repeats<'a>(
    articles: impl Iterator<Item = &'a Article>,
) -> Vec<Option<(usize, f32)>> {
    let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (at, article) in articles.enumerate() {
        let own = runs(article);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for run in &own {
            for other in known.get(run).into_iter().flatten() {
                *shared.entry(*other).or_default() += 1;
            }
        }
        found.push(most(&shared, own.len()));
        for run in own {
            let articles = known.entry(run).or_default();
            if articles.len() < KNOWN {
                articles.push(at + 1);
            }
        }
    }
    found
}

/// The earliest article with the largest share.
fn most(shared: &BTreeMap<usize, usize>, all: usize) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (article, count) in shared {
        let share = *count as f32 / all.max(1) as f32;
        if share >= REPEATS && best.is_none_or(|(_, top)| share > top) {
            best = Some((*article, share));
        }
    }
    best
}

/// The runs of words of an article's text, by their hashes (the same in every run of the program).
fn runs(article: &Article) -> BTreeSet<u64> {
    let words = article.text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let hash = |run: &[String]| {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(RUN).map(hash).collect()
}

/// For each article the first one of those that copy one another, itself if it stands alone.
pub(super) fn families(repeats: &[Option<(usize, f32)>]) -> Vec<usize> {
    let mut families: Vec<usize> = Vec::with_capacity(repeats.len());
    for (at, repeated) in repeats.iter().enumerate() {
        let earlier = repeated.and_then(|(article, _)| families.get(article - 1).copied());
        families.push(earlier.unwrap_or(at + 1));
    }
    families
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_copies_are_one_family() {
        let repeats = [None, Some((1, 0.9)), None, Some((2, 0.5))];
        assert_eq!(families(&repeats), [1, 1, 3, 1]);
    }
}
