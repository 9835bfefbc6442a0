//! Refuses pages that would make the parser build what no browser builds.
//!
//! One pass over the bytes, without a tree: it counts how deep elements nest, how many there are,
//! comments included, and how many attributes a tag has. The count follows the rules by which a parser closes
//! elements by itself closely enough to bound it.

use std::collections::HashMap;

use crate::error::{IntakeError, Place};

/// Elements in one another. Browsers stop at 512.
pub(super) const DEEPEST: usize = 1500;
/// Elements in one page. A long live blog has some ten thousand.
pub(super) const MOST: usize = 200_000;
/// Attributes of one element.
const ATTRIBUTES: usize = 1000;
/// Attributes in one page.
const ALL_ATTRIBUTES: usize = 600_000;

/// Elements whose content is no markup.
const RAW: [&str; 8] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];
/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements that end where the next of their kind begins.
const IMPLIED: [&str; 10] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "a", "nobr",
];

/// Is the page one that can be read in bounded time and memory?
pub(super) fn check(page: &str, place: &Place) -> Result<(), IntakeError> {
    let mut depth = Depth::default();
    let (mut elements, mut attributes, mut rest) = (0, 0, page);
    while let Some((tag, comments, after)) = next_tag(rest) {
        rest = after;
        elements += comments;
        elements += usize::from(!tag.is_end);
        attributes += tag.attributes;
        let is_crowded = tag.attributes > ATTRIBUTES || attributes > ALL_ATTRIBUTES;
        if elements > MOST || is_crowded {
            return Err(IntakeError::TooManyElements {
                place: place.clone(),
                limit: MOST,
            });
        }
        if tag.is_end {
            depth.close(&tag.name);
            continue;
        }
        if RAW.contains(&tag.name.as_str()) {
            rest = after_raw(rest, &tag.name);
        } else if !VOID.contains(&tag.name.as_str()) {
            depth.open(tag.name);
        }
        if depth.open.len() > DEEPEST {
            return Err(IntakeError::TooDeep {
                place: place.clone(),
                limit: DEEPEST,
            });
        }
    }
    Ok(())
}

/// The elements that are open, outermost first.
#[derive(Default)]
struct Depth {
    open: Vec<String>,
    counts: HashMap<String, usize>,
}

impl Depth {
    fn open(&mut self, name: String) {
        if IMPLIED.contains(&name.as_str()) && self.near(&name) {
            self.close(&name);
        }
        *self.counts.entry(name.clone()).or_default() += 1;
        self.open.push(name);
    }

    /// Is `name` open, with nothing but inline elements in it?
    fn near(&self, name: &str) -> bool {
        const INLINE: [&str; 11] = [
            "a", "b", "i", "em", "strong", "font", "span", "u", "small", "big", "tt",
        ];
        let mut above = self.open.iter().rev().take(64);
        above
            .find(|open| *open == name || !INLINE.contains(&open.as_str()))
            .is_some_and(|open| open == name)
    }

    fn close(&mut self, name: &str) {
        if self.counts.get(name).copied().unwrap_or_default() == 0 {
            return;
        }
        while let Some(open) = self.open.pop() {
            if let Some(count) = self.counts.get_mut(&open) {
                *count -= 1;
            }
            if open == name {
                return;
            }
        }
    }
}

struct Tag {
    name: String,
    is_end: bool,
    attributes: usize,
}

impl Tag {
    /// What ends a run of comments.
    fn nameless() -> Tag {
        Tag {
            name: String::new(),
            is_end: true,
            attributes: 0,
        }
    }
}

/// The next tag of `page`, how many comments stand before it, and what follows it. Comments at the
/// end of a page, or more than it may have elements, are followed by a tag without a name.
fn next_tag(page: &str) -> Option<(Tag, usize, &str)> {
    let (mut rest, mut comments) = (page, 0);
    loop {
        let Some((_, after)) = rest.split_once('<').filter(|_| comments <= MOST) else {
            return (comments > 0).then(|| (Tag::nameless(), comments, rest));
        };
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            comments += 1;
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (is_end, inside) = match rest.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, rest),
        };
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = inside
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
            .unwrap_or(inside.len());
        let name = inside
            .get(..end.min(64))
            .unwrap_or("x")
            .to_ascii_lowercase();
        let (attributes, after) = attributes(inside.get(end..).unwrap_or_default());
        return Some((
            Tag {
                name,
                is_end,
                attributes,
            },
            comments,
            after,
        ));
    }
}

/// How many attributes follow, and what comes after the tag.
fn attributes(tag: &str) -> (usize, &str) {
    let (mut count, mut quote, mut between) = (0, None, true);
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), _) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (count, tag.get(at + 1..).unwrap_or_default()),
            (None, b'"' | b'\'') if !between => quote = Some(byte),
            (None, b' ' | b'\n' | b'\t' | b'\r' | b'/' | 12) => between = true,
            (None, _) => {
                count += usize::from(between);
                between = false;
            }
        }
    }
    (count, "")
}

/// What follows the end of the raw element `name`.
fn after_raw<'a>(page: &'a str, name: &str) -> &'a str {
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("</") {
        let is_end = after
            .get(..name.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(name));
        if is_end {
            return after;
        }
        rest = after;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails(page: &str) -> bool {
        check(page, &Place::file("page.html")).is_err()
    }

    #[test]
    fn depth_counts_what_stays_open() {
        assert!(fails(&"<div>".repeat(100_000)));
        assert!(fails(&"<b>x".repeat(100_000)));
        assert!(!fails(&"<p>One.".repeat(5000)));
        assert!(!fails(&"<p><b>One.<br>".repeat(5000)));
        assert!(!fails(&"<ul><li>One<li>Two</ul>".repeat(5000)));
        assert!(!fails(&"<div>x</div>".repeat(5000)));
    }

    #[test]
    fn what_is_no_markup_does_not_count() {
        assert!(!fails(&format!(
            "<script>{}</script>",
            "'<div>'".repeat(100_000)
        )));
        assert!(!fails(&format!("<!-- {} -->", "<div>".repeat(100_000))));
        assert!(!fails(&"< 3 & ".repeat(100_000)));
    }

    #[test]
    fn crowds_are_refused() {
        assert!(fails(&"<br>".repeat(MOST + 1)));
        assert!(fails(&"<!-- x -->".repeat(MOST + 1)));
        assert!(fails(&"<br a b c d e f g>".repeat(100_000)));
        assert!(fails(&format!("{}<p>", "<!-- x -->".repeat(MOST))));
        assert!(!fails(&"<!-- x -->".repeat(MOST)));
        assert!(fails(&format!("<p {}>", "a=1 ".repeat(100_000))));
        assert!(!fails(&format!("<p title=\"{}\">", "a=1 ".repeat(100_000))));
    }
}
