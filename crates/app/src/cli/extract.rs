//! `onrecord extract`: one JSON line an article, without a ledger.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use onrecord_desk::{Reading, extract_all};

use super::{Given, Outcome};
use crate::input::Input;
use crate::wire;

/// Prints what is found in each article as JSON Lines, or events as CSV.
///
/// For batches: nothing is kept, memory stays flat, and the lines come in the order of the
/// articles whatever the number of threads. docs/json.md tells the keys.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  onrecord extract articles.jsonl --format attributions > found.jsonl"
)]
pub(super) struct Extract {
    /// Files, folders, globs, or `-` for stdin; of a folder only files that are text.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What to print of each article.
    #[arg(long, value_enum, default_value_t = Format::Record)]
    format: Format,
    /// How many articles are worked on at once [default: one a core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[command(flatten)]
    given: Given,
}

/// What is printed of each article.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Everything found.
    Record,
    /// Source, cue and content of the outermost attributions.
    Attributions,
    /// Every political event as a line of PLOVER's JSON.
    Plover,
    /// CSV: assaults that somebody asserts, in the columns of UCDP GED.
    Ged,
    /// CSV: violence and protest that somebody asserts, in the columns of ACLED.
    Acled,
}

impl Extract {
    pub(super) fn run(self) -> Result<Outcome> {
        let threads = usize::from(self.threads.unwrap_or(0)); // 0: one a core
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build_global().context("no threads to work with")?;
        let input = Input::new(&self.paths, self.given.options());
        let mut progress = input.progress();
        let mut failed = 0;
        let mut out = Printer::new(self.format, BufWriter::new(io::stdout().lock()))?;
        extract_all(&self.given.engine()?, input.articles(), |item| {
            progress.tick();
            match item {
                Ok(reading) => out.print(&reading)?,
                Err(error) => {
                    failed += usize::from(!error.is_notice());
                    progress.tell(&format!("onrecord: {error}"));
                }
            }
            Ok::<(), io::Error>(())
        })?;
        out.flush()?;
        Ok(Outcome::of(failed))
    }
}

/// Where a format goes.
enum Printer<W: Write> {
    Record(W),
    Attributions(W),
    Plover(W),
    Ged(wire::Sheet<W>),
    Acled(wire::Sheet<W>),
}

impl<W: Write> Printer<W> {
    fn new(format: Format, out: W) -> io::Result<Printer<W>> {
        Ok(match format {
            Format::Record => Printer::Record(out),
            Format::Attributions => Printer::Attributions(out),
            Format::Plover => Printer::Plover(out),
            Format::Ged => Printer::Ged(wire::ged::sheet(out)?),
            Format::Acled => Printer::Acled(wire::acled::sheet(out)?),
        })
    }

    fn print(&mut self, reading: &Reading) -> io::Result<()> {
        match self {
            Printer::Record(out) => wire::line(out, &wire::Record::new(reading)),
            Printer::Attributions(out) => wire::line(out, &wire::Attributions::new(reading)),
            Printer::Plover(out) => wire::Plover::all(reading)
                .iter()
                .try_for_each(|event| wire::line(out, event)),
            Printer::Ged(sheet) => wire::ged::write(sheet, reading),
            Printer::Acled(sheet) => wire::acled::write(sheet, reading),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Printer::Record(out) | Printer::Attributions(out) | Printer::Plover(out) => out.flush(),
            Printer::Ged(sheet) | Printer::Acled(sheet) => sheet.flush(),
        }
    }
}
