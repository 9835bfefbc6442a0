//! The two things the encoder is told beside the pieces: how a word is written, and whether it
//! stands in quotation marks.
//!
//! The same functions are in `training/words.py`, all but the rule on capitals; a test compares the two.

/// Rows of the shape table; the last is a special piece.
pub(crate) const SHAPES: usize = 8;
/// Rows of the state table; the last is a special piece.
pub(crate) const STATES: usize = 12;

/// Words of a paragraph, all of them in capitals, from which capitals tell nothing: fewer may be a
/// heading, and that it is one is worth knowing.
const SHOUTED: usize = 10;

/// How the words of a paragraph are written. Where all of it is in capitals, as wire copy once was,
/// its words are taken as written small; training has no such paragraphs.
pub(crate) fn shapes(words: &[&str]) -> Vec<u8> {
    let has_small = words.iter().any(|word| word.contains(char::is_lowercase));
    let is_capital = |word: &&&str| matches!(shape(word), 2 | 3);
    let is_shouted = !has_small && words.iter().filter(is_capital).count() >= SHOUTED;
    let seen = |word: &&str| match shape(word) {
        2 | 3 if is_shouted => 0,
        other => other,
    };
    words.iter().map(seen).collect()
}

/// How a word is written; the encoder itself sees lower case only.
pub(crate) fn shape(word: &str) -> u8 {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return 5;
    }
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let lower = word.chars().any(char::is_lowercase);
    match (upper, lower) {
        (0, true) => 0,
        (0, false) => 6,
        (1, false) => 3,
        (_, false) => 2,
        (1, true) if word.starts_with(char::is_uppercase) => 1,
        _ => 4,
    }
}

/// Where a word stands with regard to quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum State {
    /// In no quotation.
    Outside,
    /// In a double quotation that is closed.
    Inside,
    /// The mark that opens one.
    Opening,
    /// The mark that closes one.
    Closing,
    /// In a double quotation that its paragraph does not close.
    InUnclosed,
    /// The mark that opens such a one.
    Unclosed,
    /// Between a pair of single marks.
    InSingle,
    /// One of that pair.
    Single,
    /// A closing mark that closes nothing.
    Stray,
    /// As `Inside`, where the paragraph goes on quoting what the one before left open.
    Continued,
    /// As `InUnclosed`, likewise.
    ContinuedUnclosed,
}

/// The state of each word of a paragraph, and whether a quotation is left open at its end.
///
/// `gaps` tells before which words white space stands; `carried`, whether the paragraph before
/// left a quotation open. Single marks count only as a pair within the paragraph.
pub(crate) fn states(words: &[&str], gaps: &[bool], carried: bool) -> (Vec<State>, bool) {
    let mut states = vec![State::Outside; words.len()];
    let mut open: Option<Open> = None;
    let mut single: Option<usize> = None;
    for (at, word) in words.iter().enumerate() {
        let around = Around {
            before: at == 0 || gaps[at],
            after: gaps.get(at + 1).is_none_or(|gap| *gap),
            next: words.get(at + 1).and_then(|next| next.chars().next()),
        };
        if is_double(word) {
            let act = double(word, open.as_ref().map(|open| open.mark), &around);
            if let Some(open) = open.take() {
                fill(&mut states, &open, at, act == State::Closing);
            }
            single = None;
            states[at] = act;
            if act == State::Opening {
                open = Some(Open {
                    at,
                    mark: word,
                    continued: carried && at == 0,
                });
            }
        } else if matches!(*word, "‘" | "’" | "'") && open.is_none() {
            single = pair(&mut states, word, at, single, &around);
        }
    }
    if let Some(open) = &open {
        fill(&mut states, open, words.len(), false);
    }
    (states, open.is_some())
}

/// A double quotation that has begun.
struct Open<'a> {
    at: usize,
    mark: &'a str,
    continued: bool,
}

/// White space (or a border) before and after a mark, and the character that follows.
struct Around {
    before: bool,
    after: bool,
    next: Option<char>,
}

pub(crate) fn is_double(word: &str) -> bool {
    matches!(word, "“" | "”" | "„" | "‟" | "«" | "»" | "\"")
}

/// What a double mark does, `open` being the mark that is open.
fn double(word: &str, open: Option<&str>, around: &Around) -> State {
    let opens = match word {
        "„" | "‟" => true,
        "“" => open != Some("„"),
        "”" => false,
        "«" => open != Some("»"),
        "»" => open.is_none_or(|mark| mark == "»") && !around.after,
        _ if open.is_some() => around.before && !around.after,
        _ => !around.after,
    };
    let closes = open.is_some() && !(word == "»" && open == Some("»"));
    match (opens, closes) {
        (true, _) => State::Opening,
        (false, true) => State::Closing,
        (false, false) => State::Stray,
    }
}

/// Looks at a single mark; returns the one that is open after it.
fn pair(
    states: &mut [State],
    word: &str,
    at: usize,
    single: Option<usize>,
    around: &Around,
) -> Option<usize> {
    let next_is = |test: fn(char) -> bool| around.next.is_some_and(test);
    if let Some(start) = single
        && !around.before
        && (around.after || !next_is(char::is_alphanumeric))
    {
        states[start..=at].fill(State::InSingle);
        states[start] = State::Single;
        states[at] = State::Single;
        None
    } else if word != "’" && around.before && !around.after && next_is(char::is_alphabetic) {
        Some(at)
    } else {
        single
    }
}

/// Marks the inside of the quotation `open`, which ends before `end`.
fn fill(states: &mut [State], open: &Open<'_>, end: usize, closed: bool) {
    if !closed {
        states[open.at] = State::Unclosed;
    }
    states[open.at + 1..end].fill(match (closed, open.continued) {
        (true, false) => State::Inside,
        (true, true) => State::Continued,
        (false, false) => State::InUnclosed,
        (false, true) => State::ContinuedUnclosed,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::pieces;

    /// One sign a word: `.` outside, `i` inside, `u` unclosed, `s` single, `c` continued, marks as `<` `>` `[`.
    fn drawn(text: &str, carried: bool) -> String {
        let ranges = pieces::words(text);
        let words: Vec<&str> = ranges
            .iter()
            .filter_map(|word| text.get(word.clone()))
            .collect();
        let gaps: Vec<bool> = (0..ranges.len())
            .map(|i| i > 0 && ranges[i].start > ranges[i - 1].end)
            .collect();
        let signs = ['.', 'i', '<', '>', 'u', '[', 's', '\'', '!', 'c', 'o'];
        states(&words, &gaps, carried)
            .0
            .into_iter()
            .map(|state| signs[state as usize])
            .collect()
    }

    #[test]
    fn every_style_of_marks_opens_and_closes() {
        for text in [
            "“No,” he said",
            "\"No,\" he said",
            "„No,“ he said",
            "«No,» he said",
            "»No,« he said",
        ] {
            assert_eq!(drawn(text, false), "<ii>..", "{text}");
        }
        assert_eq!(drawn("‘No,’ he said", false), "'ss'..");
        assert_eq!(drawn("« No » he said", false), "<i>..");
    }

    #[test]
    fn an_unclosed_mark_is_known_as_such() {
        assert_eq!(drawn("\"No, he said.", false), "[uuuuu");
        assert_eq!(drawn("“No, he said. “Yes.”", false), "[uuuuu<ii>");
        assert_eq!(drawn("No,” he said", false), "..!..");
    }

    #[test]
    fn a_paragraph_may_go_on_quoting() {
        assert_eq!(drawn("“No,” he said", true), "<cc>..");
        assert_eq!(drawn("“No", true), "[o");
    }

    #[test]
    fn an_apostrophe_is_no_quotation() {
        assert_eq!(drawn("the officials' plan isn't ours", false), "........");
    }

    #[test]
    fn words_are_written_small_or_large() {
        let words = ["rice", "Rice", "UN", "A", "McCain", "2nd", ",", "中"];
        assert_eq!(shapes(&words), [0, 1, 2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn capitals_throughout_tell_nothing() {
        let heading = ["BRIDGE", "SHUT", ",", "HOLT", "SAYS"];
        assert_eq!(shapes(&heading), [2, 2, 6, 2, 2]);
        let paragraph = [
            "NOBODY", "KNOWS", "WHY", "A", "BRIDGE", "OF", "1931", "HAS", "MOVED", ",", "HOLT",
            "SAID",
        ];
        assert_eq!(shapes(&paragraph), [0, 0, 0, 0, 0, 0, 5, 0, 0, 6, 0, 0]);
        let mixed = paragraph.map(|word| if word == "WHY" { "why" } else { word });
        assert_eq!(shapes(&mixed), [2, 2, 0, 3, 2, 2, 5, 2, 2, 6, 2, 2]);
    }
}
