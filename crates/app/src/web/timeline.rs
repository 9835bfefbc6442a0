//! The days that lines tell of, in order, as a picture and as a table.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_desk::{Brief, Line, Note};

use super::Desk;
use super::answer::{Answer, Asked, Refusal};
use super::line::Lines;
use crate::render::phrase;
use crate::wire::pages::{Moment, Timeline};
use crate::wire::term;

/// Lines of the table.
const SHOWN: usize = 500;
const WIDTH: i64 = 1000;
const HEIGHT: i64 = 150;
/// Below the columns.
const FOOT: i64 = 22;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let briefs: Vec<&Brief> = match asked.given("event") {
        Some(event) => vec![record.event(event).ok_or(Refusal::NotFound("event"))?.1],
        None => record.briefs.iter().collect(),
    };
    let all: Vec<Lines<'_>> = briefs
        .iter()
        .map(|brief| Lines::new(&record, brief, asked))
        .collect();
    let mut told: Vec<(Moment, &Lines<'_>, &Line)> = Vec::new();
    for lines in &all {
        for line in lines.brief.sections.iter().flat_map(|one| &one.lines) {
            told.extend(
                moments(lines, line)
                    .into_iter()
                    .map(|moment| (moment, lines, line)),
            );
        }
    }
    told.sort_by(|(one, ..), (other, ..)| one.order().cmp(&other.order()));
    let draw = || {
        html! {
            h1 { "Timeline" }
            p .note { "Lines that tell a time, by the day it begins. What tells no time is not here." }
            (picture(&told.iter().map(|(moment, ..)| moment.interval.begin).collect::<Vec<_>>()))
            div .wide { table {
                thead { tr { th { "When" } th { "told as" } th { "What" } } }
                tbody { @for (moment, lines, line) in told.iter().take(SHOWN) { tr {
                    td { (phrase::interval(moment.interval)) }
                    td { bdi { "“" (moment.words) "”" } }
                    td { (lines.alone(line)) }
                } } }
            } }
            @if told.len() > SHOWN { p .note { (told.len() - SHOWN) " more: choose an event." } }
        }
    };
    asked.answer(desk, "Timeline", draw, || Timeline {
        moments: told.iter().map(|(moment, ..)| moment.clone()).collect(),
    })
}

fn moments(lines: &Lines<'_>, line: &Line) -> Vec<Moment> {
    let times = line.notes.iter().filter_map(|note| match note {
        Note::Time(at, interval) => Some(Moment {
            begin: interval.begin.to_string(),
            end: interval.end.to_string(),
            interval: *interval,
            precision: term::precision(interval.precision),
            words: lines.quoter.words(*at),
            claim: lines.claim(line).unwrap_or_default(),
        }),
        _ => None,
    });
    times.collect()
}

/// A column a day, as high as the lines are many.
fn picture(days: &[Date]) -> Markup {
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
        return html! { p { "No line tells a time." } };
    };
    let mut counts: BTreeMap<Date, i64> = BTreeMap::new();
    days.iter()
        .for_each(|day| *counts.entry(*day).or_default() += 1);
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
