//! Who did what to whom: the political events an article tells, in the types of PLOVER.
//!
//! A verb or noun of the lexicon tells an event; verbs that take another event (*refused to*,
//! *called for*) make one event of both. Its parties are the subject and the object, *by* and *on*.
//! An event is found in whosever words it stands; the carrier says in whose.

mod between;
mod carrier;
mod context;
mod death;
mod deed;
mod judge;
mod party;
pub(crate) mod phrase;
mod sentence;
mod somebody;

pub use between::{Deal, between, features, ruled};
pub use death::{Deaths, deaths};
use onrecord_record::{
    Auxiliary, Certainty, Event, EventContext, Factuality, Findings, Polarity, Span,
};
pub use somebody::is_somebody;

use crate::clause;
use crate::document::Document;
use crate::factuality;
use sentence::Told;

/// The events of `document`, in text order; their carriers, times and places are of `findings`, which
/// must be of the same document.
pub fn events(document: &Document<'_>, findings: &Findings) -> Vec<Event> {
    let mut found = Vec::new();
    let about = document.paragraphs.iter();
    let about: Vec<Vec<EventContext>> = about.map(|one| context::of(document, one.span)).collect();
    for sentence in &document.sentences {
        let contexts = about.get(sentence.paragraph).cloned().unwrap_or_default();
        for told in sentence::told(document, sentence.tokens.clone()) {
            let one = event(document, findings, &told);
            found.extend(one.map(|event| Event {
                contexts: contexts.clone(),
                ..event
            }));
        }
    }
    found.sort_by_key(|event: &Event| event.predicate);
    found
}

fn event(document: &Document<'_>, findings: &Findings, told: &Told) -> Option<Event> {
    let predicate = clause::span_of(document, told.predicate.clone())?;
    let clause = clause::span_of(document, told.clause.clone())?;
    let word = document.tokens.get(told.at)?.span;
    let value = value(document, told, word);
    Some(Event {
        predicate,
        kind: told.kind,
        mode: told.mode,
        contexts: Vec::new(),
        actor: told.actor.clone(),
        recipient: told.recipient.clone(),
        time: carrier::time(findings, clause, predicate),
        place: party::place(document, told.clause.clone(), told.predicate.end)
            .map(|words| mentioned(findings, words)),
        carrier: carrier::of(findings, word),
        value,
        auxiliary: auxiliary(told, value),
    })
}

/// The mention of a place in `words`, as it stands among the places found; else `words`.
fn mentioned(findings: &Findings, words: Span) -> Span {
    let mentions = findings.places.iter().map(|place| place.span);
    let mut named = mentions.filter(|span| span.overlaps(words));
    named.next().unwrap_or(words)
}

/// Of a verb that takes another event, its own: *refused to release* did happen. So did a refusal
/// told as a denial: *will not negotiate*.
fn value(document: &Document<'_>, told: &Told, word: Span) -> Factuality {
    let value = match told.inner {
        Some(_) => factuality::of_act(document, word),
        None => factuality::at_word(document, word),
    };
    match value {
        Factuality::Committed(certainty, Polarity::Fails) if told.refuses => {
            Factuality::Committed(certainty, Polarity::Holds)
        }
        value => value,
    }
}

/// What hangs over the event: denied, not yet, only possible.
fn auxiliary(told: &Told, value: Factuality) -> Option<Auxiliary> {
    match value {
        Factuality::Committed(_, Polarity::Fails) if told.negated => Some(Auxiliary::Negation),
        _ if told.future => Some(Auxiliary::Future),
        Factuality::Uncommitted | Factuality::KnownUntold => Some(Auxiliary::Hypothetical),
        Factuality::Committed(Certainty::Certain, Polarity::Holds) => None,
        Factuality::Committed(Certainty::Certain, Polarity::Fails) => Some(Auxiliary::Negation),
        Factuality::Committed(..) => Some(Auxiliary::Hypothetical),
    }
}

#[cfg(test)]
mod tests;
