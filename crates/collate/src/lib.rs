//! From readings of many articles to one record: a pure function of the readings, whatever their
//! order.

mod compare;
mod copying;
mod credit;
mod happening;
mod name;
mod origin;
mod proposition;
mod quantity;
mod word;

use onrecord_record::Reading;

pub use compare::{Clash, Likeness, Measures, Relation, Unlike};
pub use copying::Copied;
pub use credit::{Credit, CreditKind};
pub use origin::{Derived, Descent, Evidence, Root};
pub use proposition::{Finding, Item};

/// The groups of articles that tell of one event each: numbers of `readings`, ascending.
pub fn happenings(readings: &[&Reading]) -> Vec<Vec<usize>> {
    happening::happenings(readings)
}

/// What each finding of `one` is to each of `other` that has something to do with it, with what
/// that rests on.
pub fn relations(
    one: &Reading,
    other: &Reading,
    likeness: &dyn Likeness,
) -> Vec<(Relation, Measures)> {
    let (here, there) = (proposition::propositions(0, one), proposition::propositions(1, other));
    let mut found = Vec::new();
    for left in &here {
        for right in &there {
            found.push((
                compare::relation(left, right, likeness),
                compare::measured(left, right, likeness),
            ));
        }
    }
    found
}

/// How the articles rest on one another. `readings` are in order of publication.
pub fn descent(readings: &[&Reading], groups: &[Vec<usize>]) -> Descent {
    origin::descent(readings, groups)
}
