//! `onrecord show`: one article with its findings drawn under the text.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use onrecord_desk::Reading;
use onrecord_desk::ledger::SqliteLedger;

use super::{Given, Kept, Moment, Outcome, Usage};
use crate::input::Input;
use crate::render::drawing;
use crate::terminal;

/// Prints an article with its findings drawn under the text.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord show examples/summit --published 2031-03-12")]
pub(super) struct Show {
    /// A path; or, in a ledger, the start of an article's id, or its doc or path.
    article: String,
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    moment: Moment,
    #[command(flatten)]
    given: Given,
}

impl Show {
    pub(super) fn run(self) -> Result<Outcome> {
        let is_path = self.article == "-" || Path::new(&self.article).exists();
        let (readings, failed) =
            if is_path && self.kept.ledger.is_none() && self.moment.as_of.is_none() {
                let paths = [PathBuf::from(&self.article)];
                super::brief::read(
                    &self.given.engine()?,
                    Input::new(&paths, self.given.options()),
                )?
            } else {
                (self.find()?, 0)
            };
        for reading in &readings {
            terminal::print(&drawing::reading(reading, terminal::width()))?;
        }
        Ok(Outcome::of(failed))
    }

    /// The one article of the ledger that is meant.
    fn find(&self) -> Result<Vec<Reading>> {
        let path = self.kept.path();
        if self.kept.ledger.is_none() && !path.exists() {
            return Err(Usage(format!(
                "{}: no such file, and no ledger here",
                self.article
            ))
            .into());
        }
        let mut found = super::snapshot(&SqliteLedger::open_read_only(&path)?, self.moment.as_of)?;
        found.retain(|reading| super::means(&self.article, &reading.article));
        match found.len() {
            0 => anyhow::bail!("{}: no article {} in it", path.display(), self.article),
            1 => Ok(found),
            n => anyhow::bail!("{}: {n} articles are {}", path.display(), self.article),
        }
    }
}
