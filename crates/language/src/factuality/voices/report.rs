//! Who denies the report that a cue names: *denied {reports} that they met*, *{reports} that they
//! met are untrue*.

use onrecord_record::{Certainty, Extent, Factuality, Mood, Polarity, Span};

use super::super::Reading;
use super::class::class_of;
use super::frame::frame_of;
use super::heading::is_truth;
use super::{is_before_noun, is_phrase_head};
use crate::clause;
use crate::document::Document;
use crate::lexicon::commitment::{self, Commitment};

/// The verb of denial whose object is the noun at `head`: *{denied} earlier reports*.
pub(super) fn denial_before(document: &Document<'_>, head: usize) -> Option<usize> {
    /// Tokens between a verb of denial and the noun it denies, at most.
    const LONGEST_PHRASE: usize = 6;
    let is_report = is_phrase_head(document, head)
        && matches!(
            class_of(document, head, ""),
            Some(Commitment::Assert | Commitment::Belief | Commitment::Suggest | Commitment::Fear)
        );
    if !is_report {
        return None;
    }
    let from = head.saturating_sub(LONGEST_PHRASE);
    let verb = (from..head)
        .rev()
        .find(|at| is_denying(document, *at) || !is_before_noun(document, *at))?;
    is_denying(document, verb).then_some(verb)
}

/// A verb of denial: *denied, dismissed*; *declined comment* denies nothing.
fn is_denying(document: &Document<'_>, at: usize) -> bool {
    let lemma = clause::verb_lemma_at(document, at);
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.pos.is_verb())
        && commitment::of_verb(&lemma) == Some(Commitment::Deny)
        && !matches!(
            lemma.as_str(),
            "decline" | "refuse" | "exclude" | "discount" | "renounce" | "forswear" | "disown"
        )
}

/// What denies the report that the cue names, outside the cue: *denied {reports} that they met*,
/// *{reports} that they met are untrue*.
pub(super) fn denial_around(
    document: &Document<'_>,
    cue: &Extent,
    content: &Extent,
) -> Option<Reading> {
    let tokens: Vec<usize> = cue
        .parts()
        .iter()
        .flat_map(|part| document.tokens_in(*part))
        .collect();
    let head = *tokens
        .iter()
        .rev()
        .find(|at| class_of(document, **at, "") == Some(Commitment::Assert))?;
    let sentence = document
        .sentences
        .iter()
        .find(|one| one.tokens.contains(&head))?;
    let before = denial_before(document, head).filter(|at| !tokens.contains(at));
    if let Some(denial) = before.filter(|at| sentence.tokens.contains(at)) {
        let frame = frame_of(document, denial, content);
        let is_told = frame.value == Factuality::CERTAIN;
        return Some(told_by(document, denial, frame.because, is_told));
    }
    let is_cued = |at: &usize| tokens.contains(at);
    untrue_after(document, head, content, sentence.tokens.end, is_cued)
}

/// The predicate that calls untrue what the content before it tells: *that they met {is not true}*.
fn untrue_after(
    document: &Document<'_>,
    head: usize,
    content: &Extent,
    end: usize,
    is_cued: impl Fn(&usize) -> bool,
) -> Option<Reading> {
    let told = document.tokens_in(content.hull());
    if head >= told.start || !is_phrase_head(document, head) {
        return None;
    }
    let is_loose = |at: &usize| {
        clause::is_adverb(document, *at) || !document.lower(*at).starts_with(char::is_alphanumeric)
    };
    let verb = (told.end..end).find(|at| !is_loose(at))?;
    let is_be = clause::verb_lemma_at(document, verb) == "be";
    let at = (verb + 1..end).find(|at| !is_loose(at))?;
    let word = document.lower(at);
    let denial = (verb + 1..at).find(|at| clause::is_negation(&document.lower(*at)));
    let is_untrue = commitment::of_adjective(&word) == Some(Commitment::Deny);
    let is_untold = is_untrue && denial.is_none() || is_truth(&word) && denial.is_some();
    let because = denial.and_then(|at| document.tokens.get(at));
    (is_be && is_untold && !is_cued(&at)).then(|| {
        let because = because.map(|token| token.span).into_iter().collect();
        told_by(document, at, because, true)
    })
}

/// A denial by the word at `at`, if it is told for sure.
fn told_by(document: &Document<'_>, at: usize, because: Vec<Span>, is_told: bool) -> Reading {
    let value = if is_told {
        Factuality::Committed(Certainty::Certain, Polarity::Fails)
    } else {
        Factuality::Uncommitted
    };
    let word = document.tokens.get(at).map(|token| token.span);
    Reading {
        value,
        mood: Mood::default(),
        because: because.into_iter().chain(word).collect(),
    }
}
