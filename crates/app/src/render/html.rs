//! The brief as one HTML file: no script, nothing fetched, every citation a link to its words.
//!
//! Article words reach the page only through maud's escaping. The content security policy allows
//! the one style sheet, by its hash, and nothing else.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use onrecord_desk::{Brief, BriefSource, Citation, Line, LineKind, Piece, Section};

use super::phrase;
use super::quoter::Quoter;
use super::text::heading_of;
use super::visible::visible;

mod marks;

const STYLE: &str = include_str!("html/style.css");
/// What may load: the style sheet above, by its SHA-256.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
                      style-src 'sha256-s0ZCnKgTJfrvAy5nVFntrdQifqeZpYrtQIrhoS+P5pM='";

/// `brief` as a page that stands alone.
pub(crate) fn brief(brief: &Brief) -> String {
    let quoter = &Quoter::new(brief);
    let title = format!("Brief of {}", phrase::header(brief));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { h1 { (title) } (contents(brief)) }
                main {
                    @for one in &brief.sections { (section(quoter, one)) }
                    (sources(brief))
                    section #articles {
                        h2 { "The articles" }
                        @for (number, one) in (1..).zip(&brief.sources) {
                            (article(quoter, brief, number, one))
                        }
                    }
                }
                footer { @for line in phrase::LEGEND { p { (line) } } }
            }
        }
    };
    page.into_string()
}

fn contents(brief: &Brief) -> Markup {
    html! {
        nav aria-label="Parts" {
            @for one in &brief.sections {
                a href=(format!("#{}", slug(one))) { (phrase::title(one.kind)) } " "
            }
            a href="#sources-of-brief" { (phrase::ARTICLES) }
        }
    }
}

fn slug(section: &Section) -> &'static str {
    crate::wire::term::section(section.kind)
}

fn section(quoter: &Quoter<'_>, section: &Section) -> Markup {
    html! {
        section id=(slug(section)) {
            h2 { (phrase::title(section.kind)) }
            @for group in section.lines.chunk_by(|one, next| heading_of(one) == heading_of(next)) {
                (speaker(quoter, group))
                ul { @for one in group { (line(quoter, one)) } }
            }
            @if section.omitted > 0 { p .note { (section.omitted) " more left out by --lines" } }
        }
    }
}

fn speaker(quoter: &Quoter<'_>, group: &[Line]) -> Markup {
    let Some(line) = group.first() else {
        return html! {};
    };
    let LineKind::Statement { source, .. } = line.kind else {
        return html! {};
    };
    html! {
        h3 {
            @if let Some(name) = heading_of(line) { (piece(quoter, name)) }
            " " span .kind { "(" (phrase::source(source)) ")" }
        }
    }
}

fn line(quoter: &Quoter<'_>, line: &Line) -> Markup {
    let skip = usize::from(heading_of(line).is_some());
    let notes = phrase::notes(quoter, line);
    html! {
        li {
            @for one in line.pieces.iter().skip(skip) { (piece(quoter, one)) " " }
            @for (citation, label) in quoter.labels(&line.citations) {
                a .cite href=(format!("#{}", marks::id(quoter, citation))) { "[" (label) "]" } " "
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

fn piece(quoter: &Quoter<'_>, piece: &Piece) -> Markup {
    match piece {
        Piece::Speaker(at) | Piece::Quote(at) => html! { bdi { (quoter.words(*at)) } },
        Piece::Cue(at) => html! { bdi .cue { (quoter.words(*at)) } },
        Piece::Gap => html! { span .own { "…" } },
        Piece::Word(word) => html! { span .own { "(" (word) ")" } },
    }
}

fn sources(brief: &Brief) -> Markup {
    html! {
        section #sources-of-brief {
            h2 { (phrase::ARTICLES) }
            ol { @for (number, one) in (1..).zip(&brief.sources) { (listed(number, one)) } }
        }
    }
}

fn listed(number: usize, source: &BriefSource) -> Markup {
    let listed = phrase::listed(source);
    html! {
        li {
            @if let Some(outlet) = &listed.outlet { bdi .outlet { (outlet) } ": " }
            a href=(format!("#a{number}")) { bdi { (listed.title) } } ", " (listed.date)
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

fn article(quoter: &Quoter<'_>, brief: &Brief, number: usize, source: &BriefSource) -> Markup {
    let listed = phrase::listed(source);
    html! {
        article id=(format!("a{number}")) {
            h3 { "[" (number) "] " bdi { (listed.title) } }
            div .text lang=(source.article.language.code()) dir="auto" {
                (marks::marked(quoter, &cited(brief, number), &source.article))
            }
        }
    }
}

/// The places of article `number` that the brief cites.
fn cited(brief: &Brief, number: usize) -> Vec<Citation> {
    let lines = brief.sections.iter().flat_map(|section| &section.lines);
    let all = lines.flat_map(|line| &line.citations).copied();
    let mut own: Vec<Citation> = all.filter(|one| one.article == number).collect();
    own.sort_by_key(|one| (one.span.start(), std::cmp::Reverse(one.span.end())));
    own.dedup();
    own
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
