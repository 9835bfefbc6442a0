//! Who speaks, across articles: one speaker under all spellings and short forms.

use std::collections::BTreeMap;

use onrecord_record::{Reading, SourceKind, Voice};

use crate::name;
use crate::proposition::{Finding, Item};

/// Who says a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Speaker {
    /// Somebody with a name, by number.
    Named(usize),
    /// Somebody without.
    Unnamed,
    /// The article itself, or another report it credits.
    Report,
}

/// The speakers of a group of articles.
pub(crate) struct Cast {
    /// The speaker of each source, by article and number of the source.
    speakers: BTreeMap<(usize, usize), Speaker>,
    /// The last voice of each finding that has one.
    voices: BTreeMap<Item, (usize, Voice)>,
}

impl Cast {
    /// Draws together the sources of the articles of `group`.
    pub(crate) fn of(readings: &[&Reading], group: &[usize]) -> Cast {
        let mut known: Vec<(SourceKind, Vec<String>)> = Vec::new();
        let mut speakers = BTreeMap::new();
        let mut voices = BTreeMap::new();
        for article in group {
            let reading = readings[*article];
            for (at, source) in reading.findings.sources.iter().enumerate() {
                let words = name::bare(&reading.article, source.name);
                speakers.insert((*article, at), speaker(source.kind, words, &mut known));
            }
            let item = |finding| Item {
                article: *article,
                finding,
            };
            for (at, one) in reading.findings.statements.iter().enumerate() {
                let last = one.chain.last().copied().unwrap_or(Voice::Unstated);
                voices.insert(item(Finding::Statement(at)), (*article, last));
            }
            for (at, one) in reading.findings.absences.iter().enumerate() {
                let last = one.chain.last().copied().unwrap_or(Voice::Narrator);
                voices.insert(item(Finding::Absence(at)), (*article, last));
            }
        }
        Cast { speakers, voices }
    }

    /// Who says `item`.
    pub(crate) fn speaker(&self, item: Item) -> Speaker {
        match self.voices.get(&item) {
            None | Some((_, Voice::Narrator)) => Speaker::Report,
            Some((_, Voice::Unstated)) => Speaker::Unnamed,
            Some((article, Voice::Source(id))) => {
                let key = (*article, id.0 as usize);
                self.speakers.get(&key).copied().unwrap_or(Speaker::Unnamed)
            }
        }
    }
}

/// The speaker that goes by `words`: one that is known by a form of that name, or a new one.
fn speaker(
    kind: SourceKind,
    words: Vec<String>,
    known: &mut Vec<(SourceKind, Vec<String>)>,
) -> Speaker {
    match kind {
        SourceKind::Outlet => return Speaker::Report,
        SourceKind::Unnamed | SourceKind::Public | SourceKind::Unresolved => {
            return Speaker::Unnamed;
        }
        _ if words.is_empty() => return Speaker::Unnamed,
        _ => {}
    }
    let is_one = |(other, name): &(SourceKind, Vec<String>)| {
        *other == kind
            && if kind == SourceKind::Person {
                name::agree(name, &words)
            } else {
                *name == words
            }
    };
    let at = known.iter().position(is_one).unwrap_or_else(|| {
        known.push((kind, words));
        known.len() - 1
    });
    Speaker::Named(at)
}
