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

/// Puts into `joined` what each piece sees, or the first ones if it has room for no more: `qkv` holds query, key and
/// value of each, a row a piece.
pub(super) fn attend(qkv: &[f32], joined: &mut [f32], room: &mut Room) {
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
        let seeing = joined.len() / WIDTH;
        for head in 0..HEADS {
            room.keys.clear();
            room.keys.extend(rows.iter().map(|row| part(row, 1, head)));
            room.keys
                .resize(rows.len().next_multiple_of(TALL), [0.0; HEAD_WIDTH]);
            room.values.clear();
            room.values
                .extend(rows.iter().map(|row| part(row, 2, head)));
            let mut first = 0;
            while first < seeing {
                let end = (first + 2 * lanes).min(seeing);
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
        for (tile, keys) in self.keys.as_chunks::<R>().0.iter().enumerate() {
            let mut sums = [[ops.zero(); N]; R];
            for at in 0..HEAD_WIDTH {
                let mut numbers = [0.0; R];
                for (number, key) in numbers.iter_mut().zip(keys) {
                    *number = key[at];
                }
                let queries = &self.queries[at * wide..(at + 1) * wide];
                add_products(isa, &mut sums, numbers, queries);
            }
            let looks = &mut self.looks[tile * R * wide..(tile + 1) * R * wide];
            for (row, sums) in sums.iter().enumerate() {
                for (part, sum) in sums.iter().enumerate() {
                    let at = row * wide + part * ops.len();
                    ops.store(ops.mul(*sum, scale), &mut looks[at..at + ops.len()]);
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
        let strip = 2 * ops.len();
        for (tile, joined) in joined.chunks_mut(R * WIDTH).enumerate() {
            for from in (0..HEAD_WIDTH).step_by(strip) {
                let mut sums = [[ops.zero(); 2]; R];
                for (number, value) in self.values.iter().enumerate() {
                    let look = &self.looks[number * wide + tile * R..][..R];
                    let mut shares = [0.0; R];
                    shares.copy_from_slice(look);
                    add_products(isa, &mut sums, shares, &value[from..from + strip]);
                }
                for (row, sums) in joined.chunks_exact_mut(WIDTH).zip(&sums) {
                    let row = &mut row[head * HEAD_WIDTH + from..][..strip];
                    for (part, sum) in sums.iter().enumerate() {
                        ops.store(*sum, &mut row[part * ops.len()..(part + 1) * ops.len()]);
                    }
                }
            }
        }
    }
}

/// Adds the products of `R` numbers with the `N` vectors of `right`.
#[inline(always)]
fn add_products<I: Isa, const N: usize, const R: usize>(
    isa: I,
    sums: &mut [[I::F32; N]; R],
    left: [f32; R],
    right: &[f32],
) {
    let ops = isa.f32();
    let mut vectors = [ops.zero(); N];
    for (part, vector) in vectors.iter_mut().enumerate() {
        *vector = ops.load(&right[part * ops.len()..(part + 1) * ops.len()]);
    }
    for (sums, left) in sums.iter_mut().zip(left) {
        let left = ops.splat(left);
        for (sum, vector) in sums.iter_mut().zip(vectors) {
            *sum = ops.mul_add(left, vector, *sum);
        }
    }
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
        let mut room = Room::default();
        let seen = |length: usize, room: &mut Room| {
            let mut joined = vec![0.0; length * WIDTH];
            attend(&rows(length), &mut joined, room);
            joined
        };
        seen(40, &mut room);
        assert_eq!(seen(11, &mut room), seen(11, &mut Room::default()));
        assert!(seen(0, &mut room).is_empty());
    }

    #[test]
    fn the_first_pieces_see_the_same_where_the_others_are_not_asked() {
        let (qkv, mut room) = (rows(37), Room::default());
        let mut all = vec![0.0; 37 * WIDTH];
        attend(&qkv, &mut all, &mut room);
        for asked in [1, 3, 20] {
            let mut some = vec![0.0; asked * WIDTH];
            attend(&qkv, &mut some, &mut room);
            assert_eq!(some, all[..asked * WIDTH], "{asked}");
        }
    }

    #[test]
    fn machines_without_vectors_come_near() {
        let qkv = rows(21);
        let found = attention_by(rten_simd::isa::GenericIsa::new(), &qkv);
        let mut pairs = found.iter().zip(seen(&qkv));
        assert!(pairs.all(|(found, seen)| (found - seen).abs() < 1e-4));
    }
}
