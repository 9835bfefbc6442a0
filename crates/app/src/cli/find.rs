//! `onrecord find`: what in a ledger fits words and other conditions.

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;
use onrecord_desk::find;
use onrecord_desk::ledger::{Days, Query, SqliteLedger};
use onrecord_record::{AbsenceKind, Act, Directness, Factuality, SourceKind};

use super::{Kept, Moment, Outcome, Usage};
use crate::render::hits;
use crate::wire::term;
use crate::{terminal, wire};

/// Finds statements, clauses in an article's own voice, and absences in a ledger.
///
/// Every condition narrows. WORDS, --source, --outlet and --place are read alike: each word must
/// be there, in any order; words in quotation marks must stand side by side ('"joint statement"'); an
/// asterisk leaves a word open from its third letter on ('ferr*').
/// Case and accents do not count, and other signs mean nothing.
///
/// Of each article the newest reading counts. What fits the words best comes first (BM25), then
/// what was published later, then the order of the ledger and of the text. Words that more than
/// 5,000 findings hold do not weigh; without words the order is by date.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord find '\"joint statement\"' --absence did-not-happen")]
pub(super) struct Find {
    /// Words of what is said, told or absent.
    words: Vec<String>,
    #[command(flatten)]
    kept: Kept,
    /// Words of the name of who says it, at whichever remove.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// What kind of source says it.
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = kinds())]
    kinds: Vec<SourceKind>,
    /// What kind of act it is.
    #[arg(long, value_name = "ACT", value_delimiter = ',', value_parser = acts())]
    act: Vec<Act>,
    /// Verbatim or in other words.
    #[arg(long, value_delimiter = ',', value_parser = directness())]
    directness: Vec<Directness>,
    /// How sure the speaker is, or the article of what it tells itself: CT certain, PR probable, PS
    /// possible; + it is so, - it is not; CTu known but not told; Uu not committed.
    #[arg(long, value_name = "VALUE", value_delimiter = ',', ignore_case = true,
        value_parser = values())]
    factuality: Vec<Factuality>,
    /// What kind of absence it is.
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = absences())]
    absence: Vec<AbsenceKind>,
    /// Words of the name of a place in it.
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// It tells of a time on this day or later.
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<Date>,
    /// It tells of a time on this day or earlier.
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<Date>,
    /// Words of the publisher's name.
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Its article was published on this day or later.
    #[arg(long, value_name = "DAY", value_parser = day)]
    published_from: Option<Date>,
    /// Its article was published on this day or earlier.
    #[arg(long, value_name = "DAY", value_parser = day)]
    published_to: Option<Date>,
    #[command(flatten)]
    moment: Moment,
    /// At most so many.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Passes over the first so many.
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip: usize,
    /// One document of JSON (docs/json.md).
    #[arg(long)]
    json: bool,
}

impl Find {
    pub(super) fn run(self) -> Result<Outcome> {
        let path = self.kept.path();
        if self.kept.ledger.is_none() && !path.exists() {
            let why = "there is no ledger here: name one (see onrecord find --help)";
            return Err(Usage(why.to_owned()).into());
        }
        let json = self.json;
        let ledger = SqliteLedger::open_read_only(&path)?;
        let found = find(&ledger, &self.query())?;
        if json {
            wire::page(&mut std::io::stdout().lock(), &wire::Hits::new(&found))?;
        } else if found.is_empty() {
            terminal::tell("nothing found");
        } else {
            terminal::print(&hits::hits(&found, terminal::width()))?;
        }
        Ok(Outcome::Done)
    }

    fn query(self) -> Query {
        Query {
            words: (!self.words.is_empty()).then(|| self.words.join(" ")),
            source: self.source,
            outlet: self.outlet,
            place: self.place,
            kinds: self.kinds,
            acts: self.act,
            directness: self.directness,
            values: self.factuality,
            absences: self.absence,
            told: Days {
                from: self.from,
                to: self.to,
            },
            published: Days {
                from: self.published_from,
                to: self.published_to,
            },
            as_of: self.moment.as_of,
            skip: self.skip,
            limit: self.limit,
        }
    }
}

fn day(words: &str) -> Result<Date, String> {
    super::date(words).ok_or_else(|| "not a date such as 2031-03-12".to_owned())
}

/// A parser of the words that `word` has for `all` values.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|value| word(*value))).try_map(move |typed| {
        let mut all = all.iter().copied();
        all.find(|value| word(*value).eq_ignore_ascii_case(&typed))
            .ok_or("no such value")
    })
}

fn kinds() -> impl TypedValueParser<Value = SourceKind> {
    one_of(&term::SOURCES, term::source)
}

fn acts() -> impl TypedValueParser<Value = Act> {
    one_of(&term::ACTS, term::act)
}

fn directness() -> impl TypedValueParser<Value = Directness> {
    one_of(&term::DIRECTNESS, term::directness)
}

fn values() -> impl TypedValueParser<Value = Factuality> {
    one_of(&Factuality::ALL, Factuality::code)
}

fn absences() -> impl TypedValueParser<Value = AbsenceKind> {
    one_of(&term::ABSENCES, term::absence)
}
