//! From a name's key to the places that bear it, read where it stands in the file.

use std::cmp::Ordering;

use crate::layout::{ADJECTIVE, BEARER_BITS, MORE, OTHER, PLACE_BITS, bucket, hash, tail};
use crate::piece::{Pieces, number};
use crate::place::Match;

static FILE: Pieces = Pieces(include_bytes!(concat!(env!("OUT_DIR"), "/names.bin")));

/// One that bears a name, and what stands in the file after it.
type Bearer = (u64, &'static [u8]);

/// The numbers of the places that bear the name with the key `key`, in order, and by what kind of
/// name.
pub(crate) fn bearers(key: &str) -> impl Iterator<Item = (u64, Match)> {
    std::iter::successors(first(hash(key)), |bearer| next(*bearer))
        .map(|(bits, _)| (bits & ((1 << PLACE_BITS) - 1), by(bits)))
}

fn first(hash: u64) -> Option<Bearer> {
    let sought = tail(hash);
    let mut rest = FILE.get(bucket(hash))?;
    while let Some((name, after)) = rest.split_at_checked(6) {
        let name = number(name);
        let bearer = (name & ((1 << BEARER_BITS) - 1), after);
        match (name >> BEARER_BITS).cmp(&sought) {
            Ordering::Less => rest = after_all(bearer),
            Ordering::Equal => return Some(bearer),
            Ordering::Greater => return None,
        }
    }
    None
}

fn next((bits, after): Bearer) -> Option<Bearer> {
    let (further, after) = after.split_at_checked(3)?;
    (bits & MORE != 0).then(|| (number(further), after))
}

/// What stands after the last bearer of a name.
fn after_all(mut bearer: Bearer) -> &'static [u8] {
    while let Some(further) = next(bearer) {
        bearer = further;
    }
    bearer.1
}

fn by(bits: u64) -> Match {
    match bits & (0b11 << PLACE_BITS) {
        OTHER => Match::Other,
        ADJECTIVE => Match::Adjective,
        _ => Match::Name,
    }
}
