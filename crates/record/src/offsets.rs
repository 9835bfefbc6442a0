//! The one place where units of offset are converted.

use crate::Span;

/// Bytes ⇄ code points of one text.
///
/// Inside, offsets are bytes; what is published counts code points (Unicode scalar values, the
/// unit of the Web Annotation model's TextPositionSelector).
#[derive(Debug, Clone)]
pub struct Offsets {
    /// Code points before each `STEP`-th byte.
    checkpoints: Vec<u32>,
}

const STEP: usize = 256;

impl Offsets {
    /// Indexes `text`.
    pub fn new(text: &str) -> Offsets {
        let mut checkpoints = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STEP == 0 {
                checkpoints.push(count);
            }
            count += u32::from(starts_character(byte));
        }
        checkpoints.push(count);
        Offsets { checkpoints }
    }

    /// The code points before byte `at` of `text`, the text this index was made on.
    pub fn code_point(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        let step = (at / STEP).min(self.checkpoints.len() - 1);
        let bytes = text.as_bytes().get(step * STEP..at).unwrap_or(&[]);
        self.checkpoints[step] as usize + bytes.iter().filter(|b| starts_character(**b)).count()
    }

    /// `[start, end)` of `span` in code points.
    pub fn code_points(&self, text: &str, span: Span) -> (usize, usize) {
        (
            self.code_point(text, span.start()),
            self.code_point(text, span.end()),
        )
    }

    /// The span of the code points `[start, end)`; `None` if empty or outside `text`.
    pub fn span(&self, text: &str, start: usize, end: usize) -> Option<Span> {
        Span::new(text, self.byte(text, start)?..self.byte(text, end)?)
    }

    fn byte(&self, text: &str, code_point: usize) -> Option<usize> {
        let step = self
            .checkpoints
            .partition_point(|n| *n as usize <= code_point)
            .max(1)
            - 1;
        let mut left = code_point - self.checkpoints[step] as usize;
        let rest = text.as_bytes().get(step * STEP..).unwrap_or(&[]);
        for (at, byte) in rest.iter().enumerate() {
            if starts_character(*byte) {
                if left == 0 {
                    return Some(step * STEP + at);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(text.len())
    }
}

fn starts_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_border_of_every_character_converts_both_ways() {
        for text in ["", "plain", "naïve “quotes” — 日本", &"é—x".repeat(400)] {
            let offsets = Offsets::new(text);
            let borders: Vec<usize> = text
                .char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect();
            for (count, at) in borders.iter().enumerate() {
                assert_eq!(offsets.code_point(text, *at), count);
                assert_eq!(offsets.byte(text, count), Some(*at), "{count} in {text:?}");
            }
            assert_eq!(offsets.byte(text, borders.len()), None);
        }
    }
}
