//! Measures factuality at event words: `cargo run --release -p onrecord-language --example
//! factuality -- FILE.jsonl…`.
//!
//! A line with `certainty` and `polarity` (MEANTIME) counts towards macro F1 of certainty ×
//! polarity over the classes the file has; one with `value` (UW, UDS-IH2) towards Pearson's r and
//! the mean absolute error: of the rules, CT+ being 3, PR+ 1.5, PS+ 0.75, Uu 0, the negative ones
//! mirrored, and of the encoder's two judgements. Then, what people judge where the rules find
//! nothing that speaks against an event (CT+), by what the encoder makes of it.

#![expect(clippy::print_stdout, reason = "it prints scores")]

use std::collections::BTreeMap;
use std::error::Error;

use onrecord_language::{Document, Encoder, at_word};
use onrecord_record::{Certainty, Factuality, Polarity, Span};
use serde_json::Value;

mod plain;

use plain::article;

fn main() -> Result<(), Box<dyn Error>> {
    let encoder = Encoder::embedded()?;
    for path in std::env::args().skip(1) {
        let mut scores = Scores::default();
        for line in std::fs::read_to_string(&path)?.lines() {
            scores.read(&encoder, &serde_json::from_str(line)?);
        }
        println!("{path}: {scores}");
    }
    Ok(())
}

/// What has been compared so far.
#[derive(Default)]
struct Scores {
    /// Gold and found class, counted.
    classes: BTreeMap<(String, String), usize>,
    /// Gold and found values: the rules', then the encoder's *happened* and *committed*.
    values: Vec<(f64, [f64; 3])>,
}

impl Scores {
    fn read(&mut self, encoder: &Encoder, record: &Value) {
        let Some(text) = record["text"].as_str() else {
            return;
        };
        let article = article(text);
        let lines: Vec<std::ops::Range<usize>> = lines(text);
        let document = Document::new(&article, encoder.read(text, &lines));
        let until = annotated_until(record, text);
        for event in record["events"].as_array().into_iter().flatten() {
            let Some(span) = event_span(text, event).filter(|span| span.end() <= until) else {
                continue;
            };
            let word = document.words.iter().rfind(|word| span.contains(word.span));
            let learned = word.map_or([0.0; 2], |word| [word.happened, word.committed]);
            self.compare(event, at_word(&document, span), learned.map(f64::from));
        }
    }

    fn compare(&mut self, event: &Value, found: Factuality, learned: [f64; 2]) {
        if let Some(value) = event["value"].as_f64() {
            let [happened, committed] = learned;
            self.values
                .push((value, [number(found), happened, committed]));
        }
        if let (Some(certainty), Some(polarity)) =
            (event["certainty"].as_str(), event["polarity"].as_str())
        {
            let gold = format!("{certainty} {polarity}");
            *self.classes.entry((gold, class(found))).or_default() += 1;
        }
    }

    /// Mean F1 over the classes of the gold.
    fn macro_f1(&self) -> f64 {
        let names: std::collections::BTreeSet<&String> =
            self.classes.keys().map(|(gold, _)| gold).collect();
        let sum: f64 = names.iter().map(|name| self.f1(name)).sum();
        sum / names.len().max(1) as f64
    }

    fn f1(&self, name: &str) -> f64 {
        let count = |test: &dyn Fn(&str, &str) -> bool| -> f64 {
            self.classes
                .iter()
                .filter(|((gold, found), _)| test(gold, found))
                .map(|(_, n)| *n as f64)
                .sum()
        };
        let both = count(&|gold, found| gold == name && found == name);
        let either = count(&|gold, _| gold == name) + count(&|_, found| found == name);
        2.0 * both / either.max(1.0)
    }

    /// Pearson's r, the mean absolute error and the share of equal signs of one of the three.
    fn agreement(&self, which: usize) -> [f64; 3] {
        let n = self.values.len() as f64;
        let pairs: Vec<(f64, f64)> = self
            .values
            .iter()
            .map(|(gold, found)| (*gold, found[which]))
            .collect();
        let mean = |term: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(term).sum::<f64>() / n;
        let (x, y) = (mean(&|pair| pair.0), mean(&|pair| pair.1));
        let covariance = mean(&|pair| (pair.0 - x) * (pair.1 - y));
        let spread = mean(&|pair| (pair.0 - x).powi(2)) * mean(&|pair| (pair.1 - y).powi(2));
        [
            covariance / spread.sqrt(),
            mean(&|pair| (pair.0 - pair.1).abs()),
            mean(&|pair| f64::from(u8::from(pair.0 * pair.1 > 0.0))),
        ]
    }

    /// How many events the rules take to be certain have a judgement of the encoder in a range, and
    /// what people judge these to be.
    fn certain(&self, which: usize, from: f64, to: f64) -> (usize, f64) {
        let within = self
            .values
            .iter()
            .filter(|(_, found)| found[0] == CERTAIN && from <= found[which] && found[which] < to);
        let gold: Vec<f64> = within.map(|(gold, _)| *gold).collect();
        (
            gold.len(),
            gold.iter().sum::<f64>() / gold.len().max(1) as f64,
        )
    }
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.values.is_empty() {
            write!(f, "{} events", self.values.len())?;
            for (which, name) in ["rules", "happened", "committed"].into_iter().enumerate() {
                let [r, error, sign] = self.agreement(which);
                write!(
                    f,
                    "\n  {name}: r {r:.3}, error {error:.3}, same sign {sign:.3}"
                )?;
            }
            for (which, name) in [(1, "happened"), (2, "committed")] {
                for (from, to) in RANGES {
                    let (n, mean) = self.certain(which, from, to);
                    write!(
                        f,
                        "\n  CT+ and {name} {from} to {to}: {n} events, judged {mean:.2}"
                    )?;
                }
            }
        }
        if !self.classes.is_empty() {
            write!(f, "macro F1 {:.3}", self.macro_f1())?;
            for ((gold, found), n) in &self.classes {
                write!(f, "\n  {n:4}  {gold} → {found}")?;
            }
        }
        Ok(())
    }
}

/// The number that CT+ is.
const CERTAIN: f64 = 3.0;
/// Of the encoder's judgements.
const RANGES: [(f64, f64); 6] = [
    (-9.0, -1.0),
    (-1.0, 0.0),
    (0.0, 0.5),
    (0.5, 1.0),
    (1.0, 2.0),
    (2.0, 9.0),
];

fn number(value: Factuality) -> f64 {
    let Factuality::Committed(certainty, polarity) = value else {
        return 0.0;
    };
    let size = match certainty {
        Certainty::Certain => CERTAIN,
        Certainty::Probable => 1.5,
        Certainty::Possible => 0.75,
    };
    if polarity == Polarity::Fails {
        -size
    } else {
        size
    }
}

/// MEANTIME's names.
fn class(value: Factuality) -> String {
    let Factuality::Committed(certainty, polarity) = value else {
        return "UNDERSPECIFIED POS".to_owned();
    };
    let certainty = match certainty {
        Certainty::Certain => "CERTAIN",
        Certainty::Probable => "PROBABLE",
        Certainty::Possible => "POSSIBLE",
    };
    format!(
        "{certainty} {}",
        if polarity == Polarity::Holds {
            "POS"
        } else {
            "NEG"
        }
    )
}

/// The corpora count code points.
fn event_span(text: &str, event: &Value) -> Option<Span> {
    let at = |key: &str| -> Option<usize> {
        let count = usize::try_from(event[key].as_u64()?).ok()?;
        text.char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .nth(count)
    };
    Span::new(text, at("start")?..at("end")?)
}

/// MEANTIME is annotated only in its first sentences.
fn annotated_until(record: &Value, text: &str) -> usize {
    let count = record["annotated_sentences"]
        .as_u64()
        .and_then(|n| usize::try_from(n).ok());
    let last = count.and_then(|count| record["sentences"][count.saturating_sub(1)][1].as_u64());
    let last = last.and_then(|end| usize::try_from(end).ok());
    last.and_then(|end| text.char_indices().nth(end).map(|(at, _)| at))
        .unwrap_or(text.len())
}

fn lines(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            start..start + line.trim_end().len()
        })
        .filter(|range| !range.is_empty())
        .collect()
}
