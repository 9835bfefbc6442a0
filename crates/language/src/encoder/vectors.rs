//! How near words are in meaning, by the encoder's own table of word pieces.

use super::pieces::Vocabulary;
use super::weights::{Weights, WeightsError};
use super::{EMBEDDED, network::WIDTH};

/// The encoder's vectors of whole words, without their common part.
///
/// The table is what the encoder knows of a word before it reads the words around it: *bank* has
/// one vector, whatever is meant. Words that the encoder reads in several pieces have none.
pub struct WordVectors {
    weights: Weights<'static>,
    vocabulary: Vocabulary,
    /// The mean of all vectors, which says nothing.
    mean: Vec<f32>,
}

impl WordVectors {
    /// The vectors built into the program.
    pub fn embedded() -> Result<WordVectors, WeightsError> {
        let weights = Weights::new(EMBEDDED)?;
        let lines = weights.text("vocabulary")?;
        let missing = WeightsError::Missing {
            name: TABLE.to_owned(),
            rows: lines.lines().count(),
            columns: WIDTH,
        };
        let rows = weights.rows(TABLE);
        let mut mean = vec![0.0; WIDTH];
        for row in (0..rows).filter_map(|row| weights.row(TABLE, row)) {
            mean.iter_mut()
                .zip(row)
                .for_each(|(sum, number)| *sum += number);
        }
        mean.iter_mut().for_each(|sum| *sum /= rows.max(1) as f32);
        Ok(WordVectors {
            vocabulary: Vocabulary::new(lines).ok_or(missing)?,
            weights,
            mean,
        })
    }

    /// The cosine of two words' vectors, from −1 to 1; 0 where one has none.
    pub fn likeness(&self, one: &str, other: &str) -> f32 {
        match (self.vector(one), self.vector(other)) {
            (Some(one), Some(other)) => one.likeness(&other),
            _ => 0.0,
        }
    }

    /// The vector of a word that is one piece.
    pub fn vector(&self, word: &str) -> Option<WordVector> {
        let mut pieces = Vec::new();
        self.vocabulary.cut(word, &mut pieces);
        let [piece] = pieces.as_slice() else {
            return None;
        };
        if self.vocabulary.is_special(*piece) {
            return None;
        }
        let row = self.weights.row(TABLE, *piece as usize)?;
        let numbers = row.zip(&self.mean).map(|(number, mean)| number - mean);
        Some(WordVector::new(numbers.collect()))
    }
}

/// The vector of one word.
pub struct WordVector {
    numbers: Vec<f32>,
    /// Its product with itself.
    square: f32,
}

impl WordVector {
    fn new(numbers: Vec<f32>) -> WordVector {
        let square = dot(&numbers, &numbers);
        WordVector { numbers, square }
    }

    /// The cosine of the two, from −1 to 1.
    pub fn likeness(&self, other: &WordVector) -> f32 {
        dot(&self.numbers, &other.numbers) / (self.square * other.square).sqrt().max(1e-9)
    }
}

fn dot(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(x, y)| x * y).sum()
}

const TABLE: &str = "pieces.weight";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_meaning_are_nearer_than_others() {
        let vectors = WordVectors::embedded().unwrap();
        let near = |one, other| vectors.likeness(one, other);
        assert!(near("prison", "jail") > 0.4);
        assert!(near("killed", "died") > 0.4);
        assert!(near("banana", "minister") < 0.2);
        assert!((near("harbour", "harbour") - 1.0).abs() < 1e-5);
        assert_eq!(near("harbour", "\u{1}"), 0.0);
    }
}
