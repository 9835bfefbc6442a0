//! The columns of the table, and what of a finding goes into each.

use onrecord_record::{Source, Span, Voice};

use super::super::finding::{Finding, degrees, location};
use super::super::{Kept, identity};
use super::column::{Kind, Value};
use crate::wire::{Ruler, doc, hex, rounded, term};

/// Words, and where they stand.
const SPAN: Kind = Kind::List(&[
    ("start", Kind::Integer),
    ("end", Kind::Integer),
    ("words", Kind::Text),
]);

/// Whose words.
const CHAIN: Kind = Kind::List(&[
    ("voice", Kind::Text),
    ("name", Kind::Text),
    ("type", Kind::Text),
    ("start", Kind::Integer),
    ("end", Kind::Integer),
]);

const TIMES: Kind = Kind::List(&[
    ("start", Kind::Integer),
    ("end", Kind::Integer),
    ("words", Kind::Text),
    ("type", Kind::Text),
    ("value", Kind::Text),
    ("first_day", Kind::Day),
    ("last_day", Kind::Day),
    ("precision", Kind::Text),
]);

const PLACES: Kind = Kind::List(&[
    ("start", Kind::Integer),
    ("end", Kind::Integer),
    ("words", Kind::Text),
    ("role", Kind::Text),
    ("name", Kind::Text),
    ("country", Kind::Text),
    ("lat", Kind::Real),
    ("lon", Kind::Real),
    ("geonames", Kind::Integer),
    ("precision", Kind::Text),
]);

/// The columns, in order; docs/exports.md tells what each holds.
pub(super) const COLUMNS: [(&str, Kind); 37] = [
    ("finding_id", Kind::Text),
    ("article_id", Kind::Text),
    ("text_sha256", Kind::Text),
    ("doc", Kind::Text),
    ("url", Kind::Text),
    ("outlet", Kind::Text),
    ("title", Kind::Text),
    ("language", Kind::Text),
    ("published", Kind::Day),
    ("build", Kind::Text),
    ("learned", Kind::Moment),
    ("finding", Kind::Text),
    ("index", Kind::Integer),
    ("parent", Kind::Integer),
    ("voice", Kind::Text),
    ("speaker", Kind::Text),
    ("speaker_type", Kind::Text),
    ("speaker_start", Kind::Integer),
    ("speaker_end", Kind::Integer),
    ("chain", CHAIN),
    ("source_words", SPAN),
    ("cue", SPAN),
    ("content", SPAN),
    ("about", SPAN),
    ("act", Kind::Text),
    ("directness", Kind::Text),
    ("absence", Kind::Text),
    ("aspect", Kind::Text),
    ("factuality", Kind::Text),
    ("factuality_article", Kind::Text),
    ("because", SPAN),
    ("conditional", Kind::Flag),
    ("future", Kind::Flag),
    ("question", Kind::Flag),
    ("times", TIMES),
    ("places", PLACES),
    ("score", Kind::Real),
];

/// An article whose findings become rows.
pub(super) struct Article<'k, 'a> {
    kept: &'k Kept<'a>,
    ruler: Ruler<'a>,
}

impl<'k, 'a> Article<'k, 'a> {
    pub(super) fn new(kept: &'k Kept<'a>) -> Article<'k, 'a> {
        let ruler = Ruler::new(&kept.reading.article);
        Article { kept, ruler }
    }

    /// The cells of `finding`, in the order of the columns.
    pub(super) fn row(&self, finding: &Finding<'a>) -> Vec<Value> {
        let mut row = self.article(finding);
        row.extend([
            Value::text(Some(term::finding(finding.kind))),
            Value::integer(Some(finding.index)),
            Value::integer(finding.parent),
        ]);
        row.extend(self.speaker(finding));
        for spans in [finding.source_words, finding.cue, finding.parts] {
            row.push(self.spans(spans));
        }
        row.push(self.spans(finding.about.as_slice()));
        row.extend(reading(finding));
        row.push(self.spans(finding.because));
        row.extend(mood(finding));
        row.push(self.times(finding));
        row.push(self.places(finding));
        row.push(Value::Real(finding.score.map(rounded)));
        row
    }

    fn article(&self, finding: &Finding<'a>) -> Vec<Value> {
        let (article, note) = (&self.kept.reading.article, self.kept.note);
        let masthead = &article.masthead;
        let id = identity::finding(article.id, note.build, finding);
        vec![
            Value::text(Some(id.to_string())),
            Value::text(Some(article.id.to_string())),
            Value::text(Some(hex(&article.text_sha256))),
            Value::text(Some(doc(article))),
            Value::text(masthead.url.as_deref()),
            Value::text(masthead.outlet.as_deref()),
            Value::text(masthead.title.as_deref()),
            Value::text(Some(article.language.code())),
            Value::Day(masthead.published.map(|stamp| stamp.date)),
            Value::text(Some(note.build)),
            Value::Moment(note.learned),
        ]
    }

    fn speaker(&self, finding: &Finding<'a>) -> Vec<Value> {
        let findings = &self.kept.reading.findings;
        let mut speaker = self.voice(finding.voice(), finding.source(findings));
        let chain = finding.chain.iter().map(|voice| match voice {
            Voice::Source(id) => self.voice(*voice, findings.source(*id)),
            Voice::Narrator | Voice::Unstated => self.voice(*voice, None),
        });
        speaker.push(Value::List(chain.collect()));
        speaker
    }

    /// Whose voice: what it is, its name, type and place.
    fn voice(&self, voice: Voice, source: Option<&Source>) -> Vec<Value> {
        let at = source.map(|source| self.ruler.range(source.name));
        vec![
            Value::text(Some(term::voice(voice))),
            Value::text(source.map(|source| self.ruler.words(source.name))),
            Value::text(source.map(|source| term::source(source.kind))),
            Value::integer(at.map(|[start, _]| start)),
            Value::integer(at.map(|[_, end]| end)),
        ]
    }

    fn spans(&self, spans: &[Span]) -> Value {
        Value::List(spans.iter().map(|span| self.span(*span)).collect())
    }

    fn span(&self, span: Span) -> Vec<Value> {
        let [start, end] = self.ruler.range(span);
        vec![
            Value::integer(Some(start)),
            Value::integer(Some(end)),
            Value::text(Some(self.ruler.words(span))),
        ]
    }

    fn times(&self, finding: &Finding<'a>) -> Value {
        let times = finding.times.iter().map(|time| {
            let days = time.interval;
            let mut cells = self.span(time.span);
            cells.extend([
                Value::text(Some(term::time(time.kind))),
                Value::text(Some(time.value.as_str())),
                Value::Day(days.map(|days| days.begin)),
                Value::Day(days.map(|days| days.end)),
                Value::text(days.map(|days| term::precision(days.precision))),
            ]);
            cells
        });
        Value::List(times.collect())
    }

    fn places(&self, finding: &Finding<'a>) -> Value {
        let places = finding.places.iter().map(|place| {
            let at = location(place);
            let mut cells = self.span(place.span);
            cells.extend([
                Value::text(Some(term::role(place.role))),
                Value::text(at.map(|at| at.name.as_str())),
                Value::text(at.and_then(|at| at.country.as_deref())),
                Value::Real(at.and_then(|at| degrees(at.lat))),
                Value::Real(at.and_then(|at| degrees(at.lon))),
                Value::integer(at.and_then(|at| at.geonames).map(|id| id as usize)),
                Value::text(at.map(|at| term::place_precision(at.precision))),
            ]);
            cells
        });
        Value::List(places.collect())
    }
}

fn reading(finding: &Finding<'_>) -> Vec<Value> {
    vec![
        Value::text(finding.act.map(term::act)),
        Value::text(finding.directness.map(term::directness)),
        Value::text(finding.absence.map(term::absence)),
        Value::text(finding.aspect.map(term::aspect)),
        Value::text(Some(finding.value.code())),
        Value::text(finding.for_narrator.map(|value| value.code())),
    ]
}

fn mood(finding: &Finding<'_>) -> Vec<Value> {
    let mood = finding.mood;
    vec![
        Value::Flag(mood.map(|mood| mood.condition.is_some() || mood.is_condition)),
        Value::Flag(mood.map(|mood| mood.future.is_some())),
        Value::Flag(mood.map(|mood| mood.question)),
    ]
}
