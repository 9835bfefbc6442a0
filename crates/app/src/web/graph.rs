//! Where a claim comes from: who said it, the articles that have it from them, and the articles that
//! have it from those. A picture that goes downwards, so that it fits in a narrow window, with what
//! tells of each way on its line; and a table of the same with the words of each by number.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::answer::Asked;
use super::claim::day;
use super::line;
use super::wide::wide;
use crate::render::visible::{headline, inline};
use crate::wire::pages::{Claim, ClaimArticle, Edge, Wording};

/// The size of a box, and what is left free below it.
const WIDTH: usize = 264;
const HEIGHT: usize = 44;
const GAP: usize = 14;
/// The height of a group's name, of the words on a line, and of the arrow.
const TITLE: usize = 16;
const ROW: usize = 18;
const ARROW: usize = 16;
/// Lanes for lines at the left of the boxes, how wide one is, and how far lines reach in above a box.
const LANES: usize = 6;
const LANE: usize = 14;
const INDENT: usize = 14;
/// Letters that fit in a box.
const LETTERS: usize = 34;
/// Boxes of a group at most; further ones are counted.
const ROWS: usize = 40;
/// What a group holds.
const GROUPS: [&str; 3] = ["voices", "articles", "articles that rest on others"];

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
        by: one.cue.as_deref().map_or("quoted".to_owned(), |cue| {
            format!("quoted with “{}”", inline(cue))
        }),
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
            Some(share) => format!("{:.0} % of the words are the same", share * 100.0),
            None => evidence(edge.evidence).to_owned(),
        },
        words: edge.words,
        at: edge.span,
    }
}

/// What tells that an article rests on a report, in words.
fn evidence(kind: &str) -> &'static str {
    match kind {
        "byline" => "named in its byline",
        "credit" => "credited in its text",
        _ => "the same words",
    }
}

/// The boxes in groups; one that would be empty is left out.
fn groups(claim: &Claim<'_>, ways: &[Way<'_>]) -> Vec<(&'static str, Vec<Node>)> {
    let derived = derived(claim);
    let group = |node: &Node| match node {
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
    let mut groups: Vec<(&'static str, Vec<Node>)> = GROUPS.map(|name| (name, Vec::new())).into();
    for node in nodes {
        let own = groups.get_mut(group(&node));
        if let Some((_, all)) = own.filter(|(_, all)| !all.contains(&node)) {
            all.push(node);
        }
    }
    groups.retain(|(_, all)| !all.is_empty());
    groups
}

/// A box on its way down the picture, with the lines that come into it from above.
struct Stop<'a> {
    node: &'a Node,
    /// The top of the box.
    y: usize,
    /// The number of a way, what tells of it, and where its words stand above the box.
    arrivals: Vec<(usize, &'a Way<'a>, usize)>,
}

impl Stop<'_> {
    /// Where the lines leave that lead to others.
    fn middle(&self) -> usize {
        self.y + HEIGHT / 2
    }
}

/// The boxes and the names of the groups, one below the other, and how high all of it is.
struct Layout<'a> {
    names: Vec<(&'static str, usize)>,
    stops: Vec<Stop<'a>>,
    height: usize,
}

impl<'a> Layout<'a> {
    fn new(groups: &'a [(&'static str, Vec<Node>)], ways: &'a [Way<'a>]) -> Layout<'a> {
        let mut layout = Layout {
            names: Vec::new(),
            stops: Vec::new(),
            height: 0,
        };
        for (name, group) in groups {
            layout.names.push((name, layout.height + TITLE));
            layout.height += TITLE + GAP;
            for node in group.iter().take(ROWS) {
                layout.add(node, ways);
            }
        }
        layout
    }

    fn add(&mut self, node: &'a Node, ways: &'a [Way<'a>]) {
        let own = (1..).zip(ways).filter(|(_, way)| way.to == *node);
        let mut y = self.height;
        let mut arrivals = Vec::new();
        for (number, way) in own {
            y += ROW;
            arrivals.push((number, way, y));
        }
        if !arrivals.is_empty() {
            y += ARROW;
        }
        self.stops.push(Stop { node, y, arrivals });
        self.height = y + HEIGHT + GAP;
    }

    fn at(&self, node: &Node) -> Option<&Stop<'a>> {
        self.stops.iter().find(|stop| stop.node == node)
    }

    /// All lines with the lane each goes down (or up) in: two that share a stretch have two lanes, as
    /// long as there are lanes.
    fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for stop in &self.stops {
            for (_, way, to) in &stop.arrivals {
                let Some(from) = self.at(&way.from) else {
                    continue; // more of a group than is drawn
                };
                let (from, to) = (from.middle(), *to);
                let is_free = |lane: &usize| {
                    !lines
                        .iter()
                        .any(|one| one.lane == *lane && one.meets(from, to))
                };
                let lane = (0..LANES).find(is_free).unwrap_or(LANES - 1);
                lines.push(Line { from, to, lane });
            }
        }
        lines
    }
}

/// A line from the side of one box, down a lane, to the words above another.
struct Line {
    from: usize,
    to: usize,
    lane: usize,
}

impl Line {
    /// Does it share a stretch of its lane with a line between these heights? What leaves the same box
    /// may.
    fn meets(&self, from: usize, to: usize) -> bool {
        let (top, foot) = (self.from.min(self.to), self.from.max(self.to));
        self.from != from && top <= from.max(to) && foot >= from.min(to)
    }

    /// How it is drawn beside boxes that begin at `left`.
    fn path(&self, left: usize) -> String {
        let lane = left - (self.lane + 1) * LANE;
        format!(
            "M{left} {} H{lane} V{} H{}",
            self.from,
            self.to,
            left + INDENT
        )
    }
}

fn picture(claim: &Claim<'_>, ways: &[Way<'_>], asked: &Asked) -> Markup {
    let groups = groups(claim, ways);
    let layout = Layout::new(&groups, ways);
    let lines = layout.lines();
    let lanes = lines.iter().map(|one| one.lane + 1).max().unwrap_or(0);
    let left = lanes * LANE;
    let width = left + WIDTH;
    let height = layout.height;
    let drawing = html! {
        svg .graph viewBox=(format!("-4 -4 {} {}", width + 8, height + 8)) width=(width + 8) height=(height + 8)
            role="group" aria-label="Who said it, and which article has it from which: the table below tells the same" {
            @for line in &lines { path d=(line.path(left)) class="way" {} }
            @for (name, y) in &layout.names { text x=(left) y=(y) class="group" { (name) } }
            @for stop in &layout.stops { (arrivals(stop, left)) (drawn(claim, stop, left, asked)) }
        }
    };
    html! {
        (wide("Picture of where it comes from", &drawing))
        @for (name, group) in &groups {
            @if group.len() > ROWS { p .note { (group.len() - ROWS) " more " (name) " are not drawn." } }
        }
    }
}

/// The words on the lines into a box, and the arrow that they share.
fn arrivals(stop: &Stop<'_>, left: usize) -> Markup {
    let x = left + INDENT;
    html! {
        @if let Some((_, _, first)) = stop.arrivals.first() {
            path d=(format!("M{x} {first} V{}", stop.y - 6)) class="way" {}
            path d=(format!("M{} {} h10 l-5 6 z", x - 5, stop.y - 7)) class="end" {}
        }
        @for (number, way, y) in &stop.arrivals {
            text x=(x + 8) y=(y + 4) class="second" {
                tspan .number { (number) } " " (cut(&way.by, LETTERS + 4))
                title { (way.by) }
            }
        }
    }
}

fn drawn(claim: &Claim<'_>, stop: &Stop<'_>, x: usize, asked: &Asked) -> Markup {
    let y = stop.y;
    let (kind, first, second, to) = match stop.node {
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
        text x=(x + 10) y=(y + 18) class="first" { (cut(&first, LETTERS)) }
        text x=(x + 10) y=(y + 35) class="second" { (cut(&second, LETTERS)) }
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

fn cut(words: &str, letters: usize) -> String {
    match words.chars().count() <= letters {
        true => words.to_owned(),
        false => words.chars().take(letters - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: &str, to: &str) -> Way<'static> {
        Way {
            from: Node::Voice(from.to_owned()),
            to: Node::Article(to.to_owned()),
            by: "says so".to_owned(),
            words: None,
            at: None,
        }
    }

    #[test]
    fn boxes_stand_below_one_another_and_lines_share_no_stretch() {
        let ways = [way("Holt", "a"), way("Roe", "b"), way("Holt", "b")];
        let voices = ["Holt", "Roe"].map(|name| Node::Voice(name.to_owned()));
        let articles = ["a", "b"].map(|id| Node::Article(id.to_owned()));
        let groups = [("voices", voices.to_vec()), ("articles", articles.to_vec())];
        let layout = Layout::new(&groups, &ways);
        let feet = layout
            .stops
            .windows(2)
            .map(|two| (two[0].y + HEIGHT, two[1].y));
        feet.for_each(|(foot, next)| assert!(foot < next, "{foot} {next}"));
        let lines = layout.lines();
        assert_eq!(lines.len(), ways.len());
        for (at, one) in lines.iter().enumerate() {
            for other in lines.iter().skip(at + 1) {
                assert!(one.lane != other.lane || !other.meets(one.from, one.to));
            }
        }
    }

    #[test]
    fn all_of_it_fits_on_a_phone() {
        const { assert!(LANES * LANE + WIDTH + 8 <= 358) }
    }
}
