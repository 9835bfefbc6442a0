//! Names that stand for a government: seats (*the Kremlin*), capitals (*Moscow*), bodies (*the EU*).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::country::{all, country_by_code};
use crate::key::key;
use crate::table::{cell, names, rows};

/// What a name stands for when it speaks or acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Government {
    /// The country's ISO 3166-1 alpha-2 code, or the short name of a body of states (`EU`, `UN`).
    pub code: &'static str,
    /// The country or body.
    pub name: &'static str,
    /// Which part of it: `presidency`, `foreign ministry`, `government`.
    pub body: &'static str,
    /// How the name comes to stand for it.
    pub metonym: Metonym,
}

/// How a name comes to stand for a government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metonym {
    /// A building, street or quarter: *the Kremlin*, *Downing Street*.
    Seat,
    /// A capital: *Moscow*.
    Capital,
    /// Another city that something sits in: *Brussels* for the EU.
    City,
    /// The name of a body of states itself.
    Body,
}

/// What `name` stands for as a party: *the Élysée* for France's presidency, *Beijing* for China.
/// Whether it does in a given sentence is for the reader of the sentence.
pub fn stands_for(name: &str) -> Option<Government> {
    GOVERNMENTS.get(&key(name)).copied()
}

static GOVERNMENTS: LazyLock<BTreeMap<String, Government>> = LazyLock::new(|| {
    let listed: Vec<Vec<&'static str>> = rows(include_str!("../data/metonym.tsv")).collect();
    let bodies: BTreeMap<&str, &'static str> = listed
        .iter()
        .filter(|row| cell(row, 3) == "body")
        .map(|row| (cell(row, 2), cell(row, 0)))
        .collect();
    let mut found = BTreeMap::new();
    for row in &listed {
        let code = cell(row, 2);
        let name = country_by_code(code)
            .map(|country| country.name)
            .or_else(|| bodies.get(code).copied());
        let government = Government {
            code,
            name: name.unwrap_or(code),
            body: cell(row, 4),
            metonym: metonym(cell(row, 3)),
        };
        for name in [vec![cell(row, 0)], names(row, 1)].concat() {
            found.entry(key(name)).or_insert(government);
        }
    }
    let mut by_size: Vec<_> = all().iter().filter(|one| !one.capital.is_empty()).collect();
    by_size.sort_by_key(|country| std::cmp::Reverse(country.population));
    for country in by_size {
        let government = Government {
            code: country.code,
            name: country.name,
            body: "government",
            metonym: Metonym::Capital,
        };
        found.entry(key(country.capital)).or_insert(government);
    }
    found
});

fn metonym(kind: &str) -> Metonym {
    match kind {
        "city" => Metonym::City,
        "body" => Metonym::Body,
        _ => Metonym::Seat,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_and_capitals_stand_for_governments() {
        for (name, code, metonym) in [
            ("the Kremlin", "RU", Metonym::Seat),
            ("Downing Street", "GB", Metonym::Seat),
            ("Blue House", "KR", Metonym::Seat),
            ("Elysee", "FR", Metonym::Seat),
            ("Moscow", "RU", Metonym::Capital),
            ("Washington", "US", Metonym::Capital),
            ("Beijing", "CN", Metonym::Capital),
            ("Ouagadougou", "BF", Metonym::Capital),
            ("Brussels", "EU", Metonym::City),
        ] {
            let found = stands_for(name).map(|one| (one.code, one.metonym));
            assert_eq!(found, Some((code, metonym)), "{name}");
        }
        assert_eq!(
            stands_for("Brussels").map(|one| one.name),
            Some("European Union")
        );
        assert_eq!(stands_for("Roeville"), None);
    }

    #[test]
    fn every_metonym_leads_to_a_country_or_body() {
        for government in GOVERNMENTS.values() {
            assert!(
                country_by_code(government.code).is_some()
                    || government.name != government.code
                    || ["NATO", "ASEAN"].contains(&government.code),
                "{government:?}"
            );
        }
    }
}
