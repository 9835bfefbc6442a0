//! Versions of one page: other bytes under the same address, and what changed in what they say.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::Reading;

use crate::compare::{self, Likeness};
use crate::proposition::{Item, Proposition, propositions};

/// What became of a finding from one version to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// It is not there any more.
    Withdrawn(Item),
    /// It is told with another number, day, name or turned round: before, after.
    Changed(Item, Item),
    /// It was not there before.
    Added(Item),
}

/// The versions of each address that has several, oldest first: numbers of `readings`, which are
/// in order of arrival.
///
/// The one published or changed last is the newest; where they give the same moment, the one that
/// arrived last. An address that holds other stories each time (a front page) has no versions.
pub fn versions(readings: &[&Reading]) -> Vec<Vec<usize>> {
    let mut by_address: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate() {
        if let Some(url) = &reading.article.masthead.url {
            by_address.entry(url).or_default().push(at);
        }
    }
    let mut found: Vec<Vec<usize>> = Vec::new();
    for mut some in by_address.into_values().filter(|some| some.len() > 1) {
        some.sort_by_key(|at| (stamp(readings[*at]), *at));
        let newest = some[some.len() - 1];
        let told = longer_words(readings[newest]);
        some.retain(|at| *at == newest || is_alike(&longer_words(readings[*at]), &told));
        if some.len() > 1 {
            found.push(some);
        }
    }
    found.sort_unstable();
    found
}

/// When a version was made, as far as it tells.
fn stamp(reading: &Reading) -> impl Ord + use<> {
    let masthead = &reading.article.masthead;
    let when = |stamp: onrecord_record::Stamp| (stamp.date, stamp.time);
    masthead.modified.or(masthead.published).map(when)
}

fn longer_words(reading: &Reading) -> BTreeSet<String> {
    let text = reading.article.text.split(|c: char| !c.is_alphanumeric());
    text.filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect()
}

/// Do two texts share a third of their longer words?
fn is_alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one.intersection(other).count() * 3 >= one.len().min(other.len())
}

/// What changed from `old` to `new`, by their numbers; what is told in other words is no change.
pub fn edits(old: (usize, &Reading), new: (usize, &Reading), likeness: &dyn Likeness) -> Vec<Edit> {
    let before = propositions(old.0, old.1);
    let after = propositions(new.0, new.1);
    let mut kept = vec![false; after.len()];
    let mut edits = Vec::new();
    let mut gone: Vec<&Proposition> = Vec::new();
    for one in &before {
        let words = quoted(old.1, one);
        let twin = after
            .iter()
            .enumerate()
            .find(|(at, other)| !kept[*at] && quoted(new.1, other) == words);
        match twin {
            Some((at, _)) => kept[at] = true,
            None => gone.push(one),
        }
    }
    for one in gone {
        let open = after.iter().enumerate().filter(|(at, _)| !kept[*at]);
        let nearest = open
            .map(|(at, other)| (compare::measured(one, other, likeness), at))
            .filter(|(near, _)| near.here.min(near.there) >= 0.5)
            .max_by(|a, b| (a.0.here + a.0.there).total_cmp(&(b.0.here + b.0.there)));
        let Some((near, at)) = nearest else {
            edits.extend((!stands(old.1, one, new.1)).then_some(Edit::Withdrawn(one.item)));
            continue;
        };
        kept[at] = true;
        let is_other =
            near.other_counts > 0 || near.other_days || near.other_names > 0 || near.turned;
        if is_other {
            edits.push(Edit::Changed(one.item, after[at].item));
        }
    }
    let added = after.iter().enumerate().filter(|(at, _)| !kept[*at]);
    let added = added.filter(|(_, one)| !stands(new.1, one, old.1));
    edits.extend(added.map(|(_, one)| Edit::Added(one.item)));
    edits.sort_unstable();
    edits
}

/// Do the words of a finding of `reading` stand in `other` too, whatever was found in them there?
fn stands(reading: &Reading, proposition: &Proposition, other: &Reading) -> bool {
    let words = quoted(reading, proposition);
    words.iter().all(|words| other.article.text.contains(words))
}

fn quoted<'a>(reading: &'a Reading, proposition: &Proposition) -> Vec<&'a str> {
    let parts = proposition.extent.parts().iter();
    parts.map(|part| reading.article.quote(*part)).collect()
}
