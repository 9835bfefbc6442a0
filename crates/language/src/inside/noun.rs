//! Nouns that attribute: *his belief that*, *Sorria's claim that*, *hope among tenants that*.

use std::ops::Range;

use super::{Frame, agent, complement};
use crate::act;
use crate::clause::{Clause, Link};
use crate::document::Document;
use crate::lemma::lemma;
use crate::lexicon::commitment::{self, Commitment};
use crate::tag::Pos;

/// How many tokens may part the noun from its clause: *a warning from the gas fitter that*.
const NEAR: usize = 8;

/// What hangs on a noun that has somebody's name to it: clauses with *that*, and what *to*, *for* or
/// *of* adds.
pub(super) fn frames(
    document: &Document<'_>,
    clauses: &[Clause],
    sentence: &Range<usize>,
) -> Vec<Frame> {
    let told = clauses.iter().filter(|one| one.link == Link::That);
    let clausal = told.filter_map(|clause| {
        let marker = clause.marker.clone()?;
        let (noun, source) = noun_before(document, marker.start)?;
        Some(Frame {
            source,
            cue: noun..noun + 1,
            content: marker.end..clause.tokens.end,
            score: 0.75,
        })
    });
    let phrasal = sentence
        .clone()
        .filter_map(|at| owned(document, at, sentence.end));
    clausal.chain(phrasal).collect()
}

/// *her plans {to leave}, their support {for the deal}*.
fn owned(document: &Document<'_>, noun: usize, end: usize) -> Option<Frame> {
    let token = document.tokens.get(noun)?;
    let word = lemma(&document.lower(noun), token.pos);
    let class = commitment::of_noun(&word);
    let known = class.is_some() && !complement::is_deed(&word);
    let next = document.lower(noun + 1);
    // *her account of it*, not *her e-mail account for it*
    let opens = match class {
        Some(Commitment::Assert) => matches!(next.as_str(), "of" | "about" | "on"),
        _ => matches!(next.as_str(), "to" | "for" | "of" | "about" | "on"),
    };
    if !token.pos.is_noun() || !known || !opens {
        return None;
    }
    let source = holder(document, noun)?;
    act::of_words(document, &[noun])?;
    let is_bare = document
        .tokens
        .get(noun + 2)
        .is_some_and(|one| one.pos == Pos::VB);
    let content = match next == "to" && is_bare {
        true => noun + 1..stop(document, noun + 2, end),
        false => agent::phrase(document, noun + 2, end)?,
    };
    Some(Frame {
        source,
        cue: noun..noun + 1,
        content,
        score: 0.65,
    })
}

/// The next mark or finite verb.
fn stop(document: &Document<'_>, from: usize, end: usize) -> usize {
    let stops = |at: &usize| {
        !document
            .lower(*at)
            .starts_with(|c: char| c.is_alphanumeric() || "'’$".contains(c))
            || document
                .tokens
                .get(*at)
                .is_some_and(|one| one.pos.is_finite())
    };
    (from..end).find(stops).unwrap_or(end)
}

/// The noun that a clause opening at `opens` hangs on, with its source.
fn noun_before(document: &Document<'_>, opens: usize) -> Option<(usize, Range<usize>)> {
    let is_verb = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.pos.is_verb())
    };
    let near = opens.saturating_sub(NEAR)..opens;
    let from = near
        .clone()
        .rfind(|at| is_verb(*at))
        .map_or(near.start, |at| at + 1);
    let noun = (from..opens).rev().find(|at| {
        let is_noun = document
            .tokens
            .get(*at)
            .is_some_and(|token| token.pos.is_noun());
        is_noun && act::of_words(document, &[*at]).is_some()
    })?;
    let source = holder(document, noun).or_else(|| {
        let preposition = document.lower(noun + 1);
        let names = matches!(preposition.as_str(), "of" | "from" | "by" | "among");
        let source = names
            .then(|| agent::phrase(document, noun + 2, opens))
            .flatten()?;
        (source.end == opens).then_some(source)
    })?;
    Some((noun, source))
}

/// *his* belief, *the mayor's* long-held belief: with its clitic, as the corpus marks them.
fn holder(document: &Document<'_>, noun: usize) -> Option<Range<usize>> {
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let mut at = noun.checked_sub(1)?;
    while matches!(
        pos(at),
        Some(Pos::JJ | Pos::VBN | Pos::VBG | Pos::CD | Pos::NN)
    ) {
        at = at.checked_sub(1)?;
    }
    if pos(at) == Some(Pos::PRPS) {
        return Some(at..at + 1);
    }
    if pos(at) != Some(Pos::POS) {
        return None;
    }
    let mut from = at;
    while from > 0
        && pos(from - 1)
            .is_some_and(|one| one.is_noun() || matches!(one, Pos::DT | Pos::PRPS | Pos::JJ))
    {
        from -= 1;
    }
    (from < at).then_some(from..at + 1)
}
