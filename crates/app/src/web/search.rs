//! Search: the filters of `find`, on a page.

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_desk::ledger::{Days, Hit, Query};
use onrecord_desk::{Found, find};
use onrecord_record::{Extent, Factuality};

use super::answer::{Answer, Asked, Refusal};
use super::{Desk, line, shelf};
use crate::cli;
use crate::render::visible::inline;
use crate::render::{hits, phrase};
use crate::wire::{self, Ruler, term};

/// Hits on one page, unless told.
const LIMIT: usize = 50;
/// Hits on one page at most.
const MOST: usize = 500;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let query = query(asked)?;
    let is_asked = query
        != Query {
            limit: query.limit,
            as_of: query.as_of,
            ..Query::default()
        };
    let found = match is_asked {
        true => find(&desk.shelf.ledger()?, &query)?,
        false => Vec::new(),
    };
    let draw = || {
        html! {
            h1 { "Search" }
            (form(asked))
            @if is_asked {
                p role="status" { (told(found.len(), query.limit)) }
                ol .hits { @for one in &found { @if let Some(what) = Found::of(one) { (hit(one, &what, asked)) } } }
            }
        }
    };
    asked.answer(desk, "Search", draw, || wire::Hits::new(&found))
}

fn told(count: usize, limit: usize) -> String {
    match count {
        0 => "Nothing found.".to_owned(),
        count if count == limit => format!("The first {count}."),
        count => format!("{count} found."),
    }
}

fn query(asked: &Asked) -> Result<Query, Refusal> {
    let text = |name| asked.given(name).map(str::to_owned);
    let day =
        |words: &str| cli::date(words).ok_or_else(|| "not a date such as 2031-03-12".to_owned());
    let days = |from, to| -> Result<Days, Refusal> {
        let read = |name| asked.read(name, day) as Result<Option<Date>, Refusal>;
        Ok(Days {
            from: read(from)?,
            to: read(to)?,
        })
    };
    let limit = asked.read("limit", |words| {
        let limit = words
            .parse()
            .ok()
            .filter(|limit| (1..=MOST).contains(limit));
        limit.ok_or_else(|| format!("not a number from 1 to {MOST}"))
    })?;
    Ok(Query {
        words: text("q"),
        source: text("source"),
        outlet: text("outlet"),
        place: text("place"),
        kinds: among(asked, "type", &term::SOURCES, term::source)?,
        acts: among(asked, "act", &term::ACTS, term::act)?,
        directness: among(asked, "directness", &term::DIRECTNESS, term::directness)?,
        values: among(asked, "factuality", &Factuality::ALL, Factuality::code)?,
        absences: among(asked, "absence", &term::ABSENCES, term::absence)?,
        told: days("from", "to")?,
        published: days("published_from", "published_to")?,
        as_of: asked.as_of()?,
        limit: limit.unwrap_or(LIMIT),
    })
}

/// Those of `all` whose words are given for `name`.
fn among<T: Copy>(
    asked: &Asked,
    name: &'static str,
    all: &[T],
    word: fn(T) -> &'static str,
) -> Result<Vec<T>, Refusal> {
    let found = asked.all(name).map(|given| {
        let one = all
            .iter()
            .copied()
            .find(|one| word(*one).eq_ignore_ascii_case(given));
        one.ok_or_else(|| Refusal::Unclear(name, format!("no such value: {}", inline(given))))
    });
    found.collect()
}

fn form(asked: &Asked) -> Markup {
    let text = |name: &str, label: &str, kind: &str| {
        html! { label { (label) " " input type=(kind) name=(name) value=(asked.shown(name)); } }
    };
    let choice = |name: &str, label: &str, words: Vec<&'static str>| {
        let given = asked.given(name);
        html! {
            label { (label) " " select name=(name) {
                option value="" { "any" }
                @for word in words { option value=(word) selected[given == Some(word)] { (word.replace('-', " ")) } }
            } }
        }
    };
    html! {
        form .filter action="/search" {
            (text("q", "Words", "search"))
            (text("source", "Source", "text"))
            (text("outlet", "Outlet", "text"))
            (text("place", "Place", "text"))
            (choice("type", "Kind of source", term::SOURCES.map(term::source).to_vec()))
            (choice("act", "Act", term::ACTS.map(term::act).to_vec()))
            (choice("directness", "How directly", term::DIRECTNESS.map(term::directness).to_vec()))
            (choice("factuality", "How sure", Factuality::ALL.map(Factuality::code).to_vec()))
            (choice("absence", "Absence", term::ABSENCES.map(term::absence).to_vec()))
            (text("from", "Tells of a day from", "date"))
            (text("to", "to", "date"))
            (text("published_from", "Published from", "date"))
            (text("published_to", "to", "date"))
            (text("as_of", "As of", "date"))
            button { "Search" }
        }
    }
}

fn hit(hit: &Hit, found: &Found<'_>, asked: &Asked) -> Markup {
    let ruler = Ruler::new(found.article());
    let address = |span| {
        let [start, end] = ruler.range(span);
        let article = shelf::short(found.article().id);
        format!(
            "/article/{article}?at={start}-{end}{}#at",
            line::moment(asked, '&')
        )
    };
    let sources = found.sources();
    html! {
        li {
            @if let Some(source) = sources.last() {
                strong { bdi { (inline(ruler.words(source.name))) } } " "
                span .kind { "(" (phrase::source(source.kind)) ")" } " "
            }
            @for cue in found.cue().map_or(&[][..], Extent::parts) { bdi .cue { (inline(ruler.words(*cue))) } " " }
            @for (at, span) in found.words().into_iter().enumerate() {
                @if at > 0 { span .own { "…" } " " }
                a .words href=(address(span)) { bdi { (inline(ruler.words(span))) } } " "
            }
            div .note { bdi { (hits::notes(hit, found, &ruler).join(" · ")) } }
        }
    }
}
