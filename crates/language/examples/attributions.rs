//! Reads JSON Lines with `doc` and `text`, writes the attributions of each as JSON Lines.
//!
//! `cargo run --release --example attributions -- articles.jsonl > found.jsonl`

use std::io::{BufRead, BufReader, Write};
use std::time::Instant;

use onrecord_language::{Encoder, attributions, with_nested};
use onrecord_record::{Attribution, Extent};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let nested = std::env::args()
        .nth(2)
        .is_some_and(|argument| argument == "--nested");
    let begun = Instant::now();
    let encoder = Encoder::embedded()?;
    let loaded = begun.elapsed();
    let mut out = std::io::stdout().lock();
    let mut words = 0;
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let text = article["text"].as_str().unwrap_or("");
        words += text.split_whitespace().count();
        let read = encoder.read(text, &lines(text));
        let mut found = attributions(&encoder, text, &read, &lines(text));
        if nested {
            found = with_nested(&encoder, text, &read, found);
        }
        let rows: Vec<Value> = found.iter().map(|one| row(text, one)).collect();
        writeln!(
            out,
            "{}",
            json!({"doc": article["doc"], "attributions": rows})
        )?;
    }
    let all = begun.elapsed().as_secs_f64();
    let load = loaded.as_secs_f64();
    writeln!(
        std::io::stderr(),
        "loaded in {load:.3} s, {words} words in {:.2} s: {:.0} words a second",
        all - load,
        words as f64 / (all - load)
    )?;
    Ok(())
}

fn lines(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let from = start;
            start += line.len() + 1;
            from..from + line.len()
        })
        .collect()
}

/// Offsets in characters, as the published format has them.
fn row(text: &str, attribution: &Attribution) -> Value {
    let at = |byte: usize| text.get(..byte).map_or(0, |head| head.chars().count());
    let extent = |extent: Option<&Extent>| -> Vec<[usize; 2]> {
        let parts = extent.into_iter().flat_map(|extent| extent.parts());
        parts
            .map(|span| [at(span.start()), at(span.end())])
            .collect()
    };
    json!({
        "source": extent(attribution.source.as_ref()),
        "cue": extent(attribution.cue.as_ref()),
        "content": extent(Some(&attribution.content)),
        "score": attribution.score,
        "parent": attribution.parent,
    })
}
