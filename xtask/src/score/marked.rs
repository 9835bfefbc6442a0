//! Sentences with what is to be found in them in brackets: `It [NotKnown| is unclear who won].`

use anyhow::{Result, bail};

use super::span::Span;

/// A sentence, and its brackets: label and offsets in code points.
pub(super) struct Marked {
    pub(super) text: String,
    pub(super) brackets: Vec<(String, Span)>,
}

/// The lines of a gold file; blank ones and those that begin with `#` are none.
pub(super) fn lines(file: &str) -> Result<Vec<Marked>> {
    let lines = file
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(parse).collect()
}

fn parse(line: &str) -> Result<Marked> {
    let (mut text, mut brackets, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = line;
    while let Some(at) = rest.find(['[', ']']) {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        let here = text.chars().count();
        if let Some(body) = after.strip_prefix('[') {
            let Some((label, body)) = body.split_once('|') else {
                bail!("a bracket without a label: {line}");
            };
            open.push((label.to_owned(), here));
            rest = body.strip_prefix(' ').unwrap_or(body);
        } else {
            let Some((label, start)) = open.pop() else {
                bail!("a bracket closes that never opened: {line}");
            };
            brackets.push((label, (start, here)));
            rest = after.strip_prefix(']').unwrap_or(after);
        }
    }
    if !open.is_empty() {
        bail!("a bracket stays open: {line}");
    }
    text.push_str(rest);
    Ok(Marked { text, brackets })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_may_stand_in_brackets() {
        let marked = parse("He said [c1| she [q2| thinks] it].").unwrap();
        assert_eq!(marked.text, "He said she thinks it.");
        assert_eq!(
            marked.brackets,
            [("q2".to_owned(), (12, 18)), ("c1".to_owned(), (8, 21))]
        );
    }

    #[test]
    fn a_bracket_that_does_not_close_is_an_error() {
        assert!(parse("He [c1| said").is_err());
        assert!(parse("He said]").is_err());
        assert!(parse("He [said]").is_err());
    }
}
