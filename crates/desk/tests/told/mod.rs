//! Statements made by hand of words of a text, and lines as they are read.

use onrecord_desk::{Brief, Line, Piece, Reading};
use onrecord_record::{Extent, Findings, Source, SourceId, SourceKind, Span};

use crate::made::{article, statement};

/// The words of `piece`, in the articles of `brief`.
pub(crate) fn words<'a>(brief: &'a Brief, piece: &Piece) -> &'a str {
    match piece {
        Piece::Speaker(at)
        | Piece::Quote(at)
        | Piece::Cue(at)
        | Piece::About(at)
        | Piece::Via(_, at) => brief.sources[at.article - 1].article.quote(at.span),
        Piece::Gap => "…",
        Piece::Dash => "—",
        Piece::Against => "↔",
    }
}

/// A line's words, piece after piece.
pub(crate) fn told(brief: &Brief, line: &Line) -> Vec<String> {
    line.pieces
        .iter()
        .map(|piece| words(brief, piece).to_owned())
        .collect()
}

/// The first place of `words` in `text`.
pub(crate) fn find(text: &str, words: &str) -> Span {
    let at = text.find(words).expect("stands in the text");
    Span::new(text, at..at + words.len()).unwrap()
}

/// One article with one statement, its spans given as words of the text.
pub(crate) fn stated(text: &str, source: &str, cue: &str, content: &[&str]) -> Reading {
    let name = find(text, source);
    let parts = content.iter().map(|part| find(text, part)).collect();
    let mut one = statement(SourceId(0), name, find(text, cue), name);
    one.attribution.content = Extent::new(parts).unwrap();
    Reading {
        article: article(1, text.to_owned()),
        findings: Findings {
            sources: vec![Source {
                name,
                kind: SourceKind::Person,
                mentions: vec![name.into()],
                anonymity: None,
            }],
            statements: vec![one],
            ..Findings::default()
        },
    }
}
