//! Which line must stand right behind another to be understood: *they picked up six seats*.

use std::collections::BTreeMap;

use super::{Brief, Heading, Line, Piece};

/// Words for something that was told just before.
const POINTING: [&str; 14] = [
    "it", "its", "they", "their", "them", "that", "this", "these", "those", "he", "she", "his",
    "her", "such",
];

/// `lines` of one part, each that begins with a word for something told before right behind the line that ends
/// where it begins, if that stands under the same heading.
pub(super) fn in_sequence(brief: &Brief, lines: Vec<Line>) -> Vec<Line> {
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); lines.len()];
    let mut leads = vec![true; lines.len()];
    let ends: BTreeMap<(Heading, usize, usize), usize> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let end = line.citations.first()?;
            Some(((line.heading, end.article, end.span.end()), at))
        })
        .collect();
    for (at, line) in lines.iter().enumerate() {
        let Some(start) = line.citations.first().filter(|_| points(brief, line)) else {
            continue;
        };
        let place = (line.heading, start.article, start.span.start());
        let before = ends.range(..=place).next_back().map(|(_, other)| *other);
        if let Some(other) = before.filter(|other| {
            lines[*other].heading == line.heading && touches(brief, &lines[*other], line)
        }) {
            behind[other].push(at);
            leads[at] = false;
        }
    }
    let mut left: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(left.len());
    let leading = leads.iter().enumerate().filter(|(_, leads)| **leads);
    for (at, _) in leading {
        let mut next = vec![at];
        while let Some(at) = next.pop() {
            ordered.extend(left[at].take());
            next.extend(behind[at].iter().rev());
        }
    }
    ordered
}

/// Does the line begin with a word for something else, which nothing in it names?
fn points(brief: &Brief, line: &Line) -> bool {
    let is_named = line
        .pieces
        .iter()
        .any(|piece| matches!(piece, Piece::About(_)));
    let first = match line.pieces.first() {
        Some(Piece::Quote(at)) if !is_named => {
            let source = brief.sources.get(at.article.wrapping_sub(1));
            source.map_or("", |source| source.article.quote(at.span))
        }
        _ => "",
    };
    let word = first
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    POINTING.contains(&word.to_lowercase().as_str())
}

/// Does `line` begin where `before` ends, in one article?
fn touches(brief: &Brief, before: &Line, line: &Line) -> bool {
    let (Some(end), Some(start)) = (before.citations.first(), line.citations.first()) else {
        return false;
    };
    let text = brief
        .sources
        .get(end.article.wrapping_sub(1))
        .map(|one| &one.article.text);
    let between = text.and_then(|text| text.get(end.span.end()..start.span.start()));
    end.article == start.article
        && between.is_some_and(|between| !between.chars().any(char::is_alphanumeric))
}
