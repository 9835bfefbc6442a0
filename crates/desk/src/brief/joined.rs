//! Lines of several briefs as one: each event keeps its own lines, and their articles are numbered
//! anew.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::Root;
use onrecord_record::{ArticleId, Span};

use super::{
    Brief, BriefSource, Heading, Line, LineageFrom, Piece, Section, SectionKind, choose, compose,
    follow,
};

/// A line, with the part it is to stand in.
pub(super) struct Picked<'a> {
    pub(super) part: SectionKind,
    /// The number of its brief.
    pub(super) brief: usize,
    pub(super) line: &'a Line,
}

/// The number of the entity that an article names here, if it has a name.
pub(super) type Named<'a> = dyn Fn(ArticleId, Span) -> Option<usize> + 'a;

/// An article by the number of its brief and its number there.
type Place = (usize, usize);

/// The brief of the lines that were picked from `briefs`, of each part the `most` that matter most; and how
/// many lines that leaves out. Somebody with a name is one heading, whatever the event.
pub(super) fn joined(
    briefs: &[Brief],
    picked: Vec<Picked<'_>>,
    named: &Named<'_>,
    most: usize,
) -> (Brief, usize) {
    let mut parts: BTreeMap<SectionKind, Vec<Picked<'_>>> = BTreeMap::new();
    for one in picked {
        parts.entry(one.part).or_default().push(one);
    }
    let mut left = 0;
    for lines in parts.values_mut() {
        *lines = best_first(briefs, std::mem::take(lines));
        left += lines.len().saturating_sub(most);
        lines.truncate(most);
    }
    let mut parts: Vec<(SectionKind, Vec<Taken>)> = parts
        .into_iter()
        .map(|(kind, lines)| (kind, lines.iter().map(Taken::of).collect()))
        .collect();
    let taken = parts.iter_mut().flat_map(|(_, lines)| lines);
    let numbers = numbers(briefs, cited(briefs, taken));
    let mut headings = Headings::default();
    let sections = parts.into_iter().map(|(kind, lines)| {
        let renamed = lines
            .into_iter()
            .map(|one| headings.renamed(briefs, &numbers, one, named));
        Section {
            kind,
            lines: choose::under_headings(renamed.collect()),
            untold: 0,
        }
    });
    let sections: Vec<Section> = sections.filter(|one| !one.lines.is_empty()).collect();
    let (sources, reports) = sources(briefs, &numbers);
    let brief = Brief {
        sources,
        sections,
        reports,
        basis: None,
    };
    (brief, left)
}

/// A line of its own, with the number of the brief that it was taken from.
struct Taken(usize, Line);

impl Taken {
    fn of(picked: &Picked<'_>) -> Taken {
        Taken(picked.brief, picked.line.clone())
    }
}

/// The highest rank first, of the same rank in the order they were picked; what stands right behind
/// another line to be understood stays there.
fn best_first<'a>(briefs: &[Brief], picked: Vec<Picked<'a>>) -> Vec<Picked<'a>> {
    let mut runs: Vec<Vec<Picked<'a>>> = Vec::new();
    for one in picked {
        let is_behind = |last: &Picked<'_>| {
            last.brief == one.brief && follow::is_behind(&briefs[one.brief], last.line, one.line)
        };
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(is_behind) => run.push(one),
            _ => runs.push(vec![one]),
        }
    }
    let score = |run: &[Picked<'_>]| run.first().map_or(0.0, |one| one.line.rank.score);
    runs.sort_by(|one, other| score(other).total_cmp(&score(one)));
    runs.into_iter().flatten().collect()
}

/// The articles that lines cite, and those that these rest on.
fn cited<'a>(briefs: &[Brief], lines: impl Iterator<Item = &'a mut Taken>) -> BTreeSet<Place> {
    let mut open: Vec<Place> = Vec::new();
    for Taken(brief, line) in lines {
        line.each_citation(&mut |at| open.push((*brief, at.article)));
    }
    let mut found = BTreeSet::new();
    while let Some((brief, number)) = open.pop() {
        let source = number
            .checked_sub(1)
            .map(|at| briefs[brief].sources.get(at));
        let Some(source) = source.flatten().filter(|_| found.insert((brief, number))) else {
            continue;
        };
        let origins = source.lineage.iter().filter_map(|one| match one.from {
            LineageFrom::Article(other) => Some(other),
            LineageFrom::Elsewhere(_) => None,
        });
        let repeated = source.repeats.map(|(other, _)| other);
        open.extend(origins.chain(repeated).map(|other| (brief, other)));
    }
    found
}

/// Their numbers in the new brief, from 1: in order of publication.
fn numbers(briefs: &[Brief], places: BTreeSet<Place>) -> BTreeMap<Place, usize> {
    let article = |(brief, number): Place| &briefs[brief].sources[number - 1].article;
    let mut places: Vec<Place> = places.into_iter().collect();
    places.sort_by_cached_key(|place| compose::order(article(*place)));
    places.into_iter().zip(1..).collect()
}

/// The articles in their new order, and how many reports they go back to.
fn sources(briefs: &[Brief], numbers: &BTreeMap<Place, usize>) -> (Vec<BriefSource>, usize) {
    let mut ordered: Vec<(usize, Place)> = numbers.iter().map(|(at, to)| (*to, *at)).collect();
    ordered.sort_unstable();
    let mut reports: BTreeSet<&Root> = BTreeSet::new();
    let mut sources = Vec::with_capacity(ordered.len());
    for (_, (brief, number)) in ordered {
        let place = |old: usize| numbers.get(&(brief, old)).copied().unwrap_or(0);
        let source = &briefs[brief].sources[number - 1];
        reports.extend(&source.roots);
        sources.push(source.clone().numbered(&place));
    }
    (sources, reports.len())
}

/// The name under which each entity stands: the first that is met.
#[derive(Default)]
struct Headings(BTreeMap<usize, Heading>);

impl Headings {
    /// A line with its citations in the new numbers, under the heading of its speaker.
    fn renamed(
        &mut self,
        briefs: &[Brief],
        numbers: &BTreeMap<Place, usize>,
        Taken(brief, mut line): Taken,
        named: &Named<'_>,
    ) -> Line {
        let old = line.heading;
        line.each_citation(&mut |at| {
            at.article = numbers.get(&(brief, at.article)).copied().unwrap_or(0)
        });
        let Heading::Speaker(old, _) = old else {
            return line;
        };
        let source = old.article.checked_sub(1);
        let source = source.and_then(|at| briefs[brief].sources.get(at));
        let Some(entity) = source.and_then(|source| named(source.article.id, old.span)) else {
            return line;
        };
        let heading = *self.0.entry(entity).or_insert(line.heading);
        if let (Heading::Speaker(new, _), Heading::Speaker(own, _)) = (heading, line.heading) {
            let told = line.pieces.iter_mut();
            told.filter(|piece| **piece == Piece::Speaker(own))
                .for_each(|piece| *piece = Piece::Speaker(new));
            line.heading = heading;
        }
        line
    }
}
