//! Which words are the verb of a clause: finite ones, whatever the tagger says, and orders.

use super::super::verb::{is_auxiliary, is_modal, is_name, verb_group};
use super::Scan;
use crate::tag::Pos;

impl Scan<'_, '_> {
    /// A finite verb, or the bare verb of an order: *Stop the war*.
    pub(super) fn begins_verb(&self, at: usize) -> bool {
        let is_order = || {
            self.document
                .tokens
                .get(at)
                .is_some_and(|token| token.pos == Pos::VB)
                && !is_name(self.document, at)
                && !self.calls(at)
                && (self.tokens.start..at).all(|index| {
                    !self.is_word(index)
                        || matches!(
                            self.document.lower(index).as_str(),
                            "please"
                                | "just"
                                | "do"
                                | "n't"
                                | "not"
                                | "never"
                                | "and"
                                | "but"
                                | "so"
                        )
                })
        };
        self.is_finite(at) || is_order()
    }

    /// *{Look}, the deal works*: it calls for a listener and orders nothing.
    fn calls(&self, at: usize) -> bool {
        self.document.lower(at + 1) == ","
            && matches!(
                self.document.lower(at).as_str(),
                "look" | "listen" | "see" | "hear" | "mind" | "say" | "hey"
            )
    }

    /// Is token `at` a finite verb: by its tag, by its form, or promoted?
    pub(super) fn is_finite(&self, at: usize) -> bool {
        let Some(token) = self
            .document
            .tokens
            .get(at)
            .filter(|_| at < self.tokens.end)
        else {
            return false;
        };
        let word = self.document.lower(at);
        if self.is_compound(at) || is_name(self.document, at) {
            return false;
        }
        let is_noun_s = matches!(word.as_str(), "'s" | "’s") && token.pos == Pos::POS;
        if self.promoted.contains(&at) || token.pos == Pos::VBN {
            return self.promoted.contains(&at);
        }
        (token.pos.is_finite()
            || is_modal(&word)
            || matches!(
                word.as_str(),
                "is" | "are" | "was" | "were" | "has" | "did" | "does"
            ))
            && !is_noun_s
            && (!token.pos.is_noun() || matches!(word.as_str(), "is" | "are" | "was" | "were"))
    }

    /// A noun the tagger takes for a plural verb after a singular noun: *tyrant {talk} that seemed*.
    fn is_compound(&self, at: usize) -> bool {
        let pos = |index: usize| self.document.tokens.get(index).map(|token| token.pos);
        pos(at) == Some(Pos::VBP)
            && at.checked_sub(1).and_then(pos) == Some(Pos::NN)
            && !is_auxiliary(self.document, at)
            && matches!(pos(at + 1), Some(Pos::WDT | Pos::WP))
            && pos(at + 2).is_some_and(Pos::is_finite)
    }

    /// Does a finite verb follow a noun phrase that starts at `from`, before any mark?
    pub(super) fn has_verb_ahead(&self, from: usize) -> bool {
        self.verb_ahead(from).is_some()
    }

    /// The first finite verb after a noun phrase that starts at `from`, before any mark.
    pub(super) fn verb_ahead(&self, from: usize) -> Option<usize> {
        let stop = (from..self.tokens.end).find(|index| {
            matches!(
                self.document.lower(*index).as_str(),
                "," | ";"
                    | ":"
                    | "—"
                    | "that"
                    | "which"
                    | "who"
                    | "("
                    | ")"
                    | "."
                    | "?"
                    | "if"
                    | "unless"
                    | "because"
                    | "although"
                    | "though"
            ) || self.is_finite(*index)
        })?;
        (self.is_finite(stop) && stop > from).then_some(stop)
    }

    /// Is token `index` of the group of the verb at `verb`?
    pub(super) fn continues_group(&self, verb: usize, index: usize) -> bool {
        verb_group(self.document, verb, self.tokens.end)
            .tokens
            .contains(&index)
    }
}
