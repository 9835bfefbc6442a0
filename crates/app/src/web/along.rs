//! One event taken along: its brief as a document, and its articles in the formats of others, sent
//! as they are written.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use clap::ValueEnum;
use jiff::Timestamp;
use maud::{Markup, html};
use onrecord_desk::Brief;
use onrecord_desk::ledger::{Ledger, ReadingNote, SqliteLedger};
use onrecord_record::ArticleId;
use tokio::sync::mpsc::{Sender, channel};
use tokio_stream::wrappers::ReceiverStream;

use super::answer::{Asked, Refusal};
use super::shelf::{self, Record};
use super::{Desk, line};
use crate::export::{Chosen, Format, Kept, by_article};
use crate::render::{html, markdown};
use crate::terminal;

/// Pieces that wait for a slow reader; then the writer waits.
const AHEAD: usize = 8;
/// Bytes of a piece.
const PIECE: usize = 64 << 10;

/// What can be taken along: the formats of `export` that are one file.
pub(super) fn names() -> Vec<(String, &'static str)> {
    let formats = Format::value_variants().iter();
    let files = formats.filter(|one| **one != Format::Brat);
    files.map(|one| (one.name(), one.kind().1)).collect()
}

/// The ways to all of them from the brief of an event.
pub(super) fn ways(brief: &Brief, asked: &Asked) -> Markup {
    let event = shelf::address(brief);
    let then = line::moment(asked, '?');
    html! {
        section id="along" {
            h2 { "Take it along" }
            p .ways {
                @for (at, (name, _)) in names().into_iter().enumerate() {
                    @if at > 0 { " · " }
                    a href=(format!("/event/{event}/export/{name}{then}")) download { (name) }
                }
            }
            p .note { "The brief as Markdown and HTML; its articles with all findings in the other formats, which docs/exports.md tells of." }
        }
    }
}

/// The format called `name`, if it is one file.
fn named(name: &str) -> Option<Format> {
    let format = Format::from_str(name, false).ok();
    format.filter(|one| *one != Format::Brat)
}

/// Answers with a file.
pub(super) async fn take(State(desk): State<Arc<Desk>>, asked: Asked) -> Response {
    let Ok(turn) = Arc::clone(&desk.exports).acquire_owned().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let (send, receive) = channel(AHEAD);
    let begun = tokio::task::spawn_blocking(move || match begun(&desk, &asked) {
        Ok(order) => {
            let headers = order.headers();
            std::thread::spawn(move || {
                let _turn = turn;
                if let Err(error) = order.write(&send) {
                    terminal::complain(&format!("export: {error:#}"));
                    let broken = io::Error::other("the export broke off");
                    let _ = send.blocking_send(Err(broken)); // the reader sees that it is not whole
                }
            });
            (headers, Body::from_stream(ReceiverStream::new(receive))).into_response()
        }
        Err(refusal) => refusal.answer(&asked, &desk).response(asked.nonce()),
    });
    let begun = begun.await;
    begun.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// A file to write.
struct Order {
    format: Format,
    record: Arc<Record>,
    /// The number of the event's brief.
    event: usize,
    ledger: SqliteLedger,
    as_of: Option<Timestamp>,
}

fn begun(desk: &Desk, asked: &Asked) -> Result<Order, Refusal> {
    let format = named(asked.named("format")).ok_or(Refusal::NotFound("format"))?;
    let as_of = asked.as_of()?;
    let record = desk.shelf.record(as_of)?;
    let event = record.event(asked.named("event"));
    let event = event.ok_or(Refusal::NotFound("event"))?.0;
    Ok(Order {
        format,
        event,
        record,
        ledger: desk.shelf.ledger()?,
        as_of,
    })
}

impl Order {
    fn brief(&self) -> Result<&Brief> {
        self.record
            .briefs
            .get(self.event)
            .context("the event is gone")
    }

    fn headers(&self) -> [(header::HeaderName, String); 2] {
        let (end, kind) = self.format.kind();
        let event = self.brief().map_or(String::new(), shelf::address);
        let file = format!("attachment; filename=\"event-{event}.{end}\"");
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, file),
        ]
    }

    fn write(&self, to: &Sender<io::Result<Bytes>>) -> Result<()> {
        let mut out = BufWriter::with_capacity(PIECE, Pieces(to.clone()));
        let brief = std::slice::from_ref(self.brief()?);
        match self.format {
            Format::Markdown => out.write_all(markdown::briefs(brief).as_bytes())?,
            Format::Html => out.write_all(html::briefs(brief).as_bytes())?,
            format => return self.export(format, out),
        }
        Ok(out.flush()?)
    }

    /// Writes the articles in the order of the brief.
    fn export(&self, format: Format, out: BufWriter<Pieces>) -> Result<()> {
        let judgements = self.ledger.judgements(self.as_of)?;
        let judged = by_article(&judgements);
        let mut format = format.open(Box::new(out))?;
        let articles: Vec<ArticleId> = self
            .brief()?
            .sources
            .iter()
            .map(|one| one.article.id)
            .collect();
        for id in articles {
            let arrivals = self.ledger.arrivals(id, self.as_of)?;
            let (Some(reading), Some(arrival)) = (self.record.reading(id), arrivals.last()) else {
                continue;
            };
            format.article(&Kept {
                reading,
                note: &ReadingNote {
                    build: &arrival.build,
                    learned: arrival.learned,
                },
                chosen: Chosen::of(reading, None),
                judged: judged.get(&id).map_or(&[], Vec::as_slice),
            })?;
        }
        Ok(format.finish()?)
    }
}

/// Sends what is written to whoever reads the answer.
struct Pieces(Sender<io::Result<Bytes>>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
