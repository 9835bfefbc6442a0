//! Who did what to whom, and where, as a JSON record tells it.

use onrecord_record as record;
use onrecord_record::{Carrier, Extent};
use serde::Serialize;

use super::reading::{Shape, Speaker};
use super::{Range, Ruler, term};

/// A political event.
#[derive(Debug, Serialize)]
pub(super) struct Event<'a> {
    predicate: Words<'a>,
    #[serde(rename = "type")]
    kind: &'static str,
    quad: &'static str,
    mode: Option<&'static str>,
    contexts: Vec<&'static str>,
    actor: Option<Party<'a>>,
    recipient: Option<Party<'a>>,
    place: Option<Site<'a>>,
    time: Option<u32>,
    carrier: Carried,
    source: Vec<Speaker<'a>>,
    factuality: Sureness,
    auxiliary: Option<&'static str>,
}

/// Words where they stand.
#[derive(Debug, Serialize)]
struct Words<'a> {
    span: Range,
    words: &'a str,
}

/// Words that may stand apart.
#[derive(Debug, Serialize)]
struct Party<'a> {
    spans: Vec<Range>,
    words: Vec<&'a str>,
}

/// The words of a place, and which of the places it is.
#[derive(Debug, Serialize)]
struct Site<'a> {
    span: Range,
    words: &'a str,
    index: Option<usize>,
}

/// In whose words.
#[derive(Debug, Serialize)]
struct Carried {
    kind: &'static str,
    index: Option<usize>,
}

/// How sure the article and the last who tells it are.
#[derive(Debug, Serialize)]
struct Sureness {
    narrator: &'static str,
    last: &'static str,
}

/// A place that an article names.
#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    span: Range,
    words: &'a str,
    role: &'static str,
    location: Option<Location<'a>>,
    second: Option<Location<'a>>,
    others: u32,
}

/// Where it lies.
#[derive(Debug, Serialize)]
struct Location<'a> {
    name: &'a str,
    country: Option<&'a str>,
    lat: f32,
    lon: f32,
    geonames: Option<u32>,
    precision: &'static str,
    ucdp: Option<u8>,
    acled: Option<u8>,
}

impl<'a> Place<'a> {
    pub(super) fn new(ruler: &Ruler<'a>, place: &'a record::PlaceMention) -> Place<'a> {
        Place {
            span: ruler.range(place.span),
            words: ruler.words(place.span),
            role: term::role(place.role),
            location: place.location.as_ref().map(Location::new),
            second: place.second.as_ref().map(Location::new),
            others: place.others,
        }
    }
}

impl<'a> Location<'a> {
    fn new(location: &'a record::Location) -> Location<'a> {
        Location {
            name: &location.name,
            country: location.country.as_deref(),
            lat: location.lat,
            lon: location.lon,
            geonames: location.geonames,
            precision: term::place_precision(location.precision),
            ucdp: location.precision.ucdp(),
            acled: location.precision.acled(),
        }
    }
}

impl<'a> Shape<'_, 'a> {
    pub(super) fn event(&self, event: &record::Event) -> Event<'a> {
        let (ruler, findings) = (self.ruler, self.findings);
        Event {
            predicate: Words {
                span: ruler.range(event.predicate),
                words: ruler.words(event.predicate),
            },
            kind: event.kind.code(),
            quad: term::quad(event.kind.quad()),
            mode: event.mode.map(record::EventMode::code),
            contexts: event.contexts.iter().map(|one| one.code()).collect(),
            actor: event.actor.as_ref().map(|one| self.party(one)),
            recipient: event.recipient.as_ref().map(|one| self.party(one)),
            place: event.place.map(|span| Site {
                span: ruler.range(span),
                words: ruler.words(span),
                index: findings.places.iter().position(|one| one.span == span),
            }),
            time: event.time.map(|time| time.0),
            carrier: carried(event.carrier),
            source: self.speakers(event.chain(findings)),
            factuality: Sureness {
                narrator: event.for_narrator(findings).code(),
                last: event.value.code(),
            },
            auxiliary: event.auxiliary.map(term::auxiliary),
        }
    }

    fn party(&self, party: &Extent) -> Party<'a> {
        let words = party.parts().iter().map(|span| self.ruler.words(*span));
        Party {
            spans: self.ruler.ranges(Some(party)),
            words: words.collect(),
        }
    }
}

fn carried(carrier: Carrier) -> Carried {
    let (kind, index) = match carrier {
        Carrier::Statement(index) => ("statement", Some(index)),
        Carrier::Narration(index) => ("narration", Some(index)),
        Carrier::Article => ("article", None),
    };
    Carried { kind, index }
}
