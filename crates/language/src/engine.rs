//! The engine as its callers hold it: weights loaded once, shared by every thread.

use std::ops::Range;

use onrecord_record::{Article, Findings};
use sha2::{Digest, Sha256};

use crate::document::{Document, paragraphs};
use crate::encoder::{Encoder, WeightsError};
use crate::extract::extract;

/// The trained parts, ready to read.
pub struct Engine {
    pub(crate) encoder: Encoder,
    /// The SHA-256 of the weights, in hexadecimal.
    fingerprint: String,
}

impl Engine {
    /// The engine with the weights built into the program.
    pub fn embedded() -> Result<Engine, WeightsError> {
        Ok(Engine {
            encoder: Encoder::embedded()?,
            fingerprint: Encoder::fingerprint().to_owned(),
        })
    }

    /// The engine with the weights file `bytes`.
    pub fn new(bytes: &[u8]) -> Result<Engine, WeightsError> {
        let sum = Sha256::digest(bytes);
        Ok(Engine {
            encoder: Encoder::new(bytes)?,
            fingerprint: sum.iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    }

    /// The SHA-256 of the weights, in hexadecimal.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// What names this build of the engine: findings of one build are the same for the same bytes.
    pub fn build(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        format!("onrecord {version} weights {}", self.fingerprint)
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
