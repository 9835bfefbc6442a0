//! Which words deny: beside a verb, or in its subject or object; and which only seem to, *no doubt*.

use std::ops::Range;

use super::Weight;
use crate::clause::{self, Clause, Verb};
use crate::document::Document;
use crate::lexicon::hedge::{self, Effect, Part};
use crate::tag::Pos;

/// The words of denial that belong to a verb group: in it, right before it, right after a copula.
pub(crate) fn denials(document: &Document<'_>, verb: &Verb) -> Vec<Range<usize>> {
    let mut from = verb.tokens.start;
    while from > 0 && clause::is_adverb(document, from - 1) {
        from -= 1;
    }
    let mut to = verb.tokens.end;
    let goes_on = |at: usize| {
        clause::is_adverb(document, at)
            || document.lower(at) == "likely" && document.lower(at + 1) == "not"
            || at == verb.head + 1
                && document.lower(at) == "no"
                && document.lower(at + 1) == "longer"
    };
    let may_follow = verb.lemma == "be"
        || verb.auxiliaries.is_empty() && clause::is_auxiliary(document, verb.head);
    while may_follow && goes_on(to) {
        to += 1;
    }
    (from..to)
        .filter(|at| {
            let word = document.lower(*at);
            let no_longer = word == "no" && document.lower(at + 1) == "longer";
            (clause::is_negation(&word) || no_longer) && !is_idle_denial(document, *at)
        })
        .map(|at| match document.lower(at).as_str() {
            "no" => at..at + 2,
            "n't" | "n’t" => at.saturating_sub(1)..at + 1,
            "not" if touches(document, at) => at - 1..at + 1,
            _ => at..at + 1,
        })
        .collect()
}

/// Does the token at `at` follow the one before it without a blank: *can·not*?
fn touches(document: &Document<'_>, at: usize) -> bool {
    let end = |index: usize| document.tokens.get(index).map(|token| token.span.end());
    let start = document.tokens.get(at).map(|token| token.span.start());
    at > 0 && end(at - 1) == start
}

/// *not only, no doubt, no fewer than, nothing but, not until 2012*: they deny nothing.
pub(crate) fn is_idle_denial(document: &Document<'_>, at: usize) -> bool {
    let next = document.lower(at + 1);
    match document.lower(at).as_str() {
        "not" | "n't" | "n’t" => {
            let is_part = matches!(
                next.as_str(),
                "only"
                    | "just"
                    | "merely"
                    | "simply"
                    | "solely"
                    | "exclusively"
                    | "least"
                    | "to"
                    | "until"
                    | "without"
            );
            let is_part =
                is_part && !(next == "to" && at > 0 && clause::is_auxiliary(document, at - 1));
            // *couldn't agree more, can't help but think*
            let second = document.lower(at + 2);
            let is_idiom = matches!(
                (next.as_str(), second.as_str()),
                ("agree", "more") | ("help", "but")
            );
            is_part || is_idiom
        }
        // *wasted no time*
        "no" if next == "time" => at > 0 && clause::verb_lemma_at(document, at - 1) == "waste",
        "no" => matches!(
            next.as_str(),
            "doubt"
                | "wonder"
                | "matter"
                | "bones"
                | "mistake"
                | "fewer"
                | "less"
                | "more"
                | "later"
                | "sooner"
                | "other"
                | "question"
                | "."
                | "stranger"
                | "mean"
                | "small"
                | "secret"
                | "surprise"
                | "coincidence"
                | "accident"
        ),
        "nothing" | "none" | "nobody" => {
            matches!(next.as_str(), "but" | "other" | "less" | "short" | "if")
        }
        "never" => matches!(next.as_str(), "mind" | "ending"),
        _ => false,
    }
}

/// *impossible, inconceivable*, as a predicate.
pub(super) fn is_ruled_out(document: &Document<'_>, at: usize) -> bool {
    let word = document.lower(at);
    matches!(
        word.as_str(),
        "impossible" | "inconceivable" | "unthinkable" | "implausible"
    )
}

/// *No agreement was reached*, *they made no statement*: a denied subject or object.
pub(super) fn weigh_arguments(
    document: &Document<'_>,
    clause: &Clause,
    own: &[usize],
    weight: &mut Weight,
) {
    if let Some(at) = denied_argument(document, clause, own) {
        let to = at + 1 + usize::from(document.lower(at + 1) == "one");
        weight.apply(document, Effect::Fails, at..to);
    }
}

/// The word that denies the subject or the object of a clause.
pub(crate) fn denied_argument(
    document: &Document<'_>,
    clause: &Clause,
    own: &[usize],
) -> Option<usize> {
    let verb = clause.verb.as_ref()?;
    let denies = |at: &usize| {
        hedge::effect(Part::Denier, &document.lower(*at)).is_some()
            && !is_idle_denial(document, *at)
    };
    let is_preposition = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.pos == Pos::IN)
    };
    let subject = own
        .iter()
        .copied()
        .filter(|at| *at < verb.tokens.start && clause.subject.contains(at))
        .find(denies)
        .filter(|at| {
            at.checked_sub(1)
                .is_none_or(|before| !is_preposition(before) || before < clause.subject.start)
        });
    let after = (verb.head + 1..clause.tokens.end).find(|at| !clause::is_adverb(document, *at));
    subject.or_else(|| {
        after
            .filter(|at| document.lower(at + 1) != "longer")
            .filter(denies)
    })
}
