//! Made news coverage of which everything is known: who put what on record, who copied whom.
//!
//! Countries, people, papers and events are invented; a seed decides everything, and the same seed
//! gives the same bytes on every machine. The words come from the TOML files of this folder.
//!
//! An **event** is one happening. An **origin** is one occasion on which somebody put things on
//! record about it: a briefing, a written statement, a witness's talk with a paper, a document that
//! one outlet has seen, an official without a name, an agency's own reporter. Two origins by the
//! same speaker on two days are two. A `rumour` is an origin without a source: two papers that each
//! credit the other. A **claim** is one answer to one question about the event, whoever gives it in
//! whatever words; an origin that was not sure of it is in `hedged_by`.
//!
//! Six files are written, JSON Lines each, UTF-8:
//!
//! - `articles.jsonl`, ordered by true time of publication: what `onrecord` reads. `doc`, `title`,
//!   `outlet`, `url`, `text`; `published` (in some it is missing, in some years too late),
//!   `modified` (where a page was changed), `authors` (may be missing). Versions share a `url`.
//! - `truth.jsonl`, a line for each article in the same order: `doc`; `event`; `kind`; `origins`
//!   that its words come from; `derived_from`, the articles from which it was directly taken (both
//!   of a circle name each other); `claims` that its headline and text state, absences too;
//!   `domain` of the outlet, which is unique where names are not; `published`, the true time; of a
//!   changed page the time of the change; `people`, the ids of its origins' speakers; `stated`,
//!   each sentence of `text` that states claims: `span` in characters, end exclusive, `origin`
//!   (null in columns), `claims`. Sentences that are not listed state nothing that is known here.
//! - `claims.jsonl`, a line for each claim that some article states: `claim`; `event`; `question`,
//!   a key that is the same for the claims that answer it (`head`: what happened); `act` (`stated`,
//!   `denied`: it was said not to be so, `declined`: somebody would not say, `unknown`: the article
//!   says that nobody knows); `value`, its number or phrase if it has one; `words`, a reference
//!   wording; `origins`; `hedged_by`; `docs` that state it; `contradicts`, claims that answer the
//!   question another way (not those that replace it); `corrected_by`, the right claim if this one
//!   was an outlet's slip; `updates`, the earlier count that this one replaces.
//! - `origins.jsonl`: `origin`; `event`; `channel`; `source`, as a story names it first; `person`; `house`;
//!   `outlet`, the domain of the one that had it alone; `date`; `claims`; `docs`.
//! - `events.jsonl`: `event`; `kind`; `date`; `town`; `country`; `words`; `docs`. Some events are
//!   of the same kind and place as one of the days before, and are others.
//! - `people.jsonl`: `person`; `country`; `title`; `role`; `spellings`; `docs`. Namesakes in other
//!   countries are other people.
//!
//! Kinds: `wire`, an agency's own story, of the same origin as another agency's if both were there;
//! `independent`, another origin, by those who had it; `copy`, `cut`, `reordered`, `edited`, the
//! words of another; `rewrite-credit`, `rewrite`, its statements in new words, the quotations as
//! they were; `follow-up`, a day later with new counts; `correction`; `version`, the same page
//! changed; `boilerplate-only`; `opinion`, which states what happened and has no origin.
//! Paragraphs of background state no claim.

mod article;
mod claim;
mod copying;
mod draw;
mod event;
mod furniture;
mod names;
mod newsroom;
mod number;
mod origin;
mod stock;
mod story;
mod truth;
mod wording;
mod world;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use jiff::civil::{Date, date};
use serde_json::Value;

use draw::Draw;
use event::{Event, Scene};
use newsroom::Newsroom;
use stock::Stock;
use truth::{Index, Named};
use world::World;

/// The day on which the coverage begins, a Monday.
const FIRST: Date = date(2031, 1, 6);
/// Events that happen on a day.
const A_DAY: usize = 6;
/// In so many of a hundred an event is of the same kind and place as one before it.
const AGAIN: u32 = 12;

/// What was typed after `coverage`.
pub(crate) struct Asked {
    articles: usize,
    seed: u64,
    out: PathBuf,
}

impl Asked {
    pub(crate) fn parse(arguments: &[String]) -> Result<Asked> {
        let (mut articles, mut seed, mut out) = (10_000, 7, None);
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let value = arguments.next().context(crate::USAGE)?;
            match argument.as_str() {
                "--articles" => articles = value.parse().context("--articles wants a number")?,
                "--seed" => seed = value.parse().context("--seed wants a number")?,
                "--out" => out = Some(PathBuf::from(value)),
                other => bail!("unknown: {other}\n{}", crate::USAGE),
            }
        }
        Ok(Asked {
            articles,
            seed,
            out: out.context(crate::USAGE)?,
        })
    }
}

/// Writes the six files, and says how much is in them.
pub(crate) fn coverage(asked: &Asked) -> Result<String> {
    let files = made(asked.articles, asked.seed)?;
    fs::create_dir_all(&asked.out).with_context(|| asked.out.display().to_string())?;
    let mut told = Vec::new();
    for (name, text) in files {
        let path = asked.out.join(name);
        fs::write(&path, &text).with_context(|| path.display().to_string())?;
        told.push(format!("{name}: {} lines", text.lines().count()));
    }
    Ok(told.join("\n"))
}

/// The files by name.
fn made(articles: usize, seed: u64) -> Result<Vec<(&'static str, String)>> {
    let stock = Stock::read()?;
    let countries = 8 + (articles / 1500).min(16);
    let world = World::new(&stock, countries, &mut Draw::new(seed, 0));
    let rooms = rooms(&world, articles, seed);
    let named = truth::named(&rooms, articles);
    let docs: BTreeMap<(usize, usize), &str> = named
        .iter()
        .map(|named| ((named.event, named.article), named.doc.as_str()))
        .collect();
    let of = |named: &Named<'_>| truth::truth(named, &rooms[named.event], &docs, (&world, FIRST));
    let mut by_event: BTreeMap<usize, Vec<&Named<'_>>> = BTreeMap::new();
    for named in &named {
        by_event.entry(named.event).or_default().push(named);
    }
    let (mut claims, mut origins, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for (event, named) in &by_event {
        let index = Index::of(named);
        events.push(truth::event(&rooms[*event].event, &world, named));
        claims.extend(index.claims(&rooms[*event].event));
        origins.extend(index.origins(&rooms[*event].event, &world));
    }
    let articles = named
        .iter()
        .map(|named| truth::article(named, &world, FIRST));
    Ok(vec![
        ("articles.jsonl", lines(articles)),
        ("truth.jsonl", lines(named.iter().map(of))),
        ("claims.jsonl", lines(claims)),
        ("origins.jsonl", lines(origins)),
        ("events.jsonl", lines(events)),
        ("people.jsonl", lines(truth::people(&world, &rooms, &named))),
    ])
}

/// Events and what is written about them, until there are `articles`.
fn rooms<'w, 'a>(world: &'w World<'a>, articles: usize, seed: u64) -> Vec<Newsroom<'w, 'a>> {
    let mut rooms: Vec<Newsroom<'w, 'a>> = Vec::new();
    let mut scenes: Vec<Scene> = Vec::new();
    let mut made = 0;
    while made < articles {
        let at = rooms.len();
        let mut draw = Draw::new(seed, at as u64 + 1);
        let scene = if draw.chance(AGAIN) && at > A_DAY {
            scenes[at - A_DAY + draw.below(A_DAY - 1) - 1]
        } else {
            Scene::drawn(world, &mut draw)
        };
        scenes.push(scene);
        let days = (at / A_DAY) as i64;
        let day = event::later(FIRST, days);
        let event = Event::new(format!("e{:05}", at + 1), scene, day, world, &mut draw);
        let size = 6 + draw.below(13);
        let room = Newsroom::covered(world, event, days, size, draw);
        made += room.articles.len();
        rooms.push(room);
    }
    rooms
}

fn lines(values: impl IntoIterator<Item = Value>) -> String {
    let mut lines = String::new();
    for value in values {
        lines.push_str(&value.to_string());
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests;
