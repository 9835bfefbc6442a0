//! One sentence explained: the drawing, then what the engine saw in each word.

use onrecord_desk::Explanation;
use unicode_width::UnicodeWidthStr;

use super::drawing;
use super::style::{FAINT, STRONG};
use super::visible::inline;

/// `explanation` in lines of `width` columns.
pub(crate) fn explanation(explanation: &Explanation, width: usize) -> String {
    let article = &explanation.article;
    let mut out = drawing::body(article, &explanation.findings, width);
    out.push_str(&tokens(explanation));
    out.push('\n');
    out.push_str(&roles(explanation));
    out
}

fn tokens(explanation: &Explanation) -> String {
    let mut out = heading("token", "tag   entity");
    for token in &explanation.tokens {
        let words = inline(explanation.article.quote(token.span));
        let (tag, entity) = (format!("{:?}", token.pos), format!("{:?}", token.entity));
        let entity = if entity == "Outside" { "·" } else { &entity };
        out.push_str(&row(&words, &format!("{tag:6}{entity}")));
    }
    out
}

/// The probability that each word begins or goes on with a source, cue or content.
fn roles(explanation: &Explanation) -> String {
    let mut out = heading(
        "word",
        "source begin/inside   cue begin/inside   content begin/inside",
    );
    for word in &explanation.words {
        let words = inline(explanation.article.quote(word.span));
        let (source, cue) = (role(word.outer.source), role(word.outer.cue));
        let content = role(word.outer.content);
        out.push_str(&row(&words, &format!("{source:22}{cue:19}{content}")));
    }
    out
}

fn role([_, begin, inside]: [f32; 3]) -> String {
    format!("{} / {}", share(begin.exp()), share(inside.exp()))
}

/// Two decimals; what rounds to nothing is a dot, so that the rest stands out.
fn share(probability: f32) -> String {
    if probability < 0.005 {
        "  · ".to_owned()
    } else {
        format!("{probability:.2}")
    }
}

fn heading(first: &str, rest: &str) -> String {
    format!("{STRONG}{first:20} {rest}{STRONG:#}\n")
}

fn row(words: &str, rest: &str) -> String {
    let padding = " ".repeat(20_usize.saturating_sub(words.width()));
    format!("{words}{padding} {FAINT}{rest}{FAINT:#}\n")
}
