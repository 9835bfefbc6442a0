//! Which format is this text? Told by its content, never by its name.

use crate::pattern::patterns;

/// A format of articles. JSON Lines is none: a stream is told to be that before it is read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// A page.
    Html,
    /// One JSON article.
    Json,
    /// An array of JSON articles.
    JsonArray,
    /// A feed: RSS or Atom.
    Feed,
    /// NewsML-G2 or NITF.
    Wire,
    /// Markdown.
    Markdown,
    /// Anything else.
    Plain,
}

patterns! {
    /// Markup a page opens with, comments and an XML declaration skipped.
    PAGE = r"(?is)^(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|article|main|section|div|meta|title|link|script|header|nav|p|h1)\b";
    /// The root of a feed or of a wire's item, below declaration, comments and document type.
    ROOT = r"(?s)^\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:[\w.-]+:)?(?:(?P<feed>rss|feed|RDF)|newsItem|newsMessage|packageItem|nitf)[\s>/]";
    /// A page cut at its start: block tags with ends further on.
    TAGS = r"(?i)</(?:p|div|article|h1|body|html)\s*>";
    /// What only Markdown has: front matter, a heading, a picture, a link.
    MARKDOWN = r"\A---[ \t]*\r?\n(?:[\w-]+[ \t]*:|[ \t]*-[ \t])|(?m)^(?:#{1,6}[ \t]+\S|!\[[^\]\n]*\]\([^)\n]*\)|\[[^\]\n]+\]:[ \t]+\S)|\[[^\]\n]+\]\(https?://[^)\s]+\)";
    /// A brace that opens a JSON object, and not `{so}` in prose.
    OBJECT = r#"^\s*\{\s*(?:"|\})"#;
    /// A bracket that opens a JSON array of objects.
    ARRAY = r"^\s*\[\s*(?:\{|\])";
}

/// The format of `text`.
pub(crate) fn format(text: &str) -> Format {
    if OBJECT.is_match(text) {
        return Format::Json;
    }
    if ARRAY.is_match(text) {
        return Format::JsonArray;
    }
    if let Some(root) = ROOT.captures(text) {
        return match root.name("feed") {
            Some(_) => Format::Feed,
            None => Format::Wire,
        };
    }
    if PAGE.is_match(text) || TAGS.find_iter(text).take(3).count() == 3 {
        return Format::Html;
    }
    if MARKDOWN.is_match(text) {
        Format::Markdown
    } else {
        Format::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells() {
        let cases = [
            (
                "<!-- saved --><!DOCTYPE html><title>x</title>",
                Format::Html,
            ),
            ("<p>One.</p>", Format::Html),
            ("{\"text\": \"x\"}", Format::Json),
            ("{\n \"text\": \"x\"\n}", Format::Json),
            ("[ {\"text\": \"x\"} ]", Format::JsonArray),
            (
                "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">",
                Format::Feed,
            ),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", Format::Feed),
            ("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss/>", Format::Feed),
            ("<!-- x --><g2:newsItem>", Format::Wire),
            ("<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf>", Format::Wire),
            ("<feedback>", Format::Plain),
            ("# Bridge shut\n\nIt is.", Format::Markdown),
            ("---\ntitle: Bridge shut\n---\nIt is.", Format::Markdown),
            ("---\nBridge shut\n---\nIt is.", Format::Plain),
            ("[Velin] The bridge is shut.", Format::Plain),
            ("{sic} is what he wrote.", Format::Plain),
            ("<3 is what she wrote, and 4 < 5.", Format::Plain),
        ];
        for (text, expected) in cases {
            assert_eq!(format(text), expected, "{text}");
        }
    }
}
