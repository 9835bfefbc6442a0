//! What is listed by hand: continents, seas, rivers, mountains, stretches of land.

use std::sync::LazyLock;

use crate::place::{Match, Place, PlaceKind};
use crate::table::{cell, number, rows};

/// The area in the row of that number.
pub(crate) fn area(row: u64) -> Option<Place> {
    AREAS.get(usize::try_from(row).ok()?).copied()
}

static AREAS: LazyLock<Vec<Place>> = LazyLock::new(|| {
    rows(include_str!("../data/area.tsv"))
        .map(|row| Place {
            geonames: None,
            name: cell(&row, 0),
            kind: match cell(&row, 2) {
                "continent" => PlaceKind::Continent,
                "water" => PlaceKind::Water,
                _ => PlaceKind::Area,
            },
            country: cell(&row, 3),
            region: "",
            lat: number(&row, 4),
            lon: number(&row, 5),
            population: 0,
            is_capital: false,
            by: Match::Name,
        })
        .collect()
});
