//! What is asked of a page, and the frame every answer stands in.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Error;
use axum::extract::{FromRequestParts, Query, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use maud::{DOCTYPE, Markup, html};
use serde::Serialize;

use super::rate::Client;
use super::shelf::PATIENCE;
use super::{Desk, line, moment};
use crate::render::visible::inline;
use crate::{cli, terminal, wire};

/// A number that stands in one answer alone: what bears it is ours.
#[derive(Debug, Clone, Default)]
pub(super) struct Nonce(pub(super) String);

/// What an answer is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// A page.
    #[default]
    Html,
    /// Its twin.
    Json,
}

/// What ends in `.json` asks for the twin of the page whose address is before it.
pub(super) fn twin(mut request: Request) -> Request {
    let path = request.uri().path();
    let page = match path.strip_suffix(".json") {
        Some("/index") => "/",
        Some(page) if page != "/openapi" => page,
        _ => return request,
    };
    let query = request.uri().query().map(|query| format!("?{query}"));
    let uri = format!("{page}{}", query.unwrap_or_default());
    if let Ok(uri) = uri.parse::<Uri>() {
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Form::Json);
    }
    request
}

/// The path of a page's twin.
pub(super) fn twin_of(path: &str) -> String {
    match path {
        "/" => "/index.json".to_owned(),
        path => format!("{path}.json"),
    }
}

/// `path` with one stroke before it: with two a browser takes it for another host, and it takes a
/// backslash for a stroke.
pub(super) fn rooted(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

/// What is asked of a page.
#[derive(Debug, Default)]
pub(super) struct Asked {
    form: Form,
    nonce: Nonce,
    client: Option<Client>,
    path: String,
    /// The parts of the address that name something.
    named: BTreeMap<String, String>,
    /// What stands behind the question mark; of two of a name both count.
    query: Vec<(String, String)>,
    /// Who judges, as the browser remembers.
    by: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Asked, Response> {
        let named = RawPathParams::from_request_parts(parts, state).await;
        let named = named.map_err(IntoResponse::into_response)?;
        let query = Query::try_from_uri(&parts.uri).map_err(IntoResponse::into_response)?;
        Ok(Asked {
            form: parts.extensions.get().copied().unwrap_or_default(),
            nonce: parts.extensions.get().cloned().unwrap_or_default(),
            client: parts.extensions.get().copied(),
            path: rooted(parts.uri.path()),
            named: named
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            query: query.0,
            by: cookie(&parts.headers, BY).map_or(String::new(), unescaped),
        })
    }
}

impl Asked {
    /// The part of the address called `name`.
    pub(super) fn named(&self, name: &str) -> &str {
        self.named.get(name).map_or("", String::as_str)
    }

    /// What is given for `name`, if anything is.
    pub(super) fn given(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter().filter(|(key, _)| key == name);
        pairs.find_map(|(_, value)| Some(value.trim()).filter(|value| !value.is_empty()))
    }

    /// What is given for `name` as a form shows it again.
    pub(super) fn shown(&self, name: &str) -> String {
        self.given(name).map_or(String::new(), inline)
    }

    /// All that is given for `name`.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let pairs = self.query.iter().filter(move |(key, _)| key == name);
        pairs
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// What is given for `name`, read by `read`.
    pub(super) fn read<T>(
        &self,
        name: &'static str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Refusal> {
        let given = self.given(name);
        let read = given.map(|words| read(words).map_err(|why| Refusal::Unclear(name, why)));
        read.transpose()
    }

    /// The moment at which the record is asked for.
    pub(super) fn as_of(&self) -> Result<Option<Timestamp>, Refusal> {
        self.read("as_of", cli::moment)
    }

    /// The page that is asked for.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// All that stands behind the question mark.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.query.iter();
        pairs.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The address of this page with another value for `name`.
    pub(super) fn with(&self, name: &str, value: &str) -> String {
        let others = self.query.iter().filter(|(key, _)| key != name).cloned();
        let pairs: Vec<_> = others
            .chain([(name.to_owned(), value.to_owned())])
            .collect();
        format!("{}?{}", self.path, form(&pairs))
    }

    /// The address of this page's twin.
    fn twin(&self) -> String {
        let path = twin_of(&self.path);
        let query = form(&self.query);
        match query.is_empty() {
            true => path,
            false => format!("{path}?{query}"),
        }
    }

    /// What is asked for, and what else the page shows of who asks, in a line.
    pub(super) fn key(&self) -> String {
        let by = escaped(&self.by);
        format!("{:?} {}?{} {by}", self.form, self.path, form(&self.query))
    }

    /// Who judges, as far as it is remembered.
    pub(super) fn by(&self) -> &str {
        &self.by
    }

    /// The number of the answer.
    pub(super) fn nonce(&self) -> &Nonce {
        &self.nonce
    }

    /// Who asks.
    pub(super) fn client(&self) -> Option<Client> {
        self.client
    }

    /// Is the twin asked for?
    pub(super) fn is_json(&self) -> bool {
        self.form == Form::Json
    }

    /// The answer that something is not done, and why, with what `more` there is to do.
    pub(super) fn refused(
        &self,
        desk: &Desk,
        status: StatusCode,
        why: &str,
        more: &Markup,
    ) -> Answer {
        let why = &inline(why);
        let page = || {
            let body = html! { h1 { "Not done" } p role="alert" { (why) } (more) };
            Answer::page(status, framed(self, desk, "Not done", &body))
        };
        match self.form {
            Form::Html => page(),
            Form::Json => Answer::json(status, &wire::Failure::new(why)).unwrap_or_else(|_| page()),
        }
    }

    /// The page, or its twin of the same data.
    pub(super) fn answer<T: Serialize>(
        &self,
        desk: &Desk,
        title: &str,
        page: impl FnOnce() -> Markup,
        twin: impl FnOnce() -> T,
    ) -> Result<Answer, Refusal> {
        match self.form {
            Form::Html => Ok(Answer::page(
                StatusCode::OK,
                framed(self, desk, title, &page()),
            )),
            Form::Json => Answer::json(StatusCode::OK, &twin()),
        }
    }
}

/// `pairs` as they stand in an address.
pub(super) fn form(pairs: &[(String, String)]) -> String {
    let parts = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    parts.collect::<Vec<_>>().join("&")
}

/// `words` as they stand in an address.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for byte in words.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// `words` out of an address.
fn unescaped(words: &str) -> String {
    let digit = |at: Option<&u8>| at.and_then(|one| char::from(*one).to_digit(16));
    let bytes = words.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        let pair = digit(bytes.get(at + 1)).zip(digit(bytes.get(at + 2)));
        let coded = pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        match coded.filter(|_| *byte == b'%') {
            Some(coded) => {
                out.push(coded);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The cookie that remembers who judges.
pub(super) const BY: &str = "onrecord-by";

/// What the browser keeps under `name`.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).into_iter();
    let pairs = all
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let mut own = pairs.filter(|(key, _)| *key == name);
    own.next().map(|(_, value)| value)
}

/// What goes back.
pub(super) struct Answer {
    status: StatusCode,
    kind: &'static str,
    body: Vec<u8>,
    /// After how long to ask again.
    wait: Option<Duration>,
}

impl Answer {
    fn page(status: StatusCode, page: Markup) -> Answer {
        Answer {
            status,
            kind: HTML,
            body: page.into_string().into_bytes(),
            wait: None,
        }
    }

    /// Each of `values` on a line.
    pub(super) fn lines(values: &[impl Serialize]) -> Result<Answer, Refusal> {
        let mut body = Vec::new();
        for value in values {
            wire::line(&mut body, value).map_err(|error| Refusal::Broken(error.into()))?;
        }
        Ok(Answer {
            status: StatusCode::OK,
            kind: "application/jsonl",
            body,
            wait: None,
        })
    }

    /// A twin.
    pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Result<Answer, Refusal> {
        let mut body = Vec::new();
        wire::line(&mut body, value).map_err(|error| Refusal::Broken(error.into()))?;
        Ok(Answer {
            status,
            kind: "application/json",
            body,
            wait: None,
        })
    }
}

/// Stands in a page that is kept where the number of one answer goes.
const NUMBER: &str = "number-of-the-answer";

impl Answer {
    /// How many bytes it has.
    pub(super) fn size(&self) -> usize {
        self.body.len()
    }

    /// The answer with its own number in it.
    pub(super) fn response(&self, nonce: &Nonce) -> Response {
        let kind = [(header::CONTENT_TYPE, self.kind)];
        let body = match self.kind {
            HTML => numbered(&self.body, nonce),
            _ => self.body.clone(),
        };
        let mut response = (self.status, kind, body).into_response();
        if let Some(wait) = self.wait {
            let wait = HeaderValue::from_str(&seconds(wait));
            let headers = response.headers_mut();
            headers.extend(wait.ok().map(|wait| (header::RETRY_AFTER, wait)));
        }
        response
    }
}

/// `page` with the number of this answer. Only the head has places for it, so that no words of an
/// article come by one.
fn numbered(page: &[u8], nonce: &Nonce) -> Vec<u8> {
    let head = page
        .windows(HEAD_END.len())
        .position(|window| window == HEAD_END);
    let (head, rest) = page.split_at(head.unwrap_or(0));
    let head = String::from_utf8_lossy(head).replace(NUMBER, &nonce.0);
    [head.as_bytes(), rest].concat()
}

const HTML: &str = "text/html; charset=utf-8";
const HEAD_END: &[u8] = b"<title>";

/// A while in full seconds, as headers have it.
pub(super) fn seconds(wait: Duration) -> String {
    let full = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    full.max(1).to_string()
}

/// Why a page cannot be shown.
#[derive(Debug)]
pub(super) enum Refusal {
    /// There is no such thing.
    NotFound(&'static str),
    /// What is given for this makes no sense.
    Unclear(&'static str, String),
    /// The form is none of ours.
    Foreign,
    /// The record is being put together.
    NotYet,
    /// Too much was asked that takes long: to ask again after this while.
    TooMuch(Duration),
    /// The ledger cannot be read.
    Broken(Error),
}

impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Refusal {
        Refusal::Broken(error.into())
    }
}

impl Refusal {
    fn told(&self) -> (StatusCode, String) {
        match self {
            Refusal::NotFound(what) => (
                StatusCode::NOT_FOUND,
                format!("there is no such {what} here"),
            ),
            Refusal::Foreign => {
                let why = "the form is not one of ours: open the page anew";
                (StatusCode::FORBIDDEN, why.to_owned())
            }
            Refusal::NotYet => {
                let why = "the record is being put together: ask again in a while";
                (StatusCode::SERVICE_UNAVAILABLE, why.to_owned())
            }
            Refusal::TooMuch(_) => {
                let why = "many earlier days are being put together: ask again in a while";
                (StatusCode::TOO_MANY_REQUESTS, why.to_owned())
            }
            Refusal::Unclear(name, why) => (StatusCode::BAD_REQUEST, format!("{name}: {why}")),
            Refusal::Broken(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")),
        }
    }

    /// The answer that says so.
    pub(super) fn answer(&self, asked: &Asked, desk: &Desk) -> Answer {
        self.answer_with(asked, desk, &html! {})
    }

    /// The answer that says so, with what `more` there is to do.
    pub(super) fn answer_with(&self, asked: &Asked, desk: &Desk, more: &Markup) -> Answer {
        let (status, mut why) = self.told();
        if let Refusal::Broken(_) = self {
            terminal::complain(&format!("{}: {why}", asked.path));
        }
        if let (Refusal::NotFound(what), Some(_)) = (self, asked.given("as_of")) {
            why = format!("there was no such {what} here then");
        }
        let more = html! {
            (more)
            @if let Refusal::NotYet = self {
                p .note data-again=(PATIENCE.as_secs()) { "Where scripts run, this page asks again by itself." }
            }
        };
        Answer {
            wait: self.wait(),
            ..asked.refused(desk, status, &why, &more)
        }
    }

    /// After how long it may be asked again, where that is known.
    fn wait(&self) -> Option<Duration> {
        match self {
            Refusal::NotYet => Some(PATIENCE),
            Refusal::TooMuch(wait) => Some(*wait),
            _ => None,
        }
    }
}

/// The places one can go to from every page.
const WAYS: [(&str, &str); 9] = [
    ("/", "Events"),
    ("/sources", "Sources"),
    ("/timeline", "Timeline"),
    ("/matrix", "Who said what"),
    ("/map", "Map"),
    ("/questions", "Open questions"),
    ("/changes", "Changes"),
    ("/add", "Add articles"),
    ("/hand", "Judgements"),
];

fn framed(asked: &Asked, desk: &Desk, title: &str, page: &Markup) -> Markup {
    let then = line::moment(asked, '?');
    let body = html! {
        header .site {
            a .name href=(format!("/{then}")) { "onrecord" }
            nav aria-label="Pages" {
                @for (to, name) in WAYS {
                    a href=(format!("{to}{then}")) aria-current=[(asked.path == *to).then_some("page")] { (name) } " "
                }
            }
            form role="search" action="/search" {
                (moment::kept(asked))
                input type="search" name="q" aria-label="Search the record"
                    placeholder="Search" value=(asked.shown("q"));
                button { "Search" }
            }
        }
        @if !asked.path.starts_with("/add") { (moment::chooser(desk, asked)) }
        (moment::notice(asked))
        @if asked.as_of().is_ok_and(|moment| desk.shelf.is_behind(moment)) {
            p .moment role="status" {
                "The ledger has grown, and its briefs are being put together: what is new is not in all of this page."
            }
        }
        main id="main" { (page) }
        footer {
            p { a href=(asked.twin()) { "This page as JSON" } " · " a href="/openapi.json" { "OpenAPI" } }
            @if desk.guard.is_read_only { p { "For reading only." } }
        }
    };
    bare(title, &body)
}

/// A document with our style and script.
fn bare(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="stylesheet" href="/assets/desk.css" nonce=(NUMBER);
                script src="/assets/desk.js" nonce=(NUMBER) defer {}
                title { (title) " · onrecord" }
            }
            body { a .skip href="#main" { "To the page" } (body) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_no_sign_of_its_own() {
        let words = "a b&c=\"é\"";
        assert_eq!(escaped(words), "a%20b%26c%3D%22%C3%A9%22");
        assert_eq!(unescaped(&escaped(words)), words);
        assert_eq!(unescaped("100%"), "100%");
    }
}
