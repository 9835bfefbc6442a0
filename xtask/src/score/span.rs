//! Spans as sets of words, and which of two lists belong together.

use std::collections::BTreeSet;

use serde_json::Value;

/// Offsets in code points, end exclusive.
pub(super) type Span = (usize, usize);

/// The words and marks of a text: runs of letters, digits and `_`, and every other sign but blanks.
pub(super) struct Words(Vec<Span>);

impl Words {
    pub(super) fn of(text: &str) -> Words {
        let mut found: Vec<Span> = Vec::new();
        let mut is_open = false;
        for (at, letter) in text.chars().enumerate() {
            let is_word = letter.is_alphanumeric() || letter == '_';
            match found.last_mut() {
                Some((_, end)) if is_word && is_open => *end = at + 1,
                _ if letter.is_whitespace() => {}
                _ => found.push((at, at + 1)),
            }
            is_open = is_word;
        }
        Words(found)
    }

    /// The numbers of the words in double quotation marks, the marks among them. Each line starts
    /// afresh; a mark left open runs to the line's end.
    pub(super) fn quoted(&self, text: &str) -> BTreeSet<usize> {
        let letters: Vec<char> = text.chars().collect();
        let (mut found, mut is_open, mut last) = (BTreeSet::new(), false, 0);
        for (number, (start, end)) in self.0.iter().enumerate() {
            let gap = letters.get(last..*start).unwrap_or_default();
            is_open &= !gap.contains(&'\n');
            let was_open = is_open;
            is_open = match letters.get(*start) {
                Some('“') => true,
                Some('”') => false,
                Some('"') => !is_open,
                _ => is_open,
            };
            if is_open || was_open {
                found.insert(number);
            }
            last = *end;
        }
        found
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The numbers of the words that `spans` touch.
    pub(super) fn within(&self, spans: &[Span]) -> BTreeSet<usize> {
        let touched = |(start, end): &Span| {
            let from = self.0.partition_point(|word| word.1 <= *start);
            from..self.0.partition_point(|word| word.0 < *end).max(from)
        };
        spans.iter().flat_map(touched).collect()
    }
}

/// The spans of a JSON list of pairs.
pub(super) fn spans(list: &Value) -> Vec<Span> {
    let pairs = list.as_array().into_iter().flatten();
    pairs.filter_map(pair).collect()
}

/// The span of a JSON pair.
pub(super) fn pair(pair: &Value) -> Option<Span> {
    let at = |place: usize| usize::try_from(pair.get(place)?.as_u64()?).ok();
    Some((at(0)?, at(1)?))
}

/// Shared words over all words; two empty sets agree.
pub(super) fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let (shared, all) = (a.intersection(b).count(), a.union(b).count());
    if all == 0 {
        1.0
    } else {
        shared as f64 / all as f64
    }
}

/// For each of `found` the one of `gold` it is given, so that as many as can be have one.
pub(super) fn matched<F, G>(
    found: &[F],
    gold: &[G],
    fits: impl Fn(&F, &G) -> bool,
) -> Vec<Option<usize>> {
    let edges: Vec<Vec<usize>> = found
        .iter()
        .map(|one| (0..gold.len()).filter(|at| fits(one, &gold[*at])).collect())
        .collect();
    let mut owner: Vec<Option<usize>> = vec![None; gold.len()];
    for at in 0..found.len() {
        augment(at, &edges, &mut owner, &mut vec![false; gold.len()]);
    }
    let mut given = vec![None; found.len()];
    for (place, owner) in owner.iter().enumerate() {
        if let Some(at) = owner {
            given[*at] = Some(place);
        }
    }
    given
}

/// Kuhn's augmenting path from `at`.
fn augment(
    at: usize,
    edges: &[Vec<usize>],
    owner: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for place in &edges[at] {
        if std::mem::replace(&mut seen[*place], true) {
            continue;
        }
        let is_free = owner[*place].is_none_or(|other| augment(other, edges, owner, seen));
        if is_free {
            owner[*place] = Some(at);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_single_marks() {
        let words = Words::of("“No,” she  said.");
        assert_eq!(words.within(&[(0, 16)]).len(), 7);
        assert_eq!(words.within(&[(6, 9)]), BTreeSet::from([4]));
    }

    #[test]
    fn quoted_words_are_those_between_double_marks() {
        let text = "“No,” she said. \"Go\n on.";
        assert_eq!(
            Words::of(text).quoted(text),
            BTreeSet::from([0, 1, 2, 3, 7, 8])
        );
    }

    #[test]
    fn as_many_as_can_be_are_matched() {
        // 1 takes either, 2 only the first: 1 must give way
        let given = matched(&[1, 2], &[1, 2], |found, gold| *found == 1 || *gold == 1);
        assert_eq!(given, [Some(1), Some(0)]);
    }
}
