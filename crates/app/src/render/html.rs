//! The brief as one HTML file: no script, nothing fetched, every citation a link to its words and
//! back. What the other formats leave out is folded away.
//!
//! Article words reach the page only through maud's escaping. The content security policy allows
//! the one style sheet, by its hash, and nothing else.

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use onrecord_desk::{
    Basis, Brief, BriefSource, Citation, Heading, Line, Note, Piece, Section, SectionKind,
};

use super::quoter::Quoter;
use super::visible::visible;
use super::{basis, phrase};

mod marks;

const STYLE: &str = include_str!("html/style.css");
/// What may load: the style sheet above, by its SHA-256.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
                      style-src 'sha256-5DiWe6oE8Z6viLN+AK5Ip9sKmoijeq1r5X/6T+xplxU='";

/// `briefs` as one page that stands alone, one event after the other.
pub(crate) fn briefs(briefs: &[Brief]) -> String {
    let titles: Vec<String> = briefs
        .iter()
        .map(|brief| format!("Brief of {}", phrase::header(brief)))
        .collect();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (titles.first().map_or("", String::as_str)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @for (number, brief) in briefs.iter().enumerate() {
                    (event(&Page::new(number, brief), brief, &titles[number]))
                }
                footer { @for line in phrase::LEGEND { p { (line) } } }
            }
        }
    };
    page.into_string()
}

/// The brief of one event.
fn event(page: &Page<'_>, brief: &Brief, title: &str) -> Markup {
    html! {
        header id=(page.id("top")) { h1 { (title) } (contents(page, brief)) }
        main {
            @for (number, one) in brief.sections.iter().enumerate() {
                (page.section(number, one))
            }
            (sources(page, brief))
            section id=(page.id("articles")) {
                h2 { "The articles" }
                @for (number, one) in (1..).zip(&brief.sources) {
                    (page.article(number, one))
                }
            }
        }
    }
}

fn contents(page: &Page<'_>, brief: &Brief) -> Markup {
    let link = |id: &str| format!("#{}", page.id(id));
    html! {
        nav aria-label="Parts" {
            @for one in &brief.sections {
                a href=(link(slug(one))) { (phrase::title(one.kind)) } " "
            }
            a href=(link("sources-of-brief")) { (phrase::ARTICLES) } " "
            a href=(link("articles")) { "The articles" }
        }
    }
}

fn slug(section: &Section) -> &'static str {
    crate::wire::term::section(section.kind)
}

/// The brief with the places that its page marks.
struct Page<'a> {
    /// What its anchors begin with, so that two events of one page have different ones.
    event: String,
    quoter: Quoter<'a>,
    basis: Option<&'a Basis>,
    /// Every cited place of each article, with the anchor of the first line that cites it.
    cited: BTreeMap<usize, Vec<(Citation, String)>>,
}

impl<'a> Page<'a> {
    fn new(number: usize, brief: &'a Brief) -> Page<'a> {
        let event = match number {
            0 => String::new(),
            n => format!("e{}-", n + 1),
        };
        let mut cited: BTreeMap<usize, Vec<(Citation, String)>> = BTreeMap::new();
        for (number, section) in brief.sections.iter().enumerate() {
            for (at, line) in section.lines.iter().enumerate() {
                let told = line.notes.iter().filter_map(|note| match note {
                    Note::Described(at) => Some(at),
                    _ => None,
                });
                for one in line.citations.iter().chain(told) {
                    let places = cited.entry(one.article).or_default();
                    places.push((*one, anchor(&event, number, at)));
                }
            }
        }
        for places in cited.values_mut() {
            places.sort_by_key(|(one, _)| (one.span.start(), std::cmp::Reverse(one.span.end())));
            places.dedup_by_key(|(one, _)| *one);
        }
        Page {
            event,
            quoter: Quoter::new(brief),
            basis: brief.basis.as_ref(),
            cited,
        }
    }

    fn id(&self, name: &str) -> String {
        format!("{}{name}", self.event)
    }

    fn section(&self, number: usize, section: &Section) -> Markup {
        let mut at = 0;
        let groups = section.groups().map(|group| {
            at += group.len();
            (at - group.len(), group)
        });
        let (shown, rest): (Vec<_>, Vec<_>) =
            groups.partition(|(_, group)| group.iter().any(|line| line.is_shown));
        html! {
            section id=(self.id(slug(section))) {
                h2 { (phrase::title(section.kind)) }
                @if let Some(basis) = self.basis.filter(|_| section.kind == SectionKind::Sources) {
                    @for told in basis::lines(&self.quoter, basis) { p .note { bdi { (told) } } }
                }
                @for (at, group) in shown { (self.group(number, at, group)) }
                @if !rest.is_empty() {
                    details {
                        summary { (rest.len()) " more: who else speaks" }
                        @for (at, group) in rest { (self.group(number, at, group)) }
                    }
                }
                @if let Some(untold) = phrase::untold(section) { p .note { (untold) } }
            }
        }
    }

    /// Lines under their heading; those that are not shown (they come last) are folded away.
    fn group(&self, number: usize, at: usize, group: &[Line]) -> Markup {
        let is_hidden = group.iter().all(|line| !line.is_shown);
        let shown = group.iter().filter(|line| line.is_shown).count();
        let (shown, rest) = group.split_at(if is_hidden { group.len() } else { shown });
        let heading = group.first().map_or(Heading::Part, |line| line.heading);
        html! {
            @if let Some((name, kind)) = phrase::heading(&self.quoter, heading) {
                h3 {
                    bdi { (name) }
                    @if !kind.is_empty() { " " span .kind { "(" (kind) ")" } }
                    @if let Some((told, at)) = phrase::described(&self.quoter, heading) {
                        " " span .kind { bdi { (told) } } " "
                        a .cite href=(format!("#{}", marks::id(&self.event, &self.quoter, at))) {
                            "[" (self.quoter.label(at)) "]"
                        }
                    }
                }
            }
            (self.list(number, at, shown))
            @if !rest.is_empty() {
                details {
                    summary { (phrase::more_lines(rest.len())) }
                    (self.list(number, at + shown.len(), rest))
                }
            }
        }
    }

    fn list(&self, number: usize, at: usize, lines: &[Line]) -> Markup {
        html! {
            ul { @for (at, line) in (at..).zip(lines) { (self.line(&anchor(&self.event, number, at), line)) } }
        }
    }

    fn line(&self, anchor: &str, line: &Line) -> Markup {
        let notes = phrase::notes(&self.quoter, line);
        html! {
            li id=(anchor) {
                @for one in phrase::pieces(line) { (piece(&self.quoter, one)) " " }
                @if let Some(tags) = phrase::tags(line) { span .own { "(" (tags) ")" } " " }
                @for (citation, label) in self.quoter.labels(&line.citations) {
                    a .cite href=(format!("#{}", marks::id(&self.event, &self.quoter, citation))) {
                        "[" (label) "]"
                    } " "
                }
                @if !notes.is_empty() {
                    div .note { @for (at, note) in notes.iter().enumerate() {
                        @if at > 0 { " · " }
                        bdi { (note) }
                    } }
                }
            }
        }
    }

    fn article(&self, number: usize, source: &BriefSource) -> Markup {
        let listed = phrase::listed(source);
        let cited = self.cited.get(&number).map_or(&[][..], Vec::as_slice);
        html! {
            article id=(self.id(&format!("a{number}"))) {
                h3 {
                    "[" (number) "] "
                    @if let Some(outlet) = &listed.outlet { bdi .outlet { (outlet) } ": " }
                    bdi { (listed.title) }
                }
                div .text lang=[source.article.language.is_read().then_some("en")] dir="auto" {
                    (marks::marked(&self.event, &self.quoter, cited, &source.article))
                }
            }
        }
    }
}

/// A piece of a line: the articles' words apart from the tool's own.
pub(crate) fn piece(quoter: &Quoter<'_>, piece: &Piece) -> Markup {
    let words = |at: &Citation| quoter.words(*at);
    match piece {
        Piece::Speaker(at) | Piece::Quote(at) => html! { bdi { (words(at)) } },
        Piece::Cue(at) => html! { bdi .cue { (words(at)) } },
        Piece::About(at) => html! { span .own { "[" bdi { (words(at)) } "]" } },
        Piece::Gap => html! { span .own { "…" } },
        Piece::Against => html! { span .own { "↔" } },
        Piece::Dash => html! { span .own { "—" } },
        Piece::Via(word, name) => html! {
            span .own { "(" (word) " " bdi { (words(name)) } ")" }
        },
    }
}

/// Where line `at` of part `number` stands on the page.
fn anchor(event: &str, number: usize, at: usize) -> String {
    format!("{event}l{number}-{at}")
}

fn sources(page: &Page<'_>, brief: &Brief) -> Markup {
    html! {
        section id=(page.id("sources-of-brief")) {
            h2 { (phrase::ARTICLES) }
            ol { @for (number, one) in (1..).zip(&brief.sources) { (listed(page, number, one)) } }
        }
    }
}

fn listed(page: &Page<'_>, number: usize, source: &BriefSource) -> Markup {
    let listed = phrase::listed(source);
    html! {
        li {
            @if let Some(outlet) = &listed.outlet { bdi .outlet { (outlet) } ": " }
            a href=(format!("#{}", page.id(&format!("a{number}")))) { bdi { (listed.title) } } ", " (listed.date)
            div .note {
                (address(source, &listed.place)) " · " code { (listed.id) }
                @for note in &listed.notes { " · " (note) }
            }
        }
    }
}

/// A link where the article's address is one of the web's; plain words otherwise.
fn address(source: &BriefSource, place: &str) -> Markup {
    let url = source.article.masthead.url.as_deref();
    match url.filter(|url| is_web(url)) {
        Some(url) => html! { a rel="noopener noreferrer" href=(url) { bdi { (place) } } },
        None => html! { bdi { (place) } },
    }
}

/// Nothing but `http` and `https` is ever a link, and no such address holds white space.
fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let has_scheme = lower.starts_with("https://") || lower.starts_with("http://");
    has_scheme && visible(url) == url && !url.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_allows_this_style_sheet() {
        let hash = BASE64_STANDARD.encode(Sha256::digest(STYLE));
        assert!(POLICY.contains(&format!("'sha256-{hash}'")), "now {hash}");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert!(is_web("https://example.org/a?b=c"));
        assert!(!is_web("javascript:alert(1)"));
        assert!(!is_web("data:text/html,x"));
        assert!(!is_web("https://example.org/\u{202e}x"));
        assert!(!is_web("java\nscript:https://"));
    }
}
