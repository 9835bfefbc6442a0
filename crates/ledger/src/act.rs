//! What the analyst decided of entities: added one by one, in order, none taken back but by another.

use jiff::Timestamp;
use onrecord_record::{EntityAct, EntityId, KeptAct, Referent};
use rusqlite::{Connection, Result};

use crate::cell::{self, Cell};
use crate::error::failed;
use crate::sealed::{Sealed, Stored};
use crate::{ActNote, LedgerError, SqliteLedger};

/// The table of acts.
pub(crate) const ACTS: Sealed = Sealed {
    table: "act",
    since: 3,
    columns: "number, learned, author, kind, entity, name, article, \
              other, other_name, other_article, words, undone",
};

/// Adds `act`; returns its number.
pub(crate) fn record(
    ledger: &mut SqliteLedger,
    act: &EntityAct,
    note: &ActNote<'_>,
) -> Result<u32, LedgerError> {
    let added = ACTS.add(&mut ledger.conn, note, cells(act));
    added.map_err(|error| failed(&ledger.path, "add to", error))
}

/// All columns from `kind` on.
fn cells(act: &EntityAct) -> cell::Row {
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
    let mut row: cell::Row = vec![kind.into()];
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
    let rows = ACTS.rows(&ledger.conn, as_of);
    let rows = rows.map_err(|error| failed(&ledger.path, "read", error))?;
    let read = rows.iter().map(|stored| {
        act(stored).ok_or_else(|| LedgerError::Corrupt {
            path: ledger.path.clone(),
            what: format!("act {} makes no sense", stored.number),
        })
    });
    read.collect()
}

/// The acts that do not hold, each with what is wrong.
pub(crate) fn broken(conn: &Connection) -> Result<Vec<(u32, &'static str)>> {
    ACTS.broken(conn, |stored| act(stored).is_some())
}

/// What the row says; nothing if it makes no sense.
fn act(stored: &Stored) -> Option<KeptAct> {
    let one = || referent(stored, 4);
    let act = match stored.kind()? {
        "merge" => EntityAct::Merge {
            into: one()?,
            other: referent(stored, 7)?,
        },
        "split" => EntityAct::Split {
            from: one()?,
            article: stored.article(9)?,
        },
        "rename" => EntityAct::Rename {
            entity: one()?,
            name: stored.text(10)?.to_owned(),
        },
        "undo" => EntityAct::Undo {
            act: stored.count(11)?,
        },
        _ => return None,
    };
    Some(KeptAct {
        number: stored.number,
        learned: stored.learned()?,
        by: stored.by(),
        act,
    })
}

/// The entity whose three columns begin here.
fn referent(stored: &Stored, column: usize) -> Option<Referent> {
    Some(Referent {
        id: EntityId(stored.text(column)?.to_owned()),
        name: stored.text(column + 1)?.to_owned(),
        article: stored.article(column + 2)?,
    })
}
