//! What is tied together, one by one.

/// What is tied together, directly or by others (union-find).
pub(crate) struct Ties(Vec<usize>);

impl Ties {
    pub(crate) fn new(count: usize) -> Ties {
        Ties((0..count).collect())
    }

    pub(crate) fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    pub(crate) fn tie(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}
