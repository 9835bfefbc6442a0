//! What the article judges by the way, in a clause that hangs on another: *with what seemed to be a
//! list of wishes*, *a folder that may have held the draft*.
//!
//! Only a hedge makes such a clause a judgement: *the bridge that closed* asserts nothing new.

use std::ops::Range;

use onrecord_record::{Aspect, Certainty, Factuality, Span};

use super::{Own, Told, predicate_tokens};
use crate::clause::{self, Clause, Link};
use crate::factuality::{self, Frame};
use crate::lexicon::commitment::{self, Commitment};
use crate::lexicon::hedge::{self, Effect, Part};
use crate::tag::Pos;

impl Own<'_, '_> {
    /// Clause `index` if it is a hedged judgement of the article's own inside another clause.
    pub(super) fn judgement(&self, index: usize) -> Option<Told> {
        let clause = &self.clauses[index];
        let verb = clause.verb.as_ref()?;
        let is_free = clause.link == Link::Content && self.is_free_relative(clause);
        let is_bare = clause.marker.is_none() || clause::is_modal(&self.document.lower(verb.head));
        if !(clause.link == Link::Relative || is_free) || is_bare || !self.is_under_own(index) {
            return None;
        }
        let reading = factuality::clause_reading(self.document, &self.clauses, index, Frame::Own);
        let is_open = matches!(
            reading.value,
            Factuality::Committed(Certainty::Certain, _) | Factuality::KnownUntold
        );
        let hedged = reading.because.iter().any(|why| self.is_hedge(*why));
        if is_open || !hedged || reading.mood.question {
            return None;
        }
        let words = predicate_tokens(self.document, verb, clause.tokens.end);
        let predicate = clause::span_of(self.document, words)?;
        let tokens = self.judged(clause);
        let span = clause::span_of(self.document, clause.tokens.clone())?;
        let is_theirs = self.is_theirs(predicate, verb)
            || self.has_cue(predicate)
            || self
                .attributions
                .iter()
                .any(|one| one.content.overlaps(span));
        if is_theirs {
            return None;
        }
        let told = self.kept(index, tokens, predicate, Aspect::State, reading)?;
        Some(Told {
            has_subject: true,
            ..told
        })
    }

    /// The clause; after a dash with nothing but a noun before it, with that noun: *— the kind of
    /// talk that seemed to …*.
    fn judged(&self, clause: &Clause) -> Range<usize> {
        let tokens = clause.tokens.clone();
        let dash = (self.clauses[0].tokens.start..tokens.start)
            .rev()
            .take_while(|at| !matches!(self.document.lower(*at).as_str(), "," | ";" | ":" | "("))
            .find(|at| matches!(self.document.lower(*at).as_str(), "—" | "–" | "--" | "-"));
        let Some(dash) = dash else {
            return tokens;
        };
        let before = dash + 1..tokens.start;
        let has_verb = |one: &Clause| {
            let head = one.verb.as_ref().map(|verb| verb.head);
            head.is_some_and(|head| before.contains(&head))
        };
        let is_phrase = !self.clauses.iter().any(has_verb);
        if is_phrase {
            dash + 1..tokens.end
        } else {
            tokens
        }
    }

    /// *what* names a thing, and asks nothing: *came with what seemed …*, not *know what may …*.
    fn is_free_relative(&self, clause: &Clause) -> bool {
        let Some(marker) = clause.marker.clone() else {
            return false;
        };
        let Some(before) = marker.start.checked_sub(1) else {
            return false;
        };
        let word = self.document.lower(before);
        let pos = self.document.tokens.get(before).map(|token| token.pos);
        let lemma = clause::verb_lemma_at(self.document, before);
        let names = match pos {
            Some(Pos::IN | Pos::TO) => !matches!(
                word.as_str(),
                "about" | "on" | "over" | "of" | "as" | "than"
            ),
            Some(pos) if pos.is_verb() => {
                !commitment::asks_whether(&lemma) && commitment::of_verb(&lemma).is_none()
            }
            _ => false,
        };
        self.document.lower(marker.start) == "what" && names
    }

    /// Every clause around it is the article's own and told as so.
    fn is_under_own(&self, index: usize) -> bool {
        let mut at = index;
        while let Some(above) = self.clauses[at].parent {
            let clause = &self.clauses[above];
            let is_own = match clause.link {
                Link::Main | Link::Aside => {
                    !clause::ends_with_question(self.document, clause.tokens.clone())
                }
                Link::Relative | Link::Time | Link::Cause | Link::Concession => true,
                _ => false,
            };
            if !is_own {
                return false;
            }
            at = above;
        }
        true
    }

    /// *seem, likely, may, reportedly*: it weakens. What must be or would be is another matter.
    fn is_hedge(&self, why: Span) -> bool {
        self.document.tokens_in(why).any(|at| {
            let word = self.document.lower(at);
            let lemma = clause::verb_lemma_at(self.document, at);
            let weakens = |effect: Option<Effect>| {
                matches!(
                    effect,
                    Some(Effect::Possible | Effect::Probable | Effect::Hearsay)
                )
            };
            let raises = weakens(hedge::effect(Part::Raising, &word))
                || weakens(hedge::effect(Part::Raising, &lemma));
            weakens(hedge::effect(Part::Adverb, &word))
                || matches!(word.as_str(), "may" | "might" | "could")
                || raises && !is_duty(&word, &lemma)
        })
    }
}

/// *have to, need to, is required to*: a duty, no doubt; *set to, due to*: a plan.
fn is_duty(word: &str, lemma: &str) -> bool {
    matches!(lemma, "have" | "need" | "require" | "oblige")
        || matches!(
            word,
            "ought" | "set" | "due" | "scheduled" | "slated" | "certain" | "sure" | "bound"
        )
        || commitment::of_verb(lemma) == Some(Commitment::Wish)
}
