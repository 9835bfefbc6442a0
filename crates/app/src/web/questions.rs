//! What nobody has answered.

use maud::html;

use super::answer::{Answer, Asked, Refusal};
use super::line::{self, Lines};
use super::{Desk, brief};
use crate::wire::twin::BriefPage;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let (questions, further) = &record.questions;
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
            (line::further(*further, "onrecord questions"))
        }
    };
    let twin = || BriefPage::drawn(questions, *further, &lines.judgements());
    asked.answer(desk, "Open questions", draw, twin)
}
