//! One claim: wording by wording, who said it how surely, what cannot be right as well, which article
//! rests on which, and how it came on record.

use maud::{Markup, html};
use onrecord_desk::{Brief, Line};

use super::answer::{Answer, Asked, Refusal};
use super::line::{self, Lines};
use super::wide::wide;
use super::{Desk, graph};
use crate::render::phrase;
use crate::render::visible::{headline, inline};
use crate::wire::pages::{Arrival, Claim, Wording};

mod shape;

use shape::Shape;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let as_of = asked.as_of()?;
    let record = desk.shelf.record(as_of)?;
    let (_, brief) = record
        .event(asked.named("event"))
        .ok_or(Refusal::NotFound("event"))?;
    let lines = Lines::new(&record, brief, asked);
    let own = own(&lines, brief, asked.named("claim"));
    if own.is_empty() {
        return Err(Refusal::NotFound("claim"));
    }
    let shape = Shape {
        record: &record,
        brief,
        ledger: &desk.shelf.ledger()?,
        as_of,
    };
    let claim = shape.claim(&own)?;
    let draw = || {
        html! {
            p { a href=(line::event(brief, asked)) { "The brief of its event" } }
            h1 { "One claim" }
            ul .claim { @for one in &own { li { (lines.alone(one)) } } }
            (against(&claim, asked))
            h2 { "Wording by wording" }
            (wordings(&claim.wordings, asked))
            h2 { "Where it comes from" }
            (graph::graph(&claim, asked))
            h2 { "How it came on record" }
            (history(&claim, asked))
        }
    };
    asked.answer(desk, "One claim", draw, || &claim)
}

/// The lines of the claim whose address ends in `id`.
fn own<'a>(lines: &Lines<'_>, brief: &'a Brief, id: &str) -> Vec<&'a Line> {
    let all = brief.sections.iter().flat_map(|section| &section.lines);
    all.filter(|line| lines.id(line).as_deref() == Some(id))
        .collect()
}

/// Its two sides beside one another, where it has two.
fn against(claim: &Claim<'_>, asked: &Asked) -> Markup {
    html! {
        @if !claim.contradicted_by.is_empty() {
            h2 { "What cannot both be right" }
            div .sides {
                (side("This", &claim.wordings, asked))
                (side("Or this", &claim.contradicted_by, asked))
            }
        }
    }
}

fn side(name: &str, all: &[Wording<'_>], asked: &Asked) -> Markup {
    html! {
        section aria-label=(name) {
            h3 { (name) }
            ul { @for one in all { li {
                a .words href=(address(one, asked)) { bdi { "“" (inline(one.words)) "”" } }
                div .note {
                    bdi { (speaker(one)) } @if let Some(how) = how(one) { ", " (how) } " · "
                    bdi { (one.outlet.map_or("outlet not told".to_owned(), headline)) } ", " (day(one.published.as_deref()))
                }
            } } }
        }
    }
}

fn wordings(all: &[Wording<'_>], asked: &Asked) -> Markup {
    let table = html! {
        table .stack {
            thead { tr { th { "Published" } th { "Outlet" } th { "Who says it" } th { "How" } th { "Words" } } }
            tbody { @for one in all { tr {
                td { (day(one.published.as_deref())) }
                td { bdi { (one.outlet.map_or("outlet not told".to_owned(), headline)) } }
                td data-is="Who says it" { bdi { (speaker(one)) } }
                td data-is="How" {
                    @if let Some(cue) = &one.cue { bdi .cue { (inline(cue)) } " " }
                    (how(one).unwrap_or_default())
                }
                td data-is="Words" { a .words href=(address(one, asked)) { bdi { (inline(one.words)) } } }
            } } }
        }
    };
    wide("Wording by wording", &table)
}

/// The address of the words.
fn address(one: &Wording<'_>, asked: &Asked) -> String {
    line::place(&one.article, Some(one.span), asked)
}

fn speaker(one: &Wording<'_>) -> String {
    one.source.map_or("the article itself".to_owned(), inline)
}

fn how(one: &Wording<'_>) -> Option<String> {
    let how: Vec<&str> = [one.directness, one.factuality]
        .into_iter()
        .flatten()
        .collect();
    (!how.is_empty()).then(|| how.join(", "))
}

/// `2031-03-12` as `12 March 2031`.
pub(super) fn day(told: Option<&str>) -> String {
    let day = told.and_then(|day| day.parse().ok());
    day.map_or("undated".to_owned(), phrase::date)
}

fn history(claim: &Claim<'_>, asked: &Asked) -> Markup {
    let table = html! {
        table .stack {
            thead { tr { th { "On record since" } th { "Article" } th { "Published" } th { "Words" } th { "Since then" } } }
            tbody { @for one in &claim.history { tr {
                td { (moment(one.learned.first())) }
                td { bdi { (graph::name(claim, &one.article)) } }
                td data-is="Published" { (day(one.published.as_deref())) }
                td data-is="Words" { bdi { (inline(one.words)) } }
                td data-is="Since then" { (since(one, asked)) }
            } } }
        }
    };
    wide("How it came on record", &table)
}

/// What became of it: read anew, told otherwise by other versions, judged.
fn since(one: &Arrival<'_>, asked: &Asked) -> Markup {
    html! {
        @if let Some(again) = one.learned.get(1..).and_then(<[_]>::last) { div { "read anew on " (moment(Some(again))) } }
        @for (at, version) in one.versions.iter().enumerate() {
            @if version.article != one.article {
                div {
                    a href=(line::place(&version.article, None, asked)) { "the version of " (day(version.day.as_deref())) }
                    @if version.has_words { " has the same words" } @else { " has not these words" }
                }
            }
            @if at > 0 && version.article == one.article {
                div { a href=(format!("/article/{}/changes{}", line::short(&one.article), line::moment(asked, '?'))) { "what changed from the version before" } }
            }
        }
        @for judged in &one.judged { div { bdi { (judged) } } }
        @if one.learned.len() < 2 && one.versions.is_empty() && one.judged.is_empty() { "unchanged" }
    }
}

/// `12 March 2031, 08:00 UTC`.
fn moment(told: Option<&String>) -> String {
    let moment = told.and_then(|told| told.parse::<jiff::Timestamp>().ok());
    moment.map_or("not told".to_owned(), |moment| {
        moment.strftime("%-d %B %Y, %H:%M UTC").to_string()
    })
}
