//! Short forms of first-level regions: *Calif.*, *N.J.*, *NSW*.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::gazetteer::region;
use crate::key::key;
use crate::place::{Match, Place};
use crate::table::{cell, rows};

/// A region by a short form of its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Abbreviation {
    /// The region.
    pub place: Place,
    /// Does the form say a place only after a comma (*Springfield, Ill.*), being a word or
    /// another name elsewhere?
    pub after_comma: bool,
}

/// The region whose name `form` shortens, in the style of the Associated Press or as the post does.
pub fn abbreviation(form: &str) -> Option<Abbreviation> {
    let (code, after_comma) = *FORMS.get(&key(form))?;
    let (country, first) = code.split_once('.')?;
    Some(Abbreviation {
        place: Place {
            by: Match::Abbreviation,
            ..region(country, first)?
        },
        after_comma,
    })
}

static FORMS: LazyLock<BTreeMap<String, (&'static str, bool)>> = LazyLock::new(|| {
    rows(include_str!("../data/abbreviation.tsv"))
        .map(|row| {
            (
                key(cell(&row, 0)),
                (cell(&row, 1), cell(&row, 2) == "comma"),
            )
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_short_form_leads_to_a_region() {
        for form in FORMS.keys() {
            assert!(abbreviation(form).is_some(), "{form}");
        }
        let found = abbreviation("Ill.").expect("a state");
        assert_eq!((found.place.name, found.after_comma), ("Illinois", true));
    }
}
