//! Which place of the gazetteer a name means: how prominent each is, and what stands around.

use std::collections::BTreeMap;

use onrecord_atlas::{Match, Place, PlaceKind, key, kilometres};

use crate::document::Document;
use crate::lexicon::toponym::Generic;
use crate::place::find::{Mention, is_demonym};

/// What a container named beside the name adds: *Paris, Texas*. All weights were set by hand on
/// half of the documents of `docs/scores.md`, in units of the natural logarithm of prominence.
const CONTAINED: f32 = 14.0;
/// The same where the container is a country or a wide area: a list of countries looks the same.
const CONTAINED_WIDELY: f32 = 6.0;
/// What a neighbour in a list adds for a candidate of its kind: *Georgia, Alabama and Texas*.
const SIBLING: f32 = 3.0;
/// What the share of a country among the document's places adds.
const COUNTRY: f32 = 4.0;
/// What another place of the document within [`NEIGHBOUR`] kilometres adds, or a region around it.
const NEAR: f32 = 2.0;
/// What the common word in the name adds to its kind: *Roe County*.
const KIND: f32 = 6.0;
/// Kilometres within which two places are neighbours.
const NEIGHBOUR: f32 = 200.0;
/// How often the places are read again in the light of one another.
const ROUNDS: usize = 3;
/// Candidates beyond this many are too small to be meant.
const MOST: usize = 60;

/// For each mention its candidates, the likeliest first.
pub(super) fn ranked(document: &Document<'_>, mentions: &[Mention]) -> Vec<Vec<Place>> {
    let pairs = containers(document, mentions);
    let mut ranked: Vec<Vec<Place>> = mentions
        .iter()
        .map(|mention| mention.candidates.iter().take(MOST).copied().collect())
        .collect();
    for _ in 0..ROUNDS {
        let scene = Scene::new(document, mentions, &ranked);
        let mut next: Vec<Vec<Place>> = Vec::with_capacity(mentions.len());
        for (at, mention) in mentions.iter().enumerate() {
            let beside = Beside {
                container: pairs
                    .get(at)
                    .copied()
                    .flatten()
                    .and_then(|to| ranked.get(to)),
                siblings: siblings(document, mentions, at)
                    .filter_map(|to| ranked.get(to)?.first().copied())
                    .collect(),
            };
            next.push(scene.sorted(at, mention, &beside, &ranked[at]));
        }
        ranked = next;
    }
    one_sense(document, mentions, &pairs, ranked)
}

/// A name means the same place throughout an article, unless it is told otherwise beside it:
/// what was read beside a container holds for the bare mentions.
fn one_sense(
    document: &Document<'_>,
    mentions: &[Mention],
    pairs: &[Option<usize>],
    ranked: Vec<Vec<Place>>,
) -> Vec<Vec<Place>> {
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        let inside = pairs.get(at).copied().flatten().is_some_and(|to| {
            let outer = ranked.get(to).and_then(|list| list.first());
            let inner = ranked.get(at).and_then(|list| list.first());
            inner
                .zip(outer)
                .is_some_and(|(inner, outer)| contains(outer, inner))
        });
        if inside {
            told.entry(key(document.quote(mention.span))).or_insert(at);
        }
    }
    let read = mentions.iter().enumerate().map(|(at, mention)| {
        let bare = pairs.get(at).copied().flatten().is_none();
        let same = told.get(&key(document.quote(mention.span)));
        let from = same.filter(|_| bare).copied().unwrap_or(at);
        ranked.get(from).cloned().unwrap_or_default()
    });
    read.collect()
}

/// For each mention the one that says what it lies in: *Paris, Texas*, *Aleppo in Syria*,
/// *Gao (Mali)*.
fn containers(document: &Document<'_>, mentions: &[Mention]) -> Vec<Option<usize>> {
    let pairs = mentions.iter().enumerate().map(|(at, mention)| {
        let next = mentions.get(at + 1)?;
        let between = mention.tokens.end..next.tokens.start;
        let words: Vec<String> = between.map(|at| document.lower(at)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let beside = match words.as_slice() {
            [","] | ["in"] | ["("] | [",", "in"] | [",", "the"] | ["in", "the"] => true,
            ["in", way] | [",", way] | [",", "in", way] => crate::lexicon::toponym::is_compass(way),
            _ => false,
        };
        beside.then_some(at + 1)
    });
    pairs.collect()
}

/// What stands beside a name.
struct Beside<'a> {
    /// The candidates of what it is said to lie in.
    container: Option<&'a Vec<Place>>,
    /// What stands before and after it in a list.
    siblings: Vec<Place>,
}

/// The mentions before and after mention `at` with nothing but *,* or *and* between.
fn siblings<'a>(
    document: &'a Document<'_>,
    mentions: &'a [Mention],
    at: usize,
) -> impl Iterator<Item = usize> + 'a {
    let joined = |left: usize, right: usize| {
        let between = mentions.get(left)?.tokens.end..mentions.get(right)?.tokens.start;
        let mut words = between.map(|at| document.lower(at)).peekable();
        words.peek()?;
        words
            .all(|word| [",", "and", "or", "&", "the"].contains(&word.as_str()))
            .then_some(())
    };
    let before = at
        .checked_sub(1)
        .filter(|before| joined(*before, at).is_some());
    let after = Some(at + 1).filter(|after| joined(at, *after).is_some());
    before.into_iter().chain(after)
}

/// Does `inner` lie in `outer`, as far as the codes tell?
fn contains(outer: &Place, inner: &Place) -> bool {
    match outer.kind {
        PlaceKind::Country => outer.country == inner.country && inner.kind != PlaceKind::Country,
        PlaceKind::Region => {
            outer.country == inner.country
                && outer.region == inner.region
                && !matches!(inner.kind, PlaceKind::Region | PlaceKind::Country)
        }
        PlaceKind::District => {
            inner.kind == PlaceKind::Town
                && outer.country == inner.country
                && outer.region == inner.region
                && apart(outer, inner) < 80.0
        }
        PlaceKind::Area => inner.kind != PlaceKind::Country && apart(outer, inner) < 400.0,
        _ => false,
    }
}

fn apart(one: &Place, other: &Place) -> f32 {
    kilometres((one.lat, one.lon), (other.lat, other.lon))
}

/// What the document tells of its places as a whole.
struct Scene {
    /// How often each country is meant, its towns, regions and people included.
    countries: BTreeMap<&'static str, f32>,
    /// The sum of `countries`.
    total: f32,
    /// The places as read so far, each with the key of its name.
    read: Vec<(String, Place)>,
}

impl Scene {
    fn new(document: &Document<'_>, mentions: &[Mention], ranked: &[Vec<Place>]) -> Scene {
        let mut countries = BTreeMap::new();
        let mut total = 0.0;
        let mut read = Vec::new();
        for (mention, candidates) in mentions.iter().zip(ranked) {
            let Some(best) = candidates.first() else {
                continue;
            };
            let sure = if candidates.len() == 1 || best.kind == PlaceKind::Country {
                1.0
            } else {
                0.5
            };
            if !best.country.is_empty() {
                *countries.entry(best.country).or_insert(0.0) += sure;
                total += sure;
            }
            read.push((key(document.quote(mention.span)), *best));
        }
        Scene {
            countries,
            total,
            read,
        }
    }

    fn sorted(
        &self,
        at: usize,
        mention: &Mention,
        beside: &Beside<'_>,
        candidates: &[Place],
    ) -> Vec<Place> {
        let own = self.read.get(at).map_or("", |(name, _)| name.as_str());
        let mut scored: Vec<(f32, Place)> = candidates
            .iter()
            .map(|place| (self.score(own, mention, beside, place), *place))
            .collect();
        scored.sort_by(|(one, first), (other, second)| {
            other
                .total_cmp(one)
                .then_with(|| second.prominence().total_cmp(&first.prominence()))
                .then_with(|| first.geonames.cmp(&second.geonames))
        });
        scored.into_iter().map(|(_, place)| place).collect()
    }

    fn score(&self, own: &str, mention: &Mention, beside: &Beside<'_>, place: &Place) -> f32 {
        let mut score = place.prominence().ln();
        if is_demonym(place) || place.by == Match::Abbreviation {
            score += CONTAINED;
        }
        let share = self.countries.get(place.country).copied().unwrap_or(0.0);
        if self.total > 0.0 && place.kind != PlaceKind::Country {
            score += COUNTRY * share / self.total;
        }
        if let Some(outer) = beside.container {
            let outer = outer.iter().take(5).find(|outer| contains(outer, place));
            score += outer.map_or(0.0, |outer| match outer.kind {
                PlaceKind::Region | PlaceKind::District => CONTAINED,
                _ => CONTAINED_WIDELY,
            });
        }
        let is_like = |other: &Place| other.kind == place.kind && other.country == place.country;
        if place.kind == PlaceKind::Region && beside.siblings.iter().any(is_like) {
            score += SIBLING;
        }
        let beside = self.read.iter().any(|(name, other)| {
            name != own
                && other.kind != PlaceKind::Country
                && (apart(place, other) < NEIGHBOUR || contains(other, place))
        });
        if beside {
            score += NEAR;
        }
        if kind_fits(mention.generic, place.kind) {
            score += KIND;
        }
        score
    }
}

fn kind_fits(generic: Option<Generic>, kind: PlaceKind) -> bool {
    matches!(
        (generic, kind),
        (Some(Generic::Region), PlaceKind::Region)
            | (Some(Generic::District), PlaceKind::District)
            | (Some(Generic::Town), PlaceKind::Town)
            | (Some(Generic::Feature), PlaceKind::Area | PlaceKind::Water)
    )
}
