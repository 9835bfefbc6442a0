//! Measures time expressions against TIMEX3 gold: `cargo run --release -p onrecord-language
//! --example time -- FILE.jsonl… [--errors]`.
//!
//! Relaxed: a found span counts if it shares a character with a gold span that no other has taken;
//! strict: if it is the same. The value is compared where spans meet, letter for letter. Gold
//! times without words, and what lies after the annotated sentences, are left out.

#![expect(clippy::print_stdout, reason = "it prints scores")]

use std::error::Error;

use onrecord_language::{Engine, read};
use onrecord_record::{
    Article, ArticleId, Language, Masthead, Origin, Span, Stamp, StampEvidence, TimeExpression,
    TimeKind, Zone, ZoneKind,
};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::embedded()?;
    let (options, paths): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    let mut all = Scores {
        shows_errors: options.iter().any(|option| option == "--errors"),
        ..Scores::default()
    };
    for path in paths {
        for line in std::fs::read_to_string(&path)?.lines() {
            all.compare(&engine, &serde_json::from_str(line)?);
        }
    }
    println!("{all}");
    Ok(())
}

/// A time of the gold.
struct Gold {
    span: Span,
    kind: String,
    value: String,
}

/// What has been compared so far.
#[derive(Default)]
struct Scores {
    shows_errors: bool,
    gold: usize,
    found: usize,
    relaxed: usize,
    strict: usize,
    value: usize,
    kind: usize,
}

impl Scores {
    fn compare(&mut self, engine: &Engine, record: &Value) {
        let Some(text) = record["text"].as_str() else {
            return;
        };
        let until = annotated_until(record, text);
        let gold = gold(record, text, until);
        let article = article(text, record["dct"].as_str());
        let mut found = read(engine, &article).times;
        found.retain(|time| time.span.end() <= until);
        self.gold += gold.len();
        self.found += found.len();
        let mut taken = vec![false; gold.len()];
        for time in &found {
            let partner = partner(&gold, &taken, time);
            if let Some(at) = partner {
                taken[at] = true;
            }
            self.count(text, partner.map(|at| &gold[at]), time);
        }
        for (gold, _) in gold.iter().zip(taken).filter(|(_, taken)| !taken) {
            self.tell(&format!("missed {:?} {}", gold.span.of(text), gold.value));
        }
    }

    fn count(&mut self, text: &str, gold: Option<&Gold>, time: &TimeExpression) {
        let words = time.span.of(text);
        let Some(gold) = gold else {
            self.tell(&format!("spurious {words:?} {}", time.value));
            return;
        };
        self.relaxed += 1;
        self.strict += usize::from(gold.span == time.span);
        self.kind += usize::from(gold.kind == kind(time.kind));
        self.value += usize::from(gold.value == time.value);
        if gold.span != time.span || gold.value != time.value || gold.kind != kind(time.kind) {
            self.tell(&format!(
                "gold {:?} {} {} found {words:?} {}",
                gold.span.of(text),
                gold.kind,
                gold.value,
                time.value
            ));
        }
    }

    fn tell(&self, error: &str) {
        if self.shows_errors {
            println!("{error}");
        }
    }
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let f1 = |part: usize| share(2 * part, self.gold + self.found);
        write!(
            f,
            "{} gold, {} found: relaxed F1 {:.1} (precision {:.1}, recall {:.1}), strict F1 {:.1}, \
             value {:.1} and type {:.1} of those met, value F1 {:.1}",
            self.gold,
            self.found,
            f1(self.relaxed),
            share(self.relaxed, self.found),
            share(self.relaxed, self.gold),
            f1(self.strict),
            share(self.value, self.relaxed),
            share(self.kind, self.relaxed),
            f1(self.value),
        )
    }
}

/// The gold time that `time` meets: the same span before one that only overlaps.
fn partner(gold: &[Gold], taken: &[bool], time: &TimeExpression) -> Option<usize> {
    let free = || (0..gold.len()).filter(|at| !taken[*at]);
    let meets = |span: Span| span.start() < time.span.end() && time.span.start() < span.end();
    free()
        .find(|at| gold[*at].span == time.span)
        .or_else(|| free().find(|at| meets(gold[*at].span)))
}

fn kind(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "DATE",
        TimeKind::Time => "TIME",
        TimeKind::Duration => "DURATION",
        TimeKind::Set => "SET",
    }
}

/// The gold times with words, up to byte `until`.
fn gold(record: &Value, text: &str, until: usize) -> Vec<Gold> {
    let times = record["timexes"].as_array().into_iter().flatten();
    times
        .filter_map(|time| {
            Some(Gold {
                span: Span::new(text, byte(text, &time["start"])?..byte(text, &time["end"])?)?,
                kind: time["type"].as_str()?.to_owned(),
                value: time["value"].as_str()?.to_owned(),
            })
        })
        .filter(|gold| gold.span.end() <= until)
        .collect()
}

/// The corpora count code points.
fn byte(text: &str, count: &Value) -> Option<usize> {
    let count = usize::try_from(count.as_u64()?).ok()?;
    text.char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .nth(count)
}

/// MEANTIME is annotated only in its first sentences.
fn annotated_until(record: &Value, text: &str) -> usize {
    let count = record["annotated_sentences"]
        .as_u64()
        .and_then(|count| usize::try_from(count).ok());
    let end = count.map(|count| &record["sentences"][count.saturating_sub(1)][1]);
    end.and_then(|end| byte(text, end)).unwrap_or(text.len())
}

fn article(text: &str, published: Option<&str>) -> Article {
    let zone = Span::new(text, 0..text.len()).map(|span| Zone {
        span,
        kind: ZoneKind::Body,
    });
    let published = published.and_then(|day| day.parse().ok());
    Article {
        id: ArticleId([0; 32]),
        text: text.to_owned(),
        text_sha256: [0; 32],
        origin: Origin {
            path: "-".to_owned(),
            line: None,
            doc: None,
        },
        masthead: Masthead {
            published: published.map(|date| Stamp {
                date,
                time: None,
                offset: None,
                evidence: StampEvidence::Given,
            }),
            ..Masthead::default()
        },
        zones: zone.into_iter().collect(),
        pictures: Vec::new(),
        language: Language::English,
    }
}
