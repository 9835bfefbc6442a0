//! What the name of a place does in its sentence: where, who, or of what kind.

use onrecord_atlas::{Match, Metonym, Place, PlaceKind, stands_for};
use onrecord_record::PlaceRole;

use crate::clause::is_auxiliary;
use crate::document::Document;
use crate::lemma::{lemma, verb_lemma};
use crate::lexicon::cue::{self, Part};
use crate::lexicon::{speaker, toponym};
use crate::place::find::Mention;
use crate::tag::Pos;

/// What `mention` does, taken for `place`.
pub(super) fn role(document: &Document<'_>, mention: &Mention, place: Option<&Place>) -> PlaceRole {
    let by = place.map(|place| place.by);
    if matches!(by, Some(Match::Adjective | Match::People)) {
        return PlaceRole::Demonym;
    }
    if is_subject(document, mention, place)
        || is_met(document, mention, place)
        || is_source(document, mention)
    {
        PlaceRole::Party
    } else if modifies(document, mention) {
        PlaceRole::Modifier
    } else {
        PlaceRole::Site
    }
}

/// Does a noun of persons or of an organisation follow: *Ohio officials*, *Roeland's ministry*?
fn modifies(document: &Document<'_>, mention: &Mention) -> bool {
    let owns = ["'s", "’s"].contains(&document.lower(mention.tokens.end).as_str());
    let first = mention.tokens.end + usize::from(owns);
    let nouns = (first..).take(3).take_while(|at| {
        let token = document.tokens.get(*at);
        token.is_some_and(|token| token.pos.is_noun() || token.pos == Pos::JJ)
    });
    let last = nouns.last();
    let last = last.and_then(|at| Some((at, document.tokens.get(at)?)));
    last.is_some_and(|(at, token)| {
        let many = matches!(token.pos, Pos::NNS | Pos::NNPS);
        let noun = lemma(&document.lower(at), token.pos);
        toponym::generic(&noun).is_none() && speaker::of_noun(&noun, many).is_some()
    })
}

/// Is it the subject of a verb of saying or wanting; or, a country or a capital, of any verb that
/// tells an act: *Roeland exported less*?
fn is_subject(document: &Document<'_>, mention: &Mention, place: Option<&Place>) -> bool {
    if is_object(document, mention) {
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
        let says = !cue::beginning_with(Part::Verb, &lemma).is_empty();
        let acts = is_power(document, mention, place) && !toponym::is_state(&lemma);
        let active = token.pos.is_verb() && token.pos != Pos::VBN && token.pos != Pos::VBG;
        return active && (says || acts);
    }
    false
}

/// Is it what an act is done with or to: *a deal with Roeland*, *blamed Roeland*?
fn is_met(document: &Document<'_>, mention: &Mention, place: Option<&Place>) -> bool {
    let before = before(document, mention);
    let word = before.map_or(String::new(), |at| document.lower(at));
    is_power(document, mention, place) && toponym::is_before_party(&word)
}

/// A country, or a capital that stands for its government.
fn is_power(document: &Document<'_>, mention: &Mention, place: Option<&Place>) -> bool {
    let seat = stands_for(document.quote(mention.span));
    let capital = seat.is_some_and(|one| one.metonym == Metonym::Capital);
    place.is_some_and(|place| place.kind == PlaceKind::Country || (capital && place.is_capital))
}

/// Does a preposition stand before it, or a comma after another name: *Aleppo, Syria, said …* is no
/// subject?
fn is_object(document: &Document<'_>, mention: &Mention) -> bool {
    let Some(at) = before(document, mention) else {
        return false;
    };
    let word = document.lower(at);
    let name = at.checked_sub(1).and_then(|at| document.tokens.get(at));
    let listed = word == "," && name.is_some_and(|token| token.pos.is_name());
    listed || toponym::is_at(&word) || toponym::is_before_party(&word)
}

/// The token before the name, its article and a direction left out.
fn before(document: &Document<'_>, mention: &Mention) -> Option<usize> {
    (0..mention.tokens.start).rev().find(|at| {
        let word = document.lower(*at);
        word != "the" && !toponym::is_compass(&word)
    })
}

/// Does the encoder take these words, and no more, for a source?
fn is_source(document: &Document<'_>, mention: &Mention) -> bool {
    let words = &document.words;
    let from = words.partition_point(|word| word.span.end() <= mention.span.start());
    let to = words.partition_point(|word| word.span.start() < mention.span.end());
    let is_article = |at: usize| {
        let word = words.get(at);
        word.is_some_and(|word| document.quote(word.span).eq_ignore_ascii_case("the"))
    };
    let led = from
        .checked_sub(1)
        .is_some_and(|at| is_in_source(document, at) && !is_article(at));
    from < to
        && (from..to).all(|at| is_in_source(document, at))
        && !led
        && !is_in_source(document, to)
}

fn is_in_source(document: &Document<'_>, at: usize) -> bool {
    document.words.get(at).is_some_and(|word| {
        let likely = |source: [f32; 3]| source[1].max(source[2]) > source[0];
        likely(word.outer.source) || likely(word.inner.source)
    })
}
