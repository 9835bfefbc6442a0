//! `onrecord mcp`: the ledger as tools of the Model Context Protocol.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::{Kept, Outcome, engine};
use crate::mcp;

/// Serves a ledger to an assistant, over stdin and stdout (Model Context Protocol).
///
/// The tools read articles, make briefs, find statements, tell what is on record of a claim, and
/// give an article's exact words (docs/mcp.md). Nothing is sent anywhere but to the program that
/// started this one. Ends when that closes stdin.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord mcp --ledger desk.ledger --read-only")]
pub(super) struct Mcp {
    #[command(flatten)]
    kept: Kept,
    /// Only look: no article can be added.
    #[arg(long)]
    read_only: bool,
    /// The folder whose files may be read; those elsewhere are refused.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    root: PathBuf,
    /// Weights of your own instead of those built in; FILE.sha256 must stand beside it.
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
}

impl Mcp {
    pub(super) fn run(self) -> Result<Outcome> {
        let ledger = self.kept.path();
        let weights = self.weights;
        let load = Box::new(move || engine(weights.as_deref()));
        mcp::serve(mcp::Kept::new(ledger, self.root, self.read_only, load))?;
        Ok(Outcome::Done)
    }
}
