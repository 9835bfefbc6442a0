//! `find_statements`: what in the ledger fits words and other conditions.

use anyhow::bail;
use jiff::civil::Date;
use onrecord_desk::find as fitting;
use onrecord_desk::ledger::{Days, Query};
use onrecord_record::Factuality;
use serde_json::Value;

use super::asked::Find;
use super::brief::LONGEST_WORDS;
use super::kept::{Kept, at_most, moment};
use crate::cli;
use crate::wire::{Hits, term, tool};

/// Findings of one answer.
const MOST: usize = 200;
const FEW: usize = 20;

pub(super) fn find(kept: &Kept, asked: Find) -> anyhow::Result<Value> {
    let query = query(asked)?;
    let found = fitting(&kept.open()?, &query)?;
    tool::answer(&Hits::new(&found))
}

fn query(asked: Find) -> anyhow::Result<Query> {
    for words in [&asked.words, &asked.source, &asked.outlet, &asked.place] {
        at_most(
            "bytes of words",
            words.as_ref().map_or(0, String::len),
            LONGEST_WORDS,
        )?;
    }
    let limit = asked.limit.unwrap_or(FEW);
    if !(1..=MOST).contains(&limit) {
        bail!("limit: {limit} is not between 1 and {MOST}");
    }
    Ok(Query {
        words: asked.words.filter(|words| !words.trim().is_empty()),
        source: asked.source,
        outlet: asked.outlet,
        place: asked.place,
        kinds: chosen(
            "source_types",
            &asked.source_types,
            &term::SOURCES,
            term::source,
        )?,
        acts: chosen("acts", &asked.acts, &term::ACTS, term::act)?,
        directness: chosen(
            "directness",
            &asked.directness,
            &term::DIRECTNESS,
            term::directness,
        )?,
        values: chosen(
            "factuality",
            &asked.factuality,
            &Factuality::ALL,
            Factuality::code,
        )?,
        absences: chosen("absences", &asked.absences, &term::ABSENCES, term::absence)?,
        told: Days {
            from: day("from", asked.from.as_deref())?,
            to: day("to", asked.to.as_deref())?,
        },
        published: Days {
            from: day("published_from", asked.published_from.as_deref())?,
            to: day("published_to", asked.published_to.as_deref())?,
        },
        as_of: moment(asked.as_of.as_deref())?,
        skip: 0,
        limit,
    })
}

/// The values that `words` name, in whatever case.
fn chosen<T: Copy>(
    field: &str,
    words: &[String],
    all: &[T],
    word: fn(T) -> &'static str,
) -> anyhow::Result<Vec<T>> {
    let value = |typed: &String| {
        let mut all = all.iter().copied();
        all.find(|value| word(*value).eq_ignore_ascii_case(typed))
    };
    let mut values = Vec::new();
    for typed in words {
        let Some(value) = value(typed) else {
            let known: Vec<&str> = all.iter().map(|value| word(*value)).collect();
            bail!("{field}: {typed:?} is none of {}", known.join(", "));
        };
        values.push(value);
    }
    Ok(values)
}

fn day(field: &str, words: Option<&str>) -> anyhow::Result<Option<Date>> {
    let Some(words) = words else { return Ok(None) };
    match cli::date(words) {
        Some(day) => Ok(Some(day)),
        None => bail!("{field}: {words:?} is not a date such as 2031-03-12"),
    }
}
