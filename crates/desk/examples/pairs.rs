//! Reads pairs of sentences with `one`, `two`, their days and a `label`, has each read as an
//! article of its own, and holds what the comparison says against the label.
//!
//! `cargo run -p onrecord-desk --example pairs -- gold/pairs.jsonl [--wrong]`

use std::collections::BTreeMap;

use onrecord_desk::collate::{Measures, Relation, relations};
use onrecord_desk::{Meaning, Reading, extract_all, intake, language};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let is_wordy = std::env::args().any(|word| word == "--wrong");
    let engine = language::Engine::embedded()?;
    let meaning = Meaning::embedded()?;
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for line in std::fs::read_to_string(&path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let one = reading(&engine, &row["one"], &row["one_date"])?;
        let two = reading(&engine, &row["two"], &row["two_date"])?;
        let found = relations(&one, &two, &meaning);
        let relation = main_relation(&found);
        let said = name(relation);
        let label = row["label"].as_str().unwrap_or("").to_owned();
        if is_wordy && label != said {
            println!(
                "{} {label} {:?} -> {said} {relation:?}",
                row["id"], row["type"]
            );
            println!("   {}\n   {}", row["one"], row["two"]);
            for (relation, measures) in &found {
                println!("      {relation:?} {measures:?}");
            }
        }
        *counts.entry((label, said)).or_default() += 1;
    }
    println!("{counts:?}");
    for class in ["same", "contradicts", "different"] {
        let sum = |test: &dyn Fn(&(String, &str)) -> bool| -> usize {
            counts
                .iter()
                .filter(|(key, _)| test(key))
                .map(|(_, count)| count)
                .sum()
        };
        let both = sum(&|key| key.0 == class && key.1 == class) as f64;
        let (said, held) = (sum(&|key| key.1 == class), sum(&|key| key.0 == class));
        let (p, r) = (both / said.max(1) as f64, both / held.max(1) as f64);
        println!(
            "{class:12} P {:.1} R {:.1} F1 {:.1} of {held}",
            100.0 * p,
            100.0 * r,
            200.0 * p * r / (p + r).max(1e-9)
        );
    }
    Ok(())
}

fn reading(
    engine: &language::Engine,
    text: &Value,
    day: &Value,
) -> Result<Reading, Box<dyn std::error::Error>> {
    let line = format!("{}\n", json!({"text": text, "published": day}));
    let mut found = None;
    let articles = intake::articles(line.as_bytes(), "pair.jsonl", &intake::Options::default());
    extract_all(engine, articles, |item| {
        item.map(|reading| found = Some(reading))
    })?;
    found.ok_or_else(|| "no article".into())
}

/// The relation of the two findings that have most in common.
fn main_relation(found: &[(Relation, Measures)]) -> Option<Relation> {
    let common = |m: &Measures| m.told * (m.here + m.there);
    let best = found.iter().max_by(|a, b| {
        common(&a.1)
            .total_cmp(&common(&b.1))
            .then(a.1.turned.cmp(&b.1.turned))
    })?;
    Some(best.0)
}

fn name(relation: Option<Relation>) -> &'static str {
    match relation {
        Some(Relation::Same) => "same",
        Some(Relation::Contradicts(_)) => "contradicts",
        _ => "different",
    }
}
