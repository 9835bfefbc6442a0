//! What `entity list --json` and `entity log --json` print.

use std::collections::BTreeSet;

use onrecord_desk::{Entities as All, collate};
use onrecord_record::{EntityAct, KeptAct, Referent, in_force};
use serde::Serialize;

use super::term;

/// All entities, those with most statements first.
#[derive(Debug, Serialize)]
pub(crate) struct Entities<'a> {
    entities: Vec<Entity<'a>>,
}

impl<'a> Entities<'a> {
    pub(crate) fn new(all: &'a All) -> Entities<'a> {
        Entities {
            entities: all.list().into_iter().map(Entity::new).collect(),
        }
    }
}

/// A person or body that articles name.
#[derive(Debug, Serialize)]
pub(super) struct Entity<'a> {
    id: &'a str,
    name: &'a str,
    r#type: &'static str,
    spellings: &'a BTreeSet<String>,
    statements: usize,
    articles: usize,
}

impl<'a> Entity<'a> {
    pub(super) fn new(entity: &'a collate::Entity) -> Entity<'a> {
        Entity {
            id: &entity.id.0,
            name: &entity.name,
            r#type: term::source(entity.kind),
            spellings: &entity.spellings,
            statements: entity.statements,
            articles: entity.articles().len(),
        }
    }
}

/// All acts, in order.
#[derive(Debug, Serialize)]
pub(crate) struct Acts<'a> {
    acts: Vec<Act<'a>>,
}

impl<'a> Acts<'a> {
    pub(crate) fn new(acts: &'a [KeptAct]) -> Acts<'a> {
        let standing = in_force(acts);
        let shaped = acts.iter();
        let shaped = shaped.map(|one| Act::new(one, standing.contains(&one.number)));
        Acts {
            acts: shaped.collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Act<'a> {
    number: u32,
    kind: &'static str,
    time: String,
    by: Option<&'a str>,
    in_force: bool,
    entity: Option<Named<'a>>,
    other: Option<Named<'a>>,
    article: Option<String>,
    name: Option<&'a str>,
    undone: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
    article: String,
}

impl<'a> Named<'a> {
    fn new(one: &'a Referent) -> Named<'a> {
        Named {
            id: &one.id.0,
            name: &one.name,
            article: one.article.to_string(),
        }
    }
}

impl<'a> Act<'a> {
    fn new(kept: &'a KeptAct, in_force: bool) -> Act<'a> {
        let mut act = Act {
            number: kept.number,
            kind: "undo",
            time: kept.learned.to_string(),
            by: kept.by.as_deref(),
            in_force,
            entity: None,
            other: None,
            article: None,
            name: None,
            undone: None,
        };
        match &kept.act {
            EntityAct::Merge { into, other } => {
                act.kind = "merge";
                act.entity = Some(Named::new(into));
                act.other = Some(Named::new(other));
            }
            EntityAct::Split { from, article } => {
                act.kind = "split";
                act.entity = Some(Named::new(from));
                act.article = Some(article.to_string());
            }
            EntityAct::Rename { entity, name } => {
                act.kind = "rename";
                act.entity = Some(Named::new(entity));
                act.name = Some(name);
            }
            EntityAct::Undo { act: undone } => act.undone = Some(*undone),
        }
        act
    }
}
