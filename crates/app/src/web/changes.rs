//! What is on record that was not, since a moment.

use std::slice::from_ref;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use maud::html;

use super::answer::{Answer, Asked, Refusal};
use super::line::{self, Lines};
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
    let event = asked.given("event").map(|event| {
        let event = record.event(event).map(|(_, brief)| brief);
        event.ok_or(Refusal::NotFound("event"))
    });
    let event = event.transpose()?;
    let changed = match event {
        Some(event) => Arc::new(desk.shelf.changes_in(&record, from_ref(event), since)?),
        None => desk.shelf.changes(&record, since)?,
    };
    let (changed, further) = &*changed;
    let lines = Lines::new(&record, changed, asked);
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
            (line::further(*further, "onrecord changes"))
        }
    };
    let twin = || BriefPage::drawn(changed, *further, &lines.judgements());
    asked.answer(desk, "What changed", draw, twin)
}

/// A day before, at the full hour: whoever asks again within it is shown the same.
fn day_before(moment: Timestamp) -> Timestamp {
    let hour = moment.as_second().div_euclid(HOUR) * HOUR;
    let full = Timestamp::from_second(hour).unwrap_or(moment);
    full.checked_sub(DAY).unwrap_or(Timestamp::MIN)
}
