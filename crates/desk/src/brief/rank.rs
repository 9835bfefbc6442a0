//! Why a line stands where it stands: a sum of reasons, each of which can be read.

use onrecord_record::{
    Absence, Act, Directness, Narration, Picture, SourceKind, Span, Statement, Voice, ZoneKind,
};

use super::Rank;
use crate::Reading;

impl Rank {
    fn of(reasons: impl IntoIterator<Item = (&'static str, f32)>) -> Rank {
        let reasons: Vec<(&'static str, f32)> = reasons
            .into_iter()
            .filter(|(_, weight)| *weight != 0.0)
            .collect();
        Rank {
            score: reasons.iter().map(|(_, weight)| weight).sum(),
            reasons,
        }
    }
}

/// News puts first what matters most.
fn early(reading: &Reading, span: Span) -> (&'static str, f32) {
    let length = reading.article.text.len().max(1) as f32;
    (
        "stands early in its article",
        2.0 * (1.0 - span.start() as f32 / length),
    )
}

/// Names, numbers and capitals after the first word tell of somebody doing something somewhere.
fn names(reading: &Reading, span: Span) -> (&'static str, f32) {
    let words = reading.article.quote(span).split_whitespace().skip(1);
    let count = words.filter(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    ("names names or numbers", 0.25 * count.count().min(4) as f32)
}

pub(super) fn narration(reading: &Reading, narration: &Narration) -> Rank {
    let dated = if narration.times.is_empty() { 0.0 } else { 0.5 };
    Rank::of([
        early(reading, narration.span),
        names(reading, narration.span),
        ("tells when", dated),
        ("stands in a caption", in_caption(reading, narration.span)),
    ])
}

fn in_caption(reading: &Reading, span: Span) -> f32 {
    let zone = reading.article.zone_at(span.start());
    if zone.is_some_and(|zone| zone.kind == ZoneKind::Caption) {
        -1.0
    } else {
        0.0
    }
}

pub(super) fn statement(reading: &Reading, statement: &Statement, source: SourceKind) -> Rank {
    let content = statement.attribution.content.first();
    let who = match source {
        SourceKind::Person | SourceKind::Office => 2.0,
        SourceKind::Organisation | SourceKind::Document | SourceKind::Outlet => 1.5,
        SourceKind::Unnamed => 1.0,
        SourceKind::Public => 0.25,
        SourceKind::Unresolved => 0.0,
    };
    let verbatim = match statement.directness {
        Directness::Direct => 1.0,
        Directness::Mixed => 0.75,
        Directness::Indirect => 0.0,
    };
    let weighty = match statement.act {
        Act::Denied | Act::Promised | Act::Warned | Act::Decided => 0.5,
        _ => 0.0,
    };
    Rank::of([
        early(reading, content),
        ("kind of source", who),
        ("verbatim", verbatim),
        ("kind of act", weighty),
        ("names names or numbers", names(reading, content).1),
        (
            "the engine is not sure",
            (statement.attribution.score - 1.0).max(-1.0),
        ),
    ])
}

pub(super) fn absence(reading: &Reading, absence: &Absence) -> Rank {
    let own = if absence.chain == [Voice::Narrator] {
        0.5
    } else {
        0.0
    };
    Rank::of([
        early(reading, absence.span),
        ("the article says so itself", own),
    ])
}

pub(super) fn picture(picture: &Picture) -> Rank {
    let credit = picture.credit.as_ref();
    let own = credit.is_some_and(|credit| credit.handout.is_none() && credit.file.is_none());
    let stale = credit.is_some_and(|credit| credit.file.is_some());
    Rank::of([
        ("taken by a press photographer", if own { 1.0 } else { 0.0 }),
        ("an archive picture", if stale { -1.0 } else { 0.0 }),
    ])
}

pub(super) fn correction() -> Rank {
    Rank::of([("a correction", 1.0)])
}
