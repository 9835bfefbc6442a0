//! What is drawn of each finding: its parts with labels, and a note where it ends.

use std::ops::Range;

use onrecord_record::{
    Absence, Article, Extent, Findings, Mood, Narration, Span, Statement, TimeId, Valuation, Voice,
};

use crate::render::phrase;
use crate::render::visible::inline;
use crate::wire::term;

/// A finding to draw.
pub(super) struct Drawn {
    pub(super) parts: Vec<Part>,
    /// The byte at whose line the note is printed.
    pub(super) end: usize,
    pub(super) note: String,
}

/// A stretch with its label; none where the note says what it is.
pub(super) struct Part {
    pub(super) span: Span,
    pub(super) label: &'static str,
}

/// Everything found in `article`, in text order.
pub(super) fn drawn(article: &Article, findings: &Findings) -> Vec<Drawn> {
    let teller = Teller { article, findings };
    let mut all: Vec<Drawn> = Vec::new();
    all.extend(findings.statements.iter().map(|one| teller.statement(one)));
    all.extend(findings.narration.iter().map(|one| teller.narration(one)));
    all.extend(findings.absences.iter().map(|one| teller.absence(one)));
    all.extend(findings.doubts.iter().map(|doubt| Drawn {
        parts: vec![part(doubt.at, "")],
        end: doubt.at.end(),
        note: format!("in doubt: {}", term::doubt(doubt.why)),
    }));
    all.sort_by_key(|one| one.parts.iter().map(|part| part.span.start()).min());
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
            term::act(statement.act).to_owned(),
            term::directness(statement.directness).to_owned(),
        ];
        notes.extend(statement.values.iter().map(|value| self.value(value)));
        notes.extend(self.mood(&statement.mood));
        notes.extend(self.times(&statement.times));
        notes.push(format!("score {:.2}", words.score));
        let chain: Vec<String> = statement.chain.iter().map(|one| self.voice(*one)).collect();
        Drawn {
            end: parts.iter().map(|part| part.span.end()).max().unwrap_or(0),
            parts,
            note: format!("{}: {}", chain.join(" > "), notes.join(" · ")),
        }
    }

    fn narration(&self, narration: &Narration) -> Drawn {
        let mut notes = vec![format!(
            "the article itself: {}",
            term::aspect(narration.aspect)
        )];
        notes.push(self.value(&narration.valuation));
        notes.extend(self.mood(&narration.mood));
        notes.extend(self.times(&narration.times));
        Drawn {
            parts: vec![part(narration.span, "")],
            end: narration.span.end(),
            note: notes.join(" · "),
        }
    }

    fn absence(&self, absence: &Absence) -> Drawn {
        let value = self.value(&absence.valuation);
        Drawn {
            parts: vec![part(absence.span, "")],
            end: absence.span.end(),
            note: format!("absent: {} · {value}", phrase::absence(absence.kind)),
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
        let code = valuation.value.code();
        format!("{code} for {voice}{by}{}", because.join(", "))
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
            let days = time.interval.map_or(time.value.clone(), phrase::interval);
            format!("{} = {days}", self.quoted(time.span))
        })
        .collect()
    }

    fn quoted(&self, span: Span) -> String {
        format!("“{}”", inline(self.article.quote(span)))
    }
}

/// Marks at their columns, and their labels under them in as few rows as they fit.
pub(super) fn rows(parts: &[(Range<usize>, &str)]) -> Vec<String> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|(columns, _)| (columns.start, columns.end));
    let mut rows: Vec<String> = vec![String::new()];
    for (columns, label) in &parts {
        put(&mut rows[0], columns.start, &"^".repeat(columns.len()));
        if label.is_empty() {
            continue;
        }
        let fits = |row: &String| row.is_empty() || row.len() < columns.start;
        let free = rows.iter().skip(1).position(fits).map(|at| at + 1);
        let row = free.unwrap_or_else(|| {
            rows.push(String::new());
            rows.len() - 1
        });
        put(&mut rows[row], columns.start, label);
    }
    rows
}

/// Writes `text` (one column a byte) into `row` from `column` on, as far as it is free.
fn put(row: &mut String, column: usize, text: &str) {
    let taken = row.len().saturating_sub(column);
    let padding = column.saturating_sub(row.len());
    row.push_str(&" ".repeat(padding));
    row.extend(text.chars().skip(taken));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_would_collide_go_one_row_down() {
        let drawn = rows(&[(0..2, "source"), (3..7, "cue"), (8..12, "content")]);
        assert_eq!(drawn, ["^^ ^^^^ ^^^^", "source  content", "   cue"]);
    }
}
