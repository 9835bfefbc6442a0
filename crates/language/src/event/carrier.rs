//! In whose words an event stands, and when it was.

use onrecord_record::{Carrier, Findings, Span, TimeId};

/// The innermost statement whose content holds the verb or noun `word`; else the narration that does.
pub(super) fn of(findings: &Findings, word: Span) -> Carrier {
    let size = |index: &usize| {
        let hull = findings.statements[*index].attribution.content.hull();
        hull.end() - hull.start()
    };
    let statement = (0..findings.statements.len())
        .filter(|index| {
            let content = &findings.statements[*index].attribution.content;
            content.contains(word)
        })
        .min_by_key(size);
    if let Some(index) = statement {
        return Carrier::Statement(index);
    }
    let narration = findings
        .narration
        .iter()
        .position(|one| one.span.contains(word));
    narration.map_or(Carrier::Article, Carrier::Narration)
}

/// The time expression of the clause nearest to its predicate, the earlier of two as near.
pub(super) fn time(findings: &Findings, clause: Span, predicate: Span) -> Option<TimeId> {
    let distance = |span: Span| match span.start() >= predicate.end() {
        true => span.start() - predicate.end(),
        false => predicate.start().saturating_sub(span.end()),
    };
    let inside = findings
        .times
        .iter()
        .enumerate()
        .filter(|(_, time)| clause.contains(time.span));
    let nearest = inside.min_by_key(|(_, time)| distance(time.span));
    nearest.and_then(|(number, _)| Some(TimeId(u32::try_from(number).ok()?)))
}
