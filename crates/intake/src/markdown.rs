//! Markdown: the text as it is given, with the markup left outside the zones.
//!
//! A zone is one stretch, so a paragraph is cut where a link's address or a picture stands in it.
//! Emphasis and the brackets of a link's words stay inside. Comments over several lines, tables
//! and HTML inside Markdown are read as words.

use onrecord_record::{Span, StampEvidence, ZoneKind};

use crate::draft::Draft;
use crate::paragraph::{ends_sentence, heads_correction, is_apart, kind, lines};
use crate::pattern::patterns;
use crate::plain::sign;
use crate::{byline, date};

patterns! {
    /// A heading, its number signs outside.
    HEADING = r"^#{1,6}[ \t]+(?P<words>.*?)[ \t]*#*$";
    /// A paragraph that is a picture, perhaps inside a link.
    PICTURE = r#"^\[?!\[(?P<alt>[^\]]*)\]\([^)]*\)(?:\]\([^)]*\))?$"#;
    /// All of it emphasised, and not strongly.
    ITALIC = r"^(?:\*(?P<star>[^*].*[^*])\*|_(?P<bar>[^_].*[^_])_)$";
    /// A rule, the underline of a heading, a comment, the address of a link: no words at all.
    WORDLESS = r"^(?:(?:[-*_=] ?){3,}|<!--.*-->|\[[^\]]+\]:\s+\S.*)$";
    /// What opens or closes code.
    CODE = r"^(?:```|~~~)";
    /// Marks of a quotation or a list before the words.
    OPENING = r"^(?:>[ \t]?)*(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?";
    /// Addresses and pictures within a paragraph.
    ADDRESS = r"!\[[^\]]*\]\([^)]*\)|\]\([^)\s]*(?:\s+[^)]*)?\)|\]\[[^\]]*\]|<https?://[^>\s]+>";
}

/// The article of `text`.
pub(crate) fn read(text: String) -> Draft {
    let mut draft = Draft {
        text,
        ..Draft::default()
    };
    let from = front_matter(&mut draft);
    let (mut is_head, mut is_headed) = (true, false);
    for block in blocks(&draft.text, from) {
        let was_headed = std::mem::take(&mut is_headed);
        match block {
            Block::Picture(caption) => draft.caption(caption),
            Block::Heading(span) | Block::Words(span) if is_head && is_title(&draft, block) => {
                let words = span.of(&draft.text).to_owned();
                draft.masthead.title.get_or_insert(words);
                add(&mut draft, ZoneKind::Headline, span);
            }
            Block::Heading(span) => {
                is_head = false;
                is_headed = heads_correction(span.of(&draft.text));
                let kind = if is_headed {
                    ZoneKind::Correction
                } else {
                    ZoneKind::Body
                };
                add(&mut draft, kind, span);
            }
            Block::Words(span) => {
                is_head = is_head && signs(&mut draft, span);
                if !is_head {
                    is_headed = heads_correction(span.of(&draft.text));
                    let kind = if was_headed {
                        ZoneKind::Correction
                    } else {
                        kind(span.of(&draft.text))
                    };
                    add(&mut draft, kind, span);
                }
            }
        }
    }
    draft
}

/// Is this the headline: the first heading, or the words that front matter calls the title?
fn is_title(draft: &Draft, block: Block) -> bool {
    let title = draft.masthead.title.as_deref();
    let is_first = draft
        .zones
        .iter()
        .all(|zone| zone.kind == ZoneKind::Caption);
    is_first
        && match block {
            Block::Heading(_) => true,
            Block::Words(span) => title == Some(span.of(&draft.text)),
            Block::Picture(_) => false,
        }
}

/// Takes a byline or a line that is only a date into the masthead.
fn signs(draft: &mut Draft, span: Span) -> bool {
    let line = span.of(&draft.text).trim_matches(['*', '_']);
    sign(&mut draft.masthead, line)
}

/// A piece of the text as Markdown has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Heading(Span),
    Words(Span),
    /// A picture, by its caption.
    Picture(Span),
}

/// Takes the fields between two rules at the very start; hands back where the text goes on.
fn front_matter(draft: &mut Draft) -> usize {
    let Some((fields, end)) = fenced(&draft.text) else {
        return 0;
    };
    let masthead = &mut draft.masthead;
    let mut is_authors = false;
    for line in fields.lines() {
        if let Some(name) = line.trim().strip_prefix("- ").filter(|_| is_authors) {
            masthead.authors.extend(byline::authors(unquoted(name)));
            continue;
        }
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let (key, value) = (key.trim().to_lowercase(), unquoted(value));
        is_authors = matches!(key.as_str(), "author" | "authors" | "byline");
        let words = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match key.as_str() {
            "title" | "headline" => masthead.title = words(),
            "author" | "authors" | "byline" => {
                let list = value.trim_matches(['[', ']']).split(',').map(unquoted);
                masthead.authors.extend(list.flat_map(byline::authors));
            }
            "date" | "published" => masthead.published = date::stamp(value, StampEvidence::Field),
            "modified" | "updated" | "lastmod" => {
                masthead.modified = date::stamp(value, StampEvidence::Field);
            }
            "outlet" | "publisher" | "source" => masthead.outlet = words(),
            "url" | "link" | "canonical" => masthead.url = words(),
            _ => {}
        }
    }
    end
}

/// The lines between two rules at the very start, and where the second one ends.
fn fenced(text: &str) -> Option<(&str, usize)> {
    let mut lines = text.split_inclusive('\n');
    let open = lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut at = open;
    for line in lines {
        if line.trim_end() == "---" {
            return Some((text.get(open..at)?, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches(['"', '\'']).trim()
}

/// Cuts the text from `from` on into blocks.
fn blocks(text: &str, from: usize) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let (mut is_open, mut is_pictured) = (false, false);
    let mut above: Option<Span> = None;
    for line in without_code(text, lines(text, from..text.len())) {
        let words = line.of(text);
        let picture = std::mem::take(&mut is_pictured);
        let is_below = above.is_some_and(|above| !is_apart(text, above, line));
        above = Some(line);
        is_open = match (found.last_mut(), piece(text, line)) {
            (last, None) => {
                if let Some(last) = last.filter(|_| is_below) {
                    underline(text, last, words);
                }
                false
            }
            (Some(Block::Picture(caption)), Some(Block::Words(span)))
                if picture && is_caption(text, span) =>
            {
                *caption = italic(text, span).unwrap_or(*caption);
                false
            }
            (Some(Block::Words(last)), Some(Block::Words(_)))
                if is_open && is_below && !opens(words) =>
            {
                *last = last.cover(line);
                true
            }
            (_, Some(block)) => {
                found.push(block);
                is_pictured = matches!(block, Block::Picture(_));
                matches!(block, Block::Words(_))
            }
        };
    }
    found.retain(|block| !matches!(block, Block::Picture(alt) if is_bare(alt.of(text))));
    found
}

/// The lines that are no code. A fence that is never closed fences nothing.
fn without_code(text: &str, lines: Vec<Span>) -> Vec<Span> {
    let is_fence = |line: &Span| CODE.is_match(line.of(text));
    let mut fences = lines.iter().filter(|line| is_fence(line)).count();
    let mut is_code = false;
    let mut kept = Vec::with_capacity(lines.len());
    for line in lines {
        if is_fence(&line) {
            is_code = !is_code && fences > 1;
            fences -= 1;
        } else if !is_code {
            kept.push(line);
        }
    }
    kept
}

/// The block that `line` begins; `None` where it has no words.
fn piece(text: &str, line: Span) -> Option<Block> {
    let words = line.of(text);
    if WORDLESS.is_match(words) {
        return None;
    }
    let at = |found: regex::Match<'_>| {
        Span::trimmed(
            text,
            line.start() + found.start()..line.start() + found.end(),
        )
    };
    if let Some(found) = PICTURE.captures(words) {
        // A picture without words for it is kept by its own markup until a caption is found.
        return Some(Block::Picture(
            found.name("alt").and_then(at).unwrap_or(line),
        ));
    }
    if let Some(found) = HEADING.captures(words) {
        return found.name("words").and_then(at).map(Block::Heading);
    }
    let marks = OPENING.find(words).map_or(0, |marks| marks.end());
    Span::trimmed(text, line.start() + marks..line.end()).map(Block::Words)
}

/// Makes a heading of what stands over a line of `=` or `-`, if it is no sentence.
fn underline(text: &str, last: &mut Block, words: &str) {
    if let Block::Words(span) = *last
        && words.chars().all(|c| matches!(c, '=' | '-'))
        && (words.starts_with('=') || !ends_sentence(span.of(text)))
    {
        *last = Block::Heading(span);
    }
}

/// Does this line open a block of its own: a list item or a quotation?
fn opens(words: &str) -> bool {
    OPENING.find(words).is_some_and(|marks| !marks.is_empty())
}

fn is_caption(text: &str, span: Span) -> bool {
    italic(text, span).is_some() && kind(span.of(text)) != ZoneKind::Correction
}

/// The words inside the emphasis of a wholly emphasised line.
fn italic(text: &str, span: Span) -> Option<Span> {
    let found = ITALIC.captures(span.of(text))?;
    let inner = found.name("star").or(found.name("bar"))?;
    Span::trimmed(
        text,
        span.start() + inner.start()..span.start() + inner.end(),
    )
}

/// Is this the markup of a picture for which the text has no words?
fn is_bare(alt: &str) -> bool {
    alt.starts_with("![") || alt.starts_with("[![")
}

/// Adds the zones of a paragraph: what stands between its addresses and has words.
fn add(draft: &mut Draft, kind: ZoneKind, span: Span) {
    let mut pieces = Vec::new();
    let mut from = span.start();
    for address in ADDRESS.find_iter(span.of(&draft.text)) {
        pieces.push(from..span.start() + address.start());
        from = span.start() + address.end();
    }
    pieces.push(from..span.end());
    for piece in pieces {
        let Some(piece) = bare(&draft.text, piece) else {
            continue;
        };
        match kind {
            ZoneKind::Caption => draft.caption(piece),
            kind => draft.zone(kind, piece),
        }
    }
}

/// A piece without markup at its edges; `None` if it has no words.
fn bare(text: &str, piece: std::ops::Range<usize>) -> Option<Span> {
    const MARKS: [char; 4] = ['*', '_', '[', '`'];
    let words = text.get(piece.clone())?;
    let inner = words.trim_start().trim_start_matches(MARKS);
    let start = piece.end - inner.len();
    let end = start + inner.trim_end().trim_end_matches(MARKS).len();
    let span = Span::trimmed(text, start..end)?;
    span.of(text)
        .contains(char::is_alphanumeric)
        .then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones(draft: &Draft) -> Vec<(ZoneKind, &str)> {
        draft
            .zones
            .iter()
            .map(|zone| (zone.kind, zone.span.of(&draft.text)))
            .collect()
    }

    const ARTICLE: &str = "---\ntitle: \"Bridge shut: what we know\"\nauthors:\n  - Ada Holt\n  - Jo Doe\ndate: 2031-03-12\noutlet: The Courier\nurl: https://example.org/1\n---\n\n\
        # Bridge shut\n\n*By Max Orr*\n\nThe bridge is **shut**,\n[Holt said](https://example.org/a_b \"Holt\") on Monday.\n\n\
        ![The bridge](bridge.jpg)\n*The bridge on Monday. Jo Doe/Northern Wire*\n\n## Why\n\n> “It is old,” she said.\n\n- No trains.\n- No cars.\n\n\
        ![](spacer.png)\n\n[1]: https://example.org/2\n\n```\ncode\n```\n\n*Correction: The bridge shut on Monday.*\n";

    #[test]
    fn every_part_in_its_zone() {
        let draft = read(ARTICLE.to_owned());
        assert_eq!(
            zones(&draft),
            [
                (ZoneKind::Headline, "Bridge shut"),
                (ZoneKind::Body, "The bridge is **shut**,\n[Holt said"),
                (ZoneKind::Body, "on Monday."),
                (
                    ZoneKind::Caption,
                    "The bridge on Monday. Jo Doe/Northern Wire"
                ),
                (ZoneKind::Body, "Why"),
                (ZoneKind::Body, "“It is old,” she said."),
                (ZoneKind::Body, "No trains."),
                (ZoneKind::Body, "No cars."),
                (
                    ZoneKind::Correction,
                    "Correction: The bridge shut on Monday."
                ),
            ]
        );
        assert_eq!(draft.pictures.len(), 1);
        assert_eq!(draft.text, ARTICLE);
    }

    #[test]
    fn front_matter_fills_the_masthead() {
        let masthead = read(ARTICLE.to_owned()).masthead;
        assert_eq!(masthead.title.as_deref(), Some("Bridge shut: what we know"));
        assert_eq!(masthead.authors, ["Ada Holt", "Jo Doe"]);
        assert_eq!(masthead.outlet.as_deref(), Some("The Courier"));
        assert_eq!(masthead.url.as_deref(), Some("https://example.org/1"));
        assert_eq!(
            masthead
                .published
                .map(|stamp| stamp.date.to_string())
                .as_deref(),
            Some("2031-03-12")
        );
        let list = read("---\nauthor: [Ada Holt, 'Jo Doe']\n---\nIt is shut.".to_owned());
        assert_eq!(list.masthead.authors, ["Ada Holt", "Jo Doe"]);
        assert_eq!(zones(&list), [(ZoneKind::Body, "It is shut.")]);
    }

    #[test]
    fn headings_of_both_kinds_and_captions_by_alt() {
        let draft = read(
            "Bridge shut\n===========\n\n[![The bridge at dawn](a.jpg)](b.html)\n\nIt is."
                .to_owned(),
        );
        assert_eq!(
            zones(&draft),
            [
                (ZoneKind::Headline, "Bridge shut"),
                (ZoneKind::Caption, "The bridge at dawn"),
                (ZoneKind::Body, "It is."),
            ]
        );
    }

    #[test]
    fn what_is_odd_is_kept() {
        let draft = read(
            "![Map of Velin](a.png)\n\n# Bridge shut\n\nIt is.\n---\n```\nHolt said so.".to_owned(),
        );
        assert_eq!(
            zones(&draft),
            [
                (ZoneKind::Caption, "Map of Velin"),
                (ZoneKind::Headline, "Bridge shut"),
                (ZoneKind::Body, "It is."),
                (ZoneKind::Body, "Holt said so."),
            ]
        );
    }

    #[test]
    fn no_address_is_read() {
        let text = "# A\n\nSee ![x](y.png) <https://a.example/b> and [this][1] or [that](<c d>).";
        for (_, words) in zones(&read(text.to_owned())) {
            assert!(
                !words.contains("example") && !words.contains("png") && !words.contains("c d"),
                "{words}"
            );
        }
    }
}
