//! What a ledger holds in the formats of others, one file a format (docs/exports.md).
//!
//! Each takes an article at a time and holds no more than one, whatever the length of the ledger; but for
//! the brief, which compares all of them.

mod about;
mod annotation;
mod brat;
mod document;
mod events;
mod finding;
mod format;
mod ftm;
mod identity;
mod parquet;
mod prov;
mod record;
mod schema_org;
mod selector;
mod stix;
mod table;
mod tei;

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::Timestamp;
use onrecord_desk::Reading;
use onrecord_desk::ledger::ReadingNote;
use onrecord_record::{ArticleId, KeptJudgement, standing};

pub(crate) use about::Chosen;
pub(crate) use annotation::Annotations;
pub(crate) use brat::Brat;
pub(crate) use events::{Acled, Ged, PloverLines};
pub(crate) use format::Format;
pub(crate) use ftm::Entities;
pub(crate) use parquet::Parquet;
pub(crate) use prov::Provenance;
pub(crate) use record::{RecordLines, Records};
pub(crate) use schema_org::NewsArticles;
pub(crate) use stix::Stix;
pub(crate) use table::Table;
pub(crate) use tei::Corpus;

/// One article of a ledger with its newest reading.
#[derive(Debug)]
pub(crate) struct Kept<'a> {
    /// The article and all that was found in it.
    pub(crate) reading: &'a Reading,
    /// What read it, and when the ledger learned that.
    pub(crate) note: &'a ReadingNote<'a>,
    /// Which of its findings are asked for.
    pub(crate) chosen: Chosen,
    /// What was judged of its findings and stands, in order.
    pub(crate) judged: &'a [&'a KeptJudgement],
}

/// What was judged of findings and stands, by their articles.
pub(crate) fn by_article(judgements: &[KeptJudgement]) -> BTreeMap<ArticleId, Vec<&KeptJudgement>> {
    let mut all: BTreeMap<ArticleId, Vec<&KeptJudgement>> = BTreeMap::new();
    for one in standing(judgements) {
        if let Some(target) = one.judgement.target() {
            all.entry(target.article).or_default().push(one);
        }
    }
    all
}

/// What a format makes of a ledger.
pub(crate) trait Export {
    /// Writes one article.
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()>;
    /// Writes what stands after the last one, and hands on what is held back.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Where an export goes.
pub(crate) type Out = Box<dyn Write + Send>;

/// What names of our own begin with; nothing is to be found there.
const NAMES: &str = "https://onrecord.example/ns#";

/// `at` to the millisecond.
fn moment(at: Timestamp) -> String {
    format!("{at:.3}")
}
