//! How strongly the network joins a content to a cue, and a cue to a source: the product of what the two show each other
//! at their first and at their last word.
//!
//! `training/links.py` learns what is shown; the linker counts it as one more feature of a pair.

use crate::document::Word;

/// Numbers of one vector.
const WIDTH: usize = 32;
/// Vectors of one join: of the one that looks its first and last word, of the one looked for likewise.
const SIDES: usize = 4;
/// Numbers that the network gives a word: the vectors of both joins.
pub(crate) const COLUMNS: usize = 2 * SIDES * WIDTH;
/// From this log share on (0.995) a word is surely outside, or surely goes on.
const SURE: f32 = -0.005;
/// Up to this log share (0.005) a word surely does not begin anything.
const HARDLY: f32 = -5.3;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// A content looks for its cue.
    Cue,
    /// A cue looks for its source.
    Source,
}

/// What `looking` and `sought` (first and last word of each) show each other; a word that shows nothing adds nothing.
pub(super) fn affinity(
    words: &[Word],
    join: Join,
    looking: (usize, usize),
    sought: (usize, usize),
) -> f64 {
    let at = |word: usize, side: usize| -> Option<&[f32]> {
        let from = (join as usize * SIDES + side) * WIDTH;
        words.get(word)?.joins.as_deref()?.get(from..from + WIDTH)
    };
    let sum = |ends: (usize, usize), side: usize| {
        let (first, last) = (at(ends.0, side), at(ends.1, side + 1));
        move |k: usize| first.map_or(0.0, |v| v[k]) + last.map_or(0.0, |v| v[k])
    };
    let (looks, shows) = (sum(looking, 0), sum(sought, 2));
    let total: f32 = (0..WIDTH).map(|k| looks(k) * shows(k)).sum();
    f64::from(total)
}

/// Drops what words show that neither begin nor end anything: it is a kilobyte a word.
pub(crate) fn forget(words: &mut [Word]) {
    for at in 0..words.len() {
        let next = words.get(at + 1).map(roles);
        let own = roles(&words[at]);
        let is_end = (0..own.len()).any(|role| {
            let [out, begin, _] = own[role];
            let ends = next.is_none_or(|next| next[role][2] < SURE);
            out < SURE && (begin > HARDLY || ends)
        });
        if !is_end {
            words[at].joins = None;
        }
    }
}

fn roles(word: &Word) -> [[f32; 3]; 6] {
    let (outer, inner) = (word.outer, word.inner);
    [
        outer.source,
        outer.cue,
        outer.content,
        inner.source,
        inner.cue,
        inner.content,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::read;

    #[test]
    fn only_ends_of_spans_show_anything() {
        let line =
            "“The gate is closed for good and nobody will open it again,” said Ana Lindqvist. ";
        let document = read(&line.repeat(20));
        let showing = document.words.iter().filter(|word| word.joins.is_some());
        assert!(
            showing
                .clone()
                .all(|word| word.joins.as_ref().unwrap().len() == COLUMNS)
        );
        let share = showing.count() as f64 / document.words.len() as f64;
        assert!((0.1..0.7).contains(&share), "{share}");
    }

    #[test]
    fn a_quotation_is_drawn_to_its_own_cue() {
        let text = "“The gate is closed,” said Ana Lindqvist. Piet Vos asked for a new one.";
        let document = read(text);
        let at = |word: &str| {
            let start = text.find(word).unwrap();
            document
                .words
                .iter()
                .position(|one| one.span.start() == start)
                .unwrap()
        };
        let quotation = (0, at("” said"));
        let to = |word: &str| affinity(&document.words, Join::Cue, quotation, (at(word), at(word)));
        assert!(
            to("said") > to("asked") + 1.0,
            "{} {}",
            to("said"),
            to("asked")
        );
    }
}
