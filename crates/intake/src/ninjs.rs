//! ninjs, the news items of IPTC in JSON: versions 1 to 3.
//!
//! Version 3 writes `versionCreated` where 1 and 2 write `versioncreated`, and 1 has `body_html`
//! where the others have a list `bodies`; names are compared without their case.

use std::collections::HashMap;

use onrecord_record::{Masthead, Stamp, StampEvidence};
use serde_json::{Map, Value};

use crate::format::{Format, format};
use crate::item::{Item, Story, field, label};
use crate::language::tagged;
use crate::newsml::withdrawn;
use crate::{byline, date, html};

/// The fields of a news item, by their names in small letters.
struct Fields<'a>(HashMap<String, &'a Value>);

/// Is `record` a news item: does it say so, or have an identifier and what only ninjs has?
pub(crate) fn is_ninjs(record: &Map<String, Value>) -> bool {
    let fields = Fields::of(record);
    let standard = fields
        .get("standard")
        .and_then(|standard| standard.get("name"));
    if standard
        .and_then(Value::as_str)
        .is_some_and(|name| name.eq_ignore_ascii_case("ninjs"))
    {
        return true;
    }
    let is_record = ["text", "html", "body", "articlebody"]
        .iter()
        .any(|field| fields.get(field).is_some());
    let is_list = |field| fields.get(field).is_some_and(Value::is_array);
    let has_body = fields.0.keys().any(|field| field.starts_with("body_"));
    let has_moment = fields.get("versioncreated").is_some() || fields.get("pubstatus").is_some();
    fields.words("uri").is_some()
        && !is_record
        && (is_list("bodies") || is_list("headlines") || has_body || has_moment)
}

/// The news item that `record` is.
pub(crate) fn item(record: &Map<String, Value>) -> Item {
    let fields = Fields::of(record);
    let first = fields
        .stamp("firstcreated")
        .or_else(|| fields.stamp("contentcreated"));
    let version = fields.stamp("versioncreated");
    let by = fields.line("by").or_else(|| fields.line("byline"));
    let uri = fields.words("uri");
    Item {
        doc: uri
            .and_then(label)
            .map(|uri| match fields.number("version") {
                Some(version) => format!("{uri}#{version}"),
                None => uri,
            }),
        masthead: Masthead {
            title: fields.title(),
            authors: by.map(|words| byline::authors(&words)).unwrap_or_default(),
            outlet: fields.outlet(),
            url: uri.and_then(html::address),
            published: first.or(version),
            modified: version.filter(|_| first.is_some() && first != version),
            dateline: None,
        },
        dateline: fields.line("located"),
        language: fields.words("language").and_then(tagged),
        story: fields.story(),
    }
}

impl<'a> Fields<'a> {
    fn of(record: &'a Map<String, Value>) -> Fields<'a> {
        let fields = record.iter();
        Fields(
            fields
                .map(|(name, value)| (name.to_ascii_lowercase(), value))
                .collect(),
        )
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.get(name).copied().filter(|value| !value.is_null())
    }

    fn words(&self, name: &str) -> Option<&'a str> {
        self.get(name).and_then(Value::as_str)
    }

    fn line(&self, name: &str) -> Option<String> {
        field(self.words(name)?)
    }

    fn number(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::Number(number) => Some(number.to_string()),
            value => label(value.as_str()?),
        }
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        date::stamp(self.words(name)?, StampEvidence::Field)
    }

    /// The entries of the list `name`, those of the role `main` first.
    fn entries(&self, name: &str) -> Vec<Fields<'a>> {
        let list = self.get(name).and_then(Value::as_array);
        let entries = list.into_iter().flatten().filter_map(Value::as_object);
        let mut entries: Vec<Fields<'a>> = entries.map(Fields::of).collect();
        entries.sort_by_key(|entry| entry.words("role") != Some("main"));
        entries
    }

    fn title(&self) -> Option<String> {
        let headlines = self.entries("headlines");
        headlines
            .iter()
            .find_map(|entry| entry.line("value"))
            .or_else(|| self.line("headline"))
            .or_else(|| self.line("title"))
    }

    /// Who answers for the item: the holder of its rights, else its first source.
    fn outlet(&self) -> Option<String> {
        let sources = self.entries("infosources");
        self.line("copyrightholder")
            .or_else(|| sources.iter().find_map(|source| source.line("name")))
    }

    fn story(&self) -> Story {
        if let Some(status) = self.words("pubstatus").and_then(withdrawn) {
            return Story::Withdrawn(status);
        }
        let bodies = self.entries("bodies").into_iter().filter_map(|body| {
            let kind = [body.words("contenttype"), body.words("role")];
            Some((
                kind.into_iter().flatten().collect::<String>(),
                body.words("value")?,
            ))
        });
        let single = ["body_html", "body_xhtml", "body_text"]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), self.words(name)?)));
        let all: Vec<(String, &str)> = bodies
            .chain(single)
            .filter(|(kind, words)| !words.trim().is_empty() && is_text(kind))
            .collect();
        // Paragraphs are told surely by HTML alone.
        let is_page = |(kind, words): &&(String, &str)| {
            kind.to_ascii_lowercase().contains("html") || format(words) == Format::Html
        };
        match (all.iter().find(is_page), all.first()) {
            (Some((_, page)), _) => Story::Page((*page).to_owned()),
            (None, Some((_, text))) => Story::Text((*text).to_owned()),
            (None, None) => Story::Missing("the news item has no body of text or HTML"),
        }
    }
}

/// Is this a body that can be read, and no NITF or other markup in a string?
fn is_text(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    !kind.contains("xml") || kind.contains("html")
}
