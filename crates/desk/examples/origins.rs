//! Reads articles and pairs of them that are `derived` or `independent`, and holds what the
//! collation says against the label.
//!
//! `cargo run -p onrecord-desk --example origins -- articles.jsonl pairs.jsonl [--wrong]`

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs::File;
use std::io::BufReader;

use onrecord_desk::collate::{descent, happenings};
use onrecord_desk::{Reading, extract_all, intake, language};
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let articles = arguments.next().ok_or("which articles?")?;
    let pairs = arguments.next().ok_or("which pairs?")?;
    let is_wordy = arguments.next().is_some();
    let engine = language::Engine::embedded()?;
    let mut readings: Vec<Reading> = Vec::new();
    let found = intake::articles(
        BufReader::new(File::open(&articles)?),
        &articles,
        &intake::Options::default(),
    );
    let _: Result<(), Infallible> = extract_all(&engine, found, |item| {
        readings.extend(item.ok());
        Ok(())
    });
    readings.sort_by_key(|reading| {
        reading
            .article
            .masthead
            .published
            .map(|stamp| (stamp.date, stamp.time))
    });
    let list: Vec<&Reading> = readings.iter().collect();
    let number: BTreeMap<String, usize> = list
        .iter()
        .enumerate()
        .filter_map(|(at, reading)| Some((reading.article.origin.doc.clone()?, at)))
        .collect();
    let groups = happenings(&list);
    let descent = descent(&list, &groups);
    let mut halves: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for line in std::fs::read_to_string(&pairs)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let (one, two) = (
            row["one"].as_str().unwrap_or(""),
            row["two"].as_str().unwrap_or(""),
        );
        let said = descent.is_shared(number[one], number[two]);
        let held = row["label"] == "derived";
        let place = usize::from(said) * 2 + usize::from(held);
        let half = if one < "e08" {
            "first events"
        } else {
            "other events"
        };
        for key in [half, "all"] {
            halves.entry(key).or_default()[place] += 1;
        }
        if is_wordy && said != held {
            println!(
                "{one} {two} {} {} -> {:?} {:?}",
                row["label"], row["why"], descent.roots[number[one]], descent.roots[number[two]]
            );
        }
    }
    if is_wordy {
        for group in &groups {
            let docs: Vec<&str> = group
                .iter()
                .filter_map(|at| list[*at].article.origin.doc.as_deref())
                .collect();
            println!("{docs:?}");
        }
        for edge in &descent.derived {
            println!(
                "{} {:?}",
                list[edge.article]
                    .article
                    .origin
                    .doc
                    .as_deref()
                    .unwrap_or(""),
                edge
            );
        }
    }
    for (half, [_, missed, wrong, right]) in halves {
        let (p, r) = (
            right as f64 / (right + wrong).max(1) as f64,
            right as f64 / (right + missed).max(1) as f64,
        );
        println!(
            "{half}: derived P {:.1} R {:.1} F1 {:.1}",
            100.0 * p,
            100.0 * r,
            200.0 * p * r / (p + r).max(1e-9)
        );
    }
    Ok(())
}
