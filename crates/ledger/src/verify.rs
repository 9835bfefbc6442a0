//! Checking what is stored against itself: every quotation, every text, every reading, the file.

use std::fmt;

use rusqlite::{Connection, ErrorCode, Result, Row};
use sha2::{Digest, Sha256};

use crate::act;
use crate::cell::Cell;
use crate::decode::{StoredSpan, decode};
use crate::error::failed;
use crate::judgement;
use crate::migrate;
use crate::place::Place;
use crate::row::{Rows, Table, seal};
use crate::snapshot;
use crate::{LedgerError, SqliteLedger};

/// Something stored that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The words at a place are not the words that were quoted.
    Quotation {
        /// The article, by the start of its id.
        article: String,
        /// Which reading of the ledger.
        reading: i64,
        /// Of which finding, and in which role.
        place: Place,
        /// The bytes of the text that were to hold the words.
        bytes: (usize, usize),
        /// What is there instead.
        found: Found,
    },
    /// The text of an article is not the text that was stored.
    Text {
        /// The article, by the start of its id.
        article: String,
        /// Which reading of the ledger rests on it.
        reading: i64,
    },
    /// What a reading says is not what was written.
    Reading {
        /// The article, by the start of its id.
        article: String,
        /// Which reading of the ledger.
        reading: i64,
        /// What is wrong with it.
        what: String,
    },
    /// What was decided of entities is not what was written.
    Act {
        /// The number of the act.
        number: u32,
        /// What is wrong with it.
        what: &'static str,
    },
    /// What was judged is not what was written.
    Judgement {
        /// The number of the judgement.
        number: u32,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The file itself is broken.
    File {
        /// What is wrong with it.
        what: String,
    },
}

/// What stands where a quotation should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Other words.
    OtherWords,
    /// Nothing: outside the text, or across the middle of a character.
    Nothing,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Quotation {
                article,
                reading,
                place,
                bytes: (start, end),
                found,
            } => {
                let found = match found {
                    Found::OtherWords => "does not hold the words that were quoted",
                    Found::Nothing => "is no place of the text",
                };
                let at = format!("bytes {start}–{end}");
                write!(
                    f,
                    "article {article}, reading {reading}, {place}: {at} {found}"
                )
            }
            Failure::Text { article, reading } => write!(
                f,
                "article {article}, reading {reading}: the text is not the one whose SHA-256 is stored"
            ),
            Failure::Reading {
                article,
                reading,
                what,
            } => write!(f, "article {article}, reading {reading}: {what}"),
            Failure::Act { number, what } => write!(f, "act {number}: {what}"),
            Failure::Judgement { number, what } => write!(f, "judgement {number}: {what}"),
            Failure::File { what } => write!(f, "the file: {what}"),
        }
    }
}

/// All that does not hold, the file first, then reading by reading, then the acts and judgements.
///
/// Memory holds one text and one reading, and the failures.
pub(crate) fn verify(ledger: &SqliteLedger) -> Result<Vec<Failure>, LedgerError> {
    let failed = |error| failed(&ledger.path, "check", error);
    let moment = ledger.conn.unchecked_transaction().map_err(failed)?;
    let mut failures = Vec::new();
    let checked = file(&moment, &mut failures)
        .and_then(|()| readings(&moment, &mut failures))
        .and_then(|()| index(&moment, &mut failures))
        .and_then(|()| acts(&moment, &mut failures));
    match checked {
        // What is broken is told; what lies behind it cannot be reached.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
            failures.push(Failure::File {
                what: error.to_string(),
            });
            Ok(failures)
        }
        checked => checked.map(|()| failures).map_err(failed),
    }
}

/// SQLite's own checks of its pages, indexes and references.
fn file(conn: &Connection, failures: &mut Vec<Failure>) -> Result<()> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    let mut complaints = statement.query([])?;
    while let Some(row) = complaints.next()? {
        let what: String = row.get(0)?;
        if what != "ok" {
            failures.push(Failure::File { what });
        }
    }
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut complaints = statement.query([])?;
    while let Some(row) = complaints.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        let what = format!("a row of {table} refers to a row of {parent} that is not there");
        failures.push(Failure::File { what });
    }
    let lonely: i64 = conn.query_row(
        "SELECT count(*) FROM article WHERE number NOT IN (SELECT article FROM reading)",
        [],
        |row| row.get(0),
    )?;
    if lonely > 0 {
        let what = format!("{lonely} articles have no reading");
        failures.push(Failure::File { what });
    }
    Ok(())
}

/// Findings that are missing from the index, and what the index has beside them.
const UNINDEXED: &str = "
    WITH there (reading, owner, number) AS (
        SELECT reading, 'statement', number FROM statement
        UNION ALL SELECT reading, 'narration', number FROM narration
        UNION ALL SELECT reading, 'absence', number FROM absence
    )
    SELECT
        (SELECT count(*) FROM (SELECT * FROM there
            EXCEPT SELECT reading, owner, number FROM finding))
        + (SELECT count(*) FROM (SELECT key FROM finding EXCEPT SELECT id FROM word_docsize)),
        (SELECT count(*) FROM (SELECT reading, owner, number FROM finding
            EXCEPT SELECT * FROM there))
        + (SELECT count(*) FROM (SELECT id FROM word_docsize EXCEPT SELECT key FROM finding))";

/// Does the index hold what the readings do, and no more? Nobody can tell where those are damaged.
fn index(conn: &Connection, failures: &mut Vec<Failure>) -> Result<()> {
    if migrate::version(conn)? < 2 || !failures.is_empty() {
        return Ok(());
    }
    let counts: [i64; 2] = conn.query_row(UNINDEXED, [], |row| Ok([row.get(0)?, row.get(1)?]))?;
    let told = [
        "findings are missing from the index",
        "entries of the index have no finding",
    ];
    for (count, told) in counts.into_iter().zip(told) {
        if count > 0 {
            let what = format!("{count} {told}");
            failures.push(Failure::File { what });
        }
    }
    Ok(())
}

fn acts(conn: &Connection, failures: &mut Vec<Failure>) -> Result<()> {
    let broken = act::broken(conn)?.into_iter();
    failures.extend(broken.map(|(number, what)| Failure::Act { number, what }));
    let broken = judgement::broken(conn)?.into_iter();
    failures.extend(broken.map(|(number, what)| Failure::Judgement { number, what }));
    Ok(())
}

/// Every reading with what its seal covers, in the order they were learned.
const READINGS: &str = "
    SELECT reading.number, text.number, seal,
        article.id, text.sha256, build, learned, path, line, doc, digest
    FROM reading
    JOIN article ON article.number = reading.article
    JOIN text ON text.number = reading.text
    ORDER BY reading.number";

fn readings(conn: &Connection, failures: &mut Vec<Failure>) -> Result<()> {
    let version = migrate::version(conn)?;
    let mut statement = conn.prepare(READINGS)?;
    let mut found = statement.query([])?;
    let mut text = None;
    let mut before = Vec::new();
    while let Some(row) = found.next()? {
        let head = Head::new(row)?;
        if text.as_ref().is_none_or(|(number, _)| *number != head.text) {
            drop(text.take()); // the last one goes before the next one comes
            text = Some((head.text, words(conn, head.text)?));
        }
        let words = text.as_ref().map_or(&[][..], |(_, words)| words);
        head.check_text(words, failures);
        head.check_seal(&before, failures);
        head.check_rows(conn, version, words, failures)?;
        before = head.seal;
    }
    Ok(())
}

fn words(conn: &Connection, text: i64) -> Result<Vec<u8>> {
    let mut statement = conn.prepare_cached("SELECT words FROM text WHERE number = ?")?;
    statement.query_row([text], |row| {
        let words = row.get_ref(0)?;
        Ok(words.as_bytes().map(<[u8]>::to_vec).unwrap_or_default())
    })
}

/// What a reading's row says.
struct Head {
    reading: i64,
    text: i64,
    seal: Vec<u8>,
    sealed: Vec<Cell>,
    article: String,
}

/// Columns before those that the seal covers.
const UNSEALED: usize = 3;
/// Letters of an id that name an article.
const NAMED: usize = 12;

impl Head {
    fn new(row: &Row<'_>) -> Result<Head> {
        // Text that is no UTF-8 is no text that was written: the seal tells.
        let cell = |column| row.get(column).unwrap_or(Cell::Null);
        let blob = |cell| match cell {
            Cell::Blob(blob) => blob,
            _ => Vec::new(),
        };
        let columns = row.as_ref().column_count();
        let id: String = blob(cell(UNSEALED))
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(Head {
            reading: row.get(0)?,
            text: row.get(1)?,
            seal: blob(cell(2)),
            sealed: (UNSEALED..columns).map(cell).collect(),
            article: id.chars().take(NAMED).collect(),
        })
    }

    fn wrong(&self, what: impl Into<String>) -> Failure {
        Failure::Reading {
            article: self.article.clone(),
            reading: self.reading,
            what: what.into(),
        }
    }

    fn check_text(&self, words: &[u8], failures: &mut Vec<Failure>) {
        let sha256: [u8; 32] = Sha256::digest(words).into();
        if self.sealed.get(1) != Some(&sha256.into()) {
            failures.push(Failure::Text {
                article: self.article.clone(),
                reading: self.reading,
            });
        }
    }

    fn check_seal(&self, before: &[u8], failures: &mut Vec<Failure>) {
        if self.seal != seal(before, &self.sealed) {
            failures.push(self.wrong(
                "its seal is broken: the build, the time, the origin or the reading before it is \
                 not what it was",
            ));
        }
    }

    fn check_rows(
        &self,
        conn: &Connection,
        version: u32,
        words: &[u8],
        failures: &mut Vec<Failure>,
    ) -> Result<()> {
        let rows = match snapshot::rows(conn, version, self.reading) {
            Err(rusqlite::Error::FromSqlConversionFailure(_, _, error)) => {
                failures.push(self.wrong(error.to_string()));
                return Ok(());
            }
            rows => rows?,
        };
        let before = failures.len();
        self.check_quotations(&rows, words, failures);
        if self.sealed.last() != Some(&rows.digest().into()) {
            failures.push(self.wrong("its rows are not those that were written"));
        }
        if failures.len() == before {
            let text = std::str::from_utf8(words).unwrap_or_default();
            failures.extend(decode(&rows, text).err().map(|what| self.wrong(what)));
        }
        Ok(())
    }

    fn check_quotations(&self, rows: &Rows, words: &[u8], failures: &mut Vec<Failure>) {
        for row in rows.of(Table::Span) {
            let span = match StoredSpan::new(row) {
                Ok(span) => span,
                Err(what) => {
                    failures.push(self.wrong(what));
                    continue;
                }
            };
            let quoted = words.get(span.start..span.end);
            let found = match quoted {
                Some(words) if blake3::hash(words) == span.hash => continue,
                Some(words) if std::str::from_utf8(words).is_ok() => Found::OtherWords,
                _ => Found::Nothing,
            };
            failures.push(Failure::Quotation {
                article: self.article.clone(),
                reading: self.reading,
                place: span.place,
                bytes: (span.start, span.end),
                found,
            });
        }
    }
}
