//! Which words open a clause, and of what kind: *if, that, who, after*; and where they only seem to.

use super::super::verb::{is_adverb, is_auxiliary, verb_lemma_at};
use super::super::{Link, ends_with_question};
use super::Scan;
use crate::lexicon::commitment;
use crate::tag::Pos;

impl Scan<'_, '_> {
    /// The kind of clause the word at `at` opens, and how many words open it.
    pub(super) fn opener(&self, at: usize, word: &str) -> Option<(Link, usize)> {
        let next = self.document.lower(at + 1);
        let pos = self.document.tokens.get(at)?.pos;
        match (word, next.as_str()) {
            ("if", "not" | "any") if !self.has_verb_ahead(at + 2) || self.counts(at) => None,
            ("even", "though") => Some((Link::Concession, 2)),
            ("even", "if") | ("as", "if" | "though") => Some((Link::Comparison, 2)),
            ("only", "if") | ("provided" | "providing" | "assuming" | "supposing", "that") => {
                Some((Link::Condition, 2))
            }
            ("provided" | "providing", _) if self.provides(at) => Some((Link::Condition, 1)),
            ("so" | "as", "long") if self.document.lower(at + 2) == "as" => {
                Some((Link::Condition, 3))
            }
            ("in", "case") if self.has_verb_ahead(at + 2) => Some((Link::Condition, 2)),
            ("so" | "now" | "except" | "given", "that") => Some((Link::Cause, 2)),
            ("if", _) if self.follows_question_verb(at) => Some((Link::Whether, 1)),
            ("if" | "unless" | "lest", _) => Some((Link::Condition, 1)),
            ("whether", _) => Some((Link::Whether, 1)),
            ("because", next) if next != "of" => Some((Link::Cause, 1)),
            ("although" | "though" | "whereas", _) => Some((Link::Concession, 1)),
            ("while", _) if self.has_verb_ahead(at + 1) => Some((Link::Concession, 1)),
            (
                "after" | "before" | "until" | "till" | "once" | "since" | "as" | "than" | "like",
                _,
            ) => self.ambiguous(at, word),
            ("that", _) => self.that(at, pos),
            ("who" | "whom" | "whose" | "which", _) => {
                (!self.asks(at)).then_some((Link::Relative, 1))
            }
            ("when", _) if self.is_told(at) => Some((Link::Content, 1)),
            ("when" | "whenever", _) => (!self.asks(at)).then_some((Link::Time, 1)),
            ("what" | "how" | "why" | "where" | "whatever" | "wherever", _) => {
                (!self.asks(at)).then_some((Link::Content, 1))
            }
            ("should" | "were" | "had", _) => self.inverted_condition(at),
            _ => None,
        }
    }

    /// *few {if any} ships*: it stands by a word of number.
    fn counts(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            matches!(
                self.document.lower(before).as_str(),
                "few" | "little" | "rarely" | "seldom"
            )
        })
    }

    /// *will stop, {provided} the others stop*: after a whole clause, with a clause of its own.
    fn provides(&self, at: usize) -> bool {
        let is_group = at.checked_sub(1).is_some_and(|before| {
            is_adverb(self.document, before) || is_auxiliary(self.document, before)
        });
        let has_own = self
            .verb_ahead(at + 1)
            .is_some_and(|verb| (at + 1..verb).any(|index| self.is_nominal(index)));
        let opens = at == self.tokens.start || self.is_filled(self.top());
        opens && has_own && !is_group && self.conjunction.is_none()
    }

    /// *Should the talks fail*, *had they met*, *were it so*: an inverted verb that asks nothing.
    fn inverted_condition(&self, at: usize) -> Option<(Link, usize)> {
        let is_first = at == self.tokens.start
            || at.checked_sub(1).is_some_and(|before| {
                matches!(self.document.lower(before).as_str(), "," | "“" | "\"")
            });
        let subject = self.document.tokens.get(at + 1).is_some_and(|token| {
            token.pos.is_noun() || matches!(token.pos, Pos::DT | Pos::PRP | Pos::PRPS | Pos::EX)
        });
        let is_question = self.ends_with_question();
        let others = (at + 1..self.tokens.end)
            .filter(|index| self.is_finite(*index))
            .count();
        (is_first && subject && !is_question && others > 0).then_some((Link::Condition, 0))
    }

    /// The question word at `at` is the sentence's own: *Why did they meet?*
    fn asks(&self, at: usize) -> bool {
        let opens = (self.tokens.start..at).all(|index| !self.is_word(index));
        opens && self.ends_with_question()
    }

    /// Does the sentence end with a question mark?
    fn ends_with_question(&self) -> bool {
        ends_with_question(self.document, self.tokens.clone())
    }

    /// A verb of saying or knowing right before: *would not say when*, *is unknown when*.
    fn is_told(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let word = self.document.lower(before);
            let is_verb = self
                .document
                .tokens
                .get(before)
                .is_some_and(|token| token.pos.is_verb());
            is_verb && commitment::of_verb(&verb_lemma_at(self.document, before)).is_some()
                || matches!(
                    word.as_str(),
                    "unclear" | "unknown" | "uncertain" | "clear" | "known"
                )
        })
    }

    /// *that* with the tag `pos`: of a content or a relative clause; a determiner opens none.
    fn that(&self, at: usize, pos: Pos) -> Option<(Link, usize)> {
        let before = at
            .checked_sub(1)
            .and_then(|index| self.document.tokens.get(index))
            .map(|token| token.pos);
        let next = self.document.tokens.get(at + 1).map(|token| token.pos);
        // a wrong tag: no determiner stands before another, a pronoun, a plural or a name
        let opens = matches!(
            next,
            Some(Pos::DT | Pos::PRP | Pos::PRPS | Pos::NNS | Pos::NNP | Pos::EX)
        );
        match pos {
            Pos::DT | Pos::RB | Pos::PRP if opens => Some((Link::That, 1)),
            Pos::DT | Pos::RB | Pos::PRP => None,
            Pos::WDT => Some((Link::Relative, 1)),
            _ if at == self.tokens.start || !before.is_some_and(Pos::is_noun) => {
                Some((Link::That, 1))
            }
            _ if self.is_finite(at + 1) => Some((Link::Relative, 1)),
            _ => Some((Link::That, 1)),
        }
    }

    /// *after, as, since*: a clause only if a verb of its own follows before any mark.
    fn ambiguous(&self, at: usize, word: &str) -> Option<(Link, usize)> {
        let verb = self.verb_ahead(at + 1)?;
        let spare = (verb + 1..self.tokens.end)
            .any(|index| self.begins_verb(index) && !self.continues_group(verb, index));
        if !self.is_filled(self.top()) && !spare {
            return None;
        }
        let link = if matches!(word, "as" | "since" | "than" | "like") {
            Link::Cause
        } else {
            Link::Time
        };
        Some((link, 1))
    }

    /// Is the *if* at `at` a *whether*: soon after a verb of asking or knowing?
    fn follows_question_verb(&self, at: usize) -> bool {
        if self.adds_question(at) {
            return true;
        }
        let verb = (at.saturating_sub(3)..at).rev().find(|index| {
            self.document
                .tokens
                .get(*index)
                .is_some_and(|token| token.pos.is_verb() || token.pos == Pos::JJ)
        });
        verb.is_some_and(|index| {
            commitment::asks_whether(&verb_lemma_at(self.document, index))
                && index >= self.tokens.start
        })
    }

    /// *was about the price and {if} the men could pay*: joined to a noun, with nothing that would
    /// hang on it.
    fn adds_question(&self, at: usize) -> bool {
        let follows_noun = at.checked_sub(2).is_some_and(|noun| self.is_nominal(noun))
            && matches!(self.document.lower(at - 1).as_str(), "and" | "or");
        let Some(verb) = self.verb_ahead(at + 1).filter(|_| follows_noun) else {
            return false;
        };
        let is_more = |index: usize| {
            self.document.lower(index) == ","
                || self.is_finite(index) && !self.continues_group(verb, index)
        };
        self.is_filled(self.top()) && !(verb + 1..self.tokens.end).any(is_more)
    }
}
