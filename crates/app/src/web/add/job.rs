//! One upload after the other, read on a thread of its own.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use onrecord_desk::intake::{self, Options};
use onrecord_desk::ledger::Appended;
use onrecord_desk::{ReadOutcome, read_into};
use tokio::sync::{Semaphore, watch};

use crate::cli::now;
use crate::render::visible::{headline, inline};
use crate::terminal;
use crate::web::{Desk, shelf};
use crate::wire::doc;
use crate::wire::pages::{ReadLine, Reading, SILENT};

/// Uploads that wait or were read and can still be looked at.
const KEPT: usize = 32;
/// Uploads that wait at most.
const WAITING: usize = 4;
/// Lines that an upload keeps: all that failed, and the first of the rest.
const LINES: usize = 500;

/// A file that was given.
pub(crate) struct Given {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The uploads.
pub(crate) struct Jobs {
    last: AtomicU64,
    turn: Arc<Semaphore>,
    all: Mutex<BTreeMap<u64, watch::Receiver<Reading>>>,
}

impl Jobs {
    pub(crate) fn new() -> Jobs {
        Jobs {
            last: AtomicU64::new(0),
            turn: Arc::new(Semaphore::new(1)),
            all: Mutex::default(),
        }
    }

    /// How an upload goes.
    pub(crate) fn now(&self, job: u64) -> Option<Reading> {
        Some(self.watch(job)?.borrow().clone())
    }

    /// An upload as it goes.
    pub(crate) fn watch(&self, job: u64) -> Option<watch::Receiver<Reading>> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&job).cloned()
    }

    /// Begins to read when those before are done; returns its number. None if too many wait.
    pub(crate) fn start(&self, desk: Arc<Desk>, given: Vec<Given>) -> Option<u64> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let is_going = |one: &watch::Receiver<Reading>| !one.borrow().is_done;
        if all.values().filter(|one| is_going(one)).count() > WAITING {
            return None;
        }
        let done = all
            .iter()
            .filter(|(_, one)| !is_going(one))
            .map(|(job, _)| *job);
        let old: Vec<u64> = done.take((all.len() + 1).saturating_sub(KEPT)).collect();
        old.iter().for_each(|job| drop(all.remove(job)));
        let job = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let start = Reading {
            files: given.len(),
            ..Reading::default()
        };
        let (told, watch) = watch::channel(start);
        all.insert(job, watch);
        let turn = Arc::clone(&self.turn);
        tokio::spawn(async move {
            let _turn = turn.acquire().await;
            let reading = tokio::task::spawn_blocking(move || run(&desk, given, &told));
            let _ = reading.await;
        });
        Some(job)
    }
}

/// Reads all that was given; a file that breaks everything is told as the last line.
fn run(desk: &Desk, given: Vec<Given>, told: &watch::Sender<Reading>) {
    for file in given {
        let name = file.name.clone();
        if let Err(error) = read(desk, file, told) {
            let why = format!("{error:#}");
            terminal::complain(&format!("{name}: {why}"));
            told.send_modify(|reading| reading.add(failed(&name, &why), LINES));
        }
        told.send_modify(|reading| reading.files_done += 1);
    }
    told.send_modify(|reading| reading.is_done = true);
}

fn read(desk: &Desk, file: Given, told: &watch::Sender<Reading>) -> Result<()> {
    let engine = desk.shelf.engine()?;
    let mut ledger = desk.shelf.writable()?;
    let options = Options::default();
    let articles = intake::articles(Cursor::new(file.bytes), &file.name, &options);
    read_into(engine, &mut ledger, articles, now(), |outcome| {
        told.send_modify(|reading| reading.add(line(&file.name, &outcome), LINES));
    })?;
    Ok(())
}

fn line(file: &str, outcome: &ReadOutcome) -> ReadLine {
    match outcome {
        ReadOutcome::Failed(error) => failed(file, &error.to_string()),
        ReadOutcome::Silent(error) => ReadLine {
            outcome: SILENT,
            ..failed(file, &error.to_string())
        },
        ReadOutcome::Refused(article, error) => failed(&doc(article), &error.to_string()),
        ReadOutcome::Kept(article, appended) => {
            let title = article.masthead.title.as_deref();
            ReadLine {
                outcome: match appended {
                    Appended::New => "new",
                    Appended::Unchanged => "already there",
                    Appended::Superseded => "read anew",
                },
                name: headline(title.unwrap_or(&doc(article))),
                article: Some(shelf::short(article.id)),
                error: None,
            }
        }
    }
}

fn failed(name: &str, why: &str) -> ReadLine {
    ReadLine {
        outcome: "failed",
        name: inline(name),
        article: None,
        error: Some(inline(why)),
    }
}
