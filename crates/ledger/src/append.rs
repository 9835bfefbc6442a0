//! Adding one reading: in one transaction, or not at all.

use jiff::Timestamp;
use onrecord_record::{Article, Findings};
use rusqlite::{Connection, OptionalExtension, Result, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::cell::{Cell, Row};
use crate::error::failed;
use crate::index::Entry;
use crate::row::{Rows, Table, seal};
use crate::{Appended, LedgerError, ReadingNote, SqliteLedger};
use crate::{encode, index};

pub(crate) fn append(
    ledger: &mut SqliteLedger,
    article: &Article,
    findings: &Findings,
    note: &ReadingNote<'_>,
) -> Result<Appended, LedgerError> {
    let made = made(article, findings)?;
    let path = &ledger.path;
    add(&mut ledger.conn, &made, note).map_err(|error| failed(path, "add to", error))
}

/// A reading, ready to be written.
pub(crate) struct Made<'a> {
    article: &'a Article,
    rows: Rows,
    entries: Vec<Entry>,
}

/// The rows of a reading that fits its text, and what of it can be looked for.
pub(crate) fn made<'a>(article: &'a Article, findings: &Findings) -> Result<Made<'a>, LedgerError> {
    Ok(Made {
        article,
        rows: coherent(article, findings)?,
        entries: index::entries(article, findings),
    })
}

/// The rows of a reading that fits its text.
fn coherent(article: &Article, findings: &Findings) -> Result<Rows, LedgerError> {
    let sha256: [u8; 32] = Sha256::digest(&article.text).into();
    let rows = if sha256 == article.text_sha256 {
        encode::rows(article, findings)
    } else {
        Err("its text does not have the SHA-256 it is said to have".to_owned())
    };
    rows.map_err(|what| LedgerError::Incoherent {
        article: article.id,
        what,
    })
}

fn add(conn: &mut Connection, made: &Made<'_>, note: &ReadingNote<'_>) -> Result<Appended> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let appended = write(&transaction, made, note)?;
    transaction.commit()?;
    Ok(appended)
}

/// Writes what is lacking; the caller commits.
pub(crate) fn write(
    transaction: &Transaction<'_>,
    made: &Made<'_>,
    note: &ReadingNote<'_>,
) -> Result<Appended> {
    let Made {
        article,
        rows,
        entries,
    } = made;
    let digest = rows.digest();
    let (number, appended) = match known(transaction, article)? {
        None => (add_article(transaction, article)?, Appended::New),
        Some(number) => {
            if is_unchanged(transaction, number, article, &digest, note.build)? {
                return Ok(Appended::Unchanged);
            }
            (number, Appended::Superseded)
        }
    };
    let text = text(transaction, article)?;
    let reading = add_reading(transaction, [number, text], head(article, note, digest))?;
    add_rows(transaction, reading, rows)?;
    let learned = learned(note.learned);
    index::add(transaction, reading, article, &learned, entries)?;
    Ok(appended)
}

/// The number of these bytes, where they are there.
fn known(conn: &Connection, article: &Article) -> Result<Option<i64>> {
    conn.prepare_cached("SELECT number FROM article WHERE id = ?")?
        .query_row([article.id.0], |row| row.get(0))
        .optional()
}

fn add_article(conn: &Connection, article: &Article) -> Result<i64> {
    conn.prepare_cached("INSERT INTO article (id) VALUES (?)")?
        .insert([article.id.0])
}

/// Does the newest reading of these bytes say the same?
fn is_unchanged(
    conn: &Connection,
    number: i64,
    article: &Article,
    digest: &[u8; 32],
    build: &str,
) -> Result<bool> {
    let same = conn
        .prepare_cached(
            "SELECT build = ?, text.sha256 = ?, digest = ?
             FROM reading JOIN text ON text.number = reading.text
             WHERE article = ? ORDER BY reading.number DESC LIMIT 1",
        )?
        .query_row(params![build, article.text_sha256, digest, number], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?])
        })
        .optional()?;
    Ok(same == Some([true; 3]))
}

/// The number of its text, which is stored once.
fn text(conn: &Connection, article: &Article) -> Result<i64> {
    let there = conn
        .prepare_cached("SELECT number FROM text WHERE sha256 = ?")?
        .query_row([article.text_sha256], |row| row.get(0))
        .optional()?;
    match there {
        Some(number) => Ok(number),
        None => conn
            .prepare_cached("INSERT INTO text (sha256, words) VALUES (?, ?)")?
            .insert(params![article.text_sha256, article.text]),
    }
}

/// What a reading's seal covers beside the seal before it.
fn head(article: &Article, note: &ReadingNote<'_>, digest: [u8; 32]) -> Row {
    let origin = &article.origin;
    vec![
        article.id.0.into(),
        article.text_sha256.into(),
        note.build.into(),
        learned(note.learned).into(),
        origin.path.as_str().into(),
        origin.line.into(),
        origin.doc.as_deref().into(),
        digest.into(),
    ]
}

/// A moment as it stands in the table: of one length, so that texts sort as times do.
pub(crate) fn learned(moment: Timestamp) -> String {
    format!("{moment:.9}")
}

fn add_reading(conn: &Connection, [article, text]: [i64; 2], head: Row) -> Result<i64> {
    let before: Option<Vec<u8>> = conn
        .prepare_cached("SELECT seal FROM reading ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let seal = seal(&before.unwrap_or_default(), &head);
    let mut row = vec![Cell::Int(article), Cell::Int(text)];
    row.extend(head.into_iter().skip(2)); // the hashes stand in the tables referred to
    row.push(seal.into());
    conn.prepare_cached(
        "INSERT INTO reading (article, text, build, learned, path, line, doc, digest, seal)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .insert(rusqlite::params_from_iter(row))
}

fn add_rows(conn: &Connection, reading: i64, rows: &Rows) -> Result<()> {
    for table in Table::ALL {
        if rows.of(table).is_empty() {
            continue;
        }
        let mut statement = conn.prepare_cached(&table.insert())?;
        for row in rows.of(table) {
            let number = Cell::Int(reading);
            statement.execute(rusqlite::params_from_iter(
                std::iter::once(&number).chain(row),
            ))?;
        }
    }
    Ok(())
}
