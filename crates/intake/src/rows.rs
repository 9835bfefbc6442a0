//! Rows of GDELT's knowledge graph, one in memory at a time.

use std::io::BufRead;

use onrecord_record::Article;

use crate::error::{IntakeError, Place};
use crate::gkg::{self, Row};
use crate::lines::Lines;
use crate::{Options, encoding};

/// A file of rows on the way.
#[derive(Debug)]
pub(crate) struct Rows<R> {
    lines: Lines<R>,
    rows: u32,
    /// How many had no words.
    silent: u32,
}

impl<R: BufRead> Rows<R> {
    /// The rows that `lines` are.
    pub(crate) fn new(lines: Lines<R>) -> Rows<R> {
        let (rows, silent) = (0, 0);
        Rows {
            lines,
            rows,
            silent,
        }
    }

    /// The next row of `path` that has words, as an article; after the last, how many had none.
    pub(crate) fn next(
        &mut self,
        path: &str,
        options: &Options,
    ) -> Option<Result<Article, IntakeError>> {
        let mut place = Place::file(path);
        loop {
            let line = match self.lines.next_filled() {
                Ok(line) => line,
                Err(source) => return Some(Err(IntakeError::Io { place, source })),
            };
            let Some(line) = line else {
                let (silent, rows) = (self.silent, self.rows);
                let told = IntakeError::NoQuotations {
                    place,
                    silent,
                    rows,
                };
                return (silent > 0).then_some(Err(told));
            };
            self.rows = self.rows.saturating_add(1);
            place.line = Some(line.number);
            let Some(bytes) = line.bytes else {
                let limit = options.max_bytes;
                return Some(Err(IntakeError::TooLong { place, limit }));
            };
            let bytes = self.lines.content(&bytes);
            let Some(text) = encoding::decode(bytes) else {
                return Some(Err(IntakeError::Binary(place)));
            };
            match gkg::row(&text) {
                Row::Item(item) => return Some(item.read(bytes, &place, options)),
                Row::Silent => self.silent = self.silent.saturating_add(1),
                Row::Broken => return Some(Err(IntakeError::Row(place))),
            }
            place.line = None;
        }
    }
}
