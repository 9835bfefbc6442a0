//! Where: the places that articles name, on an outline of the world and in a table.

use std::borrow::Cow;
use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};
use onrecord_desk::Reading;
use onrecord_record::{Location, PlaceMention};

use super::answer::{Answer, Asked, Refusal, escaped};
use super::shelf::short;
use super::{Desk, line};
use crate::wire::pages::{Places, Spot};
use crate::wire::term;

/// The outline of the land as a path in degrees (see outline.py beside it).
const LAND: &str = include_str!("assets/land.txt");
/// Rows of the table.
const SHOWN: usize = 300;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let places = match asked.given("event") {
        Some(event) => {
            let (_, brief) = record.event(event).ok_or(Refusal::NotFound("event"))?;
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
            (picture(places.places))
            (table(places.places, asked))
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

fn picture(spots: &[Spot]) -> Markup {
    let size = |mentions: usize| match mentions {
        0..=1 => "1.6",
        2..=4 => "2.4",
        5..=19 => "3.4",
        _ => "4.6",
    };
    html! {
        div .wide { svg viewBox="0 8 360 142" width="100%" role="img"
            aria-label="Places on the world: the table below tells the same" {
            path .land d=(PreEscaped(LAND)) {}
            @for spot in spots {
                circle .dot cx=(format!("{:.1}", spot.lon + 180.0)) cy=(format!("{:.1}", 90.0 - spot.lat)) r=(size(spot.mentions)) {
                    title { (spot.name) ": " (spot.mentions) }
                }
            }
        } }
    }
}

fn table(spots: &[Spot], asked: &Asked) -> Markup {
    html! {
        div .wide { table {
            thead { tr { th { "Place" } th { "Country" } th { "How precisely" } th { "Named" } th { "Articles" } th { "May also be" } } }
            tbody { @for spot in spots.iter().take(SHOWN) { tr {
                td { a href=(format!("/search?place={}", escaped(&spot.name))) { (spot.name) } }
                td { (spot.country.as_deref().unwrap_or("none")) }
                td { (spot.precision) }
                td { (spot.mentions) }
                td { @for (at, id) in spot.articles.iter().take(5).enumerate() {
                    @if at > 0 { ", " }
                    a href=(format!("/article/{id}{}", line::moment(asked, '?'))) { (id.chars().take(8).collect::<String>()) }
                } @if spot.articles.len() > 5 { " and " (spot.articles.len() - 5) " more" } }
                td { (spot.second.as_deref().unwrap_or("")) }
            } } }
        } }
        @if spots.len() > SHOWN { p .note { (spots.len() - SHOWN) " more places." } }
    }
}
