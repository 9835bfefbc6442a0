//! Sums of floats in one order on every machine.
//!
//! A sum of floats depends on its order, and vectors of eight numbers add up in another than vectors of
//! sixteen. All sums here are those of eight lanes, whatever the machine has: so one article has one
//! record, also where it is read on two machines. Products and powers work number by number and need no
//! such care.

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, SimdOp, SimdUnaryOp};

use super::powers::Power;

const LANES: usize = 8;
/// Numbers that are added to as many sums at one step.
const STEP: usize = 4 * LANES;
/// Vectors that hold a step where a vector is shortest: four numbers.
const VECTORS: usize = STEP / 4;

/// Turns `row` into shares of 1, by the exponentials of its numbers.
pub(super) fn softmax(row: &mut [f32]) {
    Below(row).dispatch();
    Power {}.map_mut(row);
    Shared(row).dispatch();
}

/// Takes the highest number away from all; plain code, compiled for the vectors of the machine.
struct Below<'a>(&'a mut [f32]);

impl SimdOp for Below<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) {
        let Below(row) = self;
        let larger = |a: f32, b: f32| if b > a { b } else { a };
        let (some, rest) = row.as_chunks::<STEP>();
        let mut most = [f32::NEG_INFINITY; STEP];
        for some in some {
            for (most, one) in most.iter_mut().zip(some) {
                *most = larger(*most, *one);
            }
        }
        let highest = most
            .iter()
            .chain(rest)
            .copied()
            .fold(f32::NEG_INFINITY, larger);
        row.iter_mut().for_each(|one| *one -= highest);
    }
}

/// Divides all by their sum, that of eight lanes; plain code too.
struct Shared<'a>(&'a mut [f32]);

impl SimdOp for Shared<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) {
        let Shared(row) = self;
        let (some, rest) = row.as_chunks::<LANES>();
        let mut sums = [0.0; LANES];
        for some in some {
            for (sum, one) in sums.iter_mut().zip(some) {
                *sum += one;
            }
        }
        for (sum, one) in sums.iter_mut().zip(rest) {
            *sum += one;
        }
        let share = 1.0 / sums.iter().sum::<f32>();
        row.iter_mut().for_each(|one| *one *= share);
    }
}

/// The sum of a row, or of squares.
pub(super) struct Folded<'a> {
    row: &'a [f32],
    /// Squares of the distance from it are added up, not the numbers themselves.
    square_from: Option<f32>,
}

impl<'a> Folded<'a> {
    /// The sum of `row`.
    pub(super) fn of(row: &'a [f32]) -> Folded<'a> {
        Folded {
            row,
            square_from: None,
        }
    }

    /// The sum of the squares of what each of `row` is away from `mean`.
    pub(super) fn of_squares(row: &'a [f32], mean: f32) -> Folded<'a> {
        Folded {
            row,
            square_from: Some(mean),
        }
    }
}

impl SimdOp for Folded<'_> {
    type Output = f32;

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) -> f32 {
        let ops = isa.f32();
        let width = ops.len();
        let mean = ops.splat(self.square_from.unwrap_or(0.0));
        let is_square = self.square_from.is_some();
        let mut sums = [ops.zero(); VECTORS];
        let (steps, rest) = self.row.as_chunks::<STEP>();
        for step in steps {
            for (sum, some) in sums.iter_mut().zip(step.chunks_exact(width)) {
                let some = ops.load(some);
                *sum = if is_square {
                    let away = ops.sub(some, mean);
                    ops.mul_add(away, away, *sum)
                } else {
                    ops.add(*sum, some)
                };
            }
        }
        let mut all = [0.0; STEP];
        for (sum, some) in sums.iter().zip(all.chunks_exact_mut(width)) {
            ops.store(*sum, some);
        }
        total(&all, rest, self.square_from)
    }
}

/// The sums of all steps, four for each lane, then what is left of the row, lane by lane.
#[inline(always)]
fn total(all: &[f32; STEP], rest: &[f32], square_from: Option<f32>) -> f32 {
    let mut lanes: [f32; LANES] = std::array::from_fn(|lane| {
        all[lane] + all[lane + LANES] + all[lane + 2 * LANES] + all[lane + 3 * LANES]
    });
    for some in rest.chunks(LANES) {
        for (lane, one) in lanes.iter_mut().zip(some) {
            *lane = match square_from {
                Some(mean) => (one - mean).mul_add(one - mean, *lane),
                None => *lane + one,
            };
        }
    }
    lanes.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(length: usize) -> Vec<f32> {
        let numbers = (0..length).map(|at| (at * 7919 % 1013) as f32);
        numbers.map(|one| (one - 500.0) / 97.0).collect()
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn every_machine_adds_up_as_one_with_eight_lanes_does() {
        use rten_simd::isa::Avx2Isa;
        use rten_vecmath::{Softmax, Sum, SumSquareSub};

        let Some(isa) = Avx2Isa::new() else { return };
        for length in [1, 7, 8, 31, 32, 50, 96, 255, 384] {
            let (row, mut here) = (row(length), row(length));
            assert_eq!(
                Folded::of(&row).dispatch(),
                Sum::new(&row).eval(isa),
                "{length}"
            );
            let there = SumSquareSub::new(&row, 0.7).eval(isa);
            assert_eq!(Folded::of_squares(&row, 0.7).dispatch(), there, "{length}");
            softmax(&mut here);
            let mut there = row.clone();
            Softmax::new_mut(&mut there).eval(isa);
            assert_eq!(here, there, "{length}");
        }
    }

    #[test]
    fn shares_add_up_to_one() {
        let mut row = row(45);
        softmax(&mut row);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(row.iter().all(|share| (0.0..=1.0).contains(share)));
    }
}
