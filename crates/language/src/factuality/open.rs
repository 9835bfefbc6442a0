//! Clauses that leave open what they tell: orders, conditions and what hangs on them, questions.

use super::Weight;
use crate::clause::{self, Clause, Link, Tense};
use crate::document::Document;
use crate::lexicon::hedge::Effect;
use crate::tag::Pos;

/// *Stop the war*: an order asserts nothing.
pub(super) fn weigh_order(document: &Document<'_>, clause: &Clause, weight: &mut Weight) {
    if let Some(verb) = clause.verb.as_ref().filter(|_| is_order(document, clause)) {
        weight.apply(document, Effect::Uncommitted, verb.tokens.clone());
    }
}

/// Is the clause an order: *Stop the war*, *Do not sign*?
pub(crate) fn is_order(document: &Document<'_>, clause: &Clause) -> bool {
    let Some(verb) = &clause.verb else {
        return false;
    };
    // "had no intention to {continue}": cut off from its "to"
    let before = verb.tokens.start.checked_sub(1);
    if before.is_some_and(|at| document.lower(at) == "to") {
        return false;
    }
    let bare = verb.tense == Tense::None
        && document
            .tokens
            .get(verb.tokens.start)
            .is_some_and(|token| token.pos == Pos::VB);
    let opens =
        clause.subject.is_empty() && clause.link == Link::Main && clause.joined_to.is_none();
    let denied = document.lower(verb.tokens.start) == "do"
        && clause::is_negation(&document.lower(verb.tokens.start + 1));
    bare || denied && opens
}

/// The conditions a clause hangs on, or that it is one; *whether*.
pub(super) fn weigh_links(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    weight: &mut Weight,
) {
    let clause = &clauses[index];
    // the second of two joined conditions has the word of the first
    let first = clause
        .joined_to
        .and_then(|first| clauses.get(first))
        .unwrap_or(clause);
    let marker = [clause, first]
        .into_iter()
        .find_map(|one| one.marker.clone())
        .unwrap_or(clause.tokens.start..clause.tokens.start);
    match clause.link {
        Link::Condition => {
            weight.mood.is_condition = true;
            weight.apply(document, Effect::Uncommitted, marker);
        }
        Link::Whether => {
            weight.mood.question = true;
            weight.apply(document, Effect::Uncommitted, marker);
        }
        _ => {}
    }
    let hangs = |one: &&Clause| {
        let is_clause =
            one.verb.is_some() || one.tokens.len() > 3 || is_bare_condition(document, one);
        one.link == Link::Condition && one.parent == Some(index) && is_clause
    };
    if let Some(condition) = clauses.iter().find(hangs) {
        weight.mood.condition = clause::span_of(document, condition.tokens.clone());
        if let Some(marker) = condition.marker.clone() {
            weight.apply(document, Effect::Uncommitted, marker);
        }
    }
}

/// *if real, if confirmed*: a condition of one word; *if necessary* puts none.
fn is_bare_condition(document: &Document<'_>, clause: &Clause) -> bool {
    let marker = clause.marker.as_ref().map(|words| words.end);
    let at = clause.tokens.start.max(marker.unwrap_or_default());
    let first = document.tokens.get(at).filter(|_| at < clause.tokens.end);
    let word = document.lower(at);
    let is_set = matches!(
        word.as_str(),
        "any" | "anything" | "necessary" | "needed" | "possible" | "required" | "so" | "not"
    );
    first.is_some_and(|token| matches!(token.pos, Pos::JJ | Pos::VBN)) && !is_set
}

/// A clause with a question mark at its end asks, and asserts nothing.
pub(super) fn weigh_question(document: &Document<'_>, clause: &Clause, weight: &mut Weight) {
    let mark = (clause.tokens.start..clause.tokens.end + 1)
        .rev()
        .find(|at| document.lower(*at).starts_with('?'));
    if let Some(at) = mark {
        weight.apply(document, Effect::Uncommitted, at..at + 1);
        weight.mood.question = true;
    }
}
