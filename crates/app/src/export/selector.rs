//! Where words stand, as the W3C Web Annotation Data Model says it: by place and by quotation.

use onrecord_record::Span;
use serde_json::{Value, json};

use crate::wire::Ruler;

/// How many code points of the neighbourhood a quotation has at first, on each side.
const AROUND: usize = 32;

/// The selectors of `span`: its place in `text`, and its words with as many of their neighbours as
/// it takes to find them nowhere else.
pub(super) fn selectors(ruler: &Ruler<'_>, text: &str, span: Span) -> Value {
    let [start, end] = ruler.range(span);
    let (prefix, suffix) = around(text, span);
    json!([
        {
            "type": "TextQuoteSelector",
            "exact": ruler.words(span),
            "prefix": prefix,
            "suffix": suffix,
        },
        { "type": "TextPositionSelector", "start": start, "end": end },
    ])
}

/// What stands before and after `span`, twice as much again until it is there once.
fn around(text: &str, span: Span) -> (&str, &str) {
    let (before, after) = (
        text.get(..span.start()).unwrap_or(""),
        text.get(span.end()..).unwrap_or(""),
    );
    let mut count = AROUND;
    loop {
        let (prefix, suffix) = (last(before, count), first(after, count));
        let start = span.start() - prefix.len();
        let quoted = text.get(start..span.end() + suffix.len()).unwrap_or("");
        let is_whole = prefix.len() == before.len() && suffix.len() == after.len();
        if is_whole || is_once(text, quoted) {
            return (prefix, suffix);
        }
        count *= 2;
    }
}

fn is_once(text: &str, quoted: &str) -> bool {
    let Some(first) = text.find(quoted) else {
        return false;
    };
    let next = first + quoted.chars().next().map_or(1, char::len_utf8);
    !text.get(next..).unwrap_or("").contains(quoted)
}

fn first(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map(|(at, _)| at);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count - 1).map(|(at, _)| at);
    start.and_then(|start| text.get(start..)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_found_nowhere_else() {
        let text = "The gate is shut. ".repeat(12);
        let at = "The gate is shut. ".len() * 5;
        let span = Span::new(&text, at..at + 8).unwrap();
        let (prefix, suffix) = around(&text, span);
        let quoted = format!("{prefix}{}{suffix}", span.of(&text));
        assert!(is_once(&text, &quoted), "{quoted}");
        assert_eq!(text.find(&quoted).unwrap() + prefix.len(), at);
    }

    #[test]
    fn a_short_neighbourhood_is_enough_where_words_are_rare() {
        let text = format!("{}𝔘nique{}", "é".repeat(100), "ü".repeat(100));
        let at = text.find('𝔘').unwrap();
        let span = Span::new(&text, at..at + "𝔘nique".len()).unwrap();
        let (prefix, suffix) = around(&text, span);
        assert_eq!((prefix.chars().count(), suffix.chars().count()), (32, 32));
        let start = Span::new("Shut.", 0..4).unwrap();
        assert_eq!(around("Shut.", start), ("", "."));
    }
}
