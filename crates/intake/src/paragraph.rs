//! The paragraphs of a text without markup, and what each of them is.

use std::ops::Range;

use onrecord_record::{Span, ZoneKind};

use crate::date;
use crate::pattern::patterns;

/// Lines shorter than this are no wrapped prose.
const NARROW: usize = 40;
/// Lines longer than this are paragraphs.
const WIDE: usize = 100;
/// Bytes a caption may have; more is a story that ends in a name.
const LONGEST_CAPTION: usize = 800;

patterns! {
    /// A note of the editors on what they changed.
    CORRECTION = r"(?i)^[\[(*_ ]*(?:(?:corrections?|clarifications?|corrections? (?:and|&) clarifications?)(?:[*_]*\s*(?:[:.—–]|--?\s)|$)|(?:[—–-] )?(?:this (?:article|story|report|piece|post|page|headline|version|column|item|caption)|the (?:headline|caption) (?:of|on|to) (?:this|an earlier) [a-z]+)(?:,[^.!?]{0,60},)? (?:was|has been|have been) (?:since )?(?:amended|corrected|updated|revised|edited|changed)\b|an? (?:earlier|previous|original|prior) version of (?:this|the|our) (?:article|story|report|piece|post|page|headline|column|item|caption|dispatch)\b|this (?:version|story|article) (?:corrects|updates)\b|due to an editing error\b|corrects (?:to|that|the|in|paragraph|spelling|headline|date|name|day)\b|updated? to (?:correct|clarify|reflect)\b)";
    /// Notes under other names count if they tell of a change.
    NOTE = r"(?i)^[\[(*_ ]*(?:editor(?:s|['’]s|s['’])? note|note to readers)s?[*_]*\s*[:—–-].*\b(?:correct(?:ed|ion|s)|clarif(?:y|ied|ies)|updated|amended|(?:earlier|previous) version|removed|retracted)\b";
    /// Words that open a caption.
    CAPTION_HEAD = r"^[\[(*_]*(?:(?:(?i:photo|photograph|picture|image|caption|file photo|archive photo|photo credit|pictured|above|below)[*_]*\s*:)|FILE(?: PHOTO)?\s*[:—–-])\s*\S";
    /// A credit that closes a caption: in brackets, after a label, or after the last full stop.
    CAPTION_TAIL = r"(?:[(\[](?:\p{Lu}\w* )?(?i:(?:file )?photo(?:graph)?s?|image|picture|credit|handout|courtesy)(?: ?[:/]|\s+(?i:by|of|via|courtesy)\b)[^()\[\]]{1,80}[)\]]|[(\[][^()\[\]]{0,60}\b(?:Photo|Images|Handout)\b[^()\[\]]{0,60}[)\]]|(?:^|[.!?”\x22)\]|] ?\|? ?)(?i:photo(?:graph)?(?: by)?|photo(?:graph)? credit|credit|image|picture)\s*:\s*[^.:]{2,80}|(?:^|[.!?”\x22)\]] )(?:Photo(?:graph)?|Picture|Image)s? (?:by|courtesy of) [^.:]{2,80}|(?:^|[.!?”\x22)\]] )(?:© ?)?\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|de|del|van|von|der|den|bin|al|el|of|the|and)){0,5} ?/ ?(?:[Tt]he )?\p{Lu}[\p{L}\p{M}'’-]*(?:(?: ?/ ?| )(?:\p{Lu}[\p{L}\p{M}'’-]*|of|the|and|for|via)){0,6})[*_]*$";
}

/// The paragraphs of `text` from the byte `from` on: its lines, those of wrapped prose joined.
pub(crate) fn paragraphs(text: &str, from: usize) -> Vec<Span> {
    let lines = lines(text, from..text.len());
    let width = width(text, &lines);
    let mut found: Vec<Span> = Vec::new();
    let mut above: Option<Span> = None;
    for line in lines {
        let goes_on = above.is_some_and(|above| goes_on(text, above, line, width));
        match found.last_mut() {
            Some(paragraph) if goes_on => *paragraph = paragraph.cover(line),
            _ => found.push(line),
        }
        above = Some(line);
    }
    found
}

/// The lines with words in `range`, without white space at their edges.
pub(crate) fn lines(text: &str, range: Range<usize>) -> Vec<Span> {
    let mut at = range.start;
    let mut found = Vec::new();
    for line in text.get(range).unwrap_or_default().split_inclusive('\n') {
        found.extend(Span::trimmed(text, at..at + line.len()));
        at += line.len();
    }
    found
}

/// Is there a blank line between the two?
pub(crate) fn is_apart(text: &str, above: Span, below: Span) -> bool {
    let between = text.get(above.end()..below.start()).unwrap_or_default();
    between.bytes().filter(|byte| *byte == b'\n').count() > 1
}

/// The width a text is wrapped at: most of its lines hold as many words as fit, and few of them
/// end a sentence. `None` where lines are paragraphs.
fn width(text: &str, lines: &[Span]) -> Option<usize> {
    let pairs = || {
        let pairs = lines.windows(2).map(|pair| (pair[0], pair[1]));
        pairs.filter(|(above, below)| !is_apart(text, *above, *below))
    };
    let width = pairs()
        .map(|(above, below)| length(text, above).max(length(text, below)))
        .max()?;
    if !(NARROW..=WIDE).contains(&width) {
        return None;
    }
    let (mut all, mut full, mut open) = (0, 0, 0);
    for (above, below) in pairs() {
        all += 1;
        full += usize::from(is_full(text, above, below, width));
        open += usize::from(!ends_sentence(above.of(text)));
    }
    (all > 1 && full * 3 >= all * 2 && open * 2 >= all).then_some(width)
}

/// Does `below` go on with the paragraph of `above`?
fn goes_on(text: &str, above: Span, below: Span, width: Option<usize>) -> bool {
    if is_apart(text, above, below) {
        return false;
    }
    let length = length(text, above);
    let is_cut = (NARROW..=WIDE).contains(&length)
        && !ends_sentence(above.of(text))
        && below.of(text).starts_with(char::is_lowercase);
    is_cut || width.is_some_and(|width| is_full(text, above, below, width))
}

/// Would the first word of `below` not have fitted into `above`?
fn is_full(text: &str, above: Span, below: Span, width: usize) -> bool {
    let word = below.of(text).split_whitespace().next().unwrap_or_default();
    length(text, above) + 1 + word.chars().count() > width
}

fn length(text: &str, line: Span) -> usize {
    line.of(text).chars().count()
}

/// Does `words` end as a sentence does?
pub(crate) fn ends_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '*', '_', ' ']);
    words.ends_with(['.', '!', '?', '…', ':'])
}

/// What a paragraph is, told by its words alone: a correction, a caption, else the story.
pub(crate) fn kind(words: &str) -> ZoneKind {
    if CORRECTION.is_match(words) || NOTE.is_match(words) {
        return ZoneKind::Correction;
    }
    let is_short = words.len() <= LONGEST_CAPTION;
    if is_short && (CAPTION_HEAD.is_match(words) || CAPTION_TAIL.is_match(words)) {
        return ZoneKind::Caption;
    }
    ZoneKind::Body
}

/// Is this the heading of a correction note that stands below it: a bare word, a word and a day,
/// or a sentence with a colon at its end?
pub(crate) fn heads_correction(words: &str) -> bool {
    let is_dated = || {
        words
            .split_once(':')
            .is_some_and(|(_, day)| date::is_date_line(day))
    };
    let is_heading = words.split_whitespace().count() <= 3 || words.ends_with(':') || is_dated();
    is_heading && kind(words) == ZoneKind::Correction
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text, 0)
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(
            cut("One is shut.\nTwo is not.\r\n\r\n \n  Three may be. "),
            ["One is shut.", "Two is not.", "Three may be."]
        );
        assert_eq!(cut(" \n\n"), Vec::<&str>::new());
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "Bridge at Velin may close\n\n\
            Officials in the northern province said on Tuesday the bridge at\n\
            Velin may close after the river rose by two metres overnight. The\n\
            convoy crossed the river before dawn.\n\n\
            Holt said the wall would hold for another week at least, and that\n\
            Nobody should leave.";
        let found = cut(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[1].starts_with("Officials") && found[1].ends_with("dawn."));
    }

    #[test]
    fn a_sentence_cut_by_a_line_goes_on() {
        assert_eq!(
            cut("Officials said on Tuesday the old bridge at Velin\nmay close.").len(),
            1
        );
        assert_eq!(cut("roses are red\nviolets are blue").len(), 2);
        assert_eq!(
            cut("Officials said on Tuesday the old bridge at Velin may close.\nHolt did not.")
                .len(),
            2
        );
    }

    #[test]
    fn corrections_are_known_by_their_opening() {
        for note in [
            "Correction: The river rose by two metres, not three.",
            "CORRECTION — Holt is mayor of Velin.",
            "Correction",
            "This article was amended on 14 March 2031 to say that Holt is mayor.",
            "An earlier version of this story gave the wrong day.",
            "(This story has been corrected to fix the spelling of Velin)",
            "*A previous version of this report named another bridge.*",
            "Editor’s note: The headline was updated after the ministry replied.",
            "Clarification: Holt spoke on Monday.",
            "This article, first published on Monday, was updated with Holt’s answer.",
            "The headline of this article has been changed.",
        ] {
            assert_eq!(kind(note), ZoneKind::Correction, "{note}");
        }
    }

    #[test]
    fn some_corrections_stand_below_their_heading() {
        for heading in [
            "Correction",
            "Corrections and clarifications",
            "Correction: March 3, 2031, Monday",
            "This post has been revised to reflect the following correction:",
        ] {
            assert!(heads_correction(heading), "{heading}");
        }
        for note in [
            "Correction: Holt is mayor of Velin.",
            "Holt said:",
            "March 3, 2031",
        ] {
            assert!(!heads_correction(note), "{note}");
        }
    }

    #[test]
    fn captions_are_known_by_label_or_credit() {
        for caption in [
            "Photo: The bridge at Velin on Tuesday.",
            "[Photo: The bridge at Velin. Jo Doe/Northern Wire]",
            "FILE PHOTO: Holt speaks in Velin, March 3, 2031. NORTHERN WIRE/Jo Doe",
            "FILE - Holt speaks in Velin.",
            "The two leaders shake hands on Wednesday. Handout/Northern Wire",
            "The bridge at Velin. (NW Photo/Jo Doe)",
            "The bridge at Velin. (Photo by Jo Doe)",
            "The bridge at Velin | Photo: Jo Doe",
            "The bridge at Velin. Credit: Jo Doe/Northern Wire",
            "The bridge at Velin. Photo by Jo Doe/Northern Wire",
            "Jo Doe/The Velin Courier",
        ] {
            assert_eq!(kind(caption), ZoneKind::Caption, "{caption}");
        }
    }

    #[test]
    fn the_story_stays_the_story() {
        for story in [
            "Officials said the bridge may close.",
            "The correction of the river took nine years.",
            "“This story was never corrected,” Holt said.",
            "She held up a photo: it showed the bridge.",
            "He blamed the Velin/Orr line.",
            "Above all, she said, the wall must hold.",
            "This story is told in Velin to this day.",
            "Editor’s note: Jo Doe teaches history in Velin.",
            "Holt gave credit where it was due: the crews had worked all night.",
            "The talks (file under failures) ended.",
            "The wall is cracked (see photo above)",
            "The report was revised after the ministry objected.",
            "This story of how the law was changed begins in Velin.",
            "An earlier version of the bill was withdrawn.",
            "Clarifications of the rules are due.",
            "Read the rest here",
        ] {
            assert_eq!(kind(story), ZoneKind::Body, "{story}");
        }
    }
}
