//! One JSON document whose last member is a long list, written an element at a time.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::Out;
use crate::wire;

/// A document that is open: its head stands, and elements can be added.
pub(super) struct Document {
    out: Out,
    is_first: bool,
}

impl Document {
    /// Writes the members of the object `head`, and begins the list `name` after them.
    pub(super) fn open(mut out: Out, head: &Value, name: &str) -> io::Result<Document> {
        out.write_all(b"{\n")?;
        for (key, value) in head.as_object().into_iter().flatten() {
            wire::compact(&mut out, &key)?;
            out.write_all(b": ")?;
            wire::compact(&mut out, value)?;
            out.write_all(b",\n")?;
        }
        wire::compact(&mut out, &json!(name))?;
        out.write_all(b": [")?;
        Ok(Document {
            out,
            is_first: true,
        })
    }

    /// Adds an element, on a line of its own.
    pub(super) fn item(&mut self, item: &impl Serialize) -> io::Result<()> {
        let before: &[u8] = if self.is_first { b"\n" } else { b",\n" };
        self.is_first = false;
        self.out.write_all(before)?;
        wire::compact(&mut self.out, item)
    }

    /// Ends list and document.
    pub(super) fn close(mut self) -> io::Result<()> {
        self.out.write_all(b"\n]\n}\n")?;
        self.out.flush()
    }
}
