//! The table of figures, and gold that is cut text.

use super::span::Span;
use super::tally::{Tally, f1, interval};

/// Figures in the order they were taken.
#[derive(Default)]
pub(super) struct Sheet(Vec<String>);

impl Sheet {
    /// F1 (or accuracy, where each thing is found) with its interval over documents.
    pub(super) fn f1(&mut self, name: &str, documents: &[Tally], bar: Option<f64>) {
        let value = f1(documents);
        let [low, high] = interval(documents, f1);
        let n: f64 = documents.iter().map(|one| one.gold).sum();
        let bar = bar.map_or("-".to_owned(), |bar| format!("{bar:.1}"));
        self.0.push(format!(
            "{name:56} {value:6.1}  {low:5.1} to {high:5.1} {n:7} {bar:>6}"
        ));
    }

    /// A figure without an interval.
    pub(super) fn figure(&mut self, name: &str, value: f64, n: usize, most: Option<f64>) {
        let most = most.map_or("-".to_owned(), |most| format!("<{most:.2}"));
        self.0.push(format!(
            "{name:56} {value:6.3}                {n:7} {most:>6}"
        ));
    }

    pub(super) fn table(&self) -> String {
        let head = format!(
            "{:56} {:>6}  {:>14} {:>7} {:>6}\n",
            "", "", "95 %", "n", "bar"
        );
        format!("{head}{}\n", self.0.join("\n"))
    }
}

/// Paragraphs whose sentences stand a line each, with a blank line between paragraphs: the text with
/// a blank between sentences, and where each lies.
pub(super) fn paragraphs(file: &str) -> Vec<(String, Vec<Span>)> {
    let blocks = file.split("\n\n").filter(|block| !block.trim().is_empty());
    blocks
        .map(|block| {
            let (mut text, mut spans) = (String::new(), Vec::new());
            for line in block.lines().map(str::trim).filter(|line| !line.is_empty()) {
                if !text.is_empty() {
                    text.push(' ');
                }
                let start = text.chars().count();
                text.push_str(line);
                spans.push((start, start + line.chars().count()));
            }
            (text, spans)
        })
        .collect()
}

/// Lines of tokens parted by blanks, `~` before one that touches the one before it.
pub(super) fn token_lines(file: &str) -> Vec<(String, Vec<Span>)> {
    let lines = file.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let tokens = line.split(' ').filter(|token| !token.is_empty());
            joined(tokens.map(|token| match token.strip_prefix('~') {
                Some(rest) if !rest.is_empty() => (rest, false),
                _ => (token, true),
            }))
        })
        .collect()
}

/// The sentences of a treebank, with its tokens.
pub(super) fn conllu(file: &str) -> Vec<(String, Vec<Span>)> {
    let blocks = file.split("\n\n").filter(|block| !block.trim().is_empty());
    blocks
        .map(|block| {
            let (mut gap, mut whole) = (true, None);
            joined(block.lines().filter_map(|line| {
                let fields: Vec<&str> = line.split('\t').collect();
                let (id, follows) = (*fields.first()?, !fields.get(9)?.contains("SpaceAfter=No"));
                if let Some((_, last)) = id.split_once('-') {
                    // "1-2 It's": a word of several tokens; its own line tells what follows it
                    whole = Some((last.parse::<usize>().ok()?, follows));
                    return None;
                }
                let number = id.parse::<usize>().ok()?;
                let after = match whole {
                    Some((last, follows)) if number == last => follows,
                    Some((last, _)) if number < last => false,
                    _ => follows,
                };
                Some((*fields.get(1)?, std::mem::replace(&mut gap, after)))
            }))
        })
        .collect()
}

fn joined<'t>(tokens: impl Iterator<Item = (&'t str, bool)>) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for (token, gap) in tokens {
        if gap && !text.is_empty() {
            text.push(' ');
        }
        let start = text.chars().count();
        text.push_str(token);
        spans.push((start, start + token.chars().count()));
    }
    (text, spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_put_together_as_they_were() {
        assert_eq!(
            token_lines("It did ~n't ~."),
            [(
                "It didn't.".to_owned(),
                vec![(0, 2), (3, 6), (6, 9), (9, 10)]
            )]
        );
        assert_eq!(
            paragraphs("One.\nTwo.\n\nThree.\n")[0],
            ("One. Two.".to_owned(), vec![(0, 4), (5, 9)])
        );
        let rows = "# text = It's\n1-2\tIt's\t_\t_\t_\t_\t_\t_\t_\t_\n1\tIt\t_\t_\t_\t_\t_\t_\t_\t_\n2\t's\t_\t_\t_\t_\t_\t_\t_\t_\n";
        assert_eq!(conllu(rows), [("It's".to_owned(), vec![(0, 2), (2, 4)])]);
    }
}
