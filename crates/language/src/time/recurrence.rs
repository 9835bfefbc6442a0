//! What comes again: *every Tuesday*, *daily*, *twice a week*, *15 a year*.

use onrecord_record::TimeKind;

use crate::lexicon::time::{Unit, WORDS};
use crate::tag::Pos;

use super::Found;
use super::length::Length;
use super::line::Line;
use super::number::{Amount, amount};

/// The recurrence at `at`.
pub(super) fn recurrence(line: &Line<'_>, at: usize) -> Option<Found> {
    let (end, value) = every(line, at)
        .or_else(|| often(line, at))
        .or_else(|| rate(line, at))
        .or_else(|| weekdays(line, at))
        .or_else(|| adjective(line, at))?;
    Some(Found {
        start: at,
        end,
        kind: TimeKind::Set,
        value,
        interval: None,
        told: None,
        clock: None,
    })
}

/// *every day*, *each October*, *every other week*, *every two years*.
fn every(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    if !line.is(at, &["every", "each"]) {
        return None;
    }
    if let Some(found) = named(line, at + 1) {
        return Some(found);
    }
    if line.word(at + 1) == "other" {
        let unit = line.unit(at + 2)?;
        return Some((at + 3, length(Amount::Whole(2), unit)));
    }
    if let Some(unit) = line.unit(at + 1) {
        // "every second house"
        if unit == Unit::Second {
            return None;
        }
        return Some((at + 2, length(Amount::Whole(1), unit)));
    }
    let (amount, end) = amount(line, at + 1)?;
    let unit = line.unit(end)?;
    Some((end + 1, length(amount, unit)))
}

/// A weekday, month, season or part of the day, each time it comes.
fn named(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    let word = line.word(at);
    if let Some(day) = WORDS.weekday.get(word).filter(|_| word.ends_with("day")) {
        let value = format!("XXXX-WXX-{day}");
        return Some(match line.daypart(at + 1) {
            Some(part) => (at + 2, format!("{value}T{part:?}")),
            None => (at + 1, value),
        });
    }
    if let Some(part) = line.daypart(at) {
        return Some((at + 1, format!("XXXX-XX-XXT{part:?}")));
    }
    if let Some(season) = line.season(at) {
        return Some((at + 1, format!("XXXX-{}", season.letters())));
    }
    let month = WORDS.month.get(word).filter(|_| line.is_capital(at))?;
    Some((at + 1, format!("XXXX-{month:02}")))
}

fn length(amount: Amount, unit: Unit) -> String {
    Length {
        parts: vec![(amount, unit)],
    }
    .value()
}

/// *twice a week*, *three times per day*.
fn often(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    let end = match line.word(at) {
        "once" | "twice" => at + 1,
        _ => {
            let (_, end) = amount(line, at)?;
            if line.word(end) != "times" {
                return None;
            }
            end + 1
        }
    };
    let unit = line.unit(end + 1)?;
    line.is(end, &["a", "an", "per", "each", "every"])
        .then(|| (end + 2, length(Amount::Whole(1), unit)))
}

/// *15 a year*, *$3 million per day*: after a number or what it counts.
fn rate(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    let unit = line.unit(at + 1)?;
    let is_rate = match line.word(at) {
        "per" => true,
        "a" | "an" => {
            let before = line.pos(at.wrapping_sub(1));
            let counted = before == Pos::NNS && line.pos(at.wrapping_sub(2)) == Pos::CD;
            let is_far = line.is(
                at + 2,
                &["ago", "later", "earlier", "before", "after", "and", "from"],
            );
            (before == Pos::CD || counted || line.before(at) == "%") && !is_far
        }
        _ => false,
    };
    is_rate.then(|| (at + 2, length(Amount::Whole(1), unit)))
}

/// *Saturdays*.
fn weekdays(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    let day = WORDS.weekdays.get(line.word(at))?;
    (!line.is_named(at)).then(|| (at + 1, format!("XXXX-WXX-{day}")))
}

/// *daily*, *annual*.
fn adjective(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    let unit = WORDS.every.get(line.word(at))?;
    let is_name = line.is_named(at) || line.is_capital(at) && line.pos(at).is_name();
    // "the new daily" is a paper
    let is_noun = line.pos(at).is_noun()
        && !line.pos(at + 1).is_noun()
        && matches!(line.pos(at.wrapping_sub(1)), Pos::DT | Pos::JJ | Pos::PRPS);
    (!is_name && !is_noun).then(|| (at + 1, length(Amount::Whole(1), unit)))
}
