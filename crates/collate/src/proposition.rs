//! What a finding says, made ready to be held against what another one says.

use onrecord_record::{
    Extent, Factuality, Interval, Mood, NameKind, Polarity, Precision, Reading, Span, TimeId,
};

use crate::name::Names;
use crate::quantity::{Quantity, is_number, quantities};
use crate::word::{self, Word};

/// Which finding of which article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// The article, by its number in the collation, from 0.
    pub article: usize,
    /// The finding in it.
    pub finding: Finding,
}

/// A finding, by its number in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// What somebody said.
    Statement(usize),
    /// What the article says itself.
    Narration(usize),
    /// What is absent.
    Absence(usize),
}

/// What one finding says.
#[derive(Debug, Clone)]
pub(crate) struct Proposition {
    pub(crate) item: Item,
    /// Its words in the article.
    pub(crate) extent: Extent,
    /// The words and names that tell something, in text order.
    pub(crate) terms: Vec<Term>,
    /// The numbers.
    pub(crate) quantities: Vec<Quantity>,
    /// The days told in it.
    pub(crate) days: Vec<Interval>,
    /// What the last voice makes of it.
    pub(crate) value: Factuality,
    /// It hangs on a condition, is one, or is asked.
    pub(crate) is_open: bool,
    /// A name stands behind *by*: what it did is told in the passive.
    pub(crate) by_names: bool,
}

/// A word or name that tells something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Term {
    pub(crate) span: Span,
    pub(crate) kind: TermKind,
    /// How much it tells.
    pub(crate) weight: f32,
}

/// What a term is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TermKind {
    /// A word, by its form and stem.
    Word {
        /// In lower case.
        form: String,
        /// Without its ending.
        stem: String,
    },
    /// A name, by its words as far as the article tells them.
    Name {
        /// Folded words of the fullest form in the article.
        words: Vec<String>,
        /// What it names.
        kind: NameKind,
    },
}

impl Proposition {
    /// It is said not to be so.
    pub(crate) fn fails(&self) -> bool {
        matches!(self.value, Factuality::Committed(_, Polarity::Fails))
    }
}

/// What every finding of `reading`, the article numbered `article`, says.
pub(crate) fn propositions(article: usize, reading: &Reading) -> Vec<Proposition> {
    let names = Names::of(reading);
    let reader = Reader {
        article,
        reading,
        names: &names,
    };
    let findings = &reading.findings;
    let mut found = Vec::new();
    for (at, one) in findings.statements.iter().enumerate() {
        let value = one.values.last().map_or(Factuality::Uncommitted, |last| last.value);
        let content = one.attribution.content.clone();
        found.extend(reader.read(Finding::Statement(at), content, value, &one.mood, &one.times));
    }
    for (at, one) in findings.narration.iter().enumerate() {
        let (value, span) = (one.valuation.value, one.span.into());
        found.extend(reader.read(Finding::Narration(at), span, value, &one.mood, &one.times));
    }
    for (at, one) in findings.absences.iter().enumerate() {
        let (value, span) = (one.valuation.value, one.span.into());
        found.extend(reader.read(Finding::Absence(at), span, value, &Mood::default(), &[]));
    }
    found
}

struct Reader<'a> {
    article: usize,
    reading: &'a Reading,
    names: &'a Names,
}

impl Reader<'_> {
    /// `None` where no word tells anything.
    fn read(
        &self,
        finding: Finding,
        extent: Extent,
        value: Factuality,
        mood: &Mood,
        times: &[TimeId],
    ) -> Option<Proposition> {
        let article = &self.reading.article;
        let words: Vec<Word> = extent
            .parts()
            .iter()
            .flat_map(|part| word::words(article, *part))
            .collect();
        let terms = self.terms(&words);
        if terms.is_empty() {
            return None;
        }
        Some(Proposition {
            item: Item {
                article: self.article,
                finding,
            },
            quantities: quantities(&words),
            by_names: self.by_names(&words),
            days: self.days(&extent, times),
            terms,
            extent,
            value,
            is_open: mood.question || mood.is_condition || mood.condition.is_some(),
        })
    }

    /// The days that the words tell, those told to the day or nearly so.
    fn days(&self, extent: &Extent, times: &[TimeId]) -> Vec<Interval> {
        let findings = &self.reading.findings;
        let listed = times.iter().filter_map(|id| findings.time(*id));
        let inside = findings
            .times
            .iter()
            .filter(|time| times.is_empty() && extent.contains(time.span));
        let all = listed.chain(inside);
        all.filter_map(|time| time.interval)
            .filter(|interval| interval.precision != Precision::Vague)
            .collect()
    }

    /// Does a name follow *by*, with two words between at most?
    fn by_names(&self, words: &[Word]) -> bool {
        words.iter().enumerate().any(|(at, word)| {
            let near = words[at + 1..].iter().take(3);
            word.form == "by" && near.into_iter().any(|word| self.names.at(word.span).is_some())
        })
    }

    fn terms(&self, words: &[Word]) -> Vec<Term> {
        let mut terms = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            if let Some(name) = self.names.at(word.span) {
                let inside = words[at..]
                    .iter()
                    .take_while(|word| name.span.contains(word.span));
                let length = inside.count().max(1);
                terms.push(Term {
                    span: word.span.cover(words[at + length - 1].span),
                    weight: 1.5,
                    kind: TermKind::Name {
                        words: name.words.clone(),
                        kind: name.kind,
                    },
                });
                at += length;
                continue;
            }
            terms.extend(plain(word));
            at += 1;
        }
        terms
    }
}

/// A word that is no name; none where it is small or a number.
fn plain(word: &Word) -> Option<Term> {
    if word::is_small(&word.form) || is_number(&word.form) {
        return None;
    }
    Some(Term {
        span: word.span,
        weight: if word::is_light(&word.form) { 0.4 } else { 1.0 },
        kind: TermKind::Word {
            form: word.form.clone(),
            stem: word::stem(&word.form),
        },
    })
}
