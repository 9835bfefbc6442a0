//! What was found as text: each hit's words with their place, who says them, and what is known of it.

use onrecord_desk::ledger::Hit;
use onrecord_desk::{Finding, Found};
use onrecord_record::{Extent, Span};

use super::flow::Flow;
use super::phrase;
use super::style::{CUE, FAINT, PLACE, PLAIN, STRONG};
use super::visible::inline;
use crate::wire::{Ruler, doc, term};

/// `hits` in lines of `width` columns, best first, with styles that a pipe strips.
pub(crate) fn hits(hits: &[Hit], width: usize) -> String {
    let drawn = hits
        .iter()
        .filter_map(|hit| Some(drawn(hit, &Found::of(hit)?, width)));
    drawn.collect::<Vec<_>>().join("\n")
}

fn drawn(hit: &Hit, found: &Found<'_>, width: usize) -> String {
    let ruler = Ruler::new(found.article());
    let mut flow = Flow::default();
    if let Some(source) = found.sources().last() {
        flow.push(STRONG, &inline(ruler.words(source.name)));
        flow.push(FAINT, &format!("({})", phrase::source(source.kind)));
    }
    for cue in found.cue().map_or(&[][..], Extent::parts) {
        flow.push(CUE, &inline(ruler.words(*cue)));
    }
    for (at, span) in found.words().iter().enumerate() {
        if at > 0 {
            flow.push(FAINT, "…");
        }
        flow.push(PLAIN, &inline(ruler.words(*span)));
        flow.whole(PLACE, label(found, &ruler, *span));
    }
    let mut out = flow.lines("– ", width);
    let mut below = Flow::default();
    below.push(FAINT, &notes(hit, found, &ruler).join(" · "));
    out.push_str(&below.lines("    ", width));
    out
}

/// `[morning.txt:120–164]`: the article as `show` takes it, the first code point, the one after
/// the last.
fn label(found: &Found<'_>, ruler: &Ruler<'_>, span: Span) -> String {
    let [start, end] = ruler.range(span);
    format!("[{}:{start}–{end}]", inline(&doc(found.article())))
}

/// What is known of a hit beside its words.
pub(crate) fn notes(hit: &Hit, found: &Found<'_>, ruler: &Ruler<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    match found.finding {
        Finding::Statement(one) => {
            notes.push(term::directness(one.directness).to_owned());
            notes.push(term::act(one.act).replace('-', " "));
        }
        Finding::Narration(_) => notes.push("the article’s own voice".to_owned()),
        Finding::Absence(one) => notes.push(phrase::absence(one.kind).to_owned()),
    }
    if let Some(valuation) = found.valuation() {
        notes.push(phrase::valued(valuation, |span| ruler.words(span)));
    }
    for time in found.times() {
        let words = inline(ruler.words(time.span));
        let days = time.interval.map(phrase::interval);
        notes.extend(days.map(|days| format!("“{words}” = {days}")));
    }
    let masthead = &found.article().masthead;
    notes.extend(masthead.outlet.as_deref().map(inline));
    notes.push(match masthead.published {
        Some(stamp) => phrase::date(stamp.date),
        None => "undated".to_owned(),
    });
    notes.extend(hit.score.map(|score| format!("match {score:.2}")));
    notes
}
