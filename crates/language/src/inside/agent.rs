//! Sources that are no subject: *was told {by the landlord} that*, *according to {the draft}*.

use std::ops::Range;

use super::Frame;
use crate::act;
use crate::clause::{Clause, Link};
use crate::document::Document;
use crate::tag::Pos;

/// The longest source, in tokens.
const LONGEST: usize = 9;

/// A passive with its agent, and a clause or an infinitive after it.
pub(super) fn passive(document: &Document<'_>, clauses: &[Clause], index: usize) -> Option<Frame> {
    let clause = &clauses[index];
    let verb = clause.verb.as_ref()?;
    let words: Vec<usize> = verb.tokens.clone().collect();
    act::of_words(document, &words)?;
    let by = (verb.head + 1..clause.tokens.end.min(verb.head + 6))
        .find(|at| document.lower(*at) == "by")?;
    let source = phrase(document, by + 1, clause.tokens.end)?;
    let opens = |other: &&Clause| {
        let told = matches!(other.link, Link::That | Link::Whether | Link::Content);
        told && other.verb.is_some() && other.tokens.start >= source.end
    };
    let child = clauses.iter().find(opens);
    let content = match child {
        Some(child) => match (&child.marker, child.link) {
            (Some(marker), Link::That) => marker.end..child.tokens.end,
            _ => child.tokens.start..child.tokens.end,
        },
        None => infinitive(document, source.end, clause.tokens.end)?..clause.tokens.end,
    };
    Some(Frame {
        source,
        cue: verb.tokens.clone(),
        content,
        score: 0.8,
    })
}

/// *not to fly*, *to backdate the form*, right at `at`.
fn infinitive(document: &Document<'_>, at: usize, end: usize) -> Option<usize> {
    let to = (at..end.min(at + 2)).find(|at| document.lower(*at) == "to")?;
    Some(at.min(to))
}

/// *according to the draft, …*; *…, according to the draft*.
pub(super) fn according(document: &Document<'_>, sentence: &Range<usize>) -> Option<Frame> {
    let at = sentence
        .clone()
        .find(|at| document.lower(*at) == "according" && document.lower(at + 1) == "to")?;
    let source = phrase(document, at + 2, sentence.end)?;
    let opens = (sentence.start..at).all(|at| {
        !document.lower(at).starts_with(char::is_alphanumeric) || document.lower(at) == "that"
    });
    let content = match opens {
        true => source.end + 1..sentence.end,
        false => sentence.start..at,
    };
    (content.len() > 1).then(|| Frame {
        source,
        cue: at..at + 2,
        content,
        score: 0.8,
    })
}

/// The noun phrase at `from`, with what *of* and *in* add to it.
pub(super) fn phrase(document: &Document<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let goes_on = |at: usize| {
        document.tokens.get(at).is_some_and(|token| {
            token.pos.is_noun()
                || matches!(
                    token.pos,
                    Pos::DT
                        | Pos::PDT
                        | Pos::PRPS
                        | Pos::PRP
                        | Pos::POS
                        | Pos::CD
                        | Pos::JJ
                        | Pos::JJR
                        | Pos::JJS
                )
                || matches!(
                    document.lower(at).as_str(),
                    "of" | "in" | "at" | "from" | "for" | "&"
                )
        })
    };
    let mut to = from;
    while to < end.min(from + LONGEST) && goes_on(to) {
        to += 1;
    }
    let is_head = |at: usize| {
        let token = document.tokens.get(at);
        token.is_some_and(|token| {
            token.pos.is_noun() || token.pos == Pos::PRP || token.pos == Pos::CD
        })
    };
    while to > from && !is_head(to - 1) {
        to -= 1;
    }
    (to > from).then_some(from..to)
}
