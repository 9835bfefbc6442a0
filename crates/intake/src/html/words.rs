//! Words as a reader sees them: white space as one space, nothing that cannot be seen.

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
pub(super) fn line(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    add(&mut words, text);
    words.truncate(words.trim_end().len());
    words
}

/// Control characters, soft hyphens, joiners that only break lines, byte order marks.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFD}')
}

/// How many words.
pub(super) fn count(words: &str) -> usize {
    words.split_whitespace().count()
}

/// The letters and digits of `words`, small, words apart: what two prints of the same words share.
pub(super) fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_what_is_seen() {
        assert_eq!(line(" The\n\u{a0} bridge\u{ad}\u{200b} is\t\u{1b}[31mshut \u{0}"), "The bridge is [31mshut");
        assert_eq!(fold("Bridge “shut” — again!"), "bridge shut again");
    }
}
