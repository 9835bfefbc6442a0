//! What a verb tells, alone or by what hangs on it: *refused {to release}*, *called for {talks}*.

use std::ops::Range;

use onrecord_record::{EventKind, EventMode};

use super::phrase;
use crate::clause;
use crate::document::Document;
use crate::lexicon::event::{self, Entry, Operator};
use crate::tag::Pos;

/// Tokens after an operator within which what hangs on it is looked for.
const REACH: usize = 18;
/// Operators one after another: *refused to agree to stop*.
const DEPTH: usize = 4;

/// An event without its parties.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Deed {
    /// Its type.
    pub(super) kind: EventKind,
    /// Its mode.
    pub(super) mode: Option<EventMode>,
    /// The type of what is promised, refused, asked for.
    pub(super) inner: Option<EventKind>,
    /// What the outermost verb does with the event that hangs on it.
    pub(super) operator: Option<Operator>,
    /// The outermost verb.
    pub(super) first: usize,
    /// The verb or noun that tells the event.
    pub(super) head: usize,
    /// The object that made it this event: *sanctions* of *imposed sanctions*.
    pub(super) thing: Option<usize>,
    /// The last token of the predicate, particles included.
    pub(super) last: usize,
    /// A noun tells it.
    pub(super) is_nominal: bool,
}

/// What a verb has around it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The verb.
    pub(super) at: usize,
    /// Where its clause ends.
    pub(super) end: usize,
    /// In the passive, what stands before it: its object.
    pub(super) object: Option<Range<usize>>,
}

/// What the verb at `place` tells.
pub(super) fn of_verb(document: &Document<'_>, place: &Place) -> Option<Deed> {
    read(document, place, 0)
}

fn read(document: &Document<'_>, place: &Place, depth: usize) -> Option<Deed> {
    let lemma = clause::verb_lemma_at(document, place.at);
    let objects = match &place.object {
        Some(before) => phrase::nouns(document, before.clone()),
        None => phrase::objects(document, place.at + 1, place.end),
    };
    let entries = event::of_verb(&lemma);
    if let Some(deed) = with_object(document, place, entries, &objects) {
        return Some(deed);
    }
    let operated = (depth < DEPTH)
        .then(|| operated(document, place, &lemma, &objects, depth))
        .flatten();
    operated.or_else(|| plain(document, place, entries))
}

/// An entry that asks for an object and has it.
fn with_object(
    document: &Document<'_>,
    place: &Place,
    entries: &[Entry],
    objects: &[usize],
) -> Option<Deed> {
    let mut found: Option<(usize, Deed)> = None;
    for entry in entries.iter().filter(|entry| !entry.objects.is_empty()) {
        let Some(last) = particles(document, place, &entry.rest) else {
            continue;
        };
        let is_asked = |at: &&usize| entry.objects.contains(&phrase::noun(document, **at));
        let Some(thing) = objects.iter().find(is_asked) else {
            continue;
        };
        let longer = |(length, _): &(usize, Deed)| *length > entry.rest.len();
        if !found.as_ref().is_some_and(longer) {
            let deed = deed(entry, place.at, Some(*thing), last);
            found = Some((entry.rest.len() + 1, deed));
        }
    }
    found.map(|(_, deed)| deed)
}

/// An entry that takes any object; the one with the most particles.
fn plain(document: &Document<'_>, place: &Place, entries: &[Entry]) -> Option<Deed> {
    let free = entries.iter().filter(|entry| entry.objects.is_empty());
    let matching = free.filter_map(|entry| {
        let last = particles(document, place, &entry.rest)?;
        Some((entry, last))
    });
    let mut best: Option<(&Entry, usize)> = None;
    for (entry, last) in matching {
        if best.is_none_or(|(known, _)| known.rest.len() < entry.rest.len()) {
            best = Some((entry, last));
        }
    }
    best.map(|(entry, last)| deed(entry, place.at, None, last))
}

fn deed(entry: &Entry, at: usize, thing: Option<usize>, last: usize) -> Deed {
    Deed {
        kind: entry.kind,
        mode: entry.mode,
        inner: None,
        operator: None,
        first: at,
        head: at,
        thing,
        last,
        is_nominal: false,
    }
}

/// The last of the particle words after the verb, which may stand apart from it: *called the talks
/// off*; the verb itself if it needs none; `None` if they are not there.
fn particles(document: &Document<'_>, place: &Place, rest: &[String]) -> Option<usize> {
    const APART: usize = 4;
    let mut last = place.at;
    for (number, word) in rest.iter().enumerate() {
        let reach = if number == 0 { APART } else { 2 };
        let stop = place.end.min(last + 1 + reach);
        last = (last + 1..stop).find(|at| {
            let form = document.lower(*at);
            form == *word || phrase::noun(document, *at) == *word
        })?;
    }
    Some(last)
}

/// What hangs on an operator, and what the operator makes of it.
fn operated(
    document: &Document<'_>,
    place: &Place,
    lemma: &str,
    objects: &[usize],
    depth: usize,
) -> Option<Deed> {
    let of_verb = event::operators(lemma).iter().filter_map(|one| {
        let last = particles(document, place, &one.rest)?;
        Some((one.class, last, one.rest.len()))
    });
    let classes: Vec<(Operator, usize, usize)> = of_verb.collect();
    let longest = classes.iter().map(|one| one.2).max().unwrap_or(0);
    let words = word_operators(document, place, objects);
    let of_verb = classes.into_iter().filter(|one| one.2 == longest);
    let all = words
        .into_iter()
        .chain(of_verb.map(|(class, last, _)| (class, last)));
    for (class, last) in all {
        let inner = complement(document, place, last, objects, depth);
        let Some(inner) = inner else {
            continue;
        };
        if let Some(deed) = combined(class, place.at, last, lemma, inner) {
            return Some(deed);
        }
    }
    None
}

/// *is {willing} to*, *expressed its {readiness} to*: operators that are no verbs.
fn word_operators(
    document: &Document<'_>,
    place: &Place,
    objects: &[usize],
) -> Vec<(Operator, usize)> {
    let near = (place.at + 1..place.end.min(place.at + 4)).filter(|at| {
        let token = document.tokens.get(*at);
        token.is_some_and(|token| {
            matches!(token.pos, Pos::JJ | Pos::VBN | Pos::VBG | Pos::IN | Pos::RB)
        })
    });
    let is_linking = matches!(
        clause::verb_lemma_at(document, place.at).as_str(),
        "be" | "remain" | "stand" | "become" | "get" | "seem" | "appear"
    );
    let near: Vec<usize> = near.filter(|_| is_linking).collect();
    near.iter()
        .chain(objects)
        .filter_map(|at| {
            let word = document.lower(*at);
            let class =
                event::of_word(&word).or_else(|| event::of_word(&phrase::noun(document, *at)))?;
            let to = document.lower(at + 1);
            matches!(to.as_str(), "to" | "for" | "on").then_some((class, *at))
        })
        .collect()
}

/// The event that hangs on the verb: an infinitive, a gerund, a clause with a modal, or a noun.
fn complement(
    document: &Document<'_>,
    place: &Place,
    last: usize,
    objects: &[usize],
    depth: usize,
) -> Option<Deed> {
    let verb = phrase::governed(document, last + 1..place.end.min(last + REACH));
    let by_verb = verb.and_then(|at| {
        let passive = at.checked_sub(1).is_some_and(|before| {
            document.lower(before) == "be" || document.lower(before) == "being"
        });
        let inner = Place {
            at,
            end: place.end,
            object: passive.then(|| place.at + 1..at),
        };
        read(document, &inner, depth + 1)
    });
    by_verb.or_else(|| {
        let near = phrase::objects(document, last + 1, place.end);
        let nouns = objects
            .iter()
            .chain(&near)
            .filter(|at| **at > last || place.object.is_some());
        nouns.filter_map(|at| of_noun(document, *at)).next()
    })
}

/// What the noun at `at` tells.
pub(super) fn of_noun(document: &Document<'_>, at: usize) -> Option<Deed> {
    let token = document.tokens.get(at)?;
    if !token.pos.is_noun() || clause::is_name(document, at) {
        return None;
    }
    let noun = phrase::noun(document, at);
    let before = at.checked_sub(1).map(|before| document.lower(before));
    let compound = before.and_then(|word| event::of_noun(&format!("{word} {noun}")));
    let first = at - usize::from(compound.is_some());
    let (kind, mode) = compound.or_else(|| event::of_noun(&noun))?;
    Some(Deed {
        kind,
        mode,
        inner: None,
        operator: None,
        first,
        head: at,
        thing: None,
        last: at,
        is_nominal: true,
    })
}

/// The one type that an operator makes of an event.
fn combined(class: Operator, at: usize, last: usize, lemma: &str, inner: Deed) -> Option<Deed> {
    let (kind, mode) = match class {
        Operator::Pass => (inner.kind, inner.mode),
        Operator::Decree if !inner.is_nominal => return None,
        Operator::Decree => (inner.kind, inner.mode),
        Operator::Refuse if lemma == "fail" && !is_cooperative(inner.kind) => return None,
        Operator::Refuse => (EventKind::Reject, Some(wish(&inner))),
        Operator::Ask => (EventKind::Request, Some(wish(&inner))),
        Operator::Accuse if is_cooperative(inner.kind) => return None,
        Operator::Accuse => (EventKind::Accuse, Some(EventMode::Allege)),
        Operator::Threaten if is_cooperative(inner.kind) => return None,
        Operator::Threaten => (EventKind::Threaten, threat(&inner)),
        // "offered to send troops": who is offered them is no enemy
        Operator::Agree
            if inner.kind == EventKind::Mobilize && !matches!(lemma, "plan" | "vow") =>
        {
            (EventKind::Agree, None)
        }
        Operator::Agree => promised(&inner),
    };
    Some(Deed {
        kind,
        mode,
        inner: Some(
            inner
                .inner
                .filter(|_| is_transparent(class))
                .unwrap_or(inner.kind),
        ),
        operator: match is_transparent(class) {
            true => inner.operator,
            false => Some(class),
        },
        first: at,
        last: inner.last.max(last),
        ..inner
    })
}

/// Is the event the one that hangs on the operator?
fn is_transparent(class: Operator) -> bool {
    matches!(class, Operator::Pass | Operator::Decree)
}

/// The type of an event that is promised or yet to come: a cooperative act is an AGREE, a concession
/// stays one in words (manual, *AGREE*, *CONCEDE*), a hostile act is a threat.
pub(super) fn promised(inner: &Deed) -> (EventKind, Option<EventMode>) {
    match inner.kind {
        EventKind::Agree
        | EventKind::Consult
        | EventKind::Support
        | EventKind::Cooperate
        | EventKind::Aid => (EventKind::Agree, None),
        EventKind::Concede | EventKind::Retreat => (EventKind::Concede, None),
        EventKind::Sanction | EventKind::Coerce | EventKind::Assault | EventKind::Protest => {
            (EventKind::Threaten, threat(inner))
        }
        kind => (kind, inner.mode),
    }
}

/// What is asked for or refused, as the modes that REQUEST and REJECT share.
pub(super) fn wish(inner: &Deed) -> EventMode {
    match inner.kind {
        EventKind::Consult => EventMode::Meet,
        EventKind::Retreat | EventKind::Concede => EventMode::Yield,
        EventKind::Aid | EventKind::Cooperate | EventKind::Support => EventMode::Assist,
        _ => EventMode::Change,
    }
}

/// The content of a threat.
pub(super) fn threat(inner: &Deed) -> Option<EventMode> {
    match (inner.kind, inner.mode) {
        (EventKind::Assault, _) => Some(EventMode::Violence),
        (EventKind::Coerce, Some(EventMode::Arrest)) => Some(EventMode::Arrest),
        (EventKind::Coerce | EventKind::Protest, _) => Some(EventMode::Restrict),
        (EventKind::Sanction, Some(EventMode::Expel)) => Some(EventMode::Expel),
        (EventKind::Sanction | EventKind::Reject, _) => Some(EventMode::Relations),
        (EventKind::Threaten, mode) => mode,
        _ => None,
    }
}

/// Cooperation in words or deeds.
pub(super) fn is_cooperative(kind: EventKind) -> bool {
    use onrecord_record::Quad;
    matches!(
        kind.quad(),
        Quad::VerbalCooperation | Quad::MaterialCooperation
    )
}
