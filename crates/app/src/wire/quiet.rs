//! JSON that is safe to look at: what could steer a terminal is written `\uXXXX`.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use crate::render::visible::is_unsafe;

/// `value` on one line, ended.
pub(crate) fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    compact(out, value)?;
    out.write_all(b"\n")
}

/// `value` on one line that goes on.
pub(crate) fn compact(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Line))?;
    Ok(())
}

/// `value` indented, ended.
pub(crate) fn page(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let formatter = Page(PrettyFormatter::new());
    let mut out = BufWriter::new(out); // the standard output would be handed every line by itself
    value.serialize(&mut Serializer::with_formatter(&mut out, formatter))?;
    out.write_all(b"\n")?;
    out.flush()
}

struct Line;

impl Formatter for Line {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, s: &str) -> io::Result<()> {
        quietly(out, s)
    }
}

struct Page(PrettyFormatter<'static>);

impl Formatter for Page {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, s: &str) -> io::Result<()> {
        quietly(out, s)
    }
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }
    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }
    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

fn quietly<W: ?Sized + Write>(out: &mut W, fragment: &str) -> io::Result<()> {
    if !fragment.contains(is_unsafe) {
        return out.write_all(fragment.as_bytes());
    }
    for c in fragment.chars() {
        if is_unsafe(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
        } else {
            write!(out, "{c}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_reads_back() {
        let text = "a\u{1b}[31m\u{9b}2J\u{202e}x\u{7f}é";
        let (mut short, mut long) = (Vec::new(), Vec::new());
        line(&mut short, &text).unwrap();
        page(&mut long, &text).unwrap();
        for out in [short, long] {
            let json = String::from_utf8(out).unwrap();
            assert!(!json.trim_end().contains(is_unsafe), "{json}");
            let back: String = serde_json::from_str(&json).unwrap();
            assert_eq!(back, text);
        }
    }
}
