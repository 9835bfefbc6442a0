//! How long: *a year and a half*, *the past two weeks*; and how far off: *three weeks ago*.

use jiff::civil::Date;
use onrecord_record::{Interval, Precision, TimeKind};

use crate::lexicon::time::Unit;
use crate::tag::Pos;

use super::Found;
use super::calendar::{Period, days_on};
use super::date;
use super::length::{Length, is_small};
use super::line::Line;
use super::number::{Amount, amount};
use super::relative::ends_phrase;

/// Which way a length runs from the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Back,
    Ahead,
}

/// The length at `at`, or the time so far off.
pub(super) fn duration(line: &Line<'_>, at: usize) -> Option<Found> {
    if let Some(found) = range(line, at) {
        return Some(found);
    }
    let (anchor, is_definite, start) = opening(line, at);
    let (length, end) = length(line, start, anchor, is_definite)?;
    // "the two-day summit": the article is the summit's
    if start > at && (start..end).any(|at| line.is_hyphen(at)) && line.is(end - 1, &UNITS_JOINED) {
        return None;
    }
    if line.is_hyphen(end) && line.is(end + 1, &["old", "olds"]) || line.is(end, &["old"]) {
        return None;
    }
    if let Some(found) = far_off(line, at, &length, end) {
        return Some(found);
    }
    if length.unit() == Unit::Quarter && anchor.is_none() {
        return None;
    }
    // "the last week of June" does not run up to the day of publication
    let anchor = anchor.filter(|_| line.word(end) != "of");
    let interval = line.published.zip(anchor).and_then(|(date, anchor)| {
        let sign = if anchor == Anchor::Back { -1 } else { 1 };
        length.beside(date, sign)
    });
    Some(found(at, end, TimeKind::Duration, length.value(), interval))
}

/// *12-14 September 2023*, *March 3 to 5*, *2010-14*: from one day or year up to another.
fn range(line: &Line<'_>, at: usize) -> Option<Found> {
    if let (Some(first), true) = (date::year_at(line, at), line.is_hyphen(at + 1)) {
        let last = line.digits(at + 2, 4)?;
        let last = match line.word(at + 2).len() {
            2 => i16::try_from(last).ok()? + first / 100 * 100,
            4 => i16::try_from(last).ok()?,
            _ => return None,
        };
        let is_date = line.is_hyphen(at + 3);
        let begin = Period::Year(first).interval()?;
        let end = Period::Year(last).interval()?;
        let days = Interval {
            end: end.end,
            ..begin
        };
        let value = format!("P{}Y", last.checked_sub(first)?);
        return (first < last && last < first + 100 && !is_date)
            .then(|| found(at, at + 3, TimeKind::Duration, value, Some(days)));
    }
    let (begin, end, after) = days_of_month(line, at)?;
    let count = begin.until(end).ok()?.get_days() + 1;
    let days = Interval {
        begin,
        end,
        precision: Precision::Day,
    };
    (count > 1).then(|| {
        found(
            at,
            after,
            TimeKind::Duration,
            format!("P{count}D"),
            Some(days),
        )
    })
}

/// The first and last day of *12-14 September 2023* or *September 12 to 14, 2023*.
fn days_of_month(line: &Line<'_>, at: usize) -> Option<(Date, Date, usize)> {
    let is_link = |at: usize| line.is_hyphen(at) || line.is(at, &["to", "and"]);
    // "on 3 and 6 March" names two days, "between 3 and 6 March" all from the one to the other
    let is_between = line.is(at.wrapping_sub(1), &["between"]);
    let is_range = |link: usize, begin: Date, end: Date| {
        line.word(link) != "and" || is_between || days_on(begin, 1) == Some(end)
    };
    if let Some(day) = line.digits(at, 2).filter(|_| is_link(at + 1)) {
        let last = date::day_and_month(line, at + 2)?;
        let Some(Period::Day(end)) = last.period else {
            return None;
        };
        let begin = Date::new(end.year(), end.month(), i8::try_from(day).ok()?).ok()?;
        return is_range(at + 1, begin, end).then_some((begin, end, last.end));
    }
    let last = line.digits(at + 3, 2).filter(|_| is_link(at + 2))?;
    line.digits(at + 1, 2)?;
    let Some(Period::Day(begin)) = date::day_and_month(line, at)?.period else {
        return None;
    };
    let comma = at + 4 + usize::from(line.is(at + 4, &[","]));
    let (year, after) = match date::year_at(line, comma) {
        Some(year) => (year, comma + 1),
        None => (begin.year(), at + 4),
    };
    let begin = Date::new(year, begin.month(), begin.day()).ok()?;
    let end = Date::new(year, begin.month(), i8::try_from(last).ok()?).ok()?;
    is_range(at + 2, begin, end).then_some((begin, end, after))
}

fn found(
    start: usize,
    end: usize,
    kind: TimeKind,
    value: String,
    interval: Option<Interval>,
) -> Found {
    Found {
        start,
        end,
        kind,
        value,
        interval,
        told: None,
        clock: None,
    }
}

/// Units as they stand after a hyphen.
const UNITS_JOINED: [&str; 8] = [
    "minute", "hour", "day", "week", "month", "year", "decade", "long",
];

/// *almost*, *more than*, *the past*, *another full*: what stands before the number.
fn opening(line: &Line<'_>, at: usize) -> (Option<Anchor>, bool, usize) {
    let mut start = at;
    if line.is(
        at,
        &[
            "almost",
            "nearly",
            "about",
            "around",
            "roughly",
            "approximately",
            "exactly",
        ],
    ) {
        start += 1;
    } else if line.is(at, &["more", "less", "fewer"]) && line.word(at + 1) == "than"
        || line.reads(at, &["at", "least"])
        || line.reads(at, &["at", "most"])
    {
        start += 2;
    }
    let is_definite = line.is(start, &["the", "these", "those", "this", "last", "next"]);
    if line.is(start, &["the", "these", "those", "this"]) {
        start += 1;
    }
    let mut anchor = None;
    let first = start;
    while start < first + 3
        && line.is(
            start,
            &[
                "past",
                "last",
                "previous",
                "next",
                "coming",
                "following",
                "first",
                "final",
                "full",
                "whole",
                "entire",
                "further",
                "recent",
            ],
        )
    {
        match line.word(start) {
            "past" | "last" | "recent" => anchor = Some(Anchor::Back),
            "next" | "coming" => anchor = Some(Anchor::Ahead),
            _ => {}
        }
        start += 1;
    }
    (anchor, is_definite && start > at, start)
}

/// The number and unit at `at`, with what follows: *and a half*, *and three months*.
fn length(
    line: &Line<'_>,
    at: usize,
    anchor: Option<Anchor>,
    is_definite: bool,
) -> Option<(Length, usize)> {
    if let Some((unit, end)) = long(line, at) {
        let length = Length { parts: vec![unit] };
        return Some((length, end));
    }
    if let Some((first, end)) = part(line, at) {
        let mut parts = vec![first];
        let mut end = end;
        while let Some((next, after)) = further(line, end, parts.last().map(|(_, unit)| *unit)) {
            parts.push(next);
            end = after;
        }
        return Some((Length { parts }, end));
    }
    let unit = line.unit(at)?;
    let amount = without_number(line, at, unit, anchor, is_definite)?;
    let parts = vec![(amount, unit)];
    Some((Length { parts }, at + 1))
}

/// *the past decade*, *the coming weeks*, *for years*: the number that no word tells.
fn without_number(
    line: &Line<'_>,
    at: usize,
    unit: Unit,
    anchor: Option<Anchor>,
    is_definite: bool,
) -> Option<Amount> {
    let is_plural = line.word(at).ends_with('s');
    if line.pos(at) == Pos::JJ || line.is_named(at) {
        return None;
    }
    match (is_plural, anchor) {
        (false, Some(_)) if is_definite && !is_small(unit) && unit != Unit::Quarter => {
            Some(Amount::Whole(1))
        }
        (true, Some(_)) if unit != Unit::Quarter => Some(Amount::Vague),
        (true, None) if is_bare_length(line, at, is_definite, unit) => Some(Amount::Vague),
        _ => None,
    }
}

/// *for years*, *decades of war*, *years later*; not *the minutes of the meeting*.
fn is_bare_length(line: &Line<'_>, at: usize, is_definite: bool, unit: Unit) -> bool {
    if matches!(unit, Unit::Quarter | Unit::Second | Unit::Minute) || line.is(at, &["nights"]) {
        return line.before(at) == "for" && unit != Unit::Quarter;
    }
    let led = line.is(
        at.wrapping_sub(1),
        &[
            "for", "in", "after", "within", "of", "take", "took", "spent", "lasted", "over",
        ],
    );
    let followed = line.is(
        at + 1,
        &["ago", "later", "earlier", "of", "before", "after"],
    );
    let over = line.reads(at.wrapping_sub(2), &["over", "the"]);
    over || !is_definite && (led || followed)
}

/// *decades-long*, *yearlong*.
fn long(line: &Line<'_>, at: usize) -> Option<((Amount, Unit), usize)> {
    if line.is_hyphen(at + 1) && line.word(at + 2) == "long" {
        let amount = if line.word(at).ends_with('s') {
            Amount::Vague
        } else {
            Amount::Whole(1)
        };
        return Some(((amount, line.unit(at)?), at + 3));
    }
    let unit = match line.word(at) {
        "yearlong" => Unit::Year,
        "monthlong" => Unit::Month,
        "weeklong" => Unit::Week,
        "daylong" => Unit::Day,
        _ => return None,
    };
    Some(((Amount::Whole(1), unit), at + 1))
}

/// A number, a hyphen perhaps, and a unit: *three weeks*, *27-year*, *a year and a half*.
fn part(line: &Line<'_>, at: usize) -> Option<((Amount, Unit), usize)> {
    let (amount, end) = amount(line, at)?;
    let hyphen = usize::from(line.is_hyphen(end));
    let adjective = usize::from(
        hyphen == 0
            && line.is(
                end,
                &[
                    "more",
                    "full",
                    "whole",
                    "long",
                    "straight",
                    "consecutive",
                    "further",
                    "additional",
                ],
            ),
    );
    let name = end + hyphen + adjective;
    let unit = line.unit(name)?;
    let is_article = line.is(at, &["a", "an", "another"]) && end == at + 1;
    let is_long = line.is_hyphen(name + 1) && line.word(name + 2) == "long";
    let is_ordinal = line.pos(name) == Pos::JJ && hyphen == 0 && unit == Unit::Second;
    let is_fraction = unit == Unit::Quarter && is_article;
    let is_singular = !line.word(name).ends_with('s');
    let wants_plural = !matches!(amount, Amount::Whole(1) | Amount::AndHalf(0)) && hyphen == 0;
    if is_ordinal
        || is_fraction
        || is_article && (is_long || !is_singular)
        || wants_plural && is_singular && line.word(name) != "min"
    {
        return None;
    }
    if is_article
        && matches!(unit, Unit::Second | Unit::Night | Unit::Weekend)
        && !line.is(name + 1, &["later", "ago", "earlier"])
    {
        return None;
    }
    let whole = matches!(amount, Amount::Whole(1)) && line.reads(name + 1, &["and", "a", "half"]);
    if whole {
        return Some(((Amount::AndHalf(1), unit), name + 4));
    }
    let long = if is_long { 2 } else { 0 };
    Some(((amount, unit), name + 1 + long))
}

/// A smaller part after `unit`: *and three months*, *30 minutes*.
fn further(line: &Line<'_>, at: usize, unit: Option<Unit>) -> Option<((Amount, Unit), usize)> {
    let link = usize::from(line.is(at, &["and", ","]));
    let (next, end) = part(line, at + link)?;
    let is_told = matches!(next.0, Amount::Whole(_));
    (is_told && next.1 < unit?).then_some((next, end))
}

/// *ago*, *earlier*, *later*, *from now* after a length make it a date.
fn far_off(line: &Line<'_>, at: usize, length: &Length, end: usize) -> Option<Found> {
    let told = line.pivot(length.smallest());
    let (sign, pivot, after) = match line.word(end) {
        "ago" => (-1, line.published, end + 1),
        "hence" => (1, line.published, end + 1),
        "from" if line.is(end + 1, &["now", "today"]) => (1, line.published, end + 2),
        "earlier" | "previously" if line.word(end + 1) != "than" => (-1, told, end + 1),
        "later" | "afterwards" | "afterward" if line.word(end + 1) != "than" => (1, told, end + 1),
        "before" if ends_phrase(line, end + 1) => (-1, told, end + 1),
        "after" if ends_phrase(line, end + 1) => (1, told, end + 1),
        _ => return None,
    };
    let is_told = line.is(end, &["ago", "hence", "from"]);
    let open = match (is_told, sign) {
        (true, -1) => "PAST_REF",
        (true, _) => "FUTURE_REF",
        (false, _) if length.is_vague() && sign < 0 => "PAST_REF",
        (false, _) => "XXXX-XX-XX",
    };
    if is_small(length.unit()) {
        return Some(hours_off(line, at, after, length, sign, open));
    }
    let period = pivot.and_then(|date| length.from(date, sign));
    let value = period.map_or(open.to_owned(), Period::value);
    let interval = period.and_then(Period::interval);
    let mut one = found(at, after, TimeKind::Date, value, interval);
    if is_about(length.unit()) {
        one.interval = one.interval.map(|days| Interval {
            precision: Precision::Vague,
            ..days
        });
    }
    one.told = period.filter(|period| matches!(period, Period::Day(_)));
    Some(one)
}

/// Nobody who says *a decade ago* counts the years.
fn is_about(unit: Unit) -> bool {
    matches!(unit, Unit::Decade | Unit::Century)
}

/// *two hours ago*: on a day that is only about known.
fn hours_off(
    line: &Line<'_>,
    at: usize,
    end: usize,
    length: &Length,
    sign: i64,
    open: &str,
) -> Found {
    let pivot = if open.ends_with("REF") {
        line.published
    } else {
        line.day()
    };
    let interval = pivot.and_then(|date| length.beside(date, sign));
    let interval = interval.map(|days| Interval {
        precision: Precision::Vague,
        ..days
    });
    let value = if interval.is_some_and(|days| Some(days.begin) == pivot || Some(days.end) == pivot)
    {
        pivot.map_or(open.to_owned(), |date| format!("{date}TXX"))
    } else {
        open.to_owned()
    };
    found(at, end, TimeKind::Time, value, interval)
}
