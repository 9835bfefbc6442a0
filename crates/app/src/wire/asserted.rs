//! Which events somebody asserts as having happened, and who.

use onrecord_desk::Reading;
use onrecord_record as record;
use onrecord_record::{Act, Carrier, Factuality, Findings, Span, Voice};

use super::{Ruler, term};

/// An event that the narrator or a source asserts as having happened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asserted<'a> {
    pub(crate) number: usize,
    pub(crate) event: &'a record::Event,
}

/// What is asserted in a reading, in text order: CT+ for the last who tells it, neither denied nor
/// to come, and said, written, warned of, seen or decided rather than asked or wished.
pub(crate) fn asserted(findings: &Findings) -> impl Iterator<Item = Asserted<'_>> {
    let numbered = findings.events.iter().enumerate();
    numbered
        .filter(|(_, event)| is_asserted(findings, event))
        .map(|(number, event)| Asserted { number, event })
}

fn is_asserted(findings: &Findings, event: &record::Event) -> bool {
    let is_assertion = match event.carrier {
        Carrier::Narration(_) | Carrier::Article => true,
        Carrier::Statement(index) => {
            let statement = findings.statements.get(index);
            statement.is_some_and(|one| {
                matches!(
                    one.act,
                    Act::Said | Act::Wrote | Act::Warned | Act::Sees | Act::Decided
                )
            })
        }
    };
    is_assertion && event.value == Factuality::CERTAIN && event.auxiliary.is_none()
}

/// Who asserts an event.
#[derive(Debug)]
pub(crate) struct Asserter {
    /// `narrator` where the article itself does, else `source` or `unstated`.
    pub(crate) voice: &'static str,
    /// The names of those who say it, outermost first, joined by ` > `.
    pub(crate) names: String,
}

impl Asserter {
    pub(crate) fn of(reading: &Reading, event: &record::Event) -> Asserter {
        let (findings, text) = (&reading.findings, &reading.article.text);
        let chain = event.chain(findings);
        let last = match event.for_narrator(findings) {
            Factuality::CERTAIN => Voice::Narrator,
            _ => chain.last().copied().unwrap_or(Voice::Narrator),
        };
        let names: Vec<&str> = chain
            .iter()
            .map(|voice| match voice {
                Voice::Source(id) => findings.source(*id).map_or("", |one| one.name.of(text)),
                Voice::Narrator | Voice::Unstated => term::voice(*voice),
            })
            .collect();
        Asserter {
            voice: term::voice(last),
            names: names.join(" > "),
        }
    }
}

/// The words that tell an event and whatever stands between them.
pub(crate) fn hull(event: &record::Event) -> Span {
    let parties = [&event.actor, &event.recipient].into_iter().flatten();
    let spans = parties.map(record::Extent::hull).chain(event.place);
    spans.fold(event.predicate, Span::cover)
}

/// The words of `party`, its parts joined by `; `.
pub(crate) fn party(ruler: &Ruler<'_>, party: Option<&record::Extent>) -> String {
    let parts = party.map_or(&[][..], record::Extent::parts);
    let words: Vec<&str> = parts.iter().map(|span| ruler.words(*span)).collect();
    words.join("; ")
}

/// The days of an event, where its time is told to the days.
pub(crate) fn days(findings: &Findings, event: &record::Event) -> Option<record::Interval> {
    findings.time(event.time?)?.interval
}

/// How many days.
pub(crate) fn length(days: record::Interval) -> i32 {
    (days.end - days.begin).get_days() + 1
}
