//! The analyst's hand: what is judged of findings and sources is taken, and the log of it. The
//! machine's finding stays beside it, and everything can be undone.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use onrecord_desk::ledger::{ActNote, Ledger};
use onrecord_desk::{Entities, Reading, collate};
use onrecord_record::{
    Correction, EntityAct, Factuality, FindingKind, Judgement, KeptJudgement, Offsets, Reliability,
    Selector, Target, current, standing,
};

use super::answer::{Answer, Asked, BY, Refusal, escaped};
use super::judge::{self, LONGEST, LONGEST_NAME, Sent, author, told, undo, verdict};
use super::shelf::short;
use super::{Desk, line};
use crate::render::drawing::labels;
use crate::render::entities as drawn;
use crate::render::visible::inline;
use crate::wire::hand::{Gold, Judgements};
use crate::wire::term;
use crate::{cli, wire};

/// Takes a judgement or an act on entities.
pub(super) async fn take(
    State(desk): State<Arc<Desk>>,
    asked: Asked,
    Form(sent): Form<Sent>,
) -> Response {
    let signed = signature(&sent);
    let work = tokio::task::spawn_blocking(move || match taken(&desk, &sent) {
        Ok(to) if asked.is_json() => {
            match Answer::json(StatusCode::OK, &wire::pages::Done { at: &to }) {
                Ok(answer) => answer.response(asked.nonce()),
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            }
        }
        Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Err(refusal) => {
            let more = match refusal {
                Refusal::Foreign => html! {},
                _ => again(&desk, &sent),
            };
            let answer = refusal.answer_with(&asked, &desk, &more);
            answer.response(asked.nonce())
        }
    });
    let work = work.await;
    let mut response = work.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response());
    if let Some(signed) = signed.filter(|_| response.status() != StatusCode::FORBIDDEN) {
        response.headers_mut().insert(header::SET_COOKIE, signed);
    }
    response
}

/// The cookie that remembers who judges, so that nobody signs twice.
fn signature(sent: &Sent) -> Option<HeaderValue> {
    let by = sent.get("by")?.trim();
    let by: String = by.chars().take(LONGEST_NAME).collect();
    let cookie = format!("{BY}={}; Path=/; HttpOnly; SameSite=Strict", escaped(&by));
    HeaderValue::from_str(&cookie).ok()
}

/// The forms of a finding with what was sent, so that no words are lost.
fn again(desk: &Desk, sent: &Sent) -> Markup {
    let field = |name: &str| sent.get(name).map(|words| words.trim());
    let reading = field("article").and_then(|id| desk.shelf.article(id, None).ok()?);
    let target = reading.and_then(|reading| sent_target(&reading, &field).ok());
    html! {
        @if let Some(target) = target {
            p { "Nothing was kept. The finding: " a href=(place(&target)) { bdi { "“" (inline(&target.words.exact)) "”" } } }
            (judge::forms(desk, &target, sent))
        }
        @if let Some(entity) = field("entity") {
            p { a href=(format!("/source/{}", escaped(entity))) { "Back to the source" } }
        }
    }
}

/// The address of a finding's words.
fn place(target: &Target) -> String {
    let Target { article, words, .. } = target;
    format!(
        "/article/{}?at={}-{}#at",
        short(*article),
        words.start,
        words.end
    )
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
            let mut found = found.iter().filter_map(|one| judge::target(reading, one));
            if !found.any(|one| one == target) {
                return Err(Refusal::NotFound("finding"));
            }
            let to = place(&target);
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
    let numbers =
        |some: Vec<&KeptJudgement>| -> Vec<u32> { some.iter().map(|one| one.number).collect() };
    let (current, stands) = (
        numbers(current(&judgements)),
        numbers(standing(&judgements)),
    );
    let in_force = onrecord_record::in_force(&acts);
    let draw = || {
        html! {
            h1 { "The analyst’s hand" }
            p { a href=(format!("/gold{}", line::moment(asked, '?'))) { "Corrections as gold" } " for scoring and fine-tuning: the attributions of every judged \
                article, as judged." }
            h2 { "Judgements" }
            @if judgements.is_empty() { p { "None." } }
            ol { @for one in judgements.iter().rev() { li value=(one.number) {
                (verdict(&one.judgement)) " " bdi { (told(&one.judgement)) } " "
                @if let Some(target) = one.judgement.target() {
                    a href=(line::place(&target.article.to_string(), Some([target.words.start, target.words.end]), asked)) {
                        bdi { "“" (inline(&target.words.exact)) "”" }
                    }
                }
                span .note { " " (author(one)) }
                @if stands.contains(&one.number) {
                    @if !current.contains(&one.number) { span .note { " · replaced by a later one" } }
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
        Judgements::new(&judgements, &current, &acts)
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
