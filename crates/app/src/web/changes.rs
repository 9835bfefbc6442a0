//! What is on record that was not, since a moment.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use maud::html;
use onrecord_desk::Brief;

use super::answer::{Answer, Asked, Refusal};
use super::line::Lines;
use super::{Desk, brief};
use crate::{cli, wire};

/// Seconds.
const HOUR: i64 = 3600;
/// How far back the page looks unless told.
const DAY: SignedDuration = SignedDuration::from_hours(24);

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let since = asked.read("since", cli::moment)?;
    let since = since.unwrap_or_else(|| day_before(cli::now()));
    let changed: Arc<Brief> = desk.shelf.changes(&record, since)?;
    let draw = || {
        let lines = Lines::new(&record, &changed, asked);
        html! {
            h1 { "What changed" }
            form .filter action="/changes" {
                label { "Since " input name="since" type="text" required
                    placeholder="2031-03-12T08:00:00Z" value=(since.to_string()); }
                button { "Show" }
            }
            p .note { "Since " (since.to_string()) ", as the ledger learned it: corrections, later versions of pages, \
                contradictions, claims with a second origin, and what is new on record." }
            @if changed.sections.is_empty() { p { "Nothing." } }
            @for section in &changed.sections { (brief::part(&lines, section)) }
        }
    };
    let twin = || wire::Brief::new(std::slice::from_ref(&*changed));
    asked.answer(desk, "What changed", draw, twin)
}

/// A day before, at the full hour: whoever asks again within it is shown the same.
fn day_before(moment: Timestamp) -> Timestamp {
    let hour = moment.as_second().div_euclid(HOUR) * HOUR;
    let full = Timestamp::from_second(hour).unwrap_or(moment);
    full.checked_sub(DAY).unwrap_or(Timestamp::MIN)
}
