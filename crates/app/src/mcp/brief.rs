//! `brief`: the brief of the ledger.

use anyhow::bail;
use onrecord_desk::ledger::Ledger;
use onrecord_desk::{BriefOptions, Length, Meaning, briefs, standing};
use serde_json::Value;

use super::asked::Brief;
use super::kept::{Kept, moment};
use crate::render::text;
use crate::wire::tool;

/// Where lines of the text break.
const WIDTH: usize = 100;
/// Lines under each speaker unless told: an assistant reads all that it is answered.
const LINES: usize = 2;
/// Lines of a part unless told.
const OF_A_PART: usize = 8;
/// Bytes of `about`.
pub(super) const LONGEST_WORDS: usize = 500;

pub(super) fn brief(kept: &Kept, asked: Brief) -> anyhow::Result<Value> {
    let as_of = moment(asked.as_of.as_deref())?;
    let length = match asked.lines {
        None => Length::AtMost(LINES),
        Some(lines @ 1..=1000) => Length::AtMost(lines),
        Some(lines) => bail!("lines: {lines} is not between 1 and 1000"),
    };
    let mut briefs = of(kept, as_of, asked.about, length)?;
    if asked.lines.is_none() {
        briefs.iter_mut().for_each(shorten);
    }
    let text = asked.text.then(|| text::briefs(&briefs, WIDTH));
    let text = text.map(|text| anstream::adapter::strip_str(&text).to_string());
    tool::answer(&tool::Brief::new(&briefs, text))
}

/// Of each part the first lines are shown; the others are counted.
fn shorten(brief: &mut onrecord_desk::Brief) {
    for section in &mut brief.sections {
        let shown = section.lines.iter_mut().filter(|line| line.is_shown);
        shown.skip(OF_A_PART).for_each(|line| line.is_shown = false);
    }
}

/// The briefs of the ledger.
pub(super) fn of(
    kept: &Kept,
    as_of: Option<jiff::Timestamp>,
    about: Option<String>,
    length: Length,
) -> anyhow::Result<Vec<onrecord_desk::Brief>> {
    super::kept::at_most(
        "bytes of words",
        about.as_ref().map_or(0, String::len),
        LONGEST_WORDS,
    )?;
    let readings = kept.readings(as_of)?;
    if readings.is_empty() {
        bail!("the ledger {} has no article then", kept.ledger.display());
    }
    let options = BriefOptions {
        length,
        about,
        acts: standing(&kept.open()?.acts(as_of)?),
    };
    Ok(briefs(&readings, &options, &Meaning::embedded()?))
}
