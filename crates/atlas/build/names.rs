//! The index of names: who bears each.

use crate::key::key;
use crate::layout::{
    ADJECTIVE, AREAS, BEARER_BITS, BUCKET_BITS, MORE, OTHER, PLACE_BITS, REGION, bucket, hash, tail,
};
use crate::rows::Row;
use crate::table::{cell, names, rows};

/// Its name in the gazetteer: no bit is set.
const NAME: u64 = 0;

/// The hash of a name, the number of a place that bears it, by what kind of name.
type Bearer = (u64, u64, u64);

/// A piece for each bucket.
pub(crate) fn pieces(listed: &[Row<'_>]) -> Vec<Vec<u8>> {
    assert!(
        listed.len() as u64 <= AREAS,
        "no numbers are left for places"
    );
    let mut bearers: Vec<Bearer> = (0..AREAS).zip(listed).flat_map(of_row).collect();
    let areas = AREAS..1 << PLACE_BITS;
    bearers.extend(
        areas
            .zip(rows(include_str!("../data/area.tsv")))
            .flat_map(of_area),
    );
    bearers.sort_unstable();
    bearers.dedup_by_key(|(hash, place, _)| (*hash, *place));
    let mut pieces = vec![Vec::new(); 1 << BUCKET_BITS];
    let mut last = None;
    for of_name in bearers.chunk_by(|one, next| one.0 == next.0) {
        let hash = of_name[0].0;
        let kept = Some((bucket(hash), tail(hash)));
        assert_ne!(last, kept, "two names look the same: keep more bits");
        last = kept;
        write(&mut pieces[bucket(hash)], of_name);
    }
    pieces
}

/// A place of `gazetteer.z` by all its names, and a first-level region by its code.
fn of_row((place, row): (u64, &Row<'_>)) -> Vec<Bearer> {
    let others = row.others.split('|').map(|form| (form, OTHER));
    let mut found = named(place, row.name, others);
    if row.kind == REGION {
        let code = format!("{}.{}", row.country, row.region);
        found.push((hash(&code), place, NAME));
    }
    found
}

fn of_area((place, row): (u64, Vec<&'static str>)) -> Vec<Bearer> {
    let others = names(&row, 1).into_iter().map(|form| (form, OTHER));
    let adjectives = names(&row, 6).into_iter().map(|form| (form, ADJECTIVE));
    named(place, cell(&row, 0), others.chain(adjectives))
}

fn named<'a>(
    place: u64,
    name: &'a str,
    others: impl Iterator<Item = (&'a str, u64)>,
) -> Vec<Bearer> {
    std::iter::once((name, NAME))
        .chain(others)
        .map(|(form, kind)| (key(form), kind))
        .filter(|(key, _)| !key.is_empty())
        .map(|(key, kind)| (hash(&key), place, kind))
        .collect()
}

fn write(piece: &mut Vec<u8>, of_name: &[Bearer]) {
    for (at, (hash, place, kind)) in of_name.iter().enumerate() {
        let more = if at + 1 < of_name.len() { MORE } else { 0 };
        let bearer = place | kind | more;
        if at == 0 {
            let name = bearer | tail(*hash) << BEARER_BITS;
            piece.extend(&name.to_le_bytes()[..6]);
        } else {
            piece.extend(&bearer.to_le_bytes()[..3]);
        }
    }
}
