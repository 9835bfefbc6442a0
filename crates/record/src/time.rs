//! When: time expressions in the manner of TIMEX3 (ISO 24617-1), as intervals.

use jiff::civil::Date;

use crate::Span;

/// The number of a time expression within its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeId(pub u32);

/// Words that tell a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// The words: `on Wednesday` without its preposition.
    pub span: Span,
    /// What kind.
    pub kind: TimeKind,
    /// TIMEX3 `value`: `2023-09-13`, `2023-07`, `P1Y6M`, `FUTURE_REF`.
    pub value: String,
    /// The days it covers, where the article's date and words tell.
    pub interval: Option<Interval>,
}

/// TIMEX3 `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A point of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length.
    Duration,
    /// A recurrence: *every Tuesday*.
    Set,
}

/// Days, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The first day.
    pub begin: Date,
    /// The last day.
    pub end: Date,
    /// How exact.
    pub precision: Precision,
}

/// How exactly a time is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the week.
    Week,
    /// To the month.
    Month,
    /// To the quarter or season.
    Season,
    /// To the year.
    Year,
    /// Coarser, or only about: *the nineties*, *recently*.
    Vague,
}
