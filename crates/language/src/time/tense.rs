//! Does a clause look back or ahead: from the verb nearest to a time.

use std::ops::Range;

use crate::lemma::lemma;
use crate::lexicon::state::is_state;
use crate::tag::Pos;

use super::line::Line;

/// Where the clause puts its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Before publication.
    Past,
    /// After publication.
    Future,
    /// The verb does not tell.
    Unclear,
}

/// How many tokens away a verb may stand.
const REACH: usize = 30;

/// Where the clause around `tokens` puts its time.
pub(super) fn direction(line: &Line<'_>, tokens: Range<usize>) -> Direction {
    match line.before(tokens.start) {
        "since" => return Direction::Past,
        "until" | "till" => return Direction::Future,
        _ => {}
    }
    let left = (tokens.start.saturating_sub(REACH)..tokens.start)
        .rev()
        .take_while(|at| line.word(*at) != ";")
        .find(|at| tells(line, *at));
    let right = (tokens.end..(tokens.end + REACH).min(line.len()))
        .take_while(|at| !is_border(line, *at))
        .find(|at| tells(line, *at) && !matches!(line.pos(*at), Pos::VB | Pos::VBN));
    let beyond = || (tokens.end..(tokens.end + REACH).min(line.len())).find(|at| tells(line, *at));
    // *could flow by the autumn under a plan put to them*: a term belongs to what it limits
    let is_term = line.before(tokens.start) == "by";
    let verb = match (left, right) {
        (Some(left), _) if is_term && of_verb(line, left) == Direction::Future => left,
        (Some(left), Some(right)) if right - tokens.end < tokens.start - 1 - left => right,
        (Some(left), _) => left,
        (None, Some(right)) => right,
        (None, None) => match beyond() {
            Some(verb) => verb,
            None => return Direction::Unclear,
        },
    };
    of_verb(line, verb)
}

/// Does another clause begin at `at`?
fn is_border(line: &Line<'_>, at: usize) -> bool {
    matches!(line.pos(at), Pos::CC | Pos::WDT | Pos::WP | Pos::WRB)
        || line.is(
            at,
            &[
                ",", ";", ":", "—", "–", "--", "that", "after", "before", "as", "because", "while",
                "if", "when", "where", "who", "which", "although", "though", "since", "until",
                "and", "but",
            ],
        )
}

/// Is it a verb that tells a direction, or *due*?
fn tells(line: &Line<'_>, at: usize) -> bool {
    let pos = line.pos(at);
    (pos.is_verb() && pos != Pos::VBG)
        || pos == Pos::MD
        || line.word(at) == "due"
        || (pos == Pos::VBG && at > 0 && is_present_be(line.word(at - 1)))
}

fn is_present_be(word: &str) -> bool {
    matches!(word, "is" | "are" | "am" | "'re" | "'s" | "'m")
}

/// Participles of what is fixed beforehand.
fn is_plan(word: &str) -> bool {
    matches!(
        word,
        "scheduled" | "planned" | "slated" | "expected" | "due" | "set" | "booked" | "postponed"
    )
}

fn of_verb(line: &Line<'_>, at: usize) -> Direction {
    let word = line.word(at);
    if is_plan(word) && line.pos(at) != Pos::VBZ {
        return Direction::Future;
    }
    match line.pos(at) {
        Pos::VBD => Direction::Past,
        Pos::VBG | Pos::MD => Direction::Future,
        Pos::VBN => of_participle(line, at),
        Pos::VB => of_infinitive(line, at),
        _ if line.headline => Direction::Unclear,
        _ => of_present(line, at),
    }
}

/// The words before `at` that can belong to its verb group, nearest first.
fn group<'a>(line: &'a Line<'_>, at: usize) -> impl Iterator<Item = usize> + use<'a> {
    let pos = move |at: &usize| line.pos(*at);
    (at.saturating_sub(5)..at).rev().take_while(move |at| {
        pos(at).is_verb() || matches!(pos(at), Pos::MD | Pos::RB | Pos::TO | Pos::PRP)
    })
}

fn of_participle(line: &Line<'_>, at: usize) -> Direction {
    let mut have = false;
    for one in group(line, at) {
        match line.word(one) {
            "have" => have = true,
            "has" | "had" | "was" | "were" | "'ve" | "'d" => return Direction::Past,
            "is" | "are" | "'s" | "'re" => return Direction::Unclear,
            "to" if !have => return Direction::Future,
            _ if line.pos(one) == Pos::MD => {
                return if have {
                    Direction::Past
                } else {
                    Direction::Future
                };
            }
            _ => {}
        }
    }
    Direction::Past
}

fn of_infinitive(line: &Line<'_>, at: usize) -> Direction {
    for one in group(line, at) {
        match line.word(one) {
            "did" => return Direction::Past,
            "do" | "does" => return Direction::Unclear,
            "to" => {
                let past = [
                    "had", "used", "failed", "tried", "managed", "refused", "declined", "began",
                    "went", "came",
                ];
                return if past.contains(&line.before(one)) {
                    Direction::Past
                } else {
                    Direction::Future
                };
            }
            _ if line.pos(one) == Pos::MD => return Direction::Future,
            _ => {}
        }
    }
    Direction::Unclear
}

fn of_present(line: &Line<'_>, at: usize) -> Direction {
    let word = line.word(at);
    if matches!(word, "has" | "have" | "'ve") {
        return Direction::Past;
    }
    if is_present_be(word) {
        let goes_on = line.is(
            at + 1,
            &["to", "due", "set", "scheduled", "expected", "going"],
        );
        return if goes_on {
            Direction::Future
        } else {
            Direction::Unclear
        };
    }
    let name = lemma(word, line.pos(at));
    let tells_now = is_state(&name) || matches!(name.as_str(), "say" | "report" | "show" | "do");
    if tells_now {
        Direction::Unclear
    } else {
        Direction::Future
    }
}
