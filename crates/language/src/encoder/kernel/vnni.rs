//! The path of x86-64 machines with AVX-512 VNNI.
#![expect(
    unsafe_code,
    reason = "loads and stores of vectors, and calls of functions that need AVX-512"
)]

use std::arch::x86_64::{
    __m512, __m512i, _mm_storeu_si128, _mm512_abs_ps, _mm512_add_epi32, _mm512_add_ps,
    _mm512_cvtepi8_epi32, _mm512_cvtepi32_epi8, _mm512_cvtepi32_ps, _mm512_cvtps_epi32,
    _mm512_dpbusd_epi32, _mm512_loadu_ps, _mm512_loadu_si512, _mm512_max_ps, _mm512_min_ps,
    _mm512_mul_ps, _mm512_permute_ps, _mm512_reduce_add_epi32, _mm512_reduce_max_ps,
    _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_ps, _mm512_setzero_si512,
    _mm512_shuffle_f32x4, _mm512_storeu_ps, _mm512_sub_ps,
};

use super::activations::{self, LARGEST, TOGETHER};
use super::{Activations, Panel, Row, STEP, STRIDE, Step, WIDE};

/// Does this machine have the instructions?
pub(super) fn is_here() -> bool {
    super::avx2::is_here()
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512vnni")
}

/// The outputs of some rows for one panel. Call it only where [`is_here`].
pub(super) fn tile<const R: usize>(rows: [Row<'_>; R], panel: &Panel) -> [[f32; WIDE]; R] {
    // SAFETY: `Path::Vnni` is only made where `is_here` found both features.
    unsafe { tile_vnni(rows, panel) }
}

/// Puts the rows of `x` into `room` as bytes. Call it only where [`is_here`].
pub(super) fn activations(room: &mut Activations, x: &[f32], inputs: usize) {
    #[target_feature(enable = "avx512f")]
    fn compiled(room: &mut Activations, x: &[f32], inputs: usize) {
        if inputs.is_multiple_of(WIDE) {
            room.take_by(
                |row| scale(row),
                |row, by, bytes| fill(row, by, bytes),
                x,
                inputs,
            );
        } else {
            room.take(x, inputs);
        }
    }
    // SAFETY: the paths that come here are only made where `is_here` found AVX-512.
    unsafe { compiled(room, x, inputs) }
}

/// What `activations::scale` says of a row of whole vectors: where no eight neighbours together can matter, which
/// is nearly everywhere, the largest number tells it alone.
#[target_feature(enable = "avx512f")]
fn scale(row: &[f32]) -> f32 {
    let (mut most, mut together) = (_mm512_setzero_ps(), _mm512_setzero_ps());
    for some in row.as_chunks::<WIDE>().0 {
        // SAFETY: reads sixteen numbers, at any alignment, of an array of sixteen.
        let sizes = _mm512_abs_ps(unsafe { _mm512_loadu_ps(some.as_ptr()) });
        // the first argument gives way where it is no number
        most = _mm512_max_ps(sizes, most);
        together = _mm512_max_ps(totals(sizes), together);
    }
    let most = _mm512_reduce_max_ps(most) / LARGEST;
    if _mm512_reduce_max_ps(together) / TOGETHER <= most {
        return most;
    }
    activations::larger(most, together_of_a_sign(row) / TOGETHER)
}

/// The most that eight neighbours of one sign come to, those apart among which one is no number.
#[target_feature(enable = "avx512f")]
fn together_of_a_sign(row: &[f32]) -> f32 {
    let mut together = _mm512_setzero_ps();
    for some in row.as_chunks::<WIDE>().0 {
        // SAFETY: reads sixteen numbers, at any alignment, of an array of sixteen.
        let x = unsafe { _mm512_loadu_ps(some.as_ptr()) };
        let sum = totals(_mm512_abs_ps(x));
        let above = totals(_mm512_max_ps(x, _mm512_setzero_ps()));
        let larger = _mm512_max_ps(_mm512_sub_ps(sum, above), above);
        // the first argument gives way where it is no number, and `sum` is then none
        together = _mm512_max_ps(_mm512_min_ps(larger, sum), together);
    }
    _mm512_reduce_max_ps(together)
}

/// The sum of each eight neighbours, in every of their places, in the order of the portable path.
#[target_feature(enable = "avx512f")]
#[inline]
fn totals(x: __m512) -> __m512 {
    let fours = _mm512_add_ps(x, _mm512_shuffle_f32x4::<0b10_11_00_01>(x, x));
    let twos = _mm512_add_ps(fours, _mm512_permute_ps::<0b10_11_00_01>(fours));
    _mm512_add_ps(twos, _mm512_permute_ps::<0b01_00_11_10>(twos))
}

/// Writes a row of whole vectors as bytes; returns their sum.
#[target_feature(enable = "avx512f")]
fn fill(row: &[f32], scale: f32, target: &mut [[i8; STEP]]) -> i32 {
    let factor = _mm512_set1_ps(if scale > 0.0 { 1.0 / scale } else { 0.0 });
    let mut sums = _mm512_setzero_si512();
    let (some, bytes) = (row.as_chunks::<WIDE>().0, target.as_chunks_mut::<2>().0);
    for (some, bytes) in some.iter().zip(bytes) {
        // SAFETY: reads sixteen numbers and writes sixteen bytes, at any alignment, of arrays of as many.
        unsafe {
            let whole = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_loadu_ps(some.as_ptr()), factor));
            let whole = _mm512_cvtepi32_epi8(whole); // 0 of what is no number
            _mm_storeu_si128(bytes.as_mut_ptr().cast(), whole);
            sums = _mm512_add_epi32(sums, _mm512_cvtepi8_epi32(whole));
        }
    }
    _mm512_reduce_add_epi32(sums)
}

#[target_feature(enable = "avx512f,avx512vnni")]
fn tile_vnni<const R: usize>(rows: [Row<'_>; R], panel: &Panel) -> [[f32; WIDE]; R] {
    // two sums a row, so that an addition need not wait for the one before it
    let mut sums = rows.map(|row| [_mm512_set1_epi32(-row.excess), _mm512_setzero_si512()]);
    assert!(
        rows.iter()
            .all(|row| row.bytes.len() == panel.weights.len())
    );
    for (step, Step(weights)) in panel.weights.iter().enumerate() {
        let weights = [load(weights, 0), load(weights, 1)];
        for (row, sums) in rows.iter().zip(&mut sums) {
            // SAFETY: there are as many steps in every row as in the panel, see above.
            let inputs = *unsafe { row.bytes.get_unchecked(step) };
            for half in [0, 1] {
                let inputs = broadcast(inputs, 4 * half);
                sums[half] = _mm512_dpbusd_epi32(sums[half], weights[half], inputs);
            }
        }
    }
    let mut out = [[0.0; WIDE]; R];
    for ((row, sums), out) in rows.iter().zip(sums).zip(&mut out) {
        finish(_mm512_add_epi32(sums[0], sums[1]), row.scale, panel, out);
    }
    out
}

/// Sixty-four of the weights of one step.
#[target_feature(enable = "avx512f")]
#[inline]
fn load(weights: &[u8; STRIDE], part: usize) -> __m512i {
    let part: &[u8; 64] = &weights.as_chunks().0[part];
    // SAFETY: reads 64 bytes, at any alignment, of an array of 64.
    unsafe { _mm512_loadu_si512(part.as_ptr().cast()) }
}

/// Four neighbouring inputs, sixteen times.
#[target_feature(enable = "avx512f")]
#[inline]
fn broadcast(inputs: [i8; STEP], from: usize) -> __m512i {
    let four = [0, 1, 2, 3].map(|at| inputs[from + at].cast_unsigned());
    _mm512_set1_epi32(i32::from_le_bytes(four))
}

/// Sums to outputs, in the order of the portable path.
#[target_feature(enable = "avx512f")]
#[inline]
fn finish(sum: __m512i, scale: f32, panel: &Panel, out: &mut [f32; WIDE]) {
    // SAFETY: each reads or writes sixteen numbers, at any alignment, of an array of sixteen.
    unsafe {
        let scales = _mm512_loadu_ps(panel.finish.scales.as_ptr());
        let scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(sum), scales);
        let scaled = _mm512_mul_ps(scaled, _mm512_set1_ps(scale));
        let whole = _mm512_add_ps(scaled, _mm512_loadu_ps(panel.finish.bias.as_ptr()));
        _mm512_storeu_ps(out.as_mut_ptr(), whole);
    }
}
