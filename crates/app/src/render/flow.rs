//! Words poured into lines of a given width.

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Words with their styles, in reading order. A line breaks only between words.
#[derive(Debug, Default)]
pub(super) struct Flow {
    words: Vec<(Style, String)>,
}

impl Flow {
    /// Adds the words of `text`.
    pub(super) fn push(&mut self, style: Style, text: &str) {
        let words = text.split_whitespace();
        self.words
            .extend(words.map(|word| (style, word.to_owned())));
    }

    /// Adds `text` as one word, spaces and all.
    pub(super) fn whole(&mut self, style: Style, text: String) {
        self.words.push((style, text));
    }

    /// The lines: the first begins with `first`, the others with as many spaces.
    pub(super) fn lines(&self, first: &str, width: usize) -> String {
        let indent = first.width();
        let room = width.saturating_sub(indent).max(16);
        let mut out = first.to_owned();
        let mut used = 0;
        for (style, word) in &self.words {
            for (at, part) in cut(word, room).iter().enumerate() {
                let space = usize::from(used > 0 && at == 0);
                if used > 0 && used + space + part.width() > room {
                    out.push('\n');
                    out.push_str(&" ".repeat(indent));
                    used = 0;
                } else if space == 1 {
                    out.push(' ');
                    used += 1;
                }
                out.push_str(&format!("{style}{part}{style:#}"));
                used += part.width();
            }
        }
        out.push('\n');
        out
    }
}

/// `word` in parts no wider than `room`.
fn cut(word: &str, room: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut used = 0;
    for c in word.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > room {
            parts.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hang_and_fit() {
        let mut flow = Flow::default();
        flow.push(Style::new(), "Officials said the bridge may close");
        flow.whole(Style::new(), "[1:0–9]".to_owned());
        let lines = flow.lines("– ", 22);
        assert_eq!(
            lines,
            "– Officials said the\n  bridge may close\n  [1:0–9]\n"
        );
    }

    #[test]
    fn wide_and_endless_words_fit_too() {
        let mut flow = Flow::default();
        flow.push(Style::new(), &"日".repeat(30));
        assert!(flow.lines("", 20).lines().all(|line| line.width() <= 20));
    }
}
