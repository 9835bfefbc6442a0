//! What a finding is, as words of the index: its act, its value, the days and months it tells of.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::place::Owner;
use crate::query::Days;
use crate::word::Word;

pub(crate) const ACT: &str = "act";
pub(crate) const DIRECTNESS: &str = "directness";
pub(crate) const VALUE: &str = "value";
pub(crate) const ABSENCE: &str = "absence";
pub(crate) const KIND: &str = "kind";

/// Any time at all.
const TOLD: &str = "told";
/// A time longer than [`MONTHS`].
const LONG: &str = "toldlong";
/// Times of so many days carry a label for each day, and questions of so many ask for each day.
const NEAR: i64 = 10;
/// Times of up to so many days carry a label for each month, and questions of so many ask for each.
const MONTHS: i64 = 800;
/// Questions of up to so many days ask for each year.
const YEARS: i64 = 8_000;

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
pub(crate) struct Labels {
    owner: Owner,
    labels: BTreeSet<String>,
}

impl Labels {
    pub(crate) fn of(owner: Owner) -> Labels {
        Labels {
            owner,
            labels: BTreeSet::new(),
        }
    }

    pub(crate) fn owner(&self) -> Owner {
        self.owner
    }

    pub(crate) fn add(&mut self, class: &str, word: impl Word) {
        self.labels.insert(label(class, word));
    }

    /// Those by which [`asked`] finds a time that covers the days from `first` to `last`.
    pub(crate) fn days(&mut self, [first, last]: [i64; 2]) {
        self.labels.insert(TOLD.to_owned());
        let length = last - first;
        if length > MONTHS {
            self.labels.insert(LONG.to_owned());
            return;
        }
        let dates = dates(first, last);
        for date in &dates {
            self.labels.insert(year(*date));
            self.labels.insert(month(*date));
            self.labels.insert(if length < NEAR {
                near(*date)
            } else {
                far(*date)
            });
        }
    }

    pub(crate) fn joined(self) -> String {
        let labels: Vec<String> = self.labels.into_iter().collect();
        labels.join(" ")
    }
}

/// Labels of which a finding that tells a time within `days` has at least one. Others may have one
/// too: this narrows, and does not decide.
pub(crate) fn asked(days: Days) -> BTreeSet<String> {
    let (Some(from), Some(to)) = (days.from, days.to) else {
        return BTreeSet::from([TOLD.to_owned()]);
    };
    let (first, last) = (crate::index::day(from), crate::index::day(to));
    let length = last - first;
    if length > YEARS {
        return BTreeSet::from([TOLD.to_owned()]);
    }
    let mut asked = BTreeSet::from([LONG.to_owned()]);
    for date in dates(first, last) {
        if length < NEAR {
            asked.insert(near(date));
            asked.insert(far(date));
        } else if length <= MONTHS {
            asked.insert(month(date));
        } else {
            asked.insert(year(date));
        }
    }
    asked
}

fn dates(first: i64, last: i64) -> Vec<Date> {
    let days = (first..=last).filter_map(|day| Date::MIN.checked_add((day - 1).days()).ok());
    days.collect()
}

fn year(date: Date) -> String {
    format!("toldy{}", shifted(date))
}

fn month(date: Date) -> String {
    format!("toldm{}{:02}", shifted(date), date.month())
}

/// The month of a time of more than a few days.
fn far(date: Date) -> String {
    format!("toldf{}{:02}", shifted(date), date.month())
}

/// The day of a time of a few days.
fn near(date: Date) -> String {
    format!("toldd{}{:02}{:02}", shifted(date), date.month(), date.day())
}

/// A year without its sign.
fn shifted(date: Date) -> i32 {
    i32::from(date.year()) + 10_000
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
    fn a_time_is_asked_for_by_a_label_it_has_wherever_the_two_meet() {
        let start = day(date(2030, 11, 20));
        let lengths = [0, 5, 9, 10, 45, 800, 801, 4000];
        for (told, asked_for) in lengths
            .iter()
            .flat_map(|told| lengths.map(|asked| (told, asked)))
        {
            for shift in [-asked_for, -3, 0, *told] {
                let mut labels = Labels::of(Owner::Statement);
                labels.days([start, start + told]);
                let begin = start + shift;
                let days = Days {
                    from: dates(begin, begin).first().copied(),
                    to: dates(begin + asked_for, begin + asked_for).first().copied(),
                };
                let meet = begin <= start + told && start <= begin + asked_for;
                let found = !labels.labels.is_disjoint(&asked(days));
                assert!(found || !meet, "{told} {asked_for} {shift}");
            }
        }
    }

    #[test]
    fn a_day_far_off_does_not_share_a_label() {
        let mut labels = Labels::of(Owner::Statement);
        let march = day(date(2031, 3, 12));
        labels.days([march, march]);
        let days = |from, to| Days {
            from: Some(from),
            to: Some(to),
        };
        let apart = days(date(2031, 3, 13), date(2031, 3, 14));
        assert!(labels.labels.is_disjoint(&asked(apart)));
        let other = days(date(2031, 4, 1), date(2031, 9, 1));
        assert!(labels.labels.is_disjoint(&asked(other)));
    }
}
