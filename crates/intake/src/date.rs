//! Which day do these words name? The forms that news pages and feeds carry.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use onrecord_record::{Stamp, StampEvidence};
use regex::Captures;

use crate::pattern::patterns;

/// Words longer than this name no date, they contain one.
const LONGEST: usize = 200;

patterns! {
    /// ISO 8601, RFC 3339, and the same with slashes; the time may follow.
    ISO = r"(?i)(?:^|[^\d])(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?:$|[T\s,]|[^\w/-])";
    /// ISO 8601 without marks: `20230913T101100Z`.
    COMPACT = r"(?i)(?:^|[^\d])(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?(?:$|[^\w])";
    /// `13 Sept 2023`, `Wed, 13 Sep 2023`, `13th of September, 2023`, `13-Sep-2023`.
    DAY_FIRST = r"(?i)(?:^|[^\w])(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]\s*(?P<name>[a-z]{3,9})\.?,?[\s-]\s*(?P<y>\d{4})(?:$|[^\w])";
    /// `September 13, 2023`, `Sept. 13th 2023`.
    MONTH_FIRST = r"(?i)(?:^|[^\w])(?P<name>[a-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?P<y>\d{4})(?:$|[^\w])";
    /// `13.09.2023`, and `09/13/2023` where only one order is possible.
    NUMBERS = r"(?:^|[^\w./-])(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})[./-](?P<y>\d{4})(?:$|[^\w/-])";
    /// A time of day with minutes, and its distance from UTC.
    CLOCK = r"(?i)(?:^|[T\s(,])(?P<hour>\d{1,2})(?P<mark>[:.])(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?\s*\(?(?P<zone>(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,4}\b)?";
    /// `10 a.m. EDT`.
    HOUR = r"(?i)(?:^|[\s(,])(?P<hour>\d{1,2})\s*(?P<half>[ap]\.?m\b\.?)\s*\(?(?P<zone>[a-z]{1,4}\b)?";
    /// `+03:00`, `-0500`, `UTC+3`.
    SHIFT = r"(?i)^(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d{1,2}?)(?::?(?P<minutes>\d{2}))?$";
}

/// The day, and the time where it is told, that `words` name.
///
/// A day whose order of numbers is open (`03/04/2031`) is no day, and neither is one without year.
pub(crate) fn stamp(words: &str, evidence: StampEvidence) -> Option<Stamp> {
    let words = words.trim();
    if words.len() > LONGEST {
        return None;
    }
    if let Some(found) = compact(words, evidence) {
        return Some(found);
    }
    let date = date(words)?;
    let (time, offset) = clock(words).map_or((None, None), |(time, zone)| (Some(time), zone));
    Some(Stamp {
        date,
        time,
        offset,
        evidence,
    })
}

/// Seconds (or thousandths of them) since 1970, as some feeds count.
pub(crate) fn since_epoch(count: i64, evidence: StampEvidence) -> Option<Stamp> {
    let moment = match count {
        100_000_000..100_000_000_000 => Timestamp::from_second(count),
        100_000_000_000..100_000_000_000_000 => Timestamp::from_millisecond(count),
        _ => return None,
    };
    let moment = Offset::UTC.to_datetime(moment.ok()?);
    Some(Stamp {
        date: moment.date(),
        time: Some(moment.time()),
        offset: Some(Offset::UTC),
        evidence,
    })
}

/// Is `words` nothing but a date, perhaps with what happened on it (*Published*, *Updated*)?
pub(crate) fn is_date_line(words: &str) -> bool {
    const WITH_DATES: [&str; 17] = [
        "published",
        "posted",
        "first",
        "updated",
        "last",
        "modified",
        "on",
        "at",
        "of",
        "date",
        "am",
        "pm",
        "a",
        "p",
        "m",
        "t",
        "and",
    ];
    let known = |word: &str| {
        let word = word.to_lowercase();
        WITH_DATES.contains(&word.as_str())
            || month(&word).is_some()
            || is_weekday(&word)
            || offset(&word).is_some()
            || matches!(
                word.as_str(),
                "st" | "nd" | "rd" | "th" | "et" | "ct" | "mt" | "pt"
            )
    };
    words.len() <= LONGEST
        && words
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .all(known)
        && date(words).is_some()
}

fn date(words: &str) -> Option<Date> {
    if let Some(found) = ISO.captures(words) {
        return day(
            number(&found, "y")?,
            number(&found, "m")?,
            number(&found, "d")?,
        );
    }
    for pattern in [&DAY_FIRST, &MONTH_FIRST] {
        for found in pattern.captures_iter(words) {
            let named = month(found.name("name")?.as_str());
            if let Some(month) = named {
                return day(number(&found, "y")?, month, number(&found, "d")?);
            }
        }
    }
    numbers(words)
}

fn numbers(words: &str) -> Option<Date> {
    let found = NUMBERS.captures(words)?;
    let (a, b, year) = (
        number(&found, "a")?,
        number(&found, "b")?,
        number(&found, "y")?,
    );
    let dotted = found.name("mark")?.as_str() == ".";
    let (day_first, month_first) = (day(year, b, a), day(year, a, b));
    match (day_first, month_first) {
        (Some(date), _) if dotted => Some(date),
        (Some(date), None) | (None, Some(date)) => Some(date),
        (Some(date), Some(other)) if date == other => Some(date),
        _ => None,
    }
}

fn compact(words: &str, evidence: StampEvidence) -> Option<Stamp> {
    let found = COMPACT.captures(words)?;
    let date = day(
        number(&found, "y")?,
        number(&found, "m")?,
        number(&found, "d")?,
    )?;
    let time = time(&found, 0);
    let offset = found.name("zone").and_then(|zone| offset(zone.as_str()));
    Some(Stamp {
        date,
        time,
        offset: time.and(offset),
        evidence,
    })
}

/// A day between 1600 and 2999: other numbers are no years of news.
fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1600..3000).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(found: &Captures<'_>, name: &str) -> Option<i16> {
    found.name(name)?.as_str().parse().ok()
}

/// The number of the month `word` names; `Sept` and `Sep` are names of it.
pub(crate) fn month(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    let found = MONTHS.iter().position(|month| {
        *month == word || month.get(..3) == Some(&word) || (word == "sept" && *month == "september")
    })?;
    i16::try_from(found + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

fn clock(words: &str) -> Option<(Time, Option<Offset>)> {
    [&CLOCK, &HOUR].into_iter().find_map(|pattern| {
        pattern.captures_iter(words).find_map(|found| {
            let zone = found.name("zone").and_then(|zone| offset(zone.as_str()));
            // `10.11` alone may be a day and a month.
            let is_dotted = found.name("mark").is_some_and(|mark| mark.as_str() == ".");
            let is_told = !is_dotted || found.name("half").is_some() || zone.is_some();
            Some((time(&found, half(&found)?)?, zone)).filter(|_| is_told)
        })
    })
}

/// Hours to add for the half of the day; `None` where the hour has no such half.
fn half(found: &Captures<'_>) -> Option<i16> {
    let hour = number(found, "hour")?;
    let Some(half) = found.name("half") else {
        return Some(0);
    };
    let is_afternoon = half.as_str().starts_with(['p', 'P']);
    match hour {
        12 => Some(if is_afternoon { 0 } else { -12 }),
        1..12 => Some(if is_afternoon { 12 } else { 0 }),
        _ => None,
    }
}

fn time(found: &Captures<'_>, half: i16) -> Option<Time> {
    let hour = number(found, "hour")? + half;
    let part = |name| {
        found
            .name(name)
            .map_or(Some(0), |part| part.as_str().parse().ok())
    };
    let minute = part("minute")?;
    let second = if found.name("second").is_some() {
        part("second")?
    } else {
        0
    };
    Time::new(i8::try_from(hour).ok()?, minute, second, 0).ok()
}

/// The distance from UTC that `zone` names. Letters that stand for several zones (`IST`) and those
/// whose distance depends on the season (`ET`) name none.
fn offset(zone: &str) -> Option<Offset> {
    if let Some(found) = SHIFT.captures(zone) {
        let hours: i32 = found.name("hours")?.as_str().parse().ok()?;
        let minutes: i32 = found
            .name("minutes")
            .map_or(Some(0), |part| part.as_str().parse().ok())?;
        let sign = if found.name("sign")?.as_str() == "-" {
            -1
        } else {
            1
        };
        return Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok();
    }
    let hours = match zone.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" | "WET" => 0,
        "BST" | "CET" | "WEST" => 1,
        "CEST" | "EET" | "SAST" => 2,
        "EEST" | "MSK" | "TRT" => 3,
        "SGT" | "HKT" | "AWST" => 8,
        "JST" | "KST" => 9,
        "AEST" => 10,
        "AEDT" => 11,
        "NZST" => 12,
        "NZDT" => 13,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    Offset::from_hours(hours).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<String> {
        let stamp = stamp(words, StampEvidence::Field)?;
        let mut told = stamp.date.to_string();
        if let Some(time) = stamp.time {
            told += &format!(" {time}");
        }
        if let Some(offset) = stamp.offset {
            told += &format!(" {offset}");
        }
        Some(told)
    }

    #[test]
    fn the_forms_news_carries() {
        let cases = [
            ("2023-09-13", "2023-09-13"),
            ("2023/9/13", "2023-09-13"),
            ("2023-09-13T10:11:12Z", "2023-09-13 10:11:12 +00"),
            (
                "2023-09-13T10:11:12.345678+03:00",
                "2023-09-13 10:11:12 +03",
            ),
            ("2023-09-13T10:11+0530", "2023-09-13 10:11:00 +05:30"),
            ("2023-09-13T10:11", "2023-09-13 10:11:00"),
            ("2023-09-13 10:11:12 -0500", "2023-09-13 10:11:12 -05"),
            ("20230913T101100Z", "2023-09-13 10:11:00 +00"),
            ("20230913", "2023-09-13"),
            ("Wed, 13 Sep 2023 10:11:12 GMT", "2023-09-13 10:11:12 +00"),
            ("Wed, 13 Sep 2023 10:11 -0400", "2023-09-13 10:11:00 -04"),
            ("13 Sept 2023", "2023-09-13"),
            ("13th of September, 2023", "2023-09-13"),
            ("13-Sep-2023", "2023-09-13"),
            ("September 13, 2023", "2023-09-13"),
            ("Sept. 13, 2023, 4:05 p.m. ET", "2023-09-13 16:05:00"),
            (
                "Published March 3, 2031 at 12:30 AM EST",
                "2031-03-03 00:30:00 -05",
            ),
            (
                "10:11 a.m. EDT, Wed September 13, 2023",
                "2023-09-13 10:11:00 -04",
            ),
            ("3 March 2031, 9 pm CET", "2031-03-03 21:00:00 +01"),
            ("March 3, 2031 14:00 (UTC+3)", "2031-03-03 14:00:00 +03"),
            ("13.09.2023 10:11", "2023-09-13 10:11:00"),
            ("09/13/2023", "2023-09-13"),
            ("05/05/2031", "2031-05-05"),
        ];
        for (words, expected) in cases {
            assert_eq!(read(words).as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn what_is_open_is_not_guessed() {
        for words in [
            "",
            "yesterday",
            "03/04/2031",
            "March 3",
            "3 March",
            "2031",
            "2023-13-40",
            "Room 13 of 2023",
            "31 June 2031",
            "١٣ سبتمبر",
            "99999-99-99",
            "12345678",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
        assert_eq!(read(&"2031-03-12 ".repeat(60)), None);
    }

    #[test]
    fn counts_since_1970() {
        let seconds = since_epoch(1_694_599_860, StampEvidence::Field);
        let thousandths = since_epoch(1_694_599_860_000, StampEvidence::Field);
        assert_eq!(seconds, thousandths);
        assert_eq!(
            seconds.map(|stamp| stamp.date.to_string()).as_deref(),
            Some("2023-09-13")
        );
        assert_eq!(since_epoch(20_230_913, StampEvidence::Field), None);
    }

    #[test]
    fn lines_that_are_only_a_date() {
        for line in [
            "March 3, 2031",
            "Published: 3 March 2031 10:11 GMT",
            "Last updated on Tuesday, 3 March 2031 at 4:05 p.m. ET",
        ] {
            assert!(is_date_line(line), "{line}");
        }
        for line in [
            "The bridge shut on March 3, 2031",
            "March",
            "Published by Holt",
        ] {
            assert!(!is_date_line(line), "{line}");
        }
    }
}
