//! Verbs and adjectives that hand their clause on: *seems to*, *is likely that*, *failed to*, *I think*.

use super::Weight;
use super::denial::{denials, is_ruled_out};
use crate::clause::{self, Clause, Link, Verb};
use crate::document::Document;
use crate::lexicon::hedge::{self, Effect, Part};

/// *seems to*, *is likely that*, *failed to*, *I think*: a verb or adjective that hands its clause on.
pub(super) fn weigh_chain(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    weight: &mut Weight,
) {
    let clause = &clauses[index];
    let end = clause.tokens.end;
    let mut verb = clause.verb.clone();
    let mut is_first = true;
    for _ in 0..3 {
        let Some(one) = verb.take() else { break };
        let next = clause::infinitive(document, &one, end);
        if is_first {
            weigh_embedding(document, clauses, index, &one, weight);
        }
        weigh_raising(
            document,
            clauses,
            index,
            &one,
            next.as_ref(),
            is_first,
            weight,
        );
        verb = next;
        is_first = false;
    }
}

/// The effect of *seems* before an infinitive, of *likely* before *that*, of *seems* before an adjective.
fn weigh_raising(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    verb: &Verb,
    infinitive: Option<&Verb>,
    is_first: bool,
    weight: &mut Weight,
) {
    let looks = matches!(verb.lemma.as_str(), "seem" | "appear" | "look" | "sound");
    let impersonal =
        is_first && is_impersonal(document, &clauses[index]) && has_embedded(clauses, index);
    if infinitive.is_none()
        && !impersonal
        && !(looks && verb.complement.is_some() && verb.lemma != "look")
    {
        return;
    }
    let denied =
        !denials(document, verb).is_empty() || clause::is_by_no_means(document, verb.head + 1);
    for (at, word) in raising_words(document, verb) {
        let needs_infinitive = matches!(
            word.as_str(),
            "have" | "need" | "set" | "due" | "certain" | "sure" | "about"
        );
        // who *had to stop* stopped: 45 such verbs of UDS-IH2 have 2.4 in the mean, of 3
        let did = word == "have" && document.lower(at) == "had" && verb.auxiliaries.is_empty();
        let effect = hedge::effect(Part::Raising, &word).filter(|_| !did);
        // "it was not possible to agree", "not impossible": the denial has said it all
        let is_spent = denied && (effect == Some(Effect::Possible) || is_ruled_out(document, at));
        let effect = effect.filter(|_| !is_spent);
        if word == "have" && document.lower(at + 1) == "yet" {
            weight.apply(document, Effect::Fails, at + 1..at + 2);
        } else if let Some(effect) = effect.filter(|_| infinitive.is_some() || !needs_infinitive) {
            weight.apply(document, effect, at..at + 1);
        }
        if let Some(effect) = hedge::effect(Part::Denied, &word).filter(|_| denied && impersonal) {
            weight.apply(document, effect, at..at + 1);
        }
    }
    if let (Some(infinitive), true, false) = (infinitive, is_raiser(document, verb), denied) {
        let denied = (verb.head + 1..infinitive.tokens.end).find(|at| document.lower(*at) == "not");
        if let Some(at) = denied {
            weight.apply(document, Effect::Fails, at..at + 1);
        }
    }
}

/// The words of a verb group that can hand the clause on: the verb by its lemma, a participle or
/// adjective as it stands.
fn raising_words(document: &Document<'_>, verb: &Verb) -> Vec<(usize, String)> {
    let form = document.lower(verb.head);
    let mut words = Vec::new();
    if verb.passive || form == "going" || form == "gearing" {
        words.push((verb.head, form));
    } else {
        words.push((verb.head, verb.lemma.clone()));
    }
    if let Some(at) = verb.complement {
        words.push((at, document.lower(at)));
    }
    words
}

/// Does the verb only colour the infinitive after it, so that the infinitive tells what happens?
pub(crate) fn is_raiser(document: &Document<'_>, verb: &Verb) -> bool {
    raising_words(document, verb)
        .iter()
        .any(|(_, word)| hedge::effect(Part::Raising, word).is_some())
        || verb.lemma == "be" && verb.complement.is_none()
}

/// *it, there*: a subject that stands for the clause that follows.
fn is_impersonal(document: &Document<'_>, clause: &Clause) -> bool {
    clause
        .subject
        .clone()
        .next_back()
        .is_some_and(|at| matches!(document.lower(at).as_str(), "it" | "there" | "what"))
}

/// Does a content clause hang on clause `index`?
fn has_embedded(clauses: &[Clause], index: usize) -> bool {
    clauses.iter().any(|one| {
        one.parent == Some(index)
            && matches!(
                one.link,
                Link::That | Link::Whether | Link::Content | Link::Comparison
            )
    })
}

/// *I think that*, *there is a chance that*.
fn weigh_embedding(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    verb: &Verb,
    weight: &mut Weight,
) {
    let clause = &clauses[index];
    let subject = clause
        .subject
        .clone()
        .rev()
        .find(|at| !clause::is_adverb(document, *at));
    let speaker = subject.is_some_and(|at| matches!(document.lower(at).as_str(), "i" | "we"));
    if speaker
        && has_embedded(clauses, index)
        && let Some(effect) = hedge::effect(Part::Attitude, &verb.lemma)
    {
        weight.apply(document, effect, verb.head..verb.head + 1);
    }
    let there = subject.is_some_and(|at| document.lower(at) == "there");
    if let Some(at) = verb.complement.filter(|_| there) {
        let follows = matches!(document.lower(at + 1).as_str(), "that" | "of" | "for");
        if let Some(effect) = hedge::effect(Part::Noun, &document.lower(at)).filter(|_| follows) {
            weight.apply(document, effect, at..at + 1);
        }
    }
}
