//! Does a score mean what it says? Expected calibration error, and a picture of it.

use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::prelude::*;

/// Classes of scores, of equal width.
const BINS: usize = 10;

/// The scores of one class: how many, their mean, and the share that was right.
struct Bin {
    count: usize,
    score: f64,
    right: f64,
}

fn bins(findings: &[(f64, bool)]) -> Vec<Bin> {
    let mut bins: Vec<Bin> = Vec::new();
    for number in 0..BINS {
        let within = |score: f64| ((score * BINS as f64) as usize).min(BINS - 1) == number;
        let here: Vec<&(f64, bool)> = findings.iter().filter(|one| within(one.0)).collect();
        let count = here.len();
        if count > 0 {
            bins.push(Bin {
                count,
                score: here.iter().map(|one| one.0).sum::<f64>() / count as f64,
                right: here.iter().filter(|one| one.1).count() as f64 / count as f64,
            });
        }
    }
    bins
}

/// The mean distance between score and share right, each class by its size (Naeini et al. 2015).
pub(super) fn error(findings: &[(f64, bool)]) -> f64 {
    let apart = |bin: &Bin| bin.count as f64 * (bin.score - bin.right).abs();
    bins(findings).iter().map(apart).sum::<f64>() / findings.len().max(1) as f64
}

/// Draws share right over score.
pub(super) fn draw(findings: &[(f64, bool)], path: &Path) -> Result<()> {
    let failed = |error: &dyn std::fmt::Display| anyhow!("{}: {error}", path.display());
    let area = SVGBackend::new(path, (480, 400)).into_drawing_area();
    area.fill(&WHITE).map_err(|error| failed(&error))?;
    let mut chart = ChartBuilder::on(&area)
        .margin(12)
        .x_label_area_size(36)
        .y_label_area_size(48)
        .build_cartesian_2d(0.0..1.0, 0.0..1.0)
        .map_err(|error| failed(&error))?;
    chart
        .configure_mesh()
        .x_desc("score")
        .y_desc("share right")
        .draw()
        .map_err(|error| failed(&error))?;
    let even = LineSeries::new([(0.0, 0.0), (1.0, 1.0)], BLACK.mix(0.4));
    chart.draw_series(even).map_err(|error| failed(&error))?;
    let found = bins(findings);
    let line = LineSeries::new(found.iter().map(|bin| (bin.score, bin.right)), BLUE);
    chart.draw_series(line).map_err(|error| failed(&error))?;
    let points = found.iter().map(|bin| {
        let radius = 2 + (bin.count as f64).sqrt() as i32 / 3;
        Circle::new((bin.score, bin.right), radius, BLUE.filled())
    });
    chart.draw_series(points).map_err(|error| failed(&error))?;
    area.present().map_err(|error| failed(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_distance_of_score_and_share() {
        let half_right: Vec<(f64, bool)> = (0..10).map(|at| (0.95, at % 2 == 0)).collect();
        assert!((error(&half_right) - 0.45).abs() < 1e-9);
        assert!(error(&[(1.0, true), (0.0, false)]) < 1e-9);
        assert_eq!(error(&[]), 0.0);
    }
}
