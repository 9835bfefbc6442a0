//! Where the news of each article comes from: a graph from articles back to the reports that put
//! it on record.

use std::collections::{BTreeMap, BTreeSet};

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
    let shared = Shared::of(&copied);
    for group in groups {
        derived.extend(credited(group, &credits, &own, &shared));
    }
    for edge in &mut derived {
        if edge.from == Root::Elsewhere(UNNAMED.to_owned()) {
            edge.from = shared.likeliest(edge.article).unwrap_or(edge.from.clone());
        }
    }
    let near = copied.iter().filter(|one| one.share >= AKIN);
    let akin = near
        .map(|one| (one.article.min(one.other), one.article.max(one.other)))
        .collect();
    let mut leads: BTreeSet<(usize, usize)> = derived.iter().filter_map(lead).collect();
    for copied in copied {
        let edge = copy(readings, copied, &own, &leads);
        leads.extend(edge.as_ref().and_then(lead));
        derived.extend(edge);
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

/// From which article an edge leads to which.
fn lead(edge: &Derived) -> Option<(usize, usize)> {
    match edge.from {
        Root::Article(other) => Some((edge.article, other)),
        Root::Elsewhere(_) | Root::Circle(_) => None,
    }
}

/// For each article those that it has words in common with, and the share.
struct Shared(BTreeMap<usize, BTreeMap<usize, f32>>);

impl Shared {
    fn of(copied: &[Copied]) -> Shared {
        let mut shared: BTreeMap<usize, BTreeMap<usize, f32>> = BTreeMap::new();
        for one in copied {
            let pair = (one.article, one.other);
            shared.entry(pair.0).or_default().insert(pair.1, one.share);
            shared.entry(pair.1).or_default().insert(pair.0, one.share);
        }
        Shared(shared)
    }

    fn share(&self, one: usize, other: usize) -> f32 {
        let share = self.0.get(&one).and_then(|others| others.get(&other));
        share.copied().unwrap_or(0.0)
    }

    /// The report that an article means which credits media it does not name: the one with most
    /// words in common.
    fn likeliest(&self, article: usize) -> Option<Root> {
        let others = self.0.get(&article)?.iter();
        let recalled = others.filter(|(_, share)| **share >= RECALLED);
        let best = recalled.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
        Some(Root::Article(*best.0))
    }
}

/// The edges that credits make within one group.
fn credited(
    group: &[usize],
    credits: &[Vec<Credit>],
    own: &[Option<String>],
    shared: &Shared,
) -> Vec<Derived> {
    let mut found = Vec::new();
    let mut by_outlet: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for article in group {
        if let Some(outlet) = &own[*article] {
            by_outlet.entry(outlet).or_default().push(*article);
        }
    }
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
            let theirs = by_outlet.get(&outlet).map_or(&[][..], Vec::as_slice);
            let from = one_of(*article, theirs, credits, own, shared);
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
    shared: &Shared,
) -> Option<usize> {
    let share = |other: usize| shared.share(article, other);
    let earlier = theirs.iter().copied().filter(|other| *other < article);
    let best = earlier.max_by(|a, b| share(*a).total_cmp(&share(*b)).then(a.cmp(b)));
    let credits_back = |other: &usize| {
        let told = credits[*other].iter();
        own[article].is_some()
            && told.clone().any(|credit| {
                credit.kind != CreditKind::Detail && Some(&credit.outlet) == own[article].as_ref()
            })
    };
    let mut later = theirs.iter().copied().filter(|other| *other > article);
    best.or_else(|| later.find(credits_back))
}

/// The edge that words in common make: the later article rests on the earlier one, unless the
/// earlier one already credits the later.
fn copy(
    readings: &[&Reading],
    copied: Copied,
    own: &[Option<String>],
    leads: &BTreeSet<(usize, usize)>,
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
    let (article, from, passages) = if leads.contains(&(copied.other, copied.article)) {
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
    let mut roots: Vec<BTreeSet<Root>> = vec![BTreeSet::new(); articles];
    for mut circle in circles(&leads) {
        circle.sort_unstable();
        let mut own = BTreeSet::new();
        for one in &circle {
            own.extend(beyond[*one].iter().cloned());
            let is_inside = |next: &usize| circle.binary_search(next).is_ok();
            let is_end = leads[*one].iter().all(is_inside);
            if is_end && beyond[*one].is_empty() {
                own.insert(match circle.as_slice() {
                    [one] => Root::Article(*one),
                    _ => Root::Circle(circle.clone()),
                });
            }
            for next in leads[*one].iter().filter(|next| !is_inside(next)) {
                own.extend(roots[*next].iter().cloned());
            }
        }
        for one in circle {
            roots[one].clone_from(&own);
        }
    }
    roots
}

/// Articles that lead to one another, each alone where there is no way back, the ends first
/// (Tarjan 1972).
fn circles(leads: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let mut found = Vec::new();
    let mut order = vec![NEW; leads.len()];
    let mut least = vec![NEW; leads.len()];
    let mut is_open = vec![false; leads.len()];
    let (mut open, mut count) = (Vec::new(), 0);
    for start in 0..leads.len() {
        let mut way = Vec::new();
        let mut enter = (order[start] == NEW).then_some(start);
        loop {
            if let Some(one) = enter.take() {
                (order[one], least[one], is_open[one]) = (count, count, true);
                count += 1;
                open.push(one);
                way.push((one, leads[one].iter()));
            }
            let Some((one, next)) = way.last_mut() else {
                break;
            };
            let one = *one;
            if let Some(next) = next.next() {
                if order[*next] == NEW {
                    enter = Some(*next);
                } else if is_open[*next] {
                    least[one] = least[one].min(order[*next]);
                }
                continue;
            }
            way.pop();
            if let Some((before, _)) = way.last() {
                least[*before] = least[*before].min(least[one]);
            }
            if least[one] == order[one] {
                let from = open.iter().rposition(|other| *other == one).unwrap_or(0);
                let circle = open.split_off(from);
                circle.iter().for_each(|one| is_open[*one] = false);
                found.push(circle);
            }
        }
    }
    found
}
