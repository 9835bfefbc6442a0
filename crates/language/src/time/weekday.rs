//! Days of the week: *Wednesday*, *next Friday*, *Tuesday of last week*.

use jiff::civil::{Date, Weekday};

use crate::document::Document;
use crate::lexicon::time::WORDS;

use super::calendar::{Period, days_on};
use super::line::Line;
use super::period::Core;
use super::tense::{Direction, of_week};
use super::{date, relative};

/// The weekday at `at`.
pub(super) fn weekday(line: &Line<'_>, at: usize) -> Option<Core> {
    let (pick, name) = pick(line, at);
    let day = name_at(line, name)?;
    let end = name + 1;
    if let Some(core) = with_date(line, end) {
        return Some(core);
    }
    let open = format!("XXXX-WXX-{day}");
    let Some(published) = line.published else {
        return Some(Core::new(end, None, &open));
    };
    if let Some((week, end)) = with_week(line, end) {
        return Some(Core::new(end, in_week(week, day).map(Period::Day), &open));
    }
    let date = match pick {
        "last" => back(published, day, 1).and_then(|date| before_plain(line, published, date)),
        "past" => back(published, day, 1),
        "next" | "coming" => ahead(published, day, 1),
        _ => match of_week(line, at..end) {
            Direction::Future => ahead(published, day, 0),
            Direction::Nearest => nearer(published, day),
            Direction::Past | Direction::Unclear => back(published, day, 0),
        },
    };
    Some(Core::new(end, date.map(Period::Day), &open))
}

/// *last Saturday* where the article has *on Saturday* too: a writer of Sunday or Monday who calls
/// one of them *Saturday* means the one before by *last*.
fn before_plain(line: &Line<'_>, published: Date, date: Date) -> Option<Date> {
    let is_fresh = days_on(date, 2).is_some_and(|fresh| published <= fresh);
    if is_fresh && line.plain.contains(&date) {
        days_on(date, -7)
    } else {
        Some(date)
    }
}

/// The days that an article which has *last Saturday* or its like names by their weekday alone.
pub(super) fn plain(document: &Document<'_>) -> Vec<Date> {
    const PICKS: [&str; 7] = ["this", "last", "next", "past", "coming", "every", "each"];
    let has_last = document.tokens.windows(2).any(|pair| {
        document.quote(pair[0].span).eq_ignore_ascii_case("last")
            && is_name(&document.quote(pair[1].span).to_lowercase())
    });
    if !has_last {
        return Vec::new();
    }
    let mut days = Vec::new();
    for sentence in &document.sentences {
        let line = Line::new(document, sentence);
        let plain = |at: &usize| is_name(line.word(*at)) && !PICKS.contains(&line.before(*at));
        let found = (0..line.len()).filter(plain);
        days.extend(found.filter_map(|at| weekday(&line, at)?.period?.day()));
    }
    days
}

/// Is `word`, in lower case, the name of a day?
fn is_name(word: &str) -> bool {
    WORDS.weekday.has(word)
}

/// The name of a day at `at`, if it is not a part of another name.
fn name_at(line: &Line<'_>, at: usize) -> Option<i8> {
    let word = line.word(at);
    let day = WORDS.weekday.get(word)?;
    let is_full = word.ends_with("day");
    let is_short =
        line.is_capital(at) && (line.text(at).ends_with('.') || opens_date(line, at + 1));
    let alone = matches!(word, "tues" | "thurs") && line.is_capital(at);
    // "told them Friday Mayor Holt would go" names a day, "the Friday Accord" does not
    let is_titled = line.before(at) == "the" && line.is_capital(at + 1);
    let in_name = line.is_named(at) || is_titled || is_title(line, at + 1);
    ((is_full || is_short || alone) && (!in_name || opens_date(line, at + 1))).then_some(day)
}

/// Does a paper's name go on: *Sunday Times*?
fn is_title(line: &Line<'_>, at: usize) -> bool {
    line.pos(at).is_name() && line.is_named(at) && !line.is_named(at - 1) && {
        let ends = [
            "times",
            "post",
            "telegraph",
            "mirror",
            "mail",
            "herald",
            "courier",
            "express",
        ];
        line.is(at, &ends)
    }
}

/// Does a day and month follow?
fn opens_date(line: &Line<'_>, at: usize) -> bool {
    with_date(line, at).is_some()
}

/// *, 13 September 2031* after the name of a day.
fn with_date(line: &Line<'_>, at: usize) -> Option<Core> {
    let comma = usize::from(line.is(at, &[","]));
    date::day_and_month(line, at + comma)
}

/// *last week*, *of next week* after the name of a day: a day of that week.
fn with_week(line: &Line<'_>, at: usize) -> Option<(Date, usize)> {
    let of = usize::from(line.is(at, &["of"]));
    let core = relative::relative(line, at + of)?;
    match core.period {
        Some(Period::Week(date)) => Some((date, core.end)),
        _ => None,
    }
}

/// *this*, *last*, *next* before the name of a day, and where the name stands.
fn pick<'a>(line: &'a Line<'_>, at: usize) -> (&'a str, usize) {
    let skip = usize::from(line.is(at, &["this", "the"]) && line.is(at + 1, &["past", "coming"]));
    match line.word(at + skip) {
        word @ ("this" | "last" | "next" | "past" | "coming") => (word, at + skip + 1),
        _ => ("", at),
    }
}

fn of_number(day: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(day).ok()
}

fn in_week(date: Date, day: i8) -> Option<Date> {
    days_on(date, i64::from(day - date.weekday().to_monday_one_offset()))
}

/// The last such day, at least `least` days before `date`.
fn back(date: Date, day: i8, least: i64) -> Option<Date> {
    let from = days_on(date, -least)?;
    let days = from.weekday().since(of_number(day)?);
    days_on(from, -i64::from(days))
}

/// Such a day up to three days before `date` or after it.
fn nearer(date: Date, day: i8) -> Option<Date> {
    back(days_on(date, 3)?, day, 0)
}

/// The next such day, at least `least` days after `date`.
fn ahead(date: Date, day: i8, least: i64) -> Option<Date> {
    let from = days_on(date, least)?;
    let days = from.weekday().until(of_number(day)?);
    days_on(from, i64::from(days))
}
