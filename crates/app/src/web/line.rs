//! A line of a brief on a page: its words, its notes, and the ways to the words it rests on.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use onrecord_desk::{Brief, Citation, Heading, Line};
use onrecord_record::KeptJudgement;

use super::answer::{Asked, escaped};
use super::judge;
use super::shelf::{self, Record};
use crate::render::quoter::Quoter;
use crate::render::{html, phrase};

/// Draws the lines of one brief.
pub(super) struct Lines<'a> {
    pub(super) brief: &'a Brief,
    pub(super) quoter: Quoter<'a>,
    record: &'a Record,
    /// What every address takes with it: the moment that is looked at.
    moment: String,
    /// The ids that stand in the page: a claim may be told in several parts, and an id stands once.
    ids: RefCell<BTreeSet<String>>,
}

/// The moment that is looked at, as it stands in an address after `sign`.
pub(super) fn moment(asked: &Asked, sign: char) -> String {
    let as_of = asked.given("as_of");
    as_of.map_or(String::new(), |moment| {
        format!("{sign}as_of={}", escaped(moment))
    })
}

/// As much of the text of an id as names an article.
pub(super) fn short(id: &str) -> String {
    id.chars().take(16).collect()
}

/// The address of an article by its id, at code points of it.
pub(super) fn place(id: &str, at: Option<[usize; 2]>, asked: &Asked) -> String {
    let id = short(id);
    match at {
        Some([start, end]) => format!("/article/{id}?at={start}-{end}{}#at", moment(asked, '&')),
        None => format!("/article/{id}{}", moment(asked, '?')),
    }
}

/// The address of an event's brief.
pub(super) fn event(brief: &Brief, asked: &Asked) -> String {
    format!("/event/{}{}", shelf::address(brief), moment(asked, '?'))
}

/// The way back from a page of one event to its brief.
pub(super) fn back(brief: Option<&Brief>, asked: &Asked) -> Markup {
    html! { @if let Some(brief) = brief { p { a href=(event(brief, asked)) { "Brief of " (phrase::header(brief)) } } } }
}

/// That a page of all events holds some of its lines only.
pub(super) fn further(count: usize, command: &str) -> Markup {
    html! { @if count > 0 { p .note { (count) " further are not here: the briefs of their events have them, and " (command) "." } } }
}

impl<'a> Lines<'a> {
    pub(super) fn new(record: &'a Record, brief: &'a Brief, asked: &Asked) -> Lines<'a> {
        Lines {
            brief,
            record,
            quoter: Quoter::new(brief),
            moment: moment(asked, '&'),
            ids: RefCell::default(),
        }
    }

    /// What a claim's address ends in: its first place, in code points.
    pub(super) fn id(&self, line: &Line) -> Option<String> {
        let first = line.citations.first()?;
        let (article, _) = shelf::cited(self.brief, *first)?;
        let [start, end] = self.quoter.range(*first);
        Some(format!("{}-{start}-{end}", shelf::short(article)))
    }

    /// The moment that is looked at, as the only thing behind an address.
    pub(super) fn then(&self) -> String {
        self.moment.replacen('&', "?", 1)
    }

    /// The address of a claim's page. Any article of an event names it.
    pub(super) fn claim(&self, line: &Line) -> Option<String> {
        let (article, _) = shelf::cited(self.brief, *line.citations.first()?)?;
        let moment = self.then();
        let (event, claim) = (shelf::short(article), self.id(line)?);
        Some(format!("/event/{event}/claim/{claim}{moment}"))
    }

    /// The address of the words at a citation.
    pub(super) fn words(&self, citation: Citation) -> Option<String> {
        let (article, _) = shelf::cited(self.brief, citation)?;
        let [start, end] = self.quoter.range(citation);
        Some(format!(
            "/article/{}?at={start}-{end}{}#at",
            shelf::short(article),
            self.moment
        ))
    }

    /// The line as an entry of a list.
    pub(super) fn entry(&self, line: &Line) -> Markup {
        let id = self.id(line);
        let id = id.filter(|id| self.ids.borrow_mut().insert(id.clone()));
        html! { li id=[id] { (self.line(line)) } }
    }

    /// The line where it stands under no heading: who speaks comes first.
    pub(super) fn alone(&self, line: &Line) -> Markup {
        let speaker = match line.heading {
            Heading::Speaker(..) | Heading::Untold => phrase::heading(&self.quoter, line.heading),
            Heading::Part | Heading::Articles | Heading::Absence(_) => None,
        };
        html! {
            @if let Some((name, kind)) = speaker {
                strong { bdi { (name) } } " "
                @if !kind.is_empty() { span .kind { "(" (kind) ")" } " " }
            }
            (self.line(line))
        }
    }

    /// What the line says, and what is known of it.
    pub(super) fn line(&self, line: &Line) -> Markup {
        let notes = phrase::notes(&self.quoter, line);
        html! {
            @for one in phrase::pieces(line) { (html::piece(&self.quoter, one)) " " }
            @if let Some(tags) = phrase::tags(line) { span .own { "(" (tags) ")" } " " }
            @for (citation, label) in self.quoter.labels(&line.citations) {
                @if let Some(to) = self.words(citation) { a .cite href=(to) { "[" (label) "]" } " " }
            }
            @if let Some(to) = self.claim(line) {
                a .claim href=(to) aria-label="all about this line" { "⋯" }
            }
            @for kept in self.judged(line) {
                div .judged { (judge::said_of(kept)) }
            }
            @if !notes.is_empty() {
                div .note { @for (at, note) in notes.iter().enumerate() {
                    @if at > 0 { " · " }
                    bdi { (note) }
                } }
            }
        }
    }

    /// What was judged of what the line tells.
    fn judged(&self, line: &Line) -> impl Iterator<Item = &'a KeptJudgement> {
        let places = line.citations.iter().filter_map(|at| {
            let (article, _) = shelf::cited(self.brief, *at)?;
            Some((article, self.quoter.range(*at)))
        });
        places.flat_map(|(article, range)| self.record.judged_at(article, range))
    }

    /// What was judged of what any line of the brief tells, each judgement once.
    pub(super) fn judgements(&self) -> Vec<&'a KeptJudgement> {
        let lines = self.brief.sections.iter().flat_map(|one| &one.lines);
        let judged = lines.flat_map(|line| self.judged(line));
        let each: BTreeMap<u32, &KeptJudgement> = judged.map(|one| (one.number, one)).collect();
        each.into_values().collect()
    }
}
