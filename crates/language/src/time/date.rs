//! Dates of the calendar: *13 September 2023*, *July*, *the 1990s*, *Q3 2021*.

use jiff::civil::Date;
use onrecord_record::{Interval, Precision};

use crate::lexicon::time::WORDS;
use crate::tag::Pos;

use super::calendar::Period;
use super::line::Line;
use super::named::event_day;
use super::number::ordinal;
use super::period::{Core, nearest};
use super::tense;

/// The date at `at`.
pub(super) fn date(line: &Line<'_>, at: usize) -> Option<Core> {
    numeric(line, at)
        .or_else(|| event_day(line, at))
        .or_else(|| day_and_month(line, at))
        .or_else(|| holiday(line, at))
        .or_else(|| month(line, at))
        .or_else(|| season(line, at))
        .or_else(|| part_of_year(line, at))
        .or_else(|| fiscal(line, at))
        .or_else(|| decade(line, at))
        .or_else(|| century(line, at))
        .or_else(|| year(line, at))
}

/// *2023-09-13*, *13/9/2023*, *13.09.2023*.
fn numeric(line: &Line<'_>, at: usize) -> Option<Core> {
    if let (Some(year), true) = (
        year_at(line, at),
        line.is_hyphen(at + 1) && line.is_hyphen(at + 3),
    ) {
        let month = i8::try_from(line.digits(at + 2, 2)?).ok()?;
        let day = i8::try_from(line.digits(at + 4, 2)?).ok()?;
        let date = Date::new(year, month, day).ok()?;
        return Some(Core::known(at + 5, Period::Day(date)));
    }
    let word = line.word(at);
    if !word.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let is_slashed = word.contains('/');
    let parts: Vec<&str> = word.split(if is_slashed { '/' } else { '.' }).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let small = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() <= 2);
    let year = match third.len() {
        4 => third.parse::<i16>().ok()?,
        2 if is_slashed => two_digit_year(third.parse().ok()?),
        _ => return None,
    };
    let (first, second) = (small(first)?, small(second)?);
    let day_first = Date::new(year, second, first).ok();
    let month_first = Date::new(year, first, second).ok().filter(|_| is_slashed);
    either(at + 1, day_first, month_first)
}

/// *'07* is 2007, *'75* is 1975.
fn two_digit_year(digits: i16) -> i16 {
    if digits < 69 {
        2000 + digits
    } else {
        1900 + digits
    }
}

/// A date that two customs may read as two days.
fn either(end: usize, day_first: Option<Date>, month_first: Option<Date>) -> Option<Core> {
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => {
            let mut core = Core::new(end, None, &format!("{:04}-XX-XX", one.year()));
            core.interval = Some(Interval {
                begin: one.min(other),
                end: one.max(other),
                precision: Precision::Vague,
            });
            Some(core)
        }
        (one, other) => Some(Core::known(end, Period::Day(one.or(other)?))),
    }
}

/// *13 September*, *Sept. 13, 2023*, *the 13th of September*.
pub(super) fn day_and_month(line: &Line<'_>, at: usize) -> Option<Core> {
    let (month, day, end) = month_first(line, at).or_else(|| day_first(line, at))?;
    let comma = usize::from(line.is(end, &[","]));
    if let Some(year) = year_at(line, end + comma) {
        let date = Date::new(year, month, day).ok()?;
        return Some(Core::known(end + comma + 1, Period::Day(date)));
    }
    Date::new(2000, month, day).ok()?;
    let period = yearly(line, at, end, |year| {
        Date::new(year, month, day).ok().map(Period::Day)
    });
    Some(Core::new(end, period, &format!("XXXX-{month:02}-{day:02}")))
}

fn month_first(line: &Line<'_>, at: usize) -> Option<(i8, i8, usize)> {
    let month = month_name(line, at)?;
    let day = at + 1 + usize::from(line.is(at + 1, &["the"]));
    let number = day_number(line, day)?;
    // "in March 20 people fled" counts people
    let counts = line.pos(day + 1) == Pos::NNS && line.digits(day, 2).is_some();
    (!counts).then_some((month, number, day + 1))
}

fn day_first(line: &Line<'_>, at: usize) -> Option<(i8, i8, usize)> {
    let day = at + usize::from(line.is(at, &["the"]));
    let number = day_number(line, day)?;
    // "the 19 Sept. 11 hijackers"
    if event_day(line, day + 1).is_some() {
        return None;
    }
    let month = day + 1 + usize::from(line.is(day + 1, &["of"]));
    let plain = line.digits(day, 2).is_some();
    if plain && month != day + 1 {
        return None;
    }
    Some((month_name(line, month)?, number, month + 1))
}

pub(super) fn day_number(line: &Line<'_>, at: usize) -> Option<i8> {
    let number = line.digits(at, 2).or_else(|| ordinal(line, at))?;
    i8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))
}

/// The month whose name, long or short, is written at `at` with a capital, or with a small letter
/// where that is no other word.
pub(super) fn month_name(line: &Line<'_>, at: usize) -> Option<i8> {
    let word = line.word(at);
    let month = WORDS.month.get(word)?;
    let is_plain = !matches!(word, "may" | "march" | "august") && word.len() > 4;
    (line.is_capital(at) || is_plain).then_some(month)
}

/// *September 2023*, *September of 2023*, *September*.
fn month(line: &Line<'_>, at: usize) -> Option<Core> {
    let month = month_name(line, at)?;
    let mut end = at + 1;
    let link = usize::from(line.is(end, &[",", "of"]));
    if let Some(year) = year_at(line, end + link) {
        return Some(Core::known(end + link + 1, Period::Month(year, month)));
    }
    if let Some(year) = year_of_range(line, at, month) {
        return Some(Core::known(at + 1, Period::Month(year, month)));
    }
    let is_verb = line.pos(at).is_verb() || line.pos(at) == Pos::MD;
    let is_short = line.word(at).len() < 5 && !line.is(at, &["may", "june", "july"]);
    let is_stopped = line.text(at).ends_with('.') || line.is(at, &["sept"]);
    let is_doubtful = matches!(line.word(at), "may" | "march" | "april" | "june" | "august");
    let is_led = line.is(at.wrapping_sub(1), &LEADS);
    if is_verb
        || line.is_named(at)
        || is_short && !is_stopped
        || is_doubtful && !is_led && !line.pos(at).is_name()
    {
        return None;
    }
    if line.reads(end, &["last", "year"]) {
        end += 2;
        let year = line.published.map(|date| date.year() - 1);
        let period = year.map(|year| Period::Month(year, month));
        return Some(Core::new(end, period, &format!("XXXX-{month:02}")));
    }
    let period = yearly(line, at, end, |year| Some(Period::Month(year, month)));
    Some(Core::new(end, period, &format!("XXXX-{month:02}")))
}

/// The year of *March* in *from March to May 2023*; of *November* in *November to May 2023* it
/// is the year before.
fn year_of_range(line: &Line<'_>, at: usize, month: i8) -> Option<i16> {
    if !line.is(at + 1, &["to", "until", "through", "and", "-", "–"]) {
        return None;
    }
    let last = month_name(line, at + 2)?;
    let year = year_at(line, at + 3)?;
    Some(if month > last { year - 1 } else { year })
}

/// Words that a time follows.
const LEADS: [&str; 22] = [
    "in", "since", "by", "until", "till", "of", "from", "to", "between", "and", "during", "before",
    "after", "through", "last", "next", "this", "early", "late", "mid", "around", "for",
];

/// What comes round every year, seen from the day of publication.
fn yearly(
    line: &Line<'_>,
    at: usize,
    end: usize,
    of_year: impl Fn(i16) -> Option<Period>,
) -> Option<Period> {
    let published = line.published?;
    let year = published.year();
    nearest(
        (year - 4..=year + 4).filter_map(of_year),
        published,
        tense::of_year(line, at..end),
    )
}

/// *Christmas Day*, *New Year's Eve 2030*.
fn holiday(line: &Line<'_>, at: usize) -> Option<Core> {
    let (length, code) = WORDS.holiday.phrase(line.words.get(at..)?)?;
    let month = i8::try_from(code / 100).ok()?;
    let day = i8::try_from(code % 100).ok()?;
    let of_year = |year: i16| Date::new(year, month, day).ok().map(Period::Day);
    let end = at + length;
    if let Some(year) = year_at(line, end) {
        return Some(Core::new(end + 1, of_year(year), ""));
    }
    let period = yearly(line, at, end, of_year);
    Some(Core::new(end, period, &format!("XXXX-{month:02}-{day:02}")))
}

/// *summer 2023*, *the spring*, *in autumn*.
fn season(line: &Line<'_>, at: usize) -> Option<Core> {
    let name = at + usize::from(line.is(at, &["the"]));
    let season = line.season(name)?;
    if line.pos(name).is_verb() {
        return None;
    }
    let end = name + 1;
    let of = usize::from(line.is(end, &["of", "in"]));
    if let Some(year) = year_at(line, end + of) {
        return Some(Core::known(end + of + 1, Period::Season(year, season)));
    }
    let is_led = line.is(at.wrapping_sub(1), &LEADS);
    let goes_on = line.pos(end).is_noun() || line.is(end, &["of", "in", "-", "from", "and"]);
    if !is_led || goes_on || line.is_named(name) || line.pos(name).is_verb() {
        return None;
    }
    let period = yearly(line, at, end, |year| Some(Period::Season(year, season)));
    Some(Core::new(
        end,
        period,
        &format!("XXXX-{}", season.letters()),
    ))
}

/// *the third quarter of 2021*, *Q3 2021*, *the first half of the year*.
fn part_of_year(line: &Line<'_>, at: usize) -> Option<Core> {
    let (number, unit, end) = quarter_name(line, at).or_else(|| quarter_words(line, at))?;
    let period = |year: i16| match unit {
        'Q' => Some(Period::Quarter(year, number)),
        _ => Some(Period::Half(year, number)),
    };
    let of = end + usize::from(line.is(end, &["of", "in"]));
    if let Some(year) = year_at(line, of) {
        return Some(Core::new(of + 1, period(year), ""));
    }
    let open = format!("XXXX-{unit}{number}");
    for (words, step) in [("the", 0), ("this", 0), ("last", -1), ("next", 1)] {
        if line.reads(of, &[words, "year"]) {
            let year = line
                .published
                .and_then(|date| date.year().checked_add(step));
            return Some(Core::new(of + 2, year.and_then(period), &open));
        }
    }
    // "the first half" alone may be of a match
    if unit != 'Q' || of != end {
        return None;
    }
    Some(Core::new(end, yearly(line, at, end, period), &open))
}

fn quarter_name(line: &Line<'_>, at: usize) -> Option<(i8, char, usize)> {
    let number = match line.word(at) {
        "q1" => 1,
        "q2" => 2,
        "q3" => 3,
        "q4" => 4,
        _ => return None,
    };
    Some((number, 'Q', at + 1))
}

fn quarter_words(line: &Line<'_>, at: usize) -> Option<(i8, char, usize)> {
    let first = at + usize::from(line.is(at, &["the"]));
    let number = i8::try_from(ordinal(line, first)?).ok()?;
    let hyphen = usize::from(line.is_hyphen(first + 1));
    let unit = first + 1 + hyphen;
    match line.word(unit) {
        "quarter" if number <= 4 => Some((number, 'Q', unit + 1)),
        "half" if number <= 2 && hyphen == 0 => Some((number, 'H', unit + 1)),
        _ => None,
    }
}

/// *fiscal 2021*, *the financial year 2021*, *FY2021*: whose days each state and firm sets itself.
fn fiscal(line: &Line<'_>, at: usize) -> Option<Core> {
    if let Some(year) = line.word(at).strip_prefix("fy")
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some(Core::new(at + 1, None, &format!("FY{year}")));
    }
    let name = at + usize::from(line.is(at, &["the"]));
    if !line.is(name, &["fiscal", "financial", "fy"]) {
        return None;
    }
    let year = name + 1 + usize::from(line.is(name + 1, &["year"]));
    let number = year_at(line, year)?;
    Some(Core::new(year + 1, None, &format!("FY{number:04}")))
}

/// *the 1990s*, *the '90s*, *the nineties*.
fn decade(line: &Line<'_>, at: usize) -> Option<Core> {
    let article = usize::from(line.is(at, &["the"]));
    let mark = usize::from(line.is(at + article, &["'", "‘"]));
    let name = at + article + mark;
    let word = line.word(name);
    if let Some(digits) = word
        .strip_suffix("s")
        .map(|digits| digits.trim_end_matches('\''))
    {
        let number: Option<i16> = digits.parse().ok().filter(|number| number % 10 == 0);
        let decade = match (digits.len(), number) {
            (4, Some(year)) if (1000..2200).contains(&year) => year / 10,
            (2, Some(year)) if mark + article > 0 => two_digit_year(year) / 10,
            _ => 0,
        };
        if decade > 0 {
            return Some(Core::known(name + 1, Period::Decade(decade)));
        }
    }
    let decade = WORDS.decade.get(word)?;
    let is_led = article == 1 || line.is(at.wrapping_sub(1), &["early", "late", "mid", "-"]);
    is_led.then(|| Core::known(name + 1, Period::Decade(decade)))
}

/// *the 19th century*.
fn century(line: &Line<'_>, at: usize) -> Option<Core> {
    let first = at + usize::from(line.is(at, &["the"]));
    let hyphen = usize::from(line.is_hyphen(first + 1));
    let number = i16::try_from(ordinal(line, first)?).ok()?;
    let is_one = line.word(first + 1 + hyphen) == "century" && (1..=30).contains(&number);
    is_one.then(|| Core::known(first + 2 + hyphen, Period::Century(number - 1)))
}

/// A year that follows a month or another word that leaves no doubt.
pub(super) fn year_at(line: &Line<'_>, at: usize) -> Option<i16> {
    if line.word(at).len() != 4 {
        return None;
    }
    let year = i16::try_from(line.digits(at, 4)?).ok()?;
    (1000..2200).contains(&year).then_some(year)
}

/// Words for things that are told apart by number.
const NUMBERED: [&str; 18] = [
    "resolution",
    "resolutions",
    "article",
    "articles",
    "section",
    "page",
    "room",
    "flight",
    "route",
    "highway",
    "gate",
    "channel",
    "model",
    "bus",
    "train",
    "case",
    "order",
    "unit",
];

/// A number that stands alone and reads as a year.
fn year(line: &Line<'_>, at: usize) -> Option<Core> {
    let year = year_at(line, at)?;
    let before = line.before(at);
    let next = line.pos(at + 1);
    let is_led = LEADS.contains(&before);
    let is_modern = (1900..2100).contains(&year);
    let is_money = ["$", "£", "€", "#", "no", "number", "than", "some", "about"].contains(&before)
        || line.is(
            at + 1,
            &["%", "percent", "per", "million", "billion", "dollars"],
        );
    let has_article =
        ["the", "a", "an", "'s", "its", "their", "his", "her", "this"].contains(&before);
    let counts = next == Pos::NNS && !has_article || line.unit(at + 1).is_some();
    let is_joined = line.is_hyphen(at + 1) && line.unit(at + 2).is_some();
    let is_number = NUMBERED.contains(&before);
    let is_sure = is_modern || is_led && !next.is_noun() && next != Pos::JJ;
    (is_sure && !is_number && !is_money && !counts && !is_joined)
        .then(|| Core::known(at + 1, Period::Year(year)))
}
