//! Lengths of time: their TIMEX3 value, and the days they lead to.

use jiff::civil::Date;
use onrecord_record::{Interval, Precision};

use crate::lexicon::time::Unit;

use super::calendar::{Period, days_on};
use super::number::Amount;

/// One or more numbers of units, the greatest first: *two years and three months*.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Length {
    /// The numbers and their units; at least one.
    pub(super) parts: Vec<(Amount, Unit)>,
}

impl Length {
    /// TIMEX3's value: `P1Y6M`, `PT2H`, `PXD`.
    pub(super) fn value(&self) -> String {
        let mut date = String::new();
        let mut time = String::new();
        for (amount, unit) in &self.parts {
            let (whole, halves) = written(*amount, *unit);
            let out = if is_small(*unit) {
                &mut time
            } else {
                &mut date
            };
            *out += &whole;
            if *unit == Unit::Day {
                time += &halves;
            } else {
                *out += &halves;
            }
        }
        if time.is_empty() {
            format!("P{date}")
        } else {
            format!("P{date}T{time}")
        }
    }

    /// The greatest unit.
    pub(super) fn unit(&self) -> Unit {
        self.parts.first().map_or(Unit::Day, |(_, unit)| *unit)
    }

    /// The smallest unit.
    pub(super) fn smallest(&self) -> Unit {
        self.parts.last().map_or(Unit::Day, |(_, unit)| *unit)
    }

    /// Is its number not told?
    pub(super) fn is_vague(&self) -> bool {
        self.parts
            .iter()
            .any(|(amount, _)| *amount == Amount::Vague)
    }

    /// The period that lies so far from `date`, as exact as the smallest unit.
    pub(super) fn from(&self, date: Date, sign: i64) -> Option<Period> {
        let [(amount, unit)] = self.parts.as_slice() else {
            return self
                .end(date, sign)
                .map(|date| Period::of(self.smallest(), date));
        };
        match (*amount, *unit) {
            (Amount::Whole(count), Unit::Fortnight) => {
                Period::of(Unit::Week, date).shifted(sign * 2 * i64::from(count))
            }
            // a decade ago is ten years ago, not the decade before this one
            (Amount::Whole(_), Unit::Decade | Unit::Century) => {
                Some(Period::of(Unit::Year, self.end(date, sign)?))
            }
            (Amount::Whole(count), unit) if !is_small(unit) => {
                Period::of(unit, date).shifted(sign * i64::from(count))
            }
            (Amount::AndHalf(_), unit) => {
                let finer = match unit {
                    Unit::Century => Unit::Decade,
                    Unit::Decade => Unit::Year,
                    Unit::Year => Unit::Month,
                    Unit::Month => Unit::Week,
                    _ => Unit::Day,
                };
                Some(Period::of(finer, self.end(date, sign)?))
            }
            _ => Some(Period::Day(self.end(date, sign)?)),
        }
    }

    /// The day it leads to from `date`; parts of a day are rounded up.
    pub(super) fn end(&self, date: Date, sign: i64) -> Option<Date> {
        let mut at = date;
        let mut hours = 0i64;
        for (amount, unit) in &self.parts {
            let (count, half) = match amount {
                Amount::Whole(count) => (i64::from(*count), 0),
                Amount::AndHalf(count) => (i64::from(*count), 1),
                Amount::Vague => return None,
            };
            let halves = count * 2 + half;
            match unit {
                Unit::Second | Unit::Minute => hours += 1,
                Unit::Hour => hours += count + half,
                Unit::Day | Unit::Night => at = days_on(at, sign * (halves + 1) / 2)?,
                Unit::Week | Unit::Weekend => at = days_on(at, sign * halves * 7 / 2)?,
                Unit::Fortnight => at = days_on(at, sign * halves * 7)?,
                Unit::Month => {
                    at = months_on(at, sign * count)?;
                    at = days_on(at, sign * half * 15)?;
                }
                Unit::Quarter => at = months_on(at, sign * halves * 3 / 2)?,
                Unit::Year => at = months_on(at, sign * halves * 6)?,
                Unit::Decade => at = months_on(at, sign * halves * 60)?,
                Unit::Century => at = months_on(at, sign * halves * 600)?,
            }
        }
        days_on(at, sign * ((hours + 23) / 24))
    }

    /// The days from so long before `date` up to it, or from it on.
    pub(super) fn beside(&self, date: Date, sign: i64) -> Option<Interval> {
        let other = self.end(date, sign)?;
        Some(Interval {
            begin: date.min(other),
            end: date.max(other),
            precision: precision(self.unit()),
        })
    }
}

fn months_on(date: Date, count: i64) -> Option<Date> {
    let span = jiff::Span::new().try_months(count).ok()?;
    date.checked_add(span).ok()
}

/// Shorter than a day.
pub(super) fn is_small(unit: Unit) -> bool {
    matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
}

/// How exact a time told in this unit is.
pub(super) fn precision(unit: Unit) -> Precision {
    match unit {
        Unit::Week | Unit::Fortnight => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Quarter => Precision::Season,
        Unit::Year => Precision::Year,
        Unit::Decade | Unit::Century => Precision::Vague,
        _ => Precision::Day,
    }
}

/// A number and its unit as TIMEX3 writes them, and the half in the next smaller unit.
fn written(amount: Amount, unit: Unit) -> (String, String) {
    let (letters, scale, half) = match unit {
        Unit::Second => ("S", 1, ""),
        Unit::Minute => ("M", 1, "30S"),
        Unit::Hour => ("H", 1, "30M"),
        Unit::Day => ("D", 1, "12H"),
        Unit::Night => ("NI", 1, ""),
        Unit::Weekend => ("WE", 1, ""),
        Unit::Week => ("W", 1, ""),
        Unit::Fortnight => ("W", 2, ""),
        Unit::Month => ("M", 1, ""),
        Unit::Quarter => ("Q", 1, ""),
        Unit::Year => ("Y", 1, "6M"),
        Unit::Decade => ("Y", 10, ""),
        Unit::Century => ("Y", 100, ""),
    };
    let times = |count: u32| u64::from(count) * scale;
    match amount {
        Amount::Vague => (format!("X{letters}"), String::new()),
        Amount::Whole(count) => (format!("{}{letters}", times(count)), String::new()),
        Amount::AndHalf(count) if scale > 1 => {
            let all = times(count) + scale / 2;
            (format!("{all}{letters}"), String::new())
        }
        Amount::AndHalf(count) if half.is_empty() => (format!("{count}.5{letters}"), String::new()),
        Amount::AndHalf(0) => (String::new(), half.to_owned()),
        Amount::AndHalf(count) => (format!("{count}{letters}"), half.to_owned()),
    }
}
