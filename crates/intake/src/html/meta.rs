//! The `meta` and `link` elements of a page.

use dom_query::Document;

use super::words;
use crate::bound::is_field;

/// What a page's head says, in order.
#[derive(Debug, Default)]
pub(super) struct Meta {
    entries: Vec<(String, String)>,
    /// The address the page says is its own.
    pub(super) canonical: Option<String>,
    /// The words of its `title`.
    pub(super) title: Option<String>,
}

/// What the head of `document` says.
pub(super) fn meta(document: &Document) -> Meta {
    let mut meta = Meta::default();
    for node in document.select("meta[content]").nodes() {
        let content = words::line(&node.attr_or("content", ""));
        if content.is_empty() || !is_field(&content) {
            continue;
        }
        for name in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(name) {
                meta.entries
                    .push((name.trim().to_lowercase(), content.clone()));
            }
        }
    }
    meta.canonical = document
        .select("link[rel=\"canonical\"][href]")
        .nodes()
        .iter()
        .find_map(|node| address(&node.attr("href")?));
    meta.title = document
        .select("head title")
        .nodes()
        .first()
        .map(|node| words::line(&node.text()))
        .filter(|title| !title.is_empty() && is_field(title));
    meta
}

impl Meta {
    /// The first content of the first of `names` that has one.
    pub(super) fn first<'a>(&'a self, names: &[&'a str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// Every content of `name`.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let entries = self.entries.iter();
        entries
            .filter(move |(known, _)| known == name)
            .map(|(_, content)| content.as_str())
    }
}

/// A whole address of the web, as it stands.
pub(crate) fn address(words: &str) -> Option<String> {
    let words = words.trim();
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        words
            .get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    });
    let is_whole = is_web
        && words.len() > 10
        && is_field(words)
        && !words.contains(|c: char| c.is_whitespace() || c.is_control());
    is_whole.then(|| words.to_owned())
}
