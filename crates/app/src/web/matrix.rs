//! Who said what: the sources of an event against the claims that more than one of them, or more
//! than one article, tells of.

use std::collections::BTreeMap;

use maud::{Markup, html};
use onrecord_desk::{Brief, Heading, Line, Note, SectionKind};

use super::Desk;
use super::answer::{Answer, Asked, Refusal};
use super::line::{self, Lines};
use super::wide::wide;
use crate::render::phrase;
use crate::wire::pages::{Cell, Matrix};

/// Claims across, sources down.
const CLAIMS: usize = 12;
const SOURCES: usize = 40;
/// Letters of a claim's words.
const LETTERS: usize = 90;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let Some(brief) = (match asked.given("event") {
        Some(event) => Some(record.event(event).ok_or(Refusal::NotFound("event"))?.1),
        None => record.briefs.first(),
    }) else {
        return Err(Refusal::NotFound("event"));
    };
    let lines = Lines::new(&record, brief, asked);
    let matrix = matrix(&lines);
    let draw = || {
        html! {
            h1 { "Who said what" }
            p { a href=(line::event(brief, asked)) { "Brief of " (phrase::header(brief)) } }
            p .note {
                "Claims that several articles or voices have, best evidence first. In a cell stands how sure that voice \
                 is of it; “says so” where it says the same in words of its own, “tells it” where an article plainly does."
            }
            (table(&matrix))
            @if record.briefs.len() > 1 {
                h2 { "Other events" }
                ul { @for other in record.briefs.iter().filter(|one| !std::ptr::eq(*one, brief)).take(SOURCES) {
                    @if let Some(source) = other.sources.first() {
                        li { a href=(format!("{}{}", address(other), line::moment(asked, '&'))) { bdi { (phrase::listed(source).title) } } }
                    }
                } }
            }
        }
    };
    asked.answer(desk, "Who said what", draw, || &matrix)
}

fn address(brief: &Brief) -> String {
    format!("/matrix?event={}", super::shelf::address(brief))
}

fn matrix(lines: &Lines<'_>) -> Matrix {
    let all = lines.brief.sections.iter().filter(|one| {
        !matches!(
            one.kind,
            SectionKind::Sources | SectionKind::Contradictions | SectionKind::Corrections
        )
    });
    let mut shared: Vec<&Line> = all
        .flat_map(|one| &one.lines)
        .filter(|one| is_shared(one))
        .collect();
    shared.sort_by(|one, other| other.rank.score.total_cmp(&one.rank.score));
    shared.truncate(CLAIMS);
    let mut rows: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
    for (number, line) in shared.iter().enumerate() {
        let mut put = |name: String, says: String| {
            let row = rows
                .entry(name)
                .or_insert_with(|| vec![Cell::default(); shared.len()]);
            if let Some(cell) = row.get_mut(number).filter(|cell| cell.says.is_none()) {
                cell.says = Some(says);
            }
        };
        put(speaker(lines, line), value(line).to_owned());
        for note in &line.notes {
            if let Note::AlsoBy(at) = note {
                put(lines.quoter.words(*at), "says so".to_owned());
            }
        }
    }
    let mut rows: Vec<(String, Vec<Cell>)> = rows.into_iter().collect();
    rows.sort_by_key(|(_, row)| {
        std::cmp::Reverse(row.iter().filter(|cell| cell.says.is_some()).count())
    });
    rows.truncate(SOURCES);
    Matrix {
        claims: shared.iter().map(|line| words(lines, line)).collect(),
        addresses: shared
            .iter()
            .map(|line| lines.claim(line).unwrap_or_default())
            .collect(),
        sources: rows,
    }
}

/// Do several articles have it, or several voices?
fn is_shared(line: &Line) -> bool {
    line.notes.iter().any(|note| match note {
        Note::Claim { articles, .. } => *articles > 1,
        Note::AlsoBy(_) | Note::ContradictedBy(_) => true,
        _ => false,
    })
}

fn speaker(lines: &Lines<'_>, line: &Line) -> String {
    match line.heading {
        Heading::Speaker(name, _) => lines.quoter.words(name),
        Heading::Untold => "a speaker who is not told".to_owned(),
        Heading::Part | Heading::Articles | Heading::Absence(_) => {
            "the articles themselves".to_owned()
        }
    }
}

fn value(line: &Line) -> &'static str {
    let mut values = line.notes.iter().filter_map(|note| match note {
        Note::Value { valuation, .. } => Some(valuation.value.code()),
        _ => None,
    });
    values.next_back().unwrap_or("tells it")
}

fn words(lines: &Lines<'_>, line: &Line) -> String {
    line.citations
        .first()
        .map_or(String::new(), |at| lines.quoter.words(*at))
}

fn cut(words: &str) -> String {
    match words.chars().count() {
        0..=LETTERS => words.to_owned(),
        _ => words.chars().take(LETTERS - 1).chain(['…']).collect(),
    }
}

fn table(matrix: &Matrix) -> Markup {
    html! {
        @if matrix.claims.is_empty() { p { "No claim here is told by several articles or voices." } } @else {
            ol {
                @for (words, to) in matrix.claims.iter().zip(&matrix.addresses) { li { a href=(to) { bdi { (cut(words)) } } } }
            }
            (wide("Who said what", &cells(matrix)))
        }
    }
}

fn cells(matrix: &Matrix) -> Markup {
    html! {
        table {
                thead { tr { th { "Source" } @for number in 1..=matrix.claims.len() { th scope="col" { (number) } } } }
                tbody { @for (name, row) in &matrix.sources { tr {
                    th scope="row" { bdi { (name) } }
                    @for (cell, to) in row.iter().zip(&matrix.addresses) {
                        td .cell { @if let Some(says) = &cell.says { a href=(to) { (says) } } }
                    }
                } } }
            }
    }
}
