//! The brief: an ordered choice of lines, each of which cites the characters it rests on.

mod compose;
mod fold;
mod line;
mod rank;
mod speaker;

use onrecord_record::{
    AbsenceKind, Act, Article, Directness, Interval, SourceKind, Span, Valuation, ZoneKind,
};

pub use compose::brief;

/// A brief over one or more articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The articles it rests on; a citation's number is the place in this list, from 1.
    pub sources: Vec<BriefSource>,
    /// The parts, in the order they are printed; a part without lines is left out.
    pub sections: Vec<Section>,
}

/// An article the brief rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct BriefSource {
    /// The article, text included: citations quote it.
    pub article: Article,
    /// The number of an earlier article most of whose words this one repeats, with the share of
    /// this one's sentences that stand there too (0 to 1). A copy is no confirmation.
    pub repeats: Option<(usize, f32)>,
    /// Whether the engine read it: an article in another language is kept and named only.
    pub is_read: bool,
}

/// What the user asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BriefOptions {
    /// Keep only lines that have all of these words, whatever their case.
    pub about: Option<String>,
    /// At most so many lines a section (a source's statements count as the lines of its own).
    pub lines: Option<usize>,
}

/// A part of the brief.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Which part.
    pub kind: SectionKind,
    /// Its lines, best first; statements stand grouped by source.
    pub lines: Vec<Line>,
    /// The lines that `BriefOptions::lines` cut off.
    pub omitted: usize,
}

/// Which part of the brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// What the articles assert in their own voice, unhedged.
    Happened,
    /// What the pictures show, and whose camera it was.
    Pictures,
    /// What was said, by source.
    Said,
    /// What was denied or disputed.
    Denied,
    /// What hangs on a condition, or is conjecture of the articles' own.
    Conjecture,
    /// What did not happen, is not known, was not answered.
    NotOnRecord,
    /// What happened before, with its dates.
    Background,
    /// Who the sources are.
    Sources,
    /// What the editors corrected.
    Corrections,
}

/// One line. Its words are pieces; all but the tool's own notes are quoted by span.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What the line tells.
    pub kind: LineKind,
    /// The words, in reading order.
    pub pieces: Vec<Piece>,
    /// What the tool adds about them.
    pub notes: Vec<Note>,
    /// Where the words stand: first the place that is quoted, then every other place that says it
    /// in the same words (not further confirmations).
    pub citations: Vec<Citation>,
    /// Why the line stands where it stands.
    pub rank: Rank,
}

/// What a line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A clause in the article's own voice.
    Narration,
    /// A picture.
    Picture,
    /// A statement by a source.
    Statement {
        /// What kind of source.
        source: SourceKind,
        /// What kind of act.
        act: Act,
        /// How directly.
        directness: Directness,
    },
    /// Something absent.
    Absence(AbsenceKind),
    /// A source and what is known of it.
    Source(SourceKind),
    /// A note of correction.
    Correction,
}

/// Words of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Who speaks, as the article names it: a heading when lines are grouped.
    Speaker(Citation),
    /// The article's words, character for character.
    Quote(Citation),
    /// The words that attribute: `claimed`.
    Cue(Citation),
    /// Words left out between two quoted stretches.
    Gap,
    /// A fixed word of the tool's own, such as `passed on by`.
    Word(&'static str),
}

/// A stretch of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// Number in [`Brief::sources`], from 1.
    pub article: usize,
    /// The characters.
    pub span: Span,
}

/// What the tool adds to a line: never surer than the source.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// How sure a voice is, with the words that decided it.
    Value {
        /// Whose value: the name's span, or none for the article's own voice.
        voice: Option<Citation>,
        /// The value and its words.
        valuation: Valuation,
    },
    /// It depends on this condition.
    Condition(Citation),
    /// It lies in the future by these words.
    Future(Citation),
    /// It is a question.
    Question,
    /// The words tell this time.
    Time(Citation, Interval),
    /// It stands in this zone, not in the story.
    Zone(ZoneKind),
    /// The agency or paper that took the picture.
    Camera(Citation),
    /// A handout: the party's own picture.
    Handout(Citation),
    /// An archive picture.
    FilePhoto(Citation),
    /// A picture without any credit.
    NoCredit,
    /// What an unnamed source is described as having for a reason.
    Reason(Citation),
    /// How many statements the source makes in this brief.
    Statements(usize),
    /// The engine is not sure of the finding (its score, 0 to 1).
    Doubtful(f32),
    /// The source could be two persons, or none was found.
    SourceInDoubt,
    /// A quotation mark is missing: where the quotation ends is a reading.
    UnclosedQuotation,
}

/// Why a line stands where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rank {
    /// The sum of the reasons; higher stands first.
    pub score: f32,
    /// Each reason with what it added.
    pub reasons: Vec<(&'static str, f32)>,
}
