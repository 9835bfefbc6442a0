//! What cannot be known yet: *too early to tell*, *far from clear*, *impossible to know how many*.

use std::ops::Range;

use crate::clause;
use crate::lexicon::absence::{Kind, is};

use super::View;

impl View<'_, '_> {
    /// The words that say so.
    pub(super) fn unsettled(&self) -> Option<Range<usize>> {
        self.premature().or_else(|| self.far_from_clear())
    }

    /// *too early to tell*, *premature to say*; *hard to say who*.
    fn premature(&self) -> Option<Range<usize>> {
        let at = self.verb.complement?;
        let word = self.lower(at);
        let next = clause::infinitive(self.document, self.verb, self.clause.tokens.end)?;
        if !is(Kind::Judge, &next.lemma) {
            return None;
        }
        let too = at > 0 && self.lower(at - 1) == "too";
        if is(Kind::Premature, &word) && (too || !matches!(word.as_str(), "early" | "soon")) {
            return Some(at - usize::from(too)..next.tokens.end);
        }
        let asks = is_question_word(&self.lower(next.tokens.end));
        (is(Kind::Impossible, &word) && asks).then_some(at..next.tokens.end)
    }

    /// *far from clear*, *anything but certain*.
    fn far_from_clear(&self) -> Option<Range<usize>> {
        let first = self.verb.head + 1;
        let at = (first..first + 3).find(|at| !is_plain_adverb(&self.lower(*at)))?;
        let words = [self.lower(at), self.lower(at + 1)];
        let denies = matches!(
            [words[0].as_str(), words[1].as_str()],
            ["far", "from"] | ["anything", "but"] | ["less", "than"]
        );
        let clear = is(Kind::Clear, &self.lower(at + 2));
        (denies && clear && (self.asks() || self.is_about_matter())).then_some(at..at + 3)
    }
}

fn is_plain_adverb(word: &str) -> bool {
    matches!(word, "still" | "also" | "now" | "however")
}

/// Does `word` open a question: *who, whether*?
pub(super) fn is_question_word(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "whom"
            | "which"
            | "when"
            | "whose"
            | "why"
            | "how"
            | "what"
            | "where"
            | "whether"
            | "if"
    )
}
