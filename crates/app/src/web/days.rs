//! How many there are of each day, as columns over an axis.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_record::{Interval, Precision};

use crate::render::phrase;

/// Columns of the picture at most.
const COLUMNS: i64 = 60;
/// Days that are written under it at most.
const MARKS: usize = 5;
/// Below the columns.
const FOOT: i64 = 22;

/// Days of one column, and how many there are of them.
struct Column {
    first: Date,
    last: Date,
    count: i64,
}

/// The days in columns side by side, each of as many days as it takes for all to have room.
fn columns(days: impl Iterator<Item = (Date, usize)>) -> Vec<Column> {
    let mut counts: BTreeMap<Date, i64> = BTreeMap::new();
    for (day, count) in days {
        *counts.entry(day).or_default() += i64::try_from(count).unwrap_or(i64::MAX);
    }
    let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else {
        return Vec::new();
    };
    let all = days_between(*first, *last) + 1;
    let wide = all.div_euclid(COLUMNS) + i64::from(all % COLUMNS > 0);
    let count = (all + wide - 1) / wide;
    let day = |number: i64| first.saturating_add(Span::new().days(number));
    let mut columns: Vec<Column> = (0..count)
        .map(|at| Column {
            first: day(at * wide),
            last: day((at + 1) * wide - 1),
            count: 0,
        })
        .collect();
    for (day, own) in &counts {
        let at = usize::try_from(days_between(*first, *day) / wide).unwrap_or_default();
        if let Some(column) = columns.get_mut(at) {
            column.count += own;
        }
    }
    columns
}

/// The columns, as high as there are many of each day, over an axis with days. Shares of the width, so that
/// the letters are as large in a narrow window.
pub(super) fn picture(
    days: impl Iterator<Item = (Date, usize)>,
    height: i64,
    label: &str,
) -> Markup {
    let columns = columns(days);
    let most = columns
        .iter()
        .map(|one| one.count)
        .max()
        .unwrap_or(1)
        .max(1);
    let share = |at: usize| at as f64 * 100.0 / columns.len() as f64;
    let base = height - FOOT;
    html! {
        @if !columns.is_empty() {
            svg .days width="100%" height=(height) role="img" aria-label=(label) {
                @for (at, one) in columns.iter().enumerate().filter(|(_, one)| one.count > 0) {
                    @let high = ((base - 20) * one.count / most).max(2);
                    rect .dot x=(percent(share(at) + 0.1)) y=(base - high) width=(percent(share(1) - 0.2)) height=(high) {
                        title { (told(one)) ": " (one.count) }
                    }
                }
                line .axis x1="0" x2="100%" y1=(base) y2=(base) {}
                text .second x="0" y="12" { "up to " (most) " a column" }
                (axis(&columns, height))
            }
        }
    }
}

/// Days under the axis: the first, the last, and some between.
fn axis(columns: &[Column], height: i64) -> Markup {
    let last = columns.len().saturating_sub(1);
    let mut places: Vec<usize> = (0..MARKS).map(|at| at * last / (MARKS - 1)).collect();
    places.dedup();
    let is_years = columns.last().zip(columns.first());
    let is_years = is_years.is_some_and(|(last, first)| days_between(first.first, last.last) > 700);
    html! {
        @for (number, at) in places.iter().enumerate() {
            @if let Some(column) = columns.get(*at) {
                @let (anchor, x) = match *at {
                    0 => ("start", 0.0),
                    at if at == last => ("end", 100.0),
                    at => ("middle", (at as f64 + 0.5) * 100.0 / columns.len() as f64),
                };
                text x=(percent(x)) y=(height - 5) text-anchor=(anchor) class=[(number % 2 == 1).then_some("more")] {
                    (column.first.strftime(if is_years { "%b %Y" } else { "%-d %b %Y" }))
                }
            }
        }
    }
}

fn percent(share: f64) -> String {
    format!("{share:.2}%")
}

/// `12 March 2031`, `12 to 18 March 2031`.
fn told(column: &Column) -> String {
    phrase::interval(Interval {
        begin: column.first,
        end: column.last,
        precision: Precision::Day,
    })
}

fn days_between(one: Date, other: Date) -> i64 {
    one.until(other)
        .map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn columns_stand_side_by_side_and_count_every_one() {
        let days = [date(2031, 3, 12), date(2031, 3, 12), date(2031, 3, 14)].map(|day| (day, 1));
        let counts: Vec<i64> = columns(days.into_iter())
            .iter()
            .map(|one| one.count)
            .collect();
        assert_eq!(counts, [2, 0, 1]);
        let long = [date(1998, 1, 1), date(2031, 3, 12), date(2031, 3, 14)].map(|day| (day, 1));
        let long = columns(long.into_iter());
        assert!(long.len() <= COLUMNS as usize);
        assert_eq!(long.iter().map(|one| one.count).sum::<i64>(), 3);
        assert!(columns(std::iter::empty()).is_empty());
    }
}
