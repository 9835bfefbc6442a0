//! The `onrecord` command.
//!
//! This crate alone reads arguments, clock and environment, prints, and knows exit codes: 0 done,
//! 1 something failed after the rest was done, 2 wrong usage.

mod cli;
mod export;
mod input;
mod mcp;
mod progress;
mod render;
mod review;
mod terminal;
mod web;
mod wire;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Outcome, Usage};

fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::complain(&format!("{error:#}"));
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

/// Whoever read the output has seen enough: no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
