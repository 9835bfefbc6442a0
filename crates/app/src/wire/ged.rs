//! Asserted assaults as rows with the columns of UCDP GED: `extract --format ged`.
//!
//! Högbladh (2023), *UCDP GED Codebook*, version 23.1; the 49 columns are those of GED 25.1 as well.
//! What only UCDP's coders know (their numbers of conflicts and sides, who is a civilian, how clear
//! an event is) stays empty.

use std::io::{self, Write};

use onrecord_desk::{Reading, language};
use onrecord_record as record;
use onrecord_record::Interval;

use super::asserted::{Asserted, Asserter, asserted, days, hull, length, party};
use super::sheet::{Cell, Sheet};
use super::state::State;
use super::{Ruler, doc};

/// The columns of GED, in its order, and then our own.
const COLUMNS: [&str; 55] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob", // the last of theirs
    "country_code",
    "plover_mode",
    "asserted_by",
    "asserted_by_names",
    "start",
    "end",
];

/// The table, with its head written.
pub(crate) fn sheet<W: Write>(out: W) -> io::Result<Sheet<W>> {
    Sheet::new(out, &COLUMNS)
}

/// Writes the asserted assaults of `reading`, but those by what is nobody: *the storm*, *a bomb*.
pub(crate) fn write<W: Write>(sheet: &mut Sheet<W>, reading: &Reading) -> io::Result<()> {
    write_some(sheet, reading, &|_| true)
}

/// Writes those whose number among the events is in `chosen`.
pub(crate) fn write_some<W: Write>(
    sheet: &mut Sheet<W>,
    reading: &Reading,
    chosen: &dyn Fn(usize) -> bool,
) -> io::Result<()> {
    let ruler = Ruler::new(&reading.article);
    for one in asserted(&reading.findings).filter(|one| chosen(one.number)) {
        let somebody = |actor| language::is_somebody(&reading.article, &reading.findings, actor);
        let is_assault = one.event.kind == record::EventKind::Assault;
        if is_assault && one.event.actor.as_ref().is_none_or(somebody) {
            let filled = row(&ruler, reading, one);
            sheet.named(&COLUMNS, &filled)?;
        }
    }
    Ok(())
}

/// The cells that can be told, by their columns.
fn row(ruler: &Ruler<'_>, reading: &Reading, one: Asserted<'_>) -> Vec<(&'static str, Cell)> {
    let (article, event) = (&reading.article, one.event);
    let asserter = Asserter::of(reading, event);
    let deaths = language::deaths(&article.text, event);
    let [start, end] = ruler.range(hull(event));
    let mut row = vec![
        ("id", Cell::text(format!("{}-{}", article.id, one.number))),
        ("side_a", Cell::text(party(ruler, event.actor.as_ref()))),
        ("side_b", Cell::text(party(ruler, event.recipient.as_ref()))),
        ("number_of_sources", Cell::number(Some(1))),
        ("source_original", Cell::text(asserter.names.clone())),
        ("best", Cell::number(deaths.and_then(|one| one.best))),
        ("high", Cell::number(deaths.and_then(|one| one.high))),
        ("low", Cell::number(deaths.and_then(|one| one.low))),
        (
            "plover_mode",
            Cell::maybe(event.mode.map(|mode| mode.code())),
        ),
        ("asserted_by", Cell::text(asserter.voice)),
        ("asserted_by_names", Cell::text(asserter.names)),
        ("start", Cell::number(Some(start))),
        ("end", Cell::number(Some(end))),
    ];
    row.extend(source(article));
    row.extend(place(ruler, reading, event));
    row.extend(days(&reading.findings, event).map_or_else(Vec::new, when));
    row
}

fn source(article: &record::Article) -> Vec<(&'static str, Cell)> {
    let masthead = &article.masthead;
    let day = masthead.published.map(|stamp| stamp.date.to_string());
    let title = masthead.title.clone();
    let outlet = masthead.outlet.clone();
    let cited: Vec<String> = [outlet.clone(), day.clone(), title.clone()]
        .into_iter()
        .flatten()
        .chain([doc(article)])
        .collect();
    vec![
        ("source_article", Cell::text(cited.join(", "))),
        ("source_office", Cell::maybe(outlet)),
        ("source_date", Cell::maybe(day)),
        ("source_headline", Cell::maybe(title)),
    ]
}

fn place(ruler: &Ruler<'_>, reading: &Reading, event: &record::Event) -> Vec<(&'static str, Cell)> {
    let words = event.place.map(|span| ruler.words(span));
    let mention = event.place_mention(&reading.findings);
    let mut cells = vec![("where_description", Cell::maybe(words))];
    if let Some(at) = mention.and_then(|mention| mention.location.as_ref()) {
        cells.extend([
            ("where_prec", Cell::number(at.precision.ucdp())),
            ("where_coordinates", Cell::text(at.name.clone())),
            ("latitude", Cell::number(Some(at.lat))),
            ("longitude", Cell::number(Some(at.lon))),
            (
                "geom_wkt",
                Cell::text(format!("POINT ({} {})", at.lon, at.lat)),
            ),
            ("country_code", Cell::maybe(at.country.clone())),
        ]);
        if let Some(state) = State::of(at) {
            cells.push(("country", Cell::text(state.name)));
            cells.push(("region", Cell::maybe(state.ucdp)));
        }
    }
    cells
}

fn when(days: Interval) -> Vec<(&'static str, Cell)> {
    let year = (days.begin.year() == days.end.year()).then(|| days.begin.year());
    vec![
        ("year", Cell::number(year)),
        ("date_start", Cell::text(days.begin.to_string())),
        ("date_end", Cell::text(days.end.to_string())),
        ("date_prec", Cell::number(precision(days))),
    ]
}

/// GED's `date_prec`: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year.
fn precision(days: Interval) -> Option<u8> {
    match length(days) {
        1 => Some(1),
        2..=6 => Some(2),
        7 => Some(3),
        8..=31 => Some(4),
        32..=366 => Some(5),
        _ => None,
    }
}
