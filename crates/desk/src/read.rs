//! Reading: articles in, findings out, in the order they came, on every core.

use std::panic::{self, AssertUnwindSafe};

use jiff::Timestamp;
use onrecord_intake::{IntakeError, Place};
use onrecord_language::Engine;
use onrecord_ledger::{Appended, Ledger, LedgerError, ReadingNote};
use onrecord_record::{Article, Reading};
use rayon::prelude::*;

/// What became of one article handed to [`read_into`].
#[derive(Debug)]
pub enum ReadOutcome {
    /// It is in the ledger.
    Kept(Box<Article>, Appended),
    /// It could not be read; the rest goes on.
    Failed(IntakeError),
    /// There is nothing in it to read, and nothing went wrong.
    Silent(IntakeError),
    /// The ledger would not take it, since its findings do not fit its text; the rest goes on.
    Refused(Box<Article>, LedgerError),
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
            .map(|item| item.and_then(|article| reading(engine, article)))
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
    let build = engine.build();
    extract_all(engine, articles, |item| {
        each(match item {
            Err(error) if error.is_notice() => ReadOutcome::Silent(error),
            Err(error) => ReadOutcome::Failed(error),
            Ok(reading) => {
                let note = ReadingNote {
                    build: &build,
                    learned,
                };
                keep(ledger, reading, &note)?
            }
        });
        Ok(())
    })
}

/// Adds `reading`; fails only where the ledger itself does.
fn keep(
    ledger: &mut dyn Ledger,
    reading: Reading,
    note: &ReadingNote<'_>,
) -> Result<ReadOutcome, LedgerError> {
    let appended = ledger.append(&reading.article, &reading.findings, note);
    let article = Box::new(reading.article);
    match appended {
        Ok(appended) => Ok(ReadOutcome::Kept(article, appended)),
        Err(error @ LedgerError::Incoherent { .. }) => Ok(ReadOutcome::Refused(article, error)),
        Err(error) => Err(error),
    }
}

/// Reads one article. Should the engine break down over it, that article is named and the rest of
/// the batch goes on.
fn reading(engine: &Engine, article: Article) -> Result<Reading, IntakeError> {
    let read = AssertUnwindSafe(|| onrecord_language::read(engine, &article));
    match panic::catch_unwind(read) {
        Ok(findings) => Ok(Reading { article, findings }),
        Err(_) => Err(IntakeError::Failed(Place {
            path: article.origin.path,
            line: article.origin.line,
            element: None,
        })),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::ops::ControlFlow;

    use onrecord_ledger::{ActNote, Arrival, Extent, Failure, Hit, Query};
    use onrecord_record::{
        ArticleId, EntityAct, Findings, Judgement, KeptAct, KeptJudgement, Language, Masthead,
        Origin,
    };

    /// Takes nothing.
    struct Refusing;

    impl Ledger for Refusing {
        fn append(
            &mut self,
            article: &Article,
            _: &Findings,
            _: &ReadingNote<'_>,
        ) -> Result<Appended, LedgerError> {
            Err(LedgerError::Incoherent {
                article: article.id,
                what: "a span outside its text".to_owned(),
            })
        }
        fn visit_noted(
            &self,
            _: Option<Timestamp>,
            _: &mut dyn FnMut(Article, Findings, &ReadingNote<'_>) -> ControlFlow<()>,
        ) -> Result<(), LedgerError> {
            Ok(())
        }
        fn find(&self, _: &Query) -> Result<Vec<Hit>, LedgerError> {
            Ok(Vec::new())
        }
        fn record_act(&mut self, _: &EntityAct, _: &ActNote<'_>) -> Result<u32, LedgerError> {
            Ok(1)
        }
        fn acts(&self, _: Option<Timestamp>) -> Result<Vec<KeptAct>, LedgerError> {
            Ok(Vec::new())
        }
        fn record_judgement(&mut self, _: &Judgement, _: &ActNote<'_>) -> Result<u32, LedgerError> {
            Ok(1)
        }
        fn judgements(&self, _: Option<Timestamp>) -> Result<Vec<KeptJudgement>, LedgerError> {
            Ok(Vec::new())
        }
        fn beginning(&self, _: &str, _: Option<Timestamp>) -> Result<Vec<Reading>, LedgerError> {
            Ok(Vec::new())
        }
        fn arrivals(
            &self,
            _: ArticleId,
            _: Option<Timestamp>,
        ) -> Result<Vec<Arrival>, LedgerError> {
            Ok(Vec::new())
        }
        fn known(&self, _: Timestamp) -> Result<BTreeSet<ArticleId>, LedgerError> {
            Ok(BTreeSet::new())
        }
        fn moments(&self) -> Result<Vec<Timestamp>, LedgerError> {
            Ok(Vec::new())
        }
        fn extent(&self) -> Result<Extent, LedgerError> {
            Ok(Extent::default())
        }
        fn verify(&self) -> Result<Vec<Failure>, LedgerError> {
            Ok(Vec::new())
        }
    }

    #[test]
    fn an_article_the_ledger_refuses_ends_nothing() {
        let article = Article {
            id: ArticleId([1; 32]),
            text: "Nothing.".to_owned(),
            text_sha256: [1; 32],
            origin: Origin {
                path: "1.txt".to_owned(),
                line: None,
                doc: None,
            },
            masthead: Masthead::default(),
            zones: Vec::new(),
            pictures: Vec::new(),
            language: Language::English,
        };
        let reading = Reading {
            article: article.clone(),
            findings: Findings::default(),
        };
        let note = ReadingNote {
            build: "test",
            learned: Timestamp::UNIX_EPOCH,
        };
        let outcome = keep(&mut Refusing, reading, &note).unwrap();
        assert!(matches!(outcome, ReadOutcome::Refused(refused, _) if *refused == article));
    }
}
