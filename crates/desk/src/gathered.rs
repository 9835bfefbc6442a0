//! A whole ledger put together once: its briefs, open questions and entities, all of one comparison
//! of its articles.

use std::collections::BTreeMap;

use onrecord_collate::{Likeness, corrected, unnamed, versions};
use onrecord_record::{ArticleId, KeptAct, Reading};

use crate::brief::{Brief, BriefOptions, Editions, Whole, briefs_of, questions_of};
use crate::entity::{Entities, standing};

/// What a ledger has on record at one moment.
#[derive(Debug)]
pub struct Gathered {
    /// One an event, the one that most articles tell of first.
    pub briefs: Vec<Brief>,
    /// What nobody has answered.
    pub questions: Brief,
    /// Whom the newest versions of the articles name; holds all readings.
    pub entities: Entities,
    /// The versions of each address that has several, oldest first.
    pub versions: Vec<Vec<ArticleId>>,
}

/// What `readings`, which are in order of arrival, have on record, with the analyst's `acts`.
pub fn gathered(readings: Vec<Reading>, acts: Vec<KeptAct>, likeness: &dyn Likeness) -> Gathered {
    let options = BriefOptions {
        acts: standing(&acts),
        ..BriefOptions::default()
    };
    let editions = Editions::of(&readings);
    let newest = editions.newest(&readings);
    let collation = corrected(&newest, &options.acts, likeness);
    let whole = Whole::of(&newest, &collation, &editions);
    let briefs = briefs_of(&whole, &options);
    let questions = questions_of(&whole, &options);
    let order: Vec<ArticleId> = newest.iter().map(|one| one.article.id).collect();
    let versions = versioned(&readings);
    let unnamed = unnamed(&newest);
    Gathered {
        briefs,
        questions,
        versions,
        entities: Entities::of(in_order(readings, &order), collation.roster, unnamed, acts),
    }
}

fn versioned(readings: &[Reading]) -> Vec<Vec<ArticleId>> {
    let all: Vec<&Reading> = readings.iter().collect();
    let ids = |some: Vec<usize>| some.into_iter().map(|at| all[at].article.id).collect();
    versions(&all).into_iter().map(ids).collect()
}

/// `readings` in this order of their articles, what is not in it last.
fn in_order(readings: Vec<Reading>, order: &[ArticleId]) -> Vec<Reading> {
    let places: BTreeMap<ArticleId, usize> = order.iter().copied().zip(0..).collect();
    let mut readings = readings;
    readings.sort_by_key(|one| places.get(&one.article.id).copied().unwrap_or(usize::MAX));
    readings.dedup_by_key(|one| one.article.id);
    readings
}
