//! One way to write a test: a sentence with its findings marked by braces.
//!
//! `{source Mayor Holt} {cue denied} {content that {source aides} {cue knew} of it}.`
//! Braces beat carets for prose, since prose wraps, nests and holds wide characters.

use onrecord_record::Span;

/// A stretch that braces marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The word after the opening brace.
    pub label: String,
    /// Where it stands in the bare text.
    pub span: Span,
    /// How many marks hold this one.
    pub depth: usize,
}

/// A sentence without its braces, and what they marked, in the order they open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The bare text.
    pub text: String,
    /// The marks.
    pub marks: Vec<Mark>,
}

impl Marked {
    /// Reads `source`; `None` if braces do not match or mark nothing.
    pub fn read(source: &str) -> Option<Marked> {
        let mut text = String::new();
        let mut open: Vec<(String, usize, usize)> = Vec::new();
        let mut ranges = Vec::new();
        let mut rest = source;
        while let Some(character) = rest.chars().next() {
            rest = rest.strip_prefix(character)?;
            match character {
                '{' => {
                    let (label, tail) = rest.split_once(' ')?;
                    open.push((label.to_owned(), text.len(), ranges.len()));
                    ranges.push((String::new(), 0..0, open.len() - 1));
                    rest = tail;
                }
                '}' => {
                    let (label, start, slot) = open.pop()?;
                    ranges[slot].0 = label;
                    ranges[slot].1 = start..text.len();
                }
                _ => text.push(character),
            }
        }
        if !open.is_empty() {
            return None;
        }
        let marks = ranges
            .into_iter()
            .map(|(label, range, depth)| {
                Some(Mark {
                    label,
                    span: Span::new(&text, range)?,
                    depth,
                })
            })
            .collect::<Option<Vec<Mark>>>()?;
        Some(Marked { text, marks })
    }

    /// The words of the marks with this label.
    pub fn words(&self, label: &str) -> Vec<&str> {
        self.marks
            .iter()
            .filter(|mark| mark.label == label)
            .map(|mark| mark.span.of(&self.text))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_strip_and_nest() {
        let marked =
            Marked::read("{source Holt} {cue denied} {content that {source aides} knew}.").unwrap();
        assert_eq!(marked.text, "Holt denied that aides knew.");
        assert_eq!(marked.words("source"), ["Holt", "aides"]);
        assert_eq!(marked.marks[3].depth, 1);
        assert_eq!(Marked::read("{source Holt"), None);
        assert_eq!(Marked::read("Holt}"), None);
    }
}
