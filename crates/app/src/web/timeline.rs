//! The days that lines tell of, in order, as a picture and as a table.

use maud::{Markup, html};

use super::answer::{Answer, Asked, Refusal};
use super::line::{self, Lines};
use super::shelf::{Record, Telling};
use super::wide::wide;
use super::{Desk, days};
use crate::render::phrase;
use crate::wire::pages::{Moment, Timeline};
use crate::wire::term;

/// Lines of the table.
const SHOWN: usize = 500;
/// Times that the twin holds.
const TWIN: usize = 2000;
/// How high the picture is.
const HEIGHT: i64 = 150;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let event = asked.given("event").map(|event| {
        let event = record.event(event);
        event.ok_or(Refusal::NotFound("event"))
    });
    let event = event.transpose()?;
    let is_asked = |told: &&Telling| event.is_none_or(|(event, _)| told.place.event == event);
    let told: Vec<&Telling> = record.times.iter().filter(is_asked).collect();
    let draw = || {
        html! {
            h1 { "Timeline" }
            p .note { "Lines that tell a time, by the day it begins. What tells no time is not here." }
            (line::back(event.map(|(_, brief)| brief), asked))
            @if told.is_empty() { p { "No line tells a time." } }
            (days::picture(told.iter().map(|one| (one.interval.begin, 1)), HEIGHT, "How many lines tell of each day: the table below tells the same"))
            (wide("What is told of which day", &table(&record, asked, &told)))
            @if told.len() > SHOWN { p .note { (told.len() - SHOWN) " more: the brief of an event leads to its own timeline." } }
        }
    };
    asked.answer(desk, "Timeline", draw, || Timeline {
        moments: moments(&record, asked, &told),
        more: told.len().saturating_sub(TWIN),
    })
}

fn table(record: &Record, asked: &Asked, told: &[&Telling]) -> Markup {
    html! {
        table .stack {
            thead { tr { th { "When" } th { "told as" } th { "What" } } }
            tbody { @for one in told.iter().take(SHOWN) { (row(record, asked, one)) } }
        }
    }
}

fn row(record: &Record, asked: &Asked, told: &Telling) -> Markup {
    let Some((brief, line)) = record.at(told.place) else {
        return html! {};
    };
    let lines = Lines::new(record, brief, asked);
    html! {
        tr {
            td { (phrase::interval(told.interval)) }
            td data-is="told as" { bdi { "“" (lines.quoter.words(told.at)) "”" } }
            td { (lines.alone(line)) }
        }
    }
}

/// The first of what is told, for the twin.
fn moments(record: &Record, asked: &Asked, told: &[&Telling]) -> Vec<Moment> {
    let first = told.iter().take(TWIN);
    let moments = first.filter_map(|one| {
        let (brief, line) = record.at(one.place)?;
        let lines = Lines::new(record, brief, asked);
        Some(Moment {
            begin: one.interval.begin.to_string(),
            end: one.interval.end.to_string(),
            precision: term::precision(one.interval.precision),
            words: lines.quoter.words(one.at),
            claim: lines.claim(line).unwrap_or_default(),
        })
    });
    moments.collect()
}
