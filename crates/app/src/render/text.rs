//! The brief as text for a terminal or a pipe.

use onrecord_desk::{Brief, BriefSource, Line, LineKind, Piece, Section};

use super::flow::Flow;
use super::phrase;
use super::quoter::Quoter;
use super::style::{FAINT, PLACE, PLAIN, STRONG};

/// `brief` in lines of `width` columns, with styles that a pipe strips.
pub(crate) fn brief(brief: &Brief, width: usize) -> String {
    let page = Page {
        quoter: Quoter::new(brief),
        width,
    };
    let mut out =
        page.block(|flow| flow.push(STRONG, &format!("Brief of {}", phrase::header(brief))));
    for section in &brief.sections {
        out.push_str(&page.section(section));
    }
    out.push_str(&heading(phrase::ARTICLES));
    for (number, source) in (1..).zip(&brief.sources) {
        out.push_str(&page.listed(number, source));
    }
    out.push('\n');
    for line in phrase::LEGEND {
        out.push_str(&page.block(|flow| flow.push(FAINT, line)));
    }
    out
}

fn heading(title: &str) -> String {
    format!("\n{STRONG}{}{STRONG:#}\n\n", title.to_uppercase())
}

struct Page<'a> {
    quoter: Quoter<'a>,
    width: usize,
}

impl Page<'_> {
    fn block(&self, fill: impl FnOnce(&mut Flow)) -> String {
        self.indented("", fill)
    }

    fn indented(&self, first: &str, fill: impl FnOnce(&mut Flow)) -> String {
        let mut flow = Flow::default();
        fill(&mut flow);
        flow.lines(first, self.width)
    }

    fn section(&self, section: &Section) -> String {
        let mut out = heading(phrase::title(section.kind));
        let mut speaker = None;
        for line in &section.lines {
            let own = heading_of(line);
            if own.is_some() && own != speaker {
                out.push_str(if speaker.is_some() { "\n" } else { "" });
                out.push_str(&self.speaker(line));
            }
            speaker = own;
            out.push_str(&self.line(line));
        }
        if section.omitted > 0 {
            let rest = format!("{} more left out by --lines", section.omitted);
            out.push_str(&self.indented("  ", |flow| flow.push(FAINT, &rest)));
        }
        out
    }

    fn speaker(&self, line: &Line) -> String {
        self.block(|flow| {
            for piece in line.pieces.iter().take(1) {
                match piece {
                    Piece::Speaker(name) => flow.push(STRONG, &self.quoter.words(*name)),
                    Piece::Word(word) => flow.push(STRONG, word),
                    _ => {}
                }
            }
            if let LineKind::Statement { source, .. } = line.kind {
                flow.push(FAINT, &format!("({})", phrase::source(source)));
            }
        })
    }

    fn line(&self, line: &Line) -> String {
        let skip = usize::from(heading_of(line).is_some());
        let mut out = self.indented("– ", |flow| {
            for piece in line.pieces.iter().skip(skip) {
                self.piece(flow, piece);
            }
            for (_, label) in self.quoter.labels(&line.citations) {
                flow.whole(PLACE, format!("[{label}]"));
            }
        });
        let notes = phrase::notes(&self.quoter, line);
        if !notes.is_empty() {
            out.push_str(&self.indented("    ", |flow| flow.push(FAINT, &notes.join(" · "))));
        }
        out
    }

    fn piece(&self, flow: &mut Flow, piece: &Piece) {
        match piece {
            Piece::Speaker(at) => flow.push(STRONG, &self.quoter.words(*at)),
            Piece::Quote(at) | Piece::Cue(at) => flow.push(PLAIN, &self.quoter.words(*at)),
            Piece::Gap => flow.push(FAINT, "…"),
            Piece::Word(word) => flow.push(FAINT, &format!("({word})")),
        }
    }

    fn listed(&self, number: usize, source: &BriefSource) -> String {
        let listed = phrase::listed(source);
        let mut out = self.indented(&format!("[{number}] "), |flow| {
            if let Some(outlet) = &listed.outlet {
                flow.push(STRONG, &format!("{outlet}:"));
            }
            flow.push(PLAIN, &format!("{}, {}", listed.title, listed.date));
        });
        let mut tail = vec![listed.place, listed.id];
        tail.extend(listed.notes);
        out.push_str(&self.indented("    ", |flow| flow.push(FAINT, &tail.join(" · "))));
        out
    }
}

/// What a statement stands under: the piece that names its speaker.
pub(super) fn heading_of(line: &Line) -> Option<&Piece> {
    let is_statement = matches!(line.kind, LineKind::Statement { .. });
    line.pieces.first().filter(|_| is_statement)
}
