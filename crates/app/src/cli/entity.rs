//! `onrecord entity`: who is who in a ledger, and what an analyst decides of it.

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use onrecord_desk::ledger::{ActNote, Ledger, SqliteLedger};
use onrecord_desk::{Entities, entities};
use onrecord_record::{Article, EntityAct, KeptAct};

use super::{Kept, Moment, Outcome, Usage};
use crate::render::entities as drawn;
use crate::{terminal, wire};

/// Tells whom the articles of a ledger name, and corrects it.
///
/// Persons, offices, organisations and outlets of all articles are drawn together by their names.
/// Where that is wrong, an act (merge, split, rename) corrects it. Acts are kept in the ledger, hold
/// whatever is read later, and can be undone. An entity is named by its id or by a name exactly as
/// `entity list` prints it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord entity merge \"Ada Holt\" \"the mayor of Velin\"")]
pub(super) struct Entity {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List(List),
    Merge(Merge),
    Split(Split),
    Rename(Rename),
    Undo(Undo),
    Log(Log),
}

/// Lists all entities: id, name, kind, spellings, and how much they say in how many articles.
#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    seen: Seen,
}

/// Takes two entities for one; the first keeps its id and name.
#[derive(Debug, Args)]
struct Merge {
    /// The one that stays.
    entity: String,
    /// The one that becomes part of it.
    other: String,
    #[command(flatten)]
    act: Act,
}

/// Takes what one article calls so for another entity.
#[derive(Debug, Args)]
struct Split {
    /// Whom it was taken for.
    entity: String,
    /// The start of the article's id, or its doc or path.
    #[arg(long, value_name = "ARTICLE")]
    from: String,
    #[command(flatten)]
    act: Act,
}

/// Gives an entity another name.
#[derive(Debug, Args)]
struct Rename {
    /// Which.
    entity: String,
    /// The name it has from now on.
    name: String,
    #[command(flatten)]
    act: Act,
}

/// Takes an act back, which is an act as well and can be undone too.
#[derive(Debug, Args)]
struct Undo {
    /// Its number; without one, the last act in force.
    number: Option<u32>,
    #[command(flatten)]
    act: Act,
}

/// Prints the acts in order, with who made them and when.
#[derive(Debug, Args)]
struct Log {
    #[command(flatten)]
    seen: Seen,
}

/// What is looked at.
#[derive(Debug, Args)]
struct Seen {
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    moment: Moment,
    /// One document of JSON (docs/json.md).
    #[arg(long)]
    json: bool,
}

/// Where an act is kept, and whose it is.
#[derive(Debug, Args)]
struct Act {
    #[command(flatten)]
    kept: Kept,
    /// Who decides.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

impl Entity {
    pub(super) fn run(self) -> Result<Outcome> {
        match self.verb {
            Verb::List(List { seen }) => seen.list()?,
            Verb::Log(Log { seen }) => seen.log()?,
            Verb::Merge(merge) => merge
                .act
                .make(|all| Ok(all.merge(&merge.entity, &merge.other)?))?,
            Verb::Split(split) => split.act.make(|all| {
                let article = article(all, &split.from)?;
                Ok(all.split(&split.entity, article)?)
            })?,
            Verb::Rename(rename) => {
                let act = |all: &Entities| Ok(all.rename(&rename.entity, &rename.name)?);
                rename.act.make(act)?;
            }
            Verb::Undo(undo) => undo.act.make(|all| Ok(all.undo(undo.number)?))?,
        }
        Ok(Outcome::Done)
    }
}

impl Seen {
    fn list(&self) -> Result<()> {
        let ledger = existing(&self.kept)?;
        let all = entities(&ledger, self.moment.as_of)?;
        if self.json {
            wire::page(&mut std::io::stdout().lock(), &wire::Entities::new(&all))?;
        } else {
            terminal::print(&drawn::list(&all.list(), terminal::width()))?;
        }
        Ok(())
    }

    fn log(&self) -> Result<()> {
        let acts = existing(&self.kept)?.acts(self.moment.as_of)?;
        if self.json {
            wire::page(&mut std::io::stdout().lock(), &wire::Acts::new(&acts))?;
        } else {
            terminal::print(&drawn::log(&acts, terminal::width()))?;
        }
        Ok(())
    }
}

impl Act {
    /// Keeps the act that `decide` makes of the entities as they are, and tells it.
    fn make(&self, decide: impl FnOnce(&Entities) -> Result<EntityAct>) -> Result<()> {
        drop(existing(&self.kept)?); // that none is made
        let mut ledger = SqliteLedger::open(&self.kept.path())?;
        let act = decide(&entities(&ledger, None)?)?;
        let note = ActNote {
            by: self.by.as_deref(),
            learned: super::read::now(),
        };
        let number = ledger.record_act(&act, &note)?;
        let kept = KeptAct {
            number,
            learned: note.learned,
            by: self.by.clone(),
            act,
        };
        terminal::print_plain(&format!("{}\n", drawn::act(&kept)))?;
        Ok(())
    }
}

/// The ledger that is meant, for reading; it must be there.
fn existing(kept: &Kept) -> Result<SqliteLedger> {
    let path = kept.path();
    if kept.ledger.is_none() && !path.exists() {
        let why = "there is no ledger here: name one (see onrecord entity --help)";
        return Err(Usage(why.to_owned()).into());
    }
    Ok(SqliteLedger::open_read_only(&path)?)
}

/// The one article that is meant.
fn article<'a>(all: &'a Entities, words: &str) -> Result<&'a Article> {
    let found: Vec<&Article> = all
        .articles()
        .filter(|one| super::means(words, one))
        .collect();
    match found.as_slice() {
        [] => bail!("no article {words} in the ledger"),
        [one] => Ok(one),
        several => bail!("{} articles are {words}", several.len()),
    }
}
