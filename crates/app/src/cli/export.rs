//! `onrecord export`: what a ledger holds, in the formats of others.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use onrecord_desk::ledger::{Ledger, SqliteLedger};
use onrecord_desk::{Brief, BriefOptions, Meaning, Reading, briefs, standing};

use super::{Kept, Moment, Outcome, Usage};
use crate::export::{self, Brat, Chosen, Format, Out, by_article};
use crate::input::is_of;
use crate::render::{html, markdown};

/// Prints what a ledger holds in the formats that newsrooms and researchers use.
///
/// Of each article the newest reading counts. Articles come one after another in order of arrival,
/// and memory stays flat; a brief (markdown, html) is made of all of them at once. docs/exports.md tells what each format holds.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  onrecord export --format csv --about pipeline --output pipeline.csv"
)]
pub(super) struct Export {
    /// What to print.
    #[arg(long, value_enum)]
    format: Format,
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    moment: Moment,
    /// Keep only findings that have all of these words, in their own or in the names of those who
    /// say them; and the statements that hold such a one.
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    /// The file to write, or for brat the folder, which must be new or empty [default: stdout].
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome> {
        let path = self.kept.path();
        if self.kept.ledger.is_none() && !path.exists() {
            let why = "there is no ledger here: name one (see onrecord export --help)";
            return Err(Usage(why.to_owned()).into());
        }
        let ledger = SqliteLedger::open_read_only(&path)?;
        let Some(output) = self.output.clone() else {
            self.may_be_printed()?;
            let out = Box::new(BufWriter::new(io::stdout()));
            self.write_to(&ledger, out)?;
            return Ok(Outcome::Done);
        };
        if is_of(&path, &output) {
            let why = format!("{} is of the ledger itself", output.display());
            return Err(Usage(why).into());
        }
        let written = match self.format {
            Format::Brat => Brat::new(&output)
                .map_err(Into::into)
                .and_then(|folder| self.write(&ledger, Box::new(folder))),
            _ => self.write_file(&ledger, &output),
        };
        written.with_context(|| output.display().to_string())?;
        Ok(Outcome::Done)
    }

    /// Some formats are nothing to print.
    fn may_be_printed(&self) -> Result<(), Usage> {
        match self.format {
            Format::Brat => Err("brat is a folder: name one (--output FOLDER)"),
            Format::Parquet if io::stdout().is_terminal() => {
                Err("parquet is nothing to look at: name a file (--output FILE)")
            }
            _ => Ok(()),
        }
        .map_err(|why| Usage(why.to_owned()))
    }

    /// Writes a file that is there whole or as it was before; a device is written as it is.
    fn write_file(&self, ledger: &SqliteLedger, output: &Path) -> Result<()> {
        if output.metadata().is_ok_and(|data| !data.is_file()) {
            let device = File::options().write(true).open(output)?;
            let out = Box::new(BufWriter::new(device));
            return self.write_to(ledger, out);
        }
        let half = beside(output);
        let out = Box::new(BufWriter::new(File::create(&half)?));
        let written = self.write_to(ledger, out);
        let done = written.and_then(|()| Ok(fs::rename(&half, output)?));
        if done.is_err() {
            let _ = fs::remove_file(&half); // the first failure is the one to tell
        }
        done
    }

    fn write_to(&self, ledger: &SqliteLedger, out: Out) -> Result<()> {
        match self.format {
            Format::Markdown => self.brief(ledger, out, markdown::briefs),
            Format::Html => self.brief(ledger, out, html::briefs),
            format => self.write(ledger, format.open(out)?),
        }
    }

    /// Writes the brief of all events, as `brief` gives it.
    fn brief(
        &self,
        ledger: &SqliteLedger,
        mut out: Out,
        told: fn(&[Brief]) -> String,
    ) -> Result<()> {
        let as_of = self.moment.as_of;
        let readings = super::snapshot(ledger, as_of)?;
        if readings.is_empty() {
            anyhow::bail!("no article to make a brief of");
        }
        let options = BriefOptions {
            about: self.about.clone(),
            acts: standing(&ledger.acts(as_of)?),
            ..BriefOptions::default()
        };
        let briefs = briefs(&readings, &options, &Meaning::embedded()?);
        out.write_all(told(&briefs).as_bytes())?;
        Ok(out.flush()?)
    }

    /// Hands every article to the format; breaks off at the first that cannot be written.
    fn write(&self, ledger: &SqliteLedger, mut format: Box<dyn export::Export>) -> Result<()> {
        let judgements = ledger.judgements(self.moment.as_of)?;
        let judged = by_article(&judgements);
        let mut failed = None;
        ledger.visit_noted(self.moment.as_of, &mut |article, findings, note| {
            let reading = &Reading { article, findings };
            let chosen = Chosen::of(reading, self.about.as_deref());
            if self.about.is_some() && chosen.is_empty() {
                return ControlFlow::Continue(());
            }
            let kept = export::Kept {
                reading,
                note,
                chosen,
                judged: judged.get(&reading.article.id).map_or(&[], Vec::as_slice),
            };
            match format.article(&kept) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(format.finish()?),
        }
    }
}

/// Where a file is written until it is whole.
fn beside(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}
