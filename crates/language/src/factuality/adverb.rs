//! Which adverbs hedge a clause: those by its verb, at its head or between commas.

use super::Weight;
use crate::clause::{self, Clause, Verb};
use crate::document::Document;
use crate::lexicon::hedge::{self, Effect, Part};
use crate::tag::Pos;

/// Hedging adverbs by the verb group, at the head of the clause, or set off by commas.
pub(super) fn weigh_adverbs(
    document: &Document<'_>,
    clause: &Clause,
    own: &[usize],
    weight: &mut Weight,
) {
    let Some(verb) = &clause.verb else { return };
    weigh_parenthesis(document, clause, weight);
    let first = own
        .iter()
        .copied()
        .find(|at| document.lower(*at).starts_with(char::is_alphanumeric));
    for at in own
        .iter()
        .copied()
        .filter(|at| verb.complement != Some(*at))
    {
        let word = document.lower(at);
        // *doesn't {necessarily} help*: it may
        let before = at.checked_sub(1).map(|before| document.lower(before));
        let is_open = word == "necessarily" && before.is_some_and(|one| clause::is_negation(&one));
        let effect = match is_open {
            true => Some(Effect::Possible),
            false => hedge::effect(Part::Adverb, &word),
        };
        let Some(effect) = effect else {
            continue;
        };
        // *it is {almost} human*
        if effect == Effect::Fails && verb.lemma == "be" && at > verb.head {
            continue;
        }
        let in_group = by_group(document, verb, at);
        let is_loose = first == Some(at) || is_set_off(document, at);
        let degree = matches!(effect, Effect::Fails | Effect::Improbable);
        if in_group && !(degree && counts(document, at + 1)) || is_loose && !degree {
            weight.apply(document, effect, at..at + 1);
        }
    }
}

/// *, it seems,*: a hedge put between commas.
fn weigh_parenthesis(document: &Document<'_>, clause: &Clause, weight: &mut Weight) {
    let seems = |at: &usize| {
        document.lower(*at) == "it"
            && at
                .checked_sub(1)
                .is_some_and(|before| document.lower(before) == ",")
            && matches!(document.lower(at + 2).as_str(), "," | "." | "")
    };
    for at in clause.tokens.clone().filter(seems) {
        let word = clause::verb_lemma_at(document, at + 1);
        if let Some(effect) = hedge::effect(Part::Raising, &word) {
            weight.apply(document, effect, at..at + 2);
        }
    }
}

/// Is the adverb at `at` in the verb group or beside it with nothing but adverbs between?
fn by_group(document: &Document<'_>, verb: &Verb, at: usize) -> bool {
    let between =
        |from: usize, to: usize| (from..to).all(|index| clause::is_adverb(document, index));
    let is_copula = verb.complement.is_some();
    verb.tokens.contains(&at)
        || at < verb.tokens.start && between(at, verb.tokens.start)
        || at > verb.head && is_copula && between(verb.head + 1, at)
}

/// Is the token at `at` set off by marks on both sides: *, allegedly,*?
fn is_set_off(document: &Document<'_>, at: usize) -> bool {
    let is_mark = |index: usize| {
        document.tokens.get(index).is_none_or(|token| {
            token.pos == Pos::Mark || !document.lower(index).starts_with(char::is_alphanumeric)
        })
    };
    is_mark(at + 1) && at.checked_sub(1).is_none_or(is_mark)
}

/// A number, determiner or *all* after an adverb of degree: *nearly all*, *almost ten*.
fn counts(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| matches!(token.pos, Pos::CD | Pos::DT | Pos::PDT | Pos::RB))
}
