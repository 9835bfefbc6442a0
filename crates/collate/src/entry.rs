//! Where a claim entered the record: which of its findings are origins apart from one another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::claim::Origin;
use crate::origin::Descent;
use crate::proposition::{Item, Proposition, Trust};
use crate::ties::Ties;
use crate::voice::{Cast, Speaker};

/// A finding of a claim as its possible origin.
pub(crate) struct Entry<'a> {
    speaker: Speaker,
    item: Item,
    proposition: &'a Proposition,
    /// The finding itself gives its words to another speaker, or to nobody.
    is_given: bool,
    /// Only a reading told that it says the same as the others.
    is_read_alike: bool,
}

impl<'a> Entry<'a> {
    /// Where it is in doubt who speaks, it is nobody that is told.
    pub(crate) fn of(proposition: &'a Proposition, cast: &Cast, is_read_alike: bool) -> Entry<'a> {
        let item = proposition.item;
        Entry {
            speaker: match proposition.trust {
                Trust::Sound => cast.voice(item),
                Trust::WhoseIsOpen | Trust::Doubtful => Speaker::Unnamed,
            },
            item,
            proposition,
            is_given: false,
            is_read_alike,
        }
    }
}

/// How a claim entered the record.
pub(crate) struct Entered {
    /// Where, each apart from all the others, and the articles in which it is heard.
    pub(crate) origins: Vec<(Origin, BTreeSet<usize>)>,
    /// Those of its findings whose words, in quotation marks, are given to somebody else as well.
    pub(crate) disputed: Vec<Item>,
}

/// Where the claim of `entries` entered the record, best told first: speakers with a name, then
/// documents, then reports. Somebody who is not named may be any of them, and is an origin only where
/// there is no other.
pub(crate) fn origins(mut entries: Vec<Entry<'_>>, descent: &Descent, cast: &Cast) -> Entered {
    let disputed = one_mouth(&mut entries, cast);
    entries.sort_by_key(|one| {
        let is_late = one.is_read_alike;
        (is_late, rank(one.speaker), one.is_given, one.item)
    });
    let mut kept: Vec<(Speaker, Item)> = Vec::new();
    let mut heard: BTreeSet<Speaker> = BTreeSet::new();
    for entry in &entries {
        let Entry { speaker, item, .. } = *entry;
        let is_named = matches!(speaker, Speaker::Named(_) | Speaker::Leak(_));
        let is_own = is_named && !entry.is_read_alike;
        // whoever is not told apart by a name or a leak, or said it in words that had to be read to be
        // taken for the same, is none beside another
        if heard.contains(&speaker) || !is_own && !kept.is_empty() {
            continue;
        }
        let voice = (speaker, item);
        if kept
            .iter()
            .all(|other| is_apart(*other, voice, descent, cast))
        {
            heard.insert(speaker);
            kept.push(voice);
        }
    }
    let origin = |(speaker, item): (Speaker, Item)| match speaker {
        Speaker::Named(_) | Speaker::Leak(_) | Speaker::Vague(_) => Some(Origin::Speaker(item)),
        Speaker::Unnamed => Some(Origin::Unnamed(item)),
        Speaker::Report => descent.roots[item.article]
            .first()
            .cloned()
            .map(Origin::Report),
    };
    let heard = kept
        .iter()
        .map(|voice| heard_in(*voice, &entries, descent, cast));
    let found = kept.iter().zip(heard);
    let found = found.filter_map(|(voice, heard)| Some((origin(*voice)?, heard)));
    let mut origins: Vec<(Origin, BTreeSet<usize>)> = found.collect();
    origins.sort();
    Entered { origins, disputed }
}

/// The articles in which the origin `voice` is heard: where the same voice tells it, or a named one that
/// is not told apart from it, as a house and its spokesman.
fn heard_in(
    voice: (Speaker, Item),
    entries: &[Entry<'_>],
    descent: &Descent,
    cast: &Cast,
) -> BTreeSet<usize> {
    let is_it = |entry: &&Entry<'_>| {
        let is_named = matches!(entry.speaker, Speaker::Named(_) | Speaker::Leak(_));
        let other = (entry.speaker, entry.item);
        entry.speaker == voice.0 || is_named && !is_apart(voice, other, descent, cast)
    };
    let heard = entries.iter().filter(is_it);
    heard.map(|entry| entry.item.article).collect()
}

/// Gives the same words in quotation marks one speaker, whoever they are given to: the one that most
/// of the findings name, of several the one that is named first. Returns those that named another,
/// and all of them where as many name each.
fn one_mouth(entries: &mut [Entry<'_>], cast: &Cast) -> Vec<Item> {
    let mut disputed = Vec::new();
    for group in alike(entries) {
        let mut named: BTreeMap<Speaker, (usize, Reverse<Item>)> = BTreeMap::new();
        for at in &group {
            let Entry { speaker, item, .. } = entries[*at];
            if matches!(speaker, Speaker::Named(_) | Speaker::Leak(_)) {
                let (count, first) = named.entry(speaker).or_insert((0, Reverse(item)));
                *count += 1;
                *first = (*first).max(Reverse(item));
            }
        }
        let Some((best, most)) = named.iter().max_by_key(|(_, weight)| **weight) else {
            continue;
        };
        let is_kin = |other: &Speaker| match (best, other) {
            (Speaker::Named(one), Speaker::Named(other)) => cast.is_kin(*one, *other),
            _ => false,
        };
        let others = named.iter().filter(|(other, _)| *other != best);
        let mut others = others.filter(|(other, _)| !is_kin(other)).peekable();
        let is_told = others.peek().is_some();
        let is_even = others.any(|(_, (count, _))| *count == most.0);
        for at in group {
            let entry = &mut entries[at];
            let is_other = named.contains_key(&entry.speaker) && entry.speaker != *best;
            let is_doubted = is_other && !is_kin(&entry.speaker) || is_even && is_told;
            disputed.extend(is_doubted.then_some(entry.item));
            entry.is_given = entry.speaker != *best;
            entry.speaker = *best;
        }
    }
    disputed.sort_unstable();
    disputed
}

/// The findings that have words in quotation marks in common, directly or by others: those of more
/// than one.
fn alike(entries: &[Entry<'_>]) -> Vec<Vec<usize>> {
    let mut ties = Ties::new(entries.len());
    let mut first: BTreeMap<u64, usize> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for run in entry.proposition.verbatim.runs() {
            ties.tie(*first.entry(run).or_insert(at), at);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..entries.len() {
        groups.entry(ties.root(at)).or_default().push(at);
    }
    let groups = groups.into_values();
    groups.filter(|group| group.len() > 1).collect()
}

fn rank(speaker: Speaker) -> u8 {
    match speaker {
        Speaker::Named(_) => 0,
        Speaker::Leak(_) => 1,
        Speaker::Vague(_) => 2,
        Speaker::Report => 3,
        Speaker::Unnamed => 4,
    }
}

/// Is it told that two voices are not one, and that neither has it from the other?
///
/// Two names in articles that rest on one another may be two spellings or a house and its
/// spokesman; they are two where one article has both as its sources.
fn is_apart(one: (Speaker, Item), other: (Speaker, Item), descent: &Descent, cast: &Cast) -> bool {
    let is_near = descent.is_near(one.1.article, other.1.article);
    match (one.0, other.0) {
        (Speaker::Named(here), Speaker::Named(there)) => {
            here != there
                && !cast.is_kin(here, there)
                && !cast.is_conduit(one.0, other.0)
                && (!is_near || cast.is_told_apart(one.0, other.0))
        }
        (Speaker::Named(_), Speaker::Leak(_)) | (Speaker::Leak(_), Speaker::Named(_)) => {
            !is_near || cast.is_told_apart(one.0, other.0)
        }
        // nothing in two reports shows that they do not rest on a third
        _ => false,
    }
}
