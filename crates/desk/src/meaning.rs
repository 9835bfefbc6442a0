//! How near words are in meaning, handed from the engine to the collation.

use onrecord_collate::Likeness;
use onrecord_language::{WeightsError, WordVectors};

/// The encoder's word vectors, as the collation asks for them.
pub struct Meaning(WordVectors);

impl Meaning {
    /// The vectors built into the program.
    pub fn embedded() -> Result<Meaning, WeightsError> {
        Ok(Meaning(WordVectors::embedded()?))
    }
}

impl Likeness for Meaning {
    fn likeness(&self, one: &str, other: &str) -> f32 {
        self.0.likeness(one, other)
    }
}
