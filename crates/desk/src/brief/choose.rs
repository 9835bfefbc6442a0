//! The parts of a brief: lines under their headings, in order, and which of them are shown.

use std::collections::BTreeMap;

use super::fold::Candidate;
use super::{
    Brief, Directness, Heading, Length, Line, LineKind, Note, Section, SectionKind, repeats,
};

/// The parts of the brief over `candidates`, every line in its place; all of them shown.
pub(super) fn parts(candidates: Vec<Candidate>) -> BTreeMap<SectionKind, Section> {
    let mut parts: BTreeMap<SectionKind, Vec<Line>> = BTreeMap::new();
    for candidate in candidates {
        let lines = parts.entry(candidate.section).or_default();
        lines.push(candidate.line);
    }
    let sections = parts
        .into_iter()
        .map(|(kind, lines)| (kind, section(kind, lines)));
    sections.collect()
}

fn section(kind: SectionKind, mut lines: Vec<Line>) -> Section {
    let is_spoken = |line: &Line| matches!(line.kind, LineKind::Statement { .. });
    if lines.iter().any(is_spoken) {
        let own = lines
            .iter_mut()
            .filter(|line| line.heading == Heading::Part);
        own.for_each(|line| line.heading = Heading::Articles);
    }
    by_rank(&mut lines);
    Section {
        kind,
        lines: under_headings(lines),
        untold: 0,
    }
}

/// The highest rank first; of the same rank, what stands first in the articles.
pub(super) fn by_rank(lines: &mut [Line]) {
    lines.sort_by(|left, right| {
        let score = right.rank.score.total_cmp(&left.rank.score);
        score.then_with(|| left.citations.cmp(&right.citations))
    });
}

/// The articles' own voice first, the speaker of the best line next, those not told last;
/// absences by kind.
pub(super) fn under_headings(lines: Vec<Line>) -> Vec<Line> {
    let mut places: BTreeMap<Heading, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let at = *places.entry(line.heading).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(line);
    }
    groups.sort_by_key(|group| group.first().map(|line| place(line.heading)));
    groups.into_iter().flatten().collect()
}

fn place(heading: Heading) -> (u8, Option<Heading>) {
    match heading {
        Heading::Part | Heading::Articles => (0, None),
        Heading::Absence(_) => (1, Some(heading)),
        Heading::Speaker(..) => (2, None),
        Heading::Untold => (3, None),
    }
}

/// Marks what is shown of `brief` at this length, whatever was marked before.
pub(super) fn choose(brief: &mut Brief, length: Length) {
    let lines = brief.sections.iter_mut().flat_map(|one| &mut one.lines);
    lines.for_each(|line| line.is_shown = true);
    if length == Length::Chosen {
        // of what the engine is not sure of, more is wrong than right: counted, and shown on demand
        let lines = brief.sections.iter_mut().flat_map(|one| &mut one.lines);
        let doubtful = lines.filter(|line| is_doubtful(line));
        doubtful.for_each(|line| line.is_shown = false);
    }
    within(brief, length);
    if length == Length::Chosen {
        repeats::leave_out(brief);
    }
}

/// Leaves out what there is no room for.
fn within(brief: &mut Brief, length: Length) {
    let all: usize = brief
        .sections
        .iter()
        .map(|section| section.lines.len())
        .sum();
    let is_whole = match length {
        Length::All => true,
        Length::Chosen => brief.sources.len() == 1 || all <= Length::FEW,
        Length::AtMost(_) => false,
    };
    if is_whole {
        return;
    }
    for section in &mut brief.sections {
        let room = Room::of(length, section.kind);
        let mut speakers = 0;
        let groups = section
            .lines
            .chunk_by_mut(|one, next| one.heading.stands_with(&next.heading));
        for group in groups {
            let heading = group.first().map_or(Heading::Part, |line| line.heading);
            let is_speaker = matches!(heading, Heading::Speaker(..) | Heading::Untold);
            speakers += usize::from(is_speaker);
            let lines = match heading {
                _ if is_speaker && speakers > room.speakers => 0,
                Heading::Speaker(..) | Heading::Untold => room.a_speaker,
                Heading::Absence(_) => room.an_absence,
                Heading::Part | Heading::Articles => room.a_part,
            };
            let hidden = group.iter_mut().filter(|line| line.is_shown).skip(lines);
            hidden.for_each(|line| line.is_shown = false);
        }
    }
}

/// Is it more likely wrong than right? Words in quotation marks were said, whoever said them.
fn is_doubtful(line: &Line) -> bool {
    let is_doubt = |note: &Note| matches!(note, Note::Doubtful(_));
    let is_verbatim = matches!(
        line.kind,
        LineKind::Statement {
            directness: Directness::Direct,
            ..
        }
    );
    !is_verbatim && line.notes.iter().any(is_doubt)
}

/// How many lines there is room for.
struct Room {
    a_part: usize,
    a_speaker: usize,
    speakers: usize,
    an_absence: usize,
}

impl Room {
    fn of(length: Length, kind: SectionKind) -> Room {
        let same = |lines| Room {
            a_part: lines,
            a_speaker: lines,
            speakers: usize::MAX,
            an_absence: lines,
        };
        match length {
            Length::AtMost(lines) => same(lines),
            Length::Chosen if kind != SectionKind::Corrections => Room {
                a_part: Length::A_PART,
                a_speaker: Length::A_SPEAKER,
                speakers: Length::SPEAKERS,
                an_absence: Length::AN_ABSENCE,
            },
            Length::Chosen | Length::All => same(usize::MAX),
        }
    }
}
