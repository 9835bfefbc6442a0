//! Who said what: the sources of an event against the claims that more than one of them, or more
//! than one article, tells of.

mod picture;

use std::collections::BTreeMap;

use maud::{Markup, html};
use onrecord_desk::{Brief, Citation, Heading, Line, Note, SectionKind};
use onrecord_record::{Statement, Voice};

use super::Desk;
use super::answer::{Answer, Asked, Refusal};
use super::home::counted;
use super::line::{self, Lines};
use super::shelf::{Record, cited};
use super::wide::wide;
use crate::render::phrase;
use crate::render::visible::inline;
use crate::wire::pages::{Cell, Matrix};

/// Claims across, sources down.
const CLAIMS: usize = 12;
const SOURCES: usize = 40;
/// Letters of a claim's words.
const LETTERS: usize = 90;
/// Who speaks where nobody is named.
const UNTOLD: &str = "a speaker who is not told";
const ITSELF: &str = "the articles themselves";

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let Some(brief) = (match asked.given("event") {
        Some(event) => Some(record.event(event).ok_or(Refusal::NotFound("event"))?.1),
        None => record.briefs.first(),
    }) else {
        return Err(Refusal::NotFound("event"));
    };
    let lines = Lines::new(&record, brief, asked);
    let matrix = matrix(&record, &lines);
    let draw = || {
        html! {
            h1 { "Who said what" }
            p { a href=(line::event(brief, asked)) { "Brief of " (phrase::header(brief)) } }
            p .note {
                "Claims that several articles or voices have, those of several voices first. In a cell stands how sure that \
                 voice is of it; “says so” where it says the same in words of its own, “contradicts” where both cannot be \
                 right, “tells it” where an article plainly does. "
                "CT certain, PR probable, PS possible; + it is so, - it is not so; Uu not committed."
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

fn matrix(record: &Record, lines: &Lines<'_>) -> Matrix {
    let shared = shared(lines);
    let mut rows: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
    for (number, line) in shared.iter().take(CLAIMS).enumerate() {
        for (name, says) in voices(record, lines, line) {
            let row = rows
                .entry(name)
                .or_insert_with(|| vec![Cell::default(); shared.len().min(CLAIMS)]);
            if let Some(cell) = row.get_mut(number).filter(|cell| cell.says.is_none()) {
                cell.says = Some(says);
            }
        }
    }
    let mut rows: Vec<(String, Vec<Cell>)> = rows.into_iter().collect();
    rows.sort_by_key(|(_, row)| {
        std::cmp::Reverse(row.iter().filter(|cell| cell.says.is_some()).count())
    });
    let claims = || shared.iter().take(CLAIMS);
    Matrix {
        claims: claims().map(|line| words(lines, line)).collect(),
        addresses: claims()
            .map(|line| lines.claim(line).unwrap_or_default())
            .collect(),
        more_claims: shared.len().saturating_sub(CLAIMS),
        more_sources: rows.len().saturating_sub(SOURCES),
        sources: rows.into_iter().take(SOURCES).collect(),
    }
}

/// The lines that several articles or voices have: those of several voices first, then best evidence
/// first.
fn shared<'a>(lines: &Lines<'a>) -> Vec<&'a Line> {
    let all = lines.brief.sections.iter().filter(|one| {
        !matches!(
            one.kind,
            SectionKind::Sources | SectionKind::Contradictions | SectionKind::Corrections
        )
    });
    let all = all.flat_map(|one| &one.lines);
    let mut shared: Vec<&Line> = all.filter(|one| is_shared(one)).collect();
    shared.sort_by(|one, other| {
        let voices = others(other).cmp(&others(one));
        voices.then(other.rank.score.total_cmp(&one.rank.score))
    });
    shared
}

/// How many voices beside its own have something to say of it.
fn others(line: &Line) -> usize {
    let of_others = |note: &&Note| matches!(note, Note::AlsoBy(_) | Note::ContradictedBy(_));
    line.notes.iter().filter(of_others).count()
}

/// Who says it, and what each says of it.
fn voices(record: &Record, lines: &Lines<'_>, line: &Line) -> Vec<(String, String)> {
    let mut voices = vec![(speaker(lines, line), value(line).to_owned())];
    for note in &line.notes {
        match note {
            Note::AlsoBy(at) => voices.push((lines.quoter.words(*at), "says so".to_owned())),
            Note::ContradictedBy(at) => {
                voices.push((speaker_at(record, lines, *at), "contradicts".to_owned()));
            }
            _ => {}
        }
    }
    voices
}

/// Who says what stands at a citation: the last voice of the statement with the fewest words there.
fn speaker_at(record: &Record, lines: &Lines<'_>, at: Citation) -> String {
    let found = cited(lines.brief, at).and_then(|(id, span)| {
        let reading = record.reading(id)?;
        let has = |one: &&Statement| {
            let parts = one.attribution.content.parts();
            parts.iter().any(|part| part.contains(span))
        };
        let statements = reading.findings.statements.iter().filter(has);
        let statement = statements.min_by_key(|one| {
            one.attribution.content.hull().end() - one.attribution.content.hull().start()
        })?;
        match statement.chain.last()? {
            Voice::Source(id) => {
                let source = reading.findings.source(*id)?;
                Some(inline(reading.article.quote(source.name)))
            }
            Voice::Unstated => Some(UNTOLD.to_owned()),
            Voice::Narrator => None,
        }
    });
    found.unwrap_or_else(|| ITSELF.to_owned())
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
        Heading::Untold => UNTOLD.to_owned(),
        Heading::Part | Heading::Articles | Heading::Absence(_) => ITSELF.to_owned(),
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
            ol .claims {
                @for (words, to) in matrix.claims.iter().zip(&matrix.addresses) { li { a href=(to) { bdi { (cut(words)) } } } }
            }
            @if let Some(left) = left_out(matrix) { p .note { (left) } }
            (wide("Who says what of which claim, as a picture", &picture::picture(matrix)))
            (wide("Who said what", &cells(matrix)))
        }
    }
}

/// What the limits leave out.
fn left_out(matrix: &Matrix) -> Option<String> {
    let claims = (matrix.more_claims > 0).then(|| counted(matrix.more_claims, "further claim"));
    let sources = (matrix.more_sources > 0).then(|| counted(matrix.more_sources, "further source"));
    let left: Vec<String> = [claims, sources].into_iter().flatten().collect();
    (!left.is_empty()).then(|| {
        format!(
            "Left out here: {}. The brief has them all.",
            left.join(" and ")
        )
    })
}

/// Each source with a cell a claim. In a narrow window a source is a heading, and under it stand the
/// claims it has anything to say of, with their words.
fn cells(matrix: &Matrix) -> Markup {
    let claims = || (1..).zip(matrix.claims.iter().zip(&matrix.addresses));
    html! {
        table .matrix {
            thead { tr {
                th { "Source" }
                @for (number, (words, to)) in claims() {
                    th scope="col" { a href=(to) title=(cut(words)) aria-label=(format!("claim {number}: {}", cut(words))) { (number) } }
                }
            } }
            tbody { @for (name, row) in &matrix.sources { tr {
                th scope="row" { bdi { (name) } }
                @for (cell, (number, (words, to))) in row.iter().zip(claims()) {
                    @if let Some(says) = &cell.says {
                        td .cell .says data-claim=(format!("{number}. {}", cut(words))) {
                            a href=(to) title=(cut(words)) aria-label=(format!("{says}: claim {number}, {}", cut(words))) { (says) }
                        }
                    } @else { td .cell {} }
                }
            } } }
        }
    }
}
