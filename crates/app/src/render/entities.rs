//! Who is who as text: entities with their names, and what was decided of them.

use onrecord_desk::collate::Entity;
use onrecord_record::{EntityAct, KeptAct, Referent, in_force};

use super::flow::Flow;
use super::phrase;
use super::style::{FAINT, PLACE, PLAIN, STRONG};
use super::visible::inline;

/// `entities` in lines of `width` columns, with styles that a pipe strips.
pub(crate) fn list(entities: &[&Entity], width: usize) -> String {
    entities.iter().map(|one| entity(one, width)).collect()
}

fn entity(entity: &Entity, width: usize) -> String {
    let mut flow = Flow::default();
    flow.push(PLACE, &entity.id.to_string());
    flow.push(STRONG, &inline(&entity.name));
    flow.push(FAINT, &format!("({})", phrase::source(entity.kind)));
    let said = counted(entity.statements, "statement");
    let articles = counted(entity.articles().len(), "article");
    flow.push(FAINT, &format!("· {said} · {articles}"));
    let mut out = flow.lines("", width);
    let others = entity.spellings.iter().filter(|one| **one != entity.name);
    let others: Vec<String> = others.map(|one| format!("“{}”", inline(one))).collect();
    if !others.is_empty() {
        let mut flow = Flow::default();
        flow.push(FAINT, &format!("also {}", others.join(", ")));
        out.push_str(&flow.lines("    ", width));
    }
    out
}

fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// All `acts`, with those that are undone marked.
pub(crate) fn log(acts: &[KeptAct], width: usize) -> String {
    let standing = in_force(acts);
    let lines = acts.iter().map(|one| {
        let mut flow = Flow::default();
        flow.push(PLAIN, &act(one));
        flow.push(FAINT, &format!("· {:.0}", one.learned));
        if !standing.contains(&one.number) {
            flow.push(FAINT, "· undone");
        }
        flow.lines("", width)
    });
    lines.collect()
}

/// One act in a line.
pub(crate) fn act(kept: &KeptAct) -> String {
    let number = kept.number;
    let told = match &kept.act {
        EntityAct::Merge { into, other } => {
            format!("merge {} into {}", referent(other), referent(into))
        }
        EntityAct::Split { from, article } => {
            let id: String = article.to_string().chars().take(12).collect();
            format!("split {} from article {id}", referent(from))
        }
        EntityAct::Rename { entity, name } => {
            format!("rename {} to {}", referent(entity), inline(name))
        }
        EntityAct::Undo { act } => format!("undo act {act}"),
    };
    match &kept.by {
        Some(by) => format!("act {number}: {told} · by {}", inline(by)),
        None => format!("act {number}: {told}"),
    }
}

fn referent(one: &Referent) -> String {
    format!("{} ({})", inline(&one.name), inline(&one.id.0))
}
