//! Counting what was found against what is there, and how far chance moves the result.

/// How often the documents are drawn anew for an interval.
const DRAWS: usize = 1000;
const SEED: u64 = 7;

/// What one document adds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Tally {
    /// Of what was found, how much is right.
    pub(super) right: f64,
    /// What was found.
    pub(super) found: f64,
    /// Of what is there, how much was found.
    pub(super) hit: f64,
    /// What is there.
    pub(super) gold: f64,
}

impl Tally {
    /// For measures where each right thing is one of each side.
    pub(super) fn of(right: usize, found: usize, gold: usize) -> Tally {
        let [right, found, gold] = [right, found, gold].map(|count| count as f64);
        Tally {
            right,
            found,
            hit: right,
            gold,
        }
    }

    fn and(self, other: Tally) -> Tally {
        Tally {
            right: self.right + other.right,
            found: self.found + other.found,
            hit: self.hit + other.hit,
            gold: self.gold + other.gold,
        }
    }
}

/// F1 in percent.
pub(super) fn f1(tallies: &[Tally]) -> f64 {
    let sum = tallies.iter().copied().fold(Tally::default(), Tally::and);
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let (precision, recall) = (share(sum.right, sum.found), share(sum.hit, sum.gold));
    100.0 * share(2.0 * precision * recall, precision + recall)
}

/// The middle 95 % of `measure` over documents drawn with replacement; the same in every run.
pub(super) fn interval<T: Copy>(documents: &[T], measure: impl Fn(&[T]) -> f64) -> [f64; 2] {
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut values: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<T> = (0..documents.len())
                .filter_map(|_| documents.get(random.usize(0..documents.len())).copied())
                .collect();
            measure(&drawn)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((DRAWS - 1) as f64 * share) as usize];
    [at(0.025), at(0.975)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_is_of_sums_and_its_interval_holds_it() {
        let documents: Vec<Tally> = (0..40).map(|at| Tally::of(at % 3, 3, 4)).collect();
        let sum = f1(&documents);
        assert!((sum - 200.0 * 39.0 / 280.0).abs() < 1e-9, "{sum}");
        let [low, high] = interval(&documents, f1);
        assert!(low < sum && sum < high, "{low} {sum} {high}");
        assert_eq!(interval(&documents, f1), [low, high]);
    }

    #[test]
    fn nothing_found_scores_nothing() {
        assert_eq!(f1(&[Tally::of(0, 0, 5)]), 0.0);
        assert_eq!(f1(&[]), 0.0);
    }
}
