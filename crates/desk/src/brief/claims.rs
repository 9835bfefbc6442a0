//! What the coverage as a whole adds to lines: how many have the claim and where it entered the
//! record, its other wordings, and what cannot be right as well.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::{Clash, Collation, Contradiction, Finding, Item, Origin, Sequel, asked};
use onrecord_record::{Reading, Span, Voice};

use super::fold::{self, Candidate};
use super::{
    Brief, Citation, ClashKind, Heading, Line, LineKind, Note, Piece, Rank, Section, SectionKind,
};

/// Other wordings that a line names.
const WORDINGS: usize = 3;

/// What a collation has, by finding: made once for all of its briefs.
#[derive(Default)]
pub(super) struct Threads {
    /// The number of the claim that each finding tells.
    claim_of: BTreeMap<Item, usize>,
    /// What cannot be right beside each finding.
    against: BTreeMap<Item, BTreeSet<Item>>,
    /// What tells since then what was open.
    answer_of: BTreeMap<Item, Item>,
    /// What was asked, with what came after it.
    asked: BTreeMap<Item, Sequel>,
    /// How many articles have each claim, and how many outlets they are of.
    spread: Vec<[usize; 2]>,
}

impl Threads {
    pub(super) fn of(collation: &Collation, readings: &[&Reading]) -> Threads {
        let claims = collation.claims.iter().enumerate();
        let mut against: BTreeMap<Item, BTreeSet<Item>> = BTreeMap::new();
        for clash in &collation.contradictions {
            against.entry(clash.one).or_default().insert(clash.other);
            against.entry(clash.other).or_default().insert(clash.one);
        }
        let answers = collation.answers.iter();
        Threads {
            claim_of: claims
                .flat_map(|(number, claim)| claim.items.iter().map(move |item| (*item, number)))
                .collect(),
            against,
            answer_of: answers.map(|one| (one.question, one.answer)).collect(),
            asked: questions(readings),
            spread: collation
                .claims
                .iter()
                .map(|claim| {
                    let articles = claim.articles();
                    [articles.len(), outlets(readings, &articles)]
                })
                .collect(),
        }
    }
}

/// How many outlets `articles` are of; without one each is its own.
fn outlets(readings: &[&Reading], articles: &BTreeSet<usize>) -> usize {
    let named = articles.iter().map(|at| {
        let outlet = readings.get(*at)?.article.masthead.outlet.as_deref();
        Some(outlet.ok_or(*at))
    });
    named.collect::<BTreeSet<_>>().len()
}

fn questions(readings: &[&Reading]) -> BTreeMap<Item, Sequel> {
    let mut found = BTreeMap::new();
    for (article, reading) in readings.iter().enumerate() {
        for one in asked(reading) {
            let finding = one.finding;
            found.insert(Item { article, finding }, one.sequel);
        }
    }
    found
}

/// The readings of a brief as the collation numbers them.
pub(super) struct Collated<'a> {
    pub(super) collation: &'a Collation,
    pub(super) threads: &'a Threads,
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
}

/// Draws together candidates of one part and heading that tell one claim, and notes on each what
/// the coverage has of it.
pub(super) fn told(
    brief: &Brief,
    collated: &Collated<'_>,
    candidates: Vec<Candidate>,
) -> Vec<Candidate> {
    let claim_of = &collated.threads.claim_of;
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
            // the story's own words before the headline's
            Some(home) if home.is_headline() && !candidate.is_headline() => {
                let held = std::mem::replace(home, candidate);
                also(brief, home, held);
            }
            Some(home) if !tells_more(brief, home, &candidate) => also(brief, home, candidate),
            Some(home) if is_held(home, &candidate) => {
                let held = std::mem::replace(home, candidate);
                also(brief, home, held);
            }
            Some(_) => kept.push(candidate),
            None => {
                homes.extend(key.map(|key| (key, kept.len())));
                kept.push(candidate);
            }
        }
    }
    for candidate in &mut kept {
        candidate.settle();
        note(collated, candidate);
    }
    kept
}

/// Has `other` a stretch of its own that `home` does not tell?
fn tells_more(brief: &Brief, home: &Candidate, other: &Candidate) -> bool {
    let mut stretches = other.line.citations.iter();
    other.line.citations.len() > 1
        && stretches.any(|at| fold::likeness(&home.words, fold::quote(brief, *at)) < 0.5)
}

/// Has `other` nearly all words of `home`?
fn is_held(home: &Candidate, other: &Candidate) -> bool {
    fold::likeness(&other.words, &home.words) >= 0.9
}

/// Adds another wording to a line. Of several stretches the one that is nearest to it; the same
/// words are none.
fn also(brief: &Brief, home: &mut Candidate, other: Candidate) {
    let notes = home.line.notes.iter();
    let wordings = notes.filter(|note| matches!(note, Note::Also(_)));
    let near = other.line.citations.iter().copied();
    let near = near.map(|at| (fold::likeness(&home.words, fold::quote(brief, at)), at));
    let nearest = near.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    if let Some((likeness, at)) = nearest.filter(|_| wordings.count() < WORDINGS) {
        home.line
            .notes
            .extend((likeness < 1.0).then_some(Note::Also(at)));
    }
    let told = other.line.notes.iter();
    let told = told.filter(|note| matches!(note, Note::Also(_))).cloned();
    home.line.notes.extend(told);
    home.takes(other);
}

fn note(collated: &Collated<'_>, candidate: &mut Candidate) {
    let own: BTreeSet<usize> = candidate
        .line
        .citations
        .iter()
        .map(|one| one.article)
        .collect();
    let threads = collated.threads;
    let mut claims = candidate.items.iter();
    let claim = claims.find_map(|item| threads.claim_of.get(item));
    let claim = claim.and_then(|at| {
        let spread = threads.spread.get(*at)?;
        let spread = counted(collated, candidate, *at).unwrap_or(*spread);
        Some((collated.collation.claims.get(*at)?, spread))
    });
    if let Some((claim, [articles, outlets])) = claim {
        let is_disputed = |item: &Item| claim.disputed.binary_search(item).is_ok();
        let notes = &mut candidate.line.notes;
        let is_in_doubt = candidate.items.iter().any(is_disputed);
        if is_in_doubt && !notes.contains(&Note::SourceInDoubt) {
            notes.push(Note::SourceInDoubt);
        }
        if articles > 1 {
            candidate.line.notes.push(Note::Claim {
                outlets,
                articles,
                origins: claim.origins.len(),
                unnamed: claim
                    .origins
                    .iter()
                    .any(|one| matches!(one, Origin::Unnamed(_))),
            });
        }
        let others = claim.origins.iter().filter_map(|origin| match origin {
            // the same words from another mouth are no second voice
            Origin::Speaker(item) if !is_in_doubt && !candidate.items.contains(item) => Some(*item),
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
        let elsewhere = elsewhere(collated, candidate, &claim.items, own);
        candidate.line.notes.extend(elsewhere);
    }
    let against = against(collated, candidate);
    candidate.line.notes.extend(against);
    let asked = asked_for(collated, candidate);
    candidate.line.notes.extend(asked);
}

/// Where the claim stands in articles that neither the line nor its notes cite: what is counted can be
/// looked up.
fn elsewhere(
    collated: &Collated<'_>,
    candidate: &Candidate,
    items: &[Item],
    mut cited: BTreeSet<usize>,
) -> Vec<Note> {
    let mut left = WORDINGS;
    for note in &candidate.line.notes {
        if let Note::Also(at) | Note::AlsoBy(at) = note {
            cited.insert(at.article);
            left = left.saturating_sub(1);
        }
    }
    let first = items.iter().filter_map(|item| collated.first(*item));
    let more = first.filter(|at| cited.insert(at.article));
    more.take(left).map(Note::Also).collect()
}

/// How many articles have the claim numbered `claim`, and how many outlets they are of, where a line
/// cites more of them than the claim has: what stands there in the same words.
fn counted(collated: &Collated<'_>, candidate: &Candidate, claim: usize) -> Option<[usize; 2]> {
    let claim_of = &collated.threads.claim_of;
    let mut items = candidate.items.iter();
    if items.all(|item| claim_of.get(item) == Some(&claim)) {
        return None;
    }
    let mut articles = collated.collation.claims.get(claim)?.articles();
    articles.extend(candidate.items.iter().map(|item| item.article));
    Some([articles.len(), outlets(collated.readings, &articles)])
}

/// What cannot be right beside a line.
fn against(collated: &Collated<'_>, candidate: &Candidate) -> Vec<Note> {
    let threads = collated.threads;
    let items = candidate.items.iter();
    let sides = items.filter_map(|item| Some((item, threads.against.get(item)?)));
    let sides = sides.flat_map(|(item, others)| others.iter().map(move |other| (item, other)));
    // of two that are told in this one line the later one
    let sides = sides.filter(|(item, other)| item < other || !candidate.items.contains(other));
    let against: BTreeSet<Citation> = sides
        .filter_map(|(_, other)| collated.first(*other))
        .collect();
    let notes = against.into_iter().take(WORDINGS);
    notes.map(Note::ContradictedBy).collect()
}

/// What answers a line that was asked or open, or that nothing answers what was asked.
fn asked_for(collated: &Collated<'_>, candidate: &Candidate) -> Option<Note> {
    let threads = collated.threads;
    let answered = candidate.items.iter();
    let answered = answered.filter(|item| threads.answer_of.contains_key(item));
    let answer = answered.min().and_then(|item| threads.answer_of.get(item));
    let answer = answer.and_then(|item| collated.first(*item));
    if let Some(answer) = answer {
        return Some(Note::AnsweredBy(answer));
    }
    let asked = candidate.items.iter();
    let asked = asked.filter_map(|item| Some((item.article, *threads.asked.get(item)?)));
    let asked: Vec<(usize, Sequel)> = asked.collect();
    let refused = asked.iter().filter_map(|(article, sequel)| match sequel {
        Sequel::Refused(at) => Some(Item {
            article: *article,
            finding: Finding::Absence(*at),
        }),
        _ => None,
    });
    if let Some(refusal) = refused.min() {
        return Some(Note::Unanswered(collated.first(refusal)));
    }
    // who is heard after it may have answered
    let is_silent = asked.iter().all(|(_, sequel)| *sequel == Sequel::Silence);
    (is_silent && !asked.is_empty()).then_some(Note::Unanswered(None))
}

/// The part in which contradictions stand side by side: one line for each two claims.
pub(super) fn contradictions(collated: &Collated<'_>) -> Option<Section> {
    let claim_of = &collated.threads.claim_of;
    let mut seen: BTreeSet<(Option<usize>, Option<usize>)> = BTreeSet::new();
    let mut lines = Vec::new();
    let of = |article: usize| {
        let all = &collated.collation.contradictions;
        let from = all.partition_point(|clash| clash.one.article < article);
        let own = all[from..].iter();
        own.take_while(move |clash| clash.one.article == article)
    };
    for one in collated.numbers.keys().copied().flat_map(of) {
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
