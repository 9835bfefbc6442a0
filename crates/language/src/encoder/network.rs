//! The forward pass: transformer layers and one output for all heads. The products with weights are
//! in 8-bit integers, all else in 32-bit floats.
//!
//! The order of every sum is fixed by the sizes alone, so neither the number of threads nor the width of
//! the machine's vectors changes anything.

use rten_simd::SimdUnaryOp;
use rten_vecmath::Gelu;

use super::attention;
use super::kernel::{Activations, Packed, Path};
use super::norm::Norm;
use super::quotation::{SHAPES, STATES};
use super::weights::{Weights, WeightsError};

pub(super) const WIDTH: usize = 384;
/// Pieces in a window, at most.
pub(crate) const LIMIT: usize = 256;

/// The network with its weights laid out for multiplication.
pub(crate) struct Network {
    pieces: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    states: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    output: Packed,
    path: Path,
}

/// One window as the network takes it: three lists of one length, [`LIMIT`] at most.
#[derive(Debug, Clone, Default)]
pub(crate) struct Window {
    /// Numbers of pieces.
    pub(crate) pieces: Vec<u32>,
    /// The shape of the word each belongs to.
    pub(crate) shapes: Vec<u8>,
    /// The quotation state of the word each belongs to.
    pub(crate) states: Vec<u8>,
}

struct Layer {
    qkv: Packed,
    mix: Packed,
    mix_norm: Norm,
    up: Packed,
    down: Packed,
    down_norm: Norm,
}

impl Network {
    /// Takes the tensors out of `weights`; `outputs` is the width of all heads together.
    pub(crate) fn new(weights: &Weights<'_>, outputs: usize) -> Result<Network, WeightsError> {
        Network::over(weights, weights, outputs)
    }

    /// The same with the pieces of `table` and all else of `weights`.
    pub(crate) fn over(
        table: &Weights<'_>,
        weights: &Weights<'_>,
        outputs: usize,
    ) -> Result<Network, WeightsError> {
        let layer = |number: usize| -> Result<Layer, WeightsError> {
            let name = |part: &str| format!("layers.{number}.{part}");
            let inner = weights.rows(&name("up.weight"));
            Ok(Layer {
                qkv: dense(weights, &name("qkv"), WIDTH, 3 * WIDTH)?,
                mix: dense(weights, &name("mix"), WIDTH, WIDTH)?,
                mix_norm: Norm::new(weights, &name("mix_norm"))?,
                up: dense(weights, &name("up"), WIDTH, inner)?,
                down: dense(weights, &name("down"), inner, WIDTH)?,
                down_norm: Norm::new(weights, &name("down_norm"))?,
            })
        };
        let count = (0..)
            .take_while(|number| weights.rows(&format!("layers.{number}.qkv.weight")) > 0)
            .count()
            .max(1);
        Ok(Network {
            pieces: table.matrix("pieces.weight", table.rows("pieces.weight"), WIDTH)?,
            positions: weights.matrix("positions.weight", LIMIT, WIDTH)?,
            shapes: weights.matrix("shapes.weight", SHAPES, WIDTH)?,
            states: weights.matrix("states.weight", STATES, WIDTH)?,
            norm: Norm::new(weights, "norm")?,
            layers: (0..count).map(layer).collect::<Result<_, _>>()?,
            output: dense(weights, "output", WIDTH, outputs)?,
            path: Path::fastest(),
        })
    }

    /// The logits of all heads, a row a piece.
    #[cfg(test)]
    pub(crate) fn logits(&self, window: &Window) -> Vec<f32> {
        self.logits_of([window]).remove(0)
    }

    /// The same of several windows.
    pub(crate) fn logits_of<'a>(
        &self,
        windows: impl IntoIterator<Item = &'a Window>,
    ) -> Vec<Vec<f32>> {
        self.seen(windows, usize::MAX)
    }

    /// The logits of all heads for the first piece of each window.
    pub(crate) fn first_logits_of<'a>(
        &self,
        windows: impl IntoIterator<Item = &'a Window>,
    ) -> Vec<Vec<f32>> {
        self.seen(windows, 1)
    }

    /// The logits of the first `asked` pieces of each window. The windows go through each layer one after the other, so
    /// that its weights are fetched once for all of them; what the other pieces come to know in the last one nobody
    /// asks.
    fn seen<'a>(
        &self,
        windows: impl IntoIterator<Item = &'a Window>,
        asked: usize,
    ) -> Vec<Vec<f32>> {
        let windows = windows.into_iter();
        let mut windows: Vec<Vec<f32>> = windows.map(|window| self.embedded(window)).collect();
        let mut room = Room::default();
        for (number, layer) in (1..).zip(&self.layers) {
            let rows = if number == self.layers.len() {
                asked
            } else {
                usize::MAX
            };
            for x in &mut windows {
                layer.apply(self.path, x, rows, &mut room);
            }
        }
        let told = |x: Vec<f32>| {
            let pieces = (x.len() / WIDTH).min(asked);
            self.told(&x[..pieces * WIDTH])
        };
        windows.into_iter().map(told).collect()
    }

    /// The logits of pieces that went through all layers.
    fn told(&self, x: &[f32]) -> Vec<f32> {
        let bytes = Activations::new(self.path, x, WIDTH);
        self.output.apply(self.path, &bytes)
    }

    fn embedded(&self, window: &Window) -> Vec<f32> {
        let mut x = Vec::with_capacity(window.pieces.len() * WIDTH);
        let features = window.shapes.iter().zip(&window.states);
        for (position, (piece, (shape, state))) in window.pieces.iter().zip(features).enumerate() {
            let tables = [
                row(&self.pieces, *piece as usize),
                row(&self.positions, position),
                row(&self.shapes, usize::from(*shape)),
                row(&self.states, usize::from(*state)),
            ];
            let [pieces, positions, shapes, states] = tables;
            x.extend((0..WIDTH).map(|i| pieces[i] + positions[i] + shapes[i] + states[i]));
        }
        self.norm.apply(&mut x);
        x
    }
}

/// Row `number` of a table; the callers' numbers come from the tables' own sizes.
fn row(table: &[f32], number: usize) -> &[f32] {
    &table[number * WIDTH..(number + 1) * WIDTH]
}

/// The dense layer called `name`.
fn dense(
    weights: &Weights<'_>,
    name: &str,
    from: usize,
    to: usize,
) -> Result<Packed, WeightsError> {
    let rows = weights.matrix(&format!("{name}.weight"), to, from)?;
    let bias = weights.vector(&format!("{name}.bias"), to)?;
    Ok(Packed::new(&rows, &bias, from))
}

/// What a layer makes on its way; the next one, of whatever window, writes over it. Little of it, as the weights of a
/// layer are to stay in the second cache beside it.
#[derive(Default)]
struct Room {
    /// Queries, keys and values, what is added to the input, the inner numbers.
    wide: Vec<f32>,
    /// What all heads see, then what is added at last.
    narrow: Vec<f32>,
    attention: attention::Room,
    activations: Activations,
}

impl Layer {
    /// Puts in the place of the first `rows` pieces, or of all if there are fewer, what they come to be; all are seen
    /// by these.
    fn apply(&self, path: Path, x: &mut [f32], rows: usize, room: &mut Room) {
        let length = x.len() / WIDTH;
        let inner = self.up.outputs();
        let (wide, bytes) = (&mut room.wide, &mut room.activations);
        let mut product = |weights: &Packed, x: &[f32], out: &mut [f32]| {
            bytes.read(path, x, weights.inputs());
            weights.apply_into(out, path, bytes);
        };
        let qkv = first(wide, length * 3 * WIDTH);
        product(&self.qkv, x, qkv);
        let length = length.min(rows);
        let x = &mut x[..length * WIDTH];
        let narrow = first(&mut room.narrow, x.len());
        attention::attend(qkv, narrow, &mut room.attention);
        let seen = first(wide, x.len());
        product(&self.mix, narrow, seen);
        self.mix_norm.apply_to_sum(x, seen);
        let inner = first(wide, length * inner);
        product(&self.up, x, inner);
        Gelu {}.map_mut(inner);
        product(&self.down, inner, narrow);
        self.down_norm.apply_to_sum(x, narrow);
    }
}

/// The first `count` numbers of `room`, which grows where it is too small.
fn first(room: &mut Vec<f32>, count: usize) -> &mut [f32] {
    if room.len() < count {
        room.resize(count, 0.0);
    }
    &mut room[..count]
}
