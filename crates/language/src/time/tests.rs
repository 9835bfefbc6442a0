//! The cases of `fixtures/time` and the proofs of the lexicon, read with the encoder.

use jiff::civil::Date;
use onrecord_record::{Article, Interval, Stamp, StampEvidence, TimeExpression, TimeKind};
use onrecord_testkit::Marked;

use super::times;
use crate::document::Document;
use crate::lexicon::time::WORDS;
use crate::testing::{ENCODER, article, check};

/// A document of `text`, published on `date`.
fn published(text: &str, date: Option<Date>) -> Document<'static> {
    let mut article: Article = article(text).clone();
    article.masthead.published = date.map(|date| Stamp {
        date,
        time: None,
        offset: None,
        evidence: StampEvidence::Given,
    });
    let article: &'static Article = Box::leak(Box::new(article));
    let bare = Document::new(article, Vec::new());
    let lines: Vec<std::ops::Range<usize>> =
        bare.paragraphs.iter().map(|one| one.span.range()).collect();
    Document::new(article, ENCODER.read(&article.text, &lines))
}

/// `Wednesday | Date | 2031-03-12 | 2031-03-12..2031-03-12 Day`.
fn rendered(document: &Document<'_>, time: &TimeExpression) -> String {
    let kind = match time.kind {
        TimeKind::Date => "Date",
        TimeKind::Time => "Time",
        TimeKind::Duration => "Duration",
        TimeKind::Set => "Set",
    };
    let mut line = format!("{} | {kind} | {}", document.quote(time.span), time.value);
    if let Some(Interval {
        begin,
        end,
        precision,
    }) = time.interval
    {
        line += &format!(" | {begin}..{end} {precision:?}");
    }
    line
}

/// The marked words must be the spans; the lines after `=>` tell their meaning.
fn answer(marked: &Marked, date: Option<Date>) -> Vec<String> {
    let document = published(&marked.text, date);
    let found = times(&document);
    let mut lines: Vec<String> = found.iter().map(|one| rendered(&document, one)).collect();
    let words: Vec<&str> = found.iter().map(|one| document.quote(one.span)).collect();
    if words != marked.words("t") {
        lines.push(format!("marked: {:?}", marked.words("t")));
    }
    lines
}

/// Blocks of cases, each after a line `@ 2031-03-12` or, for no date, `@ undated`.
fn run(source: &str) {
    assert!(source.contains("\n=> ") || source.contains("is none"));
    for block in source.split("\n@ ").skip(1) {
        let (head, cases) = block.split_once('\n').unwrap_or((block, ""));
        let date = match head.trim() {
            "undated" => None,
            day => Some(day.parse().expect("a day after @")),
        };
        check(cases, |marked| answer(marked, date));
    }
}

#[test]
fn dates() {
    run(include_str!("../../../../fixtures/time/dates.txt"));
}

#[test]
fn relative() {
    run(include_str!("../../../../fixtures/time/relative.txt"));
}

#[test]
fn weekdays() {
    run(include_str!("../../../../fixtures/time/weekdays.txt"));
}

#[test]
fn direction() {
    run(include_str!("../../../../fixtures/time/direction.txt"));
}

#[test]
fn lengths() {
    run(include_str!("../../../../fixtures/time/lengths.txt"));
}

#[test]
fn clocks_and_sets() {
    run(include_str!("../../../../fixtures/time/clocks.txt"));
}

#[test]
fn no_times() {
    run(include_str!("../../../../fixtures/time/none.txt"));
}

#[test]
fn words_are_proved() {
    let mut wrong = String::new();
    for (yes, no) in WORDS.proofs() {
        let sentences = yes.iter().chain(no);
        for sentence in sentences {
            let marked = Marked::read(sentence).expect("braces match");
            let document = published(&marked.text, Some(Date::constant(2031, 3, 12)));
            let found = times(&document);
            let words: Vec<&str> = found.iter().map(|one| document.quote(one.span)).collect();
            if words != marked.words("t") {
                wrong += &format!("{sentence}\n  found {words:?}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Words that times are made of, and words that break them.
const PIECES: [&str; 43] = [
    "Wednesday",
    "31",
    "February",
    "2031",
    "last",
    "the",
    "99999999999999999999",
    "years",
    "ago",
    "a",
    "and",
    "half",
    "13/13/2031",
    "31/02/2031",
    "24:61",
    "9",
    "p.m.",
    "mid",
    "-",
    "'",
    "90s",
    "000000",
    "million",
    "centuries",
    "later",
    "0",
    "day",
    "before",
    "every",
    "éø",
    "日本",
    "\u{200B}",
    "century",
    "999th",
    "2000-99-99",
    ",",
    "of",
    "Q9",
    "FY20é3",
    "1e9",
    "..",
    "\n",
    "7/8/07",
];

#[test]
fn no_text_panics_and_every_span_quotes() {
    let mut state = 7u64;
    for round in 0..400 {
        let mut text = String::new();
        for _ in 0..20 {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            let pick = usize::try_from(state >> 33).unwrap_or(0) % PIECES.len();
            text += PIECES[pick];
            text += if state >> 62 == 0 { "" } else { " " };
        }
        let mut article = article(&text).clone();
        article.masthead.published = (round % 4 > 0).then(|| Stamp {
            date: [Date::MIN, Date::MAX, Date::constant(2031, 3, 12)][round % 3],
            time: None,
            offset: None,
            evidence: StampEvidence::Given,
        });
        let document = Document::new(&article, Vec::new());
        for time in times(&document) {
            assert!(!document.quote(time.span).is_empty());
            assert!(!time.value.is_empty(), "{text}");
            assert!(
                time.interval.is_none_or(|days| days.begin <= days.end),
                "{text}"
            );
        }
    }
}
