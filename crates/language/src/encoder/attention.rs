//! What each piece sees of all the others of its window: attention, in 32-bit floats.
//!
//! Queries lie side by side in vectors, keys and values follow each other. So every sum has the order of
//! the keys, whatever the machine has for vectors, and nothing is added up across a vector.

use rten_simd::ops::{BitOps, FloatOps, NumOps};
use rten_simd::{Isa, SimdOp};

use super::network::WIDTH;
use super::powers::power;

const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;
/// Queries, keys and values of a piece.
const PARTS: usize = 3;
/// The sums that the shares of a piece are added up in, to be added to each other at last.
const LANES: usize = 8;
/// Keys, or queries, that are multiplied with the same vectors at one time, at most.
const TALL: usize = 8;

/// The key or the value of a piece for one head.
type Part = [f32; HEAD_WIDTH];

/// What attention makes on its way; the next head writes over it.
#[derive(Default)]
pub(super) struct Room {
    /// Of all pieces, then zeros up to a multiple of [`TALL`].
    keys: Vec<Part>,
    values: Vec<Part>,
    /// Of a block of pieces, number by number.
    queries: Vec<f32>,
    /// How the pieces of a block look at each piece, a row for each that is looked at.
    looks: Vec<f32>,
}

/// Puts into `joined` what each piece sees: `qkv` holds query, key and value of each, a row a piece.
pub(super) fn attend(qkv: &[f32], joined: &mut Vec<f32>, room: &mut Room) {
    let length = qkv.len() / (PARTS * WIDTH);
    joined.resize(length * WIDTH, 0.0);
    Attention { qkv, joined, room }.dispatch();
}

struct Attention<'a> {
    qkv: &'a [f32],
    joined: &'a mut [f32],
    room: &'a mut Room,
}

impl SimdOp for Attention<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let Attention { qkv, joined, room } = self;
        let rows = qkv.as_chunks::<{ PARTS * WIDTH }>().0;
        let lanes = isa.f32().len();
        for head in 0..HEADS {
            room.keys.clear();
            room.keys.extend(rows.iter().map(|row| part(row, 1, head)));
            room.keys
                .resize(rows.len().next_multiple_of(TALL), [0.0; HEAD_WIDTH]);
            room.values.clear();
            room.values
                .extend(rows.iter().map(|row| part(row, 2, head)));
            let mut first = 0;
            while first < rows.len() {
                let end = (first + 2 * lanes).min(rows.len());
                let (queries, joined) =
                    (&rows[first..end], &mut joined[first * WIDTH..end * WIDTH]);
                if queries.len() > lanes {
                    room.block::<I, 2>(isa, head, queries, joined);
                } else {
                    room.block::<I, 1>(isa, head, queries, joined);
                }
                first = end;
            }
        }
    }
}

/// One of the parts of a piece: its query, its key, its value.
#[inline(always)]
fn part(row: &[f32; PARTS * WIDTH], which: usize, head: usize) -> Part {
    let parts: &[Part; PARTS * HEADS] =
        row.as_chunks().0.as_array().expect("heads share a row out");
    parts[which * HEADS + head]
}

impl Room {
    /// What a block of pieces, `N` vectors at most, sees by one head.
    #[inline(always)]
    fn block<I: Isa, const N: usize>(
        &mut self,
        isa: I,
        head: usize,
        queries: &[[f32; PARTS * WIDTH]],
        joined: &mut [f32],
    ) {
        let wide = N * isa.f32().len();
        self.queries.resize(HEAD_WIDTH * wide, 0.0);
        for (column, row) in queries.iter().enumerate() {
            let query = part(row, 0, head);
            for (row, number) in self.queries.chunks_exact_mut(wide).zip(query) {
                row[column] = number;
            }
        }
        self.looks.resize(self.keys.len() * wide, 0.0);
        // as many sums at one time as there is room for in registers
        if isa.f32().len() == 8 {
            self.look::<I, N, { TALL / 2 }>(isa);
            self.share::<I, N>(isa);
            self.see::<I, { TALL / 2 }>(isa, wide, head, joined);
        } else {
            self.look::<I, N, TALL>(isa);
            self.share::<I, N>(isa);
            self.see::<I, TALL>(isa, wide, head, joined);
        }
    }

    /// Queries times keys.
    #[inline(always)]
    fn look<I: Isa, const N: usize, const R: usize>(&mut self, isa: I) {
        let ops = isa.f32();
        let wide = N * ops.len();
        let scale = ops.splat(1.0 / (HEAD_WIDTH as f32).sqrt());
        let keys = self.keys.as_chunks::<R>().0;
        for (keys, looks) in keys.iter().zip(self.looks.chunks_exact_mut(R * wide)) {
            let queries = self.queries.chunks_exact(wide).enumerate();
            let terms = queries
                .map(|(at, queries)| (keys.each_ref().map(|key| key[at % HEAD_WIDTH]), queries));
            let sums: [[I::F32; N]; R] = products(isa, terms);
            for (look, sums) in looks.chunks_exact_mut(wide).zip(sums) {
                for (look, sum) in look.chunks_exact_mut(ops.len()).zip(sums) {
                    ops.store(ops.mul(sum, scale), look);
                }
            }
        }
    }

    /// Turns the looks of each query into shares of 1, by their exponentials.
    #[inline(always)]
    fn share<I: Isa, const N: usize>(&mut self, isa: I) {
        let ops = isa.f32();
        let wide = N * ops.len();
        let looks = &mut self.looks[..self.values.len() * wide];
        for part in (0..wide).step_by(ops.len()) {
            let mut highest = ops.splat(f32::NEG_INFINITY);
            for look in looks.chunks_exact(wide) {
                let look = ops.load(&look[part..part + ops.len()]);
                highest = ops.select(look, highest, ops.gt(look, highest));
            }
            let mut sums = [ops.zero(); LANES];
            for some in looks.chunks_mut(LANES * wide) {
                for (look, sum) in some.chunks_exact_mut(wide).zip(&mut sums) {
                    let look = &mut look[part..part + ops.len()];
                    let share = power(isa, ops.sub(ops.load(look), highest));
                    ops.store(share, look);
                    *sum = ops.add(*sum, share);
                }
            }
            let [first, rest @ ..] = sums;
            let sum = rest.into_iter().fold(first, |sum, one| ops.add(sum, one));
            let factor = ops.div(ops.one(), sum);
            for look in looks.chunks_exact_mut(wide) {
                let look = &mut look[part..part + ops.len()];
                ops.store(ops.mul(ops.load(look), factor), look);
            }
        }
    }

    /// Shares times values.
    #[inline(always)]
    fn see<I: Isa, const R: usize>(&self, isa: I, wide: usize, head: usize, joined: &mut [f32]) {
        let ops = isa.f32();
        for (tile, joined) in joined.chunks_mut(R * WIDTH).enumerate() {
            for from in (0..HEAD_WIDTH).step_by(2 * ops.len()) {
                let looks = self.looks.chunks_exact(wide);
                let terms = looks.zip(&self.values).map(|(look, value)| {
                    let shares = look.as_chunks::<R>().0[tile];
                    (shares, &value[from..from + 2 * ops.len()])
                });
                let sums: [[I::F32; 2]; R] = products(isa, terms);
                for (row, sums) in joined.chunks_exact_mut(WIDTH).zip(sums) {
                    let row = &mut row[head * HEAD_WIDTH + from..][..2 * ops.len()];
                    for (row, sum) in row.chunks_exact_mut(ops.len()).zip(sums) {
                        ops.store(sum, row);
                    }
                }
            }
        }
    }
}

/// The sums of the products of `R` numbers with `N` vectors, term after term.
#[inline(always)]
fn products<'a, I: Isa, const N: usize, const R: usize>(
    isa: I,
    terms: impl Iterator<Item = ([f32; R], &'a [f32])>,
) -> [[I::F32; N]; R] {
    let ops = isa.f32();
    let mut sums = [[ops.zero(); N]; R];
    for (left, right) in terms {
        let mut vectors = [ops.zero(); N];
        for (vector, some) in vectors.iter_mut().zip(right.chunks_exact(ops.len())) {
            *vector = ops.load(some);
        }
        for (sums, left) in sums.iter_mut().zip(left) {
            let left = ops.splat(left);
            for (sum, vector) in sums.iter_mut().zip(vectors) {
                *sum = ops.mul_add(left, vector, *sum);
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::sums;

    fn rows(length: usize) -> Vec<f32> {
        let numbers = (0..length * PARTS * WIDTH).map(|at| (at * 7919 % 1013) as f32);
        numbers.map(|one| (one - 500.0) / 170.0).collect()
    }

    /// What every piece sees, one number after the other.
    fn seen(qkv: &[f32]) -> Vec<f32> {
        let rows = qkv.as_chunks::<{ PARTS * WIDTH }>().0;
        let mut joined = Vec::new();
        for row in rows {
            for head in 0..HEADS {
                let query = part(row, 0, head);
                let look = |row: &[f32; PARTS * WIDTH]| {
                    let pairs = query.iter().zip(part(row, 1, head));
                    let sum = pairs.fold(0.0f32, |sum, (q, k)| q.mul_add(k, sum));
                    sum * (1.0 / (HEAD_WIDTH as f32).sqrt())
                };
                let mut shares: Vec<f32> = rows.iter().map(look).collect();
                sums::softmax(&mut shares);
                joined.extend((0..HEAD_WIDTH).map(|at| {
                    let terms = shares.iter().zip(rows);
                    terms.fold(0.0f32, |sum, (share, row)| {
                        share.mul_add(part(row, 2, head)[at], sum)
                    })
                }));
            }
        }
        joined
    }

    fn attention_by<I: Isa>(isa: I, qkv: &[f32]) -> Vec<f32> {
        let (mut joined, mut room) = (vec![0.0; qkv.len() / PARTS], Room::default());
        let joined_mut = joined.as_mut_slice();
        Attention {
            qkv,
            joined: joined_mut,
            room: &mut room,
        }
        .eval(isa);
        joined
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn every_machine_adds_up_key_after_key() {
        use rten_simd::isa::{Avx2Isa, Avx512Isa};

        for length in [1, 2, 9, 17, 33, 50] {
            let qkv = rows(length);
            let seen = seen(&qkv);
            if let Some(isa) = Avx2Isa::new() {
                assert_eq!(attention_by(isa, &qkv), seen, "{length}");
            }
            if let Some(isa) = Avx512Isa::new() {
                assert_eq!(attention_by(isa, &qkv), seen, "{length}");
            }
        }
    }

    #[test]
    fn room_that_was_used_changes_nothing() {
        let (mut joined, mut room) = (Vec::new(), Room::default());
        attend(&rows(40), &mut joined, &mut room);
        attend(&rows(11), &mut joined, &mut room);
        let mut anew = Vec::new();
        attend(&rows(11), &mut anew, &mut Room::default());
        assert_eq!(joined, anew);
        attend(&[], &mut joined, &mut room);
        assert!(joined.is_empty());
    }

    #[test]
    fn machines_without_vectors_come_near() {
        let qkv = rows(21);
        let found = attention_by(rten_simd::isa::GenericIsa::new(), &qkv);
        let mut pairs = found.iter().zip(seen(&qkv));
        assert!(pairs.all(|(found, seen)| (found - seen).abs() < 1e-4));
    }
}
