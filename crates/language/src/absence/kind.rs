//! Clauses that tell which of a kind are meant: *firms {where there is no proof}* puts no lack of proof
//! on record.

use crate::clause::{Clause, Tense};
use crate::document::Document;
use crate::tag::Pos;

use super::is_perfect;

/// *firms {where there is no proof}*, *a town {that has no deal}*: which of a kind are meant.
pub(super) fn is_of_a_kind(document: &Document<'_>, clauses: &[Clause], index: usize) -> bool {
    let clause = &clauses[index];
    let from = clause
        .marker
        .as_ref()
        .map_or(clause.tokens.start, |words| words.start);
    let is_present = clause
        .verb
        .as_ref()
        .is_some_and(|verb| verb.tense == Tense::Present && !is_perfect(document, verb));
    let opens = matches!(
        document.lower(from).as_str(),
        "who" | "that" | "which" | "where"
    );
    let Some(noun) = from.checked_sub(1).filter(|_| is_present && opens) else {
        return false;
    };
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let is_inner = |at: &usize| {
        pos(*at).is_some_and(|pos| pos.is_noun() || matches!(pos, Pos::JJ | Pos::VBN | Pos::VBG))
    };
    let mut first = noun;
    while first > 0 && is_inner(&(first - 1)) {
        first -= 1;
    }
    let before = first.checked_sub(1);
    let word = before.map_or(String::new(), |at| document.lower(at));
    let is_open = matches!(word.as_str(), "a" | "an" | "any" | "every" | "such");
    let is_bare = pos(noun) == Some(Pos::NNS)
        && !before.and_then(pos).is_some_and(|pos| {
            matches!(
                pos,
                Pos::DT | Pos::PRPS | Pos::POS | Pos::CD | Pos::PDT | Pos::WDT
            )
        });
    pos(noun).is_some_and(Pos::is_noun) && (is_open || is_bare)
}
