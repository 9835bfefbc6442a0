//! The measures, layer by layer: gold and what the engine found, document by document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::marked::Marked;
use super::span::{Span, Words, jaccard, matched, pair, spans};
use super::tally::Tally;

/// From this share of common words on two spans are the same.
const SAME: f64 = 0.5;

/// Source and content, as words.
pub(super) type Relation = (BTreeSet<usize>, BTreeSet<usize>);

pub(super) fn relation(words: &Words, source: &[Span], content: &[Span]) -> Relation {
    (words.within(source), words.within(content))
}

pub(super) fn same(a: &Relation, b: &Relation) -> bool {
    jaccard(&a.1, &b.1) >= SAME && jaccard(&a.0, &b.0) >= SAME
}

pub(super) fn relations(words: &Words, list: &Value, source: &str) -> Vec<Relation> {
    let rows = list.as_array().into_iter().flatten();
    rows.map(|row| relation(words, &spans(&row[source]), &spans(&row["content"])))
        .filter(|one| !one.1.is_empty())
        .collect()
}

/// Attributions of one article: the judge's `relation`.
pub(super) fn attributions(text: &str, gold: &Value, found: &Value) -> Tally {
    let words = Words::of(text);
    let gold = relations(&words, &gold["attributions"], "source");
    let found = relations(&words, &found["attributions"], "source");
    let right = matched(&found, &gold, same).iter().flatten().count();
    Tally::of(right, found.len(), gold.len())
}

/// The words of all contents of one article: the judge's `token.content`.
pub(super) fn contents(text: &str, gold: &Value, found: &Value) -> Tally {
    let words = Words::of(text);
    let all = |list: &Value| -> BTreeSet<usize> {
        let relations = relations(&words, list, "source");
        relations.into_iter().flat_map(|one| one.1).collect()
    };
    let (gold, found) = (all(&gold["attributions"]), all(&found["attributions"]));
    let right = found.intersection(&gold).count();
    Tally::of(right, found.len(), gold.len())
}

/// The score of each attribution found, and whether it is right.
pub(super) fn sureness(text: &str, gold: &Value, record: &Value) -> Vec<(f64, bool)> {
    let words = Words::of(text);
    let gold = relations(&words, &gold["attributions"], "source");
    let outer: Vec<&Value> = statements(record)
        .filter(|one| one["parent"].is_null())
        .collect();
    let found: Vec<Relation> = outer
        .iter()
        .map(|one| {
            relation(
                &words,
                &spans(&one["source_words"]),
                &spans(&one["content"]),
            )
        })
        .collect();
    let given = matched(&found, &gold, same);
    let scored = outer.iter().zip(given);
    scored
        .filter(|(one, _)| !spans(&one["cue"]).is_empty())
        .map(|(one, given)| (one["score"].as_f64().unwrap_or(0.0), given.is_some()))
        .collect()
}

pub(super) fn statements(record: &Value) -> impl Iterator<Item = &Value> {
    record["statements"].as_array().into_iter().flatten()
}

fn inside(words: &Words, record: &Value) -> Vec<Relation> {
    statements(record)
        .filter(|one| !one["parent"].is_null())
        .map(|one| relation(words, &spans(&one["source_words"]), &spans(&one["content"])))
        .collect()
}

/// Attributions inside contents, in a sentence of ours: brackets `s1`, `q1`, `c1`.
pub(super) fn nested(gold: &Marked, record: &Value) -> Tally {
    let words = Words::of(&gold.text);
    let mut parts: BTreeMap<&str, [Vec<Span>; 2]> = BTreeMap::new();
    for (label, span) in &gold.brackets {
        let (role, number) = label.split_at(label.len().min(1));
        let one = parts.entry(number).or_default();
        match role {
            "s" => one[0].push(*span),
            "c" => one[1].push(*span),
            _ => {}
        }
    }
    let wanted: Vec<Relation> = parts
        .values()
        .map(|[source, content]| relation(&words, source, content))
        .collect();
    let found = inside(&words, record);
    let right = matched(&found, &wanted, same).iter().flatten().count();
    Tally::of(right, found.len(), wanted.len())
}

/// The same in an article; what matches a doubtful one counts on neither side.
pub(super) fn nested_in(text: &str, gold: &Value, doubtful: &Value, record: &Value) -> Tally {
    let words = Words::of(text);
    let wanted = relations(&words, &gold["attributions"], "source");
    let open = relations(&words, &doubtful["attributions"], "source");
    let found = inside(&words, record);
    let given = matched(&found, &wanted, same);
    let rest: Vec<&Relation> = found
        .iter()
        .zip(&given)
        .filter(|(_, given)| given.is_none())
        .map(|(one, _)| one)
        .collect();
    let spared = matched(&rest, &open, |one, open| same(one, open));
    let spared = spared.iter().flatten().count();
    Tally::of(
        given.iter().flatten().count(),
        found.len() - spared,
        wanted.len(),
    )
}

/// Absences: same kind, and at least half of the words.
pub(super) fn absences(gold: &Marked, record: &Value) -> Tally {
    let words = Words::of(&gold.text);
    let rows = record["absences"].as_array().into_iter().flatten();
    let found: Vec<(String, Span)> = rows
        .filter_map(|one| Some((one["kind"].as_str()?.replace('-', ""), pair(&one["span"])?)))
        .collect();
    let right = matched(&found, &gold.brackets, |found, gold| {
        let share = jaccard(&words.within(&[found.1]), &words.within(&[gold.1]));
        found.0 == gold.0.to_lowercase() && share >= SAME
    });
    Tally::of(
        right.iter().flatten().count(),
        found.len(),
        gold.brackets.len(),
    )
}

/// Whether name, kind, act and directness of a statement are right.
pub(super) struct Reading {
    pub(super) name: bool,
    pub(super) kind: bool,
    pub(super) act: bool,
    pub(super) directness: bool,
}

/// The reading of one attribution that somebody labelled, if the engine found it.
pub(super) fn reading(text: &str, gold: &Value, record: &Value) -> Option<Reading> {
    let words = Words::of(text);
    let wanted = relation(&words, &spans(&gold["source"]), &spans(&gold["content"]));
    let found = statements(record)
        .map(|one| {
            let own = relation(
                &words,
                &spans(&one["source_words"]),
                &spans(&one["content"]),
            );
            (jaccard(&own.1, &wanted.1), own, one)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    let (_, own, statement) = found;
    if !same(&own, &wanted) {
        return None;
    }
    let speaker = statement["source"].as_array()?.last()?;
    let kind = speaker["type"].as_str().unwrap_or("unresolved");
    let name = speaker["name"].as_str().unwrap_or("");
    let names: Vec<String> = spans(&gold["name"])
        .iter()
        .map(|span| quote(text, *span))
        .collect();
    let printed: Vec<String> = spans(&gold["source"])
        .iter()
        .map(|span| quote(text, *span))
        .collect();
    let acts = gold["act"].as_array()?;
    Some(Reading {
        name: match names.is_empty() {
            true => kind == "unresolved" || printed.iter().any(|one| is_name(name, one)),
            false => names.iter().any(|one| is_name(name, one)),
        },
        kind: gold["type"] == kind,
        act: acts.contains(&statement["act"]),
        directness: gold["directness"] == statement["directness"],
    })
}

fn quote(text: &str, (start, end): Span) -> String {
    text.chars()
        .skip(start)
        .take(end.saturating_sub(start))
        .collect()
}

/// The same name, titles aside: all words, or the last one and no other that differs.
fn is_name(found: &str, wanted: &str) -> bool {
    let bare = |name: &str| -> Vec<String> {
        let words = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words
            .map(str::to_lowercase)
            .filter(|word| !is_title(word))
            .collect()
    };
    let (found, wanted) = (bare(found), bare(wanted));
    let (short, long) = match found.len() <= wanted.len() {
        true => (&found, &wanted),
        false => (&wanted, &found),
    };
    !short.is_empty() && short.last() == long.last() && short.iter().all(|word| long.contains(word))
}

fn is_title(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "sen"
            | "rep"
            | "gov"
            | "gen"
            | "president"
            | "senator"
            | "secretary"
            | "former"
            | "sir"
            | "judge"
            | "rev"
    )
}

/// Spans that are the same to the letter: sentences, tokens.
pub(super) fn cuts(gold: &[Span], found: &[Span]) -> Tally {
    let right = found.iter().filter(|span| gold.contains(span)).count();
    Tally::of(right, found.len(), gold.len())
}

/// Names of persons, places and organisations: the same span and kind.
pub(super) fn entities(gold: &Value, found: &Value) -> Tally {
    let wanted: Vec<(Span, &str)> = gold["entities"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| Some((bounds(one)?, kind_of(one["type"].as_str()?)?)))
        .collect();
    let rows = found["entities"].as_array().into_iter().flatten();
    let found: Vec<(Span, &str)> = rows
        .filter_map(|one| Some((pair(one)?, one.get(2)?.as_str()?)))
        .collect();
    let right = found.iter().filter(|one| wanted.contains(one)).count();
    Tally::of(right, found.len(), wanted.len())
}

fn bounds(entity: &Value) -> Option<Span> {
    let at = |name: &str| usize::try_from(entity[name].as_u64()?).ok();
    Some((at("start")?, at("end")?))
}

/// What the sets call them.
fn kind_of(name: &str) -> Option<&'static str> {
    match name {
        "PER" | "person" | "politician" | "Person" => Some("PER"),
        "LOC" | "location" | "country" | "Location" => Some("LOC"),
        "ORG" | "organisation" | "politicalparty" | "Organisation" => Some("ORG"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_without_title_and_first_name() {
        assert!(is_name("Holt", "Mr. Rasmus Holt"));
        assert!(is_name("Senator Rasmus Holt", "Rasmus Holt"));
        assert!(!is_name("Anna Holt", "Rasmus Holt"));
        assert!(!is_name("", "Holt"));
    }
}
