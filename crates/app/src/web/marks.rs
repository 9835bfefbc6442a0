//! An article's text with its findings marked: who says it, the words that attribute, what is said.
//!
//! Stretches overlap and nest, so the text is cut wherever one begins or ends, and each piece tells
//! all that it belongs to. What a piece is can be seen without colours (lines and type, see the style
//! sheet); the number before a finding leads to what is known of it.

use std::collections::BTreeSet;
use std::ops::Range;

use maud::{Markup, html};
use onrecord_record::{Article, Span};

use crate::render::drawing::labels::Drawn;
use crate::render::visible::visible;

/// A stretch of text, in bytes.
struct Stretch {
    range: Range<usize>,
    /// The number of the finding, from 1; none for what is lit up.
    number: Option<usize>,
    label: &'static str,
    /// The first stretch of what a finding tells: its number stands before it.
    is_head: bool,
}

/// The text of `article` with `findings` marked and `lit` lit up.
pub(super) fn marked(article: &Article, findings: &[Drawn], lit: Option<Span>) -> Markup {
    let stretches = stretches(findings, lit);
    let text = article.text.as_str();
    let mut cuts: BTreeSet<usize> = [0, text.len()].into();
    cuts.extend(
        stretches
            .iter()
            .flat_map(|one| [one.range.start, one.range.end]),
    );
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut next = stretches.iter().peekable();
    let mut open: Vec<&Stretch> = Vec::new();
    let pieces = cuts.windows(2).filter_map(|cut| {
        let [start, end] = *cut else { return None };
        open.retain(|one| one.range.end > start);
        let mut begins = Vec::new();
        while let Some(one) = next.next_if(|one| one.range.start == start) {
            open.push(one);
            begins.push(one);
        }
        let words = Span::new(text, start..end)?.of(text);
        Some(piece(words, &open, &begins))
    });
    html! { @for piece in pieces { (piece) } }
}

/// All stretches, by start.
fn stretches(findings: &[Drawn], lit: Option<Span>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for (number, one) in (1..).zip(findings) {
        let is_told = |label: &str| matches!(label, "content" | "clause" | "absent" | "doubt");
        let head = one.parts.iter().position(|part| is_told(part.label));
        let parts = one.parts.iter().enumerate().map(|(at, part)| Stretch {
            range: part.span.start()..part.span.end(),
            number: Some(number),
            label: part.label,
            is_head: Some(at) == head,
        });
        all.extend(parts);
    }
    all.extend(lit.map(|span| Stretch {
        range: span.start()..span.end(),
        number: None,
        label: "lit",
        is_head: false,
    }));
    all.sort_by_key(|one| (one.range.start, one.number));
    all
}

/// One piece of text with all that it belongs to.
fn piece(words: &str, open: &[&Stretch], begins: &[&Stretch]) -> Markup {
    let words = visible(words).replace("\\u{d}\n", "\n");
    if open.is_empty() {
        return html! { (words) };
    }
    let labels: BTreeSet<&str> = open.iter().map(|one| one.label).collect();
    let labels: Vec<&str> = labels.into_iter().collect();
    let numbers = open.iter().filter_map(|one| one.number);
    let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
    let is_lit = begins.iter().any(|one| one.label == "lit");
    let heads = begins.iter().filter(|one| one.is_head);
    html! {
        @for number in heads.filter_map(|one| one.number) {
            a .n id=(format!("n{number}")) href=(format!("#f{number}"))
                aria-label=(format!("finding {number}")) { (number) }
        }
        span class=(labels.join(" ")) data-f=(numbers.join(" ")) id=[is_lit.then_some("at")] { (words) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_stretches_keep_every_letter() {
        let stretch = |range: Range<usize>, number, label| Stretch {
            range,
            number: Some(number),
            label,
            is_head: label == "content",
        };
        let open = [stretch(0..4, 1, "content"), stretch(2..6, 2, "source")];
        let open: Vec<&Stretch> = open.iter().collect();
        let piece = piece("a<b", &open, &open[..1]).into_string();
        assert_eq!(
            piece,
            "<a class=\"n\" id=\"n1\" href=\"#f1\" aria-label=\"finding 1\">1</a>\
             <span class=\"content source\" data-f=\"1 2\">a&lt;b</span>"
        );
    }
}
