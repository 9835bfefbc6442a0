//! The phrases that can name a source: names, descriptions, pronouns, and pairs of them.
//!
//! A phrase here is a base noun phrase (*the Russian defence minister Ivan Petrov*) with the
//! prepositional ones that complete a description (*a spokesman for the ministry*). Where one begins
//! and ends is told in `chunk`, what it is in `form`.

mod chunk;
mod form;
mod pair;
mod tag;

use std::collections::BTreeSet;
use std::ops::Range;

use super::scene::Scene;
use crate::lexicon::first_name::Gender;
use crate::tag::{EntityTag, Pos};
use chunk::chunk;
use form::{form, is_known, is_told_of};
pub(super) use form::{head_kind, is_person, is_title};
pub(super) use pair::with_pairs;
use tag::settle_tags;
pub(super) use tag::settle_with;

/// Tokens that a description takes after its head, at most.
const LONGEST_TAIL: usize = 14;

/// A phrase that can name a source.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// From its determiner or title to its head.
    pub(super) tokens: Range<usize>,
    /// Its end with what completes it.
    pub(super) end: usize,
    /// What it is.
    pub(super) form: Form,
    /// Its sentence.
    pub(super) sentence: usize,
    /// It is what a finite verb is told of.
    pub(super) is_subject: bool,
    /// It stands in quotation marks.
    pub(super) is_quoted: bool,
}

/// What a mention is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    /// A name, after the title or description that stands before it.
    Name {
        name: Range<usize>,
        tag: EntityTag,
        title: Range<usize>,
    },
    /// A description by its head.
    Description { head: usize, is_plural: bool },
    /// A pronoun.
    Pronoun(Pronoun),
    /// Two mentions joined by *and*, by their numbers.
    Pair(usize, usize),
}

/// The personal pronouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// *I, me, myself.*
    I,
    /// *We.*
    We,
    /// *You.*
    You,
    /// *He, him, his, she, her.*
    Person(Gender),
    /// *It.*
    It,
    /// *They.*
    They,
}

impl Pronoun {
    /// The pronoun that `word`, in lower case, is a form of.
    pub(super) fn of(word: &str) -> Option<Pronoun> {
        Some(match word {
            "i" | "me" | "my" | "myself" | "mine" => Pronoun::I,
            "we" | "us" | "our" | "ourselves" | "ours" => Pronoun::We,
            "you" | "your" | "yourself" | "yourselves" | "yours" => Pronoun::You,
            "he" | "him" | "his" | "himself" => Pronoun::Person(Gender::Male),
            "she" | "her" | "herself" | "hers" => Pronoun::Person(Gender::Female),
            "it" | "its" | "itself" => Pronoun::It,
            "they" | "them" | "their" | "themselves" | "theirs" => Pronoun::They,
            _ => return None,
        })
    }
}

/// The mentions of the article, in text order, without pairs; a possessor follows its phrase. `borders` are tokens at which a source of an attribution begins or ends: no phrase
/// crosses one, unless it lies within a name.
pub(super) fn mentions(scene: &Scene<'_>, borders: &BTreeSet<usize>) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for (number, sentence) in scene.document.sentences.iter().enumerate() {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let chunk = chunk(scene, at, sentence.tokens.end, borders);
            if let Some(pronoun) = pronoun_at(scene, at) {
                found.push(mention(scene, number, at..at + 1, Form::Pronoun(pronoun)));
            }
            let Some(chunk) = chunk else {
                at += 1;
                continue;
            };
            at = chunk.end;
            let is_source = borders.contains(&chunk.start);
            push(scene, number, chunk, is_source, &mut found);
        }
    }
    settle_tags(scene, &mut found);
    found
}

/// The pronoun that stands at token `at`, possessives included.
fn pronoun_at(scene: &Scene<'_>, at: usize) -> Option<Pronoun> {
    matches!(scene.pos(at), Some(Pos::PRP | Pos::PRPS))
        .then(|| Pronoun::of(scene.low(at)))
        .flatten()
}

/// Adds the mentions of `chunk`: itself and its possessor.
fn push(
    scene: &Scene<'_>,
    sentence: usize,
    chunk: Range<usize>,
    is_source: bool,
    found: &mut Vec<Mention>,
) {
    let possessive = chunk
        .clone()
        .rev()
        .find(|at| scene.pos(*at) == Some(Pos::POS));
    let from = possessive.map_or(chunk.start, |mark| mark + 1);
    if from < chunk.end {
        let form = form(scene, chunk.start, from..chunk.end);
        if is_source || is_known(scene, &form) && is_told_of(scene, &chunk, &form) {
            found.push(mention(scene, sentence, chunk.clone(), form));
        }
    }
    if let Some(mark) = possessive
        && chunk.start < mark
    {
        let form = form(scene, chunk.start, chunk.start..mark);
        if matches!(form, Form::Name { .. }) || is_known(scene, &form) {
            let mut owner = mention(scene, sentence, chunk.start..mark, form);
            owner.end = mark;
            owner.is_subject = false;
            found.push(owner);
        }
    }
}

/// The phrase `tokens` of `sentence` as a mention, with what completes it.
fn mention(scene: &Scene<'_>, sentence: usize, tokens: Range<usize>, form: Form) -> Mention {
    let last = scene
        .document
        .sentences
        .get(sentence)
        .map_or(tokens.end, |one| one.tokens.end);
    let end = match form {
        Form::Description { .. } => tail(scene, tokens.start, tokens.end, last),
        _ => tokens.end,
    };
    Mention {
        is_subject: is_subject(scene, sentence, tokens.start, end),
        is_quoted: scene.quoted.get(tokens.start).copied().unwrap_or(false),
        tokens,
        end,
        form,
        sentence,
    }
}

/// The end of the prepositional phrases that complete a description which ends before `at`:
/// *for the ministry*, *of the town council*. Who is pointed at needs none: *{this panel} for an interview*.
fn tail(scene: &Scene<'_>, start: usize, at: usize, last: usize) -> usize {
    let mut end = at;
    let limit = last.min(at + LONGEST_TAIL);
    if matches!(scene.low(start), "this" | "these") && scene.low(at) == "for" {
        return at;
    }
    while matches!(scene.low(end), "for" | "of" | "at") && end + 1 < limit {
        match chunk(scene, end + 1, limit, &BTreeSet::new()) {
            Some(inner) => end = inner.end,
            None => break,
        }
    }
    end
}

/// Is a finite verb told of the phrase `[start, end)`: does one follow, or does it open the
/// sentence before any verb?
fn is_subject(scene: &Scene<'_>, sentence: usize, start: usize, end: usize) -> bool {
    let mut next = end;
    while matches!(scene.pos(next), Some(Pos::RB | Pos::RBR)) {
        next += 1;
    }
    let finite = |at: usize| scene.pos(at).is_some_and(Pos::is_finite);
    let preposition = start
        .checked_sub(1)
        .is_some_and(|before| matches!(scene.pos(before), Some(Pos::IN | Pos::TO)));
    let opens = scene
        .document
        .sentences
        .get(sentence)
        .is_some_and(|one| one.tokens.start == start);
    let aside = matches!(scene.low(end), "," | "who" | "(" | "—" | "–");
    (finite(next)
        && (!preposition
            || matches!(
                scene.low(start - 1),
                "that"
                    | "because"
                    | "if"
                    | "as"
                    | "while"
                    | "after"
                    | "before"
                    | "since"
                    | "until"
                    | "though"
                    | "although"
                    | "whether"
                    | "so"
            )))
        || ((opens || is_after_front(scene, sentence, start)) && aside)
}

/// *According to the Gazette, {Ada Holt}, who …*: does the phrase stand behind the first comma of a sentence that
/// opens with a preposition?
fn is_after_front(scene: &Scene<'_>, sentence: usize, start: usize) -> bool {
    let Some(one) = scene.document.sentences.get(sentence) else {
        return false;
    };
    let first = one.tokens.start;
    let opens = matches!(scene.pos(first), Some(Pos::IN | Pos::VBG));
    let comma = (first..start).find(|at| scene.low(*at) == ",");
    opens && comma.is_some_and(|comma| comma + 1 == start)
}
