//! The index of what can be looked for: made from a reading, in the transaction that adds it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use onrecord_record::{
    Article, Extent, Findings, Interval, NameKind, Reading, Span, TimeExpression, Voice,
};
use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::label::{self, Labels};
use crate::place::Owner;
use crate::snapshot;
use crate::word::Word;

/// Bits of a key below those of the day: they count findings down, so that of one day what was
/// learned first has the greatest key.
const COUNTED: u32 = 40;
const COUNT: i64 = (1 << COUNTED) - 1;

/// One finding as the index has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) owner: Owner,
    pub(crate) number: usize,
    start: usize,
    words: String,
    source: String,
    place: String,
    label: String,
    days: Vec<[i64; 2]>,
}

/// The number of a day, from 1.
pub(crate) fn day(date: Date) -> i64 {
    let days = Date::MIN.until(date).map_or(0, |span| span.get_days());
    i64::from(days) + 1
}

/// The number of the day of `moment`, in UTC.
fn day_of(moment: Timestamp) -> i64 {
    day(Offset::UTC.to_datetime(moment).date())
}

/// The keys of findings published on `day`, which is 0 where none is told: the least and greatest.
pub(crate) fn keys(day: i64) -> [i64; 2] {
    [day << COUNTED, (day << COUNTED) | COUNT]
}

/// All of a reading that can be looked for, in the order of its text.
pub(crate) fn entries(article: &Article, findings: &Findings) -> Vec<Entry> {
    let sheet = Sheet { article, findings };
    let mut entries = sheet.statements();
    entries.extend(sheet.narration());
    entries.extend(sheet.absences());
    entries.sort_by_key(|entry| (entry.start, entry.owner, entry.number));
    entries
}

struct Sheet<'a> {
    article: &'a Article,
    findings: &'a Findings,
}

impl Sheet<'_> {
    fn statements(&self) -> Vec<Entry> {
        let numbered = self.findings.statements.iter().enumerate();
        let entries = numbered.map(|(number, statement)| {
            let content = &statement.attribution.content;
            let times = statement.times.iter();
            let times = times.filter_map(|id| self.findings.time(*id));
            let mut labels = Labels::default();
            labels.add(label::ACT, statement.act);
            labels.add(label::DIRECTNESS, statement.directness);
            if let Some(last) = statement.values.last() {
                labels.add(label::VALUE, last.value);
            }
            let id = (Owner::Statement, number);
            self.entry(id, content, &statement.chain, times, labels)
        });
        entries.collect()
    }

    fn narration(&self) -> Vec<Entry> {
        let numbered = self.findings.narration.iter().enumerate();
        let entries = numbered.map(|(number, narration)| {
            let times = narration.times.iter();
            let times = times.filter_map(|id| self.findings.time(*id));
            let mut labels = Labels::default();
            labels.add(label::VALUE, narration.valuation.value);
            let id = (Owner::Narration, number);
            self.entry(id, &narration.span.into(), &[], times, labels)
        });
        entries.collect()
    }

    fn absences(&self) -> Vec<Entry> {
        let numbered = self.findings.absences.iter().enumerate();
        let entries = numbered.map(|(number, absence)| {
            let times = self.findings.times.iter();
            let times = times.filter(|time| absence.span.contains(time.span));
            let mut labels = Labels::default();
            labels.add(label::ABSENCE, absence.kind);
            labels.add(label::VALUE, absence.valuation.value);
            let id = (Owner::Absence, number);
            self.entry(id, &absence.span.into(), &absence.chain, times, labels)
        });
        entries.collect()
    }

    fn entry<'t>(
        &self,
        (owner, number): (Owner, usize),
        content: &Extent,
        chain: &[Voice],
        times: impl Iterator<Item = &'t TimeExpression>,
        mut labels: Labels,
    ) -> Entry {
        let sources: Vec<_> = chain
            .iter()
            .filter_map(|voice| self.named(*voice))
            .collect();
        for (_, kind) in &sources {
            labels.add(label::KIND, *kind);
        }
        let days = days(times.filter_map(|time| time.interval));
        days.iter().for_each(|days| labels.days(label::TOLD, *days));
        let names = self.findings.names.iter();
        let places =
            names.filter(|name| name.kind == NameKind::Place && content.contains(name.span));
        Entry {
            owner,
            number,
            start: content.first().start(),
            words: self.joined(content.parts().iter().copied()),
            source: self.joined(sources.iter().map(|(name, _)| *name)),
            place: self.joined(places.map(|name| name.span)),
            label: labels.joined(),
            days,
        }
    }

    fn named(&self, voice: Voice) -> Option<(Span, onrecord_record::SourceKind)> {
        let Voice::Source(id) = voice else {
            return None;
        };
        let source = self.findings.source(id)?;
        Some((source.name, source.kind))
    }

    fn joined(&self, spans: impl Iterator<Item = Span>) -> String {
        let words: Vec<&str> = spans.map(|span| self.article.quote(span)).collect();
        words.join("\n")
    }
}

/// The days of `intervals`, in order, each once; what ends before it begins covers none.
fn days(intervals: impl Iterator<Item = Interval>) -> Vec<[i64; 2]> {
    let mut days: Vec<[i64; 2]> = intervals
        .map(|interval| [day(interval.begin), day(interval.end)])
        .filter(|[first, last]| first <= last)
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Adds `entries` of the reading with this number of `article`, learned at a moment of this text.
pub(crate) fn add(
    conn: &Connection,
    reading: i64,
    article: &Article,
    learned: &str,
    entries: &[Entry],
) -> Result<()> {
    let masthead = &article.masthead;
    let [_, greatest] = keys(masthead.published.map_or(0, |stamp| day(stamp.date)));
    let last = greatest - counted(conn)? - entries.len() as i64;
    let mut labels = Labels::default();
    if let Ok(learned) = learned.parse::<Timestamp>() {
        labels.days(label::LEARNED, [day_of(learned); 2]);
    }
    let shared = Shared {
        reading,
        outlet: masthead.outlet.as_deref().unwrap_or(""),
        labels: labels.joined(),
    };
    // From the last to the first: the index takes keys that rise at one go.
    for (key, entry) in (last + 1..).zip(entries.iter().rev()) {
        add_entry(conn, key, &shared, entry)?;
    }
    Ok(())
}

/// Fills an empty index from the readings of a ledger of this version, one in memory at a time.
///
/// A reading that makes no sense is left out: `verify` names it.
pub(crate) fn fill(conn: &Connection, version: u32) -> Result<()> {
    let mut statement = conn.prepare("SELECT number, learned FROM reading ORDER BY number")?;
    let mut numbers = statement.query([])?;
    while let Some(row) = numbers.next()? {
        let (number, learned) = (row.get(0)?, row.get::<_, String>(1)?);
        if let Ok(Reading { article, findings }) = snapshot::decoded(conn, version, number)? {
            let entries = entries(&article, &findings);
            add(conn, number, &article, &learned, &entries)?;
        }
    }
    Ok(())
}

/// How many findings there are; the last reading tells.
fn counted(conn: &Connection) -> Result<i64> {
    let least: Option<i64> = conn
        .prepare_cached(
            "SELECT min(key) FROM finding WHERE reading = (SELECT max(reading) FROM finding)",
        )?
        .query_row([], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(least.map_or(0, |key| COUNT - (key & COUNT) + 1))
}

/// What the findings of a reading have in common.
struct Shared<'a> {
    reading: i64,
    outlet: &'a str,
    labels: String,
}

fn add_entry(conn: &Connection, key: i64, shared: &Shared<'_>, entry: &Entry) -> Result<()> {
    let (owner, number) = (entry.owner.word(), entry.number as i64);
    conn.prepare_cached("INSERT INTO finding (key, reading, owner, number) VALUES (?, ?, ?, ?)")?
        .execute(params![key, shared.reading, owner, number])?;
    let add_days = "INSERT INTO finding_days (key, first_day, last_day) VALUES (?, ?, ?)";
    for [first, last] in &entry.days {
        conn.prepare_cached(add_days)?
            .execute([key, *first, *last])?;
    }
    conn.prepare_cached(
        "INSERT INTO word (rowid, words, source, outlet, place, label) VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        key,
        entry.words,
        entry.source,
        shared.outlet,
        entry.place,
        format!("{} {}", entry.label, shared.labels)
    ])?;
    Ok(())
}
