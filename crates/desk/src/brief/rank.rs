//! Why a line stands where it stands: a sum of reasons, each of which can be read.

use onrecord_record::{
    Absence, Act, Directness, Factuality, Narration, Picture, SourceKind, Span, Statement, Voice,
    ZoneKind,
};

use super::Rank;
use crate::Reading;

impl Rank {
    /// Adds a reason.
    pub(super) fn add(&mut self, reason: &'static str, weight: f32) {
        if weight != 0.0 {
            self.score += weight;
            self.reasons.push((reason, weight));
        }
    }

    fn extend(&mut self, reasons: impl IntoIterator<Item = (&'static str, f32)>) {
        for (reason, weight) in reasons {
            self.add(reason, weight);
        }
    }

    fn of(reasons: impl IntoIterator<Item = (&'static str, f32)>) -> Rank {
        let mut rank = Rank::default();
        rank.extend(reasons);
        rank
    }
}

/// News puts first what matters most.
fn early(reading: &Reading, span: Span) -> [(&'static str, f32); 2] {
    let body = reading
        .article
        .zones
        .iter()
        .find(|zone| zone.kind == ZoneKind::Body);
    let begin = body.map_or(0, |zone| zone.span.start());
    let length = reading.article.text.len().max(1) as f32;
    let is_lead = span.start() < begin + LEAD;
    [
        (
            "stands early in its article",
            2.0 * (1.0 - span.start() as f32 / length),
        ),
        ("stands in the lead", if is_lead { 1.0 } else { 0.0 }),
    ]
}

/// The bytes of a story that are its lead: a hundred words or so.
const LEAD: usize = 600;

/// Names, numbers and capitals after the first word tell of somebody doing something somewhere.
fn names(reading: &Reading, span: Span) -> (&'static str, f32) {
    let words = reading.article.quote(span).split_whitespace().skip(1);
    let count = words.filter(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    ("names names or numbers", 0.25 * count.count().min(4) as f32)
}

/// A clause without its subject, of a few words, or of the page's own furniture tells little.
fn slight(reading: &Reading, span: Span) -> [(&'static str, f32); 3] {
    let words = reading.article.quote(span);
    let is_fragment = words.starts_with(char::is_lowercase);
    let is_short = words.split_whitespace().take(FEW_WORDS).count() < FEW_WORDS;
    let is_furniture = words.contains(['©', '|', '[', '@']) || words.contains("://");
    let weight = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
    [
        ("begins amid a sentence", weight(is_fragment, -1.0)),
        ("has few words", weight(is_short && is_fragment, -0.5)),
        (
            "looks like the page's own words",
            weight(is_furniture, -3.0),
        ),
    ]
}

/// Fewer words than this are few.
const FEW_WORDS: usize = 5;

pub(super) fn narration(reading: &Reading, narration: &Narration) -> Rank {
    let dated = if narration.times.is_empty() { 0.0 } else { 0.5 };
    let open = narration.mood.question || narration.valuation.value == Factuality::Uncommitted;
    let mut rank = Rank::of([
        names(reading, narration.span),
        ("tells when", dated),
        ("stands in a caption", in_caption(reading, narration.span)),
        ("commits itself to nothing", if open { -0.5 } else { 0.0 }),
    ]);
    rank.extend(early(reading, narration.span));
    rank.extend(slight(reading, narration.span));
    rank
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
    let nested = if statement.chain.len() > 1 { -1.0 } else { 0.0 };
    let mut rank = Rank::of([
        ("kind of source", who),
        ("verbatim", verbatim),
        ("kind of act", weighty),
        ("names names or numbers", names(reading, content).1),
        (
            "the engine is not sure",
            2.0 * (statement.attribution.score - 1.0).max(-1.0),
        ),
        ("told at second hand", nested),
    ]);
    rank.extend(early(reading, content));
    rank
}

pub(super) fn absence(reading: &Reading, absence: &Absence) -> Rank {
    let own = if absence.chain == [Voice::Narrator] {
        0.5
    } else {
        0.0
    };
    let mut rank = Rank::of([
        ("the article says so itself", own),
        names(reading, absence.span),
    ]);
    rank.extend(early(reading, absence.span));
    rank.extend(slight(reading, absence.span));
    rank
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
