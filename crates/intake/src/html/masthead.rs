//! What a page says of its article: title, authors, outlet, address, dates.
//!
//! Evidence is believed in the order of `StampEvidence`: schema.org, OpenGraph, other `meta`
//! elements, `<time>`, the words of the page.

use dom_query::Document;
use onrecord_record::{Masthead, Stamp, StampEvidence, ZoneKind};

use super::block::{Block, Role};
use super::meta::{Meta, address, meta};
use super::names::named;
use super::schema::{Schema, schema};
use super::story::Part;
use super::words;
use crate::bound::{AUTHORS, is_field};
use crate::pattern::patterns;
use crate::{byline, date};

/// What the page says outside its story.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    meta: Meta,
    schema: Schema,
    times: Vec<Moment>,
}

/// A `<time>` of the page.
#[derive(Debug)]
struct Moment {
    datetime: String,
    /// It stands after the first `h1`.
    is_below: bool,
    /// Its names say that it is the day of a change.
    is_change: bool,
    /// Its names say that it is the day of publication.
    is_publication: bool,
}

patterns! {
    /// What stands between a title and the outlet.
    BORDER = r"\s+(?:[|–—·•»]|-{1,2}|::)\s+";
    /// What may follow the names of a signature.
    AFTER = r"(?i)(?:\s+on\s+\p{Lu}|\s*\(?\d|\s+(?:published|posted|updated|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\s+https?:)";
    /// What a line that names somebody is: capitals and the small words of names.
    NAMES = r"^(?:(?i:by)\s+)?\p{Lu}[\p{L}.'’-]+(?:,?\s(?:(?:and|&|van|von|de|der|den|del|di|da|la|le|bin|al|el)\s)*\p{Lu}[\p{L}.'’-]*){1,6}$";
    /// A line that tells when a story was published.
    PUBLISHED = r"(?i)\b(?:first )?(?:published|posted|issued|created|date)\b";
    /// A line that tells when a story was changed.
    CHANGED = r"(?i)\b(?:last )?(?:updated|modified|revised|changed)\b";
}

/// Names of `meta` elements, by what they tell. OpenGraph's own come first.
const TITLE: [&str; 8] = [
    "og:title",
    "twitter:title",
    "parsely-title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "citation_title",
    "headline",
];
const OUTLET: [&str; 7] = [
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "citation_journal_title",
    "parsely-site",
    "cre",
];
const AUTHOR: [&str; 10] = [
    "author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "article:author_name",
    "dcsext.author",
    "byline",
];
const PUBLISHED_NAMES: [&str; 20] = [
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.available",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article.published",
    "originalpublicationdate",
    "pdate",
    "cxenseparse:recs:publishtime",
];
const MODIFIED_NAMES: [&str; 8] = [
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "article.updated",
    "revision_date",
    "utime",
];

/// What the page says outside its story; read before anything is taken off it.
pub(super) fn evidence(document: &Document) -> Evidence {
    Evidence {
        meta: meta(document),
        schema: schema(document),
        times: times(document),
    }
}

fn times(document: &Document) -> Vec<Moment> {
    let mut is_below = false;
    let mut found = Vec::new();
    for node in document.select("h1, time[datetime]").nodes() {
        if node.has_name("h1") {
            is_below = true;
            continue;
        }
        let names = named(node);
        found.push(Moment {
            datetime: node.attr_or("datetime", "").to_string(),
            is_below,
            is_change: names.contains("modified") || names.contains("updated"),
            is_publication: names.contains("publish") || node.has_attr("pubdate"),
        });
    }
    found
}

impl Evidence {
    /// The title, without the outlet's name at its end.
    pub(super) fn title(&self) -> Option<String> {
        let outlet = self.outlet();
        let given = self
            .schema
            .title
            .as_deref()
            .or_else(|| self.meta.first(&TITLE))
            .or(self.meta.title.as_deref())?;
        Some(without(given, outlet.as_deref()))
    }

    /// Every title the page gives, whole and in its parts.
    pub(super) fn titles(&self) -> Vec<String> {
        let given = [
            self.schema.title.as_deref(),
            self.meta.first(&TITLE),
            self.meta.title.as_deref(),
        ];
        let mut titles = Vec::new();
        for title in given.into_iter().flatten() {
            titles.push(title.to_owned());
            let parts = BORDER.split(title).filter(|part| words::count(part) > 2);
            titles.extend(parts.map(str::to_owned));
        }
        titles
    }

    /// The page's own summary.
    pub(super) fn description(&self) -> Option<String> {
        let names = [
            "og:description",
            "description",
            "twitter:description",
            "dc.description",
        ];
        self.schema
            .description
            .clone()
            .or_else(|| self.meta.first(&names).map(str::to_owned))
    }

    fn outlet(&self) -> Option<String> {
        let given = self
            .schema
            .outlet
            .clone()
            .or_else(|| self.meta.first(&OUTLET).map(str::to_owned));
        let name = given.and_then(|given| Some(BORDER.split(&given).next()?.trim().to_owned()));
        name.filter(|name| !name.is_empty() && address(name).is_none() && words::count(name) < 10)
    }

    /// Who signs, as the page says outside its words.
    pub(super) fn authors(&self) -> Vec<String> {
        let mut authors = Vec::new();
        let og = self
            .meta
            .all("article:author")
            .chain(self.meta.all("og:article:author"));
        let meta = AUTHOR.iter().filter_map(|name| {
            let mut all = self.meta.all(name).peekable();
            all.peek()
                .is_some()
                .then(|| all.map(str::to_owned).collect::<Vec<_>>())
        });
        let given = [self.schema.authors.clone(), og.map(str::to_owned).collect()];
        for names in given.into_iter().chain(meta) {
            if authors.is_empty() {
                sign(&mut authors, &names);
            }
        }
        authors
    }

    fn published(&self) -> Option<Stamp> {
        let schema = self.schema.published.as_deref();
        let og = self.meta.first(&[
            "article:published_time",
            "og:published_time",
            "og:article:published_time",
        ]);
        stamp(schema, StampEvidence::JsonLd)
            .or_else(|| stamp(og, StampEvidence::OpenGraph))
            .or_else(|| self.named(&PUBLISHED_NAMES))
            .or_else(|| {
                let told = self.times.iter().filter(|time| !time.is_change);
                let best = told
                    .max_by_key(|time| (time.is_publication, time.is_below))
                    .map(|best| (best.is_publication, best.is_below))?;
                self.times
                    .iter()
                    .filter(|time| !time.is_change && (time.is_publication, time.is_below) == best)
                    .find_map(|time| stamp(Some(&time.datetime), StampEvidence::TimeElement))
            })
    }

    fn modified(&self) -> Option<Stamp> {
        let schema = self.schema.modified.as_deref();
        let og = self.meta.first(&[
            "article:modified_time",
            "og:updated_time",
            "og:article:modified_time",
        ]);
        stamp(schema, StampEvidence::JsonLd)
            .or_else(|| stamp(og, StampEvidence::OpenGraph))
            .or_else(|| self.named(&MODIFIED_NAMES))
            .or_else(|| {
                let mut changes = self.times.iter().filter(|time| time.is_change);
                changes.find_map(|time| stamp(Some(&time.datetime), StampEvidence::TimeElement))
            })
    }

    fn named(&self, names: &[&str]) -> Option<Stamp> {
        names.iter().find_map(|name| {
            self.meta
                .all(name)
                .find_map(|words| stamp(Some(words), StampEvidence::Meta))
        })
    }
}

fn stamp(words: Option<&str>, evidence: StampEvidence) -> Option<Stamp> {
    words.and_then(|words| date::stamp(words, evidence))
}

/// Adds the names in `words`, each once; addresses and handles are no names.
fn sign(authors: &mut Vec<String>, words: &[String]) {
    for words in words {
        if authors.len() >= AUTHORS {
            return;
        }
        let is_name = address(words).is_none()
            && !words.contains("://")
            && !words.starts_with(['@', '/'])
            && words::count(words) < 30;
        let names = if is_name {
            byline::authors(without_day(words))
        } else {
            Vec::new()
        };
        for name in names
            .into_iter()
            .filter(|name| !name.contains(|c: char| c.is_ascii_digit()))
        {
            let is_known = authors
                .iter()
                .any(|known| known.eq_ignore_ascii_case(&name));
            if !is_known && name.chars().any(char::is_alphabetic) {
                authors.push(name);
            }
        }
    }
}

/// A signature without what follows the names: *on June 29*, *22 Dec 2031*.
pub(super) fn without_day(words: &str) -> &str {
    let end = AFTER.find(words).map_or(words.len(), |after| after.start());
    words.get(..end).unwrap_or_default()
}

/// `title` without the outlet's name at its end or start.
fn without(title: &str, outlet: Option<&str>) -> String {
    let outlet = outlet.map(words::fold).unwrap_or_default();
    let is_outlet = |part: &str| {
        let part = words::fold(part);
        let bare = |name: &str| name.strip_prefix("the ").unwrap_or(name).to_owned();
        !part.is_empty() && bare(&part) == bare(&outlet)
    };
    let borders: Vec<_> = BORDER.find_iter(title).collect();
    for border in &borders {
        if is_outlet(title.get(border.end()..).unwrap_or_default()) {
            return title
                .get(..border.start())
                .unwrap_or_default()
                .trim()
                .to_owned();
        }
    }
    if let Some(border) = borders.first()
        && is_outlet(title.get(..border.start()).unwrap_or_default())
    {
        return title
            .get(border.end()..)
            .unwrap_or_default()
            .trim()
            .to_owned();
    }
    title.trim().to_owned()
}

/// The masthead, with what only the words of the page tell.
pub(super) fn masthead(evidence: Evidence, blocks: &[Block], parts: &[Part]) -> Masthead {
    let headline = parts
        .iter()
        .find(|part| part.kind == Some(ZoneKind::Headline));
    let shown = headline
        .map(|part| part.words.clone())
        .filter(|words| is_field(words));
    let near = near(blocks, parts);
    let mut authors = evidence.authors();
    if authors.is_empty() {
        sign(&mut authors, &bylines(near));
    }
    let told = |pattern: &regex::Regex, is_bare: bool| {
        near.iter().find_map(|block| {
            let words = &block.words;
            let is_line = block.count < 20
                && (pattern.is_match(words)
                    || (is_bare && date::is_date_line(words) && !CHANGED.is_match(words)));
            stamp(
                Some(words).filter(|_| is_line).map(String::as_str),
                StampEvidence::Text,
            )
        })
    };
    let title = evidence.title();
    let (title, outlet) = agree(title, shown, &evidence);
    Masthead {
        title,
        outlet,
        authors,
        url: evidence
            .meta
            .canonical
            .clone()
            .or_else(|| evidence.schema.url.clone())
            .or_else(|| evidence.meta.first(&["og:url"]).and_then(address)),
        published: evidence.published().or_else(|| told(&PUBLISHED, true)),
        modified: evidence.modified().or_else(|| told(&CHANGED, false)),
        dateline: None,
    }
}

/// A title that is the headline shown and something more is cut to the headline; what is more is
/// the outlet, where nothing else tells it.
fn agree(
    title: Option<String>,
    shown: Option<String>,
    evidence: &Evidence,
) -> (Option<String>, Option<String>) {
    let outlet = evidence.outlet();
    let (Some(title), Some(shown)) = (title.clone(), shown.clone()) else {
        return (title.or(shown), outlet);
    };
    if words::alike(&title, &shown) < 50 {
        return (Some(shown), outlet);
    }
    let head = title.strip_prefix(&shown).unwrap_or_default();
    let is_more = BORDER.find(head).is_some_and(|border| border.start() == 0);
    let whole = evidence.meta.title.as_deref().unwrap_or_default();
    let tail = whole.strip_prefix(&shown).and_then(|tail| {
        let border = BORDER.find(tail).filter(|border| border.start() == 0)?;
        tail.get(border.end()..)
    });
    let tail = tail
        .and_then(|tail| BORDER.split(tail).last())
        .filter(|tail| words::count(tail) < 6);
    let outlet = outlet.or_else(|| tail.map(|tail| tail.trim().to_owned()));
    (Some(if is_more { shown } else { title }), outlet)
}

/// The blocks between the headline and the story, and a few around.
fn near<'a>(blocks: &'a [Block], parts: &[Part]) -> &'a [Block] {
    let first = parts
        .iter()
        .find(|part| part.kind == Some(ZoneKind::Body))
        .map_or(0, |part| part.at);
    let top = parts
        .iter()
        .find(|part| part.kind == Some(ZoneKind::Headline))
        .map_or(first, |part| part.at.min(first))
        .saturating_sub(4);
    blocks
        .get(top..(first + 3).min(blocks.len()))
        .unwrap_or_default()
}

/// Lines that sign.
fn bylines(near: &[Block]) -> Vec<String> {
    let signed = near
        .iter()
        .find(|block| block.count < 40 && byline::is_byline(without_day(&block.words)));
    let named = || {
        near.iter()
            .find(|block| block.role == Role::Byline && NAMES.is_match(without_day(&block.words)))
    };
    signed
        .or_else(named)
        .map(|block| block.words.clone())
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_the_outlet() {
        let cases = [
            ("Bridge shut - The Velin Courier", "Bridge shut"),
            ("Bridge shut | Velin Courier", "Bridge shut"),
            ("Velin Courier: Bridge shut", "Velin Courier: Bridge shut"),
            ("Velin Courier | Bridge shut", "Bridge shut"),
            ("Bridge shut - again - Velin Courier", "Bridge shut - again"),
            ("Bridge shut - again", "Bridge shut - again"),
        ];
        for (title, expected) in cases {
            assert_eq!(without(title, Some("The Velin Courier")), expected);
        }
    }
}
