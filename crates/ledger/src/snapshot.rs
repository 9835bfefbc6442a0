//! Reading the ledger as it is at one moment, one article in memory at a time.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use jiff::Timestamp;
use onrecord_record::{Article, ArticleId, Findings, Origin, Reading};
use rusqlite::{Connection, Row};

use crate::act::ACTS;
use crate::append::learned;
use crate::decode::decode;
use crate::error::failed;
use crate::judgement::JUDGEMENTS;
use crate::migrate;
use crate::row::{Rows, Table};
use crate::{Arrival, Extent, LedgerError, ReadingNote, SqliteLedger};

/// Every article with the newest of its readings, or the newest of then, in order of first arrival.
const NEWEST: &str = "
    SELECT reading.number, article.id, text.words, text.sha256, path, line, doc, build,
        learned
    FROM article
    JOIN reading ON reading.number =
        (SELECT max(number) FROM reading
         WHERE article = article.number AND (?1 IS NULL OR learned <= ?1))
    JOIN text ON text.number = reading.text
    ORDER BY article.number";

/// One reading.
const ONE: &str = "
    SELECT reading.number, article.id, text.words, text.sha256, path, line, doc, build,
        learned
    FROM reading
    JOIN article ON article.number = reading.article
    JOIN text ON text.number = reading.text
    WHERE reading.number = ?";

pub(crate) fn visit(
    ledger: &SqliteLedger,
    as_of: Option<Timestamp>,
    each: &mut dyn FnMut(Article, Findings, &ReadingNote<'_>) -> ControlFlow<()>,
) -> Result<(), LedgerError> {
    let failed = |error| failed(&ledger.path, "read", error);
    // Never committed: it only holds the moment.
    let moment = ledger.conn.unchecked_transaction().map_err(failed)?;
    let version = migrate::version(&moment).map_err(failed)?;
    let mut statement = moment.prepare_cached(NEWEST).map_err(failed)?;
    let mut newest = statement.query([as_of.map(learned)]).map_err(failed)?;
    while let Some(row) = newest.next().map_err(failed)? {
        let stored = Stored::new(row).map_err(failed)?;
        let rows = rows(&moment, version, stored.reading).map_err(failed)?;
        let build = stored.build.clone();
        let learned = stored.learned().map_err(|wrong| wrong.of(ledger))?;
        let decoded = stored.with(&rows);
        let Reading { article, findings } = decoded.map_err(|wrong| wrong.of(ledger))?;
        let note = ReadingNote {
            build: &build,
            learned,
        };
        if each(article, findings, &note).is_break() {
            break;
        }
    }
    Ok(())
}

/// The newest readings of two articles at most whose ids lie between two.
const BEGINNING: &str = "
    SELECT (SELECT max(number) FROM reading
            WHERE article = article.number AND (?3 IS NULL OR learned <= ?3)) AS newest
    FROM article
    WHERE id BETWEEN ?1 AND ?2 AND newest IS NOT NULL
    ORDER BY id LIMIT 2";

/// The readings of the articles whose ids begin with these digits.
pub(crate) fn beginning(
    ledger: &SqliteLedger,
    digits: &str,
    as_of: Option<Timestamp>,
) -> Result<Vec<Reading>, LedgerError> {
    let (Some(first), Some(last)) = (padded(digits, '0'), padded(digits, 'f')) else {
        return Ok(Vec::new());
    };
    let failed = |error| failed(&ledger.path, "read", error);
    let moment = ledger.conn.unchecked_transaction().map_err(failed)?;
    let found = || -> rusqlite::Result<Vec<i64>> {
        let mut statement = moment.prepare_cached(BEGINNING)?;
        let rows = statement.query_map((first, last, as_of.map(learned)), |row| row.get(0))?;
        rows.collect()
    };
    let found = found().map_err(failed)?;
    let readings = found.into_iter();
    readings
        .map(|number| reading(ledger, &moment, number))
        .collect()
}

/// The id that begins with `digits` and goes on with `digit`; none if they begin no id.
fn padded(digits: &str, digit: char) -> Option<[u8; 32]> {
    const DIGITS: usize = 64;
    if digits.len() > DIGITS || !digits.is_ascii() {
        return None;
    }
    let all = digits.chars().chain(std::iter::repeat(digit)).take(DIGITS);
    let all: Option<Vec<u8>> = all
        .map(|c| c.to_digit(16).map(|digit| digit as u8))
        .collect();
    let bytes: Vec<u8> = all?
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
        .collect();
    bytes.try_into().ok()
}

/// How many readings, acts and judgements there are, of any age.
pub(crate) fn extent(ledger: &SqliteLedger) -> Result<Extent, LedgerError> {
    let count = |moment: &Connection| -> rusqlite::Result<Extent> {
        let version = migrate::version(moment)?;
        let last = |table, since| match version < since {
            true => Ok(0),
            false => {
                let sql = format!("SELECT coalesce(max(number), 0) FROM {table}");
                moment.prepare_cached(&sql)?.query_row([], |row| row.get(0))
            }
        };
        Ok(Extent {
            readings: last("reading", 1)?,
            acts: last(ACTS.table, ACTS.since)?,
            judgements: last(JUDGEMENTS.table, JUDGEMENTS.since)?,
        })
    };
    let moment = ledger.conn.unchecked_transaction();
    let extent = moment.and_then(|moment| count(&moment));
    extent.map_err(|error| failed(&ledger.path, "read", error))
}

/// When each reading of an article was learned, and what made it, in order.
const ARRIVALS: &str = "
    SELECT build, learned FROM reading JOIN article ON article.number = reading.article
    WHERE article.id = ?1 AND (?2 IS NULL OR learned <= ?2)
    ORDER BY reading.number";

/// The readings of this article that the ledger learned.
pub(crate) fn arrivals(
    ledger: &SqliteLedger,
    article: ArticleId,
    as_of: Option<Timestamp>,
) -> Result<Vec<Arrival>, LedgerError> {
    let found = || -> rusqlite::Result<Vec<(String, String)>> {
        let mut statement = ledger.conn.prepare_cached(ARRIVALS)?;
        let rows = statement.query_map((article.0, as_of.map(learned)), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        rows.collect()
    };
    let found = found().map_err(|error| failed(&ledger.path, "read", error))?;
    // What is no moment is `verify`'s to tell.
    let arrivals = found.into_iter().filter_map(|(build, learned)| {
        let learned = learned.parse().ok()?;
        Some(Arrival { build, learned })
    });
    Ok(arrivals.collect())
}

/// The articles that were there by then.
const KNOWN: &str = "
    SELECT id FROM article
    WHERE number IN (SELECT article FROM reading WHERE learned <= ?1)";

/// The articles of which the ledger had learned a reading by then.
pub(crate) fn known(
    ledger: &SqliteLedger,
    by: Timestamp,
) -> Result<BTreeSet<ArticleId>, LedgerError> {
    let found = || -> rusqlite::Result<BTreeSet<ArticleId>> {
        let mut statement = ledger.conn.prepare_cached(KNOWN)?;
        let rows = statement.query_map([learned(by)], |row| row.get(0).map(ArticleId))?;
        rows.collect()
    };
    found().map_err(|error| failed(&ledger.path, "read", error))
}

/// When the record grew, in order. A judgement stands beside the record and is no moment of it.
pub(crate) fn moments(ledger: &SqliteLedger) -> Result<Vec<Timestamp>, LedgerError> {
    let listed = |moment: &Connection| -> rusqlite::Result<BTreeSet<String>> {
        let version = migrate::version(moment)?;
        let tables = [("reading", 1), (ACTS.table, ACTS.since)];
        let mut all = BTreeSet::new();
        for (table, _) in tables.into_iter().filter(|(_, since)| *since <= version) {
            let sql = format!("SELECT DISTINCT learned FROM {table}");
            let mut statement = moment.prepare_cached(&sql)?;
            for learned in statement.query_map([], |row| row.get(0))? {
                all.insert(learned?);
            }
        }
        Ok(all)
    };
    let moment = ledger.conn.unchecked_transaction();
    let listed = moment.and_then(|moment| listed(&moment));
    let listed = listed.map_err(|error| failed(&ledger.path, "read", error))?;
    // What is no moment is `verify`'s to tell.
    Ok(listed
        .iter()
        .filter_map(|words| words.parse().ok())
        .collect())
}

/// The reading with this number.
pub(crate) fn reading(
    ledger: &SqliteLedger,
    conn: &Connection,
    number: i64,
) -> Result<Reading, LedgerError> {
    let read = migrate::version(conn).and_then(|version| decoded(conn, version, number));
    let read = read.map_err(|error| failed(&ledger.path, "read", error))?;
    read.map_err(|wrong| wrong.of(ledger))
}

/// The reading with this number in a ledger of this version, or what is wrong with it.
pub(crate) fn decoded(
    conn: &Connection,
    version: u32,
    number: i64,
) -> rusqlite::Result<Result<Reading, Wrong>> {
    let mut statement = conn.prepare_cached(ONE)?;
    let stored = statement.query_row([number], Stored::new)?;
    let rows = rows(conn, version, number)?;
    Ok(stored.with(&rows))
}

/// An article whose reading makes no sense.
#[derive(Debug)]
pub(crate) struct Wrong {
    article: ArticleId,
    what: String,
}

impl Wrong {
    fn of(self, ledger: &SqliteLedger) -> LedgerError {
        LedgerError::Damaged {
            path: ledger.path.clone(),
            article: self.article.to_string(),
            what: self.what,
        }
    }
}

/// The rows of a reading, in a ledger of this version.
pub(crate) fn rows(conn: &Connection, version: u32, reading: i64) -> rusqlite::Result<Rows> {
    let mut rows = Rows::default();
    let there = Table::ALL
        .into_iter()
        .filter(|table| table.since() <= version);
    for table in there {
        let mut statement = conn.prepare_cached(&table.select())?;
        let mut found = statement.query([reading])?;
        while let Some(row) = found.next()? {
            let cells = (0..table.columns().len()).map(|column| row.get(column));
            rows.push(table, cells.collect::<rusqlite::Result<_>>()?);
        }
    }
    Ok(rows)
}

/// An article as far as it stands in the tables that are not a reading's own.
struct Stored {
    reading: i64,
    id: ArticleId,
    text: String,
    text_sha256: [u8; 32],
    origin: Origin,
    build: String,
    learned: String,
}

impl Stored {
    fn new(row: &Row<'_>) -> rusqlite::Result<Stored> {
        Ok(Stored {
            reading: row.get(0)?,
            id: ArticleId(row.get(1)?),
            text: row.get(2)?,
            text_sha256: row.get(3)?,
            origin: Origin {
                path: row.get(4)?,
                line: row.get(5)?,
                doc: row.get(6)?,
            },
            build: row.get(7)?,
            learned: row.get(8)?,
        })
    }

    /// When the ledger learned the reading.
    fn learned(&self) -> Result<Timestamp, Wrong> {
        let moment = self.learned.parse();
        moment.map_err(|_| Wrong {
            article: self.id,
            what: format!("it was learned at “{}”, which is no moment", self.learned),
        })
    }

    /// The article with what its reading says of it; or whose reading is wrong, and how.
    fn with(self, rows: &Rows) -> Result<Reading, Wrong> {
        let article = self.id;
        let decoded = decode(rows, &self.text).map_err(|what| Wrong { article, what })?;
        let article = Article {
            id: self.id,
            text: self.text,
            text_sha256: self.text_sha256,
            origin: self.origin,
            masthead: decoded.masthead,
            zones: decoded.zones,
            pictures: decoded.pictures,
            language: decoded.language,
        };
        Ok(Reading {
            article,
            findings: decoded.findings,
        })
    }
}
