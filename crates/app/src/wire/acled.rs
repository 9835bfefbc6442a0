//! Asserted events of political violence and protest as rows with the columns of ACLED:
//! `extract --format acled`.
//!
//! ACLED (2024), *Codebook*; columns since 20 March 2023. A type stands only where the mode decides
//! it: whether an attack is a battle or violence against civilians depends on who the parties are,
//! which is not known here; whether a riot is a demonstration or (mob violence) political violence,
//! on its sub-event type.

use std::io::{self, Write};

use jiff::civil::Date;
use onrecord_desk::{Reading, language};
use onrecord_record::{Event, EventKind, EventMode, Interval};

use super::asserted::{Asserted, Asserter, asserted, days, hull, length, party};
use super::sheet::{Cell, Sheet};
use super::state::State;
use super::{Ruler, doc};

/// The columns of ACLED, in its order, and then our own.
const COLUMNS: [&str; 38] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
    "country_code",
    "plover_type",
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

/// Writes the asserted violence and protest of `reading`.
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
        if let Some(class) = class(one.event) {
            let filled = row(&ruler, reading, one, class);
            sheet.named(&COLUMNS, &filled)?;
        }
    }
    Ok(())
}

/// ACLED's disorder type, event type and sub-event type, as far as type and mode tell; none for
/// what ACLED does not code.
fn class(event: &Event) -> Option<[&'static str; 3]> {
    const VIOLENCE: &str = "Political violence";
    const REMOTE: &str = "Explosions/Remote violence";
    const CIVILIANS: &str = "Violence against civilians";
    const STRATEGIC: &str = "Strategic developments";
    const CROWDS: &str = "Demonstrations";
    use EventMode as M;
    Some(match (event.kind, event.mode) {
        (EventKind::Protest, Some(M::Strike | M::Hunger | M::Boycott)) => return None,
        (EventKind::Protest, None) => [CROWDS, "", ""],
        (EventKind::Protest, Some(M::Riot | M::Vandalize)) => ["", "Riots", ""],
        (EventKind::Protest, Some(_)) => [CROWDS, "Protests", ""],
        (EventKind::Coerce, Some(M::Arrest)) => [STRATEGIC, STRATEGIC, "Arrests"],
        (EventKind::Assault, Some(mode)) => match mode {
            M::SuicideAttack => [VIOLENCE, REMOTE, "Suicide bomb"],
            M::Aerial | M::Drone => [VIOLENCE, REMOTE, "Air/drone strike"],
            M::HeavyWeapons => [VIOLENCE, REMOTE, "Shelling/artillery/missile attack"],
            M::Explosives => [VIOLENCE, REMOTE, ""],
            M::Abduct => [VIOLENCE, CIVILIANS, "Abduction/forced disappearance"],
            M::Sexual => [VIOLENCE, CIVILIANS, "Sexual violence"],
            M::CrowdControl => [CROWDS, "Protests", "Protest with intervention"],
            M::Destroy => [STRATEGIC, STRATEGIC, "Looting/property destruction"],
            _ => [VIOLENCE, "", ""],
        },
        (EventKind::Assault, None) => [VIOLENCE, "", ""],
        _ => return None,
    })
}

/// The cells that can be told, by their columns.
fn row(
    ruler: &Ruler<'_>,
    reading: &Reading,
    one: Asserted<'_>,
    [disorder, kind, sub]: [&'static str; 3],
) -> Vec<(&'static str, Cell)> {
    let (article, event) = (&reading.article, one.event);
    let asserter = Asserter::of(reading, event);
    let deaths = language::deaths(&article.text, event);
    let told = hull(event);
    let [start, end] = ruler.range(told);
    let outlet = article.masthead.outlet.clone();
    let mut row = vec![
        (
            "event_id_cnty",
            Cell::text(format!("{}-{}", article.id, one.number)),
        ),
        ("disorder_type", Cell::text(disorder)),
        ("event_type", Cell::text(kind)),
        ("sub_event_type", Cell::text(sub)),
        ("actor1", Cell::text(party(ruler, event.actor.as_ref()))),
        ("actor2", Cell::text(party(ruler, event.recipient.as_ref()))),
        ("source", Cell::text(outlet.unwrap_or_else(|| doc(article)))),
        ("notes", Cell::text(ruler.words(told))),
        ("fatalities", Cell::number(deaths.and_then(|one| one.best))),
        ("plover_type", Cell::text(event.kind.code())),
        ("plover_mode", Cell::maybe(event.mode.map(EventMode::code))),
        ("asserted_by", Cell::text(asserter.voice)),
        ("asserted_by_names", Cell::text(asserter.names)),
        ("start", Cell::number(Some(start))),
        ("end", Cell::number(Some(end))),
    ];
    row.extend(place(ruler, reading, event));
    row.extend(days(&reading.findings, event).map_or_else(Vec::new, when));
    row
}

fn place(ruler: &Ruler<'_>, reading: &Reading, event: &Event) -> Vec<(&'static str, Cell)> {
    let words = event.place.map(|span| ruler.words(span));
    let mention = event.place_mention(&reading.findings);
    let at = mention.and_then(|mention| mention.location.as_ref());
    let precision = at.and_then(|at| at.precision.acled()); // none: ACLED would not code the point
    let state = at.and_then(State::of);
    let mut cells = match at {
        None => vec![("location", Cell::maybe(words))],
        Some(at) => vec![
            ("location", Cell::text(at.name.clone())),
            ("latitude", Cell::number(precision.map(|_| at.lat))),
            ("longitude", Cell::number(precision.map(|_| at.lon))),
            ("geo_precision", Cell::number(precision)),
            ("country_code", Cell::maybe(at.country.clone())),
        ],
    };
    if let Some(state) = state {
        cells.push(("country", Cell::text(state.name)));
        cells.push(("iso", Cell::number(state.numeric)));
        cells.push(("region", Cell::maybe(state.acled)));
    }
    cells
}

/// A time that is told more coarsely than to a month stays empty.
fn when(days: Interval) -> Vec<(&'static str, Cell)> {
    let Some(precision) = precision(days) else {
        return Vec::new();
    };
    let day = reference(days);
    vec![
        ("event_date", Cell::text(day.to_string())),
        ("year", Cell::number(Some(day.year()))),
        ("time_precision", Cell::number(Some(precision))),
    ]
}

/// The day that stands for all: the middle one, of two the earlier; for the beginning or the end of a
/// month its first or last day.
fn reference(days: Interval) -> Date {
    let (begin, end) = (days.begin, days.end);
    let edges = [begin == begin.first_of_month(), end == end.last_of_month()];
    match (precision(days), edges) {
        (Some(3), [true, false]) => begin,
        (Some(3), [false, true]) => end,
        _ => {
            let half = jiff::Span::new().days((length(days) - 1) / 2);
            begin.checked_add(half).unwrap_or(begin)
        }
    }
}

/// ACLED's `time_precision`: 1 a day, 2 a week, 3 a month.
fn precision(days: Interval) -> Option<u8> {
    match length(days) {
        1 => Some(1),
        2..=7 => Some(2),
        8..=31 => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use onrecord_record::Precision;

    fn march(first: i8, last: i8) -> Interval {
        Interval {
            begin: date(2031, 3, first),
            end: date(2031, 3, last),
            precision: Precision::Vague,
        }
    }

    #[test]
    fn a_time_is_as_precise_as_it_is_long() {
        assert_eq!(precision(march(1, 1)), Some(1));
        assert_eq!(precision(march(1, 7)), Some(2));
        assert_eq!(precision(march(1, 31)), Some(3));
        let longer = Interval {
            end: date(2031, 4, 1),
            ..march(1, 31)
        };
        assert_eq!(precision(longer), None);
    }

    #[test]
    fn one_day_stands_for_all() {
        let of = |first, last| reference(march(first, last)).day();
        assert_eq!(of(9, 9), 9);
        assert_eq!(of(8, 9), 8, "a weekend");
        assert_eq!(of(3, 9), 6, "a week");
        assert_eq!(of(1, 31), 16, "a month");
        assert_eq!(of(1, 10), 1, "its beginning");
        assert_eq!(of(22, 31), 31, "its end");
    }
}
