//! The path of x86-64 machines with AVX2.
#![expect(
    unsafe_code,
    reason = "loads and stores of vectors, and calls of functions that need AVX2"
)]

use std::arch::x86_64::{
    __m256i, _mm256_add_epi16, _mm256_add_epi32, _mm256_add_ps, _mm256_cvtepi32_ps,
    _mm256_loadu_ps, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_mul_ps,
    _mm256_set1_epi16, _mm256_set1_epi32, _mm256_set1_ps, _mm256_storeu_ps,
};

use super::{Activations, Panel, Row, STEP, STRIDE, Step, WIDE};

/// Does this machine have the instructions?
pub(super) fn is_here() -> bool {
    is_x86_feature_detected!("avx2")
}

/// The outputs of some rows for one panel. Call it only where [`is_here`].
pub(super) fn tile<const R: usize>(rows: [Row<'_>; R], panel: &Panel) -> [[f32; WIDE]; R] {
    // SAFETY: `Path::Avx2` is only made where `is_here` found AVX2.
    unsafe { tile_avx2(rows, panel) }
}

/// Puts the rows of `x` into `room` as bytes. Call it only where [`is_here`].
pub(super) fn activations(room: &mut Activations, x: &[f32], inputs: usize) {
    /// Plain code, compiled for AVX2.
    #[target_feature(enable = "avx2")]
    fn compiled(room: &mut Activations, x: &[f32], inputs: usize) {
        room.take(x, inputs);
    }
    // SAFETY: the paths that come here are only made where `is_here` found AVX2.
    unsafe { compiled(room, x, inputs) }
}

#[target_feature(enable = "avx2")]
fn tile_avx2<const R: usize>(rows: [Row<'_>; R], panel: &Panel) -> [[f32; WIDE]; R] {
    let ones = _mm256_set1_epi16(1);
    let mut sums = rows.map(|row| [_mm256_set1_epi32(-row.excess); 2]);
    assert!(
        rows.iter()
            .all(|row| row.bytes.len() == panel.weights.len())
    );
    for (step, Step(weights)) in panel.weights.iter().enumerate() {
        let weights = [0, 1, 2, 3].map(|part| load(weights, part));
        for (row, sums) in rows.iter().zip(&mut sums) {
            // SAFETY: there are as many steps in every row as in the panel, see above.
            let inputs = unsafe { row.bytes.get_unchecked(step) };
            let (low, high) = (broadcast(inputs, 0), broadcast(inputs, 1));
            for half in [0, 1] {
                // four products a lane: 127 × 258 at most, see the module above
                let products = _mm256_add_epi16(
                    _mm256_maddubs_epi16(weights[half], low),
                    _mm256_maddubs_epi16(weights[half + 2], high),
                );
                sums[half] = _mm256_add_epi32(sums[half], _mm256_madd_epi16(products, ones));
            }
        }
    }
    let mut out = [[0.0; WIDE]; R];
    for ((row, sums), out) in rows.iter().zip(sums).zip(&mut out) {
        for (half, sum) in sums.into_iter().enumerate() {
            finish(sum, row.scale, panel, half, out);
        }
    }
    out
}

/// Thirty-two of the weights of one step.
#[target_feature(enable = "avx2")]
#[inline]
fn load(weights: &[u8; STRIDE], part: usize) -> __m256i {
    let part: &[u8; 32] = &weights.as_chunks().0[part];
    // SAFETY: reads 32 bytes, at any alignment, of an array of 32.
    unsafe { _mm256_loadu_si256(part.as_ptr().cast()) }
}

/// Four neighbouring inputs, eight times; straight from memory, as the units that add and multiply
/// have enough to do.
#[target_feature(enable = "avx2")]
#[inline]
fn broadcast(inputs: &[i8; STEP], group: usize) -> __m256i {
    let four: &[i8; 4] = &inputs.as_chunks().0[group];
    // SAFETY: reads four bytes, at any alignment, of an array of four.
    _mm256_set1_epi32(unsafe { four.as_ptr().cast::<i32>().read_unaligned() })
}

/// Sums to outputs, in the order of the portable path.
#[target_feature(enable = "avx2")]
#[inline]
fn finish(sum: __m256i, scale: f32, panel: &Panel, half: usize, out: &mut [f32; WIDE]) {
    let scales: &[f32; 8] = &panel.finish.scales.as_chunks().0[half];
    let bias: &[f32; 8] = &panel.finish.bias.as_chunks().0[half];
    let out: &mut [f32; 8] = &mut out.as_chunks_mut().0[half];
    // SAFETY: each reads or writes eight numbers, at any alignment, of an array of eight.
    unsafe {
        let scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), _mm256_loadu_ps(scales.as_ptr()));
        let scaled = _mm256_mul_ps(scaled, _mm256_set1_ps(scale));
        let whole = _mm256_add_ps(scaled, _mm256_loadu_ps(bias.as_ptr()));
        _mm256_storeu_ps(out.as_mut_ptr(), whole);
    }
}
