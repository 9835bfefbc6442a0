//! Verbatim or in other words: how much of a content stands in quotation marks.

use std::ops::Range;

use onrecord_record::{Directness, Extent, Span};

use crate::document::Document;
use crate::quotation::{Quotation, Quotations};

/// How directly `content` is told by the one whose content `outer` is, if any: marks around all of
/// `outer` quote that one, and not the source of `content`.
pub(crate) fn directness(
    document: &Document<'_>,
    quotations: &Quotations,
    content: &Extent,
    outer: Option<&Extent>,
) -> Directness {
    let hull = document.tokens_in(content.hull());
    let quoted: Vec<Range<usize>> = quotations
        .meeting(&hull)
        .filter(|one| outer.is_none_or(|outer| is_inside(one, outer)))
        .map(|one| one.inner.clone())
        .collect();
    let cover = merged(quoted);
    let (mut inside, mut outside) = (0usize, 0usize);
    for at in content
        .parts()
        .iter()
        .flat_map(|part| words(document, *part))
    {
        if is_covered(&cover, at) {
            inside += 1;
        } else {
            outside += 1;
        }
    }
    match (inside, outside) {
        (0, _) => Directness::Indirect,
        (_, 0) => Directness::Direct,
        _ => Directness::Mixed,
    }
}

/// Does the quotation open after the first words of one of the parts of `outer`?
fn is_inside(quotation: &Quotation, outer: &Extent) -> bool {
    outer
        .parts()
        .iter()
        .any(|part| part.start() < quotation.open.start() && quotation.open.end() <= part.end())
}

/// The tokens of a content that count: no punctuation, and not the *that* before it.
fn words(document: &Document<'_>, part: Span) -> impl Iterator<Item = usize> {
    let mut tokens: Vec<usize> = document
        .tokens_in(part)
        .filter(|at| document.lower(*at).contains(char::is_alphanumeric))
        .collect();
    let is_that = |at: &usize| document.lower(*at) == "that";
    if tokens.len() > 1 && tokens.first().is_some_and(is_that) {
        tokens.remove(0);
    }
    tokens.into_iter()
}

/// `ranges` in order, with those that touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

fn is_covered(cover: &[Range<usize>], at: usize) -> bool {
    let after = cover.partition_point(|range| range.end <= at);
    cover.get(after).is_some_and(|range| range.start <= at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{article, check};
    use onrecord_testkit::Marked;

    fn content(marked: &Marked) -> Extent {
        let marks = marked.marks.iter().filter(|mark| mark.label == "content");
        Extent::new(marks.map(|mark| mark.span).collect()).expect("a case has a content")
    }

    #[test]
    fn cases() {
        check(
            include_str!("../../../fixtures/directness/contents.txt"),
            |marked| {
                let document = Document::new(article(&marked.text), Vec::new());
                vec![format!(
                    "{:?}",
                    directness(
                        &document,
                        &Quotations::of(&document),
                        &content(marked),
                        None
                    )
                )]
            },
        );
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        let text = "“The gate is shut.\n\n“It stays so.\n\n“For good,” she said.";
        let document = Document::new(article(text), Vec::new());
        let quotations = Quotations::of(&document);
        assert_eq!(quotations.doubts, []);
        let words = ["The gate is shut.", "It stays so.", "For good,"];
        let parts = words.iter().filter_map(|word| {
            text.find(word)
                .and_then(|at| Span::new(text, at..at + word.len()))
        });
        let content = Extent::new(parts.collect()).unwrap();
        assert_eq!(
            directness(&document, &quotations, &content, None),
            Directness::Direct
        );
    }

    #[test]
    fn marks_around_another_speaker_are_not_the_inner_ones() {
        let text = "“He said the gate was shut, a “grave”,” she said.";
        let span = |words: &str| {
            let at = text.find(words).unwrap();
            Span::new(text, at..at + words.len()).unwrap().into()
        };
        let document = Document::new(article(text), Vec::new());
        let outer: Extent = span("“He said the gate was shut, a “grave”,”");
        let quotations = Quotations::of(&document);
        let within = |words: &str| directness(&document, &quotations, &span(words), Some(&outer));
        assert_eq!(within("the gate was shut"), Directness::Indirect);
        assert_eq!(within("the gate was shut, a “grave”"), Directness::Mixed);
        assert_eq!(within("“grave”"), Directness::Direct);
    }
}
