//! The brief as text for a terminal or a pipe.

use onrecord_desk::{Basis, Brief, BriefSource, Heading, Line, Piece, Section, SectionKind};

use super::flow::Flow;
use super::quoter::Quoter;
use super::style::{CUE, FAINT, PLACE, PLAIN, STRONG};
use super::{basis, phrase};

/// `briefs` in lines of `width` columns, with styles that a pipe strips.
pub(crate) fn briefs(briefs: &[Brief], width: usize) -> String {
    let told: Vec<String> = briefs.iter().map(|one| brief(one, width)).collect();
    let mut out = told.join("\n\n");
    out.push('\n');
    for line in phrase::LEGEND {
        let mut flow = Flow::default();
        flow.push(FAINT, line);
        out.push_str(&flow.lines("", width));
    }
    out
}

fn brief(brief: &Brief, width: usize) -> String {
    let page = Page {
        quoter: Quoter::new(brief),
        basis: brief.basis.as_ref(),
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
    out
}

fn heading(title: &str) -> String {
    format!("\n{STRONG}{}{STRONG:#}\n\n", title.to_uppercase())
}

struct Page<'a> {
    quoter: Quoter<'a>,
    basis: Option<&'a Basis>,
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
        let mut gap = "";
        if let Some(basis) = self.basis.filter(|_| section.kind == SectionKind::Sources) {
            for told in basis::lines(&self.quoter, basis) {
                out.push_str(&self.indented("  ", |flow| flow.push(FAINT, &told)));
            }
            gap = "\n";
        }
        for group in section.groups().filter(|group| group.iter().any(is_shown)) {
            out.push_str(gap);
            out.push_str(&self.group(group));
            gap = "\n";
        }
        for rest in [phrase::untold(section), phrase::omitted(section)] {
            let Some(rest) = rest else { continue };
            out.push_str(gap);
            out.push_str(&self.indented("  ", |flow| flow.push(FAINT, &rest)));
        }
        out
    }

    fn group(&self, group: &[Line]) -> String {
        let mut out = String::new();
        let first = group.first().map_or(Heading::Part, |line| line.heading);
        if let Some((name, kind)) = phrase::heading(&self.quoter, first) {
            out.push_str(&self.block(|flow| {
                flow.push(STRONG, &name);
                if !kind.is_empty() {
                    flow.push(FAINT, &format!("({kind})"));
                }
                if let Some((told, at)) = phrase::described(&self.quoter, first) {
                    flow.push(FAINT, &told);
                    flow.whole(PLACE, format!("[{}]", self.quoter.label(at)));
                }
            }));
        }
        let shown = group.iter().filter(|line| line.is_shown);
        shown.for_each(|line| out.push_str(&self.line(line)));
        out
    }

    fn line(&self, line: &Line) -> String {
        let mut out = self.indented("– ", |flow| {
            for piece in phrase::pieces(line) {
                self.piece(flow, piece);
            }
            if let Some(tags) = phrase::tags(line) {
                flow.push(FAINT, &format!("({tags})"));
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
            Piece::Speaker(at) | Piece::Quote(at) => flow.push(PLAIN, &self.quoter.words(*at)),
            Piece::Cue(at) => flow.push(CUE, &self.quoter.words(*at)),
            Piece::About(at) => flow.push(FAINT, &format!("[{}]", self.quoter.words(*at))),
            Piece::Gap => flow.push(FAINT, "…"),
            Piece::Against => flow.push(FAINT, "↔"),
            Piece::Dash => flow.push(FAINT, "—"),
            Piece::Via(word, name) => {
                flow.push(FAINT, &format!("({word} {})", self.quoter.words(*name)));
            }
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

fn is_shown(line: &Line) -> bool {
    line.is_shown
}
