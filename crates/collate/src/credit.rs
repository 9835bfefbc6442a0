//! Whom an article names as having reported its news: datelines, credit lines, *Agency reported*.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{Article, NameKind, Reading, SourceKind, Span, ZoneKind};

use crate::masthead::Own;
use crate::word::{self, Word};

/// An outlet, by the words of its name in lower case, without *the*.
pub(crate) type OutletName = Vec<String>;

/// That an article says whose report it passes on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Credit {
    /// The outlet it names, as the coverage names it most fully, in lower case.
    pub outlet: String,
    /// The words that name it.
    pub span: Span,
    /// How it is named.
    pub kind: CreditKind,
}

/// What stands for media that an article does not name.
pub(crate) const UNNAMED: &str = "media it does not name";

/// How an article names an outlet as the one that reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CreditKind {
    /// All of it is that outlet's: dateline, credit line, byline.
    Whole,
    /// Its news is that outlet's: named at the head, or more than once.
    News,
    /// A detail is that outlet's.
    Detail,
}

/// Words next to an outlet's name that make it the one that reported.
const REPORTING: [&str; 33] = [
    "reported",
    "reports",
    "report",
    "reporting",
    "said",
    "says",
    "quoted",
    "quotes",
    "quoting",
    "cited",
    "cites",
    "citing",
    "wrote",
    "writes",
    "revealed",
    "reveals",
    "disclosed",
    "published",
    "according",
    "told",
    "telling",
    "via",
    "carried",
    "seen",
    "obtained",
    "learned",
    "interview",
    "broke",
    "story",
    "dispatch",
    "claimed",
    "claims",
    "credited",
];
/// Words in the paragraph of a credit for a picture.
const PICTURE: [&str; 8] = [
    "photo",
    "photos",
    "photograph",
    "photographs",
    "picture",
    "pictures",
    "footage",
    "video",
];
/// Words of a line of credit.
const LINE: [&str; 8] = [
    "reporting",
    "editing",
    "contributed",
    "writing",
    "files",
    "wire",
    "wires",
    "copyright",
];
/// What outlets are called that have no name of their own in the coverage.
const KINDS: [&str; 9] = [
    "agency",
    "newspaper",
    "daily",
    "broadcaster",
    "website",
    "newswire",
    "weekly",
    "channel",
    "tv",
];
/// What outlets are called that are not named: *state media, local newspapers*.
const MEDIA: [&str; 6] = [
    "media",
    "newspapers",
    "newspaper",
    "press",
    "broadcasters",
    "websites",
];
/// What follows *press* where it is somebody's office and no newspaper: *the press secretary said*.
const OF_PRESS: [&str; 13] = [
    "conference",
    "secretary",
    "secretaries",
    "officer",
    "office",
    "release",
    "releases",
    "aide",
    "attaché",
    "briefing",
    "service",
    "statement",
    "spokesman",
];
/// Words from an outlet's name to the word of reporting, at most.
const REACH: usize = 5;
/// Paragraphs that are the head of a story.
const HEAD: usize = 3;

/// The outlets that the coverage knows, each form of a name with the fullest one.
pub(crate) struct Outlets {
    names: BTreeMap<OutletName, OutletName>,
    /// The ends of the names, whole names among them.
    ends: BTreeSet<OutletName>,
    longest: usize,
}

impl Outlets {
    /// The outlets of the mastheads and those that speak in the articles.
    pub(crate) fn of(readings: &[&Reading]) -> Outlets {
        let mut names: BTreeMap<OutletName, OutletName> = BTreeMap::new();
        let mut add = |name: OutletName| {
            if name.iter().map(String::len).sum::<usize>() < 3 {
                return;
            }
            let short = acronym(&name);
            if name.len() >= 3 {
                names.entry(vec![short]).or_insert_with(|| name.clone());
            }
            names.entry(name.clone()).or_insert(name);
        };
        for reading in readings {
            if let Some(outlet) = &reading.article.masthead.outlet {
                add(folded(outlet));
            }
        }
        for reading in readings {
            let sources = reading.findings.sources.iter();
            for source in sources.filter(|source| source.kind == SourceKind::Outlet) {
                let words = capitalised(&reading.article, source.name);
                if !words.is_empty() {
                    add(words);
                }
            }
        }
        let longest = names.keys().map(Vec::len).max().unwrap_or(0);
        let ends = names
            .keys()
            .flat_map(|name| (0..name.len()).map(|from| name[from..].to_vec()));
        Outlets {
            ends: ends.collect(),
            names,
            longest,
        }
    }

    /// The fullest name of the outlet `name`, in lower case.
    pub(crate) fn full(&self, name: &str) -> String {
        let own = folded(name);
        self.names.get(&own).unwrap_or(&own).join(" ")
    }

    /// Is the name at `span` that of an outlet, or the end of it: *Interpress* of *Agency Interpress*?
    pub(crate) fn is_one(&self, article: &Article, span: Span) -> bool {
        self.ends.contains(&folded(article.quote(span)))
    }

    /// The outlet that `words` name from `at` on, with how many words that takes.
    fn at(&self, words: &[Word], at: usize) -> Option<(&OutletName, usize)> {
        let first = words.get(at).filter(|word| word.is_capital)?;
        let most = self.longest.min(words.len() - at);
        for length in (1..=most).rev() {
            let forms: OutletName = words[at..at + length]
                .iter()
                .map(|word| word.form.clone())
                .collect();
            let is_shouted = length > 1 || first.form.len() > 2;
            if let Some(full) = self.names.get(&forms).filter(|_| is_shouted) {
                return Some((full, length));
            }
        }
        None
    }
}

/// The words of a name in lower case, without *the*.
fn folded(name: &str) -> OutletName {
    let words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut words: OutletName = words.map(word::fold).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// The capitalised words of a mention, folded: *the NPA agency* is *npa*.
fn capitalised(article: &Article, span: Span) -> OutletName {
    let words = word::words(article, span);
    let told = words
        .into_iter()
        .filter(|word| word.is_capital && word.form != "the");
    told.map(|word| word.form).collect()
}

fn acronym(name: &[String]) -> String {
    name.iter()
        .filter(|word| !word::is_small(word))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// The credits of an article, in text order; its own outlet is none.
pub(crate) fn credits(reading: &Reading, outlets: &Outlets) -> Vec<Credit> {
    let article = &reading.article;
    let own = Own::of(article);
    let full = own.outlet().map(|name| outlets.full(name));
    let bearers = bearers(reading);
    let mut found: Vec<Credit> = Vec::new();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for (number, paragraph) in paragraphs(article).into_iter().enumerate() {
        let words = word::words(article, paragraph);
        for (at, name, length) in mentions(&words, outlets) {
            let outlet = name.join(" ");
            let span = words[at].span.cover(words[at + length - 1].span);
            let told: Vec<&str> = words[at..at + length]
                .iter()
                .map(|word| &*word.form)
                .collect();
            let is_own = full.as_ref() == Some(&outlet) || own.is_called(&told);
            if is_own || own.is_called(name) || bearers.contains(&told.join(" ")) {
                continue;
            }
            if let Some(kind) = kind(article, &words, at, length, number) {
                *count.entry(outlet.clone()).or_default() += 1;
                found.push(Credit { outlet, span, kind });
            }
        }
    }
    if found.iter().all(|credit| credit.kind == CreditKind::Detail) {
        found.extend(unnamed(article));
    }
    for credit in &mut found {
        if credit.kind == CreditKind::Detail && count.get(&credit.outlet).is_some_and(|n| *n > 1) {
            credit.kind = CreditKind::News;
        }
    }
    found
}

/// The last words of the persons whom the article names in full: *Fox* is no broadcaster where it
/// tells of Vicente Fox.
pub(crate) fn bearers(reading: &Reading) -> BTreeSet<String> {
    let article = &reading.article;
    let names = reading.findings.names.iter();
    let persons = names.filter(|name| name.kind == NameKind::Person);
    let words = persons.map(|name| folded(article.quote(name.span)));
    let full = words.filter(|words| words.len() > 1);
    full.filter_map(|mut words| words.pop()).collect()
}

/// The first credit at the head of a story to media that are not named.
fn unnamed(article: &Article) -> Option<Credit> {
    for paragraph in paragraphs(article).into_iter().take(HEAD) {
        let words = word::words(article, paragraph);
        for (at, word) in words.iter().enumerate() {
            let to = (at + REACH).min(words.len());
            let near = &words[at.saturating_sub(REACH)..to];
            let is_reported = near.iter().any(|word| {
                let form = word.form.as_str();
                REPORTING.contains(&form)
                    && !matches!(form, "told" | "telling" | "interview" | "story")
            });
            let next = words.get(at + 1).map_or("", |next| next.form.as_str());
            let is_office = OF_PRESS.contains(&next);
            let is_media = MEDIA.contains(&word.form.as_str()) && !word.is_capital;
            if is_media && is_reported && !is_office {
                return Some(Credit {
                    outlet: UNNAMED.to_owned(),
                    span: word.span,
                    kind: CreditKind::News,
                });
            }
        }
    }
    None
}

fn mentions<'a>(words: &[Word], outlets: &'a Outlets) -> Vec<(usize, &'a OutletName, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match outlets.at(words, at) {
            Some((full, length)) => {
                found.push((at, full, length));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// How the outlet at `at` is named in the paragraph `number`, if as one that reported.
fn kind(
    article: &Article,
    words: &[Word],
    at: usize,
    length: usize,
    number: usize,
) -> Option<CreditKind> {
    let first = words[at].span;
    let is_dateline = article
        .masthead
        .dateline
        .is_some_and(|line| line.contains(first));
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.form.as_str()));
    if is_dateline
        || is_bracketed(article, words, at, length) && (words.len() <= length + 4 || at < 8)
    {
        return Some(CreditKind::Whole);
    }
    if has(&PICTURE) && words.len() < 40 && !has(&["reported", "told"]) {
        return None;
    }
    if words.len() <= 20 && has(&LINE) {
        return Some(CreditKind::Whole);
    }
    let from = at.saturating_sub(REACH);
    let near = words[from..(at + length + REACH).min(words.len())].iter();
    let is_reported = near
        .clone()
        .any(|word| REPORTING.contains(&word.form.as_str()) || KINDS.contains(&word.form.as_str()));
    if is_reported || is_bracketed(article, words, at, length) {
        return Some(if number < HEAD {
            CreditKind::News
        } else {
            CreditKind::Detail
        });
    }
    None
}

/// Does the name stand alone in brackets, or end a paragraph after a dash?
fn is_bracketed(article: &Article, words: &[Word], at: usize, length: usize) -> bool {
    let (start, end) = (words[at].span.start(), words[at + length - 1].span.end());
    let before = article
        .text
        .get(..start)
        .and_then(|text| text.chars().next_back());
    let after = article.text.get(end..).and_then(|text| text.chars().next());
    matches!(before, Some('(' | '[')) && matches!(after, Some(')' | ']'))
}

/// The paragraphs of headline, standfirst and story, in order.
fn paragraphs(article: &Article) -> Vec<Span> {
    let mut found = Vec::new();
    for zone in &article.zones {
        if zone.kind == ZoneKind::Caption {
            continue;
        }
        let mut start = zone.span.start();
        for part in article.quote(zone.span).split("\n\n") {
            found.extend(Span::trimmed(&article.text, start..start + part.len()));
            start += part.len() + 2;
        }
    }
    if let Some(line) = article.masthead.dateline {
        let is_inside = found.iter().any(|span| span.overlaps(line));
        if !is_inside {
            found.insert(0, line);
        }
    }
    found
}

/// The outlets that any credit of `credits` of at least this kind names.
pub(crate) fn named(credits: &[Credit], kinds: &[CreditKind]) -> BTreeSet<String> {
    let told = credits.iter().filter(|credit| kinds.contains(&credit.kind));
    told.map(|credit| credit.outlet.clone()).collect()
}
