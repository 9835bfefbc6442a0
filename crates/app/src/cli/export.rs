//! `onrecord export`: what a ledger holds, in the formats of others.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use onrecord_desk::Reading;
use onrecord_desk::ledger::{Ledger, SqliteLedger};
use onrecord_record::{ArticleId, KeptJudgement, standing};

use super::{Kept, Moment, Outcome, Usage};
use crate::export::{
    self, Acled, Annotations, Brat, Chosen, Corpus, Entities, Ged, NewsArticles, Out, Parquet,
    PloverLines, Provenance, RecordLines, Records, Stix, Table,
};
use crate::input::is_of;

/// Prints what a ledger holds in the formats that newsrooms and researchers use.
///
/// Of each article the newest reading counts. Articles come one after another in order of arrival,
/// and memory stays flat. docs/exports.md tells what each format holds.
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

/// What is printed of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line of JSON an article: what `extract --format record` prints.
    Jsonl,
    /// The same as one document.
    Json,
    /// CSV: a row a finding.
    Csv,
    /// Apache Parquet: a row a finding.
    Parquet,
    /// W3C Web Annotation (JSON-LD): an annotation a finding.
    Annotation,
    /// STIX 2.1: a bundle of reports, notes, identities, locations, and opinions where somebody judged.
    Stix,
    /// FollowTheMoney: an entity a line.
    Ftm,
    /// Every political event as a line of PLOVER's JSON.
    Plover,
    /// CSV: assaults that somebody asserts, in the columns of UCDP GED.
    Ged,
    /// CSV: violence and protest that somebody asserts, in the columns of ACLED.
    Acled,
    /// brat: a folder of texts with stand-off annotation; --output names it.
    Brat,
    /// TEI P5 (XML): the texts with stand-off annotation.
    Tei,
    /// schema.org (JSON-LD): articles with their quotations and claims.
    SchemaOrg,
    /// W3C PROV-O (JSON-LD): where each finding comes from.
    Prov,
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
            self.write(&ledger, self.format.open(out)?)?;
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
            return self.write(ledger, self.format.open(out)?);
        }
        let half = beside(output);
        let out = Box::new(BufWriter::new(File::create(&half)?));
        let format = self.format.open(out).map_err(Into::into);
        let written = format.and_then(|format| self.write(ledger, format));
        let done = written.and_then(|()| Ok(fs::rename(&half, output)?));
        if done.is_err() {
            let _ = fs::remove_file(&half); // the first failure is the one to tell
        }
        done
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

/// What was judged of findings and stands, by their articles.
fn by_article(judgements: &[KeptJudgement]) -> BTreeMap<ArticleId, Vec<&KeptJudgement>> {
    let mut all: BTreeMap<ArticleId, Vec<&KeptJudgement>> = BTreeMap::new();
    for one in standing(judgements) {
        if let Some(target) = one.judgement.target() {
            all.entry(target.article).or_default().push(one);
        }
    }
    all
}

/// Where a file is written until it is whole.
fn beside(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

impl Format {
    fn open(self, out: Out) -> io::Result<Box<dyn export::Export>> {
        Ok(match self {
            Format::Jsonl => Box::new(RecordLines(out)),
            Format::Json => Box::new(Records::new(out)?),
            Format::Csv => Box::new(Table::new(out)?),
            Format::Parquet => Box::new(Parquet::new(out)?),
            Format::Annotation => Box::new(Annotations::new(out)?),
            Format::Stix => Box::new(Stix::new(out)?),
            Format::Ftm => Box::new(Entities(out)),
            Format::Plover => Box::new(PloverLines(out)),
            Format::Ged => Box::new(Ged::new(out)?),
            Format::Acled => Box::new(Acled::new(out)?),
            Format::Tei => Box::new(Corpus::new(out)?),
            Format::SchemaOrg => Box::new(NewsArticles::new(out)?),
            Format::Prov => Box::new(Provenance::new(out)?),
            Format::Brat => return Err(io::Error::other("brat is a folder, and no file")),
        })
    }
}
