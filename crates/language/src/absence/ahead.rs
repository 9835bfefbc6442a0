//! Refusals that look ahead: *I'm not going to go into that*, *we will not comment*.

use std::ops::Range;

use onrecord_record::{AbsenceKind, Certainty};

use crate::clause::{self, Clause, Link};
use crate::document::Document;
use crate::lexicon::absence::{Kind, is};

use super::{Hit, View, innermost, only, phrase_end};

/// The refusals of one sentence.
pub(super) fn hits(document: &Document<'_>, clauses: &[Clause], tokens: Range<usize>) -> Vec<Hit> {
    if clause::ends_with_question(document, tokens.clone()) {
        return Vec::new();
    }
    tokens
        .clone()
        .filter_map(|at| {
            let words = refusal(document, at, &tokens)?;
            let around = innermost(clauses, at).map(|index| (index, &clauses[index]));
            let hangs = |(_, one): (usize, &Clause)| {
                matches!(one.link, Link::Condition | Link::Whether | Link::Comparison)
            };
            if around.is_some_and(hangs) {
                return None;
            }
            let whole = around.and_then(|(index, _)| {
                let view = View::of(document, clauses, index)?;
                Some(view.tokens()).filter(|whole| whole.contains(&at))
            });
            Some(Hit {
                kind: AbsenceKind::Declined,
                tokens: whole.unwrap_or(at..phrase_end(document, words.end, tokens.end)),
                because: only(words),
                verb: None,
                certainty: Certainty::Certain,
                is_hearsay: false,
                is_quoted: false,
            })
        })
        .collect()
}

/// The words that refuse, if the denial at `at` does: *{not going to} discuss*, *{won't} say*.
fn refusal(document: &Document<'_>, at: usize, tokens: &Range<usize>) -> Option<Range<usize>> {
    let word = document.lower(at);
    if !matches!(word.as_str(), "not" | "n't" | "n’t") {
        return None;
    }
    let next = (at + 1..tokens.end).find(|index| !clause::is_adverb(document, *index))?;
    let before = at.checked_sub(1).filter(|index| tokens.contains(index));
    let fused = usize::from(word != "not");
    if document.lower(next) == "going" && document.lower(next + 1) == "to" {
        return tells(document, next + 2).then_some(at - fused..next + 2);
    }
    let modal = before.filter(|index| matches!(document.lower(*index).as_str(), "will" | "wo"))?;
    let subject = modal.checked_sub(1).map(|index| document.lower(index))?;
    let own = matches!(subject.as_str(), "i" | "we");
    let refuses = document.lower(next) == "comment" || own && tells(document, next);
    refuses.then_some(modal..at + 1)
}

/// Is the verb at `at` one of telling, or *go into*?
fn tells(document: &Document<'_>, at: usize) -> bool {
    let goes_into = matches!(document.lower(at).as_str(), "go" | "get" | "be")
        && matches!(document.lower(at + 1).as_str(), "into" | "drawn");
    goes_into || is(Kind::Tell, &clause::verb_lemma_at(document, at))
}
