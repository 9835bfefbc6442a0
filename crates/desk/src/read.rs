//! Reading: articles in, findings out, in the order they came, on every core.

use jiff::Timestamp;
use onrecord_intake::IntakeError;
use onrecord_language::Engine;
use onrecord_ledger::{Appended, Ledger, LedgerError, ReadingNote};
use onrecord_record::{Article, Findings};
use rayon::prelude::*;

/// An article with what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// What it puts on record.
    pub findings: Findings,
}

/// What became of one article handed to [`read_into`].
#[derive(Debug)]
pub enum ReadOutcome {
    /// It is in the ledger.
    Kept(Box<Article>, Appended),
    /// It could not be read; the rest goes on.
    Failed(IntakeError),
}

/// Articles worked on at once: enough for every core, few enough to keep memory flat.
const BATCH: usize = 32;
/// Text worked on at once, in bytes.
const BATCH_BYTES: usize = 4 << 20;

/// Extracts from each article and hands the results on in the order the articles came.
///
/// Memory holds one batch, whatever the length of the input.
pub fn extract_all<E>(
    engine: &Engine,
    articles: impl Iterator<Item = Result<Article, IntakeError>>,
    mut each: impl FnMut(Result<Reading, IntakeError>) -> Result<(), E>,
) -> Result<(), E> {
    let mut articles = articles.fuse();
    loop {
        let batch = batch(&mut articles);
        if batch.is_empty() {
            return Ok(());
        }
        let done: Vec<Result<Reading, IntakeError>> = batch
            .into_par_iter()
            .map(|item| item.map(|article| reading(engine, article)))
            .collect();
        done.into_iter().try_for_each(&mut each)?;
    }
}

/// Reads each article into `ledger`, one transaction an article.
pub fn read_into(
    engine: &Engine,
    ledger: &mut dyn Ledger,
    articles: impl Iterator<Item = Result<Article, IntakeError>>,
    learned: Timestamp,
    mut each: impl FnMut(ReadOutcome),
) -> Result<(), LedgerError> {
    let build = onrecord_language::build();
    extract_all(engine, articles, |item| {
        each(match item {
            Err(error) => ReadOutcome::Failed(error),
            Ok(reading) => {
                let note = ReadingNote {
                    build: &build,
                    learned,
                };
                let appended = ledger.append(&reading.article, &reading.findings, &note)?;
                ReadOutcome::Kept(Box::new(reading.article), appended)
            }
        });
        Ok(())
    })
}

fn reading(engine: &Engine, article: Article) -> Reading {
    let findings = onrecord_language::read(engine, &article);
    Reading { article, findings }
}

fn batch<T>(articles: &mut impl Iterator<Item = Result<Article, T>>) -> Vec<Result<Article, T>> {
    let mut batch = Vec::with_capacity(BATCH);
    let mut bytes = 0;
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(item) = articles.next() else { break };
        bytes += item.as_ref().map_or(0, |article| article.text.len());
        batch.push(item);
    }
    batch
}
