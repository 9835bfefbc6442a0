//! Who appears in an article: every mention that names or describes is led to its bearer.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_record::SourceKind;

use super::evidence::Evidence;
use super::mention::{Form, Mention, Scene, head_kind};
use super::name::{PersonName, body_words, initials};
use super::role::Role;
use crate::lexicon::first_name::Gender;
use crate::lexicon::place;
use crate::lexicon::role;
use crate::lexicon::speaker::{self, Head};
use crate::tag::{EntityTag, Pos};

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
    is_place: bool,
}

impl Bearer {
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
            self.meet_person(PersonName::of(scene, name.clone(), title), role)
        } else {
            Met::sure(self.meet_body(scene, &words, tag, name.end - 1))
        };
        if let Some(bearer) = self.bearers.get_mut(met.member) {
            keep_longer(&mut bearer.name, bare_name(scene, name));
            bearer.count += 1;
        }
        met
    }

    /// Does the article already have a person with the one-word name `words`?
    fn is_known_person(&self, words: &[String]) -> bool {
        matches!(words, [one] if self.by_part.contains_key(one))
            && !self.by_body.contains_key(&words.join(" "))
            || self.by_whole.contains_key(&words.join(" "))
    }

    fn meet_person(&mut self, name: PersonName, role: Option<Role>) -> Met {
        let whole = name.whole();
        let mut fitting = Vec::new();
        if name.parts.len() > 1
            && let Some(known) = self.by_whole.get(&whole)
        {
            fitting.push(*known);
        } else {
            fitting = self.bearers_of(&name, role.as_ref());
        }
        let met = match fitting.as_slice() {
            [] => {
                let told = role.as_ref().and_then(|role| self.told_before(role));
                let new = || self.add(Bearer::new(SourceKind::Person));
                Met::sure(told.unwrap_or_else(new))
            }
            [newest, rest @ ..] => {
                let rivals = rest.iter().copied().filter(|other| {
                    let [one, other] = [newest, other].map(|at| &self.bearers[*at]);
                    suits(&name, one).signum() == suits(&name, other).signum()
                });
                let rivals: Vec<Member> = rivals.collect();
                match self.oftenest(*newest, &rivals) {
                    Some(member) => Met {
                        member,
                        is_doubtful: !rivals.is_empty(),
                    },
                    None if name.parts.len() == 1 => return self.meet_surname(name),
                    None => Met {
                        member: *newest,
                        is_doubtful: true,
                    },
                }
            }
        };
        self.learn_name(met.member, name);
        if let Some(role) = role {
            self.learn_role(met.member, role);
        }
        met
    }

    /// The one of `newest` and its `rivals` that is named far oftener than the others.
    fn oftenest(&self, newest: Member, rivals: &[Member]) -> Option<Member> {
        let all = || rivals.iter().copied().chain([newest]);
        let count = |member: Member| self.bearers[member].count.max(1);
        let most = all().max_by_key(|member| (count(*member), *member == newest))?;
        let others = all().filter(|other| *other != most);
        let mut others = others.map(|other| OFTENER * count(other));
        others.all(|other| other <= count(most)).then_some(most)
    }

    /// A surname that several have: whom it means is not told, so it stands for itself.
    fn meet_surname(&mut self, name: PersonName) -> Met {
        let whole = name.whole();
        let known = self.by_surname.get(&whole).copied();
        let member = known.unwrap_or_else(|| {
            let mut bearer = Bearer::new(SourceKind::Person);
            bearer.gender = name.gender;
            bearer.is_gender_sure = name.is_honoured;
            bearer.person = Some(name);
            self.add(bearer)
        });
        self.by_surname.insert(whole, member);
        Met {
            member,
            is_doubtful: true,
        }
    }

    /// Those who can bear `name`, newest first.
    fn bearers_of(&self, name: &PersonName, role: Option<&Role>) -> Vec<Member> {
        let mut found: Vec<Member> = Vec::new();
        for part in [name.last(), name.first()] {
            let listed = self.by_part.get(part).map_or(&[][..], Vec::as_slice);
            for member in listed.iter().rev().take(NEWEST) {
                self.look();
                let bearer = &self.bearers[*member];
                let agrees = bearer
                    .person
                    .as_ref()
                    .is_some_and(|known| name.agrees(known) && fits_gender(name, bearer));
                let is_son = role.is_some_and(|role| {
                    self.is_junior(*member) && !name.is_junior && !self.told_as(*member, role)
                });
                if agrees && !is_son && !found.contains(member) {
                    found.push(*member);
                }
            }
        }
        self.keep_generation(name, &mut found);
        // a surname is meant before a first name
        if let [_, _, ..] = found.as_slice() {
            let by_last = |member: &&Member| {
                let known = self.bearers[**member].person.as_ref();
                known.is_some_and(|known| known.last() == name.last())
            };
            if let Some(role) = role {
                let told = |member: &&Member| self.told_as(**member, role);
                if let Some(member) = found.iter().find(told) {
                    return vec![*member];
                }
            }
            let surnames: Vec<Member> = found.iter().filter(by_last).copied().collect();
            if !surnames.is_empty() {
                found = surnames;
            }
            found.sort_by_key(|member| {
                let bearer = &self.bearers[*member];
                std::cmp::Reverse((suits(name, bearer), bearer.last))
            });
        }
        found
    }

    /// Of father and son: *Holt Jr.* is the son, *Holt* whoever the article tells of more, the father
    /// of equals.
    fn keep_generation(&self, name: &PersonName, found: &mut Vec<Member>) {
        let most = |is_junior: bool| {
            let of_them = found
                .iter()
                .filter(|member| self.is_junior(**member) == is_junior);
            of_them.map(|member| self.bearers[*member].count).max()
        };
        let is_son = match (most(true), most(false)) {
            _ if name.is_junior => true,
            (Some(sons), Some(fathers)) => sons > fathers,
            _ => return,
        };
        found.retain(|member| self.is_junior(*member) == is_son);
    }

    fn is_junior(&self, member: Member) -> bool {
        let person = self.bearers[member].person.as_ref();
        person.is_some_and(|known| known.is_junior)
    }

    /// Somebody who was told as `role`, with *the* and no name: the name comes now.
    fn told_before(&self, role: &Role) -> Option<Member> {
        let listed = self.by_role.get(&role.head)?;
        let waits = |member: &&Member| {
            let bearer = &self.bearers[**member];
            let fits = |known: &Role| {
                known.is_told() && role.is_told() && role.fits(known).is_some_and(|fit| fit > 2)
            };
            bearer.is_definite && bearer.name.is_none() && bearer.roles.iter().any(fits)
        };
        listed.iter().rev().take(NEWEST).find(waits).copied()
    }

    fn told_as(&self, member: Member, role: &Role) -> bool {
        let roles = &self.bearers[member].roles;
        roles.iter().any(|known| role.fits(known).is_some())
    }

    fn learn_name(&mut self, member: Member, name: PersonName) {
        for part in [name.first(), name.last()] {
            let listed = self.by_part.entry(part.to_owned()).or_default();
            move_last(listed, member);
        }
        if name.parts.len() > 1 {
            self.by_whole.insert(name.whole(), member);
        }
        if self.bearers[member].person.is_none() {
            self.people.push(member);
        }
        let bearer = &mut self.bearers[member];
        bearer.kind = SourceKind::Person;
        bearer.is_plural = false;
        if name.is_honoured {
            bearer.gender = name.gender;
            bearer.is_gender_sure = true;
        }
        let longer = bearer
            .person
            .as_ref()
            .is_none_or(|known| known.parts.len() < name.parts.len());
        if longer {
            if !bearer.is_gender_sure {
                bearer.gender = name.gender.or(bearer.gender);
            }
            bearer.person = Some(name);
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

    fn meet_body(
        &mut self,
        scene: &Scene<'_>,
        words: &[String],
        tag: EntityTag,
        last: usize,
    ) -> Member {
        let whole = words.join(" ");
        let known = self.by_body.get(&whole).copied();
        let member = known.unwrap_or_else(|| {
            let kind = body_kind(words, tag, scene.pos(last), self.evidence.kind(words));
            self.offices += usize::from(kind == SourceKind::Office);
            let mut bearer = Bearer::new(kind);
            bearer.is_plural = kind == SourceKind::Public;
            bearer.is_place =
                tag == EntityTag::Location || place::state(&words.join(" ")).is_some();
            self.add(bearer)
        });
        self.by_body.insert(whole, member);
        if known.is_none() {
            self.learn_short_forms(member, words, tag);
        }
        move_last_of_few(&mut self.bodies, member);
        member
    }

    /// *World Food Agency* can come again as *WFA*, *the Agency*; *Harbour Foods Inc.* as *Harbour*.
    fn learn_short_forms(&mut self, member: Member, words: &[String], tag: EntityTag) {
        for word in words {
            if speaker::of_noun(word, false).is_some() {
                move_last(self.by_head.entry(word.clone()).or_default(), member);
            }
        }
        if words.len() < 2 || tag == EntityTag::Location {
            return;
        }
        let short = initials(words);
        if let Some(kind) = speaker::listed(&short) {
            self.bearers[member].kind = source_kind(kind);
        }
        self.by_body.entry(short).or_insert(member);
        let is_outlet = self.bearers[member].kind == SourceKind::Outlet;
        if let Some(last) = words.last().filter(|_| is_outlet) {
            self.by_body.entry(last.clone()).or_insert(member);
        }
        let first = &words[0];
        let is_own = speaker::of_noun(first, false).is_none()
            && place::state(first).is_none()
            && first.chars().count() > 3;
        if is_own
            && !matches!(
                first.as_str(),
                "national"
                    | "royal"
                    | "united"
                    | "american"
                    | "international"
                    | "federal"
                    | "central"
                    | "north"
                    | "south"
                    | "west"
                    | "east"
                    | "new"
                    | "first"
                    | "state"
                    | "world"
            )
        {
            self.by_body.entry(first.clone()).or_insert(member);
        }
    }

    /// Makes `short` another name of `member`: *World Food Agency (WFA)*.
    pub(super) fn also_called(&mut self, member: Member, short: String) {
        self.by_body.insert(short, member);
    }

    /// Leads a description to its bearer.
    pub(super) fn meet_description(&mut self, scene: &Scene<'_>, mention: &Mention) -> Met {
        let Form::Description { head, is_plural } = mention.form else {
            return Met::sure(self.add(Bearer::new(SourceKind::Unresolved)));
        };
        let phrase = Phrase::of(scene, mention, head, is_plural);
        let known = if phrase.is_definite {
            self.taken_up(&phrase)
        } else {
            self.repeated(&phrase).map(Met::sure)
        };
        let met = known.unwrap_or_else(|| Met::sure(self.introduce(&phrase)));
        if phrase.kind.is_body() || phrase.kind == Kind::Document {
            move_last_of_few(&mut self.bodies, met.member);
        }
        self.by_words.insert(phrase.words.clone(), met.member);
        self.by_words.entry(phrase.bare).or_insert(met.member);
        let bearer = &mut self.bearers[met.member];
        bearer.count += 1;
        // another description that takes somebody up is not what he was introduced as
        if bearer
            .described
            .as_ref()
            .is_none_or(|first| goes_on(scene, first, mention))
        {
            keep_longer(&mut bearer.described, mention.tokens.start..mention.end);
        }
        met
    }

    /// Somebody new, by a description.
    fn introduce(&mut self, phrase: &Phrase) -> Member {
        let kind = match phrase.kind.of_source() {
            // the sides of a meeting of governments
            SourceKind::Organisation if phrase.role.head == "side" && self.offices > 1 => {
                SourceKind::Office
            }
            kind => kind,
        };
        let mut bearer = Bearer::new(kind);
        bearer.is_plural = phrase.is_plural;
        bearer.is_definite = phrase.is_definite;
        bearer.is_asker = role::is_asker(&phrase.role.head);
        let member = self.add(bearer);
        if phrase.kind == Kind::Person {
            self.learn_role(member, phrase.role.clone());
        } else {
            let listed = self.by_head.entry(phrase.role.head.clone()).or_default();
            move_last(listed, member);
        }
        member
    }

    /// The bearer of the same words, where repeating them means the same: *US officials*, and
    /// *a spokesman for the ministry*, but not *a source*.
    fn repeated(&self, phrase: &Phrase) -> Option<Member> {
        let repeats =
            phrase.is_plural && !phrase.is_counted || phrase.role.is_told() && !phrase.is_other;
        self.by_words
            .get(&phrase.words)
            .copied()
            .filter(|_| repeats)
    }

    /// The bearer that a definite description takes up.
    fn taken_up(&self, phrase: &Phrase) -> Option<Met> {
        if let Some(same) = self.by_words.get(&phrase.words) {
            let told = phrase.role.is_told() || phrase.is_plural;
            if told {
                return Some(Met::sure(*same));
            }
        }
        match phrase.kind {
            Kind::Person => self
                .told_with(phrase)
                .or_else(|| self.only_one(phrase).map(Met::sure)),
            Kind::Group => self
                .by_words
                .get(&phrase.words)
                .copied()
                .or_else(|| {
                    let bare = !phrase.role.is_told();
                    bare.then(|| self.newest(&phrase.role, true)).flatten()
                })
                .map(Met::sure),
            _ => self.body_with(phrase).map(Met::sure),
        }
    }

    /// The person whose role fits best, the newest of equals.
    fn told_with(&self, phrase: &Phrase) -> Option<Met> {
        let mut best: Option<(u32, usize, Member)> = None;
        let mut is_doubtful = false;
        for (head, listed) in self.heads_for(&phrase.role.head) {
            for (place, member) in listed.iter().enumerate().rev().take(NEWEST) {
                self.look();
                let bearer = &self.bearers[*member];
                if phrase.is_nameless && bearer.name.is_some() {
                    continue;
                }
                let fit = bearer
                    .roles
                    .iter()
                    .filter(|known| known.head == head)
                    .filter(|known| {
                        bearer.name.is_some()
                            || !phrase.is_owned && (known.is_told() || !phrase.role.is_told())
                    })
                    .filter_map(|known| phrase.role.fits(known))
                    .max();
                let same = |gender: Gender| bearer.gender.is_none_or(|known| known == gender);
                let Some(fit) = fit.filter(|_| {
                    speaker::gender_of(&phrase.role.head).is_none_or(same) && !bearer.is_plural
                }) else {
                    continue;
                };
                let this = (fit, place, *member);
                if let Some((other_fit, _, other)) = best
                    && other != *member
                {
                    is_doubtful = is_doubtful || other_fit == fit;
                }
                let is_better = |other: (u32, usize, Member)| {
                    let far_oftener =
                        fit == other.0 && bearer.count >= OFTENER * self.bearers[other.2].count;
                    fit > other.0 || fit == other.0 && member == &other.2 || far_oftener
                };
                if best.is_none_or(is_better) {
                    is_doubtful &= best.is_some_and(|other| other.0 == fit);
                    best = Some(this);
                }
            }
        }
        best.map(|(_, _, member)| Met {
            member,
            is_doubtful,
        })
    }

    /// The roles that a description with the head `head` can take up.
    fn heads_for<'a>(&'a self, head: &'a str) -> impl Iterator<Item = (&'a str, &'a Vec<Member>)> {
        let narrower = role::narrower(head).iter().map(String::as_str);
        [head]
            .into_iter()
            .chain(narrower.filter(move |narrow| *narrow != head))
            .filter_map(|narrow| Some((narrow, self.by_role.get(narrow)?)))
    }

    /// The newest bearer with the head of `role`, in the plural or not.
    fn newest(&self, role: &Role, is_plural: bool) -> Option<Member> {
        let listed = self.by_head.get(&role.head)?.iter().rev().take(NEWEST);
        listed
            .filter(|member| self.bearers[**member].is_plural == is_plural)
            .max_by_key(|member| self.bearers[**member].last.1)
            .copied()
    }

    /// *The ministry* after *Defence Ministry*, *the company* after any.
    fn body_with(&self, phrase: &Phrase) -> Option<Member> {
        if phrase.role.is_told() {
            return self.by_body.get(&phrase.words).copied();
        }
        if phrase.is_plural {
            return self.newest(&phrase.role, true);
        }
        let kinds: &[SourceKind] = match phrase.role.head.as_str() {
            "company" | "firm" | "bank" | "organisation" | "organization" | "group" => {
                &[SourceKind::Organisation]
            }
            "newspaper" | "outlet" | "broadcaster" | "magazine" | "site" | "website" => {
                &[SourceKind::Outlet]
            }
            // of these two kinds: what was read is a paper too
            "paper" => &[SourceKind::Outlet, SourceKind::Document],
            "agency" => &[SourceKind::Outlet, SourceKind::Office],
            _ => return self.newest(&phrase.role, phrase.is_plural),
        };
        let named = |member: &&Member| {
            let bearer = &self.bearers[**member];
            let is_document = bearer.kind == SourceKind::Document;
            kinds.contains(&bearer.kind)
                && !bearer.is_place
                && (bearer.name.is_some() || is_document)
        };
        let bodies = self.bodies.iter().filter(|_| !phrase.is_nameless);
        let named = bodies
            .rev()
            .take(NEWEST)
            .filter(named)
            .max_by_key(|member| self.bearers[**member].last)
            .copied();
        match phrase.role.head.as_str() {
            // one that was introduced as such comes first
            "group" | "agency" => self.newest(&phrase.role, false).or(named),
            _ => named.or_else(|| self.newest(&phrase.role, phrase.is_plural)),
        }
    }

    /// The one person whom an epithet (*the businessman*, *the Republican nominee*) can only be:
    /// named, often met, and not told as something else of that name.
    fn only_one(&self, phrase: &Phrase) -> Option<Member> {
        let may_be_named = !phrase.is_plural && !phrase.is_owned && !phrase.is_nameless;
        if !role::is_epithet(&phrase.role.head) || !may_be_named {
            return None;
        }
        let gender = speaker::gender_of(&phrase.role.head);
        let mut counts: Vec<(u32, Member)> = Vec::new();
        for member in self.people.iter().rev().take(NEWEST) {
            self.look();
            let bearer = &self.bearers[*member];
            let clashes = bearer.roles.iter().any(|known| phrase.role.clashes(known));
            let suits = gender.is_none_or(|gender| bearer.is_known_as(gender));
            if bearer.kind == SourceKind::Person && suits && !clashes && bearer.count > 1 {
                counts.push((bearer.count, *member));
            }
        }
        counts.sort_unstable();
        match counts.as_slice() {
            [.., (second, _), (first, member)] if *first >= 2 * *second => Some(*member),
            [(_, member)] => Some(*member),
            _ => None,
        }
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
        if matches!(kind, SourceKind::Public | SourceKind::Person)
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

    /// Keeps `tokens` as the description of `member` if it is the longest.
    pub(super) fn describe(&mut self, member: Member, tokens: Range<usize>) {
        if let Some(bearer) = self.bearers.get_mut(member) {
            keep_longer(&mut bearer.described, tokens);
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
    fn of_source(self) -> SourceKind {
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

    fn is_body(self) -> bool {
        matches!(self, Kind::Office | Kind::Organisation | Kind::Outlet)
    }
}

/// A description taken apart.
struct Phrase {
    kind: Kind,
    role: Role,
    /// Its words in lower case, without determiner.
    words: String,
    /// Those of them that stand before where the group belongs.
    bare: String,
    is_definite: bool,
    is_plural: bool,
    is_counted: bool,
    is_other: bool,
    /// *His*, *Lind's*.
    is_owned: bool,
    /// *The anonymous official* is nobody with a name.
    is_nameless: bool,
}

impl Phrase {
    fn of(scene: &Scene<'_>, mention: &Mention, head: usize, is_plural: bool) -> Phrase {
        let first = mention.tokens.start;
        let is_counted = (first..head).any(|at| {
            scene.pos(at) == Some(Pos::CD) || matches!(scene.low(at), "several" | "dozen" | "both")
        });
        let bare_plural = is_plural && !is_counted;
        let kind = match head_kind(scene, head, bare_plural) {
            Some(Head::Office | Head::Force) => Kind::Office,
            Some(Head::Organisation) => Kind::Organisation,
            Some(Head::Outlet) => Kind::Outlet,
            Some(Head::Document) => Kind::Document,
            Some(Head::Public) => Kind::Public,
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

/// Does the description `mention` hold all words of `first` but its determiner?
fn goes_on(scene: &Scene<'_>, first: &Range<usize>, mention: &Mention) -> bool {
    let is_word = |at: &usize| !matches!(scene.pos(*at), Some(Pos::DT | Pos::PRPS | Pos::Mark));
    let mut words = first.clone().filter(is_word);
    words.all(|at| (mention.tokens.start..mention.end).any(|own| scene.low(own) == scene.low(at)))
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

/// Does the spelling of a noun that no list holds tell that it is no person: *revelation*?
fn is_thing(lemma: &str) -> bool {
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

fn words(scene: &Scene<'_>, tokens: Range<usize>) -> String {
    let kept = tokens
        .take(LONGEST)
        .map(|at| scene.low(at))
        .filter(|word| !matches!(*word, "the" | "'s" | "’s"));
    kept.collect::<Vec<&str>>().join(" ")
}

/// The role that a title before a name tells: *Russian Defence Minister*.
/// with the place that follows the name: *President Danilo Varga of Ostravia*.
fn role_of_title(scene: &Scene<'_>, title: Range<usize>, end: usize) -> Option<Role> {
    let head = title.clone().rev().find(|at| {
        let word = scene.lemma(*at);
        role::long(&word).is_some() || speaker::of_noun(&word, false) == Some(Head::Person)
    })?;
    let mut role = Role::of(scene, title, head);
    if scene.low(end) == "of" && scene.is_capital(end + 1) {
        let more = (end + 1..end + 4).take_while(|at| scene.is_capital(*at) && scene.is_noun(*at));
        let last = more.last().unwrap_or(end);
        role.also(scene, end + 1..last + 1);
    }
    Some(role)
}

/// What kind of source a name is that is no person's.
fn body_kind(words: &[String], tag: EntityTag, pos: Option<Pos>, told: Option<Head>) -> SourceKind {
    let is_state = place::state(&words.join(" ")).is_some();
    let plural = pos == Some(Pos::NNPS);
    match speaker::of_name(words) {
        _ if is_state && !plural => SourceKind::Office,
        None if told.is_some_and(|told| told != Head::Organisation) => {
            told.map_or(SourceKind::Organisation, source_kind)
        }
        // *the Association for a Clean Harbour*, though its last word is a place
        Some(kind)
            if words
                .iter()
                .any(|word| matches!(word.as_str(), "of" | "for" | "on")) =>
        {
            source_kind(kind)
        }
        _ if tag == EntityTag::Location => SourceKind::Office,
        _ if tag == EntityTag::Other && plural => SourceKind::Public,
        Some(kind @ (Head::Office | Head::Force | Head::Outlet | Head::Document)) => {
            source_kind(kind)
        }
        _ => SourceKind::Organisation,
    }
}

/// What a body with a head of this kind is as a source.
fn source_kind(kind: Head) -> SourceKind {
    match kind {
        Head::Office | Head::Force => SourceKind::Office,
        Head::Outlet => SourceKind::Outlet,
        Head::Document => SourceKind::Document,
        _ => SourceKind::Organisation,
    }
}

/// A title or first name of another gender is another person.
fn fits_gender(name: &PersonName, bearer: &Bearer) -> bool {
    !name.is_honoured
        || name.gender.is_none()
        || !bearer.is_gender_sure
        || name.gender == bearer.gender
}

/// How well what the article tells of `bearer` suits the honorific of `name`.
fn suits(name: &PersonName, bearer: &Bearer) -> i32 {
    let Some(gender) = name.gender.filter(|_| name.is_honoured) else {
        return 0;
    };
    let [he, she] = bearer
        .heard
        .map(|times| i32::try_from(times.min(9)).unwrap_or(9));
    let heard = match gender {
        Gender::Male => he - she,
        Gender::Female => she - he,
    };
    let known = match bearer.gender {
        Some(known) if known == gender => 3,
        Some(_) => -3,
        None => 0,
    };
    heard.signum() * 2 + known
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

fn move_last_of_few(list: &mut Vec<Member>, member: Member) {
    move_last(list, member);
    if list.len() > 4 * NEWEST {
        list.drain(..NEWEST);
    }
}
