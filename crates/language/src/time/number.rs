//! How many: numbers in digits and words, halves, and words for a number that is not told.

use crate::lexicon::time::WORDS;

use super::line::Line;

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// *three*.
    Whole(u32),
    /// *three and a half*.
    AndHalf(u32),
    /// *several*.
    Vague,
}

/// The amount that begins at `at`, and where it ends.
pub(super) fn amount(line: &Line<'_>, at: usize) -> Option<(Amount, usize)> {
    if line.reads(at, &["half", "a"]) || line.reads(at, &["half", "an"]) {
        return Some((Amount::AndHalf(0), at + 2));
    }
    if line.reads(at, &["a", "half"]) {
        return Some((Amount::AndHalf(0), at + 2));
    }
    if let Some(found) = loose(line, at) {
        return Some(found);
    }
    let Some((number, end)) = number(line, at) else {
        return line
            .is(at, &["a", "an", "another"])
            .then_some((Amount::Whole(1), at + 1));
    };
    if line.reads(end, &["and", "a", "half"]) {
        return Some((Amount::AndHalf(number), end + 3));
    }
    if line.reads(end, &["-", "and", "-", "a", "-", "half"]) {
        return Some((Amount::AndHalf(number), end + 6));
    }
    let is_halved = line.word(at).ends_with(".5") && end == at + 1;
    if is_halved {
        return Some((Amount::AndHalf(number), end));
    }
    Some((Amount::Whole(number), end))
}

/// *a few*, *several*, *a couple of*, *dozens of*.
fn loose(line: &Line<'_>, at: usize) -> Option<(Amount, usize)> {
    if line.reads(at, &["a", "couple", "of"]) {
        return Some((Amount::Whole(2), at + 3));
    }
    if line.reads(at, &["a", "couple"]) || line.reads(at, &["couple", "of"]) {
        return Some((Amount::Whole(2), at + 2));
    }
    if line.reads(at, &["a", "number", "of"]) {
        return Some((Amount::Vague, at + 3));
    }
    if line.is(at, &["dozens", "hundreds", "thousands", "scores"]) && line.word(at + 1) == "of" {
        return Some((Amount::Vague, at + 2));
    }
    let word = at + usize::from(line.word(at) == "a");
    WORDS
        .vague
        .has(line.word(word))
        .then_some((Amount::Vague, word + 1))
}

/// A number in digits (*1,500*, *2.5* without its half) or words (*a hundred and five*).
fn number(line: &Line<'_>, at: usize) -> Option<(u32, usize)> {
    let word = line.word(at);
    if word.starts_with(|first: char| first.is_ascii_digit()) {
        let bare = word.replace(',', "");
        let whole = bare.strip_suffix(".5").unwrap_or(&bare);
        let is_short = whole.len() <= 6;
        return if is_short {
            Some((whole.parse().ok()?, at + 1))
        } else {
            None
        };
    }
    let (mut total, mut end) = small(line, at)?;
    if let Some(scale) = scale(line.word(end)) {
        total = total.checked_mul(scale)?;
        end += 1;
        let rest = end + usize::from(line.word(end) == "and");
        if let Some((more, after)) = small(line, rest) {
            total = total.checked_add(more)?;
            end = after;
        }
    }
    Some((total, end))
}

/// *seven*, *twenty-one*, *a dozen*.
fn small(line: &Line<'_>, at: usize) -> Option<(u32, usize)> {
    if line.reads(at, &["a", "dozen"]) {
        return Some((12, at + 2));
    }
    if line.word(at) == "dozen" {
        return Some((12, at + 1));
    }
    if line.is(at, &["a", "an"]) {
        return scale(line.word(at + 1)).map(|_| (1, at + 1));
    }
    let first = WORDS.number.get(line.word(at))?;
    let hyphen = usize::from(line.is_hyphen(at + 1));
    let second = WORDS.number.get(line.word(at + 1 + hyphen));
    match second {
        Some(second) if first >= 20 && second < 10 => Some((first + second, at + 2 + hyphen)),
        _ => Some((first, at + 1)),
    }
}

fn scale(word: &str) -> Option<u32> {
    match word {
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" => Some(1_000_000),
        _ => None,
    }
}

/// The ordinal at `at`: *13th*, *third*.
pub(super) fn ordinal(line: &Line<'_>, at: usize) -> Option<u32> {
    let word = line.word(at);
    let digits = ["st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|digits| digits.len() <= 3)
        .and_then(|digits| digits.parse().ok());
    digits.or_else(|| WORDS.ordinal.get(word))
}
