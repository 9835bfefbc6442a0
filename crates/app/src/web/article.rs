//! One article: its text with every finding marked, and beside it what each finding is.

use maud::{Markup, html};
use onrecord_desk::Reading;
use onrecord_desk::ledger::Ledger;
use onrecord_record::{KeptJudgement, Offsets, Span, current};

use super::answer::{Answer, Asked, Refusal};
use super::shelf::{self, Record, short};
use super::{Desk, judge, line, marks, versions};
use crate::render::drawing::labels::{self, Drawn};
use crate::render::phrase;
use crate::render::visible::headline;
use crate::wire::doc;
use crate::wire::twin::ArticlePage;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let as_of = asked.as_of()?;
    let reading = desk.shelf.article(asked.named("article"), as_of)?;
    let reading = &reading.ok_or(Refusal::NotFound("article"))?;
    let record = desk.shelf.soon(as_of);
    let judgements = desk.shelf.ledger()?.judgements(as_of)?;
    let judged = current(&judgements);
    let lit = asked.read("at", |words| {
        let found = places(words).and_then(|[start, end]| span(reading, start, end));
        found.ok_or_else(|| "no stretch of this article, such as 120-164".to_owned())
    })?;
    let title = title(reading);
    let draw = || {
        let findings = labels::drawn(&reading.article, &reading.findings);
        html! {
            (head(record.as_deref(), reading, asked))
            div .beside {
                article #text .text lang=[reading.article.language.is_read().then_some("en")] dir="auto" {
                    (marks::marked(&reading.article, &findings, lit))
                }
                (list(desk, &judged, asked, reading, &findings))
            }
        }
    };
    asked.answer(desk, &title, draw, || {
        let id = reading.article.id;
        let event = record
            .as_ref()
            .and_then(|record| record.event(&id.to_string()));
        let versions = record.as_ref().map(|record| record.versions_of(id));
        let event = event.map(|(_, brief)| shelf::address(brief));
        ArticlePage::new(reading, event, &versions.unwrap_or_default(), &judged)
    })
}

/// The headline, or what the article is called.
pub(super) fn title(reading: &Reading) -> String {
    let title = reading.article.masthead.title.as_deref();
    headline(title.unwrap_or(&doc(&reading.article)))
}

/// `120-164`.
fn places(words: &str) -> Option<[usize; 2]> {
    let (start, end) = words.split_once('-')?;
    Some([start.parse().ok()?, end.parse().ok()?])
}

/// The stretch between two code points.
pub(super) fn span(reading: &Reading, start: usize, end: usize) -> Option<Span> {
    let text = &reading.article.text;
    Offsets::new(text).span(text, start, end)
}

fn head(record: Option<&Record>, reading: &Reading, asked: &Asked) -> Markup {
    let article = &reading.article;
    let masthead = &article.masthead;
    let event = record.and_then(|record| record.event(&article.id.to_string()));
    // An agency that signs as itself is told once.
    let authors = masthead
        .authors
        .iter()
        .filter(|name| masthead.outlet.as_ref() != Some(*name));
    let authors: Vec<String> = authors.map(|name| headline(name)).collect();
    let date = masthead.published.map(|stamp| phrase::date(stamp.date));
    html! {
        h1 { bdi { (title(reading)) } }
        p .note {
            @if let Some(outlet) = &masthead.outlet { bdi .outlet { (headline(outlet)) } " · " }
            @if !authors.is_empty() { bdi { (authors.join(", ")) } " · " }
            (date.unwrap_or("undated".to_owned())) " · " bdi { (headline(&doc(article))) } " · "
            code { (short(article.id)) }
        }
        @if let Some((_, brief)) = event {
            p { a href=(line::event(brief, asked)) { "The brief of its event" } }
        }
        @if let Some(record) = record { (versions::list(record, reading, asked)) }
        @if !article.language.is_read() {
            p .note { "Not read: " (phrase::language(article.language)) "." }
        }
        p .note .key {
            "In the text: " span .source { "who says it" } ", " span .cue { "the words that attribute" } ", "
            span .content { "what is said" } ", " span .clause { "told by the article itself" } ", "
            span .absent { "absent" } ". In the margin statements have a plain line, what the article tells itself a dashed one, absences a \
            double one. A score says how sure the machine is of a statement, from 0 to 1. Numbers lead to the findings; j and k go from one to the next."
        }
    }
}

/// What each finding is, in text order.
fn list(
    desk: &Desk,
    judged: &[&KeptJudgement],
    asked: &Asked,
    reading: &Reading,
    findings: &[Drawn],
) -> Markup {
    html! {
        aside aria-label="Findings" {
            h2 { "Findings" }
            @if findings.is_empty() { p { "None." } }
            ol .findings {
                @for (number, one) in (1..).zip(findings) {
                    @let (class, kind) = kind(one);
                    li id=(format!("f{number}")) class=(class) {
                        a href=(format!("#n{number}")) .n { (number) } " "
                        span .what { (kind) } " "
                        @if class != "absence" { bdi { (one.head) } }
                        div .note { bdi { (one.notes.join(" · ")) } }
                        @if let Some(target) = judge::target(reading, one) { (judge::finding(desk, judged, &target, asked.by())) }
                    }
                }
            }
        }
    }
}

/// What kind of finding: what its entry looks like, and the word for it.
fn kind(finding: &Drawn) -> (&'static str, &'static str) {
    let labels = || finding.parts.iter().map(|part| part.label);
    let is = |label: &str| labels().any(|own| own == label);
    match finding {
        _ if is("content") => ("statement", "Statement"),
        _ if is("absent") => ("absence", "Absence"),
        _ if is("clause") => ("narration", "Told by"),
        _ => ("doubts", "Doubt"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_two_numbers() {
        assert_eq!(places("120-164"), Some([120, 164]));
        assert_eq!(places("120"), None);
        assert_eq!(places("-1-5"), None);
    }
}
