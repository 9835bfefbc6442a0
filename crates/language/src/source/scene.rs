//! What is asked of every token before anybody is found: its lower case, its lemma, its tags, and
//! whether it is quoted.

use std::collections::BTreeSet;

use super::name::is_given;
use crate::document::Document;
use crate::encoder::quotation::{State, states};
use crate::lemma::lemma;
use crate::lexicon::role;
use crate::lexicon::speaker::{self, Head};
use crate::tag::{EntityTag, Pos};

/// A document and what is asked of every token.
pub(super) struct Scene<'a> {
    pub(super) document: &'a Document<'a>,
    /// The tokens in lower case.
    pub(super) lower: Vec<String>,
    /// Which tokens stand in double quotation marks.
    pub(super) quoted: Vec<bool>,
    /// Tokens that are a surname alone, though the encoder took them for no person.
    surnames: BTreeSet<usize>,
}

impl<'a> Scene<'a> {
    /// What is asked of the tokens of `document`.
    pub(super) fn new(document: &'a Document<'a>) -> Scene<'a> {
        let lower = (0..document.tokens.len()).map(|at| document.lower(at));
        let mut scene = Scene {
            lower: lower.collect(),
            quoted: quoted(document),
            surnames: BTreeSet::new(),
            document,
        };
        scene.surnames = surnames(&scene);
        scene
    }

    /// The part of speech of token `at`; signs are marks, whatever the encoder takes them for.
    pub(super) fn pos(&self, at: usize) -> Option<Pos> {
        let token = self.document.tokens.get(at)?;
        let is_sign = !self.low(at).chars().any(char::is_alphanumeric);
        Some(if is_sign && token.pos != Pos::POS {
            Pos::Mark
        } else {
            token.pos
        })
    }

    /// Of what token `at` is part of the name; a mark of nothing, a known surname of a person.
    pub(super) fn entity(&self, at: usize) -> EntityTag {
        match self.document.tokens.get(at) {
            Some(_) if self.surnames.contains(&at) => EntityTag::Person,
            Some(token) if !matches!(self.low(at), "." | "," | ";" | ":" | "?" | "!") => {
                token.entity
            }
            _ => EntityTag::Outside,
        }
    }

    /// Token `at` in lower case; empty past the end.
    pub(super) fn low(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The lemma of token `at`, taken for a common noun if it is a name: *Senators Ada Holt and Ben Roe*.
    pub(super) fn lemma(&self, at: usize) -> String {
        if self.pos(at) == Some(Pos::NNP) && self.low(at).ends_with('s') {
            let one = lemma(self.low(at), Pos::NNS);
            if speaker::of_noun(&one, false) == Some(Head::Person) {
                return one;
            }
        }
        let pos = match self.pos(at) {
            Some(Pos::NNPS) => Pos::NNS,
            Some(Pos::NNP) | None => Pos::NN,
            Some(pos) => pos,
        };
        lemma(self.low(at), pos)
    }

    /// Is token `at` tagged as a noun in the plural?
    pub(super) fn is_plural(&self, at: usize) -> bool {
        matches!(self.pos(at), Some(Pos::NNS | Pos::NNPS))
    }

    /// Is token `at` written with a capital?
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let token = self.document.tokens.get(at);
        token.is_some_and(|token| {
            let word = self.document.quote(token.span);
            word.starts_with(char::is_uppercase)
        })
    }

    /// Is token `at` in capitals: *US* is a state, *us* is not?
    pub(super) fn is_upper(&self, at: usize) -> bool {
        let token = self.document.tokens.get(at);
        token.is_some_and(|token| {
            let word = self.document.quote(token.span);
            word.chars().all(char::is_uppercase)
        })
    }

    /// Is token `at` tagged as a noun, a name included?
    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.pos(at).is_some_and(Pos::is_noun)
    }

    /// Is token `at` within the run of a name that begins before it?
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let tag = self.entity(at);
        at > 0 && tag != EntityTag::Outside && tag == self.entity(at - 1)
    }
}

/// Which tokens of `document` stand in double quotation marks, the marks included.
fn quoted(document: &Document<'_>) -> Vec<bool> {
    let mut all = Vec::with_capacity(document.tokens.len());
    let mut carried = false;
    let mut from = 0;
    while let Some(first) = document.tokens.get(from) {
        let end = document
            .paragraphs
            .partition_point(|one| one.span.start() <= first.span.start());
        let border = document
            .paragraphs
            .get(end)
            .map_or(usize::MAX, |next| next.span.start());
        let to = document
            .tokens
            .partition_point(|token| token.span.start() < border);
        let tokens = document.tokens.get(from..to).unwrap_or(&[]);
        let words: Vec<&str> = tokens.iter().map(|one| document.quote(one.span)).collect();
        let gaps: Vec<bool> = (0..tokens.len())
            .map(|at| at > 0 && tokens[at].span.start() > tokens[at - 1].span.end())
            .collect();
        let (found, open) = states(&words, &gaps, carried);
        all.extend(found.into_iter().map(|state| {
            !matches!(
                state,
                State::Outside | State::Stray | State::Single | State::InSingle
            )
        }));
        carried = open;
        from = to.max(from + 1);
    }
    all.resize(document.tokens.len(), false);
    all
}

/// The tokens that are the last part of a person's full name in the article, alone and as a name:
/// *Sellers said* after *Ada Sellers*, whatever else such a word may be.
fn surnames(scene: &Scene<'_>) -> BTreeSet<usize> {
    let count = scene.document.tokens.len();
    let is_person = |at: usize| scene.entity(at) == EntityTag::Person && scene.is_capital(at);
    let closes = |at: &usize| *at > 0 && is_person(*at) && is_person(at - 1) && !is_person(at + 1);
    let full = (0..count).filter(closes).filter(|at| {
        let words = [at - 1, *at].map(|at| scene.low(at).to_owned());
        words[1].chars().count() > 2
            && (is_given(&words[0], &[]) || speaker::of_name(&words).is_none())
    });
    let known: BTreeSet<&str> = full.map(|at| scene.low(at)).collect();
    let opens = |at: usize| {
        let sentences = &scene.document.sentences;
        let number = sentences.partition_point(|one| one.tokens.end <= at);
        sentences
            .get(number)
            .is_some_and(|one| one.tokens.start == at)
    };
    let alone = |at: &usize| {
        let apart = |at: usize| {
            let is_honoured = role::honorific(scene.low(at)).is_some();
            is_honoured || !scene.is_capital(at) || !scene.is_noun(at)
        };
        let before = at.checked_sub(1);
        let is_told = |next: usize| {
            scene.pos(next).is_some_and(Pos::is_finite) || scene.pos(next) == Some(Pos::POS)
        };
        scene.is_capital(*at)
            && known.contains(scene.low(*at))
            && before
                .is_none_or(|before| apart(before) && !matches!(scene.low(before), "the" | "a"))
            && apart(at + 1)
            && (!opens(*at) || is_told(at + 1))
    };
    (0..count).filter(alone).collect()
}
