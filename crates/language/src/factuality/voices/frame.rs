//! How the article tells that something was said: *did not say*, *may have said*, *wants to show*,
//! or within what another denies.

use onrecord_record::{Certainty, Extent, Factuality, Mood, Polarity};

use super::super::{Frame, Reading, denials, is_idle_denial, is_raiser, reading_around};
use super::is_before_noun;
use crate::clause::{self, Clause};
use crate::document::Document;
use crate::lexicon::commitment::{self, Commitment};
use crate::tag::Pos;

/// How the article tells the cue whose deciding token is `head`.
pub(super) fn frame_of(document: &Document<'_>, head: usize, content: &Extent) -> Reading {
    let plain = || Reading {
        value: Factuality::CERTAIN,
        mood: Mood::default(),
        because: Vec::new(),
    };
    let sentence = document
        .sentences
        .iter()
        .find(|one| one.tokens.contains(&head));
    let Some(sentence) = sentence else {
        return plain();
    };
    let clauses = clause::clauses(document, sentence.tokens.clone());
    let Some(index) = clauses.iter().position(|one| holds(document, one, head)) else {
        return governed_frame(document, &clauses, head)
            .or_else(|| participle_frame(document, head))
            .unwrap_or_else(plain);
    };
    let mut frame = reading_around(document, &clauses, index, Frame::Past, Some(head));
    // a question mark or an adverb inside the content is the content's
    if frame.because.iter().any(|span| content.overlaps(*span)) {
        frame = reading_around(
            document,
            &outside(document, &clauses, index, content),
            0,
            Frame::Past,
            Some(head),
        );
    }
    frame
}

/// The clause alone, cut off where the content begins or after where it ends.
fn outside(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    content: &Extent,
) -> Vec<Clause> {
    let mut clause = clauses[index].clone();
    // it stands alone: the numbers of its neighbours would name nobody, its condition's word stays
    let first = clause.joined_to.take().and_then(|first| clauses.get(first));
    clause.marker = clause.marker.or_else(|| first?.marker.clone());
    clause.parent = None;
    let head = clause
        .verb
        .as_ref()
        .map_or(clause.tokens.start, |verb| verb.head);
    for part in content.parts() {
        let tokens = document.tokens_in(*part);
        if tokens.start > head {
            clause.tokens.end = clause.tokens.end.min(tokens.start);
        } else if tokens.end <= head {
            clause.tokens.start = clause.tokens.start.max(tokens.end);
        }
    }
    vec![clause]
}

/// Is the token `head` the verb of `clause`, its complement, or the infinitive it hands on to?
fn holds(document: &Document<'_>, clause: &Clause, head: usize) -> bool {
    let Some(verb) = &clause.verb else {
        return false;
    };
    if verb.tokens.contains(&head) || verb.complement == Some(head) {
        return true;
    }
    let next = clause::infinitive(document, verb, clause.tokens.end);
    is_raiser(document, verb)
        && next.is_some_and(|next| next.tokens.contains(&head) || next.complement == Some(head))
}

/// *is trying to prove*, *wants to show*: what is only meant to be said has not been said.
fn governed_frame(document: &Document<'_>, clauses: &[Clause], head: usize) -> Option<Reading> {
    let governor = clauses.iter().find_map(|one| {
        let verb = one.verb.as_ref()?;
        let next = clause::infinitive(document, verb, one.tokens.end)?;
        next.tokens.contains(&head).then_some(verb)
    })?;
    let class = commitment::of_verb(&governor.lemma)?;
    let is_meant = matches!(
        class,
        Commitment::Wish
            | Commitment::Commissive
            | Commitment::Offer
            | Commitment::Deny
            | Commitment::Question
    );
    is_meant.then(|| Reading {
        value: Factuality::Uncommitted,
        mood: Mood::default(),
        because: document
            .tokens
            .get(governor.head)
            .map(|token| token.span)
            .into_iter()
            .collect(),
    })
}

/// *without saying*, *not saying*: a participle that is denied.
fn participle_frame(document: &Document<'_>, head: usize) -> Option<Reading> {
    let before = head.checked_sub(1)?;
    let is_denied = matches!(document.lower(before).as_str(), "without" | "not" | "never");
    is_denied.then(|| Reading {
        value: Factuality::Committed(Certainty::Certain, Polarity::Fails),
        mood: Mood::default(),
        because: document
            .tokens
            .get(before)
            .map(|token| token.span)
            .into_iter()
            .collect(),
    })
}

/// The word of denial in the cue before its head, or in the noun phrase of the head: *does not
/// confirm or {comment}*, *had no {intention}*. What stands before a *but* is another thing: *was not
/// certain but {assumed}*.
pub(super) fn denied_within(
    document: &Document<'_>,
    tokens: &[usize],
    head: usize,
) -> Option<Reading> {
    let denies = |at: &usize| {
        let word = document.lower(*at);
        (clause::is_negation(&word) || matches!(word.as_str(), "no" | "without"))
            && !is_idle_denial(document, *at)
    };
    let before = tokens.iter().copied().filter(|at| *at < head);
    let but = before.clone().rfind(|at| document.lower(*at) == "but");
    let in_cue = before
        .filter(|at| but.is_none_or(|but| *at > but))
        .find(denies);
    let in_phrase = || {
        document
            .tokens
            .get(head)
            .filter(|token| token.pos.is_noun())?;
        let before = (head.saturating_sub(3)..head)
            .rev()
            .find(|at| denies(at) || !is_before_noun(document, *at))?;
        Some(before).filter(denies)
    };
    let at = in_cue.or_else(in_phrase)?;
    Some(Reading {
        value: Factuality::Committed(Certainty::Certain, Polarity::Fails),
        mood: Mood::default(),
        because: document
            .tokens
            .get(at)
            .map(|token| token.span)
            .into_iter()
            .collect(),
    })
}

/// *dropped {plans} to run*: the verb that takes back what the noun at `head` tells.
pub(super) fn given_up(document: &Document<'_>, head: usize) -> Option<Reading> {
    let token = |at: usize| document.tokens.get(at);
    token(head).filter(|token| token.pos.is_noun())?;
    let tells = |at: &usize| {
        let pos = token(*at).map(|token| token.pos);
        !matches!(pos, Some(Pos::DT | Pos::PRPS | Pos::JJ | Pos::CD))
    };
    let verb = (0..head).rev().find(tells)?;
    let lemma = clause::verb_lemma_at(document, verb);
    let is_verb = token(verb).is_some_and(|token| token.pos.is_verb());
    (is_verb && commitment::gives_up(&lemma)).then(|| Reading {
        value: Factuality::Committed(Certainty::Certain, Polarity::Fails),
        mood: Mood::default(),
        because: token(verb).map(|token| token.span).into_iter().collect(),
    })
}

/// Does the cue lie in what another one denies, doubts, wishes or asks: *denied that aides knew*?
pub(super) fn is_taken_back(document: &Document<'_>, head: usize) -> bool {
    let Some(sentence) = document
        .sentences
        .iter()
        .find(|one| one.tokens.contains(&head))
    else {
        return false;
    };
    let clauses = clause::clauses(document, sentence.tokens.clone());
    let Some(index) = clauses.iter().position(|one| holds(document, one, head)) else {
        return false;
    };
    let Some(above) = clauses[index]
        .parent
        .and_then(|parent| clauses[parent].verb.as_ref())
    else {
        return false;
    };
    let class = commitment::of_verb(&above.lemma);
    let denies = matches!(
        class,
        Some(
            Commitment::Deny
                | Commitment::Doubt
                | Commitment::Wish
                | Commitment::Question
                | Commitment::Counterfactive
        )
    );
    let is_content = matches!(
        clauses[index].link,
        clause::Link::That | clause::Link::Whether
    );
    is_content && (denies || !denials(document, above).is_empty())
}
