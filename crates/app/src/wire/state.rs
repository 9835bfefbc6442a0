//! Countries as the tables of others call, number and group them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use onrecord_desk::language::{Country, country_by_code};
use onrecord_record::Location;

/// A country, with what tables of events have for it.
pub(super) struct State {
    /// Its usual English name.
    pub(super) name: &'static str,
    /// ISO 3166-1 alpha-3.
    pub(super) alpha3: &'static str,
    /// ISO 3166-1 numeric; Kosovo has none.
    pub(super) numeric: Option<u16>,
    /// UCDP's region.
    pub(super) ucdp: Option<&'static str>,
    /// ACLED's region, where it is known.
    pub(super) acled: Option<&'static str>,
}

impl State {
    /// The country in which a place lies; none for seas, continents and what lies in several.
    pub(super) fn of(location: &Location) -> Option<State> {
        let code = location.country.as_deref()?;
        let country = country_by_code(code)?;
        let (numeric, acled) = NUMBERS.get(code).copied().unwrap_or_default();
        Some(State {
            name: country.name,
            alpha3: country.alpha3,
            numeric,
            ucdp: region(country),
            acled,
        })
    }
}

/// What UCDP counts as the Middle East (Högbladh 2023, on `region`): Egypt, Iran, Iraq, Israel, Jordan,
/// Kuwait, Lebanon, Syria, Turkey and the states of the Arabian peninsula.
const MIDDLE_EAST: [&str; 16] = [
    "AE", "BH", "EG", "IL", "IQ", "IR", "JO", "KW", "LB", "OM", "PS", "QA", "SA", "SY", "TR", "YE",
];
/// The Caucasus is Europe there.
const CAUCASUS: [&str; 3] = ["AM", "AZ", "GE"];

/// UCDP's region: Oceania is of Asia there.
fn region(country: &Country) -> Option<&'static str> {
    if MIDDLE_EAST.contains(&country.code) {
        return Some("Middle East");
    }
    if CAUCASUS.contains(&country.code) {
        return Some("Europe");
    }
    match country.continent {
        "AF" => Some("Africa"),
        "AS" | "OC" => Some("Asia"),
        "EU" => Some("Europe"),
        "NA" | "SA" => Some("Americas"),
        _ => None,
    }
}

type Numbers = BTreeMap<&'static str, (Option<u16>, Option<&'static str>)>;

static NUMBERS: LazyLock<Numbers> = LazyLock::new(|| {
    let lines = include_str!("state.tsv").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let code = cells.next()?;
        let numeric = cells.next()?.parse().ok();
        Some((
            code,
            (numeric, cells.next().filter(|region| !region.is_empty())),
        ))
    };
    lines.filter_map(row).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_number_and_mostly_its_regions() {
        assert_eq!(NUMBERS.len(), 250);
        let numbered = NUMBERS.values().filter(|(numeric, _)| numeric.is_some());
        assert_eq!(numbered.count(), 249, "all but Kosovo");
        for code in NUMBERS.keys() {
            assert!(country_by_code(code).is_some(), "{code}");
        }
        let told = |code: &str| {
            let country = country_by_code(code).and_then(region);
            (country, NUMBERS[code])
        };
        assert_eq!(
            told("SY"),
            (Some("Middle East"), (Some(760), Some("Middle East")))
        );
        assert_eq!(
            told("AF"),
            (Some("Asia"), (Some(4), Some("Caucasus and Central Asia")))
        );
        assert_eq!(
            told("GE"),
            (
                Some("Europe"),
                (Some(268), Some("Caucasus and Central Asia"))
            )
        );
        assert_eq!(
            told("EG"),
            (Some("Middle East"), (Some(818), Some("Northern Africa")))
        );
        assert_eq!(told("FJ"), (Some("Asia"), (Some(242), Some("Oceania"))));
        assert_eq!(told("AQ"), (None, (Some(10), Some("Antarctica"))));
    }
}
