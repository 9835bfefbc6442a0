//! The two streams: results to stdout, everything else to stderr.

use std::io::{self, IsTerminal, Write};

use crate::render::visible::visible;

/// Lines break here where no terminal tells its width.
const WIDTH: usize = 80;

/// How wide stdout is.
pub(crate) fn width() -> usize {
    let size = terminal_size::terminal_size_of(io::stdout());
    size.map_or(WIDTH, |(width, _)| usize::from(width.0))
}

/// Prints a styled result; a pipe and `NO_COLOR` get it without styles.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Prints a result as it is.
pub(crate) fn print_plain(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Tells how the work goes. A closed stderr is nobody's failure.
pub(crate) fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(line));
}

/// Tells what went wrong.
pub(crate) fn complain(line: &str) {
    tell(&format!("onrecord: {line}"));
}

/// Is somebody watching stderr?
pub(crate) fn is_watched() -> bool {
    io::stderr().is_terminal()
}
