//! Where a second reader is asked: an endpoint that speaks as OpenAI's chat completions do. The one
//! place that asks the network for anything, and only where the user named.

use std::time::Duration;

use serde_json::{Value, json};
use thiserror::Error;
use ureq::Agent;
use ureq::http::Uri;
use ureq::http::uri::Scheme;
use ureq::tls::{RootCerts, TlsConfig};

/// Bytes of an answer that are read.
const LONGEST: u64 = 1 << 20;
/// Tokens that a reader may answer with.
const TOKENS: u32 = 400;

/// Why there is no answer.
#[derive(Debug, Error)]
pub(crate) enum Silence {
    /// Not reached, too slow, cut off, too long.
    #[error("no answer: {0}")]
    Transport(Box<ureq::Error>),
    /// It would not.
    #[error("no answer: status {0}")]
    Status(u16),
}

impl From<ureq::Error> for Silence {
    fn from(error: ureq::Error) -> Silence {
        Silence::Transport(Box::new(error))
    }
}

/// A model behind an address.
pub(crate) struct Endpoint {
    agent: Agent,
    address: String,
    model: String,
    key: Option<String>,
    /// Whose vote it is: `MODEL at HOST`.
    pub(crate) reader: String,
}

impl Endpoint {
    /// `address` is what ends before `/chat/completions`; an answer may take as long as `patience`.
    pub(crate) fn new(
        address: &Uri,
        model: &str,
        key: Option<String>,
        patience: Duration,
    ) -> Endpoint {
        let is_secret = address.scheme() == Some(&Scheme::HTTPS);
        let tls = TlsConfig::builder().root_certs(RootCerts::WebPki);
        let mut config = Agent::config_builder()
            .timeout_global(Some(patience))
            .http_status_as_error(false)
            // A passage goes to the address that was named and to no other.
            .max_redirects(0)
            .tls_config(tls.build());
        if !is_secret {
            config = config.proxy(None);
        }
        let host = address.authority().map_or("", |host| host.as_str());
        let base = address.to_string();
        Endpoint {
            agent: config.build().into(),
            address: format!("{}/chat/completions", base.trim_end_matches('/')),
            model: model.to_owned(),
            key,
            reader: format!("{model} at {host}"),
        }
    }

    /// The body of the answer to `messages`.
    pub(super) fn ask(&self, messages: &Value) -> Result<Vec<u8>, Silence> {
        let body = json!({
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": TOKENS,
            "stream": false,
        });
        let mut request = self
            .agent
            .post(&self.address)
            .header("content-type", "application/json");
        if let Some(key) = &self.key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        let mut answer = request.send(body.to_string())?;
        match answer.status().as_u16() {
            200 => Ok(answer
                .body_mut()
                .with_config()
                .limit(LONGEST)
                .read_to_vec()?),
            status => Err(Silence::Status(status)),
        }
    }
}

/// An address that a second reader may have.
pub(crate) fn address(words: &str) -> Result<Uri, String> {
    let wrong = || "not an address such as http://127.0.0.1:11434/v1".to_owned();
    let address: Uri = words.parse().map_err(|_| wrong())?;
    let is_http = [Some(&Scheme::HTTP), Some(&Scheme::HTTPS)].contains(&address.scheme());
    let authority = address.authority().ok_or_else(wrong)?;
    match is_http && address.query().is_none() && !authority.as_str().contains('@') {
        true => Ok(address),
        false => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_of_the_web() {
        for fine in ["http://127.0.0.1:11434/v1", "https://models.example.org"] {
            address(fine).unwrap();
        }
        for wrong in [
            "",
            "127.0.0.1:8080",
            "ftp://a.org",
            "http://me:word@a.org",
            "http://a.org/?q=1",
            "/v1",
        ] {
            address(wrong).unwrap_err();
        }
    }
}
