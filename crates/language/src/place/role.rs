//! What the name of a place does in its sentence: where, who, or of what kind.

use onrecord_atlas::{Match, Place};
use onrecord_record::PlaceRole;

use crate::clause::is_auxiliary;
use crate::document::Document;
use crate::lemma::{lemma, verb_lemma};
use crate::lexicon::cue::{self, Part};
use crate::lexicon::{speaker, toponym};
use crate::place::find::{Mention, is_demonym};
use crate::tag::Pos;

/// What `mention` does, taken for `place`.
pub(super) fn role(
    document: &Document<'_>,
    mention: &Mention,
    place: Option<&Place>,
) -> PlaceRole {
    if place.is_some_and(is_demonym) && !is_country_name(place) {
        return PlaceRole::Demonym;
    }
    if speaks(document, mention) || is_source(document, mention) {
        PlaceRole::Party
    } else if modifies(document, mention) {
        PlaceRole::Modifier
    } else {
        PlaceRole::Site
    }
}

fn is_country_name(place: Option<&Place>) -> bool {
    place.is_some_and(|place| matches!(place.by, Match::Name | Match::Other))
}

/// Does a noun of persons or of an organisation follow: *Ohio officials*?
fn modifies(document: &Document<'_>, mention: &Mention) -> bool {
    let nouns = (mention.tokens.end..).take(3).take_while(|at| {
        let token = document.tokens.get(*at);
        token.is_some_and(|token| token.pos.is_noun() || token.pos == Pos::JJ)
    });
    let last = nouns.last().and_then(|at| Some((at, document.tokens.get(at)?)));
    last.is_some_and(|(at, token)| {
        let many = matches!(token.pos, Pos::NNS | Pos::NNPS);
        speaker::of_noun(&lemma(&document.lower(at), token.pos), many).is_some()
    })
}

/// Is it the subject of a verb of saying, wanting or acting as a government does?
fn speaks(document: &Document<'_>, mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1);
    let before = before.map_or(String::new(), |at| document.lower(at));
    if toponym::is_at(&before) || before == "," && is_listed(document, mention) {
        return false;
    }
    let mut at = mention.tokens.end;
    while let Some(token) = document.tokens.get(at) {
        let passes = token.pos == Pos::RB || is_auxiliary(document, at);
        if passes && token.pos != Pos::POS {
            at += 1;
            continue;
        }
        let lemma = verb_lemma(&document.lower(at));
        let says = !cue::beginning_with(Part::Verb, &lemma).is_empty() || toponym::is_act(&lemma);
        return token.pos.is_verb() && token.pos != Pos::VBN && says;
    }
    false
}

/// Does another name stand before the comma: *Aleppo, Syria, said …* is no subject?
fn is_listed(document: &Document<'_>, mention: &Mention) -> bool {
    let two = mention.tokens.start.checked_sub(2);
    let token = two.and_then(|at| document.tokens.get(at));
    token.is_some_and(|token| token.pos.is_name())
}

/// Does the encoder take these words, and no more, for a source?
fn is_source(document: &Document<'_>, mention: &Mention) -> bool {
    let from = document
        .words
        .partition_point(|word| word.span.end() <= mention.span.start());
    let to = document
        .words
        .partition_point(|word| word.span.start() < mention.span.end());
    let inside = (from..to).all(|at| is_in_source(document, at));
    let before = from.checked_sub(1).is_some_and(|at| is_in_source(document, at))
        && !document
            .words
            .get(from - 1)
            .is_some_and(|word| document.quote(word.span).eq_ignore_ascii_case("the"));
    from < to && inside && !before && !is_in_source(document, to)
}

fn is_in_source(document: &Document<'_>, at: usize) -> bool {
    document.words.get(at).is_some_and(|word| {
        let best = |source: [f32; 3]| source[1].max(source[2]) > source[0];
        best(word.outer.source) || best(word.inner.source)
    })
}
