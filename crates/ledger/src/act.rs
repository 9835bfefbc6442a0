//! What the analyst decided of entities: added one by one, in order, none taken back but by another.

use jiff::Timestamp;
use onrecord_record::{ArticleId, EntityAct, EntityId, KeptAct, Referent};
use rusqlite::{Connection, OptionalExtension, Result, Row, TransactionBehavior};

use crate::append::learned;
use crate::cell::{self, Cell};
use crate::error::failed;
use crate::migrate;
use crate::row::seal;
use crate::{ActNote, LedgerError, SqliteLedger};

/// The version that brought the table.
pub(crate) const SINCE: u32 = 3;
/// All columns that the seal covers, in its order.
const COLUMNS: &str = "number, learned, author, kind, entity, name, article, \
                       other, other_name, other_article, words, undone";

/// Adds `act`; returns its number.
pub(crate) fn record(
    ledger: &mut SqliteLedger,
    act: &EntityAct,
    note: &ActNote<'_>,
) -> Result<u32, LedgerError> {
    let path = &ledger.path;
    add(&mut ledger.conn, act, note).map_err(|error| failed(path, "add to", error))
}

fn add(conn: &mut Connection, act: &EntityAct, note: &ActNote<'_>) -> Result<u32> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let last: Option<(u32, Vec<u8>)> = transaction
        .prepare_cached("SELECT number, seal FROM act ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (number, before) = last.map_or((1, Vec::new()), |(number, seal)| (number + 1, seal));
    let mut row = cells(number, act, note);
    row.push(seal(&before, &row).into());
    transaction
        .prepare_cached(&format!(
            "INSERT INTO act ({COLUMNS}, seal) VALUES (?{})",
            ", ?".repeat(row.len() - 1)
        ))?
        .insert(rusqlite::params_from_iter(row))?;
    transaction.commit()?;
    Ok(number)
}

fn cells(number: u32, act: &EntityAct, note: &ActNote<'_>) -> cell::Row {
    let mut row: cell::Row = vec![number.into(), learned(note.learned).into(), note.by.into()];
    let told = |one: &Referent| -> [Cell; 3] {
        [
            one.id.0.as_str().into(),
            one.name.as_str().into(),
            one.article.0.into(),
        ]
    };
    const NOBODY: [Cell; 3] = [Cell::Null, Cell::Null, Cell::Null];
    let (kind, one, other, words, undone) = match act {
        EntityAct::Merge { into, other } => {
            ("merge", told(into), told(other), Cell::Null, Cell::Null)
        }
        EntityAct::Split { from, article } => {
            let article = [Cell::Null, Cell::Null, article.0.into()];
            ("split", told(from), article, Cell::Null, Cell::Null)
        }
        EntityAct::Rename { entity, name } => {
            let name = name.as_str().into();
            ("rename", told(entity), NOBODY, name, Cell::Null)
        }
        EntityAct::Undo { act } => ("undo", NOBODY, NOBODY, Cell::Null, (*act).into()),
    };
    row.push(kind.into());
    row.extend(one.into_iter().chain(other));
    row.extend([words, undone]);
    row
}

/// The acts in order; with `as_of`, those that were made by then. A ledger of an older version has
/// none.
pub(crate) fn acts(
    ledger: &SqliteLedger,
    as_of: Option<Timestamp>,
) -> Result<Vec<KeptAct>, LedgerError> {
    let failed = |error| failed(&ledger.path, "read", error);
    let mut kept = Vec::new();
    for stored in stored(&ledger.conn, as_of).map_err(failed)? {
        let act = stored.act().ok_or_else(|| LedgerError::Corrupt {
            path: ledger.path.clone(),
            what: format!("act {} makes no sense", stored.number),
        })?;
        kept.push(act);
    }
    Ok(kept)
}

/// The acts that do not hold, each with what is wrong.
pub(crate) fn broken(conn: &Connection) -> Result<Vec<(u32, &'static str)>> {
    let mut broken = Vec::new();
    let mut before = Vec::new();
    for stored in stored(conn, None)? {
        if stored.seal != seal(&before, &stored.cells) {
            let what = "its seal is broken: it or the act before it is not what it was";
            broken.push((stored.number, what));
        } else if stored.act().is_none() {
            broken.push((stored.number, "it makes no sense"));
        }
        before = stored.seal;
    }
    Ok(broken)
}

/// A row of the table.
struct Stored {
    number: u32,
    cells: cell::Row,
    seal: Vec<u8>,
}

fn stored(conn: &Connection, as_of: Option<Timestamp>) -> Result<Vec<Stored>> {
    if migrate::version(conn)? < SINCE {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, seal FROM act WHERE ?1 IS NULL OR learned <= ?1 ORDER BY number"
    ))?;
    let found = statement.query_map([as_of.map(learned)], Stored::new)?;
    found.collect()
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

    /// What the row says; nothing if it makes no sense.
    fn act(&self) -> Option<KeptAct> {
        let [_, learned, author, kind, rest @ ..] = self.cells.as_slice() else {
            return None;
        };
        let [
            entity,
            name,
            article,
            other,
            other_name,
            other_article,
            words,
            undone,
        ] = rest
        else {
            return None;
        };
        let one = || referent(entity, name, article);
        let act = match text(kind)? {
            "merge" => EntityAct::Merge {
                into: one()?,
                other: referent(other, other_name, other_article)?,
            },
            "split" => EntityAct::Split {
                from: one()?,
                article: id(other_article)?,
            },
            "rename" => EntityAct::Rename {
                entity: one()?,
                name: text(words)?.to_owned(),
            },
            "undo" => EntityAct::Undo {
                act: number(undone)?,
            },
            _ => return None,
        };
        Some(KeptAct {
            number: self.number,
            learned: text(learned)?.parse().ok()?,
            by: text(author).map(str::to_owned),
            act,
        })
    }
}

fn referent(entity: &Cell, name: &Cell, article: &Cell) -> Option<Referent> {
    Some(Referent {
        id: EntityId(text(entity)?.to_owned()),
        name: text(name)?.to_owned(),
        article: id(article)?,
    })
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

fn id(cell: &Cell) -> Option<ArticleId> {
    match cell {
        Cell::Blob(blob) => blob.as_slice().try_into().ok().map(ArticleId),
        _ => None,
    }
}

fn number(cell: &Cell) -> Option<u32> {
    match cell {
        Cell::Int(number) => u32::try_from(*number).ok(),
        _ => None,
    }
}
