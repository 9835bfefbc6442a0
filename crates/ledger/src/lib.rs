//! Findings to disk and back: an append-only record of articles and the readings made of them.
//!
//! An article is its bytes. What a build finds in it is a *reading*; a newer reading supersedes
//! the older one and neither is ever changed (`docs/decisions/0003-readings.md`).
//!
//! ```
//! use onrecord_ledger::{Appended, Ledger, ReadingNote, SqliteLedger};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use onrecord_record::{Article, ArticleId, Findings, Language, Masthead, Origin};
//! # use sha2::{Digest, Sha256};
//! # let folder = tempfile::tempdir()?;
//! # let text = "Officials said the bridge may close.".to_owned();
//! # let article = Article {
//! #     id: ArticleId([7; 32]),
//! #     text_sha256: Sha256::digest(&text).into(),
//! #     text,
//! #     origin: Origin { path: "-".to_owned(), line: None, doc: None },
//! #     masthead: Masthead::default(),
//! #     zones: Vec::new(),
//! #     pictures: Vec::new(),
//! #     language: Language::English,
//! # };
//! # let findings = Findings::default();
//! # let path = folder.path().join("bridge.ledger");
//! let note = ReadingNote { build: "0.1.0", learned: "2031-03-12T08:00:00Z".parse()? };
//! let mut ledger = SqliteLedger::open(&path)?;
//! assert_eq!(ledger.append(&article, &findings, &note)?, Appended::New);
//! assert_eq!(ledger.append(&article, &findings, &note)?, Appended::Unchanged);
//! assert_eq!(ledger.snapshot()?, [(article, findings)]);
//! assert!(ledger.verify()?.is_empty());
//! # Ok(())
//! # }
//! ```

mod act;
mod append;
mod cell;
mod decode;
mod encode;
mod error;
mod find;
mod index;
mod judgement;
mod label;
mod ledger;
mod matching;
mod migrate;
mod open;
mod place;
mod query;
mod row;
mod sealed;
mod snapshot;
mod store;
mod verify;
mod word;

#[cfg(test)]
mod tests;

pub use error::LedgerError;
pub use ledger::{ActNote, Appended, Arrival, Extent, Ledger, ReadingNote};
pub use place::{Owner, Place, Role};
pub use query::{Days, FindingId, Hit, Query};
pub use store::SqliteLedger;
pub use verify::{Failure, Found};
