//! The clause that is looked at: how far its words go, what denies in it, and what an absence in it is worth.

use std::ops::Range;

use onrecord_record::{AbsenceKind, Certainty, Factuality};

use super::{Hit, only};
use crate::clause::{self, Clause, Link, Verb};
use crate::document::Document;
use crate::factuality;
use crate::lexicon::commitment::{self, Commitment};
use crate::tag::Pos;

/// A clause under examination.
pub(super) struct View<'v, 'a> {
    pub(super) document: &'v Document<'a>,
    pub(super) clauses: &'v [Clause],
    pub(super) index: usize,
    pub(super) clause: &'v Clause,
    pub(super) verb: &'v Verb,
}

impl<'v, 'a> View<'v, 'a> {
    /// The clause, if it has a verb.
    pub(super) fn of(
        document: &'v Document<'a>,
        clauses: &'v [Clause],
        index: usize,
    ) -> Option<View<'v, 'a>> {
        let clause = clauses.get(index)?;
        let verb = clause.verb.as_ref()?;
        Some(View {
            document,
            clauses,
            index,
            clause,
            verb,
        })
    }

    pub(super) fn lower(&self, at: usize) -> String {
        self.document.lower(at)
    }

    /// The whole clause, without clauses of time, cause or concession at its edges.
    pub(super) fn tokens(&self) -> Range<usize> {
        let drops = |one: &&Clause| {
            one.parent == Some(self.index)
                && one.tokens.start > self.verb.head
                && (matches!(
                    one.link,
                    Link::Time | Link::Cause | Link::Concession | Link::Aside | Link::Comparison
                ) || one.link == Link::Relative && self.lower(one.tokens.start - 1) == ",")
        };
        let dropped: Vec<&Clause> = self.clauses.iter().filter(drops).collect();
        let cut = dropped
            .iter()
            .filter(|one| !self.stands_by_noun(one, &dropped))
            .map(|one| one.tokens.start)
            .min();
        let subject = self.clauses.iter().find(|one| {
            one.parent == Some(self.index)
                && matches!(one.link, Link::Content | Link::Whether)
                && one.tokens.end <= self.verb.tokens.start
                && one.tokens.end >= self.clause.subject.start
        });
        // "the request that it filed in May": the subject begins before its relative clause
        let relative = self.clauses.iter().any(|one| {
            let opens = one
                .marker
                .as_ref()
                .map_or(one.tokens.start, |words| words.start);
            one.parent == Some(self.index)
                && one.link == Link::Relative
                && opens > self.clause.tokens.start
                && opens <= self.clause.subject.start
                && one.tokens.end <= self.verb.tokens.start
                && self.lower(opens - 1) != ","
        });
        let own = match relative {
            true => self.clause.tokens.start,
            false => self.clause.subject.start,
        };
        let first = subject.map_or(own, |one| one.tokens.start);
        let start = self.after_addressee(
            first
                .min(self.verb.tokens.start)
                .max(self.clause.tokens.start),
        );
        let start = self.with_subject(start);
        let end = cut
            .unwrap_or(self.clause.tokens.end)
            .min(self.clause.tokens.end);
        let end = attribution_tail(self.document, self.verb.head + 1..end).unwrap_or(end);
        start..self.joined_at(start..end).unwrap_or(end)
    }

    /// Does the clause go on after `one`: *did not vote: Roe {(D-Va.)}, {who is ill}, and Varga*?
    fn stands_by_noun(&self, one: &Clause, dropped: &[&Clause]) -> bool {
        let is_label = one.link == Link::Aside && one.verb.is_none();
        let goes_on = (one.tokens.end..self.clause.tokens.end).any(|at| {
            self.lower(at).contains(char::is_alphanumeric)
                && dropped.iter().all(|one| !one.tokens.contains(&at))
        });
        is_label || matches!(one.link, Link::Relative | Link::Aside) && goes_on
    }

    /// *told {him} the nominee had not paid*: who is told stands before the clause.
    fn after_addressee(&self, start: usize) -> usize {
        let is_object = matches!(
            self.lower(start).as_str(),
            "him" | "me" | "them" | "us" | "her" | "you"
        );
        let has_own = (start + 1..self.verb.tokens.start).any(|at| {
            self.document
                .tokens
                .get(at)
                .is_some_and(|token| token.pos.is_noun() || token.pos == Pos::PRP)
        });
        let opens = self.document.tokens.get(start + 1).is_some_and(|token| {
            matches!(
                token.pos,
                Pos::DT | Pos::PRP | Pos::PRPS | Pos::NNP | Pos::NNPS
            )
        });
        start + usize::from(is_object && has_own && opens)
    }

    pub(super) fn hit(&self, kind: AbsenceKind, because: Vec<Range<usize>>) -> Option<Hit> {
        self.hit_over(kind, self.tokens(), because)
    }

    pub(super) fn hit_over(
        &self,
        kind: AbsenceKind,
        tokens: Range<usize>,
        mut because: Vec<Range<usize>>,
    ) -> Option<Hit> {
        let own = clause::own_tokens(self.clauses, self.index);
        let adverbs = factuality::adverb_reading(self.document, self.clause, &own);
        let perfect_modal = self
            .verb
            .auxiliaries
            .iter()
            .find(|at| matches!(self.lower(**at).as_str(), "may" | "might"));
        let certainty = match adverbs.value {
            Factuality::Committed(certainty, _) if perfect_modal.is_none() => certainty,
            _ => Certainty::Possible,
        };
        because.extend(
            adverbs
                .because
                .iter()
                .map(|span| self.document.tokens_in(*span)),
        );
        because.extend(perfect_modal.map(|at| *at..at + 1));
        Some(Hit {
            kind,
            tokens,
            because,
            verb: Some(self.verb.head),
            certainty,
            is_hearsay: adverbs.value == Factuality::Uncommitted,
            is_quoted: false,
        })
    }

    /// The words of denial in the verb group.
    pub(super) fn denials(&self) -> Vec<Range<usize>> {
        let found = factuality::denials(self.document, self.verb);
        let before = self.verb.tokens.start.checked_sub(1);
        let turned = before.filter(|at| matches!(self.lower(*at).as_str(), "nor" | "neither"));
        match turned.filter(|_| found.is_empty()) {
            Some(at) => only(at..at + 1),
            None => found,
        }
    }

    pub(super) fn is_modal(&self) -> bool {
        self.verb.auxiliaries.iter().any(|at| {
            let word = self.lower(*at);
            clause::is_modal(&word) && !matches!(word.as_str(), "could" | "can" | "ca")
        })
    }
}

/// *, officials said*: where a trailing attribution begins in `tokens`.
fn attribution_tail(document: &Document<'_>, tokens: Range<usize>) -> Option<usize> {
    let comma = tokens.clone().rev().find(|at| document.lower(*at) == ",")?;
    let says = (comma + 1..tokens.end).any(|at| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.pos.is_finite())
            && commitment::of_verb(&clause::verb_lemma_at(document, at)) == Some(Commitment::Assert)
    });
    says.then_some(comma)
}
