//! Days that are the name of what happened on them: *the Sept. 11 attacks*, *9/11 families*.

use jiff::civil::Date;

use crate::lemma::lemma;
use crate::lexicon::time::WORDS;
use crate::tag::Pos;

use super::calendar::Period;
use super::date::{day_number, month_name, year_at};
use super::line::Line;
use super::period::Core;

/// The day at `at` that names an event by month and day alone. It is told to say which event, so
/// nothing is counted from it.
pub(super) fn event_day(line: &Line<'_>, at: usize) -> Option<Core> {
    let (name, end) = slashed(line, at).or_else(|| month_and_day(line, at))?;
    let (month, day) = name.split_once('/')?;
    let year = WORDS.event_day.get(&name)?;
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    let is_past = line.published.is_none_or(|published| published >= date);
    let comma = usize::from(line.is(end, &[","]));
    let has_year = year_at(line, end + comma).is_some();
    let is_name = line.word(at) == "9/11" || belongs(line, at, end);
    let is_joined = line.is_hyphen(end) || at > 0 && line.is_hyphen(at - 1);
    if !is_past || has_year || !is_name || is_joined {
        return None;
    }
    let mut core = Core::new(end, None, &date.to_string());
    core.interval = Period::Day(date).interval();
    Some(core)
}

/// *9/11*.
fn slashed(line: &Line<'_>, at: usize) -> Option<(String, usize)> {
    let word = line.word(at);
    word.contains('/').then(|| (word.to_owned(), at + 1))
}

/// *Sept. 11*, *September 11th*.
fn month_and_day(line: &Line<'_>, at: usize) -> Option<(String, usize)> {
    let month = month_name(line, at)?;
    let day = day_number(line, at + 1)?;
    Some((format!("{month}/{day}"), at + 2))
}

/// *Sept. 11 {victims}*, *{attacks} of Sept. 11*; not *the Sept. 11 attack on the consulate*.
fn belongs(line: &Line<'_>, at: usize, end: usize) -> bool {
    let is_of = |at: usize| {
        let word = line.word(at);
        WORDS.aftermath.has(word) || WORDS.aftermath.has(&lemma(word, Pos::NNS))
    };
    let run = (end..end + 3).take_while(|at| line.pos(*at).is_noun() || line.pos(*at) == Pos::JJ);
    let after = run.clone().any(is_of);
    let next = run.last().map_or(end, |last| last + 1);
    let goes_on = line.is(next, &["on", "in", "at", "against"]) && !is_struck(line, next + 1);
    let before = line.before(at) == "of" && at > 1 && is_of(at - 2);
    after && !goes_on || before
}

/// Where the attacks were that need no year.
fn is_struck(line: &Line<'_>, at: usize) -> bool {
    let name = at + usize::from(line.is(at, &["the"]));
    line.is(
        name,
        &[
            "washington",
            "america",
            "pentagon",
            "us",
            "capitol",
            "israel",
        ],
    ) || line.reads(name, &["united", "states"])
        || line.reads(name, &["new", "york"])
        || line.reads(name, &["world", "trade"])
}
