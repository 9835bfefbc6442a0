//! The progress bar: on a terminal, and only when more than a second of work lies ahead.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::terminal;

/// Below this there is no telling how long the rest takes.
const WARM_UP: Duration = Duration::from_millis(300);
/// A shorter rest is not worth a bar.
const WORTH: Duration = Duration::from_secs(1);

/// How far the reading has come, in bytes.
pub(crate) struct Progress {
    total: u64,
    started: Instant,
    read: Arc<AtomicU64>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Nothing of `total` bytes read so far; `read` counts them.
    pub(crate) fn new(total: u64, read: Arc<AtomicU64>) -> Progress {
        Progress {
            total,
            started: Instant::now(),
            read,
            bar: None,
        }
    }

    /// Another article is done.
    pub(crate) fn tick(&mut self) {
        let done = self.read.load(Ordering::Relaxed);
        if self.bar.is_none() && terminal::is_watched() && self.is_long(done) {
            self.bar = Some(bar(self.total));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(done.min(self.total));
        }
    }

    /// Tells `line` above the bar.
    pub(crate) fn tell(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| terminal::tell(line)),
            None => terminal::tell(line),
        }
    }

    fn is_long(&self, done: u64) -> bool {
        let spent = self.started.elapsed();
        let left = self.total.saturating_sub(done) as f64 / done.max(1) as f64;
        spent > WARM_UP && spent.as_secs_f64() * left > WORTH.as_secs_f64()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {eta} left");
    let bar = ProgressBar::new(total);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
