//! Who speaks, across articles: one speaker under all spellings and short forms.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{
    Article, Extent, Reading, Source, SourceId, SourceKind, Span, Statement, Voice,
};

use crate::credit::{Outlets, bearers};
use crate::issuer::issuer;
use crate::name;
use crate::proposition::{Finding, Item};
use crate::roster::{Entity, Roster};
use crate::word;

/// Bytes around a name in which a body stands that its bearer speaks for.
const BESIDE: usize = 160;
/// Mentions of a person looked at for such a body.
const MENTIONS: usize = 16;
/// Words that tell a document that was not meant for the public.
const LEAKED: [&str; 6] = [
    "seen",
    "obtained",
    "leaked",
    "confidential",
    "internal",
    "draft",
];

/// Who says a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Speaker {
    /// Somebody with a name, by the number of the entity.
    Named(usize),
    /// A document, a state, or a body told without its name (*the ministry*), by the number of the
    /// entity where it is one: whoever has a name may speak through or for it.
    Vague(Option<usize>),
    /// A document that is not anybody's public word, by number: *a memo seen by the Post*.
    Leak(usize),
    /// Somebody without.
    Unnamed,
    /// The article itself, or another report it credits.
    Report,
}

/// The speakers of a group of articles.
pub(crate) struct Cast {
    /// The speaker of each source, by article and number of the source.
    speakers: BTreeMap<(usize, SourceId), Speaker>,
    /// The last voice of each finding that has one.
    voices: BTreeMap<Item, (usize, Voice)>,
    /// The articles that have each speaker as a source.
    heard: BTreeMap<Speaker, BTreeSet<usize>>,
    /// Findings whose speaker is told by a pronoun or a description there (*she*, *the spokesman*):
    /// who is meant is a reading.
    led_back: BTreeSet<Item>,
    /// Pairs of entities that may be one voice, smaller number first.
    kin: BTreeSet<(usize, usize)>,
    /// Pairs of speakers of whom the first passes on what the second says, in some article.
    conduits: BTreeSet<(Speaker, Speaker)>,
}

impl Cast {
    /// The sources of the articles of `group`, as `roster` and `outlets` have them.
    pub(crate) fn of(
        readings: &[&Reading],
        group: &[usize],
        roster: &Roster,
        outlets: &Outlets,
    ) -> Cast {
        let mut speakers = BTreeMap::new();
        let mut voices = BTreeMap::new();
        let mut heard: BTreeMap<Speaker, BTreeSet<usize>> = BTreeMap::new();
        let mut led_back = BTreeSet::new();
        let mut leaks: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for article in group {
            let reading = readings[*article];
            let bearers = bearers(reading);
            let issued = |source: &Source| {
                let entity = issuer((*article, reading), source, roster, outlets)?;
                Some(Speaker::Named(entity))
            };
            for (id, source) in (0..).map(SourceId).zip(&reading.findings.sources) {
                let speaker = match source.kind {
                    SourceKind::Outlet => Speaker::Report,
                    _ if outlets.is_one(&reading.article, source.name)
                        && !bearers.contains(&word::fold(reading.article.quote(source.name))) =>
                    {
                        Speaker::Report
                    }
                    SourceKind::Document => match leak(reading, source.name, &mut leaks) {
                        Speaker::Vague(None) => issued(source).unwrap_or(Speaker::Vague(None)),
                        leak => leak,
                    },
                    SourceKind::Unnamed => issued(source).unwrap_or(Speaker::Unnamed),
                    _ => match roster.at(*article, id) {
                        Some(entity) if roster.is_vague(entity) => Speaker::Vague(Some(entity)),
                        Some(entity) => Speaker::Named(entity),
                        None => Speaker::Unnamed,
                    },
                };
                speakers.insert((*article, id), speaker);
                heard.entry(speaker).or_default().insert(*article);
            }
            let item = |finding| Item {
                article: *article,
                finding,
            };
            for (at, one) in reading.findings.statements.iter().enumerate() {
                let last = one.chain.last().copied().unwrap_or(Voice::Unstated);
                voices.insert(item(Finding::Statement(at)), (*article, last));
                if !is_by_name(reading, one) {
                    led_back.insert(item(Finding::Statement(at)));
                }
            }
            for (at, one) in reading.findings.absences.iter().enumerate() {
                let last = one.chain.last().copied().unwrap_or(Voice::Narrator);
                voices.insert(item(Finding::Absence(at)), (*article, last));
            }
        }
        let kin = kin(readings, group, roster, &heard);
        let conduits = conduits(readings, group, &speakers);
        Cast {
            speakers,
            voices,
            heard,
            led_back,
            kin,
            conduits,
        }
    }

    /// May two entities be one voice: two spellings of a person, or somebody and the body he speaks
    /// for?
    pub(crate) fn is_kin(&self, one: usize, other: usize) -> bool {
        self.kin.contains(&(one.min(other), one.max(other)))
    }

    /// Does one of the two pass on what the other says? What both tell may be told by one.
    pub(crate) fn is_conduit(&self, one: Speaker, other: Speaker) -> bool {
        self.conduits.contains(&(one, other)) || self.conduits.contains(&(other, one))
    }

    /// Does one article have both as its sources?
    pub(crate) fn is_told_apart(&self, one: Speaker, other: Speaker) -> bool {
        let (one, other) = (self.heard.get(&one), self.heard.get(&other));
        one.zip(other)
            .is_some_and(|(one, other)| !one.is_disjoint(other))
    }

    /// Who says `item`, as far as that makes an origin: whoever is not named there may be another.
    pub(crate) fn voice(&self, item: Item) -> Speaker {
        match self.speaker(item) {
            Speaker::Named(entity) if self.led_back.contains(&item) => Speaker::Vague(Some(entity)),
            speaker => speaker,
        }
    }

    /// Who says `item`.
    pub(crate) fn speaker(&self, item: Item) -> Speaker {
        match self.voices.get(&item) {
            None | Some((_, Voice::Narrator)) => Speaker::Report,
            Some((_, Voice::Unstated)) => Speaker::Unnamed,
            Some((article, Voice::Source(id))) => {
                let key = (*article, *id);
                self.speakers.get(&key).copied().unwrap_or(Speaker::Unnamed)
            }
        }
    }
}

/// Who passes on whose words in the articles of `group`.
fn conduits(
    readings: &[&Reading],
    group: &[usize],
    speakers: &BTreeMap<(usize, SourceId), Speaker>,
) -> BTreeSet<(Speaker, Speaker)> {
    let mut found = BTreeSet::new();
    for article in group {
        for statement in &readings[*article].findings.statements {
            let voices = statement.chain.iter().filter_map(|voice| match voice {
                Voice::Source(id) => speakers.get(&(*article, *id)).copied(),
                _ => None,
            });
            let voices: Vec<Speaker> = voices.collect();
            if let [outer @ .., last] = voices.as_slice() {
                found.extend(outer.iter().map(|one| (*one, *last)));
            }
        }
    }
    found
}

/// Is the speaker of a statement named where the statement stands, by a word with a capital?
fn is_by_name(reading: &Reading, statement: &Statement) -> bool {
    const SMALL: [&str; 12] = [
        "He", "She", "They", "It", "The", "A", "An", "His", "Her", "Their", "Its", "Our",
    ];
    let parts = statement.attribution.source.iter().flat_map(Extent::parts);
    let mut words = parts.flat_map(|part| reading.article.quote(*part).split_whitespace());
    words.any(|word| word.starts_with(char::is_uppercase) && !SMALL.contains(&word))
}

/// What the document named at `span` is as a speaker: its own, where it is no public word, else that
/// of whoever issued it.
fn leak(reading: &Reading, span: Span, leaks: &mut BTreeMap<Vec<String>, usize>) -> Speaker {
    let words = reading.article.quote(span).split_whitespace();
    let words: Vec<String> = words.map(word::fold).collect();
    if !words.iter().any(|word| LEAKED.contains(&word.as_str())) {
        return Speaker::Vague(None);
    }
    let next = leaks.len();
    Speaker::Leak(*leaks.entry(words).or_insert(next))
}

/// The pairs of the named among the speakers that were `heard` that may be one voice.
fn kin(
    readings: &[&Reading],
    group: &[usize],
    roster: &Roster,
    heard: &BTreeMap<Speaker, BTreeSet<usize>>,
) -> BTreeSet<(usize, usize)> {
    let named = heard.keys().filter_map(|speaker| match speaker {
        Speaker::Named(entity) => Some(*entity),
        _ => None,
    });
    let voices: Vec<Namable> = named
        .filter_map(|number| {
            let entity = roster.entities.get(number)?;
            Some(Namable::of(number, entity, readings, group))
        })
        .collect();
    let (persons, bodies): (Vec<&Namable>, Vec<&Namable>) =
        voices.iter().partition(|voice| voice.is_person());
    let near = slips(&persons)
        .into_iter()
        .chain(parts(&bodies))
        .chain(beside(&persons, &bodies));
    near.filter(|(one, other)| one != other)
        .map(|(one, other)| (one.min(other), one.max(other)))
        .collect()
}

/// The pairs of persons of whom one's name is a slip of the other's. A slip leaves the first letters.
fn slips(persons: &[&Namable<'_>]) -> Vec<(usize, usize)> {
    let mut alike: BTreeMap<String, Vec<(usize, &Vec<String>)>> = BTreeMap::new();
    for person in persons {
        for name in person.names.iter().filter(|name| name.len() > 1) {
            let letters = name.iter().filter_map(|word| word.chars().next());
            let some = alike.entry(letters.collect()).or_default();
            some.push((person.number, name));
        }
    }
    let mut found = Vec::new();
    for some in alike.values() {
        for (at, (one, name)) in some.iter().enumerate() {
            let others = some[at + 1..].iter();
            let slips = others.filter(|(_, other)| name::is_slip(name, other));
            found.extend(slips.map(|(other, _)| (*one, *other)));
        }
    }
    found
}

/// The pairs of bodies of whom one's name is a part of the other's.
fn parts(bodies: &[&Namable<'_>]) -> Vec<(usize, usize)> {
    let names = || {
        let all = bodies.iter();
        all.flat_map(|body| body.names.iter().map(|name| (body.number, name)))
    };
    let mut having: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, (_, name)) in names().enumerate() {
        for word in name {
            having.entry(word).or_default().insert(at);
        }
    }
    let all: Vec<(usize, &Vec<String>)> = names().collect();
    let mut found = Vec::new();
    for (number, name) in &all {
        // whoever has all of its words has the rarest one
        let lists = name.iter().filter_map(|word| having.get(word.as_str()));
        let rarest = lists.min_by_key(|list| list.len());
        let longer = rarest.into_iter().flatten().map(|at| &all[*at]);
        let holds = |long: &&(usize, &Vec<String>)| name.iter().all(|word| long.1.contains(word));
        found.extend(longer.filter(holds).map(|(other, _)| (*number, *other)));
    }
    found
}

/// The pairs of a person and a body whose name stands beside the person's.
fn beside(persons: &[&Namable<'_>], bodies: &[&Namable<'_>]) -> Vec<(usize, usize)> {
    let mut names: Vec<(usize, BTreeSet<String>)> = Vec::new();
    for body in bodies {
        for name in body.names.iter().filter(|name| !name.is_empty()) {
            names.push((body.number, name.iter().map(|word| key(word)).collect()));
        }
    }
    let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
    for word in names.iter().flat_map(|(_, name)| name) {
        *spread.entry(word).or_default() += 1;
    }
    let mut by_rarest: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (_, name)) in names.iter().enumerate() {
        let rarest = name.iter().min_by_key(|word| spread.get(word.as_str()));
        if let Some(word) = rarest {
            by_rarest.entry(word).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for person in persons {
        for words in &person.around {
            let near = words.iter().filter_map(|word| by_rarest.get(word.as_str()));
            let near = near.flatten().filter_map(|at| names.get(*at));
            let told = near.filter(|(_, name)| name.is_subset(words));
            found.extend(told.map(|(body, _)| (person.number, *body)));
        }
    }
    found
}

/// The first letters of a word: *the Labour Ministry* is told by *Labour Minister* too.
fn key(word: &str) -> String {
    word.chars().take(5).collect()
}

/// An entity with its names taken apart.
struct Namable<'a> {
    number: usize,
    entity: &'a Entity,
    /// The words of each spelling, without titles and small words.
    names: Vec<Vec<String>>,
    /// The first letters of the words around its mentions, of a person.
    around: Vec<BTreeSet<String>>,
}

impl<'a> Namable<'a> {
    fn of(
        number: usize,
        entity: &'a Entity,
        readings: &[&Reading],
        group: &[usize],
    ) -> Namable<'a> {
        let mentions = &entity.mentions;
        let of = |article: usize| {
            let from = mentions.partition_point(|mention| mention.article < article);
            let own = mentions[from..].iter();
            own.take_while(move |mention| mention.article == article)
        };
        let near = group
            .iter()
            .copied()
            .flat_map(of)
            .take(MENTIONS)
            .map(|mention| around(&readings[mention.article].article, mention.span));
        let is_person = entity.kind == SourceKind::Person;
        let words = |spelling: &String| {
            let words = spelling.split(' ').map(word::fold);
            // father and son are told apart by a word that is often left out
            let is_end = |word: &str| name::generation(word).is_some();
            let words = words.filter(|word| !word::is_small(word) && !is_end(word));
            words.collect()
        };
        Namable {
            number,
            entity,
            names: entity.spellings.iter().map(words).collect(),
            around: if is_person {
                near.collect()
            } else {
                Vec::new()
            },
        }
    }

    fn is_person(&self) -> bool {
        self.entity.kind == SourceKind::Person
    }
}

/// The first letters of the words around `span` in its paragraph.
fn around(article: &Article, span: Span) -> BTreeSet<String> {
    let text = &article.text;
    let mut from = span.start().saturating_sub(BESIDE);
    let mut to = (span.end() + BESIDE).min(text.len());
    while !text.is_char_boundary(from) {
        from += 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or("");
    let before = part(from..span.start());
    let before = before.rsplit('\n').next().unwrap_or("");
    let after = part(span.end()..to).split('\n').next().unwrap_or("");
    let words = before
        .split(|c: char| !c.is_alphanumeric())
        .chain(after.split(|c: char| !c.is_alphanumeric()));
    words
        .filter(|word| !word.is_empty())
        .map(|word| key(&word::fold(word)))
        .collect()
}
