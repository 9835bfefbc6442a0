//! Which blocks are words under pictures, and which of them belong to one picture.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::block::{Block, Role};
use super::names::{NAMES, named};
use super::{masthead, words};
use crate::pattern::patterns;
use crate::{byline, date};

/// How far above its caption a picture is looked for.
const REACH: usize = 4;
/// Words a caption may have. More is a story told in a figure.
const LONGEST: usize = 200;

patterns! {
    /// What pages print beside captions for those who click.
    CONTROL = r"(?i)^(?:[\W\d]+|image|photo|picture|photos|video|gallery|slideshow|now playing|related|read more|credit|view this image\W*|[\d:]+ - source: .*|\W*- source: .*|enlarge(?: this image| image)?|(?:hide|toggle|show) caption|image caption,?|image source,?|media caption,?|close|view (?:gallery|fullscreen)|(?:open|close) image modal|\d+ (?:of|/) \d+|click to (?:enlarge|expand)|advertisement|play(?: video)?)$";
    /// The same, before the words.
    LABEL = r"(?i)^(?:(?:image|media|video|photo)? ?(?:caption|source|copyright|image) ?,\s*|(?:main|lead|cover) (?:image|photo|picture):\s*)";
}

/// Marks the blocks that are captions or credits with the element that holds their picture.
pub(super) fn mark(document: &Document, blocks: &mut [Block]) {
    let pictured = pictured(document);
    let mut small = HashMap::new();
    for block in blocks {
        let Some(node) = document.tree.get(&block.node) else {
            continue;
        };
        if block.level.is_none_or(|level| level > 3)
            && let Some(picture) = picture(&node, &pictured, &mut small)
        {
            block.role = Role::Caption(picture);
        }
    }
}

/// Elements with a picture in them.
fn pictured(document: &Document) -> HashSet<NodeId> {
    let mut pictured = HashSet::new();
    let Some(body) = document.body() else {
        return pictured;
    };
    for node in body.descendants() {
        if matches!(
            node.node_name().as_deref(),
            Some("img" | "picture" | "video" | "figure" | "amp-img")
        ) {
            for above in std::iter::once(node).chain(node.ancestors_it(None)) {
                if !pictured.insert(above.id) {
                    break;
                }
            }
        }
    }
    pictured
}

/// The element that holds the picture under which `node` stands.
fn picture(
    node: &NodeRef<'_>,
    pictured: &HashSet<NodeId>,
    small: &mut HashMap<NodeId, bool>,
) -> Option<NodeId> {
    let mut is_small = |node: &NodeRef<'_>| {
        *small
            .entry(node.id)
            .or_insert_with(|| words::count(&node.text()) <= LONGEST)
    };
    let mut named_so = false;
    let mut of_credit = false;
    let mut around = Some(*node);
    let mut trail = Vec::new();
    for _ in 0..=REACH * 2 {
        let Some(node) = around.filter(|node| !is_story(node)) else {
            break;
        };
        let names = named(&node);
        named_so |= node.has_name("figcaption") || NAMES.caption.is_in(&names);
        of_credit |= NAMES.credit.is_in(&names);
        if node.has_name("figure") {
            return (named_so || (is_small(&node) && is_of_picture(&node))).then_some(node.id);
        }
        trail.push(node);
        around = node.parent();
    }
    if !named_so && !of_credit {
        return None;
    }
    let near = trail.iter().take(REACH + 1);
    let holder = near
        .filter(|node| pictured.contains(&node.id))
        .find(|node| is_small(node));
    let alone = || trail.get(1).or(trail.first()).filter(|_| named_so);
    holder.or_else(alone).map(|node| node.id)
}

fn is_story(node: &NodeRef<'_>) -> bool {
    matches!(
        node.node_name().as_deref(),
        Some("article" | "main" | "body" | "html")
    )
}

/// Figures hold tables, code and quotations too.
fn is_of_picture(figure: &NodeRef<'_>) -> bool {
    let others = ["table", "blockquote", "pre"];
    !figure
        .descendants_it()
        .any(|node| others.iter().any(|name| node.has_name(name)))
}

/// The words under one picture: what it shows, then whose it is, each said once.
pub(super) fn join<'a>(lines: impl Iterator<Item = &'a Block>) -> String {
    let mut joined: Vec<&str> = Vec::new();
    for block in lines {
        let words = LABEL.find(&block.words).map_or(0, |label| label.end());
        let words = block.words.get(words..).unwrap_or_default().trim();
        let folded = words::fold(words);
        let is_said = joined.iter().any(|line| {
            let line = words::fold(line);
            line == folded || (folded.len() > 8 && line.contains(&folded))
        });
        let is_signature =
            date::is_date_line(words) || byline::is_byline(masthead::without_day(words));
        if folded.is_empty() || is_said || is_signature || CONTROL.is_match(words) {
            continue;
        }
        joined.retain(|line| !folded.contains(&words::fold(line)) || folded.len() < 8);
        joined.push(words);
    }
    if joined
        .first()
        .is_some_and(|line| line.starts_with(['©', '/']))
    {
        joined.rotate_left(1);
    }
    joined.join("\n")
}
