//! Which articles tell of one event: they share its names and rare words, and were published near
//! one another in time.
//!
//! Articles are vectors of weighted stems, and of the words of their names; how near two are is the
//! geometric mean of both cosines, so that another strike in another country is another event.
//! Groups grow from the nearest pair on, as long as the average of all pairs between two groups is
//! high enough (average linkage).

use std::borrow::Borrow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use onrecord_record::{Reading, Span, ZoneKind};

use crate::credit::Outlets;
use crate::word;

/// From this average on two groups are one event.
const ONE_EVENT: f32 = 0.20;
/// How many articles on other things are taken to stand beside those at hand: in a folder on one
/// event what all of its articles have is what the event is about, and not what is common.
const FLOOR: f32 = 200.0;
/// Pairs below this are taken to have nothing in common.
const NOTHING: f32 = 0.06;
/// The rarest words of an article, by which articles find one another.
const KEYS: usize = 40;
/// A word that more articles than this have leads nobody to anybody.
const COMMON: usize = 400;
/// Articles in the same words that are held against others; further ones go where the first goes.
const COPIES: usize = 64;
/// How much more a word in the headline or a name tells.
const HEADLINE: f32 = 3.0;
const NAME: f32 = 2.0;
/// Words of the story that are read: what happened is told first.
const READ: usize = 400;

/// The groups, each a list of articles in ascending order; groups in order of their first.
pub(crate) fn happenings(readings: &[&Reading]) -> Vec<Vec<usize>> {
    let counts: Vec<BTreeMap<String, f32>> = readings.iter().map(|one| counts(one)).collect();
    let (kept, copies) = without_copies(&counts);
    let outlets = Outlets::of(readings);
    let named = |at: &usize| named(readings[*at], &outlets);
    let named: Vec<BTreeMap<String, f32>> = kept.iter().map(named).collect();
    let counts: Vec<&BTreeMap<String, f32>> = kept.iter().map(|at| &counts[*at]).collect();
    let vectors = [Vectors::of(&counts, FLOOR), Vectors::of(&named, FLOOR)];
    let days: Vec<Option<Date>> = kept
        .iter()
        .map(|at| Some(readings[*at].article.masthead.published?.date))
        .collect();
    let edges = edges(&vectors, &days);
    let mut found = groups(kept.len(), &edges, ONE_EVENT);
    for group in &mut found {
        group.iter_mut().for_each(|one| *one = kept[*one]);
        let own = group.iter().filter_map(|one| copies.get(one));
        let own: Vec<usize> = own.flatten().copied().collect();
        group.extend(own);
        group.sort_unstable();
    }
    found
}

/// The articles that groups are made of; and of each text the copies beyond the first [`COPIES`], by
/// its first article: they tell of its event, and would make all of its words common ones.
fn without_copies(counts: &[BTreeMap<String, f32>]) -> (Vec<usize>, BTreeMap<usize, Vec<usize>>) {
    let mut same: BTreeMap<Vec<(&str, u32)>, (usize, usize)> = BTreeMap::new();
    let (mut kept, mut copies) = (Vec::new(), BTreeMap::new());
    for (at, counts) in counts.iter().enumerate() {
        let words = counts
            .iter()
            .map(|(stem, count)| (stem.as_str(), count.to_bits()));
        let (first, count) = same.entry(words.collect()).or_insert((at, 0));
        *count += 1;
        if *count <= COPIES || counts.is_empty() {
            kept.push(at);
        } else {
            copies.entry(*first).or_insert_with(Vec::new).push(at);
        }
    }
    (kept, copies)
}

/// How often an article has each stem, its names and headline counted more.
pub(crate) fn counts(reading: &Reading) -> BTreeMap<String, f32> {
    let article = &reading.article;
    let mut counts: BTreeMap<String, f32> = BTreeMap::new();
    let mut add = |span: Span, factor: f32, limit: usize| {
        let words = word::words(article, span);
        for word in words.iter().take(limit) {
            let is_year = word.form.bytes().all(|b| b.is_ascii_digit());
            if word::is_small(&word.form) || word::is_light(&word.form) || is_year {
                continue;
            }
            *counts.entry(word::stem(&word.form)).or_default() += factor;
        }
    };
    let mut left = READ;
    for zone in &article.zones {
        match zone.kind {
            ZoneKind::Headline => add(zone.span, HEADLINE, READ),
            ZoneKind::Caption | ZoneKind::Correction => {}
            ZoneKind::Standfirst | ZoneKind::Body => {
                add(zone.span, 1.0, left);
                left = left.saturating_sub(article.quote(zone.span).split_whitespace().count());
            }
        }
    }
    for name in &reading.findings.names {
        add(name.span, NAME - 1.0, READ);
    }
    if let Some(title) = &article.masthead.title {
        for form in title.split(|c: char| !c.is_alphanumeric()).map(word::fold) {
            if !form.is_empty() && !word::is_small(&form) && !word::is_light(&form) {
                *counts.entry(word::stem(&form)).or_default() += HEADLINE;
            }
        }
    }
    counts
}

/// How often an article has each word of its names.
fn named(reading: &Reading, outlets: &Outlets) -> BTreeMap<String, f32> {
    let mut counts: BTreeMap<String, f32> = BTreeMap::new();
    for name in &reading.findings.names {
        // who reports is not what happened
        if outlets.is_one(&reading.article, name.span) {
            continue;
        }
        for word in word::words(&reading.article, name.span) {
            if !word::is_small(&word.form) && !word::is_light(&word.form) {
                *counts.entry(word.form).or_default() += 1.0;
            }
        }
    }
    counts
}

/// Articles as unit vectors over numbered words.
pub(crate) struct Vectors {
    /// Word and weight, by word.
    rows: Vec<Vec<(u32, f32)>>,
    /// How many articles have the word.
    spread: Vec<usize>,
}

impl Vectors {
    /// Of the words in `counts`, an article each, as if `floor` articles on other things stood beside them.
    pub(crate) fn of<C: Borrow<BTreeMap<String, f32>>>(counts: &[C], floor: f32) -> Vectors {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut spread: Vec<usize> = Vec::new();
        let mut rows: Vec<Vec<(u32, f32)>> = Vec::new();
        for article in counts.iter().map(Borrow::borrow) {
            let mut row = Vec::with_capacity(article.len());
            for (stem, count) in article {
                let next = spread.len() as u32;
                let number = *numbers.entry(stem).or_insert(next);
                if number == next {
                    spread.push(0);
                }
                spread[number as usize] += 1;
                row.push((number, 1.0 + count.ln_1p()));
            }
            row.sort_unstable_by_key(|(number, _)| *number);
            rows.push(row);
        }
        let all = counts.len() as f32;
        for row in &mut rows {
            for (number, weight) in row.iter_mut() {
                *weight *= ((all + floor) / (spread[*number as usize] as f32 + floor / 10.0)).ln();
            }
            let length = row
                .iter()
                .map(|(_, weight)| weight * weight)
                .sum::<f32>()
                .sqrt();
            row.iter_mut()
                .for_each(|(_, weight)| *weight /= length.max(1e-6));
        }
        Vectors { rows, spread }
    }

    /// The words that tell most of the article.
    fn keys(&self, article: usize) -> Vec<u32> {
        let mut row: Vec<&(u32, f32)> = self.rows[article]
            .iter()
            .filter(|(number, _)| (2..=COMMON).contains(&self.spread[*number as usize]))
            .collect();
        row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        row.into_iter()
            .take(KEYS)
            .map(|(number, _)| *number)
            .collect()
    }

    /// How alike two articles are, from 0 to 1.
    pub(crate) fn cosine(&self, one: usize, other: usize) -> f32 {
        let (mut left, mut right) = (
            self.rows[one].iter().peekable(),
            self.rows[other].iter().peekable(),
        );
        let mut sum = 0.0;
        while let (Some((a, x)), Some((b, y))) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => {
                    left.next();
                }
                std::cmp::Ordering::Greater => {
                    right.next();
                }
                std::cmp::Ordering::Equal => {
                    sum += x * y;
                    left.next();
                    right.next();
                }
            }
        }
        sum
    }
}

/// How near two articles are in time: 1 within three days, then less and less.
fn nearness(one: Option<Date>, other: Option<Date>) -> f32 {
    let (Some(one), Some(other)) = (one, other) else {
        return 0.9;
    };
    let days = one
        .until(other)
        .map_or(i32::MAX, |span| span.get_days().abs());
    match days {
        0..=3 => 1.0,
        4..=7 => 0.85,
        8..=14 => 0.6,
        15..=30 => 0.45,
        _ => 0.3,
    }
}

/// Pairs that have something in common, nearest first.
fn edges(vectors: &[Vectors; 2], days: &[Option<Date>]) -> Vec<(f32, usize, usize)> {
    let [words, names] = vectors;
    let mut having: Vec<Vec<usize>> = vec![Vec::new(); words.spread.len()];
    let mut shared: Vec<usize> = vec![0; words.rows.len()];
    let mut edges = Vec::new();
    for article in 0..words.rows.len() {
        let keys = words.keys(article);
        let mut near = Vec::new();
        for other in keys.iter().flat_map(|key| &having[*key as usize]) {
            shared[*other] += 1;
            if shared[*other] == 2 {
                near.push(*other);
            }
        }
        for other in keys.iter().flat_map(|key| &having[*key as usize]) {
            shared[*other] = 0;
        }
        for other in near {
            let alike = words.cosine(other, article);
            let named = !names.rows[other].is_empty() && !names.rows[article].is_empty();
            let both = if named {
                (alike * names.cosine(other, article)).sqrt()
            } else {
                alike
            };
            let near = both * nearness(days[other], days[article]);
            if near >= NOTHING {
                edges.push((near, other, article));
            }
        }
        for key in keys {
            having[key as usize].push(article);
        }
    }
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    edges
}

/// Average linkage over `edges`, which are sorted: two groups are one as long as the average of all
/// pairs between them comes to `bar`.
pub(crate) fn groups(articles: usize, edges: &[(f32, usize, usize)], bar: f32) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..articles).collect();
    let mut members: Vec<Vec<usize>> = (0..articles).map(|one| vec![one]).collect();
    let mut between: Vec<BTreeMap<usize, f32>> = vec![BTreeMap::new(); articles];
    for (near, one, other) in edges {
        between[*one].insert(*other, *near);
        between[*other].insert(*one, *near);
    }
    for (_, one, other) in edges {
        let (keep, gone) = (
            group[*one].min(group[*other]),
            group[*one].max(group[*other]),
        );
        let sum = between[keep].get(&gone).copied().unwrap_or(0.0);
        let pairs = (members[keep].len() * members[gone].len()) as f32;
        if keep == gone || sum / pairs < bar {
            continue;
        }
        let moved = std::mem::take(&mut members[gone]);
        moved.iter().for_each(|member| group[*member] = keep);
        members[keep].extend(moved);
        for (third, near) in std::mem::take(&mut between[gone]) {
            between[third].remove(&gone);
            if third != keep {
                *between[keep].entry(third).or_default() += near;
                *between[third].entry(keep).or_default() += near;
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = members.into_iter().filter(|one| !one.is_empty()).collect();
    groups.iter_mut().for_each(|one| one.sort_unstable());
    groups.sort_unstable();
    groups
}
