//! The words and the published places of a brief's citations.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use onrecord_desk::{Brief, BriefSource, Citation, Line, LineKind, Note};
use onrecord_record::{SourceKind, Span};

use super::visible::inline;
use crate::wire::Ruler;

/// Quotes the articles of one brief.
pub(crate) struct Quoter<'a> {
    sources: &'a [BriefSource],
    /// One an article, made when it is first quoted.
    rulers: Vec<OnceLock<Ruler<'a>>>,
    /// What is told of each person, by the name.
    described: BTreeMap<Citation, Citation>,
}

impl<'a> Quoter<'a> {
    pub(crate) fn new(brief: &'a Brief) -> Quoter<'a> {
        Quoter {
            sources: &brief.sources,
            rulers: brief.sources.iter().map(|_| OnceLock::new()).collect(),
            described: brief
                .sections
                .iter()
                .flat_map(|section| &section.lines)
                .filter_map(described)
                .collect(),
        }
    }

    /// What the articles tell of the person called `name`: *the league's president*.
    pub(crate) fn described(&self, name: Citation) -> Option<Citation> {
        self.described.get(&name).copied()
    }

    /// The words on one line, safe to show.
    pub(crate) fn words(&self, citation: Citation) -> String {
        let ruler = self.ruler(citation.article);
        ruler.map_or(String::new(), |ruler| inline(ruler.words(citation.span)))
    }

    /// The places of a line's citations without their brackets, each once.
    pub(crate) fn labels(&self, citations: &[Citation]) -> Vec<(Citation, String)> {
        citations
            .iter()
            .map(|one| (*one, self.label(*one)))
            .collect()
    }

    /// `3:120–164`: article, first code point, code point after the last.
    pub(crate) fn label(&self, citation: Citation) -> String {
        let [start, end] = self.range(citation);
        format!("{}:{start}–{end}", citation.article)
    }

    /// The place in code points.
    pub(crate) fn range(&self, citation: Citation) -> [usize; 2] {
        let ruler = self.ruler(citation.article);
        ruler.map_or([0, 0], |ruler| ruler.range(citation.span))
    }

    /// `“might”, “could”`: each of `spans` of one article.
    pub(crate) fn list(&self, article: usize, spans: &[Span]) -> String {
        let words = spans.iter().map(|span| {
            let citation = Citation {
                article,
                span: *span,
            };
            format!("“{}”", self.words(citation))
        });
        words.collect::<Vec<_>>().join(", ")
    }

    fn ruler(&self, article: usize) -> Option<&Ruler<'a>> {
        let at = article.checked_sub(1)?;
        let source = self.sources.get(at)?;
        let ruler = self.rulers.get(at)?;
        Some(ruler.get_or_init(|| Ruler::new(&source.article)))
    }
}

/// The name of the person that `line` tells of, and what it tells.
fn described(line: &Line) -> Option<(Citation, Citation)> {
    if line.kind != LineKind::Source(SourceKind::Person) {
        return None;
    }
    let told = line.notes.iter().find_map(|note| match note {
        Note::Described(at) => Some(*at),
        _ => None,
    });
    Some((*line.citations.first()?, told?))
}
