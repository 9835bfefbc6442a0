//! Which word of a cue decides, and what its class is once denials and *falsely* are counted in.

use onrecord_record::{Certainty, Extent, Factuality, Polarity, Span};

use super::super::Reading;
use super::class::{
    class_of, is_about_thing, is_done_by_saying, proposes, requests, wants_to_say, without_doubt,
};
use super::content_opener;
use super::frame::{denied_within, frame_of, given_up};
use super::report::denial_before;
use crate::clause;
use crate::document::Document;
use crate::lexicon::commitment::{self, Commitment};
use crate::tag::Pos;

/// The word of a cue that decides, its class, and how the narrator tells it.
pub(super) struct Heading {
    /// The deciding token.
    pub(super) head: usize,
    /// The class of its word.
    pub(super) class: Commitment,
    /// How the article tells that it was said: *seems to*, *did not*, *reportedly*.
    pub(super) frame: Reading,
    /// *falsely*, right by it.
    untruly: Option<usize>,
    /// Its lemma, taken for a verb.
    pub(super) lemma: String,
}

impl Heading {
    /// The heading of `cue`; `None` where it has no word at all.
    pub(super) fn of(document: &Document<'_>, cue: &Extent, content: &Extent) -> Option<Heading> {
        let tokens: Vec<usize> = cue
            .parts()
            .iter()
            .flat_map(|part| document.tokens_in(*part))
            .collect();
        let tokens = without_lack(document, tokens);
        let opener = content_opener(document, content);
        let classed = tokens
            .iter()
            .rev()
            .filter(|at| !is_occasion(document, &tokens, **at))
            .find_map(|at| Some((*at, class_of(document, *at, &opener)?)));
        let unclassed = || {
            let says = |at: &&usize| says_something(document, **at);
            let last = tokens.iter().rev().find(says).or(tokens.last())?;
            Some((*last, Commitment::Assert))
        };
        let (head, class) = classed.or_else(unclassed)?;
        let (head, class) = denial_before(document, head)
            .filter(|denial| tokens.contains(denial))
            .map_or((head, class), |denial| (denial, Commitment::Deny));
        let class = match class {
            Commitment::Question if requests(document, head, content) => Commitment::Wish,
            Commitment::Wish if wants_to_say(document, head) => Commitment::Assert,
            Commitment::Assert | Commitment::Suggest if proposes(document, head, content) => {
                Commitment::Wish
            }
            Commitment::Offer if is_taken_for(document, head) => Commitment::Belief,
            Commitment::Fear if is_about_thing(document, content) => Commitment::Assert,
            Commitment::Offer | Commitment::Commissive
                if is_done_by_saying(document, head, content) =>
            {
                Commitment::Assert
            }
            class => without_doubt(document, head, class),
        };
        let mut frame = frame_of(document, head, content);
        let denied = || denied_within(document, &tokens, head).or_else(|| given_up(document, head));
        if frame.because.is_empty()
            && let Some(denied) = denied()
        {
            frame = denied;
        }
        let around = head.saturating_sub(2)..head + 3;
        let untruly = around
            .clone()
            .find(|at| commitment::is_untruly(&document.lower(*at)));
        Some(Heading {
            head,
            class,
            frame,
            untruly,
            lemma: clause::verb_lemma_at(document, head),
        })
    }

    /// The class after *falsely* and *not*: *does not think* is *doubts*.
    pub(super) fn effective_class(&self) -> Commitment {
        match self.class {
            Commitment::Assert | Commitment::Suggest | Commitment::Belief
                if self.untruly.is_some() =>
            {
                Commitment::Counterfactive
            }
            Commitment::Belief if self.is_denied() => Commitment::Doubt,
            Commitment::Doubt if self.is_denied() => Commitment::Belief,
            Commitment::Commissive if self.is_denied() && intends(&self.lemma) => Commitment::Doubt,
            Commitment::Assert if self.is_denied() && is_truth(&self.lemma) => Commitment::Deny,
            class => class,
        }
    }

    /// Does the article tell that it was not said?
    fn is_denied(&self) -> bool {
        matches!(self.frame.value, Factuality::Committed(_, Polarity::Fails))
    }

    /// The denial has gone into the class.
    pub(super) fn denial_is_spent(&self) -> bool {
        self.is_denied()
            && self.frame.value == Factuality::Committed(Certainty::Certain, Polarity::Fails)
            && (matches!(self.class, Commitment::Belief | Commitment::Doubt)
                || self.class == Commitment::Commissive && intends(&self.lemma)
                || self.class == Commitment::Assert && is_truth(&self.lemma))
    }

    /// The words that decide: its own, and *falsely*.
    pub(super) fn words(&self, document: &Document<'_>) -> Vec<Span> {
        let at = [Some(self.head), self.untruly];
        at.into_iter()
            .flatten()
            .filter_map(|at| Some(document.tokens.get(at)?.span))
            .collect()
    }
}

/// *said in response to {a question}*, *repeated on {the show}*: a noun of where, when or upon what something was said
/// does not tell how.
fn is_occasion(document: &Document<'_>, tokens: &[usize], at: usize) -> bool {
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    if !pos(at).is_some_and(Pos::is_noun) {
        return false;
    }
    let before = || tokens.iter().copied().take_while(|one| *one < at);
    let says = |one: &usize| {
        let lemma = clause::verb_lemma_at(document, *one);
        pos(*one).is_some_and(Pos::is_verb)
            && commitment::of_verb(&lemma) == Some(Commitment::Assert)
    };
    let Some(verb) = before().filter(says).last() else {
        return false;
    };
    let opens = |one: usize| {
        let word = document.lower(one);
        let words = [
            "in", "on", "at", "during", "after", "before", "by", "through", "via",
        ];
        words.contains(&word.as_str())
    };
    before().any(|one| one > verb && opens(one))
}

/// *is considered one of the largest*: what many think, and no offer.
fn is_taken_for(document: &Document<'_>, head: usize) -> bool {
    let is_participle = document
        .tokens
        .get(head)
        .is_some_and(|token| token.pos == Pos::VBN);
    let before = head.checked_sub(1);
    let is_passive = before.is_some_and(|at| clause::verb_lemma_at(document, at) == "be");
    is_participle && is_passive && clause::verb_lemma_at(document, head) == "consider"
}

/// *claimed {without evidence}*: it is claimed all the same.
fn without_lack(document: &Document<'_>, mut tokens: Vec<usize>) -> Vec<usize> {
    let lacks = |at: &usize| document.lower(*at) == "without";
    let lack = tokens.iter().position(lacks).filter(|from| {
        let is_said = |at: &usize| class_of(document, *at, "").is_some();
        let is_thing = document.lower(tokens[*from] + 1);
        tokens.iter().take(*from).any(is_said)
            && commitment::of_noun(&is_thing) == Some(Commitment::Evidential)
    });
    tokens.truncate(lack.unwrap_or(tokens.len()));
    tokens
}

/// Denied, it tells that the thing will not be done: *has no intention to leave*; *made no promise*
/// leaves it open.
fn intends(lemma: &str) -> bool {
    matches!(lemma, "intend" | "intention" | "intent" | "plan" | "aim")
}

/// Denied, it calls untrue what is said: *is not true*.
pub(super) fn is_truth(lemma: &str) -> bool {
    matches!(lemma, "true" | "accurate" | "correct")
}

/// A verb, noun or adjective: no preposition, mark or word of denial.
fn says_something(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.pos.is_noun()
            || token.pos.is_verb() && !clause::is_auxiliary(document, at)
            || matches!(token.pos, Pos::JJ | Pos::JJR | Pos::JJS)
    })
}
