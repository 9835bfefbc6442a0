//! The analyst's hand: what is judged of findings and sources, and the log of it. The machine's
//! finding stays beside it, and everything can be undone.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use onrecord_desk::ledger::{ActNote, Ledger};
use onrecord_desk::{Entities, Reading, collate};
use onrecord_record::{
    Correction, EntityAct, Factuality, FindingKind, Judgement, KeptJudgement, Offsets, Reliability,
    Selector, Target, standing,
};

use super::Desk;
use super::answer::{Answer, Asked, Refusal};
use super::shelf::short;
use crate::render::drawing::labels::{self, Drawn};
use crate::render::entities as drawn;
use crate::render::visible::inline;
use crate::wire::pages::{Gold, Judgements};
use crate::wire::{Ruler, term};
use crate::{cli, wire};

/// Letters of a remark, a name or a quotation.
const LONGEST: usize = 5000;

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

/// What was judged of `target` and stands, with a form to judge it.
pub(super) fn finding(desk: &Desk, judged: &[&KeptJudgement], target: &Target) -> Markup {
    let judged = judged
        .iter()
        .filter(|one| one.judgement.target() == Some(target));
    html! {
        @for one in judged { (entry(desk, one)) }
        @if !desk.guard.is_read_only {
            details .judge {
                summary { "Judge" }
                (form(desk, target))
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

fn author(kept: &KeptJudgement) -> String {
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

/// What was judged of a line, and what kind of reader did.
pub(super) fn said_of(kept: &KeptJudgement) -> String {
    match &kept.judgement {
        Judgement::Vote(_, vote) => format!(
            "A second reader ({}): {}",
            inline(kept.by.as_deref().unwrap_or("unnamed")),
            term::verdict(vote.verdict)
        ),
        judgement => format!("{} by the analyst", verdict(judgement)),
    }
}

fn told(judgement: &Judgement) -> String {
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
        Judgement::Vote(_, vote) => {
            let quote = vote.quote.as_ref();
            let quote = quote.map(|one| format!(" by “{}”", inline(&one.exact)));
            let verdict = term::verdict(vote.verdict);
            format!("{verdict}{}", quote.unwrap_or_default())
        }
        Judgement::Undo(number) => format!("judgement {number}"),
    }
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

fn form(desk: &Desk, target: &Target) -> Markup {
    let hidden =
        |name: &str, value: String| html! { input type="hidden" name=(name) value=(value); };
    let is_statement = target.kind == FindingKind::Statement;
    html! {
        form .hand method="post" action="/hand" {
            (hidden("seal", desk.guard.seal.clone()))
            (hidden("article", target.article.to_string()))
            (hidden("finding", term::finding(target.kind).to_owned()))
            (hidden("start", target.words.start.to_string()))
            (hidden("end", target.words.end.to_string()))
            button name="what" value="confirm" { "Right" }
            button name="what" value="reject" { "Not in the text" }
            label { "Remark " input name="remark" maxlength=(LONGEST); }
            button name="what" value="remark" { "Remark" }
            @if is_statement {
                label { "Who says it (words of the article) " input name="source" maxlength=(LONGEST); }
                label { "What is said (words of the article) " input name="content" maxlength=(LONGEST); }
                label { "Act " select name="act" {
                    option value="" { "as found" }
                    @for act in term::ACTS { option value=(term::act(act)) { (term::act(act).replace('-', " ")) } }
                } }
            }
            label { "How sure " select name="value" {
                option value="" { "as found" }
                @for value in Factuality::ALL { option { (value.code()) } }
            } }
            button name="what" value="correct" { "Correct" }
            label { "By " input name="by" maxlength="100" autocomplete="name"; }
        }
    }
}

/// What a form sends, by name.
type Sent = BTreeMap<String, String>;

/// Takes a judgement or an act on entities.
pub(super) async fn take(
    State(desk): State<Arc<Desk>>,
    asked: Asked,
    Form(sent): Form<Sent>,
) -> Response {
    let here = Arc::clone(&desk);
    let done = tokio::task::spawn_blocking(move || taken(&here, &sent)).await;
    match done {
        Ok(Ok(to)) if asked.is_json() => {
            match Answer::json(StatusCode::OK, &wire::pages::Done { at: &to }) {
                Ok(answer) => answer.response(asked.nonce()),
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            }
        }
        Ok(Ok(to)) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Ok(Err(refusal)) => refusal.answer(&asked).response(asked.nonce()),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Does what was sent; returns where to look at it.
fn taken(desk: &Desk, sent: &Sent) -> Result<String, Refusal> {
    let field = |name: &str| {
        sent.get(name)
            .map(|words| words.trim())
            .filter(|words| !words.is_empty())
    };
    if !field("seal").is_some_and(|seal| desk.guard.is_seal(seal)) {
        return Err(Refusal::Foreign);
    }
    if sent.values().any(|words| words.chars().count() > LONGEST) {
        return Err(Refusal::Unclear(
            "form",
            format!("more than {LONGEST} letters in a field"),
        ));
    }
    let note = ActNote {
        by: field("by"),
        learned: cli::now(),
    };
    let what = field("what").unwrap_or_default();
    if let Some(act) = entity_act(desk, what, &field)? {
        desk.shelf.writable()?.record_act(&act, &note)?;
        return Ok("/hand".to_owned());
    }
    let (judgement, to) = judgement(desk, what, &field)?;
    desk.shelf.writable()?.record_judgement(&judgement, &note)?;
    Ok(to)
}

type Field<'a> = dyn Fn(&str) -> Option<&'a str> + 'a;

fn entity_act<'a>(
    desk: &Desk,
    what: &str,
    field: &Field<'a>,
) -> Result<Option<EntityAct>, Refusal> {
    if !matches!(what, "merge" | "split" | "rename" | "undo-act") {
        return Ok(None);
    }
    let record = desk.shelf.record(None)?;
    let all = &record.entities;
    let entity = field("entity").unwrap_or_default();
    let act = match what {
        "merge" => all.merge(entity, field("other").unwrap_or_default()),
        "rename" => all.rename(entity, field("name").unwrap_or_default()),
        "split" => {
            let id = field("article").unwrap_or_default();
            let article = all
                .articles()
                .find(|one| !id.is_empty() && one.id.to_string().starts_with(id));
            all.split(entity, article.ok_or(Refusal::NotFound("article"))?)
        }
        _ => all.undo(field("number").and_then(|number| number.parse().ok())),
    };
    act.map(Some)
        .map_err(|error| Refusal::Unclear("entity", error.to_string()))
}

fn judgement<'a>(
    desk: &Desk,
    what: &str,
    field: &Field<'a>,
) -> Result<(Judgement, String), Refusal> {
    match what {
        "undo-judgement" => {
            let number = field("number")
                .and_then(|number| number.parse().ok())
                .unwrap_or(0);
            let judgements = desk.shelf.ledger()?.judgements(None)?;
            let stands = standing(&judgements).iter().any(|one| one.number == number);
            let undo = stands.then_some(Judgement::Undo(number));
            Ok((
                undo.ok_or(Refusal::NotFound("judgement"))?,
                "/hand".to_owned(),
            ))
        }
        "rate" => {
            let record = desk.shelf.record(None)?;
            let judgement = rating(&record.entities, field)?;
            Ok((
                judgement,
                format!("/source/{}", field("entity").unwrap_or_default()),
            ))
        }
        _ => {
            let reading = desk
                .shelf
                .article(field("article").unwrap_or_default(), None)?;
            let reading = &reading.ok_or(Refusal::NotFound("article"))?;
            let target = sent_target(reading, field)?;
            let found = labels::drawn(&reading.article, &reading.findings);
            let mut found = found.iter().filter_map(|one| self::target(reading, one));
            if !found.any(|one| one == target) {
                return Err(Refusal::NotFound("finding"));
            }
            let to = format!(
                "/article/{}?at={}-{}#at",
                short(target.article),
                target.words.start,
                target.words.end
            );
            Ok((of_finding(reading, target, what, field)?, to))
        }
    }
}

fn rating<'a>(all: &Entities, field: &Field<'a>) -> Result<Judgement, Refusal> {
    let letter = field("letter").unwrap_or_default();
    let letter = Reliability::ALL
        .into_iter()
        .find(|one| one.letter() == letter);
    let letter =
        letter.ok_or_else(|| Refusal::Unclear("letter", "not one of A to F".to_owned()))?;
    let entity: &collate::Entity = all
        .find(field("entity").unwrap_or_default())
        .map_err(|_| Refusal::NotFound("source"))?;
    let who = all.told(entity).map_err(|_| Refusal::NotFound("source"))?;
    Ok(Judgement::Rate(who, letter))
}

fn sent_target<'a>(reading: &Reading, field: &Field<'a>) -> Result<Target, Refusal> {
    let all = [
        FindingKind::Statement,
        FindingKind::Narration,
        FindingKind::Absence,
    ];
    let kind = all
        .into_iter()
        .find(|kind| Some(term::finding(*kind)) == field("finding"));
    let number = |name: &str| field(name).and_then(|words| words.parse().ok());
    let text = &reading.article.text;
    let place = number("start").zip(number("end"));
    let span = place.and_then(|(start, end)| Offsets::new(text).span(text, start, end));
    let (Some(kind), Some((start, end)), Some(span)) = (kind, place, span) else {
        return Err(Refusal::NotFound("finding"));
    };
    Ok(Target {
        article: reading.article.id,
        kind,
        words: Selector {
            start,
            end,
            exact: span.of(text).to_owned(),
        },
    })
}

fn of_finding<'a>(
    reading: &Reading,
    target: Target,
    what: &str,
    field: &Field<'a>,
) -> Result<Judgement, Refusal> {
    match what {
        "confirm" => Ok(Judgement::Confirm(target)),
        "reject" => Ok(Judgement::Reject(target)),
        "remark" => match field("remark") {
            Some(words) => Ok(Judgement::Remark(target, words.to_owned())),
            None => Err(Refusal::Unclear("remark", "there is none".to_owned())),
        },
        "correct" => {
            let correction = correction(reading, &target, field)?;
            match correction.is_empty() {
                true => Err(Refusal::Unclear(
                    "correction",
                    "nothing is otherwise".to_owned(),
                )),
                false => Ok(Judgement::Correct(target, correction)),
            }
        }
        _ => Err(Refusal::Unclear("what", "no such judgement".to_owned())),
    }
}

fn correction<'a>(
    reading: &Reading,
    target: &Target,
    field: &Field<'a>,
) -> Result<Correction, Refusal> {
    let words = |name: &'static str| -> Result<Option<Selector>, Refusal> {
        let found = field(name).map(|words| {
            let found = Selector::nearest(&reading.article.text, words, target.words.start);
            found.ok_or_else(|| {
                Refusal::Unclear(name, "these words do not stand in the article".to_owned())
            })
        });
        found.transpose()
    };
    let act = field("act").map(|word| {
        let act = term::ACTS.into_iter().find(|act| term::act(*act) == word);
        act.ok_or_else(|| Refusal::Unclear("act", "no such act".to_owned()))
    });
    let value = field("value").map(|word| {
        let value = Factuality::ALL
            .into_iter()
            .find(|value| value.code() == word);
        value.ok_or_else(|| Refusal::Unclear("value", "no such value".to_owned()))
    });
    Ok(Correction {
        source: words("source")?,
        content: words("content")?,
        act: act.transpose()?,
        value: value.transpose()?,
    })
}

/// The log of all that was judged and decided.
pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let as_of = asked.as_of()?;
    let ledger = desk.shelf.ledger()?;
    let (judgements, acts) = (ledger.judgements(as_of)?, ledger.acts(as_of)?);
    let stands: Vec<u32> = standing(&judgements).iter().map(|one| one.number).collect();
    let in_force = onrecord_record::in_force(&acts);
    let draw = || {
        html! {
            h1 { "The analyst’s hand" }
            p { a href="/gold" { "Corrections as gold" } " for scoring and fine-tuning: the attributions of every judged \
                article, as judged." }
            h2 { "Judgements" }
            @if judgements.is_empty() { p { "None." } }
            ol { @for one in judgements.iter().rev() { li value=(one.number) {
                (verdict(&one.judgement)) " " bdi { (told(&one.judgement)) } " "
                @if let Some(target) = one.judgement.target() {
                    a href=(format!("/article/{}?at={}-{}#at", short(target.article), target.words.start, target.words.end)) {
                        bdi { "“" (inline(&target.words.exact)) "”" }
                    }
                }
                span .note { " " (author(one)) }
                @if stands.contains(&one.number) {
                    @if !desk.guard.is_read_only { " " (undo(desk, "judgement", one.number)) }
                } @else if !matches!(one.judgement, Judgement::Undo(_)) { span .note { " · undone" } }
            } } }
            h2 { "Who is who" }
            @if acts.is_empty() { p { "Nothing was decided." } }
            ol { @for one in acts.iter().rev() { li value=(one.number) {
                bdi { (drawn::act(one)) }
                @if in_force.contains(&one.number) {
                    @if !desk.guard.is_read_only { " " (undo(desk, "act", one.number)) }
                } @else { span .note { " · undone" } }
            } } }
        }
    };
    asked.answer(desk, "The analyst’s hand", draw, || {
        Judgements::new(&judgements, &stands, &acts)
    })
}

/// Every article that an analyst judged with its attributions as judged, in the form that training and
/// scoring read. A vote of a second reader judges nothing.
pub(super) fn gold(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let judged = record
        .judgements
        .iter()
        .filter(|one| !matches!(one.judgement, Judgement::Vote(..)))
        .filter_map(|one| one.judgement.target());
    let mut articles: Vec<_> = judged.map(|target| target.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let readings = articles.iter().filter_map(|id| record.reading(*id));
    let gold: Vec<Gold<'_>> = readings
        .map(|reading| Gold::new(reading, &record.judgements))
        .collect();
    Answer::lines(&gold)
}
