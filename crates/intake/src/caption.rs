//! What a caption says the picture shows, and whose camera it was.
//!
//! The credit is found first: in brackets at the end, after a label, on a line of its own, or after
//! the last sentence. Then it is cut into parts at its strokes and commas, and each part is an
//! agency, a photographer, an office, or a word on how the picture came. A party that handed a
//! picture out is named as the words name it; where they only say *Handout*, that word stands for it.

mod credit;
mod lexicon;

use std::ops::Range;

use jiff::civil::Date;
use onrecord_record::{Credit, FilePhoto, Picture, Span, StampEvidence};
use regex::Regex;

use crate::date;
use crate::pattern::patterns;

use lexicon::LEXICON;

/// Bytes at the end of a caption in which a credit is looked for.
const REACH: usize = 400;

patterns! {
    /// What opens the caption of an archive picture.
    FILE = r"^[\[(]?(?P<words>FILE(?: (?:PHOTO|PICTURE|IMAGE))?|(?i:file|archive|library) (?i:photo|picture|image|photograph)|File)\s*(?:[:—–]|-\s)\s*";
    /// The same at the end of what is shown, perhaps with a day.
    FILED = r"(?i)(?:^|[.!?,;|—–]\s|[(\[\n]|\s[|—–-]\s)(?P<whole>(?P<words>(?:file|archive|library) (?:photo|picture|image|photograph))(?:[,:]? [^.()\[\]\d]{0,20}\d[^()\[\]]{0,30})?[)\]]?\.?)$";
    /// What stands before a credit.
    LABEL = r"(?:\b|\s|[|])(?P<label>(?i:(?:(?:main|lead|cover) )?(?:photo(?:graph)?s?|images?|pictures?|video)(?: (?:credit|source|by|courtesy))?|source|credits?|courtesy)\s*:\s*|(?i:photo(?:graph)?s?|images?|pictures?|video) (?:by|BY)\s+|(?:Credit(?:\.{2,3}|…|\s)*){1,3}:?)(?P<rest>[©(]?\s*\p{Lu}|(?i:courtesy|handout|supplied|provided|©|the ))";
    /// The words by which a picture came.
    GIVEN = r"(?i)(?:^|[.!?”\s(\[])(?P<given>(?:photos?|images?|pictures?|video|footage)?\s?(?:courtesy (?:of|:)|courtesy:|provided by|released by|supplied by|distributed by|issued by|handout from|contributed by|made available by))\s";
    /// Who gave it, told in the caption itself.
    PARTY = r"(?i)\b(?:photo(?:graph)?|image|picture|footage|video|frame|still|handout)s?\b[^.;:]{0,40}?\b(?:provided|released|distributed|supplied|issued|published|made available) (?:[^.;:]{0,20}? )?by (?:the )?(?P<party>\p{L}[^.,;:()]{1,70}?)(?:,|\s+(?:on|in|via|shows?|and|through)\b|$)";
    /// A day of the calendar.
    DAY = r"(?:\d{1,2} )?\p{Lu}\p{Ll}{2,8}\.? (?:\d{1,2},? )?\d{4}|\d{4}-\d{2}-\d{2}";
}

/// The picture under which `caption` stands, as its words tell.
pub(crate) fn picture(text: &str, caption: Span) -> Picture {
    let words = caption.of(text);
    let opening = FILE.captures(words);
    let head = opening
        .as_ref()
        .and_then(|found| found.get(0))
        .map_or(0, |found| found.end());
    let cut = credit_range(words.get(head..).unwrap_or_default()).map(|cut| cut.after(head));
    let mut shown = shows(words, head, cut.as_ref());
    let base = caption.start();
    let place = |range: Range<usize>| Span::trimmed(text, base + range.start..base + range.end);
    let mut credit = cut
        .map(|cut| credit::read(words, cut.inside))
        .unwrap_or_default();
    if credit.is_bare()
        && let Some(before) = shown.clone()
        && let Some(cut) = credit_range(words.get(before.clone()).unwrap_or_default())
    {
        // `Jane Doe/Reuters (file photo, 3 March 2031)`: whose it is stands before the brackets.
        let cut = cut.after(before.start);
        shown = trimmed(words, before.start..cut.whole.start);
        let file = credit.file;
        credit = credit::read(words, cut.inside);
        credit.file = file.or(credit.file);
    }
    if let Some(party) = PARTY.captures(words).and_then(|found| found.name("party")) {
        credit.handout = Some(party.range());
    }
    let filed = shown.clone().and_then(|range| {
        let found = FILED.captures(words.get(range.clone())?)?;
        let (whole, told) = (found.name("whole")?, found.name("words")?);
        shown = trimmed(words, range.start..range.start + whole.start());
        Some(range.start + told.start()..range.start + told.end())
    });
    let file = opening
        .and_then(|found| Some(found.name("words")?.range()))
        .or(credit.file)
        .or(filed);
    let file = file.and_then(place).map(|span| FilePhoto {
        words: span,
        taken: taken(words),
    });
    let credit = Credit {
        agency: credit.agency.and_then(place),
        photographer: credit.photographer.and_then(place),
        handout: credit.handout.and_then(place),
        file,
    };
    Picture {
        caption,
        shows: shown.and_then(place),
        credit: (credit != Credit::default()).then_some(credit),
    }
}

/// The caption without its credit and the words *file photo*.
fn shows(words: &str, head: usize, cut: Option<&Cut>) -> Option<Range<usize>> {
    let range = match cut {
        Some(cut) if cut.whole.start > head => head..cut.whole.start,
        Some(cut) => cut.whole.end..words.len(),
        None => head..words.len(),
    };
    trimmed(words, range)
}

/// `range` without the marks that a credit was set off by; `None` if it has no words.
fn trimmed(words: &str, range: Range<usize>) -> Option<Range<usize>> {
    let said = words.get(range.clone())?;
    let end = said
        .trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '|' | '[' | '(' | '—' | '–' | '/' | ',' | ';')
        })
        .len();
    let range = range.start..range.start + end;
    words
        .get(range.clone())?
        .chars()
        .any(char::is_alphabetic)
        .then_some(range)
}

/// The last day that a caption names.
fn taken(words: &str) -> Option<Date> {
    let days = DAY
        .find_iter(words)
        .filter_map(|day| date::stamp(day.as_str(), StampEvidence::Text));
    days.last().map(|stamp| stamp.date)
}

/// Where a credit stands.
struct Cut {
    /// With its brackets and label.
    whole: Range<usize>,
    /// Without them.
    inside: Range<usize>,
}

impl Cut {
    /// The same, `head` bytes further on.
    fn after(self, head: usize) -> Cut {
        let move_on = |range: Range<usize>| range.start + head..range.end + head;
        Cut {
            whole: move_on(self.whole),
            inside: move_on(self.inside),
        }
    }
}

/// Where the credit of a caption stands.
fn credit_range(words: &str) -> Option<Cut> {
    bracketed(words)
        .or_else(|| labelled(words, &LABEL, "label"))
        .or_else(|| labelled(words, &GIVEN, "given"))
        .or_else(|| last_line(words))
        .or_else(|| last_sentence(words))
        .or_else(|| whole(words))
        .or_else(|| stroke(words))
}

/// `… (AP Photo/Jane Doe)`
fn bracketed(words: &str) -> Option<Cut> {
    let end = words.trim_end().trim_end_matches('.').len();
    let closed = words.get(..end)?;
    let open = match closed.chars().next_back()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let start = closed.rfind(open)?;
    let inside = start + 1..end - 1;
    let is_credit = end - start < REACH && credit::is_credit(words.get(inside.clone())?);
    is_credit.then_some(Cut {
        whole: start..words.len(),
        inside,
    })
}

/// `… Photo: Jane Doe/Reuters`, `… courtesy of the museum`
fn labelled(words: &str, pattern: &Regex, name: &str) -> Option<Cut> {
    let found = pattern.captures_iter(words).last()?;
    let label = found.name(name)?;
    let is_near = words.len() - label.start() < REACH;
    let inside = if name == "given" {
        label.start()
    } else {
        label.end()
    };
    let sentence = words
        .get(label.end()..)?
        .find(". ")
        .map(|at| label.end() + at);
    let is_last = sentence.is_none_or(|at| words.get(at..).is_some_and(|rest| rest.len() < 60));
    (is_near && is_last).then_some(Cut {
        whole: label.start()..words.len(),
        inside: inside..words.len(),
    })
}

/// A credit on a line of its own, as pages print it under the caption.
fn last_line(words: &str) -> Option<Cut> {
    let start = words.rfind('\n')?;
    let line = words.get(start..)?;
    let is_short =
        line.split_whitespace().count() <= 14 && !line.trim_end().ends_with(['.', '!', '?']);
    let range = start..words.len();
    (is_short || credit::is_credit(line)).then(|| Cut {
        whole: range.clone(),
        inside: range,
    })
}

/// A caption that is nothing but a credit.
fn whole(words: &str) -> Option<Cut> {
    let is_short = words.split_whitespace().count() <= 12;
    let range = 0..words.len();
    (is_short && credit::is_only_credit(words)).then(|| Cut {
        whole: range.clone(),
        inside: range,
    })
}

/// What stands after the last full stop, if it is a credit or a bare name.
fn last_sentence(words: &str) -> Option<Cut> {
    let trimmed = words.trim_end().trim_end_matches('.');
    let floor = trimmed.len().saturating_sub(REACH);
    let border = trimmed
        .char_indices()
        .rev()
        .take_while(|(at, _)| *at >= floor)
        .find(|(at, mark)| {
            matches!(mark, '.' | '!' | '?' | '”' | '"') && ends_sentence(trimmed, *at, *mark)
        })?;
    let start = border.0 + border.1.len_utf8();
    let last = trimmed.get(start..)?;
    let range = start..words.len();
    let is_credit = credit::is_credit(last) || credit::is_name(last.trim());
    is_credit.then(|| Cut {
        whole: range.clone(),
        inside: range,
    })
}

/// Does the mark at `at` end a sentence: a space after it, and no initial or shortened word before?
fn ends_sentence(words: &str, at: usize, mark: char) -> bool {
    let after = words.get(at + mark.len_utf8()..).unwrap_or_default();
    let before = words.get(..at).unwrap_or_default();
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_short = mark == '.'
        && (word.chars().count() == 1 && word.chars().all(char::is_uppercase)
            || LEXICON.is_shortened(word));
    let mut next = after.chars();
    // `… in Velin.Jane Doe—Reuters`: pages glue the credit to the caption.
    let mut is_glued = || {
        mark == '.'
            && word.chars().count() > 2
            && word.ends_with(char::is_lowercase)
            && next.next().is_some_and(char::is_uppercase)
            && next.next().is_some_and(char::is_lowercase)
    };
    (after.starts_with(char::is_whitespace) || is_glued()) && !is_short && !before.is_empty()
}

/// `Holt opens the bridge REUTERS/Jane Doe`: an agency and a stroke at the end.
fn stroke(words: &str) -> Option<Cut> {
    let start = credit::stroke(words)?;
    let range = start..words.len();
    Some(Cut {
        whole: range.clone(),
        inside: range,
    })
}

#[cfg(test)]
mod tests;
