//! Holds what the collation says against gold, one task a run:
//!
//! - `across grouping FILE`: articles with `event`; B-cubed over articles (Bagga and Baldwin 1998).
//! - `across origins ARTICLES PAIRS`: pairs of articles, `derived` or `independent`.
//! - `across pairs FILE`: pairs of sentences, `same`, `contradicts` or `different`.
//! - `across read FILE`: how many pairs of claims are read when the articles are held against one another.
//!
//! `cargo run --release -p onrecord-desk --example across -- grouping FILE`; `--wrong` as the last
//! word lists what was judged otherwise, `--measures` what each comparison of pairs rests on.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use onrecord_desk::collate::{
    Judged, Likeness, Measures, Relation, collate, descent, happenings, relations,
};
use onrecord_desk::{Meaning, Reading, extract_all, intake, language::Engine};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let engine = Engine::embedded()?;
    let mut out = io::stdout().lock();
    match words[..] {
        ["grouping", path] => grouping(&mut out, &engine, path),
        ["origins", articles, pairs] => origins(&mut out, &engine, articles, pairs, false),
        ["origins", articles, pairs, "--wrong"] => {
            origins(&mut out, &engine, articles, pairs, true)
        }
        ["read", path] => read(&mut out, &engine, path),
        ["pairs", path] => pairs(&mut out, &engine, path, ""),
        ["pairs", path, wordy @ ("--wrong" | "--measures")] => {
            pairs(&mut out, &engine, path, wordy)
        }
        _ => Err("which task, which file?".into()),
    }
}

fn rows(path: &str) -> Result<Vec<Value>> {
    let text = fs::read_to_string(path)?;
    let rows = text.lines().map(serde_json::from_str);
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// The articles of `path`, read, in the order of the file.
fn readings(engine: &Engine, path: &str) -> Result<Vec<Reading>> {
    let mut readings = Vec::new();
    let file = BufReader::new(File::open(path)?);
    let articles = intake::articles(file, path, &intake::Options::default());
    let read: std::result::Result<(), Infallible> = extract_all(engine, articles, |item| {
        readings.extend(item.ok());
        Ok(())
    });
    read?;
    Ok(readings)
}

fn grouping(out: &mut impl Write, engine: &Engine, path: &str) -> Result<()> {
    let rows = rows(path)?;
    let readings = readings(engine, path)?;
    let groups = happenings(&readings.iter().collect::<Vec<_>>());
    let mut group_of = vec![0; readings.len()];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|one| group_of[*one] = number);
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for one in 0..readings.len() {
        let together = |other: &usize| group_of[*other] == group_of[one];
        let alike = |other: &usize| rows[*other]["event"] == rows[one]["event"];
        let count = |test: &dyn Fn(&usize) -> bool| (0..rows.len()).filter(test).count() as f64;
        let both = count(&|other| together(other) && alike(other));
        precision += both / count(&together) / readings.len() as f64;
        recall += both / count(&alike) / readings.len() as f64;
    }
    writeln!(out, "{} articles, {} groups", readings.len(), groups.len())?;
    tell(out, "B-cubed", precision, recall)
}

fn origins(
    out: &mut impl Write,
    engine: &Engine,
    articles: &str,
    pairs: &str,
    wordy: bool,
) -> Result<()> {
    let mut readings = readings(engine, articles)?;
    readings.sort_by_key(|one| {
        one.article
            .masthead
            .published
            .map(|stamp| (stamp.date, stamp.time))
    });
    let list: Vec<&Reading> = readings.iter().collect();
    let docs = list.iter().enumerate();
    let number: BTreeMap<String, usize> = docs
        .filter_map(|(at, one)| Some((one.article.origin.doc.clone()?, at)))
        .collect();
    let descent = descent(&list, &happenings(&list));
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for row in rows(pairs)? {
        let (one, two) = (
            row["one"].as_str().unwrap_or(""),
            row["two"].as_str().unwrap_or(""),
        );
        let (here, there) = (number[one], number[two]);
        let (said, held) = (descent.is_shared(here, there), row["label"] == "derived");
        let half = if one < "e08" {
            "looked at"
        } else {
            "not looked at"
        };
        for key in [half, "all"] {
            counts.entry(key).or_default()[usize::from(said) * 2 + usize::from(held)] += 1;
        }
        if wordy && said != held {
            let roots = (&descent.roots[here], &descent.roots[there]);
            writeln!(
                out,
                "{one} {two} {} {} -> {roots:?}",
                row["label"], row["why"]
            )?;
        }
    }
    for (half, [_, missed, wrong, right]) in counts {
        tell(out, half, share(right, wrong), share(right, missed))?;
    }
    Ok(())
}

/// Reads claims as `Meaning` does, and counts.
struct Counting {
    meaning: Meaning,
    read: AtomicUsize,
}

impl Likeness for Counting {
    fn likeness(&self, one: &str, other: &str) -> f32 {
        self.meaning.likeness(one, other)
    }

    fn judged(&self, pairs: &[[&str; 2]]) -> Vec<Option<Judged>> {
        self.read.fetch_add(pairs.len(), Ordering::Relaxed);
        self.meaning.judged(pairs)
    }
}

fn read(out: &mut impl Write, engine: &Engine, path: &str) -> Result<()> {
    let readings = readings(engine, path)?;
    let counting = Counting {
        meaning: Meaning::embedded()?,
        read: AtomicUsize::new(0),
    };
    let started = Instant::now();
    let collation = collate(&readings.iter().collect::<Vec<_>>(), &counting);
    let findings: usize = collation.claims.iter().map(|claim| claim.items.len()).sum();
    let claims = collation.claims.len();
    let (read, took) = (counting.read.into_inner(), started.elapsed());
    writeln!(
        out,
        "{findings} findings, {claims} claims, {read} pairs read, {took:.1?}"
    )?;
    Ok(())
}

fn pairs(out: &mut impl Write, engine: &Engine, path: &str, wordy: &str) -> Result<()> {
    let meaning = Meaning::embedded()?;
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for row in rows(path)? {
        let one = sentence(engine, &row["one"], &row["one_date"])?;
        let two = sentence(engine, &row["two"], &row["two_date"])?;
        let found = nearest(&relations(&one, &two, &meaning));
        let said = name(found.map(|(relation, _)| relation));
        let label = row["label"].as_str().unwrap_or("").to_owned();
        if wordy == "--measures" {
            writeln!(out, "{}\t{label}\t{said}\t{found:?}", row["id"])?;
        }
        if wordy == "--wrong" && label != said {
            writeln!(
                out,
                "{} {label} {:?} -> {said}\n  {}\n  {}",
                row["id"], row["type"], row["one"], row["two"]
            )?;
        }
        *counts.entry((label, said)).or_default() += 1;
    }
    for class in ["same", "contradicts", "different"] {
        let sum = |is_held: bool, is_said: bool| -> usize {
            let some = counts.iter().filter(|((label, said), _)| {
                (label == class) == is_held && (*said == class) == is_said
            });
            some.map(|(_, count)| count).sum()
        };
        let right = sum(true, true);
        tell(
            out,
            class,
            share(right, sum(false, true)),
            share(right, sum(true, false)),
        )?;
    }
    Ok(())
}

fn sentence(engine: &Engine, text: &Value, day: &Value) -> Result<Reading> {
    let line = format!("{}\n", json!({"text": text, "published": day}));
    let mut found = None;
    let articles = intake::articles(line.as_bytes(), "pair.jsonl", &intake::Options::default());
    extract_all(engine, articles, |item| {
        item.map(|reading| found = Some(reading))
    })?;
    found.ok_or_else(|| "no article".into())
}

/// The relation of the two findings that have most in common, and what it rests on.
fn nearest(found: &[(Relation, Measures)]) -> Option<(Relation, Measures)> {
    let common = |m: &Measures| m.told * (m.here + m.there);
    let best = found.iter().max_by(|a, b| {
        let near = common(&a.1).total_cmp(&common(&b.1));
        near.then(a.1.turned.cmp(&b.1.turned))
    });
    best.copied()
}

fn name(relation: Option<Relation>) -> &'static str {
    match relation {
        Some(Relation::Same) => "same",
        Some(Relation::Contradicts(_)) => "contradicts",
        Some(Relation::Different) | None => "different",
    }
}

fn share(part: usize, rest: usize) -> f64 {
    part as f64 / (part + rest).max(1) as f64
}

fn tell(out: &mut impl Write, what: &str, precision: f64, recall: f64) -> Result<()> {
    let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
    let [p, r, f1] = [precision, recall, f1].map(|one| 100.0 * one);
    writeln!(out, "{what}: P {p:.1} R {r:.1} F1 {f1:.1}")?;
    Ok(())
}
