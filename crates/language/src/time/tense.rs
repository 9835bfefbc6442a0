//! Does a clause look back or ahead: from the verb nearest to a time.

use std::ops::Range;

use crate::lemma::{lemma, verb_lemma};
use crate::lexicon::commitment;
use crate::lexicon::state::is_state;
use crate::tag::Pos;

use super::attached;
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
    /// The nearer one.
    Nearest,
}

/// How many tokens away a verb may stand.
const REACH: usize = 30;

/// Where the words around `tokens` put what comes round every year: *September 11th, November*.
pub(super) fn of_year(line: &Line<'_>, tokens: Range<usize>) -> Direction {
    let told = direction(line, tokens.clone());
    match told {
        Direction::Past if attached::is_ahead(line, &tokens) => Direction::Future,
        Direction::Past => Direction::Past,
        _ if attached::is_of_unplanned(line, &tokens) => Direction::Past,
        Direction::Future if attached::is_after(line, &tokens) => Direction::Nearest,
        Direction::Future => Direction::Future,
        _ if attached::is_of_scheduled(line, &tokens) => Direction::Future,
        _ if left_verb(line, &tokens).is_some_and(|at| is_of_now(line, at)) => Direction::Nearest,
        other => other,
    }
}

/// Where the words around `tokens` put a day of the week.
pub(super) fn of_week(line: &Line<'_>, tokens: Range<usize>) -> Direction {
    let told = direction(line, tokens.clone());
    if attached::is_ahead(line, &tokens) {
        return Direction::Future;
    }
    let looks_ahead = || left_verb(line, &tokens).is_some_and(|at| is_certain_future(line, at));
    match told {
        // *could be hurt by Friday's ruling*
        Direction::Future if attached::is_owner(line, tokens.end) && !looks_ahead() => {
            Direction::Past
        }
        // *won by voting down his plan on Tuesday*; *will resign after losing on Tuesday*
        Direction::Future if attached::is_after(line, &tokens) => after_act(line, tokens.start),
        other => other,
    }
}

/// Where an act without a tense of its own lies that something else comes after: with the first
/// verb of the sentence if that is past, else where it is nearest.
fn after_act(line: &Line<'_>, end: usize) -> Direction {
    let first = (0..end).find(|at| line.pos(*at) == Pos::MD || line.pos(*at).is_finite());
    match first.map(|at| of_verb(line, at)) {
        Some(Direction::Past) => Direction::Past,
        _ => Direction::Nearest,
    }
}

/// *will vote, is to vote, is bracing*: not *could vote, to vote*.
fn is_certain_future(line: &Line<'_>, at: usize) -> bool {
    let will = |one: usize| line.is(one, &["will", "'ll", "wo", "shall", "going", "due"]);
    match line.pos(at) {
        Pos::VBG => true,
        Pos::VB | Pos::VBN | Pos::MD => {
            will(at) || is_plan(line.word(at)) || group(line, at).any(will)
        }
        Pos::VBZ | Pos::VBP => of_present(line, at) == Direction::Future,
        _ => false,
    }
}

/// *support, need*: a state of today.
fn is_of_now(line: &Line<'_>, at: usize) -> bool {
    let name = lemma(line.word(at), line.pos(at));
    matches!(line.pos(at), Pos::VBP | Pos::VBZ)
        && is_state(&name)
        && !matches!(name.as_str(), "be" | "have" | "say" | "show")
}

/// The nearest verb before `tokens` that tells a direction.
fn left_verb(line: &Line<'_>, tokens: &Range<usize>) -> Option<usize> {
    (tokens.start.saturating_sub(REACH)..tokens.start)
        .rev()
        .take_while(|at| line.word(*at) != ";")
        .find(|at| tells(line, *at))
}

/// Where the clause around `tokens` puts its time.
fn direction(line: &Line<'_>, tokens: Range<usize>) -> Direction {
    match line.before(tokens.start) {
        "since" => return Direction::Past,
        "until" | "till" => return Direction::Future,
        _ => {}
    }
    let left = left_verb(line, &tokens);
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

/// Verbs by which something comes to be other than it was.
const BECOMES: [&str; 20] = [
    "happen",
    "become",
    "change",
    "appear",
    "disappear",
    "vanish",
    "transform",
    "emerge",
    "evolve",
    "occur",
    "materialise",
    "materialize",
    "solve",
    "fix",
    "cure",
    "end",
    "build",
    "create",
    "adopt",
    "turn",
];

/// *will not go away overnight*, *became famous overnight*: does the time before which the verb
/// stands tell how fast, not when?
pub(super) fn is_of_change(line: &Line<'_>, at: usize) -> bool {
    let Some(verb) = left_verb(line, &(at..at)) else {
        return false;
    };
    let opens = |one: &usize| line.pos(*one) == Pos::MD || line.is(*one, &["to", "does", "do"]);
    let mut words = group(line, verb);
    let is_denied = words.any(|one| line.is(one, &["not", "n't", "never"]));
    let is_open = group(line, verb).any(|one| opens(&one));
    BECOMES.contains(&verb_lemma(line.word(verb)).as_str()) || is_denied && is_open
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
pub(super) fn tells(line: &Line<'_>, at: usize) -> bool {
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
            "let" | "lets" => return Direction::Future,
            "to" => return of_purpose(line, one),
            _ if line.pos(one) == Pos::MD => return Direction::Future,
            _ => {}
        }
    }
    Direction::Unclear
}

/// Verbs whose infinitive tells what was so, or was not.
const ACHIEVES: [&str; 10] = [
    "had", "used", "failed", "tried", "managed", "refused", "declined", "began", "went", "came",
];

/// An infinitive after the *to* at `at`: what somebody agreed, ordered or planned to do lies ahead,
/// what was done to some end has been. *Had agreed to meet on Friday* tells neither.
fn of_purpose(line: &Line<'_>, at: usize) -> Direction {
    if ACHIEVES.contains(&line.before(at)) {
        return Direction::Past;
    }
    // "signed a deal to end the strike": the deal's own aim
    if at > 0 && matches!(line.pos(at - 1), Pos::NN | Pos::JJ) && !is_of_past_perfect(line, at) {
        return Direction::Future;
    }
    let Some(verb) = governor(line, at) else {
        return Direction::Future;
    };
    let direction = match line.pos(verb) {
        Pos::VBD | Pos::VBN => of_verb(line, verb),
        Pos::VBG if line.is(verb - 1, &["after", "since"]) => after_act(line, verb),
        _ => Direction::Future,
    };
    let looks_ahead = commitment::of_verb(&verb_lemma(line.word(verb))).is_some();
    match direction {
        Direction::Past if !looks_ahead => Direction::Past,
        Direction::Past if is_of_past_perfect(line, at) => Direction::Nearest,
        Direction::Nearest => Direction::Nearest,
        _ => Direction::Future,
    }
}

/// The verb before the *to* at `at` on which its infinitive can hang.
fn governor(line: &Line<'_>, at: usize) -> Option<usize> {
    (at.saturating_sub(REACH / 3)..at)
        .rev()
        .take_while(|one| !is_border(line, *one))
        .find(|one| *one > 0 && line.pos(*one).is_verb())
}

/// *had agreed a truce to begin*: is the verb before the *to* at `at` in the past perfect?
fn is_of_past_perfect(line: &Line<'_>, at: usize) -> bool {
    governor(line, at).is_some_and(|verb| {
        line.pos(verb) == Pos::VBN && group(line, verb).any(|one| line.is(one, &["had", "'d"]))
    })
}

fn of_present(line: &Line<'_>, at: usize) -> Direction {
    let word = line.word(at);
    if matches!(word, "has" | "have" | "'ve") {
        return if is_perfect(line, at) {
            Direction::Past
        } else {
            Direction::Unclear
        };
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

/// *has already gone*, not *has a plan*: does a participle follow the *have* at `at`?
fn is_perfect(line: &Line<'_>, at: usize) -> bool {
    let skips = |one: &usize| {
        matches!(line.pos(*one), Pos::RB | Pos::PRP | Pos::NNP) || line.is(*one, &["not", "n't"])
    };
    (at + 1..line.len())
        .find(|one| !skips(one))
        .is_some_and(|one| matches!(line.pos(one), Pos::VBN | Pos::VBD))
}
