//! What an article tells of a source it does not name.

use std::ops::Range;

use onrecord_record::{Anonymity, Extent, Span};

use super::scene::Scene;
use super::span;
use crate::tag::Pos;

/// Tokens of the longest reason.
const LONGEST: usize = 60;

/// What is told of the source `name`, who speaks with the words `held`.
///
/// The reason is the clause that gives it (*because he was not authorised to speak*); failing
/// that, the words that say that there is to be no name (*on condition of anonymity*).
pub(super) fn anonymity(scene: &Scene<'_>, name: Span, held: &[(Extent, usize)]) -> Anonymity {
    let mentions = held.iter().map(|(extent, _)| extent.hull());
    let reason = mentions.clone().find_map(|mention| reason(scene, mention));
    let descriptor = mentions
        .filter(|mention| mention.contains(name))
        .find_map(|mention| descriptor(scene, name, mention))
        .or(Some(name));
    Anonymity {
        descriptor,
        number: number(scene, name),
        reason,
    }
}

/// The name with a relative clause that tells which: *a person who was briefed on the plan*.
fn descriptor(scene: &Scene<'_>, name: Span, mention: Span) -> Option<Span> {
    let end = scene.document.tokens_in(name).end;
    let last = scene.document.tokens_in(mention).end;
    let relative = matches!(scene.low(end), "who" | "that") && end < last;
    let stop = (end..last)
        .find(|at| matches!(scene.low(*at), "," | "(" | "—" | "–"))
        .unwrap_or(last);
    let is_plea = (end..stop).any(|at| is_plea(scene, at).is_some());
    if !relative || is_plea {
        return None;
    }
    Some(name.cover(span(scene, end..stop)?))
}

/// How many: the number before the head.
fn number(scene: &Scene<'_>, name: Span) -> Option<Span> {
    let tokens = scene.document.tokens_in(name);
    let first = tokens.clone().take(3).find(|at| {
        scene.pos(*at) == Some(Pos::CD)
            || *at == tokens.start && scene.low(*at) == "one"
            || matches!(scene.low(*at), "several" | "both" | "dozens" | "dozen")
    })?;
    let from = match first.checked_sub(1) {
        Some(before) if scene.low(first) == "dozen" && tokens.contains(&before) => before,
        _ => first,
    };
    span(scene, from..first + 1)
}

/// The reason that the sentence of `mention` gives.
fn reason(scene: &Scene<'_>, mention: Span) -> Option<Span> {
    let sentences = scene.document.sentences_in(mention);
    let sentence = scene.document.sentences.get(sentences.start)?;
    let from = scene
        .document
        .tokens_in(mention)
        .start
        .saturating_sub(LONGEST);
    let from = from.max(sentence.tokens.start);
    let to = sentence.tokens.end.min(from + 3 * LONGEST);
    let plea = (from..to).find_map(|at| is_plea(scene, at))?;
    let because = (plea.start..to.min(plea.end + LONGEST)).find(|at| {
        matches!(scene.low(*at), "because" | "citing" | "since")
            || scene.low(*at) == "as" && scene.low(at + 1) != "well"
            || matches!(
                (scene.low(*at), scene.low(at + 1)),
                ("due", "to")
                    | ("so", "as")
                    | ("in", "order")
                    | ("for", "fear")
                    | ("to", "discuss")
                    | ("to", "describe")
                    | ("to", "speak")
            )
    });
    match because {
        Some(start) => span(scene, start..clause_end(scene, start, to)),
        None => {
            let before = plea.start.checked_sub(1);
            let start = before
                .filter(|at| matches!(scene.low(*at), "on"))
                .unwrap_or(plea.start);
            span(scene, start..plea.end)
        }
    }
}

/// The end of the clause that begins at `start`.
fn clause_end(scene: &Scene<'_>, start: usize, to: usize) -> usize {
    (start..to)
        .find(|at| {
            matches!(
                scene.low(*at),
                "," | "." | ";" | "—" | "–" | ")" | "\"" | "“" | "”" | "?" | "!"
            )
        })
        .unwrap_or(to)
}

/// Do the words at `at` say that there is to be no name? Where they stand.
fn is_plea(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let words: [&str; 5] = std::array::from_fn(|step| scene.low(at + step));
    let length = match words {
        ["condition", "of", "anonymity" | "anonymously", ..] => 3,
        ["condition", "that", _, "not", "be"] => 6,
        ["condition", "they" | "he" | "she", "not", "be", _] => 5,
        [
            "asked" | "requested" | "wished" | "wanted" | "preferred" | "spoke" | "insisted",
            "for" | "on",
            "anonymity",
            ..,
        ] => 3,
        ["asked" | "requested" | "insisted", "anonymity", ..] => 2,
        ["spoke" | "speaking", "anonymously", ..] => 2,
        ["not", "to", "be", "named" | "identified" | "quoted", ..] => 4,
        [
            "declined" | "refused",
            "to",
            "be",
            "named" | "identified" | "quoted",
            ..,
        ] => 4,
        ["not", "be", "named" | "identified", ..] => 3,
        [
            "not" | "n't",
            "authorised" | "authorized" | "allowed" | "permitted" | "cleared",
            "to",
            _,
            _,
        ] => 4,
        _ => return None,
    };
    Some(at..at + length)
}
