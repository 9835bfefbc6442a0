//! The brief as Markdown in which no word of an article is taken for markup.

use onrecord_desk::{Brief, BriefSource, Line, LineKind, Piece, Section};

use super::phrase;
use super::quoter::Quoter;
use super::text::heading_of;

/// `brief` as CommonMark.
pub(crate) fn brief(brief: &Brief) -> String {
    let quoter = Quoter::new(brief);
    let mut out = format!("# Brief of {}\n", phrase::header(brief));
    for one in &brief.sections {
        out.push_str(&section(&quoter, one));
    }
    out.push_str(&format!("\n## {}\n\n", phrase::ARTICLES));
    for (number, source) in (1..).zip(&brief.sources) {
        out.push_str(&listed(number, source));
    }
    for line in phrase::LEGEND {
        out.push_str(&format!("\n{line}\n"));
    }
    out
}

fn section(quoter: &Quoter<'_>, section: &Section) -> String {
    let mut out = format!("\n## {}\n\n", phrase::title(section.kind));
    let mut speaker = None;
    for line in &section.lines {
        let own = heading_of(line);
        if own.is_some() && own != speaker {
            let gap = if speaker.is_some() { "\n" } else { "" };
            out.push_str(&format!("{gap}**{}**\n\n", self::speaker(quoter, line)));
        }
        speaker = own;
        out.push_str(&self::line(quoter, line));
    }
    if section.omitted > 0 {
        out.push_str(&format!("\n{} more left out by --lines\n", section.omitted));
    }
    out
}

fn speaker(quoter: &Quoter<'_>, line: &Line) -> String {
    let name = line
        .pieces
        .first()
        .map_or(String::new(), |one| piece(quoter, one));
    match line.kind {
        LineKind::Statement { source, .. } => format!("{name} ({})", phrase::source(source)),
        _ => name,
    }
}

fn line(quoter: &Quoter<'_>, line: &Line) -> String {
    let skip = usize::from(heading_of(line).is_some());
    let pieces = line.pieces.iter().skip(skip);
    let mut words: Vec<String> = pieces.map(|one| piece(quoter, one)).collect();
    let labels = quoter.labels(&line.citations);
    words.extend(labels.iter().map(|(_, label)| format!("\\[{label}\\]")));
    let mut out = format!("- {}\n", at_start(&words.join(" ")));
    let notes = phrase::notes(quoter, line);
    if !notes.is_empty() {
        out.push_str(&format!("  — {}\n", escape(&notes.join(" · "))));
    }
    out
}

fn piece(quoter: &Quoter<'_>, piece: &Piece) -> String {
    match piece {
        Piece::Speaker(at) | Piece::Quote(at) | Piece::Cue(at) => escape(&quoter.words(*at)),
        Piece::Gap => "…".to_owned(),
        Piece::Word(word) => format!("({word})"),
    }
}

fn listed(number: usize, source: &BriefSource) -> String {
    let listed = phrase::listed(source);
    let outlet = listed
        .outlet
        .map_or(String::new(), |outlet| format!("{outlet}: "));
    let mut parts = vec![format!("{outlet}{}, {}", listed.title, listed.date)];
    parts.extend([listed.place, listed.id]);
    parts.extend(listed.notes);
    format!("- \\[{number}\\] {}\n", escape(&parts.join(" · ")))
}

/// `text` with a backslash before what Markdown or HTML would interpret.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let opens_link = c == ':' || c == '@' || c == '.' && out.to_lowercase().ends_with("www");
        if opens_link || r"\`*_[]<>&|~$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `text` (escaped) as the start of a list item: no heading, list or rule of its own.
fn at_start(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let after = text.chars().nth(digits);
    if digits > 0 && matches!(after, Some('.' | ')')) {
        let (number, rest) = text.split_at(digits);
        format!("{number}\\{rest}")
    } else if text.starts_with(['#', '+', '-', '=']) {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_markup() {
        assert_eq!(escape("<b>*x*</b> [a](b)"), r"\<b\>\*x\*\</b\> \[a\](b)");
        assert_eq!(escape("http://a www.b c@d"), r"http\://a www\.b c\@d");
        assert_eq!(at_start("# x"), r"\# x");
        assert_eq!(at_start("12. x"), r"12\. x");
        assert_eq!(at_start("12 x"), "12 x");
    }
}
