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

/// Pairs of claims that were read, by their sum.
type Read = HashMap<u128, Judged>;

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

    fn judged(&self, pairs: &[[&str; 2]]) -> Vec<Option<Judged>> {
        let sums: Vec<u128> = pairs.iter().map(sum).collect();
        let known = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let mut told: Vec<Option<Judged>> =
            sums.iter().map(|sum| known.get(sum).copied()).collect();
        drop(known);
        let unread: Vec<usize> = (0..pairs.len()).filter(|at| told[*at].is_none()).collect();
        if unread.is_empty() {
            return told;
        }
        let reader = self.reader.get_or_init(|| {
            PairReader::embedded().expect("the weights are compiled in and tested to be whole")
        });
        let asked: Vec<[&str; 2]> = unread.iter().map(|at| pairs[*at]).collect();
        let shares = reader.read_all(&asked);
        let mut known = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() + unread.len() > PAIRS {
            known.clear();
        }
        for (at, shares) in unread.into_iter().zip(shares) {
            let judged = Judged {
                same: shares.same,
                contradicts: shares.contradicts,
            };
            known.insert(sums[at], judged);
            told[at] = Some(judged);
        }
        told
    }
}

/// Pairs of claims that are kept once they were read, before keeping begins anew: those of a ledger of
/// millions of statements, so that it is put together sooner when it grew.
const PAIRS: usize = 1 << 21;

/// The sum of two claims, whichever is told first.
fn sum([one, other]: &[&str; 2]) -> u128 {
    let (one, other) = (one.min(other), one.max(other));
    let length = one.len() as u64;
    let sum = Sha256::new().chain_update(length.to_le_bytes());
    let sum: [u8; 32] = sum.chain_update(one).chain_update(other).finalize().into();
    let half = sum.first_chunk().expect("half of the sum");
    u128::from_le_bytes(*half)
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
    fn a_pair_that_was_read_is_told_again_whichever_is_first() {
        let meaning = Meaning::embedded().unwrap();
        let (here, there) = ("the bridge will reopen in May", "it rained");
        let first = meaning.judged(&[[here, there], [here, here]]);
        assert_eq!(meaning.read.lock().unwrap().len(), 2);
        let again = meaning.judged(&[[here, here], [there, here]]);
        assert_eq!(meaning.read.lock().unwrap().len(), 2);
        assert_eq!(again, [first[1], first[0]]);
        assert!(first[0].is_some() && first[0] != first[1]);
        assert_ne!(sum(&["ab", "c"]), sum(&["a", "bc"]));
    }

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
