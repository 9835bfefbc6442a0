//! Which speakers of several articles stand under one heading.
//!
//! Only people and bodies with a name are drawn together, and only when one name is the other or
//! its short form; *officials* of two articles may be different officials, so they stay apart.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::SourceKind;

use super::{Citation, Note};

/// What makes two speakers one heading.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SpeakerKey {
    words: Vec<String>,
    /// The article, for a speaker without a name.
    article: Option<usize>,
}

/// A speaker's words and kind in one article, with what is told of it.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    pub(super) name: Citation,
    pub(super) words: String,
    pub(super) kind: SourceKind,
    /// What the article tells of a source it does not name.
    pub(super) told: Vec<Note>,
}

/// The headings over all speakers: for each, its key and its fullest name.
pub(super) struct Headings {
    /// Every speaker's own key, to the heading's.
    merged: BTreeMap<SpeakerKey, SpeakerKey>,
    /// The heading's key, to its first name and the kind it has there.
    names: BTreeMap<SpeakerKey, (Citation, SourceKind)>,
}

impl Headings {
    /// Draws `speakers` together.
    pub(super) fn new(speakers: &[Speaker]) -> Headings {
        let mut people: People = BTreeMap::new();
        let mut names: BTreeMap<SpeakerKey, (Citation, SourceKind)> = BTreeMap::new();
        for speaker in speakers {
            let own = key(speaker);
            let here = (speaker.name, speaker.kind);
            let slot = names.entry(own.clone()).or_insert(here);
            *slot = (*slot).min(here);
            if speaker.kind == SourceKind::Person {
                let namesakes = people.entry(own.words.last().cloned()).or_default();
                namesakes.insert(own);
            }
        }
        let merged = names
            .keys()
            .map(|own| (own.clone(), fullest(own, &people)))
            .collect();
        Headings { merged, names }
    }

    /// The heading `speaker` stands under: its key, its fullest name and its kind.
    pub(super) fn heading(&self, speaker: &Speaker) -> (SpeakerKey, Citation, SourceKind) {
        let own = key(speaker);
        let key = self.merged.get(&own).cloned().unwrap_or(own);
        let named = self.names.get(&key).copied();
        let (name, kind) = named.unwrap_or((speaker.name, speaker.kind));
        (key, name, kind)
    }
}

/// The names of persons by their last word.
type People = BTreeMap<Option<String>, BTreeSet<SpeakerKey>>;

fn key(speaker: &Speaker) -> SpeakerKey {
    let has_name = matches!(
        speaker.kind,
        SourceKind::Person | SourceKind::Office | SourceKind::Organisation | SourceKind::Outlet
    );
    let words = speaker.words.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    SpeakerKey {
        words: words.filter(|word| word != "the" && word != "a").collect(),
        article: (!has_name).then_some(speaker.name.article),
    }
}

/// The one longer name that ends in the same word and has all of this one's words; itself if
/// there is none, or more than one (two Roes).
fn fullest(own: &SpeakerKey, people: &People) -> SpeakerKey {
    let namesakes = people.get(&own.words.last().cloned());
    let Some(people) = namesakes.filter(|people| people.contains(own)) else {
        return own.clone();
    };
    let longer = |other: &&SpeakerKey| {
        other.words.len() > own.words.len()
            && own.words.iter().all(|word| other.words.contains(word))
    };
    let mut longest: Vec<&SpeakerKey> = people.iter().filter(longer).collect();
    longest.sort_by_key(|other| std::cmp::Reverse(other.words.len()));
    let Some(first) = longest.first() else {
        return own.clone();
    };
    let agree = longest
        .iter()
        .all(|other| other.words.iter().all(|w| first.words.contains(w)));
    if agree { (*first).clone() } else { own.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::Span;

    fn speaker(article: usize, words: &str, kind: SourceKind) -> Speaker {
        let span = Span::new(words, 0..words.len()).unwrap();
        Speaker {
            name: Citation { article, span },
            words: words.to_owned(),
            kind,
            told: Vec::new(),
        }
    }

    #[test]
    fn a_surname_goes_to_its_full_name_and_namesakes_stay_apart() {
        let person = SourceKind::Person;
        let one = [speaker(1, "Ada Holt", person), speaker(2, "Holt", person)];
        let headings = Headings::new(&one);
        assert_eq!(headings.heading(&one[1]), headings.heading(&one[0]));
        let two = [
            one[0].clone(),
            one[1].clone(),
            speaker(3, "Ben Holt", person),
        ];
        let headings = Headings::new(&two);
        assert_ne!(headings.heading(&two[1]).0, headings.heading(&two[0]).0);
    }

    #[test]
    fn officials_of_two_articles_are_not_the_same_officials() {
        let two = [
            speaker(1, "US officials", SourceKind::Unnamed),
            speaker(2, "US officials", SourceKind::Unnamed),
        ];
        let headings = Headings::new(&two);
        assert_ne!(headings.heading(&two[0]).0, headings.heading(&two[1]).0);
    }
}
