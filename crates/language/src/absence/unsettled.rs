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
        let first = self.verb.head + 1;
        let is_open = |at: &usize| {
            let word = self.lower(*at);
            is(Kind::Premature, &word) || is(Kind::Impossible, &word)
        };
        let at = (first..first + 4).find(is_open)?;
        let word = self.lower(at);
        let judges = self.lower(at + 1) == "to"
            && is(Kind::Judge, &clause::verb_lemma_at(self.document, at + 2));
        if !judges {
            return None;
        }
        let too = at > 0 && self.lower(at - 1) == "too";
        if is(Kind::Premature, &word) && (too || !matches!(word.as_str(), "early" | "soon")) {
            return Some(at - usize::from(too)..at + 3);
        }
        let asks = is_question_word(&self.lower(at + 3));
        (is(Kind::Impossible, &word) && asks).then_some(at..at + 3)
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
        let about = self.asks() || self.is_about_matter() || self.question_before().is_some();
        (denies && clear && about).then_some(at..at + 3)
    }

    /// *{Who opened the gate} is far from clear*: where a question before the verb begins.
    pub(super) fn question_before(&self) -> Option<usize> {
        let before = self.verb.tokens.start;
        let opens = |at: &usize| *at < before && is_question_word(&self.lower(*at));
        let starts = self.clauses.iter().map(|one| {
            one.marker
                .as_ref()
                .map_or(one.tokens.start, |words| words.start)
        });
        starts.chain([self.clause.tokens.start]).filter(opens).min()
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
