//! A time that hangs on a noun: *the election in November*, *Tuesday's vote*, *after the floods in May*.

use std::ops::Range;

use crate::lemma::lemma;
use crate::lexicon::time::{Class, WORDS};
use crate::tag::Pos;

use super::line::Line;
use super::tense::tells;

/// How many words may stand between a time and the noun or preposition it hangs on.
const REACH: usize = 12;

/// Does what the time belongs to follow with *'s*: *Tuesday's vote*?
pub(super) fn is_owner(line: &Line<'_>, end: usize) -> bool {
    line.is(end, &["'s", "'"]) && line.pos(end) == Pos::POS
}

/// *ahead of Thursday's summit*, *before the vote in May*: what is fixed beforehand comes after
/// what is told.
pub(super) fn is_ahead(line: &Line<'_>, tokens: &Range<usize>) -> bool {
    let led = |at: usize| {
        line.word(at) == "before" || line.reads(at, &["ahead", "of"]) || line.word(at) == "for"
    };
    let first = noun_before(line, tokens, |_| true).unwrap_or(tokens.start);
    let opener = phrase(line, first).find(|at| led(*at) || line.word(*at) == "after");
    // *prepared for Tuesday's vote*; *was punished for the vote in May*
    let looks = opener.is_some_and(|at| match line.word(at) {
        "for" => at > 0 && line.is(at - 1, &PREPARES),
        "after" => false,
        _ => true,
    });
    looks && is_of_scheduled(line, tokens)
}

/// Verbs and nouns before *for* that look ahead.
const PREPARES: [&str; 8] = [
    "prepared",
    "prepare",
    "preparing",
    "braced",
    "bracing",
    "ready",
    "readied",
    "preparations",
];

/// *will return after falling ill on September 11th*.
pub(super) fn is_after(line: &Line<'_>, tokens: &Range<usize>) -> bool {
    before(tokens.start)
        .take_while(|at| !tells(line, *at))
        .any(|at| line.is(at, &["after", "following", "since"]))
}

/// Does the time hang on what is fixed beforehand: *the November election*?
pub(super) fn is_of_scheduled(line: &Line<'_>, tokens: &Range<usize>) -> bool {
    hangs_on(line, tokens, &WORDS.scheduled)
}

/// Does the time hang on what nobody plans: *the storms in April*, *April's storms*?
pub(super) fn is_of_unplanned(line: &Line<'_>, tokens: &Range<usize>) -> bool {
    hangs_on(line, tokens, &WORDS.unplanned)
}

fn hangs_on(line: &Line<'_>, tokens: &Range<usize>, class: &Class<u32>) -> bool {
    let is_of = |at: usize| {
        let word = line.word(at);
        class.get(word).is_some() || class.get(&lemma(word, Pos::NNS)).is_some()
    };
    let first = tokens.end + usize::from(is_owner(line, tokens.end));
    let after = (first..first + 4)
        .take_while(|at| line.pos(*at).is_noun() || line.pos(*at) == Pos::JJ)
        .filter(|at| line.pos(*at).is_noun())
        .last();
    after.is_some_and(is_of) || noun_before(line, tokens, is_of).is_some()
}

/// The noun that *in November* stands after, over *of …* between them.
fn noun_before(
    line: &Line<'_>,
    tokens: &Range<usize>,
    is_of: impl Fn(usize) -> bool,
) -> Option<usize> {
    let led = line.is(tokens.start.checked_sub(1)?, &["in", "on", "of"]);
    if !led {
        return None;
    }
    phrase(line, tokens.start - 1).find(|at| line.pos(*at).is_noun() && is_of(*at))
}

/// The words before `end` up to a verb, a mark or a conjunction, nearest first.
fn phrase<'a>(line: &'a Line<'_>, end: usize) -> impl Iterator<Item = usize> + use<'a> {
    before(end).take_while(|at| {
        !line.pos(*at).is_verb() && !matches!(line.pos(*at), Pos::Mark | Pos::CC | Pos::MD)
    })
}

fn before(end: usize) -> impl Iterator<Item = usize> {
    (end.saturating_sub(REACH)..end).rev()
}
