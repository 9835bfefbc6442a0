//! The places of `gazetteer.z`, unpacked a block at a time when one of a block is asked for.

use std::sync::{LazyLock, OnceLock};

use miniz_oxide::inflate::decompress_to_vec;

use crate::layout::{BLOCK, CAPITAL, COLUMNS, DISTRICT, GROUP, REGION};
use crate::piece::Pieces;
use crate::place::{Match, Place, PlaceKind};

static FILE: Pieces = Pieces(include_bytes!(concat!(env!("OUT_DIR"), "/rows.bin")));

static BLOCKS: LazyLock<Vec<OnceLock<Vec<Place>>>> =
    LazyLock::new(|| vec![OnceLock::new(); FILE.len() / 2]);

/// The place of that number.
pub(crate) fn place(number: u64) -> Option<Place> {
    let number = usize::try_from(number).ok()?;
    let at = number / BLOCK;
    let block = BLOCKS.get(at)?.get_or_init(|| unpack(at));
    block.get(number % BLOCK).copied()
}

fn unpack(block: usize) -> Vec<Place> {
    let bytes = |piece| decompress_to_vec(FILE.get(piece)?).ok();
    let numbers = bytes(2 * block).unwrap_or_default();
    let text = bytes(2 * block + 1).and_then(|text| String::from_utf8(text).ok());
    let text: &'static str = Box::leak(text.unwrap_or_default().into_boxed_str());
    let rows = numbers.len() / COLUMNS;
    let mut here = ("", "");
    let mut places = Vec::with_capacity(rows);
    for line in text.lines() {
        if let Some(group) = line.strip_prefix(GROUP) {
            here = group.split_once(GROUP).unwrap_or(here);
        } else {
            let cell = |column| numbers.get(column * rows + places.len());
            let cells = std::array::from_fn(|column| cell(column).copied().unwrap_or(0));
            places.push(read(cells, line, here));
        }
    }
    places
}

fn read(cells: [u8; COLUMNS], name: &'static str, here: (&'static str, &'static str)) -> Place {
    let [
        kind,
        high,
        middle,
        low,
        north,
        northern,
        east,
        eastern,
        noughts,
        figures,
    ] = cells;
    Place {
        geonames: Some(u32::from_be_bytes([0, high, middle, low])),
        name,
        kind: match kind {
            REGION => PlaceKind::Region,
            DISTRICT => PlaceKind::District,
            _ => PlaceKind::Town,
        },
        country: here.0,
        region: here.1,
        lat: degrees([north, northern], 9000.0),
        lon: degrees([east, eastern], 18000.0),
        population: u32::from(figures) * 10_u32.pow(noughts.into()),
        is_capital: kind == CAPITAL,
        by: Match::Name,
    }
}

fn degrees(hundredths: [u8; 2], from: f32) -> f32 {
    (f32::from(u16::from_be_bytes(hundredths)) - from) / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::bearers;
    use crate::key::key;

    #[test]
    fn every_place_is_found_by_its_name() {
        let places: Vec<Place> = (0..).map_while(place).collect();
        assert_eq!(places.len(), 196_593);
        for (number, place) in (0..).zip(places) {
            let wanted = key(place.name);
            let by_name = (number, Match::Name);
            let is_found = bearers(&wanted).any(|bearer| bearer == by_name);
            assert!(is_found, "{place:?}");
        }
    }
}
