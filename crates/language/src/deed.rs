//! What somebody did without saying anything, though the tagger finds a source in it: *imposed a fee*,
//! *posted a photo of the bridge*, *was backed by Holt*. The article itself tells it.

use onrecord_record::{Act, Attribution};

use crate::act;
use crate::clause;
use crate::document::Document;
use crate::factuality;
use crate::lemma::lemma;
use crate::lexicon::deed::DEEDS;
use crate::lexicon::speaker::{self, Head};
use crate::tag::{EntityTag, Pos};

/// `found` without what is only done.
pub(crate) fn without_deeds(document: &Document<'_>, found: Vec<Attribution>) -> Vec<Attribution> {
    let is_said = |one: &Attribution| match &one.cue {
        Some(cue) => {
            let cue = act::tokens_of(document, cue);
            !is_done(document, one, &cue) && !is_aside(document, one, &cue)
        }
        None => true,
    };
    found.into_iter().filter(is_said).collect()
}

/// Is what `one` tells, with the words of `cue`, no saying and no thought?
fn is_done(document: &Document<'_>, one: &Attribution, cue: &[usize]) -> bool {
    if meets_with(document, cue) {
        return true;
    }
    let content = act::tokens_of(document, &one.content);
    if is_raised(document, &content, cue) {
        return true;
    }
    if !factuality::is_bare(document, &one.content) {
        return is_picture(document, &content);
    }
    is_picture(document, &content)
        || is_by(document, one, cue)
        || is_posted(document, &content, cue)
        || act::act(document, one) == Act::Decided && !is_ruling(document, cue)
}

/// *The deal, {announced} on Friday, would last*: an aside by nobody on a thing that the sentence goes on about.
fn is_aside(document: &Document<'_>, one: &Attribution, cue: &[usize]) -> bool {
    let (Some(first), [content]) = (cue.first(), one.content.parts()) else {
        return false;
    };
    let content = document.tokens_in(*content);
    let participle = document.tokens.get(*first).map(|token| token.pos) == Some(Pos::VBN);
    let follows = content.end + 1 == *first && document.lower(content.end) == ",";
    one.source.is_none() && participle && follows && factuality::is_bare(document, &one.content)
}

/// *Rejected the plan*, *ruled against it*: a judgement that is known by its words.
fn is_ruling(document: &Document<'_>, cue: &[usize]) -> bool {
    let mut verbs = cue.iter().map(|at| clause::verb_lemma_at(document, *at));
    verbs.any(|verb| DEEDS.rules(&verb))
}

/// *The bill* of *the bill was pushed by the mill*: what somebody is told to have done to a thing.
fn is_by(document: &Document<'_>, one: &Attribution, cue: &[usize]) -> bool {
    let ends_in_by = cue.last().is_some_and(|at| document.lower(*at) == "by");
    let is_passive = cue.iter().any(|at| {
        matches!(
            document.lower(*at).as_str(),
            "was" | "were" | "is" | "are" | "been" | "being" | "be"
        )
    });
    let stands_before = one
        .cue
        .as_ref()
        .is_some_and(|cue| one.content.hull().end() <= cue.hull().start());
    ends_in_by && is_passive && stands_before
}

/// *Promoted {Holt to captain}*: somebody was given another rank.
fn is_raised(document: &Document<'_>, content: &[usize], cue: &[usize]) -> bool {
    let raises = |at: &usize| DEEDS.raises(&clause::verb_lemma_at(document, *at));
    let token = |at: &usize| document.tokens.get(*at);
    let is_somebody = content
        .first()
        .and_then(token)
        .is_some_and(|token| token.entity == EntityTag::Person || token.pos == Pos::PRP);
    let to = content.iter().any(|at| document.lower(*at) == "to");
    is_somebody && to && cue.iter().any(raises)
}

/// *Confirmed {a judge}*, *drafted {thousands of workers}*: people got a post.
fn is_posted(document: &Document<'_>, content: &[usize], cue: &[usize]) -> bool {
    /// Words among which the people stand.
    const NEAR: usize = 6;
    let gives = |at: &usize| DEEDS.gives_post(&clause::verb_lemma_at(document, *at));
    let is_person = |at: &usize| {
        let Some(token) = document.tokens.get(*at).filter(|token| token.pos.is_noun()) else {
            return false;
        };
        let noun = lemma(&document.lower(*at), token.pos);
        token.entity == EntityTag::Person || speaker::of_noun(&noun, false) == Some(Head::Person)
    };
    cue.iter().any(gives) && content.iter().take(NEAR).any(is_person)
}

/// *A photo of the bridge*: what is shown and not said.
fn is_picture(document: &Document<'_>, content: &[usize]) -> bool {
    let noun = |at: &usize| {
        let token = document.tokens.get(*at);
        token.is_some_and(|token| token.pos.is_noun())
    };
    let goes_on = |at: &&usize| {
        let pos = document.tokens.get(**at).map(|token| token.pos);
        matches!(
            pos,
            Some(Pos::DT | Pos::JJ | Pos::NN | Pos::NNS | Pos::NNP | Pos::CD | Pos::PRPS)
        )
    };
    let head = content
        .iter()
        .take_while(goes_on)
        .copied()
        .filter(noun)
        .last();
    head.is_some_and(|at| {
        let pos = document.tokens.get(at).map_or(Pos::NN, |token| token.pos);
        DEEDS.is_picture(&lemma(&document.lower(at), pos))
    })
}

/// *Drew criticism for*, *faced questions about*: others spoke.
fn meets_with(document: &Document<'_>, cue: &[usize]) -> bool {
    let mut words = cue.iter();
    let meets = |at: &usize| DEEDS.meets(&clause::verb_lemma_at(document, *at));
    let is_met = |at: &usize| DEEDS.is_met(&lemma(&document.lower(*at), Pos::NNS));
    words.any(meets) && words.any(is_met)
}

#[cfg(test)]
mod tests {
    use super::DEEDS;
    use crate::testing;

    /// Who says something in `text`, and what the article tells itself.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let findings = testing::findings(text);
        let said = findings.statements.iter();
        let said = said.map(|one| one.attribution.content.hull().of(text).to_owned());
        let told = findings.narration.iter();
        let told = told.map(|one| one.span.of(text).to_owned());
        (said.collect(), told.collect())
    }

    #[test]
    fn what_is_only_done_is_told_by_the_article() {
        for text in DEEDS.classes().into_iter().flat_map(|class| &class.done) {
            let (said, told) = read(text);
            assert!(said.is_empty(), "{text}: {said:?}");
            assert_eq!(told, [text.trim_end_matches('.')], "{text}");
        }
    }

    #[test]
    fn what_is_ruled_or_endorsed_is_said() {
        for text in DEEDS.classes().into_iter().flat_map(|class| &class.said) {
            assert!(!read(text).0.is_empty(), "{text}");
        }
    }
}
