//! Articles as JSON objects: fields of wire records, of feeds and of schema.org.

use onrecord_record::{Article, Masthead, Stamp, StampEvidence};
use serde_json::{Map, Value};

use crate::article::{Given, article};
use crate::bound::{AUTHORS, authors, is_field};
use crate::draft::Draft;
use crate::error::{IntakeError, Place};
use crate::format::{Format, format};
use crate::html::Said;
use crate::item::{Item, Story, field};
use crate::language::tagged;
use crate::{Options, byline, date, html, ninjs, plain};

const DOC: &[&str] = &["doc", "id"];
const URL: &[&str] = &["url", "link", "canonical_url"];
const OUTLET: &[&str] = &["outlet", "publisher", "source"];
const TITLE: &[&str] = &["title", "headline"];
const AUTHOR: &[&str] = &["author", "authors", "byline", "creator"];
const PUBLISHED: &[&str] = &["published", "date", "datePublished", "published_at"];
const MODIFIED: &[&str] = &["modified", "dateModified", "updated", "updated_at"];

/// The articles that the record `value` has, mostly one; `bytes` are the record's own.
pub(crate) fn read(
    value: Value,
    bytes: &[u8],
    place: &Place,
    options: &Options,
) -> Vec<Result<Article, IntakeError>> {
    let one = match &value {
        Value::Object(record) if ninjs::is_ninjs(record) => {
            ninjs::item(record).read(bytes, place, options)
        }
        Value::Object(record) if is_schema(record) => {
            let found = schema(&value, bytes, place, options);
            if !found.is_empty() {
                return found;
            }
            single(value, bytes, place, options)
        }
        _ => single(value, bytes, place, options),
    };
    vec![one]
}

/// Is `record` a document of schema.org, whose articles stand in it with their words?
fn is_schema(record: &Map<String, Value>) -> bool {
    let has_body = || {
        ["articleBody", "text"]
            .iter()
            .any(|key| record.contains_key(*key))
    };
    record.contains_key("@graph") || (record.contains_key("@type") && has_body())
}

/// The articles of a schema.org document.
fn schema(
    value: &Value,
    bytes: &[u8],
    place: &Place,
    options: &Options,
) -> Vec<Result<Article, IntakeError>> {
    let said = html::articles(value);
    let is_alone = said.len() == 1 && value.get("@graph").is_none();
    let numbers = 1..;
    let read = |(number, said): (u32, Said)| {
        let mut place = place.clone();
        let source = said.source.clone();
        if !is_alone {
            place.element = place.element.or(Some(number));
        }
        let bytes = if is_alone { bytes } else { source.as_bytes() };
        item(said).read(bytes, &place, options)
    };
    numbers.zip(said).map(read).collect()
}

fn item(said: Said) -> Item {
    let stamp = |words: Option<String>| date::stamp(&words?, StampEvidence::JsonLd);
    let title = said.title.as_deref().and_then(field);
    Item {
        doc: said.doc.filter(|doc| is_field(doc)),
        masthead: Masthead {
            authors: authors(&said.authors),
            title,
            outlet: said.outlet.as_deref().and_then(field),
            url: said.url,
            published: stamp(said.published),
            modified: stamp(said.modified),
            dateline: None,
        },
        language: said.language.as_deref().and_then(tagged),
        story: match said.body {
            Some(body) if format(&body) == Format::Html => Story::Page(body),
            Some(body) => Story::Text(body),
            None => Story::Missing("its schema.org article has no `articleBody`"),
        },
        ..Item::default()
    }
}

/// The article that the record `value` is.
fn single(
    value: Value,
    bytes: &[u8],
    place: &Place,
    options: &Options,
) -> Result<Article, IntakeError> {
    let Value::Object(mut record) = value else {
        return Err(no_article(place, "it is not an object"));
    };
    let masthead = masthead(&record);
    let doc = first(&record, DOC, label).or_else(|| numbered(place));
    let mut draft = story(&mut record, &masthead, place, options)?;
    draft.masthead = merged(masthead, draft.masthead);
    let given = Given {
        bytes,
        place,
        doc: doc.as_deref(),
    };
    article(draft, given, options)
}

/// What an element of an array is called that does not name itself: `news.json#3`.
fn numbered(place: &Place) -> Option<String> {
    Some(format!("{}#{}", place.path, place.element?))
}

fn no_article(place: &Place, why: &'static str) -> IntakeError {
    IntakeError::NoArticle {
        place: place.clone(),
        why,
    }
}

/// The story, from the first of the fields that hold one. A `body` may be text or a page.
fn story(
    record: &mut Map<String, Value>,
    masthead: &Masthead,
    place: &Place,
    options: &Options,
) -> Result<Draft, IntakeError> {
    const FIELDS: [&str; 4] = ["text", "html", "body", "articleBody"];
    let mut blank = false;
    for field in FIELDS {
        let words = match record.remove(field) {
            None | Some(Value::Null) => continue,
            Some(Value::String(words)) => words,
            Some(_) => return Err(no_article(place, "its text is not a string")),
        };
        if words.trim().is_empty() {
            blank = true;
            continue;
        }
        let is_page = match field {
            "text" => false,
            "html" => true,
            _ => format(&words) == Format::Html,
        };
        let limit = options.max_page_bytes;
        return if is_page && words.len() > limit {
            let place = place.clone();
            Err(IntakeError::TooLong { place, limit })
        } else if is_page {
            html::read(&words, place)
        } else {
            Ok(plain::story(words, masthead.title.as_deref()))
        };
    }
    if blank {
        return Err(IntakeError::Empty(place.clone()));
    }
    Err(no_article(place, "it has no `text`, `html` or `body`"))
}

fn masthead(record: &Map<String, Value>) -> Masthead {
    Masthead {
        title: first(record, TITLE, label),
        authors: first(record, AUTHOR, names).unwrap_or_default(),
        outlet: first(record, OUTLET, name),
        url: first(record, URL, label),
        published: first(record, PUBLISHED, stamp),
        modified: first(record, MODIFIED, stamp),
        dateline: None,
    }
}

/// What the record says, and what only the page in it says.
fn merged(record: Masthead, page: Masthead) -> Masthead {
    Masthead {
        title: record.title.or(page.title),
        authors: if record.authors.is_empty() {
            page.authors
        } else {
            record.authors
        },
        outlet: record.outlet.or(page.outlet),
        url: record.url.or(page.url),
        published: record.published.or(page.published),
        modified: record.modified.or(page.modified),
        dateline: page.dateline,
    }
}

/// The first of `fields` that `read` can make something of.
fn first<T>(
    record: &Map<String, Value>,
    fields: &[&str],
    read: impl Fn(&Value) -> Option<T>,
) -> Option<T> {
    fields
        .iter()
        .find_map(|field| record.get(*field).and_then(&read))
}

/// Words, or a number written out; nothing where there are none or far too many.
fn label(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => {
            let words = words.trim();
            let is_label = !words.is_empty() && is_field(words);
            is_label.then(|| words.to_owned())
        }
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Words, or the `name` of an object.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => object.get("name").and_then(label),
        value => label(value),
    }
}

/// One name or several: a string that lists them, a list, objects with names.
fn names(value: &Value) -> Option<Vec<String>> {
    let found = match value {
        Value::Array(list) => list.iter().filter_map(name).take(AUTHORS).collect(),
        value => byline::authors(&name(value)?),
    };
    Some(found).filter(|found: &Vec<String>| !found.is_empty())
}

fn stamp(value: &Value) -> Option<Stamp> {
    match value {
        Value::String(words) => date::stamp(words, StampEvidence::Field),
        Value::Number(count) => date::since_epoch(count.as_i64()?, StampEvidence::Field),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::ZoneKind;
    use serde_json::json;

    fn record(value: Value) -> Result<Article, IntakeError> {
        let bytes = value.to_string();
        read(
            value,
            bytes.as_bytes(),
            &Place::file("a.json"),
            &Options::default(),
        )
        .remove(0)
    }

    #[test]
    fn fields_under_all_their_names() {
        let text = "Bridge shut\n\nVELIN — It is, said Holt.\nNobody knows why.";
        let read = record(json!({
            "id": 17, "headline": "Bridge shut", "publisher": {"name": "Courier"},
            "author": [{"name": "Ada Holt"}, "Jo Doe"], "link": "https://example.org/17",
            "datePublished": "2031-03-12T10:00:00+02:00", "dateModified": 1_930_000_000,
            "text": text,
        }))
        .unwrap();
        assert_eq!(read.text, text, "to the character");
        assert_eq!(read.origin.doc.as_deref(), Some("17"));
        assert_eq!(read.masthead.title.as_deref(), Some("Bridge shut"));
        assert_eq!(read.masthead.outlet.as_deref(), Some("Courier"));
        assert_eq!(read.masthead.authors, ["Ada Holt", "Jo Doe"]);
        assert_eq!(read.masthead.url.as_deref(), Some("https://example.org/17"));
        assert_eq!(
            read.masthead.published.map(|stamp| stamp.evidence),
            Some(StampEvidence::Field)
        );
        assert_eq!(
            read.masthead
                .modified
                .map(|stamp| stamp.date.to_string())
                .as_deref(),
            Some("2031-02-27")
        );
        let kinds: Vec<_> = read.zones.iter().map(|zone| zone.kind).collect();
        assert_eq!(kinds, [ZoneKind::Headline, ZoneKind::Body, ZoneKind::Body]);
    }

    #[test]
    fn a_byline_field_lists_names() {
        let read =
            record(json!({"byline": "By Ada Holt and Jo Doe", "text": "It is shut."})).unwrap();
        assert_eq!(read.masthead.authors, ["Ada Holt", "Jo Doe"]);
        let read =
            record(json!({"author": null, "byline": "Courier Newsroom", "text": "It is shut."}))
                .unwrap();
        assert_eq!(read.masthead.authors, ["Courier Newsroom"]);
    }

    #[test]
    fn what_is_no_article_is_told() {
        let told = |value| record(value).unwrap_err().to_string();
        assert_eq!(
            told(json!(42)),
            "a.json is JSON but no article: it is not an object"
        );
        assert_eq!(
            told(json!({"title": "x"})),
            "a.json is JSON but no article: it has no `text`, `html` or `body`"
        );
        assert_eq!(
            told(json!({"text": ["x"]})),
            "a.json is JSON but no article: its text is not a string"
        );
        assert_eq!(told(json!({"text": " "})), "a.json is empty");
        assert_eq!(
            told(json!({"text": "a\u{0}b"})),
            "a.json is not text: it looks like binary data"
        );
    }

    #[test]
    fn a_body_of_text_is_text() {
        let read = record(json!({"articleBody": "The bridge is shut."})).unwrap();
        assert_eq!(read.quote(read.zones[0].span), "The bridge is shut.");
    }
}
