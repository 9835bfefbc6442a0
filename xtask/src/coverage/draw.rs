//! Where chance comes from: the same seed and stream give the same draws on every machine.

use oorandom::Rand64;

/// A stream of draws.
pub(super) struct Draw(Rand64);

impl Draw {
    /// Streams of one seed know nothing of each other.
    pub(super) fn new(seed: u64, stream: u64) -> Draw {
        let seed = mixed(seed) ^ mixed(stream.wrapping_add(0x5851_f42d_4c95_7f2d)).rotate_left(17);
        Draw(Rand64::new(u128::from(mixed(seed))))
    }

    /// A number below `bound`, which is at least one.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let drawn = self.0.rand_range(0..bound.max(1) as u64);
        usize::try_from(drawn).unwrap_or_default()
    }

    /// A number of `low..=high`.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        let drawn = self
            .0
            .rand_range(u64::from(low)..u64::from(high.max(low)) + 1);
        u32::try_from(drawn).unwrap_or(low)
    }

    /// True in so many of a hundred draws.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.between(0, 99) < percent
    }

    /// One of `all`, which is not empty.
    pub(super) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// One of several texts.
    pub(super) fn words<'a>(&mut self, all: &'a [String]) -> &'a str {
        &all[self.below(all.len())]
    }

    /// Which of the weights wins, each as often as it is heavy.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.between(0, weights.iter().sum::<u32>().max(1) - 1);
        for (at, weight) in weights.iter().enumerate() {
            if left < *weight {
                return at;
            }
            left -= weight;
        }
        0
    }

    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        for end in (1..all.len()).rev() {
            all.swap(end, self.below(end + 1));
        }
    }

    /// A seed for a stream of its own.
    pub(super) fn seed(&mut self) -> u64 {
        self.0.rand_u64()
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
fn mixed(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}
