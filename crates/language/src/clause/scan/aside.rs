//! What stands between dashes or brackets: a clause of its own, during which the sentence halts.

use std::ops::Range;

use super::super::verb::stands_free;
use super::super::{Link, clause};
use super::Scan;

/// A pass over a sentence, halted while an aside is read.
pub(super) struct Paused {
    stack: Vec<usize>,
    /// The marks that open and close the aside.
    pub(super) marks: Range<usize>,
    boundary: usize,
    after_comma: bool,
    conjunction: Option<usize>,
}

impl Scan<'_, '_> {
    /// The closing mark of a pair of dashes or brackets that opens at `at`.
    pub(super) fn aside_end(&self, at: usize, word: &str) -> Option<usize> {
        let closing: &[&str] = match word {
            "—" | "–" | "--" => &["—", "–", "--"],
            "-" if stands_free(self.document, at) => &["-"],
            "(" => &[")"],
            _ => return None,
        };
        (at + 1..self.tokens.end).find(|index| {
            let other = self.document.lower(*index);
            closing.contains(&other.as_str())
                && (other != "-" || stands_free(self.document, *index))
        })
    }

    /// Halts the sentence at the mark `at`, for an aside that ends at the mark `close`.
    pub(super) fn open_aside(&mut self, at: usize, close: usize) -> usize {
        let parent = self.top();
        self.asides.push(Paused {
            stack: self.stack.clone(),
            marks: at..close,
            boundary: self.boundary,
            after_comma: self.after_comma,
            conjunction: self.conjunction,
        });
        let opens_with = self.document.lower(at + 1);
        let from = at + 1 + usize::from(matches!(opens_with.as_str(), "and" | "but" | "or"));
        self.push(clause(from..close, Link::Aside, None, Some(parent), from));
        self.after_comma = false;
        self.conjunction = None;
        self.boundary = from;
        from
    }

    /// Takes the sentence up again after the mark at `at`.
    pub(super) fn close_aside(&mut self, at: usize) -> usize {
        let Some(paused) = self.asides.pop() else {
            return at + 1;
        };
        for index in std::mem::replace(&mut self.stack, paused.stack) {
            if !self.stack.contains(&index) {
                self.clauses[index].tokens.end = at.min(self.clauses[index].tokens.end);
            }
        }
        // *Roe (D-Va.) signed*: what is in brackets stands by a noun and parts nothing
        if self.document.lower(at) == ")" {
            let opened = paused.marks.start;
            let has_noun = (paused.boundary..opened).any(|index| self.is_nominal(index));
            self.boundary = if has_noun { paused.boundary } else { at + 1 };
            self.after_comma = paused.after_comma;
            self.conjunction = paused.conjunction;
            return at + 1;
        }
        // after an aside that follows a filled subordinate clause, the main clause goes on
        self.comma(at)
    }
}
