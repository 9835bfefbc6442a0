//! What can be looked for in a ledger, and what is found.

use std::rc::Rc;

use jiff::Timestamp;
use jiff::civil::Date;
use onrecord_record::{AbsenceKind, Act, Directness, Factuality, Reading, SourceKind};

/// What a finding must be to be found. Each part narrows; of a list, one has to fit.
///
/// The four texts are read alike: every word must be there, in any order; words in quotation marks
/// (`"` or `“ ”`) must stand side by side. Case and accents do not count, and nor does any other
/// sign. A text that holds no word fits nothing.
///
/// ```
/// use onrecord_ledger::Query;
/// let query = Query {
///     words: Some("gates \"joint statement\"".to_owned()),
///     source: Some("Brandt".to_owned()),
///     ..Query::default()
/// };
/// assert_eq!(query.limit, 20);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Words of what is said, told or absent.
    pub words: Option<String>,
    /// Words of the names of those who say it, whoever of the chain.
    pub source: Option<String>,
    /// Words of the publisher's name.
    pub outlet: Option<String>,
    /// Words of the names of places in it.
    pub place: Option<String>,
    /// What kind of source says it, whoever of the chain.
    pub kinds: Vec<SourceKind>,
    /// What kind of act it is.
    pub acts: Vec<Act>,
    /// How directly it is said.
    pub directness: Vec<Directness>,
    /// How sure the innermost voice is of it.
    pub values: Vec<Factuality>,
    /// What kind of absence it is.
    pub absences: Vec<AbsenceKind>,
    /// A time expression in it covers one of these days.
    pub told: Days,
    /// Its article was published on one of these days.
    pub published: Days,
    /// The ledger as it was then: what it learned later does not count.
    pub as_of: Option<Timestamp>,
    /// Passed over: the best so many.
    pub skip: usize,
    /// At most so many.
    pub limit: usize,
}

impl Default for Query {
    fn default() -> Query {
        Query {
            words: None,
            source: None,
            outlet: None,
            place: None,
            kinds: Vec::new(),
            acts: Vec::new(),
            directness: Vec::new(),
            values: Vec::new(),
            absences: Vec::new(),
            told: Days::default(),
            published: Days::default(),
            as_of: None,
            skip: 0,
            limit: 20,
        }
    }
}

/// Days, both ends included; an end that is not told is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
}

impl Days {
    /// Any day at all, and none.
    pub fn is_any(self) -> bool {
        self == Days::default()
    }

    /// No day: they end before they begin.
    pub fn is_none(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }
}

/// A finding that fits a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The reading it belongs to: the newest of its article, or the newest of then.
    pub reading: Rc<Reading>,
    /// Which finding of it.
    pub finding: FindingId,
    /// How well the words fit, the better the higher (BM25 as in SQLite's FTS5, Robertson and
    /// Zaragoza 2009); none where no word weighed.
    pub score: Option<f64>,
}

/// A finding of a reading, by its place in the list of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingId {
    /// What somebody says.
    Statement(usize),
    /// A clause in the article's own voice.
    Narration(usize),
    /// Something absent.
    Absence(usize),
}
