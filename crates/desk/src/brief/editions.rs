//! Which articles are earlier versions of others.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::versions;
use onrecord_record::{ArticleId, Reading};

use super::compose;

/// The versions of pages among some readings.
pub(crate) struct Editions {
    /// Versions that another one came after.
    old: BTreeSet<ArticleId>,
    /// How many versions came before each newest one.
    earlier: BTreeMap<ArticleId, usize>,
}

impl Editions {
    /// The versions among `readings`, which are in order of arrival.
    pub(crate) fn of(readings: &[Reading]) -> Editions {
        let all: Vec<&Reading> = readings.iter().collect();
        let mut editions = Editions {
            old: BTreeSet::new(),
            earlier: BTreeMap::new(),
        };
        for some in versions(&all) {
            let ids: Vec<ArticleId> = some.iter().map(|at| all[*at].article.id).collect();
            let [before @ .., new] = ids.as_slice() else {
                continue;
            };
            let before: BTreeSet<ArticleId> =
                before.iter().copied().filter(|id| id != new).collect();
            editions.earlier.insert(*new, before.len());
            editions.old.extend(before);
        }
        editions
    }

    /// What of `readings` is no earlier version of another, in order of publication.
    pub(crate) fn newest<'a>(&self, readings: &'a [Reading]) -> Vec<&'a Reading> {
        let kept = readings
            .iter()
            .filter(|one| !self.old.contains(&one.article.id));
        compose::sorted(kept)
    }

    /// How many versions came before this one, if it is the newest.
    pub(super) fn earlier(&self, id: ArticleId) -> usize {
        self.earlier.get(&id).copied().unwrap_or(0)
    }
}
