//! One article with its findings as a line of JSON: `extract --format record|attributions`.

use onrecord_desk::Reading;
use onrecord_record as record;
use onrecord_record::{Extent, Findings, Mood, Valuation, Voice};
use serde::Serialize;

use super::article::{Language, Masthead, Picture, Zone};
use super::event::{Event, Place};
use super::{Range, Ruler, doc, hex, path, rounded, term};

/// The line of `extract --format attributions`: the outermost attributions alone.
#[derive(Debug, Serialize)]
pub(crate) struct Attributions {
    doc: String,
    text_sha256: String,
    attributions: Vec<Attribution>,
}

impl Attributions {
    pub(crate) fn new(reading: &Reading) -> Attributions {
        Attributions {
            doc: doc(&reading.article),
            text_sha256: hex(&reading.article.text_sha256),
            attributions: outermost(&Ruler::new(&reading.article), &reading.findings),
        }
    }
}

#[derive(Debug, Serialize)]
struct Attribution {
    source: Vec<Range>,
    cue: Vec<Range>,
    content: Vec<Range>,
}

fn outermost(ruler: &Ruler<'_>, findings: &Findings) -> Vec<Attribution> {
    let all = findings.statements.iter().map(|one| &one.attribution);
    // a quotation with nobody beside it is a statement by somebody untold, and no relation
    let is_relation = |one: &&record::Attribution| one.cue.is_some() || one.source.is_some();
    let outer = all.filter(|one| one.parent.is_none()).filter(is_relation);
    outer
        .map(|attribution| Attribution {
            source: ruler.ranges(attribution.source.as_ref()),
            cue: ruler.ranges(attribution.cue.as_ref()),
            content: ruler.ranges(Some(&attribution.content)),
        })
        .collect()
}

/// The line of `extract --format record`: everything found in one article.
#[derive(Debug, Serialize)]
pub(crate) struct Record<'a> {
    doc: String,
    id: String,
    path: &'a str,
    line: Option<u32>,
    text_sha256: String,
    text: &'a str,
    language: Language,
    masthead: Masthead<'a>,
    zones: Vec<Zone>,
    pictures: Vec<Picture>,
    sources: Vec<Source<'a>>,
    attributions: Vec<Attribution>,
    statements: Vec<Statement<'a>>,
    narrator: Vec<Narration>,
    absences: Vec<Absence<'a>>,
    times: Vec<Time>,
    names: Vec<Name<'a>>,
    places: Vec<Place<'a>>,
    events: Vec<Event<'a>>,
    doubts: Vec<Doubt>,
}

impl<'a> Record<'a> {
    pub(crate) fn new(reading: &'a Reading) -> Record<'a> {
        let (article, findings) = (&reading.article, &reading.findings);
        let ruler = &Ruler::new(article);
        let shape = &Shape { ruler, findings };
        Record {
            doc: doc(article),
            id: article.id.to_string(),
            path: path(article),
            line: article.origin.line,
            text_sha256: hex(&article.text_sha256),
            text: &article.text,
            language: Language::new(article.language),
            masthead: Masthead::new(ruler, &article.masthead),
            zones: each(&article.zones, |zone| Zone::new(ruler, zone)),
            pictures: each(&article.pictures, |picture| Picture::new(ruler, picture)),
            sources: shape.sources(),
            attributions: outermost(ruler, findings),
            statements: each(&findings.statements, |one| shape.statement(one)),
            narrator: each(&findings.narration, |one| shape.narration(one)),
            absences: each(&findings.absences, |one| shape.absence(one)),
            times: each(&findings.times, |time| Time::new(ruler, time)),
            names: each(&findings.names, |name| Name {
                name: ruler.words(name.span),
                span: ruler.range(name.span),
                kind: term::name(name.kind),
            }),
            places: each(&findings.places, |place| Place::new(ruler, place)),
            events: each(&findings.events, |event| shape.event(event)),
            doubts: each(&findings.doubts, |doubt| Doubt {
                span: ruler.range(doubt.at),
                why: term::doubt(doubt.why),
            }),
        }
    }
}

pub(super) fn each<'l, T, U>(list: &'l [T], shape: impl Fn(&'l T) -> U) -> Vec<U> {
    list.iter().map(shape).collect()
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    id: u32,
    name: &'a str,
    span: Range,
    #[serde(rename = "type")]
    kind: &'static str,
    mentions: Vec<Vec<Range>>,
    anonymity: Option<Anonymity>,
}

#[derive(Debug, Serialize)]
struct Anonymity {
    descriptor: Option<Range>,
    number: Option<Range>,
    reason: Option<Range>,
}

/// Whose words or commitment: the narrator, a source, or somebody the article does not tell.
#[derive(Debug, Serialize)]
pub(super) struct Speaker<'a> {
    voice: &'static str,
    id: Option<u32>,
    name: Option<&'a str>,
    span: Option<Range>,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Statement<'a> {
    span: Range,
    content: Vec<Range>,
    source: Vec<Speaker<'a>>,
    source_words: Vec<Range>,
    cue: Vec<Range>,
    directness: &'static str,
    act: &'static str,
    factuality: Vec<Value<'a>>,
    clauses: Vec<Clause>,
    #[serde(flatten)]
    mood: Hanging,
    time: Vec<u32>,
    score: f64,
    parent: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Clause {
    span: Range,
    value: &'static str,
    because: Vec<Range>,
}

#[derive(Debug, Serialize)]
struct Value<'a> {
    source: Speaker<'a>,
    value: &'static str,
    because: Vec<Range>,
}

/// What hangs over a clause: condition, future, question.
#[derive(Debug, Serialize)]
struct Hanging {
    conditional: bool,
    condition: Option<Range>,
    future: bool,
    future_words: Option<Range>,
    question: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct Narration {
    span: Range,
    about: Option<Range>,
    predicate: Range,
    aspect: &'static str,
    factuality: &'static str,
    because: Vec<Range>,
    #[serde(flatten)]
    mood: Hanging,
    time: Vec<u32>,
}

#[derive(Debug, Serialize)]
pub(super) struct Absence<'a> {
    span: Range,
    about: Option<Range>,
    kind: &'static str,
    source: Vec<Speaker<'a>>,
    because: Vec<Range>,
    factuality: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct Time {
    span: Range,
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
    begin: Option<String>,
    end: Option<String>,
    precision: Option<&'static str>,
}

impl Time {
    pub(super) fn new(ruler: &Ruler<'_>, time: &record::TimeExpression) -> Time {
        Time {
            span: ruler.range(time.span),
            kind: term::time(time.kind),
            value: time.value.clone(),
            begin: time.interval.map(|interval| interval.begin.to_string()),
            end: time.interval.map(|interval| interval.end.to_string()),
            precision: time
                .interval
                .map(|interval| term::precision(interval.precision)),
        }
    }
}

#[derive(Debug, Serialize)]
struct Name<'a> {
    name: &'a str,
    span: Range,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct Doubt {
    span: Range,
    why: &'static str,
}

/// The article's ruler and findings: what shaping a finding needs.
pub(super) struct Shape<'r, 'a> {
    pub(super) ruler: &'r Ruler<'a>,
    pub(super) findings: &'r Findings,
}

impl<'a> Shape<'_, 'a> {
    fn sources(&self) -> Vec<Source<'a>> {
        let numbered = (0u32..).zip(&self.findings.sources);
        numbered
            .map(|(id, source)| self.source(id, source))
            .collect()
    }

    fn source(&self, id: u32, source: &record::Source) -> Source<'a> {
        let ruler = self.ruler;
        Source {
            id,
            name: ruler.words(source.name),
            span: ruler.range(source.name),
            kind: term::source(source.kind),
            mentions: each(&source.mentions, |mention: &Extent| {
                ruler.ranges(Some(mention))
            }),
            anonymity: source.anonymity.as_ref().map(|anonymity| Anonymity {
                descriptor: ruler.maybe(anonymity.descriptor),
                number: ruler.maybe(anonymity.number),
                reason: ruler.maybe(anonymity.reason),
            }),
        }
    }

    fn speaker(&self, voice: Voice) -> Speaker<'a> {
        let id = match voice {
            Voice::Source(id) => Some(id),
            Voice::Narrator | Voice::Unstated => None,
        };
        let source = id.and_then(|id| self.findings.source(id));
        Speaker {
            voice: term::voice(voice),
            id: id.map(|id| id.0),
            name: source.map(|source| self.ruler.words(source.name)),
            span: source.map(|source| self.ruler.range(source.name)),
            kind: source.map(|source| term::source(source.kind)),
        }
    }

    pub(super) fn speakers(&self, chain: &[Voice]) -> Vec<Speaker<'a>> {
        each(chain, |voice| self.speaker(*voice))
    }

    pub(super) fn statement(&self, statement: &record::Statement) -> Statement<'a> {
        let (ruler, words) = (self.ruler, &statement.attribution);
        Statement {
            span: ruler.range(words.content.hull()),
            content: ruler.ranges(Some(&words.content)),
            source: self.speakers(&statement.chain),
            source_words: ruler.ranges(words.source.as_ref()),
            cue: ruler.ranges(words.cue.as_ref()),
            directness: term::directness(statement.directness),
            act: term::act(statement.act),
            factuality: each(&statement.values, |value| self.value(value)),
            clauses: each(&statement.clauses, |clause| self.clause(clause)),
            mood: self.mood(&statement.mood),
            time: statement.times.iter().map(|id| id.0).collect(),
            score: rounded(words.score),
            parent: words.parent,
        }
    }

    fn value(&self, valuation: &Valuation) -> Value<'a> {
        Value {
            source: self.speaker(valuation.voice),
            value: valuation.value.code(),
            because: self.ruler.list(&valuation.because),
        }
    }

    fn clause(&self, clause: &record::ClauseValue) -> Clause {
        Clause {
            span: self.ruler.range(clause.words),
            value: clause.value.code(),
            because: self.ruler.list(&clause.because),
        }
    }

    fn mood(&self, mood: &Mood) -> Hanging {
        Hanging {
            conditional: mood.condition.is_some() || mood.is_condition,
            condition: self.ruler.maybe(mood.condition),
            future: mood.future.is_some(),
            future_words: self.ruler.maybe(mood.future),
            question: mood.question,
        }
    }

    pub(super) fn narration(&self, narration: &record::Narration) -> Narration {
        Narration {
            span: self.ruler.range(narration.span),
            about: self.ruler.maybe(narration.about),
            predicate: self.ruler.range(narration.predicate),
            aspect: term::aspect(narration.aspect),
            factuality: narration.valuation.value.code(),
            because: self.ruler.list(&narration.valuation.because),
            mood: self.mood(&narration.mood),
            time: narration.times.iter().map(|id| id.0).collect(),
        }
    }

    pub(super) fn absence(&self, absence: &record::Absence) -> Absence<'a> {
        Absence {
            span: self.ruler.range(absence.span),
            about: self.ruler.maybe(absence.about),
            kind: term::absence(absence.kind),
            source: self.speakers(&absence.chain),
            because: self.ruler.list(&absence.because),
            factuality: absence.valuation.value.code(),
        }
    }
}
