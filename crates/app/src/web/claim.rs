//! One claim: wording by wording, who said it how surely, and which article rests on which.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use onrecord_desk::{
    Brief, BriefSource, Citation, Line, LineKind, Lineage, LineageEvidence, LineageFrom, Note,
    Reading,
};
use onrecord_record::{Extent, Span, Voice};

use super::answer::{Answer, Asked, Refusal};
use super::line::Lines;
use super::shelf::{Record, cited};
use super::{Desk, graph, line};
use crate::render::visible::inline;
use crate::wire::pages::{Claim, Edge, Wording};
use crate::wire::{Ruler, rounded, term};

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let (_, brief) = record
        .event(asked.named("event"))
        .ok_or(Refusal::NotFound("event"))?;
    let lines = Lines::new(&record, brief, asked);
    let id = asked.named("claim");
    let all = brief.sections.iter().flat_map(|section| &section.lines);
    let own: Vec<&Line> = all
        .filter(|line| lines.id(line).as_deref() == Some(id))
        .collect();
    if own.is_empty() {
        return Err(Refusal::NotFound("claim"));
    }
    let shape = Shape {
        record: &record,
        brief,
    };
    let claim = shape.claim(&own);
    let draw = || {
        html! {
            p { a href=(line::event(brief, asked)) { "The brief of its event" } }
            h1 { "One claim" }
            ul .claim { @for one in &own { li { (lines.alone(one)) } } }
            h2 { "Wording by wording" }
            (wordings(&claim.wordings, asked))
            @if !claim.contradicted_by.is_empty() {
                h2 { "What cannot be right as well" }
                (wordings(&claim.contradicted_by, asked))
            }
            h2 { "Where it comes from" }
            (graph::graph(&claim))
            (edges(&claim))
        }
    };
    asked.answer(desk, "One claim", draw, || &claim)
}

/// Shapes what is told of a claim out of the record.
struct Shape<'a> {
    record: &'a Record,
    brief: &'a Brief,
}

impl<'a> Shape<'a> {
    fn claim(&self, lines: &[&Line]) -> Claim<'a> {
        let mut places: BTreeMap<Citation, &'static str> = BTreeMap::new();
        let mut against = BTreeSet::new();
        for line in lines {
            let is_clash = matches!(line.kind, LineKind::Contradiction(_));
            let relation = if is_clash { "one-side" } else { "same-words" };
            places.extend(line.citations.iter().map(|one| (*one, relation)));
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
        let against = against.iter().filter_map(|at| self.wording(*at, "against"));
        let articles: BTreeSet<usize> = places.keys().map(|at| at.article).collect();
        Claim {
            wordings: wordings.collect(),
            contradicted_by: against.collect(),
            edges: articles
                .iter()
                .flat_map(|number| self.edges(*number))
                .collect(),
        }
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
            published: masthead.published.map(|stamp| stamp.date.to_string()),
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

fn wordings(all: &[Wording<'_>], asked: &Asked) -> Markup {
    html! {
        div .wide { table {
            thead { tr { th { "Published" } th { "Outlet" } th { "Who says it" } th { "How" } th { "Words" } } }
            tbody { @for one in all { (row(one, asked)) } }
        } }
    }
}

fn row(one: &Wording<'_>, asked: &Asked) -> Markup {
    let [start, end] = one.span;
    let article: String = one.article.chars().take(16).collect();
    let to = format!(
        "/article/{article}?at={start}-{end}{}#at",
        line::moment(asked, '&')
    );
    let how = [one.directness, one.factuality];
    let how: Vec<&str> = how.into_iter().flatten().collect();
    let cue = one.cue.as_deref().map(inline);
    html! {
        tr {
            td { (one.published.as_deref().unwrap_or("undated")) }
            td { bdi { (one.outlet.map_or("not told".to_owned(), inline)) } }
            td { bdi { (one.source.map_or("the article itself".to_owned(), inline)) } }
            td { @if let Some(cue) = cue { bdi .cue { (cue) } " " } (how.join(", ")) }
            td { a .words href=(to) { bdi { (inline(one.words)) } } }
        }
    }
}

fn edges(claim: &Claim<'_>) -> Markup {
    let name = |id: &str, outlet: Option<&str>| {
        let short: String = id.chars().take(8).collect();
        outlet.map_or(short.clone(), |outlet| {
            format!("{} ({short})", inline(outlet))
        })
    };
    let outlet_of = |id: &str| {
        claim
            .wordings
            .iter()
            .find(|one| one.article == id)
            .and_then(|one| one.outlet)
    };
    html! {
        @if claim.edges.is_empty() {
            p .note { "No article that has it is known to rest on another." }
        } @else {
            div .wide { table {
                thead { tr { th { "Article" } th { "rests on" } th { "by" } th { "Words" } } }
                tbody { @for edge in &claim.edges { tr {
                    td { bdi { (name(&edge.article, outlet_of(&edge.article))) } }
                    td { bdi { (match &edge.from {
                        Some(id) => name(id, edge.outlet),
                        None => format!("a report that is not here: {}", inline(edge.outlet.unwrap_or_default())),
                    }) } }
                    td { (match edge.share {
                        Some(share) => format!("{:.0} % of the words", share * 100.0),
                        None => edge.evidence.to_owned(),
                    }) }
                    td { bdi { (edge.words.map_or(String::new(), inline)) } }
                } } }
            } }
        }
    }
}
