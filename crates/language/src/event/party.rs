//! The parties of an event: its subject and object, the agent of a passive, *on*, *between*.

use std::ops::Range;

use onrecord_record::{EventKind, EventMode, Extent, Span};

use super::deed::{Deed, Place};
use super::phrase;
use crate::clause::{self, Clause};
use crate::document::Document;
use crate::inside;
use crate::lexicon::event::Operator;
use crate::lexicon::time::WORDS;
use crate::tag::{EntityTag, Pos};

/// Who and to whom.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parties {
    pub(super) actor: Option<Extent>,
    pub(super) recipient: Option<Extent>,
}

/// Prepositions before the one to whom something is done, and before where it is done.
const TOWARD: [&str; 12] = [
    "on", "against", "to", "with", "from", "for", "at", "into", "over", "toward", "towards",
    "between",
];
const WITHIN: [&str; 4] = ["of", "in", "off", "near"];

/// The subject of a clause; of a relative clause what its pronoun stands for.
pub(super) fn subject(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
) -> Option<Range<usize>> {
    let found = inside::subject(document, clauses, index);
    let marker = clauses[index].marker.clone();
    let is_relative = clauses[index].link == clause::Link::Relative;
    match (found, marker) {
        (Some(own), Some(marker)) if is_relative && own == marker => {
            antecedent(document, clauses, marker.start)
        }
        (None, Some(marker)) if is_relative => antecedent(document, clauses, marker.start),
        (found, _) => found.map(|own| bare(document, own)),
    }
}

/// The noun phrase before a relative pronoun.
fn antecedent(document: &Document<'_>, clauses: &[Clause], at: usize) -> Option<Range<usize>> {
    let start = clauses.first()?.tokens.start;
    let comma = at > start && document.lower(at - 1) == ",";
    let found = phrase::before(document, if comma { at - 1 } else { at }, start);
    (!found.is_empty()).then_some(found)
}

/// A subject without what follows its first noun phrase (*the minister, 61*), nor a time before it.
fn bare(document: &Document<'_>, own: Range<usize>) -> Range<usize> {
    let first = phrase::noun_phrase(document, own.start, own.end);
    match first.is_empty() {
        true => own,
        false => first,
    }
}

/// The parties of what a verb tells; `subject` is what stands before it.
pub(super) fn of(
    document: &Document<'_>,
    deed: &Deed,
    place: &Place,
    subject: Option<Range<usize>>,
) -> Parties {
    let after = place.at + 1;
    let (actor, recipient) = match &place.object {
        Some(object) => {
            let agent = phrase::governed_by(document, after, place.end, &["by"]);
            let other = match deed.thing {
                Some(_) => phrase::governed_by(document, after, place.end, &TOWARD)
                    .or_else(|| phrase::governed_by(document, after, place.end, &WITHIN)),
                None => Some(object.clone()),
            };
            (agent, other)
        }
        None => (subject, recipient(document, deed, place)),
    };
    let actor = extent(document, actor);
    let recipient = extent(document, recipient).filter(|one| Some(one) != actor.as_ref());
    arranged(document, deed, actor, recipient)
}

/// Who meets is an actor, all of them; a visitor is the actor and a host the recipient.
fn arranged(
    document: &Document<'_>,
    deed: &Deed,
    actor: Option<Extent>,
    recipient: Option<Extent>,
) -> Parties {
    if deed.kind != EventKind::Consult || deed.operator.is_some() {
        return Parties { actor, recipient };
    }
    if deed.mode == Some(EventMode::Visit) {
        let verb = clause::verb_lemma_at(document, deed.first);
        return match verb.as_str() {
            "host" | "receive" | "greet" | "welcome" => Parties {
                actor: recipient,
                recipient: actor,
            },
            _ => Parties { actor, recipient },
        };
    }
    let parts = [&actor, &recipient]
        .into_iter()
        .flatten()
        .flat_map(|one| one.parts().iter().copied());
    Parties {
        actor: Extent::new(parts.collect()),
        recipient: None,
    }
}

/// To whom, in the active voice.
fn recipient(document: &Document<'_>, deed: &Deed, place: &Place) -> Option<Range<usize>> {
    let end = place.end;
    let after = deed.first + 1;
    if deed.operator.is_some() && deed.first != deed.head {
        let start = phrase::after_preposition(document, after, end);
        let named = phrase::noun_phrase(document, start, end.min(deed.head));
        let is_party = !named.is_empty() && named.end < deed.head && named.start < deed.head;
        if is_party
            && matches!(
                deed.operator,
                Some(Operator::Ask | Operator::Accuse | Operator::Threaten)
            )
        {
            return Some(named);
        }
    }
    if deed.is_nominal {
        return after_noun(document, deed.head, end)
            .or_else(|| owner(document, deed.head, deed.first + 1));
    }
    match deed.thing {
        Some(thing) => after_thing(document, deed, thing, end),
        None => object(document, deed, end),
    }
}

/// The object of the verb at `head`, past its particles and preposition.
fn object(document: &Document<'_>, deed: &Deed, end: usize) -> Option<Range<usize>> {
    let (head, last) = (deed.head, deed.last);
    if document.lower(last + 1) == "that" {
        return None;
    }
    let between = phrase::noun_phrase(document, head + 1, last.max(head + 1));
    if !between.is_empty() {
        return Some(between);
    }
    let mut direct = phrase::noun_phrase(document, last + 1, end);
    if deed.kind == EventKind::Cooperate {
        // "extradited a banker to Kessalia"
        let with = phrase::governed_by(document, direct.end, end, &["to", "with", "from"]);
        direct = with.unwrap_or(direct);
    }
    if deed.kind == EventKind::Threaten {
        // "warned Ostravia of grave consequences"
        let of = direct.clone().find(|at| document.lower(*at) == "of");
        direct.end = of.unwrap_or(direct.end);
    }
    if !direct.is_empty() && !is_time(document, direct.start) {
        return Some(direct);
    }
    let start = phrase::after_preposition(document, last + 1, end);
    let found = phrase::noun_phrase(document, start, end);
    if !found.is_empty() && !is_time(document, found.start) {
        return Some(found);
    }
    phrase::governed_by(document, last + 1, end, &TOWARD)
        .filter(|found| !is_time(document, found.start))
}

/// *Monday*, *last week*: no party.
fn is_time(document: &Document<'_>, at: usize) -> bool {
    let word = document.lower(at);
    let word = word.as_str();
    let is_pointed = matches!(word, "last" | "this" | "next" | "today" | "yesterday");
    (is_pointed || WORDS.is_day(word) || WORDS.is_month(word))
        && !clause::is_auxiliary(document, at)
}

/// *sanctions {on Kessalia}*, *{the League}'s proposal*.
fn after_thing(
    document: &Document<'_>,
    deed: &Deed,
    thing: usize,
    end: usize,
) -> Option<Range<usize>> {
    let owned = || owner(document, thing, deed.head + 1);
    let first = phrase::noun_phrase(document, deed.head + 1, end);
    let indirect = first.end <= thing && !first.is_empty() && first.end > deed.last;
    if indirect {
        return Some(first);
    }
    if is_party(document, deed, thing) {
        return Some(first);
    }
    let from = thing + 1;
    phrase::governed_by(document, from, end, &TOWARD)
        .map(|found| beyond_border(document, found, end))
        .filter(|found| !is_time(document, found.start))
        .or_else(owned)
        .or_else(|| phrase::governed_by(document, from, end, &WITHIN))
        .filter(|found| !is_time(document, found.start))
}

/// *massed troops on the border with {Ostravia}*.
fn beyond_border(document: &Document<'_>, found: Range<usize>, end: usize) -> Range<usize> {
    let is_border = matches!(
        document.lower(found.end - 1).as_str(),
        "border" | "frontier" | "borders"
    );
    let other = phrase::noun_phrase(document, found.end + 1, end);
    match is_border && document.lower(found.end) == "with" && !other.is_empty() {
        true => other,
        false => found,
    }
}

/// *held {five fishermen}*, *summoned {the ambassador}*: the object that makes the event is who has
/// it done to them.
fn is_party(document: &Document<'_>, deed: &Deed, thing: usize) -> bool {
    let heads = !document
        .tokens
        .get(thing + 1)
        .is_some_and(|one| one.pos == Pos::POS);
    let by_mode = matches!(
        deed.mode,
        Some(EventMode::Arrest | EventMode::Deport | EventMode::Expel | EventMode::Visit)
    );
    let summoned = clause::verb_lemma_at(document, deed.head) == "summon";
    let abstract_noun = matches!(
        phrase::noun(document, thing).as_str(),
        "arrest" | "custody" | "detention" | "warrant" | "trip" | "visit" | "talk"
    );
    heads && (by_mode || summoned) && !abstract_noun
}

/// The one before *'s* in the noun phrase of `noun`.
fn owner(document: &Document<'_>, noun: usize, start: usize) -> Option<Range<usize>> {
    let is_mark = |at: &usize| {
        document
            .tokens
            .get(*at)
            .is_some_and(|token| token.pos == Pos::POS)
    };
    let mark = (start.max(noun.saturating_sub(6))..noun)
        .rev()
        .find(is_mark)?;
    let found = phrase::before(document, mark, start);
    (!found.is_empty()).then_some(found)
}

fn after_noun(document: &Document<'_>, noun: usize, end: usize) -> Option<Range<usize>> {
    phrase::governed_by(document, noun + 1, end.min(noun + 8), &TOWARD)
        .filter(|found| !is_time(document, found.start))
}

/// The parties of an event told by a noun: *{Ostravia}'s attack on {the port}*.
pub(super) fn of_noun(document: &Document<'_>, deed: &Deed, clause: Range<usize>) -> Parties {
    let at = deed.head;
    let near = clause.end.min(at + 10);
    let agent = || phrase::governed_by(document, at + 1, near, &["by"]);
    let actor = owner(document, at, clause.start).or_else(agent);
    let recipient = after_noun(document, at, near);
    let actor = extent(document, actor);
    let recipient = extent(document, recipient).filter(|one| Some(one) != actor.as_ref());
    arranged(document, deed, actor, recipient)
}

pub(super) fn extent(document: &Document<'_>, tokens: Option<Range<usize>>) -> Option<Extent> {
    clause::span_of(document, tokens?).map(Extent::from)
}

/// The place that the clause names after the predicate, or before it.
pub(super) fn place(document: &Document<'_>, clause: Range<usize>, from: usize) -> Option<Span> {
    let is_place = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.entity == EntityTag::Location)
    };
    let governed = |at: &usize| {
        let word = document.lower(*at);
        matches!(
            word.as_str(),
            "in" | "at" | "near" | "outside" | "off" | "across" | "inside"
        )
    };
    let after = (from..clause.end).filter(governed);
    let before = (clause.start..from.min(clause.end)).filter(governed);
    after.chain(before).find_map(|at| {
        let start = (at + 1..clause.end.min(at + 4)).find(|next| is_place(*next))?;
        let end = (start..clause.end)
            .find(|next| !is_place(*next))
            .unwrap_or(clause.end);
        clause::span_of(document, start..end)
    })
}
