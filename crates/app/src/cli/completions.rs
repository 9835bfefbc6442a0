//! `onrecord completions`: what a shell needs to complete commands and options.

use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Outcome};
use crate::terminal;

/// Prints the completions of a shell.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord"
)]
pub(super) struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "onrecord", &mut script);
        terminal::print_plain(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Done)
    }
}
