//! The words that stand in the tables for what is an enum in memory.

use onrecord_record::{
    AbsenceKind, Act, Aspect, Auxiliary, Directness, DoubtKind, EventContext, EventKind, EventMode,
    Factuality, NameKind, PlacePrecision, PlaceRole, Precision, SourceKind, StampEvidence,
    TimeKind, ZoneKind,
};

/// An enum with a word for each of its values. Words are for ever: a ledger holds them.
pub(crate) trait Word: Sized + Copy {
    /// The word for this value.
    fn word(self) -> &'static str;
    /// The value of a word.
    fn of(word: &str) -> Option<Self>;
}

/// One word for each variant; a variant left out does not compile.
macro_rules! words {
    ($kind:ident { $($variant:ident = $word:literal,)* }) => {
        impl crate::word::Word for $kind {
            fn word(self) -> &'static str {
                match self { $($kind::$variant => $word,)* }
            }
            fn of(word: &str) -> Option<Self> {
                match word { $($word => Some($kind::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use words;

impl Word for Factuality {
    fn word(self) -> &'static str {
        self.code()
    }
    fn of(word: &str) -> Option<Self> {
        Factuality::ALL
            .into_iter()
            .find(|value| value.code() == word)
    }
}

impl Word for EventKind {
    fn word(self) -> &'static str {
        self.code()
    }
    fn of(word: &str) -> Option<Self> {
        EventKind::ALL.into_iter().find(|kind| kind.code() == word)
    }
}

impl Word for EventMode {
    fn word(self) -> &'static str {
        self.code()
    }
    fn of(word: &str) -> Option<Self> {
        let modes = EventKind::ALL.into_iter().flat_map(EventKind::modes);
        modes.copied().find(|mode| mode.code() == word)
    }
}

impl Word for EventContext {
    fn word(self) -> &'static str {
        self.code()
    }
    fn of(word: &str) -> Option<Self> {
        let mut all = EventContext::ALL.into_iter();
        all.find(|context| context.code() == word)
    }
}

words!(Auxiliary {
    Future = "future",
    Hypothetical = "hypothetical",
    Negation = "negation",
});

words!(PlaceRole {
    Site = "site",
    Party = "party",
    Modifier = "modifier",
    Demonym = "demonym",
});

words!(PlacePrecision {
    Exact = "exact",
    Near = "near",
    District = "district",
    Region = "region",
    Area = "area",
    Country = "country",
    Waters = "waters",
    Continent = "continent",
});

words!(ZoneKind {
    Headline = "headline",
    Standfirst = "standfirst",
    Body = "body",
    Correction = "correction",
    Caption = "caption",
});

words!(StampEvidence {
    Given = "given",
    Field = "field",
    JsonLd = "json-ld",
    OpenGraph = "opengraph",
    Meta = "meta",
    TimeElement = "time element",
    Text = "text",
});

words!(SourceKind {
    Person = "person",
    Office = "office",
    Organisation = "organisation",
    Outlet = "outlet",
    Document = "document",
    Unnamed = "unnamed",
    Public = "public",
    Unresolved = "unresolved",
});

words!(TimeKind {
    Date = "date",
    Time = "time",
    Duration = "duration",
    Set = "set",
});

words!(Precision {
    Day = "day",
    Week = "week",
    Month = "month",
    Season = "season",
    Year = "year",
    Vague = "vague",
});

words!(Directness {
    Direct = "direct",
    Mixed = "mixed",
    Indirect = "indirect",
});

words!(Act {
    Said = "said",
    Wrote = "wrote",
    Asked = "asked",
    Promised = "promised",
    Denied = "denied",
    Warned = "warned",
    Thinks = "thinks",
    Wants = "wants",
    Sees = "sees",
    Decided = "decided",
    DeclinedToComment = "declined to comment",
});

words!(Aspect {
    Event = "event",
    State = "state",
});

words!(AbsenceKind {
    DidNotHappen = "did not happen",
    NotKnown = "not known",
    NoEvidence = "no evidence",
    NotAnswered = "not answered",
    Declined = "declined",
    Withheld = "withheld",
});

words!(NameKind {
    Person = "person",
    Organisation = "organisation",
    Place = "place",
    Other = "other",
});

words!(DoubtKind {
    UnclosedQuotation = "unclosed quotation",
    UnopenedQuotation = "unopened quotation",
    NoSource = "no source",
    TwoSources = "two sources",
    LowScore = "low score",
});
