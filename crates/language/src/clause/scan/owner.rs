//! Which clause a verb goes to: an open one that lacks a verb, or one begun for it.

use super::super::noun::object_relative;
use super::super::verb::{infinitive, verb_group};
use super::super::{Link, clause, verb_lemma_at};
use super::Scan;
use crate::lexicon::commitment;
use crate::tag::Pos;

impl Scan<'_, '_> {
    /// Gives the verb at `at` to the clause it belongs to.
    pub(super) fn fill(&mut self, at: usize) -> usize {
        let verb = verb_group(self.document, at, self.tokens.end);
        let next = verb.tokens.end;
        let subject = self.boundary..at;
        let index = self.owner(at);
        let from = self.clauses[index].tokens.start.min(at);
        self.clauses[index].subject = subject.start.max(from)..subject.end;
        self.clauses[index].verb = Some(verb);
        self.boundary = next;
        self.after_comma = false;
        self.conjunction = None;
        next
    }

    /// The clause that the verb at `at` fills: an open one that lacks a verb, or a new one.
    fn owner(&mut self, at: usize) -> usize {
        let has_subject = (self.boundary..at).any(|index| self.is_nominal(index));
        let told_of = object_relative(self.document, self.boundary, at)
            .filter(|from| !self.after_comma && *from > self.boundary);
        if !self.is_filled(self.top()) {
            // *— a term {Holt used} —*: the aside is a thing and what is told of it
            let top = self.top();
            let is_aside = self.clauses[top].link == Link::Aside;
            return match told_of.filter(|_| is_aside) {
                Some(from) => self.new_clause(from, Link::Relative, None),
                None => top,
            };
        }
        if let Some(conjunction) = self.conjunction {
            return self.join(conjunction, has_subject);
        }
        if has_subject && !self.after_comma && self.last_takes_clause() {
            return self.new_clause(self.boundary, Link::That, None);
        }
        if let Some(subject) = self.contact_subject(at) {
            return self.new_clause(subject, Link::That, None);
        }
        if let Some(from) = told_of {
            return self.new_clause(from, Link::Relative, None);
        }
        if let Some(depth) = self.stack.iter().rposition(|index| !self.is_filled(*index)) {
            while self.stack.len() > depth + 1 {
                self.close(self.boundary.max(1));
            }
            return self.top();
        }
        if self.after_comma {
            return self.join(self.boundary, true);
        }
        self.demote(at)
    }

    /// *there is no way {they} can win*, *refused to say {he} would*: who stands right before the verb, after
    /// a verb that has its complement, or an infinitive that takes a clause.
    fn contact_subject(&self, at: usize) -> Option<usize> {
        let subject = at
            .checked_sub(1)
            .filter(|subject| *subject > self.boundary)?;
        let is_subject = matches!(
            self.document.lower(subject).as_str(),
            "i" | "he" | "she" | "we" | "they" | "there"
        );
        let told = self.clauses[self.top()].verb.as_ref();
        let is_whole = told
            .and_then(|verb| verb.complement)
            .is_some_and(|one| one < subject);
        let before = subject - 1;
        let is_infinitive =
            self.document.tokens.get(before).map(|token| token.pos) == Some(Pos::VB);
        let says = is_infinitive && commitment::takes_clause(&verb_lemma_at(self.document, before));
        (is_subject && (is_whole || says) && !self.after_comma).then_some(subject)
    }

    /// The last verb before the boundary takes a clause without *that*: *officials said they left*.
    pub(super) fn last_takes_clause(&self) -> bool {
        let top = self.top();
        self.clauses[top].verb.as_ref().is_some_and(|verb| {
            // "plans to sign": an infinitive, and no clause
            let bears = infinitive(self.document, verb, self.tokens.end).is_none();
            bears && commitment::takes_clause(&verb.lemma) && verb.tokens.end + 3 >= self.boundary
                || verb
                    .complement
                    .is_some_and(|at| commitment::takes_clause(&self.document.lower(at)))
        })
    }

    /// Opens a clause at `from`, beside the one it is joined to or else within the innermost.
    fn new_clause(&mut self, from: usize, link: Link, joined_to: Option<usize>) -> usize {
        let parent = match joined_to {
            Some(other) => self.clauses[other].parent,
            None => Some(self.top()),
        };
        let mut new = clause(from..self.tokens.end, link, None, parent, from);
        new.joined_to = joined_to;
        self.push(new);
        self.top()
    }

    /// A clause joined by the conjunction or mark at `at`: to the main clause after a comma with a
    /// subject of its own, else to the innermost one.
    fn join(&mut self, at: usize, has_subject: bool) -> usize {
        let base = self.base();
        let target = if self.after_comma && has_subject {
            base
        } else {
            self.top()
        };
        while self.stack.len() > 1 && self.top() != target {
            self.close(at);
        }
        let (link, first) = (self.clauses[target].link, self.clauses[target].joined_to);
        if self.stack.len() > 1 || target == self.top() {
            self.close(at);
        }
        let from = self.boundary;
        self.new_clause(from, link, Some(first.unwrap_or(target)))
    }

    /// A second verb with nothing that could open a clause for it: what was taken for the verb was
    /// a participle or a clause without its pronoun (*the deal they signed failed*).
    fn demote(&mut self, at: usize) -> usize {
        let top = self.top();
        let Some(verb) = self.clauses[top].verb.take() else {
            return top;
        };
        let mut inner = clause(
            verb.tokens.start..at,
            Link::Relative,
            None,
            Some(top),
            verb.tokens.start,
        );
        inner.verb = Some(verb);
        self.clauses.push(inner);
        self.boundary = self.clauses[top].subject.start;
        top
    }
}
