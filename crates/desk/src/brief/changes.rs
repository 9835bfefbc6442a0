//! What changed in the record since a moment.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::{Collation, Edit, Item, Likeness, edits};
use onrecord_record::{ArticleId, Reading};

use super::claims::{self, Collated, Threads};
use super::joined::{self, Named, Picked};
use super::{
    Brief, BriefSource, EditKind, Heading, Heard, Length, Line, LineKind, Note, Piece, Rank,
    Section, SectionKind, choose,
};

/// What changes are told of.
pub(crate) struct Now<'a> {
    /// What is on record, an event each.
    pub(crate) briefs: &'a [Brief],
    pub(crate) heard: &'a Heard,
    pub(crate) named: &'a Named<'a>,
    /// The versions of pages that have several.
    pub(crate) versions: Vec<Version<'a>>,
}

/// The newest version of a page.
pub(crate) struct Version<'a> {
    pub(crate) new: &'a Reading,
    /// The one before it.
    pub(crate) old: &'a Reading,
    /// How many there are before it.
    pub(crate) earlier: usize,
}

/// What `now` has on record that was not there when no articles but `known` were: corrections, versions of
/// pages, contradictions, second origins, and everything new; of each part the `most` lines that matter most.
/// Then how many are left out.
pub(crate) fn changes_of(
    now: &Now<'_>,
    known: &BTreeSet<ArticleId>,
    (length, most): (Length, usize),
    likeness: &dyn Likeness,
) -> (Brief, usize) {
    let mut picked = Vec::new();
    for (number, brief) in now.briefs.iter().enumerate() {
        let is_new: Vec<bool> = brief
            .sources
            .iter()
            .map(|one| !known.contains(&one.article.id))
            .collect();
        if is_new.contains(&true) {
            let all = brief.sections.iter();
            let lines =
                all.flat_map(|section| section.lines.iter().map(|line| (section.kind, line)));
            picked.extend(lines.filter_map(|(kind, line)| {
                let part = part(brief, kind, line, &is_new, (now.heard, known))?;
                Some(Picked {
                    part,
                    brief: number,
                    line,
                })
            }));
        }
    }
    let (mut brief, mut left) = joined::joined(now.briefs, picked, now.named, most);
    let mut parts: BTreeMap<SectionKind, Section> = std::mem::take(&mut brief.sections)
        .into_iter()
        .map(|section| (section.kind, section))
        .collect();
    let mut edited = edited(&mut brief, &now.versions, known, likeness);
    left += edited.lines.len().saturating_sub(most);
    edited.lines.truncate(most);
    parts.insert(SectionKind::Edited, edited);
    let in_order = ORDER.iter().filter_map(|kind| parts.remove(kind));
    brief.sections = in_order.filter(|one| !one.lines.is_empty()).collect();
    choose::choose(&mut brief, length);
    (brief, left)
}

const ORDER: [SectionKind; 5] = [
    SectionKind::Corrections,
    SectionKind::Edited,
    SectionKind::Contradictions,
    SectionKind::Confirmed,
    SectionKind::New,
];

/// Where a line of a brief stands among the changes; none where nothing changed.
fn part(
    brief: &Brief,
    section: SectionKind,
    line: &Line,
    is_new: &[bool],
    (heard, known): (&Heard, &BTreeSet<ArticleId>),
) -> Option<SectionKind> {
    let mut fresh = line.citations.iter().map(|one| {
        let article = one.article.checked_sub(1);
        article.is_some_and(|at| is_new.get(at) == Some(&true))
    });
    let (all, any) = (fresh.clone().all(|one| one), fresh.any(|one| one));
    let places = line.citations.iter().filter_map(|one| {
        let article = brief.sources.get(one.article.checked_sub(1)?)?.article.id;
        Some((article, one.span))
    });
    let has_two = |note: &Note| matches!(note, Note::Claim { origins, .. } if *origins > 1);
    match section {
        SectionKind::Sources => None,
        SectionKind::Corrections => all.then_some(SectionKind::Corrections),
        SectionKind::Contradictions => any.then_some(SectionKind::Contradictions),
        _ if all => Some(SectionKind::New),
        _ => {
            let is_confirmed = line.notes.iter().any(has_two) && !heard.had_two(places, known);
            is_confirmed.then_some(SectionKind::Confirmed)
        }
    }
}

/// What the newest version of each page changed against the one before it, where it is new. The
/// articles are added to the brief's, as far as they are not there.
fn edited(
    brief: &mut Brief,
    versions: &[Version<'_>],
    known: &BTreeSet<ArticleId>,
    likeness: &dyn Likeness,
) -> Section {
    let mut lines = Vec::new();
    let threads = Threads::default();
    let places = brief.sources.iter().zip(1..);
    let mut places: BTreeMap<ArticleId, usize> = places
        .map(|(source, at): (&BriefSource, usize)| (source.article.id, at))
        .collect();
    let fresh = versions.iter();
    for Version { old, new, earlier } in fresh.filter(|one| !known.contains(&one.new.article.id)) {
        let mut number = |reading: &Reading, earlier: usize| {
            *places.entry(reading.article.id).or_insert_with(|| {
                brief
                    .sources
                    .push(BriefSource::alone(&reading.article, earlier));
                brief.sources.len()
            })
        };
        let collation = Collation::default();
        let collated = Collated {
            collation: &collation,
            threads: &threads,
            numbers: BTreeMap::from([(0, number(old, 0)), (1, number(new, *earlier))]),
            readings: &[old, new],
        };
        for edit in edits((0, old), (1, new), likeness) {
            lines.extend(line(&collated, edit));
        }
    }
    Section {
        kind: SectionKind::Edited,
        lines,
        untold: 0,
    }
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
