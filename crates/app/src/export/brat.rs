//! A folder of texts with stand-off annotation for brat: `--format brat`.
//!
//! Stenetorp et al. (2012), *brat: a Web-based Tool for NLP-Assisted Text Annotation*; the format is
//! *brat standoff*, with discontinuous spans (version 1.3).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use onrecord_record::{FindingKind, Span};

use super::finding::{Finding, findings, names};
use super::{Export, Kept};
use crate::render::visible::inline;
use crate::wire::{Ruler, term};

/// What the annotation tool is told of the types.
const CONFIGURATION: &str = "\
[entities]
Speaker
Cue
[relations]
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
Within\tArg1:Statement, Arg2:Statement
[events]
Statement\tSpeaker?:Speaker, Cue?:Cue
Narration
Absence
[attributes]
Act\tArg:Statement, Value:said|wrote|asked|promised|denied|warned|thinks|wants|sees|decided|declined-to-comment
Directness\tArg:Statement, Value:direct|mixed|indirect
Missing\tArg:Absence, Value:did-not-happen|not-known|no-evidence|not-answered|declined|withheld
Aspect\tArg:Narration, Value:event|state
Factuality\tArg:<EVENT>, Value:CT+|PR+|PS+|CT-|PR-|PS-|CTu|Uu
Conditional\tArg:<EVENT>
Future\tArg:<EVENT>
Question\tArg:<EVENT>
";

/// `--format brat`: a pair of files for each article.
pub(crate) struct Brat {
    folder: PathBuf,
}

impl Brat {
    /// Writes into `folder`, which is made if it is not there.
    pub(crate) fn new(folder: &Path) -> io::Result<Brat> {
        fs::create_dir_all(folder)?;
        if fs::read_dir(folder)?.next().is_some() {
            return Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                "the folder is not empty",
            ));
        }
        fs::write(folder.join("annotation.conf"), CONFIGURATION)?;
        let folder = folder.to_owned();
        Ok(Brat { folder })
    }
}

impl Export for Brat {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        const NAME: usize = 16; // of 64 hexadecimal digits
        let article = &kept.reading.article;
        let name: String = article.id.to_string().chars().take(NAME).collect();
        let text = self.folder.join(format!("{name}.txt"));
        fs::write(text, &article.text)?;
        fs::write(self.folder.join(format!("{name}.ann")), annotations(kept))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

/// The lines of one article, as they are numbered.
struct Lines<'a> {
    ruler: Ruler<'a>,
    text: &'a str,
    written: String,
    /// Speakers and cues that stand already, by kind and place.
    known: BTreeMap<(&'static str, Vec<Span>), usize>,
    things: usize,
    events: usize,
    attributes: usize,
    relations: usize,
    notes: usize,
}

fn annotations(kept: &Kept<'_>) -> String {
    let article = &kept.reading.article;
    let mut lines = Lines {
        ruler: Ruler::new(article),
        text: &article.text,
        written: String::new(),
        known: BTreeMap::new(),
        things: 0,
        events: 0,
        attributes: 0,
        relations: 0,
        notes: 0,
    };
    let mut triggers = Vec::new();
    for finding in findings(kept) {
        let trigger = lines.finding(kept, &finding);
        let is_statement = finding.kind == FindingKind::Statement;
        if let Some(trigger) = trigger.filter(|_| is_statement) {
            triggers.push((finding.index, trigger, finding.parent));
        }
    }
    for (_, inner, parent) in &triggers {
        let outer = triggers.iter().find(|(index, ..)| Some(*index) == *parent);
        if let Some((_, outer, _)) = outer {
            lines.relation(*inner, *outer);
        }
    }
    lines.written
}

impl Lines<'_> {
    fn line(&mut self, line: &str) {
        self.written.push_str(line);
        self.written.push('\n');
    }

    /// Writes `finding`; its trigger's number, if it has words.
    fn finding(&mut self, kept: &Kept<'_>, finding: &Finding<'_>) -> Option<usize> {
        let kind = match finding.kind {
            FindingKind::Statement => "Statement",
            FindingKind::Narration => "Narration",
            FindingKind::Absence => "Absence",
        };
        let trigger = self.thing(kind, finding.parts)?;
        let speaker = self.shared("Speaker", finding.source_words);
        let cue = self.shared("Cue", finding.cue);
        self.events += 1;
        let event = self.events;
        let mut line = format!("E{event}\t{kind}:T{trigger}");
        for (role, thing) in [("Speaker", speaker), ("Cue", cue)] {
            if let Some(thing) = thing {
                // writing into a string cannot fail
                let _ = write!(line, " {role}:T{thing}");
            }
        }
        self.line(&line);
        self.attributes(event, finding);
        let reading = &kept.reading;
        let chain = names(&reading.article, &reading.findings, finding.chain);
        if !chain.is_empty() {
            self.notes += 1;
            let who = inline(&chain.join(" > "));
            self.line(&format!("#{}\tAnnotatorNotes E{event}\t{who}", self.notes));
        }
        Some(trigger)
    }

    fn attributes(&mut self, event: usize, finding: &Finding<'_>) {
        let mood = finding.mood;
        let hangs = mood.is_some_and(|mood| mood.condition.is_some() || mood.is_condition);
        let valued = [
            ("Act", finding.act.map(term::act)),
            ("Directness", finding.directness.map(term::directness)),
            ("Missing", finding.absence.map(term::absence)),
            ("Aspect", finding.aspect.map(term::aspect)),
            ("Factuality", Some(finding.value.code())),
        ];
        for (name, value) in valued {
            if let Some(value) = value {
                self.attributes += 1;
                self.line(&format!("A{}\t{name} E{event} {value}", self.attributes));
            }
        }
        let flags = [
            ("Conditional", hangs),
            ("Future", mood.is_some_and(|mood| mood.future.is_some())),
            ("Question", mood.is_some_and(|mood| mood.question)),
        ];
        for (name, _) in flags.into_iter().filter(|(_, is_so)| *is_so) {
            self.attributes += 1;
            self.line(&format!("A{}\t{name} E{event}", self.attributes));
        }
    }

    fn relation(&mut self, inner: usize, outer: usize) {
        self.relations += 1;
        let number = self.relations;
        self.line(&format!("R{number}\tWithin Arg1:T{inner} Arg2:T{outer}"));
    }

    /// As [`Lines::thing`], but what several findings have in common is written once: brat takes two
    /// things of one kind at one place for a mistake.
    fn shared(&mut self, kind: &'static str, spans: &[Span]) -> Option<usize> {
        let at = (kind, spans.to_vec());
        if let Some(thing) = self.known.get(&at) {
            return Some(*thing);
        }
        let thing = self.thing(kind, spans)?;
        self.known.insert(at, thing);
        Some(thing)
    }

    /// Writes the words at `spans`, which must not run over a line's end: they are cut there. The
    /// number of what was written, if anything was.
    fn thing(&mut self, kind: &str, spans: &[Span]) -> Option<usize> {
        let pieces: Vec<Span> = spans
            .iter()
            .flat_map(|span| lines(self.text, *span))
            .collect();
        if pieces.is_empty() {
            return None;
        }
        self.things += 1;
        let ranges = self.ruler.list(&pieces).into_iter();
        let ranges: Vec<String> = ranges
            .map(|[start, end]| format!("{start} {end}"))
            .collect();
        let words: Vec<&str> = pieces.iter().map(|span| self.ruler.words(*span)).collect();
        let line = format!(
            "T{}\t{kind} {}\t{}",
            self.things,
            ranges.join(";"),
            words.join(" ")
        );
        self.line(&line);
        Some(self.things)
    }
}

/// `span` in pieces without what ends a line or a column.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start();
    for (at, c) in span.of(text).char_indices() {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            let end = span.start() + at;
            pieces.extend(Span::trimmed(text, start..end));
            start = end + c.len_utf8();
        }
    }
    pieces.extend(Span::trimmed(text, start..span.end()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_a_line_ends() {
        let text = "one two\n\n three\u{1b}four\tfive";
        let span = Span::new(text, 4..text.len()).unwrap();
        let pieces = lines(text, span);
        let pieces: Vec<&str> = pieces.iter().map(|piece| piece.of(text)).collect();
        assert_eq!(pieces, ["two", "three", "four", "five"]);
    }
}
