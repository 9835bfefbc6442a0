//! Where a claim comes from: who said it, the articles that have it from them, and the articles that
//! have it from those. A picture, and a table of the same with the evidence of each way by number.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::answer::Asked;
use super::claim::day;
use super::line;
use super::wide::wide;
use crate::render::visible::{headline, inline};
use crate::wire::pages::{Claim, ClaimArticle, Edge, Wording};

/// The size of a box and the way between two.
const WIDTH: usize = 200;
const HEIGHT: usize = 44;
const ACROSS: usize = 90;
const DOWN: usize = 16;
/// Letters that fit in a box.
const LETTERS: usize = 26;
/// Boxes of a column at most; further ones are counted.
const ROWS: usize = 40;
/// What a column holds.
const COLUMNS: [&str; 3] = ["voices", "articles", "articles that rest on others"];

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

/// That one has it from another, and the words that tell so.
struct Way<'a> {
    from: Node,
    to: Node,
    by: String,
    words: Option<&'a str>,
    /// Where the words stand in the article that has it.
    at: Option<[usize; 2]>,
}

/// The picture of `claim`, and its table.
pub(super) fn graph(claim: &Claim<'_>, asked: &Asked) -> Markup {
    let ways = ways(claim);
    html! {
        @if ways.is_empty() {
            p .note { "No article that has it is known to rest on another, and no voice is named." }
        } @else {
            (picture(claim, &ways, asked))
            (table(claim, &ways, asked))
        }
    }
}

/// What an article is called: its outlet, or its headline, or its id.
pub(super) fn name(claim: &Claim<'_>, id: &str) -> String {
    let article = article(claim, id);
    let name = article.and_then(|one| one.outlet.or(one.title));
    name.map_or_else(|| line::short(id), headline)
}

fn article<'a>(claim: &'a Claim<'_>, id: &str) -> Option<&'a ClaimArticle<'a>> {
    claim.articles.iter().find(|one| one.article == id)
}

/// The articles that rest on another of the ledger.
fn derived<'a>(claim: &'a Claim<'_>) -> BTreeSet<&'a str> {
    let edges = claim.edges.iter().filter(|edge| edge.from.is_some());
    edges.map(|edge| edge.article.as_str()).collect()
}

/// From whom to whom: voices to the articles that rest on no other, and what articles rest on.
fn ways<'a>(claim: &'a Claim<'_>) -> Vec<Way<'a>> {
    let derived = derived(claim);
    let own = claim
        .wordings
        .iter()
        .filter(|one| !derived.contains(one.article.as_str()));
    let voices = own.filter_map(voice);
    voices.chain(claim.edges.iter().map(lineage)).collect()
}

fn voice<'a>(one: &'a Wording<'_>) -> Option<Way<'a>> {
    let source = one.source?;
    Some(Way {
        from: Node::Voice(inline(source)),
        to: Node::Article(one.article.clone()),
        by: one
            .cue
            .as_deref()
            .map_or("is quoted".to_owned(), |cue| format!("“{}”", inline(cue))),
        words: Some(one.words),
        at: Some(one.span),
    })
}

fn lineage<'a>(edge: &'a Edge<'_>) -> Way<'a> {
    Way {
        from: match (&edge.from, edge.outlet) {
            (Some(from), _) => Node::Article(from.clone()),
            (None, outlet) => Node::Elsewhere(inline(outlet.unwrap_or_default())),
        },
        to: Node::Article(edge.article.clone()),
        by: match edge.share {
            Some(share) => format!("{:.0} % of the words", share * 100.0),
            None => edge.evidence.to_owned(),
        },
        words: edge.words,
        at: edge.span,
    }
}

/// The boxes in columns; a column that would be empty is left out.
fn columns(claim: &Claim<'_>, ways: &[Way<'_>]) -> Vec<(&'static str, Vec<Node>)> {
    let derived = derived(claim);
    let column = |node: &Node| match node {
        Node::Voice(_) | Node::Elsewhere(_) => 0,
        Node::Article(id) if derived.contains(id.as_str()) => 2,
        Node::Article(_) => 1,
    };
    let own = claim.wordings.iter();
    let own = own.map(|one| Node::Article(one.article.clone()));
    let nodes = own.chain(
        ways.iter()
            .flat_map(|way| [way.from.clone(), way.to.clone()]),
    );
    let mut columns: Vec<(&str, Vec<Node>)> = COLUMNS.map(|name| (name, Vec::new())).into();
    for node in nodes {
        let own = columns.get_mut(column(&node));
        if let Some((_, all)) = own.filter(|(_, all)| !all.contains(&node)) {
            all.push(node);
        }
    }
    columns.retain(|(_, all)| !all.is_empty());
    columns
}

type Places = BTreeMap<Node, (usize, usize)>;

fn places(columns: &[(&str, Vec<Node>)]) -> Places {
    let all = columns.iter().enumerate().flat_map(|(at, (_, column))| {
        let nodes = column.iter().take(ROWS).enumerate();
        nodes.map(move |(row, node)| {
            let place = (at * (WIDTH + ACROSS), row * (HEIGHT + DOWN));
            (node.clone(), place)
        })
    });
    all.collect()
}

fn picture(claim: &Claim<'_>, ways: &[Way<'_>], asked: &Asked) -> Markup {
    let columns = columns(claim, ways);
    let rows = columns.iter().map(|(_, all)| all.len()).max().unwrap_or(0);
    let places = places(&columns);
    // What goes around within the last column bends out of it.
    let width = columns.len() * (WIDTH + ACROSS);
    let height = rows.min(ROWS) * (HEIGHT + DOWN);
    let drawing = html! {
        svg .graph viewBox=(format!("-4 -4 {} {}", width + 8, height + 8)) width=(width + 8) height=(height + 8)
            role="group" aria-label="Who said it, and which article has it from which: the table below tells the same" {
            (drawn_lines(&lines(ways, &places)))
            @for (node, place) in &places { (drawn(claim, node, *place, asked)) }
        }
    };
    html! {
        (wide("Picture of where it comes from", &drawing))
        @for (name, column) in &columns {
            @if column.len() > ROWS { p .note { (column.len() - ROWS) " more " (name) " are not drawn." } }
        }
    }
}

type Place = (usize, usize);

/// A line from one box to another, with the numbers of the ways it stands for.
struct Line {
    from: Place,
    to: Place,
    label: String,
}

/// The lines to draw, one a pair of boxes.
fn lines(ways: &[Way<'_>], places: &Places) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, way) in (1..).zip(ways) {
        let (Some(from), Some(to)) = (places.get(&way.from), places.get(&way.to)) else {
            continue;
        };
        match lines
            .iter_mut()
            .find(|one| (one.from, one.to) == (*from, *to))
        {
            Some(line) => line.label.push_str(&format!(", {number}")),
            None => lines.push(Line {
                from: *from,
                to: *to,
                label: number.to_string(),
            }),
        }
    }
    lines
}

impl Line {
    /// Where its curve begins, bends and ends: from the right of one box to the left of another; within
    /// a column, around.
    fn curve(&self) -> ([usize; 4], [usize; 4]) {
        let Line { from, to, .. } = self;
        let is_within = from.0 >= to.0;
        let start = (from.0 + WIDTH, from.1 + HEIGHT / 2);
        let end = if is_within { to.0 + WIDTH } else { to.0 };
        let bend = match is_within {
            true => start.0 + ACROSS * 2 / 3,
            false => (start.0 + end) / 2,
        };
        let y = to.1 + HEIGHT / 2;
        ([start.0, bend, bend, end], [start.1, start.1, y, y])
    }

    /// Where its numbers stand: on it, and away from those that are `taken`.
    fn number(&self, taken: &[(f64, f64)]) -> (f64, f64) {
        const SHARES: [f64; 7] = [0.5, 0.36, 0.64, 0.25, 0.75, 0.16, 0.84];
        let (x, y) = self.curve();
        let places = SHARES.map(|share| (bezier(x, share), bezier(y, share)));
        let is_free = |at: &&(f64, f64)| {
            let near =
                |one: &(f64, f64)| (one.0 - at.0).abs() < 26.0 && (one.1 - at.1).abs() < 14.0;
            !taken.iter().any(near)
        };
        places.iter().find(is_free).copied().unwrap_or(places[0])
    }
}

fn drawn_lines(lines: &[Line]) -> Markup {
    let mut taken = Vec::new();
    let numbers: Vec<(f64, f64)> = lines
        .iter()
        .map(|line| {
            let at = line.number(&taken);
            taken.push(at);
            at
        })
        .collect();
    html! {
        @for line in lines {
            @let ([x, a, b, to_x], [y, c, d, to_y]) = line.curve();
            path d=(format!("M{x} {y} C{a} {c} {b} {d} {to_x} {to_y}")) class="way" {}
            circle cx=(to_x) cy=(to_y) r="3" class="end" {}
        }
        @for (line, (x, y)) in lines.iter().zip(numbers) {
            text x=(format!("{x:.0}")) y=(format!("{:.0}", y + 4.0)) text-anchor="middle" class="number" { (line.label) }
        }
    }
}

/// The point of a cubic curve.
fn bezier(points: [usize; 4], share: f64) -> f64 {
    let rest = 1.0 - share;
    let weights = [
        rest.powi(3),
        3.0 * rest * rest * share,
        3.0 * rest * share * share,
        share.powi(3),
    ];
    let parts = points.iter().zip(weights);
    parts.map(|(point, weight)| *point as f64 * weight).sum()
}

fn drawn(claim: &Claim<'_>, node: &Node, (x, y): Place, asked: &Asked) -> Markup {
    let (kind, first, second, to) = match node {
        Node::Voice(name) => ("voice", name.clone(), "says so".to_owned(), None),
        Node::Elsewhere(name) => {
            let second = "a report that is not here".to_owned();
            ("elsewhere", name.clone(), second, None)
        }
        Node::Article(id) => {
            let published = article(claim, id).and_then(|one| one.published.as_deref());
            let own = claim.wordings.iter().find(|one| one.article == *id);
            let to = line::place(id, own.map(|one| one.span), asked);
            ("article", name(claim, id), day(published), Some(to))
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

fn table(claim: &Claim<'_>, ways: &[Way<'_>], asked: &Asked) -> Markup {
    let called = |node: &Node| match node {
        Node::Voice(name) => name.clone(),
        Node::Elsewhere(name) => format!("a report that is not here: {name}"),
        Node::Article(id) => {
            let published = article(claim, id).and_then(|one| one.published.as_deref());
            format!("{}, {}", name(claim, id), day(published))
        }
    };
    let table = html! {
        table .stack {
            thead { tr { th { "No." } th { "Article" } th { "has it from" } th { "by" } th { "Words" } } }
            tbody { @for (number, way) in (1..).zip(ways) { tr {
                td data-is="No." { (number) }
                td { bdi { (called(&way.to)) } }
                td data-is="has it from" { bdi { (called(&way.from)) } }
                td data-is="by" { bdi { (way.by) } }
                td data-is="Words" { @if let (Some(words), Node::Article(id)) = (way.words, &way.to) {
                    a .words href=(line::place(id, way.at, asked)) { bdi { (inline(words)) } }
                } }
            } } }
        }
    };
    wide("What tells where it comes from", &table)
}

fn cut(words: &str) -> String {
    match words.chars().count() {
        0..=LETTERS => words.to_owned(),
        _ => words.chars().take(LETTERS - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_way_lies_between_its_ends() {
        assert_eq!(bezier([0, 50, 50, 100], 0.5), 50.0);
        assert_eq!(bezier([7, 7, 7, 7], 0.32).round(), 7.0);
    }

    #[test]
    fn numbers_of_lines_that_cross_stand_apart() {
        let line = |from: Place, to: Place| Line {
            from,
            to,
            label: "1".to_owned(),
        };
        let one = line((0, 0), (290, 60)).number(&[]);
        let other = line((0, 60), (290, 0)).number(&[one]);
        assert!(one != other, "{one:?}");
    }
}
