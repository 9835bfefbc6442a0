//! What one line tells in all its words and another one tells again: it is shown once.
//!
//! A sentence may stand as an event and as the statement in it, as a statement and as the absence
//! it is, under whoever passed it on and under its source. Of the lines that are shown, the one that
//! holds the other stays; of two over the same characters the one that tells more precisely what they
//! are.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{AbsenceKind, Span};

use super::{Brief, Citation, Line, LineKind, Note, Piece, SectionKind};

/// Lines before one in their article that may hold it.
const NEAR: usize = 64;

/// Marks lines of `brief` that others tell in full as not shown.
pub(super) fn leave_out(brief: &mut Brief) {
    let lines: Vec<Told> = told(brief).collect();
    let mut by_place: BTreeMap<usize, Vec<(Span, usize)>> = BTreeMap::new();
    for (at, one) in lines.iter().enumerate() {
        for place in &one.places {
            by_place
                .entry(place.article)
                .or_default()
                .push((place.span, at));
        }
    }
    by_place
        .values_mut()
        .for_each(|places| places.sort_unstable());
    let mut gone: BTreeSet<usize> = BTreeSet::new();
    for (at, one) in lines.iter().enumerate() {
        let Some(first) = one.places.first() else {
            continue;
        };
        let near = by_place.get(&first.article).map_or(&[][..], Vec::as_slice);
        let to = near.partition_point(|(span, _)| span.start() <= first.span.start());
        let near = near[..to].iter().rev().take(NEAR);
        let holds = |other: &usize| {
            *other != at && !gone.contains(other) && lines[*other].stands_for(one, *other < at)
        };
        if near.map(|(_, other)| *other).any(|other| holds(&other)) {
            gone.insert(at);
        }
    }
    let gone: BTreeSet<(usize, usize)> = gone.iter().map(|at| lines[*at].at).collect();
    for (part, section) in brief.sections.iter_mut().enumerate() {
        for (number, line) in section.lines.iter_mut().enumerate() {
            line.is_shown &= !gone.contains(&(part, number));
        }
    }
}

/// A line with the stretches that it tells.
struct Told {
    /// Part and line in the brief.
    at: (usize, usize),
    kind: LineKind,
    /// Where its words stand.
    places: Vec<Citation>,
    /// Where its cue stands, which a line that tells it in other words need not have.
    cues: Vec<Citation>,
    /// What the coverage has of it.
    notes: Vec<Note>,
}

/// The lines that tell what an article or somebody in it says.
fn told(brief: &Brief) -> impl Iterator<Item = Told> {
    let parts = brief.sections.iter().enumerate();
    let parts = parts.filter(|(_, section)| {
        !matches!(
            section.kind,
            SectionKind::Contradictions | SectionKind::Corrections | SectionKind::Sources
        )
    });
    let lines = parts.flat_map(|(part, section)| {
        let lines = section.lines.iter().enumerate();
        lines.map(move |(number, line)| ((part, number), line))
    });
    let lines = lines.filter(|(_, line)| {
        let is_told = !matches!(line.kind, LineKind::Picture | LineKind::Edit(_));
        is_told && line.is_shown
    });
    lines.map(|(at, line)| Told {
        at,
        kind: line.kind,
        places: line.citations.clone(),
        cues: cues(line),
        notes: line
            .notes
            .iter()
            .filter(|note| is_of_coverage(note))
            .cloned()
            .collect(),
    })
}

/// Where the cue of a line stands.
fn cues(line: &Line) -> Vec<Citation> {
    let cues = line.pieces.iter().filter_map(|piece| match piece {
        Piece::Cue(at) => Some(*at),
        _ => None,
    });
    cues.collect()
}

fn is_of_coverage(note: &Note) -> bool {
    matches!(
        note,
        Note::Claim { .. }
            | Note::Also(_)
            | Note::AlsoBy(_)
            | Note::ContradictedBy(_)
            | Note::AnsweredBy(_)
            | Note::Unanswered(_)
    )
}

impl Told {
    /// Does this one tell all that `other` does? Of two that tell the same, `is_first` says whether
    /// this one stands before.
    fn stands_for(&self, other: &Told, is_first: bool) -> bool {
        let holds = |place: &Citation| {
            let mut own = self.places.iter().chain(&self.cues);
            own.any(|own| own.article == place.article && own.span.contains(place.span))
        };
        let is_noted = other.notes.iter().all(|one| self.notes.contains(one));
        if !other.places.iter().all(holds) || !is_noted {
            return false;
        }
        let is_same = self.places.len() == other.places.len()
            && self.places.iter().all(|place| other.places.contains(place));
        match (self.weight(), other.weight()) {
            // what is not known, not answered or kept back is told nowhere else as that
            (_, Weight::Open) => false,
            // its cue is what makes it a statement
            _ if !other.cues.iter().all(holds) => false,
            (own, theirs) if is_same => own > theirs || own == theirs && is_first,
            _ => true,
        }
    }

    fn weight(&self) -> Weight {
        match self.kind {
            LineKind::Absence(AbsenceKind::DidNotHappen) => Weight::Absent,
            LineKind::Absence(_) => Weight::Open,
            LineKind::Statement { .. } => Weight::Said,
            _ => Weight::Told,
        }
    }
}

/// How precisely a line tells what its words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Told,
    Absent,
    Said,
    Open,
}
