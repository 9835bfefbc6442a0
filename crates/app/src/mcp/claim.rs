//! `claim`: the lines of the brief that have it.

use anyhow::bail;
use onrecord_desk::Length;
use onrecord_record::ArticleId;
use serde_json::Value;

use super::article::{meant, stretch};
use super::asked::Claim;
use super::kept::{Kept, moment};
use crate::wire::tool::{self, Wanted};

/// Lines of one answer.
const MOST: usize = 100;
const FEW: usize = 10;

pub(super) fn claim(kept: &Kept, asked: Claim) -> anyhow::Result<Value> {
    let as_of = moment(asked.as_of.as_deref())?;
    let limit = asked.limit.unwrap_or(FEW);
    if !(1..=MOST).contains(&limit) {
        bail!("limit: {limit} is not between 1 and {MOST}");
    }
    let words = asked.words.filter(|words| !words.trim().is_empty());
    let place = match (&asked.article, asked.span) {
        (Some(article), Some(span)) => Some(place(kept, article, span, as_of)?),
        (None, None) => None,
        _ => bail!("article and span go together"),
    };
    let wanted = match place {
        Some((article, span)) => Wanted::At(article, span),
        None if words.is_some() => Wanted::Any,
        None => bail!("name the claim by words, or by article and span"),
    };
    let briefs = super::brief::of(kept, as_of, words, Length::All)?;
    tool::answer(&tool::Claims::new(&briefs, wanted, limit))
}

/// The stretch of an article that is meant, checked against its text.
fn place(
    kept: &Kept,
    article: &str,
    span: [usize; 2],
    as_of: Option<jiff::Timestamp>,
) -> anyhow::Result<(ArticleId, [usize; 2])> {
    let reading = meant(kept, article, as_of)?;
    stretch(&reading.article, span)?;
    Ok((reading.article.id, span))
}
