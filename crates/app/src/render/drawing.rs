//! An article with its findings drawn under the text, one row a finding, and told by number at the
//! end of the paragraph.
//!
//! ```text
//! body       │ Officials said the bridge may close.
//!          1 │ source~~~ cue~ content~~~~~~~~~~~~~
//!
//!          1   Officials (unnamed): said · indirect · PS+ by “may”
//! ```

use std::ops::Range;

use onrecord_desk::Reading;
use onrecord_record::{Article, Findings, Span};
use unicode_width::UnicodeWidthStr;

use super::flow::Flow;
use super::phrase;
use super::style::{FAINT, PLACE, STRONG};
use super::visible::{headline, shown_as};

pub(crate) mod labels;

use labels::Drawn;

/// The margin that names the zones.
const MARGIN: usize = 11;

/// The article and its findings in lines of `width` columns.
pub(crate) fn reading(reading: &Reading, width: usize) -> String {
    let (article, findings) = (&reading.article, &reading.findings);
    let mut out = head(article, width);
    out.push_str(&body(article, findings, width));
    out
}

/// The text with its findings, without the masthead.
pub(crate) fn body(article: &Article, findings: &Findings, width: usize) -> String {
    let drawn = labels::drawn(article, findings);
    let room = width.saturating_sub(MARGIN + 2).max(20);
    let mut out = String::new();
    let mut open = Open::new(&drawn);
    for zone in &article.zones {
        let mut name = crate::wire::term::zone(zone.kind);
        let lines = lines(&article.text, zone.span, room);
        for (at, line) in lines.iter().enumerate() {
            out.push_str(&format!("{FAINT}{name:MARGIN$}│{FAINT:#} "));
            out.push_str(&shown(&article.text, line.clone()));
            out.push('\n');
            for (number, one) in open.on(line) {
                out.push_str(&row(article, number, one, line));
            }
            let goes_on = lines.get(at + 1).is_some_and(|next| next.start == line.end);
            if !goes_on {
                out.push_str(&notes(&open.told(), width));
            }
            name = "";
        }
    }
    out
}

/// The findings that reach into the line drawn, and those of the paragraph.
struct Open<'a> {
    /// By start.
    all: &'a [Drawn],
    /// How many have been reached.
    reached: usize,
    open: Vec<usize>,
    /// How many have been told.
    told: usize,
}

impl<'a> Open<'a> {
    fn new(all: &'a [Drawn]) -> Open<'a> {
        Open {
            all,
            reached: 0,
            open: Vec::new(),
            told: 0,
        }
    }

    /// The findings on `line` with their numbers, from 1. Lines come in text order.
    fn on(&mut self, line: &Range<usize>) -> Vec<(usize, &'a Drawn)> {
        while let Some(next) = self.all.get(self.reached) {
            if next.start() >= line.end {
                break;
            }
            self.open.push(self.reached);
            self.reached += 1;
        }
        self.open.retain(|at| self.all[*at].end() > line.start);
        let open = self.open.iter().map(|at| (at + 1, &self.all[*at]));
        open.collect()
    }

    /// The findings reached since the last call.
    fn told(&mut self) -> Vec<(usize, &'a Drawn)> {
        let told = (self.told..self.reached).map(|at| (at + 1, &self.all[at]));
        self.told = self.reached;
        told.collect()
    }
}

/// The row of one finding under `line`: each stretch with its label, as far as it has room.
fn row(article: &Article, number: usize, drawn: &Drawn, line: &Range<usize>) -> String {
    let on_line = |span: Span| span.start() < line.end && line.start < span.end();
    let here = drawn.parts.iter().filter(|part| on_line(part.span));
    let parts: Vec<(Range<usize>, &str)> = here
        .map(|part| {
            let opens = part.span.start() >= line.start;
            let label = if opens { part.label } else { "" };
            (columns(&article.text, line, part.span), label)
        })
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    let margin = MARGIN - 1;
    let marks = labels::marks(&parts);
    format!("{FAINT}{number:margin$} │{FAINT:#} {PLACE}{marks}{PLACE:#}\n")
}

/// What the findings of a paragraph are, by number.
fn notes(told: &[(usize, &Drawn)], width: usize) -> String {
    let mut out = String::from("\n");
    for (number, one) in told {
        let mut flow = Flow::default();
        flow.push(STRONG, &one.head);
        flow.push(FAINT, &one.notes.join(" · "));
        let margin = MARGIN - 1;
        out.push_str(&flow.lines(&format!("{number:margin$}   "), width));
    }
    if !told.is_empty() {
        out.push('\n');
    }
    out
}

fn head(article: &Article, width: usize) -> String {
    let masthead = &article.masthead;
    let mut flow = Flow::default();
    if let Some(outlet) = &masthead.outlet {
        flow.push(STRONG, &format!("{}:", headline(outlet)));
    }
    let name = crate::wire::doc(article);
    flow.push(
        STRONG,
        &headline(masthead.title.as_deref().unwrap_or(&name)),
    );
    let date = masthead.published.map(|stamp| phrase::date(stamp.date));
    flow.push(FAINT, date.as_deref().unwrap_or("undated"));
    flow.push(FAINT, &format!("· {} · {}", headline(&name), article.id));
    if !article.language.is_read() {
        flow.push(
            STRONG,
            &format!("· not read: {}", phrase::language(article.language)),
        );
    }
    format!("{}\n", flow.lines("", width))
}

/// `span` of `text` in pieces that fit `room` columns: cut at line breaks and between words.
fn lines(text: &str, span: Span, room: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut used, mut gap) = (span.start(), 0, None);
    let mut before = ' ';
    for (at, c) in span.of(text).char_indices() {
        let at = span.start() + at;
        if c == '\n' {
            found.push(start..at);
            (start, used, gap) = (at + 1, 0, None);
            continue;
        }
        let wide = shown_as(before, blank(c)).width();
        if used + wide > room {
            let cut = gap.unwrap_or(at);
            found.push(start..cut);
            used = text.get(cut..at).map_or(0, str::width);
            (start, gap) = (cut, None);
        }
        used += wide;
        before = c;
        if c == ' ' {
            gap = Some(at + 1);
        }
    }
    found.push(start..span.end());
    found.retain(|line| {
        text.get(line.clone())
            .is_some_and(|words| !words.trim().is_empty())
    });
    found
}

/// White space of any kind is drawn as one column.
fn blank(c: char) -> char {
    if c.is_whitespace() { ' ' } else { c }
}

fn shown(text: &str, line: Range<usize>) -> String {
    let mut before = ' ';
    let mut out = String::new();
    for c in text.get(line).unwrap_or("").chars() {
        out.push_str(&shown_as(before, blank(c)));
        before = c;
    }
    out.trim_end().to_owned()
}

/// The columns of `span` on `line`.
fn columns(text: &str, line: &Range<usize>, span: Span) -> Range<usize> {
    let column = |at: usize| {
        let until = at.clamp(line.start, line.end);
        let words = shown_through(text, line.start, until);
        words.as_str().width()
    };
    let start = column(span.start());
    start..column(span.end()).max(start + 1)
}

fn shown_through(text: &str, start: usize, end: usize) -> String {
    let mut before = ' ';
    let mut out = String::new();
    for c in text.get(start..end).unwrap_or("").chars() {
        out.push_str(&shown_as(before, blank(c)));
        before = c;
    }
    out
}
