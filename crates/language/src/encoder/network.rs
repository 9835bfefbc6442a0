//! The forward pass: six transformer layers and one output for all heads, in 32-bit floats.
//!
//! The order of every sum is fixed by the sizes alone, so the number of threads changes nothing.

use rten_gemm::{BiasVector, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::{Matrix, NdTensorView};
use rten_vecmath::{Gelu, Normalize, NormalizeOptions, Softmax, Sum, SumSquareSub};

use super::quotation::{SHAPES, STATES};
use super::weights::{Weights, WeightsError};

const WIDTH: usize = 384;
const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;
const INNER: usize = 1536;
const LAYERS: usize = 6;
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
    output: Dense,
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
    qkv: Dense,
    mix: Dense,
    mix_norm: Norm,
    up: Dense,
    down: Dense,
    down_norm: Norm,
}

struct Dense {
    weights: PackedBMatrix<f32>,
    bias: Vec<f32>,
}

struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Network {
    /// Takes the tensors out of `weights`; `outputs` is the width of all heads together.
    pub(crate) fn new(weights: &Weights<'_>, outputs: usize) -> Result<Network, WeightsError> {
        let gemm = GemmExecutor::new();
        let dense = |name: &str, from: usize, to: usize| Dense::new(&gemm, weights, name, from, to);
        let layer = |number: usize| -> Result<Layer, WeightsError> {
            let name = |part: &str| format!("layers.{number}.{part}");
            Ok(Layer {
                qkv: dense(&name("qkv"), WIDTH, 3 * WIDTH)?,
                mix: dense(&name("mix"), WIDTH, WIDTH)?,
                mix_norm: Norm::new(weights, &name("mix_norm"))?,
                up: dense(&name("up"), WIDTH, INNER)?,
                down: dense(&name("down"), INNER, WIDTH)?,
                down_norm: Norm::new(weights, &name("down_norm"))?,
            })
        };
        Ok(Network {
            pieces: weights.matrix("pieces.weight", weights.rows("pieces.weight"), WIDTH)?,
            positions: weights.matrix("positions.weight", LIMIT, WIDTH)?,
            shapes: weights.matrix("shapes.weight", SHAPES, WIDTH)?,
            states: weights.matrix("states.weight", STATES, WIDTH)?,
            norm: Norm::new(weights, "norm")?,
            layers: (0..LAYERS).map(layer).collect::<Result<_, _>>()?,
            output: dense("output", WIDTH, outputs)?,
        })
    }

    /// The logits of all heads, a row a piece.
    pub(crate) fn logits(&self, window: &Window) -> Vec<f32> {
        // cheap to make, and not to be shared between threads: the choice of a kernel
        let gemm = GemmExecutor::new();
        let mut x = self.embedded(window);
        for layer in &self.layers {
            layer.apply(&gemm, &mut x);
        }
        self.output.apply(&gemm, &x)
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

impl Layer {
    fn apply(&self, gemm: &GemmExecutor, x: &mut [f32]) {
        let mixed = self
            .mix
            .apply(gemm, &attended(gemm, &self.qkv.apply(gemm, x)));
        add(x, &mixed);
        self.mix_norm.apply(x);
        let mut inner = self.up.apply(gemm, x);
        Gelu {}.map_mut(&mut inner);
        add(x, &self.down.apply(gemm, &inner));
        self.down_norm.apply(x);
    }
}

fn add(x: &mut [f32], more: &[f32]) {
    for (x, more) in x.iter_mut().zip(more) {
        *x += more;
    }
}

/// Every piece's look at all the others: `qkv` holds query, key and value of each, a row a piece.
fn attended(gemm: &GemmExecutor, qkv: &[f32]) -> Vec<f32> {
    let length = qkv.len() / (3 * WIDTH);
    let part = |which: usize, head: usize| -> Matrix<'_, f32> {
        let from = which * WIDTH + head * HEAD_WIDTH;
        NdTensorView::from_data([length, 3 * WIDTH], qkv).slice((.., from..from + HEAD_WIDTH))
    };
    let mut joined = vec![0.0; length * WIDTH];
    let mut scores = vec![0.0; length * length];
    let mut mixed = vec![0.0; length * HEAD_WIDTH];
    let scale = 1.0 / (HEAD_WIDTH as f32).sqrt();
    for head in 0..HEADS {
        let keys = part(1, head);
        multiply(gemm, &mut scores, part(0, head), keys.transposed(), scale);
        for row in scores.chunks_exact_mut(length) {
            Softmax::new_mut(row).dispatch();
        }
        let looks = NdTensorView::from_data([length, length], scores.as_slice());
        multiply(gemm, &mut mixed, looks, part(2, head), 1.0);
        let rows = joined.chunks_exact_mut(WIDTH);
        for (row, mixed) in rows.zip(mixed.chunks_exact(HEAD_WIDTH)) {
            row[head * HEAD_WIDTH..(head + 1) * HEAD_WIDTH].copy_from_slice(mixed);
        }
    }
    joined
}

fn multiply(
    gemm: &GemmExecutor,
    out: &mut [f32],
    a: Matrix<'_, f32>,
    b: Matrix<'_, f32>,
    alpha: f32,
) {
    let options = GemmOptions {
        alpha,
        ..GemmOptions::default()
    };
    let (a, b) = (GemmInputA::Unpacked(a), GemmInputB::Unpacked(b));
    gemm.gemm(out, a, b, options)
        .expect("the sizes are those of one window");
}

impl Dense {
    fn new(
        gemm: &GemmExecutor,
        weights: &Weights<'_>,
        name: &str,
        from: usize,
        to: usize,
    ) -> Result<Dense, WeightsError> {
        let rows = weights.matrix(&format!("{name}.weight"), to, from)?;
        let matrix = NdTensorView::from_data([to, from], rows.as_slice());
        Ok(Dense {
            weights: gemm.prepack_b(matrix.transposed()),
            bias: weights.vector(&format!("{name}.bias"), to)?,
        })
    }

    /// `x` (rows as wide as the input) times the weights, plus the bias.
    fn apply(&self, gemm: &GemmExecutor, x: &[f32]) -> Vec<f32> {
        let from = self.weights.rows();
        let length = x.len() / from;
        let mut out = vec![0.0; length * self.bias.len()];
        let options = GemmOptions {
            bias: Some(BiasVector::Row(&self.bias)),
            ..GemmOptions::default()
        };
        let a = GemmInputA::Unpacked(NdTensorView::from_data([length, from], x));
        gemm.gemm(&mut out, a, GemmInputB::Packed(&self.weights), options)
            .expect("packed for this kernel, and sized by the loader");
        out
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
            let mean = Sum::new(row).dispatch() / WIDTH as f32;
            let variance = SumSquareSub::new(row, mean).dispatch() / WIDTH as f32;
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
