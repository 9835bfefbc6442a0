//! An article cut into paragraphs, sentences and tokens, with what the encoder saw in each word.

use std::ops::Range;

use onrecord_record::{Article, Span, ZoneKind};

use crate::attribution;
use crate::tag::{EntityTag, Pos};
use crate::{retag, sentence, token};

/// A word as the encoder reads it: white space and every punctuation mark cut.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Its part of speech.
    pub pos: Pos,
    /// What kind of name it belongs to.
    pub entity: EntityTag,
    /// What it is in the outermost attribution.
    pub outer: Roles,
    /// What it is in an attribution inside a content.
    pub inner: Roles,
    /// If it is what happens: whether it did, from −3 (surely not) to 3 (surely), as readers judge.
    pub happened: f32,
    /// If it is what happens: how far the writer vouches for it, from −3 to 3.
    pub committed: f32,
    /// What it shows of whom it belongs to, if it may begin or end a span; see `attribution/joins.rs`.
    pub(crate) joins: Option<Box<[f32]>>,
}

/// What a word is in an attribution: natural-log probabilities of outside, begin, inside of each role.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Roles {
    /// Who says it.
    pub source: [f32; 3],
    /// What tells that it is said.
    pub cue: [f32; 3],
    /// What is said.
    pub content: [f32; 3],
}

/// A token in the manner of the English treebanks: *don't* is *do* and *n't*.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its part of speech.
    pub pos: Pos,
    /// What kind of name it belongs to.
    pub entity: EntityTag,
    /// If it is what happens: how far the writer vouches for it, from −3 to 3; see [`Word::committed`].
    pub committed: Option<f32>,
}

/// A sentence: tokens of one paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Its paragraph, as an index into [`Document::paragraphs`].
    pub paragraph: usize,
}

/// A stretch of a zone between blank lines that has words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paragraph {
    /// Where it stands, without white space at the edges.
    pub span: Span,
    /// The zone it lies in.
    pub zone: ZoneKind,
}

/// An article, annotated. Owns nothing of the text; never leaves this crate's callers' stack.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The article itself.
    pub article: &'a Article,
    /// Its paragraphs, in text order.
    pub paragraphs: Vec<Paragraph>,
    /// Its sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// Its tokens, in text order.
    pub tokens: Vec<Token>,
    /// The encoder's words, in text order.
    pub words: Vec<Word>,
}

impl<'a> Document<'a> {
    /// Cuts `article` into paragraphs, sentences and tokens, and gives each token the tags of the
    /// encoder's `words` (in text order; may be empty: every token is then a foreign word).
    pub fn new(article: &'a Article, words: Vec<Word>) -> Document<'a> {
        let paragraphs = paragraphs(article);
        let lines: Vec<Range<usize>> = paragraphs.iter().map(|one| one.span.range()).collect();
        let mut document = Document {
            article,
            paragraphs,
            sentences: Vec::new(),
            tokens: Vec::new(),
            words: attribution::named(&article.text, words, &lines),
        };
        for (number, paragraph) in document.paragraphs.iter().enumerate() {
            let spans = token::tokens(&article.text, paragraph.span);
            for range in sentence::sentences(&article.text, &spans) {
                let first = document.tokens.len();
                let Some(cut) = spans.get(range) else {
                    continue;
                };
                document
                    .tokens
                    .extend(cut.iter().map(|span| tagged(*span, &document.words)));
                let forms: Vec<&str> = cut.iter().map(|span| span.of(&article.text)).collect();
                retag::retag(&mut document.tokens[first..], &forms);
                if let (Some(from), Some(to)) = (cut.first(), cut.last()) {
                    document.sentences.push(Sentence {
                        span: from.cover(*to),
                        tokens: first..document.tokens.len(),
                        paragraph: number,
                    });
                }
            }
        }
        document
    }

    /// An article that is not read: no paragraphs, no sentences.
    pub(crate) fn unread(article: &'a Article) -> Document<'a> {
        Document {
            article,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            words: Vec::new(),
        }
    }

    /// The words of `span`.
    pub fn quote(&self, span: Span) -> &'a str {
        self.article.quote(span)
    }

    /// The indices of the tokens that share a byte with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let from = self
            .tokens
            .partition_point(|token| token.span.end() <= span.start());
        let to = self
            .tokens
            .partition_point(|token| token.span.start() < span.end());
        from..to.max(from)
    }

    /// The tokens of the sentence that token `at` lies in.
    pub(crate) fn sentence_at(&self, at: usize) -> Option<Range<usize>> {
        let next = self.sentences.partition_point(|one| one.tokens.end <= at);
        Some(self.sentences.get(next)?.tokens.clone())
    }

    /// The first sentence of the paragraph that the sentence at `index` stands in.
    pub(crate) fn opening_of_paragraph(&self, index: usize) -> usize {
        let own = self.sentences.get(index).map(|one| one.paragraph);
        self.sentences
            .partition_point(|one| Some(one.paragraph) < own)
    }

    /// The indices of the sentences that share a byte with `span`.
    pub fn sentences_in(&self, span: Span) -> Range<usize> {
        let from = self
            .sentences
            .partition_point(|one| one.span.end() <= span.start());
        let to = self
            .sentences
            .partition_point(|one| one.span.start() < span.end());
        from..to.max(from)
    }

    /// The text of token `index`, in lower case; empty past the end.
    pub fn lower(&self, index: usize) -> String {
        self.tokens
            .get(index)
            .map_or(String::new(), |token| self.quote(token.span).to_lowercase())
    }

    /// The zone of sentence `index`.
    pub fn zone(&self, sentence: &Sentence) -> ZoneKind {
        self.paragraphs
            .get(sentence.paragraph)
            .map_or(ZoneKind::Body, |one| one.zone)
    }
}

/// The paragraphs of each zone: what stands between blank lines. A caption and its credit stand on
/// lines of their own.
pub(crate) fn paragraphs(article: &Article) -> Vec<Paragraph> {
    let mut found = Vec::new();
    for zone in &article.zones {
        let mut start = zone.span.start();
        let mut at = start;
        for line in article.quote(zone.span).split_inclusive('\n') {
            let is_border = line.trim().is_empty() || zone.kind == ZoneKind::Caption;
            at += line.len();
            if is_border {
                found.extend(paragraph(article, zone.kind, start..at));
                start = at;
            }
        }
        found.extend(paragraph(article, zone.kind, start..at));
    }
    found
}

fn paragraph(article: &Article, zone: ZoneKind, range: Range<usize>) -> Option<Paragraph> {
    let span = Span::trimmed(&article.text, range)?;
    Some(Paragraph { span, zone })
}

/// A token with the tags of the words it shares bytes with: of the last one that starts in it,
/// so that *n't* is the adverb and *U.S.* the name, else of the one it lies in.
fn tagged(span: Span, words: &[Word]) -> Token {
    let from = words.partition_point(|word| word.span.end() <= span.start());
    let to = words.partition_point(|word| word.span.start() < span.end());
    let last = words.get(from..to.max(from)).and_then(<[Word]>::last);
    Token {
        span,
        pos: last.map_or(Pos::FW, |word| word.pos),
        entity: last.map_or(EntityTag::Outside, |word| word.entity),
        committed: last.map(|word| word.committed),
    }
}
