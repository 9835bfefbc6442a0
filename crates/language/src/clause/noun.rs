//! What belongs to one noun though a comma or a second subject makes it look like two things:
//! *her {Dale, Calif., store}*, *{the deal Mr. Holt announced}*.

use std::ops::Range;

use crate::document::Document;
use crate::lemma::lemma;
use crate::lexicon::{place, speaker};
use crate::tag::Pos;
use crate::token::is_state;

use super::verb::is_adverb;

/// Words of a name or noun phrase that are looked through, at most.
const LONGEST: usize = 6;

/// Does the comma at `at` stand between a town and its state, or after a state whose town stands
/// before another noun: *her Dale{,} Calif.{,} store*?
pub(super) fn parts_place(document: &Document<'_>, tokens: Range<usize>, at: usize) -> bool {
    let is_comma = |index: usize| document.lower(index) == ",";
    let is_name = |index: usize| pos(document, index).is_some_and(Pos::is_name);
    let is_town = |comma: usize| comma > tokens.start && is_name(comma - 1);
    if is_town(at) && names_state(document, at + 1) && is_comma(at + 2) && at + 2 < tokens.end {
        return true;
    }
    let Some(comma) = at.checked_sub(2).filter(|comma| *comma > tokens.start) else {
        return false;
    };
    let goes_on = matches!(pos(document, at + 1), Some(Pos::NN | Pos::NNS));
    if !goes_on || !is_comma(comma) || !names_state(document, at - 1) || !is_town(comma) {
        return false;
    }
    let first = (tokens.start..comma).rev().find(|index| !is_name(*index));
    first.is_some_and(|index| matches!(pos(document, index), Some(Pos::DT | Pos::PRPS | Pos::POS)))
}

/// *Calif.*, *Ontario*.
fn names_state(document: &Document<'_>, at: usize) -> bool {
    let Some(token) = document.tokens.get(at) else {
        return false;
    };
    let form = document.quote(token.span);
    let lower = form.to_lowercase();
    let is_short = form.ends_with('.') && is_state(lower.trim_end_matches('.'));
    form.starts_with(char::is_uppercase)
        && (is_short || token.pos.is_name() && place::state(&lower).is_some())
}

/// Where the subject of the verb at `at` begins, if it stands right after the noun that the verb
/// tells of, with no pronoun between: *a deal {Mr. Holt} announced*, *the car {she} drove*.
pub(super) fn object_relative(
    document: &Document<'_>,
    boundary: usize,
    at: usize,
) -> Option<usize> {
    let end = (boundary..at)
        .rev()
        .find(|index| !is_adverb(document, *index))?
        + 1;
    let is_pronoun = matches!(
        document.lower(end - 1).as_str(),
        "i" | "he" | "she" | "we" | "they"
    );
    let name = (boundary..end).rev().take(LONGEST);
    let name = name.take_while(|index| pos(document, *index).is_some_and(Pos::is_name));
    let first = match is_pronoun {
        true => end - 1,
        false => name.last()?,
    };
    let object = first.checked_sub(1).filter(|index| *index >= boundary)?;
    let is_noun = matches!(pos(document, object), Some(Pos::NN | Pos::NNS));
    // "spokesman John Roe" is one man
    let is_title = speaker::of_noun(&lemma(&document.lower(object), Pos::NNS), false).is_some();
    (is_noun && (is_pronoun || !is_title)).then_some(first)
}

fn pos(document: &Document<'_>, at: usize) -> Option<Pos> {
    document.tokens.get(at).map(|token| token.pos)
}
