//! The path of 64-bit ARM machines.
#![expect(
    unsafe_code,
    reason = "loads and stores of vectors, and calls of functions that need NEON"
)]

use std::arch::aarch64::{
    int32x4_t, uint8x16_t, vaddq_f32, vaddq_s32, vcvtq_f32_s32, vdupq_n_f32, vdupq_n_s32,
    vget_high_s8, vget_low_s8, vld1q_f32, vld1q_u8, vmull_s8, vmulq_f32, vpaddlq_s16, vpaddq_s32,
    vreinterpretq_s8_s32, vreinterpretq_s8_u8, vst1q_f32,
};
use std::arch::is_aarch64_feature_detected;

use super::{Panel, Row, STEP, STRIDE, Step, WIDE};

/// Does this machine have the instructions?
pub(super) fn is_here() -> bool {
    is_aarch64_feature_detected!("neon")
}

/// The outputs of some rows for one panel. Call it only where [`is_here`].
pub(super) fn tile<const R: usize>(rows: [Row<'_>; R], panel: &Panel) -> [[f32; WIDE]; R] {
    // SAFETY: `Path::Neon` is only made where `is_here` found NEON.
    unsafe { tile_neon(rows, panel) }
}

#[target_feature(enable = "neon")]
fn tile_neon<const R: usize>(rows: [Row<'_>; R], panel: &Panel) -> [[f32; WIDE]; R] {
    let mut sums = rows.map(|row| [vdupq_n_s32(-row.excess); 4]);
    assert!(
        rows.iter()
            .all(|row| row.bytes.len() == panel.weights.len())
    );
    for (step, Step(weights)) in panel.weights.iter().enumerate() {
        for group in [0, 1] {
            let weights = [0, 1, 2, 3].map(|part| load(weights, 4 * group + part));
            for (row, sums) in rows.iter().zip(&mut sums) {
                // SAFETY: there are as many steps in every row as in the panel, see above.
                let inputs = *unsafe { row.bytes.get_unchecked(step) };
                let inputs = broadcast(inputs, 4 * group);
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = vaddq_s32(*sum, products(weights, inputs));
                }
            }
        }
    }
    let mut out = [[0.0; WIDE]; R];
    for ((row, sums), out) in rows.iter().zip(sums).zip(&mut out) {
        for (part, sum) in sums.into_iter().enumerate() {
            finish(sum, row.scale, panel, part, out);
        }
    }
    out
}

/// Four columns times the same four inputs, each column's products added. A stored weight is 127 at
/// most, so that it is the same number with and without a sign.
#[target_feature(enable = "neon")]
#[inline]
fn products(weights: uint8x16_t, inputs: int32x4_t) -> int32x4_t {
    let (weights, inputs) = (vreinterpretq_s8_u8(weights), vreinterpretq_s8_s32(inputs));
    let low = vmull_s8(vget_low_s8(weights), vget_low_s8(inputs));
    let high = vmull_s8(vget_high_s8(weights), vget_high_s8(inputs));
    vpaddq_s32(vpaddlq_s16(low), vpaddlq_s16(high))
}

/// Sixteen of the weights of one step.
#[target_feature(enable = "neon")]
#[inline]
fn load(weights: &[u8; STRIDE], part: usize) -> uint8x16_t {
    let part: &[u8; 16] = &weights.as_chunks().0[part];
    // SAFETY: reads 16 bytes, at any alignment, of an array of 16.
    unsafe { vld1q_u8(part.as_ptr()) }
}

/// Four neighbouring inputs, four times.
#[target_feature(enable = "neon")]
#[inline]
fn broadcast(inputs: [i8; STEP], from: usize) -> int32x4_t {
    let four = [0, 1, 2, 3].map(|at| inputs[from + at].cast_unsigned());
    vdupq_n_s32(i32::from_le_bytes(four))
}

/// Sums to outputs, in the order of the portable path.
#[target_feature(enable = "neon")]
#[inline]
fn finish(sum: int32x4_t, scale: f32, panel: &Panel, part: usize, out: &mut [f32; WIDE]) {
    let scales: &[f32; 4] = &panel.finish.scales.as_chunks().0[part];
    let bias: &[f32; 4] = &panel.finish.bias.as_chunks().0[part];
    let out: &mut [f32; 4] = &mut out.as_chunks_mut().0[part];
    // SAFETY: each reads or writes four numbers, at any alignment, of an array of four.
    unsafe {
        let scaled = vmulq_f32(vcvtq_f32_s32(sum), vld1q_f32(scales.as_ptr()));
        let scaled = vmulq_f32(scaled, vdupq_n_f32(scale));
        vst1q_f32(
            out.as_mut_ptr(),
            vaddq_f32(scaled, vld1q_f32(bias.as_ptr())),
        );
    }
}
