//! The last step of every format: a draft becomes an article.

use onrecord_record::{
    Article, ArticleId, Language, Masthead, Origin, Span, Stamp, StampEvidence, Zone, ZoneKind,
};
use sha2::{Digest, Sha256};

use crate::bound::{self, is_field};
use crate::draft::Draft;
use crate::error::{IntakeError, Place};
use crate::language::language;
use crate::paragraph::heads_correction;
use crate::{Options, date, dateline};

/// Bytes of text that are looked at to tell the language.
const SAMPLE: usize = 32 << 10;

/// Where an article's bytes came from, and the bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given<'a> {
    /// The bytes handed in: a file, a line, or an element of an array written out.
    pub(crate) bytes: &'a [u8],
    /// Where they stand.
    pub(crate) place: &'a Place,
    /// The `doc` or `id` of the record.
    pub(crate) doc: Option<&'a str>,
}

/// Makes an article of `draft`: finds the dateline, the dates that only the words tell, and the
/// language.
pub(crate) fn article(
    draft: Draft,
    given: Given<'_>,
    options: &Options,
) -> Result<Article, IntakeError> {
    let Draft {
        text,
        mut zones,
        pictures,
        mut masthead,
        language: said,
    } = draft;
    if text.contains('\0') {
        return Err(IntakeError::Binary(given.place.clone()));
    }
    if zones.is_empty() {
        return Err(IntakeError::NoText(given.place.clone()));
    }
    cut_dateline(&text, &mut zones, &mut masthead);
    date_by_words(&text, &zones, &mut masthead);
    masthead.published = options.published.or(masthead.published);
    sign_by_persons(&mut masthead);
    let masthead = bound::masthead(masthead);
    let told = language(&sample(&text, &zones));
    Ok(Article {
        id: ArticleId(*blake3::hash(given.bytes).as_bytes()),
        text_sha256: Sha256::digest(&text).into(),
        origin: Origin {
            path: given.place.path.clone(),
            line: given.place.line,
            doc: given.doc.filter(|doc| is_field(doc)).map(str::to_owned),
        },
        language: match told {
            Language::Unknown => said.unwrap_or(told),
            told => told,
        },
        masthead,
        zones,
        pictures,
        text,
    })
}

/// Paragraphs among which the dateline is looked for: a label may stand above it.
const FIRST: usize = 3;
/// Bytes of such a label.
const LABEL: usize = 120;

/// Takes the dateline out of the story's beginning. Its agency is the outlet where nothing else
/// tells: others who print a wire story mostly name themselves.
fn cut_dateline(text: &str, zones: &mut [Zone], masthead: &mut Masthead) {
    if masthead.dateline.is_some() {
        return;
    }
    let story = zones.iter_mut().filter(|zone| zone.kind == ZoneKind::Body);
    for zone in story.take(FIRST) {
        let words = zone.span.of(text);
        let (start, end) = (zone.span.start(), zone.span.end());
        let cut = start + dateline::length(words);
        if let (Some(line), Some(rest)) =
            (Span::new(text, start..cut), Span::trimmed(text, cut..end))
        {
            let agency = dateline::agency(line.of(text)).map(str::to_owned);
            masthead.outlet = masthead.outlet.take().or(agency);
            masthead.dateline = Some(line);
            zone.span = rest;
            return;
        }
        if words.len() > LABEL {
            return;
        }
    }
}

/// Fills in the dates that nothing but the words tell: a dateline with a year, the day of the last
/// correction.
fn date_by_words(text: &str, zones: &[Zone], masthead: &mut Masthead) {
    let words = masthead.dateline.map(|span| span.of(text));
    let filed = words.and_then(|words| date::stamp(words, StampEvidence::Text));
    masthead.published = masthead.published.or(filed);
    let corrections = zones
        .iter()
        .filter(|zone| zone.kind == ZoneKind::Correction);
    let changed = corrections
        .filter_map(|zone| changed(zone.span.of(text)))
        .max_by_key(|stamp| stamp.date);
    masthead.modified = masthead.modified.or(changed);
}

/// The day at the head of a correction note: *Correction: March 14, 2031*, or *was amended on
/// 14 March 2031 to …*. Days further on are of what was corrected.
fn changed(note: &str) -> Option<Stamp> {
    let sentence = note.split(" to ").next()?;
    let head = sentence
        .char_indices()
        .nth(90)
        .map_or(sentence, |(at, _)| sentence.get(..at).unwrap_or_default());
    let is_told = [
        "amended",
        "corrected",
        "updated",
        "revised",
        "edited",
        "changed",
        "modified",
    ]
    .iter()
    .any(|word| head.contains(word));
    let is_told = is_told || heads_correction(note);
    date::stamp(head, StampEvidence::Text).filter(|_| is_told)
}

/// Where persons sign, the outlet that a byline names beside them is no author.
fn sign_by_persons(masthead: &mut Masthead) {
    let is_outlet = |author: &String| masthead.outlet.as_ref() == Some(author);
    if !masthead.authors.iter().all(is_outlet) {
        let outlet = masthead.outlet.as_ref();
        masthead.authors.retain(|author| outlet != Some(author));
    }
}

/// The beginning of what is read.
fn sample(text: &str, zones: &[Zone]) -> String {
    let mut sample = String::new();
    for zone in zones {
        sample.push_str(zone.span.of(text));
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain;

    fn read(text: &str) -> Article {
        let place = Place::file("bridge.txt");
        let given = Given {
            bytes: text.as_bytes(),
            place: &place,
            doc: None,
        };
        article(plain::read(text.to_owned()), given, &Options::default()).unwrap()
    }

    fn day(stamp: Option<Stamp>) -> Option<String> {
        stamp.map(|stamp| stamp.date.to_string())
    }

    #[test]
    fn a_dateline_leaves_the_story() {
        let read =
            read("Bridge shut\n\nVELIN, March 3, 2031 (Northern Wire) — The bridge is shut.");
        let dateline = read.masthead.dateline.map(|span| read.quote(span));
        assert_eq!(dateline, Some("VELIN, March 3, 2031 (Northern Wire) —"));
        assert_eq!(read.quote(read.zones[1].span), "The bridge is shut.");
        assert_eq!(day(read.masthead.published).as_deref(), Some("2031-03-03"));
        assert_eq!(read.masthead.outlet.as_deref(), Some("Northern Wire"));
    }

    #[test]
    fn a_dateline_may_stand_below_a_label_and_yields_to_an_outlet() {
        let read = read(
            "Bridge shut\n\nBy Ada Holt | The Courier\n\nFROM OUR WIRES\n\nPORT VELIN, March 3, 2031 (NW) — It is.",
        );
        assert_eq!(read.masthead.outlet.as_deref(), Some("The Courier"));
        assert_eq!(
            read.zones.last().map(|zone| read.quote(zone.span)),
            Some("It is.")
        );
        assert_eq!(day(read.masthead.published).as_deref(), Some("2031-03-03"));
    }

    #[test]
    fn a_day_without_a_year_dates_nothing() {
        assert_eq!(
            read("VELIN, March 3 (NW) — The bridge is shut.")
                .masthead
                .published,
            None
        );
    }

    #[test]
    fn a_correction_tells_when() {
        let text = "The bridge is shut.\n\nThis article was amended on 14 March 2031 to say that the bridge shut on 3 March 2031.";
        assert_eq!(
            day(read(text).masthead.modified).as_deref(),
            Some("2031-03-14")
        );
        let text = "The bridge is shut.\n\nCorrection: The bridge shut on 3 March 2031.";
        assert_eq!(read(text).masthead.modified, None);
    }

    #[test]
    fn hashes_are_those_of_bytes_and_text() {
        let read = read("The bridge is shut.");
        assert_eq!(
            read.id.to_string(),
            blake3::hash(b"The bridge is shut.").to_hex().to_string()
        );
        assert_eq!(
            read.text_sha256.first(),
            Some(&Sha256::digest(b"The bridge is shut.")[0])
        );
    }
}
