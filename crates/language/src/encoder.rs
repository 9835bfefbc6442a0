//! Reads a text with the trained network: what every word is, and how likely it belongs to a
//! source, a cue, a content.
//!
//! Bound: time and memory grow with the length of the text; no word or line is too long.

mod attention;
mod kernel;
mod network;
mod norm;
mod pair;
#[cfg(test)]
mod parity;
mod pieces;
mod powers;
pub(crate) mod quotation;
mod sums;
mod vectors;
mod weights;

use std::ops::Range;

use onrecord_record::Span;
use rayon::prelude::*;

use crate::attribution::{JOINS, Linker, forget};
use crate::document::{Roles, Word};
use crate::tag::{EntityTag, Pos};
use network::{LIMIT, Network, Window};
pub use pair::{PairReader, PairShares};
use pieces::Vocabulary;
use quotation::{SHAPES, STATES, State};
pub use vectors::{WordVector, WordVectors};
pub(crate) use weights::Weights;
pub use weights::WeightsError;

static EMBEDDED: &[u8] = include_bytes!("../weights/attribution.orw");
/// The SHA-256 of the same; a test compares them.
static CHECKSUM: &str = include_str!("../weights/attribution.orw.sha256");

/// The order of the entity head.
const ENTITIES: [EntityTag; 5] = [
    EntityTag::Outside,
    EntityTag::Person,
    EntityTag::Location,
    EntityTag::Organisation,
    EntityTag::Other,
];
const ROLES: usize = 3;
/// Outputs that are judgements of what happens.
const JUDGEMENTS: usize = 2;
/// Pieces up to which paragraphs share a window. More makes attention dearer and nothing better.
const PACKED: usize = 96;
/// Windows the network reads at one time, at most: bounds the memory of a long text.
const TOGETHER: usize = 16;

/// The trained network, ready to read.
pub struct Encoder {
    network: Network,
    vocabulary: Vocabulary,
    tags: Vec<Pos>,
    linker: Linker,
}

impl Encoder {
    /// The encoder built into the program.
    pub fn embedded() -> Result<Encoder, WeightsError> {
        Encoder::new(EMBEDDED)
    }

    /// The encoder of the weights file `bytes`.
    pub fn new(bytes: &[u8]) -> Result<Encoder, WeightsError> {
        let weights = Weights::new(bytes)?;
        let tags: Vec<Pos> = weights.text("tags")?.lines().map(Pos::from_penn).collect();
        let vocabulary = weights.text("vocabulary")?;
        let missing = WeightsError::Missing {
            name: "pieces.weight".to_owned(),
            rows: vocabulary.lines().count(),
            columns: 0,
        };
        if weights.rows("pieces.weight") != vocabulary.lines().count() {
            return Err(missing);
        }
        Ok(Encoder {
            network: Network::new(
                &weights,
                6 * ROLES + tags.len() + ENTITIES.len() + JUDGEMENTS + JOINS,
            )?,
            vocabulary: Vocabulary::new(vocabulary).ok_or(missing)?,
            linker: Linker::new(&weights)?,
            tags,
        })
    }

    /// The SHA-256 of the weights built into the program, in hexadecimal.
    pub fn fingerprint() -> &'static str {
        CHECKSUM.trim()
    }

    /// What joins the spans that the words make up.
    pub(crate) fn linker(&self) -> &Linker {
        &self.linker
    }

    /// The words of the `paragraphs` of `text`, in the order given; a range that cuts a character is
    /// passed over.
    pub fn read(&self, text: &str, paragraphs: &[Range<usize>]) -> Vec<Word> {
        let windows = self.windows(text, paragraphs);
        let mut words = Vec::new();
        for some in windows.chunks(TOGETHER) {
            let share = some.len().div_ceil(rayon::current_num_threads());
            let logits: Vec<Vec<f32>> = some
                .par_chunks(share)
                .flat_map_iter(|some| {
                    self.network
                        .logits_of(some.iter().map(|(window, _)| window))
                })
                .collect();
            let known = words.len();
            for ((window, heads), logits) in some.iter().zip(logits) {
                let wide = logits.len() / window.pieces.len().max(1);
                words.extend(heads.iter().filter_map(|head| {
                    let at = head.piece * wide;
                    Some(self.word(head.span, logits.get(at..at + wide)?))
                }));
            }
            forget(&mut words[known..]);
        }
        words
    }

    fn word(&self, span: Span, logits: &[f32]) -> Word {
        let (outer, rest) = logits.split_at(3 * ROLES);
        let (tags, rest) = rest.split_at(self.tags.len());
        let (entities, rest) = rest.split_at(ENTITIES.len());
        let (inner, rest) = rest.split_at(3 * ROLES);
        let (judgements, joins) = rest.split_at(JUDGEMENTS);
        Word {
            span,
            pos: self.tags.get(best(tags)).copied().unwrap_or(Pos::Mark),
            entity: ENTITIES[best(entities).min(ENTITIES.len() - 1)],
            outer: roles(outer),
            inner: roles(inner),
            happened: judgements[0],
            committed: judgements[1],
            joins: Some(joins.into()),
        }
    }

    /// Packs whole rows together as long as they fit; a long one has a window of its own.
    fn windows(&self, text: &str, paragraphs: &[Range<usize>]) -> Vec<(Window, Vec<Head>)> {
        let mut windows: Vec<(Window, Vec<Head>)> = Vec::new();
        for row in self.rows(text, paragraphs) {
            let fits = |window: &Window| window.pieces.len() + row.window.pieces.len() < PACKED;
            if windows.last().is_none_or(|(window, _)| !fits(window)) {
                let mut window = Window::default();
                window.push(self.vocabulary.open, SHAPES as u8 - 1, STATES as u8 - 1);
                windows.push((window, Vec::new()));
            }
            if let Some((window, heads)) = windows.last_mut() {
                let offset = window.pieces.len();
                heads.extend(row.heads.iter().map(|head| head.moved(offset)));
                window.pieces.extend(&row.window.pieces);
                window.shapes.extend(&row.window.shapes);
                window.states.extend(&row.window.states);
                window.push(self.vocabulary.close, SHAPES as u8 - 1, STATES as u8 - 1);
            }
        }
        windows
    }

    /// A paragraph a row; one too long for a window is cut before the word that does not fit.
    fn rows(&self, text: &str, paragraphs: &[Range<usize>]) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut carried = false;
        for paragraph in paragraphs {
            let words = words(text, paragraph.clone());
            if words.is_empty() {
                continue;
            }
            let (states, open) = quotation_states(text, &words, carried);
            carried = open;
            let forms: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
            let shapes = quotation::shapes(&forms);
            let mut row = Row::default();
            let mut pieces = Vec::new();
            for ((span, state), shape) in words.iter().zip(states).zip(shapes) {
                pieces.clear();
                self.vocabulary.cut(span.of(text), &mut pieces);
                pieces.truncate(LIMIT - 2);
                if row.window.pieces.len() + pieces.len() > LIMIT - 2 {
                    rows.push(std::mem::take(&mut row));
                }
                row.add(*span, &pieces, shape, state);
            }
            rows.push(row);
        }
        rows
    }
}

/// The words of one paragraph of `text`.
pub(crate) fn words(text: &str, paragraph: Range<usize>) -> Vec<Span> {
    let line = text.get(paragraph.clone()).unwrap_or("");
    pieces::words(line)
        .into_iter()
        .filter_map(|word| {
            Span::new(
                text,
                paragraph.start + word.start..paragraph.start + word.end,
            )
        })
        .collect()
}

/// The quotation states of the words of one paragraph, and whether one is left open.
pub(crate) fn quotation_states(text: &str, words: &[Span], carried: bool) -> (Vec<State>, bool) {
    let forms: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
    let gaps: Vec<bool> = (0..words.len()).map(|at| gap_before(words, at)).collect();
    quotation::states(&forms, &gaps, carried)
}

/// Does white space stand before word `at`?
pub(crate) fn gap_before(words: &[Span], at: usize) -> bool {
    at > 0 && words[at].start() > words[at - 1].end()
}

#[derive(Default)]
struct Row {
    window: Window,
    heads: Vec<Head>,
}

/// A word and the place of its first piece.
struct Head {
    span: Span,
    piece: usize,
    /// A word of control characters has no piece; the window's opening stands for it.
    bare: bool,
}

impl Head {
    fn moved(&self, offset: usize) -> Head {
        Head {
            span: self.span,
            piece: if self.bare { 0 } else { self.piece + offset },
            bare: self.bare,
        }
    }
}

impl Row {
    fn add(&mut self, span: Span, pieces: &[u32], shape: u8, state: State) {
        self.heads.push(Head {
            span,
            piece: self.window.pieces.len(),
            bare: pieces.is_empty(),
        });
        for piece in pieces {
            self.window.push(*piece, shape, state as u8);
        }
    }
}

impl Window {
    fn push(&mut self, piece: u32, shape: u8, state: u8) {
        self.pieces.push(piece);
        self.shapes.push(shape);
        self.states.push(state);
    }
}

/// The index of the highest value; the first of equals.
fn best(values: &[f32]) -> usize {
    let mut best = 0;
    for (at, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = at;
        }
    }
    best
}

/// The scores of the three roles, in the order of the heads.
fn roles(logits: &[f32]) -> Roles {
    let role = |number: usize| log_shares(&logits[3 * number..3 * number + 3]);
    Roles {
        source: role(0),
        cue: role(1),
        content: role(2),
    }
}

/// The natural logs of the shares that three logits stand for.
fn log_shares(logits: &[f32]) -> [f32; 3] {
    let highest = logits.iter().fold(f32::MIN, |high, value| high.max(*value));
    let sum: f32 = logits.iter().map(|value| (value - highest).exp()).sum();
    let whole = highest + sum.ln();
    [0, 1, 2].map(|at| logits.get(at).map_or(f32::MIN, |value| value - whole))
}
