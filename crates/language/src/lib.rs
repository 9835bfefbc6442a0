//! The engine: from an article to what it puts on record. A pure function of the article.
//!
//! The flow is `annotate` (sentences, tokens, the encoder's view of every word) and then
//! `extract` (statements, narration, absences, times, sources).

mod absence;
mod clause;
mod attribution;
mod document;
mod encoder;
mod factuality;
mod lemma;
mod lexicon;
mod narration;
mod sentence;
mod tag;
mod token;

#[cfg(test)]
mod testing;

pub use attribution::{attributions, with_nested};
pub use encoder::{Encoder, WeightsError};
pub use factuality::at_word;
pub use document::{Document, Paragraph, Sentence, Token, Word};
pub use tag::{EntityTag, Pos};
