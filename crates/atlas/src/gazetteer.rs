//! The gazetteer: from a name to the places that bear it.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::country::{self, Country};
use crate::key::key;
use crate::place::{Match, Place, PlaceKind, kilometres};
use crate::table::{cell, names, number, rows};

/// Kilometres within which an area and a region of one name are the same land.
const SAME: f32 = 300.0;

/// The places that `name` may mean, the most prominent first. Case and accents do not count.
/// Adjectives and peoples are among the names, short forms of regions (*Ill.*) are not.
pub fn places(name: &str) -> Vec<Place> {
    let wanted = key(name);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Place> = GAZETTEER.hits(&wanted).collect();
    found.sort_by(order);
    found.dedup_by(|one, other| one.geonames.is_some() && one.geonames == other.geonames);
    let regions: Vec<Place> = found.clone();
    found.retain(|place| !regions.iter().any(|region| is_same_land(place, region)));
    found
}

/// Is the area `place`, listed by hand, the first-level region `region` under the same name?
fn is_same_land(place: &Place, region: &Place) -> bool {
    place.kind == PlaceKind::Area
        && region.kind == PlaceKind::Region
        && place.country == region.country
        && kilometres((place.lat, place.lon), (region.lat, region.lon)) < SAME
}

/// The first-level region of GeoNames' code `region` in the country `country`.
pub fn region(country: &str, region: &str) -> Option<Place> {
    let at = GAZETTEER
        .places
        .partition_point(|place| (place.country, place.region) < (country, region));
    let here = GAZETTEER.places.get(at..)?;
    here.iter()
        .take_while(|place| (place.country, place.region) == (country, region))
        .find(|place| place.kind == PlaceKind::Region)
        .copied()
}

/// How many of `words`, from the first, make the longest name of the gazetteer; none if no
/// beginning of them is a name. Names of more than six words are not looked for.
pub fn longest(words: &[&str]) -> Option<usize> {
    let most = words.len().min(6);
    (1..=most).rev().find(|count| {
        let run = words.get(..*count).unwrap_or(&[]).join(" ");
        let wanted = key(&run);
        !wanted.is_empty() && GAZETTEER.hits(&wanted).next().is_some()
    })
}

fn order(one: &Place, other: &Place) -> Ordering {
    let by_prominence = other.prominence().total_cmp(&one.prominence());
    by_prominence.then_with(|| {
        (one.country, one.region, one.geonames, one.by).cmp(&(
            other.country,
            other.region,
            other.geonames,
            other.by,
        ))
    })
}

struct Gazetteer {
    /// Towns and regions in the order of the file (country, region), then areas.
    places: Vec<Place>,
    /// The hash of a name's key, the place, by what kind of name. With half a million names the
    /// chance that a word shares a hash with one of them is one in 10^13.
    index: Vec<(u64, u32, Match)>,
}

impl Gazetteer {
    fn hits<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = Place> + 'a {
        let sought = hash(wanted);
        let from = self.index.partition_point(|(hash, ..)| *hash < sought);
        let here = self.index.get(from..).unwrap_or(&[]);
        let listed = here
            .iter()
            .take_while(move |(hash, ..)| *hash == sought)
            .filter_map(|(_, at, by)| Some((*self.places.get(*at as usize)?, *by)))
            .map(|(place, by)| Place { by, ..place });
        country::named(wanted)
            .map(|(country, by)| of_country(country, by))
            .into_iter()
            .chain(listed)
    }

    fn add(&mut self, place: Place, forms: impl Iterator<Item = (&'static str, Match)>) {
        let at = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        let name = hash(&key(place.name));
        self.index.push((name, at, Match::Name));
        self.places.push(place);
        let others = forms
            .filter(|(form, _)| !form.is_empty())
            .map(|(form, by)| (hash(&key(form)), at, by))
            .filter(|(other, ..)| *other != name);
        self.index.extend(others);
    }
}

fn of_country(country: &'static Country, by: Match) -> Place {
    Place {
        geonames: Some(country.geonames),
        name: country.name,
        kind: PlaceKind::Country,
        country: country.code,
        region: "",
        lat: country.lat,
        lon: country.lon,
        population: country.population,
        is_capital: false,
        by,
    }
}

/// FNV-1a, 64 bits: the same on every machine.
fn hash(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let packed = include_bytes!("../data/gazetteer.z");
    let bytes = miniz_oxide::inflate::decompress_to_vec(packed).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
});

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut gazetteer = Gazetteer {
        places: Vec::new(),
        index: Vec::new(),
    };
    packed(&mut gazetteer);
    areas(&mut gazetteer);
    gazetteer.index.sort_unstable();
    gazetteer.index.dedup_by_key(|(hash, at, _)| (*hash, *at));
    gazetteer
});

/// The towns and regions: the nine columns of the packed file stand one after the other.
fn packed(gazetteer: &mut Gazetteer) {
    let columns: Vec<Vec<&'static str>> = TEXT
        .split('\u{1e}')
        .map(|column| column.split('\n').collect())
        .collect();
    let capitals: BTreeSet<(&str, String)> = country::all()
        .iter()
        .map(|country| (country.code, key(country.capital)))
        .collect();
    for row in 0..columns.first().map_or(0, Vec::len) {
        let at = |column: usize| {
            let cells = columns.get(column);
            cells
                .and_then(|cells| cells.get(row))
                .copied()
                .unwrap_or("")
        };
        let kind = match at(0) {
            "1" => PlaceKind::Region,
            "2" => PlaceKind::District,
            _ => PlaceKind::Town,
        };
        let population = at(8).parse().unwrap_or(0);
        let is_capital =
            kind == PlaceKind::Town && population > 0 && capitals.contains(&(at(1), key(at(4))));
        let place = Place {
            geonames: at(3).parse().ok(),
            name: at(4),
            kind,
            country: at(1),
            region: at(2),
            lat: hundredths(at(6)),
            lon: hundredths(at(7)),
            population,
            is_capital,
            by: Match::Name,
        };
        gazetteer.add(place, at(5).split('|').map(|form| (form, Match::Other)));
    }
}

fn hundredths(cell: &str) -> f32 {
    cell.parse::<f32>().unwrap_or(0.0) / 100.0
}

/// What is listed by hand: continents, seas, rivers, mountains, stretches of land.
fn areas(gazetteer: &mut Gazetteer) {
    for row in rows(include_str!("../data/area.tsv")) {
        let kind = match cell(&row, 2) {
            "continent" => PlaceKind::Continent,
            "water" => PlaceKind::Water,
            _ => PlaceKind::Area,
        };
        let place = Place {
            geonames: None,
            name: cell(&row, 0),
            kind,
            country: cell(&row, 3),
            region: "",
            lat: number(&row, 4),
            lon: number(&row, 5),
            population: 0,
            is_capital: false,
            by: Match::Name,
        };
        let others = names(&row, 1).into_iter().map(|form| (form, Match::Other));
        let adjectives = names(&row, 6).into_iter();
        let forms = others.chain(adjectives.map(|form| (form, Match::Adjective)));
        gazetteer.add(place, forms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str) -> (&'static str, PlaceKind, &'static str) {
        let place = places(name)[0];
        (place.name, place.kind, place.country)
    }

    #[test]
    fn the_most_prominent_place_comes_first() {
        assert_eq!(first("paris"), ("Paris", PlaceKind::Town, "FR"));
        assert_eq!(first("Georgia"), ("Georgia", PlaceKind::Country, "GE"));
        assert_eq!(first("New York").1, PlaceKind::Town);
        assert_eq!(first("Washington").1, PlaceKind::Town);
        assert_eq!(first("Mexico").1, PlaceKind::Country);
        assert_eq!(first("Bombay").0, "Mumbai");
        assert_eq!(first("Bavaria").2, "DE");
        assert_eq!(first("Black Sea").1, PlaceKind::Water);
        assert_eq!(first("Africa").1, PlaceKind::Continent);
        assert_eq!(places("Roeville the Lesser"), []);
    }

    #[test]
    fn every_bearer_of_a_name_is_a_candidate() {
        let found = places("Paris");
        let texan = |place: &Place| place.country == "US" && place.region == "TX";
        assert!(found.iter().any(texan));
        let by_prominence = found
            .windows(2)
            .all(|two| two[0].prominence() >= two[1].prominence());
        assert!(by_prominence);
    }

    #[test]
    fn a_region_is_found_by_code() {
        assert_eq!(region("US", "TX").map(|place| place.name), Some("Texas"));
        assert_eq!(region("US", "??"), None);
    }

    #[test]
    fn the_longest_name_is_taken() {
        assert_eq!(longest(&["New", "York", "City", "police"]), Some(3));
        assert_eq!(longest(&["Trinidad", "and", "Tobago"]), Some(3));
        assert_eq!(longest(&["Roeville"]), None);
    }
}
