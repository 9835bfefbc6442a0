//! Which attributions are kept, above all of those inside the content of another.
//!
//! The encoder is less sure of what is inside than of what is outside, so what it finds must have a
//! cue with a word that can attribute, and a fair score. What *nobody* says is said by nobody.

use onrecord_record::{Attribution, Extent, Voice};

use crate::document::{Document, Token};
use crate::lemma::verb_lemma;
use crate::lexicon::hedge::{Part, effect};
use crate::tag::Pos;

/// Below this score what stands inside another content is not kept.
pub(crate) const FAIR: f32 = 0.5;

/// The attributions that are kept, with their speakers; parents are renumbered.
pub(crate) fn kept(
    document: &Document<'_>,
    found: Vec<Attribution>,
    speakers: Vec<Voice>,
) -> (Vec<Attribution>, Vec<Voice>) {
    let stands: Vec<bool> = (0..found.len())
        .map(|at| is_kept(document, &found, at))
        .collect();
    let mut place = Vec::with_capacity(found.len());
    let mut count = 0;
    for stands in &stands {
        place.push(count);
        count += usize::from(*stands);
    }
    let parents: Vec<Option<usize>> = (0..found.len())
        .map(|at| holder(&found, &stands, at).and_then(|parent| place.get(parent).copied()))
        .collect();
    let all = found.into_iter().zip(speakers).zip(parents).zip(stands);
    all.filter(|(_, stands)| *stands)
        .map(|(((mut one, speaker), parent), _)| {
            one.parent = parent;
            (one, speaker)
        })
        .unzip()
}

/// The nearest attribution around `at` that is kept.
fn holder(found: &[Attribution], stands: &[bool], at: usize) -> Option<usize> {
    let mut parent = found.get(at)?.parent;
    while let Some(outer) = parent.filter(|outer| stands.get(*outer) == Some(&false)) {
        parent = found.get(outer)?.parent;
    }
    parent
}

fn is_kept(document: &Document<'_>, found: &[Attribution], at: usize) -> bool {
    let Some(one) = found.get(at) else {
        return false;
    };
    let is_empty = one.source.is_none() && !is_more_than_it(document, one);
    if is_nobody(document, one) || is_appearance(document, one) || is_empty {
        return false;
    }
    let is_fair =
        || one.score >= FAIR && has_content_word(document, one) && is_more_than_it(document, one);
    one.parent.is_none() || is_fair() && !is_trying(document, one)
}

/// *Was {trying} to distract the public*: what is tried is neither said nor wanted alone.
fn is_trying(document: &Document<'_>, attribution: &Attribution) -> bool {
    let cue = attribution.cue.iter().flat_map(Extent::parts);
    let tokens = cue.flat_map(|part| document.tokens_in(*part));
    let words = tokens.filter_map(|at| document.tokens.get(at));
    let telling = |token: &&Token| token.pos.is_verb() || token.pos.is_noun();
    let mut telling = words
        .filter(telling)
        .map(|token| verb_lemma(&document.quote(token.span).to_lowercase()));
    let is_form = |word: &str| matches!(word, "be" | "have" | "do" | "try" | "attempt");
    let mut tries = false;
    telling.all(|word| {
        tries |= matches!(word.as_str(), "try" | "attempt");
        is_form(&word)
    }) && tries
}

/// *No group, nobody, neither side*: nobody says it, and that is an absence.
fn is_nobody(document: &Document<'_>, attribution: &Attribution) -> bool {
    const NOBODY: [&str; 6] = ["no", "nobody", "none", "no-one", "neither", "nothing"];
    let source = attribution.source.as_ref().map(|source| source.first());
    source.is_some_and(|source| {
        let first = document.tokens_in(source).start;
        NOBODY.contains(&document.lower(first).as_str())
    })
}

/// *The list {seemed} to be long*: nobody says so, the article itself tells how it looks.
fn is_appearance(document: &Document<'_>, attribution: &Attribution) -> bool {
    let cue = attribution.cue.iter().flat_map(Extent::parts);
    let mut verbs = cue
        .flat_map(|part| document.tokens_in(*part))
        .filter_map(|at| document.tokens.get(at))
        .filter(|token| token.pos.is_verb() || token.pos.is_finite())
        .peekable();
    let seems = |token: &Token| {
        let verb = verb_lemma(&document.quote(token.span).to_lowercase());
        token.pos != Pos::VBN && effect(Part::Raising, &verb).is_some()
    };
    attribution.source.is_none() && verbs.peek().is_some() && verbs.all(seems)
}

/// *spoke about {it}* tells nothing.
fn is_more_than_it(document: &Document<'_>, attribution: &Attribution) -> bool {
    let parts = attribution.content.parts().iter();
    let mut tokens = parts.flat_map(|part| document.tokens_in(*part));
    tokens.any(|at| {
        document.tokens.get(at).is_some_and(|token| {
            token.pos.is_noun()
                || token.pos.is_verb()
                || matches!(token.pos, Pos::JJ | Pos::JJR | Pos::JJS | Pos::CD | Pos::RB)
        })
    })
}

/// A verb, noun or adjective in the cue, or *according to* and its like.
fn has_content_word(document: &Document<'_>, attribution: &Attribution) -> bool {
    let Some(cue) = &attribution.cue else {
        return false;
    };
    let tokens = cue
        .parts()
        .iter()
        .flat_map(|part| document.tokens_in(*part));
    let mut tokens = tokens.filter_map(|at| document.tokens.get(at));
    tokens.any(|token| {
        let is_word = token.pos.is_verb() || token.pos.is_noun() || token.pos == Pos::JJ;
        is_word || document.quote(token.span).eq_ignore_ascii_case("according")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use onrecord_record::{SourceId, Span};

    fn one(text: &str, cue: &str, content: &str, parent: Option<usize>) -> Attribution {
        let span = |words: &str| {
            let at = text.find(words).expect("the words stand there");
            Span::new(text, at..at + words.len()).expect("on borders")
        };
        Attribution {
            source: None,
            cue: Some(span(cue).into()),
            content: span(content).into(),
            score: 0.8,
            parent,
        }
    }

    #[test]
    fn children_of_what_is_dropped_move_up() {
        let text = "She said nobody believes he denied it happened.";
        let document = testing::read(text);
        let mut believes = one(text, "believes", "he denied it happened", Some(0));
        believes.source = Span::new(text, 9..15).map(Into::into);
        let found = vec![
            one(text, "said", "nobody believes he denied it happened", None),
            believes,
            one(text, "denied", "it happened", Some(1)),
        ];
        let (she, he) = (Voice::Source(SourceId(0)), Voice::Source(SourceId(1)));
        let (found, speakers) = kept(&document, found, vec![she, Voice::Unstated, he]);
        assert_eq!(speakers, [she, he]);
        assert_eq!(found[1].parent, Some(0));
    }

    #[test]
    fn how_a_thing_looks_is_nobodys_statement() {
        let text = "The list seemed to be long, and he seemed to hope that it was short.";
        let document = testing::read(text);
        let looks = one(text, "seemed to", "be long", None);
        let mut hopes = one(text, "seemed to hope", "that it was short", None);
        assert!(
            kept(&document, vec![looks], vec![Voice::Unstated])
                .0
                .is_empty()
        );
        assert_eq!(
            kept(&document, vec![hopes.clone()], vec![Voice::Unstated])
                .0
                .len(),
            1
        );
        hopes.source = Span::new(text, 32..34).map(Into::into);
        assert_eq!(
            kept(&document, vec![hopes], vec![Voice::Source(SourceId(0))])
                .0
                .len(),
            1
        );
    }

    #[test]
    fn what_no_group_claims_is_no_statement() {
        let text = "No group claimed the blast on Friday.";
        let document = testing::read(text);
        let mut claim = one(text, "claimed", "the blast", None);
        claim.source = Span::new(text, 0..8).map(Into::into);
        assert!(
            kept(&document, vec![claim], vec![Voice::Unstated])
                .0
                .is_empty()
        );
    }

    #[test]
    fn a_preposition_alone_attributes_nothing() {
        let text = "He asked about plans for the bridge.";
        let document = testing::read(text);
        let found = vec![
            one(text, "asked about", "plans for the bridge", None),
            one(text, "for", "the bridge", Some(0)),
        ];
        let (he, it) = (Voice::Source(SourceId(0)), Voice::Source(SourceId(1)));
        assert_eq!(kept(&document, found, vec![he, it]).0.len(), 1);
    }
}
