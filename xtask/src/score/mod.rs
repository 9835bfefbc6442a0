//! Scores the engine on gold, and writes the figures down.
//!
//! What we wrote and marked ourselves lies in `gold/`; the articles that its stand-off files point
//! into, and the other sets, are read from the folder given as `--data`.

mod calibration;
mod changed;
mod groups;
mod layers;
mod marked;
mod reprint;
mod sheet;
mod span;
mod sturdy;
mod tally;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use sheet::Sheet;
use span::Span;
use tally::Tally;

/// The articles with gold attributions, in the folder of `--data`.
const ARTICLES: &str = "attribution/polnear-dev.jsonl";

/// What was typed after `score`.
pub(crate) struct Asked {
    data: PathBuf,
    judge: Option<PathBuf>,
    peer: Option<PathBuf>,
    /// The one table that is wanted.
    only: Option<String>,
    write: bool,
}

impl Asked {
    pub(crate) fn parse(arguments: &[String]) -> Result<Asked> {
        let (mut data, mut judge, mut peer, mut only, mut write) = (None, None, None, None, false);
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--data" => data = arguments.next().map(PathBuf::from),
                "--judge" => judge = arguments.next().map(PathBuf::from),
                "--peer" => peer = arguments.next().map(PathBuf::from),
                "--only" => only = arguments.next().cloned(),
                "--write" => write = true,
                other => bail!("unknown: {other}\n{}", crate::USAGE),
            }
        }
        Ok(Asked {
            data: data.context(crate::USAGE)?,
            judge,
            peer,
            only,
            write,
        })
    }
}

/// Every table, or the one that was asked for.
pub(crate) fn score(root: &Path, asked: &Asked) -> Result<()> {
    let bench = Bench { root, asked };
    let is_wanted = |name: &str| asked.only.as_ref().is_none_or(|only| only == name);
    if is_wanted("layers") {
        bench.keep("layers", &bench.layers()?)?;
    }
    if is_wanted("groups") {
        bench.keep("groups", &groups::table(&bench)?)?;
    }
    if is_wanted("sturdy") {
        bench.keep("sturdy", &sturdy::table(&bench)?)?;
    }
    match &asked.judge {
        Some(judge) if is_wanted("attribution") => bench.keep("attribution", &bench.judged(judge)?),
        _ => Ok(()),
    }
}

/// Where things lie.
struct Bench<'a> {
    root: &'a Path,
    asked: &'a Asked,
}

impl Bench<'_> {
    fn layers(&self) -> Result<String> {
        let mut sheet = Sheet::default();
        self.attributions(&mut sheet)?;
        self.sentences_of_ours(&mut sheet)?;
        self.cuts(&mut sheet)?;
        self.entities(&mut sheet)?;
        Ok(sheet.table())
    }

    /// Attributions of whole articles, those inside contents, sources and acts, and what scores mean.
    fn attributions(&self, sheet: &mut Sheet) -> Result<()> {
        let gold = rows(&self.asked.data.join(ARTICLES))?;
        let records = self.records(&self.asked.data.join(ARTICLES))?;
        let outer = self.extracted(&self.asked.data.join(ARTICLES), "attributions")?;
        let mut relations = Vec::new();
        let mut scores = Vec::new();
        for (doc, article) in &gold {
            let text = article["text"].as_str().unwrap_or("");
            relations.push(layers::attributions(text, article, found(&outer, doc)?));
            scores.push(layers::sureness(text, article, found(&records, doc)?));
        }
        sheet.f1("attribution: relation, PolNeAR dev", &relations, Some(73.0));
        let scores: Vec<(f64, bool)> = scores.into_iter().flatten().collect();
        sheet.figure(
            "attribution: calibration error of the score",
            calibration::error(&scores),
            scores.len(),
            Some(0.03),
        );
        if self.asked.write {
            calibration::draw(&scores, &self.root.join("docs/calibration.svg"))?;
        }
        self.nested_in_articles(sheet, &gold, &records)?;
        self.readings(sheet, &gold, &records)
    }

    fn nested_in_articles(
        &self,
        sheet: &mut Sheet,
        articles: &BTreeMap<String, Value>,
        records: &BTreeMap<String, Value>,
    ) -> Result<()> {
        let gold = rows(&self.root.join("gold/nested-dev.jsonl"))?;
        let doubtful = rows(&self.root.join("gold/nested-dev-doubtful.jsonl"))?;
        let mut tallies = Vec::new();
        for (doc, gold) in &gold {
            let text = found(articles, doc)?["text"].as_str().unwrap_or("");
            tallies.push(layers::nested_in(
                text,
                gold,
                found(&doubtful, doc)?,
                found(records, doc)?,
            ));
        }
        sheet.f1(
            "nested attribution: PolNeAR dev, 13 articles",
            &tallies,
            Some(80.0),
        );
        Ok(())
    }

    fn readings(
        &self,
        sheet: &mut Sheet,
        articles: &BTreeMap<String, Value>,
        records: &BTreeMap<String, Value>,
    ) -> Result<()> {
        let mut of_name: BTreeMap<String, Vec<layers::Reading>> = BTreeMap::new();
        for gold in lines(&self.root.join("gold/cues-dev.jsonl"))? {
            let doc = gold["doc"].as_str().unwrap_or("").to_owned();
            let text = found(articles, &doc)?["text"].as_str().unwrap_or("");
            let reading = layers::reading(text, &gold, found(records, &doc)?);
            of_name.entry(doc).or_default().extend(reading);
        }
        let mut accuracy = |name: &str, bar: f64, is_right: fn(&layers::Reading) -> bool| {
            let tallies: Vec<Tally> = of_name
                .values()
                .map(|all| {
                    Tally::of(
                        all.iter().filter(|one| is_right(one)).count(),
                        all.len(),
                        all.len(),
                    )
                })
                .collect();
            sheet.f1(name, &tallies, Some(bar));
        };
        accuracy(
            "source: right name, where found, PolNeAR dev",
            90.0,
            |one| one.name,
        );
        accuracy("source: right type", 92.0, |one| one.kind);
        accuracy("act of the cue", 92.0, |one| one.act);
        accuracy("directness", 92.0, |one| one.directness);
        Ok(())
    }

    /// Absences and nested attributions in sentences written for it.
    fn sentences_of_ours(&self, sheet: &mut Sheet) -> Result<()> {
        type Measure = fn(&marked::Marked, &Value) -> Tally;
        let sets: [(&str, &str, Measure, f64); 3] = [
            (
                "nested attribution: sentences of ours",
                "nested.txt",
                layers::nested,
                80.0,
            ),
            (
                "absence: sentences of ours, rare forms",
                "absences.txt",
                layers::absences,
                85.0,
            ),
            (
                "absence: sentences of ours, not tuned on",
                "absences-fresh.txt",
                layers::absences,
                85.0,
            ),
        ];
        for (name, file, measure, bar) in sets {
            let path = self.root.join("gold").join(file);
            let gold = marked::lines(&read(&path)?).with_context(|| path.display().to_string())?;
            let texts: Vec<String> = gold.iter().map(|one| one.text.clone()).collect();
            let records = self.records(&self.written(&texts)?)?;
            let mut tallies = Vec::new();
            for (at, gold) in gold.iter().enumerate() {
                tallies.push(measure(gold, found(&records, &at.to_string())?));
            }
            sheet.f1(name, &tallies, Some(bar));
        }
        Ok(())
    }

    /// Sentences and tokens: of news that we wrote, and of EWT dev.
    fn cuts(&self, sheet: &mut Sheet) -> Result<()> {
        let paragraphs = sheet::paragraphs(&read(&self.root.join("gold/sentences.txt"))?);
        let texts: Vec<String> = paragraphs.iter().map(|one| one.0.clone()).collect();
        let rows = self.example("cut", &self.written(&texts)?)?;
        let mut tallies = Vec::new();
        for (at, (_, gold)) in paragraphs.iter().enumerate() {
            tallies.push(layers::cuts(
                gold,
                &span::spans(&found(&rows, &at.to_string())?["sentences"]),
            ));
        }
        sheet.f1("sentences: edited news of ours", &tallies, Some(97.0));
        let sentences = sheet::token_lines(&read(&self.root.join("gold/tokens.txt"))?);
        self.tokens(sheet, "tokens: edited news of ours", &sentences)?;
        let treebank = self.asked.data.join("treebank/en_ewt-ud-dev.conllu");
        let sentences = sheet::conllu(&read(&treebank)?);
        self.tokens(sheet, "tokens: EWT dev", &sentences)
    }

    fn tokens(
        &self,
        sheet: &mut Sheet,
        name: &str,
        sentences: &[(String, Vec<Span>)],
    ) -> Result<()> {
        let texts: Vec<String> = sentences.iter().map(|one| one.0.clone()).collect();
        let rows = self.example("cut", &self.written(&texts)?)?;
        let mut tallies = Vec::new();
        for (at, (_, gold)) in sentences.iter().enumerate() {
            tallies.push(layers::cuts(
                gold,
                &span::spans(&found(&rows, &at.to_string())?["tokens"]),
            ));
        }
        sheet.f1(name, &tallies, Some(99.0));
        Ok(())
    }

    /// Names, beside those of a peer if one is given.
    fn entities(&self, sheet: &mut Sheet) -> Result<()> {
        let sets = [
            ("UNER EWT dev", "ner/uner-ewt-dev.jsonl"),
            ("CrossNER politics dev", "ner/crossner-politics-dev.jsonl"),
            ("re3d dev", "ner/re3d.jsonl"),
        ];
        for (name, file) in sets {
            let gold: Vec<Value> = lines(&self.asked.data.join(file))?
                .into_iter()
                .filter(|row| row["split"].is_null() || row["split"] == "dev")
                .collect();
            let texts: Vec<String> = gold
                .iter()
                .map(|row| row["text"].as_str().unwrap_or("").to_owned())
                .collect();
            let path = self.written(&texts)?;
            let own = self.example("cut", &path)?;
            sheet.f1(
                &format!("entities: {name}"),
                &entity_tallies(&gold, &own)?,
                None,
            );
            if let Some(python) = &self.asked.peer {
                let script = self.root.join("bench/peer_entities.py");
                let told = crate::output(Command::new(python).arg(script).arg(&path))?;
                sheet.f1(
                    &format!("entities: {name}, spaCy en_core_web_sm"),
                    &entity_tallies(&gold, &keyed(&told)?)?,
                    None,
                );
            }
        }
        Ok(())
    }

    /// The judge's own table.
    fn judged(&self, judge: &Path) -> Result<String> {
        let gold = self.asked.data.join(ARTICLES);
        let predicted = std::env::temp_dir().join(format!("onrecord-{}.jsonl", std::process::id()));
        fs::write(&predicted, self.extract(&gold, "attributions")?)?;
        let table = crate::output(
            Command::new("python3")
                .arg(judge)
                .arg(&gold)
                .arg(&predicted),
        )?;
        fs::remove_file(&predicted)?;
        Ok(table)
    }

    /// Tells `table`, and writes it down where that was asked for.
    fn keep(&self, name: &str, table: &str) -> Result<()> {
        crate::tell(table);
        match self.asked.write {
            true => write(self.root, name, table),
            false => Ok(()),
        }
    }

    fn extract(&self, articles: &Path, format: &str) -> Result<String> {
        let mut cargo = Command::new("cargo");
        cargo.args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "onrecord",
            "--",
            "extract",
        ]);
        crate::output(
            cargo
                .args(["--format", format])
                .arg(articles)
                .current_dir(self.root),
        )
    }

    fn extracted(&self, articles: &Path, format: &str) -> Result<BTreeMap<String, Value>> {
        keyed(&self.extract(articles, format)?)
    }

    fn records(&self, articles: &Path) -> Result<BTreeMap<String, Value>> {
        self.extracted(articles, "record")
    }

    fn example(&self, name: &str, articles: &Path) -> Result<BTreeMap<String, Value>> {
        let mut cargo = Command::new("cargo");
        cargo.args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "onrecord-language",
            "--example",
            name,
            "--",
        ]);
        keyed(&crate::output(cargo.arg(articles).current_dir(self.root))?)
    }

    /// A file of articles with these texts, named by their number.
    fn written(&self, texts: &[String]) -> Result<PathBuf> {
        let path = std::env::temp_dir().join(format!("onrecord-gold-{}.jsonl", std::process::id()));
        let rows = texts.iter().enumerate();
        let rows = rows.map(
            |(at, text)| json!({"doc": at.to_string(), "text": text, "published": "2031-03-12"}),
        );
        let lines: Vec<String> = rows.map(|row| row.to_string()).collect();
        fs::write(&path, lines.join("\n"))?;
        Ok(path)
    }
}

fn entity_tallies(gold: &[Value], found_in: &BTreeMap<String, Value>) -> Result<Vec<Tally>> {
    let numbered = gold.iter().enumerate();
    numbered
        .map(|(at, gold)| Ok(layers::entities(gold, found(found_in, &at.to_string())?)))
        .collect()
}

fn found<'v>(rows: &'v BTreeMap<String, Value>, doc: &str) -> Result<&'v Value> {
    rows.get(doc).with_context(|| format!("nothing for {doc}"))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn lines(path: &Path) -> Result<Vec<Value>> {
    let file = read(path)?;
    let rows = file.lines().map(serde_json::from_str);
    rows.collect::<Result<_, _>>()
        .with_context(|| path.display().to_string())
}

fn rows(path: &Path) -> Result<BTreeMap<String, Value>> {
    keyed(&read(path)?).with_context(|| path.display().to_string())
}

/// JSON Lines by their `doc`.
fn keyed(file: &str) -> Result<BTreeMap<String, Value>> {
    let mut rows = BTreeMap::new();
    for line in file.lines() {
        let row: Value = serde_json::from_str(line)?;
        let doc = row["doc"].as_str().context("a row without doc")?.to_owned();
        rows.insert(doc, row);
    }
    Ok(rows)
}

/// Puts `table`, with how it was made, into the place called `name` in `docs/scores.md`.
fn write(root: &Path, name: &str, table: &str) -> Result<()> {
    let path = root.join("docs/scores.md");
    let page = read(&path)?;
    let (open, close) = (
        format!("<!-- score:{name} -->\n"),
        format!("<!-- /score:{name} -->"),
    );
    let missing = || format!("docs/scores.md has no place for {name}");
    let (before, rest) = page.split_once(&open).with_context(missing)?;
    let (_, after) = rest.split_once(&close).with_context(missing)?;
    let made = made(root)?;
    fs::write(
        path,
        format!("{before}{open}{made}\n\n```text\n{table}```\n{close}{after}"),
    )?;
    Ok(())
}

/// Command, machine, date and commit.
fn made(root: &Path) -> Result<String> {
    let told = |program: &str, arguments: &[&str]| -> Result<String> {
        let out = crate::output(Command::new(program).args(arguments).current_dir(root))?;
        Ok(out.trim().to_owned())
    };
    let cores = std::thread::available_parallelism()?;
    Ok(format!(
        "`cargo xtask score --data DIR --judge SCRIPT --peer PYTHON --write`, {} with {cores} cores, {}, commit {}.",
        told("uname", &["-sm"])?,
        told("date", &["-u", "+%Y-%m-%d"])?,
        told("git", &["rev-parse", "--short", "HEAD"])?,
    ))
}
