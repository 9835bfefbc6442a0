//! Where: the places an article names, and where they lie.
//!
//! First the names are found (`find`): what the encoder takes for a place, put right by the
//! gazetteer. Then each is given what it does in its sentence (`role`) and a place of the gazetteer
//! (`resolve`).

mod borne;
mod find;
mod resolve;
mod role;
#[cfg(test)]
mod tests;
mod used;

use onrecord_atlas::{Place, PlaceKind};
use onrecord_record::{Location, Name, PlaceMention, PlacePrecision, Span};

use crate::document::Document;
use find::{Mention, mentions};

/// The places that `document` names, in text order, with `names` as [`crate::names`] gives them.
///
/// Adjectives and peoples (*Syrian*, *Danes*) are among them, so are places as parties (*Moscow
/// said*): [`PlaceMention::is_literal`] tells them apart. A name inside the name of an organisation
/// (*Bank of Roeland*) is no place, nor is one that something else bears here (`borne`).
pub fn places(document: &Document<'_>, names: &[Name]) -> Vec<PlaceMention> {
    located(document, &mentions(document, names))
}

/// The places named by the words of `spans`, one for each in their order (which should be that of
/// the text); a span that is no place has no location.
pub fn places_at(document: &Document<'_>, spans: &[Span]) -> Vec<PlaceMention> {
    located(document, &find::given(document, spans))
}

fn located(document: &Document<'_>, mentions: &[Mention]) -> Vec<PlaceMention> {
    let ranked = resolve::ranked(document, mentions);
    let read = mentions.iter().zip(ranked);
    read.map(|(mention, candidates)| {
        let place = candidates.first();
        PlaceMention {
            span: mention.span,
            role: role::role(document, mention, place),
            location: place.map(|place| location(document, mention, place)),
            second: candidates
                .get(1)
                .map(|place| location(document, mention, place)),
            others: u32::try_from(candidates.len().saturating_sub(1)).unwrap_or(u32::MAX),
        }
    })
    .collect()
}

fn location(document: &Document<'_>, mention: &Mention, place: &Place) -> Location {
    Location {
        name: place.name.to_owned(),
        geonames: place.geonames,
        country: (!place.country.is_empty()).then(|| place.country.to_owned()),
        lat: place.lat,
        lon: place.lon,
        precision: precision(document, mention, place),
    }
}

fn precision(document: &Document<'_>, mention: &Mention, place: &Place) -> PlacePrecision {
    let about = mention.part || find::is_about(document, mention);
    match place.kind {
        PlaceKind::Town if about => PlacePrecision::Near,
        PlaceKind::Town => PlacePrecision::Exact,
        PlaceKind::District => PlacePrecision::District,
        PlaceKind::Region => PlacePrecision::Region,
        PlaceKind::Area => PlacePrecision::Area,
        PlaceKind::Water if place.country.is_empty() => PlacePrecision::Waters,
        PlaceKind::Water => PlacePrecision::Area,
        PlaceKind::Country => PlacePrecision::Country,
        PlaceKind::Continent => PlacePrecision::Continent,
    }
}
