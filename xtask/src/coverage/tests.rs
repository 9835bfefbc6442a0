//! The coverage is the same each time, hangs together, and copies are what they are called.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;

use super::article::{Article, Kind};
use super::draw::Draw;
use super::stock::Stock;
use super::story::{Paragraph, Part};
use super::world::World;
use super::{made, rooms};

const ARTICLES: usize = 900;

static FILES: LazyLock<BTreeMap<&str, String>> =
    LazyLock::new(|| made(ARTICLES, 7).unwrap().into_iter().collect());

fn values(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn field<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    value[key]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item.as_str().unwrap())
        .collect()
}

#[test]
fn a_seed_decides_every_byte() {
    assert_eq!(made(200, 7).unwrap(), made(200, 7).unwrap());
    assert_ne!(made(200, 7).unwrap(), made(200, 8).unwrap());
    let mut draw = Draw::new(7, 1);
    let drawn: Vec<u32> = (0..6).map(|_| draw.between(0, 999)).collect();
    assert_eq!(
        drawn,
        [456, 984, 591, 874, 951, 931],
        "the stream of seed 7 on every machine"
    );
}

#[test]
fn whatever_the_truth_names_is_there() {
    let files = &FILES;
    let articles = values(&files["articles.jsonl"]);
    let truth = values(&files["truth.jsonl"]);
    let names = |values: &[Value], key| -> Vec<String> {
        values
            .iter()
            .map(|value| field(value, key).to_owned())
            .collect()
    };
    assert_eq!(articles.len(), ARTICLES);
    let docs = names(&articles, "doc");
    assert_eq!(docs, names(&truth, "doc"));
    assert_eq!(docs.iter().collect::<BTreeSet<_>>().len(), ARTICLES);
    let known = |file: &str, key| -> BTreeSet<String> {
        names(&values(&files[file]), key).into_iter().collect()
    };
    let claims = known("claims.jsonl", "claim");
    let sets = [
        ("derived_from", docs.into_iter().collect()),
        ("claims", claims.clone()),
        ("origins", known("origins.jsonl", "origin")),
        ("people", known("people.jsonl", "person")),
    ];
    for line in &truth {
        for (key, known) in &sets {
            assert!(
                list(line, key).into_iter().all(|id| known.contains(id)),
                "{key}: {line}"
            );
        }
    }
    let stated: BTreeSet<String> = truth
        .iter()
        .flat_map(|line| list(line, "claims"))
        .map(str::to_owned)
        .collect();
    assert_eq!(stated, claims);
}

#[test]
fn claims_contradict_each_other_and_are_corrected() {
    let claims = values(&FILES["claims.jsonl"]);
    let by_id: BTreeMap<&str, &Value> = claims
        .iter()
        .map(|claim| (field(claim, "claim"), claim))
        .collect();
    let (mut pairs, mut corrected, mut updated) = (0, 0, 0);
    for claim in &claims {
        for other in list(claim, "contradicts") {
            let other = by_id[other];
            assert!(list(other, "contradicts").contains(&field(claim, "claim")));
            assert_eq!(claim["question"], other["question"]);
            assert_ne!(claim["words"], other["words"]);
            pairs += 1;
        }
        for (key, count) in [("corrected_by", &mut corrected), ("updates", &mut updated)] {
            if let Some(other) = claim[key].as_str() {
                assert_eq!(claim["question"], by_id[other]["question"]);
                assert_ne!(claim["value"], by_id[other]["value"]);
                *count += 1;
            }
        }
    }
    assert!(
        pairs > 40 && corrected > 4 && updated > 9,
        "{pairs} {corrected} {updated}"
    );
}

#[test]
fn what_is_stated_stands_where_the_truth_says() {
    let files = &FILES;
    let texts = values(&files["articles.jsonl"]);
    for (article, line) in texts.iter().zip(values(&files["truth.jsonl"])) {
        let text: Vec<char> = field(article, "text").chars().collect();
        for stated in line["stated"].as_array().unwrap() {
            let at = |end: usize| usize::try_from(stated["span"][end].as_u64().unwrap()).unwrap();
            let sentence: String = text[at(0)..at(1)].iter().collect();
            let first = sentence
                .trim_start_matches(['"', '“'])
                .chars()
                .next()
                .unwrap();
            assert!(first.is_uppercase() || first.is_numeric(), "{sentence}");
            assert!(sentence.ends_with(['.', '"', '”']), "{sentence}");
        }
    }
}

#[test]
fn no_mark_of_a_template_is_left() {
    for line in values(&FILES["articles.jsonl"]) {
        for key in ["title", "text"] {
            let words = field(&line, key);
            assert!(!words.contains(['{', '}', '[', ']', '|']), "{words}");
            for wrong in ["  ", "..", ",.", " .", ",,", " a a", " the the "] {
                assert!(!words.contains(wrong), "{wrong:?} in {words}");
            }
        }
    }
}

/// The story's own paragraphs, without what stands around it.
fn body(article: &Article) -> Vec<String> {
    let paragraphs = article.story.paragraphs.iter();
    paragraphs
        .filter(|paragraph| paragraph.part != Part::Tail)
        .map(Paragraph::text)
        .collect()
}

fn words(article: &Article) -> BTreeSet<String> {
    let text = body(article).join(" ");
    text.split_whitespace().map(str::to_owned).collect()
}

fn check(article: &Article, parent: &Article) {
    let (child, whole) = (body(article), body(parent));
    let sorted = |mut paragraphs: Vec<String>| {
        paragraphs.sort();
        paragraphs
    };
    match article.kind {
        Kind::Copy => assert_eq!(child, whole),
        Kind::Cut => assert!(child.len() < whole.len().max(3) && whole.starts_with(&child)),
        Kind::Reordered => {
            assert_eq!(child[0], whole[0]);
            assert_eq!(sorted(child), sorted(whole));
        }
        Kind::Edited => {
            let (child, whole) = (words(article), words(parent));
            let shared = child.intersection(&whole).count();
            assert!(
                shared * 10 >= child.len() * 5,
                "{shared} of {}",
                child.len()
            );
        }
        Kind::Version => assert!(whole.iter().all(|paragraph| child.contains(paragraph))),
        _ => {}
    }
}

#[test]
fn copies_are_what_they_are_called() {
    let stock = Stock::read().unwrap();
    let world = World::new(&stock, 8, &mut Draw::new(7, 0));
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    let (mut same, mut edited) = (0, 0);
    for room in rooms(&world, ARTICLES, 7) {
        for article in &room.articles {
            *kinds.entry(article.kind).or_default() += 1;
            for parent in &article.parents {
                let parent = &room.articles[*parent];
                check(article, parent);
                if article.kind == Kind::Edited {
                    edited += 1;
                    same += usize::from(body(article) == body(parent));
                }
            }
        }
    }
    assert_eq!(kinds.len(), 13, "{kinds:?}");
    assert!(
        same * 20 < edited,
        "{same} of {edited} edited stories are as they were"
    );
}

#[test]
fn quotations_outlive_a_rewrite() {
    let stock = Stock::read().unwrap();
    let world = World::new(&stock, 8, &mut Draw::new(7, 0));
    let mut quoted = 0;
    for room in rooms(&world, ARTICLES, 7) {
        for article in room
            .articles
            .iter()
            .filter(|article| article.kind == Kind::Rewrite)
        {
            let Some(plan) = &article.plan else { continue };
            let text = body(article).join(" ").to_lowercase();
            for (words, _) in plan
                .items
                .iter()
                .filter_map(|(_, told)| told.quote.as_ref())
            {
                // A number at the head of a quotation is written out.
                let (_, words) = words.split_once(' ').unwrap();
                quoted += usize::from(text.contains(&words.to_lowercase()));
            }
        }
    }
    assert!(quoted > 50, "{quoted}");
}
