//! Entities of FollowTheMoney, a line each: `--format ftm`.
//!
//! *FollowTheMoney*, the data model of OpenAleph and OpenSanctions. An article is an `Article`, a
//! name in it a `Mention`, a source with a name a `Person`, `PublicBody` or `Organization`, a
//! finding a `Note`, and an event that somebody asserts an `Event`.

use std::io::{self, Write};

use onrecord_record::{NameKind, Source, SourceId, SourceKind};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::finding::{Finding, findings, names, words};
use super::identity::{self, address};
use super::{Export, Kept, Out, moment};
use crate::wire::asserted::{Asserted, Asserter, asserted, days, hull};
use crate::wire::{self, Ruler, doc, term};

/// `--format ftm`.
pub(crate) struct Entities(pub(crate) Out);

impl Export for Entities {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        let found = &kept.reading.findings;
        let mut line = |entity: Value| wire::line(&mut self.0, &entity);
        line(article(kept))?;
        for (id, source) in (0u32..).map(SourceId).zip(&found.sources) {
            if let Some(schema) = schema(source.kind) {
                line(entity(kept, id, source, schema))?;
            }
        }
        for (number, name) in found.names.iter().enumerate() {
            if let Some(schema) = detected(name.kind) {
                line(mention(kept, number, schema))?;
            }
        }
        for finding in findings(kept) {
            line(note(kept, &finding))?;
        }
        let events = asserted(found).filter(|one| kept.chosen.event(one.number));
        let ruler = Ruler::new(&kept.reading.article);
        events
            .map(|one| event(kept, &ruler, one))
            .try_for_each(line)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

/// An entity with those of `properties` that are told, each a list.
fn written(id: Uuid, schema: &str, properties: &[(&str, Option<String>)]) -> Value {
    let mut all: Map<String, Value> = Map::new();
    for (name, value) in properties {
        let value = value.as_ref().filter(|value| !value.trim().is_empty());
        if let (Some(value), Some(list)) = (
            value,
            all.entry(*name).or_insert_with(|| json!([])).as_array_mut(),
        ) {
            list.push(json!(value));
        }
    }
    all.retain(|_, values| values != &json!([]));
    json!({ "id": of(id), "schema": schema, "properties": all })
}

fn of(id: Uuid) -> String {
    format!("onrecord-{id}")
}

fn article_id(kept: &Kept<'_>) -> String {
    of(identity::article(kept.reading.article.id))
}

fn article(kept: &Kept<'_>) -> Value {
    let (article, note) = (&kept.reading.article, kept.note);
    let masthead = &article.masthead;
    let day = |stamp: &onrecord_record::Stamp| stamp.date.to_string();
    let authors = masthead
        .authors
        .iter()
        .map(|name| ("author", Some(name.clone())));
    let mut properties = vec![
        ("fileName", Some(doc(article))),
        ("name", masthead.title.clone()),
        ("title", masthead.title.clone()),
        ("publisher", masthead.outlet.clone()),
        ("sourceUrl", address(article)),
        ("publishedAt", masthead.published.as_ref().map(day)),
        ("modifiedAt", masthead.modified.as_ref().map(day)),
        ("language", language(article.language.code())),
        ("mimeType", Some("text/plain".to_owned())),
        ("processingAgent", Some(note.build.to_owned())),
        ("processedAt", Some(seconds(note.learned))),
        ("bodyText", Some(article.text.clone())),
    ];
    properties.extend(authors);
    written(identity::article(article.id), "Article", &properties)
}

fn language(code: &str) -> Option<String> {
    (code != "und").then(|| code.to_owned())
}

/// The model's dates go to the second.
fn seconds(at: jiff::Timestamp) -> String {
    moment(at)
        .chars()
        .take("2031-03-12T08:00:00".len())
        .collect()
}

/// What a source with a name is; none for what is no one in particular.
fn schema(kind: SourceKind) -> Option<&'static str> {
    match kind {
        SourceKind::Person => Some("Person"),
        SourceKind::Office => Some("PublicBody"),
        SourceKind::Organisation | SourceKind::Outlet => Some("Organization"),
        SourceKind::Document
        | SourceKind::Unnamed
        | SourceKind::Public
        | SourceKind::Unresolved => None,
    }
}

fn entity(kept: &Kept<'_>, id: SourceId, source: &Source, schema: &str) -> Value {
    let article = &kept.reading.article;
    let id = identity::source(article.id, kept.note.build, id);
    let name = article.quote(source.name).to_owned();
    let properties = [("name", Some(name)), ("proof", Some(article_id(kept)))];
    written(id, schema, &properties)
}

fn detected(kind: NameKind) -> Option<&'static str> {
    match kind {
        NameKind::Person => Some("Person"),
        NameKind::Organisation => Some("Organization"),
        NameKind::Place | NameKind::Other => None,
    }
}

fn mention(kept: &Kept<'_>, number: usize, schema: &str) -> Value {
    let (article, found) = (&kept.reading.article, &kept.reading.findings);
    let words = found.names.get(number).map(|name| article.quote(name.span));
    let mut sources = (0u32..).map(SourceId).zip(&found.sources);
    let same = sources.find(|(_, source)| {
        self::schema(source.kind).is_some() && Some(article.quote(source.name)) == words
    });
    let resolved = same.map(|(id, _)| of(identity::source(article.id, kept.note.build, id)));
    let name = number.to_string();
    let id = identity::id(&["mention", &article.id.to_string(), kept.note.build, &name]);
    let properties = [
        ("document", Some(article_id(kept))),
        ("name", words.map(str::to_owned)),
        ("detectedSchema", Some(schema.to_owned())),
        ("resolved", resolved),
    ];
    written(id, "Mention", &properties)
}

fn note(kept: &Kept<'_>, finding: &Finding<'_>) -> Value {
    let (article, found) = (&kept.reading.article, &kept.reading.findings);
    let build = kept.note.build;
    let speaker = finding.source(found);
    let is_entity = speaker.is_some_and(|source| schema(source.kind).is_some());
    let speaker = finding.speaker().filter(|_| is_entity);
    let chain = names(article, found, finding.chain);
    let who = match chain.is_empty() {
        true => "the article itself".to_owned(),
        false => chain.join(" > "),
    };
    let reading = finding.reading();
    let quoted = words(article, finding.parts);
    let properties = [
        ("name", Some(reading.clone())),
        (
            "description",
            Some(format!("“{quoted}” — {who} ({reading})")),
        ),
        ("summary", Some(quoted)),
        ("entity", Some(article_id(kept))),
        (
            "entity",
            speaker.map(|id| of(identity::source(article.id, build, id))),
        ),
        ("proof", Some(article_id(kept))),
        ("publisher", article.masthead.outlet.clone()),
        ("sourceUrl", address(article)),
        ("keywords", Some(term::finding(finding.kind).to_owned())),
        ("keywords", finding.act.map(|act| term::act(act).to_owned())),
        ("keywords", Some(finding.value.code().to_owned())),
    ];
    written(
        identity::finding(article.id, build, finding),
        "Note",
        &properties,
    )
}

fn event(kept: &Kept<'_>, ruler: &Ruler<'_>, one: Asserted<'_>) -> Value {
    let (article, found) = (&kept.reading.article, &kept.reading.findings);
    let asserter = Asserter::of(kept.reading, one.event);
    let who = match asserter.names.as_str() {
        "" => "the article itself",
        names => names,
    };
    let days = days(found, one.event);
    let number = one.number.to_string();
    let id = identity::id(&["event", &article.id.to_string(), kept.note.build, &number]);
    let properties = [
        ("name", Some(ruler.words(hull(one.event)).to_owned())),
        (
            "summary",
            Some(format!(
                "Asserted by {who}; {} for the article",
                one.event.for_narrator(found)
            )),
        ),
        ("startDate", days.map(|days| days.begin.to_string())),
        ("endDate", days.map(|days| days.end.to_string())),
        (
            "location",
            one.event.place.map(|at| ruler.words(at).to_owned()),
        ),
        ("keywords", Some(one.event.kind.code().to_owned())),
        (
            "keywords",
            one.event.mode.map(|mode| mode.code().to_owned()),
        ),
        ("proof", Some(article_id(kept))),
        ("publisher", article.masthead.outlet.clone()),
        ("sourceUrl", address(article)),
    ];
    written(id, "Event", &properties)
}
