//! Reading the ledger as it is at one moment, one article in memory at a time.

use onrecord_record::{Article, ArticleId, Findings, Origin};
use rusqlite::{Connection, Result, Row};

use crate::decode::decode;
use crate::error::failed;
use crate::row::{Rows, Table};
use crate::{LedgerError, SqliteLedger};

/// Every article with the newest of its readings, in order of first arrival.
const NEWEST: &str = "
    SELECT reading.number, article.id, text.words, text.sha256, path, line, doc
    FROM article
    JOIN reading ON reading.number =
        (SELECT max(number) FROM reading WHERE article = article.number)
    JOIN text ON text.number = reading.text
    ORDER BY article.number";

pub(crate) fn visit(
    ledger: &SqliteLedger,
    each: &mut dyn FnMut(Article, Findings),
) -> Result<(), LedgerError> {
    let failed = |error| failed(&ledger.path, "read", error);
    // Never committed: it only holds the moment.
    let moment = ledger.conn.unchecked_transaction().map_err(failed)?;
    let mut statement = moment.prepare_cached(NEWEST).map_err(failed)?;
    let mut newest = statement.query([]).map_err(failed)?;
    while let Some(row) = newest.next().map_err(failed)? {
        let stored = Stored::new(row).map_err(failed)?;
        let rows = rows(&moment, stored.reading).map_err(failed)?;
        let (article, findings) = stored.with(&rows).map_err(|(id, what)| {
            let path = ledger.path.clone();
            let article = id.to_string();
            LedgerError::Damaged {
                path,
                article,
                what,
            }
        })?;
        each(article, findings);
    }
    Ok(())
}

/// The rows of a reading.
pub(crate) fn rows(conn: &Connection, reading: i64) -> Result<Rows> {
    let mut rows = Rows::default();
    for table in Table::ALL {
        let mut statement = conn.prepare_cached(&table.select())?;
        let mut found = statement.query([reading])?;
        while let Some(row) = found.next()? {
            let cells = (0..table.columns().len()).map(|column| row.get(column));
            rows.push(table, cells.collect::<Result<_>>()?);
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
}

impl Stored {
    fn new(row: &Row<'_>) -> Result<Stored> {
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
        })
    }

    /// The article with what its reading says of it; or whose reading is wrong, and how.
    fn with(self, rows: &Rows) -> Result<(Article, Findings), (ArticleId, String)> {
        let decoded = decode(rows, &self.text).map_err(|what| (self.id, what))?;
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
        Ok((article, decoded.findings))
    }
}
