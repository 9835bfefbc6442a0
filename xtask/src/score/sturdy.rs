//! Does a finding hold when the same article is printed otherwise?

use std::collections::BTreeMap;
use std::fs;

use anyhow::Result;
use serde_json::{Value, json};

use super::changed::Changed;
use super::reprint::REPRINTS;
use super::span::{Span, pair, spans};
use super::tally::{Tally, f1};
use super::{ARTICLES, Bench, found, layers, rows};

/// A line a change: relation and content words, and what each loses.
pub(super) fn table(bench: &Bench<'_>) -> Result<String> {
    let articles = bench.asked.data.join(ARTICLES);
    let gold = rows(&articles)?;
    let names = bench.example("cut", &articles)?;
    let reprinted: Vec<BTreeMap<String, Value>> = (0..REPRINTS.len())
        .map(|number| reprinted(number, &gold, &names))
        .collect::<Result<_>>()?;
    let records = read(bench, &reprinted)?;
    let mut lines = vec![format!(
        "{:36} {:>8} {:>6} {:>15} {:>6}",
        "", "relation", "loses", "content words", "loses"
    )];
    let mut first = None;
    for (number, (name, _)) in REPRINTS.iter().enumerate() {
        let (mut relations, mut contents): (Vec<Tally>, Vec<Tally>) = (Vec::new(), Vec::new());
        for (doc, row) in &reprinted[number] {
            let text = row["text"].as_str().unwrap_or("");
            let record = found(&records, &named(number, doc))?;
            relations.push(layers::attributions(text, row, record));
            contents.push(layers::contents(text, row, record));
        }
        let (relation, content) = (f1(&relations), f1(&contents));
        let (before, words) = *first.get_or_insert((relation, content));
        lines.push(format!(
            "{name:36} {relation:8.1} {:6.1} {content:15.1} {:6.1}",
            before - relation,
            words - content,
        ));
    }
    Ok(format!("{}\n", lines.join("\n")))
}

fn named(number: usize, doc: &str) -> String {
    format!("{number} {doc}")
}

/// What the engine finds in all of them, read in one go.
fn read(
    bench: &Bench<'_>,
    reprinted: &[BTreeMap<String, Value>],
) -> Result<BTreeMap<String, Value>> {
    let path = std::env::temp_dir().join(format!("onrecord-sturdy-{}.jsonl", std::process::id()));
    let mut lines = String::new();
    for (number, articles) in reprinted.iter().enumerate() {
        for (doc, row) in articles {
            let mut row = row.clone();
            row["doc"] = json!(named(number, doc));
            row["attributions"] = Value::Null;
            lines.push_str(&format!("{row}\n"));
        }
    }
    fs::write(&path, lines)?;
    let records = bench.extracted(&path, "attributions");
    fs::remove_file(&path)?;
    records
}

/// The articles under change `number`, gold and title with them.
fn reprinted(
    number: usize,
    gold: &BTreeMap<String, Value>,
    names: &BTreeMap<String, Value>,
) -> Result<BTreeMap<String, Value>> {
    let (_, reprint) = REPRINTS[number];
    gold.iter()
        .map(|(doc, row)| {
            let text = row["text"].as_str().unwrap_or("");
            let changed = reprint(text, &persons_and_places(found(names, doc)?));
            Ok((doc.clone(), moved(row, &changed)))
        })
        .collect()
}

fn persons_and_places(row: &Value) -> Vec<Span> {
    let rows = row["entities"].as_array().into_iter().flatten();
    rows.filter(|one| one[2] == "PER" || one[2] == "LOC")
        .filter_map(pair)
        .collect()
}

fn moved(row: &Value, changed: &Changed) -> Value {
    let of = |list: &Value| -> Value {
        let spans = spans(list).into_iter().filter_map(|one| changed.span(one));
        spans.map(|(start, end)| json!([start, end])).collect()
    };
    let gold = row["attributions"].as_array().into_iter().flatten();
    let gold: Vec<Value> = gold
        .map(|one| json!({"source": of(&one["source"]), "content": of(&one["content"])}))
        .collect();
    let mut moved = json!({"date": row["date"], "outlet": row["outlet"], "text": changed.text});
    let (text, title) = (row["text"].as_str(), row["title"].as_str());
    let title = title.filter(|title| text.is_some_and(|text| text.starts_with(title)));
    if let Some((start, end)) = title.and_then(|title| changed.span((0, title.chars().count()))) {
        let letters = changed.text.chars().skip(start).take(end - start);
        moved["title"] = json!(letters.collect::<String>());
    }
    moved["attributions"] = json!(gold);
    moved
}
