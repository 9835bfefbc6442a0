//! Search: the filters of `find`, on a page.

use std::rc::Rc;

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_desk::Found;
use onrecord_desk::ledger::{Days, Hit, Query};
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
/// Pages that can be turned to.
const PAGES: usize = 1000;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let query = query(asked)?;
    let is_asked = query
        != Query {
            limit: query.limit,
            skip: query.skip,
            as_of: query.as_of,
            ..Query::default()
        };
    // one more tells whether there is another page
    let with_next = Query {
        limit: query.limit + 1,
        ..query.clone()
    };
    let mut found = match is_asked {
        true => found(desk, &with_next)?,
        false => Vec::new(),
    };
    let goes_on = found.len() > query.limit;
    found.truncate(query.limit);
    let draw = || {
        html! {
            h1 { "Search" }
            (form(asked))
            div #found {
                @if is_asked {
                    p role="status" { (told(found.len(), &query, goes_on)) }
                    ol .hits start=(query.skip + 1) { @for one in &found { @if let Some(what) = Found::of(one) { (hit(one, &what, asked)) } } }
                    (turns(asked, &query, goes_on))
                }
            }
        }
    };
    asked.answer(desk, "Search", draw, || wire::Hits::new(&found))
}

/// What fits `query`: from the ledger, with the readings of the record that is there, where none came later.
fn found(desk: &Desk, query: &Query) -> Result<Vec<Hit>, Refusal> {
    let record = desk.shelf.ready(query.as_of);
    let at_hand = |id, number| {
        let record = record.as_ref()?;
        let reading = record
            .reading(id)
            .filter(|_| number <= record.extent.readings);
        reading.cloned().map(Rc::new)
    };
    Ok(desk.shelf.ledger()?.find_at_hand(query, &at_hand)?)
}

fn told(count: usize, query: &Query, goes_on: bool) -> String {
    let first = query.skip;
    match count {
        0 if first > 0 => "No more found.".to_owned(),
        0 => "Nothing found.".to_owned(),
        count if first > 0 => format!("{} to {} of what was found.", first + 1, first + count),
        count if goes_on => format!("The first {count}."),
        count => format!("{count} found."),
    }
}

/// The ways to the page before and to the next one.
fn turns(asked: &Asked, query: &Query, goes_on: bool) -> Markup {
    let page = query.skip / query.limit.max(1) + 1;
    let way = |page: usize| asked.with("page", &page.to_string());
    html! {
        @if page > 1 || goes_on {
            nav .turns aria-label="Pages of the search" {
                @if page > 1 { a href=(way(page - 1)) rel="prev" { "Page before" } " " }
                span { "Page " (page) }
                @if goes_on && page < PAGES { " " a href=(way(page + 1)) rel="next" { "Next page" } }
            }
        }
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
    let number = |name, most: usize| {
        asked.read(name, |words| {
            let number = words.parse().ok().filter(|n| (1..=most).contains(n));
            number.ok_or_else(|| format!("not a number from 1 to {most}"))
        })
    };
    let limit = number("limit", MOST)?.unwrap_or(LIMIT);
    let page = number("page", PAGES)?.unwrap_or(1);
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
        skip: (page - 1) * limit,
        limit,
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
        form #search .filter action="/search" {
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
