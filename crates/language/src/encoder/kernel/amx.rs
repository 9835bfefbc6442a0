//! The path of x86-64 machines with tiles of bytes (AMX), on Linux: sixteen rows times sixteen outputs, sixty-four
//! inputs in one instruction.
//!
//! A panel of weights lies in memory as such a tile does, so nothing is laid out anew.
#![expect(
    unsafe_code,
    reason = "instructions on tiles, which Rust has no functions for, and loads and stores of vectors"
)]

use std::arch::asm;
use std::arch::x86_64::{
    __cpuid_count, _mm512_add_ps, _mm512_cvtepi32_ps, _mm512_loadu_ps, _mm512_loadu_si512,
    _mm512_mul_ps, _mm512_set1_epi32, _mm512_set1_ps, _mm512_storeu_ps, _mm512_sub_epi32,
};
use std::sync::LazyLock;

use super::{Activations, Packed, Panel, STEP, Target, WIDE};

/// Rows of a tile.
const TILE: usize = 16;
/// Bytes of a row of a tile: the inputs of one instruction.
const INPUTS: usize = 64;
/// Rows that go through a panel together: two tiles.
const ROWS: usize = 2 * TILE;
/// Steps of a panel that make a tile.
const STEPS: usize = INPUTS / STEP;

/// The sums of a tile, row by row.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Sums([[i32; WIDE]; TILE]);

/// Does this machine have the instructions, and may they be used?
pub(super) fn is_here() -> bool {
    static IS_HERE: LazyLock<bool> =
        LazyLock::new(|| !cfg!(miri) && super::vnni::is_here() && has_tiles() && is_allowed());
    *IS_HERE
}

/// Can the products of layers with that many inputs be made in whole tiles?
pub(super) fn fits(inputs: usize) -> bool {
    inputs.is_multiple_of(INPUTS)
}

/// Does the processor have tiles of bytes?
fn has_tiles() -> bool {
    const TILES_OF_BYTES: u32 = 0b11 << 24; // AMX-TILE and AMX-INT8, Intel's manual, volume 2, CPUID
    __cpuid_count(7, 0).edx & TILES_OF_BYTES == TILES_OF_BYTES
}

/// Asks the system for the room that tiles take in each thread; it is given once for the whole process.
fn is_allowed() -> bool {
    const ARCH_REQ_XCOMP_PERM: libc::c_long = 0x1023;
    const XFEATURE_XTILEDATA: libc::c_long = 18;
    // SAFETY: this call of Linux takes two numbers and touches no memory of ours.
    unsafe {
        libc::syscall(
            libc::SYS_arch_prctl,
            ARCH_REQ_XCOMP_PERM,
            XFEATURE_XTILEDATA,
        ) == 0
    }
}

/// Every row of `x` times the weights, plus the bias, into `out`. Call it only where [`is_here`], and where it
/// [`fits`].
pub(super) fn apply(packed: &Packed, x: &Activations, out: &mut [f32]) {
    let outputs = packed.outputs();
    let tiles = Tiles::shaped();
    let mut sums = [Sums([[0; WIDE]; TILE]); 4];
    for (pair, panels) in packed.panels.chunks(2).enumerate() {
        let right = panels.len() - 1; // the left one again where it stands alone
        let both = [&panels[0], &panels[right]];
        // all rows with two panels, which stay in the first cache
        for (block, rows) in out.chunks_mut(ROWS * outputs).enumerate() {
            let first = block * ROWS;
            tiles.products(x.block(first, ROWS), both, &mut sums);
            for (side, panel) in panels.iter().enumerate() {
                let target = Target {
                    rows,
                    outputs,
                    column: (2 * pair + side) * WIDE,
                };
                let sums = [&sums[side], &sums[2 + side]];
                // SAFETY: `Path::Amx` is only made where `is_here` found AVX-512 too.
                unsafe { finish(sums, x.factors(first, ROWS), panel, target) };
            }
        }
    }
}

/// The tiles of this thread, in the shape that is used here until this is dropped.
struct Tiles;

impl Tiles {
    fn shaped() -> Tiles {
        /// Eight tiles of sixteen rows of sixty-four bytes; Intel's manual, volume 1, 18.2.
        #[repr(C, align(64))]
        struct Shapes {
            palette: u8,
            reserved: [u8; 15],
            bytes: [u16; 16],
            rows: [u8; 16],
        }
        static SHAPES: Shapes = Shapes {
            palette: 1,
            reserved: [0; 15],
            bytes: [64, 64, 64, 64, 64, 64, 64, 64, 0, 0, 0, 0, 0, 0, 0, 0],
            rows: [16, 16, 16, 16, 16, 16, 16, 16, 0, 0, 0, 0, 0, 0, 0, 0],
        };
        // SAFETY: reads the 64 bytes of `SHAPES`. No tile holds anything, as those who use them shape them first.
        unsafe {
            asm!("ldtilecfg [{}]", in(reg) &raw const SHAPES, options(nostack, readonly));
        }
        Tiles
    }

    /// The sums of two tiles of rows, one after the other in `rows`, with both panels: of the first rows with
    /// the left and the right one, then of the others.
    fn products(&self, rows: &[[i8; STEP]], panels: [&Panel; 2], sums: &mut [Sums; 4]) {
        let steps = panels[0].weights.len();
        assert!(rows.len() == ROWS * steps && panels[1].weights.len() == steps);
        assert!(steps > 0 && steps.is_multiple_of(STEPS));
        let [left, right] = panels.map(|panel| panel.weights.as_ptr());
        let wide = steps * STEP;
        // SAFETY: each turn reads sixty-four bytes of each of 32 rows that are `wide` bytes long, and 1,024 of each
        // panel, which is eight steps of both; there are as many turns as the asserted sizes allow. At
        // last 1,024 bytes of each of four sums are written. The tiles were shaped, or there would be no `Tiles`.
        unsafe {
            asm!(
                "tilezero tmm0",
                "tilezero tmm1",
                "tilezero tmm2",
                "tilezero tmm3",
                "2:",
                "tileloadd tmm4, [{upper} + {wide}*1]",
                "tileloadd tmm5, [{lower} + {wide}*1]",
                "tileloadd tmm6, [{left} + {tile}*1]",
                "tileloadd tmm7, [{right} + {tile}*1]",
                "tdpbsud tmm0, tmm4, tmm6",
                "tdpbsud tmm1, tmm4, tmm7",
                "tdpbsud tmm2, tmm5, tmm6",
                "tdpbsud tmm3, tmm5, tmm7",
                "add {upper}, 64",
                "add {lower}, 64",
                "add {left}, 1024",
                "add {right}, 1024",
                "dec {turns}",
                "jnz 2b",
                "tilestored [{sums} + {tile}*1], tmm0",
                "tilestored [{sums} + {tile}*1 + 1024], tmm1",
                "tilestored [{sums} + {tile}*1 + 2048], tmm2",
                "tilestored [{sums} + {tile}*1 + 3072], tmm3",
                upper = inout(reg) rows.as_ptr() => _,
                lower = inout(reg) rows[TILE * steps..].as_ptr() => _,
                left = inout(reg) left => _,
                right = inout(reg) right => _,
                turns = inout(reg) steps / STEPS => _,
                wide = in(reg) wide,
                tile = in(reg) 64usize,
                sums = in(reg) sums.as_mut_ptr(),
                out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
                out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
                options(nostack),
            );
        }
    }
}

impl Drop for Tiles {
    fn drop(&mut self) {
        // SAFETY: frees the tiles of this thread, which nobody else holds.
        unsafe { asm!("tilerelease", options(nostack, nomem)) };
    }
}

/// Sums to outputs, in the order of the portable path: of both tiles, a row for each of the target's.
#[target_feature(enable = "avx512f")]
fn finish(sums: [&Sums; 2], factors: (&[f32], &[i32]), panel: &Panel, target: Target<'_>) {
    // SAFETY: each reads sixteen numbers, at any alignment, of an array of sixteen.
    let (scales, bias) = unsafe {
        (
            _mm512_loadu_ps(panel.finish.scales.as_ptr()),
            _mm512_loadu_ps(panel.finish.bias.as_ptr()),
        )
    };
    let columns = target.column..target.column + panel.outputs;
    let sums = sums.into_iter().flat_map(|tile| &tile.0);
    let rows = target.rows.chunks_exact_mut(target.outputs);
    let factors = factors.0.iter().zip(factors.1);
    for ((sums, row), (scale, excess)) in sums.zip(rows).zip(factors) {
        // SAFETY: reads sixteen numbers, at any alignment, of an array of sixteen.
        let sum = unsafe { _mm512_loadu_si512(sums.as_ptr().cast()) };
        let sum = _mm512_sub_epi32(sum, _mm512_set1_epi32(*excess));
        let scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(sum), scales);
        let scaled = _mm512_mul_ps(scaled, _mm512_set1_ps(*scale));
        let found = _mm512_add_ps(scaled, bias);
        let out = &mut row[columns.clone()];
        let mut whole = [0.0f32; WIDE];
        let all = out.first_chunk_mut::<WIDE>();
        let is_whole = all.is_some();
        let place = all.unwrap_or(&mut whole);
        // SAFETY: writes sixteen numbers, at any alignment, to an array of sixteen.
        unsafe { _mm512_storeu_ps(place.as_mut_ptr(), found) };
        if !is_whole {
            out.copy_from_slice(&whole[..out.len()]);
        }
    }
}
