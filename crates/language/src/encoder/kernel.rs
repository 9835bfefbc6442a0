//! Matrix products in 8-bit integers: one scale a row of activations, one a column of weights.
//!
//! Every sum is of whole numbers and none can overflow, so all paths, the portable one included,
//! come to the same bits. Weights are whole numbers from −63 to 63, stored with 64 added;
//! activations from −127 to 127, and so scaled that any eight neighbours of one sign add up to 258
//! at most: then four products (127 × 258) fit into the 16 bits that the AVX2 path adds them in.

mod activations;
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
mod amx;
#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "aarch64")]
mod neon;
mod portable;
#[cfg(target_arch = "x86_64")]
mod vnni;

pub(super) use activations::Activations;

/// Columns of a panel of weights.
const WIDE: usize = 16;
/// Rows of activations that are multiplied with a panel at one time, at most: their sums and all that
/// is added fit into the sixteen registers of AVX2.
const TALL: usize = 3;
/// Inputs that are multiplied at one step.
const STEP: usize = 8;
/// Bytes of a panel for one step: two groups of four inputs, each of all columns.
const STRIDE: usize = WIDE * STEP;
/// Rows that go through all panels together: they stay in the second cache.
const BLOCK: usize = 48;
/// Added to each weight as it is stored.
const OFFSET: i32 = 64;
/// The largest weight.
const LARGEST: f32 = 63.0;

/// The weights of a dense layer, laid out for multiplication.
pub(super) struct Packed {
    inputs: usize,
    panels: Vec<Panel>,
}

/// The weights of up to [`WIDE`] outputs; those that are missing are zero.
struct Panel {
    /// A step after the other: inputs 0–3 of every output, then inputs 4–7 of every output.
    weights: Vec<Step>,
    finish: Finish,
    outputs: usize,
}

/// The weights of one step; no part of it lies across the border of two lines of the cache.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Step([u8; STRIDE]);

/// What turns sums into outputs.
struct Finish {
    scales: [f32; WIDE],
    bias: [f32; WIDE],
}

/// A row of activations as a path multiplies it.
#[derive(Clone, Copy)]
struct Row<'a> {
    bytes: &'a [[i8; STEP]],
    scale: f32,
    /// [`OFFSET`] times the sum of the bytes: what the stored weights add too much.
    excess: i32,
}

/// Which instructions do the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Path {
    /// Any machine.
    Portable,
    /// 32 bytes at a time.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 64 bytes at a time, four products added in one instruction.
    #[cfg(target_arch = "x86_64")]
    Vnni,
    /// Tiles of 16 by 64 bytes.
    #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
    Amx,
    /// 16 bytes at a time, four products added in one instruction.
    #[cfg(target_arch = "aarch64")]
    Neon,
}

impl Path {
    /// The fastest path of this machine that multiplies rightly: each is tried before it is trusted.
    pub(super) fn fastest() -> Path {
        let right = Path::Portable.product_of_proof();
        let mut paths = Path::all().into_iter().rev();
        paths
            .find(|path| path.product_of_proof() == right)
            .unwrap_or(Path::Portable)
    }

    /// A product in which every row of a tile, both halves of a step and every column differ.
    fn product_of_proof(self) -> Vec<f32> {
        let wave = |count: usize, step: f32| -> Vec<f32> {
            (0..count).map(|at| (at as f32 * step).sin()).collect()
        };
        let (rows, inputs, outputs) = (37, 128, 35);
        let weights = wave(inputs * outputs, 0.7);
        let packed = Packed::new(&weights, &wave(outputs, 1.3), inputs);
        packed.apply(
            self,
            &Activations::new(self, &wave(rows * inputs, 2.1), inputs),
        )
    }

    /// The paths of this machine, the slowest first.
    pub(super) fn all() -> Vec<Path> {
        let mut paths = vec![Path::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            paths.extend(avx2::is_here().then_some(Path::Avx2));
            paths.extend(vnni::is_here().then_some(Path::Vnni));
            #[cfg(target_os = "linux")]
            paths.extend(amx::is_here().then_some(Path::Amx));
        }
        #[cfg(target_arch = "aarch64")]
        paths.extend(neon::is_here().then_some(Path::Neon));
        paths
    }

    /// The outputs of `R` rows for one panel.
    fn tile<const R: usize>(self, rows: [Row<'_>; R], panel: &Panel) -> [[f32; WIDE]; R] {
        match self {
            Path::Portable => portable::tile(rows, panel),
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => avx2::tile(rows, panel),
            #[cfg(target_arch = "x86_64")]
            Path::Vnni => vnni::tile(rows, panel),
            #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
            Path::Amx => vnni::tile(rows, panel), // where inputs fill no tile
            #[cfg(target_arch = "aarch64")]
            Path::Neon => neon::tile(rows, panel),
        }
    }
}

impl Packed {
    /// Packs `weights`, one row of `inputs` numbers an output.
    pub(super) fn new(weights: &[f32], bias: &[f32], inputs: usize) -> Packed {
        let rows: Vec<&[f32]> = weights.chunks_exact(inputs.max(1)).collect();
        let panels = rows.chunks(WIDE).zip(bias.chunks(WIDE));
        Packed {
            inputs,
            panels: panels.map(|(rows, bias)| Panel::new(rows, bias)).collect(),
        }
    }

    /// Numbers in.
    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Numbers out.
    pub(super) fn outputs(&self) -> usize {
        self.panels.iter().map(|panel| panel.outputs).sum()
    }

    /// Every row of `x` times the weights, plus the bias.
    pub(super) fn apply(&self, path: Path, x: &Activations) -> Vec<f32> {
        let mut out = vec![0.0; x.len() * self.outputs()];
        self.apply_into(&mut out, path, x);
        out
    }

    /// The same into `out`, which has room for as many numbers; what it held is overwritten.
    pub(super) fn apply_into(&self, out: &mut [f32], path: Path, x: &Activations) {
        let outputs = self.outputs();
        assert_eq!(
            out.len(),
            x.len() * outputs,
            "room for the outputs of each row"
        );
        #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
        if path == Path::Amx && amx::fits(self.inputs) {
            amx::apply(self, x, out);
            return;
        }
        let blocks = out.chunks_mut(BLOCK * outputs.max(1));
        for (number, block) in blocks.enumerate() {
            for (panel, column) in self.panels.iter().zip((0..outputs).step_by(WIDE)) {
                for (tile, rows) in block.chunks_mut(TALL * outputs).enumerate() {
                    let first = number * BLOCK + tile * TALL;
                    let target = Target {
                        rows,
                        outputs,
                        column,
                    };
                    match target.rows.len() / outputs {
                        1 => target.fill(path, [0].map(|at| x.row(first + at)), panel),
                        2 => target.fill(path, [0, 1].map(|at| x.row(first + at)), panel),
                        _ => target.fill(path, [0, 1, 2].map(|at| x.row(first + at)), panel),
                    }
                }
            }
        }
    }
}

/// Where the outputs of a tile go.
struct Target<'a> {
    rows: &'a mut [f32],
    outputs: usize,
    column: usize,
}

impl Target<'_> {
    fn fill<const R: usize>(self, path: Path, rows: [Row<'_>; R], panel: &Panel) {
        let found = path.tile(rows, panel);
        for (row, found) in self.rows.chunks_exact_mut(self.outputs).zip(&found) {
            row[self.column..self.column + panel.outputs].copy_from_slice(&found[..panel.outputs]);
        }
    }
}

impl Panel {
    fn new(rows: &[&[f32]], bias: &[f32]) -> Panel {
        let mut finish = Finish {
            scales: [0.0; WIDE],
            bias: [0.0; WIDE],
        };
        finish.bias[..bias.len()].copy_from_slice(bias);
        let inputs = rows.first().map_or(0, |row| row.len());
        let mut weights = vec![Step([OFFSET as u8; STRIDE]); inputs.div_ceil(STEP)];
        for (column, row) in rows.iter().enumerate() {
            let most = row
                .iter()
                .fold(0.0f32, |most, weight| most.max(weight.abs()));
            let scale = most / LARGEST;
            finish.scales[column] = scale;
            if scale == 0.0 {
                continue;
            }
            for (input, weight) in row.iter().enumerate() {
                let group = input % STEP / 4;
                let place = (group * WIDE + column) * 4 + input % 4;
                let whole = activations::rounded(weight / scale);
                weights[input / STEP].0[place] = (whole + OFFSET) as u8;
            }
        }
        Panel {
            weights,
            finish,
            outputs: rows.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same in every run.
    fn numbers(count: usize, mut seed: u64) -> Vec<f32> {
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 40) as f32 / (1u64 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    fn product(path: Path, rows: usize, inputs: usize, outputs: usize, spread: f32) -> Vec<f32> {
        let mut x = numbers(rows * inputs, 3);
        x.iter_mut().step_by(7).for_each(|x| *x *= spread);
        let packed = Packed::new(&numbers(inputs * outputs, 5), &numbers(outputs, 9), inputs);
        packed.apply(path, &Activations::new(path, &x, inputs))
    }

    #[test]
    fn all_paths_come_to_the_same_bits() {
        let small = [(1, 8, 1), (3, 20, 16), (7, 24, 18)];
        let large = [(5, 384, 50), (51, 768, 33)]; // too slow where every instruction is checked
        let sizes = small.iter().chain(large.iter().filter(|_| !cfg!(miri)));
        for &(rows, inputs, outputs) in sizes {
            for spread in [1.0, 300.0] {
                let portable = product(Path::Portable, rows, inputs, outputs, spread);
                for path in Path::all() {
                    let found = product(path, rows, inputs, outputs, spread);
                    assert_eq!(found, portable, "{path:?} {rows}×{inputs}×{outputs}");
                }
            }
        }
    }

    #[test]
    fn the_product_is_near_that_of_the_numbers_themselves() {
        let (rows, inputs, outputs) = if cfg!(miri) {
            (1, 384, 2)
        } else {
            (9, 384, 40)
        };
        let (x, weights) = (numbers(rows * inputs, 3), numbers(inputs * outputs, 5));
        let packed = Packed::new(&weights, &vec![0.5; outputs], inputs);
        let path = Path::fastest();
        let found = packed.apply(path, &Activations::new(path, &x, inputs));
        let mut apart = 0.0;
        for (row, found) in x.chunks(inputs).zip(found.chunks(outputs)) {
            for (column, found) in weights.chunks(inputs).zip(found) {
                let exact: f32 = row.iter().zip(column).map(|(x, w)| x * w).sum();
                apart += (exact + 0.5 - found).powi(2);
            }
        }
        let typical = (apart / (rows * outputs) as f32).sqrt();
        // a sum of 384 products of numbers between −1 and 1 is about 6.5 in size
        assert!(typical < 0.1, "{typical}");
    }

    #[test]
    fn rows_of_equal_extremes_do_not_overflow() {
        let inputs = 64;
        for sign in [1.0, -1.0] {
            let packed = Packed::new(&[1.0; 64 * 16], &[0.0; 16], inputs);
            for path in Path::all() {
                let x = Activations::new(path, &vec![sign * 3.0; inputs * 4], inputs);
                for value in packed.apply(path, &x) {
                    assert!((value - sign * 192.0).abs() < 2.0, "{path:?}: {value}");
                }
            }
        }
    }

    #[test]
    fn all_paths_make_the_same_bytes_of_rows_of_every_kind() {
        let inputs = 64;
        let mut rows = numbers(inputs * 6, 11);
        rows[..inputs].fill(0.5); // eight together are too much
        rows[inputs..2 * inputs].fill(0.0);
        rows[2 * inputs + 5] = f32::NAN;
        rows[3 * inputs + 9] = f32::INFINITY;
        rows[4 * inputs + 3] = -40.0;
        rows[5 * inputs..5 * inputs + 8].fill(-7.0);
        let weights = Packed::new(&numbers(inputs * 16, 5), &[0.0; 16], inputs);
        let found = |path| -> Vec<u32> {
            let made = Activations::new(path, &rows, inputs);
            let products = weights.apply(path, &made);
            products.iter().map(|one| one.to_bits()).collect()
        };
        let portable = found(Path::Portable);
        for path in Path::all() {
            assert_eq!(found(path), portable, "{path:?}");
        }
    }

    #[test]
    fn nothing_and_zeros_are_multiplied_too() {
        let packed = Packed::new(&[0.0; 16], &[1.0, 2.0], 8);
        let path = Path::fastest();
        assert!(
            packed
                .apply(path, &Activations::new(path, &[], 8))
                .is_empty()
        );
        let out = packed.apply(path, &Activations::new(path, &[0.0; 8], 8));
        assert_eq!(out, [1.0, 2.0]);
    }
}
