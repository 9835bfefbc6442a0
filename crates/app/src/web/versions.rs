//! Versions of a page: which there are, and what changed from one to the next, finding by finding.

use std::collections::BTreeSet;

use maud::{Markup, html};
use onrecord_desk::{Brief, Reading, SectionKind, gathered};

use super::answer::{Answer, Asked, Refusal};
use super::article::title;
use super::line::{self, Lines};
use super::shelf::{Record, short};
use super::{Desk, brief};
use crate::render::phrase;
use crate::wire::twin::BriefPage;

/// The versions of the address of `reading`, oldest first; none if it has but one.
pub(super) fn list(record: &Record, reading: &Reading, asked: &Asked) -> Markup {
    let all = record.versions_of(reading.article.id);
    html! {
        @if all.len() > 1 {
            p .note { "Versions of this address: "
                @for (at, one) in all.iter().enumerate() {
                    @if at > 0 { " → " }
                    @if one.article.id == reading.article.id { strong { (name(one)) } } @else {
                        a href=(format!("/article/{}{}", short(one.article.id), line::moment(asked, '?'))) { (name(one)) }
                    }
                }
                @if before(&all, reading).is_some() {
                    " · " a href=(format!("/article/{}/changes{}", short(reading.article.id), line::moment(asked, '?'))) { "what changed" }
                }
            }
        }
    }
}

/// A version by its day and the start of its id.
fn name(reading: &Reading) -> String {
    let masthead = &reading.article.masthead;
    let stamp = masthead.modified.or(masthead.published);
    let day = stamp.map_or("undated".to_owned(), |stamp| phrase::date(stamp.date));
    let id: String = short(reading.article.id).chars().take(8).collect();
    format!("{day} ({id})")
}

fn before<'a>(all: &[&'a Reading], reading: &Reading) -> Option<&'a Reading> {
    let at = all
        .iter()
        .position(|one| one.article.id == reading.article.id)?;
    all.get(at.checked_sub(1)?).copied()
}

/// What changed from the version before.
pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let reading = desk.shelf.article(asked.named("article"), asked.as_of()?)?;
    let reading = &reading.ok_or(Refusal::NotFound("article"))?;
    let all = record.versions_of(reading.article.id);
    let old = before(&all, reading).ok_or(Refusal::NotFound("earlier version"))?;
    let brief = edited(desk, &record, old, reading);
    let lines = Lines::new(&record, &brief, asked);
    let draw = || {
        html! {
            h1 { "What changed: " bdi { (title(reading)) } }
            (list(&record, reading, asked))
            p .note { "From " (name(old)) " to " (name(reading)) ". What is told in other words only is no change." }
            @if brief.sections.is_empty() { p { "No finding changed." } }
            @for section in &brief.sections { (brief::part(&lines, section)) }
        }
    };
    asked.answer(desk, "What changed", draw, || {
        BriefPage::new(&brief, &lines.judgements())
    })
}

fn edited(desk: &Desk, record: &Record, old: &Reading, new: &Reading) -> Brief {
    let meaning = desk.shelf.meaning();
    let readings = vec![old.clone(), new.clone()];
    let both = gathered(readings, record.entities.acts().to_vec(), None, meaning);
    let (known, extract) = (BTreeSet::from([old.article.id]), super::shelf::EXTRACT);
    let (mut brief, _) = both.changes(&both.briefs, &known, extract, meaning);
    brief
        .sections
        .retain(|one| matches!(one.kind, SectionKind::Edited | SectionKind::Corrections));
    brief
}
