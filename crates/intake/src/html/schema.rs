//! What the schema.org blocks of a page say of its article.

use std::collections::HashMap;

use dom_query::Document;
use serde_json::{Map, Value};

use super::meta::address;
use super::words;
use crate::bound::{AUTHORS, is_field};
use crate::pattern::patterns;

/// What schema.org says of the article.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// `headline`, or `name`.
    pub(super) title: Option<String>,
    /// The names of `author` and `creator`.
    pub(super) authors: Vec<String>,
    /// The name of `publisher`.
    pub(super) outlet: Option<String>,
    /// `url` or `mainEntityOfPage`.
    pub(super) url: Option<String>,
    /// `datePublished`.
    pub(super) published: Option<String>,
    /// `dateModified`.
    pub(super) modified: Option<String>,
    /// `description`.
    pub(super) description: Option<String>,
}

/// The most objects that are looked at.
const MOST: usize = 5000;

patterns! {
    /// A comma before the end of a list, which JSON does not know.
    TRAILING = r",\s*(?P<end>[}\]])";
    /// What some pages put around JSON.
    WRAPPING = r"(?s)^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)?(?P<inside>.*?)(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)?[;\s]*$";
}

/// What the schema.org blocks of `document` say.
pub(super) fn schema(document: &Document) -> Schema {
    let blocks: Vec<Value> = document
        .select("script[type=\"application/ld+json\"]")
        .nodes()
        .iter()
        .filter_map(|node| value(&node.text()))
        .collect();
    let objects = objects(&blocks);
    let named = named(&objects);
    let rank = |object: &&&Map<String, Value>| rank(object);
    let best = objects
        .iter()
        .filter(|object| rank(object) > 0)
        .rev()
        .max_by_key(rank);
    best.map(|article| read(article, &named))
        .unwrap_or_default()
}

/// An article of a schema.org document, and the words it is said to have.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// `headline`, or `name`.
    pub(crate) title: Option<String>,
    /// The names of `author` and `creator`.
    pub(crate) authors: Vec<String>,
    /// The name of `publisher`.
    pub(crate) outlet: Option<String>,
    /// `url` or `mainEntityOfPage`.
    pub(crate) url: Option<String>,
    /// `datePublished`.
    pub(crate) published: Option<String>,
    /// `dateModified`.
    pub(crate) modified: Option<String>,
    /// `doc`, `id` or `identifier`, where it is a word.
    pub(crate) doc: Option<String>,
    /// `inLanguage`.
    pub(crate) language: Option<String>,
    /// `articleBody`, or `text`.
    pub(crate) body: Option<String>,
    /// The article itself, written out.
    pub(crate) source: String,
}

/// The articles of the schema.org document `value`, in its order.
pub(crate) fn articles(value: &Value) -> Vec<Said> {
    let values = std::slice::from_ref(value);
    let objects = objects(values);
    let named = named(&objects);
    let articles = objects.iter().filter(|object| rank(object) > 1);
    articles.map(|article| said(article, &named)).collect()
}

fn said(article: &Map<String, Value>, named: &HashMap<&str, &Map<String, Value>>) -> Said {
    let words = |key: &str| {
        let value = article.get(key).and_then(first);
        value
            .filter(|words| !words.trim().is_empty())
            .map(str::to_owned)
    };
    let read = read(article, named);
    Said {
        title: read.title,
        authors: read.authors,
        outlet: read.outlet,
        url: read.url,
        published: read.published,
        modified: read.modified,
        doc: ["doc", "id", "identifier"].into_iter().find_map(words),
        language: words("inLanguage"),
        body: words("articleBody").or_else(|| words("text")),
        source: Value::Object(article.clone()).to_string(),
    }
}

/// The objects that others may refer to, by what they are called.
fn named<'a>(objects: &[&'a Map<String, Value>]) -> HashMap<&'a str, &'a Map<String, Value>> {
    objects
        .iter()
        .rev()
        .filter(|object| object.len() > 1)
        .filter_map(|object| Some((object.get("@id")?.as_str()?, *object)))
        .collect()
}

/// JSON, mended where pages commonly break it.
fn value(json: &str) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(json) {
        return Some(value);
    }
    let inside = WRAPPING.captures(json)?.name("inside")?.as_str();
    let clean: String = inside
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let clean = TRAILING.replace_all(&clean, "$end");
    serde_json::from_str(&clean).ok()
}

/// Every object of the blocks, outer ones first.
fn objects(blocks: &[Value]) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut next: Vec<&Value> = blocks.iter().collect();
    while !next.is_empty() && found.len() < MOST {
        let mut inner = Vec::new();
        for value in next {
            match value {
                Value::Array(values) => inner.extend(values),
                Value::Object(object) => {
                    found.push(object);
                    let within = [
                        "@graph",
                        "mainEntity",
                        "mainEntityOfPage",
                        "author",
                        "publisher",
                        "itemReviewed",
                        "liveBlogUpdate",
                    ];
                    inner.extend(within.iter().filter_map(|key| object.get(*key)));
                }
                _ => {}
            }
        }
        next = inner;
    }
    found
}

/// How surely the object is the article: 0 if it is something else.
fn rank(object: &Map<String, Value>) -> u8 {
    let kinds = match object.get("@type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return 0,
    };
    let rank = |kind: &str| match kind.rsplit(['/', ':']).next().unwrap_or(kind) {
        kind if kind.ends_with("NewsArticle") => 4,
        "Article" | "LiveBlogPosting" | "Report" => 3,
        kind if kind.ends_with("Article") || kind.ends_with("Posting") => 2,
        "WebPage" if object.contains_key("headline") || object.contains_key("datePublished") => 1,
        _ => 0,
    };
    let named = u8::from(object.contains_key("headline"));
    match kinds.into_iter().map(rank).max().unwrap_or_default() {
        0 => 0,
        rank => rank * 2 + named,
    }
}

fn read(article: &Map<String, Value>, named: &HashMap<&str, &Map<String, Value>>) -> Schema {
    let text = |key: &str| {
        article
            .get(key)
            .and_then(first)
            .filter(|words| is_field(words))
            .map(|words| words::line(&html(words)))
            .filter(|words| !words.is_empty())
    };
    let mut authors = Vec::new();
    for key in ["author", "creator"] {
        if authors.is_empty() {
            names(article.get(key), named, &mut authors);
        }
    }
    let mut outlets = Vec::new();
    for key in ["publisher", "sourceOrganization", "isPartOf"] {
        if outlets.is_empty() {
            names(article.get(key), named, &mut outlets);
        }
    }
    let page = |value: &Value| match value {
        Value::Object(page) => page
            .get("@id")
            .or(page.get("url"))
            .and_then(Value::as_str)
            .and_then(address),
        value => first(value).and_then(address),
    };
    Schema {
        title: text("headline").or_else(|| text("name")),
        authors,
        outlet: outlets.into_iter().next(),
        url: article
            .get("url")
            .and_then(page)
            .or_else(|| article.get("mainEntityOfPage").and_then(page)),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        description: text("description"),
    }
}

/// A string, or the first of a list of them.
fn first(value: &Value) -> Option<&str> {
    match value {
        Value::Array(values) => values.first().and_then(Value::as_str),
        value => value.as_str(),
    }
}

/// The names that `value` gives: a string, an object with a name or a reference, or a list of these.
fn names(
    value: Option<&Value>,
    named: &HashMap<&str, &Map<String, Value>>,
    found: &mut Vec<String>,
) {
    let values = match value {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
        None => return,
    };
    for value in values {
        match value {
            Value::Object(object) => {
                let reference = object
                    .get("@id")
                    .and_then(Value::as_str)
                    .and_then(|id| named.get(id));
                let name = object
                    .get("name")
                    .or_else(|| reference.and_then(|object| object.get("name")));
                match name {
                    Some(Value::Array(names)) => add(names, found),
                    name => add(name, found),
                }
            }
            value => add([value], found),
        }
    }
}

/// Adds the names among `values`, as many as are kept.
fn add<'a>(values: impl IntoIterator<Item = &'a Value>, found: &mut Vec<String>) {
    let words = values.into_iter().filter_map(Value::as_str);
    let names = words
        .filter(|words| is_field(words))
        .map(|words| words::line(&html(words)))
        .filter(|name| !name.is_empty() && address(name).is_none());
    let room = AUTHORS.saturating_sub(found.len());
    found.extend(names.take(room));
}

/// Words that were written for a page: entities and tags in JSON strings.
fn html(words: &str) -> String {
    if !words.contains(['&', '<']) {
        return words.to_owned();
    }
    Document::fragment(words).text().to_string()
}
