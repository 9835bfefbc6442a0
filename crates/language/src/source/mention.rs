//! The phrases that can name a source: names, descriptions, pronouns, and pairs of them.
//!
//! A phrase here is a base noun phrase (*the Russian defence minister Ivan Petrov*) with the
//! prepositional ones that complete a description (*a spokesman for the ministry*).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::evidence::Evidence;
use super::name::body_words;
use crate::document::Document;
use crate::encoder::quotation::{State, states};
use crate::lemma::lemma;
use crate::lexicon::speaker::{self, Head};
use crate::lexicon::{
    first_name::{self, Gender},
    place, role,
};
use crate::tag::{EntityTag, Pos};

/// Tokens of the longest phrase, so that a text without verbs costs no more than another.
const LONGEST: usize = 40;
/// Tokens that a description takes after its head, at most.
const LONGEST_TAIL: usize = 14;

/// Tokens of the longest title after its *of*.
const TITLE: usize = 6;

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

    pub(super) fn lemma(&self, at: usize) -> String {
        let pos = match self.pos(at) {
            Some(Pos::NNPS) => Pos::NNS,
            Some(Pos::NNP) | None => Pos::NN,
            Some(pos) => pos,
        };
        lemma(self.low(at), pos)
    }

    fn is_plural(&self, at: usize) -> bool {
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

    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.pos(at).is_some_and(Pos::is_noun)
    }

    /// Is token `at` within the run of a name that begins before it?
    fn goes_on(&self, at: usize) -> bool {
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

/// Is `first` a first name, before others that are no word of a body's name?
fn is_given(first: &str, words: &[String]) -> bool {
    first_name::gender(first).is_some() && words.len() < 4 && speaker::of_name(words).is_none()
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

/// What a full name or a title weighs against the tag of a name alone.
const TOLD: u32 = 6;

/// Gives all mentions of one name one tag: that of a person or of none, as most of them have it.
/// The encoder sees a sentence at a time and may take *Holt* for a firm in one of ten.
fn settle_tags(scene: &Scene<'_>, found: &mut [Mention]) {
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
            let told = words.len() > 1 || !title.is_empty() && !is_definite;
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
        }
    }
    votes
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

/// Takes from the names that the article tells to be no person's the tag of one.
pub(super) fn settle_with(scene: &Scene<'_>, evidence: &Evidence, found: &mut [Mention]) {
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

/// `found` with the pairs in it, each after its second member and, if that has one, its possessor.
pub(super) fn with_pairs(scene: &Scene<'_>, found: Vec<Mention>) -> Vec<Mention> {
    let mut all: Vec<Mention> = Vec::with_capacity(found.len());
    // the last phrase that no other holds
    let mut before: Option<usize> = None;
    for mention in found {
        let number = all.len();
        let is_owner = before
            .and_then(|before| all.get(before))
            .is_some_and(|phrase| phrase.tokens.contains(&mention.tokens.start));
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
    joined.then_some(Mention {
        tokens: one.tokens.start..two.tokens.end,
        end: two.end,
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

/// Can `form` only be one person: a person's name, or a singular description of one?
pub(super) fn is_person(scene: &Scene<'_>, form: &Form) -> bool {
    match form {
        Form::Name { tag, .. } => *tag == EntityTag::Person,
        Form::Description { head, is_plural } => {
            !is_plural && head_kind(scene, *head, false) == Some(Head::Person)
        }
        _ => false,
    }
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

/// What the head noun `head` makes of its phrase; two words are looked up before one.
pub(super) fn head_kind(scene: &Scene<'_>, head: usize, many: bool) -> Option<Head> {
    let lemma = scene.lemma(head);
    let before = head.checked_sub(1).map_or("", |before| scene.low(before));
    if (before, lemma.as_str()) == ("no", "one") {
        return Some(Head::Public);
    }
    let many = many
        || matches!(
            lemma.as_str(),
            "everyone"
                | "everybody"
                | "nobody"
                | "anyone"
                | "anybody"
                | "percent"
                | "%"
                | "percentage"
                | "majority"
                | "minority"
                | "proportion"
                | "third"
                | "quarter"
                | "half"
        );
    let two = head
        .checked_sub(1)
        .map(|before| format!("{} {lemma}", scene.low(before)));
    two.and_then(|two| speaker::of_noun(&two, many))
        .or_else(|| speaker::of_noun(&lemma, many))
}

/// Is `form` a name, or a description whose head the lexicon knows?
fn is_known(scene: &Scene<'_>, form: &Form) -> bool {
    match form {
        Form::Description { head, is_plural } => head_kind(scene, *head, *is_plural).is_some(),
        _ => true,
    }
}

/// Does the phrase introduce or take up somebody? *Every child*, *no minister* and a bare *mayor*
/// (*was elected mayor*) do not.
fn is_told_of(scene: &Scene<'_>, chunk: &Range<usize>, form: &Form) -> bool {
    let Form::Description { head, is_plural } = form else {
        return true;
    };
    let first = scene.low(chunk.start);
    let determined = chunk.clone().any(|at| {
        matches!(
            scene.pos(at),
            Some(Pos::DT | Pos::PRPS | Pos::POS | Pos::CD)
        )
    });
    let bare = !determined && !is_plural && scene.pos(*head) == Some(Pos::NN);
    let is_person = head_kind(scene, *head, false) == Some(Head::Person);
    !(matches!(first, "every" | "each" | "no" | "any") || bare && is_person)
}

fn mention(scene: &Scene<'_>, sentence: usize, tokens: Range<usize>, form: Form) -> Mention {
    let last = scene
        .document
        .sentences
        .get(sentence)
        .map_or(tokens.end, |one| one.tokens.end);
    let end = match form {
        Form::Description { .. } => tail(scene, tokens.end, last),
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
/// *for the ministry*, *of the town council*.
fn tail(scene: &Scene<'_>, at: usize, last: usize) -> usize {
    let mut end = at;
    let limit = last.min(at + LONGEST_TAIL);
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
        || (opens && aside)
}

/// What the noun phrase `tokens` is; `from` is where its determiner stands.
fn form(scene: &Scene<'_>, from: usize, tokens: Range<usize>) -> Form {
    let last = tokens.end - 1;
    let tag = scene.entity(last);
    let is_name = tag != EntityTag::Outside || scene.pos(last).is_some_and(Pos::is_name);
    let described = Form::Description {
        head: last,
        is_plural: scene.is_plural(last) || is_collective(scene, from),
    };
    let joined = tokens.clone().any(|at| at < last && joins_name(scene, at));
    let loose = matches!(tag, EntityTag::Outside | EntityTag::Other) && !joined;
    let abbreviated = last == tokens.start && role::long(scene.low(last)).is_some();
    if !is_name || abbreviated || loose && head_kind(scene, last, scene.is_plural(last)).is_some() {
        return described;
    }
    let mut start = last;
    let tag = if is_ending(scene, last) {
        EntityTag::Organisation
    } else {
        tag
    };
    // *the Tax Foundation*, however its words are tagged
    let closes = tag != EntityTag::Person
        && speaker::of_name(&[scene.low(last).to_owned()])
            .is_some_and(|kind| matches!(kind, Head::Office | Head::Organisation | Head::Outlet));
    let is_body = tag == EntityTag::Organisation || joined || closes;
    let goes_back = |at: usize| {
        let the = matches!(scene.low(at), "the" | "a") && at > 0 && joins_name(scene, at - 1);
        let joined = is_body && (joins_name(scene, at) || the || scene.low(at) == "&");
        let nickname = tag == EntityTag::Person && scene.pos(at) == Some(Pos::Mark);
        let noun = nickname
            || is_nominal(scene, at)
            || is_body && scene.is_capital(at) && scene.is_noun(at);
        joined || noun && (scene.entity(at) == tag || is_body)
    };
    while start > tokens.start && goes_back(start - 1) {
        start -= 1;
    }
    start = state_start(scene, tokens.start, start, tokens.end);
    while start < last && (is_title(scene, start, tag) || scene.low(start) == "the") {
        start += 1;
    }
    Form::Name {
        name: start..tokens.end,
        tag: named_tag(scene, tag, tokens.start, start),
        title: tokens.start..start,
    }
}

/// *Some, many, both, all* before a head make it plural.
fn is_collective(scene: &Scene<'_>, from: usize) -> bool {
    matches!(
        scene.low(from),
        "many" | "several" | "few" | "both" | "these" | "those"
    )
}

/// Names without a tag are told by the title before them.
fn named_tag(scene: &Scene<'_>, tag: EntityTag, from: usize, start: usize) -> EntityTag {
    let titled = start > from && is_title(scene, start - 1, EntityTag::Outside);
    match tag {
        EntityTag::Outside | EntityTag::Other if titled => EntityTag::Person,
        _ => tag,
    }
}

/// Where the name of a state that ends a phrase begins: *United* of *United States*.
fn state_start(scene: &Scene<'_>, from: usize, start: usize, end: usize) -> usize {
    let longer = (from.max(end.saturating_sub(4))..start).find(|first| {
        let words: Vec<&str> = (*first..end).map(|at| scene.low(at)).collect();
        words.len() > 1 && place::state(&words.join(" ")).is_some() && words[0] != "the"
    });
    longer.unwrap_or(start)
}

/// *Inc.*, *Corp.*: whatever ends so is a company.
fn is_ending(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        scene.low(at).trim_end_matches('.'),
        "inc" | "corp" | "ltd" | "plc" | "llc" | "gmbh"
    )
}

fn is_nominal(scene: &Scene<'_>, at: usize) -> bool {
    scene.entity(at) != EntityTag::Outside || scene.pos(at).is_some_and(Pos::is_name)
}

/// Is token `at` a title or honorific rather than part of the name with `tag`?
pub(super) fn is_title(scene: &Scene<'_>, at: usize, tag: EntityTag) -> bool {
    let word = scene.low(at);
    if tag == EntityTag::Person && scene.entity(at) == tag && first_name::gender(word).is_some() {
        return false;
    }
    let personal = matches!(tag, EntityTag::Person | EntityTag::Outside);
    personal
        && (role::honorific(word).is_some()
            || role::long(word).is_some()
            || speaker::of_noun(word, false) == Some(Head::Person))
}

/// The noun phrase that begins at token `at`, if one does, within `last` and between `borders`.
fn chunk(
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
        Some(Pos::VBN) => !after_noun && opens_noun(scene, at + 1),
        Some(Pos::VBG) => !first && !after_noun && opens_noun(scene, at + 1),
        Some(Pos::IN) => joins_name(scene, at) || !first && is_in_title(scene, at),
        Some(Pos::RB | Pos::RBS) => !after_noun && !first && scene.pos(at + 1) == Some(Pos::JJ),
        Some(Pos::POS) => after_noun,
        Some(Pos::Mark) => !first && matches!(word, "-" | "&" | "/") && is_tight(scene, at),
        _ => scene.entity(at) != EntityTag::Outside,
    }
}

/// Does the *and* at token `at` join what two names tell of one plural noun: *House and Senate
/// members*, *Ostravian and Valdian officials*?
fn joins_modifiers(scene: &Scene<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let tells = |at: usize| {
        scene.is_capital(at)
            && scene.entity(at) != EntityTag::Person
            && matches!(scene.pos(at), Some(Pos::NNP | Pos::JJ | Pos::NN))
    };
    let is_many = scene.is_noun(at + 2) && scene.low(at + 2).ends_with('s');
    tells(before) && tells(at + 1) && is_many && scene.entity(at + 2) != EntityTag::Person
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
    let is_role = scene.is_capital(before)
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
    (end > of + 1 && is_person(end) && scene.is_capital(end) && scene.is_capital(end - 1))
        .then_some(end)
}

/// *Commission on Public Order*, *Ministry of Health*: a preposition within the name of a body.
fn joins_name(scene: &Scene<'_>, at: usize) -> bool {
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

/// Is token `at` a day or month, which is no source and parts those around it?
fn is_calendar(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        scene.low(at),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "yesterday"
            | "today"
            | "tomorrow"
    )
}
