//! Sentences about the page and not about the world: *Reproduction permitted with reference to the
//! agency*, *This article was supplied by …*.

use std::ops::Range;

use crate::clause;
use crate::document::Document;
use crate::lexicon::furniture::{is_handling, is_piece, is_reuse};
use crate::tag::Pos;

/// Is the sentence a notice of whoever prints the page?
pub(super) fn is_furniture(document: &Document<'_>, tokens: Range<usize>) -> bool {
    let is_menu = tokens
        .clone()
        .any(|at| matches!(document.lower(at).as_str(), "©" | "|"));
    is_menu || is_notice(document, tokens.clone()) || is_as_received(document, tokens)
}

/// *This article was supplied by …*, *Reproduction permitted …*.
fn is_notice(document: &Document<'_>, tokens: Range<usize>) -> bool {
    let Some(verb) = tokens.clone().find(|at| {
        document
            .tokens
            .get(*at)
            .is_some_and(|token| matches!(token.pos, Pos::VBN | Pos::VBD))
            && is_handling(&clause::verb_lemma_at(document, *at))
    }) else {
        return false;
    };
    let words: Vec<String> = (tokens.start..verb).map(|at| document.lower(at)).collect();
    let about_this = words.first().is_some_and(|word| word == "this")
        && words.get(1).is_some_and(|word| is_piece(word));
    let reuse = words.first().is_some_and(|word| is_reuse(word)) && words.len() <= 4;
    about_this || reuse
}

/// *… is printed as received*.
fn is_as_received(document: &Document<'_>, tokens: Range<usize>) -> bool {
    tokens.clone().any(|at| {
        is_handling(&clause::verb_lemma_at(document, at))
            && document.lower(at + 1) == "as"
            && matches!(
                document.lower(at + 2).as_str(),
                "received" | "submitted" | "supplied"
            )
    })
}
