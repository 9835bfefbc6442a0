//! From readings of many articles to one record: a pure function of the readings, whatever their
//! order.

mod compare;
mod happening;
mod name;
mod proposition;
mod quantity;
mod word;

use onrecord_record::Reading;

pub use compare::{Clash, Likeness, Measures, Relation, Unlike};
pub use proposition::{Finding, Item};

/// The groups of articles that tell of one event each: numbers of `readings`, ascending.
pub fn happenings(readings: &[&Reading]) -> Vec<Vec<usize>> {
    happening::happenings(readings)
}
