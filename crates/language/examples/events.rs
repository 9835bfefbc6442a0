//! dump
#![expect(clippy::print_stdout, reason = "it prints scores")]
use std::error::Error;
use onrecord_language::{Document, Encoder, by_rule, features};
use onrecord_record::Span;
mod plain;
use plain::article;

fn main() -> Result<(), Box<dyn Error>> {
    let encoder = Encoder::embedded()?;
    let path = std::env::args().nth(1).ok_or("which file?")?;
    for line in std::fs::read_to_string(&path)?.lines().skip(1) {
        let f: Vec<&str> = line.split('\t').collect();
        let (text, s, t) = unmark(f[3]);
        let article = article(&text);
        let lines = vec![0..text.len()];
        let document = Document::new(&article, encoder.read(&text, &lines));
        let Some(s) = s.and_then(|r| Span::new(&text, r)) else { continue };
        let t = t.and_then(|r| Span::new(&text, r));
        let rule = by_rule(&document, s, t);
        println!("{}", serde_json::json!({"id": f[1], "text": f[3], "gold": f[9], "penta": f[6], "rule": rule.map(|k| k.0.code()), "inner": rule.and_then(|k| k.1).map(|k| k.code()), "features": features(&document, s, t)}));
    }
    Ok(())
}
fn unmark(marked: &str) -> (String, Option<std::ops::Range<usize>>, Option<std::ops::Range<usize>>) {
    let mut text = String::new();
    let (mut s, mut t) = (None, None);
    let (mut so, mut to) = (0, 0);
    let mut rest = marked;
    while !rest.is_empty() {
        if let Some(r) = rest.strip_prefix("<s>") { so = text.len(); rest = r; }
        else if let Some(r) = rest.strip_prefix("</s>") { if s.is_none() { s = Some(so..text.len()); } rest = r; }
        else if let Some(r) = rest.strip_prefix("<t>") { to = text.len(); rest = r; }
        else if let Some(r) = rest.strip_prefix("</t>") { if t.is_none() { t = Some(to..text.len()); } rest = r; }
        else { let c = rest.chars().next().unwrap_or(' '); text.push(c); rest = rest.strip_prefix(c).unwrap_or(""); }
    }
    (text, s, t)
}

