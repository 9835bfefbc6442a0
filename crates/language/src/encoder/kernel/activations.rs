//! Activations as bytes: each row divided by a scale of its own.

use super::{OFFSET, Path, Row, STEP};

/// The largest activation, as a byte.
pub(super) const LARGEST: f32 = 127.0;
/// What eight neighbours of one sign may add up to, less what rounding may add.
pub(super) const TOGETHER: f32 = 254.0;

/// Rows of a block.
const FILLED: usize = 32;
/// Eight bytes as many times as a line of the cache has them.
const LINE: usize = 8;

/// Rows of activations, ready to be multiplied.
#[derive(Default)]
pub(in crate::encoder) struct Activations {
    /// Of all rows, and of some more that mean nothing, so that they fill blocks; room that is left over after them.
    bytes: Vec<[i8; STEP]>,
    /// Where they begin: at a line of the cache.
    begin: usize,
    scales: Vec<f32>,
    excess: Vec<i32>,
    steps: usize,
}

impl Activations {
    /// The rows of `x`, each `inputs` wide; the same on every path.
    pub(in crate::encoder) fn new(path: Path, x: &[f32], inputs: usize) -> Activations {
        let mut made = Activations::default();
        made.read(path, x, inputs);
        made
    }

    /// Puts the rows of `x` in the place of those before, whose room is used again.
    pub(in crate::encoder) fn read(&mut self, path: Path, x: &[f32], inputs: usize) {
        match path {
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => super::avx2::activations(self, x, inputs),
            #[cfg(target_arch = "x86_64")]
            Path::Vnni => super::vnni::activations(self, x, inputs),
            #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
            Path::Amx => super::vnni::activations(self, x, inputs),
            _ => self.take(x, inputs),
        }
    }

    /// The same in plain code: inlined where a path's instructions may be used for it.
    #[inline(always)]
    pub(super) fn take(&mut self, x: &[f32], inputs: usize) {
        self.take_by(scale, fill, x, inputs);
    }

    /// Takes the rows of `x` with what tells their scales and what writes them as bytes.
    #[inline(always)]
    pub(super) fn take_by(
        &mut self,
        scale: impl Fn(&[f32]) -> f32,
        fill: impl Fn(&[f32], f32, &mut [[i8; STEP]]) -> i32,
        x: &[f32],
        inputs: usize,
    ) {
        self.steps = inputs.div_ceil(STEP);
        let rows = x.len() / inputs.max(1);
        let room = rows.next_multiple_of(FILLED) * self.steps + LINE;
        if self.bytes.len() < room {
            self.bytes = vec![[0; STEP]; room];
            self.begin = self.bytes.as_ptr().align_offset(LINE * STEP).min(LINE);
        }
        self.scales.clear();
        self.excess.clear();
        let targets = self.bytes[self.begin..].chunks_exact_mut(self.steps.max(1));
        for (row, target) in x.chunks_exact(inputs.max(1)).zip(targets) {
            let scale = scale(row);
            self.scales.push(scale);
            self.excess.push(OFFSET * fill(row, scale, target));
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.scales.len()
    }

    /// The bytes of `count` rows from `first` on, those that only fill the block included.
    #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
    pub(super) fn block(&self, first: usize, count: usize) -> &[[i8; STEP]] {
        &self.bytes[self.begin..][first * self.steps..(first + count) * self.steps]
    }

    /// Of up to `count` rows from `first` on: what they are scaled by, and what the stored weights add too much.
    #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
    pub(super) fn factors(&self, first: usize, count: usize) -> (&[f32], &[i32]) {
        let end = self.len().min(first + count);
        (&self.scales[first..end], &self.excess[first..end])
    }

    /// Row `number`.
    pub(super) fn row(&self, number: usize) -> Row<'_> {
        Row {
            bytes: &self.bytes[self.begin..][number * self.steps..(number + 1) * self.steps],
            scale: self.scales[number],
            excess: self.excess[number],
        }
    }
}

/// What one step of a byte stands for: the largest number fits, and so do eight neighbours of a sign.
#[inline(always)]
fn scale(row: &[f32]) -> f32 {
    let (groups, rest) = row.as_chunks::<STEP>();
    let mut most = [0.0f32; STEP];
    let mut together = 0.0f32;
    for group in groups {
        let sizes = group.map(f32::abs);
        for (most, size) in most.iter_mut().zip(sizes) {
            *most = larger(*most, size);
        }
        let sum = total(sizes);
        // of one sign only where the sum of all is too large: the rare case
        if sum > together {
            let above = total(group.map(|x| larger(0.0, x)));
            together = larger(together, larger(above, sum - above));
        }
    }
    let most = most.into_iter().fold(0.0, larger);
    let most = rest.iter().fold(most, |most, x| larger(most, x.abs()));
    together = larger(together, rest.iter().map(|x| x.abs()).sum());
    larger(most / LARGEST, together / TOGETHER)
}

/// The larger of two, the first if the second is no number.
#[inline(always)]
pub(super) fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// The sum of eight numbers, in pairs.
#[inline(always)]
fn total(x: [f32; STEP]) -> f32 {
    let [a, b, c, d, e, f, g, h] = x;
    ((a + e) + (b + f)) + ((c + g) + (d + h))
}

/// Writes `row` as bytes; returns their sum.
#[inline(always)]
fn fill(row: &[f32], scale: f32, target: &mut [[i8; STEP]]) -> i32 {
    let factor = if scale > 0.0 { 1.0 / scale } else { 0.0 };
    let (groups, rest) = row.as_chunks::<STEP>();
    let mut last = [0.0; STEP];
    last[..rest.len()].copy_from_slice(rest);
    let mut sums = [0i32; STEP];
    for (group, bytes) in groups.iter().chain([&last]).zip(target) {
        let whole = group.map(|x| rounded(x * factor));
        *bytes = whole.map(|number| number as i8);
        for (sum, number) in sums.iter_mut().zip(whole) {
            *sum += number;
        }
    }
    sums.iter().sum()
}

/// The whole number next to `x`, the even one of two; `x` is of a byte's size, and what is no number
/// is 0. Eight at a time this is faster than asking for each.
#[inline(always)]
pub(super) fn rounded(x: f32) -> i32 {
    /// At this size a 32-bit float has no room for fractions.
    const COARSE: f32 = 12_582_912.0;
    let whole = (x + COARSE).to_bits().cast_signed() - COARSE.to_bits().cast_signed();
    i32::from(whole as i8)
}
