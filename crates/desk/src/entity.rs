//! Entities: whom the articles of a ledger name, and what an analyst can decide of them.

use jiff::Timestamp;
use onrecord_collate::{Entity, Roster, happenings, unnamed};
use onrecord_ledger::{Ledger, LedgerError};
use onrecord_record::{Article, EntityAct, KeptAct, Reading, Referent, SourceId, Span, in_force};

use crate::brief::sorted;

/// Why nothing can be decided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntityError {
    /// No entity is called so.
    #[error("no entity {0}: name it by its id or by a name as the articles have it")]
    Unknown(String),
    /// Several entities are called so.
    #[error("{} entities are called {name}: {}; name one by its id", ids.len(), ids.join(", "))]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// Their ids.
        ids: Vec<String>,
    },
    /// An entity is to be merged with itself.
    #[error("{0} is one entity already")]
    AlreadyOne(String),
    /// The article that is to be split off does not name the entity.
    #[error("the article does not name {0}")]
    NotThere(String),
    /// It is named in no other article, so that nothing would be left.
    #[error("no other article names {0}")]
    OnlyThere(String),
    /// A name is to have a letter or digit.
    #[error("an empty name is no name")]
    Nameless,
    /// There is no such act in force.
    #[error("act {0} is not in force")]
    NotInForce(u32),
    /// Nothing was decided, or all of it is undone.
    #[error("no act is in force")]
    NothingToUndo,
}

/// The entities of a ledger at one moment.
#[derive(Debug, Clone)]
pub struct Entities {
    readings: Vec<Reading>,
    roster: Roster,
    /// Sources that are not named, those described alike as one.
    unnamed: Vec<Entity>,
    acts: Vec<KeptAct>,
}

/// The entities of `ledger`, or of then.
pub fn entities(ledger: &dyn Ledger, as_of: Option<Timestamp>) -> Result<Entities, LedgerError> {
    let acts = ledger.acts(as_of)?;
    let kept = ledger.snapshot_at(as_of)?.into_iter();
    let readings = kept.map(|(article, findings)| Reading { article, findings });
    let mut readings: Vec<Reading> = readings.collect();
    readings.sort_by_key(|reading| crate::brief::order(&reading.article));
    let ordered = sorted(readings.iter());
    let roster = Roster::of(&ordered, &happenings(&ordered), &standing(&acts));
    let unnamed = unnamed(&ordered);
    Ok(Entities {
        readings,
        roster,
        unnamed,
        acts,
    })
}

impl Entities {
    /// What `roster` has of `readings`, by whose order it and `unnamed` number them.
    pub(crate) fn of(
        readings: Vec<Reading>,
        roster: Roster,
        unnamed: Vec<Entity>,
        acts: Vec<KeptAct>,
    ) -> Entities {
        Entities {
            readings,
            roster,
            unnamed,
            acts,
        }
    }

    /// The number of the entity that the reading numbered `at` names by these words as a source.
    pub(crate) fn named(&self, at: usize, name: Span) -> Option<usize> {
        let sources = self.readings.get(at)?.findings.sources.iter();
        let (_, id) = sources.zip(0..).find(|(source, _)| source.name == name)?;
        self.roster.at(at, SourceId(id))
    }

    /// All readings.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }
}

/// Those of `acts` that no later one has undone, in order.
pub fn standing(acts: &[KeptAct]) -> Vec<EntityAct> {
    let numbers = in_force(acts);
    let standing = acts.iter().filter(|one| numbers.contains(&one.number));
    standing.map(|one| one.act.clone()).collect()
}

impl Entities {
    /// All of them, those with most statements first, then by name.
    pub fn list(&self) -> Vec<&Entity> {
        let mut list: Vec<&Entity> = self.roster.entities.iter().collect();
        list.sort_by_key(|one| (std::cmp::Reverse(one.statements), &one.name, &one.id));
        list
    }

    /// The sources that are not named, drawn together by how they are described, those with most
    /// statements first.
    pub fn unnamed(&self) -> &[Entity] {
        &self.unnamed
    }

    /// What was decided, undone or not, in order.
    pub fn acts(&self) -> &[KeptAct] {
        &self.acts
    }

    /// The articles, in order of publication.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.readings.iter().map(|reading| &reading.article)
    }

    /// The one entity with the id `name`; else called so; else with such a spelling.
    pub fn find(&self, name: &str) -> Result<&Entity, EntityError> {
        let tests: [&dyn Fn(&Entity) -> bool; 3] =
            [&|one| one.id.0 == name, &|one| one.name == name, &|one| {
                one.spellings.contains(name)
            }];
        for test in tests {
            let mut found = self.roster.entities.iter().filter(|one| test(one));
            let Some(first) = found.next() else { continue };
            let others: Vec<&Entity> = found.collect();
            if others.is_empty() {
                return Ok(first);
            }
            let all = std::iter::once(first).chain(others);
            return Err(EntityError::Ambiguous {
                name: name.to_owned(),
                ids: all.map(|one| one.id.to_string()).collect(),
            });
        }
        Err(EntityError::Unknown(name.to_owned()))
    }

    /// `other` is `into`.
    pub fn merge(&self, into: &str, other: &str) -> Result<EntityAct, EntityError> {
        let (one, two) = (self.find(into)?, self.find(other)?);
        if one.id == two.id {
            return Err(EntityError::AlreadyOne(into.to_owned()));
        }
        Ok(EntityAct::Merge {
            into: self.referent(one)?,
            other: self.referent(two)?,
        })
    }

    /// Whom `article` calls so is another one than `from`.
    pub fn split(&self, from: &str, article: &Article) -> Result<EntityAct, EntityError> {
        let entity = self.find(from)?;
        let places = entity.articles();
        let is_it = |at: &usize| {
            let reading = self.readings.get(*at);
            reading.is_some_and(|reading| reading.article.id == article.id)
        };
        if !places.iter().any(is_it) {
            return Err(EntityError::NotThere(from.to_owned()));
        }
        if places.len() == 1 {
            return Err(EntityError::OnlyThere(from.to_owned()));
        }
        Ok(EntityAct::Split {
            from: self.referent(entity)?,
            article: article.id,
        })
    }

    /// `entity` is called `name`.
    pub fn rename(&self, entity: &str, name: &str) -> Result<EntityAct, EntityError> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if !name.contains(char::is_alphanumeric) {
            return Err(EntityError::Nameless);
        }
        Ok(EntityAct::Rename {
            entity: self.referent(self.find(entity)?)?,
            name,
        })
    }

    /// The act with this number is undone; without one, the last in force that undoes none.
    pub fn undo(&self, act: Option<u32>) -> Result<EntityAct, EntityError> {
        let standing = in_force(&self.acts);
        let act = match act {
            Some(act) if standing.contains(&act) => act,
            Some(act) => return Err(EntityError::NotInForce(act)),
            None => {
                let mut acts = self.acts.iter().rev();
                let last = acts.find(|one| {
                    standing.contains(&one.number) && !matches!(one.act, EntityAct::Undo { .. })
                });
                last.ok_or(EntityError::NothingToUndo)?.number
            }
        };
        Ok(EntityAct::Undo { act })
    }

    /// `entity` as an act or judgement tells of it.
    pub fn told(&self, entity: &Entity) -> Result<Referent, EntityError> {
        self.referent(entity)
    }

    fn referent(&self, entity: &Entity) -> Result<Referent, EntityError> {
        let referent = entity.referent(&self.readings);
        referent.ok_or_else(|| EntityError::Unknown(entity.name.clone()))
    }
}
