//! What an analyst judges of a finding or of a source. The machine's finding stays beside it.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::{Act, ArticleId, Factuality, Offsets, Referent};

/// Words of an article by position and by quotation, as Web Annotation's selectors have them: what
/// another build reads can be held against it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Selector {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The words.
    pub exact: String,
}

impl Selector {
    /// Where `words` stand in `text`, nearest to the code point `near`.
    pub fn nearest(text: &str, words: &str, near: usize) -> Option<Selector> {
        let offsets = Offsets::new(text);
        let found = text
            .match_indices(words)
            .map(|(at, _)| offsets.code_point(text, at));
        let start = found.min_by_key(|start| start.abs_diff(near))?;
        Some(Selector {
            start,
            end: start + words.chars().count(),
            exact: words.to_owned(),
        })
    }
}

/// What kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// What somebody says.
    Statement,
    /// A clause in the article's own voice.
    Narration,
    /// Something absent.
    Absence,
}

/// A finding as a judgement tells of it: by the words it tells, the first part of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The article it stands in.
    pub article: ArticleId,
    /// What kind of finding.
    pub kind: FindingKind,
    /// Its first words without a gap.
    pub words: Selector,
}

/// What of a finding is otherwise; none: as it was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correction {
    /// Who says it.
    pub source: Option<Selector>,
    /// What is said.
    pub content: Option<Selector>,
    /// What kind of act it is.
    pub act: Option<Act>,
    /// How sure its own voice is.
    pub value: Option<Factuality>,
}

impl Correction {
    /// Does it change nothing?
    pub fn is_empty(&self) -> bool {
        *self == Correction::default()
    }
}

/// How reliable a source is, by the Admiralty code (NATO AJP-2.1): the analyst's to say, never the
/// machine's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    F,
}

impl Reliability {
    /// All, from A to F.
    pub const ALL: [Reliability; 6] = [
        Reliability::A,
        Reliability::B,
        Reliability::C,
        Reliability::D,
        Reliability::E,
        Reliability::F,
    ];

    /// The letter.
    pub fn letter(self) -> &'static str {
        match self {
            Reliability::A => "A",
            Reliability::B => "B",
            Reliability::C => "C",
            Reliability::D => "D",
            Reliability::E => "E",
            Reliability::F => "F",
        }
    }
}

/// What a second reader, a program, says of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The text says so.
    Right,
    /// The text does not say so.
    Wrong,
    /// It cannot tell.
    Unsure,
}

/// A second reader's vote on a finding: one opinion beside the machine's, never an analyst's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// What it says.
    pub verdict: Verdict,
    /// The words of the article that it rests on; a vote that is not unsure has some.
    pub quote: Option<Selector>,
}

/// What an analyst judges, and how a second reader votes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// The finding is right as it was found.
    Confirm(Target),
    /// It is no finding: the text does not say so.
    Reject(Target),
    /// It is one, and something of it is otherwise.
    Correct(Target, Correction),
    /// A remark on it.
    Remark(Target, String),
    /// How reliable a source is.
    Rate(Referent, Reliability),
    /// A second reader's vote, which changes nothing.
    Vote(Target, Vote),
    /// An earlier judgement is no longer in force.
    Undo(u32),
}

/// A judgement with its number, its author and the moment it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptJudgement {
    /// From 1, in the order they were made.
    pub number: u32,
    /// When.
    pub learned: Timestamp,
    /// Who made it, where that was told.
    pub by: Option<String>,
    /// What was judged.
    pub judgement: Judgement,
}

impl Judgement {
    /// The finding that is judged, if one is.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Judgement::Confirm(target)
            | Judgement::Reject(target)
            | Judgement::Correct(target, _)
            | Judgement::Remark(target, _)
            | Judgement::Vote(target, _) => Some(target),
            Judgement::Rate(..) | Judgement::Undo(_) => None,
        }
    }
}

/// Those of `judgements` that no later one has undone, in order; one that undoes can be undone.
pub fn standing(judgements: &[KeptJudgement]) -> Vec<&KeptJudgement> {
    let mut undone = BTreeSet::new();
    let mut kept = Vec::new();
    for one in judgements.iter().rev() {
        if undone.contains(&one.number) {
            continue;
        }
        match one.judgement {
            Judgement::Undo(number) => drop(undone.insert(number)),
            _ => kept.push(one),
        }
    }
    kept.reverse();
    kept
}

/// Those of `judgements` that stand and are what each person thinks now: a newer verdict of one
/// person on one finding takes the place of the older, a newer letter that of the older. Corrections
/// add up until a verdict comes; remarks and votes all stay.
pub fn current(judgements: &[KeptJudgement]) -> Vec<&KeptJudgement> {
    let mut verdicts = BTreeSet::new();
    let mut corrections = BTreeSet::new();
    let mut letters = BTreeSet::new();
    let mut kept = standing(judgements);
    kept.reverse(); // the newest first
    kept.retain(|one| {
        let by = one.by.as_deref();
        match &one.judgement {
            Judgement::Confirm(target) | Judgement::Reject(target) => {
                let is_corrected = corrections.contains(&(target, by));
                verdicts.insert((target, by)) && !is_corrected
            }
            Judgement::Correct(target, _) => {
                corrections.insert((target, by));
                !verdicts.contains(&(target, by))
            }
            Judgement::Rate(who, _) => letters.insert((&who.id, by)),
            Judgement::Remark(..) | Judgement::Vote(..) | Judgement::Undo(_) => true,
        }
    });
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_where_they_stand_nearest() {
        let text = "Äh. Holt spoke. Then Holt left.";
        let found = Selector::nearest(text, "Holt", 20).unwrap();
        assert_eq!((found.start, found.end), (21, 25));
        assert_eq!(Selector::nearest(text, "Holt", 0).unwrap().start, 4);
        assert_eq!(Selector::nearest(text, "Varga", 0), None);
    }

    fn rain() -> Target {
        Target {
            article: ArticleId([1; 32]),
            kind: FindingKind::Statement,
            words: Selector {
                start: 0,
                end: 4,
                exact: "rain".to_owned(),
            },
        }
    }

    fn kept(judgements: impl IntoIterator<Item = (&'static str, Judgement)>) -> Vec<KeptJudgement> {
        let numbered = (1..).zip(judgements);
        let kept = numbered.map(|(number, (by, judgement))| KeptJudgement {
            number,
            learned: Timestamp::UNIX_EPOCH,
            by: Some(by.to_owned()),
            judgement,
        });
        kept.collect()
    }

    #[test]
    fn a_newer_verdict_takes_the_place_of_the_older_of_the_same_person() {
        let correction = || Judgement::Correct(rain(), Correction::default());
        let all = kept([
            ("Roe", Judgement::Confirm(rain())),
            ("Holt", Judgement::Confirm(rain())),
            ("Roe", Judgement::Reject(rain())),
            ("Roe", Judgement::Remark(rain(), "why?".to_owned())),
            ("Roe", correction()),
            ("Roe", correction()),
            ("Roe", Judgement::Confirm(rain())),
            ("Roe", Judgement::Undo(7)),
        ]);
        let numbers = |upto: usize| -> Vec<u32> {
            let current = current(&all[..upto]);
            current.iter().map(|one| one.number).collect()
        };
        assert_eq!(numbers(2), [1, 2]);
        assert_eq!(numbers(4), [2, 3, 4]);
        assert_eq!(numbers(6), [2, 4, 5, 6], "corrections add up");
        assert_eq!(numbers(7), [2, 4, 7]);
        assert_eq!(numbers(8), [2, 4, 5, 6], "undone, the older are back");
    }

    #[test]
    fn what_is_undone_does_not_stand() {
        let all = kept([
            ("Roe", Judgement::Confirm(rain())),
            ("Roe", Judgement::Reject(rain())),
            ("Roe", Judgement::Undo(1)),
            ("Roe", Judgement::Undo(3)),
            ("Roe", Judgement::Undo(2)),
        ]);
        let numbers = |upto: usize| -> Vec<u32> {
            let standing = standing(&all[..upto]);
            standing.iter().map(|one| one.number).collect()
        };
        assert_eq!(numbers(2), [1, 2]);
        assert_eq!(numbers(3), [2]);
        assert_eq!(numbers(4), [1, 2]);
        assert_eq!(numbers(5), [1]);
    }
}
