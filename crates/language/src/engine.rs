//! The engine as its callers hold it: weights loaded once, shared by every thread.

use std::ops::Range;

use onrecord_record::{Article, Findings};

use crate::document::{Document, paragraphs};
use crate::encoder::{Encoder, WeightsError};
use crate::extract::extract;

/// The trained parts, ready to read.
pub struct Engine {
    pub(crate) encoder: Encoder,
}

impl Engine {
    /// The engine with the weights built into the program.
    pub fn embedded() -> Result<Engine, WeightsError> {
        Ok(Engine {
            encoder: Encoder::embedded()?,
        })
    }

    /// The engine with the weights file `bytes`.
    pub fn new(bytes: &[u8]) -> Result<Engine, WeightsError> {
        Ok(Engine {
            encoder: Encoder::new(bytes)?,
        })
    }
}

/// Cuts `article` into sentences and tokens, each with what the encoder sees in it. An article in
/// a language the engine does not read has neither.
pub fn annotate<'a>(engine: &Engine, article: &'a Article) -> Document<'a> {
    if !article.language.is_read() {
        return Document::unread(article);
    }
    let ranges: Vec<Range<usize>> = paragraphs(article)
        .iter()
        .map(|paragraph| paragraph.span.range())
        .collect();
    Document::new(article, engine.encoder.read(&article.text, &ranges))
}

/// What `article` puts on record.
pub fn read(engine: &Engine, article: &Article) -> Findings {
    extract(engine, &annotate(engine, article))
}

/// What names this build of the engine: findings of one build are the same for the same bytes.
pub fn build() -> String {
    format!(
        "onrecord {} weights {}",
        env!("CARGO_PKG_VERSION"),
        Encoder::fingerprint()
    )
}
