//! A period of the calendar and the part of it that is meant: *July*, *early July*, *last year*.

use jiff::civil::Date;
use onrecord_record::Interval;

use crate::lexicon::time::Daypart;

use super::calendar::{Edge, Period};
use super::line::Line;
use super::tense::Direction;
use super::{date, relative, weekday};

/// A period as words tell it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Core {
    /// The token after the last.
    pub(super) end: usize,
    /// TIMEX3's value; with `X` for what is not known.
    pub(super) value: String,
    /// What it is, where the words and the day of publication tell.
    pub(super) period: Option<Period>,
    /// The part that is meant.
    pub(super) edge: Option<Edge>,
    /// The part of the day.
    pub(super) part: Option<Daypart>,
    /// The days, where they are not those of the period.
    pub(super) interval: Option<Interval>,
}

impl Core {
    /// A period that is known, up to token `end`.
    pub(super) fn known(end: usize, period: Period) -> Core {
        Core::new(end, Some(period), "")
    }

    /// A period if it is known, else only the value `open`.
    pub(super) fn new(end: usize, period: Option<Period>, open: &str) -> Core {
        Core {
            end,
            value: period.map_or(open.to_owned(), Period::value),
            period,
            edge: None,
            part: None,
            interval: None,
        }
    }
}

/// A period, with words for its part before it and a part of the day after it.
pub(super) fn edged(line: &Line<'_>, at: usize) -> Option<Core> {
    let (edge, start) = edge(line, at);
    let mut core = match edge {
        None => bare(line, start)?,
        Some(edge) => {
            let core = bare(line, start).or_else(|| relative::whole(line, start))?;
            Core {
                edge: Some(edge),
                ..core
            }
        }
    };
    // a day is not cut in thirds: *early on Monday*
    if core.edge.is_some() && matches!(core.period, Some(Period::Day(_))) {
        core.edge = None;
    }
    if core.part.is_none()
        && is_day(&core)
        && let Some(part) = line.daypart(core.end).filter(|_| !line.is_named(core.end))
    {
        core.part = Some(part);
        core.end += 1;
    }
    Some(core)
}

/// Is it one day, known or not?
fn is_day(core: &Core) -> bool {
    match core.period {
        Some(period) => matches!(period, Period::Day(_)),
        None => core.value.starts_with("XXXX-WXX-") || core.value.len() == "XXXX-09-13".len(),
    }
}

/// A period without words for its part.
fn bare(line: &Line<'_>, at: usize) -> Option<Core> {
    let all = [
        weekday::weekday(line, at),
        date::date(line, at),
        relative::relative(line, at),
    ];
    let mut best: Option<Core> = None;
    for core in all.into_iter().flatten() {
        if best.as_ref().is_none_or(|best| core.end > best.end) {
            best = Some(core);
        }
    }
    best
}

/// The words for a part that begin at `at`, and where they end.
fn edge(line: &Line<'_>, at: usize) -> (Option<Edge>, usize) {
    let article = usize::from(line.is(at, &["the"]));
    let word = at + article;
    let adverb = usize::from(line.is(word, &["very"]));
    let noun = word + adverb;
    if line.word(noun + 1) == "of" {
        let edge = match line.word(noun) {
            "beginning" | "start" => Some(Edge::Start),
            "end" | "close" => Some(Edge::End),
            "middle" => Some(Edge::Mid),
            _ => None,
        };
        if edge.is_some() {
            return (edge, noun + 2);
        }
    }
    let hyphen = usize::from(line.is_hyphen(word + 1));
    let on = usize::from(line.is(word + 1, &["on"]));
    match line.word(word) {
        "early" => (Some(Edge::Early), word + 1 + hyphen.max(on)),
        "mid" => (Some(Edge::Mid), word + 1 + hyphen),
        "late" => (Some(Edge::Late), word + 1 + hyphen.max(on)),
        "earlier" if article == 0 => (Some(Edge::Earlier), word + 1 + on),
        "later" if article == 0 => (Some(Edge::Later), word + 1 + on),
        _ => (None, at),
    }
}

/// The one of `periods` that a clause of this `direction` means, seen from `published`.
pub(super) fn nearest(
    periods: impl Iterator<Item = Period>,
    published: Date,
    direction: Direction,
) -> Option<Period> {
    let days = |period: &Period| period.interval().map(|days| (days.begin, days.end));
    let mut past = None;
    let mut future = None;
    for period in periods {
        let Some((begin, end)) = days(&period) else {
            continue;
        };
        if begin <= published {
            past = Some((period, begin));
        }
        if end >= published && future.is_none() {
            future = Some((period, begin));
        }
    }
    let distance = |date: Date| {
        published
            .until(date)
            .map_or(0, |span| span.get_days().abs())
    };
    match (direction, past, future) {
        (Direction::Past, Some((period, _)), _) | (Direction::Future, _, Some((period, _))) => {
            Some(period)
        }
        (Direction::Unclear | Direction::Nearest, Some((past, begin)), Some((future, next))) => {
            let by_distance = direction == Direction::Nearest || matches!(past, Period::Day(_));
            let ahead = by_distance && distance(next) < distance(begin);
            Some(if ahead { future } else { past })
        }
        (_, past, future) => past.or(future).map(|(period, _)| period),
    }
}
