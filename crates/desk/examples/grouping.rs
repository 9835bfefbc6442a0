//! Reads articles as JSON Lines with `doc`, `event`, `date`, `title` and `text`, groups them by what
//! they tell of, and holds the groups against `event`: B-cubed precision, recall and F1 (Bagga and
//! Baldwin 1998).
//!
//! `cargo run --release -p onrecord-desk --example grouping -- articles.jsonl`

use std::convert::Infallible;
use std::fs::File;
use std::io::BufReader;

use onrecord_desk::collate::happenings;
use onrecord_desk::language::Engine;
use onrecord_desk::{Reading, extract_all, intake};
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let rows: Vec<Value> = std::fs::read_to_string(&path)?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let engine = Engine::embedded()?;
    let mut readings: Vec<Reading> = Vec::new();
    let file = BufReader::new(File::open(&path)?);
    let articles = intake::articles(file, &path, &intake::Options::default());
    let _: Result<(), Infallible> = extract_all(&engine, articles, |item| {
        readings.extend(item.ok());
        Ok(())
    });
    let events: Vec<&str> = rows
        .iter()
        .map(|row| row["event"].as_str().unwrap_or(""))
        .collect();
    let groups = happenings(&readings.iter().collect::<Vec<_>>());
    println!("{} articles, {} groups", readings.len(), groups.len());
    let mut group_of = vec![0; readings.len()];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|one| group_of[*one] = number);
    }
    let all = readings.len();
    let (mut precision, mut recall) = (0.0, 0.0);
    for one in 0..all {
        let together = |other: &usize| group_of[*other] == group_of[one];
        let alike = |other: &usize| events[*other] == events[one];
        let both = (0..all)
            .filter(|other| together(other) && alike(other))
            .count() as f64;
        precision += both / (0..all).filter(together).count() as f64;
        recall += both / (0..all).filter(alike).count() as f64;
    }
    let (precision, recall) = (precision / all as f64, recall / all as f64);
    println!(
        "B-cubed P {:.1} R {:.1} F1 {:.1}",
        100.0 * precision,
        100.0 * recall,
        200.0 * precision * recall / (precision + recall)
    );
    Ok(())
}
