//! Reads JSON Lines with `doc` and `text`; writes where each text is cut, as JSON Lines.
//!
//! `cargo run --release -p onrecord-language --example cut -- articles.jsonl`: `sentences` are
//! `[start, end)`, `tokens` are `[start, end)`, `entities` are `[start, end, kind]`, in code points.

use std::io::{BufRead, BufReader, Write};

use onrecord_language::{Document, Engine, EntityTag, annotate};
use onrecord_record::Span;
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
        .map(|(span, kind)| json!([at(span)[0], at(span)[1], kind]))
        .collect();
    json!({"doc": doc, "sentences": sentences, "tokens": tokens, "entities": entities})
}

/// Runs of tokens of one kind within a sentence.
fn names(document: &Document<'_>) -> Vec<(Span, &'static str)> {
    let mut found: Vec<(Span, &'static str)> = Vec::new();
    for sentence in &document.sentences {
        let mut open: Option<&'static str> = None;
        for token in document.tokens.get(sentence.tokens.clone()).unwrap_or(&[]) {
            let kind = kind(token.entity);
            match (kind, found.last_mut()) {
                (Some(_), Some((span, _))) if open == kind => *span = span.cover(token.span),
                (Some(kind), _) => found.push((token.span, kind)),
                (None, _) => {}
            }
            open = kind;
        }
    }
    found
}

fn kind(tag: EntityTag) -> Option<&'static str> {
    match tag {
        EntityTag::Person => Some("PER"),
        EntityTag::Location => Some("LOC"),
        EntityTag::Organisation => Some("ORG"),
        _ => None,
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
