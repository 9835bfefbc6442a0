//! Which words stand inside quotation marks, for those who must not take them for the article's own.
//!
//! What is left open runs to the end of its paragraph: in doubt the words are somebody's.

use std::ops::Range;

use onrecord_record::Span;

use crate::directness;
use crate::document::Document;

/// The tokens between marks, in text order.
pub(crate) struct Quotations(Vec<Range<usize>>);

impl Quotations {
    /// Those of `document`.
    pub(crate) fn of(document: &Document<'_>) -> Quotations {
        let spans = directness::quotations(document).into_iter();
        Quotations(spans.map(|span| inner(document, span)).collect())
    }

    /// The quotation that token `at` stands in.
    pub(crate) fn around(&self, at: usize) -> Option<Range<usize>> {
        let after = self.0.partition_point(|range| range.end <= at);
        let range = self.0.get(after)?;
        (range.start <= at).then(|| range.clone())
    }
}

/// The tokens of `span` without the marks at its edges.
fn inner(document: &Document<'_>, span: Span) -> Range<usize> {
    let tokens = document.tokens_in(span);
    let is_mark = |at: usize| !document.lower(at).contains(char::is_alphanumeric);
    let opens = usize::from(is_mark(tokens.start));
    let last = tokens.end.saturating_sub(1);
    let marks: &[&str] = &["\"", "”", "»", "''", "’", "'", "」", "›"];
    let closes = usize::from(marks.contains(&document.lower(last).as_str()));
    let start = tokens.start + opens;
    start..tokens.end.saturating_sub(closes).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::read;

    #[test]
    fn words_between_marks_are_quoted() {
        for (text, quoted, free) in [
            ("\"The port closed,\" she said.", "closed", "said"),
            (
                "She called it “a port of thieves” and left.",
                "thieves",
                "left",
            ),
            ("He said: \"We lost. Nobody came.", "came", "said"),
        ] {
            let document = read(text);
            let quotations = Quotations::of(&document);
            let at = |word: &str| (0..document.tokens.len()).find(|at| document.lower(*at) == word);
            assert!(
                at(quoted).is_some_and(|at| quotations.around(at).is_some()),
                "{text}"
            );
            assert!(
                at(free).is_some_and(|at| quotations.around(at).is_none()),
                "{text}"
            );
        }
    }
}
