//! From readings of many articles to one record: a pure function of the readings, whatever their
//! order.
//!
//! Articles that tell of one event are drawn together ([`Collation::happenings`]); which of them
//! rest on others is told by their words and credits ([`Descent`]); within an event, findings that
//! say alike are one [`Claim`] with the places where it entered the record, and those that cannot
//! both be right are a [`Contradiction`].

mod asked;
mod claim;
mod cleft;
mod compare;
mod copying;
mod credit;
mod drawn;
mod entry;
mod happening;
mod issuer;
mod judged;
mod masthead;
mod name;
mod namesake;
mod occurrence;
mod origin;
mod proposition;
mod quantity;
mod roster;
mod ties;
mod turned;
mod unnamed;
mod verbatim;
mod version;
mod voice;
mod word;

#[cfg(test)]
mod judged_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod trust_tests;

use onrecord_record::{EntityAct, Reading};
use rayon::prelude::*;

use claim::Said;

pub use asked::{Asked, Sequel, asked};
pub use claim::{Answer, Claim, Contradiction, Origin};
pub use compare::{Clash, Judged, Likeness, Measures, Relation, Unlike};
pub use copying::Copied;
use credit::Outlets;
pub use credit::{Credit, CreditKind};
pub use occurrence::{Pair, Told, compared, occurrences};
pub use origin::{Derived, Descent, Evidence, Root};
pub use proposition::{Finding, Item, sentence_start};
pub use quantity::is_number;
pub use roster::{Entity, Mention, Roster};
pub use unnamed::unnamed;
pub use version::{Edit, edits, versions};
pub use word::{negates, stem};

/// Tasks for each thread, at least.
const TASKS: usize = 8;
/// Events of a task, at most.
const EVENTS: usize = 256;

/// What many articles say together.
#[derive(Debug, Clone, Default)]
pub struct Collation {
    /// The groups of articles that tell of one event each: numbers of readings, ascending.
    pub happenings: Vec<Vec<usize>>,
    /// Whom they name.
    pub roster: Roster,
    /// How the articles rest on one another.
    pub descent: Descent,
    /// What they claim, by event, then by where it is first said.
    pub claims: Vec<Claim>,
    /// What they contradict one another in.
    pub contradictions: Vec<Contradiction>,
    /// What was open in an earlier article and is told in a later one.
    pub answers: Vec<Answer>,
}

/// What `readings` say together. They are taken to be in order of publication.
pub fn collate(readings: &[&Reading], likeness: &dyn Likeness) -> Collation {
    corrected(readings, &[], likeness)
}

/// What `readings` say together, with the analyst's `acts` applied in order. They are taken to be
/// in order of publication.
pub fn corrected(readings: &[&Reading], acts: &[EntityAct], likeness: &dyn Likeness) -> Collation {
    let happenings = happening::happenings(readings);
    let roster = Roster::of(readings, &happenings, acts);
    let descent = origin::descent(readings, &happenings);
    let outlets = Outlets::of(readings);
    let mut claims = Vec::new();
    let mut contradictions = Vec::new();
    let mut answers = Vec::new();
    // no event knows of another, so some of them are a task of their own; they are joined in their order
    let some = (happenings.len() / (TASKS * rayon::current_num_threads())).clamp(1, EVENTS);
    let tasks = happenings.par_chunks(some).enumerate();
    let all: Vec<Vec<Said>> = tasks
        .map(|(task, groups)| {
            let known = (&descent, &roster, &outlets);
            drawn::drawn(readings, (task * some, groups), known, likeness)
        })
        .collect();
    for said in all.into_iter().flatten() {
        claims.extend(said.claims);
        contradictions.extend(said.contradictions);
        answers.extend(said.answers);
    }
    contradictions.sort_unstable();
    Collation {
        happenings,
        roster,
        descent,
        claims,
        contradictions,
        answers,
    }
}

/// The groups of articles that tell of one event each: numbers of `readings`, ascending.
pub fn happenings(readings: &[&Reading]) -> Vec<Vec<usize>> {
    happening::happenings(readings)
}

/// How the articles rest on one another. `readings` are in order of publication.
pub fn descent(readings: &[&Reading], groups: &[Vec<usize>]) -> Descent {
    origin::descent(readings, groups)
}

/// What each finding of `one` is to each of `other`, with what that rests on.
pub fn relations(
    one: &Reading,
    other: &Reading,
    likeness: &dyn Likeness,
) -> Vec<(Relation, Measures)> {
    let here = proposition::propositions(0, one);
    let there = proposition::propositions(1, other);
    let pairs = here
        .iter()
        .flat_map(|left| there.iter().map(move |right| (left, right)));
    pairs
        .map(|(left, right)| compare::relation(left, right, likeness))
        .collect()
}
