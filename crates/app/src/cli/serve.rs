//! `onrecord serve`: the record in a browser.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use onrecord_desk::ledger::SqliteLedger;

use super::{Given, Kept, Outcome, Usage};
use crate::web::{self, Settings};

/// Opens a ledger in a browser: briefs, articles, claims, sources, search, and the analyst's hand.
///
/// The pages are made here and ask nothing of any other machine. Every page has a twin of the same
/// data: the same address with .json behind its path (docs/pages.md).
///
/// Who asks for much waits for a while (429, Retry-After): of one address, 600 requests may come at
/// once and then 20 a second, where a page that was made before, style and script cost nothing. Behind
/// a proxy all have its address. Of all readers, 12 earlier moments may be put together at once and
/// then one each 5 seconds, what changed since a moment among them; who asks for now never waits for it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord serve --ledger summit.ledger")]
pub(super) struct Serve {
    #[command(flatten)]
    kept: Kept,
    /// Address and port to listen at; port 0 takes any that is free.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8400")]
    listen: SocketAddr,
    /// A further name under which the pages are asked for (behind a proxy).
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Only who gives this token is served; asked for at any address but the machine's own.
    #[arg(long, value_name = "TOKEN", conflicts_with = "token_file")]
    token: Option<String>,
    /// The file that holds the token, on its first line.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Pages can be read, and nothing can be added or decided.
    #[arg(long)]
    read_only: bool,
    #[command(flatten)]
    given: Given,
}

/// A shorter token could be tried out.
const SHORTEST: usize = 16;

impl Serve {
    pub(super) fn run(self) -> Result<Outcome> {
        let token = self.token()?;
        if token.is_none() && !self.listen.ip().is_loopback() {
            let why = format!(
                "{} can be reached by others: name a --token or a --token-file",
                self.listen
            );
            return Err(Usage(why).into());
        }
        let path = self.kept.path();
        if self.read_only {
            SqliteLedger::open_read_only(&path)?;
        } else {
            SqliteLedger::open(&path)?;
        }
        web::serve(Settings {
            ledger: path,
            listen: self.listen,
            hosts: self.host,
            token,
            is_read_only: self.read_only,
            engine: Box::new(move || self.given.engine()),
        })?;
        Ok(Outcome::Done)
    }

    fn token(&self) -> Result<Option<String>> {
        let token = match (&self.token, &self.token_file) {
            (Some(token), _) => token.clone(),
            (None, Some(path)) => {
                let words = fs::read_to_string(path).with_context(|| path.display().to_string())?;
                words.lines().next().unwrap_or_default().trim().to_owned()
            }
            (None, None) => return Ok(None),
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
        if token.len() < SHORTEST || !token.chars().all(is_plain) {
            let why = format!("a token is {SHORTEST} or more of A-Z a-z 0-9 - _ . ~");
            return Err(Usage(why).into());
        }
        Ok(Some(token))
    }
}
