//! What one given party did to another: what the rules find between the two, and the words around
//! them, as features of a linear model.
//!
//! Names are no features: a party is `S` or `T`, another name `E`, a number `0`.

use std::ops::Range;

use onrecord_record::{EventKind, Extent, Span};

use super::phrase;
use super::sentence::{self, Told};
use crate::clause;
use crate::document::Document;
use crate::lexicon::event;
use crate::tag::{EntityTag, Pos};

/// The two parties as token ranges; the recipient may be missing.
struct Pair {
    actor: Range<usize>,
    recipient: Option<Range<usize>>,
}

impl Pair {
    /// The tokens from one party to the other; all `tokens` if there is only one.
    fn middle(&self, tokens: &Range<usize>) -> Range<usize> {
        match &self.recipient {
            Some(other) if self.actor.end <= other.start => self.actor.start..other.end,
            Some(other) if other.end <= self.actor.start => other.start..self.actor.end,
            _ => tokens.clone(),
        }
    }
}

/// The features of what `actor` did to `recipient`, in no order that matters.
pub fn features(document: &Document<'_>, actor: Span, recipient: Option<Span>) -> Vec<String> {
    let pair = Pair {
        actor: document.tokens_in(actor),
        recipient: recipient.map(|span| document.tokens_in(span)),
    };
    let hull = recipient.map_or(actor, |span| actor.cover(span));
    let sentences = document.sentences_in(hull);
    let near = document.sentences.get(sentences).unwrap_or(&[]);
    let (Some(first), Some(last)) = (near.first(), near.last()) else {
        return Vec::new();
    };
    let tokens = first.tokens.start..last.tokens.end;
    let mut found = words(document, &pair, &tokens);
    let all: Vec<Told> = near
        .iter()
        .flat_map(|one| sentence::told(document, one.tokens.clone()))
        .collect();
    found.extend(rules(document, &pair, &all, &tokens));
    found.extend(classes(document, &pair, &tokens));
    found
}

/// What the rules make of the two: the event that fits them best; `None` if they find no event.
pub fn by_rule(document: &Document<'_>, actor: Span, recipient: Option<Span>) -> Option<(EventKind, Option<EventKind>)> {
    let pair = Pair {
        actor: document.tokens_in(actor),
        recipient: recipient.map(|span| document.tokens_in(span)),
    };
    let hull = recipient.map_or(actor, |span| actor.cover(span));
    let near = document.sentences.get(document.sentences_in(hull)).unwrap_or(&[]);
    let tokens = near.first()?.tokens.start..near.last()?.tokens.end;
    let all: Vec<Told> = near
        .iter()
        .flat_map(|one| sentence::told(document, one.tokens.clone()))
        .collect();
    best(document, &pair, &all, &tokens).map(|told| (told.kind, told.inner))
}

fn shares(document: &Document<'_>, extent: Option<&Extent>, tokens: &Range<usize>) -> bool {
    let span = clause::span_of(document, tokens.clone());
    match (extent, span) {
        (Some(extent), Some(span)) => extent.overlaps(span),
        _ => false,
    }
}

/// *it, they*: taken for the actor named before.
fn is_pronoun(document: &Document<'_>, extent: Option<&Extent>) -> bool {
    extent.is_some_and(|extent| {
        let tokens = document.tokens_in(extent.hull());
        tokens.len() == 1
            && document
                .tokens
                .get(tokens.start)
                .is_some_and(|token| token.pos == Pos::PRP)
    })
}

/// How well an event fits the two parties.
fn fit(document: &Document<'_>, pair: &Pair, told: &Told, middle: &Range<usize>) -> usize {
    let by = shares(document, told.actor.as_ref(), &pair.actor)
        || is_pronoun(document, told.actor.as_ref()) && told.at >= pair.actor.end;
    let recipient = pair.recipient.as_ref();
    let to = recipient.is_some_and(|other| {
        shares(document, told.recipient.as_ref(), other)
            || shares(document, told.actor.as_ref(), other) && by
    });
    let inside = middle.contains(&told.at);
    let after = told.at >= pair.actor.end;
    8 * usize::from(by) + 5 * usize::from(to) + 2 * usize::from(inside) + usize::from(after)
}

fn best<'t>(
    document: &Document<'_>,
    pair: &Pair,
    all: &'t [Told],
    tokens: &Range<usize>,
) -> Option<&'t Told> {
    let middle = pair.middle(tokens);
    let key = |told: &&Told| {
        (
            fit(document, pair, told, &middle),
            usize::MAX - told.predicate.start,
        )
    };
    all.iter().max_by_key(key)
}

fn rules(
    document: &Document<'_>,
    pair: &Pair,
    all: &[Told],
    tokens: &Range<usize>,
) -> Vec<String> {
    let middle = pair.middle(tokens);
    let mut found = Vec::new();
    if let Some(told) = best(document, pair, all, tokens) {
        let inner = told.inner.map_or("", EventKind::code);
        let fit = fit(document, pair, told, &middle);
        let tense = u8::from(told.future) + 2 * u8::from(told.negated);
        found.push(format!("rule {}", told.kind));
        found.push(format!("rule {} {inner}", told.kind));
        found.push(format!("rule {} {tense}", told.kind));
        found.push(format!("rule {} fit {}", told.kind, fit / 5));
        found.push(format!("quad {:?}", told.kind.quad()));
    } else {
        found.push("rule none".to_owned());
    }
    for told in all {
        found.push(format!("any {}", told.kind));
        if middle.contains(&told.at) {
            found.push(format!("mid {}", told.kind));
        }
    }
    found
}

/// The types that the words of the lexicon tell, by where they stand.
fn classes(document: &Document<'_>, pair: &Pair, tokens: &Range<usize>) -> Vec<String> {
    let middle = pair.middle(tokens);
    let mut found = Vec::new();
    for at in tokens.clone().filter(|at| !pair.actor.contains(at)) {
        let Some(token) = document.tokens.get(at) else {
            continue;
        };
        let place = if middle.contains(&at) { "mid" } else { "out" };
        if token.pos.is_verb() {
            let lemma = clause::verb_lemma_at(document, at);
            for entry in event::of_verb(&lemma).iter().filter(|one| one.rest.is_empty()) {
                found.push(format!("verb {} {place}", entry.kind));
            }
            for one in event::operators(&lemma) {
                found.push(format!("operator {:?} {place}", one.class));
            }
        } else if let Some((kind, _)) = event::of_noun(&phrase::noun(document, at)) {
            found.push(format!("noun {kind} {place}"));
        }
    }
    found
}

/// One, two and three words in a row between the parties, one and two anywhere.
fn words(document: &Document<'_>, pair: &Pair, tokens: &Range<usize>) -> Vec<String> {
    let all = masked(document, pair, tokens.clone());
    let middle = masked(document, pair, pair.middle(tokens));
    let mut found = Vec::new();
    for (name, words, longest) in [("w", &all, 2), ("m", &middle, 3)] {
        for length in 1..=longest {
            let rows = words.windows(length);
            found.extend(rows.map(|row| format!("{name} {}", row.join(" "))));
        }
    }
    found
}

/// The lemmas of `tokens`, with parties, names and numbers masked.
fn masked(document: &Document<'_>, pair: &Pair, tokens: Range<usize>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for at in tokens {
        let word = mask(document, pair, at);
        let repeats = matches!(word.as_str(), "S" | "T" | "E") && found.last() == Some(&word);
        if !repeats {
            found.push(word);
        }
    }
    found
}

fn mask(document: &Document<'_>, pair: &Pair, at: usize) -> String {
    if pair.actor.contains(&at) {
        return "S".to_owned();
    }
    if pair.recipient.as_ref().is_some_and(|one| one.contains(&at)) {
        return "T".to_owned();
    }
    let Some(token) = document.tokens.get(at) else {
        return String::new();
    };
    match token.pos {
        _ if token.entity != EntityTag::Outside => "E".to_owned(),
        Pos::CD => "0".to_owned(),
        pos if pos.is_verb() => clause::verb_lemma_at(document, at),
        pos if pos.is_noun() => phrase::noun(document, at),
        _ => document.lower(at),
    }
}
