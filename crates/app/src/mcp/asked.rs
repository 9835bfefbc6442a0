//! What the tools take, as clients see it. A field that is not known is refused.

use schemars::JsonSchema;
use serde::Deserialize;

/// Articles to read.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Read {
    /// Files, folders or globs, inside the folder the server was started for. At most 100.
    #[schemars(length(max = 100))]
    pub(super) paths: Vec<String>,
    /// Articles given as text. At most 100.
    #[schemars(length(max = 100))]
    pub(super) texts: Vec<Text>,
}

/// An article given as text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    /// The article's own words, unchanged: citations count in them. At most 1,000,000 bytes.
    pub(super) text: String,
    /// The headline.
    #[serde(default)]
    pub(super) title: Option<String>,
    /// The publisher.
    #[serde(default)]
    pub(super) outlet: Option<String>,
    /// The day of publication, such as 2031-03-12 or 2031-03-12T08:00:00Z.
    #[serde(default)]
    pub(super) date: Option<String>,
    /// The address of the page.
    #[serde(default)]
    pub(super) url: Option<String>,
    /// Who signs.
    #[serde(default)]
    pub(super) authors: Vec<String>,
}

/// Which brief.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Brief {
    /// Keep only lines that have all of these words. At most 500 bytes.
    #[schemars(length(max = 500))]
    pub(super) about: Option<String>,
    /// The ledger as it was then: 2031-03-12 (the end of that day in UTC) or 2031-03-12T08:00:00Z.
    pub(super) as_of: Option<String>,
    /// At most so many lines a part, or under each speaker and kind of absence; without it 2, and 8 a
    /// part. What is left out is counted.
    #[schemars(range(min = 1, max = 1000))]
    pub(super) lines: Option<usize>,
    /// Whether to give the same as text as well.
    pub(super) text: bool,
}

/// Which findings.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Find {
    /// Words of what is said, told or absent, in any order; words in quotation marks side by side.
    #[schemars(length(max = 500))]
    pub(super) words: Option<String>,
    /// Words of the name of who says it, at whichever remove.
    #[schemars(length(max = 500))]
    pub(super) source: Option<String>,
    /// Kinds of source: person, office, organisation, outlet, document, unnamed, public, unresolved.
    #[schemars(length(max = 20))]
    pub(super) source_types: Vec<String>,
    /// Kinds of act: said, wrote, asked, promised, denied, warned, thinks, wants, sees, decided,
    /// declined-to-comment.
    #[schemars(length(max = 20))]
    pub(super) acts: Vec<String>,
    /// Verbatim or in other words: direct, mixed, indirect.
    #[schemars(length(max = 20))]
    pub(super) directness: Vec<String>,
    /// How sure the speaker is, or the article of what it tells itself: CT+, PR+, PS+, CT-, PR-,
    /// PS-, CTu, Uu.
    #[schemars(length(max = 20))]
    pub(super) factuality: Vec<String>,
    /// Kinds of absence: did-not-happen, not-known, no-evidence, not-answered, declined, withheld.
    #[schemars(length(max = 20))]
    pub(super) absences: Vec<String>,
    /// Words of the name of a place in it.
    #[schemars(length(max = 500))]
    pub(super) place: Option<String>,
    /// It tells of a time on this day or later: 2031-03-12.
    pub(super) from: Option<String>,
    /// It tells of a time on this day or earlier.
    pub(super) to: Option<String>,
    /// Words of the publisher's name.
    #[schemars(length(max = 500))]
    pub(super) outlet: Option<String>,
    /// Its article was published on this day or later.
    pub(super) published_from: Option<String>,
    /// Its article was published on this day or earlier.
    pub(super) published_to: Option<String>,
    /// The ledger as it was then: 2031-03-12 (the end of that day in UTC) or 2031-03-12T08:00:00Z.
    pub(super) as_of: Option<String>,
    /// At most so many; 20 without it.
    #[schemars(range(min = 1, max = 200))]
    pub(super) limit: Option<usize>,
}

/// Which claim: by `words`, or by `article` and `span`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Claim {
    /// Words that the claim has, all of them. At most 500 bytes.
    #[schemars(length(max = 500))]
    pub(super) words: Option<String>,
    /// The article it stands in: the start of its id (eight characters or more), its doc or path.
    pub(super) article: Option<String>,
    /// Code points of that article's text, end exclusive: a line is taken that cites one of them.
    pub(super) span: Option<[usize; 2]>,
    /// The ledger as it was then: 2031-03-12 (the end of that day in UTC) or 2031-03-12T08:00:00Z.
    pub(super) as_of: Option<String>,
    /// At most so many lines; 10 without it.
    #[schemars(range(min = 1, max = 100))]
    pub(super) limit: Option<usize>,
}

/// Which article, and which of its words.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Spans {
    /// The start of its id (eight characters or more), its doc or path.
    pub(super) article: String,
    /// Stretches of its text in code points, end exclusive. At most 200.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub(super) ranges: Vec<[usize; 2]>,
    /// Whether to give all its findings, and its text, as well.
    #[serde(default)]
    pub(super) findings: bool,
    /// The ledger as it was then: 2031-03-12 (the end of that day in UTC) or 2031-03-12T08:00:00Z.
    #[serde(default)]
    pub(super) as_of: Option<String>,
}
