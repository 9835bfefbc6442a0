//! What a finding says, made ready to be held against what another one says.

use jiff::civil::Date;
use onrecord_record::{
    AbsenceKind, Act, Article, Aspect, Directness, DoubtKind, Extent, Factuality, Interval, Mood,
    NameKind, Polarity, Precision, Reading, Span, Statement, TimeId, Valuation, ZoneKind,
};

use crate::name::Names;
use crate::quantity::{Quantity, is_number, quantities};
use crate::turned::{self, Turned};
use crate::verbatim::Verbatim;
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
    /// The same, joined by blanks.
    pub(crate) words: String,
    /// The words and names that tell something, in text order.
    pub(crate) terms: Vec<Term>,
    /// The numbers.
    pub(crate) quantities: Vec<Quantity>,
    /// The days told in it.
    pub(crate) days: Vec<Interval>,
    /// Whether the last voice says that it is so.
    pub(crate) stance: Stance,
    /// It hangs on a condition, is one, or is asked.
    pub(crate) is_open: bool,
    /// It is still to come, by its words.
    pub(crate) is_to_come: bool,
    /// The day its article was published.
    pub(crate) told_at: Option<Date>,
    /// It corrects what was said before.
    pub(crate) is_correction: bool,
    /// How many words of it negate.
    pub(crate) negations: usize,
    /// The stems that a negation or *to* stands before.
    pub(crate) turned: Turned,
    /// What is in quotation marks there.
    pub(crate) verbatim: Verbatim,
    /// How far it can be relied on that it was found as it is.
    pub(crate) trust: Trust,
    /// It tells how something is, in an article's own voice, and not what happened.
    pub(crate) is_state: bool,
    /// A name stands behind *by*: what it did is told in the passive.
    pub(crate) by_names: bool,
}

/// How far it can be relied on that a finding is what the article says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// Nothing speaks against it.
    Sound,
    /// Its words stand there; whose they are is in doubt.
    WhoseIsOpen,
    /// It is rather wrong than right: it confirms and contradicts nothing.
    Doubtful,
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

/// Whether it is said to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stance {
    /// It is, surely or not.
    Holds,
    /// It is not.
    Fails,
    /// Neither: it is asked, wished, passed on.
    Untold,
    /// It is absent in this way: not known, not answered.
    Absent(AbsenceKind),
}

impl Stance {
    fn of(value: Factuality) -> Stance {
        match value {
            Factuality::Committed(_, Polarity::Holds) => Stance::Holds,
            Factuality::Committed(_, Polarity::Fails) => Stance::Fails,
            Factuality::KnownUntold | Factuality::Uncommitted => Stance::Untold,
        }
    }

    /// What is so where this is not, and not so where it is.
    fn reversed(self) -> Stance {
        match self {
            Stance::Holds => Stance::Fails,
            Stance::Fails => Stance::Holds,
            other => other,
        }
    }

    /// That nothing of the kind happened is a plain *no*; that something is not known is no answer
    /// to whether it is so.
    fn of_absence(kind: AbsenceKind) -> Stance {
        match kind {
            AbsenceKind::DidNotHappen => Stance::Fails,
            kind => Stance::Absent(kind),
        }
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
    let open = doubted(reading);
    for (at, one) in findings.statements.iter().enumerate() {
        let stance = reader.stance(one);
        let Some(told) = reader.told(one) else {
            continue;
        };
        let read = reader.read(Finding::Statement(at), told, stance, &one.mood, &one.times);
        found.extend(read.map(|read| Proposition {
            trust: trust(one, open.as_ref()),
            verbatim: Verbatim::of(&reading.article, one),
            ..read
        }));
    }
    for (at, one) in findings.narration.iter().enumerate() {
        let (stance, span) = (reader.valued(&one.valuation), one.span.into());
        found.extend(reader.read(Finding::Narration(at), span, stance, &one.mood, &one.times));
    }
    for (at, one) in findings.absences.iter().enumerate() {
        let (stance, span) = (Stance::of_absence(one.kind), one.span.into());
        let read = reader.read(Finding::Absence(at), span, stance, &Mood::default(), &[]);
        found.extend(read.map(|read| Proposition {
            trust: match findings.is_on_doubtful_word(one) {
                true => Trust::Doubtful,
                false => Trust::Sound,
            },
            ..read
        }));
    }
    found
}

/// The places of `reading` at which it is in doubt who speaks.
fn doubted(reading: &Reading) -> Option<Extent> {
    let doubts = reading.findings.doubts.iter();
    let open = doubts.filter(|one| matches!(one.why, DoubtKind::NoSource | DoubtKind::TwoSources));
    Extent::new(open.map(|one| one.at).collect())
}

/// How far a statement can be relied on, `open` being where it is in doubt who speaks.
fn trust(statement: &Statement, open: Option<&Extent>) -> Trust {
    let words = &statement.attribution;
    let parts = words.source.iter().chain([&words.content]);
    let mut parts = parts.flat_map(Extent::parts);
    if words.is_doubtful() {
        Trust::Doubtful
    } else if open.is_some_and(|open| parts.any(|part| open.overlaps(*part))) {
        Trust::WhoseIsOpen
    } else {
        Trust::Sound
    }
}

/// A content of fewer telling words says nothing by itself.
const FEW: usize = 3;

/// Where the sentence begins that ends, or is cut, at the end of `before`.
pub fn sentence_start(before: &str) -> usize {
    let mark = before.rfind(['\n', '!', '?']);
    mark.max(before.rfind(". ")).map_or(0, |at| at + 1)
}

/// The sentence or sentences that hold `span`, as far as stops and line breaks tell.
fn sentence(article: &Article, span: Span) -> Span {
    let text = &article.text;
    let before = text.get(..span.start()).unwrap_or("");
    let from = sentence_start(before);
    let after = text.get(span.end()..).unwrap_or("");
    let stop = [". ", ".\n", "\n", "! ", "? "]
        .iter()
        .filter_map(|mark| after.find(mark))
        .min();
    let to = stop.map_or(text.len(), |at| span.end() + at);
    Span::trimmed(text, from..to).unwrap_or(span)
}

struct Reader<'a> {
    article: usize,
    reading: &'a Reading,
    names: &'a Names,
}

impl Reader<'_> {
    /// Whether a statement is told to be so. Surprise at a fact is no denial of it.
    fn stance(&self, statement: &Statement) -> Stance {
        let Some(value) = statement.values.last() else {
            return Stance::Untold;
        };
        let stance = self.valued(value);
        if stance == Stance::Fails && turned::is_surprise(&self.reading.article, statement) {
            return Stance::Untold;
        }
        stance
    }

    /// Whether it is told to be so; a negation in quotation marks of its own (*the lone "no" vote*) is
    /// the name of one.
    fn valued(&self, valuation: &Valuation) -> Stance {
        let is_named = |span: &Span| turned::is_named(&self.reading.article, *span);
        let because = &valuation.because;
        match Stance::of(valuation.value) {
            Stance::Fails if !because.is_empty() && because.iter().all(is_named) => Stance::Holds,
            stance => stance,
        }
    }

    /// What a statement tells: its content, or the whole sentence where the act is itself the deed
    /// (*parliament approved the bill*); nothing where the content is next to nothing (*it*).
    fn told(&self, statement: &Statement) -> Option<Extent> {
        let attribution = &statement.attribution;
        let article = &self.reading.article;
        if statement.act == Act::Decided && statement.directness == Directness::Indirect {
            let parts = [&attribution.source, &attribution.cue];
            let hull = parts
                .into_iter()
                .flatten()
                .fold(attribution.content.hull(), |hull, part| {
                    hull.cover(part.hull())
                });
            return Some(sentence(article, hull).into());
        }
        let words = attribution.content.parts().iter();
        let telling = words
            .flat_map(|part| word::words(article, *part))
            .filter(|word| !word::is_small(&word.form))
            .count();
        (telling >= FEW).then(|| attribution.content.clone())
    }

    /// `None` where no word tells anything.
    fn read(
        &self,
        finding: Finding,
        extent: Extent,
        stance: Stance,
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
        // whoever passes on a denial says of what is denied that it is not so
        let stance = match turned::opens_with_denial(&words) {
            true => stance.reversed(),
            false => stance,
        };
        Some(Proposition {
            item: Item {
                article: self.article,
                finding,
            },
            quantities: self.quantities(&words),
            by_names: self.by_names(&words),
            negations: turned::negations(article, &words).count(),
            turned: Turned::of(article, &words),
            verbatim: Verbatim::default(),
            trust: Trust::Sound,
            told_at: article.masthead.published.map(|stamp| stamp.date),
            is_correction: is_correction(article, &extent, &words),
            is_state: self.is_state(finding),
            days: self.days(&extent, times),
            words: joined(article, &extent),
            terms,
            extent,
            stance,
            is_to_come: mood.future.is_some(),
            is_open: mood.question
                || mood.is_condition
                || mood.condition.is_some()
                || leaves_open(&words),
        })
    }

    fn is_state(&self, finding: Finding) -> bool {
        let told = match finding {
            Finding::Narration(at) => self.reading.findings.narration.get(at),
            _ => None,
        };
        told.is_some_and(|one| one.aspect == Aspect::State)
    }

    /// The numbers that belong to no date.
    fn quantities(&self, words: &[Word]) -> Vec<Quantity> {
        let times = &self.reading.findings.times;
        let mut found = quantities(words);
        found.retain(|one| !times.iter().any(|time| time.span.overlaps(one.span)));
        found
    }

    /// The days that the words tell.
    fn days(&self, extent: &Extent, times: &[TimeId]) -> Vec<Interval> {
        let findings = &self.reading.findings;
        let listed = times.iter().filter_map(|id| findings.time(*id));
        let inside = findings
            .times
            .iter()
            .filter(|time| extent.contains(time.span));
        let mut days: Vec<Interval> = listed
            .chain(inside)
            .filter_map(|time| time.interval)
            .filter(|interval| interval.precision != Precision::Vague)
            .collect();
        days.dedup();
        days
    }

    /// Does a name follow *by*, with two words between at most?
    fn by_names(&self, words: &[Word]) -> bool {
        words.iter().enumerate().any(|(at, word)| {
            let near = words[at + 1..].iter().take(3);
            word.form == "by"
                && near
                    .into_iter()
                    .any(|word| self.names.at(word.span).is_some())
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

/// *It could not be ruled out that …*: told neither to be so nor not to be so.
fn leaves_open(words: &[Word]) -> bool {
    words.windows(2).enumerate().any(|(at, two)| {
        let excludes = matches!(
            (two[0].form.as_str(), two[1].form.as_str()),
            ("ruled" | "rule", "out")
        ) || two[0].form == "excluded";
        let before = words[..at].iter().rev().take(3);
        excludes && before.into_iter().any(|word| word::negates(&word.form))
    })
}

/// The words of `extent`, a blank between its parts.
fn joined(article: &Article, extent: &Extent) -> String {
    let parts = extent.parts().iter().map(|part| article.quote(*part));
    parts.collect::<Vec<_>>().join(" ")
}

/// Does it stand in a note of correction, speak of one, or tell a number that one puts right?
fn is_correction(article: &Article, extent: &Extent, words: &[Word]) -> bool {
    const WORDS: [&str; 6] = [
        "correction",
        "corrected",
        "misstated",
        "erroneously",
        "incorrectly",
        "clarification",
    ];
    let zone = article.zone_at(extent.first().start());
    let notes = article.zones.iter();
    let mut notes = notes.filter(|zone| zone.kind == ZoneKind::Correction);
    let mut numbers = words.iter().filter(|word| is_number(&word.form));
    let is_put_right = notes.any(|zone| {
        let note = word::words(article, zone.span);
        numbers.any(|number| note.iter().any(|word| word.form == number.form))
    });
    is_put_right
        || zone.is_some_and(|zone| zone.kind == ZoneKind::Correction)
        || words.iter().any(|word| WORDS.contains(&word.form.as_str()))
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
