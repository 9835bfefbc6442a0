//! `onrecord read`: articles into a ledger.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use jiff::Timestamp;
use onrecord_desk::language::Engine;
use onrecord_desk::ledger::{Appended, Ledger, SqliteLedger};
use onrecord_desk::{ReadOutcome, read_into};
use onrecord_record::Article;

use super::{Given, Kept, Outcome};
use crate::input::Input;
use crate::progress::Progress;
use crate::wire::doc;
use crate::{render::visible::headline, terminal};

/// Adds articles to a ledger.
///
/// Tells of each article whether it is new, already there, read anew or failed; an article that
/// fails does not stop the rest. Reading again what is there changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord read examples/summit --ledger summit.ledger")]
pub(super) struct Read {
    /// Files, folders, globs, or `-` for stdin; of a folder only files that are text.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    given: Given,
}

impl Read {
    pub(super) fn run(self) -> Result<Outcome> {
        let path = self.kept.path();
        let engine = self.given.engine()?;
        let input = Input::new(&self.paths, self.given.options()).beside(&path);
        let mut ledger = SqliteLedger::open(&path)?;
        let counts = read(&engine, &mut ledger, input)?;
        terminal::print_plain(&format!("{}: {}\n", path.display(), counts.told()))?;
        Ok(Outcome::of(counts.failed))
    }
}

/// How many articles ended how.
#[derive(Debug, Default)]
pub(super) struct Counts {
    new: usize,
    unchanged: usize,
    superseded: usize,
    pub(super) failed: usize,
}

impl Counts {
    fn told(&self) -> String {
        format!(
            "{} new, {} already there, {} read anew, {} failed",
            self.new, self.unchanged, self.superseded, self.failed
        )
    }

    fn add(&mut self, progress: &mut Progress, outcome: &ReadOutcome) {
        progress.tick();
        match outcome {
            ReadOutcome::Failed(error) => {
                self.failed += 1;
                progress.tell(&format!("failed         {error}"));
            }
            ReadOutcome::Silent(error) => progress.tell(&format!("{:14} {error}", "")),
            ReadOutcome::Refused(article, error) => {
                self.failed += 1;
                progress.tell(&format!("failed         {}: {error}", named(article)));
            }
            ReadOutcome::Kept(article, appended) => {
                let (count, word) = match appended {
                    Appended::New => (&mut self.new, "new"),
                    Appended::Unchanged => (&mut self.unchanged, "already there"),
                    Appended::Superseded => (&mut self.superseded, "read anew"),
                };
                *count += 1;
                progress.tell(&format!("{word:14} {}", named(article)));
            }
        }
    }
}

/// Reads all of `input` into `ledger` and tells how it went.
pub(super) fn read(engine: &Engine, ledger: &mut dyn Ledger, input: Input) -> Result<Counts> {
    let mut counts = Counts::default();
    let mut progress = input.progress();
    read_into(engine, ledger, input.articles(), now(), |outcome| {
        counts.add(&mut progress, &outcome);
    })
    .context("nothing further was read")?;
    Ok(counts)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one look at the clock: when the ledger learned what it keeps"
)]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

fn named(article: &Article) -> String {
    let title = article.masthead.title.as_deref();
    match title {
        Some(title) => format!("{} · {}", headline(&doc(article)), headline(title)),
        None => headline(&doc(article)),
    }
}
