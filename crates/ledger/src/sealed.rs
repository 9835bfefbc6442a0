//! Tables to which rows are added one by one, each sealed with the seal of the one before: what an
//! analyst decided and judged.
//!
//! Their first columns are `number` (from 1), `learned`, `author` and `kind`, their last is `seal`.

use jiff::Timestamp;
use onrecord_record::ArticleId;
use rusqlite::{Connection, OptionalExtension, Result, Row, TransactionBehavior};

use crate::ActNote;
use crate::append::learned;
use crate::cell::{self, Cell};
use crate::migrate;
use crate::row::seal;

/// Such a table.
pub(crate) struct Sealed {
    pub(crate) table: &'static str,
    /// The version that brought it.
    pub(crate) since: u32,
    /// All columns that the seal covers, in its order.
    pub(crate) columns: &'static str,
}

impl Sealed {
    /// Adds a row of these cells, all from `kind` on; returns its number.
    pub(crate) fn add(
        &self,
        conn: &mut Connection,
        note: &ActNote<'_>,
        cells: cell::Row,
    ) -> Result<u32> {
        let Sealed { table, columns, .. } = self;
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last: Option<(u32, Vec<u8>)> = transaction
            .prepare_cached(&format!(
                "SELECT number, seal FROM {table} ORDER BY number DESC LIMIT 1"
            ))?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (number, before) = last.map_or((1, Vec::new()), |(number, seal)| (number + 1, seal));
        let mut row: cell::Row = vec![number.into(), learned(note.learned).into(), note.by.into()];
        row.extend(cells);
        row.push(seal(&before, &row).into());
        transaction
            .prepare_cached(&format!(
                "INSERT INTO {table} ({columns}, seal) VALUES (?{})",
                ", ?".repeat(row.len() - 1)
            ))?
            .insert(rusqlite::params_from_iter(row))?;
        transaction.commit()?;
        Ok(number)
    }

    /// The rows in order; with `as_of`, those that were added by then. A ledger of an older version
    /// has none.
    pub(crate) fn rows(&self, conn: &Connection, as_of: Option<Timestamp>) -> Result<Vec<Stored>> {
        if migrate::version(conn)? < self.since {
            return Ok(Vec::new());
        }
        let Sealed { table, columns, .. } = self;
        let mut statement = conn.prepare_cached(&format!(
            "SELECT {columns}, seal FROM {table} WHERE ?1 IS NULL OR learned <= ?1 ORDER BY number"
        ))?;
        let found = statement.query_map([as_of.map(learned)], Stored::new)?;
        found.collect()
    }

    /// The rows that do not hold, each with what is wrong: `is_sense` tells whether one can be read.
    pub(crate) fn broken(
        &self,
        conn: &Connection,
        is_sense: impl Fn(&Stored) -> bool,
    ) -> Result<Vec<(u32, &'static str)>> {
        let mut broken = Vec::new();
        let mut before = Vec::new();
        for stored in self.rows(conn, None)? {
            if stored.seal != seal(&before, &stored.cells) {
                let what = "its seal is broken: it or the one before it is not what it was";
                broken.push((stored.number, what));
            } else if !is_sense(&stored) {
                broken.push((stored.number, "it makes no sense"));
            }
            before = stored.seal;
        }
        Ok(broken)
    }
}

/// A row.
pub(crate) struct Stored {
    pub(crate) number: u32,
    /// All cells that the seal covers.
    cells: cell::Row,
    seal: Vec<u8>,
}

impl Stored {
    fn new(row: &Row<'_>) -> Result<Stored> {
        let sealed = row.as_ref().column_count() - 1;
        // Text that is no UTF-8 is no text that was written: the seal tells.
        let cell = |column| row.get(column).unwrap_or(Cell::Null);
        Ok(Stored {
            number: row.get(0)?,
            cells: (0..sealed).map(cell).collect(),
            seal: row.get(sealed)?,
        })
    }

    /// When it was added.
    pub(crate) fn learned(&self) -> Option<Timestamp> {
        self.text(1)?.parse().ok()
    }

    /// Who added it, where that was told.
    pub(crate) fn by(&self) -> Option<String> {
        self.text(2).map(str::to_owned)
    }

    /// What kind of row it is.
    pub(crate) fn kind(&self) -> Option<&str> {
        self.text(3)
    }

    pub(crate) fn text(&self, column: usize) -> Option<&str> {
        match self.cells.get(column)? {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn count<N: TryFrom<i64>>(&self, column: usize) -> Option<N> {
        match self.cells.get(column)? {
            Cell::Int(number) => N::try_from(*number).ok(),
            _ => None,
        }
    }

    pub(crate) fn article(&self, column: usize) -> Option<ArticleId> {
        match self.cells.get(column)? {
            Cell::Blob(blob) => blob.as_slice().try_into().ok().map(ArticleId),
            _ => None,
        }
    }
}
