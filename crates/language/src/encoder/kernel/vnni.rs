//! The path of x86-64 machines with AVX-512 VNNI.
#![expect(
    unsafe_code,
    reason = "loads and stores of vectors, and calls of functions that need AVX-512"
)]

use std::arch::x86_64::{
    __m512i, _mm512_add_epi32, _mm512_add_ps, _mm512_cvtepi32_ps, _mm512_dpbusd_epi32,
    _mm512_loadu_ps, _mm512_loadu_si512, _mm512_mul_ps, _mm512_set1_epi32, _mm512_set1_ps,
    _mm512_setzero_si512, _mm512_storeu_ps,
};

use super::{Panel, Row, STEP, STRIDE, WIDE};

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

#[target_feature(enable = "avx512f,avx512vnni")]
fn tile_vnni<const R: usize>(rows: [Row<'_>; R], panel: &Panel) -> [[f32; WIDE]; R] {
    // two sums a row, so that an addition need not wait for the one before it
    let mut sums = rows.map(|row| [_mm512_set1_epi32(-row.excess), _mm512_setzero_si512()]);
    assert!(
        rows.iter()
            .all(|row| row.bytes.len() == panel.weights.len())
    );
    for (step, weights) in panel.weights.iter().enumerate() {
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
