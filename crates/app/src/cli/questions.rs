//! `onrecord questions`: what nobody has answered.

use anyhow::{Result, bail};
use clap::Args;
use onrecord_desk::ledger::{Ledger, SqliteLedger};
use onrecord_desk::{Meaning, gathered};

use super::brief::Format;
use super::{Kept, Moment, Outcome};

/// Prints the open questions of a ledger: what was asked, what is not known, not answered or
/// withheld, where the articles contradict one another, and what many of them have from one origin.
///
/// A question is one that somebody with a name asked, or beside which it is told that somebody did
/// not answer. What is told after it and answers it is cited.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord questions --ledger desk.ledger --about pipeline")]
pub(super) struct Questions {
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    moment: Moment,
    /// Keep only lines that have all of these words.
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    /// Every line.
    #[arg(long)]
    all: bool,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Questions {
    pub(super) fn run(self) -> Result<Outcome> {
        let ledger = SqliteLedger::open_read_only(&self.kept.path())?;
        let readings = super::snapshot(&ledger, self.moment.as_of)?;
        if readings.is_empty() {
            bail!("no article in it");
        }
        let acts = ledger.acts(self.moment.as_of)?;
        let record = gathered(readings, acts, self.about, &Meaning::embedded()?);
        let (brief, _) = record.questions(super::all_or_chosen(self.all));
        super::brief::print(&[brief], self.format)?;
        Ok(Outcome::Done)
    }
}
