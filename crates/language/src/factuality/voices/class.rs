//! What kind of saying a word tells: by itself, and before this content. *Asked* asks a question or
//! a favour, *offered* promises talks or gives an assessment.

use onrecord_record::Extent;

use super::{content_opener, is_before_noun, is_noun, is_quoted};
use crate::clause;
use crate::document::Document;
use crate::lemma::lemma;
use crate::lexicon::commitment::{self, Commitment};
use crate::tag::Pos;

/// The class of the word at `at`, looked up with its particle and with the head of the content.
pub(super) fn class_of(document: &Document<'_>, at: usize, opener: &str) -> Option<Commitment> {
    let token = document.tokens.get(at)?;
    let word = document.lower(at);
    // *said on “Meet the {Press}”*
    if token.pos.is_name() && clause::is_name(document, at) {
        return None;
    }
    if token.pos.is_noun() && !clause::is_auxiliary(document, at) {
        let as_noun = commitment::of_noun(&lemma(&word, token.pos));
        if as_noun.is_some() || is_determined(document, at) {
            return as_noun;
        }
        return commitment::of_verb(&clause::verb_lemma_at(document, at))
            .or_else(|| commitment::of_adjective(&word));
    }
    let as_adjective = commitment::of_adjective(&word)
        .filter(|_| token.pos == Pos::VBN && is_predicate(document, at));
    if as_adjective.is_some() {
        return as_adjective;
    }
    if matches!(token.pos, Pos::JJ | Pos::RB) {
        return commitment::of_adjective(&word)
            .or_else(|| commitment::of_verb(&clause::verb_lemma_at(document, at)));
    }
    let verb = clause::verb_lemma_at(document, at);
    let next = document.lower(at + 1);
    let longer = [format!("{verb} {next}"), format!("{verb} {opener}")];
    let wanted = |class: &Commitment| {
        *class != Commitment::Wish || next != "to" || !is_addressed(document, at + 2)
    };
    longer
        .iter()
        .find_map(|pair| commitment::of_verb(pair).filter(wanted))
        .or_else(|| commitment::of_verb(&verb))
}

/// *said to {reporters}*, not *said to {leave}*: does the phrase after *to* say who was spoken to?
fn is_addressed(document: &Document<'_>, at: usize) -> bool {
    let pos = document.tokens.get(at).map(|token| token.pos);
    pos.is_some_and(|pos| {
        pos.is_noun()
            || matches!(
                pos,
                Pos::PRP | Pos::PRPS | Pos::DT | Pos::CD | Pos::JJ | Pos::PDT
            )
    })
}

/// *on {the show}*: a noun for sure, and no verb the tagger mistook.
fn is_determined(document: &Document<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| document.tokens.get(at));
    before.is_some_and(|token| matches!(token.pos, Pos::DT | Pos::PRPS))
}

/// After a form of *be*, with nothing but adverbs between: *is deeply worried*.
fn is_predicate(document: &Document<'_>, at: usize) -> bool {
    let before = (0..at)
        .rev()
        .find(|index| !clause::is_adverb(document, *index));
    before.is_some_and(|index| {
        matches!(
            clause::verb_lemma_at(document, index).as_str(),
            "be" | "remain" | "seem" | "feel"
        )
    })
}

/// *asked {that her name be left out}*, *asked {the League for talks}*, *asked {him to leave}*:
/// a request, and no question.
pub(super) fn requests(document: &Document<'_>, head: usize, content: &Extent) -> bool {
    /// So many tokens of the content are looked at.
    const NEAR: usize = 8;
    let first = document.tokens_in(content.first());
    let before = document.lower(first.start.saturating_sub(1));
    let asks = clause::verb_lemma_at(document, head) == "ask"
        && !matches!(before.as_str(), "about" | "on" | "over")
        && !clause::ends_with_question(document, first.clone());
    let wants = |at: usize| {
        let next = document.tokens.get(at + 1).map(|token| token.pos);
        match document.lower(at).as_str() {
            "for" => true,
            "to" => matches!(next, Some(Pos::VB | Pos::VBP)),
            _ => false,
        }
    };
    let opener = content_opener(document, content);
    let is_phrase = document.tokens.get(first.start).is_some_and(|token| {
        token.pos.is_noun()
            || matches!(
                token.pos,
                Pos::DT | Pos::PRP | Pos::PRPS | Pos::TO | Pos::CD
            )
            || document.lower(first.start) == "for"
    });
    let near = first.start..first.end.min(first.start + NEAR);
    let is_question = |at: usize| {
        let word = document.lower(at);
        matches!(word.as_str(), "whether" | "if" | "how")
            || matches!(
                document.tokens.get(at).map(|token| token.pos),
                Some(Pos::WP | Pos::WRB)
            )
    };
    let is_request = is_phrase && near.clone().any(wants) && !near.clone().any(is_question);
    asks && (opener == "that" || is_request)
}

/// *suggested {that he leave}*: a proposal, and nothing that is taken to be likely.
pub(super) fn proposes(document: &Document<'_>, head: usize, content: &Extent) -> bool {
    if !commitment::is_mandative(&clause::verb_lemma_at(document, head)) {
        return false;
    }
    let tokens = document.tokens_in(content.first());
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let is_verb = |at: &usize| {
        let of_verb = |pos: Pos| pos.is_finite() || matches!(pos, Pos::VB | Pos::TO);
        pos(*at).is_some_and(of_verb)
    };
    let Some(verb) = tokens.clone().find(is_verb) else {
        return false;
    };
    let is_subject = |at: &usize| pos(*at).is_some_and(|pos| pos.is_noun() || pos == Pos::PRP);
    let subject = (tokens.start..verb).rev().find(is_subject);
    // of many, *they suggest that they focus* tells how it is
    let is_one = subject.is_some_and(|at| {
        matches!(pos(at), Some(Pos::NN | Pos::NNP))
            || matches!(document.lower(at).as_str(), "he" | "she" | "it")
    });
    let is_past = matches!(pos(head), Some(Pos::VBD | Pos::VBN));
    let is_plain = !clause::is_auxiliary(document, verb);
    match pos(verb) {
        Some(Pos::VB) => subject.is_some(),
        Some(Pos::VBP) => is_plain && subject.is_some() && (is_one || is_past),
        _ => false,
    }
}

/// *wants {to stress} that*: it is said by that.
pub(super) fn wants_to_say(document: &Document<'_>, head: usize) -> bool {
    let says = head + 2;
    let clear = document.lower(says) == "make" && document.lower(says + 1) == "clear";
    let is_verb = document
        .tokens
        .get(says)
        .is_some_and(|token| matches!(token.pos, Pos::VB | Pos::VBP));
    let lemma = clause::verb_lemma_at(document, says);
    let is_told = clear || commitment::of_verb(&lemma) == Some(Commitment::Assert);
    // who encourages others to say it has not said it
    let wants = matches!(
        clause::verb_lemma_at(document, head).as_str(),
        "want" | "like" | "wish" | "need" | "love" | "hope"
    );
    wants && document.lower(head + 1) == "to" && is_verb && is_told
}

/// *worried {about the roads}*: a feeling about a thing says nothing against it.
pub(super) fn is_about_thing(document: &Document<'_>, content: &Extent) -> bool {
    let tokens = document.tokens_in(content.first());
    let is_about = |at: usize| matches!(document.lower(at).as_str(), "about" | "over" | "at");
    let follows = tokens.start.checked_sub(1).is_some_and(is_about);
    (follows || is_about(tokens.start))
        && clause::clauses(document, tokens)
            .iter()
            .all(|one| one.verb.is_none())
}

/// *offered {an assessment}, agreed {the terms}*: done by that, and not to be done yet. *Offered {to
/// pay}, offered {talks}, agreed {to meet}* look ahead.
pub(super) fn is_done_by_saying(document: &Document<'_>, head: usize, content: &Extent) -> bool {
    let tokens = document.tokens_in(content.first());
    // *“Ideas differ,” {agrees} Holt*
    if is_quoted(document, content) && clause::verb_lemma_at(document, head) == "agree" {
        return true;
    }
    let first = tokens.clone().find(|at| !clause::is_adverb(document, *at));
    let Some(first) = first.filter(|at| !looks_ahead(document, *at)) else {
        return false;
    };
    let has_clause = clause::clauses(document, tokens.clone())
        .first()
        .is_some_and(|one| one.verb.is_some());
    if settles(&clause::verb_lemma_at(document, head)) && !is_noun(document, head) {
        return !has_clause;
    }
    let noun = (first..tokens.end)
        .take_while(|at| is_before_noun(document, *at) || clause::is_adverb(document, *at))
        .take_while(|at| document.lower(*at) != "of")
        .filter(|at| is_noun(document, *at))
        .last();
    noun.is_some_and(|at| class_of(document, at, "").is_some_and(is_of_saying)) && !has_clause
}

/// Words of settling: what has been settled is done, what was settled on is to come.
pub(super) fn settles(lemma: &str) -> bool {
    matches!(
        lemma,
        "agree" | "accept" | "choose" | "decide" | "decision" | "agreement" | "consent"
    )
}

/// *to pay, that they meet, whether to go*.
fn looks_ahead(document: &Document<'_>, first: usize) -> bool {
    let next = document.tokens.get(first + 1).map(|token| token.pos);
    match document.lower(first).as_str() {
        "to" => matches!(next, Some(Pos::VB | Pos::VBP | Pos::RB)),
        "that" | "whether" => true,
        "on" | "in" | "for" => next == Some(Pos::VBG),
        _ => false,
    }
}

/// What is given by words alone: an assessment, a doubt, a hint.
fn is_of_saying(class: Commitment) -> bool {
    !matches!(
        class,
        Commitment::Wish | Commitment::Commissive | Commitment::Offer
    )
}

/// *no doubt, without a doubt, no question*: sure; *little doubt*: nearly.
pub(super) fn without_doubt(document: &Document<'_>, head: usize, class: Commitment) -> Commitment {
    let is_noun = document
        .tokens
        .get(head)
        .is_some_and(|token| token.pos.is_noun());
    let is_doubt = matches!(
        document.lower(head).as_str(),
        "doubt" | "doubts" | "question"
    );
    if !is_noun || !is_doubt {
        return class;
    }
    let word = |back: usize| {
        head.checked_sub(back)
            .map_or(String::new(), |at| document.lower(at))
    };
    let article = usize::from(matches!(
        word(1).as_str(),
        "a" | "any" | "serious" | "single"
    ));
    match word(1 + article).as_str() {
        "no" | "without" | "beyond" | "not" | "n't" | "n’t" | "never" => Commitment::Assert,
        "little" if class == Commitment::Doubt => Commitment::Belief,
        _ => class,
    }
}
