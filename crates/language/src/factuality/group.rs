//! What a verb group says of its verb: *may* and *must*, *will* and *would*, and its denials.

use super::denial::{denials, is_ruled_out};
use super::{Frame, Weight};
use crate::absence;
use crate::clause::{self, Clause, Link, Tense, Verb};
use crate::document::Document;
use crate::lemma::is_irregular_past;
use crate::lexicon::hedge::{self, Effect, Part};
use crate::tag::Pos;

/// Modals and words of denial in and around the verb group.
pub(super) fn weigh_group(document: &Document<'_>, verb: &Verb, frame: Frame, weight: &mut Weight) {
    let denials = denials(document, verb);
    // *couldn't agree more, can't help but think*
    let is_idiom = matches!(
        (verb.lemma.as_str(), document.lower(verb.head + 1).as_str()),
        ("agree", "more") | ("help", "but")
    );
    let can = |at: &usize| matches!(document.lower(*at).as_str(), "can" | "could" | "ca");
    let is_could = verb.auxiliaries.iter().any(can);
    if !denials.is_empty() && praises(document, verb) || is_idiom && is_could {
        return;
    }
    for at in verb.auxiliaries.iter().copied().chain([verb.head]) {
        if clause::is_modal(&document.lower(at)) {
            weigh_modal(document, verb, at, !denials.is_empty(), frame, weight);
        }
    }
    let turned = verb.complement.filter(|at| is_ruled_out(document, *at));
    for denial in denials {
        // "not impossible"
        let effect = turned.map_or(Effect::Fails, |_| Effect::Possible);
        weight.apply(document, effect, denial);
    }
    if clause::is_by_no_means(document, verb.head + 1) {
        weight.apply(document, Effect::Fails, verb.head + 1..verb.head + 4);
    }
    let next = verb.head + 1;
    let is_to = verb.lemma == "be"
        && document.lower(next) == "to"
        && document
            .tokens
            .get(next + 1)
            .is_some_and(|token| token.pos == Pos::VB);
    if is_to {
        weight.apply(document, Effect::Future, verb.head..next + 1);
    }
    // *more talks are planned*: they have not been held
    let is_ahead = matches!(verb.lemma.as_str(), "plan" | "schedule" | "slate");
    if is_ahead
        && verb.passive
        && verb.tense == clause::Tense::Present
        && document.lower(next) != "to"
    {
        weight.apply(document, Effect::Future, verb.head..next);
    }
}

/// *could not have been better*: as good as can be.
fn praises(document: &Document<'_>, verb: &Verb) -> bool {
    let could = verb.auxiliaries.first().map(|at| document.lower(*at));
    let compares = verb.complement.is_some_and(|at| {
        let is_form = |at: usize| {
            let pos = document.tokens.get(at).map(|token| token.pos);
            matches!(pos, Some(Pos::JJR | Pos::RBR))
                || document.lower(at) == "more"
                || pos == Some(Pos::JJ) && document.lower(at).ends_with("ier")
        };
        is_form(at) || is_form(at - 1)
    });
    matches!(could.as_deref(), Some("could" | "can" | "ca")) && verb.lemma == "be" && compares
}

/// *may* weakens, *will* tells of the future, *can not* denies, *would have* asserts nothing.
fn weigh_modal(
    document: &Document<'_>,
    verb: &Verb,
    at: usize,
    is_denied: bool,
    frame: Frame,
    weight: &mut Weight,
) {
    let word = document.lower(at);
    let is_perfect = verb
        .auxiliaries
        .iter()
        .any(|one| matches!(document.lower(*one).as_str(), "have" | "'ve" | "’ve"));
    let modal = at..at + 1;
    match word.as_str() {
        "will" | "'ll" | "’ll" | "wo" | "shall" | "sha" => {
            weight.apply(document, Effect::Future, modal)
        }
        "would" | "'d" | "’d" | "should" | "ought" if is_perfect => {
            weight.apply(document, Effect::Uncommitted, modal)
        }
        "would" | "'d" | "’d"
            if frame == Frame::Habit
                || matches!(verb.lemma.as_str(), "like" | "prefer" | "say" | "comment")
                || word != "would" && is_had(document, at) => {}
        // who would not tell did not
        "would" if is_denied && absence::tells(document, verb) => {}
        "would" | "'d" | "’d" => {
            weight.apply(document, Effect::Future, modal.clone());
            if frame == Frame::Own {
                weight.apply(document, Effect::Probable, modal);
            }
        }
        // what one could see was seen
        "could"
            if matches!(verb.lemma.as_str(), "see" | "hear" | "smell")
                && !is_perfect
                && frame == Frame::Own => {}
        // cannot, could not: it is out of the question
        "can" | "could" | "ca" if is_denied => {}
        "can" | "ca" if is_perfect => weight.apply(document, Effect::Possible, modal),
        "must" if is_perfect || is_progressive(document, verb) => {
            weight.apply(document, Effect::Probable, modal)
        }
        _ => {
            if let Some(effect) = hedge::effect(Part::Modal, &word) {
                weight.apply(document, effect, modal);
            }
        }
    }
}

/// *he'd left, she'd been there*: short for *had*.
fn is_had(document: &Document<'_>, at: usize) -> bool {
    let next = (at + 1..document.tokens.len()).find(|next| !clause::is_adverb(document, *next));
    next.is_some_and(|next| {
        let word = document.lower(next);
        let is_past = word.ends_with("ed") || is_irregular_past(&word);
        let is_bare = clause::verb_lemma_at(document, next) == word;
        is_past && !is_bare || matches!(word.as_str(), "been" | "better")
    })
}

/// *must be joking*.
fn is_progressive(document: &Document<'_>, verb: &Verb) -> bool {
    let is_be = |at: &usize| document.lower(*at) == "be";
    verb.auxiliaries.last().is_some_and(is_be)
        && document
            .tokens
            .get(verb.head)
            .is_some_and(|token| token.pos == Pos::VBG)
}

/// *would often walk*, *every summer they would sail*, *when the bell rang, they would rise*: what
/// was done again and again.
pub(super) fn is_habit(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    own: &[usize],
) -> bool {
    let clause = &clauses[index];
    let Some(verb) = &clause.verb else {
        return false;
    };
    let is_repeated = |at: usize| {
        matches!(
            document.lower(at).as_str(),
            "often" | "sometimes" | "usually" | "regularly" | "occasionally" | "frequently"
        )
    };
    let opens_with_each = own
        .iter()
        .copied()
        .find(|at| document.lower(*at).starts_with(char::is_alphanumeric))
        .is_some_and(|at| matches!(document.lower(at).as_str(), "every" | "each"));
    let as_child = own.iter().any(|at| {
        document.lower(*at) == "as"
            && matches!(document.lower(at + 1).as_str(), "a" | "an")
            && matches!(
                document.lower(at + 2).as_str(),
                "boy" | "girl" | "child" | "teenager" | "student" | "youth"
            )
    });
    let when_past = clauses.iter().any(|one| {
        one.link == Link::Time
            && one.parent == Some(index)
            && one
                .verb
                .as_ref()
                .is_some_and(|verb| verb.tense == Tense::Past)
            && one
                .marker
                .clone()
                .is_some_and(|words| document.lower(words.start).starts_with("when"))
    });
    verb.tokens.clone().any(is_repeated) || opens_with_each || as_child || when_past
}
