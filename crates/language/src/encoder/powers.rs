//! Powers of e.

use rten_simd::Isa;
use rten_simd::Simd;
use rten_simd::SimdUnaryOp;
use rten_simd::ops::{BitOps, IntOps, NumOps};

/// [`power`] of every number of a row.
pub(super) struct Power {}

impl SimdUnaryOp<f32> for Power {
    #[inline(always)]
    fn eval<I: Isa>(&self, isa: I, x: I::F32) -> I::F32 {
        power(isa, x)
    }
}

/// e to the power of each of `x`, none of which is above 0: within a last place of the true number, and 0
/// below −87, near where floats of full precision end.
///
/// Cody and Waite's way: `x` is a whole number of times ln 2 and a rest, whose power a polynomial tells.
#[inline(always)]
pub(super) fn power<I: Isa>(isa: I, x: I::F32) -> I::F32 {
    /// Of the rest, the highest power first; close to 1/6!, 1/5!, … 1, made for the interval.
    const POLYNOMIAL: [f32; 7] = [
        1.378_059_4e-3,
        8.373_124_5e-3,
        4.166_953_6e-2,
        1.666_647_2e-1,
        4.999_998_5e-1,
        1.0,
        1.0,
    ];
    /// −ln 2 in two parts, the first of which has few digits.
    const LESS: [f32; 2] = [-0.693_145_75, -1.428_606_8e-6];
    /// At this size a 32-bit float has no room for fractions.
    const COARSE: f32 = 12_582_912.0;
    const LOWEST: f32 = -87.0;
    let (ops, whole) = (isa.f32(), isa.i32());
    let coarse = ops.splat(COARSE);
    let last = ops.mul_add(x, ops.splat(std::f32::consts::LOG2_E), coarse);
    let times = ops.sub(last, coarse);
    let rest = ops.mul_add(times, ops.splat(LESS[0]), x);
    let rest = ops.mul_add(times, ops.splat(LESS[1]), rest);
    let mut found = ops.splat(POLYNOMIAL[0]);
    for factor in &POLYNOMIAL[1..] {
        found = ops.mul_add(found, rest, ops.splat(*factor));
    }
    // the last bits of `last` are the whole number: they are added to the exponent
    let doubled: I::I32 = whole.shift_left::<23>(last.reinterpret_cast());
    let found: I::F32 = whole
        .add(found.reinterpret_cast(), doubled)
        .reinterpret_cast();
    ops.select(ops.zero(), found, ops.lt(x, ops.splat(LOWEST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_those_of_e() {
        for number in 0..88_000 {
            let x = -(number as f32) / 1000.0;
            let (found, right) = (Power {}.scalar_eval(x), f64::from(x).exp());
            let wrong = (f64::from(found) - right).abs();
            assert!(
                wrong <= 1.2e-7 * right || x < -86.9 && wrong < 1e-37,
                "{x}: {found}"
            );
        }
        assert_eq!(Power {}.scalar_eval(f32::NEG_INFINITY), 0.0);
    }
}
