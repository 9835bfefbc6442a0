//! A finding of any kind, as rows and notes of other formats tell it.

use onrecord_record::{
    AbsenceKind, Act, Article, Aspect, Directness, Extent, Factuality, FindingKind, Findings,
    Location, Mood, PlaceMention, Source, SourceId, Span, TimeExpression, TimeId, Voice,
};

use super::Kept;
use crate::wire::term;

/// A statement, a clause of the article's own or an absence.
#[derive(Debug)]
pub(super) struct Finding<'a> {
    pub(super) kind: FindingKind,
    /// Its place in the list of its kind.
    pub(super) index: usize,
    /// What is said, told or absent.
    pub(super) parts: &'a [Span],
    /// The words that name the speaker here.
    pub(super) source_words: &'a [Span],
    pub(super) cue: &'a [Span],
    pub(super) about: Option<Span>,
    /// Who says it, outermost first; nobody for the article's own voice.
    pub(super) chain: &'a [Voice],
    pub(super) act: Option<Act>,
    pub(super) directness: Option<Directness>,
    pub(super) absence: Option<AbsenceKind>,
    pub(super) aspect: Option<Aspect>,
    /// How sure the one who says it is: the last of the chain, else the article.
    pub(super) value: Factuality,
    /// How sure the article is; none where it is not told apart.
    pub(super) for_narrator: Option<Factuality>,
    /// The words that decided `value`.
    pub(super) because: &'a [Span],
    pub(super) mood: Option<&'a Mood>,
    pub(super) times: Vec<&'a TimeExpression>,
    pub(super) places: Vec<&'a PlaceMention>,
    /// How sure the engine is that it was said by whom; only for statements.
    pub(super) score: Option<f32>,
    /// The statement around it.
    pub(super) parent: Option<usize>,
}

/// The findings of `kept` that are asked for: statements, then narration, then absences, each in
/// text order.
pub(super) fn findings<'a>(kept: &Kept<'a>) -> Vec<Finding<'a>> {
    let (findings, chosen) = (&kept.reading.findings, &kept.chosen);
    let indices = |count: usize| 0..count;
    let statements = indices(findings.statements.len())
        .filter(|at| chosen.statement(*at))
        .filter_map(|at| statement(findings, at));
    let narration = indices(findings.narration.len())
        .filter(|at| chosen.narration(*at))
        .filter_map(|at| narration(findings, at));
    let absences = indices(findings.absences.len())
        .filter(|at| chosen.absence(*at))
        .filter_map(|at| absence(findings, at));
    statements.chain(narration).chain(absences).collect()
}

fn statement(findings: &Findings, index: usize) -> Option<Finding<'_>> {
    let statement = findings.statements.get(index)?;
    let words = &statement.attribution;
    let last = statement.values.last()?;
    let narrator = statement.values.iter();
    let mut narrator = narrator.filter(|one| one.voice == Voice::Narrator);
    let parts = words.content.parts();
    Some(Finding {
        kind: FindingKind::Statement,
        index,
        parts,
        source_words: words.source.as_ref().map_or(&[], Extent::parts),
        cue: words.cue.as_ref().map_or(&[], Extent::parts),
        about: None,
        chain: &statement.chain,
        act: Some(statement.act),
        directness: Some(statement.directness),
        absence: None,
        aspect: None,
        value: last.value,
        for_narrator: narrator.next().map(|one| one.value),
        because: &last.because,
        mood: Some(&statement.mood),
        times: times(findings, &statement.times),
        places: places(findings, parts),
        score: Some(words.score),
        parent: words.parent,
    })
}

fn narration(findings: &Findings, index: usize) -> Option<Finding<'_>> {
    let narration = findings.narration.get(index)?;
    let parts = std::slice::from_ref(&narration.span);
    Some(Finding {
        kind: FindingKind::Narration,
        index,
        parts,
        source_words: &[],
        cue: &[],
        about: narration.about,
        chain: &[],
        act: None,
        directness: None,
        absence: None,
        aspect: Some(narration.aspect),
        value: narration.valuation.value,
        for_narrator: Some(narration.valuation.value),
        because: &narration.valuation.because,
        mood: Some(&narration.mood),
        times: times(findings, &narration.times),
        places: places(findings, parts),
        score: None,
        parent: None,
    })
}

fn absence(findings: &Findings, index: usize) -> Option<Finding<'_>> {
    let absence = findings.absences.get(index)?;
    let parts = std::slice::from_ref(&absence.span);
    let value = absence.valuation.value;
    let is_own = absence.chain.iter().all(|voice| *voice == Voice::Narrator);
    let inside = findings.times.iter();
    Some(Finding {
        kind: FindingKind::Absence,
        index,
        parts,
        source_words: &[],
        cue: &[],
        about: absence.about,
        chain: if is_own { &[] } else { &absence.chain },
        act: None,
        directness: None,
        absence: Some(absence.kind),
        aspect: None,
        value,
        for_narrator: is_own.then_some(value),
        because: &absence.because,
        mood: None,
        times: inside
            .filter(|time| absence.span.contains(time.span))
            .collect(),
        places: places(findings, parts),
        score: None,
        parent: None,
    })
}

fn times<'a>(findings: &'a Findings, ids: &[TimeId]) -> Vec<&'a TimeExpression> {
    ids.iter().filter_map(|id| findings.time(*id)).collect()
}

/// The places named inside `parts`.
fn places<'a>(findings: &'a Findings, parts: &[Span]) -> Vec<&'a PlaceMention> {
    let inside = |place: &&PlaceMention| parts.iter().any(|part| part.contains(place.span));
    findings.places.iter().filter(inside).collect()
}

impl<'a> Finding<'a> {
    /// The last of the chain: who speaks.
    pub(super) fn voice(&self) -> Voice {
        self.chain.last().copied().unwrap_or(Voice::Narrator)
    }

    /// The number of the source that speaks.
    pub(super) fn speaker(&self) -> Option<SourceId> {
        match self.voice() {
            Voice::Source(id) => Some(id),
            Voice::Narrator | Voice::Unstated => None,
        }
    }

    /// The source that speaks.
    pub(super) fn source(&self, findings: &'a Findings) -> Option<&'a Source> {
        findings.source(self.speaker()?)
    }

    /// From its first word to its last, the speaker and the cue among them.
    pub(super) fn hull(&self) -> Option<Span> {
        let parts = self.parts.iter().chain(self.source_words).chain(self.cue);
        parts.copied().reduce(Span::cover)
    }

    /// What it is, and how sure, in the terms of docs/json.md:
    /// `said · indirect · PS+ for the speaker · Uu for the article`.
    pub(super) fn reading(&self) -> String {
        let mut terms = vec![term::finding(self.kind).to_owned()];
        terms.extend(self.act.map(|act| term::act(act).to_owned()));
        terms.extend(self.directness.map(|one| term::directness(one).to_owned()));
        terms.extend(self.absence.map(|kind| term::absence(kind).to_owned()));
        terms.extend(self.aspect.map(|aspect| term::aspect(aspect).to_owned()));
        if !self.chain.is_empty() {
            terms.push(format!("{} for who says it", self.value));
        }
        let narrator = self.for_narrator;
        terms.extend(narrator.map(|value| format!("{value} for the article")));
        if let Some(mood) = self.mood {
            let hangs = mood.condition.is_some() || mood.is_condition;
            terms.extend(hangs.then(|| "conditional".to_owned()));
            terms.extend(mood.future.map(|_| "future".to_owned()));
            terms.extend(mood.question.then(|| "question".to_owned()));
        }
        terms.join(" · ")
    }
}

/// The names of `chain`, outermost first; `narrator` or `unstated` for whom nobody is told.
pub(super) fn names<'a>(
    article: &'a Article,
    findings: &'a Findings,
    chain: &[Voice],
) -> Vec<&'a str> {
    let name = |voice: &Voice| match voice {
        Voice::Source(id) => findings
            .source(*id)
            .map_or("", |source| article.quote(source.name)),
        Voice::Narrator | Voice::Unstated => term::voice(*voice),
    };
    chain.iter().map(name).collect()
}

/// The words of `spans`, with ` … ` where something between them is left out.
pub(super) fn words(article: &Article, spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|span| article.quote(*span)).collect();
    words.join(" … ")
}

/// Where `place` most likely lies.
pub(super) fn location(place: &PlaceMention) -> Option<&Location> {
    place.location.as_ref()
}

/// The number that `degrees` is written as; twice as wide it would show digits that nobody gave.
pub(super) fn degrees(degrees: f32) -> Option<f64> {
    degrees.to_string().parse().ok()
}
