//! Where words stand in a text.

use std::ops::Range;

/// A stretch of one article's text, in bytes. Never empty, never cuts a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of `range` in `text`; `None` if it is empty, outside, or cuts a character.
    pub fn new(text: &str, range: Range<usize>) -> Option<Span> {
        if range.is_empty() || text.get(range.clone()).is_none() {
            return None;
        }
        Some(Span {
            start: u32::try_from(range.start).ok()?,
            end: u32::try_from(range.end).ok()?,
        })
    }

    /// The span of `range` in `text` without the white space at its edges.
    pub fn trimmed(text: &str, range: Range<usize>) -> Option<Span> {
        let words = text.get(range.clone())?;
        let start = range.start + (words.len() - words.trim_start().len());
        Span::new(text, start..start + words.trim().len())
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The bytes covered.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words, in the text this span was made on; empty on a text it does not fit.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Does this span hold all of `other`?
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Do the two share a byte?
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// One or more stretches that belong together, in text order, apart from one another.
///
/// `"We won," she said, "at last."` has one content in two parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extent {
    parts: Vec<Span>,
}

impl Extent {
    /// Joins `parts`: sorted, with overlapping ones merged; `None` if there is none.
    pub fn new(mut parts: Vec<Span>) -> Option<Extent> {
        parts.sort_unstable();
        let mut joined: Vec<Span> = Vec::with_capacity(parts.len());
        for part in parts {
            match joined.last_mut() {
                Some(last) if part.start < last.end => *last = last.cover(part),
                _ => joined.push(part),
            }
        }
        (!joined.is_empty()).then_some(Extent { parts: joined })
    }

    /// The stretches, in text order.
    pub fn parts(&self) -> &[Span] {
        &self.parts
    }

    /// The first stretch.
    pub fn first(&self) -> Span {
        self.parts[0]
    }

    /// From the first stretch's start to the last one's end.
    pub fn hull(&self) -> Span {
        self.parts[0].cover(self.parts[self.parts.len() - 1])
    }

    /// Does one of the stretches hold all of `span`?
    pub fn contains(&self, span: Span) -> bool {
        self.parts.iter().any(|part| part.contains(span))
    }

    /// Does one of the stretches share a byte with `span`?
    pub fn overlaps(&self, span: Span) -> bool {
        self.parts.iter().any(|part| part.overlaps(span))
    }
}

impl From<Span> for Extent {
    fn from(span: Span) -> Extent {
        Extent { parts: vec![span] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_never_empty_and_never_cuts_a_character() {
        let text = "naïve";
        assert_eq!(Span::new(text, 2..2), None);
        assert_eq!(Span::new(text, 2..3), None, "cuts the ï");
        assert_eq!(Span::new(text, 0..99), None);
        assert_eq!(Span::new(text, 2..4).map(|span| span.of(text)), Some("ï"));
    }

    #[test]
    fn trimming_leaves_words() {
        let text = "  two words \n";
        assert_eq!(
            Span::trimmed(text, 0..text.len()).map(|s| s.of(text)),
            Some("two words")
        );
        assert_eq!(Span::trimmed(text, 0..2), None);
    }

    #[test]
    fn an_extent_is_in_order_and_merges_what_overlaps() {
        let text = "abcdefgh";
        let span = |range| Span::new(text, range).unwrap();
        let extent = Extent::new(vec![span(5..7), span(0..2), span(1..3)]).unwrap();
        assert_eq!(extent.parts(), [span(0..3), span(5..7)]);
        assert_eq!(extent.hull(), span(0..7));
        assert!(!extent.contains(span(2..6)));
        assert_eq!(Extent::new(vec![]), None);
    }
}
