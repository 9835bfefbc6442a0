//! A row of CSV for each finding: `--format csv`.

use std::io;

use onrecord_record::{Interval, Source, Span};

use super::finding::{Finding, findings, location, names, words};
use super::{Export, Kept, Out};
use crate::wire::sheet::Cell;
use crate::wire::{Ruler, Sheet, doc, rounded, term};

/// The columns, in order; docs/exports.md tells what each holds.
pub(crate) const COLUMNS: [&str; 41] = [
    "article_id",
    "doc",
    "url",
    "outlet",
    "title",
    "published",
    "finding",
    "index",
    "parent",
    "voice",
    "speaker",
    "speaker_type",
    "speaker_start",
    "speaker_end",
    "passed_on_by",
    "source_words",
    "source_spans",
    "cue",
    "cue_spans",
    "content",
    "content_spans",
    "about",
    "act",
    "directness",
    "absence",
    "aspect",
    "factuality",
    "factuality_article",
    "because",
    "because_spans",
    "conditional",
    "future",
    "question",
    "times",
    "time_values",
    "time_begin",
    "time_end",
    "places",
    "place_names",
    "place_countries",
    "score",
];

/// `--format csv`.
pub(crate) struct Table(Sheet<Out>);

impl Table {
    pub(crate) fn new(out: Out) -> io::Result<Table> {
        Ok(Table(Sheet::new(out, &COLUMNS)?))
    }
}

impl Export for Table {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        let row = Row::new(kept);
        findings(kept)
            .iter()
            .try_for_each(|finding| self.0.row(row.cells(finding)))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

/// What the rows of one article have in common.
struct Row<'k, 'a> {
    kept: &'k Kept<'a>,
    ruler: Ruler<'a>,
}

impl<'k, 'a> Row<'k, 'a> {
    fn new(kept: &'k Kept<'a>) -> Row<'k, 'a> {
        let ruler = Ruler::new(&kept.reading.article);
        Row { kept, ruler }
    }

    fn cells(&self, finding: &Finding<'a>) -> Vec<Cell> {
        let mut cells = self.article();
        cells.extend([
            Cell::text(term::finding(finding.kind)),
            Cell::number(Some(finding.index)),
            Cell::number(finding.parent),
        ]);
        cells.extend(self.speaker(finding));
        for spans in [finding.source_words, finding.cue, finding.parts] {
            cells.extend(self.spans(spans));
        }
        cells.push(Cell::maybe(
            finding.about.map(|span| self.ruler.words(span)),
        ));
        cells.extend(reading(finding));
        cells.extend(self.spans(finding.because));
        cells.extend(mood(finding));
        cells.extend(self.times(finding));
        cells.extend(self.places(finding));
        cells.push(Cell::number(finding.score.map(rounded)));
        cells
    }

    fn article(&self) -> Vec<Cell> {
        let article = &self.kept.reading.article;
        let masthead = &article.masthead;
        vec![
            Cell::text(article.id.to_string()),
            Cell::text(doc(article)),
            Cell::maybe(masthead.url.as_deref()),
            Cell::maybe(masthead.outlet.as_deref()),
            Cell::maybe(masthead.title.as_deref()),
            Cell::maybe(masthead.published.map(|stamp| stamp.date.to_string())),
        ]
    }

    fn speaker(&self, finding: &Finding<'a>) -> Vec<Cell> {
        let (article, found) = (&self.kept.reading.article, &self.kept.reading.findings);
        let source = finding.source(found);
        let at = |source: &Source| self.ruler.range(source.name);
        let outer = finding
            .chain
            .split_last()
            .map_or(&[][..], |(_, outer)| outer);
        vec![
            Cell::text(term::voice(finding.voice())),
            Cell::maybe(source.map(|source| article.quote(source.name))),
            Cell::maybe(source.map(|source| term::source(source.kind))),
            Cell::number(source.map(at).map(|[start, _]| start)),
            Cell::number(source.map(at).map(|[_, end]| end)),
            Cell::text(names(article, found, outer).join(" > ")),
        ]
    }

    /// Words, and where they stand: `120-164;170-180`.
    fn spans(&self, spans: &[Span]) -> [Cell; 2] {
        let ranges = self.ruler.list(spans).into_iter();
        let ranges: Vec<String> = ranges
            .map(|[start, end]| format!("{start}-{end}"))
            .collect();
        let words = words(&self.kept.reading.article, spans);
        [Cell::text(words), Cell::text(ranges.join(";"))]
    }

    fn times(&self, finding: &Finding<'a>) -> Vec<Cell> {
        let times = &finding.times;
        let told = times.iter().map(|time| self.ruler.words(time.span));
        let values = times.iter().map(|time| time.value.as_str());
        let days = || times.iter().filter_map(|time| time.interval);
        let begin = days().map(|days: Interval| days.begin).min();
        let end = days().map(|days| days.end).max();
        vec![
            Cell::text(told.collect::<Vec<_>>().join("; ")),
            Cell::text(values.collect::<Vec<_>>().join("; ")),
            Cell::maybe(begin.map(|day| day.to_string())),
            Cell::maybe(end.map(|day| day.to_string())),
        ]
    }

    fn places(&self, finding: &Finding<'a>) -> Vec<Cell> {
        let places = &finding.places;
        let told = places.iter().map(|place| self.ruler.words(place.span));
        let found = |place| location(place).map_or("", |at| at.name.as_str());
        let names = places.iter().map(|place| found(place));
        let country = |place| location(place).and_then(|at| at.country.as_deref());
        let countries = places
            .iter()
            .map(|place| country(place).unwrap_or_default());
        vec![
            Cell::text(told.collect::<Vec<_>>().join("; ")),
            Cell::text(names.collect::<Vec<_>>().join("; ")),
            Cell::text(countries.collect::<Vec<_>>().join("; ")),
        ]
    }
}

fn reading(finding: &Finding<'_>) -> Vec<Cell> {
    vec![
        Cell::maybe(finding.act.map(term::act)),
        Cell::maybe(finding.directness.map(term::directness)),
        Cell::maybe(finding.absence.map(term::absence)),
        Cell::maybe(finding.aspect.map(term::aspect)),
        Cell::text(finding.value.code()),
        Cell::maybe(finding.for_narrator.map(|value| value.code())),
    ]
}

fn mood(finding: &Finding<'_>) -> Vec<Cell> {
    let mood = finding.mood;
    let hangs = mood.map(|mood| mood.condition.is_some() || mood.is_condition);
    [
        hangs,
        mood.map(|mood| mood.future.is_some()),
        mood.map(|mood| mood.question),
    ]
    .into_iter()
    .map(|is_so| Cell::maybe(is_so.map(|is_so| is_so.to_string())))
    .collect()
}
