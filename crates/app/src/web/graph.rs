//! Where a claim comes from, drawn: who said it, the articles that have it from them, and the
//! articles that have it from those. A table of the same stands behind it on the page.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::render::visible::inline;
use crate::wire::pages::Claim;

/// The size of a box and the way between two.
const WIDTH: usize = 200;
const HEIGHT: usize = 44;
const ACROSS: usize = 90;
const DOWN: usize = 16;
/// Letters that fit in a box.
const LETTERS: usize = 26;
/// Boxes of a column at most; further ones are counted.
const ROWS: usize = 40;

/// A box.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    /// Somebody who says it.
    Voice(String),
    /// A report that is not in the ledger.
    Elsewhere(String),
    /// An article, by its id.
    Article(String),
}

/// The picture of `claim`.
pub(super) fn graph(claim: &Claim<'_>) -> Markup {
    let columns = columns(claim);
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0).min(ROWS);
    let places = places(&columns);
    let (width, height) = (3 * WIDTH + 2 * ACROSS, rows * (HEIGHT + DOWN));
    html! {
        div .wide {
            svg .graph viewBox=(format!("-2 -2 {} {}", width + 4, height + 4)) width=(width + 4) height=(height + 4)
                role="group" aria-label="Who said it, and which article has it from which: the table below tells the same" {
                @for (from, to, label) in edges(claim) {
                    @if let (Some(from), Some(to)) = (places.get(&from), places.get(&to)) { (way(*from, *to, &label)) }
                }
                @for (node, place) in &places { (drawn(claim, node, *place)) }
            }
        }
        @for (column, name) in columns.iter().zip(["voices", "articles", "articles that rest on others"]) {
            @if column.len() > ROWS { p .note { (column.len() - ROWS) " more " (name) " are not drawn." } }
        }
    }
}

/// The articles that rest on another of the ledger.
fn derived<'a>(claim: &'a Claim<'_>) -> BTreeSet<&'a str> {
    let edges = claim.edges.iter().filter(|edge| edge.from.is_some());
    edges.map(|edge| edge.article.as_str()).collect()
}

/// Voices and reports from elsewhere; articles that rest on none here; articles that do.
fn columns(claim: &Claim<'_>) -> [Vec<Node>; 3] {
    let derived = derived(claim);
    let mut columns: [Vec<Node>; 3] = Default::default();
    let mut add = |column: usize, node: Node| {
        if let Some(column) = columns
            .get_mut(column)
            .filter(|column| !column.contains(&node))
        {
            column.push(node);
        }
    };
    for one in &claim.wordings {
        let is_derived = derived.contains(one.article.as_str());
        if let Some(source) = one.source.filter(|_| !is_derived) {
            add(0, Node::Voice(inline(source)));
        }
        add(
            if is_derived { 2 } else { 1 },
            Node::Article(one.article.clone()),
        );
    }
    for edge in &claim.edges {
        match (&edge.from, edge.outlet) {
            (Some(from), _) if derived.contains(from.as_str()) => {
                add(2, Node::Article(from.clone()))
            }
            (Some(from), _) => add(1, Node::Article(from.clone())),
            (None, Some(outlet)) => add(0, Node::Elsewhere(inline(outlet))),
            (None, None) => {}
        }
    }
    columns
}

fn places(columns: &[Vec<Node>; 3]) -> BTreeMap<Node, (usize, usize)> {
    let all = columns.iter().enumerate().flat_map(|(at, column)| {
        let nodes = column.iter().take(ROWS).enumerate();
        nodes.map(move |(row, node)| (node.clone(), (at * (WIDTH + ACROSS), row * (HEIGHT + DOWN))))
    });
    all.collect()
}

/// From where to where, and what tells so.
fn edges(claim: &Claim<'_>) -> Vec<(Node, Node, String)> {
    let derived = derived(claim);
    let mut edges = Vec::new();
    for one in claim
        .wordings
        .iter()
        .filter(|one| !derived.contains(one.article.as_str()))
    {
        if let Some(source) = one.source {
            let label = one.cue.as_deref().map_or(String::new(), inline);
            edges.push((
                Node::Voice(inline(source)),
                Node::Article(one.article.clone()),
                label,
            ));
        }
    }
    for edge in &claim.edges {
        let from = match (&edge.from, edge.outlet) {
            (Some(from), _) => Node::Article(from.clone()),
            (None, outlet) => Node::Elsewhere(inline(outlet.unwrap_or_default())),
        };
        let label = match edge.share {
            Some(share) => format!("{:.0} % of the words", share * 100.0),
            None => edge.evidence.to_owned(),
        };
        edges.push((from, Node::Article(edge.article.clone()), label));
    }
    edges.dedup();
    edges
}

/// A line from the right of one box to the left of another; within a column, around.
fn way(from: (usize, usize), to: (usize, usize), label: &str) -> Markup {
    let start = (from.0 + WIDTH, from.1 + HEIGHT / 2);
    let is_within = from.0 >= to.0;
    let end = (
        if is_within { to.0 + WIDTH } else { to.0 },
        to.1 + HEIGHT / 2,
    );
    let bend = if is_within {
        start.0 + ACROSS / 2
    } else {
        (start.0 + end.0) / 2
    };
    let path = format!(
        "M{} {} C{bend} {} {bend} {} {} {}",
        start.0, start.1, start.1, end.1, end.0, end.1
    );
    html! {
        path d=(path) class="way" { title { (label) } }
        circle cx=(end.0) cy=(end.1) r="3" class="end" {}
    }
}

fn drawn(claim: &Claim<'_>, node: &Node, (x, y): (usize, usize)) -> Markup {
    let (kind, first, second, to) = match node {
        Node::Voice(name) => ("voice", name.clone(), "says so".to_owned(), None),
        Node::Elsewhere(name) => (
            "elsewhere",
            name.clone(),
            "a report that is not here".to_owned(),
            None,
        ),
        Node::Article(id) => {
            let one = claim.wordings.iter().find(|one| one.article == *id);
            let outlet = one.and_then(|one| one.outlet).map(inline);
            let date = one.and_then(|one| one.published.clone());
            let short: String = id.chars().take(16).collect();
            let to = format!("/article/{short}");
            (
                "article",
                outlet.unwrap_or(short),
                date.unwrap_or("undated".to_owned()),
                Some(to),
            )
        }
    };
    let body = html! {
        rect x=(x) y=(y) width=(WIDTH) height=(HEIGHT) rx="6" class=(kind) {}
        text x=(x + 10) y=(y + 18) class="first" { (cut(&first)) }
        text x=(x + 10) y=(y + 35) class="second" { (cut(&second)) }
    };
    html! {
        g {
            title { (first) }
            @if let Some(to) = to { a href=(to) { (body) } } @else { (body) }
        }
    }
}

fn cut(words: &str) -> String {
    match words.chars().count() {
        0..=LETTERS => words.to_owned(),
        _ => words.chars().take(LETTERS - 1).chain(['…']).collect(),
    }
}
