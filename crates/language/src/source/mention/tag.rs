//! Is a name a person's? All mentions of one name are given one answer.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::evidence::Evidence;
use super::super::name::{body_words, is_given};
use super::form::is_title;
use super::{Form, Mention, Scene};
use crate::lexicon::place;
use crate::lexicon::speaker::{self, Head};
use crate::tag::EntityTag;

/// What a full name or a title weighs against the tag of a name alone.
const TOLD: u32 = 6;

/// Gives all mentions of one name one tag: that of a person or of none, as most of them have it.
/// The encoder sees a sentence at a time and may take *Holt* for a firm in one of ten.
pub(super) fn settle_tags(scene: &Scene<'_>, found: &mut [Mention]) {
    let votes = votes(scene, found);
    for mention in found {
        if let Form::Name { name, tag, title } = &mut mention.form {
            let words = body_words(scene, name.clone());
            let [person, other] = votes.get(&words.join(" ")).copied().unwrap_or_default();
            let word = words.last().map_or("", String::as_str);
            let is_people = word.ends_with('s')
                && words.len() == 1
                && scene.is_plural(name.start)
                && place::state(word).is_some();
            // *Fox* is no broadcaster where *Ada Fox* or *Mr. Fox* is told of
            let is_definite = title.len() == 1 && scene.low(title.start) == "the";
            let is_somebodys = words.len() == 1 && person >= TOLD && !is_definite;
            let is_body = speaker::is_listed(&words) || is_called_a_body(scene, name, title);
            if is_people {
                *tag = EntityTag::Other;
            } else if *tag == EntityTag::Person && is_body && !is_somebodys {
                *tag = EntityTag::Organisation;
            } else if *tag != EntityTag::Person && person > other && !is_definite {
                *tag = EntityTag::Person;
            } else if *tag == EntityTag::Person && other > person {
                *tag = EntityTag::Organisation;
            }
        }
    }
}

/// How often each name is tagged as a person's, and as none; a full name speaks for its last part.
fn votes(scene: &Scene<'_>, found: &[Mention]) -> BTreeMap<String, [u32; 2]> {
    let mut votes: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for mention in found {
        if let Form::Name { name, tag, title } = &mention.form {
            let words = body_words(scene, name.clone());
            let is_person = *tag == EntityTag::Person && !is_called_a_body(scene, name, title);
            let is_definite = title.len() == 1 && scene.low(title.start) == "the";
            // *Monday's debate Politico*: only what somebody can be tells of a person
            let is_titled = title
                .clone()
                .any(|at| is_title(scene, at, EntityTag::Outside));
            let told = words.len() > 1 || is_titled && !is_definite;
            let slot = usize::from(!is_person);
            let weight = match (is_person, told) {
                (true, true) => TOLD,
                (false, true) if words.first().is_some_and(|one| is_given(one, &words)) => 0,
                _ => 1,
            };
            votes.entry(words.join(" ")).or_default()[slot] += weight;
            if let Some(last) = words.last().filter(|_| is_person && words.len() > 1) {
                votes.entry(last.clone()).or_default()[slot] += weight;
            }
            // *Harbour* after *Harbour Energy*
            if let Some(first) = firm(&words).filter(|_| !is_person) {
                votes.entry(first.to_owned()).or_default()[slot] += TOLD - 1;
            }
        }
    }
    votes
}

/// The first word of a firm's name in two words or three, by which it can come again; bodies that bear the
/// name of somebody living (*the Holt Foundation*) are none.
fn firm(words: &[String]) -> Option<&str> {
    let [first, .., last] = words else {
        return None;
    };
    let is_firm = words.len() < 4 && speaker::is_firm(last) && first.chars().count() > 3;
    (is_firm && !is_given(first, &[])).then_some(first)
}

/// Do the words of a name in several words make it a body's, though no title and no given name
/// stand before it: *Lindport Times*?
fn is_called_a_body(scene: &Scene<'_>, name: &Range<usize>, title: &Range<usize>) -> bool {
    let words = body_words(scene, name.clone());
    let is_body = matches!(
        speaker::of_name(&words),
        Some(Head::Organisation | Head::Office | Head::Outlet)
    );
    is_body
        && words.len() > 1
        && title.is_empty()
        && !is_given(&words[0], &[])
        && !opens_with_initials(scene, name)
}

/// Does the name begin with somebody's initials, and is the rest no body's name: *R.T. Holt*?
fn opens_with_initials(scene: &Scene<'_>, name: &Range<usize>) -> bool {
    let rest = body_words(scene, name.start + 1..name.end);
    let first = scene.low(name.start);
    let is_initials =
        first.contains('.') && first.split('.').all(|letter| letter.chars().count() < 2);
    is_initials
        && place::state(first).is_none()
        && !rest.is_empty()
        && speaker::of_name(&rest).is_none()
}

/// Takes from the names that the article tells to be no person's the tag of one.
pub(in crate::source) fn settle_with(
    scene: &Scene<'_>,
    evidence: &Evidence,
    found: &mut [Mention],
) {
    for mention in found {
        if let Form::Name { name, tag, .. } = &mut mention.form {
            let words = body_words(scene, name.clone());
            if evidence.is_place(&words) && *tag == EntityTag::Person {
                *tag = EntityTag::Location;
            } else if *tag == EntityTag::Person && evidence.is_no_person(&words) {
                *tag = EntityTag::Organisation;
            }
        }
    }
}
