//! Where a content inside another ends.

use std::ops::Range;

use onrecord_record::{Attribution, Extent, Span};

use super::{ended_at, is_noun, sentence_of};
use crate::clause::{self, Link};
use crate::document::Document;
use crate::tag::Pos;

/// `found`, each content inside another ending with a whole phrase too, and with the clause about its last
/// noun (*the money {he says he raised}*), as far as the outer content goes.
pub(crate) fn ended_inside(
    document: &Document<'_>,
    mut found: Vec<Attribution>,
) -> Vec<Attribution> {
    let hulls: Vec<Span> = found.iter().map(|one| one.content.hull()).collect();
    for one in &mut found {
        let around = one.parent.and_then(|parent| hulls.get(parent)).copied();
        let Some(around) = around else { continue };
        let tokens = |extent: &Extent| document.tokens_in(extent.hull());
        let cue = one.cue.as_ref().map(tokens);
        let source = one.source.as_ref().map(tokens);
        let parts = one.content.parts().iter().map(|part| {
            let own = document.tokens_in(*part);
            let whole = ended_at(document, own.clone(), cue.as_ref(), source.as_ref());
            let whole = past_joint(document, through_relative(document, whole));
            let span = clause::span_of(document, whole.clone()).filter(|_| whole != own);
            span.filter(|span| around.contains(*span)).unwrap_or(*part)
        });
        if let Some(content) = Extent::new(parts.collect()) {
            one.content = content;
        }
    }
    found
}

/// `tokens` with what the joint word they end with joins: *had sent and {received by post}*.
fn past_joint(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let sentence = sentence_of(document, tokens.clone());
    let last = tokens.end.checked_sub(1);
    let Some(sentence) = sentence.filter(|_| last.and_then(pos) == Some(Pos::CC)) else {
        return tokens;
    };
    let stop = (tokens.end..sentence.end).find(|at| pos(*at) == Some(Pos::Mark));
    tokens.start..stop.unwrap_or(sentence.end)
}

/// `tokens` and the clause about their last noun that begins with its own subject.
fn through_relative(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let next = document.tokens.get(tokens.end).map(|token| token.pos);
    let after_noun = tokens
        .end
        .checked_sub(1)
        .is_some_and(|last| is_noun(document, last));
    let Some(sentence) = sentence_of(document, tokens.clone()) else {
        return tokens;
    };
    if next != Some(Pos::PRP) || !after_noun || tokens.end >= sentence.end {
        return tokens;
    }
    let found = clause::clauses(document, sentence);
    let about = found
        .iter()
        .find(|one| one.link == Link::Relative && one.subject.start == tokens.end);
    tokens.start..about.map_or(tokens.end, |one| one.tokens.end)
}
