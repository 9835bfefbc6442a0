//! The events of one sentence: every verb and noun that tells one, with its parties.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_record::{EventKind, EventMode, Extent};

use super::deed::{self, Deed, Place};
use super::{party, phrase};
use crate::clause::{self, Clause, Verb};
use crate::document::Document;
use crate::factuality;
use crate::lexicon::event::Operator;
use crate::tag::Pos;

/// An event as its sentence tells it.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// Its type by the manual.
    pub(crate) kind: EventKind,
    /// Its mode.
    pub(crate) mode: Option<EventMode>,
    /// The type of what is promised, refused, asked for, or only yet to come.
    pub(crate) inner: Option<EventKind>,
    /// The predicate.
    pub(crate) predicate: Range<usize>,
    /// The token that the value is told of.
    pub(crate) at: usize,
    /// Its clause.
    pub(crate) clause: Range<usize>,
    /// Who did it.
    pub(crate) actor: Option<Extent>,
    /// To whom.
    pub(crate) recipient: Option<Extent>,
    /// It is told in the future.
    pub(crate) future: bool,
    /// It is denied.
    pub(crate) negated: bool,
    /// It is a refusal told as a denial: *will not meet*.
    pub(crate) refuses: bool,
}

/// The events told by `tokens`, which are one sentence.
pub(crate) fn told(document: &Document<'_>, tokens: Range<usize>) -> Vec<Told> {
    let clauses = clause::clauses(document, tokens.clone());
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    for index in 0..clauses.len() {
        if let Some(verb) = &clauses[index].verb {
            found.extend(of_clause(document, &clauses, index, verb, &mut taken));
        }
    }
    for at in tokens.clone() {
        if !taken.contains(&at) && is_participle(document, at) {
            found.extend(of_participle(document, &clauses, at, &mut taken));
        }
    }
    for at in tokens {
        if !taken.contains(&at) {
            found.extend(of_noun(document, &clauses, at));
        }
    }
    found
}

/// What the verb of a clause tells.
fn of_clause(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    verb: &Verb,
    taken: &mut BTreeSet<usize>,
) -> Option<Told> {
    let clause = &clauses[index];
    if taken.contains(&verb.head) {
        return None;
    }
    taken.extend(verb.tokens.clone());
    if let Some(wish) = demand(document, clauses, index, verb) {
        return Some(wish);
    }
    let subject = party::subject(document, clauses, index);
    let place = Place {
        at: verb.head,
        end: clause.tokens.end,
        object: verb
            .passive
            .then(|| subject.clone().unwrap_or_else(|| clause.subject.clone())),
    };
    let deed = deed::of_verb(document, &place)?;
    mark(&deed, taken);
    let future = is_future(document, verb);
    let negated = !factuality::denials(document, verb).is_empty();
    let (kind, mode) = settled(document, &deed, verb, future, negated);
    let shifted = kind != deed.kind;
    let refuses = shifted && kind == EventKind::Reject;
    let acted = Deed {
        operator: deed.operator.or(refuses.then_some(Operator::Refuse)),
        ..deed.clone()
    };
    let parties = party::of(document, &acted, &place, subject);
    Some(Told {
        kind,
        mode,
        inner: match shifted {
            true => Some(deed.kind),
            false => deed.inner,
        },
        predicate: verb.tokens.start..(deed.last + 1).max(verb.tokens.end),
        at: verb.head,
        clause: clause.tokens.clone(),
        actor: parties.actor,
        recipient: parties.recipient,
        future: future && !shifted,
        negated: negated && !shifted,
        refuses,
    })
}

/// *said Kessalia must withdraw*: a REQUEST of the one who says it to the one who must.
fn demand(document: &Document<'_>, clauses: &[Clause], index: usize, verb: &Verb) -> Option<Told> {
    let clause = &clauses[index];
    let above = clause
        .parent
        .filter(|_| clause.link == clause::Link::That)?;
    let saying = clauses[above].verb.as_ref()?;
    let modal = verb
        .auxiliaries
        .iter()
        .find(|at| matches!(document.lower(**at).as_str(), "must" | "should" | "ought"))?;
    let is_said = matches!(
        saying.lemma.as_str(),
        "say" | "state" | "insist" | "declare" | "tell" | "stress" | "argue" | "add" | "reiterate"
    );
    let negated = !factuality::denials(document, verb).is_empty();
    if !is_said {
        return None;
    }
    let place = Place {
        at: verb.head,
        end: clause.tokens.end,
        object: None,
    };
    let inner = deed::of_verb(document, &place);
    let asked = inner.as_ref().map(deed::wish).filter(|_| !negated);
    Some(Told {
        kind: EventKind::Request,
        mode: Some(asked.unwrap_or(EventMode::Change)),
        inner: inner.map(|deed| deed.kind),
        predicate: *modal..verb.tokens.end,
        at: saying.head,
        clause: clause.tokens.clone(),
        actor: party::extent(document, party::subject(document, clauses, above)),
        recipient: party::extent(document, party::subject(document, clauses, index)),
        future: false,
        negated: false,
        refuses: false,
    })
}

fn mark(deed: &Deed, taken: &mut BTreeSet<usize>) {
    taken.extend([deed.first, deed.head, deed.last]);
    taken.extend(deed.thing);
}

/// The type with what the verb group does to it: *will not meet* is a REJECT, *will meet* an AGREE.
fn settled(
    document: &Document<'_>,
    deed: &Deed,
    verb: &Verb,
    future: bool,
    negated: bool,
) -> (EventKind, Option<EventMode>) {
    let modal = verb
        .auxiliaries
        .iter()
        .any(|at| clause::is_modal(&document.lower(*at)));
    let refuses = negated
        && (modal || verb.tense == clause::Tense::Present && !is_perfect(document, verb))
        && deed::is_cooperative(deed.kind);
    match (refuses, future && !negated) {
        (true, _) => (EventKind::Reject, Some(deed::wish(deed))),
        (_, true) => deed::promised(deed),
        _ => (deed.kind, deed.mode),
    }
}

fn is_perfect(document: &Document<'_>, verb: &Verb) -> bool {
    verb.auxiliaries
        .iter()
        .any(|at| clause::verb_lemma_at(document, *at) == "have")
}

/// *will, would, is going to*.
fn is_future(document: &Document<'_>, verb: &Verb) -> bool {
    verb.auxiliaries.iter().any(|at| {
        matches!(
            document.lower(*at).as_str(),
            "will" | "would" | "shall" | "'ll" | "’ll" | "wo" | "'d"
        )
    })
}

/// A verb form outside the verb groups of the clauses.
fn is_participle(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        matches!(token.pos, Pos::VBG | Pos::VBN | Pos::VB) && !clause::is_auxiliary(document, at)
    })
}

/// *{firing} on the crowd*, *an aide {arrested} by police*, *came to {meet} the envoy*.
fn of_participle(
    document: &Document<'_>,
    clauses: &[Clause],
    at: usize,
    taken: &mut BTreeSet<usize>,
) -> Option<Told> {
    let index = innermost(clauses, at)?;
    let clause = &clauses[index];
    let before = phrase::before(document, at, clause.tokens.start);
    let is_passive = document
        .tokens
        .get(at)
        .is_some_and(|token| token.pos == Pos::VBN);
    let adjective = is_passive && phrase::is_noun(document, at + 1);
    if adjective {
        return None;
    }
    let place = Place {
        at,
        end: clause.tokens.end,
        object: (is_passive && !before.is_empty()).then(|| before.clone()),
    };
    let deed = deed::of_verb(document, &place)?;
    mark(&deed, taken);
    let attached = !before.is_empty() && document.lower(at - 1) != "to";
    let subject = match attached {
        true => Some(before),
        false => party::subject(document, clauses, index),
    };
    let parties = party::of(document, &deed, &place, subject);
    Some(Told {
        kind: deed.kind,
        mode: deed.mode,
        inner: deed.inner,
        predicate: at..deed.last + 1,
        at,
        clause: clause.tokens.clone(),
        actor: parties.actor,
        recipient: parties.recipient,
        future: false,
        negated: false,
        refuses: false,
    })
}

/// *an {attack} on the port*, *{talks} between the two*: a noun that tells an event by itself, if it
/// names a party.
fn of_noun(document: &Document<'_>, clauses: &[Clause], at: usize) -> Option<Told> {
    let deed = deed::of_noun(document, at)?;
    let index = innermost(clauses, at)?;
    let parties = party::of_noun(document, &deed, clauses[index].tokens.clone());
    if parties.actor.is_none() && parties.recipient.is_none() {
        return None;
    }
    Some(Told {
        kind: deed.kind,
        mode: deed.mode,
        inner: None,
        predicate: deed.first..at + 1,
        at,
        clause: clauses[index].tokens.clone(),
        actor: parties.actor,
        recipient: parties.recipient,
        future: false,
        negated: false,
        refuses: false,
    })
}

/// The innermost clause around token `at`.
fn innermost(clauses: &[Clause], at: usize) -> Option<usize> {
    (0..clauses.len())
        .filter(|index| clauses[*index].tokens.contains(&at))
        .min_by_key(|index| clauses[*index].tokens.len())
}
