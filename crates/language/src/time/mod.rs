//! When: finds the words that tell a time, and what days they mean.
//!
//! In the manner of TIMEX3 (ISO 24617-1): a span without its preposition, a kind, a value. Each
//! matcher reads from one token on; at every token the longest match wins, and what it spans is
//! not read again. Days are counted from the day of publication, or from the day last told of.

mod attached;
mod calendar;
mod clock;
mod date;
mod duration;
mod length;
mod line;
mod named;
mod number;
mod period;
mod recurrence;
mod relative;
mod tense;
mod weekday;

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use onrecord_record::{Interval, TimeExpression, TimeKind};

use crate::document::Document;
use crate::lexicon::time::WORDS;

use calendar::Period;
use clock::Clock;
use line::Line;

/// For how many sentences a day that was told stays the day that is talked of.
const MEMORY: usize = 3;

/// A time as a matcher found it.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    /// The first token.
    start: usize,
    /// The token after the last.
    end: usize,
    kind: TimeKind,
    value: String,
    interval: Option<Interval>,
    /// The day, month or year it tells, for what is counted from it.
    told: Option<Period>,
    /// A time of day whose day is told elsewhere.
    clock: Option<Clock>,
}

impl Found {
    /// The one day it means.
    fn day(&self) -> Option<Date> {
        self.told.and_then(Period::day)
    }
}

/// The time expressions of `document`, in text order.
pub(crate) fn times(document: &Document<'_>) -> Vec<TimeExpression> {
    let mut all = Vec::new();
    let plain = weekday::plain(document);
    let mut told: Option<(usize, Period)> = None;
    let mut day: Option<(usize, Date)> = None;
    for (number, sentence) in document.sentences.iter().enumerate() {
        let mut line = Line::new(document, sentence);
        line.plain = &plain;
        let is_near = |at: usize| number - at <= MEMORY;
        line.reference = told
            .filter(|(at, _)| is_near(*at))
            .map(|(_, period)| period);
        line.last_day = day.filter(|(at, _)| is_near(*at)).map(|(_, date)| date);
        let found = in_line(&mut line);
        if let Some(period) = found.iter().rev().find_map(|one| one.told) {
            told = Some((number, period));
        }
        if let Some(date) = found.iter().rev().find_map(Found::day) {
            day = Some((number, date));
        }
        all.extend(found.into_iter().filter_map(|one| expression(&line, one)));
    }
    all
}

/// What `found` is in the article.
fn expression(line: &Line<'_>, found: Found) -> Option<TimeExpression> {
    let first = line.tokens.get(found.start)?;
    let last = line.tokens.get(found.end.checked_sub(1)?)?;
    Some(TimeExpression {
        span: first.span.cover(last.span),
        kind: found.kind,
        value: found.value,
        interval: found.interval,
    })
}

/// The times of one sentence, in text order.
fn in_line(line: &mut Line<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let Some(one) = longest(line, at) else {
            at += 1;
            continue;
        };
        line.reference = one.told.or(line.reference);
        line.last_day = one.day().or(line.last_day);
        at = one.end.max(at + 1);
        found.push(one);
    }
    clock::place(line, &mut found);
    found
}

/// The longest match that begins at `at`; of two as long, the one listed first.
fn longest(line: &Line<'_>, at: usize) -> Option<Found> {
    let matchers = [
        clock::clock,
        dated,
        recurrence::recurrence,
        duration::duration,
        reference,
    ];
    let mut best: Option<Found> = None;
    for matcher in matchers {
        let one = matcher(line, at);
        if one.as_ref().map_or(0, |one| one.end) > best.as_ref().map_or(0, |one| one.end) {
            best = one;
        }
    }
    best
}

/// A period of the calendar, with the part of the day that follows: *Friday morning*.
fn dated(line: &Line<'_>, at: usize) -> Option<Found> {
    let core = period::edged(line, at)?;
    let interval = match core.edge {
        Some(edge) => core
            .period
            .and_then(|period| period.narrowed(edge, line.published)),
        None => core.period.and_then(Period::interval),
    };
    let interval = core.interval.or(interval);
    let mut found = Found {
        start: at,
        end: core.end,
        kind: TimeKind::Date,
        value: core.value,
        interval,
        told: core
            .period
            .filter(|period| is_told(line, core.end, *period)),
        clock: None,
    };
    if let Some(part) = core.part {
        found.kind = TimeKind::Time;
        found.value = format!("{}T{part:?}", found.value);
    }
    Some(found)
}

/// Can other times be counted from `period`, whose words end at `end`? From a day; from a month or
/// year that is named: not from *this year*, nor from that of *the 2010 census*.
fn is_told(line: &Line<'_>, end: usize, period: Period) -> bool {
    match period {
        Period::Day(_) => true,
        Period::Month(..) | Period::Year(_) => {
            let is_named = end.checked_sub(1).and_then(|at| line.unit(at)).is_none();
            is_named && !line.pos(end).is_noun()
        }
        _ => false,
    }
}

/// *recently*, *now*, *soon*.
fn reference(line: &Line<'_>, at: usize) -> Option<Found> {
    let (length, meaning) = WORDS.reference.phrase(line.words.get(at..)?)?;
    let end = at + length;
    let heads_noun = line.is(at, &["the"]) && (line.pos(end).is_noun() || line.is_hyphen(end));
    let is_other = line.word(at) == "now" && line.is(end, &["that"])
        || line.word(at) == "soon" && line.word(end) == "as"
        || line.reads(at, &["this", "time"]) && line.pos(end).is_noun();
    let is_hyphened = line.is_hyphen(end) || at > 0 && line.is_hyphen(at - 1);
    if heads_noun || is_other || is_hyphened || line.is_named(at) {
        return None;
    }
    Some(Found {
        start: at,
        end,
        kind: TimeKind::Date,
        value: meaning.value().to_owned(),
        interval: None,
        told: None,
        clock: None,
    })
}
