//! The days that lines tell of, in order, as a picture and as a table.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_record::{Interval, Precision};

use super::Desk;
use super::answer::{Answer, Asked, Refusal};
use super::line::{self, Lines};
use super::shelf::{Record, Telling};
use super::wide::wide;
use crate::render::phrase;
use crate::wire::pages::{Moment, Timeline};
use crate::wire::term;

/// Lines of the table.
const SHOWN: usize = 500;
/// Times that the twin holds.
const TWIN: usize = 5000;
/// Columns of the picture at most.
const COLUMNS: i64 = 60;
/// Days that are written under it at most.
const MARKS: usize = 5;
const HEIGHT: i64 = 150;
/// Below the columns.
const FOOT: i64 = 22;

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
            (picture(told.iter().map(|one| one.interval.begin)))
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

/// Days of one column, and how many lines tell of them.
struct Column {
    first: Date,
    last: Date,
    lines: i64,
}

/// The days in columns side by side, each of as many days as it takes for all to have room.
fn columns(days: impl Iterator<Item = Date>) -> Vec<Column> {
    let mut counts: BTreeMap<Date, i64> = BTreeMap::new();
    days.for_each(|day| *counts.entry(day).or_default() += 1);
    let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else {
        return Vec::new();
    };
    let all = days_between(*first, *last) + 1;
    let wide = all.div_euclid(COLUMNS) + i64::from(all % COLUMNS > 0);
    let count = (all + wide - 1) / wide;
    let day = |number: i64| first.saturating_add(Span::new().days(number));
    let mut columns: Vec<Column> = (0..count)
        .map(|at| Column {
            first: day(at * wide),
            last: day((at + 1) * wide - 1),
            lines: 0,
        })
        .collect();
    for (day, lines) in &counts {
        let at = usize::try_from(days_between(*first, *day) / wide).unwrap_or_default();
        if let Some(column) = columns.get_mut(at) {
            column.lines += lines;
        }
    }
    columns
}

/// The columns, as high as the lines are many, over an axis with days. Shares of the width, so that
/// the letters are as large in a narrow window.
fn picture(days: impl Iterator<Item = Date>) -> Markup {
    let columns = columns(days);
    let most = columns
        .iter()
        .map(|one| one.lines)
        .max()
        .unwrap_or(1)
        .max(1);
    let share = |at: usize| at as f64 * 100.0 / columns.len() as f64;
    let base = HEIGHT - FOOT;
    html! {
        @if columns.is_empty() { p { "No line tells a time." } } @else {
            svg .days width="100%" height=(HEIGHT) role="img"
                aria-label="How many lines tell of each day: the table below tells the same" {
                @for (at, one) in columns.iter().enumerate().filter(|(_, one)| one.lines > 0) {
                    @let high = ((base - 20) * one.lines / most).max(2);
                    rect .dot x=(percent(share(at) + 0.1)) y=(base - high) width=(percent(share(1) - 0.2)) height=(high) {
                        title { (told(one)) ": " (one.lines) }
                    }
                }
                line .axis x1="0" x2="100%" y1=(base) y2=(base) {}
                text .second x="0" y="12" { "up to " (most) " a column" }
                (axis(&columns))
            }
        }
    }
}

/// Days under the axis: the first, the last, and some between.
fn axis(columns: &[Column]) -> Markup {
    let last = columns.len().saturating_sub(1);
    let mut places: Vec<usize> = (0..MARKS).map(|at| at * last / (MARKS - 1)).collect();
    places.dedup();
    let is_years = columns.last().zip(columns.first());
    let is_years = is_years.is_some_and(|(last, first)| days_between(first.first, last.last) > 700);
    html! {
        @for (number, at) in places.iter().enumerate() {
            @if let Some(column) = columns.get(*at) {
                @let (anchor, x) = match *at {
                    0 => ("start", 0.0),
                    at if at == last => ("end", 100.0),
                    at => ("middle", (at as f64 + 0.5) * 100.0 / columns.len() as f64),
                };
                text x=(percent(x)) y=(HEIGHT - 5) text-anchor=(anchor) class=[(number % 2 == 1).then_some("more")] {
                    (column.first.strftime(if is_years { "%b %Y" } else { "%-d %b %Y" }))
                }
            }
        }
    }
}

fn percent(share: f64) -> String {
    format!("{share:.2}%")
}

/// `12 March 2031`, `12 to 18 March 2031`.
fn told(column: &Column) -> String {
    phrase::interval(Interval {
        begin: column.first,
        end: column.last,
        precision: Precision::Day,
    })
}

fn days_between(one: Date, other: Date) -> i64 {
    one.until(other)
        .map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn columns_stand_side_by_side_and_count_every_line() {
        let days = [date(2031, 3, 12), date(2031, 3, 12), date(2031, 3, 14)];
        let lines: Vec<i64> = columns(days.into_iter())
            .iter()
            .map(|one| one.lines)
            .collect();
        assert_eq!(lines, [2, 0, 1]);
        let long = [date(1998, 1, 1), date(2031, 3, 12), date(2031, 3, 14)];
        let long = columns(long.into_iter());
        assert!(long.len() <= COLUMNS as usize);
        assert_eq!(long.iter().map(|one| one.lines).sum::<i64>(), 3);
        assert!(columns(std::iter::empty()).is_empty());
    }
}
