//! Who speaks, across articles: one speaker under all spellings and short forms.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{Article, Reading, SourceId, SourceKind, Span, Voice};

use crate::credit::Outlets;
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
    /// Pairs of entities that may be one voice, smaller number first.
    kin: BTreeSet<(usize, usize)>,
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
        let mut leaks: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for article in group {
            let reading = readings[*article];
            for (id, source) in (0..).map(SourceId).zip(&reading.findings.sources) {
                let speaker = match source.kind {
                    SourceKind::Outlet => Speaker::Report,
                    _ if outlets.is_one(&reading.article, source.name) => Speaker::Report,
                    SourceKind::Document => leak(reading, source.name, &mut leaks),
                    _ => match roster.at(*article, id) {
                        Some(entity) if roster.is_vague(entity) => Speaker::Vague(Some(entity)),
                        Some(entity) => Speaker::Named(entity),
                        None => Speaker::Unnamed,
                    },
                };
                speakers.insert((*article, id), speaker);
            }
            let item = |finding| Item {
                article: *article,
                finding,
            };
            for (at, one) in reading.findings.statements.iter().enumerate() {
                let last = one.chain.last().copied().unwrap_or(Voice::Unstated);
                voices.insert(item(Finding::Statement(at)), (*article, last));
            }
            for (at, one) in reading.findings.absences.iter().enumerate() {
                let last = one.chain.last().copied().unwrap_or(Voice::Narrator);
                voices.insert(item(Finding::Absence(at)), (*article, last));
            }
        }
        let kin = kin(readings, group, roster, &speakers);
        Cast {
            speakers,
            voices,
            kin,
        }
    }

    /// May two entities be one voice: two spellings of a person, or somebody and the body he speaks
    /// for?
    pub(crate) fn is_kin(&self, one: usize, other: usize) -> bool {
        self.kin.contains(&(one.min(other), one.max(other)))
    }

    /// Does one article have both as its sources?
    pub(crate) fn is_told_apart(&self, one: Speaker, other: Speaker) -> bool {
        let articles = |speaker: Speaker| {
            let all = self.speakers.iter();
            all.filter(move |(_, other)| **other == speaker)
                .map(|((article, _), _)| *article)
        };
        let theirs: BTreeSet<usize> = articles(one).collect();
        articles(other).any(|article| theirs.contains(&article))
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

/// The pairs of the named among `speakers` that may be one voice.
fn kin(
    readings: &[&Reading],
    group: &[usize],
    roster: &Roster,
    speakers: &BTreeMap<(usize, SourceId), Speaker>,
) -> BTreeSet<(usize, usize)> {
    let named: BTreeSet<usize> = speakers
        .values()
        .filter_map(|speaker| match speaker {
            Speaker::Named(entity) => Some(*entity),
            _ => None,
        })
        .collect();
    let voices: Vec<Namable> = named
        .iter()
        .filter_map(|number| {
            let entity = roster.entities.get(*number)?;
            Some(Namable::of(*number, entity, readings, group))
        })
        .collect();
    let mut found = BTreeSet::new();
    for (at, one) in voices.iter().enumerate() {
        for other in &voices[at + 1..] {
            if one.may_be(other) || is_beside(one, other) {
                found.insert((one.number, other.number));
            }
        }
    }
    found
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
        let mentions = entity.mentions.iter();
        let near = mentions
            .filter(|mention| group.binary_search(&mention.article).is_ok())
            .take(MENTIONS)
            .map(|mention| around(&readings[mention.article].article, mention.span));
        let is_person = entity.kind == SourceKind::Person;
        let words = |spelling: &String| {
            let words = spelling.split(' ').map(word::fold);
            words.filter(|word| !word::is_small(word)).collect()
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

    /// Is one name a slip of the other, or that of a body a part of the other's?
    fn may_be(&self, other: &Namable<'_>) -> bool {
        let pairs = self
            .names
            .iter()
            .flat_map(|one| other.names.iter().map(move |two| (one, two)));
        let mut pairs = pairs.filter(|(one, two)| !one.is_empty() && !two.is_empty());
        match (self.is_person(), other.is_person()) {
            (true, true) => pairs.any(|(one, two)| name::is_slip(one, two)),
            (false, false) => pairs.any(|(one, two)| {
                let (short, long) = if one.len() < two.len() {
                    (one, two)
                } else {
                    (two, one)
                };
                short.iter().all(|word| long.contains(word))
            }),
            _ => false,
        }
    }
}

/// Is a body's name told beside that of a person?
fn is_beside(one: &Namable<'_>, other: &Namable<'_>) -> bool {
    let (person, body) = match (one.is_person(), other.is_person()) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return false,
    };
    person.around.iter().any(|words| {
        let has = |name: &Vec<String>| {
            // *the Labour Ministry* is told by *Labour Minister* too
            let key = |word: &String| word.chars().take(5).collect::<String>();
            !name.is_empty() && name.iter().all(|word| words.contains(&key(word)))
        };
        body.names.iter().any(has)
    })
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
        .map(|word| word::fold(word).chars().take(5).collect())
        .collect()
}
