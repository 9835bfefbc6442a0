//! The first page: what the articles tell of, an event a line.

use maud::{Markup, html};
use onrecord_desk::{Brief, SectionKind};

use super::answer::{Answer, Asked, Refusal};
use super::{Desk, line, shelf};
use crate::render::phrase;
use crate::render::visible::headline;
use crate::wire::pages::Events;

/// Events on one page.
const SHOWN: usize = 200;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let draw = || {
        html! {
            h1 { "On record" }
            @if record.briefs.is_empty() {
                p { "No article is in this ledger yet." }
            } @else {
                p .note { (counted(record.entities.readings().len(), "article")) ", " (counted(record.briefs.len(), "event")) }
                ol .events { @for brief in record.briefs.iter().take(SHOWN) { (event(brief, asked)) } }
                @if record.briefs.len() > SHOWN {
                    p .note { (record.briefs.len() - SHOWN) " more events: search for them." }
                }
            }
        }
    };
    asked.answer(desk, "Events", draw, || {
        Events::new(&record.briefs, shelf::address)
    })
}

/// `1 article`, `3 articles`.
pub(super) fn counted(count: usize, word: &str) -> String {
    match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    }
}

fn event(brief: &Brief, asked: &Asked) -> Markup {
    let Some(first) = brief.sources.first() else {
        return html! {};
    };
    let listed = phrase::listed(first);
    let lines = |kind| {
        let part = brief.sections.iter().find(|one| one.kind == kind);
        part.map_or(0, |one| one.lines.len())
    };
    let (against, open) = (
        lines(SectionKind::Contradictions),
        lines(SectionKind::NotOnRecord),
    );
    let outlets = brief
        .sources
        .iter()
        .filter_map(|one| one.article.masthead.outlet.as_deref());
    let mut outlets: Vec<String> = outlets.map(headline).collect();
    outlets.sort();
    outlets.dedup();
    html! {
        li {
            a href=(line::event(brief, asked)) { bdi { (listed.title) } }
            div .note {
                (phrase::header(brief))
                @if against > 0 { " · " (counted(against, "contradiction")) }
                @if open > 0 { " · " (open) " not on record" }
            }
            @if !outlets.is_empty() { div .note { bdi { (outlets.join(", ")) } } }
        }
    }
}
