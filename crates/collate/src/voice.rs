//! Who speaks, across articles: one speaker under all spellings and short forms.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{NameKind, Reading, SourceId, SourceKind, Voice};

use crate::name;
use crate::proposition::{Finding, Item};
use crate::roster::Roster;

/// Who says a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Speaker {
    /// Somebody with a name, by the number of the entity.
    Named(usize),
    /// A document, by number.
    Document(usize),
    /// Somebody without.
    Unnamed,
    /// The article itself, or another report it credits.
    Report,
}

/// The speakers of a group of articles.
pub(crate) struct Cast {
    /// The speaker of each source, by article and number of the source.
    speakers: BTreeMap<(usize, SourceId), Speaker>,
    /// The last voice of each finding that has one.
    voices: BTreeMap<Item, (usize, Voice)>,
}

impl Cast {
    /// The sources of the articles of `group`, as `roster` has them.
    pub(crate) fn of(readings: &[&Reading], group: &[usize], roster: &Roster) -> Cast {
        let mut documents: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        let mut speakers = BTreeMap::new();
        let mut voices = BTreeMap::new();
        for article in group {
            let reading = readings[*article];
            for (id, source) in (0..).map(SourceId).zip(&reading.findings.sources) {
                let speaker = match source.kind {
                    SourceKind::Outlet => Speaker::Report,
                    SourceKind::Document => {
                        let name = NameKind::Other;
                        let words = name::bare(&reading.article, source.name, name);
                        let next = documents.len();
                        Speaker::Document(*documents.entry(words).or_insert(next))
                    }
                    _ => roster
                        .at(*article, id)
                        .map_or(Speaker::Unnamed, Speaker::Named),
                };
                speakers.insert((*article, id), speaker);
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

    /// Does one article have both as its sources?
    pub(crate) fn is_told_apart(&self, one: Speaker, other: Speaker) -> bool {
        let articles = |speaker: Speaker| {
            let all = self.speakers.iter();
            all.filter(move |(_, other)| **other == speaker)
                .map(|((article, _), _)| *article)
        };
        let theirs: BTreeSet<usize> = articles(one).collect();
        articles(other).any(|article| theirs.contains(&article))
    }

    /// Who says `item`.
    pub(crate) fn speaker(&self, item: Item) -> Speaker {
        match self.voices.get(&item) {
            None | Some((_, Voice::Narrator)) => Speaker::Report,
            Some((_, Voice::Unstated)) => Speaker::Unnamed,
            Some((article, Voice::Source(id))) => {
                let key = (*article, *id);
                self.speakers.get(&key).copied().unwrap_or(Speaker::Unnamed)
            }
        }
    }
}
