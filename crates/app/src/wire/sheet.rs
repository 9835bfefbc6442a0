//! Rows of CSV that no spreadsheet takes for formulas.

use std::io::{self, Write};

use crate::render::visible::inline;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// What the tool cannot know, or the article does not tell.
    Empty,
    /// Words, or a code.
    Text(String),
    /// A number, written as it is: a southern latitude begins with a minus.
    Number(String),
}

impl Cell {
    pub(crate) fn text(words: impl Into<String>) -> Cell {
        let words = words.into();
        match words.is_empty() {
            true => Cell::Empty,
            false => Cell::Text(words),
        }
    }

    pub(crate) fn maybe(words: Option<impl Into<String>>) -> Cell {
        words.map_or(Cell::Empty, Cell::text)
    }

    pub(crate) fn number(number: Option<impl ToString>) -> Cell {
        number.map_or(Cell::Empty, |number| Cell::Number(number.to_string()))
    }

    /// As it is written: words on one line, unable to steer a terminal, and with an apostrophe
    /// before what a spreadsheet would compute (OWASP, *CSV injection*): the wide forms are signs
    /// to those of East Asia.
    fn written(self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Number(number) => number,
            Cell::Text(words) => {
                let words = inline(&words);
                match words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
                    true => format!("'{words}"),
                    false => words,
                }
            }
        }
    }
}

/// A table whose columns are written once, before its rows.
pub(crate) struct Sheet<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> Sheet<W> {
    pub(crate) fn new(out: W, columns: &[&str]) -> io::Result<Sheet<W>> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(columns).map_err(io::Error::from)?;
        Ok(Sheet { out })
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> io::Result<()> {
        let written = cells.into_iter().map(Cell::written);
        self.out.write_record(written).map_err(io::Error::from)
    }

    /// A row of the cells that are told, each in the column of its name.
    pub(crate) fn named(
        &mut self,
        columns: &[&str],
        told: &[(&'static str, Cell)],
    ) -> io::Result<()> {
        let cell = |column: &&str| {
            let found = told.iter().find(|(name, _)| name == column);
            found.map_or(Cell::Empty, |(_, cell)| cell.clone())
        };
        self.row(columns.iter().map(cell))
    }

    /// Hands on what is held back.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: Vec<Cell>) -> String {
        let mut out = Vec::new();
        let mut sheet = Sheet::new(&mut out, &["a", "b"]).unwrap();
        sheet.row(cells).unwrap();
        sheet.flush().unwrap();
        drop(sheet);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_cell_of_words_is_a_formula() {
        for start in ["=", "+", "-", "@", "\t=", "\r\n@", "＝"] {
            let cell = Cell::text(format!("{start}SUM(1)"));
            let written = written(vec![cell, Cell::Empty]);
            let row = written.lines().nth(1).unwrap();
            assert!(row.starts_with('\''), "{start:?}: {row}");
        }
        let number = written(vec![Cell::number(Some(-12.25)), Cell::text("x")]);
        assert_eq!(number, "a,b\n-12.25,x\n");
    }

    #[test]
    fn words_stay_in_their_cell() {
        let words = Cell::text("two \"words\",\nand\u{1b}[2J more");
        assert_eq!(
            written(vec![words, Cell::maybe(None::<&str>)]),
            "a,b\n\"two \"\"words\"\", and\\u{1b}[2J more\",\n"
        );
    }
}
