//! Two claims in one window: do they say the same, or can they not both be so?
//!
//! A network of its own layers over the encoder's table of pieces. Where the encoder is told how a word
//! stands to quotation marks, this one is told whose claim it belongs to and whether the other has it too.

use std::collections::BTreeSet;
use std::ops::Range;

use super::network::{Network, Window};
use super::pieces::{self, Vocabulary};
use super::quotation::{self, SHAPES, STATES};
use super::weights::{Weights, WeightsError};
use super::{EMBEDDED, sums};

/// `weights/pair.orw`, packed.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pair.z"));

/// Pieces of each claim, at most: what is cut off is not compared.
const SIDE: usize = 78;
/// Same, contradicts, neither.
const OUTPUTS: usize = 3;

/// The network that holds two claims against each other.
pub struct PairReader {
    network: Network,
    vocabulary: Vocabulary,
}

/// What two claims are to each other: three shares of 1, the third of which is that they are neither.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairShares {
    /// They say the same.
    pub same: f32,
    /// They cannot both be so.
    pub contradicts: f32,
}

impl PairReader {
    /// The reader built into the program.
    pub fn embedded() -> Result<PairReader, WeightsError> {
        let damaged = WeightsError::Damaged { at: 0 };
        let own = miniz_oxide::inflate::decompress_to_vec(PACKED).map_err(|_| damaged.clone())?;
        let (table, own) = (Weights::new(EMBEDDED)?, Weights::new(&own)?);
        let vocabulary = Vocabulary::new(table.text("vocabulary")?);
        Ok(PairReader {
            network: Network::over(&table, &own, OUTPUTS)?,
            vocabulary: vocabulary.ok_or(damaged)?,
        })
    }

    /// What the two are to each other, whichever is told first: they are read in the order of their letters.
    pub fn read(&self, one: &str, other: &str) -> PairShares {
        self.read_all(&[[one, other]]).remove(0)
    }

    /// The same of several pairs, faster than one after the other.
    pub fn read_all(&self, pairs: &[[&str; 2]]) -> Vec<PairShares> {
        let window = |[one, other]: &[&str; 2]| self.window(one.min(other), one.max(other));
        let windows: Vec<Window> = pairs.iter().map(window).collect();
        let shares = |mut shares: Vec<f32>| {
            sums::softmax(&mut shares);
            PairShares {
                same: shares[0],
                contradicts: shares[1],
            }
        };
        let each = self.network.first_logits_of(&windows).into_iter();
        each.map(shares).collect()
    }

    fn window(&self, one: &str, other: &str) -> Window {
        let sides = [one, other].map(|claim| (claim, pieces::words(claim)));
        let folded = |(claim, words): &(&str, Vec<Range<usize>>)| -> BTreeSet<String> {
            let words = words.iter().filter_map(|word| claim.get(word.clone()));
            words.map(str::to_lowercase).collect()
        };
        let folded = [folded(&sides[0]), folded(&sides[1])];
        let mut window = Window::default();
        let special = (SHAPES as u8 - 1, STATES as u8 - 1);
        window.push(self.vocabulary.open, special.0, special.1);
        for (number, (claim, words)) in sides.iter().enumerate() {
            let from = window.pieces.len();
            let mut pieces = Vec::new();
            for word in words.iter().filter_map(|word| claim.get(word.clone())) {
                pieces.clear();
                self.vocabulary.cut(word, &mut pieces);
                if window.pieces.len() - from + pieces.len() > SIDE {
                    break;
                }
                let is_shared = folded[1 - number].contains(&word.to_lowercase());
                let state = 2 * number as u8 + u8::from(is_shared);
                for piece in &pieces {
                    window.push(*piece, quotation::shape(word), state);
                }
            }
            window.push(self.vocabulary.close, special.0, special.1);
        }
        window
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use sha2::{Digest, Sha256};

    use super::*;

    /// What the training side makes of pairs of claims of ours, in whole numbers too.
    const CASES: &str = include_str!("../../weights/pair-parity.jsonl");
    /// Between two shares, at most, and between two in the mean.
    const TOLERANCE: (f64, f64) = (0.1, 0.01);

    #[test]
    fn pieces_and_shares_are_those_of_training() {
        let reader = PairReader::embedded().unwrap();
        let mut apart = Vec::new();
        for case in CASES.lines() {
            let case: Value = serde_json::from_str(case).unwrap();
            let (one, other) = (
                case["one"].as_str().unwrap(),
                case["other"].as_str().unwrap(),
            );
            let pieces: Vec<Value> = reader
                .window(one.min(other), one.max(other))
                .pieces
                .into_iter()
                .map(Value::from)
                .collect();
            assert_eq!(case["pieces"], Value::from(pieces), "{one} | {other}");
            let told = reader.read(one, other);
            for (wanted, found) in [(0, told.same), (1, told.contradicts)] {
                let wanted = case["shares"][wanted].as_f64().unwrap();
                let difference = (f64::from(found) - wanted).abs();
                assert!(
                    difference < TOLERANCE.0,
                    "{one} | {other}: {found} for {wanted}"
                );
                apart.push(difference);
            }
        }
        let mean = apart.iter().sum::<f64>() / apart.len() as f64;
        assert!(mean < TOLERANCE.1, "{mean}");
    }

    #[test]
    fn which_claim_comes_first_changes_nothing() {
        let reader = PairReader::embedded().unwrap();
        let (one, other) = (
            "the bridge will reopen in May",
            "The bridge stays shut until June.",
        );
        assert_eq!(reader.read(one, other), reader.read(other, one));
    }

    #[test]
    fn the_first_piece_tells_what_it_tells_where_all_are_asked_and_beside_other_pairs() {
        let reader = PairReader::embedded().unwrap();
        let long = "the dam held, ".repeat(40);
        let pairs = [
            ["", ""],
            ["it rained", "the rain fell on it"],
            ["x", &*long],
        ];
        let windows = pairs.map(|[one, other]| reader.window(one, other));
        let told = reader.network.first_logits_of(&windows);
        for (window, told) in windows.iter().zip(told) {
            let mut all = reader.network.logits(window);
            all.truncate(OUTPUTS);
            assert_eq!(told, all);
        }
        let alone = pairs.map(|[one, other]| reader.read(one, other));
        assert_eq!(reader.read_all(&pairs), alone);
    }

    #[test]
    fn claims_of_any_length_are_read() {
        let reader = PairReader::embedded().unwrap();
        let long = "the dam held, ".repeat(2_000);
        for (one, other) in [("", ""), (&*long, "x"), ("\u{200B}", &*long)] {
            assert!(reader.window(one, other).pieces.len() <= 2 * SIDE + 3);
            let told = reader.read(one, other);
            assert!(told.same.is_finite() && told.same + told.contradicts <= 1.0 + 1e-5);
        }
    }

    #[test]
    fn the_weights_are_the_ones_described() {
        let sum = Sha256::digest(include_bytes!("../../weights/pair.orw"));
        let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, include_str!("../../weights/pair.orw.sha256").trim());
    }
}
