//! What a reading of two claims changes: what is one claim, and that it confirms nothing.

use onrecord_record::Reading;

use crate::tests::{reading, shared};
use crate::{Collation, Judged, Likeness, collate};

/// Knows no word, and says of any two claims what it was told to.
struct Reader(Judged);

impl Likeness for Reader {
    fn likeness(&self, _: &str, _: &str) -> f32 {
        0.0
    }

    fn judged(&self, pairs: &[[&str; 2]]) -> Vec<Option<Judged>> {
        vec![Some(self.0); pairs.len()]
    }
}

fn read(told: &[Reading], same: f32, contradicts: f32) -> Collation {
    collate(
        &told.iter().collect::<Vec<_>>(),
        &Reader(Judged { same, contradicts }),
    )
}

/// Two articles in which two people say something of one ferry.
fn two(one: &str, other: &str) -> [Reading; 2] {
    let one = format!(
        "{{source {{person Ada Holtmann}}}} {{cue said}} {{content that {one}}}. Rain fell on the quay."
    );
    let other = format!(
        "{{source {{person Odd Marken}}}} {{cue told us}} {{content that {other}}}. A neighbour rowed out."
    );
    [reading("Beacon", 3, &one), reading("Gazette", 3, &other)]
}

const STRUCK: &str = "the {body Queen Ardith} ferry struck the {place Tallow Reef} before dawn";
const RAN: &str =
    "the ferry {body Queen Ardith} ran onto rocks off {place Tallow Reef} in the dark";

#[test]
fn other_words_are_one_claim_and_confirm_nothing() {
    let told = two(STRUCK, RAN);
    assert_eq!(shared(&read(&told, 0.1, 0.0)), []);
    // two named people, and one origin: that they say the same was only read
    assert_eq!(shared(&read(&told, 0.9, 0.0)), [(2, 1)]);
}

#[test]
fn the_same_words_confirm_one_another_unless_a_reading_parts_them() {
    let told = two(STRUCK, &STRUCK.replace("before dawn", "just before dawn"));
    assert_eq!(shared(&read(&told, 0.9, 0.0)), [(2, 2)]);
    assert_eq!(shared(&read(&told, 0.05, 0.1)), []);
    assert_eq!(shared(&read(&told, 0.5, 0.9)), []);
}

#[test]
fn what_words_tell_apart_is_not_read_together() {
    let told = two(STRUCK, &STRUCK.replace("Queen Ardith", "King Torvald"));
    assert_eq!(shared(&read(&told, 0.9, 0.0)), []);
}

#[test]
fn a_reading_makes_no_contradiction() {
    let told = two(STRUCK, RAN);
    assert_eq!(read(&told, 0.0, 1.0).contradictions, []);
}
