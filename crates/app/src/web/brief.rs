//! The brief of one event, with the lines that were asked for.

use std::borrow::Cow;

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord_desk::{Brief, Heading, Line, LineKind, Note, Section};
use onrecord_record::{Act, Factuality};

use super::answer::{Answer, Asked, Refusal};
use super::line::Lines;
use super::{Desk, along, line, moment, shelf};
use crate::cli;
use crate::render::phrase;
use crate::render::quoter::Quoter;
use crate::wire::term;
use crate::wire::twin::BriefPage;

/// Lines or speakers of one part that are shown.
const SHOWN: usize = 150;
/// Lines or speakers that one fold holds.
const FOLDED: usize = 60;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let (_, whole) = record
        .event(asked.named("event"))
        .ok_or(Refusal::NotFound("event"))?;
    let filter = Filter::read(asked)?;
    let brief = filter.applied(whole);
    let title = format!("Brief of {}", phrase::header(&brief));
    let lines = Lines::new(&record, &brief, asked);
    let draw = || {
        html! {
            h1 { (title) }
            (ways(whole, asked))
            (form(whole, asked, &filter))
            (contents(&brief))
            @if brief.sections.is_empty() { p { "No line fits what was asked for." } }
            @for section in &brief.sections { (part(&lines, section)) }
            (articles(&lines))
            (along::ways(whole, asked))
            @for line in phrase::LEGEND { p .note { (line) } }
        }
    };
    asked.answer(desk, &title, draw, || {
        BriefPage::new(&brief, &lines.judgements())
    })
}

/// The lines that are asked for.
#[derive(Debug, Default)]
struct Filter {
    source: Option<String>,
    words: Option<String>,
    act: Option<Act>,
    value: Option<Factuality>,
    from: Option<Date>,
    to: Option<Date>,
}

impl Filter {
    fn read(asked: &Asked) -> Result<Filter, Refusal> {
        let day = |words: &str| {
            cli::date(words).ok_or_else(|| "not a date such as 2031-03-12".to_owned())
        };
        let text = |name| asked.given(name).map(str::to_lowercase);
        Ok(Filter {
            source: text("source"),
            words: text("about"),
            act: asked.read("act", |word| {
                let mut all = term::ACTS.iter().copied();
                all.find(|act| term::act(*act) == word)
                    .ok_or_else(|| "no such act".to_owned())
            })?,
            value: asked.read("factuality", |word| {
                let mut all = Factuality::ALL.iter().copied();
                all.find(|value| value.code().eq_ignore_ascii_case(word))
                    .ok_or_else(|| "no such value".to_owned())
            })?,
            from: asked.read("from", day)?,
            to: asked.read("to", day)?,
        })
    }

    fn is_all(&self) -> bool {
        let Filter {
            source,
            words,
            act,
            value,
            from,
            to,
        } = self;
        source.is_none()
            && words.is_none()
            && act.is_none()
            && value.is_none()
            && from.is_none()
            && to.is_none()
    }

    /// The brief with the lines that fit. What was left out for its length stands there too where
    /// something is asked for.
    fn applied<'a>(&self, brief: &'a Brief) -> Cow<'a, Brief> {
        if self.is_all() {
            return Cow::Borrowed(brief);
        }
        let mut brief = brief.clone();
        let mut sections = std::mem::take(&mut brief.sections);
        let quoter = Quoter::new(&brief);
        for section in &mut sections {
            section.lines.retain(|line| self.fits(&quoter, line));
            section
                .lines
                .iter_mut()
                .for_each(|line| line.is_shown = true);
        }
        sections.retain(|section| !section.lines.is_empty());
        brief.sections = sections;
        Cow::Owned(brief)
    }

    fn fits(&self, quoter: &Quoter<'_>, line: &Line) -> bool {
        let speaker = match line.heading {
            Heading::Speaker(name, _) => quoter.words(name),
            _ => String::new(),
        };
        let has = |hay: &str, needle: &Option<String>| {
            let hay = hay.to_lowercase();
            needle
                .as_ref()
                .is_none_or(|all| all.split_whitespace().all(|word| hay.contains(word)))
        };
        let said = || {
            let cited = line.citations.iter().map(|one| quoter.words(*one));
            format!("{speaker} {}", cited.collect::<Vec<_>>().join(" "))
        };
        let act = match line.kind {
            LineKind::Statement { act, .. } => Some(act),
            _ => None,
        };
        has(&speaker, &self.source)
            && (self.words.is_none() || has(&said(), &self.words))
            && self.act.is_none_or(|asked| act == Some(asked))
            && self.value.is_none_or(|asked| value(line) == Some(asked))
            && self.is_then(line)
    }

    /// Does the line tell a time of those days?
    fn is_then(&self, line: &Line) -> bool {
        let days = line.notes.iter().filter_map(|note| match note {
            Note::Time(_, interval) => Some((interval.begin, interval.end)),
            _ => None,
        });
        let (from, to) = (self.from, self.to);
        let is_in = |(begin, end): (Date, Date)| {
            from.is_none_or(|from| end >= from) && to.is_none_or(|to| begin <= to)
        };
        (from.is_none() && to.is_none()) || days.into_iter().any(is_in)
    }
}

/// How sure the line's own voice is.
fn value(line: &Line) -> Option<Factuality> {
    let mut values = line.notes.iter().filter_map(|note| match note {
        Note::Value { valuation, .. } => Some(valuation.value),
        _ => None,
    });
    values.next_back()
}

fn form(brief: &Brief, asked: &Asked, filter: &Filter) -> Markup {
    let is_open = !filter.is_all();
    let text = |name: &'static str, label: &str, kind: &str| {
        html! {
            label { (label) " " input type=(kind) name=(name) value=(asked.shown(name)); }
        }
    };
    html! {
        details .choose open[is_open] {
            summary { "Choose lines" }
            form .filter action=(format!("/event/{}", shelf::address(brief))) {
                (text("about", "Words", "text"))
                (text("source", "Source", "text"))
                label { "Act " select name="act" {
                    option value="" { "any" }
                    @for act in term::ACTS {
                        option value=(term::act(act)) selected[filter.act == Some(act)] { (term::act(act).replace('-', " ")) }
                    }
                } }
                label { "How sure " select name="factuality" {
                    option value="" { "any" }
                    @for value in Factuality::ALL {
                        option selected[filter.value == Some(value)] { (value.code()) }
                    }
                } }
                (text("from", "Tells of a day from", "date"))
                (text("to", "to", "date"))
                (moment::kept(asked))
                button { "Show" }
                @if is_open { " " a href=(line::event(brief, asked)) { "All lines" } }
            }
        }
    }
}

/// The other pages of the same event.
fn ways(brief: &Brief, asked: &Asked) -> Markup {
    let event = shelf::address(brief);
    let then = line::moment(asked, '&');
    let all = [
        ("timeline", "Its timeline"),
        ("matrix", "Who said what"),
        ("map", "Its map"),
        ("changes", "What changed in it"),
    ];
    html! {
        p .ways {
            @for (at, (page, name)) in all.into_iter().enumerate() {
                @if at > 0 { " · " }
                a href=(format!("/{page}?event={event}{then}")) { (name) }
            }
        }
    }
}

fn contents(brief: &Brief) -> Markup {
    html! {
        nav .parts aria-label="Parts" {
            @for one in &brief.sections {
                a href=(format!("#{}", term::section(one.kind))) { (phrase::title(one.kind)) } " "
            }
            a href="#articles" { (phrase::ARTICLES) }
        }
    }
}

/// A part of the brief; what its length leaves out is folded away.
pub(super) fn part(lines: &Lines<'_>, section: &Section) -> Markup {
    let (shown, rest): (Vec<_>, Vec<_>) = section
        .groups()
        .partition(|group| group.iter().any(|line| line.is_shown));
    html! {
        section id=(term::section(section.kind)) {
            h2 { (phrase::title(section.kind)) }
            @for group in shown.iter().take(SHOWN) { (self::group(lines, group)) }
            @if shown.len() > SHOWN { p .note { (shown.len() - SHOWN) " further are not on this page: search, or open an event." } }
            @if !rest.is_empty() {
                details .fold {
                    summary { (more(rest.len(), section)) }
                    @for group in rest.iter().take(FOLDED) { (self::group(lines, group)) }
                    (further(rest.len()))
                }
            }
            @if let Some(untold) = phrase::untold(section) { p .note { (untold) } }
        }
    }
}

/// What a fold holds: speakers where the part has them, lines else.
fn more(count: usize, section: &Section) -> String {
    let speaks = |line: &Line| matches!(line.heading, Heading::Speaker(..) | Heading::Untold);
    match (section.lines.iter().any(speaks), count) {
        (true, 1) => "1 more speaker".to_owned(),
        (true, count) => format!("{count} more speakers"),
        (false, count) => phrase::more_lines(count),
    }
}

/// What even a fold has no room for: the twin has all of it.
fn further(count: usize) -> Markup {
    html! {
        @if count > FOLDED { p .note { (count - FOLDED) " further are not on this page: search, or choose lines." } }
    }
}

fn group(lines: &Lines<'_>, group: &[Line]) -> Markup {
    let is_hidden = group.iter().all(|line| !line.is_shown);
    let shown = group.iter().filter(|line| line.is_shown).count();
    let (shown, rest) = group.split_at(if is_hidden { group.len() } else { shown });
    let heading = group.first().map_or(Heading::Part, |line| line.heading);
    html! {
        @if let Some((name, kind)) = phrase::heading(&lines.quoter, heading) {
            h3 {
                bdi { (name) }
                @if !kind.is_empty() { " " span .kind { "(" (kind) ")" } }
                @if let Some((told, at)) = phrase::described(&lines.quoter, heading) {
                    " " span .kind { bdi { (told) } } " "
                    @if let Some(to) = lines.words(at) { a .cite href=(to) { "[" (lines.quoter.label(at)) "]" } }
                }
            }
        }
        ul { @for line in shown { (lines.entry(line)) } }
        @if !rest.is_empty() {
            details .fold {
                summary { (phrase::more_lines(rest.len())) }
                ul { @for line in rest.iter().take(FOLDED) { (lines.entry(line)) } }
                (further(rest.len()))
            }
        }
    }
}

fn articles(lines: &Lines<'_>) -> Markup {
    html! {
        section id="articles" {
            h2 { (phrase::ARTICLES) }
            ol { @for source in &lines.brief.sources {
                @let listed = phrase::listed(source);
                li {
                    @if let Some(outlet) = &listed.outlet { bdi .outlet { (outlet) } ": " }
                    a href=(format!("/article/{}{}", shelf::short(source.article.id), lines.then())) { bdi { (listed.title) } }
                    ", " (listed.date)
                    div .note {
                        bdi { (listed.place) }
                        @for note in &listed.notes { " · " bdi { (note) } }
                    }
                }
            } }
        }
    }
}
