//! In which articles each origin of a claim is heard: how many it had at an earlier moment.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::Claim;
use onrecord_record::{ArticleId, Span};

use super::claims::Collated;

/// The claims that have a second origin, by the places that tell them.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// For each claim the articles in which each of its origins is heard.
    claims: Vec<Vec<BTreeSet<ArticleId>>>,
    places: BTreeMap<(ArticleId, Span), usize>,
}

impl Heard {
    pub(super) fn of(collated: &Collated<'_>) -> Heard {
        let mut heard = Heard::default();
        let claims = collated.collation.claims.iter();
        for claim in claims.filter(|claim| claim.is_confirmed()) {
            heard.add(collated, claim);
        }
        heard
    }

    fn add(&mut self, collated: &Collated<'_>, claim: &Claim) {
        let id = |at: usize| collated.readings[at].article.id;
        for item in &claim.items {
            let spans = collated.words(*item).unwrap_or_default().into_iter();
            let places = spans.map(|span| ((id(item.article), span), self.claims.len()));
            self.places.extend(places);
        }
        let origins = claim.heard.iter();
        let origins = origins.map(|articles| articles.iter().map(|at| id(*at)).collect());
        self.claims.push(origins.collect());
    }

    /// Had the claim that is told at one of these places a second origin when no articles but `known`
    /// were there?
    pub(super) fn had_two(
        &self,
        places: impl Iterator<Item = (ArticleId, Span)>,
        known: &BTreeSet<ArticleId>,
    ) -> bool {
        let claims = places.filter_map(|at| self.claims.get(*self.places.get(&at)?));
        let is_known = |origin: &&BTreeSet<ArticleId>| !origin.is_disjoint(known);
        let mut counts = claims.map(|origins| origins.iter().filter(is_known).count());
        counts.any(|count| count > 1)
    }
}
