//! In which order are the findings of events drawn together, and which two are to be read before it goes on?
//!
//! Each finding is held against those before it. Where words alone do not tell, it waits until both are read;
//! several events wait side by side, so that what they wait for is read in one go.

use std::collections::BTreeSet;

use onrecord_record::Reading;

use crate::claim::{self, Contradiction, Known, Piles, Said};
use crate::compare::{self, Judged, Likeness, Measures, Relation};
use crate::judged;
use crate::proposition::{Proposition, propositions};
use crate::voice::Cast;

/// A finding is read with so many others at most, where words alone do not tell.
const READ: usize = 2;
/// Events that are drawn side by side.
const TOGETHER: usize = 16;

/// What the articles of each of `groups` say together; the first of them is the event `first`.
pub(crate) fn drawn(
    readings: &[&Reading],
    (first, groups): (usize, &[Vec<usize>]),
    known: Known<'_>,
    likeness: &dyn Likeness,
) -> Vec<Said> {
    let mut said: Vec<Said> = groups.iter().map(|_| Said::default()).collect();
    let mut to_come = groups.iter().enumerate();
    let mut waiting: Vec<(usize, Drawing)> = Vec::new();
    loop {
        while waiting.len() < TOGETHER {
            let Some((number, group)) = to_come.next() else {
                break;
            };
            let mut event = Drawing::of(readings, group, known);
            if event.waits(likeness) {
                waiting.push((number, event));
            } else {
                said[number] = event.said(readings, first + number, known, likeness);
            }
        }
        if waiting.is_empty() {
            return said;
        }
        let pairs = waiting.iter().filter_map(|(_, event)| event.pair());
        let judged = likeness.judged(&pairs.collect::<Vec<_>>());
        for ((number, mut event), judged) in std::mem::take(&mut waiting).into_iter().zip(judged) {
            event.settle(judged);
            if event.waits(likeness) {
                waiting.push((number, event));
            } else {
                said[number] = event.said(readings, first + number, known, likeness);
            }
        }
    }
}

/// The findings of one event, some of which are drawn together already.
struct Drawing {
    all: Vec<Proposition>,
    cast: Cast,
    piles: Piles,
    clashes: BTreeSet<Contradiction>,
    /// Where the finding at hand may stand, once that was looked for: what has most in common with it is the
    /// last. What has less in common than one that says the same need not be read.
    homes: Option<Vec<Home>>,
}

/// The head of a pile that the finding at hand may say the same as.
struct Home {
    head: usize,
    by_words: Relation,
    near: Measures,
    /// Whether it does is told by whoever reads both.
    is_read: bool,
}

impl Drawing {
    fn of(readings: &[&Reading], group: &[usize], (_, roster, outlets): Known<'_>) -> Drawing {
        let each = group.iter();
        let all = each.flat_map(|article| propositions(*article, readings[*article]));
        Drawing {
            all: all.collect(),
            cast: Cast::of(readings, group, roster, outlets),
            piles: Piles::default(),
            clashes: BTreeSet::new(),
            homes: None,
        }
    }

    /// Draws together what can be without a reading. Is one waited for then?
    fn waits(&mut self, likeness: &dyn Likeness) -> bool {
        while self.piles.count() < self.all.len() {
            let at = self.piles.count();
            let homes = match self.homes.take() {
                Some(homes) => homes,
                None => self.homes(at, likeness),
            };
            let home = match homes.last() {
                Some(home) if home.is_read => {
                    self.homes = Some(homes);
                    return true;
                }
                Some(home) => Some(self.piles.of(home.head)),
                None => claim::twin(&self.all, at, &self.piles, &self.cast, likeness),
            };
            let home = home.map(|pile| (pile, false));
            self.piles.add(&self.all[at], at, home);
        }
        false
    }

    /// The words of the two that are to be read.
    fn pair(&self) -> Option<[&str; 2]> {
        let (home, at) = (self.homes.as_ref()?.last()?, self.piles.count());
        Some([&self.all[home.head].words, &self.all[at].words])
    }

    /// Goes on with what whoever read the two made of them.
    fn settle(&mut self, judged: Option<Judged>) {
        let Some(home) = self.homes.as_mut().and_then(Vec::pop) else {
            return;
        };
        let (relation, near) = compare::read((home.by_words, home.near), judged);
        if relation == Relation::Same {
            let (at, pile) = (self.piles.count(), self.piles.of(home.head));
            let home = Some((pile, near.is_read_alike));
            self.piles.add(&self.all[at], at, home);
            self.homes = None;
        }
    }

    /// Holds a finding against those before it: where it may stand. Keeps what it contradicts.
    fn homes(&mut self, at: usize, likeness: &dyn Likeness) -> Vec<Home> {
        let mut homes: Vec<Home> = Vec::new();
        let mut left = READ;
        for head in claim::rivals(&self.all, at, &self.piles) {
            let (one, other) = (&self.all[head], &self.all[at]);
            if claim::is_one_place(one, other) {
                continue;
            }
            let (by_words, near) = compare::by_words(one, other, likeness);
            if let Relation::Contradicts(clash) = by_words {
                let clash = claim::contradiction(one, other, clash, &self.cast);
                self.clashes.extend(clash);
                continue;
            }
            // of those that stand together one is held against others for all
            if !self.piles.can_take(&self.all, head, at, &self.cast) {
                continue;
            }
            let is_read = left > 0 && judged::is_worth_reading(one, other, by_words, &near);
            left -= usize::from(is_read);
            if is_read || by_words == Relation::Same {
                homes.push(Home {
                    head,
                    by_words,
                    near,
                    is_read,
                });
            }
        }
        // of two that have as much in common the earlier one stands behind the other
        homes.reverse();
        let common = |home: &Home| home.near.here + home.near.there;
        homes.sort_by(|a, b| common(a).total_cmp(&common(b)));
        homes
    }

    fn said(
        self,
        readings: &[&Reading],
        happening: usize,
        (descent, ..): Known<'_>,
        likeness: &dyn Likeness,
    ) -> Said {
        let Drawing {
            all, cast, piles, ..
        } = &self;
        Said {
            answers: claim::answers(readings, all, piles, likeness),
            claims: piles.claims(all, happening, descent, cast),
            contradictions: self.clashes.into_iter().collect(),
        }
    }
}
