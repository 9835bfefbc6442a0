//! Which version a file has, and the steps from each version to the next.

use rusqlite::{Connection, Result, Transaction, TransactionBehavior};

use crate::index;

/// One step: from the version of its place in [`STEPS`] to the next one.
///
/// A step runs in the transaction of the migration. What was published is never edited; new tables
/// and columns come with a new step and with a frozen ledger under `fixtures/`.
pub(crate) type Step = fn(&Transaction<'_>) -> Result<()>;

/// All steps, from an empty file to the version this build writes.
pub(crate) const STEPS: [Step; 7] = [first, second, third, fourth, fifth, sixth, seventh];

/// Says in the file's header whose file it is: `onrc`.
const APPLICATION: i32 = i32::from_be_bytes(*b"onrc");

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Identity {
    /// A ledger of this version.
    Ledger(u32),
    /// An empty database, or an empty file.
    Blank,
    /// A database of another program.
    Foreign,
}

/// What the file is at one moment: another writer may be making it.
pub(crate) fn identity_now(conn: &Connection) -> Result<Identity> {
    identity(&*conn.unchecked_transaction()?)
}

/// What the file of `conn` is. Changes nothing.
pub(crate) fn identity(conn: &Connection) -> Result<Identity> {
    let number = |pragma| conn.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let version = number("user_version")?;
    let tables: u32 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match (number("application_id")?, u32::try_from(version)) {
        (APPLICATION, Ok(version)) if version > 0 => Identity::Ledger(version),
        (0, Ok(0)) if tables == 0 => Identity::Blank,
        _ => Identity::Foreign,
    })
}

/// The version of a file that is a ledger, at the moment `conn` sees.
pub(crate) fn version(conn: &Connection) -> Result<u32> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Takes the file of `conn` through the `steps` it lacks, all or none.
///
/// Another process may have done so in the meantime: what is lacking is looked up under the lock.
pub(crate) fn migrate(conn: &mut Connection, steps: &[Step]) -> Result<Identity> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let identity = identity(&transaction)?;
    let version = match identity {
        Identity::Ledger(version) => version as usize,
        Identity::Blank => 0,
        Identity::Foreign => return Ok(identity),
    };
    for step in steps.iter().skip(version) {
        step(&transaction)?;
    }
    let reached = steps.len().max(version);
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", reached as i64)?;
    transaction.commit()?;
    Ok(Identity::Ledger(reached as u32))
}

/// Version 1. Frozen.
fn first(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute_batch(include_str!("schema/1.sql"))?;
    append_only(transaction, "article", "number = NEW.number OR id = NEW.id")?;
    append_only(
        transaction,
        "text",
        "number = NEW.number OR sha256 = NEW.sha256",
    )?;
    append_only(transaction, "reading", "number = NEW.number")?;
    append_only(transaction, "masthead", "reading = NEW.reading")?;
    let numbered = [
        "author",
        "zone",
        "picture",
        "source",
        "time_expression",
        "statement",
        "narration",
        "absence",
        "doubt",
    ];
    for table in numbered {
        append_only(
            transaction,
            table,
            "(reading, number) = (NEW.reading, NEW.number)",
        )?;
    }
    append_only(
        transaction,
        "stamp",
        "(reading, role) = (NEW.reading, NEW.role)",
    )?;
    for table in ["voice", "valuation", "told"] {
        let same = "(reading, owner, number, place) = \
                    (NEW.reading, NEW.owner, NEW.number, NEW.place)";
        append_only(transaction, table, same)?;
    }
    let same = "(reading, owner, number, role, item, part) = \
                (NEW.reading, NEW.owner, NEW.number, NEW.role, NEW.item, NEW.part)";
    append_only(transaction, "span", same)
}

/// Version 2: names, and the index of what can be looked for. Frozen.
fn second(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute_batch(include_str!("schema/2.sql"))?;
    append_only(
        transaction,
        "name",
        "(reading, number) = (NEW.reading, NEW.number)",
    )?;
    make_index(transaction)?;
    index::fill(transaction, 2)
}

/// Version 3: what the analyst decided of entities. Frozen.
fn third(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute_batch(include_str!("schema/3.sql"))?;
    append_only(transaction, "act", "number = NEW.number")
}

/// Version 4: places, and the events that name them. Frozen.
fn fourth(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute_batch(include_str!("schema/4.sql"))?;
    for table in ["place_mention", "event"] {
        let same = "(reading, number) = (NEW.reading, NEW.number)";
        append_only(transaction, table, same)?;
    }
    for table in ["location", "event_context"] {
        let same = "(reading, number, place) = (NEW.reading, NEW.number, NEW.place)";
        append_only(transaction, table, same)?;
    }
    Ok(())
}

/// Version 5: what the analyst judged of findings and sources. Frozen.
fn fifth(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute_batch(include_str!("schema/5.sql"))?;
    append_only(transaction, "judgement", "number = NEW.number")
}

/// Version 6: votes of second readers, which older builds would take for damage. Frozen.
fn sixth(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute_batch(include_str!("schema/6.sql"))
}

/// Version 7: clauses with values of their own. Frozen.
fn seventh(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute_batch(include_str!("schema/7.sql"))?;
    let same = "(reading, number, place) = (NEW.reading, NEW.number, NEW.place)";
    append_only(transaction, "clause_value", same)
}

/// An empty index, as version 2 has it.
fn make_index(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute_batch(include_str!("schema/2-index.sql"))?;
    append_only(
        transaction,
        "finding",
        "key = NEW.key OR (reading, owner, number) = (NEW.reading, NEW.owner, NEW.number)",
    )?;
    append_only(
        transaction,
        "finding_days",
        "(key, first_day, last_day) = (NEW.key, NEW.first_day, NEW.last_day)",
    )
}

/// Makes the index of an up-to-date ledger anew, whatever has become of it.
pub(crate) fn remake_index(conn: &mut Connection) -> Result<()> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for table in ["word", "finding_days", "finding"] {
        transaction.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    make_index(&transaction)?;
    index::fill(&transaction, STEPS.len() as u32)?;
    transaction.commit()
}

/// Has `table` refuse every update and delete, and every insert that would replace the row that is
/// the `same` as the new one (`INSERT OR REPLACE` deletes without asking).
///
/// Steps that are published call this; it is frozen with them.
fn append_only(transaction: &Transaction<'_>, table: &str, same: &str) -> Result<()> {
    let refuse = "BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END";
    transaction.execute_batch(&format!(
        "CREATE TRIGGER {table}_is_not_edited BEFORE UPDATE ON {table} {refuse};
         CREATE TRIGGER {table}_is_not_deleted BEFORE DELETE ON {table} {refuse};
         CREATE TRIGGER {table}_is_not_replaced BEFORE INSERT ON {table}
         WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse};"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn further(transaction: &Transaction<'_>) -> Result<()> {
        transaction.execute_batch("ALTER TABLE article ADD COLUMN seen TEXT")
    }

    fn broken(transaction: &Transaction<'_>) -> Result<()> {
        transaction.execute_batch("CREATE TABLE half (n); CREATE TABLE half (n)")
    }

    #[test]
    fn an_older_version_is_taken_to_the_newest() {
        let mut conn = Connection::open_in_memory().unwrap();
        assert_eq!(identity(&conn).unwrap(), Identity::Blank);
        migrate(&mut conn, &[first]).unwrap();
        assert_eq!(identity(&conn).unwrap(), Identity::Ledger(1));
        let id = [1u8; 32];
        conn.execute("INSERT INTO article (id) VALUES (?)", [id])
            .unwrap();
        migrate(&mut conn, &[first, further]).unwrap();
        assert_eq!(identity(&conn).unwrap(), Identity::Ledger(2));
        let seen: (Vec<u8>, Option<String>) = conn
            .query_row("SELECT id, seen FROM article", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(seen, (id.to_vec(), None));
        let again = migrate(&mut conn, &[first, further]).unwrap();
        assert_eq!(again, Identity::Ledger(2), "a step runs once");
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_version() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn, &[first]).unwrap();
        migrate(&mut conn, &[first, further, broken]).unwrap_err();
        assert_eq!(identity(&conn).unwrap(), Identity::Ledger(1));
        conn.execute_batch("SELECT number, id FROM article; CREATE TABLE half (n)")
            .unwrap();
    }

    #[test]
    fn every_table_of_the_file_but_fts5s_own_is_append_only() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn, &STEPS).unwrap();
        let unguarded: Vec<String> = conn
            .prepare(
                "SELECT name FROM sqlite_schema AS t WHERE type = 'table'
                 AND name <> 'word' AND name NOT GLOB 'word_*' AND 3 <>
                 (SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = t.name)",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_>>()
            .unwrap();
        assert_eq!(unguarded, [""; 0]);
    }
}
