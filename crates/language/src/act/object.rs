//! What is done by words that hangs on their object: a claim is denied, a request is refused.

use onrecord_record::Extent;

use crate::document::Document;
use crate::lemma::lemma;
use crate::lexicon::cue;
use crate::tag::Pos;

/// How far into a content the noun is looked for that tells what it is.
const OPENING: usize = 8;

/// Is the content a thing, and neither a clause nor a claim: *the request of two papers*?
pub(super) fn is_thing(document: &Document<'_>, content: &Extent) -> bool {
    let tokens = document.tokens_in(content.first());
    let finite = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|one| one.pos.is_finite())
    };
    let opens_clause = match document.lower(tokens.start).as_str() {
        // *dismissed that option*
        "that" => tokens.clone().any(finite),
        "any" | "having" | "as" | "\"" | "“" | "‘" | "'" => true,
        _ => false,
    };
    let is_claim = |at: usize| {
        let token = document.tokens.get(at);
        token.is_some_and(|token| {
            token.pos.is_noun() && cue::is_claim(&lemma(&document.lower(at), token.pos))
        })
    };
    let mut opening = tokens.start..tokens.end.min(tokens.start + OPENING);
    !opens_clause && !opening.any(is_claim)
}

/// Is the content something that is asked for: *a request for papers*, *the subpoena*?
pub(super) fn is_asked_for(document: &Document<'_>, content: &Extent) -> bool {
    let tokens = document.tokens_in(content.first());
    let opening = tokens.start..tokens.end.min(tokens.start + OPENING);
    let tag = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let phrase = opening.take_while(|at| {
        tag(*at).is_some_and(Pos::is_in_noun_phrase) || document.lower(*at) == "of"
    });
    let head = phrase
        .filter(|at| tag(*at).is_some_and(Pos::is_noun))
        .last();
    head.is_some_and(|at| {
        tag(at).is_some_and(|pos| cue::is_asked_for(&lemma(&document.lower(at), pos)))
    })
}
