//! The countries of ISO 3166 and Kosovo: their names, their people, their capital.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::key::key;
use crate::place::Match;
use crate::table::{cell, names, number, rows};

/// A country or territory with a code of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2; `XK` is Kosovo.
    pub code: &'static str,
    /// ISO 3166-1 alpha-3.
    pub alpha3: &'static str,
    /// Its usual English name.
    pub name: &'static str,
    /// Other names: official, short, former.
    pub others: Vec<&'static str>,
    /// Adjectives: *Dutch*.
    pub adjectives: Vec<&'static str>,
    /// What its people are called, one or many: *Dutchman*, *Danes*.
    pub people: Vec<&'static str>,
    /// The capital; empty where there is none.
    pub capital: &'static str,
    /// Two letters: `AF`, `AN`, `AS`, `EU`, `NA`, `OC`, `SA`.
    pub continent: &'static str,
    /// Degrees north of its middle.
    pub lat: f32,
    /// Degrees east of its middle.
    pub lon: f32,
    /// Inhabitants.
    pub population: u32,
    /// GeoNames' number.
    pub geonames: u32,
}

/// The country that `name` names, or whose adjective or people it is. Case and accents do not
/// count; *Congo* and *Korea* are the larger one of two.
pub fn country(name: &str) -> Option<&'static Country> {
    named(name).map(|(country, _)| country)
}

/// The country with the ISO 3166-1 code `code`, alpha-2 or alpha-3.
pub fn country_by_code(code: &str) -> Option<&'static Country> {
    let all = &ATLAS.countries;
    all.iter()
        .find(|one| one.code == code || one.alpha3 == code)
}

/// The country called `name`, and by which kind of word.
pub(crate) fn named(name: &str) -> Option<(&'static Country, Match)> {
    let (at, by) = ATLAS.by_name.get(&key(name))?;
    Some((ATLAS.countries.get(*at)?, *by))
}

/// All countries, by code.
pub(crate) fn all() -> &'static [Country] {
    &ATLAS.countries
}

struct Atlas {
    countries: Vec<Country>,
    by_name: BTreeMap<String, (usize, Match)>,
}

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let countries = read();
    let mut by_name = BTreeMap::new();
    for by in [Match::Name, Match::Other, Match::Adjective, Match::People] {
        for (at, country) in countries.iter().enumerate() {
            for name in called(country, by) {
                by_name.entry(key(name)).or_insert((at, by));
            }
        }
    }
    Atlas { countries, by_name }
});

fn called(country: &Country, by: Match) -> Vec<&'static str> {
    match by {
        Match::Name => vec![country.name],
        Match::Adjective => country.adjectives.clone(),
        Match::People => country.people.clone(),
        Match::Other | Match::Abbreviation => country.others.clone(),
    }
}

fn read() -> Vec<Country> {
    let demonyms: BTreeMap<&str, Vec<&'static str>> = rows(include_str!("../data/demonym.tsv"))
        .map(|row| (cell(&row, 0), row))
        .collect();
    let nothing = Vec::new();
    rows(include_str!("../data/country.tsv"))
        .map(|row| {
            let code = cell(&row, 0);
            let demonym = demonyms.get(code).unwrap_or(&nothing);
            Country {
                code,
                alpha3: cell(&row, 1),
                name: cell(&row, 2),
                others: [names(&row, 3), names(demonym, 1)].concat(),
                adjectives: names(demonym, 2),
                people: names(demonym, 3),
                capital: cell(&row, 4),
                continent: cell(&row, 5),
                lat: number(&row, 6),
                lon: number(&row, 7),
                population: cell(&row, 8).parse().unwrap_or(0),
                geonames: cell(&row, 9).parse().unwrap_or(0),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_name_short_form_adjective_and_people() {
        for (name, code) in [
            ("Myanmar", "MM"),
            ("Burma", "MM"),
            ("the Netherlands", "NL"),
            ("Dutch", "NL"),
            ("U.S.", "US"),
            ("Türkiye", "TR"),
            ("Ivorian", "CI"),
            ("Danes", "DK"),
            ("DRC", "CD"),
            ("Republic of the Congo", "CG"),
            ("Niger", "NE"),
            ("Nigerien", "NE"),
            ("Nigerian", "NG"),
        ] {
            assert_eq!(country(name).map(|one| one.code), Some(code), "{name}");
        }
        assert_eq!(country("Roeville"), None);
    }

    #[test]
    fn every_country_has_a_code_a_place_and_if_large_a_demonym() {
        assert_eq!(all().len(), 250);
        for one in all() {
            assert!(one.code.len() == 2 && one.alpha3.len() == 3, "{one:?}");
            assert!(one.lat != 0.0 || one.lon != 0.0, "{one:?}");
        }
        let of_size = all().iter().filter(|one| one.population > 1_000_000);
        let mute: Vec<&str> = of_size
            .filter(|one| one.adjectives.is_empty() && one.people.is_empty())
            .map(|one| one.code)
            .collect();
        assert_eq!(mute, [""; 0]);
    }
}
