//! Which two phrases speak as one: *Holt and Roe*.

use super::form::{head_kind, is_person};
use super::{Form, Mention, Scene};
use crate::lexicon::speaker::Head;
use crate::tag::EntityTag;

/// `found` with the pairs in it, each after its second member and, if that has one, its possessor.
pub(in crate::source) fn with_pairs(scene: &Scene<'_>, found: Vec<Mention>) -> Vec<Mention> {
    let mut all: Vec<Mention> = Vec::with_capacity(found.len());
    // the last phrase that no other holds
    let mut before: Option<usize> = None;
    for mention in found {
        let number = all.len();
        // *the mayor’s aide*, *Ada Holt of {Lind}*
        let is_owner = before
            .and_then(|before| all.get(before))
            .is_some_and(|phrase| {
                let end = past_place(scene, phrase).max(phrase.tokens.end);
                (phrase.tokens.start..end).contains(&mention.tokens.start)
            });
        all.push(mention);
        if is_owner {
            continue;
        }
        let pair = before.and_then(|before| pair(scene, &all, before, number));
        before = Some(number);
        all.extend(pair);
    }
    all
}

/// Two persons, or two bodies, joined by *and*.
fn pair(scene: &Scene<'_>, found: &[Mention], first: usize, second: usize) -> Option<Mention> {
    let (one, two) = (found.get(first)?, found.get(second)?);
    let end = past_place(scene, one);
    let joined = one.sentence == two.sentence
        && two.tokens.start == end + 1
        && scene.low(end) == "and"
        && (is_person(scene, &one.form) && is_person(scene, &two.form)
            || is_body(scene, &one.form) && is_body(scene, &two.form));
    let last = past_place(scene, two);
    joined.then_some(Mention {
        tokens: one.tokens.start..last.max(two.tokens.end),
        end: last,
        form: Form::Pair(first, second),
        sentence: one.sentence,
        is_subject: one.is_subject || two.is_subject,
        is_quoted: one.is_quoted,
    })
}

/// Where `mention` ends, *of Rhode Island* after a person's name taken in.
fn past_place(scene: &Scene<'_>, mention: &Mention) -> usize {
    let end = mention.end;
    if !is_person(scene, &mention.form) || scene.low(end) != "of" || !scene.is_capital(end + 1) {
        return end;
    }
    let place = (end + 1..end + 5).take_while(|at| scene.is_capital(*at) && scene.is_noun(*at));
    place.last().map_or(end, |last| last + 1)
}

/// Can `form` only be an organisation, office or place?
fn is_body(scene: &Scene<'_>, form: &Form) -> bool {
    match form {
        Form::Name { tag, .. } => *tag != EntityTag::Person,
        Form::Description { head, is_plural } => {
            let kind = head_kind(scene, *head, *is_plural);
            !is_plural && matches!(kind, Some(Head::Office | Head::Organisation | Head::Outlet))
        }
        _ => false,
    }
}
