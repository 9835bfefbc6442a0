//! The path of any machine: what the others must come to.

use super::{Panel, Row, Step, WIDE};

/// The outputs of some rows for one panel.
pub(super) fn tile<const R: usize>(rows: [Row<'_>; R], panel: &Panel) -> [[f32; WIDE]; R] {
    rows.map(|row| {
        let mut sums = [-row.excess; WIDE];
        for (inputs, Step(weights)) in row.bytes.iter().zip(&panel.weights) {
            let (columns, _) = weights.as_chunks::<4>();
            for (group, columns) in columns.chunks_exact(WIDE).enumerate() {
                let inputs = &inputs[group * 4..group * 4 + 4];
                for (sum, column) in sums.iter_mut().zip(columns) {
                    let products = column.iter().zip(inputs);
                    *sum += products
                        .map(|(weight, input)| i32::from(*weight) * i32::from(*input))
                        .sum::<i32>();
                }
            }
        }
        let finish = &panel.finish;
        std::array::from_fn(|at| sums[at] as f32 * finish.scales[at] * row.scale + finish.bias[at])
    })
}
