//! Words that tell a time: names of the calendar, numbers, units, references.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::LazyLock;

use serde::Deserialize;

/// A length the calendar or the clock has a word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Unit {
    /// Sixty make a minute.
    Second,
    /// Sixty make an hour.
    Minute,
    /// Twenty-four make a day.
    Hour,
    /// From midnight to midnight.
    Day,
    /// The dark part of a day.
    Night,
    /// Saturday and Sunday.
    Weekend,
    /// From Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// Twelve make a year.
    Month,
    /// Three months.
    Quarter,
    /// From January to December.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// Words of one class, and what each means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Class<T> {
    /// In lower case; the words of a phrase with one blank between tokens.
    words: BTreeMap<String, T>,
    /// Sentences with what is found in them marked.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    yes: Vec<String>,
    /// Sentences in which nothing is found.
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    no: Vec<String>,
}

impl<T: Copy> Class<T> {
    /// What `word` means, if it is of this class.
    pub(crate) fn get(&self, word: &str) -> Option<T> {
        self.words.get(word).copied()
    }

    /// Is `word` of this class?
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// The longest entry that `words` begin with, in words, and what it means.
    pub(crate) fn phrase(&self, words: &[String]) -> Option<(usize, T)> {
        let first = words.first()?;
        let mut best: Option<(usize, T)> = None;
        let from = (Bound::Included(first.as_str()), Bound::Unbounded);
        for (key, meaning) in self.words.range::<str, _>(from) {
            if !key.starts_with(first.as_str()) {
                break;
            }
            let length = key.split(' ').count();
            let fits = length <= words.len() && key.split(' ').eq(words.iter().take(length));
            if fits && best.is_none_or(|(longest, _)| length > longest) {
                best = Some((length, *meaning));
            }
        }
        best
    }
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// Days of the week, Monday is 1.
    pub(crate) weekday: Class<i8>,
    /// Their plurals.
    pub(crate) weekdays: Class<i8>,
    /// Months, January is 1.
    pub(crate) month: Class<i8>,
    /// Seasons, by TIMEX3's letters.
    pub(crate) season: Class<Season>,
    /// Units.
    pub(crate) unit: Class<Unit>,
    /// Parts of the day, by TIMEX3's letters.
    pub(crate) daypart: Class<Daypart>,
    /// Number words.
    pub(crate) number: Class<u32>,
    /// Words for a number not told.
    pub(crate) vague: Class<u32>,
    /// Ordinal words.
    pub(crate) ordinal: Class<u32>,
    /// *the nineties*, by its first three digits.
    pub(crate) decade: Class<i16>,
    /// *daily*.
    pub(crate) every: Class<Unit>,
    /// *Christmas Day*, as month * 100 + day.
    pub(crate) holiday: Class<i16>,
    /// *recently*.
    pub(crate) reference: Class<Reference>,
    /// *election*: fixed beforehand.
    pub(crate) scheduled: Class<u32>,
    /// *flood*: planned by nobody.
    pub(crate) unplanned: Class<u32>,
    /// *9/11*, the year of a day that names an event.
    pub(crate) event_day: Class<i16>,
    /// *victims*: what such a day is told of.
    pub(crate) aftermath: Class<u32>,
}

impl Words {
    /// Is `word`, in lower case, a day of the week written out?
    pub(crate) fn is_day(&self, word: &str) -> bool {
        self.weekday.has(word) && word.ends_with("day")
    }

    /// Is `word`, in lower case, a month written out?
    pub(crate) fn is_month(&self, word: &str) -> bool {
        self.month.has(word) && (word.len() > 4 || matches!(word, "may" | "june" | "july"))
    }
}

/// A season, named as TIMEX3 names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Season {
    /// March to May.
    #[serde(rename = "SP")]
    Spring,
    /// June to August.
    #[serde(rename = "SU")]
    Summer,
    /// September to November.
    #[serde(rename = "FA")]
    Autumn,
    /// December to February; of the year it begins in.
    #[serde(rename = "WI")]
    Winter,
}

impl Season {
    /// TIMEX3's letters.
    pub(crate) fn letters(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// Its first month.
    pub(crate) fn month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// A part of the day, named as TIMEX3 names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Daypart {
    /// Morning.
    MO,
    /// Midday.
    MI,
    /// Afternoon.
    AF,
    /// Evening.
    EV,
    /// Night.
    NI,
}

/// A time that is only before, after or about the present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Reference {
    /// Before it.
    #[serde(rename = "PAST_REF")]
    Past,
    /// About it.
    #[serde(rename = "PRESENT_REF")]
    Present,
    /// After it.
    #[serde(rename = "FUTURE_REF")]
    Future,
}

impl Reference {
    /// TIMEX3's value.
    pub(crate) fn value(self) -> &'static str {
        match self {
            Reference::Past => "PAST_REF",
            Reference::Present => "PRESENT_REF",
            Reference::Future => "FUTURE_REF",
        }
    }
}

/// The file, compiled in.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("time.toml")).expect("time.toml is tested to parse")
});

#[cfg(test)]
impl Words {
    /// All sentences of `yes` and `no`.
    pub(crate) fn proofs(&self) -> Vec<(&[String], &[String])> {
        let Words {
            weekday,
            weekdays,
            month,
            season,
            unit,
            daypart,
            number,
            vague,
            ordinal,
            decade,
            every,
            holiday,
            reference,
            scheduled,
            unplanned,
            event_day,
            aftermath,
        } = self;
        vec![
            (&weekday.yes, &weekday.no),
            (&weekdays.yes, &weekdays.no),
            (&month.yes, &month.no),
            (&season.yes, &season.no),
            (&unit.yes, &unit.no),
            (&daypart.yes, &daypart.no),
            (&number.yes, &number.no),
            (&vague.yes, &vague.no),
            (&ordinal.yes, &ordinal.no),
            (&decade.yes, &decade.no),
            (&every.yes, &every.no),
            (&holiday.yes, &holiday.no),
            (&reference.yes, &reference.no),
            (&scheduled.yes, &scheduled.no),
            (&unplanned.yes, &unplanned.no),
            (&event_day.yes, &event_day.no),
            (&aftermath.yes, &aftermath.no),
        ]
    }
}
