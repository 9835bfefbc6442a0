//! Where a clause of the article's own begins and ends: with a whole name, after a turn and what it opens, with all of
//! a list.

use std::ops::Range;

use onrecord_record::Narration;

use super::{Own, Told, times_in};
use crate::clause::{self, Link};
use crate::tag::Pos;

/// Tokens of the longest name in marks.
const NAME: usize = 10;
/// Clauses among which the one beside another stands.
const NEAR: usize = 4;
/// Tokens of the longest front between a turn and its clause.
const FRONT: usize = 14;

impl Own<'_, '_> {
    /// `tokens` from after a turn, to the end of a name in marks, without a turn that opens the next clause.
    pub(super) fn whole(&self, tokens: Range<usize>) -> Range<usize> {
        let tokens = self.with_whole_name(tokens);
        self.opening_front(tokens.start)..self.end_before_turn(&tokens)
    }

    /// `tokens` with the rest of a short name in marks that they end within: *hosts {“So, That Happened.”}*
    fn with_whole_name(&self, tokens: Range<usize>) -> Range<usize> {
        let is_opening = |at: &usize| self.document.lower(*at) == "“";
        let is_closing = |at: &usize| self.document.lower(*at) == "”";
        let mark = |at: &usize| is_opening(at) || is_closing(at);
        let opened = tokens.clone().rev().find(mark).filter(is_opening);
        let Some(opened) = opened else {
            return tokens;
        };
        // a closing mark may stand behind the stop of the sentence
        let last = self
            .clauses
            .first()
            .map_or(tokens.end, |one| one.tokens.end)
            + 2;
        let closed = (tokens.end..last.min(opened + NAME + 1)).find(is_closing);
        tokens.start..closed.map_or(tokens.end, |at| at + 1)
    }

    /// The end of `tokens` without a turn that has no verb, which opens the clause after it: *led, but {even with all votes
    /// in}, the race stayed close*.
    fn end_before_turn(&self, tokens: &Range<usize>) -> usize {
        let ends = tokens.clone().skip(1).rev();
        let ends = ends.take_while(|at| !self.is_tensed(*at));
        let turn = ends.filter(|at| self.is_turn(*at)).last();
        let opens = |at: &usize| {
            let next = self.document.tokens.get(at + 1).map(|token| token.pos);
            matches!(next, Some(Pos::IN | Pos::RB | Pos::TO | Pos::VBG))
        };
        let mut near = [tokens.end - 1, tokens.end].into_iter();
        let goes_on = near.any(|at| self.document.lower(at) == ",");
        turn.filter(|at| goes_on && opens(at))
            .map_or(tokens.end, |at| at - 1)
    }

    /// Where a clause begins with what stands between a turn and itself: *but {even with all votes in}, the race*.
    fn opening_front(&self, start: usize) -> usize {
        let comma = start.checked_sub(1);
        let Some(comma) = comma.filter(|at| self.document.lower(*at) == ",") else {
            return start;
        };
        let opening = self.clauses.first().map_or(start, |one| one.tokens.start);
        let is_border = |at: usize| {
            let word = self.document.lower(at);
            self.is_tensed(at) || matches!(word.as_str(), "," | ";" | "“" | "”" | "\"")
        };
        let front = (opening.max(comma.saturating_sub(FRONT))..comma).rev();
        let first = front.take_while(|at| !is_border(*at)).last();
        first
            .filter(|at| self.is_turn(*at))
            .map_or(start, |at| at + 1)
    }

    /// *, but*: a turn after a comma.
    fn is_turn(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.document.lower(before));
        before.as_deref() == Some(",")
            && matches!(self.document.lower(at).as_str(), "but" | "yet" | "and")
    }

    fn is_tensed(&self, at: usize) -> bool {
        let pos = self.document.tokens.get(at).map(|token| token.pos);
        pos.is_some_and(Pos::is_finite) || clause::is_auxiliary(self.document, at)
    }

    /// *changes the way goods are sold, {elections are won} and {careers are made}*: is clause `index` another of a list
    /// that a clause told of a noun begins, and another after *and* closes? `goes_on` if the clause before it is.
    pub(super) fn is_listed(&self, index: usize, goes_on: bool) -> bool {
        match self.before_subject(index).as_deref() {
            Some(",") => goes_on || self.begins_list(index) && self.is_closed_after(index),
            Some("and" | "or") => goes_on,
            _ => false,
        }
    }

    /// Does a clause that tells of a noun end at the comma before clause `index`?
    fn begins_list(&self, index: usize) -> bool {
        let start = self.clauses[index].subject.start;
        let before = self.clauses.iter().take(index).rev().take(NEAR);
        before.into_iter().any(|one| {
            let tells = matches!(one.link, Link::Relative | Link::Content);
            tells && one.verb.is_some() && one.tokens.end + 1 == start
        })
    }

    /// Does a clause with *and* or *or* before it follow clause `index`?
    fn is_closed_after(&self, index: usize) -> bool {
        let end = self.clauses[index].tokens.end;
        let mut next = (index + 1..self.clauses.len()).take(NEAR);
        next.any(|at| {
            let one = &self.clauses[at];
            let joint = self.before_subject(at);
            one.verb.is_some()
                && (end..=end + 1).contains(&one.tokens.start)
                && matches!(joint.as_deref(), Some("and" | "or"))
        })
    }

    /// The word before the subject of clause `index`.
    fn before_subject(&self, index: usize) -> Option<String> {
        let before = self.clauses.get(index)?.subject.start.checked_sub(1)?;
        Some(self.document.lower(before))
    }

    /// Makes what is told go on to token `end`.
    pub(super) fn extend(&self, told: &mut Told, end: usize) {
        told.tokens.end = end.max(told.tokens.end);
        if let Some(span) = clause::span_of(self.document, told.tokens.clone()) {
            told.narration.span = span;
            told.narration.times = times_in(self.times, span);
        }
    }

    /// The clauses told, *to vote for whomever they like* with the one it goes on: it says nothing by itself.
    pub(super) fn with_infinitives(&self, found: Vec<Told>) -> Vec<Narration> {
        let mut told: Vec<Told> = Vec::with_capacity(found.len());
        for one in found {
            let start = one.tokens.start;
            let pos = self.document.tokens.get(start + 1).map(|token| token.pos);
            let is_infinitive = self.document.lower(start) == "to" && pos == Some(Pos::VB);
            match told
                .last_mut()
                .filter(|last| is_infinitive && start <= last.tokens.end + 1)
            {
                Some(last) => self.join(last, one),
                None => told.push(one),
            }
        }
        told.into_iter().map(|one| one.narration).collect()
    }
}
