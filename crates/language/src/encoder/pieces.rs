//! Cuts text into words and words into pieces, as BERT's uncased tokenizer does.
//!
//! `training/words.py` uses the original; a test compares the two.

use std::collections::HashMap;
use std::ops::Range;

use unicode_categories::UnicodeCategories;
use unicode_normalization::UnicodeNormalization;

/// A word with more characters than this is one unknown piece.
const LONGEST: usize = 100;

/// The words of `text`: what stands between white space, every punctuation mark by itself.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices() {
        let mark = is_mark(character);
        if mark || character.is_whitespace() {
            found.extend(start.take().map(|start| start..at));
        } else if start.is_none() {
            start = Some(at);
        }
        if mark {
            found.push(at..at + character.len_utf8());
        }
    }
    found.extend(start.map(|start| start..text.len()));
    found
}

fn is_mark(character: char) -> bool {
    character.is_ascii_punctuation() || character.is_punctuation()
}

/// The pieces the encoder knows, and their numbers.
pub(crate) struct Vocabulary {
    numbers: HashMap<Box<str>, u32>,
    unknown: u32,
    /// The piece that opens a window.
    pub(crate) open: u32,
    /// The piece that ends a paragraph.
    pub(crate) close: u32,
}

impl Vocabulary {
    /// The vocabulary written one piece a line; `None` if a special piece is not in it.
    pub(crate) fn new(lines: &str) -> Option<Vocabulary> {
        let numbers: HashMap<Box<str>, u32> = lines.lines().map(Box::from).zip(0..).collect();
        let special = |piece: &str| numbers.get(piece).copied();
        Some(Vocabulary {
            unknown: special("[UNK]")?,
            open: special("[CLS]")?,
            close: special("[SEP]")?,
            numbers,
        })
    }

    /// Is this piece no part of any word?
    pub(crate) fn is_special(&self, piece: u32) -> bool {
        [self.unknown, self.open, self.close].contains(&piece)
    }

    /// Adds the pieces of `word` to `pieces`. There may be none: a word of control characters.
    pub(crate) fn cut(&self, word: &str, pieces: &mut Vec<u32>) {
        let plain = normalised(word);
        for part in words(&plain) {
            if let Some(part) = plain.get(part) {
                self.cut_part(part, pieces);
            }
        }
    }

    /// The longest known piece first, then the longest that goes on from there.
    fn cut_part(&self, part: &str, pieces: &mut Vec<u32>) {
        let before = pieces.len();
        if part.chars().take(LONGEST + 1).count() > LONGEST {
            pieces.push(self.unknown);
            return;
        }
        let mut rest = part;
        let mut key = String::with_capacity(part.len() + 2);
        while !rest.is_empty() {
            let head = if rest.len() == part.len() { "" } else { "##" };
            let Some((number, length)) = self.longest(head, rest, &mut key) else {
                pieces.truncate(before);
                pieces.push(self.unknown);
                return;
            };
            pieces.push(number);
            rest = rest.get(length..).unwrap_or("");
        }
    }

    fn longest(&self, head: &str, rest: &str, key: &mut String) -> Option<(u32, usize)> {
        key.clear();
        key.push_str(head);
        key.push_str(rest);
        loop {
            if let Some(number) = self.numbers.get(key.as_str()) {
                return Some((*number, key.len() - head.len()));
            }
            key.pop();
            if key.len() <= head.len() {
                return None;
            }
        }
    }
}

/// Lower case, without accents and control characters, Chinese characters apart.
fn normalised(word: &str) -> String {
    if word.is_ascii() {
        return word
            .chars()
            .filter(|c| !c.is_ascii_control())
            .map(|c| c.to_ascii_lowercase())
            .collect();
    }
    let mut clean = String::with_capacity(word.len() + 4);
    for character in word.chars() {
        if character.is_other() || character == '\u{FFFD}' {
            continue;
        }
        if is_chinese(character) {
            clean.extend([' ', character, ' ']);
        } else {
            clean.push(character);
        }
    }
    clean
        .nfd()
        .filter(|c| !c.is_mark_nonspacing())
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_chinese(character: char) -> bool {
    matches!(u32::from(character),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F
        | 0x2B740..=0x2B81F | 0x2B920..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text)
            .into_iter()
            .filter_map(|word| text.get(word))
            .collect()
    }

    #[test]
    fn marks_stand_alone() {
        assert_eq!(
            cut("“No,” the U.N.\tsaid—twice"),
            [
                "“", "No", ",", "”", "the", "U", ".", "N", ".", "said", "—", "twice"
            ]
        );
        assert_eq!(cut(" \u{3000} "), [""; 0]);
    }

    #[test]
    fn the_longest_piece_wins_and_a_gap_makes_the_word_unknown() {
        let vocabulary = Vocabulary::new("[UNK]\n[CLS]\n[SEP]\npro\n##mise\n##m\ne").unwrap();
        let numbers = |word: &str| {
            let mut pieces = Vec::new();
            vocabulary.cut(word, &mut pieces);
            pieces
        };
        assert_eq!(numbers("Promise"), [3, 4]);
        assert_eq!(numbers("prom"), [3, 5]);
        assert_eq!(numbers("promx"), [0]);
        assert_eq!(numbers("É"), [6]);
        assert_eq!(numbers("\u{200B}"), [0; 0]);
        assert_eq!(numbers(&"e".repeat(10_000)), [0]);
    }
}
