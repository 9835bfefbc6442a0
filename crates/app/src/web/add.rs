//! Articles dropped in: taken within bounds, read one upload after the other, and told as they go.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::Desk;
use super::answer::{Answer, Asked, Refusal};
use super::home::counted;
use crate::wire;
use crate::wire::pages::{Reading, Started};

mod job;

use job::Given;
pub(super) use job::Jobs;

/// Bytes of one upload.
pub(super) const MOST_BYTES: usize = 64 << 20;
/// Files of one upload.
const MOST_FILES: usize = 1000;
/// Letters of a file's name.
const LONGEST_NAME: usize = 200;

/// The form.
pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let draw = || {
        html! {
            h1 { "Add articles" }
            @if desk.guard.is_read_only { p { "These pages are for reading only." } } @else { (form(desk)) }
        }
    };
    asked.answer(desk, "Add articles", draw, || Started { job: None })
}

fn form(desk: &Desk) -> Markup {
    let text = |name: &str, label: &str, kind: &str| html! { label { (label) " " input type=(kind) name=(name); } };
    html! {
        form .hand .drop method="post" action="/add" enctype="multipart/form-data" {
            input type="hidden" name="seal" value=(desk.guard.seal);
            label { "Files: text, HTML, JSON, feeds, or archives of them line by line "
                input type="file" name="file" multiple; }
            button { "Add files" }
        }
        h2 { "Or paste one" }
        form .hand method="post" action="/add" enctype="multipart/form-data" {
            input type="hidden" name="seal" value=(desk.guard.seal);
            (text("title", "Headline", "text"))
            (text("outlet", "Outlet", "text"))
            (text("date", "Published", "date"))
            (text("url", "Address", "text"))
            label { "Text " textarea name="text" rows="12" cols="60" required {} }
            button { "Add text" }
        }
        p .note { "Nothing leaves this machine. An article that fails is named, and the rest is read." }
    }
}

/// Takes an upload and begins to read it.
pub(super) async fn take(
    State(desk): State<Arc<Desk>>,
    asked: Asked,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let taken = match taken(&desk, &headers, form).await {
        Ok(given) if given.is_empty() => Err((
            StatusCode::BAD_REQUEST,
            "nothing to read was given".to_owned(),
        )),
        Ok(given) => Ok(given),
        Err(refused) => Err(refused),
    };
    let started = taken.and_then(|given| {
        let job = desk.jobs.start(Arc::clone(&desk), given);
        job.ok_or((
            StatusCode::TOO_MANY_REQUESTS,
            "too many uploads wait: try later".to_owned(),
        ))
    });
    match started {
        Ok(job) if asked.is_json() => wire_answer(&asked, &Started { job: Some(job) }),
        Ok(job) => (
            StatusCode::SEE_OTHER,
            [(header::LOCATION, format!("/add/{job}"))],
        )
            .into_response(),
        Err((status, why)) => {
            let refused = asked.refused(&desk, status, &why, &html! {});
            refused.response(asked.nonce())
        }
    }
}

fn wire_answer(asked: &Asked, value: &impl serde::Serialize) -> Response {
    match Answer::json(StatusCode::ACCEPTED, value) {
        Ok(answer) => answer.response(asked.nonce()),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

type Refused = (StatusCode, String);

/// What was given, if it came from a page of ours: the seal stands before all else.
async fn taken(
    desk: &Desk,
    headers: &HeaderMap,
    mut form: Multipart,
) -> Result<Vec<Given>, Refused> {
    let mut is_sealed = headers
        .get("x-onrecord-seal")
        .is_some_and(|seal| seal.to_str().is_ok_and(|seal| desk.guard.is_seal(seal)));
    let mut given = Vec::new();
    let mut pasted = serde_json::Map::new();
    while let Some(field) = form.next_field().await.map_err(refused)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "seal" {
            is_sealed |= desk.guard.is_seal(&field.text().await.map_err(refused)?);
            continue;
        }
        if !is_sealed {
            return Err((
                StatusCode::FORBIDDEN,
                "the form is not one of ours: open the page anew".to_owned(),
            ));
        }
        match name.as_str() {
            "file" => given.extend(file(field).await?),
            "title" | "outlet" | "date" | "url" | "text" => {
                let words = field.text().await.map_err(refused)?;
                if !words.trim().is_empty() {
                    pasted.insert(name, words.into());
                }
            }
            _ => {}
        }
        if given.len() > MOST_FILES {
            return Err((
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("more than {MOST_FILES} files"),
            ));
        }
    }
    if pasted.contains_key("text") {
        let bytes = serde_json::Value::Object(pasted).to_string().into_bytes();
        given.push(Given {
            name: "pasted".to_owned(),
            bytes,
        });
    }
    Ok(given)
}

async fn file(field: Field<'_>) -> Result<Option<Given>, Refused> {
    let name = field.file_name().unwrap_or_default();
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_NAME)
        .collect();
    let bytes = field.bytes().await.map_err(refused)?.to_vec();
    let is_none = name.is_empty() && bytes.is_empty(); // what a form without a file sends
    Ok((!is_none).then(|| Given {
        name: if name.is_empty() {
            "upload".to_owned()
        } else {
            name
        },
        bytes,
    }))
}

fn refused(error: MultipartError) -> Refused {
    (error.status(), error.body_text())
}

/// How an upload goes.
pub(super) fn progress(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let job = asked
        .named("job")
        .parse()
        .ok()
        .and_then(|job| desk.jobs.now(job));
    let reading = job.ok_or(Refusal::NotFound("upload"))?;
    let draw = || {
        html! {
            h1 { "Reading" }
            @if !reading.is_done { noscript { meta http-equiv="refresh" content="2"; } }
            div #progress data-events=[(!reading.is_done).then(|| format!("/add/{}/events", asked.named("job")))] {
                (told(&reading))
            }
        }
    };
    asked.answer(desk, "Reading", draw, || &reading)
}

fn told(reading: &Reading) -> Markup {
    html! {
        p role="status" {
            @if reading.is_done { "Done: " } @else { "So far: " }
            (counted(reading.new, "new article")) ", " (reading.unchanged) " already there, "
            (reading.superseded) " read anew, " (reading.failed) " failed."
        }
        @if !reading.is_done { progress max=(reading.files) value=(reading.files_done) aria-label="files read" {} }
        @else { p { a href="/" { "To the events" } } }
        ul {
            @for line in &reading.lines { li { (line.outcome) " " bdi { (line.name) } @if let Some(id) = &line.article {
                " " a href=(format!("/article/{id}")) { "open" }
            } @if let Some(why) = &line.error { ": " bdi { (why) } } } }
        }
        @if reading.more > 0 { p .note { (reading.more) " further lines are not shown." } }
    }
}

/// The same as events, each a piece of the page, until all is read.
pub(super) async fn events(State(desk): State<Arc<Desk>>, Path(job): Path<u64>) -> Response {
    let Some(watch) = desk.jobs.watch(job) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let events = WatchStream::new(watch).map(|reading| {
        let name = if reading.is_done { "done" } else { "progress" };
        let mut json = Vec::new();
        let piece = told(&reading).into_string();
        let written = wire::line(&mut json, &piece);
        let data = written.ok().and_then(|()| String::from_utf8(json).ok());
        Ok::<Event, Infallible>(
            Event::default()
                .event(name)
                .data(data.unwrap_or_default().trim_end()),
        )
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}
