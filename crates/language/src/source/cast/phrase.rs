//! What a description says by itself, taken apart before it is led to anybody: a person, a group or
//! a body; definite, counted, in the plural; whose.

use onrecord_record::SourceKind;

use super::super::mention::{Mention, head_kind};
use super::super::scene::Scene;
use super::{LONGEST, Role, words};
use crate::lexicon::role;
use crate::lexicon::speaker::{self, Head};
use crate::tag::{EntityTag, Pos};

/// What a description is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Group,
    Public,
    Office,
    Organisation,
    Outlet,
    Document,
    /// No person, and nothing known to speak: *the revelation*.
    Thing,
}

impl Kind {
    /// What kind of source it is of.
    pub(super) fn of_source(self) -> SourceKind {
        match self {
            Kind::Person | Kind::Group => SourceKind::Unnamed,
            Kind::Public => SourceKind::Public,
            Kind::Office => SourceKind::Office,
            Kind::Organisation => SourceKind::Organisation,
            Kind::Outlet => SourceKind::Outlet,
            Kind::Document => SourceKind::Document,
            Kind::Thing => SourceKind::Unresolved,
        }
    }

    /// Is it of an office, an organisation or an outlet?
    pub(super) fn is_body(self) -> bool {
        matches!(self, Kind::Office | Kind::Organisation | Kind::Outlet)
    }
}

/// A description taken apart.
pub(super) struct Phrase {
    pub(super) kind: Kind,
    pub(super) role: Role,
    /// Its words in lower case, without determiner.
    pub(super) words: String,
    /// Those of them that stand before where the group belongs.
    pub(super) bare: String,
    pub(super) is_definite: bool,
    pub(super) is_plural: bool,
    pub(super) is_counted: bool,
    pub(super) is_other: bool,
    /// *His*, *Lind's*.
    pub(super) is_owned: bool,
    /// *The anonymous official* is nobody with a name.
    pub(super) is_nameless: bool,
}

impl Phrase {
    /// The description `mention`, whose head noun is token `head`.
    pub(super) fn of(scene: &Scene<'_>, mention: &Mention, head: usize, is_plural: bool) -> Phrase {
        let first = mention.tokens.start;
        let is_counted = (first..head).any(|at| {
            scene.pos(at) == Some(Pos::CD)
                || matches!(scene.low(at), "several" | "some" | "dozen" | "both")
        });
        let bare_plural = is_plural && !is_counted;
        let kind = match head_kind(scene, head, bare_plural) {
            _ if is_league(scene, head) => Kind::Organisation,
            Some(Head::Office | Head::Force) => Kind::Office,
            Some(Head::Organisation) => Kind::Organisation,
            Some(Head::Outlet) => Kind::Outlet,
            Some(Head::Document) => Kind::Document,
            Some(Head::Public) if is_of_a_body(scene, head) => Kind::Group,
            Some(Head::Public) => Kind::Public,
            // *fellow pilots*: whoever else is one
            Some(Head::Person) | None if bare_plural && is_fellow(scene, first..head) => {
                Kind::Public
            }
            None if is_thing(&scene.lemma(head)) || is_stuff(scene, mention, head) => Kind::Thing,
            Some(Head::Person) | None if is_plural => Kind::Group,
            Some(Head::Person) | None => Kind::Person,
        };
        let determiner = scene.low(first);
        let owned = scene.pos(first) == Some(Pos::PRPS)
            || mention
                .tokens
                .clone()
                .any(|at| scene.pos(at) == Some(Pos::POS));
        let begin = first + usize::from(matches!(scene.pos(first), Some(Pos::DT | Pos::PDT)));
        // officials from one department are not those of another, nor *officials* at large
        let end = match kind {
            Kind::Group => belonging(scene, mention.end),
            _ => mention.end,
        };
        Phrase {
            kind,
            role: Role::of(scene, mention.tokens.start..end, head),
            words: words(scene, begin..end),
            bare: words(scene, begin..mention.end),
            is_definite: matches!(determiner, "the" | "this" | "that" | "these" | "those") || owned,
            is_plural,
            is_counted,
            is_other: matches!(determiner, "another" | "other" | "one" | "some"),
            is_owned: owned,
            is_nameless: (first..head).any(|at| role::is_nameless(scene.low(at))),
        }
    }
}

/// Where the phrase ends that tells where a group belongs, from `start` on: *from the Department of
/// Trade*; `start` if there is none.
fn belonging(scene: &Scene<'_>, start: usize) -> usize {
    if !matches!(scene.low(start), "from" | "at" | "in" | "with" | "of") {
        return start;
    }
    let is_noun = |at: usize| {
        let pos = scene.pos(at);
        pos.is_some_and(Pos::is_noun)
            || matches!(pos, Some(Pos::DT | Pos::JJ | Pos::POS | Pos::PRPS))
            || scene.low(at) == "of"
    };
    let end = (start + 1..start + LONGEST).find(|at| !is_noun(*at));
    end.filter(|end| *end > start + 1).unwrap_or(start)
}

fn is_fellow(scene: &Scene<'_>, mut before: std::ops::Range<usize>) -> bool {
    before.any(|at| scene.low(at) == "fellow")
}

/// *Harbour Committee Liberals*: those of one body, not people at large.
fn is_of_a_body(scene: &Scene<'_>, head: usize) -> bool {
    let Some(before) = head.checked_sub(1) else {
        return false;
    };
    let kind = speaker::of_noun(&scene.lemma(before), false);
    scene.is_capital(before) && kind == Some(Head::Office)
}

/// *Citizens for Clean Harbours*: a body by its name, though its head is one for people.
fn is_league(scene: &Scene<'_>, head: usize) -> bool {
    let people = scene.is_capital(head) && matches!(scene.pos(head), Some(Pos::NNS | Pos::NNPS));
    let joins = matches!(scene.low(head + 1), "for" | "against");
    let cause = head + 2;
    let titled = role::honorific(scene.low(cause)).is_some();
    let somebody = titled || scene.entity(cause) == EntityTag::Person;
    people && joins && scene.is_capital(cause) && !somebody
}

/// Does the spelling of a noun that no list holds tell that it is no person: *revelation*?
fn is_thing(lemma: &str) -> bool {
    /// What such nouns end with.
    const ENDS: [&str; 12] = [
        "tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ure", "age", "ing", "acy",
    ];
    ENDS.iter().any(|end| lemma.ends_with(end))
}

/// A singular noun alone, which no list holds, is stuff: *wheat*.
fn is_stuff(scene: &Scene<'_>, mention: &Mention, head: usize) -> bool {
    let word = scene.low(head);
    mention.tokens.len() == 1
        && scene.pos(head) == Some(Pos::NN)
        && scene.entity(head) == EntityTag::Outside
        && word.chars().all(char::is_alphabetic)
}
