//! Whose a person's name is: who of the article can bear it, and whom of several it means.

use std::ops::Range;

use onrecord_record::SourceKind;

use super::super::scene::Scene;
use super::{Bearer, Cast, Member, Met, NEWEST, OFTENER, PersonName, Role, move_last};
use crate::lexicon::first_name::Gender;
use crate::lexicon::role;
use crate::lexicon::speaker::{self, Head};
use crate::tag::EntityTag;

impl Cast {
    /// Does the article already have a person with the one-word name `words`?
    pub(super) fn is_known_person(&self, words: &[String]) -> bool {
        matches!(words, [one] if self.by_part.contains_key(one))
            && !self.by_body.contains_key(&words.join(" "))
            || self.by_whole.contains_key(&words.join(" "))
    }

    /// Leads `name`, told with `role`, to the person it means, who is new if nobody can bear it.
    pub(super) fn meet_person(&mut self, name: PersonName, role: Option<Role>) -> Met {
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

    /// Is `member` a son of the same name, *Holt Jr.*?
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

    /// Has `member` been told as `role`, or as what it can mean?
    fn told_as(&self, member: Member, role: &Role) -> bool {
        let roles = &self.bearers[member].roles;
        roles.iter().any(|known| role.fits(known).is_some())
    }

    /// Remembers that `member` is called `name`.
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
}

/// The role that a title before a name tells: *Russian Defence Minister*.
/// with the place that follows the name: *President Danilo Varga of Ostravia*.
pub(super) fn role_of_title(scene: &Scene<'_>, title: Range<usize>, end: usize) -> Option<Role> {
    let head = title.clone().rev().find(|at| {
        let word = scene.lemma(*at);
        role::long(&word).is_some() || speaker::of_noun(&word, false) == Some(Head::Person)
    })?;
    let mut role = Role::of(scene, title, head);
    role.also(scene, home(scene, end));
    Some(role)
}

/// Where the somebody whose name ends at `end` is told to be from: *President Danilo Varga of {Ostravia}*, *Holt, of
/// {Ostravia}, left*; empty where that is not told.
pub(super) fn home(scene: &Scene<'_>, end: usize) -> Range<usize> {
    let of = end + usize::from(scene.low(end) == ",");
    let near = of + 1..of + 4;
    let is_told = |at: &usize| match of == end {
        true => scene.is_capital(*at) && scene.is_noun(*at),
        false => scene.entity(*at) == EntityTag::Location,
    };
    let told = near.take_while(is_told).last();
    let last = told.filter(|_| scene.low(of) == "of").unwrap_or(of);
    of + 1..last + 1
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
