//! What nobody has answered.

use maud::html;

use super::answer::{Answer, Asked, Refusal};
use super::line::Lines;
use super::{Desk, brief};
use crate::wire::twin::BriefPage;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let questions = &record.questions;
    let lines = Lines::new(&record, questions, asked);
    let draw = || {
        html! {
            h1 { "Open questions" }
            p .note {
                "What was asked, what is not known, not answered or withheld, where the articles contradict one another, and what \
                 many of them have from one origin."
            }
            @if questions.sections.is_empty() { p { "None." } }
            @for section in &questions.sections { (brief::part(&lines, section)) }
            @if record.further > 0 { p .note { (record.further) " further are not here: the briefs of their events have them, and onrecord questions." } }
        }
    };
    let twin = || BriefPage::new(questions, &lines.judgements());
    asked.answer(desk, "Open questions", draw, twin)
}
