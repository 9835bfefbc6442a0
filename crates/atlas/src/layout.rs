//! How the packed gazetteer is laid out: what `build.rs` writes and the rest of the crate reads.
//!
//! Both of its files are lists of pieces: where each piece begins and the last ends, four bytes
//! each with the lowest first, then the pieces.
//!
//! `rows.bin` has two pieces, packed with deflate, for every [`BLOCK`] places of `gazetteer.z`.
//! The first has [`COLUMNS`] columns of a byte for each place: its kind; GeoNames' number, three
//! bytes with the highest first; hundredths of a degree from the South Pole, two; from the
//! antimeridian, two; inhabitants as noughts and the figures before them. The second is text: a
//! name on each line; `GROUP`, country, `GROUP`, region on a line of their own before the names of
//! the places in them.
//!
//! `names.bin` has a piece for each value of the highest bits of a name's [`hash`]. In it stands,
//! for each name and in order of the hash, six bytes with the lowest first: whose name it is and
//! the [`tail`] of the hash, then three bytes for each further bearer. The code of a first-level
//! region (`US.TX`) is a name too. Of a hash 40 bits are kept, and there are a quarter of a million
//! names: one word in four million that is no name passes for one.

/// How many places are packed together.
pub(crate) const BLOCK: usize = 128;

/// How many bytes each has, besides its name.
pub(crate) const COLUMNS: usize = 10;

/// What opens the two cells of a line that says where the places after it lie.
pub(crate) const GROUP: char = '\t';

/// The kind of a place, where it is not zero, a town: a first-level region.
pub(crate) const REGION: u8 = 1;
/// A second-level region.
pub(crate) const DISTRICT: u8 = 2;
/// A town that is the capital of its country.
pub(crate) const CAPITAL: u8 = 3;

/// How many bits of a bearer say which place it is: its row in `gazetteer.z`, or in `area.tsv`
/// counted from [`AREAS`].
pub(crate) const PLACE_BITS: u32 = 18;
/// The number of the first area.
pub(crate) const AREAS: u64 = (1 << PLACE_BITS) - 4096;

/// Two bits of a bearer, zero for its name in the gazetteer: another name.
pub(crate) const OTHER: u64 = 1 << PLACE_BITS;
/// An adjective.
pub(crate) const ADJECTIVE: u64 = 2 << PLACE_BITS;
/// The highest bit of a bearer: another one follows.
pub(crate) const MORE: u64 = 4 << PLACE_BITS;
/// How many bits a bearer has.
pub(crate) const BEARER_BITS: u32 = PLACE_BITS + 3;

/// How many bits of a hash say which piece a name stands in.
pub(crate) const BUCKET_BITS: u32 = 13;
/// How many more are kept: as many as six bytes have room for.
const TAIL_BITS: u32 = 48 - BEARER_BITS;

/// The number of the piece that a name with this hash stands in.
pub(crate) fn bucket(hash: u64) -> usize {
    usize::try_from(hash >> (64 - BUCKET_BITS)).unwrap_or(usize::MAX)
}

/// What is kept of a hash besides its bucket.
pub(crate) fn tail(hash: u64) -> u64 {
    hash << BUCKET_BITS >> (64 - TAIL_BITS)
}

/// FNV-1a, 64 bits: the same on every machine.
pub(crate) fn hash(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
