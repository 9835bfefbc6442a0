//! What one given party did to another: what the rules find between the two, and the words around
//! them, as features of a linear model.
//!
//! Names are no features: a party is `S` or `T`, another name `E`, a number `0`.

use std::ops::Range;

use onrecord_record::{EventKind, Extent, Span};

use super::judge::{self, Label};
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

/// What one party did to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deal {
    /// The type, by the manual.
    pub kind: EventKind,
    /// It is a concession yet to come: a CONCEDE by the manual, an AGREE by its first versions.
    pub promised: bool,
}

/// What `actor` did to `recipient`, both given; in the sentences they stand in. The answer is always
/// one of the sixteen types, even for two who have nothing to do with one another.
pub fn between(document: &Document<'_>, actor: Span, recipient: Option<Span>) -> Option<Deal> {
    let ruled = ruled(document, actor, recipient);
    let rule = ruled.map(|deal| deal.kind);
    let deal = match judge::best(&features(document, actor, recipient))? {
        Label::Yield => Deal {
            kind: rule
                .filter(|kind| is_concession(*kind))
                .unwrap_or(EventKind::Retreat),
            promised: false,
        },
        Label::Kind(EventKind::Agree) if rule.is_some_and(is_concession) => Deal {
            kind: EventKind::Concede,
            promised: true,
        },
        Label::Kind(kind) => Deal {
            kind,
            promised: false,
        },
    };
    Some(deal)
}

fn is_concession(kind: EventKind) -> bool {
    matches!(kind, EventKind::Concede | EventKind::Retreat)
}

/// The same by the rules alone: the event that fits the two best; `None` if there is none.
pub fn ruled(document: &Document<'_>, actor: Span, recipient: Option<Span>) -> Option<Deal> {
    let scene = Scene::of(document, actor, recipient)?;
    let told = best(document, &scene)?;
    Some(Deal {
        kind: told.kind,
        promised: told.kind == EventKind::Concede && told.inner.is_some(),
    })
}

/// What the model reads, in no order that matters: for training.
pub fn features(document: &Document<'_>, actor: Span, recipient: Option<Span>) -> Vec<String> {
    let Some(scene) = Scene::of(document, actor, recipient) else {
        return Vec::new();
    };
    let mut found = words(document, &scene);
    found.extend(rules(document, &scene));
    found.extend(classes(document, &scene));
    found
}

/// Two parties, the sentences they stand in, and the events these tell.
struct Scene {
    pair: Pair,
    tokens: Range<usize>,
    told: Vec<Told>,
}

impl Scene {
    fn of(document: &Document<'_>, actor: Span, recipient: Option<Span>) -> Option<Scene> {
        let hull = recipient.map_or(actor, |span| actor.cover(span));
        let near = document.sentences.get(document.sentences_in(hull))?;
        let told = near
            .iter()
            .flat_map(|one| sentence::told(document, one.tokens.clone()));
        Some(Scene {
            pair: Pair {
                actor: document.tokens_in(actor),
                recipient: recipient.map(|span| document.tokens_in(span)),
            },
            tokens: near.first()?.tokens.start..near.last()?.tokens.end,
            told: told.collect(),
        })
    }

    fn middle(&self) -> Range<usize> {
        self.pair.middle(&self.tokens)
    }
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

/// The event that fits the two parties best, the first of those as good.
fn best<'s>(document: &Document<'_>, scene: &'s Scene) -> Option<&'s Told> {
    let middle = scene.middle();
    let pair = &scene.pair;
    let key = |told: &&Told| {
        (
            fit(document, pair, told, &middle),
            usize::MAX - told.predicate.start,
        )
    };
    scene.told.iter().max_by_key(key)
}

/// What the rules find: the event that fits best, and every other.
fn rules(document: &Document<'_>, scene: &Scene) -> Vec<String> {
    let middle = scene.middle();
    let mut found = Vec::new();
    if let Some(told) = best(document, scene) {
        let inner = told.inner.map_or("", EventKind::code);
        let fit = fit(document, &scene.pair, told, &middle);
        let tense = u8::from(told.future) + 2 * u8::from(told.negated);
        found.push(format!("rule {}", told.kind));
        found.push(format!("rule {} {inner}", told.kind));
        found.push(format!("rule {} {tense}", told.kind));
        found.push(format!("rule {} fit {}", told.kind, fit / 5));
        found.push(format!("quad {:?}", told.kind.quad()));
    } else {
        found.push("rule none".to_owned());
    }
    for told in &scene.told {
        found.push(format!("any {}", told.kind));
        if middle.contains(&told.at) {
            found.push(format!("mid {}", told.kind));
        }
    }
    found
}

/// The types that the words of the lexicon tell, by where they stand.
fn classes(document: &Document<'_>, scene: &Scene) -> Vec<String> {
    let middle = scene.middle();
    let outside = |at: &usize| !scene.pair.actor.contains(at);
    let mut found = Vec::new();
    for at in scene.tokens.clone().filter(outside) {
        let Some(token) = document.tokens.get(at) else {
            continue;
        };
        let place = if middle.contains(&at) { "mid" } else { "out" };
        if token.pos.is_verb() {
            let lemma = clause::verb_lemma_at(document, at);
            for entry in event::of_verb(&lemma)
                .iter()
                .filter(|one| one.rest.is_empty())
            {
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
fn words(document: &Document<'_>, scene: &Scene) -> Vec<String> {
    let all = masked(document, &scene.pair, scene.tokens.clone());
    let middle = masked(document, &scene.pair, scene.middle());
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
