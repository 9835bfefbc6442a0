//! Which words stand inside quotation marks, for those who must not take them for the article's own.
//!
//! One pass, double marks only, paragraph by paragraph. What is left open runs to the end of its
//! paragraph: in doubt the words are somebody's.

use std::ops::Range;

use crate::document::Document;

/// The tokens between marks, in text order.
pub(crate) struct Quotations(Vec<Range<usize>>);

impl Quotations {
    /// Those of `document`.
    pub(crate) fn of(document: &Document<'_>) -> Quotations {
        let mut found = Vec::new();
        for paragraph in &document.paragraphs {
            paired(document, document.tokens_in(paragraph.span), &mut found);
        }
        Quotations(found)
    }

    /// The quotation that token `at` stands in.
    pub(crate) fn around(&self, at: usize) -> Option<Range<usize>> {
        let after = self.0.partition_point(|range| range.end <= at);
        let range = self.0.get(after)?;
        (range.start <= at).then(|| range.clone())
    }
}

fn paired(document: &Document<'_>, tokens: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut open = None;
    for at in tokens.clone() {
        match document.lower(at).as_str() {
            "“" | "„" | "«" | "``" => open = open.or(Some(at + 1)),
            "”" | "»" | "''" => found.extend(open.take().map(|from| from..at)),
            "\"" if opens(document, at) && open.is_none() => open = Some(at + 1),
            "\"" if !opens(document, at) => found.extend(open.take().map(|from| from..at)),
            _ => {}
        }
    }
    found.extend(open.map(|from| from..tokens.end));
}

/// A straight mark opens if it touches the word after it and not the one before.
fn opens(document: &Document<'_>, at: usize) -> bool {
    let end = |index: usize| document.tokens.get(index).map(|token| token.span.end());
    let start = |index: usize| document.tokens.get(index).map(|token| token.span.start());
    let touches_left = at > 0 && end(at - 1) == start(at);
    let touches_right = end(at) == start(at + 1);
    touches_right && !touches_left || touches_right && at > 0 && is_dash(&document.lower(at - 1))
}

fn is_dash(word: &str) -> bool {
    matches!(word, "—" | "–" | "-" | "--" | "(" | "[")
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
