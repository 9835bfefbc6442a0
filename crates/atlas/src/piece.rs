//! A file that is a list of pieces.

/// Bytes compiled in: `layout.rs` says how they are laid out.
pub(crate) struct Pieces(pub(crate) &'static [u8]);

impl Pieces {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        (self.start(0).unwrap_or(0) / 4).saturating_sub(1)
    }

    /// The piece of that number.
    pub(crate) fn get(&self, at: usize) -> Option<&'static [u8]> {
        self.0.get(self.start(at)?..self.start(at + 1)?)
    }

    fn start(&self, at: usize) -> Option<usize> {
        usize::try_from(number(self.0.get(4 * at..4 * at + 4)?)).ok()
    }
}

/// The number that `bytes` write, the lowest first.
pub(crate) fn number(bytes: &[u8]) -> u64 {
    let highest_first = bytes.iter().rev();
    highest_first.fold(0, |number, byte| number << 8 | u64::from(*byte))
}
