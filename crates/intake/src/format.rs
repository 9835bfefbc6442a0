//! Which format is this text? Told by its content, never by its name.

use crate::pattern::patterns;

/// A format of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// A page.
    Html,
    /// One JSON article.
    Json,
    /// An array of JSON articles.
    JsonArray,
    /// One JSON article a line.
    JsonLines,
    /// Markdown.
    Markdown,
    /// Anything else.
    Plain,
}

patterns! {
    /// Markup a page opens with, comments and an XML declaration skipped.
    PAGE = r"(?is)^(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|article|main|section|div|meta|title|link|script|header|nav|p|h1)\b";
    /// A page cut at its start: block tags with ends further on.
    TAGS = r"(?i)</(?:p|div|article|h1|body|html)\s*>";
    /// A line only Markdown has: a heading, a picture, a rule between paragraphs of links.
    MARKDOWN = r"(?m)^(?:#{1,6}[ \t]+\S|!\[[^\]\n]*\]\([^)\n]*\)|\[[^\]\n]+\]:[ \t]+\S)|\[[^\]\n]+\]\(https?://[^)\s]+\)";
    /// A brace that opens a JSON object, and not `{so}` in prose.
    OBJECT = r#"^\s*\{\s*(?:"|\})"#;
    /// A bracket that opens a JSON array of objects.
    ARRAY = r"^\s*\[\s*(?:\{|\])";
}

/// The format of `text`.
pub(crate) fn format(text: &str) -> Format {
    if OBJECT.is_match(text) {
        return if has_second_object(text) { Format::JsonLines } else { Format::Json };
    }
    if ARRAY.is_match(text) {
        return Format::JsonArray;
    }
    if PAGE.is_match(text) || TAGS.find_iter(text).take(3).count() == 3 {
        return Format::Html;
    }
    if MARKDOWN.is_match(text) { Format::Markdown } else { Format::Plain }
}

/// Does the first line stand alone as an object, with another line after it?
fn has_second_object(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default().trim_end();
    first.ends_with('}') && lines.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells() {
        let cases = [
            ("<!-- saved --><!DOCTYPE html><title>x</title>", Format::Html),
            ("<p>One.</p>", Format::Html),
            ("{\"text\": \"x\"}", Format::Json),
            ("{\n \"text\": \"x\"\n}", Format::Json),
            ("{\"text\": \"x\"}\n{\"text\": \"y\"}\n", Format::JsonLines),
            ("[ {\"text\": \"x\"} ]", Format::JsonArray),
            ("# Bridge shut\n\nIt is.", Format::Markdown),
            ("[Velin] The bridge is shut.", Format::Plain),
            ("{sic} is what he wrote.", Format::Plain),
            ("<3 is what she wrote, and 4 < 5.", Format::Plain),
        ];
        for (text, expected) in cases {
            assert_eq!(format(text), expected, "{text}");
        }
    }
}
