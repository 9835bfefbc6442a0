//! The one place that shapes JSON of our own: what `extract` streams, `brief --format json`,
//! `find --json` and `entity list` and `entity log` with `--json` print, what `mcp` answers, and the
//! twins of the pages of `serve`. What others have defined is shaped in `export`.
//!
//! The shapes are documented in `docs/json.md` and checked against `docs/schema/`. All offsets
//! are code points of the article's text, end exclusive.

pub(crate) mod acled;
mod article;
pub(crate) mod asserted;
mod basis;
mod brief;
mod entity;
mod event;
mod find;
pub(crate) mod ged;
pub(crate) mod hand;
pub(crate) mod pages;
mod plover;
mod quiet;
mod reading;
pub(crate) mod sheet;
mod state;
pub(crate) mod term;
pub(crate) mod tool;
pub(crate) mod twin;

use std::path::Path;

use onrecord_record::{Article, Extent, Offsets, Selector, Span};

pub(crate) use brief::Brief;
pub(crate) use entity::{Acts, Entities};
pub(crate) use find::Hits;
pub(crate) use pages::Failure;
pub(crate) use plover::Plover;
pub(crate) use quiet::{compact, line, page};
pub(crate) use reading::{Attributions, Record};
pub(crate) use sheet::Sheet;

/// `[start, end)` in code points.
pub(crate) type Range = [usize; 2];

/// Turns the spans of one article into published ranges.
#[derive(Debug)]
pub(crate) struct Ruler<'a> {
    text: &'a str,
    offsets: Offsets,
}

impl<'a> Ruler<'a> {
    /// A ruler for `article`.
    pub(crate) fn new(article: &'a Article) -> Ruler<'a> {
        Ruler {
            text: &article.text,
            offsets: Offsets::new(&article.text),
        }
    }

    /// `span` in code points.
    pub(crate) fn range(&self, span: Span) -> Range {
        let (start, end) = self.offsets.code_points(self.text, span);
        [start, end]
    }

    /// The words at `span`, by place and by quotation.
    pub(crate) fn selector(&self, span: Span) -> Selector {
        let [start, end] = self.range(span);
        Selector {
            start,
            end,
            exact: self.words(span).to_owned(),
        }
    }

    /// The words at `span`.
    pub(crate) fn words(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// The parts of `extent`; none for no extent.
    pub(crate) fn ranges(&self, extent: Option<&Extent>) -> Vec<Range> {
        let parts = extent.map_or(&[][..], Extent::parts);
        self.list(parts)
    }

    /// All of `spans`.
    pub(crate) fn list(&self, spans: &[Span]) -> Vec<Range> {
        spans.iter().map(|span| self.range(*span)).collect()
    }

    /// `span`, where there is one.
    pub(crate) fn maybe(&self, span: Option<Span>) -> Option<Range> {
        span.map(|span| self.range(span))
    }
}

/// What a finding's article is called: the name its record carried, else its path and line.
pub(crate) fn doc(article: &Article) -> String {
    let origin = &article.origin;
    let path = path(article);
    match (&origin.doc, origin.line) {
        (Some(doc), _) => match doc.strip_prefix(&origin.path) {
            Some(place) if place.starts_with('#') => format!("{path}{place}"),
            _ => doc.clone(),
        },
        (None, Some(line)) => format!("{path}:{line}"),
        (None, None) => path.to_owned(),
    }
}

/// Where an article was read from, as it is told to others: a path that begins at the root tells of
/// its machine and user, so only the file's name is.
pub(crate) fn path(article: &Article) -> &str {
    let path = &article.origin.path;
    let is_whole = Path::new(path).has_root() || path.contains(":\\");
    match is_whole {
        true => path.rsplit(['/', '\\']).next().unwrap_or(path),
        false => path,
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A share or score to three decimals: more would feign a precision it has not.
pub(crate) fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}
