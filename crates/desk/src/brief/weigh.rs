//! What only the whole coverage tells of a line: who is central to it, and who else tells it.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::SourceKind;

use super::fold::{Candidate, quote};
use super::{Brief, Heading};

/// Adds to each candidate's rank what the coverage as a whole adds.
pub(super) fn weigh(brief: &Brief, candidates: &mut [Candidate], families: &[usize]) {
    let central = Central::new(brief, candidates, families);
    for candidate in candidates {
        let independent: BTreeSet<usize> = candidate
            .line
            .citations
            .iter()
            .filter_map(|one| families.get(one.article.checked_sub(1)?).copied())
            .collect();
        let others = independent.len().saturating_sub(1).min(3);
        let rank = &mut candidate.line.rank;
        rank.add(
            "told by several articles that do not repeat one another",
            others as f32,
        );
        if let Some([articles, mentions]) = central.of(candidate.line.heading, brief) {
            rank.add("the articles name the speaker", 1.5 * articles);
            rank.add("they do so often", 1.5 * mentions);
        }
    }
}

/// How central each name is: the share of independent articles that have it, and how often they
/// have it, beside the most frequent name.
struct Central {
    weights: BTreeMap<String, [f32; 2]>,
}

impl Central {
    fn new(brief: &Brief, candidates: &[Candidate], families: &[usize]) -> Central {
        let mut counts: BTreeMap<String, (BTreeSet<usize>, usize)> = BTreeMap::new();
        for candidate in candidates {
            counts.extend(name(candidate.line.heading, brief).map(|name| (name, <_>::default())));
        }
        for (source, family) in brief.sources.iter().zip(families) {
            for word in source.article.text.split(|c: char| !c.is_alphanumeric()) {
                if let Some((articles, mentions)) = counts.get_mut(word) {
                    articles.insert(*family);
                    *mentions += 1;
                }
            }
        }
        let all: BTreeSet<usize> = families.iter().copied().collect();
        let most = counts.values().map(|(_, mentions)| *mentions).max();
        let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
        let weights = counts.into_iter().map(|(name, (articles, mentions))| {
            let articles = share(articles.len(), all.len());
            (name, [articles, share(mentions, most.unwrap_or(1))])
        });
        Central {
            weights: weights.collect(),
        }
    }

    fn of(&self, heading: Heading, brief: &Brief) -> Option<[f32; 2]> {
        self.weights.get(&name(heading, brief)?).copied()
    }
}

/// The word by which the articles most often call a speaker that has a name: the last one.
fn name(heading: Heading, brief: &Brief) -> Option<String> {
    let Heading::Speaker(name, kind) = heading else {
        return None;
    };
    let has_name = matches!(
        kind,
        SourceKind::Person | SourceKind::Office | SourceKind::Organisation | SourceKind::Outlet
    );
    let mut words = quote(brief, name).rsplit(|c: char| !c.is_alphanumeric());
    let last = words.find(|word| word.starts_with(char::is_uppercase));
    last.filter(|_| has_name).map(str::to_owned)
}
