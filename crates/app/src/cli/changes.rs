//! `onrecord changes`: what the ledger has on record that it had not.

use anyhow::{Result, bail};
use clap::Args;
use jiff::Timestamp;
use onrecord_desk::ledger::{Ledger, SqliteLedger};
use onrecord_desk::{Meaning, gathered};

use super::brief::Format;
use super::{Kept, Moment, Outcome, moment};

/// Prints what changed in a ledger since a moment: corrections, later versions of pages,
/// contradictions, claims with a second origin, and what is new on record.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord changes --since 2031-03-12 --ledger desk.ledger")]
pub(super) struct Changes {
    /// The moment: 2031-03-12 (the end of that day in UTC) or 2031-03-12T08:00:00Z.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    since: Timestamp,
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

impl Changes {
    pub(super) fn run(self) -> Result<Outcome> {
        let ledger = SqliteLedger::open_read_only(&self.kept.path())?;
        let known = ledger.known(self.since)?;
        let readings = super::snapshot(&ledger, self.moment.as_of)?;
        if readings.is_empty() {
            bail!("no article in it");
        }
        let meaning = Meaning::embedded()?;
        let acts = ledger.acts(self.moment.as_of)?;
        let record = gathered(readings, acts, self.about, &meaning);
        let extract = super::all_or_chosen(self.all);
        let (brief, _) = record.changes(&record.briefs, &known, extract, &meaning);
        super::brief::print(&[brief], self.format)?;
        Ok(Outcome::Done)
    }
}
