//! What can go wrong while reading, and on what.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why an article could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// The file system or the stream failed.
    #[error("could not read {place}: {source}")]
    Io {
        /// What was read.
        place: Place,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing, or only white space.
    #[error("{0} is empty")]
    Empty(Place),
    /// NUL bytes or another sign that this is no text.
    #[error("{0} is not text: it looks like binary data")]
    Binary(Place),
    /// More bytes than one article may have.
    #[error("{place} holds an article longer than {limit} bytes, the most that is read")]
    TooLong {
        /// What was read.
        place: Place,
        /// The bound.
        limit: usize,
    },
    /// JSON that does not parse.
    #[error("{place} is not valid JSON: {}", fault(place, source))]
    Json {
        /// What was read.
        place: Place,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// A JSON value that is no article.
    #[error("{place} is JSON but no article: {why}")]
    NoArticle {
        /// What was read.
        place: Place,
        /// What is missing or wrong.
        why: &'static str,
    },
    /// XML that does not parse.
    #[error("{place} is not valid XML: {source}")]
    Xml {
        /// What was read.
        place: Place,
        /// What the parser said.
        source: Box<roxmltree::Error>,
    },
    /// XML that declares entities: what they stand for may be elsewhere, or without end.
    #[error("{0} declares entities of its own; such XML is not read, and nothing was loaded")]
    Entities(Place),
    /// An item of a feed or a wire without words of an article.
    #[error("{place} was not read: {why}")]
    NoStory {
        /// What was read.
        place: Place,
        /// What is missing.
        why: &'static str,
    },
    /// An item that its publisher has taken back or not let go.
    #[error("{place} was not read: its publisher says that it is {status}")]
    Withdrawn {
        /// What was read.
        place: Place,
        /// The status, as IPTC calls it.
        status: &'static str,
    },
    /// Rows of GDELT's knowledge graph without words of their articles.
    #[error(
        "{place}: {silent} of {rows} rows were passed over: they quote nothing, or were translated by \
         machine, and of an article's words such a file has no more than quotations"
    )]
    NoQuotations {
        /// What was read.
        place: Place,
        /// How many.
        silent: u32,
        /// How many there are.
        rows: u32,
    },
    /// A row of GDELT's knowledge graph of another make.
    #[error("{0} is no row of GDELT's knowledge graph 2.1: it should have 27 columns")]
    Row(Place),
    /// A page in which no story was found: navigation, a form, a list of links.
    #[error("no article text found in {0}")]
    NoText(Place),
    /// A page nested deeper than any browser builds.
    #[error("{place} nests more than {limit} elements in one another")]
    TooDeep {
        /// What was read.
        place: Place,
        /// The bound.
        limit: usize,
    },
    /// A page of more elements than any article has.
    #[error("{place} holds more than {limit} elements and comments, or far too many attributes")]
    TooManyElements {
        /// What was read.
        place: Place,
        /// The bound.
        limit: usize,
    },
    /// The engine broke down over an article: a mistake of the program, not of the article.
    #[error(
        "{0} was not read: the program failed on it, which is a mistake of ours; please report it"
    )]
    Failed(Place),
    /// A name on the command line that matches nothing.
    #[error("no file matches {0}")]
    NoMatch(String),
    /// A pattern that cannot be read.
    #[error("{pattern} is not a file pattern: {source}")]
    Pattern {
        /// What was typed.
        pattern: String,
        /// What the matcher said.
        source: glob::PatternError,
    },
    /// A folder that cannot be listed.
    #[error("could not list {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What the parser said; of a line of its own, the line is told by the place.
fn fault(place: &Place, error: &serde_json::Error) -> String {
    let told = error.to_string();
    match place.line {
        Some(_) => told.replace(" at line 1 column ", " at column "),
        None => told,
    }
}

impl IntakeError {
    /// Is it worth saying, and nothing went wrong: rows that have no words among rows that have some?
    pub fn is_notice(&self) -> bool {
        matches!(self, IntakeError::NoQuotations { silent, rows, .. } if silent < rows)
    }
}

/// Where an article stands: a file, and a line or element of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it, or `-`.
    pub path: String,
    /// The line of a JSON Lines or GKG file, from 1.
    pub line: Option<u32>,
    /// The element of a JSON array or `@graph`, or the item of a feed or wire message, from 1.
    pub element: Option<u32>,
}

impl Place {
    /// All of `path`.
    pub(crate) fn file(path: &str) -> Place {
        Place {
            path: path.to_owned(),
            line: None,
            element: None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "-" => f.write_str("standard input")?,
            path => f.write_str(path)?,
        }
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(element) = self.element {
            write!(f, ", article {element}")?;
        }
        Ok(())
    }
}
