//! What the analyst judged of findings and sources, and how second readers voted: added one by one, in order, none taken back but
//! by another.

use jiff::Timestamp;
use onrecord_record::{
    Correction, EntityId, FindingKind, Judgement, KeptJudgement, Referent, Reliability, Selector,
    Target, Verdict, Vote,
};
use rusqlite::{Connection, Result};

use crate::cell::{self, Cell};
use crate::error::failed;
use crate::sealed::{Sealed, Stored};
use crate::word::{Word, words};
use crate::{ActNote, LedgerError, SqliteLedger};

/// The table of judgements.
pub(crate) const JUDGEMENTS: Sealed = Sealed {
    table: "judgement",
    since: 5,
    columns: "number, learned, author, kind, article, finding, start, stop, exact, \
              source_start, source_stop, source_exact, content_start, content_stop, content_exact, \
              act, value, words, entity, name, undone",
};

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

words!(Verdict {
    Right = "right",
    Wrong = "wrong",
    Unsure = "unsure",
});

/// Adds `judgement`; returns its number.
pub(crate) fn record(
    ledger: &mut SqliteLedger,
    judgement: &Judgement,
    note: &ActNote<'_>,
) -> Result<u32, LedgerError> {
    let added = JUDGEMENTS.add(&mut ledger.conn, note, cells(judgement));
    added.map_err(|error| failed(&ledger.path, "add to", error))
}

const NONE: Cell = Cell::Null;

/// All columns from `kind` on.
fn cells(judgement: &Judgement) -> cell::Row {
    let (nothing, mut quoted) = (Correction::default(), Correction::default());
    let (kind, target, correction, words) = match judgement {
        Judgement::Confirm(target) => ("confirm", Some(target), &nothing, NONE),
        Judgement::Reject(target) => ("reject", Some(target), &nothing, NONE),
        Judgement::Correct(target, correction) => ("correct", Some(target), correction, NONE),
        Judgement::Remark(target, words) => {
            ("remark", Some(target), &nothing, words.as_str().into())
        }
        Judgement::Rate(_, letter) => ("rate", None, &nothing, letter.word().into()),
        Judgement::Undo(_) => ("undo", None, &nothing, NONE),
        Judgement::Vote(target, vote) => {
            quoted.content.clone_from(&vote.quote);
            ("vote", Some(target), &quoted, vote.verdict.word().into())
        }
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
    let rows = JUDGEMENTS.rows(&ledger.conn, as_of);
    let rows = rows.map_err(|error| failed(&ledger.path, "read", error))?;
    let read = rows.iter().map(|stored| {
        judgement(stored).ok_or_else(|| LedgerError::Corrupt {
            path: ledger.path.clone(),
            what: format!("judgement {} makes no sense", stored.number),
        })
    });
    read.collect()
}

/// The judgements that do not hold, each with what is wrong.
pub(crate) fn broken(conn: &Connection) -> Result<Vec<(u32, &'static str)>> {
    JUDGEMENTS.broken(conn, |stored| judgement(stored).is_some())
}

/// What the row says; nothing if it makes no sense.
fn judgement(stored: &Stored) -> Option<KeptJudgement> {
    let judgement = match stored.kind()? {
        "confirm" => Judgement::Confirm(target(stored)?),
        "reject" => Judgement::Reject(target(stored)?),
        "correct" => Judgement::Correct(target(stored)?, correction(stored)),
        "remark" => Judgement::Remark(target(stored)?, stored.text(17)?.to_owned()),
        "vote" => {
            let vote = Vote {
                verdict: Verdict::of(stored.text(17)?)?,
                quote: selected(stored, 12),
            };
            Judgement::Vote(target(stored)?, vote)
        }
        "rate" => {
            let entity = Referent {
                id: EntityId(stored.text(18)?.to_owned()),
                name: stored.text(19)?.to_owned(),
                article: stored.article(4)?,
            };
            Judgement::Rate(entity, Reliability::of(stored.text(17)?)?)
        }
        "undo" => Judgement::Undo(stored.count(20)?),
        _ => return None,
    };
    Some(KeptJudgement {
        number: stored.number,
        learned: stored.learned()?,
        by: stored.by(),
        judgement,
    })
}

fn target(stored: &Stored) -> Option<Target> {
    Some(Target {
        article: stored.article(4)?,
        kind: FindingKind::of(stored.text(5)?)?,
        words: selected(stored, 6)?,
    })
}

fn correction(stored: &Stored) -> Correction {
    Correction {
        source: selected(stored, 9),
        content: selected(stored, 12),
        act: stored.text(15).and_then(Word::of),
        value: stored.text(16).and_then(Word::of),
    }
}

/// The selector whose three columns begin here.
fn selected(stored: &Stored, column: usize) -> Option<Selector> {
    Some(Selector {
        start: stored.count(column)?,
        end: stored.count(column + 1)?,
        exact: stored.text(column + 2)?.to_owned(),
    })
}
