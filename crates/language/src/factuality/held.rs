//! What one thinks, or wants to say: the clause that hangs on it tells what is claimed.
//!
//! *He thinks they will not win* is PR− of their winning, for who says so of himself; *I want to
//! stress that nothing was done* asserts that nothing was.

use onrecord_record::{Factuality, Polarity, Span};

use super::voices::PROBABLE;
use super::{Effect, Frame, Reading, capped, clause_reading, denials, reversed};
use crate::clause::{self, Clause, Link, Verb};
use crate::document::Document;
use crate::lexicon::commitment::{self, Commitment};
use crate::lexicon::hedge::{self, Part};
use crate::tag::Pos;

/// `reading` of clause `index`, the main one of a content, together with what hangs on it.
pub(super) fn with_held(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    frame: Frame,
    reading: Reading,
) -> Reading {
    let Some(verb) = clauses[index].verb.as_ref() else {
        return reading;
    };
    if let Some(because) = unsure(document, verb, &clauses[index]) {
        return Reading {
            value: Factuality::Uncommitted,
            because,
            ..reading
        };
    }
    if expects(document, verb, &clauses[index]) {
        return Reading {
            value: capped(reading.value, PROBABLE),
            because: clause::span_of(document, verb.head..verb.head + 1)
                .into_iter()
                .collect(),
            ..reading
        };
    }
    let held = held(clauses, index, verb).filter(|_| is_by_speaker(document, &clauses[index]));
    let Some(inner) = held.map(|held| clause_reading(document, clauses, held, frame)) else {
        return reading;
    };
    if wants_to_say(document, verb, clauses[index].tokens.end) {
        return inner;
    }
    match hedge::effect(Part::Attitude, &verb.lemma) {
        Some(Effect::Probable) => thought(document, verb, reading, inner),
        _ => reading,
    }
}

/// *She expects the deal {to be signed}*: nobody is surer of that than she.
fn expects(document: &Document<'_>, verb: &Verb, clause: &Clause) -> bool {
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let is_infinitive = |at: usize| pos(at) == Some(Pos::TO) && pos(at + 1) == Some(Pos::VB);
    verb.lemma == "expect"
        && !verb.passive
        && is_by_speaker(document, clause)
        && (verb.head + 1..clause.tokens.end).any(is_infinitive)
}

/// *I am not sure it works, we do not know that it does*: whoever says so of himself holds nothing of
/// what hangs on it; the words that say so.
fn unsure(document: &Document<'_>, verb: &Verb, clause: &Clause) -> Option<Vec<Span>> {
    let denials = denials(document, verb);
    let participle = verb.passive.then_some(verb.head);
    let sure = verb
        .complement
        .or(participle)
        .filter(|at| commitment::of_adjective(&document.lower(*at)) == Some(Commitment::Assert));
    let knows = (verb.lemma == "know").then_some(verb.head);
    let known = sure.or(knows)?;
    if denials.is_empty() || !is_by_speaker(document, clause) {
        return None;
    }
    let words = denials.into_iter().chain(std::iter::once(known..known + 1));
    let spans = words.filter_map(|words| clause::span_of(document, words));
    Some(spans.collect())
}

/// The clause that hangs on the verb of clause `index` with *that*, or without.
fn held(clauses: &[Clause], index: usize, verb: &Verb) -> Option<usize> {
    clauses.iter().position(|one| {
        one.parent == Some(index)
            && one.link == Link::That
            && one.joined_to.is_none()
            && one.verb.is_some()
            && one.tokens.start > verb.head
    })
}

/// *I, we*; outside a quotation *he, she, they* as well: who speaks is told of.
fn is_by_speaker(document: &Document<'_>, clause: &Clause) -> bool {
    let subject = clause.subject.clone().rev();
    let mut subject = subject.skip_while(|at| clause::is_adverb(document, *at));
    let word = subject.next().map(|at| document.lower(at));
    let is_quoted = || {
        let is_mark = |at: usize| matches!(document.lower(at).as_str(), "“" | "\"" | "‘");
        (clause.tokens.start.saturating_sub(1)..clause.subject.end).any(is_mark)
    };
    match word.as_deref() {
        Some("i" | "we") => true,
        Some("he" | "she" | "they") => !is_quoted(),
        _ => false,
    }
}

/// *want to emphasise, would like to make clear*: it is said by that.
fn wants_to_say(document: &Document<'_>, verb: &Verb, end: usize) -> bool {
    let Some(next) = clause::infinitive(document, verb, end) else {
        return false;
    };
    let clear = document.lower(next.head + 1) == "clear" && next.lemma == "make";
    let says = clear || commitment::of_verb(&next.lemma) == Some(Commitment::Assert);
    let wants = commitment::of_verb(&verb.lemma) == Some(Commitment::Wish);
    says && wants && denials(document, verb).is_empty()
}

/// At most PR, and denied where one of the two is.
fn thought(document: &Document<'_>, verb: &Verb, mut reading: Reading, inner: Reading) -> Reading {
    let head = document.tokens.get(verb.head).map(|token| token.span);
    let value = capped(capped(reading.value, PROBABLE), inner.value);
    reading.value = match inner.value {
        Factuality::Committed(_, Polarity::Fails) => reversed(value),
        _ => value,
    };
    reading.because.extend(head);
    if inner.value != Factuality::CERTAIN {
        reading.because.extend(inner.because);
    }
    reading.because.sort_unstable();
    reading.because.dedup();
    reading.mood.future = reading.mood.future.or(inner.mood.future);
    reading.mood.condition = reading.mood.condition.or(inner.mood.condition);
    reading
}
