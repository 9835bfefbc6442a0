//! Where: the places that articles name, on an outline of the world and in a table.

use std::borrow::Cow;
use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};
use onrecord_desk::Reading;
use onrecord_record::{Location, PlaceMention};

use super::answer::{Answer, Asked, Refusal, escaped};
use super::shelf::short;
use super::wide::wide;
use super::{Desk, line};
use crate::wire::pages::{Places, Spot};
use crate::wire::term;

/// The outline of the land as a path in degrees (see outline.py beside it).
const LAND: &str = include_str!("assets/land.txt");
/// Rows of the table.
const SHOWN: usize = 300;
/// Degrees around the outermost places.
const MARGIN: f32 = 16.0;
/// Degrees across at the least: nearer, the outline tells nothing.
const NEAREST: f32 = 60.0;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let event = asked.given("event").map(|event| {
        let event = record.event(event).map(|(_, brief)| brief);
        event.ok_or(Refusal::NotFound("event"))
    });
    let event = event.transpose()?;
    let places = match event {
        Some(brief) => {
            let articles = brief.sources.iter();
            let readings = articles.filter_map(|one| record.reading(one.article.id));
            Cow::Owned(spots(readings))
        }
        None => Cow::Borrowed(&*record.spots),
    };
    let places = Places { places: &places };
    let draw = || {
        html! {
            h1 { "Map" }
            p .note {
                "Places where something is said to be or happen, as the gazetteer (GeoNames, CC BY) has them; a name may mean \
                 another place, which the table tells. A region or country stands at its middle."
            }
            (line::back(event, asked))
            (picture(places.places))
            (wide("The places", &table(places.places, asked)))
            @if places.places.len() > SHOWN { p .note { (places.places.len() - SHOWN) " more places." } }
        }
    };
    asked.answer(desk, "Map", draw, || &places)
}

/// Each place with the articles that name it, the most named first.
pub(super) fn spots<'a>(readings: impl Iterator<Item = &'a Reading>) -> Vec<Spot> {
    let mut spots: BTreeMap<(String, Option<u32>), Spot> = BTreeMap::new();
    for reading in readings {
        for mention in reading
            .findings
            .places
            .iter()
            .filter(|one| one.is_literal())
        {
            let Some(location) = &mention.location else {
                continue;
            };
            let key = (location.name.clone(), location.geonames);
            let spot = spots.entry(key).or_insert_with(|| spot(location));
            spot.add(short(reading.article.id), other(mention));
        }
    }
    let mut spots: Vec<Spot> = spots.into_values().collect();
    spots.sort_by_key(|spot| std::cmp::Reverse(spot.mentions));
    spots
}

fn spot(location: &Location) -> Spot {
    Spot {
        name: location.name.clone(),
        geonames: location.geonames,
        country: location.country.clone(),
        lat: location.lat,
        lon: location.lon,
        precision: term::place_precision(location.precision),
        mentions: 0,
        articles: Vec::new(),
        second: None,
    }
}

/// The place that the name may mean as well.
fn other(mention: &PlaceMention) -> Option<String> {
    let second = mention.second.as_ref()?;
    let country = second.country.as_deref().unwrap_or("no one country");
    Some(format!("{} ({country})", second.name))
}

/// As much of the world as the places need, in degrees from its upper left corner.
struct Frame {
    x: f32,
    y: f32,
    width: f32,
}

impl Frame {
    /// How much wider it is than high.
    const SHAPE: f32 = 360.0 / 142.0;

    fn around(spots: &[Spot]) -> Frame {
        let bounds = |of: fn(&Spot) -> f32| {
            let places = spots.iter().map(of);
            let low = places.clone().fold(f32::INFINITY, f32::min);
            (low, places.fold(f32::NEG_INFINITY, f32::max))
        };
        let ((west, east), (north, south)) = (
            bounds(|spot| spot.lon + 180.0),
            bounds(|spot| 90.0 - spot.lat),
        );
        let needed = (east - west).max((south - north) * Frame::SHAPE) + MARGIN;
        if spots.is_empty() || needed >= 360.0 {
            return Frame {
                x: 0.0,
                y: 8.0,
                width: 360.0,
            };
        }
        let width = needed.max(NEAREST);
        let height = width / Frame::SHAPE;
        let within = |middle: f32, size: f32, from: f32, to: f32| {
            (middle - size / 2.0).clamp(from, (to - size).max(from))
        };
        Frame {
            x: within((west + east) / 2.0, width, 0.0, 360.0),
            y: within((north + south) / 2.0, height, 8.0, 150.0),
            width,
        }
    }
}

fn picture(spots: &[Spot]) -> Markup {
    let frame = Frame::around(spots);
    let size = |mentions: usize| {
        let size = match mentions {
            0..=1 => 2.4,
            2..=4 => 3.4,
            5..=19 => 4.6,
            _ => 6.0,
        };
        format!("{:.2}", size * frame.width / 360.0)
    };
    let shown = format!(
        "{:.1} {:.1} {:.1} {:.1}",
        frame.x,
        frame.y,
        frame.width,
        frame.width / Frame::SHAPE
    );
    html! {
        svg viewBox=(shown) width="100%" role="img"
            aria-label="Places on the world: the table below tells the same" {
            path .land d=(PreEscaped(LAND)) {}
            @for spot in spots {
                circle .dot cx=(format!("{:.1}", spot.lon + 180.0)) cy=(format!("{:.1}", 90.0 - spot.lat)) r=(size(spot.mentions)) {
                    title { (spot.name) ": " (spot.mentions) }
                }
            }
        }
    }
}

fn table(spots: &[Spot], asked: &Asked) -> Markup {
    html! {
        table .stack {
            thead { tr { th { "Place" } th { "Country" } th { "How precisely" } th { "Named" } th { "Articles" } th { "May also be" } } }
            tbody { @for spot in spots.iter().take(SHOWN) { tr {
                td { a href=(format!("/search?place={}{}", escaped(&spot.name), line::moment(asked, '&'))) { (spot.name) } }
                td data-is="Country" { (spot.country.as_deref().unwrap_or("none")) }
                td data-is="How precisely" { (spot.precision) }
                td data-is="Named" { (spot.mentions) }
                td data-is="Articles" { @for (at, id) in spot.articles.iter().take(5).enumerate() {
                    @if at > 0 { ", " }
                    a href=(format!("/article/{id}{}", line::moment(asked, '?'))) { (id.chars().take(8).collect::<String>()) }
                } @if spot.articles.len() > 5 { " and " (spot.articles.len() - 5) " more" } }
                td data-is="May also be" { (spot.second.as_deref().unwrap_or("none")) }
            } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_shows_as_much_of_the_world_as_the_places_need() {
        let at = |lat: f32, lon: f32| Spot {
            name: String::new(),
            geonames: None,
            country: None,
            lat,
            lon,
            precision: "city",
            mentions: 1,
            articles: Vec::new(),
            second: None,
        };
        assert_eq!(Frame::around(&[]).width, 360.0);
        assert_eq!(Frame::around(&[at(50.0, 10.0)]).width, NEAREST);
        let all = [at(40.0, -74.0), at(35.0, 139.0)];
        assert!(Frame::around(&all).width > 200.0);
        let edge = Frame::around(&[at(-40.0, 179.0)]);
        assert_eq!(edge.x + edge.width, 360.0, "it does not leave the world");
    }
}
