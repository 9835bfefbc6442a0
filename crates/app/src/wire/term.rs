//! The words that published output uses for what the record's enums say.

use onrecord_desk::SectionKind;
use onrecord_record::{
    AbsenceKind, Act, Aspect, Auxiliary, Directness, DoubtKind, FindingKind, NameKind,
    PlacePrecision, PlaceRole, Precision, Quad, Reliability, SourceKind, StampEvidence, TimeKind,
    Verdict, Voice, ZoneKind,
};

/// All kinds of source.
pub(crate) const SOURCES: [SourceKind; 8] = [
    SourceKind::Person,
    SourceKind::Office,
    SourceKind::Organisation,
    SourceKind::Outlet,
    SourceKind::Document,
    SourceKind::Unnamed,
    SourceKind::Public,
    SourceKind::Unresolved,
];

/// All kinds of act.
pub(crate) const ACTS: [Act; 11] = [
    Act::Said,
    Act::Wrote,
    Act::Asked,
    Act::Promised,
    Act::Denied,
    Act::Warned,
    Act::Thinks,
    Act::Wants,
    Act::Sees,
    Act::Decided,
    Act::DeclinedToComment,
];

/// All degrees of directness.
pub(crate) const DIRECTNESS: [Directness; 3] =
    [Directness::Direct, Directness::Mixed, Directness::Indirect];

/// All kinds of absence.
pub(crate) const ABSENCES: [AbsenceKind; 6] = [
    AbsenceKind::DidNotHappen,
    AbsenceKind::NotKnown,
    AbsenceKind::NoEvidence,
    AbsenceKind::NotAnswered,
    AbsenceKind::Declined,
    AbsenceKind::Withheld,
];

/// The kind of a finding.
pub(crate) fn finding(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Statement => "statement",
        FindingKind::Narration => "narration",
        FindingKind::Absence => "absence",
    }
}

/// What a second reader says.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "right",
        Verdict::Wrong => "wrong",
        Verdict::Unsure => "unsure",
    }
}

/// What a letter of the Admiralty code means.
pub(crate) fn reliability(letter: Reliability) -> &'static str {
    match letter {
        Reliability::A => "completely reliable",
        Reliability::B => "usually reliable",
        Reliability::C => "fairly reliable",
        Reliability::D => "not usually reliable",
        Reliability::E => "unreliable",
        Reliability::F => "reliability cannot be judged",
    }
}

/// The kind of a source.
pub(crate) fn source(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "person",
        SourceKind::Office => "office",
        SourceKind::Organisation => "organisation",
        SourceKind::Outlet => "outlet",
        SourceKind::Document => "document",
        SourceKind::Unnamed => "unnamed",
        SourceKind::Public => "public",
        SourceKind::Unresolved => "unresolved",
    }
}

/// How directly.
pub(crate) fn directness(directness: Directness) -> &'static str {
    match directness {
        Directness::Direct => "direct",
        Directness::Mixed => "mixed",
        Directness::Indirect => "indirect",
    }
}

/// The kind of act.
pub(crate) fn act(act: Act) -> &'static str {
    match act {
        Act::Said => "said",
        Act::Wrote => "wrote",
        Act::Asked => "asked",
        Act::Promised => "promised",
        Act::Denied => "denied",
        Act::Warned => "warned",
        Act::Thinks => "thinks",
        Act::Wants => "wants",
        Act::Sees => "sees",
        Act::Decided => "decided",
        Act::DeclinedToComment => "declined-to-comment",
    }
}

/// The kind of absence.
pub(crate) fn absence(kind: AbsenceKind) -> &'static str {
    match kind {
        AbsenceKind::DidNotHappen => "did-not-happen",
        AbsenceKind::NotKnown => "not-known",
        AbsenceKind::NoEvidence => "no-evidence",
        AbsenceKind::NotAnswered => "not-answered",
        AbsenceKind::Declined => "declined",
        AbsenceKind::Withheld => "withheld",
    }
}

/// What a clause tells.
pub(crate) fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Event => "event",
        Aspect::State => "state",
    }
}

/// The part of a text.
pub(crate) fn zone(kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Headline => "headline",
        ZoneKind::Standfirst => "standfirst",
        ZoneKind::Body => "body",
        ZoneKind::Correction => "correction",
        ZoneKind::Caption => "caption",
    }
}

/// What a date rests on.
pub(crate) fn evidence(evidence: StampEvidence) -> &'static str {
    match evidence {
        StampEvidence::Given => "given",
        StampEvidence::Field => "field",
        StampEvidence::JsonLd => "json-ld",
        StampEvidence::OpenGraph => "open-graph",
        StampEvidence::Meta => "meta",
        StampEvidence::TimeElement => "time-element",
        StampEvidence::Text => "text",
    }
}

/// TIMEX3's own types.
pub(crate) fn time(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "date",
        TimeKind::Time => "time",
        TimeKind::Duration => "duration",
        TimeKind::Set => "set",
    }
}

/// How exactly a time is told.
pub(crate) fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Week => "week",
        Precision::Month => "month",
        Precision::Season => "season",
        Precision::Year => "year",
        Precision::Vague => "vague",
    }
}

/// What a name names.
pub(crate) fn name(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Organisation => "organisation",
        NameKind::Place => "place",
        NameKind::Other => "other",
    }
}

/// What the name of a place does.
pub(crate) fn role(role: PlaceRole) -> &'static str {
    match role {
        PlaceRole::Site => "site",
        PlaceRole::Party => "party",
        PlaceRole::Modifier => "modifier",
        PlaceRole::Demonym => "demonym",
    }
}

/// How precisely a point stands for a place.
pub(crate) fn place_precision(precision: PlacePrecision) -> &'static str {
    match precision {
        PlacePrecision::Exact => "exact",
        PlacePrecision::Near => "near",
        PlacePrecision::District => "district",
        PlacePrecision::Region => "region",
        PlacePrecision::Area => "area",
        PlacePrecision::Country => "country",
        PlacePrecision::Waters => "waters",
        PlacePrecision::Continent => "continent",
    }
}

/// The class of an event's type.
pub(crate) fn quad(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "verbal-cooperation",
        Quad::MaterialCooperation => "material-cooperation",
        Quad::VerbalConflict => "verbal-conflict",
        Quad::MaterialConflict => "material-conflict",
    }
}

/// What hangs over an event.
pub(crate) fn auxiliary(auxiliary: Auxiliary) -> &'static str {
    match auxiliary {
        Auxiliary::Future => "future",
        Auxiliary::Hypothetical => "hypothetical",
        Auxiliary::Negation => "negation",
    }
}

/// Why a place is in doubt.
pub(crate) fn doubt(why: DoubtKind) -> &'static str {
    match why {
        DoubtKind::UnclosedQuotation => "unclosed-quotation",
        DoubtKind::UnopenedQuotation => "unopened-quotation",
        DoubtKind::NoSource => "no-source",
        DoubtKind::TwoSources => "two-sources",
        DoubtKind::LowScore => "low-score",
    }
}

/// The part of a brief.
pub(crate) fn section(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Happened => "happened",
        SectionKind::Pictures => "pictures",
        SectionKind::Said => "said",
        SectionKind::Contradictions => "contradictions",
        SectionKind::Edited => "edited",
        SectionKind::Confirmed => "confirmed",
        SectionKind::New => "new",
        SectionKind::OneOrigin => "one-origin",
        SectionKind::Asked => "asked",
        SectionKind::Denied => "denied",
        SectionKind::Held => "held",
        SectionKind::Conjecture => "conjecture",
        SectionKind::NotOnRecord => "not-on-record",
        SectionKind::Background => "background",
        SectionKind::Doubtful => "doubtful",
        SectionKind::Sources => "sources",
        SectionKind::Corrections => "corrections",
    }
}

/// Whose voice.
pub(crate) fn voice(voice: Voice) -> &'static str {
    match voice {
        Voice::Narrator => "narrator",
        Voice::Source(_) => "source",
        Voice::Unstated => "unstated",
    }
}
