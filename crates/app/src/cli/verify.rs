//! `onrecord verify`: every stored quotation against the stored text.

use anyhow::Result;
use clap::Args;
use onrecord_desk::ledger::{Ledger, SqliteLedger};

use super::{Kept, Outcome};
use crate::terminal;

/// Checks every stored text, reading and quotation, and names each that fails.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord verify --ledger summit.ledger")]
pub(super) struct Verify {
    #[command(flatten)]
    kept: Kept,
    /// Makes the index that `find` asks anew first; it holds nothing that the rest does not.
    #[arg(long)]
    reindex: bool,
}

impl Verify {
    pub(super) fn run(self) -> Result<Outcome> {
        let path = self.kept.path();
        if self.reindex {
            SqliteLedger::open_read_only(&path)?; // that none is made
            SqliteLedger::open(&path)?.rebuild_index()?;
        }
        let failures = SqliteLedger::open_read_only(&path)?.verify()?;
        for failure in &failures {
            terminal::tell(&format!("{}: {failure}", path.display()));
        }
        let told = match failures.len() {
            0 => "all quotations match".to_owned(),
            1 => "1 failure".to_owned(),
            n => format!("{n} failures"),
        };
        let told = format!("{}: {told}\n", path.display());
        terminal::print_plain(&told)?;
        Ok(Outcome::of(failures.len()))
    }
}
