//! Which line must stand right behind another to be understood: *they picked up six seats*.

use std::collections::BTreeMap;

use onrecord_collate::sentence_start;
use onrecord_record::Span;

use super::{Brief, Citation, Heading, Line, Note, Piece};

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
    let alone = |at: usize, line: &Line| leads[at] && points(brief, line);
    let after: Vec<Option<Note>> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| alone(at, line).then(|| before(brief, line))?)
        .collect();
    let lines = lines.into_iter().zip(after).map(|(mut line, after)| {
        line.notes.extend(after);
        line
    });
    let mut left: Vec<Option<Line>> = lines.map(Some).collect();
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

/// Does `line` stand right behind `before` to be understood?
pub(super) fn is_behind(brief: &Brief, before: &Line, line: &Line) -> bool {
    before.heading == line.heading && points(brief, line) && touches(brief, before, line)
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

/// Bytes of what stands before a line that is told with it, at most.
const BEFORE: usize = 160;
/// Bytes that a sentence goes on for, at most.
const REACH: usize = 2_000;
/// Words of it that tell anything, at least.
const FEWEST: usize = 3;

/// The sentence before `line` in its article, or its own as far as it stands before it: its beginning.
fn before(brief: &Brief, line: &Line) -> Option<Note> {
    let start = line.citations.first()?;
    let source = brief.sources.get(start.article.checked_sub(1)?)?;
    let text = &source.article.text;
    let head = text.get(..start.span.start())?.trim_end();
    let body = head.trim_end_matches(['.', '!', '?', '"', '”', '’', ')']);
    // no sentence is looked for farther back than any goes
    let reach = body.floor_char_boundary(body.len().saturating_sub(REACH));
    let from = reach + sentence_start(body.get(reach..)?);
    let whole = Span::trimmed(text, from..head.len())?;
    let words = whole.of(text).split_inclusive(' ');
    let mut to = whole.start();
    for word in words {
        if to + word.len() > whole.start() + BEFORE {
            break;
        }
        to += word.len();
    }
    let span = Span::trimmed(text, whole.start()..to)?;
    let tells = span.of(text).split_whitespace().count() >= FEWEST;
    tells.then_some(Note::After(Citation {
        article: start.article,
        span,
    }))
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
