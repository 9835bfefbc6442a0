//! Reads what was handed in: bytes become articles, whatever the encoding and format.
//!
//! Text, Markdown, HTML, one JSON article, an array of them, JSON Lines, schema.org and ninjs in
//! JSON, RSS, Atom, NewsML-G2, NITF and GDELT's GKG are told apart by content, never by name. One
//! bad article is one error; the rest goes on.
//!
//! ```
//! use onrecord_intake::{Options, articles};
//! let text = "VELIN, March 3 — The bridge stays shut, Mayor Holt said.";
//! let mut read = articles(text.as_bytes(), "bridge.txt", &Options::default());
//! let article = read.next().expect("one article").expect("it can be read");
//! assert_eq!(article.quote(article.masthead.dateline.expect("it has one")), "VELIN, March 3 —");
//! ```

mod article;
mod bound;
mod byline;
mod caption;
mod date;
mod dateline;
mod draft;
mod encoding;
mod error;
mod expand;
mod feed;
mod format;
mod furniture;
mod gkg;
mod html;
mod item;
mod json;
mod language;
mod lines;
mod markdown;
mod newsml;
mod ninjs;
mod paragraph;
mod pattern;
mod plain;
mod rows;
mod stream;
mod xml;

pub use error::{IntakeError, Place};
pub use expand::{Expanded, expand};
pub use stream::{Articles, articles};

use onrecord_record::Stamp;

/// The most bytes one article may have, unless the user says otherwise.
pub const MAX_BYTES: usize = 64 << 20;

/// The most bytes a page may have, unless the user says otherwise. To read one takes many times its
/// size in memory; pages of news have a hundredth of it.
pub const MAX_PAGE_BYTES: usize = 16 << 20;
/// The most bytes that are read as Markdown; longer text is read as plain text.
pub(crate) const MAX_MARKDOWN_BYTES: usize = 2 << 20;

/// How articles are read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The day of publication as the user knows it; it wins over what the page says.
    pub published: Option<Stamp>,
    /// The most bytes one article may have. A JSON Lines stream may be longer.
    pub max_bytes: usize,
    /// The most bytes a page may have.
    pub max_page_bytes: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            published: None,
            max_bytes: MAX_BYTES,
            max_page_bytes: MAX_PAGE_BYTES,
        }
    }
}

/// The date a user typed (`2023-09-13`, `13 Sept 2023`, `2023-09-13T12:10:00+03:00`), as given.
pub fn given(words: &str) -> Option<Stamp> {
    date::stamp(words, onrecord_record::StampEvidence::Given)
}
