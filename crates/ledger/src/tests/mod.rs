//! Tests on files in a temporary folder: what is kept, what is refused, what is found damaged.

mod acting;
mod any;
mod finding;
mod frozen;
mod judging;
mod keeping;
mod opening;
mod sample;
mod verifying;

use std::path::PathBuf;

use jiff::Timestamp;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{ReadingNote, SqliteLedger};

/// A folder for one ledger.
struct Room {
    folder: TempDir,
}

impl Room {
    fn new() -> Room {
        Room {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("test.ledger")
    }

    fn ledger(&self) -> SqliteLedger {
        SqliteLedger::open(&self.path()).unwrap()
    }

    /// The file as anybody's tool opens it.
    fn raw(&self) -> Connection {
        Connection::open(self.path()).unwrap()
    }

    /// The names in the folder.
    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn note(build: &str) -> ReadingNote<'_> {
    ReadingNote {
        build,
        learned: Timestamp::from_second(1_931_240_000).unwrap(),
    }
}
