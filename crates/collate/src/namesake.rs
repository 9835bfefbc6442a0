//! Which places where articles name somebody name the same one.
//!
//! Full names that agree are one family; a family falls apart into namesakes where its articles
//! tell of different events and share no other name. A surname, a name with an initial or an
//! acronym goes to the one bearer it can be short for: in its article, else in its event, else in
//! articles that share a name with its own. Where there are two it stays alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::name;
use crate::ties::Ties;

/// A place where an article names somebody, by what tells who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Naming {
    pub(crate) article: usize,
    pub(crate) form: Form,
    /// Folded, without titles.
    pub(crate) words: Vec<String>,
    /// *jr* or *sr* behind a person's name.
    pub(crate) generation: Option<&'static str>,
    /// The number of the source that is named there, in its article.
    pub(crate) source: Option<u32>,
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
    let mut persons: BTreeMap<FullName<'_>, Vec<usize>> = BTreeMap::new();
    for at in full {
        let naming = &namings[*at];
        match naming.form {
            Form::Person => {
                let name = FullName::of(naming);
                persons.entry(name).or_default().push(*at);
            }
            _ => {
                let key = (naming.form.clone(), naming.body());
                bodies.entry(key).or_default().push(*at);
            }
        }
    }
    let split = split(namings, full);
    let mut forms: Vec<(FullName<'_>, Vec<usize>)> = persons.into_iter().collect();
    forms.sort_by_key(|(name, _)| std::cmp::Reverse(fullness(name.words)));
    let mut heads: Vec<Head<'_>> = Vec::new();
    let mut by_sound: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (name, places) in forms {
        let last = name.words.last().map(|word| name::sound(word));
        let near = last.as_ref().and_then(|sound| by_sound.get(sound));
        let near = near.into_iter().flatten().copied();
        let is_one = |head: &usize| heads[*head].can_be(name, &places, namings, &split);
        let alike: Vec<usize> = near.filter(is_one).collect();
        if let [head] = alike.as_slice() {
            heads[*head].take(places, namings);
            continue;
        }
        let sounds: BTreeSet<String> = name.words.iter().map(|word| name::sound(word)).collect();
        for sound in sounds {
            by_sound.entry(sound).or_default().push(heads.len());
        }
        let mut head = Head::new(name);
        head.take(places, namings);
        heads.push(head);
    }
    let persons = heads.into_iter().map(|head| head.places);
    bodies.into_values().chain(persons).collect()
}

/// A person's name in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct FullName<'a> {
    words: &'a [String],
    generation: Option<&'static str>,
}

impl<'a> FullName<'a> {
    fn of(naming: &'a Naming) -> FullName<'a> {
        FullName {
            words: &naming.words,
            generation: naming.generation,
        }
    }

    /// What father and son have in common: the first letter and the sound of the last word.
    fn house(self) -> House {
        let given = self.words.first().and_then(|word| word.chars().next());
        let last = self.words.last().map(|word| name::sound(word));
        (given, last.unwrap_or_default())
    }
}

/// The first letter of a name and the sound of its last word.
type House = (Option<char>, String);

/// The names of which an article has two bearers, father and son.
type Split = BTreeSet<House>;

fn split(namings: &[Naming], full: &[usize]) -> Split {
    let persons = full.iter().map(|at| &namings[*at]);
    let persons = persons.filter(|naming| naming.form == Form::Person);
    let mut seen: BTreeMap<(usize, House), Option<&str>> = BTreeMap::new();
    let mut split = Split::new();
    for naming in persons {
        let house = FullName::of(naming).house();
        let key = (naming.article, house.clone());
        if *seen.entry(key).or_insert(naming.generation) != naming.generation {
            split.insert(house);
        }
    }
    split
}

/// A full name with the places of all its spellings.
struct Head<'a> {
    name: FullName<'a>,
    places: Vec<usize>,
    /// The sources that are called so, by article.
    sources: BTreeMap<usize, BTreeSet<u32>>,
}

impl<'a> Head<'a> {
    fn new(name: FullName<'a>) -> Head<'a> {
        Head {
            name,
            places: Vec::new(),
            sources: BTreeMap::new(),
        }
    }

    fn take(&mut self, places: Vec<usize>, namings: &[Naming]) {
        for naming in places.iter().map(|at| &namings[*at]) {
            let sources = self.sources.entry(naming.article).or_default();
            sources.extend(naming.source);
        }
        self.places.extend(places);
    }

    /// Can its bearer be called `name` at `places`? Not where an article tells the two apart: father
    /// and son by *Jr.*, Bob and Robert as two of its sources.
    fn can_be(
        &self,
        name: FullName<'_>,
        places: &[usize],
        namings: &[Naming],
        split: &Split,
    ) -> bool {
        let (own, other) = (self.name.words, name.words);
        if !name::agree(own, other) {
            return false;
        }
        if self.name.generation != name.generation && split.contains(&name.house()) {
            return false;
        }
        let given = own.first().zip(other.first());
        let is_spelled = given.is_none_or(|(own, other)| name::spelled_alike(own, other));
        let is_two = |at: &usize| {
            let sources = self.sources.get(&namings[*at].article);
            let other = namings[*at].source;
            let apart = |sources: &BTreeSet<u32>| {
                !sources.is_empty() && other.is_some_and(|source| !sources.contains(&source))
            };
            sources.is_some_and(apart)
        };
        is_spelled || !places.iter().any(is_two)
    }
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

/// The bearers of full names.
struct Known<'a> {
    /// The full names of each.
    forms: Vec<BTreeSet<&'a [String]>>,
    articles: Vec<BTreeSet<usize>>,
    events: Vec<BTreeSet<usize>>,
    names: Vec<BTreeSet<&'a str>>,
    generations: Vec<BTreeSet<Option<&'static str>>>,
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
            generations: vec![BTreeSet::new(); count],
            by_key: BTreeMap::new(),
        };
        for (naming, bearer) in namings.iter().zip(bearer) {
            let Some(at) = *bearer else { continue };
            known.articles[at].insert(naming.article);
            known.generations[at].insert(naming.generation);
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
            // of father and son the surname alone is the one told without *Jr.*
            let is_own = |at: &&usize| self.generations[**at].contains(&naming.generation);
            let own: Vec<usize> = found.iter().filter(is_own).copied().collect();
            match (found.as_slice(), own.as_slice()) {
                ([], _) => {}
                ([one], _) => return Some(*one),
                (several, [one]) if self.is_house(several) => return Some(*one),
                _ => return None,
            }
        }
        None
    }

    /// Are these bearers told apart by *Jr.* alone?
    fn is_house(&self, bearers: &[usize]) -> bool {
        let form = |at: &usize| self.forms[*at].iter().next();
        let mut forms = bearers.iter().filter_map(form);
        let first = forms.next();
        let is_first = |form: &&[String]| first.is_some_and(|first| name::agree(first, form));
        bearers.len() == 2 && forms.all(|form| is_first(&&**form))
    }

    /// Is `name` one of the bearer's own?
    fn is_own(&self, at: usize, name: &str) -> bool {
        let mut forms = self.forms[at].iter();
        forms.any(|form| form.join(" ") == name)
    }
}
