//! What a finding is, as words of the index: its act, its value, the days and months it tells of.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::index;
use crate::query::Days;
use crate::word::Word;

pub(crate) const ACT: &str = "act";
pub(crate) const DIRECTNESS: &str = "directness";
pub(crate) const VALUE: &str = "value";
pub(crate) const ABSENCE: &str = "absence";
pub(crate) const KIND: &str = "kind";

/// The days that a finding tells of.
pub(crate) const TOLD: Calendar = Calendar("told");
/// The day on which the ledger learned it.
pub(crate) const LEARNED: Calendar = Calendar("learned");

/// Stretches of up to so many days carry a label for each day, longer ones for each month.
const NEAR: i64 = 10;
/// Stretches of more days carry one label for all such.
const LONG: i64 = 800;
/// Years with a label of their own; all others share one.
const YEARS: RangeInclusive<i16> = 1900..=2100;

/// Labels that tell days, in letters and digits alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calendar(&'static str);

/// The label of `word` in the class `class`: letters alone, so that the index takes it for one word.
pub(crate) fn label(class: &str, word: impl Word) -> String {
    let mut label = class.to_owned();
    for c in word.word().chars() {
        match c {
            '+' => label.push_str("plus"),
            '-' => label.push_str("minus"),
            c if c.is_alphanumeric() => label.extend(c.to_lowercase()),
            _ => {}
        }
    }
    label
}

/// The labels of one finding.
#[derive(Debug, Default)]
pub(crate) struct Labels(BTreeSet<String>);

impl Labels {
    pub(crate) fn add(&mut self, class: &str, word: impl Word) {
        self.0.insert(label(class, word));
    }

    /// Those by which [`Calendar::asked`] finds the days from `first` to `last`.
    pub(crate) fn days(&mut self, calendar: Calendar, [first, last]: [i64; 2]) {
        let length = last - first;
        if length > LONG {
            self.0.insert(calendar.long());
            return;
        }
        for date in (first..=last).filter_map(date) {
            self.0.insert(calendar.year(date.year()));
            self.0.insert(calendar.month(date));
            self.0.insert(if length < NEAR {
                calendar.near(date)
            } else {
                calendar.far(date)
            });
        }
    }

    pub(crate) fn joined(self) -> String {
        let labels: Vec<String> = self.0.into_iter().collect();
        labels.join(" ")
    }
}

impl Calendar {
    /// Labels of which whatever has a day within `days` has at least one. Others may have one too:
    /// this narrows, and does not decide.
    ///
    /// Whole years are asked for as such, whole months of the years at both ends, and days of the
    /// months at both ends.
    pub(crate) fn asked(self, days: Days) -> BTreeSet<String> {
        let from = days.from.unwrap_or(Date::MIN);
        let to = days.to.unwrap_or(Date::MAX);
        let mut asked = BTreeSet::from([self.long()]);
        for year in [from.year(), to.year()] {
            asked.extend(self.within(year, from, to));
        }
        let inner = from.year().saturating_add(1)..=to.year().saturating_sub(1);
        let known = *YEARS.start().max(inner.start())..=*YEARS.end().min(inner.end());
        asked.extend(known.clone().map(|year| self.year(year)));
        if !inner.is_empty() && known != inner {
            asked.insert(self.year(*YEARS.end() + 1));
        }
        asked
    }

    /// Those of the days from `from` to `to` that lie in `year`.
    fn within(self, year: i16, from: Date, to: Date) -> BTreeSet<String> {
        let (first, last) = (Date::new(year, 1, 1), Date::new(year, 12, 31));
        let (first, last) = (first.unwrap_or(from).max(from), last.unwrap_or(to).min(to));
        if first.day_of_year() == 1 && last.day_of_year() == last.days_in_year() {
            return BTreeSet::from([self.year(year)]);
        }
        let mut labels = BTreeSet::new();
        let mut day = first;
        while day <= last {
            let end = day.last_of_month();
            if day.day() == 1 && end <= last {
                labels.insert(self.month(day));
            } else {
                labels.insert(self.far(day));
                let days = index::day(day)..=index::day(end.min(last));
                labels.extend(days.filter_map(date).map(|day| self.near(day)));
            }
            let Ok(next) = end.tomorrow() else { break };
            day = next;
        }
        labels
    }

    fn long(self) -> String {
        format!("{}long", self.0)
    }

    fn year(self, year: i16) -> String {
        if YEARS.contains(&year) {
            format!("{}y{year}", self.0)
        } else {
            format!("{}yother", self.0)
        }
    }

    /// Years are counted from -10000, so that none has a sign.
    fn month(self, date: Date) -> String {
        format!("{}m{}{:02}", self.0, shifted(date), date.month())
    }

    /// The month of a stretch of more than a few days.
    fn far(self, date: Date) -> String {
        format!("{}f{}{:02}", self.0, shifted(date), date.month())
    }

    /// The day of a stretch of a few days.
    fn near(self, date: Date) -> String {
        let (year, month, day) = (shifted(date), date.month(), date.day());
        format!("{}d{year}{month:02}{day:02}", self.0)
    }
}

fn shifted(date: Date) -> i32 {
    i32::from(date.year()) + 10_000
}

/// The day with this number.
fn date(number: i64) -> Option<Date> {
    Date::MIN.checked_add((number - 1).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::day;
    use jiff::civil::date;
    use onrecord_record::{Act, Factuality};

    #[test]
    fn a_label_is_one_word() {
        assert_eq!(label(ACT, Act::DeclinedToComment), "actdeclinedtocomment");
        let labels: BTreeSet<String> = Factuality::ALL
            .into_iter()
            .map(|value| label(VALUE, value))
            .collect();
        assert_eq!(labels.len(), Factuality::ALL.len());
        assert!(labels.contains("valuepsplus") && labels.contains("valuectminus"));
        let all = |label: &String| label.chars().all(char::is_alphanumeric);
        assert!(labels.iter().all(all));
    }

    #[test]
    fn days_are_asked_for_by_a_label_they_have_wherever_the_two_meet() {
        let lengths = [0, 5, 9, 10, 45, 365, 800, 801, 4000];
        let starts = [
            date(2030, 11, 20),
            date(1899, 12, 25),
            date(2030, 1, 1),
            date(-44, 3, 1),
        ];
        let pairs = lengths
            .iter()
            .flat_map(|told| lengths.map(|asked| (*told, asked)));
        for ((told, length), start) in pairs.flat_map(|pair| starts.map(|start| (pair, day(start))))
        {
            for shift in [-length, -3, 0, 1, told] {
                let mut labels = Labels::default();
                labels.days(TOLD, [start, start + told]);
                let begin = start + shift;
                let (from, to) = (super::date(begin), super::date(begin + length));
                let meet = begin <= start + told && start <= begin + length;
                for days in [
                    Days { from, to },
                    Days { from, to: None },
                    Days { from: None, to },
                ] {
                    let meet = meet
                        || days.to.is_none() && begin <= start + told
                        || days.from.is_none() && start <= begin + length;
                    let found = !labels.0.is_disjoint(&TOLD.asked(days));
                    assert!(found || !meet, "{told} {length} {shift} {days:?}");
                }
            }
        }
    }

    #[test]
    fn a_day_outside_shares_no_label() {
        let mut labels = Labels::default();
        let march = day(date(2031, 3, 12));
        labels.days(TOLD, [march, march]);
        let [no, some] = [None, Some(date(2031, 3, 13))];
        for (from, to) in [
            (some, Some(date(2031, 3, 14))),
            (some, Some(date(2033, 9, 1))),
            (Some(date(2031, 4, 1)), Some(date(2031, 4, 30))),
            (some, no),
            (no, Some(date(2031, 3, 11))),
            (Some(date(1999, 1, 1)), Some(date(2031, 3, 11))),
        ] {
            assert!(
                labels.0.is_disjoint(&TOLD.asked(Days { from, to })),
                "{from:?} {to:?}"
            );
        }
        assert!(labels.0.is_disjoint(&LEARNED.asked(Days::default())));
        assert!(TOLD.asked(Days::default()).len() < 210);
    }
}
