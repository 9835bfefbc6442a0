//! From a template to words: `[a|b]` is one of several, `{slot}` is filled, `{a slot}` with its article.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

use super::draw::Draw;
use super::number;

/// What stands in the braces of a template.
pub(super) type Slots = BTreeMap<String, String>;

enum Part {
    Words(String),
    OneOf(Vec<Vec<Part>>),
}

/// `template` with one of each set of alternatives.
pub(super) fn chosen(template: &str, draw: &mut Draw) -> String {
    let mut words = String::new();
    choose(
        &parsed(template),
        &mut |count| draw.below(count),
        &mut words,
    );
    words
}

/// `template` with the first of each set of alternatives.
pub(super) fn plain(template: &str) -> String {
    let mut words = String::new();
    choose(&parsed(template), &mut |_| 0, &mut words);
    words
}

/// In how many wordings `template` can come out.
#[cfg(test)]
pub(super) fn combinations(template: &str) -> usize {
    fn of(parts: &[Part]) -> usize {
        parts
            .iter()
            .map(|part| match part {
                Part::Words(_) => 1,
                Part::OneOf(all) => all.iter().map(|parts| of(parts)).sum(),
            })
            .product()
    }
    of(&parsed(template))
}

fn parsed(template: &str) -> Vec<Part> {
    parts(&mut template.chars().peekable())
}

/// Up to the bar or bracket that ends the alternative, or to the end.
fn parts(chars: &mut Peekable<Chars<'_>>) -> Vec<Part> {
    let (mut found, mut words) = (Vec::new(), String::new());
    while let Some(&next) = chars.peek() {
        if next == '|' || next == ']' {
            break;
        }
        chars.next();
        if next != '[' {
            words.push(next);
            continue;
        }
        found.push(Part::Words(std::mem::take(&mut words)));
        let mut all = vec![parts(chars)];
        while chars.next() == Some('|') {
            all.push(parts(chars));
        }
        found.push(Part::OneOf(all));
    }
    found.push(Part::Words(words));
    found
}

fn choose(parts: &[Part], which: &mut dyn FnMut(usize) -> usize, words: &mut String) {
    for part in parts {
        match part {
            Part::Words(more) => words.push_str(more),
            Part::OneOf(all) => choose(&all[which(all.len())], which, words),
        }
    }
}

/// `words` with every slot filled; slots may hold slots.
pub(super) fn filled(words: &str, slots: &Slots) -> String {
    let once = filled_once(words, slots);
    if once.contains('{') && once != words {
        return filled(&once, slots);
    }
    once
}

fn filled_once(words: &str, slots: &Slots) -> String {
    let mut pieces = words.split('{');
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let Some((slot, rest)) = piece.split_once('}') else {
            whole.push_str(piece);
            continue;
        };
        let (article, key) = match slot.strip_prefix("a ") {
            Some(key) => (true, key),
            None => (false, slot),
        };
        match slots.get(key) {
            Some(value) if article => whole.push_str(&with_article(value)),
            Some(value) => whole.push_str(value),
            None => whole.push_str(&format!("{{{slot}}}")),
        }
        whole.push_str(rest);
    }
    whole
}

fn with_article(noun: &str) -> String {
    let is_vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    format!("{} {noun}", if is_vowel { "an" } else { "a" })
}

/// `words` as a sentence: one space between words, no comma before a stop, a capital at its head,
/// no day named twice.
pub(super) fn sentence(words: &str) -> String {
    let mut words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for (wrong, right) in [
        (",.", "."),
        (",,", ","),
        (" ,", ","),
        (" .", "."),
        ("..", "."),
    ] {
        words = words.replace(wrong, right);
    }
    capital(&number::opening(&said_once(words)))
}

/// A second *on Tuesday* is dropped.
fn said_once(words: String) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"];
    let mut words = words;
    for day in DAYS {
        let day = format!(" on {day}day");
        if let Some((head, tail)) = words.rsplit_once(&day)
            && head.contains(&day)
        {
            words = format!("{head}{tail}");
        }
    }
    words
}

/// The first letter in upper case.
pub(super) fn capital(words: &str) -> String {
    let mut capital = String::with_capacity(words.len());
    let mut chars = words.chars();
    for next in chars.by_ref() {
        capital.extend(next.to_uppercase());
        if next.is_alphanumeric() {
            break;
        }
    }
    capital.push_str(chars.as_str());
    capital
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_nest_and_are_counted() {
        let template = "[one|two [big|small]] cars";
        assert_eq!(combinations(template), 3);
        assert_eq!(plain(template), "one cars");
        let mut draw = Draw::new(1, 1);
        let mut found: Vec<_> = (0..50).map(|_| chosen(template, &mut draw)).collect();
        found.sort();
        found.dedup();
        assert_eq!(found, ["one cars", "two big cars", "two small cars"]);
    }

    #[test]
    fn slots_are_filled_with_articles() {
        let slots = Slots::from([
            ("x".to_owned(), "old {y}".to_owned()),
            ("y".to_owned(), "bus".to_owned()),
        ]);
        assert_eq!(filled("{a x} and {a y}", &slots), "an old bus and a bus");
    }

    #[test]
    fn a_sentence_is_tidied() {
        assert_eq!(
            sentence("it fell on Monday, Holt, a guard,  said on Monday."),
            "It fell on Monday, Holt, a guard, said."
        );
        assert_eq!(
            sentence("\"it fell,\" said Holt, a guard,."),
            "\"It fell,\" said Holt, a guard."
        );
        assert_eq!(sentence("14 people fell."), "Fourteen people fell.");
    }
}
