//! Quotations that are signed: *“It must hold.” — Ada Holt*, the name in the same paragraph or in the next.

use std::ops::Range;

use onrecord_record::{Attribution, Extent};

use super::replaced;
use crate::document::Word;
use crate::encoder::quotation::is_double;

/// Words of the longest signature.
const LONGEST: usize = 10;
/// Words of the shortest quotation.
const SHORTEST: usize = 3;
/// The share of such lines in PolNeAR's train and dev parts that are attributions there: 26 of 27.
const SHARE_RIGHT: f32 = 0.96;

/// `found` with the signed quotations of `text`: of what was found, nothing that begins in one is kept.
/// `paragraphs` are the numbers of the words of each.
pub(super) fn with_signed(
    text: &str,
    words: &[Word],
    paragraphs: &[Range<usize>],
    found: Vec<Attribution>,
) -> Vec<Attribution> {
    let of = |at: usize| words.get(paragraphs.get(at)?.clone());
    let signed: Vec<Attribution> = (0..paragraphs.len())
        .filter_map(|at| one(text, of(at)?).or_else(|| signed(text, of(at)?, of(at + 1)?)))
        .collect();
    let stretches: Vec<Range<usize>> = signed
        .iter()
        .map(|one| one.content.hull().range())
        .collect();
    replaced(found, &stretches, signed)
}

/// A quotation and its signature in one paragraph.
fn one(text: &str, words: &[Word]) -> Option<Attribution> {
    let dash = (0..words.len()).rfind(|at| is_dash(text, words, *at))?;
    let (quotation, signature) = words.split_at_checked(dash)?;
    signed(text, quotation, signature)
}

/// `quotation` stands in marks, `signature` is a dash and a name.
fn signed(text: &str, quotation: &[Word], signature: &[Word]) -> Option<Attribution> {
    let (dash, name) = signature.split_first()?;
    let (first, last) = (quotation.first()?, quotation.last()?);
    let form = |word: &Word| word.span.of(text);
    let in_marks = is_double(form(first)) && is_double(form(last));
    let is_stop = |word: &&Word| form(word) == ".";
    let name = match name.last().filter(is_stop) {
        Some(_) => name.split_last()?.1,
        None => name,
    };
    let is_name = name.first().is_some_and(|word| is_capital(form(word)))
        && name
            .last()
            .is_some_and(|word| form(word).ends_with(char::is_alphanumeric))
        && !name
            .iter()
            .any(|word| word.pos.is_finite() || is_double(form(word)));
    let is_signed = is_dash(text, signature, 0) && in_marks && is_name;
    let fits = quotation.len() >= SHORTEST && name.len() <= LONGEST;
    (is_signed && fits).then_some(())?;
    let end = name.iter().position(|word| form(word) == ",");
    let name = name.get(..end.unwrap_or(name.len()))?;
    Some(Attribution {
        source: Some(name.first()?.span.cover(name.last()?.span).into()),
        cue: Some(dash.span.into()),
        content: Extent::from(first.span.cover(last.span)),
        score: SHARE_RIGHT,
        parent: None,
    })
}

fn is_dash(text: &str, words: &[Word], at: usize) -> bool {
    let form = words.get(at).map(|word| word.span.of(text));
    matches!(form, Some("―" | "—" | "–" | "-"))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::by_rule;
    use super::*;

    #[test]
    fn each_quotation_is_whose_name_follows_its_dash() {
        let text = "“The bridge must hold.” ― Ada Holt\n\n“It shook all night, and nobody came.”― Ben Roe.\n\n\
                    “We were promised a ferry.”\n\n- Carla Varga, Lindport";
        let expected = [
            ("Ada Holt", "“The bridge must hold.”"),
            ("Ben Roe", "“It shook all night, and nobody came.”"),
            ("Carla Varga", "“We were promised a ferry.”"),
        ];
        let expected = expected.map(|(who, what)| (who.to_owned(), what.to_owned()));
        assert_eq!(by_rule(text, with_signed), expected);
    }

    #[test]
    fn a_dash_that_goes_on_signs_nothing() {
        let text = "“The bridge must hold” – Holt says so daily.\n\n“It will hold,” he said — a promise.\n\n\
                    The bridge held — Ada Holt";
        assert!(by_rule(text, with_signed).is_empty());
    }
}
