//! How sure a sentence is of one word of it: the unit that factuality corpora annotate.

use onrecord_record::{Factuality, Span};

use super::{Frame, capped, clause_reading, is_raiser, reading_around, reversed, voices};
use crate::clause::{self, Clause, Link};
use crate::document::Document;
use crate::lexicon::commitment::{self, Commitment};

/// The value of what the word at `span` tells, for whoever the sentence ascribes it to: in *officials
/// say rates may {rise}*, PS+, the officials'; in *he wants to {leave}*, Uu.
///
/// A word outside every verb group has the value of its clause, but what a noun tells is often not
/// what its clause asserts: this is a measure, not a finding.
pub fn at_word(document: &Document<'_>, span: Span) -> Factuality {
    valued(document, span, None)
}

/// The same of a verb whatever it does with what hangs on it: *{refused} to leave* is CT+.
pub(crate) fn of_act(document: &Document<'_>, span: Span) -> Factuality {
    valued(document, span, Some(document.tokens_in(span).start))
}

fn valued(document: &Document<'_>, span: Span, but: Option<usize>) -> Factuality {
    let Some(token) = Some(document.tokens_in(span))
        .filter(|tokens| !tokens.is_empty())
        .map(|tokens| tokens.start)
    else {
        return Factuality::Uncommitted;
    };
    let Some(sentence) = document
        .sentences
        .iter()
        .find(|one| one.tokens.contains(&token))
    else {
        return Factuality::Uncommitted;
    };
    let clauses = clause::clauses(document, sentence.tokens.clone());
    let innermost = (0..clauses.len())
        .filter(|index| clauses[*index].tokens.contains(&token) && clauses[*index].verb.is_some())
        .min_by_key(|index| clauses[*index].tokens.len());
    let Some(index) = innermost else {
        return super::reading(document, sentence.span, Frame::Own).value;
    };
    let value = in_clause(document, &clauses, index, token, but);
    from_above(&clauses, document, index, value)
}

/// The value of the word in its own clause: as the clause, unless it hangs on a verb that takes the
/// infinitive back.
fn in_clause(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    token: usize,
    but: Option<usize>,
) -> Factuality {
    let clause = &clauses[index];
    let reading = reading_around(document, clauses, index, Frame::Past, but);
    let Some(verb) = &clause.verb else {
        return reading.value;
    };
    if token <= verb.head || verb.complement == Some(token) {
        return if token < verb.tokens.start
            && reading.mood.condition.is_none()
            && !reading.mood.question
        {
            capped_subject(reading.value)
        } else {
            reading.value
        };
    }
    let governor = (verb.head..token).rev().find(|at| {
        document.lower(at + 1) == "to"
            && document
                .tokens
                .get(*at)
                .is_some_and(|one| one.pos.is_verb() || one.pos.is_noun())
    });
    let lemma = governor.map(|at| clause::verb_lemma_at(document, at));
    let class = lemma.as_deref().and_then(commitment::of_verb);
    let raised = is_raiser(document, verb) && governor == Some(verb.head);
    match class {
        Some(class) if !raised => capped(
            voices::source_value(class, Factuality::CERTAIN, "to"),
            reading.value,
        ),
        // an infinitive of purpose or after a noun asserts nothing
        None if !raised
            && is_infinitive(document, token)
            && !lemma.as_deref().is_some_and(is_aspectual) =>
        {
            Factuality::Uncommitted
        }
        _ => reading.value,
    }
}

/// *to {leave}*.
fn is_infinitive(document: &Document<'_>, token: usize) -> bool {
    let before = (0..token)
        .rev()
        .find(|at| !clause::is_adverb(document, *at));
    before.is_some_and(|at| document.lower(at) == "to")
        && document
            .tokens
            .get(token)
            .is_some_and(|one| matches!(one.pos, crate::tag::Pos::VB | crate::tag::Pos::VBP))
}

/// Verbs whose infinitive happens as they do: *began to leave*.
fn is_aspectual(lemma: &str) -> bool {
    matches!(
        lemma,
        "begin"
            | "start"
            | "continue"
            | "manage"
            | "happen"
            | "help"
            | "use"
            | "come"
            | "go"
            | "get"
            | "proceed"
    )
}

/// What a subject names is not denied with its verb: *the {attack} did not succeed*.
fn capped_subject(value: Factuality) -> Factuality {
    match value {
        Factuality::Committed(certainty, _) => {
            Factuality::Committed(certainty, onrecord_record::Polarity::Holds)
        }
        other => other,
    }
}

/// The value under the verbs that the clause hangs on: *doubt that …*, *want …*.
fn from_above(
    clauses: &[Clause],
    document: &Document<'_>,
    index: usize,
    value: Factuality,
) -> Factuality {
    let clause = &clauses[index];
    let Some(parent) = clause
        .parent
        .filter(|_| matches!(clause.link, Link::That | Link::Whether))
    else {
        return value;
    };
    let Some(verb) = &clauses[parent].verb else {
        return value;
    };
    let above = clause_reading(document, clauses, parent, Frame::Past).value;
    let class = commitment::of_verb(&verb.lemma).unwrap_or(Commitment::Assert);
    let is_denied = !super::denials(document, verb).is_empty();
    let granted = match class {
        Commitment::Belief if is_denied => reversed(capped(value, voices::PROBABLE)),
        Commitment::Factive => value,
        _ if is_denied => Factuality::Uncommitted,
        class => capped(voices::source_value(class, value, "that"), above),
    };
    from_above(clauses, document, parent, granted)
}
