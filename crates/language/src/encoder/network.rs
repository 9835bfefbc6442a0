//! The forward pass: transformer layers and one output for all heads. The products with weights are
//! in 8-bit integers, all else in 32-bit floats.
//!
//! The order of every sum is fixed by the sizes alone, so neither the number of threads nor the width of
//! the machine's vectors changes anything.

use rten_simd::{SimdOp, SimdUnaryOp};
use rten_vecmath::{Gelu, Normalize, NormalizeOptions};

use super::attention;
use super::kernel::{Activations, Packed, Path};
use super::quotation::{SHAPES, STATES};
use super::sums;
use super::weights::{Weights, WeightsError};

pub(super) const WIDTH: usize = 384;
const EPSILON: f32 = 1e-12;
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

struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
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
    pub(crate) fn logits(&self, window: &Window) -> Vec<f32> {
        let mut x = self.embedded(window);
        let mut room = Room::default();
        for layer in &self.layers {
            layer.apply(self.path, &mut x, &mut room);
        }
        self.output
            .apply(self.path, &Activations::new(self.path, &x, WIDTH))
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

/// What a layer makes on its way; the next one writes over it.
#[derive(Default)]
struct Room {
    /// Queries, keys and values.
    qkv: Vec<f32>,
    attention: attention::Room,
    /// What all heads see.
    joined: Vec<f32>,
    /// The inner numbers.
    inner: Vec<f32>,
    /// What is added to the layer's input.
    added: Vec<f32>,
}

impl Layer {
    fn apply(&self, path: Path, x: &mut [f32], room: &mut Room) {
        let product = |out: &mut Vec<f32>, weights: &Packed, x: &[f32]| {
            weights.apply_into(out, path, &Activations::new(path, x, weights.inputs()));
        };
        product(&mut room.qkv, &self.qkv, x);
        attention::attend(&room.qkv, &mut room.joined, &mut room.attention);
        product(&mut room.added, &self.mix, &room.joined);
        sums::add(x, &room.added);
        self.mix_norm.apply(x);
        product(&mut room.inner, &self.up, x);
        Gelu {}.map_mut(&mut room.inner);
        product(&mut room.added, &self.down, &room.inner);
        sums::add(x, &room.added);
        self.down_norm.apply(x);
    }
}

impl Norm {
    fn new(weights: &Weights<'_>, name: &str) -> Result<Norm, WeightsError> {
        Ok(Norm {
            weight: weights.vector(&format!("{name}.weight"), WIDTH)?,
            bias: weights.vector(&format!("{name}.bias"), WIDTH)?,
        })
    }

    fn apply(&self, x: &mut [f32]) {
        for row in x.chunks_exact_mut(WIDTH) {
            let mean = sums::sum(row) / WIDTH as f32;
            let variance = sums::squares(row, mean) / WIDTH as f32;
            let options = NormalizeOptions {
                pre_scale_bias: mean,
                scale: 1.0 / (variance + EPSILON).sqrt(),
                element_scale: Some(&self.weight),
                bias: 0.0,
                element_bias: Some(&self.bias),
            };
            Normalize::new_mut(row, options).dispatch();
        }
    }
}
