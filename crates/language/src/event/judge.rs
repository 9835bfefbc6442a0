//! The learned part: from features to one of fifteen types, by one linear model.
//!
//! `training/events.py` makes the weights. A feature is a number between 0 and [`BUCKETS`], its hash;
//! no word is in the file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use onrecord_record::EventKind;

use crate::encoder::Weights;

static EMBEDDED: &[u8] = include_bytes!("../../weights/events.orw");
const BUCKETS: usize = 8192;
/// What the words weigh beside what the rules find.
const WORD: f32 = 0.5;

/// A type as the model knows them: those of the manual, with CONCEDE and RETREAT as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Any other type.
    Kind(EventKind),
    /// A concession in words or deeds: YIELD of the manual's first versions.
    Yield,
}

struct Model {
    labels: Vec<Label>,
    weights: Vec<f32>,
    biases: Vec<f32>,
}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| model().expect("the weights are compiled in and tested to be whole"));

fn model() -> Option<Model> {
    let file = Weights::new(EMBEDDED).ok()?;
    let labels: Vec<Label> = file
        .text("labels")
        .ok()?
        .lines()
        .map(label)
        .collect::<Option<_>>()?;
    Some(Model {
        weights: file.matrix("output.weight", labels.len(), BUCKETS).ok()?,
        biases: file.vector("output.bias", labels.len()).ok()?,
        labels,
    })
}

fn label(code: &str) -> Option<Label> {
    if code == "YIELD" {
        return Some(Label::Yield);
    }
    let of_code = |kind: &EventKind| kind.code() == code;
    EventKind::ALL.into_iter().find(of_code).map(Label::Kind)
}

/// The label that the features speak for most; the first of two as good.
pub(super) fn best(features: &[String]) -> Option<Label> {
    let scores = scores(features);
    let mut best = 0;
    for (number, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = number;
        }
    }
    MODEL.labels.get(best).copied()
}

/// The score of every label, in the order of the file.
fn scores(features: &[String]) -> Vec<f32> {
    let mut values: BTreeMap<usize, f32> = BTreeMap::new();
    for feature in features {
        let value = values.entry(bucket(feature)).or_default();
        *value = value.max(weight(feature));
    }
    let rows = MODEL.weights.chunks_exact(BUCKETS).zip(&MODEL.biases);
    rows.map(|(row, bias)| {
        let sum: f32 = values.iter().map(|(at, value)| row[*at] * value).sum();
        sum + bias
    })
    .collect()
}

fn weight(feature: &str) -> f32 {
    let is_word = feature.starts_with("w ") || feature.starts_with("m ");
    if is_word { WORD } else { 1.0 }
}

/// FNV-1a (32 bits), modulo the number of buckets.
fn bucket(feature: &str) -> usize {
    let hash = feature.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash as usize % BUCKETS
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use sha2::{Digest, Sha256};

    use super::*;

    /// Sums of a few floats, added in another order in training.
    const TOLERANCE: f64 = 1e-4;

    #[test]
    fn scores_are_those_of_training() {
        let cases = include_str!("../../weights/events-parity.jsonl");
        let mut tried = 0;
        for case in cases.lines() {
            let case: Value = serde_json::from_str(case).expect("one JSON value a line");
            let strings = case["features"].as_array().expect("a list").iter();
            let features: Vec<String> = strings
                .map(|one| one.as_str().expect("a string").to_owned())
                .collect();
            let wanted = case["scores"].as_array().expect("a list");
            let found = scores(&features);
            assert_eq!(found.len(), wanted.len());
            for (found, wanted) in found.iter().zip(wanted) {
                let wanted = wanted.as_f64().expect("a number");
                assert!((f64::from(*found) - wanted).abs() < TOLERANCE, "{case}");
                tried += 1;
            }
        }
        assert!(tried >= 60, "{tried} scores compared");
    }

    #[test]
    fn the_file_is_the_one_the_card_describes() {
        let sum = include_str!("../../weights/events.orw.sha256");
        let found: String = Sha256::digest(EMBEDDED)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(found, sum.trim());
    }
}
