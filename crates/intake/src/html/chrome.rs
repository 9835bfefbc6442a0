//! Takes off the page what is not the story, whatever page it is: navigation, share bars, boxes
//! that ask or sell, scripts, what is hidden.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};
use onrecord_record::ZoneKind;

use super::names::{NAMES, named};
use super::words;
use crate::paragraph;
use crate::pattern::patterns;

/// Elements without words of the story.
const NEVER: [&str; 20] = [
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas",
    "button", "select", "input", "textarea", "audio", "map", "dialog", "menu", "datalist",
    "progress", "math",
];
/// Elements that are the story on some pages.
const SELDOM: [&str; 4] = ["nav", "aside", "form", "footer"];
/// What an element may be said to be that is not the story.
const ROLES: [&str; 9] = [
    "navigation",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
    "contentinfo",
];

patterns! {
    /// Styles that hide.
    HIDING = r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)";
}

/// Removes what is not the story.
pub(super) fn prune(document: &Document) {
    let Some(body) = document.body() else { return };
    let weights = weights(&body);
    let all = weights.get(&body.id).copied().unwrap_or_default();
    let is_story = |weight: usize| weight * 5 >= all * 2 && all > 0;
    let holders = holders(&body);
    let mut open: Vec<NodeRef<'_>> = body.element_children();
    while let Some(node) = open.pop() {
        let weight = weights.get(&node.id).copied().unwrap_or_default();
        if is_never(&node) || (!is_story(weight) && !holders.contains(&node.id) && goes(&node)) {
            node.remove_from_parent();
        } else if node.has_name("video") {
            node.remove_children();
        } else {
            open.extend(node.element_children());
        }
    }
}

/// Letters in paragraphs, for each element that holds any.
fn weights(body: &NodeRef<'_>) -> HashMap<NodeId, usize> {
    let mut weights: HashMap<NodeId, usize> = HashMap::new();
    for node in body.descendants().iter().rev() {
        let own = if node.has_name("p") {
            node.normalized_char_count()
        } else {
            0
        };
        let weight = weights.get(&node.id).copied().unwrap_or_default().max(own);
        if weight > 0
            && let Some(parent) = node.parent()
        {
            weights.insert(node.id, weight);
            *weights.entry(parent.id).or_default() += weight;
        }
    }
    weights
}

/// Elements that hold the headline or a correction note.
fn holders(body: &NodeRef<'_>) -> HashSet<NodeId> {
    let mut holders = HashSet::new();
    for node in body.descendants() {
        if node.has_name("h1") || (node.has_name("p") && is_correction(&node)) {
            for above in node.ancestors_it(None) {
                if !holders.insert(above.id) {
                    break;
                }
            }
        }
    }
    holders
}

fn is_correction(node: &NodeRef<'_>) -> bool {
    let words = words::line(&node.text());
    words::count(&words) > 4 && paragraph::kind(&words) == ZoneKind::Correction
}

fn is_never(node: &NodeRef<'_>) -> bool {
    node.node_name()
        .is_some_and(|name| NEVER.contains(&name.as_ref()))
}

/// Is `node` by its names no part of the story? Where most of the words are, they do not tell.
fn goes(node: &NodeRef<'_>) -> bool {
    let Some(name) = node.node_name() else {
        return false;
    };
    if matches!(
        name.as_ref(),
        "main" | "article" | "h1" | "figure" | "figcaption"
    ) {
        return false;
    }
    if is_hidden(node) {
        return true;
    }
    let names = named(node);
    let is_picture = NAMES.caption.is_in(&names) || NAMES.credit.is_in(&names);
    SELDOM.contains(&name.as_ref())
        || node
            .attr("role")
            .is_some_and(|role| ROLES.contains(&role.trim()))
        || (NAMES.chrome.is_in(&names) && !is_picture)
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden")
        || node
            .attr("aria-hidden")
            .is_some_and(|value| value.trim() == "true")
        || node
            .attr("style")
            .is_some_and(|style| HIDING.is_match(&style))
        || NAMES.hidden.is_in(&named(node))
}
