//! Answering a query: by the index to keys, by the keys to readings.

use std::collections::BTreeMap;
use std::rc::Rc;

use onrecord_record::{ArticleId, Reading};
use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

use crate::index::{day, keys};
use crate::matching::{Term, Terms, all};
use crate::open::KNOWN;
use crate::place::Owner;
use crate::query::{FindingId, Hit, Query};
use crate::word::Word;
use crate::{LedgerError, SqliteLedger, append, migrate, snapshot};

/// A word that more findings hold than this does not weigh: scoring them all would take long, and
/// BM25 gives such a word next to no weight.
const COMMON: i64 = 5_000;

/// The version of the ledger that brought the index.
const INDEXED: u32 = 2;

/// The reading of an article, with this number, if whoever asks has it at hand.
pub(crate) type AtHand<'a> = &'a dyn Fn(ArticleId, u32) -> Option<Rc<Reading>>;

pub(crate) fn find(
    ledger: &SqliteLedger,
    query: &Query,
    at_hand: AtHand<'_>,
) -> Result<Vec<Hit>, LedgerError> {
    let failed = |error| crate::error::failed(&ledger.path, "search", error);
    let moment = ledger.conn.unchecked_transaction().map_err(failed)?;
    let found = migrate::version(&moment).map_err(failed)?;
    if found < INDEXED {
        return Err(LedgerError::TooOld {
            path: ledger.path.clone(),
            found,
            known: KNOWN,
        });
    }
    let Some(terms) = Terms::of(query) else {
        return Ok(Vec::new());
    };
    let keyed = keyed(&moment, query, &terms).map_err(failed)?;
    let mut readings: BTreeMap<i64, Rc<Reading>> = BTreeMap::new();
    let mut hits = Vec::new();
    for Keyed {
        reading,
        finding,
        score,
    } in keyed
    {
        let reading = match readings.get(&reading) {
            Some(reading) => Rc::clone(reading),
            None => {
                let article = article(&moment, reading).map_err(failed)?;
                let number = u32::try_from(reading).unwrap_or(u32::MAX);
                let read = match at_hand(article, number) {
                    Some(read) => read,
                    None => Rc::new(snapshot::reading(ledger, &moment, reading)?),
                };
                readings.insert(reading, Rc::clone(&read));
                read
            }
        };
        hits.push(Hit {
            reading,
            finding,
            score,
        });
    }
    Ok(hits)
}

/// Whose reading this is.
fn article(conn: &Connection, reading: i64) -> Result<ArticleId> {
    let mut statement = conn.prepare_cached(
        "SELECT article.id FROM reading JOIN article ON article.number = reading.article
         WHERE reading.number = ?",
    )?;
    statement.query_row([reading], |row| row.get(0).map(ArticleId))
}

/// A finding by its place in the tables.
struct Keyed {
    reading: i64,
    finding: FindingId,
    score: Option<f64>,
}

/// The findings that fit, best first.
fn keyed(conn: &Connection, query: &Query, terms: &Terms) -> Result<Vec<Keyed>> {
    let mut weighing = Vec::new();
    for term in &terms.words {
        if count(conn, term)? <= COMMON {
            weighing.push(term);
        }
    }
    let mut asked = Asked::of(terms, &weighing);
    asked.narrow(query);
    let sql = asked.sql(query.limit, query.skip);
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(&asked.values), |row| {
        let (owner, number) = (row.get_ref(1)?.as_str()?, row.get::<_, i64>(2)? as usize);
        let finding = match Owner::of(owner) {
            Some(Owner::Narration) => FindingId::Narration(number),
            Some(Owner::Absence) => FindingId::Absence(number),
            _ => FindingId::Statement(number),
        };
        Ok(Keyed {
            reading: row.get(0)?,
            finding,
            score: row.get::<_, Option<f64>>(3)?.map(|cost| -cost),
        })
    })?;
    rows.collect()
}

/// How many findings hold `term`, as far as it matters.
fn count(conn: &Connection, term: &Term) -> Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM word WHERE word MATCH ? LIMIT ?)")?
        .query_row(rusqlite::params![all([term]), COMMON + 1], |row| row.get(0))
}

/// A question in SQL as it comes together, with the values of its parameters in their order.
struct Asked {
    from: &'static str,
    /// What counts a finding's day, arrival and place, by which the rows come in order.
    key: &'static str,
    order: Order,
    conditions: Vec<String>,
    values: Vec<Value>,
}

/// What comes first.
#[derive(Clone, Copy)]
enum Order {
    /// The finding whose words fit best, then the one published last.
    Score,
    /// The finding published last.
    Day,
}

impl Asked {
    /// Asks for what fits `terms`, and weighs by those of them that are `weighing`.
    fn of(terms: &Terms, weighing: &[&Term]) -> Asked {
        let mut asked = Asked {
            from: "word CROSS JOIN finding AS f ON f.key = word.rowid",
            key: "word.rowid",
            order: Order::Day,
            conditions: Vec::new(),
            values: Vec::new(),
        };
        let full = || terms.words.iter().chain(&terms.others);
        if full().next().is_none() {
            (asked.from, asked.key) = ("finding AS f", "f.key");
        } else if weighing.is_empty() {
            asked.and("word MATCH ?", [all(full()).into()]);
        } else {
            asked.order = Order::Score;
            asked.and("word MATCH ?", [all(weighing.iter().copied()).into()]);
            if full().count() > weighing.len() {
                // In a query of its own: BM25 would count every term it is asked by.
                let fits = "+f.key IN (SELECT rowid FROM word WHERE word MATCH ?)";
                asked.and(fits, [all(full()).into()]);
            }
        }
        asked
    }

    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    /// Adds what the index of words cannot tell.
    fn narrow(&mut self, query: &Query) {
        let key = self.key;
        let published = query.published;
        if !published.is_any() {
            let first = published.from.map_or(1, day);
            self.and(&format!("{key} >= ?"), [keys(first)[0].into()]);
        }
        if let Some(to) = published.to {
            self.and(&format!("{key} <= ?"), [keys(day(to))[1].into()]);
        }
        if !query.told.is_any() {
            let first = query.told.from.map_or(0, day);
            let last = query.told.to.map_or(i64::MAX, day);
            self.and(
                "EXISTS (SELECT 1 FROM finding_days AS d
                    WHERE d.key = f.key AND d.first_day <= ? AND d.last_day >= ?)",
                [last.into(), first.into()],
            );
        }
        let newest = "(SELECT max(later.number) FROM reading AS it
            JOIN reading AS later ON later.article = it.article WHERE it.number = f.reading";
        match query.as_of {
            None => self.and(&format!("f.reading = {newest})"), []),
            Some(then) => self.and(
                &format!("f.reading = {newest} AND later.learned <= ?)"),
                [append::learned(then).into()],
            ),
        }
    }

    fn sql(&mut self, limit: usize, skip: usize) -> String {
        let key = self.key;
        let (score, order) = match self.order {
            // Five columns, of which only the words weigh.
            Order::Score => ("bm25(word, 1, 0, 0, 0, 0)", format!("4, {key} DESC")),
            Order::Day => ("NULL", format!("{key} DESC")),
        };
        let bounds = [limit, skip].map(|number| i64::try_from(number).unwrap_or(i64::MAX).into());
        self.values.extend(bounds);
        format!(
            "SELECT f.reading, f.owner, f.number, {score} FROM {} WHERE {} ORDER BY {order} LIMIT ? OFFSET ?",
            self.from,
            self.conditions.join(" AND ")
        )
    }
}
