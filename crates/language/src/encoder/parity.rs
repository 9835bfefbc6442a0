//! The network here and the one it was trained as come to the same: on sentences of our own, the
//! same pieces, the same tags, and logits near PyTorch's on the same whole-number weights.
//!
//! Both sides round activations to bytes. Where a last bit differs (GELU and exponentials are
//! approximated in two ways) a byte may become its neighbour, so single logits differ more than floats do; in a row
//! with one large number, by which all its bytes are scaled, such a step is large.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::*;

/// Between two logits, at most, between two in the mean, and between all but one in a thousand, where a byte has
/// become its neighbour.
const TOLERANCE: (f64, f64, f64) = (0.26, 0.01, 0.15);
/// Between two logits where none has.
const EXACT: f64 = 0.001;
const CASES: &str = include_str!("../../weights/parity.jsonl");

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let from = start;
            start += line.len() + 1;
            from..from + line.len()
        })
        .collect()
}

fn numbers(list: &Value) -> Vec<usize> {
    let list = list.as_array().unwrap();
    list.iter().map(|n| n.as_u64().unwrap() as usize).collect()
}

#[test]
fn pieces_logits_and_tags_are_those_of_training() {
    let encoder = Encoder::embedded().unwrap();
    let (mut apart, mut exact, mut tried, mut same) = (Vec::new(), 0, 0, 0);
    for case in CASES.lines() {
        let case: Value = serde_json::from_str(case).unwrap();
        let text = case["text"].as_str().unwrap();
        let mut pieces = Vec::new();
        let mut seen = Vec::new();
        for (window, heads) in encoder.windows(text, &lines(text)) {
            pieces.extend(window.pieces.iter().map(|piece| *piece as usize));
            let logits = encoder.network.logits(&window);
            let wide = logits.len() / window.pieces.len();
            for head in heads {
                let at = head.piece * wide;
                seen.push((head.span.of(text), logits[at..at + wide].to_vec()));
            }
        }
        assert_eq!(pieces, numbers(&case["pieces"]), "{text}");
        let before = apart.len();
        let (pos, entity) = (numbers(&case["pos"]), numbers(&case["entity"]));
        assert_eq!(seen.len(), pos.len(), "{text}");
        for (at, (word, logits)) in seen.iter().enumerate() {
            assert_eq!(*word, case["words"][at].as_str().unwrap());
            let (outer, rest) = logits.split_at(9);
            let (tags, rest) = rest.split_at(encoder.tags.len());
            let (entities, inner) = rest.split_at(ENTITIES.len());
            let (inner, joins) = inner.split_at(11);
            let found = outer.iter().chain(inner).chain(joins.iter().step_by(32));
            for (wanted, found) in case["logits"][at].as_array().unwrap().iter().zip(found) {
                let difference = (f64::from(*found) - wanted.as_f64().unwrap()).abs();
                assert!(
                    difference < TOLERANCE.0,
                    "{text}: {word}: {found} for {wanted}"
                );
                apart.push(difference);
            }
            tried += 2;
            same += usize::from(best(tags) == pos[at]) + usize::from(best(entities) == entity[at]);
        }
        exact += usize::from(apart[before..].iter().all(|one| *one < EXACT));
    }
    let mean = apart.iter().sum::<f64>() / apart.len() as f64;
    assert!(mean < TOLERANCE.1, "{mean}");
    let far = apart.iter().filter(|one| **one > TOLERANCE.2).count();
    assert!(1000 * far <= apart.len(), "{far} logits are far apart");
    assert!(
        2 * exact >= CASES.lines().count(),
        "{exact} articles without a difference"
    );
    assert_eq!(same, tried, "tags that are the same");
}

#[test]
fn the_weights_are_the_ones_described() {
    let sum = Sha256::digest(EMBEDDED);
    let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, Encoder::fingerprint());
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let encoder = Encoder::embedded().unwrap();
    let line = "“We shall see,” said Ana Lindqvist, who doubts that it will hold. ";
    let text = line.repeat(40);
    let read = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(|| encoder.read(&text, &lines(&text)))
    };
    assert_eq!(read(1), read(3));
}

#[test]
fn any_text_is_read_to_its_end() {
    let encoder = Encoder::embedded().unwrap();
    let long_word = "x".repeat(10_000);
    let long_line = "No, ".repeat(1_500);
    let marks = "\"“„«»”‘’'".repeat(60);
    for text in [
        "",
        "\n\n",
        "\u{200B}\u{202E}",
        &long_word,
        &long_line,
        &marks,
    ] {
        let words = encoder.read(text, &lines(text));
        assert_eq!(words.len(), pieces::words(text).len());
        crate::attributions(&encoder, text, &words, &lines(text));
    }
    assert!(encoder.read("naïve", &[0..3, 4..99]).is_empty());
}

#[test]
fn damaged_weights_are_refused_by_name() {
    let cut = Encoder::new(&EMBEDDED[..EMBEDDED.len() / 2]).err();
    assert!(matches!(cut, Some(WeightsError::CutOff { .. })));
    assert_eq!(Encoder::new(&[]).err(), Some(WeightsError::NotWeights));
}
