//! *…, giving no reasons*: an absence told by a participle.

use std::ops::Range;

use onrecord_record::Certainty;

use crate::clause::{self, Clause};
use crate::document::Document;
use crate::lexicon::absence::{Kind, is};
use crate::tag::Pos;

use super::{
    Hit, head_noun, innermost, is_asserted_around, noun_absence, noun_lemma, only, phrase_end,
};

/// The absences that participles of one sentence tell.
pub(super) fn hits(document: &Document<'_>, clauses: &[Clause], tokens: Range<usize>) -> Vec<Hit> {
    let denies = |at: &usize| {
        let carries = document
            .tokens
            .get(*at)
            .is_some_and(|token| token.pos == Pos::VBG)
            && is(Kind::Light, &clause::verb_lemma_at(document, *at));
        let goes_on = at.checked_sub(1).is_some_and(|before| {
            clause::is_auxiliary(document, before) || document.lower(before) == "without"
        });
        carries && !goes_on && document.lower(at + 1) == "no"
    };
    tokens
        .clone()
        .filter(denies)
        .filter_map(|at| {
            let noun = head_noun(document, at + 2, tokens.end)?;
            let kind = noun_absence(&noun_lemma(document, noun))?;
            let told = innermost(clauses, at)
                .is_none_or(|index| is_asserted_around(document, clauses, index));
            told.then(|| Hit {
                kind,
                tokens: at..phrase_end(document, noun + 1, tokens.end),
                because: only(at + 1..at + 2),
                verb: None,
                certainty: Certainty::Certain,
                is_hearsay: false,
                is_quoted: false,
            })
        })
        .collect()
}
