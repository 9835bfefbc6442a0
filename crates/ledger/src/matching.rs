//! A query as an expression of FTS5. Nothing of what was typed reaches it but quoted words.

use std::collections::BTreeSet;

use jiff::tz::Offset;

use crate::label;
use crate::query::{Days, Query};
use crate::word::Word;

/// Letters of the shortest beginning of a word that is looked for.
const SHORTEST: usize = 3;

/// A condition of FTS5 on one column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term(String);

/// A query's conditions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    /// One for each word or phrase that the finding's own words must hold.
    pub(crate) words: Vec<Term>,
    /// Everything else.
    pub(crate) others: Vec<Term>,
}

impl Terms {
    /// The conditions of `query`; none if nothing fits it: a text that holds no word, days that end
    /// before they begin.
    pub(crate) fn of(query: &Query) -> Option<Terms> {
        if query.told.is_none() || query.published.is_none() {
            return None;
        }
        let mut terms = Terms {
            words: texts("words", query.words.as_deref())?,
            others: Vec::new(),
        };
        for (column, text) in [
            ("source", &query.source),
            ("outlet", &query.outlet),
            ("place", &query.place),
        ] {
            terms.others.extend(texts(column, text.as_deref())?);
        }
        let lists = [
            labels(label::KIND, &query.kinds),
            labels(label::ACT, &query.acts),
            labels(label::DIRECTNESS, &query.directness),
            labels(label::VALUE, &query.values),
            labels(label::ABSENCE, &query.absences),
        ];
        terms.others.extend(lists.iter().filter_map(one_of));
        if !query.told.is_any() {
            terms.others.extend(one_of(&label::TOLD.asked(query.told)));
        }
        if let Some(then) = query.as_of {
            let until = Days {
                from: None,
                to: Some(Offset::UTC.to_datetime(then).date()),
            };
            terms.others.extend(one_of(&label::LEARNED.asked(until)));
        }
        Some(terms)
    }
}

/// All of `terms` at once, as FTS5 takes it.
pub(crate) fn all<'t>(terms: impl IntoIterator<Item = &'t Term>) -> String {
    let terms: Vec<&str> = terms.into_iter().map(|term| term.0.as_str()).collect();
    terms.join(" AND ")
}

fn labels<W: Word>(class: &str, words: &[W]) -> BTreeSet<String> {
    words
        .iter()
        .map(|word| label::label(class, *word))
        .collect()
}

/// The condition that the finding has one of `labels`; none of an empty list.
fn one_of(labels: &BTreeSet<String>) -> Option<Term> {
    let labels: Vec<String> = labels.iter().map(|label| format!("\"{label}\"")).collect();
    (!labels.is_empty()).then(|| Term(format!("label : ({})", labels.join(" OR "))))
}

/// The conditions that `text` puts on `column`.
fn texts(column: &str, text: Option<&str>) -> Option<Vec<Term>> {
    let Some(text) = text else {
        return Some(Vec::new());
    };
    let mut phrases = phrases(text);
    phrases.sort_unstable();
    phrases.dedup();
    let terms = phrases.iter();
    let terms = terms.map(|phrase| match begun(phrase) {
        Some(begun) => Term(format!("{column} : \"{begun}\" *")),
        None => Term(format!("{column} : \"{phrase}\"")),
    });
    (!phrases.is_empty()).then(|| terms.collect())
}

/// The beginning of a word that an asterisk leaves open, if it is long enough to mean some words and not others.
fn begun(phrase: &str) -> Option<&str> {
    let begun = phrase.strip_suffix('*')?;
    let is_word = !begun.is_empty() && begun.chars().all(char::is_alphanumeric);
    (is_word && begun.chars().count() >= SHORTEST).then_some(begun)
}

/// The words of `text`, those in quotation marks together; the last mark may lack its partner.
/// Each holds a letter or digit, and no sign that FTS5 heeds.
fn phrases(text: &str) -> Vec<String> {
    let marks = |c| matches!(c, '"' | '“' | '”' | '„');
    let mut phrases = Vec::new();
    for (at, stretch) in text.split(marks).enumerate() {
        if at % 2 == 1 {
            phrases.push(stretch.to_owned());
        } else {
            phrases.extend(stretch.split_whitespace().map(str::to_owned));
        }
    }
    let plain = |phrase: String| phrase.replace(char::is_control, " ").trim().to_owned();
    let phrases = phrases.into_iter().map(plain);
    phrases
        .filter(|phrase| phrase.contains(char::is_alphanumeric))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_alone_and_quoted_ones_together() {
        let cases: [(&str, &[&str]); 7] = [
            ("gates  rain", &["gates", "rain"]),
            (
                "the \"joint statement\" of",
                &["the", "joint statement", "of"],
            ),
            ("“joint statement” ended", &["joint statement", "ended"]),
            ("\"not closed", &["not closed"]),
            ("NEAR( col:word ^a b*", &["NEAR(", "col:word", "^a", "b*"]),
            ("\" * ( - ' \"\"", &[]),
            ("a\0b", &["a b"]),
        ];
        for (text, wanted) in cases {
            assert_eq!(phrases(text), wanted, "{text}");
        }
    }

    #[test]
    fn conditions_are_quoted() {
        let query = Query {
            words: Some("dam OR \"a b\"".to_owned()),
            source: Some("x\" OR words:y".to_owned()),
            values: vec![onrecord_record::Factuality::CERTAIN],
            ..Query::default()
        };
        let terms = Terms::of(&query).unwrap();
        let all = all(terms.words.iter().chain(&terms.others));
        let wanted = "words : \"OR\" AND words : \"a b\" AND words : \"dam\" AND source : \"OR words:y\" \
                      AND source : \"x\" AND label : (\"valuectplus\")";
        assert_eq!(all, wanted);
    }
}
