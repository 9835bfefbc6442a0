//! What can be typed, one file a command.

mod brief;
mod changes;
mod completions;
mod entity;
mod export;
mod extract;
mod find;
mod mcp;
mod questions;
mod read;
mod review;
mod sentence;
mod serve;
mod show;
mod verify;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use onrecord_desk::intake::{self, Options};
use onrecord_desk::language::Engine;
use onrecord_desk::ledger::Ledger;
use onrecord_desk::{Extract, Length, Reading};
use onrecord_record::{Article, Stamp};

use crate::wire;

pub(crate) use read::now;

/// The ledger that `read` writes and `brief`, `find`, `show`, `entity` and `verify` look into by default.
pub(crate) const LEDGER: &str = "onrecord.ledger";

/// Reads news articles and keeps the record of who said what.
///
/// Who said what, how directly and how surely; what the articles say in their own voice; what did
/// not happen, is not known, was not answered. Every line cites the characters it rests on.
/// Works offline; nothing is sent anywhere, unless you name a second reader (`review`).
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    max_term_width = 100,
    after_help = "Example:\n  onrecord brief examples/summit"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Brief(brief::Brief),
    Read(read::Read),
    Find(find::Find),
    Changes(changes::Changes),
    Questions(questions::Questions),
    Show(show::Show),
    Entity(entity::Entity),
    Review(review::Review),
    Serve(serve::Serve),
    Try(sentence::Try),
    Extract(extract::Extract),
    Export(export::Export),
    Verify(verify::Verify),
    Mcp(mcp::Mcp),
    Completions(completions::Completions),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done.
    Done,
    /// Something failed; the rest was done.
    SomeFailed,
}

impl Outcome {
    /// Done unless `failed` counts something.
    fn of(failed: usize) -> Outcome {
        if failed == 0 {
            Outcome::Done
        } else {
            Outcome::SomeFailed
        }
    }
}

/// What was typed makes no sense together.
#[derive(Debug)]
pub(crate) struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

impl Cli {
    /// Does what was asked.
    pub(crate) fn run(self) -> Result<Outcome> {
        match self.command {
            Command::Brief(brief) => brief.run(),
            Command::Read(read) => read.run(),
            Command::Find(find) => find.run(),
            Command::Changes(changes) => changes.run(),
            Command::Questions(questions) => questions.run(),
            Command::Show(show) => show.run(),
            Command::Entity(entity) => entity.run(),
            Command::Review(review) => review.run(),
            Command::Serve(serve) => serve.run(),
            Command::Try(sentence) => sentence.run(),
            Command::Extract(extract) => extract.run(),
            Command::Export(export) => export.run(),
            Command::Verify(verify) => verify.run(),
            Command::Mcp(mcp) => mcp.run(),
            Command::Completions(completions) => completions.run(),
        }
    }
}

/// How articles are read.
#[derive(Debug, Args)]
struct Given {
    /// When the articles were published (2031-03-12, or 12 March 2031); wins over what they say.
    #[arg(long, value_name = "DATE", value_parser = stamp)]
    published: Option<Stamp>,
    /// Weights of your own instead of those built in; FILE.sha256 must stand beside it.
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
}

fn stamp(words: &str) -> Result<Stamp, String> {
    intake::given(words).ok_or_else(|| "not a date such as 2031-03-12".to_owned())
}

impl Given {
    fn options(&self) -> Options {
        Options {
            published: self.published,
            ..Options::default()
        }
    }

    /// The engine that reads.
    fn engine(&self) -> Result<Engine> {
        engine(self.weights.as_deref())
    }
}

/// The engine with the weights in `path`, or with those built in.
fn engine(path: Option<&Path>) -> Result<Engine> {
    match path {
        Some(path) => engine_of(path).with_context(|| path.display().to_string()),
        None => Ok(Engine::embedded()?),
    }
}

/// The engine with the weights in `path`, which must be those that the checksum beside it tells of.
fn engine_of(path: &Path) -> Result<Engine> {
    let bytes = fs::read(path)?;
    let beside = format!("{}.sha256", path.display());
    let told = fs::read_to_string(&beside).with_context(|| format!("its checksum {beside}"))?;
    let engine = Engine::new(&bytes)?;
    if told.split_whitespace().next() != Some(engine.fingerprint()) {
        bail!("these are not the weights that {beside} tells of");
    }
    Ok(engine)
}

/// Where articles are kept.
#[derive(Debug, Args)]
struct Kept {
    /// The ledger file [default: onrecord.ledger in the current folder].
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
}

impl Kept {
    fn path(&self) -> PathBuf {
        self.ledger.clone().unwrap_or_else(|| LEDGER.into())
    }
}

/// At which moment a ledger is seen.
#[derive(Debug, Args)]
struct Moment {
    /// The ledger as it was then: 2031-03-12 (the end of that day in UTC) or
    /// 2031-03-12T08:00:00Z; what it learned later does not count.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    as_of: Option<Timestamp>,
}

pub(crate) fn moment(words: &str) -> Result<Timestamp, String> {
    if let Ok(moment) = words.parse() {
        return Ok(moment);
    }
    let end = date(words).map(|day| day.to_datetime(Time::MAX));
    let end = end.and_then(|end| Offset::UTC.to_timestamp(end).ok());
    end.ok_or_else(|| "neither a date such as 2031-03-12 nor 2031-03-12T08:00:00Z".to_owned())
}

/// The day that `words` are: 2031-03-12, or as in an article.
pub(crate) fn date(words: &str) -> Option<Date> {
    const ISO: usize = "2031-03-12".len();
    match words.parse() {
        Ok(day) if words.len() == ISO => Some(day),
        _ => {
            let given = intake::given(words).filter(|stamp| stamp.time.is_none());
            given.map(|stamp| stamp.date)
        }
    }
}

/// Is `article` the one that `words` are: the start of its id, its doc or its path?
pub(crate) fn means(words: &str, article: &Article) -> bool {
    article.id.to_string().starts_with(words)
        || wire::doc(article) == words
        || article.origin.path == words
}

/// Every line, or those that matter most.
fn all_or_chosen(is_all: bool) -> Extract {
    Extract {
        length: if is_all { Length::All } else { Length::Chosen },
        most: usize::MAX,
    }
}

/// The newest reading of every article in `ledger`, or the newest of then.
pub(crate) fn snapshot(ledger: &dyn Ledger, as_of: Option<Timestamp>) -> Result<Vec<Reading>> {
    let kept = ledger.snapshot_at(as_of)?.into_iter();
    let readings = kept.map(|(article, findings)| Reading { article, findings });
    Ok(readings.collect())
}
