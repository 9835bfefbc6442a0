//! Text without markup: a headline, a byline and a dateline where they are plain to see.

use onrecord_record::{Masthead, Span, StampEvidence, Zone, ZoneKind};

use crate::draft::Draft;
use crate::paragraph::{ends_sentence, heads_correction, is_apart, kind, paragraphs};
use crate::{byline, caption, date, dateline, furniture};

/// Characters a headline may have.
const LONGEST_TITLE: usize = 150;
/// Lines between headline and story that are looked at for bylines and dates.
const HEAD: usize = 4;
/// Bytes that a line of name, outlet and day may have.
const LONGEST_SIGNATURE: usize = 300;

/// The article that `text` is. Only its head is interpreted; all else is kept as the story.
pub(crate) fn read(text: String) -> Draft {
    let paragraphs = paragraphs(&text, 0);
    let mut draft = Draft {
        text,
        ..Draft::default()
    };
    let story = head(&mut draft, &paragraphs);
    tell(&mut draft, story);
    draft
}

/// The article whose record says `text` is its story: no line of it is taken for a byline, and
/// a headline is only what the record says is the title.
pub(crate) fn story(text: String, title: Option<&str>) -> Draft {
    let paragraphs = paragraphs(&text, 0);
    let mut draft = Draft {
        text,
        ..Draft::default()
    };
    let story = match paragraphs.split_first() {
        Some((first, rest)) if title.is_some_and(|title| title.trim() == first.of(&draft.text)) => {
            draft.zone(ZoneKind::Headline, *first);
            rest
        }
        _ => &paragraphs,
    };
    tell(&mut draft, story);
    draft
}

/// Reads what stands above the story, and hands back the story.
fn head<'a>(draft: &mut Draft, paragraphs: &'a [Span]) -> &'a [Span] {
    let is_furniture = |span: &&Span| furniture::is_furniture(span.of(&draft.text));
    let above = paragraphs.iter().take_while(is_furniture).count();
    let mut rest = paragraphs.get(above..).unwrap_or_default();
    if rest.is_empty() {
        return paragraphs;
    }
    if let [first, second, ..] = rest
        && is_headline(&draft.text, *first, *second)
    {
        draft.masthead.title = Some(first.of(&draft.text).to_owned());
        draft.zone(ZoneKind::Headline, *first);
        rest = rest.get(1..).unwrap_or_default();
    }
    let mut above: Option<Span> = None;
    for _ in 0..HEAD {
        let Some((line, below)) = rest.split_first() else {
            break;
        };
        let words = line.of(&draft.text);
        let is_below = above.is_some_and(|above| !is_apart(&draft.text, above, *line));
        let is_last = below
            .first()
            .is_none_or(|next| is_apart(&draft.text, *line, *next));
        if !sign(&mut draft.masthead, words) {
            if !(is_below && is_last && byline::is_outlet(words)) {
                break;
            }
            draft.masthead.outlet.get_or_insert(words.to_owned());
        }
        above = Some(*line);
        rest = below;
    }
    rest
}

/// Takes a byline, a line that is only a date, or one that joins such words by dots or strokes
/// (`By Ada Holt · Northern Wire · 3 March 2031`) into the masthead; `false` if `line` is neither.
pub(crate) fn sign(masthead: &mut Masthead, line: &str) -> bool {
    let parts = || {
        let parts = line.split(['·', '•', '|', '\n']).map(str::trim);
        parts.filter(|part| !part.is_empty())
    };
    let signs = |part: &str| byline::is_byline(part) || date::is_date_line(part);
    let is_signature = line.len() <= LONGEST_SIGNATURE
        && parts().any(signs)
        && parts().any(|part| !byline::is_byline(part))
        && parts().all(|part| signs(part) || byline::is_outlet(part));
    if !is_signature {
        return sign_alone(masthead, line);
    }
    for part in parts() {
        if !sign_alone(masthead, part) {
            masthead.outlet.get_or_insert(part.to_owned());
        }
    }
    true
}

/// Takes a byline or a line that is only a date into the masthead; `false` if `line` is neither.
fn sign_alone(masthead: &mut Masthead, line: &str) -> bool {
    if byline::is_byline(line) {
        if masthead.authors.is_empty() {
            masthead.authors = byline::authors(line);
        }
        return true;
    }
    if !date::is_date_line(line) {
        return false;
    }
    let stamp = date::stamp(line, StampEvidence::Text);
    let head = line.to_lowercase();
    let is_change = ["updated", "last ", "modified"]
        .iter()
        .any(|word| head.starts_with(word));
    let field = if is_change {
        &mut masthead.modified
    } else {
        &mut masthead.published
    };
    *field = field.or(stamp);
    true
}

/// A short first line that is no sentence, set apart from what follows or followed by a byline.
fn is_headline(text: &str, first: Span, second: Span) -> bool {
    let (words, next) = (first.of(text), second.of(text));
    let is_set_apart = is_apart(text, first, second)
        || byline::is_byline(next)
        || date::is_date_line(next)
        || dateline::length(next) > 0;
    is_set_apart
        && words.chars().count() <= LONGEST_TITLE
        && !words.contains('\n')
        && words.contains(char::is_alphabetic)
        && !is_sentence(words)
        && dateline::length(words) == 0
        && !byline::is_byline(words)
        && !date::is_date_line(words)
        && kind(words) == ZoneKind::Body
}

/// Does a line end as the sentence of a story does? Titles may ask, and may end in an abbreviation.
fn is_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '”', '’', '\'', '»', ')']);
    let last = bare.split_whitespace().next_back().unwrap_or_default();
    let is_abbreviation = last.len() > 2 && last.ends_with('.') && {
        let mut letters = last.split_terminator('.');
        letters.all(|letter| letter.chars().count() == 1)
    };
    let is_ended = ends_sentence(words) && !bare.ends_with(['?', '!']);
    (is_ended && !is_abbreviation) || bare.ends_with([',', ';', '—', '–', '-'])
}

/// Adds the zones of the story: corrections and captions by their words, the rest as body.
fn tell(draft: &mut Draft, story: &[Span]) {
    let mut is_headed = false;
    for span in story {
        let words = span.of(&draft.text);
        let kind = if is_headed {
            ZoneKind::Correction
        } else {
            kind(words)
        };
        is_headed = heads_correction(words);
        match kind {
            ZoneKind::Caption => draft.caption(*span),
            kind => draft.zone(kind, *span),
        }
    }
    furniture::take_off(draft);
}

impl Draft {
    /// Adds a zone over words that stand in the text already.
    pub(crate) fn zone(&mut self, kind: ZoneKind, span: Span) {
        self.zones.push(Zone { span, kind });
    }

    /// Adds a caption that stands in the text already, without brackets around all of it.
    pub(crate) fn caption(&mut self, span: Span) {
        let words = span.of(&self.text);
        let inner = words
            .strip_prefix('[')
            .and_then(|inner| inner.strip_suffix(']'));
        let range = span.start() + 1..span.end().saturating_sub(1);
        let span = inner
            .and_then(|_| Span::trimmed(&self.text, range))
            .unwrap_or(span);
        self.pictures.push(caption::picture(&self.text, span));
        self.zone(ZoneKind::Caption, span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_in_its_zone() {
        let text = "Bridge at Velin may close\n\nBy Ada Holt and Jo Doe\nMarch 3, 2031\n\n\
            The bridge may close.\n\n[Photo: The bridge. Jo Doe/Northern Wire]\n\n\
            Nobody was hurt.\n\nCorrection\nThe river rose by two metres.\n";
        let draft = read(text.to_owned());
        assert_eq!(
            draft.masthead.title.as_deref(),
            Some("Bridge at Velin may close")
        );
        assert_eq!(draft.masthead.authors, ["Ada Holt", "Jo Doe"]);
        assert_eq!(
            draft
                .masthead
                .published
                .map(|stamp| stamp.date.to_string())
                .as_deref(),
            Some("2031-03-03")
        );
        assert_eq!(
            draft.told(),
            [
                (ZoneKind::Headline, "Bridge at Velin may close"),
                (ZoneKind::Body, "The bridge may close."),
                (ZoneKind::Caption, "Photo: The bridge. Jo Doe/Northern Wire"),
                (ZoneKind::Body, "Nobody was hurt."),
                (ZoneKind::Correction, "Correction"),
                (ZoneKind::Correction, "The river rose by two metres."),
            ]
        );
        assert_eq!(draft.pictures.len(), 1);
    }

    #[test]
    fn a_head_tells_who_signs_and_where() {
        for head in [
            "By Ada Holt\nVelin Evening News",
            "By Ada Holt | Velin Evening News | March 3, 2031",
            "By Ada Holt\n\nMarch 3, 2031\nVelin Evening News",
        ] {
            let draft = read(format!(
                "Bridge shut\n\n{head}\n\nThe bridge is shut.\n\nHolt\nDoe"
            ));
            let masthead = &draft.masthead;
            assert_eq!(masthead.authors, ["Ada Holt"], "{head}");
            assert_eq!(
                masthead.outlet.as_deref(),
                Some("Velin Evening News"),
                "{head}"
            );
            let first = draft.zones.get(1).map(|zone| zone.span.of(&draft.text));
            assert_eq!(first, Some("The bridge is shut."), "{head}");
        }
        for head in [
            "By Ada Holt\nStaff Writer",
            "By Ada Holt\nThe bridge is shut.",
        ] {
            let draft = read(format!("Bridge shut\n\n{head}\n\nIt is."));
            assert_eq!(draft.masthead.outlet, None, "{head}");
        }
    }

    #[test]
    fn a_story_without_head_is_all_body() {
        for text in [
            "The simplest way to tell it is this: nobody knows.\nThe two shook hands.\nThat was all.",
            "The bridge is shut.\n\nHolt said so.",
            "Bridge shut",
            "Bridge shut\nHolt said so.",
        ] {
            let draft = read(text.to_owned());
            assert!(
                draft.zones.iter().all(|zone| zone.kind == ZoneKind::Body),
                "{text}"
            );
        }
    }

    #[test]
    fn headlines_that_ask_or_stand_over_a_byline() {
        for text in [
            "Will the bridge hold?\n\nNobody knows.",
            "Bridge shut\nBy Ada Holt\n\nIt is.",
            "Bridge shut\nVELIN (NW) — It is.",
            "Velin joins the U.N.\n\nIt did.",
            "Holt: ‘Shut it!’\n\nThey did.",
        ] {
            assert_eq!(
                read(text.to_owned()).zones.first().map(|zone| zone.kind),
                Some(ZoneKind::Headline),
                "{text}"
            );
        }
    }

    #[test]
    fn a_record_says_itself_what_its_title_is() {
        let text = "Bridge shut\n\nBy Ada Holt\n\nIt is.";
        let kinds = |title| {
            story(text.to_owned(), title)
                .zones
                .iter()
                .map(|zone| zone.kind)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            kinds(Some("Bridge shut")),
            [ZoneKind::Headline, ZoneKind::Body, ZoneKind::Body]
        );
        assert_eq!(kinds(Some("Bridge shut.")), [ZoneKind::Body; 3]);
        assert_eq!(kinds(None), [ZoneKind::Body; 3]);
    }
}
