//! The engine: from an article to what it puts on record. A pure function of the article.
//!
//! The flow is `annotate` (sentences, tokens, the encoder's view of every word) and then
//! `extract` (statements, narration, absences, times, sources).

mod document;
mod lemma;
mod lexicon;
mod sentence;
mod tag;
mod token;

pub use document::{Document, Paragraph, Sentence, Token, Word};
pub use tag::{EntityTag, Pos};
