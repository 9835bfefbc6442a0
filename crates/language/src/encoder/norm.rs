//! Layer normalisation: the numbers of a row brought to a mean of 0 and a variance of 1, then weighed.

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, SimdOp};

use super::network::WIDTH;
use super::sums::Folded;
use super::weights::{Weights, WeightsError};

const EPSILON: f32 = 1e-12;

pub(super) struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    pub(super) fn new(weights: &Weights<'_>, name: &str) -> Result<Norm, WeightsError> {
        Ok(Norm {
            weight: weights.vector(&format!("{name}.weight"), WIDTH)?,
            bias: weights.vector(&format!("{name}.bias"), WIDTH)?,
        })
    }

    /// Normalises every row of `x`.
    pub(super) fn apply(&self, x: &mut [f32]) {
        Normed {
            norm: self,
            x,
            more: &[],
        }
        .dispatch();
    }

    /// Adds `more` to `x`, then normalises every row.
    pub(super) fn apply_to_sum(&self, x: &mut [f32], more: &[f32]) {
        Normed {
            norm: self,
            x,
            more,
        }
        .dispatch();
    }
}

struct Normed<'a> {
    norm: &'a Norm,
    x: &'a mut [f32],
    /// As many numbers, or none.
    more: &'a [f32],
}

impl SimdOp for Normed<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let mut more = self.more.chunks_exact(WIDTH);
        for row in self.x.chunks_exact_mut(WIDTH) {
            for (x, more) in row.iter_mut().zip(more.next().unwrap_or(&[])) {
                *x += more;
            }
            self.norm.row(isa, row);
        }
    }
}

impl Norm {
    #[inline(always)]
    fn row<I: Isa>(&self, isa: I, row: &mut [f32]) {
        let ops = isa.f32();
        let mean = Folded::of(row).eval(isa) / WIDTH as f32;
        let variance = Folded::of_squares(row, mean).eval(isa) / WIDTH as f32;
        let (mean, scale) = (
            ops.splat(mean),
            ops.splat(1.0 / (variance + EPSILON).sqrt()),
        );
        let weights = self.weight.chunks_exact(ops.len());
        let biases = self.bias.chunks_exact(ops.len());
        let some = row.chunks_exact_mut(ops.len());
        for ((some, weight), bias) in some.zip(weights).zip(biases) {
            let weight = ops.mul(ops.load(weight), scale);
            let away = ops.sub(ops.load(some), mean);
            ops.store(ops.mul_add(away, weight, ops.load(bias)), some);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_brought_to_mean_and_variance() {
        let weight: Vec<f32> = (0..WIDTH).map(|at| 0.5 + at as f32 / 300.0).collect();
        let bias: Vec<f32> = (0..WIDTH).map(|at| at as f32 / 100.0 - 2.0).collect();
        let norm = Norm { weight, bias };
        let number = |at: usize| ((at * 7919 % 1013) as f32 - 400.0) / 97.0;
        let before: Vec<f32> = (0..3 * WIDTH).map(number).collect();
        let more: Vec<f32> = (0..3 * WIDTH).map(|at| number(at + 5)).collect();
        let mut x = before.clone();
        norm.apply_to_sum(&mut x, &more);
        let sums: Vec<f32> = before.iter().zip(&more).map(|(x, more)| x + more).collect();
        let mut alone = sums.clone();
        norm.apply(&mut alone);
        assert_eq!(x, alone);
        for (row, sums) in x.chunks(WIDTH).zip(sums.chunks(WIDTH)) {
            let mean = sums.iter().sum::<f32>() / WIDTH as f32;
            let squares = sums.iter().map(|x| (x - mean).powi(2)).sum::<f32>();
            let deviation = (squares / WIDTH as f32).sqrt();
            for (at, (found, sum)) in row.iter().zip(sums).enumerate() {
                let right = (sum - mean) / deviation * norm.weight[at] + norm.bias[at];
                assert!((found - right).abs() < 1e-4, "{at}: {found} for {right}");
            }
        }
    }
}
