//! Which speakers of several articles stand under one heading.
//!
//! Who has a name stands with all mentions of the same entity; *officials* of two articles may be
//! different officials, so they stay apart.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use onrecord_language::is_quantity;
use onrecord_record::SourceKind;

use super::{Citation, Note};

/// What makes two speakers one heading.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SpeakerKey {
    /// Somebody with a name, by the number of the entity.
    Entity(usize),
    /// Somebody without, by the article and the folded words; by their place, too, where they only tell how many.
    Described(usize, Vec<String>, Option<usize>),
}

/// A speaker's words and kind in one article, with what is told of it.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    pub(super) name: Citation,
    pub(super) words: String,
    pub(super) kind: SourceKind,
    /// The number of the entity, for a speaker with a name.
    pub(super) entity: Option<usize>,
    /// The analyst calls it by these very words.
    pub(super) is_chosen: bool,
    /// Without a name of its own, it is somebody that its article names.
    pub(super) is_named: bool,
    /// What the article tells of a source it does not name.
    pub(super) told: Vec<Note>,
}

/// The headings over all speakers.
pub(super) struct Headings {
    /// Each speaker's key.
    keys: BTreeMap<Citation, SpeakerKey>,
    /// The name a heading has, and the kind of source it is there.
    names: BTreeMap<SpeakerKey, (Citation, SourceKind)>,
}

impl Headings {
    /// Draws `speakers` together; a heading has the analyst's name where the articles have it, else
    /// the name with most words, of several the first.
    pub(super) fn new(speakers: &[Speaker]) -> Headings {
        let mut keys = BTreeMap::new();
        let mut best = BTreeMap::new();
        for speaker in speakers {
            let key = key(speaker);
            let rank = (
                !speaker.is_chosen,
                Reverse(words(speaker).len()),
                speaker.name,
                speaker.kind,
            );
            let slot = best.entry(key.clone()).or_insert(rank);
            *slot = (*slot).min(rank);
            keys.insert(speaker.name, key);
        }
        let names = best.into_iter();
        let names = names.map(|(key, (_, _, name, kind))| (key, (name, kind)));
        Headings {
            keys,
            names: names.collect(),
        }
    }

    /// The headings under which somebody stands whom his article names elsewhere.
    pub(super) fn named(&self, speakers: &[Speaker]) -> BTreeSet<Citation> {
        let named = speakers.iter().filter(|speaker| speaker.is_named);
        let headings = named.filter_map(|speaker| self.heading(speaker.name));
        headings.map(|(_, name, _)| name).collect()
    }

    /// The heading that the speaker named at `name` stands under: its key, its name and its kind.
    pub(super) fn heading(&self, name: Citation) -> Option<(&SpeakerKey, Citation, SourceKind)> {
        let key = self.keys.get(&name)?;
        let (name, kind) = *self.names.get(key)?;
        Some((key, name, kind))
    }
}

fn key(speaker: &Speaker) -> SpeakerKey {
    match speaker.entity {
        Some(entity) => SpeakerKey::Entity(entity),
        None => {
            let words = words(speaker);
            let is_number = words.len() == 1 && words.iter().all(|word| is_quantity(word));
            let place = is_number.then_some(speaker.name.span.start());
            SpeakerKey::Described(speaker.name.article, words, place)
        }
    }
}

/// Do the words for a source whose kind is not known tell who or what it is: no pronoun?
pub(super) fn is_phrase(words: &str) -> bool {
    const PRONOUNS: [&str; 22] = [
        "he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "these",
        "those", "one", "some", "what", "whoever", "there", "his", "her", "their", "its",
    ];
    !PRONOUNS.contains(&words.to_lowercase().as_str())
}

/// The words of a name but for the article.
fn words(speaker: &Speaker) -> Vec<String> {
    let words = speaker.words.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.filter(|word| word != "the" && word != "a").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::Span;

    fn speaker(article: usize, words: &str, entity: Option<usize>) -> Speaker {
        let span = Span::new(words, 0..words.len()).unwrap();
        Speaker {
            name: Citation { article, span },
            words: words.to_owned(),
            kind: SourceKind::Person,
            entity,
            is_chosen: false,
            is_named: false,
            told: Vec::new(),
        }
    }

    #[test]
    fn a_heading_has_the_fullest_name_or_the_analysts() {
        let mut all = [
            speaker(1, "Holt", Some(4)),
            speaker(2, "Ada Holt", Some(4)),
            speaker(3, "Ben Holt", Some(5)),
        ];
        let headings = Headings::new(&all);
        let (_, name, _) = headings.heading(all[0].name).unwrap();
        assert_eq!(name, all[1].name);
        assert_ne!(
            headings.heading(all[2].name).unwrap().0,
            headings.heading(all[0].name).unwrap().0
        );
        all[0].is_chosen = true;
        let headings = Headings::new(&all);
        assert_eq!(headings.heading(all[1].name).unwrap().1, all[0].name);
    }

    #[test]
    fn officials_of_two_articles_are_not_the_same_officials() {
        let two = [
            speaker(1, "US officials", None),
            speaker(2, "US officials", None),
        ];
        let headings = Headings::new(&two);
        let [one, other] = [0, 1].map(|at: usize| headings.heading(two[at].name).unwrap().0);
        assert_ne!(one, other);
    }
}
