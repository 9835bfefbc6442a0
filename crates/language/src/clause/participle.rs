//! Participles by their tag that must be finite verbs.

use std::ops::Range;

use crate::document::Document;
use crate::lexicon::commitment;
use crate::tag::Pos;

use super::verb::{is_adverb, verb_lemma_at};

/// Participles by their tag that must be finite verbs: the tagger takes *the envoys never met* for
/// *the envoys never seen*. They follow a subject pronoun, a noun and an adverb, or stand in a
/// sentence that has no other verb.
pub(super) fn promoted(document: &Document<'_>, tokens: Range<usize>) -> Vec<usize> {
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let is_pronoun = |at: usize| is_subject_pronoun(&document.lower(at));
    let candidates = candidates(document, tokens.clone());
    let has_finite = tokens.clone().any(|at| pos(at).is_some_and(Pos::is_finite));
    let follows_taker = |before: usize| {
        let verb = (tokens.start..before)
            .rev()
            .find(|index| pos(*index).is_some_and(Pos::is_verb));
        verb.is_some_and(|verb| {
            commitment::takes_clause(&verb_lemma_at(document, verb))
                || matches!(document.lower(verb + 1).as_str(), "that")
                || (verb..before).any(|index| document.lower(index) == "that")
        })
    };
    let mut found: Vec<usize> = candidates
        .iter()
        .filter(|(at, before)| {
            let ends = pos(at + 1).is_none_or(|next| next == Pos::Mark) || *at + 1 >= tokens.end;
            is_pronoun(*before) || at - before > 1 || ends && follows_taker(*before)
        })
        .map(|(at, _)| *at)
        .collect();
    if found.is_empty() && !has_finite {
        found.extend(candidates.first().map(|(at, _)| *at));
    }
    // "was planned but never took place"
    found.extend(tokens.clone().filter(|at| {
        let joins = |word: &str| matches!(word, "and" | "but");
        pos(*at) == Some(Pos::VBN)
            && at.checked_sub(2).is_some_and(|two| {
                document.lower(two + 1) == "never" && joins(&document.lower(two))
            })
    }));
    found.extend(tokens.filter(|at| is_verb_after_pronoun(document, *at)));
    found
}

pub(super) fn is_subject_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she" | "they" | "we" | "i" | "it" | "who" | "which"
    )
}

/// Participles by their tag that follow a noun or subject pronoun, with that word; adverbs may
/// stand between.
pub(super) fn candidates(document: &Document<'_>, tokens: Range<usize>) -> Vec<(usize, usize)> {
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let subject = |at: usize| {
        (tokens.start..at)
            .rev()
            .find(|index| !is_adverb(document, *index))
    };
    tokens
        .clone()
        .filter(|at| pos(*at) == Some(Pos::VBN) && !is_bare_participle(&document.lower(*at)))
        .filter_map(|at| Some((at, subject(at)?)))
        .filter(|(_, before)| {
            is_subject_pronoun(&document.lower(*before)) || pos(*before).is_some_and(Pos::is_noun)
        })
        .collect()
}

/// A noun by its tag, right after a subject pronoun that opens its clause: *if it rains*.
pub(super) fn is_verb_after_pronoun(document: &Document<'_>, at: usize) -> bool {
    let (Some(pronoun), Some(opener)) = (at.checked_sub(1), at.checked_sub(2)) else {
        return false;
    };
    let is_noun = document
        .tokens
        .get(at)
        .is_some_and(|token| matches!(token.pos, Pos::NN | Pos::NNS));
    let word = document.lower(at);
    let agrees = match document.lower(pronoun).as_str() {
        "he" | "she" | "it" => word.ends_with('s') || word.ends_with("ed"),
        "they" | "we" | "i" => !word.ends_with('s'),
        _ => false,
    };
    let opens = matches!(
        document.lower(opener).as_str(),
        "if" | "when" | "that" | "because" | "unless" | "while" | "and" | "but" | "," | "“" | "\""
    );
    is_noun && agrees && opens
}

/// *seen, taken, known*: participles that no past tense looks like.
pub(super) fn is_bare_participle(word: &str) -> bool {
    matches!(
        word,
        "been" | "done" | "gone" | "seen" | "known" | "born" | "begun"
    ) || word.ends_with("wn")
        || word.ends_with("ken")
        || word.ends_with("ven")
}
