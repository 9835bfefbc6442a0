//! Measures a large ledger: fills one with made readings through the trait, then times queries and
//! one more append. `search fill FILE STATEMENTS` and `search ask FILE`.
//!
//! Words are drawn by Zipf's law from a made vocabulary of 50,000, sources from 3,000 names, days
//! from ten years; an article has 20 statements of 14 words. Nothing in it means anything, but the
//! lists of the index are as long and as uneven as those of news.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it reports to whoever measures"
)]

use std::error::Error;
use std::ops::Range;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use onrecord_ledger::{Days, Ledger, Query, ReadingNote, SqliteLedger};
use onrecord_record::{
    Act, Article, ArticleId, Attribution, Directness, Factuality, Findings, Interval, Language,
    Masthead, Mood, Name, NameKind, Origin, Precision, Source, SourceId, SourceKind, Span, Stamp,
    StampEvidence, Statement, TimeExpression, TimeId, TimeKind, Valuation, Voice,
};
use sha2::{Digest, Sha256};

const STATEMENTS: usize = 20;
const WORDS: usize = 14;
const VOCABULARY: usize = 50_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["fill", file, count] => fill(Path::new(file), count.parse()?),
        ["ask", file] => ask(Path::new(file)),
        _ => Err("search fill FILE STATEMENTS | search ask FILE".into()),
    }
}

/// Numbers that look drawn at random and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    /// A rank of the vocabulary, each as often as one over itself.
    fn rank(&mut self) -> usize {
        let share = self.below(1 << 30) as f64 / f64::from(1u32 << 30);
        ((VOCABULARY as f64).powf(share) as usize).min(VOCABULARY - 1)
    }
}

/// A text as it is written, with the places of what it says.
#[derive(Default)]
struct Sheet {
    text: String,
}

impl Sheet {
    fn write(&mut self, words: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(words);
        let range = start..self.text.len();
        self.text.push(' ');
        range
    }
}

/// The words of one statement: who, the cue, what, its day, its place.
struct Said {
    source: Range<usize>,
    cue: Range<usize>,
    content: Range<usize>,
    day: Range<usize>,
    place: Range<usize>,
    told: Date,
    value: Factuality,
    act: Act,
}

const ACTS: [Act; 6] = [
    Act::Said,
    Act::Said,
    Act::Said,
    Act::Denied,
    Act::Warned,
    Act::Wrote,
];

fn said(sheet: &mut Sheet, dice: &mut Dice, published: Date) -> Said {
    let name = dice.below(3000);
    let source = sheet.write(&format!("Given{} Family{name}", name % 200));
    let cue = sheet.write("said");
    let start = sheet.text.len();
    for _ in 0..WORDS {
        let rank = dice.rank();
        sheet.write(&format!("word{rank}"));
    }
    let place = sheet.write(&format!("Port{}", dice.below(500)));
    let told = published.saturating_sub((dice.below(60) as i64).days());
    let day = sheet.write(&told.to_string());
    Said {
        source,
        cue,
        content: start..day.end,
        day,
        place,
        told,
        value: Factuality::ALL[dice.below(8)],
        act: ACTS[dice.below(ACTS.len())],
    }
}

/// The `number`th article, always the same one.
fn made(number: usize) -> Option<(Article, Findings)> {
    let mut dice = Dice(number as u64);
    let published = date(2021, 1, 1).saturating_add((dice.below(3650) as i64).days());
    let mut sheet = Sheet::default();
    let all: Vec<Said> = (0..STATEMENTS)
        .map(|_| said(&mut sheet, &mut dice, published))
        .collect();
    let text = sheet.text;
    let mut findings = Findings::default();
    for (said, number) in all.iter().zip(0u32..) {
        add(&mut findings, said, number, &text)?;
    }
    let article = Article {
        id: ArticleId(blake3::hash(text.as_bytes()).into()),
        text_sha256: Sha256::digest(&text).into(),
        text,
        origin: Origin {
            path: format!("made/{number}.txt"),
            line: None,
            doc: None,
        },
        masthead: Masthead {
            outlet: Some(format!("Paper {}", dice.below(300))),
            published: Some(Stamp {
                date: published,
                time: None,
                offset: None,
                evidence: StampEvidence::Given,
            }),
            ..Masthead::default()
        },
        zones: Vec::new(),
        pictures: Vec::new(),
        language: Language::English,
    };
    Some((article, findings))
}

fn add(findings: &mut Findings, said: &Said, number: u32, text: &str) -> Option<()> {
    let span = |range: &Range<usize>| Span::new(text, range.clone());
    let voice = Voice::Source(SourceId(number));
    let valued = |voice, value| Valuation {
        voice,
        value,
        because: Vec::new(),
    };
    findings.sources.push(Source {
        name: span(&said.source)?,
        kind: SourceKind::Person,
        mentions: vec![span(&said.source)?.into()],
        anonymity: None,
    });
    findings.times.push(TimeExpression {
        span: span(&said.day)?,
        kind: TimeKind::Date,
        value: said.told.to_string(),
        interval: Some(Interval {
            begin: said.told,
            end: said.told,
            precision: Precision::Day,
        }),
    });
    findings.names.push(Name {
        span: span(&said.place)?,
        kind: NameKind::Place,
    });
    findings.statements.push(Statement {
        attribution: Attribution {
            source: Some(span(&said.source)?.into()),
            cue: Some(span(&said.cue)?.into()),
            content: span(&said.content)?.into(),
            score: 0.9,
            parent: None,
        },
        chain: vec![voice],
        directness: Directness::Indirect,
        act: said.act,
        values: vec![
            valued(Voice::Narrator, Factuality::Uncommitted),
            valued(voice, said.value),
        ],
        mood: Mood::default(),
        times: vec![TimeId(number)],
    });
    Some(())
}

fn note() -> ReadingNote<'static> {
    ReadingNote {
        build: "made",
        learned: Timestamp::UNIX_EPOCH,
    }
}

fn fill(path: &Path, statements: usize) -> Result<(), Box<dyn Error>> {
    let mut ledger = SqliteLedger::open(path)?;
    let start = Instant::now();
    let articles = statements / STATEMENTS;
    for number in 0..articles {
        let (article, findings) = made(number).ok_or("a place outside its text")?;
        ledger.append(&article, &findings, &note())?;
        if number % 5_000 == 4_999 {
            eprintln!(
                "{} statements, {:.0?}",
                (number + 1) * STATEMENTS,
                start.elapsed()
            );
        }
    }
    Ok(())
}

fn text(words: &str) -> Option<String> {
    Some(words.to_owned())
}

/// The queries, by what they are called.
fn queries() -> Vec<(&'static str, Query)> {
    let any = Query::default;
    let days = |from, to| Days { from, to };
    let march = days(Some(date(2026, 3, 1)), Some(date(2026, 3, 31)));
    let week = days(Some(date(2026, 3, 9)), Some(date(2026, 3, 13)));
    vec![
        (
            "a rare word",
            Query {
                words: text("word20000"),
                ..any()
            },
        ),
        (
            "a word of every hundredth",
            Query {
                words: text("word120"),
                ..any()
            },
        ),
        (
            "the commonest word",
            Query {
                words: text("word1"),
                ..any()
            },
        ),
        (
            "two common words",
            Query {
                words: text("word1 word2"),
                ..any()
            },
        ),
        (
            "a common and a rare word",
            Query {
                words: text("word1 word9000"),
                ..any()
            },
        ),
        (
            "a phrase of common words",
            Query {
                words: text("\"word1 word2\""),
                ..any()
            },
        ),
        (
            "a phrase that nowhere stands",
            Query {
                words: text("\"word2 word1 word2 word1\""),
                ..any()
            },
        ),
        (
            "a source",
            Query {
                source: text("Family77"),
                ..any()
            },
        ),
        (
            "a source and a value",
            Query {
                source: text("Family77"),
                values: vec![Factuality::CERTAIN],
                ..any()
            },
        ),
        (
            "an act",
            Query {
                acts: vec![Act::Denied],
                ..any()
            },
        ),
        (
            "an act and a value",
            Query {
                acts: vec![Act::Denied],
                values: vec![Factuality::CERTAIN],
                ..any()
            },
        ),
        (
            "a word, an act, a value, an outlet",
            Query {
                words: text("word30"),
                acts: vec![Act::Denied],
                values: vec![Factuality::CERTAIN],
                outlet: text("\"Paper 7\""),
                ..any()
            },
        ),
        (
            "a place",
            Query {
                place: text("Port77"),
                ..any()
            },
        ),
        (
            "times told of a week",
            Query {
                told: week,
                ..any()
            },
        ),
        (
            "times told of a month, a common word",
            Query {
                words: text("word2"),
                told: march,
                ..any()
            },
        ),
        (
            "published in a month, a common word",
            Query {
                words: text("word2"),
                published: march,
                ..any()
            },
        ),
        ("nothing asked: the newest", any()),
        (
            "as of before everything",
            Query {
                words: text("word120"),
                as_of: Some(Timestamp::MIN),
                ..any()
            },
        ),
        (
            "told since 2030, nothing else",
            Query {
                told: days(Some(date(2030, 6, 1)), None),
                ..any()
            },
        ),
        (
            "told until 2021, nothing else",
            Query {
                told: days(None, Some(date(2021, 1, 2))),
                ..any()
            },
        ),
    ]
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ask(path: &Path) -> Result<(), Box<dyn Error>> {
    let ledger = SqliteLedger::open_read_only(path)?;
    println!("| query | hits | cold, ms | median of 11, ms |\n|---|---|---|---|");
    for (name, query) in queries() {
        let mut times = Vec::new();
        let mut hits = 0;
        for _ in 0..12 {
            let start = Instant::now();
            hits = ledger.find(&query)?.len();
            times.push(start.elapsed());
        }
        let first = times.remove(0);
        let (first, rest) = (first.as_secs_f64(), median(times).as_secs_f64());
        println!(
            "| {name} | {hits} | {:.1} | {:.1} |",
            first * 1e3,
            rest * 1e3
        );
    }
    drop(ledger);
    let mut ledger = SqliteLedger::open(path)?;
    let mut times = Vec::new();
    for number in 0..101 {
        let seed = 1_000_000_000 + number + Instant::now().elapsed().subsec_nanos() as usize;
        let seed = seed + std::process::id() as usize * 1_000;
        let (article, findings) = made(seed).ok_or("a place outside its text")?;
        let start = Instant::now();
        ledger.append(&article, &findings, &note())?;
        times.push(start.elapsed());
    }
    let all: Duration = times.iter().sum();
    println!(
        "\none more article: median {:.2} ms, mean {:.2} ms of {}",
        median(times.clone()).as_secs_f64() * 1e3,
        all.as_secs_f64() * 1e3 / times.len() as f64,
        times.len()
    );
    Ok(())
}
