//! One pass over a sentence with a stack of open clauses: how each word moves it on.
//!
//! Which words open a clause is told in [`opener`], which are verbs in [`finite`], which clause a
//! verb goes to in [`owner`], and what a pair of dashes or brackets halts in [`aside`].

mod aside;
mod finite;
mod opener;
mod owner;

use std::ops::Range;

use super::noun::parts_place;
use super::{Clause, Link, clause};
use crate::document::Document;
use crate::tag::Pos;
use aside::Paused;

/// The state of one pass over a sentence.
pub(super) struct Scan<'d, 'a> {
    document: &'d Document<'a>,
    tokens: Range<usize>,
    clauses: Vec<Clause>,
    /// The open clauses, innermost last.
    stack: Vec<usize>,
    /// What is put aside while a pair of dashes or brackets is open.
    asides: Vec<Paused>,
    /// The token after the last comma, conjunction, mark, subordinator or verb.
    boundary: usize,
    /// A comma stood there.
    after_comma: bool,
    /// A conjunction stood there, at this token.
    conjunction: Option<usize>,
    /// What stood before a comma with a relative pronoun after it: boundary and conjunction.
    suspended: Option<(usize, Option<usize>, bool)>,
    /// Participles by their tag that must be finite verbs.
    promoted: Vec<usize>,
}

impl<'d, 'a> Scan<'d, 'a> {
    /// A pass over `tokens`, where those of `promoted` are finite verbs whatever their tag.
    pub(super) fn new(
        document: &'d Document<'a>,
        tokens: Range<usize>,
        promoted: Vec<usize>,
    ) -> Scan<'d, 'a> {
        let root = clause(tokens.clone(), Link::Main, None, None, tokens.start);
        Scan {
            document,
            boundary: tokens.start,
            tokens,
            clauses: vec![root],
            stack: vec![0],
            asides: Vec::new(),
            after_comma: false,
            conjunction: None,
            suspended: None,
            promoted,
        }
    }

    /// Reads token `at` and returns the next one to read.
    pub(super) fn step(&mut self, at: usize) -> usize {
        let word = self.document.lower(at);
        if self.asides.last().is_some_and(|one| one.marks.end == at) {
            return self.close_aside(at);
        }
        if let Some(close) = self.aside_end(at, &word) {
            return self.open_aside(at, close);
        }
        match word.as_str() {
            "," if self.parts_adjectives(at) => return at + 1,
            "," if parts_place(self.document, self.tokens.clone(), at) => return at + 1,
            "," => return self.comma(at),
            ";" | ":" | "—" | "–" | "--" => return self.cut(at),
            _ => {}
        }
        if self.is_conjunction(at, &word) && !self.joins_subjects(at) && !self.is_second(at, &word)
        {
            self.conjunction = Some(at);
            // between two subjects it joins no clauses
            if self.is_filled(self.top()) {
                self.boundary = at + 1;
            }
            return at + 1;
        }
        if let Some((link, length)) = self.opener(at, &word) {
            return self.open(at, link, length);
        }
        if self.begins_verb(at) {
            return self.fill(at);
        }
        at + 1
    }

    /// The innermost open clause.
    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    /// Does clause `index` have its verb?
    fn is_filled(&self, index: usize) -> bool {
        self.clauses[index].verb.is_some()
    }

    /// The innermost clause that stands by itself: the root, or the aside that is open.
    fn base(&self) -> usize {
        let of_base =
            |index: &&usize| matches!(self.clauses[**index].link, Link::Main | Link::Aside);
        self.stack.iter().rev().find(of_base).copied().unwrap_or(0)
    }

    /// Can the `word` at `at` join clauses: *and, but, or*; *yet* where it is no adverb?
    fn is_conjunction(&self, at: usize, word: &str) -> bool {
        matches!(word, "and" | "but" | "or" | "yet" | "nor")
            && (word != "yet"
                || self
                    .document
                    .tokens
                    .get(at)
                    .is_some_and(|token| token.pos == Pos::CC))
            && at > self.tokens.start
    }

    /// *neither the call {nor} the talks moved him*: the second of a pair whose first stands before it
    /// without a verb between joins two nouns, and so does *the hills between Lind {and} Velin*.
    fn is_second(&self, at: usize, word: &str) -> bool {
        let first = match word {
            "nor" => "neither",
            "or" => "either",
            "and" => "both",
            _ => return false,
        };
        (self.boundary..at).any(|before| self.document.lower(before) == first)
            || word == "and" && self.is_between(at)
    }

    /// Does *between*, with nothing but names and nouns after it, stand before token `at`?
    fn is_between(&self, at: usize) -> bool {
        let is_phrase = |index: &usize| {
            let token = self.document.tokens.get(*index);
            token.is_some_and(|token| token.pos.is_in_noun_phrase())
        };
        let opens = (self.tokens.start..at)
            .rev()
            .find(|index| !is_phrase(index));
        opens.is_some_and(|index| index + 1 < at && self.document.lower(index) == "between")
    }

    /// *said {Moscow and Seoul} were ready*: it joins two nouns of a clause that has no *that*.
    fn joins_subjects(&self, at: usize) -> bool {
        let is_phrase = |index: usize| {
            self.is_nominal(index)
                || self
                    .document
                    .tokens
                    .get(index)
                    .is_some_and(|token| matches!(token.pos, Pos::DT | Pos::JJ | Pos::PRPS))
        };
        self.boundary < at
            && self.last_takes_clause()
            && (self.boundary..at).all(is_phrase)
            && is_phrase(at + 1)
            && self.has_verb_ahead(at + 1)
    }

    /// *a bitter{,} costly war*: the comma stands between two adjectives of one noun.
    fn parts_adjectives(&self, at: usize) -> bool {
        let pos = |index: usize| self.document.tokens.get(index).map(|token| token.pos);
        let before = at.checked_sub(1).and_then(pos);
        let opens = at.checked_sub(2).and_then(pos);
        let after = pos(at + 2);
        matches!(before, Some(Pos::JJ | Pos::VBG | Pos::VBN))
            && pos(at + 1) == Some(Pos::JJ)
            && matches!(opens, Some(Pos::DT | Pos::PRPS | Pos::POS))
            && after.is_some_and(|pos| pos.is_noun() || pos == Pos::JJ)
    }

    /// A comma closes what is filled and hangs on something.
    fn comma(&mut self, at: usize) -> usize {
        let next = self.document.lower(at + 1);
        if matches!(next.as_str(), "who" | "which" | "whose" | "whom" | "where") {
            self.suspended = Some((self.boundary, self.conjunction, self.after_comma));
        }
        let deep = self.stack.len();
        while self.stack.len() > 1 {
            let top = self.top();
            let closes = self.is_filled(top)
                && !matches!(
                    self.clauses[top].link,
                    Link::Main | Link::Aside | Link::That
                );
            if !closes {
                break;
            }
            self.close(at);
        }
        if self.is_verbless_condition(at) {
            self.close(at);
        }
        if self.stack.len() < deep
            && let Some(before) = self.suspended.take()
        {
            (self.boundary, self.conjunction, self.after_comma) = before;
            return at + 1;
        }
        self.boundary = at + 1;
        self.after_comma = true;
        self.conjunction = None;
        at + 1
    }

    /// *if the court sides with us{,} it can help*: with one verb ahead the condition has none, or one
    /// that the tagger did not see.
    fn is_verbless_condition(&self, at: usize) -> bool {
        let top = &self.clauses[self.top()];
        let is_open = top.link == Link::Condition && top.verb.is_none();
        let is_empty = top.marker.as_ref().is_some_and(|words| words.end == at);
        let mut ahead = (at + 1..self.tokens.end).filter(|index| self.is_finite(*index));
        let Some(verb) = ahead.next().filter(|_| is_open && !is_empty) else {
            return false;
        };
        ahead.all(|index| self.continues_group(verb, index))
    }

    /// A semicolon, colon or single dash: a new main clause may follow.
    fn cut(&mut self, at: usize) -> usize {
        let base = self.base();
        while self.top() != base {
            self.close(at);
        }
        self.boundary = at + 1;
        self.after_comma = true;
        self.conjunction = Some(at);
        at + 1
    }

    /// Opens `clause` within those that are open.
    fn push(&mut self, clause: Clause) {
        self.stack.push(self.clauses.len());
        self.clauses.push(clause);
    }

    /// Opens a clause of the kind `link` with the `length` words at `at`, or by the verb there.
    fn open(&mut self, at: usize, link: Link, length: usize) -> usize {
        let first = self.first_that(at).filter(|_| link == Link::That);
        while first.is_some_and(|first| self.stack.contains(&first)) {
            self.close(at - 1);
        }
        let parent = self.top();
        let from = at + length;
        let marker = if length == 0 { at..at + 1 } else { at..from };
        let opened = clause(at..self.tokens.end, link, Some(marker), Some(parent), from);
        self.push(Clause {
            joined_to: first,
            ..opened
        });
        self.boundary = from;
        self.after_comma = false;
        self.conjunction = None;
        if length == 0 { self.fill(at) } else { from }
    }

    /// *said {that it failed} and that nobody was told*: the open clause that a second *that* at `at`
    /// is joined to.
    fn first_that(&self, at: usize) -> Option<usize> {
        let joins = self.conjunction.is_some_and(|before| before + 1 == at);
        let has_that = |index: &&usize| {
            let one = &self.clauses[**index];
            let marker = one
                .marker
                .as_ref()
                .map(|words| self.document.lower(words.start));
            one.link == Link::That && one.verb.is_some() && marker.as_deref() == Some("that")
        };
        let found = self.stack.iter().rev().find(has_that);
        found
            .copied()
            .filter(|_| joins && self.document.lower(at) == "that")
    }

    /// Closes the innermost clause before token `at`.
    fn close(&mut self, at: usize) {
        if let Some(index) = self.stack.pop() {
            // an aside at its end is not part of it
            let aside = self.clauses.iter().find(|one| {
                one.link == Link::Aside && one.parent == Some(index) && one.tokens.end + 1 >= at
            });
            let end = aside.map_or(at, |one| one.tokens.start.saturating_sub(1));
            self.clauses[index].tokens.end = if index == 0 { at } else { end };
        }
    }

    /// Can token `at` be, or end, a subject or object?
    fn is_nominal(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| {
            token.pos.is_noun()
                || matches!(token.pos, Pos::PRP | Pos::EX | Pos::CD | Pos::VBG | Pos::WP)
                || matches!(
                    self.document.lower(at).as_str(),
                    "this"
                        | "that"
                        | "these"
                        | "those"
                        | "both"
                        | "all"
                        | "some"
                        | "many"
                        | "none"
                        | "neither"
                )
        })
    }

    /// Is token `at` more than a mark?
    fn is_word(&self, at: usize) -> bool {
        self.document.lower(at).chars().any(char::is_alphanumeric)
    }

    /// Closes what is open, and hands out all clauses.
    pub(super) fn finish(mut self) -> Vec<Clause> {
        while !self.stack.is_empty() {
            let end = self.tokens.end;
            self.close(end);
        }
        self.clauses
    }
}
