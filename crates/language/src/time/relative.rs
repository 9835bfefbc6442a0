//! Times told from the day of publication or the day last told of: *yesterday*, *last week*,
//! *this morning*, *the day before*.

use jiff::civil::{Date, Weekday};

use crate::lexicon::time::{Daypart, Season, Unit, WORDS};

use super::calendar::{Period, days_on};
use super::line::Line;
use super::period::Core;
use super::tense::{self, Direction};

/// The time at `at` that is told from another.
pub(super) fn relative(line: &Line<'_>, at: usize) -> Option<Core> {
    named_day(line, at)
        .or_else(|| picked(line, at))
        .or_else(|| beside(line, at))
        .or_else(|| overnight(line, at))
}

/// *today*, *the day after tomorrow*, *tonight*.
fn named_day(line: &Line<'_>, at: usize) -> Option<Core> {
    let (step, length, open) = match line.word(at) {
        "today" => (0, 1, "PRESENT_REF"),
        "tonight" => (0, 1, "PRESENT_REF"),
        "yesterday" => (-1, 1, "PAST_REF"),
        "tomorrow" => (1, 1, "FUTURE_REF"),
        "the" if line.reads(at + 1, &["day", "before", "yesterday"]) => (-2, 4, "PAST_REF"),
        "the" if line.reads(at + 1, &["day", "after", "tomorrow"]) => (2, 4, "FUTURE_REF"),
        _ => return None,
    };
    if line.is_named(at) {
        return None;
    }
    let day = line.published.and_then(|date| days_on(date, step));
    let mut core = Core::new(at + length, day.map(Period::Day), open);
    if line.word(at) == "tonight" {
        core.part = Some(Daypart::NI);
        if day.is_none() {
            core.value = "XXXX-XX-XX".to_owned();
        }
    }
    Some(core)
}

/// *last week*, *the current year*, *the following day*, *this summer*.
fn picked(line: &Line<'_>, at: usize) -> Option<Core> {
    let article = usize::from(line.is(at, &["the"]));
    let pick = at + article;
    let name = pick + 1;
    let (step, is_counted) = match (line.word(pick), article) {
        ("this", 0) | ("current", _) => (0, false),
        ("that", 0) | ("same", 1) => (0, true),
        ("last", _) => (-1, false),
        ("next", 0) => (1, false),
        ("next" | "following" | "ensuing", 1) => (1, true),
        ("previous" | "preceding", _) => (-1, true),
        _ => return None,
    };
    let pivot = |unit: Unit| match is_counted {
        true => line.pivot(unit),
        false => line.published,
    };
    if let Some(core) = picked_month(line, pick, step) {
        return Some(core);
    }
    if let Some(season) = line.season(name).filter(|_| article == 0) {
        return Some(Core::new(
            name + 1,
            line.published
                .and_then(|date| of_season(season, date, step)),
            open(step),
        ));
    }
    if let Some(part) = line.daypart(name) {
        return part_of_day(line, name, part, step, pivot(Unit::Day));
    }
    let unit = line.unit(name)?;
    let is_day = matches!(unit, Unit::Day | Unit::Night);
    let is_small = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
    // "the last year" and "the next week" are lengths; "this day" and "last day" are other things
    let is_length = article == 1
        && (line.is(pick, &["last"]) && unit != Unit::Quarter
            || line.is(pick, &["next"]) && !is_day && line.is(at.wrapping_sub(1), &WITHIN));
    let is_other = is_day && article == 0 && !line.is(pick, &["that", "next"]);
    if is_small || is_length || is_other || !is_singular(line, name) {
        return None;
    }
    let is_told = article == 1 || line.is(pick, &["that", "previous", "preceding"]);
    let open = if is_told && step != 0 || is_day {
        "XXXX-XX-XX"
    } else {
        open(step)
    };
    let pivot = if is_day { line.day() } else { pivot(unit) };
    let is_just_past = unit == Unit::Weekend && line.is(pick, &["this"]) && is_early(pivot);
    let looks_back = || tense::of_week(line, at..name + 1) == Direction::Past;
    let step = if is_just_past && looks_back() {
        -1
    } else {
        step
    };
    let period = pivot.and_then(|date| Period::of(unit, date).shifted(step));
    Some(Core::new(name + 1, period, open))
}

/// Early in the week, *this weekend* of what has been is the one before.
fn is_early(day: Option<Date>) -> bool {
    day.is_some_and(|day| {
        let weekday = day.weekday();
        matches!(
            weekday,
            Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday
        )
    })
}

/// Words before a length of time.
const WITHIN: [&str; 7] = ["over", "in", "within", "for", "during", "through", "of"];

fn is_singular(line: &Line<'_>, at: usize) -> bool {
    !line.word(at).ends_with('s')
}

fn open(step: i64) -> &'static str {
    match step {
        ..0 => "PAST_REF",
        0 => "PRESENT_REF",
        _ => "FUTURE_REF",
    }
}

/// *last July*, *next May*: strictly before or after the month of publication.
fn picked_month(line: &Line<'_>, pick: usize, step: i64) -> Option<Core> {
    let month = WORDS.month.get(line.word(pick + 1))?;
    let fits = line.is_capital(pick + 1) && line.is(pick, &["this", "last", "next"]);
    if !fits || line.pos(pick + 1).is_verb() || line.digits(pick + 2, 2).is_some() {
        return None;
    }
    let period = line.published.map(|date| {
        let year = match step {
            ..=-1 if month >= date.month() => date.year() - 1,
            1.. if month <= date.month() => date.year() + 1,
            _ => date.year(),
        };
        Period::Month(year, month)
    });
    Some(Core::new(pick + 2, period, &format!("XXXX-{month:02}")))
}

/// The season before, about or after `date`.
fn of_season(season: Season, date: Date, step: i64) -> Option<Period> {
    let this = Period::Season(date.year(), season);
    let begin = this.interval()?.begin;
    let end = this.interval()?.end;
    let step = match step {
        ..=-1 if end >= date => -1,
        1.. if begin <= date => 1,
        _ => 0,
    };
    this.shifted(step)
}

/// *this morning*, *last night*, *the next evening*.
fn part_of_day(
    line: &Line<'_>,
    name: usize,
    part: Daypart,
    step: i64,
    pivot: Option<Date>,
) -> Option<Core> {
    // "last morning" and "next night" are not English for the day before and after
    let is_odd = line.before(name) == "last" && part != Daypart::NI && part != Daypart::EV;
    if is_odd || !is_singular(line, name) {
        return None;
    }
    let day = pivot.and_then(|date| days_on(date, step)).map(Period::Day);
    let mut core = Core::new(name + 1, day, "XXXX-XX-XX");
    core.part = Some(part);
    Some(core)
}

/// *the day before*, *the week after*, *the year earlier*: from the day last told of.
fn beside(line: &Line<'_>, at: usize) -> Option<Core> {
    if !line.is(at, &["the"]) || !is_singular(line, at + 1) {
        return None;
    }
    let part = line.daypart(at + 1);
    let unit = line.unit(at + 1).or(part.map(|_| Unit::Day))?;
    let step = match line.word(at + 2) {
        "before" | "earlier" | "previous" => -1,
        "after" | "later" => 1,
        _ => return None,
    };
    let goes_on = line.is(at + 2, &["before", "after"]) && !ends_phrase(line, at + 3);
    if goes_on || matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return None;
    }
    let unit = if part.is_some() { Unit::Day } else { unit };
    let period = line
        .pivot(unit)
        .and_then(|date| Period::of(unit, date).shifted(step));
    let mut core = Core::new(at + 3, period, "XXXX-XX-XX");
    core.part = part;
    Some(core)
}

/// Is there nothing at `at` that *before* or *after* could govern?
pub(super) fn ends_phrase(line: &Line<'_>, at: usize) -> bool {
    let pos = line.pos(at);
    at >= line.len()
        || line.is(
            at,
            &[
                ".", ",", ";", ":", "?", "!", ")", "”", "\"", "—", "–", "-", "and", "but", "in",
                "at", "by", "on",
            ],
        )
        || pos.is_finite()
}

/// The night before the morning of publication, or the one after it; not the manner of *it will not
/// change overnight*.
fn overnight(line: &Line<'_>, at: usize) -> Option<Core> {
    let is_adverb = line.word(at) == "overnight" && !line.pos(at + 1).is_noun();
    if !is_adverb || tense::is_of_change(line, at) {
        return None;
    }
    let is_ahead = tense::of_week(line, at..at + 1) == Direction::Future;
    let step = if is_ahead { 0 } else { -1 };
    let day = line.published.and_then(|date| days_on(date, step));
    let mut core = Core::new(at + 1, day.map(Period::Day), "XXXX-XX-XX");
    core.part = Some(Daypart::NI);
    Some(core)
}

/// *the year*, *the week* after *the end of*: the one of publication.
pub(super) fn whole(line: &Line<'_>, at: usize) -> Option<Core> {
    let name = at + 1;
    let unit = line.unit(name)?;
    let is_long = matches!(
        unit,
        Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century
    );
    if !line.is(at, &["the"]) || !is_long || !is_singular(line, name) {
        return None;
    }
    let period = line.published.map(|date| Period::of(unit, date));
    Some(Core::new(name + 1, period, "PRESENT_REF"))
}
