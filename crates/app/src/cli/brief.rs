//! `onrecord brief`: the brief of articles or of a ledger.

use std::convert::Infallible;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use onrecord_desk::language::Engine;
use onrecord_desk::ledger::{Ledger, SqliteLedger};
use onrecord_desk::{BriefOptions, Length, Meaning, Reading, brief, briefs, extract_all, standing};
use onrecord_record::EntityAct;

use super::{Given, Kept, Moment, Outcome, Usage};
use crate::input::Input;
use crate::render::{html, markdown, text};
use crate::{terminal, wire};

/// Prints the brief of articles or of a ledger; every line cites the characters it rests on.
///
/// With PATHs alone nothing is kept. With PATHs and a ledger the articles are added to it first.
/// With neither, the brief is that of the ledger in the current folder.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord brief examples/summit --about \"joint statement\"")]
pub(super) struct Brief {
    /// Files, folders, globs, or `-` for stdin; of a folder only files that are text.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    moment: Moment,
    /// Keep only lines that have all of these words.
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    /// At most so many lines a part, or under each speaker and kind of absence; 0 for all.
    ///
    /// By default one article is told whole, and of several what matters most: 12 lines a part,
    /// 4 a speaker, 10 speakers a part, 5 lines a kind of absence, every correction. What is left
    /// out is counted; `--format json` always has every line and tells which are shown.
    #[arg(long, value_name = "N")]
    lines: Option<usize>,
    /// Every line: the same as `--lines 0`.
    #[arg(long, conflicts_with = "lines")]
    all: bool,
    /// One brief of all articles, whatever they tell of.
    ///
    /// By default each event that the articles tell of has a brief of its own, the one that most
    /// articles tell of first.
    #[arg(long)]
    together: bool,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    given: Given,
}

/// How a brief is printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// Lines for a terminal or a pipe.
    Text,
    /// CommonMark.
    Markdown,
    /// One page that stands alone: citations are links to the articles' words.
    Html,
    /// Everything the others show, by place (docs/json.md).
    Json,
}

/// What a brief rests on.
struct Rest {
    readings: Vec<Reading>,
    /// What the analyst decided of who is who.
    acts: Vec<EntityAct>,
    /// How many articles failed.
    failed: usize,
}

impl Rest {
    fn of(ledger: &dyn Ledger, as_of: Option<Timestamp>, failed: usize) -> Result<Rest> {
        Ok(Rest {
            readings: super::snapshot(ledger, as_of)?,
            acts: standing(&ledger.acts(as_of)?),
            failed,
        })
    }
}

impl Brief {
    pub(super) fn run(self) -> Result<Outcome> {
        let Rest {
            readings,
            acts,
            failed,
        } = self.rest()?;
        if readings.is_empty() {
            anyhow::bail!("no article to make a brief of");
        }
        let options = BriefOptions {
            length: self.length(),
            about: self.about,
            acts,
        };
        let meaning = Meaning::embedded()?;
        let briefs = if self.together {
            vec![brief(&readings, &options, &meaning)]
        } else {
            briefs(&readings, &options, &meaning)
        };
        print(&briefs, self.format)?;
        Ok(Outcome::of(failed))
    }

    fn length(&self) -> Length {
        match self.lines {
            _ if self.all => Length::All,
            Some(0) => Length::All,
            Some(lines) => Length::AtMost(lines),
            None => Length::Chosen,
        }
    }

    fn rest(&self) -> Result<Rest> {
        let as_of = self.moment.as_of;
        if as_of.is_some() && !self.paths.is_empty() {
            let why = "--as-of is asked of a ledger: name no PATH with it";
            return Err(Usage(why.to_owned()).into());
        }
        let input = || Input::new(&self.paths, self.given.options());
        if self.kept.ledger.is_none() && !self.paths.is_empty() {
            let (readings, failed) = read(&self.given.engine()?, input())?;
            return Ok(Rest {
                readings,
                acts: Vec::new(),
                failed,
            });
        }
        let path = self.kept.path();
        if self.paths.is_empty() {
            if self.kept.ledger.is_none() && !path.exists() {
                let why = "name PATHs to read, or a ledger (see onrecord brief --help)";
                return Err(Usage(why.to_owned()).into());
            }
            let ledger = SqliteLedger::open_read_only(&path)?;
            return Rest::of(&ledger, as_of, 0);
        }
        let engine = self.given.engine()?;
        let input = input().beside(&path);
        let mut ledger = SqliteLedger::open(&path)?;
        let counts = super::read::read(&engine, &mut ledger, input)?;
        Rest::of(&ledger, None, counts.failed)
    }
}

/// Reads `input` without a ledger; complains of what fails.
pub(super) fn read(engine: &Engine, input: Input) -> Result<(Vec<Reading>, usize)> {
    let (mut readings, mut failed) = (Vec::new(), 0);
    let mut progress = input.progress();
    extract_all(engine, input.articles(), |item| {
        progress.tick();
        match item {
            Ok(reading) => readings.push(reading),
            Err(error) => {
                failed += usize::from(!error.is_notice());
                progress.tell(&format!("onrecord: {error}"));
            }
        }
        Ok::<(), Infallible>(())
    })?;
    Ok((readings, failed))
}

pub(super) fn print(briefs: &[onrecord_desk::Brief], format: Format) -> Result<()> {
    match format {
        Format::Text => terminal::print(&text::briefs(briefs, terminal::width()))?,
        Format::Markdown => terminal::print_plain(&markdown::briefs(briefs))?,
        Format::Html => terminal::print_plain(&html::briefs(briefs))?,
        Format::Json => wire::page(&mut std::io::stdout().lock(), &wire::Brief::new(briefs))?,
    }
    Ok(())
}
