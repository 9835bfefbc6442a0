//! The places of `gazetteer.z`, packed by blocks.

use std::collections::BTreeSet;

use miniz_oxide::deflate::compress_to_vec;

use crate::key::key;
use crate::layout::{BLOCK, CAPITAL, COLUMNS, DISTRICT, GROUP, REGION};
use crate::table::{cell, rows};

/// A place of `gazetteer.z`.
pub(crate) struct Row<'a> {
    /// A kind of `layout.rs`.
    pub(crate) kind: u8,
    /// The country's ISO 3166-1 alpha-2 code.
    pub(crate) country: &'a str,
    /// GeoNames' code of the first-level region; may be empty.
    pub(crate) region: &'a str,
    /// Its name.
    pub(crate) name: &'a str,
    /// Its other names, bars between.
    pub(crate) others: &'a str,
    geonames: u32,
    /// Hundredths of a degree north and east.
    north: i32,
    east: i32,
    population: u32,
}

/// All of them, in the order of the file: its nine columns stand one after the other.
pub(crate) fn read(text: &str) -> Vec<Row<'_>> {
    let capitals: BTreeSet<(&str, String)> = rows(include_str!("../data/country.tsv"))
        .map(|row| (cell(&row, 0), key(cell(&row, 4))))
        .collect();
    let columns: Vec<Vec<&str>> = text
        .split('\u{1e}')
        .map(|column| column.split('\n').collect())
        .collect();
    let [
        kinds,
        countries,
        regions,
        numbers,
        names,
        others,
        norths,
        easts,
        people,
    ] = columns.as_slice()
    else {
        return Vec::new();
    };
    let row = |at: usize| {
        let population = number(people[at]);
        let is_capital = population > 0 && capitals.contains(&(countries[at], key(names[at])));
        Row {
            kind: match kinds[at] {
                "1" => REGION,
                "2" => DISTRICT,
                _ if is_capital => CAPITAL,
                _ => 0,
            },
            country: countries[at],
            region: regions[at],
            name: names[at],
            others: others[at],
            geonames: number(numbers[at]),
            north: number(norths[at]),
            east: number(easts[at]),
            population,
        }
    };
    (0..kinds.len()).map(row).collect()
}

fn number<T: std::str::FromStr>(cell: &str) -> T {
    cell.parse().ok().expect("a whole number")
}

/// Two packed pieces for each block: the numbers and the text.
pub(crate) fn pieces(listed: &[Row<'_>]) -> Vec<Vec<u8>> {
    let blocks = listed.chunks(BLOCK);
    blocks
        .flat_map(|block| [numbers(block), text(block).into_bytes()])
        .map(|piece| compress_to_vec(&piece, 6))
        .collect()
}

fn numbers(block: &[Row<'_>]) -> Vec<u8> {
    let cells: Vec<[u8; COLUMNS]> = block.iter().map(bytes).collect();
    (0..COLUMNS)
        .flat_map(|column| cells.iter().map(move |row| row[column]))
        .collect()
}

fn bytes(row: &Row<'_>) -> [u8; COLUMNS] {
    let [none, high, middle, low] = row.geonames.to_be_bytes();
    assert_eq!(none, 0, "{} has too high a number", row.name);
    let [north, northern] = hundredths(row.north + 9000);
    let [east, eastern] = hundredths(row.east + 18000);
    let (noughts, figures) = two_figures(row.population);
    [
        row.kind, high, middle, low, north, northern, east, eastern, noughts, figures,
    ]
}

fn hundredths(degrees: i32) -> [u8; 2] {
    u16::try_from(degrees).expect("on Earth").to_be_bytes()
}

/// Of 4,900: two noughts and 49.
fn two_figures(population: u32) -> (u8, u8) {
    let (mut noughts, mut figures) = (0, population);
    while figures >= 100 {
        assert_eq!(figures % 10, 0, "{population} has more than two figures");
        (noughts, figures) = (noughts + 1, figures / 10);
    }
    (noughts, u8::try_from(figures).expect("below a hundred"))
}

fn text(block: &[Row<'_>]) -> String {
    let mut lines = Vec::new();
    let mut last = None;
    for row in block {
        let here = (row.country, row.region);
        if last.replace(here) != Some(here) {
            lines.push(format!("{GROUP}{}{GROUP}{}", row.country, row.region));
        }
        lines.push(row.name.to_owned());
    }
    lines.join("\n")
}
