//! Whom articles name together, and what an analyst decides of it.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;

use crate::ArticleId;

/// The id of a person or body that one or more articles name: `e` and ten hexadecimal digits, with
/// `-2`, `-3` and so on for namesakes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub String);

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An entity as an act tells of it: by a place where it is named. Its id may become another one
/// when further articles give it a fuller name; that place stays its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referent {
    /// Its id when the act was made.
    pub id: EntityId,
    /// The name that stands in `article`, its white space drawn together.
    pub name: String,
    /// An article that names it.
    pub article: ArticleId,
}

/// What an analyst decides of entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntityAct {
    /// Two are one.
    Merge {
        /// The one that stays.
        into: Referent,
        /// The one that becomes part of it.
        other: Referent,
    },
    /// The one that an article names is another one.
    Split {
        /// Whom it was taken for.
        from: Referent,
        /// The article.
        article: ArticleId,
    },
    /// It is called otherwise.
    Rename {
        /// Which.
        entity: Referent,
        /// The name it has from now on.
        name: String,
    },
    /// An earlier act is no longer in force.
    Undo {
        /// The number of the act.
        act: u32,
    },
}

/// An act with its number, its author and the moment it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAct {
    /// From 1, in the order they were made.
    pub number: u32,
    /// When.
    pub learned: Timestamp,
    /// Who made it, where that was told.
    pub by: Option<String>,
    /// What was decided.
    pub act: EntityAct,
}

/// The numbers of those of `acts` that no later act has undone; one that undoes can be undone.
pub fn in_force(acts: &[KeptAct]) -> BTreeSet<u32> {
    let mut undone = BTreeSet::new();
    let mut kept = BTreeSet::new();
    for one in acts.iter().rev().filter(|one| one.number > 0) {
        if undone.contains(&one.number) {
            continue;
        }
        kept.insert(one.number);
        if let EntityAct::Undo { act } = one.act {
            undone.insert(act);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_undone_and_the_undoing_too() {
        let rename = EntityAct::Rename {
            entity: Referent {
                id: EntityId("e0".to_owned()),
                name: "Holt".to_owned(),
                article: ArticleId([0; 32]),
            },
            name: "Ada Holt".to_owned(),
        };
        let acts = [
            rename,
            EntityAct::Undo { act: 1 },
            EntityAct::Undo { act: 2 },
        ];
        let kept = (1..).zip(acts).map(|(number, act)| KeptAct {
            number,
            learned: Timestamp::UNIX_EPOCH,
            by: None,
            act,
        });
        let acts: Vec<KeptAct> = kept.collect();
        assert_eq!(in_force(&acts[..1]), BTreeSet::from([1]));
        assert_eq!(in_force(&acts[..2]), BTreeSet::from([2]));
        assert_eq!(in_force(&acts), BTreeSet::from([1, 3]));
    }
}
