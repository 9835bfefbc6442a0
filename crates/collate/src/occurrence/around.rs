//! The words that tell something that happened, and those around them.

use std::collections::BTreeMap;

use onrecord_record::{Article, Extent};

use crate::word::{self, Word};

/// Stems with what each counts.
pub(super) type Words = BTreeMap<String, f32>;

/// A word counts half as much for each this many words that it stands further away.
const HALF: f32 = 3.0;

/// The words of an article, as they are compared.
pub(super) struct Page {
    words: Vec<Word>,
    stems: Vec<String>,
    /// The line of each word.
    lines: Vec<usize>,
}

impl Page {
    pub(super) fn of(article: &Article) -> Page {
        let zones = article.zones.iter();
        let words: Vec<Word> = zones
            .flat_map(|zone| word::words(article, zone.span))
            .collect();
        let (mut line, mut end) = (0, 0);
        let lines = words.iter().map(|word| {
            let gap = article.text.get(end..word.span.start()).unwrap_or("");
            line += usize::from(gap.contains('\n'));
            end = word.span.end();
            line
        });
        Page {
            lines: lines.collect(),
            stems: words.iter().map(|word| word::stem(&word.form)).collect(),
            words,
        }
    }

    pub(super) fn stems(&self) -> impl Iterator<Item = &String> {
        self.stems.iter()
    }
}

/// A word of a mention.
pub(super) struct Own {
    pub(super) form: String,
    pub(super) stem: String,
}

/// Words that tell something that happened, with what stands around them.
pub(super) struct Mention {
    /// Themselves, but for small ones.
    pub(super) own: Vec<Own>,
    /// The others of their line, the nearer the more.
    pub(super) near: Words,
    /// The others of their line.
    pub(super) line: Words,
}

impl Mention {
    pub(super) fn of(page: &Page, extent: &Extent, weights: &Words) -> Mention {
        let first = page
            .words
            .partition_point(|word| word.span.end() <= extent.hull().start());
        let next = page
            .words
            .partition_point(|word| word.span.start() < extent.hull().end());
        let is_own = |at: &usize| extent.overlaps(page.words[*at].span);
        let all: Vec<usize> = (first..next).filter(is_own).collect();
        let big = all
            .iter()
            .copied()
            .filter(|at| !word::is_small(&page.words[*at].form));
        let mut own: Vec<usize> = big.collect();
        if own.is_empty() {
            own.clone_from(&all);
        }
        let mut mention = Mention {
            own: own.iter().map(|at| page.own(*at)).collect(),
            near: Words::new(),
            line: Words::new(),
        };
        let line = all.first().map(|at| page.lines[*at]);
        let from = page.lines.partition_point(|one| Some(*one) < line);
        let till = page.lines.partition_point(|one| Some(*one) <= line);
        for at in (from..till).filter(|at| !all.contains(at)) {
            if word::is_small(&page.words[at].form) {
                continue;
            }
            let stem = &page.stems[at];
            let weight = weights.get(stem).copied().unwrap_or(0.0);
            let far = all.iter().map(|own| own.abs_diff(at)).min().unwrap_or(1);
            let near = weight / (1.0 + (far - 1) as f32 / HALF);
            let known = mention.near.entry(stem.clone()).or_insert(near);
            *known = known.max(near);
            mention.line.insert(stem.clone(), weight);
        }
        mention
    }
}

impl Page {
    fn own(&self, at: usize) -> Own {
        Own {
            form: self.words[at].form.clone(),
            stem: self.stems[at].clone(),
        }
    }
}

/// The cosine of the two, from 0 to 1.
pub(super) fn cosine(one: &Words, other: &Words) -> f32 {
    let square = |words: &Words| words.values().map(|weight| weight * weight).sum::<f32>();
    let both = one
        .iter()
        .filter_map(|(stem, weight)| Some(weight * other.get(stem)?));
    both.sum::<f32>() / (square(one) * square(other)).sqrt().max(1e-9)
}
