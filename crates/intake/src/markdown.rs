//! Markdown: the text as it is rendered, its parts in zones.
//!
//! What is rendered is what the parser says (`block`); addresses, marks and code are no part of
//! the text. Of tables only cells that hold sentences are read, and of paragraphs that are nothing
//! but links none is: both stay in the text, outside the zones.

mod block;

use onrecord_record::{StampEvidence, ZoneKind};

use crate::draft::Draft;
use crate::paragraph::{ends_sentence, heads_correction, kind};
use crate::plain::sign;
use crate::{bound, date, furniture};

use block::Block;

/// The article of `text`.
pub(crate) fn read(text: &str) -> Draft {
    let mut draft = Draft::default();
    let from = front_matter(&mut draft, text);
    let blocks = block::blocks(text.get(from..).unwrap_or_default());
    let mut place = Place::default();
    let mut blocks = blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        let is_picture = !block.pictures.is_empty();
        if !is_picture || (!block.words.is_empty() && !block.is_italic()) {
            place.add(&mut draft, block);
        } else if let Some(caption) = caption(block, blocks.peek().copied()) {
            draft.push_caption(caption);
            blocks.next_if(|next| next.words == caption);
        }
    }
    furniture::take_off(&mut draft);
    draft
}

/// The words under a picture: those beside it or below it that are emphasised or end in a credit,
/// else those that stand for it.
fn caption<'a>(picture: &'a Block, next: Option<&'a Block>) -> Option<&'a str> {
    let is_caption = |block: &&Block| {
        let kind = kind(&block.words);
        let is_italic = block.is_italic() && kind != ZoneKind::Correction;
        !block.is_heading && block.pictures.is_empty() && (is_italic || kind == ZoneKind::Caption)
    };
    if !picture.words.is_empty() {
        return Some(&picture.words);
    }
    let below = next.filter(is_caption).map(|block| block.words.as_str());
    let alternative = || picture.pictures.iter().map(|words| words.trim());
    below.or_else(|| alternative().find(|words| words.contains(char::is_alphabetic)))
}

/// How far the reading has come.
#[derive(Debug)]
struct Place {
    /// Nothing of the story was read.
    is_head: bool,
    /// The last block headed a correction.
    is_headed: bool,
}

impl Default for Place {
    fn default() -> Place {
        Place {
            is_head: true,
            is_headed: false,
        }
    }
}

impl Place {
    /// Adds a block of words.
    fn add(&mut self, draft: &mut Draft, block: &Block) {
        let words = block.words.as_str();
        let was_headed = std::mem::take(&mut self.is_headed);
        if self.is_head && is_title(draft, block) {
            draft.masthead.title.get_or_insert(words.to_owned());
            draft.push(ZoneKind::Headline, words);
            return;
        }
        if self.is_head && !block.is_heading && sign(&mut draft.masthead, words) {
            draft.push_outside(words);
            return;
        }
        let is_figure = block.is_cell && !ends_sentence(words);
        if is_figure || (block.is_link() && !ends_sentence(words)) {
            draft.push_outside(words);
            return;
        }
        self.is_head = false;
        self.is_headed = heads_correction(words);
        match kind(words) {
            _ if self.is_headed || was_headed => draft.push(ZoneKind::Correction, words),
            ZoneKind::Caption if !block.is_heading => draft.push_caption(words),
            ZoneKind::Correction if !block.is_heading => draft.push(ZoneKind::Correction, words),
            _ => draft.push(ZoneKind::Body, words),
        };
    }
}

/// Is this the headline: the first heading, or the words that front matter calls the title?
fn is_title(draft: &Draft, block: &Block) -> bool {
    let is_caption = |zone: &onrecord_record::Zone| zone.kind == ZoneKind::Caption;
    let is_named = draft.masthead.title.as_deref() == Some(block.words.as_str());
    draft.zones.iter().all(is_caption) && (block.is_heading || is_named)
}

/// Takes the fields between two rules at the very start; hands back where the text goes on.
fn front_matter(draft: &mut Draft, text: &str) -> usize {
    let Some((fields, end)) = fenced(text) else {
        return 0;
    };
    let masthead = &mut draft.masthead;
    let mut is_authors = false;
    for line in fields.lines() {
        if let Some(name) = line.trim().strip_prefix("- ").filter(|_| is_authors) {
            masthead.authors.extend(bound::authors([unquoted(name)]));
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
                masthead.authors.extend(bound::authors(list));
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

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "---\ntitle: \"Bridge shut: what we know\"\nauthors:\n  - Ada Holt\n  - Jo Doe\ndate: 2031-03-12\noutlet: The Courier\nurl: https://example.org/1\n---\n\n\
        # Bridge shut\n\n*By Max Orr*\n\nThe bridge is **shut**,\n[Holt said](https://example.org/a_b \"Holt\") on Monday.\n\n\
        ![The bridge](bridge.jpg)\n*The bridge on Monday. Jo Doe/Northern Wire*\n\n## Why\n\n> “It is old,” she said.\n\n- No trains.\n- No cars.\n\n\
        ![](spacer.png)\n\n[1]: https://example.org/2\n\n```\ncode\n```\n\n*Correction: The bridge shut on Monday.*\n";

    #[test]
    fn every_part_in_its_zone() {
        let draft = read(ARTICLE);
        assert_eq!(
            draft.told(),
            [
                (ZoneKind::Headline, "Bridge shut"),
                (ZoneKind::Body, "The bridge is shut, Holt said on Monday."),
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
        assert!(
            draft
                .text
                .starts_with("Bridge shut\n\nBy Max Orr\n\nThe bridge is shut")
        );
    }

    #[test]
    fn front_matter_fills_the_masthead() {
        let masthead = read(ARTICLE).masthead;
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
        let list = read("---\nauthor: [Ada Holt, 'Jo Doe']\n---\nIt is shut.");
        assert_eq!(list.masthead.authors, ["Ada Holt", "Jo Doe"]);
        assert_eq!(list.told(), [(ZoneKind::Body, "It is shut.")]);
    }

    #[test]
    fn headings_of_both_kinds_and_captions_by_alt() {
        let draft =
            read("Bridge shut\n===========\n\n[![The bridge at dawn](a.jpg)](b.html)\n\nIt is.");
        assert_eq!(
            draft.told(),
            [
                (ZoneKind::Headline, "Bridge shut"),
                (ZoneKind::Caption, "The bridge at dawn"),
                (ZoneKind::Body, "It is."),
            ]
        );
    }

    #[test]
    fn what_is_odd_is_kept() {
        let draft =
            read("![Map of Velin](a.png)\n\n# Bridge shut\n\nIt is.\n---\n```\nHolt said so.");
        assert_eq!(
            draft.told(),
            [
                (ZoneKind::Caption, "Map of Velin"),
                (ZoneKind::Headline, "Bridge shut"),
                (ZoneKind::Body, "It is."),
                (ZoneKind::Body, "Holt said so."),
            ]
        );
        let year = read("# Bridge shut\n\nIt opened in\n\n1954. It shut in\n\n2031.");
        assert!(year.text.contains("1954. It shut"), "{}", year.text);
    }

    #[test]
    fn no_address_is_read() {
        let draft = read(
            "# A\n\nSee ![x](y.png) and [this][1] or [that](<c d>), she said.\n\n[1]: https://example.org",
        );
        assert_eq!(
            draft.told(),
            [
                (ZoneKind::Headline, "A"),
                (ZoneKind::Body, "See and this or that, she said.")
            ]
        );
    }

    #[test]
    fn links_and_figures_stay_outside() {
        let draft = read(
            "# Bridge shut\n\n*By Ada Holt · Northern Wire · March 3, 2031*\n\n\
            **VELIN, Northland (Northern Wire)** — It is shut.\n\n| day | metres |\n|---|---|\n| Monday | 2 |\n\n\
            <div><b>Holt</b> said so.</div>\n\n---\n\n[More from Velin](https://example.org/v) · [Write to us](https://example.org/w)",
        );
        assert_eq!(
            draft.told(),
            [
                (ZoneKind::Headline, "Bridge shut"),
                (
                    ZoneKind::Body,
                    "VELIN, Northland (Northern Wire) — It is shut."
                ),
                (ZoneKind::Body, "Holt said so."),
            ]
        );
        assert!(draft.text.ends_with("More from Velin · Write to us"));
        assert_eq!(draft.masthead.authors, ["Ada Holt"]);
        assert_eq!(draft.masthead.outlet.as_deref(), Some("Northern Wire"));
        assert!(draft.masthead.published.is_some());
    }

    #[test]
    fn hostile_markdown_takes_little_time() {
        for piece in [
            "> ",
            "[",
            "*a ",
            "![",
            "- ",
            "`",
            "<",
            "[a](",
            "**_",
            "|a|\n|-|\n",
            "1. ",
        ] {
            let start = std::time::Instant::now();
            read(&piece.repeat(50_000));
            assert!(start.elapsed().as_secs() < 20, "{piece}");
        }
    }
}
