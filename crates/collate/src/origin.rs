//! Where the news of each article comes from: a graph from articles back to the reports that put
//! it on record.

use std::collections::BTreeSet;

use onrecord_record::{Reading, Span};

use crate::copying::{self, Copied};
use crate::credit::{self, Credit, CreditKind, Outlets, UNNAMED};

/// From this share of pairs of words in common on, one article rests on the other or both on a
/// third.
const COPIED: f32 = 0.2;
/// The same where they have passages in common.
const COPIED_IN_PLACES: f32 = 0.06;
/// So many words in common passages tell that words were taken.
const IN_PLACES: usize = 16;
/// From this share on two articles are too near one another to confirm each other, though nothing
/// tells that one rests on the other.
const AKIN: f32 = 0.09;
/// The same of an article that says itself that it rests on others.
const RECALLED: f32 = 0.02;
/// The same of two articles of one outlet, which repeats its own background.
const COPIED_AT_HOME: f32 = 0.5;

/// Where a report entered the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// An article of the coverage, by number.
    Article(usize),
    /// A report that is not in the coverage, by the outlet credited with it, in lower case.
    Elsewhere(String),
    /// Reports that credit one another, by the numbers of those articles: nobody says whose it is.
    Circle(Vec<usize>),
}

/// That the news of one article comes from another, and what tells so.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// The article, by number.
    pub article: usize,
    /// Where its news comes from.
    pub from: Root,
    /// What tells so.
    pub evidence: Evidence,
}

/// What tells that an article's news comes from elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// It has the other's words.
    Copied {
        /// The share of the shorter one's pairs of words that both have.
        share: f32,
        /// The longest passages, here and there.
        passages: Vec<(Span, Span)>,
    },
    /// It says so.
    Credited {
        /// The words.
        span: Span,
        /// How.
        kind: CreditKind,
    },
}

/// How the articles of a coverage rest on one another.
#[derive(Debug, Clone, Default)]
pub struct Descent {
    /// The edges, by article, then by where they lead.
    pub derived: Vec<Derived>,
    /// For each article the reports that its news goes back to, itself where nothing else is told.
    pub roots: Vec<BTreeSet<Root>>,
    /// Articles whose words are too near one another for one to confirm the other, smaller number
    /// first.
    pub akin: BTreeSet<(usize, usize)>,
    /// Credits for details, which make nothing derived.
    pub details: Vec<(usize, Credit)>,
}

impl Descent {
    /// Do two articles go back to one report?
    pub fn is_shared(&self, one: usize, other: usize) -> bool {
        one == other || !self.roots[one].is_disjoint(&self.roots[other])
    }

    /// Can one article not confirm the other?
    pub fn is_near(&self, one: usize, other: usize) -> bool {
        self.is_shared(one, other) || self.akin.contains(&(one.min(other), one.max(other)))
    }
}

/// The descent of `readings`, which are in order of publication, within each group of `groups`.
pub(crate) fn descent(readings: &[&Reading], groups: &[Vec<usize>]) -> Descent {
    let outlets = Outlets::of(readings);
    let credits: Vec<Vec<Credit>> = readings
        .iter()
        .map(|one| credit::credits(one, &outlets))
        .collect();
    let own: Vec<Option<String>> = readings
        .iter()
        .map(|one| Some(outlets.full(one.article.masthead.outlet.as_deref()?)))
        .collect();
    let mut derived = Vec::new();
    let copied = copying::copied(readings, groups);
    for group in groups {
        derived.extend(credited(group, &credits, &own, &copied));
    }
    for edge in &mut derived {
        if edge.from == Root::Elsewhere(UNNAMED.to_owned()) {
            edge.from = likeliest(edge.article, &copied).unwrap_or(edge.from.clone());
        }
    }
    let near = copied.iter().filter(|one| one.share >= AKIN);
    let akin = near
        .map(|one| (one.article.min(one.other), one.article.max(one.other)))
        .collect();
    for copied in copied {
        derived.extend(copy(readings, copied, &own, &derived));
    }
    derived.sort_by(|a, b| (a.article, &a.from).cmp(&(b.article, &b.from)));
    let roots = roots(readings.len(), &derived);
    let mut details = Vec::new();
    for (article, credits) in credits.into_iter().enumerate() {
        let small = credits
            .into_iter()
            .filter(|credit| credit.kind == CreditKind::Detail);
        details.extend(small.map(|credit| (article, credit)));
    }
    Descent {
        derived,
        roots,
        akin,
        details,
    }
}

/// The edges that credits make within one group.
fn credited(
    group: &[usize],
    credits: &[Vec<Credit>],
    own: &[Option<String>],
    copied: &[Copied],
) -> Vec<Derived> {
    let mut found = Vec::new();
    for article in group {
        for outlet in credit::named(&credits[*article], &[CreditKind::Whole, CreditKind::News]) {
            let told = credits[*article].iter();
            let best = told
                .filter(|credit| credit.outlet == outlet && credit.kind != CreditKind::Detail)
                .min_by_key(|credit| (credit.kind, credit.span));
            let Some(best) = best else { continue };
            let evidence = Evidence::Credited {
                span: best.span,
                kind: best.kind,
            };
            let theirs: Vec<usize> = group
                .iter()
                .copied()
                .filter(|other| other != article && own[*other].as_ref() == Some(&outlet))
                .collect();
            let from = one_of(*article, &theirs, credits, own, copied);
            found.push(Derived {
                article: *article,
                from: from.map_or(Root::Elsewhere(outlet.clone()), Root::Article),
                evidence,
            });
        }
    }
    found
}

/// The article of the credited outlet that is meant: of the earlier ones that with most words in
/// common, the last one where none has any; a later one only where it credits this one's outlet.
fn one_of(
    article: usize,
    theirs: &[usize],
    credits: &[Vec<Credit>],
    own: &[Option<String>],
    copied: &[Copied],
) -> Option<usize> {
    let share = |other: usize| {
        let pair = copied
            .iter()
            .find(|one| (one.article, one.other) == (article.max(other), article.min(other)));
        pair.map_or(0.0, |one| one.share)
    };
    let earlier = theirs.iter().copied().filter(|other| *other < article);
    let best = earlier.max_by(|a, b| share(*a).total_cmp(&share(*b)).then(a.cmp(b)));
    let credits_back = |other: &usize| {
        let told = credits[*other].iter();
        own[article].is_some()
            && told.clone().any(|credit| {
                credit.kind != CreditKind::Detail && Some(&credit.outlet) == own[article].as_ref()
            })
    };
    best.or_else(|| theirs.iter().copied().find(credits_back))
}

/// The report that an article means which credits media it does not name: the one with most words
/// in common.
fn likeliest(article: usize, copied: &[Copied]) -> Option<Root> {
    let shared = copied.iter().filter(|one| one.share >= RECALLED);
    let others = shared.filter_map(|one| match (one.article, one.other) {
        (here, there) if here == article => Some((one.share, there)),
        (here, there) if there == article => Some((one.share, here)),
        _ => None,
    });
    let best = others.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    Some(Root::Article(best.1))
}

/// The edge that words in common make: the later article rests on the earlier one, unless the
/// earlier one already credits the later.
fn copy(
    readings: &[&Reading],
    copied: Copied,
    own: &[Option<String>],
    known: &[Derived],
) -> Option<Derived> {
    let is_home = own[copied.article].is_some() && own[copied.article] == own[copied.other];
    let article = &readings[copied.article].article;
    let passages = copied.passages.iter();
    let words = passages.map(|(here, _)| article.quote(*here).split_whitespace().count());
    let needed = match (is_home, words.sum::<usize>() >= IN_PLACES) {
        (true, _) => COPIED_AT_HOME,
        (false, true) => COPIED_IN_PLACES,
        (false, false) => COPIED,
    };
    if copied.share < needed {
        return None;
    }
    let leads = |from: usize, to: usize| {
        known
            .iter()
            .any(|edge| edge.article == from && edge.from == Root::Article(to))
    };
    let (article, from, passages) = if leads(copied.other, copied.article) {
        let turned = copied
            .passages
            .into_iter()
            .map(|(here, there)| (there, here));
        (copied.other, copied.article, turned.collect())
    } else {
        (copied.article, copied.other, copied.passages)
    };
    Some(Derived {
        article,
        from: Root::Article(from),
        evidence: Evidence::Copied {
            share: copied.share,
            passages,
        },
    })
}

/// For each article what it goes back to. Articles that credit one another in a circle go back to
/// the circle.
fn roots(articles: usize, derived: &[Derived]) -> Vec<BTreeSet<Root>> {
    let mut leads: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); articles];
    let mut beyond: Vec<BTreeSet<Root>> = vec![BTreeSet::new(); articles];
    for edge in derived {
        match &edge.from {
            Root::Article(other) => {
                leads[edge.article].insert(*other);
            }
            other => {
                beyond[edge.article].insert(other.clone());
            }
        }
    }
    let reached: Vec<BTreeSet<usize>> = (0..articles).map(|one| reach(one, &leads)).collect();
    let mut roots = Vec::with_capacity(articles);
    for article in 0..articles {
        let mut own = BTreeSet::new();
        for one in reached[article].iter().chain([&article]) {
            let circle: Vec<usize> = reached[*one]
                .iter()
                .copied()
                .filter(|other| reached[*other].contains(one))
                .collect();
            own.extend(beyond[*one].iter().cloned());
            let is_end = leads[*one].iter().all(|next| circle.contains(next));
            if is_end && beyond[*one].is_empty() {
                own.insert(if circle.len() > 1 {
                    Root::Circle(circle)
                } else {
                    Root::Article(*one)
                });
            }
        }
        roots.push(own);
    }
    roots
}

/// Everything that can be reached from `article`; itself only by a way around.
fn reach(article: usize, leads: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut found: BTreeSet<usize> = BTreeSet::new();
    let mut open: Vec<usize> = leads[article].iter().copied().collect();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(leads[next].iter().copied());
        }
    }
    found
}
