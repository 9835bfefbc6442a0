//! How far the clause of an absence reaches: not into what is joined to it.

use std::ops::Range;

use crate::clause::Link;
use crate::tag::Pos;

use super::View;

impl View<'_, '_> {
    /// Where what is joined to the clause begins, within `tokens` after its verb:
    /// *did not answer{, and that he left}*.
    pub(super) fn joined_at(&self, tokens: Range<usize>) -> Option<usize> {
        let first = (self.verb.head + 1).max(tokens.start);
        (first..tokens.end).find(|at| self.opens_joined(*at) && !self.is_inner(*at))
    }

    /// Is the word at `at` an *and* or *but* with a clause after it?
    fn opens_joined(&self, at: usize) -> bool {
        if !matches!(self.lower(at).as_str(), "and" | "but") {
            return false;
        }
        let pos = |index: usize| self.document.tokens.get(index).map(|token| token.pos);
        let next = self.lower(at + 1);
        let is_finite = |index: usize| pos(index).is_some_and(Pos::is_finite);
        let nominative = matches!(next.as_str(), "he" | "she" | "they" | "we" | "i");
        next == "that" || is_finite(at + 1) || nominative && (at + 2..at + 4).any(is_finite)
    }

    /// Does the word at `at` stand in a clause that hangs on this one, and so join its parts?
    fn is_inner(&self, at: usize) -> bool {
        let after = self
            .clauses
            .iter()
            .filter(|one| one.tokens.contains(&(at + 1)))
            .min_by_key(|one| one.tokens.len());
        let joined = after.and_then(|one| one.joined_to);
        let to_inner = joined.is_some_and(|other| {
            other != self.index && self.clauses[other].parent == Some(self.index)
        });
        to_inner
            || self.clauses.iter().any(|one| {
                one.parent == Some(self.index)
                    && one.tokens.contains(&at)
                    && one.tokens.start > self.verb.head
                    && matches!(
                        one.link,
                        Link::Whether | Link::Content | Link::That | Link::Relative
                    )
            })
    }
}
