//! The brief as Markdown in which no word of an article is taken for markup.

use onrecord_desk::{Basis, Brief, BriefSource, Line, Piece, Section, SectionKind};

use super::quoter::Quoter;
use super::{basis, phrase};

/// `briefs` as CommonMark.
pub(crate) fn briefs(briefs: &[Brief]) -> String {
    let told: Vec<String> = briefs.iter().map(brief).collect();
    let mut out = told.join("\n");
    for line in phrase::LEGEND {
        out.push_str(&format!("\n{line}\n"));
    }
    out
}

fn brief(brief: &Brief) -> String {
    let quoter = Quoter::new(brief);
    let mut out = format!("# Brief of {}\n", phrase::header(brief));
    for one in &brief.sections {
        out.push_str(&section(&quoter, brief.basis.as_ref(), one));
    }
    out.push_str(&format!("\n## {}\n\n", phrase::ARTICLES));
    for (number, source) in (1..).zip(&brief.sources) {
        out.push_str(&listed(number, source));
    }
    out
}

fn section(quoter: &Quoter<'_>, basis: Option<&Basis>, section: &Section) -> String {
    let mut out = format!("\n## {}\n", phrase::title(section.kind));
    let basis = basis.filter(|_| section.kind == SectionKind::Sources);
    for told in basis.map_or(Vec::new(), |basis| basis::lines(quoter, basis)) {
        out.push_str(&format!("\n{}\n", escape(&told)));
    }
    for group in section.groups() {
        let shown: Vec<&Line> = group.iter().filter(|line| line.is_shown).collect();
        let Some(first) = shown.first() else { continue };
        if let Some((name, kind)) = phrase::heading(quoter, first.heading) {
            let kind = match kind {
                "" => String::new(),
                kind => format!(" ({kind})"),
            };
            let told = phrase::described(quoter, first.heading);
            let told = told.map_or(String::new(), |(told, at)| {
                format!(" {} [{}]", escape(&told), quoter.label(at))
            });
            out.push_str(&format!("\n**{}**{kind}{told}\n", escape(&name)));
        }
        out.push('\n');
        shown
            .iter()
            .for_each(|line| out.push_str(&self::line(quoter, line)));
    }
    for rest in [phrase::untold(section), phrase::omitted(section)] {
        out.extend(rest.map(|rest| format!("\n{}\n", escape(&rest))));
    }
    out
}

fn line(quoter: &Quoter<'_>, line: &Line) -> String {
    let mut words: Vec<String> = phrase::pieces(line).map(|one| piece(quoter, one)).collect();
    words.extend(phrase::tags(line).map(|tags| format!("({tags})")));
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
        Piece::About(at) => format!("\\[{}\\]", escape(&quoter.words(*at))),
        Piece::Gap => "…".to_owned(),
        Piece::Against => "↔".to_owned(),
        Piece::Dash => "—".to_owned(),
        Piece::Via(word, name) => format!("({word} {})", escape(&quoter.words(*name))),
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
