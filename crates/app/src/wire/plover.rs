//! Events as PLOVER's JSON Lines: `extract --format plover`.
//!
//! Open Event Data Alliance (2021), *PLOVER*, draft 2.0, chapter *Data Fields*. Every event is a
//! record, whoever tells it; fields of our own say how sure they are.

use onrecord_desk::Reading;
use onrecord_record as record;
use onrecord_record::{PlacePrecision, Quad};
use serde::Serialize;

use super::asserted::{Asserter, days, hull};
use super::state::State;
use super::{Range, Ruler, doc, hex, term};

/// One event.
#[derive(Debug, Serialize)]
pub(crate) struct Plover<'a> {
    id: String,
    date: Option<String>,
    enddate: Option<String>,
    date_basis: Option<&'static str>,
    actor: Vec<Entity<'a>>,
    recipient: Vec<Entity<'a>>,
    event: [&'static str; 1],
    event_loc: Option<Place<'a>>,
    event_text: [&'a str; 1],
    quad_code: u8,
    mode: Vec<&'static str>,
    context: Vec<&'static str>,
    text: &'a str,
    text_info: TextInfo,
    cite_info: CiteInfo<'a>,
    coder: &'static str,
    auxiliary_mode: Option<&'static str>,
    told_by: &'static str,
    told_by_names: String,
    factuality_narrator: &'static str,
    factuality_last: &'static str,
}

#[derive(Debug, Serialize)]
struct Entity<'a> {
    entity_text: &'a str,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct TextInfo {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct CiteInfo<'a> {
    corpus: String,
    citation: String,
    url: Option<&'a str>,
    title: Option<&'a str>,
    publication: Option<&'a str>,
    language: &'static str,
    coder: &'static str,
    codebook: &'static str,
}

/// The manual's location object; `country_code` has three letters.
#[derive(Debug, Serialize)]
struct Place<'a> {
    extracted_place: &'a str,
    resolved_place: Option<&'a str>,
    geonameid: Option<u32>,
    lat: Option<f32>,
    lon: Option<f32>,
    country_code: Option<&'static str>,
    resolution: Option<u8>,
}

/// What reads the articles.
const CODER: &str = concat!("onrecord ", env!("CARGO_PKG_VERSION"));

impl<'a> Plover<'a> {
    /// The events of `reading`, in text order.
    pub(crate) fn all(reading: &'a Reading) -> Vec<Plover<'a>> {
        Plover::some(reading, &|_| true)
    }

    /// Those whose number among the events is in `chosen`.
    pub(crate) fn some(reading: &'a Reading, chosen: &dyn Fn(usize) -> bool) -> Vec<Plover<'a>> {
        let ruler = Ruler::new(&reading.article);
        let numbered = reading.findings.events.iter().enumerate();
        numbered
            .filter(|(number, _)| chosen(*number))
            .map(|(number, event)| Plover::new(&ruler, reading, number, event))
            .collect()
    }

    fn new(
        ruler: &Ruler<'a>,
        reading: &'a Reading,
        number: usize,
        event: &'a record::Event,
    ) -> Plover<'a> {
        let findings = &reading.findings;
        let asserter = Asserter::of(reading, event);
        let (date, enddate, date_basis) = dates(reading, event);
        let told = hull(event);
        let [start, end] = ruler.range(told);
        Plover {
            id: format!("{}-{number}", reading.article.id),
            date,
            enddate,
            date_basis,
            actor: entities(ruler, event.actor.as_ref()),
            recipient: entities(ruler, event.recipient.as_ref()),
            event: [event.kind.code()],
            event_loc: event.place.map(|span| Place {
                extracted_place: ruler.words(span),
                ..Place::of(event.place_mention(findings))
            }),
            event_text: [ruler.words(event.predicate)],
            quad_code: quad(event.kind.quad()),
            mode: event.mode.iter().map(|mode| mode.code()).collect(),
            context: event.contexts.iter().map(|one| one.code()).collect(),
            text: ruler.words(told),
            text_info: TextInfo { start, end },
            cite_info: CiteInfo::new(&reading.article),
            coder: CODER,
            auxiliary_mode: event.auxiliary.map(term::auxiliary),
            told_by: asserter.voice,
            told_by_names: asserter.names,
            factuality_narrator: event.for_narrator(findings).code(),
            factuality_last: event.value.code(),
        }
    }
}

/// The days of an event, else the day its article was published, and which of the two it is.
fn dates(
    reading: &Reading,
    event: &record::Event,
) -> (Option<String>, Option<String>, Option<&'static str>) {
    if let Some(days) = days(&reading.findings, event) {
        let (begin, end) = (days.begin.to_string(), days.end.to_string());
        return (Some(begin), Some(end), Some("event"));
    }
    let published = reading.article.masthead.published;
    let day = published.map(|stamp| stamp.date.to_string());
    let basis = day.as_ref().map(|_| "publication");
    (day, None, basis)
}

fn entities<'a>(ruler: &Ruler<'a>, party: Option<&record::Extent>) -> Vec<Entity<'a>> {
    let parts = party.map_or(&[][..], record::Extent::parts);
    let entity = |span: &record::Span| {
        let [start, end]: Range = ruler.range(*span);
        Entity {
            entity_text: ruler.words(*span),
            start,
            end,
        }
    };
    parts.iter().map(entity).collect()
}

impl<'a> Place<'a> {
    /// Where `mention` most likely lies; its words are to be filled in.
    fn of(mention: Option<&'a record::PlaceMention>) -> Place<'a> {
        let found = mention.and_then(|mention| mention.location.as_ref());
        Place {
            extracted_place: "",
            resolved_place: found.map(|location| location.name.as_str()),
            geonameid: found.and_then(|location| location.geonames),
            lat: found.map(|location| location.lat),
            lon: found.map(|location| location.lon),
            country_code: found.and_then(State::of).map(|state| state.alpha3),
            resolution: found.and_then(|location| resolution(location.precision)),
        }
    }
}

/// The manual's `resolution`: 4 a city, 3 a district, 2 a province, 1 a country.
fn resolution(precision: PlacePrecision) -> Option<u8> {
    match precision {
        PlacePrecision::Exact | PlacePrecision::Near => Some(4),
        PlacePrecision::District => Some(3),
        PlacePrecision::Region => Some(2),
        PlacePrecision::Country => Some(1),
        PlacePrecision::Area | PlacePrecision::Waters | PlacePrecision::Continent => None,
    }
}

fn quad(quad: Quad) -> u8 {
    match quad {
        Quad::VerbalCooperation => 1,
        Quad::MaterialCooperation => 2,
        Quad::VerbalConflict => 3,
        Quad::MaterialConflict => 4,
    }
}

impl<'a> CiteInfo<'a> {
    fn new(article: &'a record::Article) -> CiteInfo<'a> {
        let masthead = &article.masthead;
        CiteInfo {
            corpus: doc(article),
            citation: format!("sha256:{}", hex(&article.text_sha256)),
            url: masthead.url.as_deref(),
            title: masthead.title.as_deref(),
            publication: masthead.outlet.as_deref(),
            language: "en", // no other language is read
            coder: CODER,
            codebook: "PLOVER draft 2.0",
        }
    }
}
