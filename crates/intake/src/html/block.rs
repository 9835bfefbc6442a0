//! Cuts a page into blocks: stretches of words that stand on lines of their own.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::names::{NAMES, named};
use super::words;

/// Elements whose words stand on lines of their own.
const BLOCKS: [&str; 41] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];
/// The attribute by which a block is found again in what the extractor keeps.
pub(super) const NUMBER: &str = "data-block";
/// How far up names are looked for.
const REACH: usize = 6;

/// Words that stand on lines of their own.
#[derive(Debug)]
pub(super) struct Block {
    /// The element that holds them.
    pub(super) node: NodeId,
    /// The element around it.
    pub(super) parent: Option<NodeId>,
    /// The nearest `article` around it.
    pub(super) article: Option<NodeId>,
    /// The words, in one line.
    pub(super) words: String,
    /// How many words.
    pub(super) count: usize,
    /// How many of their letters are links.
    pub(super) linked: usize,
    /// The level of a heading.
    pub(super) level: Option<u8>,
    /// It is a cell of a table.
    pub(super) is_cell: bool,
    /// What the page says it is.
    pub(super) role: Role,
}

/// What the page says a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing particular.
    Plain,
    /// The summary under the title.
    Standfirst,
    /// Who signs.
    Byline,
    /// A note of the editors.
    Correction,
    /// Words or credit of the picture held by this element.
    Caption(NodeId),
}

impl Block {
    /// Are most of the letters links?
    pub(super) fn is_link(&self) -> bool {
        self.linked * 10 >= self.words.len() * 8
    }
}

/// The blocks of the page in document order, each numbered in its element.
pub(super) fn cut(document: &Document) -> Vec<Block> {
    let Some(body) = document.body() else {
        return Vec::new();
    };
    let apart = apart(&body);
    let containers = containers(&body, &apart);
    wrap(document, &body, &containers, &apart);
    let mut blocks: Vec<Block> = Vec::new();
    let mut known = HashMap::new();
    for node in body.descendants() {
        if !(is_block(&node) || apart.contains(&node.id)) || containers.contains(&node.id) {
            continue;
        }
        let words = words_of(&node);
        if words.is_empty() {
            continue;
        }
        node.set_attr(NUMBER, &blocks.len().to_string());
        blocks.push(block(&node, words, &mut known));
    }
    blocks
}

fn block(node: &NodeRef<'_>, words: String, known: &mut HashMap<NodeId, Role>) -> Block {
    let linked = node.descendants_it().filter(|below| below.has_name("a"));
    let name = node.node_name().unwrap_or_default();
    let mut article = node
        .ancestors_it(None)
        .filter(|above| above.has_name("article"));
    Block {
        node: node.id,
        parent: node.parent().map(|parent| parent.id),
        article: article.next().map(|above| above.id),
        linked: linked.map(|link| words::line(&link.text()).len()).sum(),
        level: level(node),
        is_cell: matches!(name.as_ref(), "td" | "th"),
        role: role(node, known),
        count: words::count(&words),
        words,
    }
}

/// The level of the heading that `node` is, or is the first line of: headings are left unclosed.
fn level(node: &NodeRef<'_>) -> Option<u8> {
    let of = |node: &NodeRef<'_>| node.node_name()?.strip_prefix('h')?.parse().ok();
    let first = || {
        node.parent()
            .filter(|_| node.prev_element_sibling().is_none())
    };
    of(node).or_else(|| first().and_then(|parent| of(&parent)))
}

/// What the names of the element and those around it say.
fn role(node: &NodeRef<'_>, known: &mut HashMap<NodeId, Role>) -> Role {
    let above = node.ancestors_it(Some(REACH));
    for node in std::iter::once(*node).chain(above) {
        if matches!(
            node.node_name().as_deref(),
            Some("article" | "main" | "body" | "h1")
        ) {
            return Role::Plain;
        }
        let role = *known.entry(node.id).or_insert_with(|| {
            let names = named(&node);
            match () {
                () if NAMES.correction.is_in(&names) => Role::Correction,
                () if NAMES.standfirst.is_in(&names) => Role::Standfirst,
                () if NAMES.byline.is_in(&names) => Role::Byline,
                () => Role::Plain,
            }
        });
        if role != Role::Plain {
            return role;
        }
    }
    Role::Plain
}

fn is_block(node: &NodeRef<'_>) -> bool {
    node.node_name()
        .is_some_and(|name| BLOCKS.contains(&name.as_ref()))
}

fn is_break(node: &NodeRef<'_>) -> bool {
    node.has_name("br")
}

/// Elements of lines that stand apart all the same: captions and credits set among other words.
fn apart(body: &NodeRef<'_>) -> HashSet<NodeId> {
    const INLINE: [&str; 8] = [
        "span",
        "small",
        "em",
        "i",
        "cite",
        "b",
        "strong",
        "figcaption",
    ];
    let is_apart = |node: &NodeRef<'_>| {
        node.node_name()
            .is_some_and(|name| INLINE.contains(&name.as_ref()))
            && {
                let names = named(node);
                NAMES.caption.is_in(&names) || NAMES.credit.is_in(&names)
            }
    };
    body.descendants_it()
        .filter(is_apart)
        .map(|node| node.id)
        .collect()
}

/// Elements with blocks, or an empty line, in them.
fn containers(body: &NodeRef<'_>, apart: &HashSet<NodeId>) -> HashSet<NodeId> {
    let mut containers = HashSet::from([body.id]);
    for node in body.descendants() {
        if is_block(&node) || apart.contains(&node.id) || (is_break(&node) && after_break(&node)) {
            for above in node.ancestors_it(None) {
                if !containers.insert(above.id) {
                    break;
                }
            }
        }
    }
    containers
}

/// Is the last thing before `node` a break too?
fn after_break(node: &NodeRef<'_>) -> bool {
    let mut before = node.prev_sibling();
    while let Some(sibling) = before {
        if is_break(&sibling) {
            return true;
        }
        if sibling.is_element() || sibling.is_nonempty_text() {
            return false;
        }
        before = sibling.prev_sibling();
    }
    false
}

/// Puts words that stand beside blocks, or between empty lines, into paragraphs of their own.
fn wrap(
    document: &Document,
    body: &NodeRef<'_>,
    containers: &HashSet<NodeId>,
    apart: &HashSet<NodeId>,
) {
    let nodes: Vec<NodeRef<'_>> = std::iter::once(*body)
        .chain(body.descendants())
        .filter(|node| containers.contains(&node.id))
        .collect();
    for container in nodes {
        let mut run: Vec<NodeRef<'_>> = Vec::new();
        for child in container.children() {
            let is_line =
                is_block(&child) || apart.contains(&child.id) || containers.contains(&child.id);
            if is_line || (is_break(&child) && after_break(&child)) {
                paragraph(document, &mut run);
            } else {
                run.push(child);
            }
        }
        paragraph(document, &mut run);
    }
}

fn paragraph(document: &Document, run: &mut Vec<NodeRef<'_>>) {
    let has_words = |node: &NodeRef<'_>| !node.text().trim().is_empty() && !node.is_comment();
    if run.iter().any(has_words)
        && let Some(first) = run.first()
    {
        let paragraph = document.tree.new_element("p");
        first.insert_before(&paragraph);
        for node in run.iter() {
            paragraph.append_child(node);
        }
    }
    run.clear();
}

/// The words in `node`, a break as a space.
fn words_of(node: &NodeRef<'_>) -> String {
    let mut words = String::new();
    for below in node.descendants_it() {
        if below.is_text() {
            words::add(&mut words, &below.text());
        } else if is_break(&below) {
            words::add(&mut words, " ");
        }
    }
    words.truncate(words.trim_end().len());
    words
}
