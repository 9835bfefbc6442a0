//! The brief: an ordered choice of lines, each of which cites the characters it rests on.

mod basis;
mod bearers;
mod changes;
mod choose;
mod claims;
mod compose;
mod copies;
mod editions;
mod fold;
mod follow;
mod heard;
mod hearer;
mod joined;
mod line;
mod lineage;
mod numbered;
mod questions;
mod rank;
mod regions;
mod repeats;
mod speaker;
mod together;
mod weigh;

use std::collections::BTreeSet;

use jiff::civil::Date;
use onrecord_collate::Root;
use onrecord_record::{
    AbsenceKind, Act, Article, Directness, EntityAct, Interval, SourceKind, Span, Valuation,
    ZoneKind,
};

pub use basis::{Basis, Standing};
pub(crate) use changes::{Now, Version, changes_of};
pub(crate) use compose::{Whole, briefs_of, order, sorted};
pub use compose::{brief, briefs};
pub(crate) use editions::Editions;
pub(crate) use heard::Heard;
pub use lineage::{Lineage, LineageEvidence, LineageFrom};
pub(crate) use questions::questions_of;
pub use together::persons;

/// A brief over one or more articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The articles it rests on; a citation's number is the place in this list, from 1.
    pub sources: Vec<BriefSource>,
    /// The parts, in the order they are printed; a part without lines is left out.
    pub sections: Vec<Section>,
    /// How many reports the articles go back to: those that rest on none other, here or elsewhere.
    pub reports: usize,
    /// What its statements rest on, where it has a part on sources.
    pub basis: Option<Basis>,
}

/// An article the brief rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct BriefSource {
    /// The article, text included: citations quote it.
    pub article: Article,
    /// The number of an earlier article most of whose words this one repeats, with the share of
    /// this one's sentences that stand there too (0 to 1). A copy is no confirmation.
    pub repeats: Option<(usize, f32)>,
    /// How many earlier versions of it there are, under the same address.
    pub versions: usize,
    /// What it rests on, and what tells so.
    pub lineage: Vec<Lineage>,
    /// The reports that its news goes back to.
    pub(super) roots: BTreeSet<Root>,
    /// Whether the engine read it: an article in another language is kept and named only.
    pub is_read: bool,
}

/// What the user asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BriefOptions {
    /// Keep only lines that have all of these words, whatever their case.
    pub about: Option<String>,
    /// How much of it is to be shown.
    pub length: Length,
    /// What the analyst decided of who is who, in order.
    pub acts: Vec<EntityAct>,
}

/// How many lines of a brief are shown. All of them are in it, whatever is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Length {
    /// What matters most: all of a brief over one article, or of few lines; else up to
    /// [`Length::A_PART`] lines a part, [`Length::A_SPEAKER`] under each of
    /// [`Length::SPEAKERS`] speakers, [`Length::AN_ABSENCE`] of each kind of absence.
    /// Corrections are never cut; findings the engine is not sure of are counted and not
    /// shown, verbatim quotations excepted; nor is what another shown line tells in full.
    #[default]
    Chosen,
    /// At most so many lines a part; where lines stand under headings, a heading.
    AtMost(usize),
    /// Everything.
    All,
}

impl Length {
    /// Lines of a part, as far as they stand under no speaker and no kind of absence.
    pub const A_PART: usize = 12;
    /// Lines under a speaker.
    pub const A_SPEAKER: usize = 4;
    /// Speakers of a part.
    pub const SPEAKERS: usize = 10;
    /// Lines of one kind of absence.
    pub const AN_ABSENCE: usize = 5;
    /// A brief of so few lines is shown whole.
    pub const FEW: usize = 40;
}

/// A part of the brief.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Which part.
    pub kind: SectionKind,
    /// All its lines, shown or not: by heading, best first under each; a line that begins with *it* or *they* right
    /// behind the one before it in its article.
    pub lines: Vec<Line>,
    /// In the part on sources: the statements whose speaker is not told or was not found.
    pub untold: usize,
}

impl Section {
    /// The lines under one heading after the other.
    pub fn groups(&self) -> impl Iterator<Item = &[Line]> {
        self.lines
            .chunk_by(|one, next| one.heading.stands_with(&next.heading))
    }

    /// The lines that are left out of what is shown.
    pub fn omitted(&self) -> usize {
        self.lines.iter().filter(|line| !line.is_shown).count()
    }

    /// The headings of which nothing is shown.
    pub fn omitted_headings(&self) -> usize {
        let hidden = self
            .groups()
            .filter(|group| group.iter().all(|line| !line.is_shown));
        hidden.count()
    }
}

/// What lines of one part stand under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// Nothing but the part's title.
    Part,
    /// The articles' own voice, in a part in which others speak too.
    Articles,
    /// A kind of absence.
    Absence(AbsenceKind),
    /// A speaker, by the fullest name the articles give, and its kind there.
    Speaker(Citation, SourceKind),
    /// Speakers that the articles do not tell, or that were not found.
    Untold,
}

impl Heading {
    /// Is this the same heading?
    pub fn stands_with(&self, other: &Heading) -> bool {
        match (self, other) {
            (Heading::Speaker(one, _), Heading::Speaker(two, _)) => one == two,
            (one, two) => one == two,
        }
    }
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
    /// In what the articles or their sources cannot all be right.
    Contradictions,
    /// What later versions of a page changed, withdrew or added.
    Edited,
    /// Claims that have a second origin now.
    Confirmed,
    /// What is on record now and was not.
    New,
    /// What was denied or disputed.
    Denied,
    /// What somebody decided, wants, plans or thinks, in the articles' words: it need not have been said.
    Held,
    /// What hangs on a condition, or is conjecture of the articles' own.
    Conjecture,
    /// What did not happen, is not known, was not answered.
    NotOnRecord,
    /// What happened before, with its dates.
    Background,
    /// Statements that the engine may well have wrong, by their score or a speaker who may be another.
    Doubtful,
    /// Who the sources are.
    Sources,
    /// What the editors corrected.
    Corrections,
    /// What many articles have and one origin gave.
    OneOrigin,
    /// What was asked, answered or not.
    Asked,
}

/// One line. Its words are pieces; all but the tool's own notes are quoted by span.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What the line tells.
    pub kind: LineKind,
    /// What it stands under.
    pub heading: Heading,
    /// Whether it is among the lines to be shown.
    pub is_shown: bool,
    /// The words, in reading order.
    pub pieces: Vec<Piece>,
    /// What the tool adds about them.
    pub notes: Vec<Note>,
    /// Where the words stand: first the place that is quoted, then every other place that says it
    /// in the same words, or in a copy's slightly other ones (not further confirmations).
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
    /// Two findings that cannot both be right: of what kind their difference is.
    Contradiction(ClashKind),
    /// What became of a finding from one version of a page to the next.
    Edit(EditKind),
    /// A source and what is known of it.
    Source(SourceKind),
    /// A note of correction.
    Correction,
}

/// What became of a finding in a later version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditKind {
    /// It is gone.
    Withdrawn,
    /// It is told otherwise: before and after.
    Changed,
    /// It is new.
    Added,
}

/// In what two findings differ that cannot both be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClashKind {
    /// How many.
    Count,
    /// On which day.
    Date,
    /// Where.
    Place,
    /// Who.
    Actor,
    /// Whether at all.
    DidNot,
}

/// Words of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Who speaks, as the articles name it most fully: the heading, where it has a name.
    Speaker(Citation),
    /// The article's words, character for character.
    Quote(Citation),
    /// The words that attribute: `claimed`.
    Cue(Citation),
    /// Words elsewhere that name the subject, for a pronoun or where the clause leaves it out: put
    /// in by the tool, so shown in square brackets.
    About(Citation),
    /// Words left out between two quoted stretches.
    Gap,
    /// Between content and a cue that stands after or amid it.
    Dash,
    /// Between two findings that cannot both be right.
    Against,
    /// Another voice, after the tool's own words for what it did: `passed on by`.
    Via(&'static str, Citation),
}

impl Piece {
    /// The tool's words before a voice that passed a statement on.
    pub const PASSED_ON: &'static str = "passed on by";
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
    /// The value that the line's own voice gives to one clause of it, which is not that of the line.
    Clause {
        /// Words that tell which clause.
        words: Citation,
        /// The value and its words.
        valuation: Valuation,
    },
    /// It depends on this condition.
    Condition(Citation),
    /// It lies in the future by these words.
    Future(Citation),
    /// It is a question.
    Question,
    /// It was said at this time, by words beside speaker and cue, as far as they can be reckoned.
    SaidAt(Citation, Option<Interval>),
    /// The words tell this time.
    Time(Citation, Interval),
    /// It stands in this zone, not in the story.
    Zone(ZoneKind),
    /// The agency or paper that took the picture.
    Camera(Citation),
    /// A handout: the party's own picture.
    Handout(Citation),
    /// An archive picture, with the day it was taken where that is told.
    FilePhoto(Citation, Option<Date>),
    /// A picture without any credit.
    NoCredit,
    /// Words that attribute but are no verb of the speaker's: `according to`.
    Attributed(Citation),
    /// How many an unnamed source is.
    Number(Citation),
    /// How an unnamed source is described, beside its name.
    Described(Citation),
    /// What an unnamed source is described as having for a reason.
    Reason(Citation),
    /// How many statements the source makes in this brief, and in how many articles.
    Statements {
        /// Statements.
        count: usize,
        /// Articles.
        articles: usize,
    },
    /// The claim of the line as the coverage has it.
    Claim {
        /// Articles that have it.
        articles: usize,
        /// Outlets of those articles.
        outlets: usize,
        /// Where it entered the record, apart from one another.
        origins: usize,
        /// Does somebody who is not named count among them?
        unnamed: bool,
    },
    /// The words before it in the article, for a line that points to them: *{The photo was sent at noon.}
    /// It was deleted*.
    After(Citation),
    /// Other words for it, elsewhere.
    Also(Citation),
    /// Somebody else who says it, elsewhere.
    AlsoBy(Citation),
    /// What cannot be right as well.
    ContradictedBy(Citation),
    /// What tells since then what was asked, not known or not answered.
    AnsweredBy(Citation),
    /// It was asked, and no finding answers it; the words that tell that somebody did not, where
    /// there are some beside it.
    Unanswered(Option<Citation>),
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
