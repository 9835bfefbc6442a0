//! One sentence explained: what the engine saw in each word, and what it made of it.

use onrecord_language::{Engine, Token, Word};
use onrecord_record::{Article, Findings};

/// Everything the engine saw in a short text.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The text as an article.
    pub article: Article,
    /// Tokens with part of speech and entity type.
    pub tokens: Vec<Token>,
    /// The encoder's words with the scores of each role.
    pub words: Vec<Word>,
    /// The findings.
    pub findings: Findings,
}

/// Explains `article`, a text of a few sentences.
pub fn explain(engine: &Engine, article: Article) -> Explanation {
    let document = onrecord_language::annotate(engine, &article);
    let tokens = document.tokens.clone();
    let words = document.words.clone();
    let findings = onrecord_language::extract(engine, &document);
    Explanation {
        article,
        tokens,
        words,
        findings,
    }
}
