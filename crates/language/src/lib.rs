//! The engine: from an article to what it puts on record. A pure function of the article.
//!
//! The flow is [`annotate`] (sentences, tokens, the encoder's view of every word) and then
//! [`extract`] (statements, narration, absences, times, sources); [`read`] is both.

mod about;
mod absence;
mod act;
mod attribution;
mod clause;
mod deed;
mod directness;
mod document;
mod encoder;
mod engine;
mod event;
mod extract;
mod factuality;
mod inside;
mod lemma;
mod lexicon;
mod name;
mod narration;
mod nest;
mod place;
mod quotation;
mod quoted;
mod retag;
mod sentence;
mod source;
mod subject;
mod tag;
mod time;
mod token;
mod whole;

#[cfg(test)]
mod testing;

pub use onrecord_atlas::{Country, country_by_code};

pub use attribution::{attributions, with_nested};
pub use document::{Document, Paragraph, Roles, Sentence, Token, Word};
pub use encoder::{Encoder, PairReader, PairShares, WeightsError, WordVector, WordVectors};
pub use engine::{Engine, annotate, read};
pub use event::{Deal, Deaths, between, deaths, events, features, is_somebody, ruled};
pub use extract::extract;
pub use factuality::at_word;
pub use name::names;
pub use place::{places, places_at};
pub use source::is_quantity;
pub use tag::{EntityTag, Pos};
pub use token::is_abbreviation;
