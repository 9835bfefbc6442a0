//! A sentence as the matchers read it: lower-case words, tags, and the days to count from.

use jiff::civil::Date;

use onrecord_record::ZoneKind;

use crate::document::{Document, Sentence, Token};
use crate::lexicon::time::{Daypart, Season, Unit, WORDS};
use crate::tag::{EntityTag, Pos};

use super::calendar::Period;

/// One sentence.
pub(super) struct Line<'a> {
    document: &'a Document<'a>,
    /// Its tokens.
    pub(super) tokens: &'a [Token],
    /// Their words in lower case, without the stops of abbreviations.
    pub(super) words: Vec<String>,
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// The day, month or year last told of.
    pub(super) reference: Option<Period>,
    /// The day last told of, whatever was told since.
    pub(super) last_day: Option<Date>,
    /// The days that the article names by the day of the week alone.
    pub(super) plain: &'a [Date],
    /// A headline or caption: its present tense tells what has been.
    pub(super) headline: bool,
}

impl<'a> Line<'a> {
    pub(super) fn new(document: &'a Document<'a>, sentence: &Sentence) -> Line<'a> {
        let tokens = document
            .tokens
            .get(sentence.tokens.clone())
            .unwrap_or_default();
        let words = tokens
            .iter()
            .map(|token| plain(document.quote(token.span)))
            .collect();
        let published = document.article.masthead.published;
        Line {
            document,
            tokens,
            words,
            published: published.map(|stamp| stamp.date),
            reference: None,
            last_day: None,
            plain: &[],
            headline: matches!(
                document.zone(sentence),
                ZoneKind::Headline | ZoneKind::Caption
            ),
        }
    }

    /// The day last told of, if nothing coarser was told since.
    pub(super) fn day(&self) -> Option<Date> {
        self.reference.and_then(Period::day)
    }

    /// The day from which a number of `unit` is counted that starts from what was last told of.
    pub(super) fn pivot(&self, unit: Unit) -> Option<Date> {
        self.reference.and_then(|period| period.pivot(unit))
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at `at`; empty outside the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// The word before `at`; empty at the beginning.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// Is the word at `at` one of `words`?
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// Do `words` stand from `at` on?
    pub(super) fn reads(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(step, word)| self.word(at + step) == *word)
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.is(at, &["-", "–", "‑"])
    }

    /// As it stands in the article.
    pub(super) fn text(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |token| self.document.quote(token.span))
    }

    pub(super) fn pos(&self, at: usize) -> Pos {
        self.tokens.get(at).map_or(Pos::Mark, |token| token.pos)
    }

    /// Is the word part of a name?
    pub(super) fn is_named(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.entity != EntityTag::Outside)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
        WORDS.unit.get(self.word(at))
    }

    pub(super) fn season(&self, at: usize) -> Option<Season> {
        WORDS.season.get(self.word(at))
    }

    pub(super) fn daypart(&self, at: usize) -> Option<Daypart> {
        WORDS.daypart.get(self.word(at))
    }

    /// The number written in digits alone at `at`, of at most `most` digits.
    pub(super) fn digits(&self, at: usize, most: usize) -> Option<u32> {
        let word = self.word(at);
        let fits = word.len() <= most && word.bytes().all(|byte| byte.is_ascii_digit());
        if fits { word.parse().ok() } else { None }
    }
}

/// In lower case, with a straight apostrophe; stops only between digits: `p.m.` is `pm`.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace('’', "'");
    if lower.starts_with(|first: char| first.is_alphabetic()) {
        lower.replace('.', "")
    } else if lower.ends_with(|last: char| last == '.' || last.is_alphabetic()) && lower.len() > 1 {
        lower.trim_end_matches('.').to_owned()
    } else {
        lower
    }
}
