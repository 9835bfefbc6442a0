//! What nobody has answered: what was asked, absences that stand, contradictions, and what many
//! articles have from one origin.

use onrecord_record::AbsenceKind;

use super::joined::{self, Named, Picked};
use super::{Brief, Length, Line, LineKind, Note, Section, SectionKind, choose};

/// From so many articles on it matters that all have a claim from one origin.
const MANY: usize = 3;

/// The open questions of what is on record in `briefs`, and those that were answered since, with the answer; of
/// each part the `most` lines that matter most. Then how many are left out.
pub(crate) fn questions_of(
    briefs: &[Brief],
    named: &Named<'_>,
    (length, most): (Length, usize),
) -> (Brief, usize) {
    let mut picked = Vec::new();
    for (number, brief) in briefs.iter().enumerate() {
        for section in &brief.sections {
            let parts = section.lines.iter().filter_map(|line| {
                let part = part(section.kind, line)?;
                Some(Picked {
                    part,
                    brief: number,
                    line,
                })
            });
            picked.extend(parts);
        }
    }
    let (mut brief, left) = joined::joined(briefs, picked, named, most);
    let place = |one: &Section| ORDER.iter().position(|kind| *kind == one.kind);
    brief.sections.sort_by_key(place);
    choose::choose(&mut brief, length);
    (brief, left)
}

const ORDER: [SectionKind; 4] = [
    SectionKind::Contradictions,
    SectionKind::NotOnRecord,
    SectionKind::Asked,
    SectionKind::OneOrigin,
];

/// Where a line of a brief stands among the questions, if anywhere.
fn part(section: SectionKind, line: &Line) -> Option<SectionKind> {
    match section {
        SectionKind::Contradictions => Some(section),
        SectionKind::NotOnRecord => is_open(line).then_some(section),
        SectionKind::Sources | SectionKind::Pictures | SectionKind::Corrections => None,
        _ if is_asked(line) => Some(SectionKind::Asked),
        _ => rests_on_one(line).then_some(SectionKind::OneOrigin),
    }
}

/// That something did not happen is an answer, not a question.
fn is_open(line: &Line) -> bool {
    !matches!(line.kind, LineKind::Absence(AbsenceKind::DidNotHappen))
}

/// Was it asked, whether it was answered or not?
fn is_asked(line: &Line) -> bool {
    let has = |is: fn(&Note) -> bool| line.notes.iter().any(is);
    has(|note| matches!(note, Note::Unanswered(_)))
        || has(|note| matches!(note, Note::Question))
            && has(|note| matches!(note, Note::AnsweredBy(_)))
}

fn rests_on_one(line: &Line) -> bool {
    line.notes
        .iter()
        .any(|note| matches!(note, Note::Claim { articles, origins: 1, .. } if *articles >= MANY))
}
