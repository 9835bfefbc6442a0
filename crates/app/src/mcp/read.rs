//! `read_articles`: files and texts into the ledger.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use anyhow::bail;
use onrecord_desk::intake::{self, IntakeError, Options};
use onrecord_desk::ledger::{Appended, SqliteLedger};
use onrecord_desk::{ReadOutcome, read_into};
use onrecord_record::Article;
use serde_json::{Value, json};

use super::asked::{Read, Text};
use super::kept::{Kept, at_most};
use crate::cli;
use crate::input::Input;
use crate::wire::{self, tool};

/// Paths and texts of one call.
const MOST: usize = 100;
/// Files of one call.
const FILES: usize = 10_000;
/// Bytes of one text.
const LONGEST: usize = 1_000_000;
/// Articles and errors that are told one by one; all are counted.
const TOLD: usize = 500;

pub(super) fn read(kept: &Kept, asked: Read) -> anyhow::Result<Value> {
    if kept.is_read_only {
        bail!("the server was started with --read-only");
    }
    at_most("paths", asked.paths.len(), MOST)?;
    at_most("texts", asked.texts.len(), MOST)?;
    if asked.paths.is_empty() && asked.texts.is_empty() {
        bail!("neither paths nor texts were given");
    }
    let (files, mut failed) = files(kept, &asked.paths)?;
    at_most("files", files.len(), FILES)?;
    let mut texts = Vec::new();
    for (number, text) in (1..).zip(asked.texts) {
        match record(text) {
            Ok(record) => texts.push((format!("text {number}"), record)),
            Err(why) => failed.push(format!("text {number}: {why}")),
        }
    }
    let engine = kept.engine()?;
    let input = Input::new(&files, Options::default()).beside(&kept.ledger);
    let texts = texts
        .into_iter()
        .flat_map(|(name, record)| articles(&name, record));
    let mut ledger = SqliteLedger::open(&kept.ledger)?;
    let mut tally = tool::Tally::new(&kept.ledger, TOLD);
    for why in failed {
        tally.fail(why);
    }
    let all = input.articles().chain(texts);
    read_into(
        &engine,
        &mut ledger,
        all,
        cli::now(),
        |outcome| match outcome {
            ReadOutcome::Failed(error) => tally.fail(error.to_string()),
            ReadOutcome::Silent(error) => tally.note(error.to_string()),
            ReadOutcome::Refused(article, error) => {
                tally.fail(format!("{}: {error}", wire::doc(&article)));
            }
            ReadOutcome::Kept(article, Appended::New) => tally.add(&article, tool::Became::New),
            ReadOutcome::Kept(article, Appended::Unchanged) => {
                tally.add(&article, tool::Became::AlreadyThere);
            }
            ReadOutcome::Kept(article, Appended::Superseded) => {
                tally.add(&article, tool::Became::ReadAnew);
            }
        },
    )?;
    tool::answer(&tally)
}

/// The files that `paths` mean, and what is wrong with the others. Whoever asks may be led by what
/// an article says, so no path leads out of the server's folder, by `..` or by a link.
fn files(kept: &Kept, paths: &[String]) -> anyhow::Result<(Vec<PathBuf>, Vec<String>)> {
    let folder = kept.folder()?;
    let (mut files, mut failed) = (Vec::new(), Vec::new());
    for path in paths {
        if path == "-" {
            failed.push("-: standard input is where the protocol is spoken".to_owned());
            continue;
        }
        let typed = under(&kept.root, Path::new(path));
        let found = match intake::expand(&typed) {
            Ok(found) => found.files,
            Err(error) => {
                failed.push(error.to_string());
                continue;
            }
        };
        for file in found {
            let is_inside = file
                .canonicalize()
                .is_ok_and(|real| real.starts_with(&folder));
            if is_inside {
                files.push(file);
            } else {
                failed.push(format!(
                    "{}: not in the folder {}",
                    file.display(),
                    folder.display()
                ));
            }
        }
    }
    Ok((files, failed))
}

/// `path` in the server's folder; as it is where that is the current one.
fn under(root: &Path, path: &Path) -> PathBuf {
    if root == Path::new(".") {
        path.to_owned()
    } else {
        root.join(path)
    }
}

/// The text as a record that can be read like one of a file.
fn record(text: Text) -> Result<Vec<u8>, String> {
    if text.text.len() > LONGEST {
        return Err(format!(
            "it has {} bytes, and at most {LONGEST} are read",
            text.text.len()
        ));
    }
    if let Some(date) = &text.date
        && intake::given(date).is_none()
    {
        return Err(format!("date {date:?} is not a date such as 2031-03-12"));
    }
    let record = json!({
        "text": text.text, "title": text.title, "outlet": text.outlet, "date": text.date,
        "url": text.url, "authors": text.authors,
    });
    Ok(record.to_string().into_bytes())
}

fn articles(name: &str, record: Vec<u8>) -> Vec<Result<Article, IntakeError>> {
    intake::articles(Cursor::new(record), name, &Options::default()).collect()
}
