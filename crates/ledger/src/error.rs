//! What can go wrong with a ledger, and with which.

use std::error::Error;
use std::path::{Path, PathBuf};

use onrecord_record::ArticleId;
use rusqlite::ErrorCode;

/// Why a ledger could not be opened, added to or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// Nothing is there to be read.
    #[error("there is no ledger {}", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The folder it is to stand in does not exist.
    #[error("ledger {} cannot be made: there is no folder {}", path.display(), folder.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// Its folder.
        folder: PathBuf,
    },
    /// Something else than a ledger.
    #[error("{} is not a ledger: {what}", path.display())]
    NotALedger {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// Written by a newer build.
    #[error("ledger {} has version {found}; this build reads up to {known}", path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The newest this build reads.
        known: u32,
    },
    /// Written by an older build, and it may only be read, so that it cannot be brought up to date.
    #[error(
        "ledger {} has version {found}, this build has {known}; it is brought up to date when an \
         article is read into it",
        path.display()
    )]
    TooOld {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The version this build writes.
        known: u32,
    },
    /// The file may only be read.
    #[error("ledger {} may only be read, not written", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else kept writing.
    #[error("ledger {} is being written by another process", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// No room is left.
    #[error("ledger {} cannot grow: the disk is full", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file's structure is broken.
    #[error("ledger {} is damaged: {what}", path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The file is whole, but what it says of an article makes no sense.
    #[error("ledger {}, article {article}: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The article.
        article: String,
        /// What is wrong with it.
        what: String,
    },
    /// What was to be added does not fit its own text; nothing was added.
    #[error("article {article} cannot be kept: {what}")]
    Incoherent {
        /// The article.
        article: ArticleId,
        /// What does not fit.
        what: String,
    },
    /// Anything else the file system or the database said.
    #[error("could not {doing} ledger {}: {source}", path.display())]
    Failed {
        /// What was tried.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What was said.
        source: Box<dyn Error + Send + Sync>,
    },
}

/// The error that `error` means for the ledger at `path`, where `doing` was tried.
pub(crate) fn failed(path: &Path, doing: &'static str, error: rusqlite::Error) -> LedgerError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LedgerError::Busy { path },
        Some(ErrorCode::DiskFull) => LedgerError::Full { path },
        Some(ErrorCode::ReadOnly) => LedgerError::ReadOnly { path },
        Some(ErrorCode::DatabaseCorrupt) => LedgerError::Corrupt {
            path,
            what: error.to_string(),
        },
        Some(ErrorCode::NotADatabase) => LedgerError::NotALedger {
            path,
            what: "it is no SQLite file",
        },
        _ => LedgerError::Failed {
            doing,
            path,
            source: Box::new(error),
        },
    }
}
