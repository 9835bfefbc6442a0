//! Periods of the calendar: their TIMEX3 value, the days they cover, their neighbours.

use jiff::civil::{Date, ISOWeekDate};
use onrecord_record::{Interval, Precision};

use crate::lexicon::time::{Season, Unit};

/// A stretch of the calendar that has a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Period {
    /// One day.
    Day(Date),
    /// The week of a day.
    Week(Date),
    /// The weekend at the end of the week of a day.
    Weekend(Date),
    /// Year and month.
    Month(i16, i8),
    /// Year and quarter, from 1.
    Quarter(i16, i8),
    /// Year and half, from 1.
    Half(i16, i8),
    /// The year it begins in.
    Season(i16, Season),
    /// A year.
    Year(i16),
    /// Its years without their last digit.
    Decade(i16),
    /// Its years without their last two digits.
    Century(i16),
}

/// The part of a period that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// *early 2022*.
    Early,
    /// *mid-2022*.
    Mid,
    /// *late 2022*.
    Late,
    /// *the start of 2022*.
    Start,
    /// *the end of 2022*.
    End,
    /// *earlier this year*.
    Earlier,
    /// *later this year*.
    Later,
}

impl Period {
    /// The period of kind `unit` that `date` lies in; hours and less lie in a day.
    pub(super) fn of(unit: Unit, date: Date) -> Period {
        let (year, month) = (date.year(), date.month());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Period::Day(date),
            Unit::Week | Unit::Fortnight => Period::Week(date),
            Unit::Weekend => Period::Weekend(date),
            Unit::Month => Period::Month(year, month),
            Unit::Quarter => Period::Quarter(year, (month - 1) / 3 + 1),
            Unit::Year => Period::Year(year),
            Unit::Decade => Period::Decade(year.div_euclid(10)),
            Unit::Century => Period::Century(year.div_euclid(100)),
        }
    }

    /// The day, if it is one.
    pub(super) fn day(self) -> Option<Date> {
        match self {
            Period::Day(date) => Some(date),
            _ => None,
        }
    }

    /// The first day from which whole units of kind `unit` can be counted; `None` of a unit that
    /// is finer than the day, month or year it is.
    pub(super) fn pivot(self, unit: Unit) -> Option<Date> {
        match self {
            Period::Day(date) => Some(date),
            Period::Month(year, month) if unit >= Unit::Month => Date::new(year, month, 1).ok(),
            Period::Year(year) if unit >= Unit::Year => Date::new(year, 1, 1).ok(),
            _ => None,
        }
    }

    /// The period `count` further on; `None` beyond the calendar.
    pub(super) fn shifted(self, count: i64) -> Option<Period> {
        let year = |year: i16, step: i64| -> Option<i16> {
            let sum = i64::from(year).checked_add(count.checked_mul(step)?)?;
            i16::try_from(sum).ok().filter(|year| *year >= 0)
        };
        Some(match self {
            Period::Day(date) => Period::Day(days_on(date, count)?),
            Period::Week(date) => Period::Week(days_on(date, count.checked_mul(7)?)?),
            Period::Weekend(date) => Period::Weekend(days_on(date, count.checked_mul(7)?)?),
            Period::Month(year, month) => {
                let (year, month) = part_on(year, month, 12, count)?;
                Period::Month(year, month)
            }
            Period::Quarter(year, quarter) => {
                let (year, quarter) = part_on(year, quarter, 4, count)?;
                Period::Quarter(year, quarter)
            }
            Period::Half(year, half) => {
                let (year, half) = part_on(year, half, 2, count)?;
                Period::Half(year, half)
            }
            Period::Season(from, season) => Period::Season(year(from, 1)?, season),
            Period::Year(from) => Period::Year(year(from, 1)?),
            Period::Decade(from) => Period::Decade(year(from, 1)?),
            Period::Century(from) => Period::Century(year(from, 1)?),
        })
    }

    /// TIMEX3's `value`.
    pub(super) fn value(self) -> String {
        let week = |date: Date| -> String {
            let week: ISOWeekDate = date.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        };
        match self {
            Period::Day(date) => date.to_string(),
            Period::Week(date) => week(date),
            Period::Weekend(date) => week(date) + "-WE",
            Period::Month(year, month) => format!("{year:04}-{month:02}"),
            Period::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Period::Half(year, half) => format!("{year:04}-H{half}"),
            Period::Season(year, season) => format!("{year:04}-{}", season.letters()),
            Period::Year(year) => format!("{year:04}"),
            Period::Decade(decade) => format!("{decade:03}"),
            Period::Century(century) => format!("{century:02}"),
        }
    }

    /// The days it covers; `None` beyond the calendar.
    pub(super) fn interval(self) -> Option<Interval> {
        let monday = |date: Date| days_on(date, -i64::from(date.weekday().to_monday_zero_offset()));
        let (begin, end, precision) = match self {
            Period::Day(date) => (date, date, Precision::Day),
            Period::Week(date) => {
                let begin = monday(date)?;
                (begin, days_on(begin, 6)?, Precision::Week)
            }
            Period::Weekend(date) => {
                let begin = days_on(monday(date)?, 5)?;
                (begin, days_on(begin, 1)?, Precision::Week)
            }
            Period::Month(year, month) => months(year, month, 1, Precision::Month)?,
            Period::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3, Precision::Season)?,
            Period::Half(year, half) => months(year, half * 6 - 5, 6, Precision::Season)?,
            Period::Season(year, season) => months(year, season.month(), 3, Precision::Season)?,
            Period::Year(year) => months(year, 1, 12, Precision::Year)?,
            Period::Decade(decade) => months(decade.checked_mul(10)?, 1, 120, Precision::Vague)?,
            Period::Century(century) => {
                months(century.checked_mul(100)?, 1, 1200, Precision::Vague)?
            }
        };
        Some(Interval {
            begin,
            end,
            precision,
        })
    }

    /// The days that `edge` leaves of it: a third, or a sixth at its very start or end, or what
    /// lies on one side of `published`. Never exact.
    pub(super) fn narrowed(self, edge: Edge, published: Option<Date>) -> Option<Interval> {
        let whole = self.interval()?;
        let last = i64::from(whole.begin.until(whole.end).ok()?.get_days());
        let third = last / 3;
        let sixth = last / 6;
        let on = |days: i64| days_on(whole.begin, days);
        let inside = published.filter(|date| (whole.begin..=whole.end).contains(date));
        let (begin, end) = match edge {
            Edge::Early | Edge::Mid | Edge::Late | Edge::Start | Edge::End
                if self.parts().is_some() =>
            {
                self.part(edge)?
            }
            Edge::Early => (whole.begin, on(third)?),
            Edge::Mid => (on(third)?, on(last - third)?),
            Edge::Late => (on(last - third)?, whole.end),
            Edge::Start => (whole.begin, on(sixth)?),
            Edge::End => (on(last - sixth)?, whole.end),
            Edge::Earlier => (whole.begin, inside.unwrap_or(whole.end)),
            Edge::Later => (inside.unwrap_or(whole.begin), whole.end),
        };
        Some(Interval {
            begin,
            end,
            precision: Precision::Vague,
        })
    }

    /// What a long period is counted in where it is cut: its first month, the months of a part,
    /// and how many parts it has.
    fn parts(self) -> Option<(i16, i64, i64)> {
        match self {
            Period::Year(year) => Some((year, 1, 12)),
            Period::Decade(decade) => Some((decade.checked_mul(10)?, 12, 10)),
            Period::Century(century) => Some((century.checked_mul(100)?, 12, 100)),
            _ => None,
        }
    }

    /// *early*, *mid* and *late* are a third of a long period, in whole months or years; its start
    /// and end a sixth.
    fn part(self, edge: Edge) -> Option<(Date, Date)> {
        let (year, size, count) = self.parts()?;
        let third = (count + 1) / 3;
        let sixth = (count + 1) / 6;
        let (first, length) = match edge {
            Edge::Early => (0, third),
            Edge::Mid => (third, count - 2 * third),
            Edge::Late => (count - third, third),
            Edge::Start => (0, sixth),
            _ => (count - sixth, sixth),
        };
        let (year, month) = part_on(year, 1, 12, first * size)?;
        let (begin, end, _) = months(year, month, length * size, Precision::Vague)?;
        Some((begin, end))
    }
}

/// `date`, `count` days on; `None` beyond the calendar.
pub(super) fn days_on(date: Date, count: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(count).ok()?;
    date.checked_add(span).ok()
}

/// The `part`th of `parts` of `year` (from 1), `count` parts on.
fn part_on(year: i16, part: i8, parts: i64, count: i64) -> Option<(i16, i8)> {
    let sum = (i64::from(year) * parts + i64::from(part) - 1).checked_add(count)?;
    let year = i16::try_from(sum.div_euclid(parts)).ok()?;
    let part = i8::try_from(sum.rem_euclid(parts) + 1).ok()?;
    (year >= 0).then_some((year, part))
}

/// From the first of `month` over `count` months.
fn months(
    year: i16,
    month: i8,
    count: i64,
    precision: Precision,
) -> Option<(Date, Date, Precision)> {
    let begin = Date::new(year, month, 1).ok()?;
    let (year, month) = part_on(year, month, 12, count - 1)?;
    let end = Date::new(year, month, 1).ok()?.last_of_month();
    Some((begin, end, precision))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(period: Period) -> String {
        let days = period.interval().unwrap();
        format!("{} {}..{}", period.value(), days.begin, days.end)
    }

    #[test]
    fn periods_know_their_days() {
        let date = Date::constant(2031, 1, 1);
        assert_eq!(
            shown(Period::of(Unit::Week, date)),
            "2031-W01 2030-12-30..2031-01-05"
        );
        assert_eq!(
            shown(Period::Season(2030, Season::Winter)),
            "2030-WI 2030-12-01..2031-02-28"
        );
        assert_eq!(shown(Period::Decade(199)), "199 1990-01-01..1999-12-31");
        assert_eq!(shown(Period::Century(19)), "19 1900-01-01..1999-12-31");
    }

    #[test]
    fn shifts_cross_years_and_end_with_the_calendar() {
        assert_eq!(
            Period::Month(2031, 2).shifted(-3),
            Some(Period::Month(2030, 11))
        );
        assert_eq!(
            Period::Quarter(2030, 4).shifted(1),
            Some(Period::Quarter(2031, 1))
        );
        assert_eq!(Period::Day(Date::MAX).shifted(1), None);
        assert_eq!(Period::Year(2031).shifted(i64::MIN), None);
        assert_eq!(Period::Century(9999).interval(), None);
    }
}
