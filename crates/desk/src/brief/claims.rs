//! What the coverage as a whole adds to lines: how many have the claim and where it entered the
//! record, its other wordings, and what cannot be right as well.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::{Clash, Collation, Contradiction, Finding, Item, Origin};
use onrecord_record::{Reading, Span, Voice};

use super::fold::Candidate;
use super::{
    Citation, ClashKind, Heading, Line, LineKind, Note, Piece, Rank, Section, SectionKind,
};

/// Other wordings that a line names.
const WORDINGS: usize = 3;

/// The readings of a brief as the collation numbers them.
pub(super) struct Collated<'a> {
    pub(super) collation: &'a Collation,
    /// All readings of the collation.
    pub(super) readings: &'a [&'a Reading],
    /// The number in the brief, from 1, of each article of the collation that is in it.
    pub(super) numbers: BTreeMap<usize, usize>,
}

impl Collated<'_> {
    fn cite(&self, article: usize, span: Span) -> Option<Citation> {
        let article = *self.numbers.get(&article)?;
        Some(Citation { article, span })
    }

    /// The words of a finding.
    pub(super) fn words(&self, item: Item) -> Option<Vec<Span>> {
        let findings = &self.readings.get(item.article)?.findings;
        Some(match item.finding {
            Finding::Statement(at) => findings
                .statements
                .get(at)?
                .attribution
                .content
                .parts()
                .to_vec(),
            Finding::Narration(at) => vec![findings.narration.get(at)?.span],
            Finding::Absence(at) => vec![findings.absences.get(at)?.span],
        })
    }

    fn first(&self, item: Item) -> Option<Citation> {
        self.cite(item.article, *self.words(item)?.first()?)
    }

    /// Who says a finding, where the article names somebody.
    fn speaker(&self, item: Item) -> Option<Citation> {
        let findings = &self.readings.get(item.article)?.findings;
        let chain = match item.finding {
            Finding::Statement(at) => &findings.statements.get(at)?.chain,
            Finding::Absence(at) => &findings.absences.get(at)?.chain,
            Finding::Narration(_) => return None,
        };
        let Some(Voice::Source(id)) = chain.last() else {
            return None;
        };
        self.cite(item.article, findings.source(*id)?.name)
    }

    fn outlets(&self, articles: &BTreeSet<usize>) -> usize {
        let named = articles.iter().map(|at| {
            let outlet = self.readings.get(*at)?.article.masthead.outlet.clone();
            Some(outlet.ok_or(*at))
        });
        named.collect::<BTreeSet<_>>().len()
    }
}

/// Draws together candidates of one part and heading that tell one claim, and notes on each what
/// the coverage has of it.
pub(super) fn told(collated: &Collated<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let claim_of = claim_of(collated);
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    let mut homes: BTreeMap<(SectionKind, Heading, usize), usize> = BTreeMap::new();
    for candidate in candidates {
        let claim = candidate
            .items
            .iter()
            .find_map(|item| claim_of.get(item))
            .copied();
        let key = claim.map(|claim| (candidate.section, candidate.line.heading, claim));
        let home = key.and_then(|key| homes.get(&key).copied());
        match home.and_then(|at| kept.get_mut(at)) {
            Some(home) => also(home, candidate),
            None => {
                homes.extend(key.map(|key| (key, kept.len())));
                kept.push(candidate);
            }
        }
    }
    for candidate in &mut kept {
        note(collated, &claim_of, candidate);
    }
    kept
}

fn claim_of(collated: &Collated<'_>) -> BTreeMap<Item, usize> {
    let claims = collated.collation.claims.iter().enumerate();
    claims
        .flat_map(|(number, claim)| claim.items.iter().map(move |item| (*item, number)))
        .collect()
}

/// Adds another wording to a line.
fn also(home: &mut Candidate, other: Candidate) {
    let wordings = home
        .line
        .notes
        .iter()
        .filter(|note| matches!(note, Note::Also(_)));
    if wordings.count() < WORDINGS {
        home.line
            .notes
            .extend(other.line.citations.first().copied().map(Note::Also));
    }
    home.takes(other);
}

fn note(collated: &Collated<'_>, claim_of: &BTreeMap<Item, usize>, candidate: &mut Candidate) {
    let own: BTreeSet<usize> = candidate
        .line
        .citations
        .iter()
        .map(|one| one.article)
        .collect();
    let claim = candidate.items.iter().find_map(|item| claim_of.get(item));
    if let Some(claim) = claim.and_then(|at| collated.collation.claims.get(*at)) {
        let articles = claim.articles();
        if articles.len() > 1 {
            candidate.line.notes.push(Note::Claim {
                outlets: collated.outlets(&articles),
                articles: articles.len(),
                origins: claim.origins.len(),
                unnamed: claim
                    .origins
                    .iter()
                    .any(|one| matches!(one, Origin::Unnamed(_))),
            });
        }
        let others = claim.origins.iter().filter_map(|origin| match origin {
            Origin::Speaker(item) if !candidate.items.contains(item) => Some(*item),
            _ => None,
        });
        let told = others.filter(|item| {
            collated
                .numbers
                .get(&item.article)
                .is_some_and(|at| !own.contains(at))
        });
        let by: Vec<Note> = told
            .filter_map(|item| collated.speaker(item))
            .take(WORDINGS)
            .map(Note::AlsoBy)
            .collect();
        candidate.line.notes.extend(by);
    }
    let against: BTreeSet<Citation> = collated
        .collation
        .contradictions
        .iter()
        .filter_map(|one| other_side(one, &candidate.items))
        .filter_map(|item| collated.first(item))
        .collect();
    let notes = against.into_iter().take(WORDINGS).map(Note::ContradictedBy);
    candidate.line.notes.extend(notes);
    let answer = collated
        .collation
        .answers
        .iter()
        .find(|one| candidate.items.contains(&one.question));
    let answer = answer.and_then(|one| collated.first(one.answer));
    candidate.line.notes.extend(answer.map(Note::AnsweredBy));
}

fn other_side(contradiction: &Contradiction, items: &[Item]) -> Option<Item> {
    if items.contains(&contradiction.one) {
        Some(contradiction.other)
    } else if items.contains(&contradiction.other) {
        Some(contradiction.one)
    } else {
        None
    }
}

/// The part in which contradictions stand side by side: one line for each two claims.
pub(super) fn contradictions(collated: &Collated<'_>) -> Option<Section> {
    let claim_of = claim_of(collated);
    let mut seen: BTreeSet<(Option<usize>, Option<usize>)> = BTreeSet::new();
    let mut lines = Vec::new();
    for one in &collated.collation.contradictions {
        let claims = (
            claim_of.get(&one.one).copied(),
            claim_of.get(&one.other).copied(),
        );
        if seen.insert(claims) && seen.insert((claims.1, claims.0)) || claims.0.is_none() {
            lines.extend(side_by_side(collated, one));
        }
    }
    (!lines.is_empty()).then_some(Section {
        kind: SectionKind::Contradictions,
        lines,
        untold: 0,
    })
}

fn side_by_side(collated: &Collated<'_>, one: &Contradiction) -> Option<Line> {
    let (mut pieces, mut citations) = side(collated, one.one)?;
    let (others, more) = side(collated, one.other)?;
    pieces.push(Piece::Against);
    pieces.extend(others);
    citations.extend(more);
    Some(Line {
        kind: LineKind::Contradiction(kind(one.clash)),
        heading: Heading::Part,
        is_shown: true,
        pieces,
        notes: Vec::new(),
        citations,
        rank: Rank::default(),
    })
}

pub(super) fn side(collated: &Collated<'_>, item: Item) -> Option<(Vec<Piece>, Vec<Citation>)> {
    let words = collated.words(item)?;
    let citations: Vec<Citation> = words
        .into_iter()
        .filter_map(|span| collated.cite(item.article, span))
        .collect();
    let mut pieces: Vec<Piece> = Vec::new();
    for citation in &citations {
        if !pieces.is_empty() {
            pieces.push(Piece::Gap);
        }
        pieces.push(Piece::Quote(*citation));
    }
    let speaker = collated.speaker(item);
    pieces.extend(speaker.map(|name| Piece::Via("according to", name)));
    (!citations.is_empty()).then_some((pieces, citations))
}

fn kind(clash: Clash) -> ClashKind {
    match clash {
        Clash::Count(..) => ClashKind::Count,
        Clash::Date(..) => ClashKind::Date,
        Clash::Place(..) => ClashKind::Place,
        Clash::Actor(..) => ClashKind::Actor,
        Clash::DidNot => ClashKind::DidNot,
    }
}
