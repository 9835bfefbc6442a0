//! What is said, and by whom; and what the article says in its own voice.

use crate::{ClauseValue, Extent, Mood, Span, TimeId, Valuation, Voice};

/// Source, cue and content as found in one article (Pareti 2012; Newell et al. 2018).
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words that name the source; none for *it was reported*.
    pub source: Option<Extent>,
    /// The words that attribute; a bare quotation has none.
    pub cue: Option<Extent>,
    /// What is attributed.
    pub content: Extent,
    /// How sure the engine is of the whole relation, 0 to 1.
    pub score: f32,
    /// The attribution whose content holds this one, as an index into the same list.
    pub parent: Option<usize>,
}

impl Attribution {
    /// Below this score a relation is more often wrong than right.
    pub const DOUBTFUL: f32 = 0.5;

    /// Is it more likely wrong than right?
    pub fn is_doubtful(&self) -> bool {
        self.score < Attribution::DOUBTFUL
    }
}

/// An attribution read: who, how directly, what kind of act, how sure, when.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The words.
    pub attribution: Attribution,
    /// Who says it, outermost first: *Interfax reported that Peskov denied …* is
    /// Interfax, Peskov. Never empty; never the narrator.
    pub chain: Vec<Voice>,
    /// Verbatim or in other words.
    pub directness: Directness,
    /// What kind of act.
    pub act: Act,
    /// One value for the narrator and one for each voice of the chain, in that order.
    pub values: Vec<Valuation>,
    /// The main clauses of its content with the last voice's value of each, in text order; empty
    /// where that voice's value above holds for all of them.
    pub clauses: Vec<ClauseValue>,
    /// Condition, future, question.
    pub mood: Mood,
    /// The time expressions in its content, in text order.
    pub times: Vec<TimeId>,
}

/// Verbatim or in other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Directness {
    /// All of it in quotation marks.
    Direct,
    /// Partly in quotation marks.
    Mixed,
    /// In the writer's words.
    Indirect,
}

/// What a source did by saying or thinking something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Said, told, claimed that it is so; demanded, urged, called for.
    Said,
    /// Wrote, posted, published, reported in writing.
    Wrote,
    /// Asked, questioned.
    Asked,
    /// Promised, vowed, threatened to do.
    Promised,
    /// Denied, rejected, disputed.
    Denied,
    /// Warned, cautioned.
    Warned,
    /// Thinks, believes, doubts, expects.
    Thinks,
    /// Wants, plans, hopes, supports.
    Wants,
    /// Sees, finds, learns, knows.
    Sees,
    /// Decided, ruled, agreed, ordered.
    Decided,
    /// Declined to comment, refused to say.
    DeclinedToComment,
}

/// What kind of thing a clause tells (TimeML's OCCURRENCE against STATE).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Something happens: *the two shook hands*, *the bridge was closed*.
    Event,
    /// Something is so, or is judged to be so: *the stakes are high*, *it has an arsenal*.
    State,
}

/// A clause in the article's own voice: a main clause, or a subordinate one that the article hedges
/// (*what appeared to be a list of wishes*).
#[derive(Debug, Clone, PartialEq)]
pub struct Narration {
    /// The clause.
    pub span: Span,
    /// Words elsewhere that name its subject, where only a pronoun or nothing in it does.
    pub about: Option<Span>,
    /// Its predicate: the words that say what happens; of joined verbs the first.
    pub predicate: Span,
    /// Whether it tells what happens or how things are.
    pub aspect: Aspect,
    /// The narrator's value, with the words that decided it.
    pub valuation: Valuation,
    /// Condition, future, question.
    pub mood: Mood,
    /// The time expressions in it, in text order.
    pub times: Vec<TimeId>,
}
