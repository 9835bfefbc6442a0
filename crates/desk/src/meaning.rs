//! How near words are in meaning, handed from the engine to the collation.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use onrecord_collate::{Judged, Likeness};
use onrecord_language::{PairReader, WeightsError, WordVector, WordVectors};
use sha2::{Digest, Sha256};

/// The encoder's word vectors, as the collation asks for them: the same few words again and again.
pub struct Meaning {
    vectors: WordVectors,
    known: Mutex<Known>,
    /// Made when two claims are first to be read.
    reader: OnceLock<PairReader>,
    read: Mutex<Read>,
}

/// Pairs of claims that were read, by their sum; one that falls on another's place takes it over.
type Read = Vec<Option<([u8; 32], Judged)>>;

impl Meaning {
    /// The vectors built into the program.
    pub fn embedded() -> Result<Meaning, WeightsError> {
        Ok(Meaning {
            vectors: WordVectors::embedded()?,
            known: Mutex::new(Known::default()),
            reader: OnceLock::new(),
            read: Mutex::default(),
        })
    }
}

impl Likeness for Meaning {
    fn likeness(&self, one: &str, other: &str) -> f32 {
        // what is kept is the same whoever broke off while keeping it
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.likeness(&self.vectors, one, other)
    }

    fn judged(&self, one: &str, other: &str) -> Option<Judged> {
        let (sum, at) = pair(one, other);
        let kept = |read: &Read| read.get(at).copied().flatten();
        let known = kept(&self.read.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some((own, judged)) = known
            && own == sum
        {
            return Some(judged);
        }
        let reader = self.reader.get_or_init(|| {
            PairReader::embedded().expect("the weights are compiled in and tested to be whole")
        });
        let shares = reader.read(one, other);
        let judged = Judged {
            same: shares.same,
            contradicts: shares.contradicts,
        };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.resize(PAIRS, None);
        read[at] = Some((sum, judged));
        Some(judged)
    }
}

/// Places for pairs of claims that were read.
const PAIRS: usize = 1 << 16;

/// The sum of two claims in this order, and the place it has.
fn pair(one: &str, other: &str) -> ([u8; 32], usize) {
    let length = one.len() as u64;
    let sum = Sha256::new().chain_update(length.to_le_bytes());
    let sum: [u8; 32] = sum.chain_update(one).chain_update(other).finalize().into();
    (sum, usize::from(sum[0]) << 8 | usize::from(sum[1]))
}

/// Places for likenesses that were asked for; a pair that falls on another's place takes it over.
const PLACES: usize = 1 << 18;
/// Words that are numbered, before numbering begins anew.
const WORDS: usize = 1 << 16;

/// Words and likenesses that were asked for before.
#[derive(Default)]
struct Known {
    numbers: HashMap<String, u32>,
    /// By their numbers; few words of those that are met have a vector.
    vectors: Vec<Option<WordVector>>,
    kept: Vec<Option<([u32; 2], f32)>>,
}

impl Known {
    fn likeness(&mut self, all: &WordVectors, one: &str, other: &str) -> f32 {
        if self.numbers.len() + 2 > WORDS {
            *self = Known::default();
        }
        let (one, other) = (self.number(all, one), self.number(all, other));
        // either is as like the other
        let pair = [one.min(other), one.max(other)];
        let vector = |number: u32| self.vectors.get(number as usize).and_then(Option::as_ref);
        let (Some(one), Some(other)) = (vector(pair[0]), vector(pair[1])) else {
            return 0.0;
        };
        if let Some(likeness) = self.kept(pair) {
            return likeness;
        }
        let likeness = one.likeness(other);
        self.keep(pair, likeness);
        likeness
    }

    fn number(&mut self, all: &WordVectors, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let next = self.vectors.len() as u32;
        self.numbers.insert(word.to_owned(), next);
        self.vectors.push(all.vector(word));
        next
    }

    fn kept(&self, pair: [u32; 2]) -> Option<f32> {
        let place = self.kept.get(place(pair)).copied().flatten();
        place.filter(|(own, _)| *own == pair).map(|(_, kept)| kept)
    }

    fn keep(&mut self, pair: [u32; 2], likeness: f32) {
        if self.kept.is_empty() {
            self.kept = vec![None; PLACES];
        }
        if let Some(slot) = self.kept.get_mut(place(pair)) {
            *slot = Some((pair, likeness));
        }
    }
}

fn place([one, other]: [u32; 2]) -> usize {
    let mixed = (u64::from(one) << 32 | u64::from(other)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 46) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_the_vectors_say_whoever_else_was_asked_for() {
        let meaning = Meaning::embedded().unwrap();
        let words = ["prison", "jail", "harbour", "mill", "banana", "zzzz"];
        for _ in 0..2 {
            for one in words {
                for other in words {
                    let plain = meaning.vectors.likeness(one, other);
                    assert_eq!(meaning.likeness(one, other), plain, "{one} {other}");
                }
            }
        }
        let mut known = Known::default();
        for word in 0..WORDS {
            known.likeness(&meaning.vectors, "mill", &word.to_string());
        }
        assert!(known.numbers.len() < WORDS / 2, "numbering begins anew");
    }
}
