//! Measures the types of events between given parties: `cargo run --release -p onrecord-language
//! --example events -- FILE.tsv`, a file of the form of PLV_train (Zero-Shot-PLOVER).
//!
//! Macro F1 of the root type and of the quad class, on the rows held back: those whose `sentence_id`
//! has a CRC-32 that 3 divides. The file has the types of the manual's first versions: CONCEDE and
//! RETREAT are one, YIELD, and a promised concession is an AGREE. With `--features` it writes what
//! the model reads, a JSON line a row, for `training/events.py`.

#![expect(clippy::print_stdout, reason = "it prints scores")]

use std::collections::BTreeSet;
use std::error::Error;
use std::ops::Range;

use onrecord_language::{Deal, Document, Encoder, between, features, ruled};
use onrecord_record::{EventKind, Quad, Span};
use serde_json::json;

mod plain;

use plain::article;

fn main() -> Result<(), Box<dyn Error>> {
    let encoder = Encoder::embedded()?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let for_training = arguments.iter().any(|one| one == "--features");
    let path = arguments
        .iter()
        .find(|one| !one.starts_with("--"))
        .ok_or("which file?")?;
    let mut pairs = [Vec::new(), Vec::new()];
    for row in std::fs::read_to_string(path)?
        .lines()
        .skip(1)
        .filter_map(Row::read)
    {
        let article = article(&row.text);
        let lines = vec![std::ops::Range {
            start: 0,
            end: row.text.len(),
        }];
        let document = Document::new(&article, encoder.read(&row.text, &lines));
        let (actor, recipient) = (row.actor, row.recipient);
        if for_training {
            let held_back = row.is_held_back();
            let features = features(&document, actor, recipient);
            println!(
                "{}",
                json!({"held_back": held_back, "group": row.text, "root": row.root, "features": features})
            );
        } else if row.is_held_back() {
            let found = [
                ruled(&document, actor, recipient),
                between(&document, actor, recipient),
            ];
            for (list, deal) in pairs.iter_mut().zip(found) {
                list.push((row.gold(), Answer::of(deal)));
            }
        }
    }
    if !for_training {
        for (name, pairs) in ["rules", "rules and model"].iter().zip(&pairs) {
            print(name, pairs);
        }
    }
    Ok(())
}

/// A row of the file.
struct Row {
    id: String,
    text: String,
    actor: Span,
    recipient: Option<Span>,
    root: String,
    quad: String,
}

impl Row {
    /// `None` for a row whose actor is not marked.
    fn read(line: &str) -> Option<Row> {
        let fields: Vec<&str> = line.split('\t').collect();
        let (text, actor, recipient) = unmarked(fields.get(3)?);
        Some(Row {
            id: (*fields.get(1)?).to_owned(),
            actor: Span::new(&text, actor?)?,
            recipient: recipient.and_then(|range| Span::new(&text, range)),
            root: (*fields.get(9)?).to_owned(),
            quad: (*fields.get(6)?).to_owned(),
            text,
        })
    }

    fn is_held_back(&self) -> bool {
        crc32(self.id.as_bytes()).is_multiple_of(3)
    }

    fn gold(&self) -> Answer {
        Answer {
            root: self.root.clone(),
            quad: self.quad.clone(),
        }
    }
}

/// Root and quad class as the file writes them.
#[derive(Clone)]
struct Answer {
    root: String,
    quad: String,
}

impl Answer {
    fn of(deal: Option<Deal>) -> Answer {
        let root = match deal {
            None => "",
            Some(deal) if deal.promised => "AGREE",
            Some(deal) if matches!(deal.kind, EventKind::Concede | EventKind::Retreat) => "YIELD",
            Some(deal) => deal.kind.code(),
        };
        let kind = EventKind::ALL.iter().find(|kind| kind.code() == root);
        let quad = match kind.map(|kind| kind.quad()) {
            _ if root == "YIELD" => "2",
            None => "",
            Some(Quad::VerbalCooperation) => "1",
            Some(Quad::MaterialCooperation) => "2",
            Some(Quad::VerbalConflict) => "3",
            Some(Quad::MaterialConflict) => "4",
        };
        Answer {
            root: root.to_owned(),
            quad: quad.to_owned(),
        }
    }
}

fn print(name: &str, pairs: &[(Answer, Answer)]) {
    let roots: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(gold, found)| (gold.root.as_str(), found.root.as_str()))
        .collect();
    let quads: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(gold, found)| (gold.quad.as_str(), found.quad.as_str()))
        .collect();
    let right = roots.iter().filter(|(gold, found)| gold == found).count();
    println!(
        "{name}: {} rows held back, macro F1 of the root {:.1}, of the quad class {:.1}; {right} roots right",
        pairs.len(),
        100.0 * macro_f1(&roots),
        100.0 * macro_f1(&quads)
    );
    for class in classes(&roots) {
        let rows = roots.iter().filter(|(gold, _)| *gold == class).count();
        println!("  {class:9} {:5.1} of {rows}", 100.0 * f1(&roots, class));
    }
}

fn classes<'p>(pairs: &[(&'p str, &'p str)]) -> BTreeSet<&'p str> {
    pairs.iter().map(|(gold, _)| *gold).collect()
}

/// Mean F1 over the classes of the gold.
fn macro_f1(pairs: &[(&str, &str)]) -> f64 {
    let classes = classes(pairs);
    let sum: f64 = classes.iter().map(|class| f1(pairs, class)).sum();
    sum / classes.len().max(1) as f64
}

fn f1(pairs: &[(&str, &str)], class: &str) -> f64 {
    let count =
        |test: &dyn Fn(&(&str, &str)) -> bool| pairs.iter().filter(|pair| test(pair)).count();
    let both = count(&|(gold, found)| *gold == class && *found == class);
    let either = count(&|(gold, _)| *gold == class) + count(&|(_, found)| *found == class);
    2.0 * both as f64 / either.max(1) as f64
}

/// The text without `<s>` and `<t>`, and where the first actor and recipient stand in it.
fn unmarked(marked: &str) -> (String, Option<Range<usize>>, Option<Range<usize>>) {
    let mut text = String::new();
    let mut open = [0, 0];
    let mut found: [Option<Range<usize>>; 2] = [None, None];
    let mut rest = marked;
    while let Some(character) = rest.chars().next() {
        let tags = [
            ("<s>", 0, true),
            ("<t>", 1, true),
            ("</s>", 0, false),
            ("</t>", 1, false),
        ];
        let tag = tags.iter().find(|(tag, _, _)| rest.starts_with(tag));
        if let Some((tag, which, opens)) = tag {
            match (*opens, &found[*which]) {
                (true, _) => open[*which] = text.len(),
                (false, None) => found[*which] = Some(open[*which]..text.len()),
                (false, Some(_)) => {}
            }
            rest = rest.strip_prefix(tag).unwrap_or("");
        } else {
            text.push(character);
            rest = rest.strip_prefix(character).unwrap_or("");
        }
    }
    let [actor, recipient] = found;
    (text, actor, recipient)
}

/// CRC-32 (ISO 3309), as zlib has it.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _: u32| {
        let carry = (crc & 1).wrapping_neg();
        (crc >> 1) ^ (0xEDB8_8320 & carry)
    };
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), step)
    })
}
