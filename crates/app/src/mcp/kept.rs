//! What the server works on: a ledger, a folder to read from, and an engine loaded when first needed.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, bail};
use jiff::Timestamp;
use onrecord_desk::Reading;
use onrecord_desk::language::Engine;
use onrecord_desk::ledger::{Ledger, SqliteLedger};

use crate::cli;

/// How the engine is loaded.
type Load = Box<dyn Fn() -> anyhow::Result<Engine> + Send + Sync>;

/// The ledger, and what is needed to work on it.
pub(crate) struct Kept {
    /// The ledger file, which need not be there yet.
    pub(super) ledger: PathBuf,
    /// The folder whose files may be read.
    pub(super) root: PathBuf,
    /// Nothing may be added.
    pub(super) is_read_only: bool,
    load: Load,
    engine: Mutex<Option<Arc<Engine>>>,
    turn: Mutex<()>,
}

impl Kept {
    /// Works on `ledger`, with files of `root` and the engine that `load` gives.
    pub(crate) fn new(ledger: PathBuf, root: PathBuf, is_read_only: bool, load: Load) -> Kept {
        Kept {
            ledger,
            root,
            is_read_only,
            load,
            engine: Mutex::default(),
            turn: Mutex::default(),
        }
    }

    /// One call at a time: each may take all cores and much memory.
    pub(super) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The engine, loaded by the first call that needs it.
    pub(super) fn engine(&self) -> anyhow::Result<Arc<Engine>> {
        let mut held = self.engine.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = &*held {
            return Ok(Arc::clone(engine));
        }
        let engine = Arc::new((self.load)()?);
        *held = Some(Arc::clone(&engine));
        Ok(engine)
    }

    /// The ledger, to look into.
    pub(super) fn open(&self) -> anyhow::Result<SqliteLedger> {
        if !self.ledger.exists() {
            bail!(
                "there is no ledger {}: read articles into it first",
                self.ledger.display()
            );
        }
        Ok(SqliteLedger::open_read_only(&self.ledger)?)
    }

    /// The newest readings, or those of then.
    pub(super) fn readings(&self, as_of: Option<Timestamp>) -> anyhow::Result<Vec<Reading>> {
        cli::snapshot(&self.open()? as &dyn Ledger, as_of)
    }

    /// The folder whose files may be read, without links.
    pub(super) fn folder(&self) -> anyhow::Result<PathBuf> {
        let root: &Path = &self.root;
        root.canonicalize()
            .with_context(|| format!("the folder {}", root.display()))
    }
}

/// The moment that `words` name.
pub(super) fn moment(words: Option<&str>) -> anyhow::Result<Option<Timestamp>> {
    let read =
        |words| cli::moment(words).map_err(|why| anyhow::anyhow!("as_of {words:?} is {why}"));
    words.map(read).transpose()
}

/// Fails if there are more of `what` than `most`.
pub(super) fn at_most(what: &str, found: usize, most: usize) -> anyhow::Result<()> {
    if found > most {
        bail!("{what}: {found}, and at most {most} are taken");
    }
    Ok(())
}
