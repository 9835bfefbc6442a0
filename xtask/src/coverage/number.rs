//! How numbers are written: in words, in digits, with a mark at the thousands or without.

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// As agencies write it: words below ten, then digits.
pub(super) fn written(number: u32) -> String {
    match words(number) {
        Some(words) if number < 10 => words,
        _ => digits(number, ","),
    }
}

/// A number below a hundred in words.
pub(super) fn words(number: u32) -> Option<String> {
    let at = number as usize;
    match at {
        0..20 => Some(ONES[at].to_owned()),
        20..100 if at.is_multiple_of(10) => Some(TENS[at / 10].to_owned()),
        20..100 => Some(format!("{}-{}", TENS[at / 10], ONES[at % 10])),
        _ => None,
    }
}

fn digits(number: u32, mark: &str) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{}{mark}{:03}", digits(number / 1000, mark), number % 1000)
}

/// A number at the head of a sentence is a word if it is below a hundred.
pub(super) fn opening(sentence: &str) -> String {
    let (head, rest) = sentence.split_once(' ').unwrap_or((sentence, ""));
    match head.parse().ok().and_then(words) {
        Some(words) => format!("{words} {rest}"),
        None => sentence.to_owned(),
    }
}

/// The numbers of `text` in the other habit: words for digits, digits for words, no thousands mark.
pub(super) fn turned(text: &str) -> String {
    let turned: Vec<String> = text.split(' ').map(turned_word).collect();
    turned.join(" ")
}

fn turned_word(word: &str) -> String {
    let core = word.trim_end_matches([',', '.', '"', ';', '”']);
    let tail = word.strip_prefix(core).unwrap_or_default();
    let number = (2..100).find(|number| words(*number).as_deref() == Some(core));
    if let Some(number) = number {
        return format!("{number}{tail}");
    }
    match core.replace(',', "").parse::<u32>() {
        Ok(number @ 2..100) if core.len() < 3 => words(number).unwrap_or_default() + tail,
        Ok(number) if core.contains(',') => format!("{number}{tail}"),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_every_habit() {
        assert_eq!(written(9), "nine");
        assert_eq!(written(1004), "1,004");
        assert_eq!(words(42).as_deref(), Some("forty-two"));
        assert_eq!(opening("42 fell"), "forty-two fell");
        assert_eq!(turned("of 14 or 1,240, nine."), "of fourteen or 1240, 9.");
    }
}
