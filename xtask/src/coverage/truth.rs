//! What is true of the coverage, as lines of JSON.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use serde_json::{Value, json};

use super::article::{Article, Shown};
use super::claim::Claim;
use super::event::Event;
use super::newsroom::Newsroom;
use super::world::World;

/// One article and the event it belongs to, with the name it goes by.
pub(super) struct Named<'r> {
    pub(super) doc: String,
    pub(super) event: usize,
    pub(super) article: usize,
    pub(super) told: &'r Article,
}

/// All articles by time of publication, at most `count` of them.
pub(super) fn named<'r>(rooms: &'r [Newsroom<'_, '_>], count: usize) -> Vec<Named<'r>> {
    let mut all: Vec<(usize, usize)> = rooms
        .iter()
        .enumerate()
        .flat_map(|(event, room)| (0..room.articles.len()).map(move |at| (event, at)))
        .take(count)
        .collect();
    all.sort_by_key(|(event, at)| (rooms[*event].articles[*at].minute, *event, *at));
    let name = |(number, (event, article)): (usize, (usize, usize))| Named {
        doc: format!("d{:06}", number + 1),
        event,
        article,
        told: &rooms[event].articles[article],
    };
    all.into_iter().enumerate().map(name).collect()
}

/// The articles as `onrecord` reads them.
pub(super) fn article(named: &Named<'_>, world: &World<'_>, first: Date) -> Value {
    let told = named.told;
    let mut line = json!({
        "doc": named.doc,
        "title": told.title(),
        "outlet": world.outlets[told.outlet].name,
        "url": told.url,
    });
    let published = stamp(first, told.minute - told.changed.unwrap_or_default());
    match told.shown {
        Shown::True => line["published"] = json!(text(published)),
        Shown::Nothing => {}
        Shown::Late(years) => {
            let late = published.saturating_add(jiff::Span::new().years(years));
            line["published"] = json!(text(late));
        }
    }
    if told.changed.is_some() {
        line["modified"] = json!(text(stamp(first, told.minute)));
    }
    if !told.authors.is_empty() {
        line["authors"] = json!(told.authors);
    }
    line["text"] = json!(told.text());
    line
}

fn stamp(first: Date, minute: i64) -> DateTime {
    first
        .at(0, 0, 0, 0)
        .saturating_add(jiff::Span::new().minutes(minute))
}

fn text(stamp: DateTime) -> String {
    format!("{stamp}Z")
}

/// One line of `truth.jsonl`.
pub(super) fn truth(
    named: &Named<'_>,
    room: &Newsroom<'_, '_>,
    docs: &BTreeMap<(usize, usize), &str>,
    (world, first): (&World<'_>, Date),
) -> Value {
    let told = named.told;
    let event = &room.event;
    let parents = told
        .parents
        .iter()
        .filter_map(|at| docs.get(&(named.event, *at)));
    let origins = told.origins();
    let people: BTreeSet<&str> = origins
        .iter()
        .filter_map(|at| event.origins[*at].speaker.person())
        .map(|person| person.id.as_str())
        .collect();
    let stated = told.stated().into_iter().map(|(sentence, span)| {
        json!({
            "span": span,
            "origin": sentence.origin.map(|at| origin_id(event, at)),
            "claims": sentence.claims.iter().map(|at| claim_id(event, *at)).collect::<Vec<_>>(),
        })
    });
    json!({
        "doc": named.doc,
        "event": event.id,
        "kind": told.kind.key(),
        "origins": origins.iter().map(|at| origin_id(event, *at)).collect::<Vec<_>>(),
        "derived_from": parents.collect::<Vec<_>>(),
        "claims": told.claims().into_iter().map(|at| claim_id(event, at)).collect::<Vec<_>>(),
        "domain": world.outlets[told.outlet].domain,
        "published": text(stamp(first, told.minute)),
        "people": people,
        "stated": stated.collect::<Vec<_>>(),
    })
}

/// One line of `events.jsonl`.
pub(super) fn event(event: &Event<'_>, world: &World<'_>, named: &[&Named<'_>]) -> Value {
    let land = &world.countries[event.country];
    json!({
        "event": event.id,
        "kind": event.kind.name,
        "date": event.date.to_string(),
        "town": land.towns[event.town],
        "country": land.name,
        "words": event.claims[0].answer.reference(&event.questions[0], &event.slots),
        "docs": named.iter().map(|named| &named.doc).collect::<Vec<_>>(),
    })
}

fn claim_id(event: &Event<'_>, claim: usize) -> String {
    format!("{}-c{claim:02}", event.id)
}

fn origin_id(event: &Event<'_>, origin: usize) -> String {
    format!("{}-o{origin}", event.id)
}

/// The docs of one event, by what they state and by whom they have it.
pub(super) struct Index<'r> {
    claims: BTreeMap<usize, BTreeSet<&'r str>>,
    origins: BTreeMap<usize, BTreeSet<&'r str>>,
}

impl<'r> Index<'r> {
    pub(super) fn of(named: &[&'r Named<'r>]) -> Index<'r> {
        let (mut claims, mut origins) = (BTreeMap::new(), BTreeMap::new());
        for article in named {
            for claim in article.told.claims() {
                let docs: &mut BTreeSet<&str> = claims.entry(claim).or_default();
                docs.insert(article.doc.as_str());
            }
            for origin in article.told.origins() {
                let docs: &mut BTreeSet<&str> = origins.entry(origin).or_default();
                docs.insert(article.doc.as_str());
            }
        }
        Index { claims, origins }
    }

    /// The lines of `claims.jsonl`: each claim that some article states.
    pub(super) fn claims(&self, event: &Event<'_>) -> Vec<Value> {
        self.claims
            .iter()
            .map(|(at, docs)| self.claim(event, *at, docs))
            .collect()
    }

    fn claim(&self, event: &Event<'_>, at: usize, docs: &BTreeSet<&str>) -> Value {
        let claim = &event.claims[at];
        let question = event.question(at);
        let told = |other: &Option<usize>| {
            let other = other.filter(|other| self.claims.contains_key(other));
            other.map(|other| claim_id(event, other))
        };
        let ids = |all: &BTreeSet<usize>| -> Vec<String> {
            let all = all.iter().filter(|at| self.origins.contains_key(at));
            all.map(|at| origin_id(event, *at)).collect()
        };
        json!({
            "claim": claim_id(event, at),
            "event": event.id,
            "question": question.key,
            "act": claim.answer.act(),
            "value": claim.answer.value(question),
            "words": claim.answer.reference(question, &event.slots),
            "origins": ids(&claim.origins),
            "hedged_by": ids(&claim.hedged_by),
            "docs": docs,
            "contradicts": self.contradicted(event, at),
            "corrected_by": told(&claim.corrected_by),
            "updates": told(&claim.updates),
        })
    }

    /// Other answers to the same question, but for those that replace each other.
    fn contradicted(&self, event: &Event<'_>, at: usize) -> Vec<String> {
        let told = self
            .claims
            .keys()
            .filter(|other| contradict(event, at, **other));
        told.map(|other| claim_id(event, *other)).collect()
    }

    /// The lines of `origins.jsonl`: each origin that some article has it from.
    pub(super) fn origins(&self, event: &Event<'_>, world: &World<'_>) -> Vec<Value> {
        let line = |(at, docs): (&usize, &BTreeSet<&str>)| {
            let origin = &event.origins[*at];
            let claims = (0..event.claims.len())
                .filter(|claim| event.claims[*claim].origins.contains(at))
                .filter(|claim| self.claims.contains_key(claim));
            json!({
                "origin": origin_id(event, *at),
                "event": event.id,
                "channel": origin.channel.key(),
                "source": origin.speaker.voice(0).first[0],
                "person": origin.speaker.person().map(|person| &person.id),
                "house": origin.house,
                "outlet": origin.outlet.map(|outlet| &world.outlets[outlet].domain),
                "date": origin.date.to_string(),
                "claims": claims.map(|claim| claim_id(event, claim)).collect::<Vec<_>>(),
                "docs": docs,
            })
        };
        self.origins.iter().map(line).collect()
    }
}

/// Do two claims answer the same question in ways that do not go together, and neither of them is
/// a later count or a corrected slip?
fn contradict(event: &Event<'_>, one: usize, other: usize) -> bool {
    let is_open = |claim: &Claim| {
        claim.answer.is_position() && claim.updates.is_none() && claim.corrected_by.is_none()
    };
    let (one, other) = (&event.claims[one], &event.claims[other]);
    one.question == other.question && one.answer != other.answer && is_open(one) && is_open(other)
}

/// The lines of `people.jsonl`: everybody that some article names as a source.
pub(super) fn people(
    world: &World<'_>,
    rooms: &[Newsroom<'_, '_>],
    named: &[Named<'_>],
) -> Vec<Value> {
    let mut docs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for article in named {
        let event = &rooms[article.event].event;
        for origin in article.told.origins() {
            if let Some(person) = event.origins[origin].speaker.person() {
                docs.entry(&person.id).or_default().insert(&article.doc);
            }
        }
    }
    let extras = rooms.iter().flat_map(|room| &room.event.extras);
    let everybody = world.people.iter().chain(extras);
    let line = |person: &super::world::Person| {
        let spellings: BTreeSet<String> = person
            .spellings
            .iter()
            .map(|(first, last)| format!("{first} {last}"))
            .collect();
        let docs = docs.get(person.id.as_str())?;
        Some(json!({
            "person": person.id,
            "country": person.country,
            "title": person.title,
            "role": person.role,
            "spellings": spellings,
            "docs": docs,
        }))
    };
    everybody.filter_map(line).collect()
}
