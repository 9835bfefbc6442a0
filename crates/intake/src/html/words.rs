//! Words as a reader sees them: white space as one space, nothing that cannot be seen.

use std::collections::BTreeSet;

/// Adds `text` to `words`, white space as browsers collapse it.
pub(super) fn add(words: &mut String, text: &str) {
    for character in text.chars() {
        if character.is_whitespace() {
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
        } else if !is_unseen(character) {
            words.push(character);
        }
    }
}

/// `text` in one line.
pub(crate) fn line(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    add(&mut words, text);
    words.truncate(words.trim_end().len());
    words
}

/// Control characters, soft hyphens, joiners that only break lines, byte order marks.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFD}'
        )
}

/// How many words; scripts without spaces count two characters a word.
pub(super) fn count(words: &str) -> usize {
    let unspaced = words
        .chars()
        .filter(|c| matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{2E80}'..='\u{9FFF}'))
        .count();
    words.split_whitespace().count() + unspaced / 2
}

/// The letters and digits of `words`, small, words apart: what two prints of the same words share.
pub(super) fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

/// How many words of a hundred two titles share: by the shorter one, unless that is a mere name.
pub(super) fn alike(one: &str, other: &str) -> usize {
    let (one, other) = (fold(one), fold(other));
    let (one, other): (BTreeSet<&str>, BTreeSet<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    let (least, most) = (one.len().min(other.len()), one.len().max(other.len()));
    one.intersection(&other).count() * 100 / if least < 4 { most } else { least }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_what_is_seen() {
        assert_eq!(
            line(" The\n\u{a0} bridge\u{ad}\u{200b} is\t\u{1b}[31mshut \u{0}"),
            "The bridge is [31mshut"
        );
        assert_eq!(fold("Bridge “shut” — again!"), "bridge shut again");
    }
}
