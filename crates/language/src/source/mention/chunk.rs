//! Where a noun phrase begins and ends: *the Commission on Public Order*, *Secretary of State Ada
//! Holt*, but not *the minister Friday*.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Scene;
use crate::lexicon::role;
use crate::lexicon::speaker::{self, Head};
use crate::lexicon::time::WORDS;
use crate::tag::{EntityTag, Pos};

/// Tokens of the longest phrase, so that a text without verbs costs no more than another.
const LONGEST: usize = 40;

/// Tokens of the longest title after its *of*.
const TITLE: usize = 6;

/// The noun phrase that begins at token `at`, if one does, within `last` and between `borders`.
pub(super) fn chunk(
    scene: &Scene<'_>,
    at: usize,
    last: usize,
    borders: &BTreeSet<usize>,
) -> Option<Range<usize>> {
    let mut noun = None;
    let mut end = at;
    let last = last.min(at + LONGEST);
    while end < last {
        let within = scene.goes_on(end) || is_inside(scene, end);
        let is_border = end > at && borders.contains(&end) && !within;
        if is_border || !may_stand(scene, at, end, noun.is_some()) {
            break;
        }
        let closes = scene.pos(end) == Some(Pos::POS) && noun.is_some();
        if scene.is_noun(end) || scene.entity(end) != EntityTag::Outside || closes {
            noun = Some(end);
        }
        end += 1;
    }
    let noun = noun?;
    (!is_calendar(scene, at)).then_some(at..noun + 1)
}

/// May token `at` stand in a noun phrase that began at `start`?
fn may_stand(scene: &Scene<'_>, start: usize, at: usize, after_noun: bool) -> bool {
    let first = at == start;
    if scene.low(at) == "and" {
        return !first && joins_modifiers(scene, at);
    }
    if first && matches!(scene.low(at), "close" | "up" | "next") && scene.low(at + 1) == "to" {
        return false;
    }
    if scene.goes_on(at) && !first {
        return true;
    }
    if is_calendar(scene, at) && !first {
        return false;
    }
    let word = scene.low(at);
    match scene.pos(at) {
        Some(Pos::NN | Pos::NNS | Pos::NNP | Pos::NNPS) => true,
        Some(Pos::JJ | Pos::JJR | Pos::JJS) => true,
        Some(Pos::CD) => !after_noun || scene.pos(at - 1) == Some(Pos::POS),
        Some(Pos::DT | Pos::PDT | Pos::PRPS) => {
            first
                || is_inside(scene, at)
                || is_in_title(scene, at)
                || matches!(scene.low(start), "all" | "both" | "half") && at == start + 1
        }
        // *the panel's ranking member*
        Some(Pos::VBN) => (!after_noun || is_owned(scene, at)) && opens_noun(scene, at + 1),
        Some(Pos::VBG) => {
            !first && (!after_noun || is_owned(scene, at)) && opens_noun(scene, at + 1)
        }
        Some(Pos::IN) => joins_name(scene, at) || !first && is_in_title(scene, at),
        Some(Pos::RB | Pos::RBS) => !after_noun && !first && scene.pos(at + 1) == Some(Pos::JJ),
        Some(Pos::POS) => after_noun,
        Some(Pos::Mark) => !first && matches!(word, "-" | "&" | "/") && is_tight(scene, at),
        _ => scene.entity(at) != EntityTag::Outside,
    }
}

/// Does token `at` stand right behind a possessive?
fn is_owned(scene: &Scene<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| scene.pos(before) == Some(Pos::POS))
}

/// Does the *and* at token `at` join what two names tell of one plural noun, or of a body: *House and Senate
/// members*, *Food and Water Commission*?
pub(super) fn joins_modifiers(scene: &Scene<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let tells = |at: usize| {
        scene.is_capital(at)
            && scene.entity(at) != EntityTag::Person
            && matches!(
                scene.pos(at),
                Some(Pos::NNP | Pos::NNPS | Pos::JJ | Pos::NN)
            )
    };
    let last = at + 2;
    let is_many = scene.low(last).ends_with('s');
    // *Oversight and Government Reform Committee*
    let ends_name = |end: usize| {
        let kind = speaker::of_noun(scene.low(end), false);
        scene.is_capital(end) && matches!(kind, Some(Head::Office | Head::Organisation))
    };
    let is_body = ends_name(last) || tells(last) && ends_name(last + 1);
    let closes = scene.is_noun(last) && (is_many || is_body);
    tells(before) && tells(at + 1) && closes && scene.entity(last) != EntityTag::Person
}

/// Does token `at` stand in a title, after its *of*: *Secretary of State Ada Holt*, *Minister for the
/// Interior Ben Roe*?
fn is_in_title(scene: &Scene<'_>, at: usize) -> bool {
    (at.saturating_sub(TITLE)..=at)
        .any(|of| title_end(scene, of).is_some_and(|end| of <= at && at < end))
}

/// Where the name begins before which a title with its *of* at token `of` stands.
fn title_end(scene: &Scene<'_>, of: usize) -> Option<usize> {
    let before = of.checked_sub(1)?;
    // of one person: *Lawyers for Ada Holt* are others
    let is_role = scene.is_capital(before)
        && !matches!(scene.pos(before), Some(Pos::NNS | Pos::NNPS))
        && speaker::of_noun(&scene.lemma(before), false) == Some(Head::Person)
        && scene.entity(before) != EntityTag::Person;
    if !is_role || !matches!(scene.low(of), "of" | "for") {
        return None;
    }
    let is_person = |at: usize| scene.entity(at) == EntityTag::Person;
    let goes_on = |at: &usize| {
        !is_person(*at)
            && (scene.is_capital(*at) && is_nominal(scene, *at)
                || matches!(scene.low(*at), "the" | "and" | "of" | "&"))
    };
    let end = of + 1 + (of + 1..of + TITLE).take_while(goes_on).count();
    let is_title = end > of + 1 && scene.is_capital(end - 1);
    let is_addressed = role::honorific(scene.low(end - 1)).is_some();
    (is_title && !is_addressed && is_person(end) && scene.is_capital(end)).then_some(end)
}

/// *Commission on Public Order*, *Ministry of Health*: a preposition within the name of a body.
pub(super) fn joins_name(scene: &Scene<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).is_some_and(|before| {
        let kind = speaker::of_noun(&scene.lemma(before), false);
        scene.is_capital(before) && matches!(kind, Some(Head::Office | Head::Organisation))
    });
    let next = at + 1 + usize::from(matches!(scene.low(at + 1), "the" | "a"));
    before
        && matches!(scene.low(at), "of" | "on" | "for")
        && scene.is_capital(next)
        && scene.is_noun(next)
        && scene.entity(next) != EntityTag::Person
}

/// Does token `at` stand within the name of a body, after *of* or at it?
fn is_inside(scene: &Scene<'_>, at: usize) -> bool {
    let after = |steps: usize| {
        at.checked_sub(steps)
            .is_some_and(|of| joins_name(scene, of))
    };
    joins_name(scene, at)
        || after(1)
        || after(2)
            && at
                .checked_sub(1)
                .is_some_and(|the| matches!(scene.low(the), "the" | "a"))
}

/// Is token `at` tagged as part of a name?
pub(super) fn is_nominal(scene: &Scene<'_>, at: usize) -> bool {
    scene.entity(at) != EntityTag::Outside || scene.pos(at).is_some_and(Pos::is_name)
}

/// Is token `at` an adjective or noun?
fn opens_noun(scene: &Scene<'_>, at: usize) -> bool {
    scene.is_noun(at) || scene.pos(at) == Some(Pos::JJ)
}

/// Does token `at` touch both its neighbours (a hyphen), or join two names (*&*)?
fn is_tight(scene: &Scene<'_>, at: usize) -> bool {
    let tokens = &scene.document.tokens;
    let (Some(before), Some(one), Some(after)) = (
        at.checked_sub(1).and_then(|before| tokens.get(before)),
        tokens.get(at),
        tokens.get(at + 1),
    ) else {
        return false;
    };
    scene.low(at) == "&"
        || before.span.end() == one.span.start() && one.span.end() == after.span.start()
}

/// Is token `at` a day, which is no source and parts those around it?
fn is_calendar(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.low(at);
    // *the Harbour Today*: a name
    let is_capital = |at: usize| scene.is_capital(at);
    let is_named = is_capital(at) && at.checked_sub(1).is_some_and(is_capital);
    WORDS.is_day(word) || matches!(word, "yesterday" | "today" | "tomorrow") && !is_named
}
