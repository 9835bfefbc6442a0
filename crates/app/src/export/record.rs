//! Our own records: a line an article (`jsonl`), or one document of them all (`json`).

use std::borrow::Cow;
use std::io::{self, Write};

use onrecord_desk::Reading;

use super::document::Document;
use super::{Export, Kept, Out};
use crate::wire;

/// `--format jsonl`.
pub(crate) struct RecordLines(pub(crate) Out);

impl Export for RecordLines {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        wire::line(&mut self.0, &wire::Record::new(&narrowed(kept)))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

/// `--format json`.
pub(crate) struct Records(Document);

impl Records {
    pub(crate) fn new(out: Out) -> io::Result<Records> {
        let document = Document::open(out, &serde_json::json!({}), "articles")?;
        Ok(Records(document))
    }
}

impl Export for Records {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        self.0.item(&wire::Record::new(&narrowed(kept)))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.0.close()
    }
}

/// The reading with what is asked for alone.
fn narrowed<'a>(kept: &Kept<'a>) -> Cow<'a, Reading> {
    if kept.chosen.is_all() {
        return Cow::Borrowed(kept.reading);
    }
    Cow::Owned(Reading {
        article: kept.reading.article.clone(),
        findings: kept.chosen.narrowed(&kept.reading.findings),
    })
}
