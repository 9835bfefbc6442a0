//! What is drawn of each finding: its parts with labels, and a note where it ends.

use std::ops::Range;

use onrecord_record::{
    Absence, Article, Extent, Findings, Mood, Narration, Span, Statement, TimeId, Valuation, Voice,
};

use crate::render::phrase;
use crate::render::timex::timex;
use crate::render::visible::inline;
use crate::wire::term;

/// A finding to draw.
pub(crate) struct Drawn {
    /// Its stretches; never none.
    pub(crate) parts: Vec<Part>,
    /// Who says it, or what kind of finding it is.
    pub(crate) head: String,
    pub(crate) notes: Vec<String>,
}

impl Drawn {
    /// The first byte.
    pub(crate) fn start(&self) -> usize {
        let starts = self.parts.iter().map(|part| part.span.start());
        starts.min().unwrap_or(0)
    }

    /// The byte after the last.
    pub(crate) fn end(&self) -> usize {
        let ends = self.parts.iter().map(|part| part.span.end());
        ends.max().unwrap_or(0)
    }
}

/// A stretch with its label.
pub(crate) struct Part {
    pub(crate) span: Span,
    pub(crate) label: &'static str,
}

/// Everything found in `article`, in text order.
pub(crate) fn drawn(article: &Article, findings: &Findings) -> Vec<Drawn> {
    let teller = Teller { article, findings };
    let mut all: Vec<Drawn> = Vec::new();
    all.extend(findings.statements.iter().map(|one| teller.statement(one)));
    all.extend(findings.narration.iter().map(|one| teller.narration(one)));
    all.extend(findings.absences.iter().map(|one| teller.absence(one)));
    all.extend(findings.doubts.iter().map(|doubt| Drawn {
        parts: vec![part(doubt.at, "doubt")],
        head: "in doubt:".to_owned(),
        notes: vec![phrase::doubt(doubt.why).to_owned()],
    }));
    all.sort_by_key(|one| (one.start(), std::cmp::Reverse(one.end())));
    all
}

fn part(span: Span, label: &'static str) -> Part {
    Part { span, label }
}

fn extent(extent: Option<&Extent>, label: &'static str) -> Vec<Part> {
    let spans = extent.map_or(&[][..], Extent::parts);
    spans.iter().map(|span| part(*span, label)).collect()
}

struct Teller<'a> {
    article: &'a Article,
    findings: &'a Findings,
}

impl Teller<'_> {
    fn statement(&self, statement: &Statement) -> Drawn {
        let words = &statement.attribution;
        let mut parts = extent(words.source.as_ref(), "source");
        parts.extend(extent(words.cue.as_ref(), "cue"));
        parts.extend(extent(Some(&words.content), "content"));
        let mut notes = vec![
            term::act(statement.act).replace('-', " "),
            term::directness(statement.directness).to_owned(),
        ];
        notes.extend(statement.values.iter().map(|value| self.value(value)));
        notes.extend(self.mood(&statement.mood));
        notes.extend(self.times(&statement.times));
        notes.push(format!("score {:.2} of 1", words.score));
        let chain: Vec<String> = statement.chain.iter().map(|one| self.voice(*one)).collect();
        Drawn {
            parts,
            head: format!("{}:", chain.join(" > ")),
            notes,
        }
    }

    fn narration(&self, narration: &Narration) -> Drawn {
        let mut notes = vec![phrase::aspect(narration.aspect).to_owned()];
        notes.push(self.value(&narration.valuation));
        notes.extend(self.mood(&narration.mood));
        notes.extend(self.times(&narration.times));
        Drawn {
            parts: vec![part(narration.span, "clause")],
            head: "the article itself:".to_owned(),
            notes,
        }
    }

    fn absence(&self, absence: &Absence) -> Drawn {
        let value = self.value(&absence.valuation);
        Drawn {
            parts: vec![part(absence.span, "absent")],
            head: "absent:".to_owned(),
            notes: vec![phrase::absence(absence.kind).to_owned(), value],
        }
    }

    fn value(&self, valuation: &Valuation) -> String {
        let because = valuation.because.iter().map(|span| self.quoted(*span));
        let because: Vec<String> = because.collect();
        let by = if because.is_empty() { "" } else { " by " };
        let voice = match valuation.voice {
            Voice::Narrator => "the article".to_owned(),
            Voice::Unstated => "a source not told".to_owned(),
            Voice::Source(id) => self.findings.source(id).map_or(String::new(), |source| {
                inline(self.article.quote(source.name))
            }),
        };
        let sure = phrase::sure(valuation.value);
        format!("{sure} for {voice}{by}{}", because.join(", "))
    }

    fn voice(&self, voice: Voice) -> String {
        let Voice::Source(id) = voice else {
            return "source not told".to_owned();
        };
        let source = self.findings.source(id);
        source.map_or(String::new(), |source| {
            let name = inline(self.article.quote(source.name));
            format!("{name} ({})", phrase::source(source.kind))
        })
    }

    fn mood(&self, mood: &Mood) -> Vec<String> {
        let mut notes = Vec::new();
        notes.extend(
            mood.condition
                .map(|at| format!("on condition: {}", self.quoted(at))),
        );
        notes.extend(mood.is_condition.then(|| "is the condition".to_owned()));
        notes.extend(
            mood.future
                .map(|at| format!("future by {}", self.quoted(at))),
        );
        notes.extend(mood.question.then(|| "a question".to_owned()));
        notes
    }

    fn times(&self, times: &[TimeId]) -> Vec<String> {
        let told = times.iter().filter_map(|id| self.findings.time(*id));
        told.map(|time| {
            let days = time.interval.map_or_else(|| timex(time), phrase::interval);
            format!("{} = {days}", self.quoted(time.span))
        })
        .collect()
    }

    fn quoted(&self, span: Span) -> String {
        format!("“{}”", inline(self.article.quote(span)))
    }
}

/// A row of marks at their columns: each begins with its label, as much of it as fits.
pub(super) fn marks(parts: &[(Range<usize>, &str)]) -> String {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|(columns, _)| (columns.start, columns.end));
    let mut row = String::new();
    for (columns, label) in &parts {
        let used = row.len();
        row.push_str(&" ".repeat(columns.start.saturating_sub(used)));
        let taken = used.saturating_sub(columns.start);
        let lined = format!("{label:~<wide$}", wide = columns.len());
        row.extend(lined.chars().take(columns.len()).skip(taken));
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_begin_with_as_much_of_their_label_as_fits() {
        let drawn = marks(&[(0..2, "source"), (3..8, "cue"), (9..20, "content")]);
        assert_eq!(drawn, "so cue~~ content~~~~");
        assert_eq!(marks(&[(2..5, "")]), "  ~~~");
    }
}
