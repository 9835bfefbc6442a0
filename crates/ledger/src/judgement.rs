//! What the analyst judged of findings and sources: added one by one, in order, none taken back but
//! by another.

use jiff::Timestamp;
use onrecord_record::{
    ArticleId, Correction, EntityId, FindingKind, Judgement, KeptJudgement, Referent, Reliability,
    Selector, Target,
};
use rusqlite::{Connection, OptionalExtension, Result, Row, TransactionBehavior};

use crate::append::learned;
use crate::cell::{self, Cell};
use crate::error::failed;
use crate::migrate;
use crate::row::seal;
use crate::word::{Word, words};
use crate::{ActNote, LedgerError, SqliteLedger};

/// The version that brought the table.
pub(crate) const SINCE: u32 = 5;
/// All columns that the seal covers, in its order.
const COLUMNS: &str = "number, learned, author, kind, article, finding, start, stop, exact, \
    source_start, source_stop, source_exact, content_start, content_stop, content_exact, \
    act, value, words, entity, name, undone";

words!(FindingKind {
    Statement = "statement",
    Narration = "narration",
    Absence = "absence",
});

words!(Reliability {
    A = "A",
    B = "B",
    C = "C",
    D = "D",
    E = "E",
    F = "F",
});

/// Adds `judgement`; returns its number.
pub(crate) fn record(
    ledger: &mut SqliteLedger,
    judgement: &Judgement,
    note: &ActNote<'_>,
) -> Result<u32, LedgerError> {
    let path = &ledger.path;
    let added = add(&mut ledger.conn, judgement, note);
    added.map_err(|error| failed(path, "add to", error))
}

fn add(conn: &mut Connection, judgement: &Judgement, note: &ActNote<'_>) -> Result<u32> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let last: Option<(u32, Vec<u8>)> = transaction
        .prepare_cached("SELECT number, seal FROM judgement ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (number, before) = last.map_or((1, Vec::new()), |(number, seal)| (number + 1, seal));
    let mut row: cell::Row = vec![number.into(), learned(note.learned).into(), note.by.into()];
    row.extend(cells(judgement));
    row.push(seal(&before, &row).into());
    transaction
        .prepare_cached(&format!(
            "INSERT INTO judgement ({COLUMNS}, seal) VALUES (?{})",
            ", ?".repeat(row.len() - 1)
        ))?
        .insert(rusqlite::params_from_iter(row))?;
    transaction.commit()?;
    Ok(number)
}

const NONE: Cell = Cell::Null;

/// All columns from `kind` on.
fn cells(judgement: &Judgement) -> cell::Row {
    let nothing = Correction::default();
    let (kind, target, correction, words) = match judgement {
        Judgement::Confirm(target) => ("confirm", Some(target), &nothing, NONE),
        Judgement::Reject(target) => ("reject", Some(target), &nothing, NONE),
        Judgement::Correct(target, correction) => ("correct", Some(target), correction, NONE),
        Judgement::Remark(target, words) => {
            ("remark", Some(target), &nothing, words.as_str().into())
        }
        Judgement::Rate(_, letter) => ("rate", None, &nothing, letter.word().into()),
        Judgement::Undo(_) => ("undo", None, &nothing, NONE),
    };
    let rated = match judgement {
        Judgement::Rate(entity, _) => Some(entity),
        _ => None,
    };
    let undone = match judgement {
        Judgement::Undo(number) => (*number).into(),
        _ => NONE,
    };
    let article = target
        .map(|one| one.article)
        .or(rated.map(|one| one.article));
    let mut row: cell::Row = vec![kind.into(), article.map_or(NONE, |id| id.0.into())];
    row.push(target.map_or(NONE, |one| one.kind.word().into()));
    row.extend(selector(target.map(|one| &one.words)));
    row.extend(selector(correction.source.as_ref()));
    row.extend(selector(correction.content.as_ref()));
    row.push(correction.act.map_or(NONE, |act| act.word().into()));
    row.push(correction.value.map_or(NONE, |value| value.word().into()));
    row.push(words);
    row.push(rated.map_or(NONE, |one| one.id.0.as_str().into()));
    row.push(rated.map_or(NONE, |one| one.name.as_str().into()));
    row.push(undone);
    row
}

fn selector(one: Option<&Selector>) -> [Cell; 3] {
    let number = |at: usize| Cell::Int(i64::try_from(at).unwrap_or(i64::MAX));
    one.map_or([NONE, NONE, NONE], |one| {
        [
            number(one.start),
            number(one.end),
            one.exact.as_str().into(),
        ]
    })
}

/// The judgements in order; with `as_of`, those that were made by then. A ledger of an older version
/// has none.
pub(crate) fn judgements(
    ledger: &SqliteLedger,
    as_of: Option<Timestamp>,
) -> Result<Vec<KeptJudgement>, LedgerError> {
    let stored = stored(&ledger.conn, as_of);
    let stored = stored.map_err(|error| failed(&ledger.path, "read", error))?;
    let read = stored.into_iter().map(|one| {
        one.judgement().ok_or_else(|| LedgerError::Corrupt {
            path: ledger.path.clone(),
            what: format!("judgement {} makes no sense", one.number),
        })
    });
    read.collect()
}

/// The judgements that do not hold, each with what is wrong.
pub(crate) fn broken(conn: &Connection) -> Result<Vec<(u32, &'static str)>> {
    let mut broken = Vec::new();
    let mut before = Vec::new();
    for stored in stored(conn, None)? {
        if stored.seal != seal(&before, &stored.cells) {
            let what = "its seal is broken: it or the judgement before it is not what it was";
            broken.push((stored.number, what));
        } else if stored.judgement().is_none() {
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
        "SELECT {COLUMNS}, seal FROM judgement WHERE ?1 IS NULL OR learned <= ?1 ORDER BY number"
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

    fn text(&self, column: usize) -> Option<&str> {
        match self.cells.get(column)? {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    fn number(&self, column: usize) -> Option<usize> {
        match self.cells.get(column)? {
            Cell::Int(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    fn article(&self) -> Option<ArticleId> {
        match self.cells.get(4)? {
            Cell::Blob(blob) => blob.as_slice().try_into().ok().map(ArticleId),
            _ => None,
        }
    }

    /// The selector whose three columns begin here.
    fn selector(&self, column: usize) -> Option<Selector> {
        Some(Selector {
            start: self.number(column)?,
            end: self.number(column + 1)?,
            exact: self.text(column + 2)?.to_owned(),
        })
    }

    fn target(&self) -> Option<Target> {
        Some(Target {
            article: self.article()?,
            kind: FindingKind::of(self.text(5)?)?,
            words: self.selector(6)?,
        })
    }

    fn correction(&self) -> Correction {
        Correction {
            source: self.selector(9),
            content: self.selector(12),
            act: self.text(15).and_then(Word::of),
            value: self.text(16).and_then(Word::of),
        }
    }

    /// What the row says; nothing if it makes no sense.
    fn judgement(&self) -> Option<KeptJudgement> {
        let judgement = match self.text(3)? {
            "confirm" => Judgement::Confirm(self.target()?),
            "reject" => Judgement::Reject(self.target()?),
            "correct" => Judgement::Correct(self.target()?, self.correction()),
            "remark" => Judgement::Remark(self.target()?, self.text(17)?.to_owned()),
            "rate" => {
                let entity = Referent {
                    id: EntityId(self.text(18)?.to_owned()),
                    name: self.text(19)?.to_owned(),
                    article: self.article()?,
                };
                Judgement::Rate(entity, Reliability::of(self.text(17)?)?)
            }
            "undo" => Judgement::Undo(u32::try_from(self.number(20)?).ok()?),
            _ => return None,
        };
        Some(KeptJudgement {
            number: self.number,
            learned: self.text(1)?.parse().ok()?,
            by: self.text(2).map(str::to_owned),
            judgement,
        })
    }
}
