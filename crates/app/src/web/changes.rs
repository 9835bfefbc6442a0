//! What is on record that was not, since a moment.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use maud::html;
use onrecord_desk::Brief;
use onrecord_record::ArticleId;

use super::answer::{Answer, Asked, Refusal};
use super::line::{self, Lines};
use super::shelf::cited;
use super::{Desk, brief, moment};
use crate::cli;
use crate::wire::twin::BriefPage;

/// Seconds.
const HOUR: i64 = 3600;
/// How far back the page looks unless told.
const DAY: SignedDuration = SignedDuration::from_hours(24);

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let since = asked.read("since", cli::moment)?;
    let since = since.unwrap_or_else(|| day_before(cli::now()));
    let changed: Arc<Brief> = desk.shelf.changes(&record, since)?;
    let event = asked.given("event").map(|event| {
        let event = record.event(event).map(|(_, brief)| brief);
        event.ok_or(Refusal::NotFound("event"))
    });
    let event = event.transpose()?;
    let changed = match event {
        Some(event) => Cow::Owned(of_event(&changed, event)),
        None => Cow::Borrowed(&*changed),
    };
    let lines = Lines::new(&record, &changed, asked);
    let draw = || {
        html! {
            h1 { "What changed" }
            (line::back(event, asked))
            form .filter action="/changes" {
                (moment::kept(asked))
                @if let Some(event) = asked.given("event") { input type="hidden" name="event" value=(event); }
                label { "Since, a day or a moment " input name="since" type="text" required
                    placeholder="2031-03-12T08:00:00Z" value=(since.to_string()); }
                button { "Show" }
            }
            p .note { "Since " (moment::told(since)) ", as the ledger learned it: corrections, later versions of pages, \
                contradictions, claims with a second origin, and what is new on record." }
            @if changed.sections.is_empty() { p { "Nothing." } }
            @for section in &changed.sections { (brief::part(&lines, section)) }
        }
    };
    let twin = || BriefPage::new(&changed, &lines.judgements());
    asked.answer(desk, "What changed", draw, twin)
}

/// What changed in the articles of `event`.
fn of_event(changed: &Brief, event: &Brief) -> Brief {
    let own: BTreeSet<ArticleId> = event.sources.iter().map(|one| one.article.id).collect();
    let mut brief = changed.clone();
    for section in &mut brief.sections {
        section.lines.retain(|line| {
            let mut cited = line.citations.iter().filter_map(|at| cited(changed, *at));
            cited.any(|(article, _)| own.contains(&article))
        });
    }
    brief.sections.retain(|section| !section.lines.is_empty());
    brief
}

/// A day before, at the full hour: whoever asks again within it is shown the same.
fn day_before(moment: Timestamp) -> Timestamp {
    let hour = moment.as_second().div_euclid(HOUR) * HOUR;
    let full = Timestamp::from_second(hour).unwrap_or(moment);
    full.checked_sub(DAY).unwrap_or(Timestamp::MIN)
}
