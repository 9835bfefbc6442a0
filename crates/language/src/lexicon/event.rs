//! Words that tell political events.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use onrecord_record::{EventContext, EventKind, EventMode};
use serde::Deserialize;

use crate::lemma::lemma;
use crate::tag::Pos;

/// What a verb does with another event; see the comments of `event.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Operator {
    /// *refused to release*.
    Refuse,
    /// *agreed to release*.
    Agree,
    /// *ordered the release of*.
    Decree,
    /// *asked them to release*.
    Ask,
    /// *threatened to attack*.
    Threaten,
    /// *accused them of attacking*.
    Accuse,
    /// *began to attack*.
    Pass,
}

/// One class of words that tell an event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: String,
    mode: Option<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    objects: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    yes: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Thing {
    name: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Operation {
    class: Operator,
    verbs: Vec<String>,
    words: Vec<String>,
    #[expect(dead_code, reason = "tells the reader of the file what the class does")]
    yes: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Subject {
    name: String,
    words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    yes: String,
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    thing: Vec<Thing>,
    event: Vec<Written>,
    operator: Vec<Operation>,
    #[serde(default)]
    context: Vec<Subject>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("event.toml")).expect("event.toml is tested to parse")
});

/// What a verb or noun tells.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The type of event.
    pub(crate) kind: EventKind,
    /// Its mode.
    pub(crate) mode: Option<EventMode>,
    /// What must follow the verb: particle words; none for a plain verb.
    pub(crate) rest: Vec<String>,
    /// The nouns of which one must be its object; any, if empty.
    pub(crate) objects: Vec<String>,
}

/// An operator and the particle words that must follow its verb.
#[derive(Debug, Clone)]
pub(crate) struct Operating {
    /// What it does.
    pub(crate) class: Operator,
    /// What must follow the verb.
    pub(crate) rest: Vec<String>,
}

/// The lexicon by first word.
pub(crate) struct Index {
    verbs: BTreeMap<String, Vec<Entry>>,
    nouns: BTreeMap<String, (EventKind, Option<EventMode>)>,
    operators: BTreeMap<String, Vec<Operating>>,
    words: BTreeMap<String, Operator>,
    contexts: Vec<(EventContext, Vec<Vec<String>>)>,
}

static INDEX: LazyLock<Index> = LazyLock::new(index);

fn index() -> Index {
    let mut index = Index {
        verbs: BTreeMap::new(),
        nouns: BTreeMap::new(),
        operators: BTreeMap::new(),
        words: BTreeMap::new(),
        contexts: Vec::new(),
    };
    for class in &FILE.event {
        let Some(kind) = kind_of(&class.kind) else {
            continue;
        };
        let mode = class.mode.as_deref().and_then(|name| mode_of(kind, name));
        let objects: Vec<String> = class.objects.iter().flat_map(|word| things(word)).collect();
        for verb in &class.verbs {
            let (first, rest) = cut(verb);
            index.verbs.entry(first).or_default().push(Entry {
                kind,
                mode,
                rest,
                objects: objects.clone(),
            });
        }
        for noun in &class.nouns {
            index.nouns.entry(noun.clone()).or_insert((kind, mode));
        }
    }
    for operation in &FILE.operator {
        let class = operation.class;
        for verb in &operation.verbs {
            let (first, rest) = cut(verb);
            let of_verb = index.operators.entry(first).or_default();
            of_verb.push(Operating { class, rest });
        }
        for word in &operation.words {
            index.words.entry(word.clone()).or_insert(class);
        }
    }
    for subject in &FILE.context {
        let context = EventContext::ALL
            .into_iter()
            .find(|one| one.code() == subject.name);
        let words = subject.words.iter().map(|words| {
            let words = words.split(' ');
            words.map(|word| lemma(word, Pos::NNS)).collect()
        });
        index
            .contexts
            .extend(context.map(|context| (context, words.collect())));
    }
    index
}

/// `@force` is the nouns of that class of things, another word itself.
fn things(word: &str) -> Vec<String> {
    match word.strip_prefix('@') {
        None => vec![word.to_owned()],
        Some(name) => FILE
            .thing
            .iter()
            .filter(|thing| thing.name == name)
            .flat_map(|thing| thing.words.clone())
            .collect(),
    }
}

fn cut(words: &str) -> (String, Vec<String>) {
    let mut words = words.split(' ').map(str::to_owned);
    (words.next().unwrap_or_default(), words.collect())
}

fn kind_of(name: &str) -> Option<EventKind> {
    let of_name = |kind: &EventKind| kind.code().eq_ignore_ascii_case(name);
    EventKind::ALL.into_iter().find(of_name)
}

fn mode_of(kind: EventKind, name: &str) -> Option<EventMode> {
    let of_name = |mode: &&EventMode| mode.code() == name;
    kind.modes().iter().find(of_name).copied()
}

/// What the verb with this lemma tells, in the order of the file.
pub(crate) fn of_verb(lemma: &str) -> &'static [Entry] {
    INDEX.verbs.get(lemma).map_or(&[], Vec::as_slice)
}

/// What the noun with this lemma tells.
pub(crate) fn of_noun(lemma: &str) -> Option<(EventKind, Option<EventMode>)> {
    INDEX.nouns.get(lemma).copied()
}

/// What the verb with this lemma does with another event.
pub(crate) fn operators(lemma: &str) -> &'static [Operating] {
    INDEX.operators.get(lemma).map_or(&[], Vec::as_slice)
}

/// What this adjective or noun does with another event: *willing, demand*.
pub(crate) fn of_word(word: &str) -> Option<Operator> {
    INDEX.words.get(word).copied()
}

/// The contexts with the words of each, in the order of the file.
pub(crate) fn contexts() -> &'static [(EventContext, Vec<Vec<String>>)] {
    &INDEX.contexts
}

/// Each class of words that tell an event: its sentence, type and mode. Operators are proved in
/// `fixtures/events`.
#[cfg(test)]
pub(crate) fn proofs() -> Vec<(String, String, Option<String>)> {
    let events = FILE.event.iter().map(|one| {
        let code = one.kind.to_uppercase();
        (one.yes.clone(), code, one.mode.clone())
    });
    events.collect()
}

/// Each context with a sentence that is about it.
#[cfg(test)]
pub(crate) fn context_proofs() -> Vec<(String, String)> {
    let subjects = FILE.context.iter();
    subjects
        .map(|one| (one.name.clone(), one.yes.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one_of_the_manual() {
        for class in &FILE.event {
            let kind = kind_of(&class.kind).unwrap_or_else(|| panic!("{}", class.kind));
            if let Some(mode) = &class.mode {
                assert!(mode_of(kind, mode).is_some(), "{kind} {mode}");
            }
        }
        for subject in &FILE.context {
            let known = EventContext::ALL
                .iter()
                .any(|one| one.code() == subject.name);
            assert!(known, "{}", subject.name);
        }
        let used = FILE.event.iter().flat_map(|class| &class.objects);
        for word in used.filter(|word| word.starts_with('@')) {
            assert!(!things(word).is_empty(), "{word}");
        }
    }
}
