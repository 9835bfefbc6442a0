//! A whole ledger put together once: its briefs, entities, open questions and what changed, all of one
//! comparison of its articles.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::{Likeness, corrected, unnamed, versions};
use onrecord_record::{ArticleId, KeptAct, Reading, Span};

use crate::brief::{
    Brief, BriefOptions, Editions, Heard, Length, Now, Version, Whole, briefs_of, changes_of,
    questions_of,
};
use crate::entity::{Entities, standing};

/// What a ledger has on record at one moment.
#[derive(Debug)]
pub struct Gathered {
    /// One an event, the one that most articles tell of first.
    pub briefs: Vec<Brief>,
    /// Whom the newest versions of the articles name; holds all readings.
    pub entities: Entities,
    /// The versions of each address that has several, oldest first.
    pub versions: Vec<Vec<ArticleId>>,
    heard: Heard,
    /// The number of each article's reading.
    numbers: BTreeMap<ArticleId, usize>,
}

/// How much is to be told of all events together.
#[derive(Debug, Clone, Copy)]
pub struct Extract {
    /// How many of the lines are shown.
    pub length: Length,
    /// How many lines of each part are there at all: those that matter most.
    pub most: usize,
}

/// What `readings`, which are in order of arrival, have on record, with the analyst's `acts`; of it the lines
/// that have all words of `about`.
pub fn gathered(
    readings: Vec<Reading>,
    acts: Vec<KeptAct>,
    about: Option<String>,
    likeness: &dyn Likeness,
) -> Gathered {
    let options = BriefOptions {
        acts: standing(&acts),
        about,
        ..BriefOptions::default()
    };
    let editions = Editions::of(&readings);
    let newest = editions.newest(&readings);
    let collation = corrected(&newest, &options.acts, likeness);
    let whole = Whole::of(&newest, &collation, &editions);
    let briefs = briefs_of(&whole, &options);
    let heard = whole.heard();
    let order: Vec<ArticleId> = newest.iter().map(|one| one.article.id).collect();
    let versions = versioned(&readings);
    let unnamed = unnamed(&newest);
    let readings = in_order(readings, &order);
    let ids = readings.iter().map(|one| one.article.id);
    Gathered {
        briefs,
        versions,
        heard,
        numbers: ids.zip(0..).collect(),
        entities: Entities::of(readings, collation.roster, unnamed, acts),
    }
}

impl Gathered {
    /// The reading of this article.
    pub fn reading(&self, id: ArticleId) -> Option<&Reading> {
        self.entities.readings().get(*self.numbers.get(&id)?)
    }

    /// What nobody has answered, and what was answered since; then how many lines are left out.
    pub fn questions(&self, extract: Extract) -> (Brief, usize) {
        let Extract { length, most } = extract;
        questions_of(
            &self.briefs,
            &|id, name| self.named(id, name),
            (length, most),
        )
    }

    /// What `briefs`, which are of this record, tell that was not there when no articles but `known` were:
    /// corrections, versions of pages, contradictions, second origins, and everything new. Then how many lines
    /// are left out.
    pub fn changes(
        &self,
        briefs: &[Brief],
        known: &BTreeSet<ArticleId>,
        extract: Extract,
        likeness: &dyn Likeness,
    ) -> (Brief, usize) {
        let sources = briefs.iter().flat_map(|brief| &brief.sources);
        let told: BTreeSet<ArticleId> = sources.map(|one| one.article.id).collect();
        let is_told = |one: &Version<'_>| told.contains(&one.new.article.id);
        let now = Now {
            briefs,
            heard: &self.heard,
            named: &|id, name| self.named(id, name),
            versions: self.newest_versions().filter(is_told).collect(),
        };
        changes_of(&now, known, (extract.length, extract.most), likeness)
    }

    fn newest_versions(&self) -> impl Iterator<Item = Version<'_>> {
        self.versions.iter().filter_map(|ids| {
            let (new, before) = ids.split_last()?;
            let before: Vec<&ArticleId> = before.iter().filter(|id| *id != new).collect();
            Some(Version {
                new: self.reading(*new)?,
                old: self.reading(**before.last()?)?,
                earlier: before.iter().collect::<BTreeSet<_>>().len(),
            })
        })
    }

    /// The number of the entity that an article names here.
    fn named(&self, article: ArticleId, name: Span) -> Option<usize> {
        self.entities.named(*self.numbers.get(&article)?, name)
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
