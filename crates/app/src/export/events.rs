//! Events of a ledger in the shapes that `extract` prints: PLOVER, UCDP GED, ACLED.

use std::io::{self, Write};

use super::{Export, Kept, Out};
use crate::wire::{self, Plover, Sheet};

/// `--format plover`.
pub(crate) struct PloverLines(pub(crate) Out);

impl Export for PloverLines {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        let events = Plover::some(kept.reading, &|number| kept.chosen.event(number));
        events
            .iter()
            .try_for_each(|event| wire::line(&mut self.0, event))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

/// `--format ged`.
pub(crate) struct Ged(Sheet<Out>);

impl Ged {
    pub(crate) fn new(out: Out) -> io::Result<Ged> {
        Ok(Ged(wire::ged::sheet(out)?))
    }
}

impl Export for Ged {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        let chosen = |number| kept.chosen.event(number);
        wire::ged::write_some(&mut self.0, kept.reading, &chosen)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

/// `--format acled`.
pub(crate) struct Acled(Sheet<Out>);

impl Acled {
    pub(crate) fn new(out: Out) -> io::Result<Acled> {
        Ok(Acled(wire::acled::sheet(out)?))
    }
}

impl Export for Acled {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        let chosen = |number| kept.chosen.event(number);
        wire::acled::write_some(&mut self.0, kept.reading, &chosen)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}
