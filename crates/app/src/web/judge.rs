//! How a finding is judged on a page: the forms under it, and what was judged of it, in words.

use std::collections::BTreeMap;

use maud::{Markup, html};
use onrecord_desk::Reading;
use onrecord_record::{Factuality, FindingKind, Judgement, KeptJudgement, Selector, Target, Vote};

use super::Desk;
use crate::render::drawing::labels::Drawn;
use crate::render::visible::inline;
use crate::wire::{Ruler, term};

/// Letters of a remark, a name or a quotation.
pub(super) const LONGEST: usize = 5000;
/// Letters of who judges.
pub(super) const LONGEST_NAME: usize = 100;

/// What a form sends, and what it holds when it is shown again, by name.
pub(super) type Sent = BTreeMap<String, String>;

/// What a drawn finding is to a judgement; nothing for a doubt.
pub(super) fn target(reading: &Reading, finding: &Drawn) -> Option<Target> {
    let kind = |label| match label {
        "content" => Some(FindingKind::Statement),
        "clause" => Some(FindingKind::Narration),
        "absent" => Some(FindingKind::Absence),
        _ => None,
    };
    let (kind, span) = finding
        .parts
        .iter()
        .find_map(|part| Some((kind(part.label)?, part.span)))?;
    Some(Target {
        article: reading.article.id,
        kind,
        words: Ruler::new(&reading.article).selector(span),
    })
}

/// What was judged of `target`, with forms to judge it signed by who last did.
pub(super) fn finding(desk: &Desk, judged: &[&KeptJudgement], target: &Target, by: &str) -> Markup {
    let judged = judged
        .iter()
        .filter(|one| one.judgement.target() == Some(target));
    let held = Sent::from([("by".to_owned(), by.to_owned())]);
    html! {
        @for one in judged { (entry(desk, one)) }
        @if !desk.guard.is_read_only {
            details .judge {
                summary { "Judge" }
                (forms(desk, target, &held))
            }
        }
    }
}

/// One judgement that stands, in words.
fn entry(desk: &Desk, kept: &KeptJudgement) -> Markup {
    html! {
        div .judged {
            strong { (verdict(&kept.judgement)) } " " bdi { (told(&kept.judgement)) }
            span .note { " " (author(kept)) }
            @if !desk.guard.is_read_only { " " (undo(desk, "judgement", kept.number)) }
        }
    }
}

pub(super) fn author(kept: &KeptJudgement) -> String {
    let by = kept.by.as_deref().map(|by| format!("by {} ", inline(by)));
    format!(
        "{}on {}",
        by.unwrap_or_default(),
        kept.learned.strftime("%-d %B %Y, %H:%M UTC")
    )
}

/// What kind of judgement it is, in a word.
pub(super) fn verdict(judgement: &Judgement) -> &'static str {
    match judgement {
        Judgement::Confirm(_) => "Confirmed",
        Judgement::Reject(_) => "Rejected",
        Judgement::Correct(..) => "Corrected",
        Judgement::Remark(..) => "Remark",
        Judgement::Rate(..) => "Rated",
        Judgement::Vote(..) => "Vote",
        Judgement::Undo(_) => "Undone",
    }
}

/// What was judged of a line, and who did.
pub(super) fn said_of(kept: &KeptJudgement) -> String {
    let by = kept.by.as_deref().map(inline);
    match &kept.judgement {
        Judgement::Vote(_, vote) => format!(
            "A second reader ({}): {}",
            by.as_deref().unwrap_or("unnamed"),
            voted(vote)
        ),
        judgement => {
            let by = by.as_deref().unwrap_or("the analyst");
            let told = match judgement {
                Judgement::Remark(_, words) => format!(": “{}”", inline(words)),
                Judgement::Correct(..) => format!(": {}", told(judgement)),
                _ => String::new(),
            };
            format!("{} by {by}{told}", verdict(judgement))
        }
    }
}

pub(super) fn told(judgement: &Judgement) -> String {
    match judgement {
        Judgement::Confirm(_) | Judgement::Reject(_) => String::new(),
        Judgement::Correct(_, correction) => {
            let words = |what: &str, one: &Option<Selector>| {
                one.as_ref()
                    .map(|one| format!("{what} “{}”", inline(&one.exact)))
            };
            let all = [
                words("source", &correction.source),
                words("content", &correction.content),
                correction.act.map(|act| format!("act {}", term::act(act))),
                correction.value.map(|value| value.code().to_owned()),
            ];
            all.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Judgement::Remark(_, words) => inline(words),
        Judgement::Rate(who, letter) => format!("{} {}", inline(&who.name), letter.letter()),
        Judgement::Vote(_, vote) => voted(vote),
        Judgement::Undo(number) => format!("judgement {number}"),
    }
}

fn voted(vote: &Vote) -> String {
    let quote = vote.quote.as_ref();
    let quote = quote.map(|one| format!(" by “{}”", inline(&one.exact)));
    let verdict = term::verdict(vote.verdict);
    format!("{verdict}{}", quote.unwrap_or_default())
}

/// A button that takes something back.
pub(super) fn undo(desk: &Desk, what: &str, number: u32) -> Markup {
    html! {
        form .inline method="post" action="/hand" {
            input type="hidden" name="seal" value=(desk.guard.seal);
            input type="hidden" name="what" value=(format!("undo-{what}"));
            input type="hidden" name="number" value=(number);
            button { "Undo" }
        }
    }
}

/// Three forms with what they `held`: Enter in a field sends what the field is for, and never a verdict.
pub(super) fn forms(desk: &Desk, target: &Target, held: &Sent) -> Markup {
    let value = |name: &str| held.get(name).map_or("", String::as_str);
    let by = || {
        html! { label { "By " input name="by" maxlength=(LONGEST_NAME) autocomplete="name" value=(value("by")); } }
    };
    html! {
        form .hand method="post" action="/hand" {
            (begin(desk, target))
            button type="submit" disabled hidden {} // Enter in this form does nothing
            button name="what" value="confirm" { "Right" }
            button name="what" value="reject" { "Not in the text" }
            (by())
        }
        form .hand method="post" action="/hand" {
            (begin(desk, target))
            label { "Remark " input name="remark" maxlength=(LONGEST) value=(value("remark")); }
            (by())
            button name="what" value="remark" { "Remark" }
        }
        form .hand method="post" action="/hand" {
            (begin(desk, target))
            (fields(target, &value))
            (by())
            button name="what" value="correct" { "Correct" }
        }
    }
}

/// What the forms send of themselves.
fn begin(desk: &Desk, target: &Target) -> Markup {
    let hidden =
        |name: &str, value: String| html! { input type="hidden" name=(name) value=(value); };
    html! {
        (hidden("seal", desk.guard.seal.clone()))
        (hidden("article", target.article.to_string()))
        (hidden("finding", term::finding(target.kind).to_owned()))
        (hidden("start", target.words.start.to_string()))
        (hidden("end", target.words.end.to_string()))
    }
}

/// What can be otherwise than it was found.
fn fields<'a>(target: &Target, value: &impl Fn(&str) -> &'a str) -> Markup {
    html! {
        @if target.kind == FindingKind::Statement {
            label { "Who says it (words of the article) "
                input name="source" maxlength=(LONGEST) value=(value("source")); }
            label { "What is said (words of the article) "
                input name="content" maxlength=(LONGEST) value=(value("content")); }
            label { "Act " select name="act" {
                option value="" { "as found" }
                @for act in term::ACTS {
                    option value=(term::act(act)) selected[term::act(act) == value("act")] { (term::act(act).replace('-', " ")) }
                }
            } }
        }
        label { "How sure " select name="value" {
            option value="" { "as found" }
            @for one in Factuality::ALL { option selected[one.code() == value("value")] { (one.code()) } }
        } }
    }
}
