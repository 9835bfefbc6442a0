//! What changed in the record since a moment.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::{Collation, Edit, Item, Likeness, corrected, edits};
use onrecord_record::{ArticleId, Reading, Span};

use super::claims::{self, Collated, Threads};
use super::compose::{self, Whole};
use super::editions::Editions;
use super::{
    Brief, BriefOptions, BriefSource, Citation, EditKind, Heading, Line, LineKind, Note, Piece,
    Rank, Section, SectionKind, choose,
};

/// The brief of what `after` has on record and `before` had not: corrections, versions of pages,
/// contradictions, second origins, and everything new.
pub fn changes(
    before: &[Reading],
    after: &[Reading],
    options: &BriefOptions,
    likeness: &dyn Likeness,
) -> Brief {
    let known: BTreeSet<ArticleId> = before.iter().map(|one| one.article.id).collect();
    let editions = Editions::of(after);
    let readings = editions.newest(after);
    let collation = corrected(&readings, &options.acts, likeness);
    let group: Vec<usize> = (0..readings.len()).collect();
    let mut brief = compose::compose(
        &Whole::of(&readings, &collation, &editions),
        &group,
        options,
    );
    let is_new: Vec<bool> = readings
        .iter()
        .map(|one| !known.contains(&one.article.id))
        .collect();
    let earlier = origins_before(before, options, likeness);
    let mut parts: BTreeMap<SectionKind, Vec<Line>> = BTreeMap::new();
    for section in std::mem::take(&mut brief.sections) {
        for line in section.lines {
            let part = part(&brief, section.kind, &line, &is_new, &earlier);
            parts
                .entry(part.unwrap_or(SectionKind::Sources))
                .or_default()
                .push(line);
        }
    }
    parts.remove(&SectionKind::Sources);
    brief.basis = None;
    let edited = edited(&mut brief, after, &editions, &known, likeness);
    parts.insert(SectionKind::Edited, edited);
    for kind in ORDER {
        let lines = parts.remove(&kind).unwrap_or_default();
        if !lines.is_empty() {
            brief.sections.push(Section {
                kind,
                lines,
                untold: 0,
            });
        }
    }
    choose::choose(&mut brief, options.length);
    brief
}

const ORDER: [SectionKind; 5] = [
    SectionKind::Corrections,
    SectionKind::Edited,
    SectionKind::Contradictions,
    SectionKind::Confirmed,
    SectionKind::New,
];

/// Where a line of the whole brief stands among the changes; none where nothing changed.
fn part(
    brief: &Brief,
    section: SectionKind,
    line: &Line,
    is_new: &[bool],
    earlier: &BTreeMap<(ArticleId, Span), usize>,
) -> Option<SectionKind> {
    let fresh = |one: &Citation| {
        is_new
            .get(one.article.wrapping_sub(1))
            .copied()
            .unwrap_or(false)
    };
    let (all, any) = (
        line.citations.iter().all(fresh),
        line.citations.iter().any(fresh),
    );
    let origins = line.notes.iter().find_map(|note| match note {
        Note::Claim { origins, .. } => Some(*origins),
        _ => None,
    });
    let before = line.citations.iter().filter_map(|one| {
        let article = brief.sources.get(one.article.checked_sub(1)?)?.article.id;
        earlier.get(&(article, one.span)).copied()
    });
    match section {
        SectionKind::Sources => None,
        SectionKind::Corrections => all.then_some(SectionKind::Corrections),
        SectionKind::Contradictions => any.then_some(SectionKind::Contradictions),
        _ if all => Some(SectionKind::New),
        _ => {
            let before = before.max().unwrap_or(0);
            let is_confirmed = any && origins.is_some_and(|now| now > 1) && before < 2;
            is_confirmed.then_some(SectionKind::Confirmed)
        }
    }
}

/// How many origins the claim had in which each finding stood.
fn origins_before(
    before: &[Reading],
    options: &BriefOptions,
    likeness: &dyn Likeness,
) -> BTreeMap<(ArticleId, Span), usize> {
    let readings = Editions::of(before).newest(before);
    let collation = corrected(&readings, &options.acts, likeness);
    let collated = Collated {
        collation: &collation,
        threads: &Threads::default(),
        numbers: (0..readings.len()).zip(1..).collect(),
        readings: &readings,
    };
    let mut found = BTreeMap::new();
    for claim in &collation.claims {
        for item in &claim.items {
            let spans = collated.words(*item).unwrap_or_default();
            let id = readings[item.article].article.id;
            found.extend(
                spans
                    .into_iter()
                    .map(|span| ((id, span), claim.origins.len())),
            );
        }
    }
    found
}

/// What the newest version of each page changed against the one before it, where it is new. The
/// older version is added to the brief's articles.
fn edited(
    brief: &mut Brief,
    after: &[Reading],
    editions: &Editions,
    known: &BTreeSet<ArticleId>,
    likeness: &dyn Likeness,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let threads = Threads::default();
    let by_id: BTreeMap<ArticleId, &Reading> =
        after.iter().map(|one| (one.article.id, one)).collect();
    let find = |id: &ArticleId| by_id.get(id).copied();
    let places = brief.sources.iter().zip(0..);
    let places: BTreeMap<ArticleId, usize> = places
        .map(|(source, at): (&BriefSource, usize)| (source.article.id, at))
        .collect();
    for [old, new] in &editions.last_two {
        let newer = places.get(new).copied();
        let (Some(newer), false) = (newer, known.contains(new)) else {
            continue;
        };
        let (Some(old), Some(new)) = (find(old), find(new)) else {
            continue;
        };
        brief.sources.push(BriefSource {
            article: old.article.clone(),
            repeats: None,
            versions: 0,
            lineage: Vec::new(),
            is_read: old.article.language.is_read(),
        });
        let collation = Collation::default();
        let collated = Collated {
            collation: &collation,
            threads: &threads,
            readings: &[old, new],
            numbers: BTreeMap::from([(0, brief.sources.len()), (1, newer + 1)]),
        };
        for edit in edits((0, old), (1, new), likeness) {
            lines.extend(line(&collated, edit));
        }
    }
    lines
}

fn line(collated: &Collated<'_>, edit: Edit) -> Option<Line> {
    let (kind, items): (EditKind, Vec<Item>) = match edit {
        Edit::Withdrawn(item) => (EditKind::Withdrawn, vec![item]),
        Edit::Changed(before, after) => (EditKind::Changed, vec![before, after]),
        Edit::Added(item) => (EditKind::Added, vec![item]),
    };
    let (mut pieces, mut citations) = (Vec::new(), Vec::new());
    for item in items {
        let (some, places) = claims::side(collated, item)?;
        if !pieces.is_empty() {
            pieces.push(Piece::Against);
        }
        pieces.extend(some);
        citations.extend(places);
    }
    Some(Line {
        kind: LineKind::Edit(kind),
        heading: Heading::Part,
        is_shown: true,
        pieces,
        notes: Vec::new(),
        citations,
        rank: Rank::default(),
    })
}
