//! Pictures of what was measured, from the tables in `bench/`: `docs/*.svg`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use plotters::coord::Shift;
use plotters::prelude::*;

const SIZE: (u32, u32) = (560, 400);
const GREY: RGBColor = RGBColor(110, 110, 110);

/// A line of `bench/speed.tsv`.
struct Timing {
    words: f64,
    threads: usize,
    cpu: f64,
}

/// A line of `bench/quality.tsv`: either figure may be unknown.
struct Tool {
    name: String,
    relation: Option<f64>,
    speed: Option<f64>,
    is_measured: bool,
}

/// Draws every picture that `bench/` has figures for.
pub(crate) fn draw(root: &Path) -> Result<()> {
    let timings = timings(&table(&root.join("bench/speed.tsv"))?)?;
    let tools = tools(&table(&root.join("bench/quality.tsv"))?)?;
    let docs = root.join("docs");
    over_length(&timings, &docs.join("speed-length.svg"))?;
    let cores = cores(&table(&root.join("bench/cores.tsv"))?)?;
    over_cores(&cores, &docs.join("speed-cores.svg"))?;
    quality(&tools, &docs.join("quality-speed.svg"))
}

/// The rows of a table of tabs, without comments and heads.
fn table(path: &Path) -> Result<Vec<Vec<String>>> {
    let file = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let lines = file.lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &str| line.split('\t').map(str::to_owned).collect();
    Ok(lines.map(row).collect())
}

fn timings(rows: &[Vec<String>]) -> Result<Vec<Timing>> {
    let row = |row: &Vec<String>| match row.as_slice() {
        [words, threads, cpu, _] => Ok(Timing {
            words: words.parse()?,
            threads: threads.parse()?,
            cpu: cpu.parse()?,
        }),
        _ => Err(anyhow!("bench/speed.tsv: not a timing: {row:?}")),
    };
    rows.iter().map(row).collect()
}

/// Threads, and words a second by the clock.
fn cores(rows: &[Vec<String>]) -> Result<Vec<(f64, f64)>> {
    let row = |row: &Vec<String>| match row.as_slice() {
        [words, threads, clock] => {
            let speed = words.parse::<f64>()? / clock.parse::<f64>()?;
            Ok((threads.parse()?, speed))
        }
        _ => Err(anyhow!("bench/cores.tsv: not a timing: {row:?}")),
    };
    rows.iter().map(row).collect()
}

fn tools(rows: &[Vec<String>]) -> Result<Vec<Tool>> {
    let figure = |cell: &str| match cell {
        "-" => Ok(None),
        cell => cell.parse().map(Some),
    };
    let row = |row: &Vec<String>| match row.as_slice() {
        [name, relation, speed, how] => Ok(Tool {
            name: name.clone(),
            relation: figure(relation)?,
            speed: figure(speed)?,
            is_measured: how == "measured",
        }),
        _ => Err(anyhow!("bench/quality.tsv: not a tool: {row:?}")),
    };
    rows.iter().map(row).collect()
}

/// Words a CPU-second of one thread over the length of the article, both in powers of ten.
fn over_length(timings: &[Timing], path: &Path) -> Result<()> {
    let speed = |one: &Timing| one.words / one.cpu;
    let most = timings.iter().map(speed).fold(1.0, f64::max);
    let area = area(path)?;
    let mut chart = failing(
        builder(&area)
            .build_cartesian_2d((1.0..100_000.0).log_scale(), (1.0..most * 2.0).log_scale()),
        path,
    )?;
    let mesh = chart
        .configure_mesh()
        .x_desc("words of the article")
        .y_desc("words per CPU-second, one thread, start-up included")
        .x_label_formatter(&|words| format!("{words:.0}"))
        .y_label_formatter(&|words| format!("{words:.0}"))
        .draw();
    failing(mesh, path)?;
    let of = timings.iter().filter(|one| one.threads == 1);
    let points: Vec<(f64, f64)> = of.map(|one| (one.words, speed(one))).collect();
    let line = LineSeries::new(points.clone(), BLUE);
    failing(chart.draw_series(line), path)?;
    let dots = points
        .into_iter()
        .map(|at| Circle::new(at, 3, BLUE.filled()));
    failing(chart.draw_series(dots), path)?;
    failing(area.present(), path)
}

/// Words a second by the clock over threads, and, in grey, what twice as many could do at best.
fn over_cores(points: &[(f64, f64)], path: &Path) -> Result<()> {
    let alone = points.iter().map(|one| one.1 / one.0).fold(0.0, f64::max);
    let area = area(path)?;
    let mut chart = failing(
        builder(&area).build_cartesian_2d(0.0..2.5, 0.0..alone * 2.5),
        path,
    )?;
    let mesh = chart
        .configure_mesh()
        .x_desc("threads")
        .y_desc("words per second by the clock, whole process")
        .x_labels(5)
        .y_label_formatter(&|words| format!("{words:.0}"))
        .draw();
    failing(mesh, path)?;
    let best = LineSeries::new([(0.0, 0.0), (2.5, alone * 2.5)], GREY);
    failing(chart.draw_series(best), path)?;
    let dots = points.iter().map(|at| Circle::new(*at, 4, BLUE.filled()));
    failing(chart.draw_series(dots), path)?;
    failing(area.present(), path)
}

/// Relation F1 over speed: a point where both are known, else a line through the one that is. What
/// was measured here is blue, what others tell is grey.
fn quality(tools: &[Tool], path: &Path) -> Result<()> {
    let most = tools.iter().filter_map(|one| one.speed).fold(1.0, f64::max) * 1.5;
    let area = area(path)?;
    let mut chart = failing(
        builder(&area).build_cartesian_2d(0.0..most, 0.0..100.0),
        path,
    )?;
    let mesh = chart
        .configure_mesh()
        .x_desc("words per CPU-second")
        .y_desc("relation F1, PolNeAR dev")
        .x_label_formatter(&|words| format!("{words:.0}"))
        .y_label_formatter(&|share| format!("{share:.0}"))
        .draw();
    failing(mesh, path)?;
    for tool in tools {
        let color = if tool.is_measured { BLUE } else { GREY };
        let at = match (tool.relation, tool.speed) {
            (Some(relation), Some(speed)) => {
                let dot = Circle::new((speed, relation), 4, color.filled());
                failing(chart.draw_series([dot]), path)?;
                (speed, relation)
            }
            (Some(relation), None) => {
                let line = LineSeries::new([(0.0, relation), (most, relation)], color);
                failing(chart.draw_series(line), path)?;
                (most * 0.02, relation)
            }
            (None, Some(speed)) => {
                let line = LineSeries::new([(speed, 0.0), (speed, 100.0)], color);
                failing(chart.draw_series(line), path)?;
                (speed, 8.0)
            }
            (None, None) => continue,
        };
        let text = EmptyElement::at(at)
            + Text::new(
                tool.name.clone(),
                (4, -14),
                ("sans-serif", 12).into_font().color(&color),
            );
        failing(chart.draw_series([text]), path)?;
    }
    failing(area.present(), path)
}

type Area<'p> = DrawingArea<SVGBackend<'p>, Shift>;

fn area(path: &Path) -> Result<Area<'_>> {
    let area = SVGBackend::new(path, SIZE).into_drawing_area();
    failing(area.fill(&WHITE), path)?;
    Ok(area)
}

fn builder<'a, 'p>(area: &'a Area<'p>) -> ChartBuilder<'a, 'p, SVGBackend<'p>> {
    let mut builder = ChartBuilder::on(area);
    builder
        .margin(14)
        .margin_right(28)
        .x_label_area_size(36)
        .y_label_area_size(56);
    builder
}

/// A picture's own errors hold what cannot leave this file; their words can.
fn failing<T, E: std::fmt::Display>(done: Result<T, E>, path: &Path) -> Result<T> {
    done.map_err(|error| anyhow!("{}: {error}", path.display()))
}
