//! Reads JSON Lines with `doc` and `text`; writes where each text is cut, as JSON Lines.
//!
//! `cargo run --release -p onrecord-language --example cut -- articles.jsonl`: `sentences` are
//! `[start, end)`, `tokens` are `[start, end)`, `entities` are `[start, end, kind]`, in code points.

use std::io::{BufRead, BufReader, Write};

use onrecord_language::{Document, Engine, annotate, names};
use onrecord_record::{NameKind, Span};
use serde_json::{Value, json};

mod plain;

use plain::article;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let engine = Engine::embedded()?;
    let mut out = std::io::stdout().lock();
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let article = article(record["text"].as_str().unwrap_or(""));
        let document = annotate(&engine, &article);
        writeln!(out, "{}", row(&record["doc"], &document))?;
    }
    Ok(())
}

fn row(doc: &Value, document: &Document<'_>) -> Value {
    let points = Points::of(&document.article.text);
    let at = |span: Span| [points.at(span.start()), points.at(span.end())];
    let sentences: Vec<[usize; 2]> = document.sentences.iter().map(|one| at(one.span)).collect();
    let tokens: Vec<[usize; 2]> = document.tokens.iter().map(|one| at(one.span)).collect();
    let entities: Vec<Value> = names(document)
        .into_iter()
        .filter_map(|name| Some((at(name.span), kind(name.kind)?)))
        .map(|(at, kind)| json!([at[0], at[1], kind]))
        .collect();
    json!({"doc": doc, "sentences": sentences, "tokens": tokens, "entities": entities})
}

fn kind(kind: NameKind) -> Option<&'static str> {
    match kind {
        NameKind::Person => Some("PER"),
        NameKind::Place => Some("LOC"),
        NameKind::Organisation => Some("ORG"),
        NameKind::Other => None,
    }
}

/// Bytes to code points.
struct Points(Vec<usize>);

impl Points {
    fn of(text: &str) -> Points {
        let mut counts = vec![0; text.len() + 1];
        let mut count = 0;
        for (at, count_here) in counts.iter_mut().enumerate() {
            *count_here = count;
            count += usize::from(at < text.len() && text.is_char_boundary(at));
        }
        Points(counts)
    }

    fn at(&self, byte: usize) -> usize {
        self.0.get(byte).copied().unwrap_or(0)
    }
}
