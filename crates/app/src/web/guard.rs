//! Who is served: names the machine is asked for by, tokens, and changes that come from our own
//! pages.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq;

use super::answer::{Form, Nonce, cookie, rooted, seconds, twin_of};
use super::rate::Client;
use super::{Desk, Settings};
use crate::wire::hex;

/// The cookie that holds the token.
const COOKIE: &str = "onrecord";
/// So many wrong tokens, and whoever has no right one has to wait.
const WRONG: u32 = 10;
/// How long a wrong token counts.
const WHILE: Duration = Duration::from_secs(60);

/// What a request is held against.
pub(super) struct Guard {
    hosts: Vec<String>,
    token: Option<String>,
    pub(super) is_read_only: bool,
    /// Stands in every form of ours: who does not know it cannot have it sent.
    pub(super) seal: String,
    /// How many wrong tokens came since when.
    wrong: Mutex<(u32, Instant)>,
}

/// Random bytes in hexadecimal.
fn random<const N: usize>() -> Result<String> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("no random bytes: {error}"))?;
    Ok(hex(&bytes))
}

impl Guard {
    pub(super) fn new(settings: &Settings, at: SocketAddr) -> Result<Guard> {
        let port = at.port();
        let mut hosts = vec![at.to_string(), format!("localhost:{port}")];
        if at.ip().is_loopback() {
            hosts.extend([format!("127.0.0.1:{port}"), format!("[::1]:{port}")]);
        }
        hosts.extend(settings.hosts.iter().cloned());
        if port == 80 {
            let bare = hosts.iter().filter_map(|host| host.strip_suffix(":80"));
            hosts.extend(bare.map(str::to_owned).collect::<Vec<_>>());
        }
        Ok(Guard {
            hosts,
            token: settings.token.clone(),
            is_read_only: settings.is_read_only,
            seal: random::<16>()?,
            wrong: Mutex::new((0, Instant::now())),
        })
    }

    /// Is the machine asked for by a name of its own? A page elsewhere whose name was made to lead
    /// here asks for another one.
    fn knows(&self, headers: &HeaderMap) -> bool {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        host.is_some_and(|host| self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
    }

    fn is_token(&self, given: &str) -> bool {
        let own = self.token.as_deref().unwrap_or_default();
        bool::from(own.as_bytes().ct_eq(given.as_bytes()))
    }

    /// Does the form hold the seal of this process?
    pub(super) fn is_seal(&self, given: &str) -> bool {
        bool::from(self.seal.as_bytes().ct_eq(given.as_bytes()))
    }

    /// Have too many wrong tokens come of late, with one more?
    fn is_tried(&self) -> bool {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if wrong.1.elapsed() > WHILE {
            *wrong = (0, Instant::now());
        }
        wrong.0 = wrong.0.saturating_add(1);
        wrong.0 > WRONG
    }

    /// What is to be answered instead of the page, to whom has no token.
    fn token(&self, request: &Request) -> Option<Response> {
        self.token.as_ref()?;
        let given = given(request);
        match &given {
            Some((token, place)) if self.is_token(token) => match place {
                Place::Address => Some(entered(request, token)),
                Place::Header | Place::Cookie => None,
            },
            // The right token passes whatever others tried; only who guesses waits.
            Some(_) if self.is_tried() => {
                let wait = [(header::RETRY_AFTER, "60")];
                let why = "too many wrong tokens\n";
                Some((StatusCode::TOO_MANY_REQUESTS, wait, why).into_response())
            }
            _ => {
                let how = "a token is needed: open the address with ?token=TOKEN behind it\n";
                Some((StatusCode::UNAUTHORIZED, how).into_response())
            }
        }
    }
}

/// Where a token stands.
enum Place {
    Address,
    Header,
    Cookie,
}

fn given(request: &Request) -> Option<(String, Place)> {
    let query = request.uri().query().unwrap_or_default();
    let in_query = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("token="));
    if let Some(token) = in_query {
        return Some((token.to_owned(), Place::Address));
    }
    let text = |name: HeaderName| request.headers().get(name)?.to_str().ok();
    if let Some(token) = text(header::AUTHORIZATION).and_then(|it| it.strip_prefix("Bearer ")) {
        return Some((token.to_owned(), Place::Header));
    }
    let cookie = cookie(request.headers(), COOKIE);
    cookie.map(|token| (token.to_owned(), Place::Cookie))
}

/// The token goes from the address into a cookie, so that it stands in no history; what else is
/// asked for stays.
fn entered(request: &Request, token: &str) -> Response {
    let path = rooted(request.uri().path());
    let path = match request.extensions().get() {
        Some(Form::Json) => twin_of(&path),
        _ => path,
    };
    let query = request.uri().query().unwrap_or_default().split('&');
    let others: Vec<&str> = query
        .filter(|pair| !pair.is_empty() && !pair.starts_with("token="))
        .collect();
    let query = match others.is_empty() {
        true => String::new(),
        false => format!("?{}", others.join("&")),
    };
    let to = [(header::LOCATION, format!("{path}{query}"))];
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict");
    let mut response = (StatusCode::SEE_OTHER, to).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// Does a change come from a page of ours? Browsers tell where a form was sent from.
fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
    let site = text("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let host = text("host").unwrap_or_default();
    let origin = text("origin").is_none_or(|origin| {
        let name = origin.split_once("://").map(|(_, name)| name);
        name.is_some_and(|name| name.eq_ignore_ascii_case(host))
    });
    site && origin
}

/// Lets a request through to its page, and tells the browser how little the answer may do.
pub(super) async fn check(
    State(desk): State<Arc<Desk>>,
    mut request: Request,
    next: Next,
) -> Response {
    let nonce = random::<16>().map(Nonce);
    let Ok(nonce) = nonce else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let policy = policy(&nonce);
    let refused = too_often(&desk, &request).or_else(|| refused(&desk.guard, &request));
    let mut response = match refused {
        Some(refused) => refused,
        None => {
            request.extensions_mut().insert(nonce);
            next.run(request).await
        }
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        let name = HeaderName::from_static(name);
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Has whoever asks to wait? Style and script cost nothing.
fn too_often(desk: &Desk, request: &Request) -> Option<Response> {
    let client = request.extensions().get::<Client>()?;
    if request.uri().path().starts_with("/assets/") {
        return None;
    }
    let wait = desk.clients.take(*client, Instant::now()).err()?;
    let wait = [(header::RETRY_AFTER, seconds(wait))];
    Some((StatusCode::TOO_MANY_REQUESTS, wait, "too many requests\n").into_response())
}

fn refused(guard: &Guard, request: &Request) -> Option<Response> {
    if !guard.knows(request.headers()) {
        let why = "this machine is not called so: see onrecord serve --help on --host\n";
        return Some((StatusCode::MISDIRECTED_REQUEST, why).into_response());
    }
    if let Some(refused) = guard.token(request) {
        return Some(refused);
    }
    let is_change = !matches!(*request.method(), Method::GET | Method::HEAD);
    if is_change && guard.is_read_only {
        return Some((StatusCode::FORBIDDEN, "these pages are for reading only\n").into_response());
    }
    if is_change && !is_ours(request.headers()) {
        return Some(
            (
                StatusCode::FORBIDDEN,
                "this does not come from a page of ours\n",
            )
                .into_response(),
        );
    }
    None
}

const HEADERS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cache-control", "no-store"),
];

/// Nothing but our own style and script, by this answer's nonce; pictures are drawn in the page.
fn policy(nonce: &Nonce) -> String {
    let nonce = &nonce.0;
    format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_from_elsewhere_is_none_of_ours() {
        let headers = |pairs: &[(&'static str, &'static str)]| -> HeaderMap {
            let pairs = pairs.iter();
            pairs
                .map(|(name, value)| {
                    (
                        HeaderName::from_static(name),
                        HeaderValue::from_static(value),
                    )
                })
                .collect()
        };
        let host = ("host", "127.0.0.1:8400");
        assert!(is_ours(&headers(&[host])));
        assert!(is_ours(&headers(&[
            host,
            ("origin", "http://127.0.0.1:8400")
        ])));
        assert!(!is_ours(&headers(&[
            host,
            ("origin", "http://evil.example")
        ])));
        assert!(!is_ours(&headers(&[host, ("origin", "null")])));
        assert!(!is_ours(&headers(&[
            host,
            ("sec-fetch-site", "cross-site")
        ])));
    }
}
