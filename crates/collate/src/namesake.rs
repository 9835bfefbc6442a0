//! Which places where articles name somebody name the same one.
//!
//! Full names that agree are one family; a family falls apart into namesakes where its articles
//! tell of different events and share no other name. A surname, a name with an initial or an
//! acronym goes to the one bearer it can be short for: in its article, else in its event, else in
//! articles that share a name with its own. Where there are two it stays alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::name;

/// A place where an article names somebody, by what tells who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Naming {
    pub(crate) article: usize,
    pub(crate) form: Form,
    /// Folded, without titles.
    pub(crate) words: Vec<String>,
}

/// What kind of name it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// A person's.
    Person,
    /// A body's own name; that of a government is its code.
    Body(Option<String>),
    /// A body's, in capitals: it may be short for another one.
    Acronym,
    /// A description, as *the ministry*: another one in another event.
    Common,
}

impl Naming {
    /// May it be short for a fuller name?
    fn is_short(&self) -> bool {
        match self.form {
            Form::Person => {
                let given = self.words.first().map_or("", String::as_str);
                self.words.len() == 1 || given.chars().filter(|c| c.is_alphabetic()).count() < 2
            }
            Form::Acronym => true,
            Form::Body(_) | Form::Common => false,
        }
    }

    /// What a body has in common with itself wherever it is named.
    fn body(&self) -> String {
        match &self.form {
            Form::Body(Some(code)) => format!("government {code}"),
            _ => self.words.join(" "),
        }
    }
}

/// What is known of the articles.
#[derive(Debug, Default)]
pub(crate) struct Surroundings {
    /// The event of each article.
    pub(crate) event: Vec<usize>,
    /// The persons and organisations that each article names.
    pub(crate) names: Vec<BTreeSet<String>>,
}

/// For each of `namings` the number of its bearer.
pub(crate) fn bearers(namings: &[Naming], around: &Surroundings) -> Vec<usize> {
    let mut bearer: Vec<Option<usize>> = vec![None; namings.len()];
    let mut count = 0;
    let is_full = |at: &usize| !namings[*at].is_short();
    let (full, short): (Vec<usize>, Vec<usize>) = (0..namings.len()).partition(is_full);
    for family in families(namings, &full) {
        count = settle(namings, around, &family, &mut bearer, count);
    }
    let known = Known::of(namings, around, &bearer, count);
    let mut alone: BTreeMap<(bool, &[String]), Vec<usize>> = BTreeMap::new();
    for at in short {
        bearer[at] = known.meant(&namings[at], around);
        if bearer[at].is_none() {
            let key = (namings[at].form == Form::Person, &namings[at].words[..]);
            alone.entry(key).or_default().push(at);
        }
    }
    for family in alone.values() {
        count = settle(namings, around, family, &mut bearer, count);
    }
    bearer.into_iter().flatten().collect()
}

/// The namings of each full name, whatever its spelling.
fn families(namings: &[Naming], full: &[usize]) -> Vec<Vec<usize>> {
    let mut bodies: BTreeMap<(Form, String), Vec<usize>> = BTreeMap::new();
    let mut persons: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for at in full {
        let naming = &namings[*at];
        match naming.form {
            Form::Person => persons.entry(&naming.words).or_default().push(*at),
            _ => {
                let key = (naming.form.clone(), naming.body());
                bodies.entry(key).or_default().push(*at);
            }
        }
    }
    let mut forms: Vec<(&[String], Vec<usize>)> = persons.into_iter().collect();
    forms.sort_by_key(|(words, _)| std::cmp::Reverse(fullness(words)));
    let mut heads: Vec<(&[String], Vec<usize>)> = Vec::new();
    let mut by_sound: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (words, places) in forms {
        let last = words.last().map(|word| name::sound(word));
        let near = last.as_ref().and_then(|sound| by_sound.get(sound));
        let near = near.into_iter().flatten().copied();
        let alike: Vec<usize> = near
            .filter(|head| name::agree(heads[*head].0, words))
            .collect();
        if let [head] = alike.as_slice() {
            heads[*head].1.extend(places);
            continue;
        }
        let sounds: BTreeSet<String> = words.iter().map(|word| name::sound(word)).collect();
        for sound in sounds {
            by_sound.entry(sound).or_default().push(heads.len());
        }
        heads.push((words, places));
    }
    let persons = heads.into_iter().map(|(_, places)| places);
    bodies.into_values().chain(persons).collect()
}

/// How much a name tells: words, then letters.
pub(crate) fn fullness(words: &[String]) -> (usize, usize) {
    (
        words.len(),
        words.iter().map(|word| word.chars().count()).sum(),
    )
}

/// Numbers the bearers of the one name that `family` is, from `count` on; returns the next number.
fn settle(
    namings: &[Naming],
    around: &Surroundings,
    family: &[usize],
    bearer: &mut [Option<usize>],
    count: usize,
) -> usize {
    let form = family.first().map(|at| &namings[*at].form);
    if matches!(form, Some(Form::Body(_) | Form::Acronym)) {
        family.iter().for_each(|at| bearer[*at] = Some(count));
        return count + 1;
    }
    let own: BTreeSet<&str> = family
        .iter()
        .flat_map(|at| namings[*at].words.iter().map(String::as_str))
        .collect();
    let mut ties = Ties::new(family.len());
    let mut first: BTreeMap<(Option<usize>, &str), usize> = BTreeMap::new();
    for (number, at) in family.iter().enumerate() {
        let article = namings[*at].article;
        let event = around.event.get(article).copied();
        let others = around.names.get(article).into_iter().flatten();
        let others = others.filter(|_| form == Some(&Form::Person));
        let others = others.filter(|name| name.split(' ').all(|word| !own.contains(word)));
        let links = others.map(|name| (None, name.as_str()));
        for link in std::iter::once((event, "")).chain(links) {
            let other = *first.entry(link).or_insert(number);
            ties.tie(number, other);
        }
    }
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, at) in family.iter().enumerate() {
        let next = count + numbers.len();
        bearer[*at] = Some(*numbers.entry(ties.root(number)).or_insert(next));
    }
    count + numbers.len()
}

/// What is tied together, directly or by others (union-find).
struct Ties(Vec<usize>);

impl Ties {
    fn new(count: usize) -> Ties {
        Ties((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn tie(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// The bearers of full names.
struct Known<'a> {
    /// The full names of each.
    forms: Vec<BTreeSet<&'a [String]>>,
    articles: Vec<BTreeSet<usize>>,
    events: Vec<BTreeSet<usize>>,
    names: Vec<BTreeSet<&'a str>>,
    /// Persons by the sound of each word of their names, bodies by their initials.
    by_key: BTreeMap<(bool, String), BTreeSet<usize>>,
}

impl<'a> Known<'a> {
    fn of(
        namings: &'a [Naming],
        around: &'a Surroundings,
        bearer: &[Option<usize>],
        count: usize,
    ) -> Known<'a> {
        let mut known = Known {
            forms: vec![BTreeSet::new(); count],
            articles: vec![BTreeSet::new(); count],
            events: vec![BTreeSet::new(); count],
            names: vec![BTreeSet::new(); count],
            by_key: BTreeMap::new(),
        };
        for (naming, bearer) in namings.iter().zip(bearer) {
            let Some(at) = *bearer else { continue };
            known.articles[at].insert(naming.article);
            known.events[at].extend(around.event.get(naming.article));
            let names = around.names.get(naming.article).into_iter().flatten();
            known.names[at].extend(names.map(String::as_str));
            if known.forms[at].insert(&naming.words) {
                let is_person = naming.form == Form::Person;
                let keys = match naming.form {
                    Form::Person => naming.words.iter().map(|word| name::sound(word)).collect(),
                    _ => vec![name::initials(&naming.words)],
                };
                for key in keys {
                    known.by_key.entry((is_person, key)).or_default().insert(at);
                }
            }
        }
        known
    }

    /// The one bearer that `naming` can be short for.
    fn meant(&self, naming: &Naming, around: &Surroundings) -> Option<usize> {
        let is_person = naming.form == Form::Person;
        let last = naming.words.last()?;
        let key = if is_person {
            name::sound(last)
        } else {
            last.replace('.', "")
        };
        let near = self.by_key.get(&(is_person, key))?.iter().copied();
        let agrees = |at: &usize| {
            let mut forms = self.forms[*at].iter();
            forms.any(|form| !is_person || name::agree(form, &naming.words))
        };
        let near: Vec<usize> = near.filter(agrees).collect();
        let event = around.event.get(naming.article);
        let names = around.names.get(naming.article);
        let own: BTreeSet<&String> = naming.words.iter().collect();
        let is_other = |name: &&String| name.split(' ').all(|word| own.iter().all(|o| *o != word));
        let in_article = |at: &usize| self.articles[*at].contains(&naming.article);
        let in_event = |at: &usize| event.is_some_and(|event| self.events[*at].contains(event));
        let by_names = |at: &usize| {
            let mut others = names.into_iter().flatten().filter(is_other);
            others.any(|name| self.names[*at].contains(name.as_str()) && !self.is_own(*at, name))
        };
        let tests: [&dyn Fn(&usize) -> bool; 3] = [&in_article, &in_event, &by_names];
        for test in tests {
            let found: Vec<usize> = near.iter().copied().filter(|at| test(at)).collect();
            match found.as_slice() {
                [] => {}
                [one] => return Some(*one),
                _ => return None,
            }
        }
        None
    }

    /// Is `name` one of the bearer's own?
    fn is_own(&self, at: usize, name: &str) -> bool {
        let mut forms = self.forms[at].iter();
        forms.any(|form| form.join(" ") == name)
    }
}
