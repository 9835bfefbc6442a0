//! An article's whole text with every cited stretch marked, so that citations have a target.

use maud::{Markup, html};
use onrecord_desk::Citation;
use onrecord_record::{Article, Span};

use crate::render::quoter::Quoter;
use crate::render::visible::visible;

/// The anchor of a citation: `a3-120-164`, in code points, after what stands for its event.
pub(super) fn id(event: &str, quoter: &Quoter<'_>, citation: Citation) -> String {
    let [start, end] = quoter.range(citation);
    format!("{event}a{}-{start}-{end}", citation.article)
}

/// A stretch to mark. The rest of a stretch that another one cut in two has no anchor.
struct Mark {
    start: usize,
    end: usize,
    id: Option<String>,
    /// The anchor of the line that cites it.
    line: Option<String>,
}

/// The text of `article` with `cited` marked (sorted by start, longest first), each with a link
/// back to its line.
pub(super) fn marked(
    event: &str,
    quoter: &Quoter<'_>,
    cited: &[(Citation, String)],
    article: &Article,
) -> Markup {
    let marks = cited.iter().map(|(one, line)| Mark {
        start: one.span.start(),
        end: one.span.end(),
        id: Some(id(event, quoter, *one)),
        line: Some(line.clone()),
    });
    nested(&article.text, 0, article.text.len(), marks.collect())
}

/// The text from `start` to `end`, with `marks` (in order, all inside) as nested elements.
fn nested(text: &str, start: usize, end: usize, marks: Vec<Mark>) -> Markup {
    let mut parts = Vec::new();
    let mut at = start;
    let mut rest = marks.into_iter().peekable();
    let mut cut: Vec<Mark> = Vec::new();
    while let Some(mark) = next(&mut cut, &mut rest) {
        let mut inside = Vec::new();
        while let Some(other) = rest.next_if(|other| other.start < mark.end) {
            let (inner, over) = split(other, mark.end);
            inside.push(inner);
            cut.extend(over);
        }
        parts.push(words(text, at, mark.start));
        at = mark.end;
        let inner = nested(text, mark.start, mark.end, inside);
        parts.push(html! {
            mark id=[mark.id] {
                (inner)
                @if let Some(line) = mark.line {
                    a .back href=(format!("#{line}")) aria-label="back to the line" { "↑" }
                }
            }
        });
    }
    parts.push(words(text, at, end));
    html! { @for part in parts { (part) } }
}

/// The next mark by start: what was cut off earlier, joined to one stretch, or the next of `rest`.
fn next(
    cut: &mut Vec<Mark>,
    rest: &mut std::iter::Peekable<impl Iterator<Item = Mark>>,
) -> Option<Mark> {
    let end = cut.iter().map(|mark| mark.end).max();
    let start = cut.first().map(|mark| mark.start);
    match (start, end) {
        (Some(start), Some(end)) => {
            cut.clear();
            Some(Mark {
                start,
                end,
                id: None,
                line: None,
            })
        }
        _ => rest.next(),
    }
}

/// `mark` up to byte `border`, and what of it lies behind.
fn split(mark: Mark, border: usize) -> (Mark, Option<Mark>) {
    let over = (mark.end > border).then_some(Mark {
        start: border,
        end: mark.end,
        id: None,
        line: None,
    });
    let inner = Mark {
        end: mark.end.min(border),
        ..mark
    };
    (inner, over)
}

fn words(text: &str, start: usize, end: usize) -> Markup {
    let span = Span::new(text, start..end);
    let words = span.map_or(String::new(), |span| visible(span.of(text)));
    html! { (words.replace("\\u{d}\n", "\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(marks: &[(usize, usize)]) -> String {
        let mark = |(start, end): &(usize, usize)| Mark {
            start: *start,
            end: *end,
            id: Some(format!("m{start}-{end}")),
            line: None,
        };
        nested("abcdef<", 0, 7, marks.iter().map(mark).collect()).into_string()
    }

    #[test]
    fn marks_nest_and_overlap() {
        assert_eq!(
            draw(&[(0, 4), (1, 2)]),
            r#"<mark id="m0-4">a<mark id="m1-2">b</mark>cd</mark>ef&lt;"#
        );
        assert_eq!(
            draw(&[(0, 3), (1, 5), (2, 6)]),
            "<mark id=\"m0-3\">a<mark id=\"m1-5\">b<mark id=\"m2-6\">c</mark></mark></mark>\
             <mark>def</mark>&lt;"
        );
    }
}
