//! The gazetteer: from a name to the places that bear it.

use std::cmp::Ordering;

use crate::area::area;
use crate::block;
use crate::country::{self, Country};
use crate::index::bearers;
use crate::key::key;
use crate::layout::AREAS;
use crate::place::{Match, Place, PlaceKind, kilometres};

/// Kilometres within which an area and a region of one name are the same land.
const SAME: f32 = 300.0;

/// The places that `name` may mean, the most prominent first. Case and accents do not count.
/// Adjectives and peoples are among the names, short forms of regions (*Ill.*) are not.
pub fn places(name: &str) -> Vec<Place> {
    let wanted = key(name);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Place> = hits(&wanted).collect();
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
    let code = format!("{country}.{region}");
    let found = bearers(&code).find_map(|(number, _)| block::place(number))?;
    ((found.country, found.region) == (country, region)).then_some(found)
}

/// How many of `words`, from the first, make the longest name of the gazetteer; none if no
/// beginning of them is a name. Names of more than six words are not looked for.
pub fn longest(words: &[&str]) -> Option<usize> {
    let most = words.len().min(6);
    (1..=most).rev().find(|count| {
        let run = words.get(..*count).unwrap_or(&[]).join(" ");
        let wanted = key(&run);
        !wanted.is_empty() && is_name(&wanted)
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

/// Those that bear the name with the key `wanted`.
fn hits(wanted: &str) -> impl Iterator<Item = Place> {
    let listed = bearers(wanted)
        .filter_map(|(number, by)| Some((numbered(number)?, by)))
        .map(|(place, by)| Place { by, ..place });
    country::named(wanted)
        .map(|(country, by)| of_country(country, by))
        .into_iter()
        .chain(listed)
}

fn is_name(wanted: &str) -> bool {
    country::named(wanted).is_some() || bearers(wanted).next().is_some()
}

/// The place that the index calls by that number.
fn numbered(number: u64) -> Option<Place> {
    match number.checked_sub(AREAS) {
        Some(row) => area(row),
        None => block::place(number),
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
        assert_eq!(region("ZW", "10").map(|place| place.name), Some("Harare"));
        assert_eq!(region("US", "??"), None);
    }

    #[test]
    fn the_longest_name_is_taken() {
        assert_eq!(longest(&["New", "York", "City", "police"]), Some(3));
        assert_eq!(longest(&["Trinidad", "and", "Tobago"]), Some(3));
        assert_eq!(longest(&["Roeville"]), None);
    }
}
