//! The stretches of one article that decide where a finding is told, each asked for often.

use onrecord_record::{
    DoubtKind, Extent, Factuality, Findings, Polarity, SourceKind, Span, Statement, Voice, ZoneKind,
};

use crate::Reading;

/// Stretches drawn together, so that asking takes the logarithm of their number.
#[derive(Debug, Clone, Default)]
pub(super) struct Region(Option<Extent>);

impl Region {
    fn of(spans: impl IntoIterator<Item = Span>) -> Region {
        Region(Extent::new(spans.into_iter().collect()))
    }

    fn parts(&self) -> &[Span] {
        self.0.as_ref().map_or(&[], Extent::parts)
    }

    /// Does a stretch share a byte with `span`?
    pub(super) fn overlaps(&self, span: Span) -> bool {
        let parts = self.parts();
        let at = parts.partition_point(|part| part.end() <= span.start());
        parts.get(at).is_some_and(|part| part.overlaps(span))
    }

    /// Does one stretch hold all of `span`?
    pub(super) fn contains(&self, span: Span) -> bool {
        let parts = self.parts();
        let at = parts.partition_point(|part| part.end() <= span.start());
        parts.get(at).is_some_and(|part| part.contains(span))
    }

    /// Does a stretch share a byte with a part of `extent`?
    pub(super) fn meets(&self, extent: &Extent) -> bool {
        extent.parts().iter().any(|part| self.overlaps(*part))
    }
}

/// The regions of one article.
#[derive(Debug, Clone, Default)]
pub(super) struct Regions {
    /// The words that decide absences.
    absent_words: Region,
    /// The clauses of the narrator's own absences.
    pub(super) own_absences: Region,
    /// The cues of the statements that are told.
    pub(super) cues: Region,
    /// Their contents.
    pub(super) contents: Region,
    /// Where a quotation mark is missing.
    pub(super) unclosed: Region,
    /// The contents that hold such a place.
    pub(super) unclosed_contents: Region,
    /// Where the source is in doubt.
    pub(super) source_in_doubt: Region,
    /// Mentions that may be of one of two.
    pub(super) two_bearers: Region,
}

impl Regions {
    pub(super) fn new(reading: &Reading) -> Regions {
        let findings = &reading.findings;
        let mut regions = doubts(findings);
        let absences = &findings.absences;
        regions.absent_words =
            Region::of(absences.iter().flat_map(|absence| absence.because.clone()));
        let own = absences
            .iter()
            .filter(|absence| absence.chain == [Voice::Narrator]);
        regions.own_absences = Region::of(own.map(|absence| absence.span));
        let told: Vec<&Statement> = findings
            .statements
            .iter()
            .filter(|one| regions.is_told(reading, one))
            .collect();
        let cues = told.iter().filter_map(|one| one.attribution.cue.as_ref());
        regions.cues = Region::of(cues.flat_map(|cue| cue.parts().to_vec()));
        let contents = told.iter().map(|one| one.attribution.content.parts());
        regions.contents = Region::of(contents.flatten().copied());
        let open = findings
            .statements
            .iter()
            .map(|one| &one.attribution.content);
        let open: Vec<Span> = open
            .filter(|content| regions.unclosed.meets(content))
            .flat_map(|content| content.parts().to_vec())
            .collect();
        regions.unclosed_contents = Region::of(open);
        regions
    }

    /// Is a statement a line of its own? Not where its cue is told as an absence (*we still don't
    /// know*), in a correction, or where the speaker tells it of itself inside a statement that
    /// is told.
    pub(super) fn is_told(&self, reading: &Reading, statement: &Statement) -> bool {
        let words = &statement.attribution;
        let is_absence = words
            .cue
            .as_ref()
            .is_some_and(|cue| self.absent_words.meets(cue));
        let is_of_itself = match statement.chain.as_slice() {
            [.., outer, last] => outer == last && words.parent.is_some(),
            _ => false,
        };
        let zone = reading.article.zone_at(words.content.first().start());
        let is_correction = zone.is_some_and(|zone| zone.kind == ZoneKind::Correction);
        !is_absence && !is_of_itself && !is_correction && is_worth_telling(reading, statement)
    }
}

/// What stands inside another's words is a line of its own where somebody with a name says it,
/// plainly: not *if you say so*, nor what anybody might think.
fn is_worth_telling(reading: &Reading, statement: &Statement) -> bool {
    let Some(outer) = statement.attribution.parent else {
        return true;
    };
    let outer = reading.findings.statements.get(outer);
    let hangs = |one: &Statement| {
        one.mood.question || one.mood.is_condition || one.mood.condition.is_some()
    };
    let Some(Voice::Source(id)) = statement.chain.last() else {
        return false;
    };
    let has_name = reading.findings.source(*id).is_some_and(|source| {
        let words = reading.article.quote(source.name);
        let bare = words.strip_prefix("the ").unwrap_or(words);
        source.kind != SourceKind::Unresolved && bare.starts_with(char::is_uppercase)
    });
    // *I do not believe that {she ever said so}*: she is not told to have said it
    let is_denied = |one: &Statement| {
        let value = one.values.last().map(|last| last.value);
        matches!(value, Some(Factuality::Committed(_, Polarity::Fails)))
    };
    let holds = |one: &Statement| !hangs(one) && !is_denied(one);
    has_name && !hangs(statement) && outer.is_none_or(holds)
}

fn doubts(findings: &Findings) -> Regions {
    let of = |kinds: &[DoubtKind]| {
        let doubts = findings.doubts.iter();
        Region::of(
            doubts
                .filter(|doubt| kinds.contains(&doubt.why))
                .map(|doubt| doubt.at),
        )
    };
    Regions {
        unclosed: of(&[DoubtKind::UnclosedQuotation, DoubtKind::UnopenedQuotation]),
        source_in_doubt: of(&[DoubtKind::NoSource, DoubtKind::TwoSources]),
        two_bearers: of(&[DoubtKind::TwoSources]),
        ..Regions::default()
    }
}
