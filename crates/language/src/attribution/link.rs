//! Joins content to cue and cue to source: two conditional logits over the candidates near by.
//!
//! `training/link.py` fits the weights on the same features.

use std::ops::Range;

use onrecord_record::Span;

use super::decode::Found;
use super::joins::{Join, affinity};
use crate::document::Word;
use crate::encoder::quotation::{State, is_double};
use crate::encoder::{gap_before, quotation_states};

/// The number of features of a pair.
pub(crate) const FEATURES: usize = 27;
/// Words between the two, at most.
const REACH: usize = 200;
/// Words of the source between a quotation and the cue that finishes its sentence, at most.
const FRAME: usize = 12;

/// What the linker knows of the words: their forms, quotation states and paragraphs, and the spans found.
pub(super) struct Scene<'a> {
    read: &'a [Word],
    forms: Vec<&'a str>,
    states: Vec<State>,
    lines: Vec<usize>,
    /// How many sentences end before each word.
    stops: Vec<usize>,
    /// The spans found for each role, in text order.
    pub(super) sources: Vec<Found>,
    /// Likewise.
    pub(super) cues: Vec<Found>,
    /// Likewise.
    pub(super) contents: Vec<Found>,
}

impl<'a> Scene<'a> {
    /// The scene of the `words` of `text`, as they were `read`, without spans as yet; `paragraphs` are ranges of words.
    pub(super) fn new(
        text: &'a str,
        read: &'a [Word],
        words: &[Span],
        paragraphs: &[Range<usize>],
    ) -> Scene<'a> {
        let mut scene = Scene {
            read,
            forms: words.iter().map(|word| word.of(text)).collect(),
            states: Vec::with_capacity(words.len()),
            lines: Vec::with_capacity(words.len()),
            stops: vec![0],
            sources: Vec::new(),
            cues: Vec::new(),
            contents: Vec::new(),
        };
        let mut carried = false;
        for (line, paragraph) in paragraphs.iter().enumerate() {
            let part = words.get(paragraph.clone()).unwrap_or(&[]);
            let (states, open) = quotation_states(text, part, carried);
            carried = open;
            scene.states.extend(states);
            scene.lines.extend(part.iter().map(|_| line));
            for at in paragraph.clone() {
                let ends = scene.ends_sentence(words, at, paragraph.end);
                scene.stops.push(scene.stops[at] + usize::from(ends));
            }
        }
        scene
    }

    fn ends_sentence(&self, words: &[Span], at: usize, end: usize) -> bool {
        matches!(self.form(at), "." | "?" | "!")
            && (at + 1 == end || gap_before(words, at + 1) || is_double(self.form(at + 1)))
    }

    fn form(&self, at: usize) -> &str {
        self.forms.get(at).copied().unwrap_or("")
    }

    /// The features of joining `anchor` (content or cue) to `other` (cue or source).
    fn pair(&self, join: Join, anchor: &Found, other: &Found) -> [f64; FEATURES] {
        let before = other.words.start < anchor.words.start;
        let (first, second) = if before {
            (other, anchor)
        } else {
            (anchor, other)
        };
        let low = first.words.end;
        let high = low.max(second.words.start);
        let between = |spans: &[Found]| begin_within(spans, low..high).min(3) as f64;
        let apart = high - low;
        let stops = (self.stops[high] - self.stops[low]).min(3) as f64;
        let lines = self.lines[anchor.words.start].abs_diff(self.lines[other.words.start]);
        let direct = number(self.states[anchor.words.start] != State::Outside);
        let quoted = number(self.states[other.words.start] != State::Outside);
        let (b, a) = (number(before), number(!before));
        let last = anchor.words.end;
        let comma = (last.saturating_sub(2)..=last).any(|at| self.form(at) == ",");
        let colon = anchor
            .words
            .start
            .checked_sub(1)
            .is_some_and(|at| self.form(at) == ":");
        [
            1.0,
            b,
            b * (apart as f64).ln_1p(),
            a * (apart as f64).ln_1p(),
            b * number(apart == 0),
            a * number(apart == 0),
            number(apart <= 2),
            b * stops,
            a * stops,
            lines.min(2) as f64,
            between(&self.cues),
            between(&self.contents),
            between(&self.sources),
            direct * b,
            direct * a,
            direct * stops,
            quoted * (1.0 - direct),
            number(stops == 0.0 && lines == 0),
            b * number(colon),
            a * number(comma),
            number(second.words.start < first.words.end),
            direct * quoted,
            other.evidence[0],
            other.evidence[1],
            other.evidence[2],
            anchor.evidence[0],
            affinity(self.read, join, anchor.ends, other.ends),
        ]
    }

    /// Does `other`, in a later sentence, end in a colon? It opens what follows it: *She went on. "A."
    /// Then he concluded: "B."* leaves A to her.
    fn heads_on(&self, anchor: &Found, other: &Found) -> bool {
        let end = other.words.end;
        let colon = self.form(end) == ":" || self.form(end.saturating_sub(1)) == ":";
        let later = self.stops.get(other.words.start) > self.stops.get(anchor.words.end);
        colon
            && other.words.start >= anchor.words.end
            && (later || self.is_finished(anchor.words.end))
    }

    /// Does `other` stand in the paragraph after a quotation that ends its own? It tells of other words.
    fn is_past(&self, anchor: &Found, other: &Found) -> bool {
        let end = anchor.words.end;
        let line = |at: usize| self.lines.get(at).copied();
        let stands = end >= 2 && is_double(self.form(end - 1));
        let ends = matches!(self.form(end.saturating_sub(2)), "." | "?" | "!");
        stands && ends && line(end) != line(end - 1) && line(other.words.start) > line(end - 1)
    }

    /// Does a quotation that ends before word `end` finish its sentence? A full stop does; *?* and
    /// *!* do where a sentence opens after them that does not open with its speaker.
    fn is_finished(&self, end: usize) -> bool {
        if end < 2 || !is_double(self.form(end - 1)) {
            return false;
        }
        let opens = self.form(end).starts_with(char::is_uppercase)
            && begin_within(&self.sources, end..end + 1) == 0;
        match self.form(end - 2) {
            "." => true,
            "?" | "!" => opens,
            _ => false,
        }
    }

    /// The cue that finishes the sentence of a quotation ending in a comma: *"They hide," the woman
    /// said* is the woman's, whoever spoke before.
    pub(super) fn finishing(&self, content: &Found) -> Option<usize> {
        let end = content.words.end;
        let is_quoted = is_double(self.form(end.checked_sub(1)?));
        let comma = self.form(end.checked_sub(1 + usize::from(is_quoted))?) == ",";
        if !comma || self.states.get(content.words.start) == Some(&State::Outside) {
            return None;
        }
        let next = self.cues.partition_point(|cue| cue.words.start < end);
        let cue = self.cues.get(next)?;
        let is_near = cue.words.start - end <= FRAME
            && self.stops.get(cue.words.start) == self.stops.get(end)
            && self.lines.get(cue.words.start) == self.lines.get(content.words.start)
            && begin_within(&self.contents, end..cue.words.start) == 0;
        is_near.then_some(next)
    }

    /// The cue of a whole sentence told first: *The road will be mended, the harbour office told Meridian on Friday.* Source
    /// and cue follow the comma, and the sentence tells nothing more.
    pub(super) fn closing(&self, content: &Found) -> Option<usize> {
        let (start, end) = (content.words.start, content.words.end);
        let comma = (end.saturating_sub(1)..=end).find(|at| self.form(*at) == ",")?;
        let same_line = |at: usize| self.lines.get(at) == self.lines.get(start);
        let opens =
            start == 0 || !same_line(start - 1) || self.stops[start] > self.stops[start - 1];
        let source = self.sources.partition_point(|one| one.words.start <= comma);
        let source = self
            .sources
            .get(source)
            .filter(|one| one.words.start == comma + 1)?;
        let next = self
            .cues
            .partition_point(|cue| cue.words.start < source.words.end);
        let cue = self
            .cues
            .get(next)
            .filter(|cue| cue.words.start == source.words.end)?;
        let stop = self.stops[start..].partition_point(|count| *count <= self.stops[start]) + start;
        let is_last = begin_within(&self.contents, comma..stop) == 0;
        (opens && is_last && cue.words.start < stop && same_line(cue.words.start)).then_some(next)
    }

    /// The one of `others` that ends where `anchor` begins, in its sentence: *said on Monday that* opens what follows,
    /// *Ada Holt* says it.
    pub(super) fn touching(&self, anchor: &Found, others: &[Found]) -> Option<usize> {
        let start = anchor.ends.0;
        let before = others.partition_point(|other| other.ends.0 < start);
        let at = before.checked_sub(1)?;
        let other = others.get(at)?;
        let is_near = other.ends.1 + 1 == start
            && self.stops.get(other.ends.0) == self.stops.get(start)
            && self.lines.get(other.ends.0) == self.lines.get(start);
        is_near.then_some(at)
    }

    /// The best of `others` for `anchor`, or none, and the log share of that choice; ties go to none,
    /// then to the earlier one.
    pub(super) fn choose(
        &self,
        join: Join,
        anchor: &Found,
        others: &[Found],
        weights: &[f64; FEATURES],
    ) -> (Option<usize>, f64) {
        let mut best = (None, 0.0);
        let mut scores = vec![0.0];
        let first = others.partition_point(|other| other.words.end + REACH < anchor.words.start);
        for (number, other) in others.iter().enumerate().skip(first) {
            if other.words.start > anchor.words.end + REACH {
                break;
            }
            let lines = self.lines[anchor.words.start].abs_diff(self.lines[other.words.start]);
            if lines > 1 || self.heads_on(anchor, other) || self.is_past(anchor, other) {
                continue;
            }
            let features = self.pair(join, anchor, other);
            let score = features.iter().zip(weights).map(|(f, w)| f * w).sum();
            scores.push(score);
            if score > best.1 {
                best = (Some(number), score);
            }
        }
        let sum: f64 = scores.iter().map(|score| (score - best.1).exp()).sum();
        (best.0, -sum.ln())
    }
}

fn number(truth: bool) -> f64 {
    f64::from(u8::from(truth))
}

/// How many of `spans` begin in `range`.
fn begin_within(spans: &[Found], range: Range<usize>) -> usize {
    let before = |at: usize| spans.partition_point(|span| span.words.start < at);
    before(range.end) - before(range.start)
}
