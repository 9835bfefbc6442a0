//! Who appears in an article: everybody that can speak, what is known of each, and the names and
//! words by which each is found again.
//!
//! A name is led to its bearer here: a person's by [`person`], another's by [`body`]. A description
//! is taken apart in [`phrase`] and led to its bearer in [`description`].

mod body;
mod description;
mod person;
mod phrase;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_record::SourceKind;

use super::evidence::Evidence;
use super::name::{PersonName, body_words};
use super::role::Role;
use super::scene::Scene;
use crate::lexicon::first_name::Gender;
use crate::lexicon::role;
use crate::lexicon::speaker;
use crate::tag::EntityTag;
use person::{home, role_of_title};

/// Bearers of one name or role that are looked at, newest first.
const NEWEST: usize = 24;

/// Roles kept of one bearer.
const ROLES: usize = 12;

/// Somebody met so many times as often as a newer bearer of a role is who holds it.
const OFTENER: u32 = 4;

/// Tokens of the longest description that becomes a name.
const LONGEST: usize = 24;

/// The number of somebody within its article.
pub(super) type Member = usize;

/// Somebody or something that can speak.
#[derive(Debug, Clone)]
pub(super) struct Bearer {
    /// What kind of source it is.
    pub(super) kind: SourceKind,
    /// Told in the plural.
    pub(super) is_plural: bool,
    /// *He* or *she*, where a title or first name tells.
    pub(super) gender: Option<Gender>,
    /// The gender comes from a title or a word like *spokesman*, not from a first name.
    pub(super) is_gender_sure: bool,
    /// When it was last met as a subject or speaker, and otherwise; later is greater.
    last: (usize, usize),
    /// It was introduced with *the*: a name that fits may be told later.
    is_definite: bool,
    /// Pronouns that took it up: *he*, *she*.
    pub(super) heard: [u32; 2],
    /// The tokens of its fullest name.
    pub(super) name: Option<Range<usize>>,
    /// The tokens of its fullest description.
    pub(super) described: Option<Range<usize>>,
    /// Its name taken apart, of a person.
    person: Option<PersonName>,
    /// What it is said to be.
    roles: Vec<Role>,
    /// Mentions so far.
    pub(super) count: u32,
    /// The group it is one of: *one of them*.
    pub(super) group: Option<Member>,
    /// It puts questions: *a reporter*.
    pub(super) is_asker: bool,
    /// It is a state or another place.
    pub(super) is_place: bool,
}

impl Bearer {
    /// One of whom nothing is known yet but its kind.
    fn new(kind: SourceKind) -> Bearer {
        Bearer {
            kind,
            is_plural: false,
            gender: None,
            is_gender_sure: false,
            last: (0, 0),
            is_definite: false,
            heard: [0, 0],
            name: None,
            described: None,
            person: None,
            roles: Vec::new(),
            count: 0,
            group: None,
            is_asker: false,
            is_place: false,
        }
    }

    /// Does a title, a first name or a pronoun tell that it is of `gender`?
    fn is_known_as(&self, gender: Gender) -> bool {
        let [he, she] = self.heard;
        let heard = match gender {
            Gender::Male => he > she,
            Gender::Female => she > he,
        };
        heard || self.gender == Some(gender) && he == she
    }

    /// Is it one word that only looks like a person's name?
    pub(super) fn is_bare(&self) -> bool {
        let one_word = self
            .person
            .as_ref()
            .is_some_and(|name| name.parts.len() < 2);
        one_word && self.roles.is_empty()
    }

    /// Was it ever a subject or speaker?
    pub(super) fn was_subject(&self) -> bool {
        self.last.0 > 0
    }

    /// Is it one human being, named or not?
    pub(super) fn is_person(&self) -> bool {
        matches!(self.kind, SourceKind::Person | SourceKind::Unnamed) && !self.is_plural
    }
}

/// Everybody in an article.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) bearers: Vec<Bearer>,
    /// By a part of a person's name.
    by_part: BTreeMap<String, Vec<Member>>,
    /// Whoever is called by a surname that several persons of the article have.
    by_surname: BTreeMap<String, Member>,
    /// By a person's whole name.
    by_whole: BTreeMap<String, Member>,
    /// By the name of an organisation or place, or a short form of it.
    by_body: BTreeMap<String, Member>,
    /// By the words of a description.
    by_words: BTreeMap<String, Member>,
    /// By the head of a role.
    by_role: BTreeMap<String, Vec<Member>>,
    /// Bodies and documents by a word of their name or their head.
    by_head: BTreeMap<String, Vec<Member>>,
    /// Pairs by their members.
    by_pair: BTreeMap<(Member, Member), Member>,
    /// The last bodies met, newest last.
    bodies: Vec<Member>,
    /// What the article tells of its names.
    evidence: Evidence,
    /// Named offices and places so far.
    offices: usize,
    /// Named persons in the order they came.
    people: Vec<Member>,
    /// Bearers looked at so far.
    pub(super) looked: Cell<u64>,
    /// Mentions gone past.
    clock: usize,
}

/// Whom a mention is of, and whether another was as good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) member: Member,
    pub(super) is_doubtful: bool,
}

impl Met {
    /// `member`, and nobody else as well.
    fn sure(member: Member) -> Met {
        Met {
            member,
            is_doubtful: false,
        }
    }
}

impl Cast {
    /// Nobody yet, in an article that tells `evidence` of its names.
    pub(super) fn with(evidence: Evidence) -> Cast {
        Cast {
            evidence,
            ..Cast::default()
        }
    }

    /// Takes note that `member` was met, as a subject or speaker or not.
    pub(super) fn note(&mut self, member: Member, is_prominent: bool) {
        self.clock += 1;
        if let Some(bearer) = self.bearers.get_mut(member) {
            bearer.last.1 = self.clock;
            if is_prominent {
                bearer.last.0 = self.clock;
            }
        }
    }

    /// A new bearer.
    pub(super) fn add(&mut self, bearer: Bearer) -> Member {
        self.bearers.push(bearer);
        self.bearers.len() - 1
    }

    /// Leads a name to its bearer, who is new if none before can bear it.
    pub(super) fn meet_name(
        &mut self,
        scene: &Scene<'_>,
        name: Range<usize>,
        tag: EntityTag,
        title: Range<usize>,
    ) -> Met {
        let words = body_words(scene, name.clone());
        let untagged = matches!(tag, EntityTag::Outside | EntityTag::Other);
        let met = if tag == EntityTag::Person || untagged && self.is_known_person(&words) {
            let role = role_of_title(scene, title.clone(), name.end);
            let met = self.meet_person(PersonName::of(scene, name.clone(), title), role);
            self.learn_home(scene, met.member, name.end);
            met
        } else {
            Met::sure(self.meet_body(scene, &words, tag, name.end - 1))
        };
        if let Some(bearer) = self.bearers.get_mut(met.member) {
            keep_longer(&mut bearer.name, bare_name(scene, name));
            bearer.count += 1;
        }
        met
    }

    /// *Holt, of Ostravia, left*: where `member` is from is told of whatever he is.
    fn learn_home(&mut self, scene: &Scene<'_>, member: Member, end: usize) {
        let home = home(scene, end);
        for role in &mut self.bearers[member].roles {
            role.also(scene, home.clone());
        }
    }

    /// Remembers that `member` is said to be `role`.
    pub(super) fn learn_role(&mut self, member: Member, role: Role) {
        let bearer = &mut self.bearers[member];
        if let Some(gender) = speaker::gender_of(&role.head) {
            bearer.gender = Some(gender);
            bearer.is_gender_sure = true;
        }
        if role::is_relative(&role.head)
            || bearer.roles.contains(&role)
            || bearer.roles.len() >= ROLES
        {
            return;
        }
        let listed = self.by_role.entry(role.head.clone()).or_default();
        move_last(listed, member);
        bearer.roles.push(role);
    }

    /// `old`, of whom no name was told, is `new`, who was met last and for the first time.
    pub(super) fn turns_out(&mut self, old: Member, new: Member) {
        let Some(named) = self.bearers.pop() else {
            return;
        };
        let now = |member: &mut Member| {
            if *member == new {
                *member = old;
            }
        };
        let lists = [&mut self.by_part, &mut self.by_role, &mut self.by_head];
        lists
            .into_iter()
            .flat_map(|list| list.values_mut())
            .flatten()
            .for_each(now);
        let maps = [
            &mut self.by_surname,
            &mut self.by_whole,
            &mut self.by_body,
            &mut self.by_words,
        ];
        maps.into_iter()
            .flat_map(|map| map.values_mut())
            .for_each(now);
        self.people.iter_mut().chain(&mut self.bodies).for_each(now);
        let bearer = &mut self.bearers[old];
        let roles = std::mem::take(&mut bearer.roles);
        *bearer = Bearer {
            described: bearer.described.take(),
            count: bearer.count + named.count,
            heard: bearer.heard,
            last: bearer.last.max(named.last),
            ..named
        };
        bearer.roles.extend(roles);
        bearer.roles.truncate(ROLES);
    }

    /// Counts one look at a bearer, so that a test can tell how the cost grows.
    fn look(&self) {
        self.looked.set(self.looked.get() + 1);
    }

    /// People told by words that take nobody up: *many in the party*; the same words are the same.
    pub(super) fn at_large(
        &mut self,
        scene: &Scene<'_>,
        kind: SourceKind,
        tokens: Range<usize>,
    ) -> Member {
        let key = words(scene, tokens.clone());
        // *most* of one sentence are others than *most* of the next
        if matches!(kind, SourceKind::Public | SourceKind::Person)
            && !is_quantity(&key)
            && let Some(known) = self.by_words.get(&key)
        {
            return *known;
        }
        let mut bearer = Bearer::new(kind);
        bearer.described = Some(tokens);
        let member = self.add(bearer);
        self.by_words.insert(key, member);
        member
    }

    /// One of `group`: *one of them*, *the other*.
    pub(super) fn part_of(
        &mut self,
        scene: &Scene<'_>,
        tokens: Range<usize>,
        group: Option<Member>,
    ) -> Member {
        let member = self.at_large(scene, SourceKind::Unnamed, tokens);
        self.bearers[member].group = group;
        member
    }

    /// Somebody of whom only a word is known.
    pub(super) fn unresolved(&mut self, tokens: Option<Range<usize>>) -> Member {
        let mut bearer = Bearer::new(SourceKind::Unresolved);
        bearer.described = tokens;
        self.add(bearer)
    }

    /// Keeps `tokens` as the description of `member` if it is the longest; of papers only where they were
    /// first met, since *documents released on Friday* are not those of Wednesday.
    pub(super) fn describe(&mut self, member: Member, tokens: Range<usize>) {
        if let Some(bearer) = self.bearers.get_mut(member) {
            let first = bearer.described.as_ref().map(|first| first.start);
            let elsewhere = first.is_some_and(|first| first != tokens.start);
            if bearer.kind != SourceKind::Document || !elsewhere {
                keep_longer(&mut bearer.described, tokens);
            }
        }
    }

    /// The pair of two members.
    pub(super) fn meet_pair(&mut self, one: Member, two: Member, tokens: Range<usize>) -> Member {
        if let Some(known) = self.by_pair.get(&(one, two)) {
            return *known;
        }
        let kinds = [one, two].map(|member| self.bearers[member].kind);
        let kind = match kinds {
            [one, other] if one == other => one,
            [SourceKind::Person | SourceKind::Unnamed, _] => SourceKind::Unnamed,
            _ => SourceKind::Organisation,
        };
        let mut bearer = Bearer::new(kind);
        bearer.is_plural = true;
        bearer.name = Some(tokens);
        let member = self.add(bearer);
        self.by_pair.insert((one, two), member);
        member
    }
}

/// Does the word for a source, in lower case, only tell how many, and its sentence of whom?
pub fn is_quantity(word: &str) -> bool {
    matches!(
        word,
        "most" | "some" | "many" | "few" | "several" | "others" | "both" | "half"
    )
}

/// The words of `tokens` in lower case, without *the* and *’s*.
fn words(scene: &Scene<'_>, tokens: Range<usize>) -> String {
    let kept = tokens
        .take(LONGEST)
        .map(|at| scene.low(at))
        .filter(|word| !matches!(*word, "the" | "'s" | "’s"));
    kept.collect::<Vec<&str>>().join(" ")
}

/// A name without honorifics and *the* at its head.
fn bare_name(scene: &Scene<'_>, name: Range<usize>) -> Range<usize> {
    let mut name = name;
    while name.len() > 1
        && (scene.low(name.start) == "the" || role::honorific(scene.low(name.start)).is_some())
    {
        name.start += 1;
    }
    name
}

/// Keeps the longer of two stretches, the earlier of equals.
fn keep_longer(kept: &mut Option<Range<usize>>, other: Range<usize>) {
    if other.len() <= LONGEST && kept.as_ref().is_none_or(|kept| kept.len() < other.len()) {
        *kept = Some(other);
    }
}

/// Puts `member` at the end of `list`, where the newest stands.
fn move_last(list: &mut Vec<Member>, member: Member) {
    let from = list.len().saturating_sub(NEWEST);
    if let Some(place) = list
        .get(from..)
        .and_then(|newest| newest.iter().rposition(|one| *one == member))
    {
        list.remove(from + place);
    }
    list.push(member);
}

/// The same, in a list that forgets the oldest.
fn move_last_of_few(list: &mut Vec<Member>, member: Member) {
    move_last(list, member);
    if list.len() > 4 * NEWEST {
        list.drain(..NEWEST);
    }
}
