//! Opening the file: is it there, is it ours, is it of a version we know, may we write.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::LedgerError;
use crate::error::failed;
use crate::migrate::{self, Identity, STEPS};

/// How long one writer waits for another.
pub(crate) const WAIT: Duration = Duration::from_secs(20);
/// How long it sleeps where SQLite itself does not wait.
const NAP: Duration = Duration::from_millis(20);
/// Statements kept prepared: one to add to and one to read each table, and a few more.
const STATEMENTS: usize = 56;

/// The least that a SQLite file holds, in bytes: one page.
const PAGE: u64 = 512;

/// The version this build writes.
pub(crate) const KNOWN: u32 = STEPS.len() as u32;

/// Opens the ledger at `path` for reading and writing; makes it if nothing is there.
pub(crate) fn writable(path: &Path, wait: Duration) -> Result<Connection, LedgerError> {
    if !path.exists() {
        folder(path)?;
    } else if is_frozen(path) {
        return Err(LedgerError::ReadOnly {
            path: path.to_owned(),
        });
    }
    is_sqlite(path)?;
    let opened = |error| failed(path, "open", error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut conn = connect(path, flags, wait).map_err(opened)?;
    if conn.is_readonly("main").map_err(opened)? {
        return Err(LedgerError::ReadOnly {
            path: path.to_owned(),
        });
    }
    let found = migrate::identity_now(&conn).map_err(opened)?;
    known(path, found)?;
    write_ahead(&conn, wait).map_err(opened)?;
    conn.pragma_update(None, "foreign_keys", true)
        .map_err(opened)?;
    if found != Identity::Ledger(KNOWN) {
        let reached = migrate::migrate(&mut conn, &STEPS);
        known(
            path,
            reached.map_err(|error| failed(path, "prepare", error))?,
        )?;
    }
    Ok(conn)
}

/// Opens the ledger at `path` for reading. Makes nothing, brings nothing up to date: one of an
/// older version is read as it is.
///
/// A file that others may be writing is read beside them. One that cannot be written, or whose
/// folder cannot, is read as it lies.
pub(crate) fn readable(path: &Path, wait: Duration) -> Result<Connection, LedgerError> {
    if !path.exists() {
        return Err(LedgerError::Missing {
            path: path.to_owned(),
        });
    }
    is_sqlite(path)?;
    let shared = || beside_others(path, wait);
    let opened = if is_frozen(path) {
        as_it_lies(path)
    } else {
        match shared() {
            Err(error) if needs_a_writable_folder(&error) => as_it_lies(path),
            other => other,
        }
    };
    let (conn, found) = opened.map_err(|error| failed(path, "open", error))?;
    filled(path, known(path, found)?)?;
    Ok(conn)
}

/// Refuses to read an empty file.
fn filled(path: &Path, identity: Identity) -> Result<(), LedgerError> {
    if identity == Identity::Blank {
        return Err(LedgerError::NotALedger {
            path: path.to_owned(),
            what: "it is empty",
        });
    }
    Ok(())
}

/// Refuses what is no ledger, and what is newer than this build.
fn known(path: &Path, identity: Identity) -> Result<Identity, LedgerError> {
    let path = path.to_owned();
    match identity {
        Identity::Foreign => Err(LedgerError::NotALedger {
            path,
            what: "it is a SQLite file of another program",
        }),
        Identity::Ledger(found) if found > KNOWN => Err(LedgerError::TooNew {
            path,
            found,
            known: KNOWN,
        }),
        known => Ok(known),
    }
}

/// Refuses a file too short for one of SQLite's, which itself takes some for empty ones and would
/// write over them. What is longer it knows by how it begins.
///
/// The file is not opened for this: on Unix, closing it would take away the locks of every other
/// connection that this process has to it, and a writer without locks loses what it writes.
fn is_sqlite(path: &Path) -> Result<(), LedgerError> {
    let length = fs::metadata(path).map_or(0, |file| if file.is_file() { file.len() } else { 0 });
    if length == 0 || length >= PAGE {
        return Ok(());
    }
    Err(LedgerError::NotALedger {
        path: path.to_owned(),
        what: "it is no SQLite file",
    })
}

fn folder(path: &Path) -> Result<(), LedgerError> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            Err(LedgerError::NoFolder {
                path: path.to_owned(),
                folder: folder.to_owned(),
            })
        }
        _ => Ok(()),
    }
}

/// Is it marked as never to be written?
fn is_frozen(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.is_file() && file.permissions().readonly())
}

fn connect(path: &Path, flags: OpenFlags, wait: Duration) -> rusqlite::Result<Connection> {
    let plain = Path::new(".").join(path); // so that no name means something else to SQLite
    let conn = Connection::open_with_flags(plain, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    settle(conn, wait)
}

fn settle(conn: Connection, wait: Duration) -> rusqlite::Result<Connection> {
    conn.busy_timeout(wait)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // A file from a stranger: its schema may not reach for functions with side effects.
    conn.pragma_update(None, "trusted_schema", false)?;
    Ok(conn)
}

/// Switches to a write-ahead log: readers and the writer do not wait for one another, and a killed
/// writer leaves whole articles. Where the file system cannot, every commit is flushed instead.
fn write_ahead(conn: &Connection, wait: Duration) -> rusqlite::Result<()> {
    let mut naps = wait.as_millis() / NAP.as_millis();
    let mode: String = loop {
        // Several that open a new file at once are turned away here without waiting.
        match conn.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0)) {
            Err(error) if is_busy(&error) && naps > 0 => naps -= 1,
            other => break other?,
        }
        std::thread::sleep(NAP);
    };
    let synchronous = if mode == "wal" { "NORMAL" } else { "FULL" };
    conn.pragma_update(None, "synchronous", synchronous)
}

fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

fn needs_a_writable_folder(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure)
    )
}

/// Reads while others may write. SQLite needs its two side files for that and takes them away
/// when the last one leaves; hence the connection that could write, but is told not to.
fn beside_others(path: &Path, wait: Duration) -> rusqlite::Result<(Connection, Identity)> {
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, wait)?;
    conn.pragma_update(None, "query_only", true)?;
    let found = migrate::identity_now(&conn)?;
    Ok((conn, found))
}

/// Reads a file that nobody writes: no lock, no side files, nothing made. What a killed writer
/// left in the write-ahead log counts; its index is then made in memory.
fn as_it_lies(path: &Path) -> rusqlite::Result<(Connection, Identity)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let has_log = fs::metadata(log(path)).is_ok_and(|log| log.len() > 0);
    let conn = if has_log {
        let uri = uri(path, "vfs=unix-none");
        let conn = Connection::open_with_flags(uri, flags)?;
        conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        conn
    } else {
        Connection::open_with_flags(uri(path, "immutable=1"), flags)?
    };
    let conn = settle(conn, Duration::ZERO)?;
    let found = migrate::identity_now(&conn)?;
    Ok((conn, found))
}

/// The write-ahead log beside the file.
fn log(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push("-wal");
    name.into()
}

/// The file as a URI, whatever is in its name.
fn uri(path: &Path, parameter: &str) -> String {
    let plain = Path::new(".").join(path);
    let bytes = plain.as_os_str().as_encoded_bytes();
    let escaped: String = bytes.iter().map(|byte| format!("%{byte:02X}")).collect();
    format!("file:{escaped}?{parameter}")
}
