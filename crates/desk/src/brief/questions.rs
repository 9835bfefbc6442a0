//! What nobody has answered: what was asked, absences that stand, contradictions, and what many
//! articles have from one origin.

use onrecord_collate::{Likeness, corrected};
use onrecord_record::{AbsenceKind, Reading};

use super::compose::Whole;
use super::editions::Editions;
use super::{Brief, BriefOptions, Line, LineKind, Note, Section, SectionKind, choose, compose};

/// From so many articles on it matters that all have a claim from one origin.
const MANY: usize = 3;

/// The open questions of `readings`, and those that were answered since, with the answer.
pub fn questions(readings: &[Reading], options: &BriefOptions, likeness: &dyn Likeness) -> Brief {
    let editions = Editions::of(readings);
    let readings = editions.newest(readings);
    let collation = corrected(&readings, &options.acts, likeness);
    questions_of(&Whole::of(&readings, &collation, &editions), options)
}

/// The same, of articles that were compared already.
pub(crate) fn questions_of(whole: &Whole<'_>, options: &BriefOptions) -> Brief {
    let group: Vec<usize> = (0..whole.readings.len()).collect();
    let mut brief = compose::compose(whole, &group, options);
    let mut sections: Vec<Section> = Vec::new();
    let (mut asked, mut single) = (Vec::new(), Vec::new());
    for mut section in std::mem::take(&mut brief.sections) {
        match section.kind {
            SectionKind::Contradictions => sections.push(section),
            SectionKind::NotOnRecord => {
                section.lines.retain(is_open);
                sections.push(section);
            }
            SectionKind::Sources | SectionKind::Pictures | SectionKind::Corrections => {}
            _ => {
                let (questions, others): (Vec<Line>, Vec<Line>) =
                    section.lines.into_iter().partition(is_asked);
                asked.extend(questions);
                single.extend(others.into_iter().filter(rests_on_one));
            }
        }
    }
    for (kind, lines) in [
        (SectionKind::Asked, choose::together(asked)),
        (SectionKind::OneOrigin, single),
    ] {
        sections.push(Section {
            kind,
            lines,
            untold: 0,
        });
    }
    sections.retain(|section| !section.lines.is_empty());
    brief.basis = None;
    brief.sections = sections;
    choose::choose(&mut brief, options.length);
    brief
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
