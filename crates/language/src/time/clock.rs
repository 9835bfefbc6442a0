//! Times of day: *9 p.m.*, *21:00 GMT*, *noon on Tuesday*.

use jiff::civil::Date;
use onrecord_record::{Interval, TimeKind};

use crate::lexicon::time::WORDS;

use super::Found;
use super::calendar::{Period, days_on};
use super::line::Line;
use super::period::edged;

/// An hour and minute, as TIMEX3 writes it after `T`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock(String);

/// The time of day at `at`, with the day that follows it at once.
pub(super) fn clock(line: &Line<'_>, at: usize) -> Option<Found> {
    let (time, end) = time(line, at)?;
    let mut found = Found {
        start: at,
        end,
        kind: TimeKind::Time,
        value: format!("XXXX-XX-XXT{time}"),
        interval: None,
        told: None,
        clock: Some(Clock(time.clone())),
    };
    if let Some(day) = bracketed(line, end, &time) {
        put(&mut found, day);
        found.told = Some(Period::Day(day));
    } else if let Some(core) = edged(line, end)
        && let Some(Period::Day(day)) = core.period
        && core.part.is_none()
    {
        found.end = core.end;
        put(&mut found, day);
        found.told = Some(Period::Day(day));
    }
    Some(found)
}

/// The day of *1 a.m. local time {(22:00 GMT on Saturday)}*: where the two clocks stand more than
/// half a day apart, the day of the first is the next or the one before.
fn bracketed(line: &Line<'_>, at: usize, here: &str) -> Option<Date> {
    if line.word(at) != "(" {
        return None;
    }
    let (there, end) = time(line, at + 1)?;
    let on = end + usize::from(line.is(end, &["on"]));
    let core = edged(line, on).filter(|core| line.word(core.end) == ")")?;
    let hour = |time: &str| time.get(..2).and_then(|hour| hour.parse::<i64>().ok());
    let step = match hour(here)? - hour(&there)? {
        ..=-12 => 1,
        13.. => -1,
        _ => 0,
    };
    days_on(core.period?.day()?, step)
}

/// Gives every time of day without a day the nearest one that the sentence tells, else the one
/// told before. Where none is told the day stays open: it need not be that of publication.
pub(super) fn place(line: &Line<'_>, found: &mut [Found]) {
    let days: Vec<(usize, Date)> = found
        .iter()
        .filter_map(|one| Some((one.start, one.day()?)))
        .collect();
    for one in found.iter_mut().filter(|one| one.clock.is_some()) {
        let after = days.partition_point(|(start, _)| *start < one.start);
        let around = [after.checked_sub(1), Some(after)];
        let near = around
            .into_iter()
            .flatten()
            .filter_map(|at| days.get(at))
            .min_by_key(|(start, _)| start.abs_diff(one.start));
        let day = near.map(|(_, day)| *day).or(line.last_day);
        if let Some(day) = day {
            put(one, day);
        }
    }
}

fn put(found: &mut Found, day: Date) {
    if let Some(Clock(time)) = found.clock.take() {
        found.value = format!("{day}T{time}");
        found.interval = day_interval(day);
    }
}

fn day_interval(day: Date) -> Option<Interval> {
    Period::Day(day).interval()
}

/// `21:00`, `18:00Z`, and where the words end.
fn time(line: &Line<'_>, at: usize) -> Option<(String, usize)> {
    let (hour, minute, end) = match line.word(at) {
        "noon" | "midday" => (12, 0, at + 1),
        "midnight" => (24, 0, at + 1),
        _ => hour_and_minute(line, at)?,
    };
    let (zone, end) = zone(line, end);
    Some((format!("{hour:02}:{minute:02}{zone}"), end))
}

fn hour_and_minute(line: &Line<'_>, at: usize) -> Option<(u32, u32, usize)> {
    let word = line.word(at);
    let digits = word.trim_end_matches(|last: char| last.is_alphabetic());
    let joined = word.strip_prefix(digits).unwrap_or("");
    let is_stated = matches!(joined, "am" | "pm");
    if !joined.is_empty() && !is_stated {
        return named_hour(line, at);
    }
    let half = if is_stated {
        joined
    } else if line.is(at + 1, &["am", "pm"]) {
        line.word(at + 1)
    } else {
        ""
    };
    let end = at + 1 + usize::from(!half.is_empty() && !is_stated);
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((hour, minute)) => {
            let minute = minute.split(':').next().unwrap_or("");
            let fits = minute.len() == 2 && (digits.contains(':') || !half.is_empty());
            (hour.parse().ok()?, minute.parse().ok().filter(|_| fits)?)
        }
        None if !half.is_empty() => (line_number(digits)?, 0),
        None if digits.len() == 4 && line.is(at + 1, &["gmt", "utc"]) => {
            let all = line_number(digits)?;
            (all / 100, all % 100)
        }
        None => return named_hour(line, at),
    };
    let hour = of_half(hour, half)?;
    (hour < 24 && minute < 60).then_some((hour, minute, end))
}

fn line_number(digits: &str) -> Option<u32> {
    digits.parse().ok()
}

/// *nine o'clock*.
fn named_hour(line: &Line<'_>, at: usize) -> Option<(u32, u32, usize)> {
    let hour = line
        .digits(at, 2)
        .or_else(|| WORDS.number.get(line.word(at)))?;
    let is_hour = line.word(at + 1) == "o'clock" || line.is(at + 1, &["am", "pm"]);
    if !is_hour {
        return None;
    }
    let hour = of_half(hour, line.word(at + 1))?;
    (hour < 24).then_some((hour, 0, at + 2))
}

/// The hour of twenty-four; `None` for *15 p.m.*
fn of_half(hour: u32, half: &str) -> Option<u32> {
    match half {
        "am" => (1..=12).contains(&hour).then_some(hour % 12),
        "pm" => (1..=12).contains(&hour).then_some(hour % 12 + 12),
        _ => Some(hour),
    }
}

/// The time zone at `at`: `Z` for UTC; of others TIMEX3's value keeps nothing.
fn zone(line: &Line<'_>, at: usize) -> (&'static str, usize) {
    if line.is(at, &["utc", "gmt"]) {
        return ("Z", at + 1);
    }
    if line.word(at + 1) == "time" && (line.is(at, &["local"]) || line.is_capital(at)) {
        return ("", at + 2);
    }
    let is_zone = [
        "et", "est", "edt", "pt", "pst", "pdt", "cet", "cest", "bst", "jst", "kst",
    ];
    let is_written_so = line.text(at).chars().all(char::is_uppercase);
    if line.is(at, &is_zone) && is_written_so {
        return ("", at + 1);
    }
    ("", at)
}
