//! What is told of a claim, out of the record: its wordings, what they rest on, and how each came to
//! be on record.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use jiff::Timestamp;
use onrecord_desk::ledger::{Ledger, SqliteLedger};
use onrecord_desk::{
    Brief, BriefSource, Citation, Line, LineKind, Lineage, LineageEvidence, LineageFrom, Note,
    Reading,
};
use onrecord_record::{Article, Extent, Span, Voice};

use crate::web::judge;
use crate::web::shelf::{Record, cited};
use crate::wire::hand::Judged;
use crate::wire::pages::{Arrival, Claim, ClaimArticle, Edge, Version, Wording};
use crate::wire::{Ruler, rounded, term};

/// Shapes what is told of a claim out of the record.
pub(super) struct Shape<'a> {
    pub(super) record: &'a Record,
    pub(super) brief: &'a Brief,
    pub(super) ledger: &'a SqliteLedger,
    pub(super) as_of: Option<Timestamp>,
}

impl<'a> Shape<'a> {
    pub(super) fn claim(&self, lines: &[&Line]) -> Result<Claim<'a>> {
        let mut places: BTreeMap<Citation, &'static str> = BTreeMap::new();
        let mut against = BTreeSet::new();
        for line in lines {
            let (own, other) = sides(line);
            places.extend(own.iter().map(|one| (*one, "same-words")));
            against.extend(other);
            for note in &line.notes {
                match note {
                    Note::Also(at) => drop(places.entry(*at).or_insert("other-words")),
                    Note::AlsoBy(at) => drop(places.entry(*at).or_insert("somebody-else")),
                    Note::ContradictedBy(at) => drop(against.insert(*at)),
                    _ => {}
                }
            }
        }
        let wordings = places
            .iter()
            .filter_map(|(at, relation)| self.wording(*at, relation));
        let other = against.iter().filter_map(|at| self.wording(*at, "against"));
        let articles: BTreeSet<usize> = places.keys().map(|at| at.article).collect();
        let edges = articles.iter().flat_map(|number| self.edges(*number));
        Ok(Claim {
            wordings: wordings.collect(),
            contradicted_by: other.collect(),
            edges: edges.collect(),
            articles: self.articles(articles.iter().copied()),
            history: self.history(places.keys().copied())?,
            judgements: self.judged(places.keys().chain(&against).copied()),
        })
    }

    /// These articles and those they rest on.
    fn articles(&self, numbers: impl Iterator<Item = usize>) -> Vec<ClaimArticle<'a>> {
        let mut all = BTreeSet::new();
        for number in numbers {
            let lineage = self.source(number).map(|source| source.lineage.iter());
            let from = lineage
                .into_iter()
                .flatten()
                .filter_map(|one| match one.from {
                    LineageFrom::Article(number) => Some(number),
                    LineageFrom::Elsewhere(_) => None,
                });
            all.extend(from);
            all.insert(number);
        }
        let sources = all.into_iter().filter_map(|number| self.source(number));
        let told = sources.map(|source| {
            let masthead = &source.article.masthead;
            ClaimArticle {
                article: source.article.id.to_string(),
                outlet: masthead.outlet.as_deref(),
                title: masthead.title.as_deref(),
                published: day(&source.article),
            }
        });
        told.collect()
    }

    /// How each article came to have it on record: the first place of each.
    fn history(&self, places: impl Iterator<Item = Citation>) -> Result<Vec<Arrival<'a>>> {
        let mut history: Vec<Arrival<'a>> = Vec::new();
        let mut seen = BTreeSet::new();
        for at in places {
            let Some((id, span)) = cited(self.brief, at).filter(|(id, _)| seen.insert(*id)) else {
                continue;
            };
            if let Some(reading) = self.record.reading(id) {
                history.push(self.arrival(reading, span)?);
            }
        }
        history.sort_by(|one, other| one.learned.cmp(&other.learned));
        Ok(history)
    }

    fn arrival(&self, reading: &'a Reading, span: Span) -> Result<Arrival<'a>> {
        let article = &reading.article;
        let ruler = Ruler::new(article);
        let words = ruler.words(span);
        let learned = self.ledger.arrivals(article.id, self.as_of)?;
        let versions = self.record.versions_of(article.id).into_iter();
        let judged = self.record.judged_at(article.id, ruler.range(span));
        Ok(Arrival {
            article: article.id.to_string(),
            published: day(article),
            words,
            learned: learned.iter().map(|one| one.learned.to_string()).collect(),
            versions: versions.map(|one| version(one, words)).collect(),
            judged: judged.map(judge::said_of).collect(),
        })
    }

    /// What was judged of it, wherever it stands.
    fn judged(&self, places: impl Iterator<Item = Citation>) -> Vec<Judged<'a>> {
        let judged = places.filter_map(|at| {
            let (id, span) = cited(self.brief, at)?;
            let reading = self.record.reading(id)?;
            let range = Ruler::new(&reading.article).range(span);
            Some(self.record.judged_at(id, range))
        });
        judged.flatten().map(Judged::standing).collect()
    }

    fn source(&self, number: usize) -> Option<&'a BriefSource> {
        self.brief.sources.get(number.checked_sub(1)?)
    }

    fn wording(&self, at: Citation, relation: &'static str) -> Option<Wording<'a>> {
        let (id, span) = cited(self.brief, at)?;
        let reading = self.record.reading(id)?;
        let masthead = &reading.article.masthead;
        let ruler = Ruler::new(&reading.article);
        let mut wording = Wording {
            article: id.to_string(),
            outlet: masthead.outlet.as_deref(),
            published: day(&reading.article),
            span: ruler.range(span),
            words: ruler.words(span),
            source: None,
            cue: None,
            directness: None,
            factuality: None,
            relation,
        };
        told(reading, span, &mut wording);
        Some(wording)
    }

    fn edges(&self, number: usize) -> impl Iterator<Item = Edge<'a>> {
        let source = self.source(number);
        let lineage = source.map_or(&[][..], |source| source.lineage.as_slice());
        lineage
            .iter()
            .filter_map(move |one| self.edge(source?, one))
    }

    fn edge(&self, source: &'a BriefSource, lineage: &'a Lineage) -> Option<Edge<'a>> {
        let (from, outlet) = match &lineage.from {
            LineageFrom::Article(number) => {
                let article = &self.source(*number)?.article;
                (
                    Some(article.id.to_string()),
                    article.masthead.outlet.as_deref(),
                )
            }
            LineageFrom::Elsewhere(outlet) => (None, Some(outlet.as_str())),
        };
        let (evidence, share, at) = match &lineage.evidence {
            LineageEvidence::Words { share, passage } => ("words", Some(rounded(*share)), *passage),
            LineageEvidence::Credit { at, whole: true } => ("byline", None, Some(*at)),
            LineageEvidence::Credit { at, whole: false } => ("credit", None, Some(*at)),
        };
        let ruler = Ruler::new(&source.article);
        Some(Edge {
            article: source.article.id.to_string(),
            from,
            outlet,
            evidence,
            share,
            words: at.map(|at| ruler.words(at.span)),
            span: at.map(|at| ruler.range(at.span)),
        })
    }
}

/// The places of a line that have the claim, and those of the other side, where it has two.
fn sides(line: &Line) -> (&[Citation], &[Citation]) {
    let all = line.citations.as_slice();
    if !matches!(line.kind, LineKind::Contradiction(_)) {
        return (all, &[]);
    }
    let first = all.first().map(|one| one.article);
    let other = all.iter().position(|one| Some(one.article) != first);
    all.split_at(other.unwrap_or(1).min(all.len()))
}

/// The day on which an article came out.
fn day(article: &Article) -> Option<String> {
    let published = article.masthead.published;
    published.map(|stamp| stamp.date.to_string())
}

fn version(reading: &Reading, words: &str) -> Version {
    let masthead = &reading.article.masthead;
    let stamp = masthead.modified.or(masthead.published);
    Version {
        article: reading.article.id.to_string(),
        day: stamp.map(|stamp| stamp.date.to_string()),
        has_words: reading.article.text.contains(words),
    }
}

/// What the finding at `span` tells of its speaker: of several the one with the fewest words.
fn told<'a>(reading: &'a Reading, span: Span, wording: &mut Wording<'a>) {
    let findings = &reading.findings;
    let has = |extent: &Extent| {
        extent
            .parts()
            .iter()
            .any(|part| part.contains(span) || span.contains(*part))
    };
    let size = |extent: &Extent| {
        extent
            .parts()
            .iter()
            .map(|part| part.end() - part.start())
            .sum::<usize>()
    };
    let statements = findings
        .statements
        .iter()
        .filter(|one| has(&one.attribution.content));
    if let Some(one) = statements.min_by_key(|one| size(&one.attribution.content)) {
        if let Some(Voice::Source(id)) = one.chain.last() {
            let source = findings.source(*id);
            wording.source = source.map(|source| reading.article.quote(source.name));
        }
        let cues = one.attribution.cue.as_ref().map(Extent::parts);
        let cues = cues.map(|parts| parts.iter().map(|part| reading.article.quote(*part)));
        wording.cue = cues.map(|words| words.collect::<Vec<_>>().join(" … "));
        wording.directness = Some(term::directness(one.directness));
        wording.factuality = one.values.last().map(|value| value.value.code());
        return;
    }
    let narration = findings
        .narration
        .iter()
        .find(|one| one.span.contains(span));
    let absence = findings.absences.iter().find(|one| one.span.contains(span));
    let value = absence
        .map(|one| &one.valuation)
        .or(narration.map(|one| &one.valuation));
    wording.factuality = value.map(|value| value.value.code());
}
