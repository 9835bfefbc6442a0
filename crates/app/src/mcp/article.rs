//! `article_spans`: the exact words of an article, and its findings.

use anyhow::bail;
use jiff::Timestamp;
use onrecord_desk::Reading;
use onrecord_desk::ledger::Ledger;
use onrecord_record::{Article, Offsets, Span};
use serde_json::Value;

use super::asked::Spans;
use super::kept::{Kept, at_most, moment};
use crate::cli;
use crate::wire::tool;

/// Stretches of one answer.
const MOST: usize = 200;
/// Characters of an id that name an article.
const ID: usize = 8;

pub(super) fn spans(kept: &Kept, asked: Spans) -> anyhow::Result<Value> {
    at_most("ranges", asked.ranges.len(), MOST)?;
    let as_of = moment(asked.as_of.as_deref())?;
    let reading = meant(kept, &asked.article, as_of)?;
    let spans = asked
        .ranges
        .iter()
        .map(|range| stretch(&reading.article, *range));
    let spans = spans.collect::<anyhow::Result<Vec<Span>>>()?;
    tool::answer(&tool::Words::new(&reading, &spans, asked.findings))
}

/// The one article of the ledger that `words` name.
pub(super) fn meant(kept: &Kept, words: &str, as_of: Option<Timestamp>) -> anyhow::Result<Reading> {
    if words.len() >= ID {
        let mut found = kept.open()?.beginning(words, as_of)?;
        if let (Some(reading), true) = (found.pop(), found.is_empty()) {
            return Ok(reading);
        }
    }
    let mut readings = kept.readings(as_of)?;
    readings.retain(|reading| {
        let article = &reading.article;
        let is_start = article.id.to_string().starts_with(words);
        cli::means(words, article) && (!is_start || words.len() >= ID)
    });
    match readings.len() {
        1 => Ok(readings.remove(0)),
        0 => bail!("{}: no article {words:?} in it", kept.ledger.display()),
        n => bail!("{}: {n} articles are {words:?}", kept.ledger.display()),
    }
}

/// The code points `[start, end)` of the article's text as a span.
pub(super) fn stretch(article: &Article, [start, end]: [usize; 2]) -> anyhow::Result<Span> {
    let text = &article.text;
    match Offsets::new(text).span(text, start, end) {
        Some(span) => Ok(span),
        None => bail!(
            "[{start}, {end}) is no stretch of the article, which has {} code points",
            text.chars().count()
        ),
    }
}
