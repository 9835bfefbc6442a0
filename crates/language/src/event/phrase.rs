//! Noun phrases, without a parse: how far one reaches, its nouns, what follows it.

use std::ops::Range;

use crate::clause;
use crate::document::Document;
use crate::lemma::lemma;
use crate::tag::Pos;

/// Tokens in a noun phrase, at most.
const LONGEST: usize = 16;

/// The lemma of token `at` taken for a noun.
pub(super) fn noun(document: &Document<'_>, at: usize) -> String {
    lemma(&document.lower(at), Pos::NNS)
}

/// The nouns of `tokens`.
pub(super) fn nouns(document: &Document<'_>, tokens: Range<usize>) -> Vec<usize> {
    tokens.filter(|at| is_noun(document, *at)).collect()
}

/// The nouns, adjectives and numbers of what follows a verb at `from`: of its object, or of what its preposition governs.
pub(super) fn objects(document: &Document<'_>, from: usize, end: usize) -> Vec<usize> {
    let start = after_preposition(document, from, end);
    let first = noun_phrase(document, start, end);
    let second = noun_phrase(document, first.end, end);
    let is_word = |at: &usize| {
        document.tokens.get(*at).is_some_and(|token| {
            token.pos.is_noun() || matches!(token.pos, Pos::JJ | Pos::CD | Pos::VBN | Pos::VBG)
        })
    };
    (first.start..second.end.max(first.end))
        .filter(is_word)
        .collect()
}

/// Past adverbs, particles and one preposition.
pub(super) fn after_preposition(document: &Document<'_>, from: usize, end: usize) -> usize {
    let is_light = |at: usize| {
        let token = document.tokens.get(at);
        clause::is_adverb(document, at)
            || token.is_some_and(|token| matches!(token.pos, Pos::RP | Pos::IN))
            || document.lower(at) == "to" && !is_bare_verb(document, at + 1)
    };
    (from..end.min(from + 4))
        .find(|at| !is_light(*at))
        .unwrap_or(from)
}

/// Is token `at` a verb without ending, as after *to*?
pub(super) fn is_bare_verb(document: &Document<'_>, at: usize) -> bool {
    let token = document.tokens.get(at);
    token.is_some_and(|token| matches!(token.pos, Pos::VB | Pos::VBP))
}

/// The noun phrase that begins at `from`, with *of* and *and* inside it; empty where none begins.
pub(crate) fn noun_phrase(document: &Document<'_>, from: usize, end: usize) -> Range<usize> {
    let end = end.min(from + LONGEST);
    let mut at = from;
    let mut last = from;
    while at < end {
        let goes_on = match step(document, from, at) {
            Step::Noun => {
                last = at + 1;
                true
            }
            Step::Before => true,
            Step::Joint => last == at && begins(document, at + 1),
            Step::Stop => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    from..last
}

enum Step {
    /// A word that can end the phrase.
    Noun,
    /// A word that must be followed by another.
    Before,
    /// *of*, *and*, a comma: goes on if another phrase begins.
    Joint,
    Stop,
}

fn step(document: &Document<'_>, from: usize, at: usize) -> Step {
    let Some(token) = document.tokens.get(at) else {
        return Step::Stop;
    };
    match token.pos {
        pos if pos.is_noun() => Step::Noun,
        Pos::CD if at > from && is_noun(document, at - 1) => Step::Stop,
        Pos::PRP | Pos::CD | Pos::WP => Step::Noun,
        Pos::POS => Step::Before,
        Pos::DT | Pos::PDT if at > from && is_noun(document, at - 1) => Step::Stop,
        // "an offensive against": an adjective by its tag with no noun after it
        Pos::JJ if at > from && !goes_on(document, at + 1) => Step::Noun,
        Pos::DT | Pos::PDT | Pos::PRPS | Pos::JJ | Pos::JJR | Pos::JJS => Step::Before,
        Pos::VBN | Pos::VBG | Pos::VBD if !is_noun(document, at.saturating_sub(1)) => Step::Before,
        Pos::RB | Pos::RBR if at == from => Step::Before,
        _ => match document.lower(at).as_str() {
            "of" | "and" | "or" | "&" => Step::Joint,
            "," => Step::Joint,
            "$" | "€" | "£" | "%" | "-" | "\"" | "“" | "”" | "``" | "''" => Step::Before,
            _ => Step::Stop,
        },
    }
}

/// Can an adjective be followed by the word at `at` in one phrase?
fn goes_on(document: &Document<'_>, at: usize) -> bool {
    let token = document.tokens.get(at);
    token.is_some_and(|token| {
        token.pos.is_noun()
            || matches!(
                token.pos,
                Pos::JJ | Pos::JJR | Pos::JJS | Pos::VBN | Pos::VBG | Pos::CD | Pos::CC | Pos::Mark
            )
    })
}

/// Can a noun phrase go on at `at`, after *of* or *and*: no verb before its noun?
fn begins(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.pos.is_noun()
            || matches!(
                token.pos,
                Pos::DT | Pos::PRPS | Pos::JJ | Pos::JJS | Pos::CD | Pos::PDT | Pos::VBN
            )
    }) && (document.lower(at.saturating_sub(1)) != "," || clause::is_name(document, at))
}

pub(super) fn is_noun(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.pos.is_noun())
}

/// The noun phrase that ends before `at`: back over words that can stand in one.
pub(crate) fn before(document: &Document<'_>, at: usize, start: usize) -> Range<usize> {
    let is_inside = |at: usize| {
        document.tokens.get(at).is_some_and(|token| {
            token.pos.is_noun()
                || matches!(
                    token.pos,
                    Pos::DT | Pos::PRPS | Pos::JJ | Pos::JJS | Pos::CD | Pos::POS | Pos::PRP
                )
                || document.lower(at) == "of"
        })
    };
    let mut from = at;
    while from > start && is_inside(from - 1) {
        from -= 1;
    }
    while from < at && document.lower(from) == "of" {
        from += 1;
    }
    from..at
}

/// The first verb in `tokens` that hangs on what stands before them: *to release*, *of shelling*,
/// *it would attack*.
pub(super) fn governed(document: &Document<'_>, tokens: Range<usize>) -> Option<usize> {
    let past_adverbs = |from: usize| {
        (from..tokens.end).find(|at| {
            !clause::is_adverb(document, *at)
                && !matches!(document.lower(*at).as_str(), "be" | "have")
        })
    };
    let mut in_clause = false;
    for at in tokens.clone() {
        let token = document.tokens.get(at)?;
        let word = document.lower(at);
        // "demanded that the minister resign"
        if in_clause && matches!(token.pos, Pos::VB | Pos::VBP) {
            return Some(at);
        }
        in_clause |= word == "that";
        if word == "to" || clause::is_modal(&word) {
            let verb = past_adverbs(at + 1)?;
            let pos = document.tokens.get(verb)?.pos;
            let carried = document.lower(verb.saturating_sub(1)) == "be" && pos == Pos::VBN;
            if matches!(pos, Pos::VB | Pos::VBP) || carried {
                return Some(verb);
            }
        }
        if token.pos == Pos::VBG && at > tokens.start.saturating_sub(1) {
            let after = document.tokens.get(at.saturating_sub(1)).map(|one| one.pos);
            let lower = document.lower(at.saturating_sub(1));
            if after == Some(Pos::IN) || at == tokens.start || lower == "to" {
                return Some(at);
            }
        }
        if matches!(word.as_str(), ";" | "." | "?" | "!") {
            return None;
        }
    }
    None
}

/// A preposition among `words` after `from`, and the noun phrase it governs.
pub(super) fn governed_by(
    document: &Document<'_>,
    from: usize,
    end: usize,
    words: &[&str],
) -> Option<Range<usize>> {
    let mut at = from;
    while at < end {
        let word = document.lower(at);
        if words.contains(&word.as_str()) {
            let found = noun_phrase(document, at + 1, end);
            if !found.is_empty() {
                return Some(found);
            }
        }
        let pos = document.tokens.get(at)?.pos;
        let stops =
            pos.is_finite() || matches!(word.as_str(), ";" | "." | "that" | "who" | "which");
        if stops {
            return None;
        }
        at += 1;
    }
    None
}
