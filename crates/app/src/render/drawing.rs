//! An article with its findings drawn under the text, as compilers draw diagnostics.
//!
//! ```text
//! body       │ Officials said the bridge may close.
//!            │ ^^^^^^^^^ ^^^^ ^^^^^^^^^^^^^^^^^^^^
//!            │ source    cue  content
//!            │ = Officials (not named): said · indirect · PS+ by “may”
//! ```

use std::ops::Range;

use onrecord_desk::Reading;
use onrecord_record::{Article, Findings, Span};
use unicode_width::UnicodeWidthStr;

use super::flow::Flow;
use super::phrase;
use super::style::{FAINT, PLACE, STRONG};
use super::visible::{inline, shown_as};

mod labels;

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
    for zone in &article.zones {
        let mut name = crate::wire::term::zone(zone.kind);
        for line in lines(&article.text, zone.span, room) {
            out.push_str(&margin(name));
            out.push_str(&shown(&article.text, line.clone()));
            out.push('\n');
            for row in under(article, &drawn, &line, room) {
                out.push_str(&format!("{}{row}\n", margin("")));
            }
            name = "";
        }
        out.push('\n');
    }
    out
}

fn margin(name: &str) -> String {
    format!("{FAINT}{name:MARGIN$}│{FAINT:#} ")
}

fn head(article: &Article, width: usize) -> String {
    let masthead = &article.masthead;
    let mut flow = Flow::default();
    if let Some(outlet) = &masthead.outlet {
        flow.push(STRONG, &format!("{}:", inline(outlet)));
    }
    let name = crate::wire::doc(article);
    flow.push(STRONG, &inline(masthead.title.as_deref().unwrap_or(&name)));
    let date = masthead.published.map(|stamp| phrase::date(stamp.date));
    flow.push(FAINT, date.as_deref().unwrap_or("undated"));
    flow.push(FAINT, &format!("· {} · {}", inline(&name), article.id));
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

/// The rows under the text at `line`: marks and labels, then notes of what ends here.
fn under(article: &Article, drawn: &[Drawn], line: &Range<usize>, room: usize) -> Vec<String> {
    let mut rows = Vec::new();
    for one in drawn {
        let on_line = |span: Span| span.start() < line.end && line.start < span.end();
        let here: Vec<(Range<usize>, &str)> = one
            .parts
            .iter()
            .filter(|part| on_line(part.span))
            .map(|part| {
                let opens = part.span.start() >= line.start;
                (
                    columns(&article.text, line, part.span),
                    if opens { part.label } else { "" },
                )
            })
            .collect();
        if here.is_empty() {
            continue;
        }
        rows.extend(labels::rows(&here));
        if one.end > line.start && one.end <= line.end {
            let mut flow = Flow::default();
            flow.push(PLACE, &one.note);
            rows.extend(flow.lines("= ", room).lines().map(str::to_owned));
        }
    }
    rows
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
