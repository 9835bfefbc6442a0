//! What a time expression that is no day of the calendar tells, in words: *5 hours*, *every month*.

use onrecord_record::{TimeExpression, TimeKind};

/// Units of TIMEX3 by their letters: months where they stand before a `T`, minutes after it.
const UNITS: [(&str, &str); 9] = [
    ("CE", "century"),
    ("DE", "decade"),
    ("D", "day"),
    ("H", "hour"),
    ("M", "month"),
    ("S", "second"),
    ("WE", "weekend"),
    ("W", "week"),
    ("Y", "year"),
];

/// What is told of a time that has no days of its own.
pub(crate) fn timex(time: &TimeExpression) -> String {
    let value = time.value.as_str();
    let parts = parts(value);
    match time.kind {
        TimeKind::Duration if !parts.is_empty() => length(&parts),
        TimeKind::Set => every(&parts).unwrap_or("again and again".to_owned()),
        _ => match value {
            "PAST_REF" => "some time before".to_owned(),
            "PRESENT_REF" => "about now".to_owned(),
            "FUTURE_REF" => "some time after".to_owned(),
            _ => match value.split_once('T') {
                Some((_, clock)) if clock.contains(':') => format!("{clock}, on a day not told"),
                _ => "day not told".to_owned(),
            },
        },
    }
}

/// The numbers of a length with their units: `P1Y6M` has two. Nothing where it is no length.
fn parts(value: &str) -> Vec<(String, &'static str)> {
    let Some(rest) = value.strip_prefix('P') else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    let (mut number, mut letters, mut is_clock) = (String::new(), String::new(), false);
    for letter in rest.chars().chain(['P']) {
        let is_number = letter.is_ascii_digit() || matches!(letter, '.' | 'X');
        if (is_number || matches!(letter, 'T' | 'P')) && !letters.is_empty() {
            let number = std::mem::take(&mut number);
            parts.extend(unit(&letters, is_clock).map(|unit| (number, unit)));
            letters.clear();
        }
        match letter {
            _ if is_number => number.push(letter),
            'T' => is_clock = true,
            _ => letters.push(letter),
        }
    }
    parts
}

fn unit(letters: &str, is_clock: bool) -> Option<&'static str> {
    if is_clock && letters == "M" {
        return Some("minute");
    }
    let mut units = UNITS.iter();
    units
        .find(|(own, _)| *own == letters)
        .map(|(_, unit)| *unit)
}

/// `3 years and 6 months`, `some weeks`.
fn length(parts: &[(String, &str)]) -> String {
    let told = parts.iter().map(|(number, unit)| match number.as_str() {
        "X" => format!("some {}", plural(unit)),
        "1" => format!("1 {unit}"),
        number => format!("{number} {}", plural(unit)),
    });
    told.collect::<Vec<_>>().join(" and ")
}

fn every(parts: &[(String, &str)]) -> Option<String> {
    let [(number, unit)] = parts else {
        return None;
    };
    Some(match number.as_str() {
        "1" => format!("every {unit}"),
        "X" => format!("every few {}", plural(unit)),
        number => format!("every {number} {}", plural(unit)),
    })
}

fn plural(unit: &str) -> String {
    match unit.strip_suffix('y').filter(|_| unit == "century") {
        Some(stem) => format!("{stem}ies"),
        None => format!("{unit}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::Span;

    #[track_caller]
    fn tells(kind: TimeKind, value: &str, words: &str) {
        let time = TimeExpression {
            span: Span::new("then", 0..4).unwrap(),
            kind,
            value: value.to_owned(),
            interval: None,
        };
        assert_eq!(timex(&time), words);
    }

    #[test]
    fn lengths_are_told_in_words() {
        tells(TimeKind::Duration, "PT5H", "5 hours");
        tells(TimeKind::Duration, "PT1H20M", "1 hour and 20 minutes");
        tells(TimeKind::Duration, "P3Y6M", "3 years and 6 months");
        tells(TimeKind::Duration, "PXW", "some weeks");
        tells(TimeKind::Duration, "P1CE", "1 century");
        tells(TimeKind::Duration, "P2WE", "2 weekends");
    }

    #[test]
    fn what_comes_again_and_what_has_no_day_is_told_in_words() {
        tells(TimeKind::Set, "P1M", "every month");
        tells(TimeKind::Set, "P2W", "every 2 weeks");
        tells(TimeKind::Set, "XXXX-WXX-2", "again and again");
        tells(
            TimeKind::Time,
            "XXXX-XX-XXT12:00",
            "12:00, on a day not told",
        );
        tells(TimeKind::Date, "PRESENT_REF", "about now");
        tells(TimeKind::Date, "XXXX-07", "day not told");
    }
}
