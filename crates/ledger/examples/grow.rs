//! Makes a large ledger of a small one, for benches: `grow FROM TO COPIES`.
//!
//! Each copy holds the same articles with other names: the letters of every word that begins with a
//! capital are moved on, each copy by another step, so that no copy tells of the events of another.
//! Words keep their length, so every finding keeps its place.

#![expect(clippy::print_stderr, reason = "it reports to whoever measures")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use jiff::civil::Time;
use jiff::tz::Offset;
use onrecord_ledger::{Ledger, ReadingNote, SqliteLedger};
use onrecord_record::{Article, ArticleId};
use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [from, to, copies] => grow(Path::new(from), Path::new(to), copies.parse()?),
        _ => Err("grow FROM TO COPIES".into()),
    }
}

fn grow(from: &Path, to: &Path, copies: u8) -> Result<(), Box<dyn Error>> {
    let (small, begun) = (SqliteLedger::open_read_only(from)?, Instant::now());
    let mut large = SqliteLedger::open(to)?;
    for copy in 0..copies {
        let mut failed = None;
        small.visit_at(None, &mut |article, findings| {
            let article = moved(article, copy);
            let learned = article.masthead.published.and_then(|stamp| {
                let midnight = stamp.date.to_datetime(Time::MIN);
                Offset::UTC.to_timestamp(midnight).ok()
            });
            let note = ReadingNote {
                build: "grow",
                learned: learned.unwrap_or_default(),
            };
            failed = large
                .append(&article, &findings, &note)
                .err()
                .or(failed.take());
        })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        eprintln!("{} copies, {:.0?}", copy + 1, begun.elapsed());
    }
    Ok(())
}

/// `article` with other names and an id of its own.
fn moved(mut article: Article, copy: u8) -> Article {
    let copied = |words: Option<String>| words.map(|words| format!("{words} {copy}"));
    article.text = renamed(&article.text, copy);
    article.text_sha256 = Sha256::digest(article.text.as_bytes()).into();
    let masthead = &mut article.masthead;
    masthead.title = masthead.title.as_deref().map(|title| renamed(title, copy));
    masthead.url = copied(masthead.url.take());
    article.origin.doc = copied(article.origin.doc);
    let mut whole = article.id.0.to_vec();
    whole.push(copy);
    article.id = ArticleId(Sha256::digest(&whole).into());
    article
}

/// `text` with the letters of capitalised words moved on.
fn renamed(text: &str, copy: u8) -> String {
    let (mut is_name, mut is_within) = (false, false);
    let letters = text.chars().map(|letter| {
        if !is_within {
            is_name = letter.is_ascii_uppercase();
        }
        is_within = letter.is_alphabetic();
        match is_name && letter.is_ascii_alphabetic() {
            true => turned(letter, copy),
            false => letter,
        }
    });
    letters.collect()
}

/// The letter `steps` further on among the vowels or among the other letters.
fn turned(letter: char, steps: u8) -> char {
    const VOWELS: &str = "aeiou";
    const OTHERS: &str = "bcdfghjklmnpqrstvwxyz";
    let small = letter.to_ascii_lowercase();
    let list = if VOWELS.contains(small) {
        VOWELS
    } else {
        OTHERS
    };
    let at = list.find(small).unwrap_or(0);
    let other = list
        .chars()
        .cycle()
        .nth(at + usize::from(steps))
        .unwrap_or(letter);
    match letter.is_ascii_uppercase() {
        true => other.to_ascii_uppercase(),
        false => other,
    }
}
