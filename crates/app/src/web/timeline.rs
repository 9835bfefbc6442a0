//! The days that lines tell of, in order, as a picture and as a table.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};

use super::Desk;
use super::answer::{Answer, Asked, Refusal};
use super::line::Lines;
use super::shelf::{Record, Telling};
use crate::render::phrase;
use crate::wire::pages::{Moment, Timeline};
use crate::wire::term;

/// Lines of the table.
const SHOWN: usize = 500;
/// Times that the twin holds.
const TWIN: usize = 5000;
const WIDTH: i64 = 1000;
const HEIGHT: i64 = 150;
/// Below the columns.
const FOOT: i64 = 22;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let event = asked.given("event").map(|event| {
        let (number, _) = record.event(event).ok_or(Refusal::NotFound("event"))?;
        Ok::<usize, Refusal>(number)
    });
    let event = event.transpose()?;
    let is_asked = |told: &&Telling| event.is_none_or(|event| told.place.event == event);
    let told: Vec<&Telling> = record.times.iter().filter(is_asked).collect();
    let draw = || {
        html! {
            h1 { "Timeline" }
            p .note { "Lines that tell a time, by the day it begins. What tells no time is not here." }
            (picture(told.iter().map(|one| one.interval.begin)))
            div .wide { table {
                thead { tr { th { "When" } th { "told as" } th { "What" } } }
                tbody { @for one in told.iter().take(SHOWN) { (row(&record, asked, one)) } }
            } }
            @if told.len() > SHOWN { p .note { (told.len() - SHOWN) " more: choose an event." } }
        }
    };
    asked.answer(desk, "Timeline", draw, || Timeline {
        moments: moments(&record, asked, &told),
        more: told.len().saturating_sub(TWIN),
    })
}

fn row(record: &Record, asked: &Asked, told: &Telling) -> Markup {
    let Some((brief, line)) = record.at(told.place) else {
        return html! {};
    };
    let lines = Lines::new(record, brief, asked);
    html! {
        tr {
            td { (phrase::interval(told.interval)) }
            td { bdi { "“" (lines.quoter.words(told.at)) "”" } }
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

/// A column a day, as high as the lines are many.
fn picture(days: impl Iterator<Item = Date>) -> Markup {
    let mut counts: BTreeMap<Date, i64> = BTreeMap::new();
    days.for_each(|day| *counts.entry(day).or_default() += 1);
    let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else {
        return html! { p { "No line tells a time." } };
    };
    let span = days_between(*first, *last).max(1);
    let most = counts.values().copied().max().unwrap_or(1);
    let place = |day: Date| days_between(*first, day) * (WIDTH - 12) / span;
    html! {
        div .wide { svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) width="100%" role="img"
            aria-label="How many lines tell of each day: the table below tells the same" {
            @for (day, count) in &counts {
                @let high = (HEIGHT - FOOT - 8) * count / most;
                rect .dot x=(place(*day)) y=(HEIGHT - FOOT - high) width="8" height=(high.max(2)) {
                    title { (phrase::date(*day)) ": " (count) }
                }
            }
            line .axis x1="0" x2=(WIDTH) y1=(HEIGHT - FOOT) y2=(HEIGHT - FOOT) {}
            text x="0" y=(HEIGHT - 5) { (phrase::date(*first)) }
            text x=(WIDTH) y=(HEIGHT - 5) text-anchor="end" { (phrase::date(*last)) }
        } }
    }
}

fn days_between(one: Date, other: Date) -> i64 {
    one.until(other)
        .map_or(0, |span| i64::from(span.get_days()))
}
