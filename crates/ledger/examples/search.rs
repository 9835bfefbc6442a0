//! Measures a large ledger: fills one with made readings through the trait, then times queries and
//! one more append. `search fill FILE STATEMENTS` and `search ask FILE`;
//! `search reindex FILE` makes the index anew.
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
use std::time::Instant;

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
        ["reindex", file] => Ok(SqliteLedger::open(Path::new(file))?.rebuild_index()?),
        _ => Err("search fill FILE STATEMENTS | search ask FILE | search reindex FILE".into()),
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
        clauses: Vec::new(),
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

/// A query of one change.
fn with(change: impl FnOnce(&mut Query)) -> Query {
    let mut query = Query::default();
    change(&mut query);
    query
}

/// Queries by words, by what they are called.
fn of_words() -> Vec<(&'static str, Query)> {
    let words = |words| with(|it| it.words = text(words));
    vec![
        ("a rare word", words("word20000")),
        ("a word of one in a hundred", words("word120")),
        ("the commonest word", words("word1")),
        ("two common words", words("word1 word2")),
        ("a common and a rare word", words("word1 word9000")),
        ("a phrase of common words", words("\"word1 word2\"")),
        (
            "a rare phrase of common words",
            words("\"word2 word1 word2 word1\""),
        ),
        ("nothing: the newest of all", Query::default()),
    ]
}

/// Queries by other conditions.
fn of_conditions() -> Vec<(&'static str, Query)> {
    let denied = |it: &mut Query| it.acts = vec![Act::Denied];
    let certain = |it: &mut Query| it.values = vec![Factuality::CERTAIN];
    let family = |it: &mut Query| it.source = text("Family77");
    let one = |it: &mut Query| {
        it.words = text("word30");
        it.outlet = text("\"Paper 7\"");
        denied(it);
        certain(it);
    };
    vec![
        ("a source", with(family)),
        (
            "a source and a value",
            with(|it| {
                family(it);
                certain(it);
            }),
        ),
        ("an act", with(denied)),
        (
            "an act and a value",
            with(|it| {
                denied(it);
                certain(it);
            }),
        ),
        ("a word, an act, a value and an outlet", with(one)),
        ("a place", with(|it| it.place = text("Port77"))),
    ]
}

/// Queries by days.
fn of_days() -> Vec<(&'static str, Query)> {
    let days = |from, to| Days { from, to };
    let march = days(Some(date(2026, 3, 1)), Some(date(2026, 3, 31)));
    let week = days(Some(date(2026, 3, 9)), Some(date(2026, 3, 13)));
    let common = |it: &mut Query| it.words = text("word2");
    vec![
        ("tells of a week", with(|it| it.told = week)),
        (
            "tells of days since, open",
            with(|it| it.told = days(Some(date(2030, 6, 1)), None)),
        ),
        (
            "tells of days until, open",
            with(|it| it.told = days(None, Some(date(2021, 1, 2)))),
        ),
        (
            "tells of a month, a common word",
            with(|it| {
                common(it);
                it.told = march;
            }),
        ),
        (
            "published in a month, a common word",
            with(|it| {
                common(it);
                it.published = march;
            }),
        ),
        (
            "as of a day before all, a common word",
            with(|it| {
                common(it);
                it.as_of = Some(Timestamp::MIN);
            }),
        ),
    ]
}

/// How long this thread has run on a processor, in milliseconds and steps of a few: the work of
/// others on the machine does not count.
fn on_cpu() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told
        .split_whitespace()
        .next()
        .and_then(|it| it.parse().ok());
    nanoseconds.map_or(f64::NAN, |it: f64| it / 1e6)
}

/// Milliseconds by the clock.
fn timed<T>(act: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = act();
    (done, start.elapsed().as_secs_f64() * 1e3)
}

/// Times each query once, and then many times.
fn ask(path: &Path) -> Result<(), Box<dyn Error>> {
    const ROUNDS: u32 = 31;
    let ledger = SqliteLedger::open_read_only(path)?;
    println!("| query | hits | first, ms | median, ms | least, ms | CPU, ms |");
    println!("|---|---|---|---|---|---|");
    for (name, query) in [of_words(), of_conditions(), of_days()].concat() {
        let (hits, first) = timed(|| ledger.find(&query));
        let hits = hits?.len();
        let start = on_cpu();
        let times = (0..ROUNDS).map(|_| timed(|| ledger.find(&query)).1);
        let (median, least) = middle(times.collect());
        let cpu = (on_cpu() - start) / f64::from(ROUNDS);
        println!("| {name} | {hits} | {first:.1} | {median:.1} | {least:.1} | {cpu:.1} |");
    }
    drop(ledger);
    append(path)
}

/// Times one more article, many times over.
fn append(path: &Path) -> Result<(), Box<dyn Error>> {
    const ROUNDS: usize = 401;
    let mut ledger = SqliteLedger::open(path)?;
    let seeds = (0..ROUNDS).map(|at| 1_000_000_000 + std::process::id() as usize * 1_000 + at);
    let readings = seeds.map(|seed| made(seed).ok_or("a place outside its text"));
    let readings = readings.collect::<Result<Vec<_>, _>>()?;
    let start = on_cpu();
    let mut times = Vec::new();
    for (article, findings) in &readings {
        let (appended, time) = timed(|| ledger.append(article, findings, &note()));
        appended?;
        times.push(time);
    }
    let cpu = (on_cpu() - start) / ROUNDS as f64;
    let mean = times.iter().sum::<f64>() / ROUNDS as f64;
    let (median, least) = middle(times);
    println!(
        "\none more article: median {median:.2} ms, least {least:.2} ms, mean {mean:.2} ms, \
         CPU {cpu:.2} ms"
    );
    Ok(())
}

/// The middle one and the least.
fn middle(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_unstable_by(f64::total_cmp);
    let at = |at: usize| times.get(at).copied().unwrap_or(f64::NAN);
    (at(times.len() / 2), at(0))
}
