//! Sources that are not named, drawn together by how the articles describe them: all *Kessalian
//! officials* are one kind of source, whoever they are.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{EntityId, Reading, Source, SourceId, SourceKind, Voice};

use crate::quantity::is_number;
use crate::roster::{Entity, Mention, is_named, spelled};
use crate::word::{is_small, stem, words};

/// Words that say how many, and not who.
const HOW_MANY: [&str; 13] = [
    "all", "another", "both", "dozen", "dozens", "few", "many", "more", "most", "other", "several",
    "some", "various",
];

/// The kinds of source without a name that put anything on record in `readings`, those with most
/// statements first. They need not be the same people: two articles may call others *officials*.
pub fn unnamed(readings: &[&Reading]) -> Vec<Entity> {
    let mut kinds: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (article, reading) in readings.iter().enumerate() {
        let said = said(reading);
        for (number, source) in (0..).zip(&reading.findings.sources) {
            let id = SourceId(number);
            if let Some(statements) = said.get(&id).filter(|_| !is_named(source.kind)) {
                let place = Place::of(article, reading, id, source, *statements);
                kinds.entry(key(reading, &place)).or_default().push(place);
            }
        }
    }
    let mut kinds: Vec<Entity> = kinds
        .into_iter()
        .map(|(key, places)| kind(readings, &key, &places))
        .collect();
    kinds.sort_by(|one, other| order(one).cmp(&order(other)));
    kinds
}

fn order(kind: &Entity) -> impl Ord + '_ {
    (std::cmp::Reverse(kind.statements), &kind.name, &kind.id)
}

/// How many statements each source of an article makes.
fn said(reading: &Reading) -> BTreeMap<SourceId, usize> {
    let mut said = BTreeMap::new();
    for statement in &reading.findings.statements {
        if let Some(Voice::Source(id)) = statement.chain.last() {
            *said.entry(*id).or_default() += 1;
        }
    }
    said
}

/// A source of an article that does not name it.
struct Place {
    mention: Mention,
    kind: SourceKind,
    statements: usize,
}

impl Place {
    fn of(
        article: usize,
        reading: &Reading,
        id: SourceId,
        source: &Source,
        statements: usize,
    ) -> Place {
        let told = source.anonymity.as_ref().and_then(|one| one.descriptor);
        // Whom a descriptor that is a name stands for is one of those, and not named.
        let is_name = |span| reading.findings.names.iter().any(|name| name.span == span);
        Place {
            mention: Mention {
                article,
                span: told.filter(|span| !is_name(*span)).unwrap_or(source.name),
                source: Some(id),
            },
            kind: source.kind,
            statements,
        }
    }
}

/// What descriptions of one kind have in common: their words without those that say how many.
fn key(reading: &Reading, place: &Place) -> String {
    let all = words(&reading.article, place.mention.span);
    let says_how_many =
        |form: &str| is_small(form) || is_number(form) || HOW_MANY.binary_search(&form).is_ok();
    let first = all.iter().position(|word| !says_how_many(&word.form));
    let own = all.iter().skip(first.unwrap_or(0));
    own.map(|word| stem(&word.form))
        .collect::<Vec<_>>()
        .join(" ")
}

fn kind(readings: &[&Reading], key: &str, places: &[Place]) -> Entity {
    let mut spelled_so: BTreeMap<String, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<SourceKind, usize> = BTreeMap::new();
    for place in places {
        let article = &readings[place.mention.article].article;
        *spelled_so
            .entry(spelled(article, place.mention.span))
            .or_default() += 1;
        *kinds.entry(place.kind).or_default() += 1;
    }
    let often = spelled_so
        .iter()
        .max_by_key(|(spelling, count)| (**count, std::cmp::Reverse(*spelling)));
    let name = often.map_or(String::new(), |(spelling, _)| spelling.clone());
    let most = kinds
        .iter()
        .max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)));
    let hash = blake3::hash(format!("unnamed {key}").as_bytes()).to_hex();
    Entity {
        id: EntityId(format!("u{}", hash.chars().take(10).collect::<String>())),
        kind: most.map_or(SourceKind::Unnamed, |(kind, _)| *kind),
        name,
        is_renamed: false,
        spellings: spelled_so.into_keys().collect::<BTreeSet<String>>(),
        mentions: places.iter().map(|place| place.mention).collect(),
        statements: places.iter().map(|place| place.statements).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::reading;

    fn says(who: &str) -> String {
        format!("{{unnamed {who}}} {{cue said}} {{content the ferry had struck the reef}}.")
    }

    fn drawn(told: &[String]) -> Vec<(String, usize)> {
        let readings: Vec<Reading> = (1..)
            .zip(told)
            .map(|(day, told)| {
                let mut reading = reading("Beacon", day, told);
                let sources = reading.findings.sources.iter_mut();
                sources.for_each(|source| source.kind = SourceKind::Unnamed);
                reading
            })
            .collect();
        let readings: Vec<&Reading> = readings.iter().collect();
        let kinds = unnamed(&readings).into_iter();
        kinds.map(|kind| (kind.name, kind.statements)).collect()
    }

    #[test]
    fn whoever_is_described_alike_is_one_kind_however_many_they_are() {
        let told = [
            "Two Kessalian officials",
            "the Kessalian officials",
            "A Kessalian official",
        ];
        let kinds = drawn(&told.map(says));
        assert_eq!(kinds.len(), 1, "{kinds:?}");
        assert_eq!(kinds[0].1, 3);
    }

    #[test]
    fn other_descriptions_are_other_kinds_and_a_bare_number_is_one() {
        let told = [
            "Most analysts",
            "Officials",
            "Ferry officials",
            "One",
            "analysts",
        ];
        let kinds = drawn(&told.map(says));
        assert_eq!(kinds.len(), 4, "{kinds:?}");
        assert_eq!(kinds[0], ("Most analysts".to_owned(), 2));
    }

    #[test]
    fn a_source_with_a_name_is_none_of_them() {
        let named = "{source Ada Holt} {cue said} {content the ferry had struck the reef}.";
        let reading = reading("Beacon", 1, named);
        assert!(unnamed(&[&reading]).is_empty());
    }
}
