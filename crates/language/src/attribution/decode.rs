//! From the encoder's scores to spans: the best allowed sequence of tags a paragraph and role.
//!
//! A span is a *begin* and the *insides* that follow it; an *inside* never opens one.

use std::ops::Range;

const OUT: usize = 0;
const BEGIN: usize = 1;
const IN: usize = 2;
/// The score of a tag that may not stand.
const FLOOR: f64 = -1e4;
const SMALLEST: f64 = 1e-6;
/// The log of a share from which on a word plays a role rather than none.
const EVEN: f64 = -std::f64::consts::LN_2;
/// The log of a share from which on a word surely begins a span: 0.9.
const SURE: f64 = -0.105_360_5;

/// Words that together play a role, with what speaks for them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The words, by number.
    pub(super) words: Range<usize>,
    /// The first and the last of them before any was cut off.
    pub(super) ends: (usize, usize),
    /// Natural logs: the mean share of *not outside*, *begin* at the first word, *not inside* after the last.
    pub(super) evidence: [f64; 3],
}

/// The spans of one role; `lean` is added to *outside*. `paragraphs` are ranges of words.
pub(super) fn spans(scores: &[[f32; 3]], paragraphs: &[Range<usize>], lean: f64) -> Vec<Found> {
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let Some(part) = scores.get(paragraph.clone()) else {
            continue;
        };
        let mut start = None;
        let tags = best_tags(part, lean);
        for (at, tag) in tags.into_iter().chain([OUT]).enumerate() {
            if let Some(first) = start
                && tag != IN
            {
                found.push(Found {
                    words: paragraph.start + first..paragraph.start + at,
                    ends: (paragraph.start + first, paragraph.start + at - 1),
                    evidence: evidence(part, first..at),
                });
                start = None;
            }
            if tag == BEGIN {
                start = Some(at);
            }
        }
    }
    found
}

/// The best tags where *inside* never opens; ties go to the lower tag.
fn best_tags(scores: &[[f32; 3]], lean: f64) -> Vec<usize> {
    let leaned = |scores: &[f32; 3]| {
        let [out, begin, inside] = scores.map(f64::from);
        [out + lean, begin, inside]
    };
    let mut back = vec![[OUT; 3]; scores.len()];
    let mut total = [0.0, 0.0, FLOOR];
    for (at, scores) in scores.iter().enumerate() {
        let scores = leaned(scores);
        if at == 0 {
            total = [scores[OUT], scores[BEGIN], FLOOR];
            continue;
        }
        let free = highest(total);
        let inner = highest([2.0 * FLOOR, total[BEGIN], total[IN]]);
        back[at] = [free.0, free.0, inner.0];
        total = [
            free.1 + scores[OUT],
            free.1 + scores[BEGIN],
            inner.1 + scores[IN],
        ];
    }
    let mut tags = vec![highest(total).0; scores.len()];
    for at in (1..scores.len()).rev() {
        tags[at - 1] = back[at][tags[at]];
    }
    tags
}

/// The place and value of the highest; the first of equals.
fn highest(values: [f64; 3]) -> (usize, f64) {
    let mut best = (0, values[0]);
    for (at, value) in values.into_iter().enumerate() {
        if value > best.1 {
            best = (at, value);
        }
    }
    best
}

fn evidence(scores: &[[f32; 3]], words: Range<usize>) -> [f64; 3] {
    let rest = |share: f32| (1.0 - f64::from(share).exp()).max(SMALLEST).ln();
    let within = scores.get(words.clone()).unwrap_or(&[]);
    let begin = within.first().map_or(0.0, |word| f64::from(word[BEGIN]));
    let stop = scores.get(words.end).map_or(0.0, |word| rest(word[IN]));
    [
        part_played(within.iter().map(|word| rest(word[OUT])), begin),
        begin,
        stop,
    ]
}

/// The mean over the words. Where the first surely begins a span, over those that stand by themselves: what only
/// leaning drew in (*told {the panel in a letter on Monday} that*) makes it no less sure.
fn part_played(shares: impl Iterator<Item = f64> + Clone, begin: f64) -> f64 {
    let add = |(sum, count), share| (sum + share, count + 1);
    let firm = shares.clone().filter(|share| *share >= EVEN);
    let (sum, count) = match begin >= SURE {
        true => firm.fold((0.0, 0), add),
        false => shares.fold((0.0, 0), add),
    };
    sum / f64::from(count.max(1))
}

#[cfg(test)]
#[expect(
    clippy::single_range_in_vec_init,
    reason = "one paragraph is a list of one range"
)]
mod tests {
    use super::*;

    const O: [f32; 3] = [-0.1, -3.0, -3.0];
    const B: [f32; 3] = [-3.0, -0.1, -3.0];
    const I: [f32; 3] = [-3.0, -2.9, -0.1];

    fn words(scores: &[[f32; 3]], paragraphs: &[Range<usize>]) -> Vec<Range<usize>> {
        spans(scores, paragraphs, 0.0)
            .into_iter()
            .map(|found| found.words)
            .collect()
    }

    #[test]
    fn spans_end_at_a_new_beginning_and_at_the_paragraph() {
        assert_eq!(words(&[O, B, I, B, I, I], &[0..6]), [1..3, 3..6]);
        assert_eq!(words(&[B, I, B, I], &[0..2, 2..4]), [0..2, 2..4]);
    }

    #[test]
    fn an_inside_without_a_beginning_is_not_opened_by_force() {
        assert_eq!(words(&[I, O], &[0..2]), [0..1], "it becomes a beginning");
        assert_eq!(words(&[O, I, I, I], &[0..4]), [1..4]);
        assert_eq!(words(&[], &[0..0]), [0..0; 0]);
    }

    #[test]
    fn leaning_outward_drops_what_is_weak() {
        let weak = [-0.8, -0.6, -6.0];
        assert_eq!(spans(&[weak], &[0..1], 0.0).len(), 1);
        assert_eq!(spans(&[weak], &[0..1], 0.5).len(), 0);
    }
}
