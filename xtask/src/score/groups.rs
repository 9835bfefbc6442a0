//! Where the engine is strong and where it is weak: relations by outlet, length, directness, source.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde_json::Value;

use super::layers::{Relation, relation, relations, same, statements};
use super::span::{Words, matched, spans};
use super::tally::{Tally, f1, interval};
use super::{ARTICLES, Bench, found, lines, rows};

/// Words and marks of an article from which it counts as middling, and as long.
const LENGTHS: [usize; 2] = [600, 1200];
/// Words within double marks, of a hundred, from which a content counts as direct.
const DIRECT: usize = 90;

/// One article: gold and found relations, and which of `found` is which of `gold`.
struct Article<'a> {
    doc: &'a str,
    outlet: &'a str,
    words: Words,
    quoted: BTreeSet<usize>,
    gold: Vec<Relation>,
    found: Vec<(Relation, &'a Value)>,
    given: Vec<Option<usize>>,
}

impl<'a> Article<'a> {
    fn of(doc: &'a str, row: &'a Value, record: &'a Value) -> Article<'a> {
        let text = row["text"].as_str().unwrap_or("");
        let words = Words::of(text);
        let gold = relations(&words, &row["attributions"], "source");
        let outer = statements(record)
            .filter(|one| one["parent"].is_null() && !spans(&one["cue"]).is_empty());
        let found: Vec<(Relation, &Value)> = outer
            .map(|one| {
                let (source, content) = (spans(&one["source_words"]), spans(&one["content"]));
                (relation(&words, &source, &content), one)
            })
            .collect();
        Article {
            doc,
            outlet: row["outlet"].as_str().unwrap_or(""),
            quoted: words.quoted(text),
            given: matched(&found, &gold, |found, gold| same(&found.0, gold)),
            words,
            gold,
            found,
        }
    }

    /// What is counted of the relations that `is_in` takes, found ones and gold ones by themselves.
    fn tally(&self, is_in: impl Fn(&Relation) -> bool) -> Tally {
        let count = |all: &mut dyn Iterator<Item = &Relation>| all.filter(|one| is_in(one)).count();
        let pairs = || self.found.iter().zip(&self.given);
        let right = pairs().filter(|(_, given)| given.is_some());
        let hit = self
            .given
            .iter()
            .flatten()
            .filter_map(|at| self.gold.get(*at));
        let counts = [
            count(&mut right.map(|(one, _)| &one.0)),
            count(&mut self.found.iter().map(|one| &one.0)),
            count(&mut hit.into_iter()),
            count(&mut self.gold.iter()),
        ];
        let [right, found, hit, gold] = counts.map(|count| count as f64);
        Tally {
            right,
            found,
            hit,
            gold,
        }
    }

    fn directness(&self, relation: &Relation) -> &'static str {
        let quoted = relation.1.intersection(&self.quoted).count();
        match quoted * 100 {
            0 => "indirect",
            share if share >= DIRECT * relation.1.len() => "direct",
            _ => "mixed",
        }
    }

    fn length(&self) -> String {
        let [middling, long] = LENGTHS;
        match self.words.count() {
            words if words < middling => format!("1 to {} words", middling - 1),
            words if words < long => format!("{middling} to {} words", long - 1),
            _ => format!("from {long} words"),
        }
    }
}

/// A line a group.
pub(super) fn table(bench: &Bench<'_>) -> Result<String> {
    let path = bench.asked.data.join(ARTICLES);
    let (gold, records) = (rows(&path)?, bench.records(&path)?);
    let mut articles = Vec::new();
    for (doc, row) in &gold {
        articles.push(Article::of(doc, row, found(&records, doc)?));
    }
    let mut table = vec![format!(
        "{:34} {:>9} {:>6} {:>6} {:>6}  {:>14} {:>6} {:>6}",
        "", "articles", "P", "R", "F1", "95 %", "pred", "gold"
    )];
    let by = |name: &str, of: &dyn Fn(&Article<'_>) -> String| -> Vec<String> {
        let mut groups: BTreeMap<String, Vec<Tally>> = BTreeMap::new();
        for one in &articles {
            groups.entry(of(one)).or_default().push(one.tally(|_| true));
        }
        let groups = groups.iter();
        groups
            .map(|(group, all)| line(&format!("{name}: {group}"), all))
            .collect()
    };
    table.extend(by("outlet", &|one| one.outlet.to_owned()));
    table.extend(by("length", &|one| one.length()));
    for kind in ["direct", "mixed", "indirect"] {
        let tallies = articles
            .iter()
            .map(|one| one.tally(|relation| one.directness(relation) == kind));
        table.push(line(
            &format!("content: {kind}"),
            &tallies.collect::<Vec<_>>(),
        ));
    }
    table.extend(by_source(bench, &articles)?);
    Ok(format!("{}\n", table.join("\n")))
}

fn line(name: &str, tallies: &[Tally]) -> String {
    let sum = |of: fn(&Tally) -> f64| tallies.iter().map(of).sum::<f64>();
    let (found, gold) = (sum(|one| one.found), sum(|one| one.gold));
    let articles = tallies
        .iter()
        .filter(|one| one.found + one.gold > 0.0)
        .count();
    let [low, high] = interval(tallies, f1);
    format!(
        "{name:34} {articles:9} {:6} {:6} {:6.1}  {low:5.1} to {high:5.1} {found:6} {gold:6}",
        percent(sum(|one| one.right), found),
        percent(sum(|one| one.hit), gold),
        f1(tallies),
    )
}

fn percent(part: f64, whole: f64) -> String {
    match whole > 0.0 {
        true => format!("{:.1}", 100.0 * part / whole),
        false => "-".to_owned(),
    }
}

/// Precision by the type that the engine gives what it found; recall by the type that gold gives
/// the attributions whose source somebody labelled.
fn by_source(bench: &Bench<'_>, articles: &[Article<'_>]) -> Result<Vec<String>> {
    let mut counts: BTreeMap<String, [f64; 4]> = BTreeMap::new();
    for article in articles {
        for ((_, statement), given) in article.found.iter().zip(&article.given) {
            let speaker = statement["source"]
                .as_array()
                .and_then(|chain| chain.last());
            let kind = speaker
                .and_then(|one| one["type"].as_str())
                .unwrap_or("unresolved");
            let count = counts.entry(kind.to_owned()).or_default();
            count[0] += f64::from(u8::from(given.is_some()));
            count[1] += 1.0;
        }
    }
    for labelled in lines(&bench.root.join("gold/cues-dev.jsonl"))? {
        let of_doc = |one: &&Article<'_>| labelled["doc"] == one.doc;
        let (Some(article), Some(kind)) = (articles.iter().find(of_doc), labelled["type"].as_str())
        else {
            continue;
        };
        let (source, content) = (spans(&labelled["source"]), spans(&labelled["content"]));
        let wanted = relation(&article.words, &source, &content);
        let at = article.gold.iter().position(|gold| *gold == wanted);
        let is_hit = at.is_some_and(|at| article.given.contains(&Some(at)));
        let count = counts.entry(kind.to_owned()).or_default();
        count[2] += f64::from(u8::from(is_hit));
        count[3] += 1.0;
    }
    let rows = counts.iter();
    Ok(rows
        .map(|(kind, [right, found, hit, gold])| {
            let name = format!("source: {kind}");
            let (precision, recall) = (percent(*right, *found), percent(*hit, *gold));
            format!(
                "{name:34} {:9} {precision:>6} {recall:>6} {:6}  {:14} {found:6} {gold:6}",
                "", "", ""
            )
        })
        .collect())
}
