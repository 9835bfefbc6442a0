//! What an article tells of a name beside its words: that it is a place, an outlet, an office or a
//! person's.
//!
//! The encoder sees a sentence at a time and takes a name it never met for a person's. The article
//! knows better: one is *in* a place, a news agency is told things, and a person has a first name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::apposition::is_closed;
use super::mention::{Form, Mention, head_kind};
use super::name::body_words;
use super::scene::Scene;
use crate::lemma::verb_lemma;
use crate::lexicon::speaker::{self, Head};
use crate::lexicon::{first_name, place, role};
use crate::tag::{EntityTag, Pos};

/// Tokens of the longest name that is looked at.
const LONGEST: usize = 8;
/// Tokens looked at after a name for what it is *known* as.
const NEAR: usize = 12;

/// What is told of one name.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    /// Times it is a person's: with a first name, a title, a person's description beside it.
    persons: u32,
    /// Times something is in it, goes to it, belongs to its state.
    places: u32,
    /// The page or dateline says that it is the outlet's or the agency's.
    is_masthead: bool,
    /// It is told, sees copies, cannot establish.
    is_outlet: bool,
    /// It reports.
    reports: bool,
    /// *Which* takes it up, or it ends as states do.
    is_thing: bool,
    /// It has *the* before it, though it is one word.
    is_definite: bool,
    /// It is written in capitals within a line that is not.
    is_acronym: bool,
    /// What the description beside it makes of it.
    head: Option<Head>,
}

/// What the article tells of its names, each in lower case.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    told: BTreeMap<String, Told>,
}

impl Evidence {
    /// Goes through the names of the article.
    pub(super) fn gather(scene: &Scene<'_>, found: &[Mention]) -> Evidence {
        let mut evidence = Evidence::default();
        evidence.read_masthead(scene);
        let names = names(scene);
        let adjectives: BTreeSet<String> = names
            .iter()
            .filter(|name| name.len() == 1)
            .map(|name| scene.low(name.start).to_owned())
            .collect();
        for name in names {
            evidence.read_name(scene, name, &adjectives);
        }
        for number in 0..found.len() {
            evidence.read_mention(scene, found, number);
        }
        evidence
    }

    fn entry(&mut self, key: String) -> &mut Told {
        self.told.entry(key).or_default()
    }

    /// What kind of body the name `words` is, where its own words do not tell.
    pub(super) fn kind(&self, words: &[String]) -> Option<Head> {
        let told = self.told.get(&words.join(" "))?;
        if told.is_masthead {
            return Some(Head::Outlet);
        }
        match told.head {
            Some(Head::Office | Head::Organisation) if told.reports && told.is_acronym => {
                Some(Head::Outlet)
            }
            Some(head) => Some(head),
            None if told.places > 0 || has_ending_of_state(words) => Some(Head::Office),
            None if told.is_outlet || told.reports && self.is_no_person(words) => {
                Some(Head::Outlet)
            }
            None => None,
        }
    }

    /// Does the article tell that `words`, which may look like it, is no person's name?
    pub(super) fn is_no_person(&self, words: &[String]) -> bool {
        let Some(told) = self.told.get(&words.join(" ")) else {
            return false;
        };
        let given = words.len() > 1
            && words
                .first()
                .is_some_and(|first| first_name::gender(first).is_some());
        if told.is_masthead {
            return true;
        }
        if told.persons > 0 || given {
            return false;
        }
        told.places > 0
            || told.is_outlet
            || told.head.is_some()
            || told.is_thing
            || words.len() == 1 && (told.reports || told.is_definite || told.is_acronym)
    }

    /// Is it the name of a place?
    pub(super) fn is_place(&self, words: &[String]) -> bool {
        self.is_no_person(words)
            && self.told.get(&words.join(" ")).is_some_and(|told| {
                told.places > 0 && !told.is_masthead && !told.is_outlet && told.head.is_none()
            })
    }

    /// The publisher, and the place and agency of the dateline.
    fn read_masthead(&mut self, scene: &Scene<'_>) {
        let masthead = &scene.document.article.masthead;
        if let Some(outlet) = &masthead.outlet {
            self.read_outlet(outlet);
        }
        let Some(dateline) = masthead.dateline.map(|span| scene.document.quote(span)) else {
            return;
        };
        let (places, agency) = dateline.split_once('(').unwrap_or((dateline, ""));
        if let Some((agency, _)) = agency.split_once(')') {
            self.read_outlet(agency);
        }
        for piece in places.split([',', '—', '–', '/']) {
            let piece = piece.trim().to_lowercase();
            if !piece.is_empty() && !piece.contains(|c: char| c.is_ascii_digit()) {
                self.entry(piece).places += 1;
            }
        }
    }

    /// *The Harbour Courier* is *the Courier* too, *OSTA English Service* is *OSTA*.
    fn read_outlet(&mut self, name: &str) {
        let words: Vec<&str> = name
            .split_whitespace()
            .filter(|word| !word.eq_ignore_ascii_case("the"))
            .collect();
        let lower = |words: &[&str]| words.join(" ").to_lowercase();
        self.entry(lower(&words)).is_masthead = true;
        let [first, .., last] = words.as_slice() else {
            return;
        };
        if is_upper(first) {
            self.entry(lower(&[first])).is_masthead = true;
        }
        let last = lower(&[last]);
        if speaker::of_name(&["the".to_owned(), last.clone()]) == Some(Head::Outlet) {
            self.entry(last).is_masthead = true;
        }
    }

    /// What stands around the name at `name`.
    fn read_name(&mut self, scene: &Scene<'_>, name: Range<usize>, others: &BTreeSet<String>) {
        let words = body_words(scene, name.clone());
        let mut told = Told::default();
        if is_placed(scene, &name) {
            told.places += 1;
        }
        if let [word] = words.as_slice() {
            let adjectives = ["n", "an", "ian", "ese", "ish"];
            if adjectives
                .iter()
                .any(|end| others.contains(&format!("{word}{end}")))
                && first_name::gender(word).is_none()
            {
                told.places += 1;
            }
            let singular = scene.pos(name.start) == Some(Pos::NNP);
            told.is_definite = singular && is_definite(scene, &name);
            told.is_acronym = is_acronym(scene, name.start);
        }
        told.is_outlet = is_told(scene, &name)
            || cannot_establish(scene, name.end)
            || has_reports(scene, name.end);
        let relative = [scene.low(name.end), scene.low(name.end + 1)];
        told.is_thing = relative == [",", "which"] || has_ending_of_state(&words);
        told.persons = u32::from(relative == [",", "who"] && words.len() < 3);
        told.reports = reports(scene, name.end);
        if is_known_seat(scene, name.end) {
            told.head = Some(Head::Office);
        } else if has_business(scene, name.end) {
            told.head = Some(Head::Organisation);
        }
        self.entry(words.join(" ")).add(told);
    }

    /// What the mention `number` tells of names: titles, first names, descriptions beside it.
    fn read_mention(&mut self, scene: &Scene<'_>, found: &[Mention], number: usize) {
        let Some(mention) = found.get(number) else {
            return;
        };
        let Form::Name { name, tag, title } = &mention.form else {
            return;
        };
        let words = body_words(scene, name.clone());
        let titled = title.end.checked_sub(1).filter(|_| !title.is_empty());
        let titled_as = titled.and_then(|last| head_kind(scene, last, false));
        let honoured = titled.is_some_and(|last| role::honorific(scene.low(last)).is_some());
        let is_full = *tag == EntityTag::Person
            && words.len() > 1
            && speaker::of_name(&words).is_none()
            && self
                .told
                .get(&words.join(" "))
                .is_none_or(|told| told.places == 0);
        if is_full || honoured || titled_as == Some(Head::Person) {
            for key in [words.join(" "), last(&words), first(&words)] {
                self.entry(key).persons += 1;
            }
            return;
        }
        if let Some(kind) = titled_as.filter(|kind| is_body(*kind)) {
            self.entry(words.join(" ")).head = Some(kind);
        }
        let told = self.entry(words.join(" "));
        match beside(scene, found, number) {
            Some((Head::Person, _)) => told.persons += 1,
            Some((kind, end)) if is_body(kind) => {
                told.head = Some(kind);
                told.reports |= scene.low(end) == "," && reports(scene, end + 1);
            }
            _ => {}
        }
    }
}

impl Told {
    fn add(&mut self, other: Told) {
        self.persons += other.persons;
        self.places += other.places;
        self.is_masthead |= other.is_masthead;
        self.is_outlet |= other.is_outlet;
        self.reports |= other.reports;
        self.is_thing |= other.is_thing;
        self.is_definite |= other.is_definite;
        self.is_acronym |= other.is_acronym;
        self.head = self.head.or(other.head);
    }
}

fn first(words: &[String]) -> String {
    words.first().cloned().unwrap_or_default()
}

fn last(words: &[String]) -> String {
    words.last().cloned().unwrap_or_default()
}

fn is_body(kind: Head) -> bool {
    matches!(kind, Head::Office | Head::Organisation | Head::Outlet)
}

/// Runs of words that are written as names.
fn names(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let is_name = |at: usize| {
        scene.is_capital(at)
            && (scene.entity(at) != EntityTag::Outside || scene.pos(at).is_some_and(Pos::is_name))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < scene.document.tokens.len() {
        let start = at;
        while at < start + LONGEST && is_name(at) {
            at += 1;
        }
        if at > start {
            found.push(start..at);
        } else {
            at += 1;
        }
    }
    found
}

/// Does the word before `name` tell of a place: *in Velin*, *left for Velin*, *the parliament of
/// Kessalia*, *Prime Minister Nadia Rahmani of Kessalia*?
fn is_placed(scene: &Scene<'_>, name: &Range<usize>) -> bool {
    let Some(before) = name.start.checked_sub(1) else {
        return false;
    };
    let word = scene.low(before);
    if place::is_within(word) {
        return true;
    }
    let Some(second) = before.checked_sub(1) else {
        return false;
    };
    match word {
        "to" | "from" | "for" => {
            let word = scene.low(second);
            place::is_travel(&verb_lemma(word)) || place::is_travel(word)
        }
        "of" => {
            let two = second
                .checked_sub(1)
                .map(|first| format!("{} {}", scene.low(first), scene.lemma(second)));
            place::has_such(&scene.lemma(second))
                || two.is_some_and(|two| place::has_such(&two))
                || is_ruler(scene, second)
        }
        _ => false,
    }
}

/// Does the name that ends with token `last` stand after the title of who rules a state?
fn is_ruler(scene: &Scene<'_>, last: usize) -> bool {
    let person = |at: usize| scene.entity(at) == EntityTag::Person;
    let from = last.saturating_sub(4);
    person(last)
        && (from..last)
            .rev()
            .take_while(|at| scene.is_capital(*at))
            .any(|at| {
                matches!(
                    scene.low(at),
                    "president" | "premier" | "minister" | "king" | "queen" | "chancellor"
                )
            })
}

/// *The Citadel said*: one word after *the*, with no noun after it.
fn is_definite(scene: &Scene<'_>, name: &Range<usize>) -> bool {
    let the = name
        .start
        .checked_sub(1)
        .is_some_and(|before| scene.low(before) == "the");
    let next = scene.pos(name.end);
    the && !scene.is_noun(name.end) && !matches!(next, Some(Pos::JJ | Pos::CD | Pos::POS))
}

/// Is the word, of two letters or more, in capitals?
pub(super) fn is_upper(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// Is token `at` in capitals, and a word near it not? *ROE: Will it hold?* has a person's name.
fn is_acronym(scene: &Scene<'_>, at: usize) -> bool {
    let word = |at: usize| {
        let token = scene.document.tokens.get(at);
        token.map_or("", |token| scene.document.quote(token.span))
    };
    let around = at.saturating_sub(4)..at + 5;
    is_upper(word(at))
        && word(at + 1) != ":"
        && around
            .into_iter()
            .any(|at| word(at).contains(char::is_lowercase))
}

/// *Told Meridian*, *seen by Interpress*.
fn is_told(scene: &Scene<'_>, name: &Range<usize>) -> bool {
    let Some(before) = name.start.checked_sub(1) else {
        return false;
    };
    let seen = before.checked_sub(1).is_some_and(|verb| {
        matches!(
            scene.low(verb),
            "seen" | "obtained" | "reviewed" | "published" | "supplied"
        )
    });
    scene.low(before) == "by" && seen
}

/// *Could not establish*, *has not seen*.
fn cannot_establish(scene: &Scene<'_>, at: usize) -> bool {
    let verb =
        (at + 1..at + 4).find(|one| !matches!(scene.low(*one), "not" | "n't" | "independently"));
    let not = matches!(scene.low(at + 1), "not" | "n't");
    let Some(verb) = verb.filter(|_| not) else {
        return false;
    };
    match scene.low(at) {
        "could" => matches!(scene.low(verb), "establish" | "verify"),
        "has" => matches!(scene.low(verb), "seen" | "verified" | "established"),
        _ => false,
    }
}

/// *Norvia {executives}*, *Norvia {chief executive}*: what a firm has and a person has not.
fn has_business(scene: &Scene<'_>, end: usize) -> bool {
    let next = scene.low(end);
    matches!(
        next,
        "executives"
            | "employees"
            | "customers"
            | "customer"
            | "shares"
            | "shareholders"
            | "stores"
            | "ceo"
    ) || next == "chief" && scene.low(end + 1) == "executive"
}

/// *Meridian's report*, *Meridian's correspondent*.
fn has_reports(scene: &Scene<'_>, at: usize) -> bool {
    scene.pos(at) == Some(Pos::POS)
        && matches!(
            scene.low(at + 1),
            "report" | "coverage" | "story" | "article" | "correspondent" | "reporter"
        )
}

/// *Kessalia*, *Tadstan*: one word that ends as the names of states do, and no first name.
fn has_ending_of_state(words: &[String]) -> bool {
    let [word] = words else { return false };
    word.chars().count() > 6
        && (word.ends_with("ia") || word.ends_with("stan"))
        && first_name::gender(word).is_none()
}

/// *Reported*, *also quoted*.
fn reports(scene: &Scene<'_>, at: usize) -> bool {
    let next = (at..at + 2)
        .find(|one| scene.pos(*one) != Some(Pos::RB))
        .unwrap_or(at);
    scene.pos(next).is_some_and(Pos::is_finite)
        && matches!(verb_lemma(scene.low(next)).as_str(), "report" | "quote")
}

/// *, as the presidential seat in Velin is known*.
pub(super) fn is_known_seat(scene: &Scene<'_>, at: usize) -> bool {
    if (scene.low(at), scene.low(at + 1)) != (",", "as") {
        return false;
    }
    let known = (at + 2..at + NEAR).find(|one| matches!(scene.low(*one), "known" | "called"));
    known.is_some_and(|known| (at + 2..known).any(|one| place::is_seat(&scene.lemma(one))))
}

/// What the description beside the name `number` makes of it: *OSTA, the state agency*; *the news
/// agency Meridian*; with where the description ends.
fn beside(scene: &Scene<'_>, found: &[Mention], number: usize) -> Option<(Head, usize)> {
    let mention = found.get(number)?;
    let described = |other: &Mention| match other.form {
        Form::Description { head, is_plural } if !is_plural => {
            Some((head_kind(scene, head, false)?, other.end))
        }
        _ => None,
    };
    // *In Velin, the ministry said*
    let placed = mention
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|before| matches!(scene.pos(before), Some(Pos::IN | Pos::TO)));
    let near = found.get(number + 1..found.len().min(number + 4))?.iter();
    let after = near
        .filter(|other| other.tokens.start == mention.end + 1 && other.sentence == mention.sentence)
        .find(|other| {
            scene.low(mention.end) == "," && is_closed(scene, other) && is_determined(scene, other)
        })
        .and_then(described);
    let before = found.get(number.saturating_sub(3)..number)?.iter().rev();
    let before = before
        .filter(|other| other.sentence == mention.sentence)
        .find(|other| {
            let beside = other.end + 1 == mention.tokens.start && scene.low(other.end) == ",";
            other.end == mention.tokens.start || beside && is_closed(scene, mention)
        })
        .and_then(described);
    after.filter(|_| !placed).or(before)
}

/// Does it begin with a determiner or a possessor?
fn is_determined(scene: &Scene<'_>, mention: &Mention) -> bool {
    let owned = |at: usize| scene.pos(at) == Some(Pos::POS);
    matches!(scene.pos(mention.tokens.start), Some(Pos::DT | Pos::PRPS))
        || mention.tokens.clone().any(owned)
}
