//! Holds what the collation takes for one event in several articles against ECB+ (Cybulska and Vossen
//! 2014): MUC, B-cubed, CEAF-e, their mean and LEA, over mentions of actions in the clean sentences.
//!
//! `cargo run -p onrecord-desk --example ecb -- ECBplus_coreference_sentences.csv FILE.xml…`. Articles are
//! grouped by what they tell, all files at once; mentions are linked within topics. Clusters of one
//! mention are taken out of gold and of what was found, but for the figures that are said to count
//! them. The interval is the middle 95 % of 1,000 draws of the topics. With `--pairs` as the last word
//! it writes what mentions have in common, a JSON line a pair, for `training/occurrences.py`.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::io::{self, Write};

use onrecord_desk::collate::{Told, compared, happenings, occurrences};
use onrecord_desk::language::{Engine, annotate};
use onrecord_desk::{Meaning, Reading, extract_all, intake};
use onrecord_record::{Extent, Span};
use serde_json::json;

mod corpus;
mod predicted;
mod score;

use corpus::{Clean, Text};
use score::{Cluster, Scores, linked};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [list, paths @ ..] = arguments.as_slice() else {
        return Err("which list of sentences, which files?".into());
    };
    let clean = Clean::read(list)?;
    let files = paths.iter().filter(|path| *path != "--pairs");
    let texts: Vec<Text> = files
        .map(|path| Text::read(path, &clean))
        .collect::<Result<_>>()?;
    let engine = Engine::embedded()?;
    let readings = readings(&engine, &texts)?;
    let groups = happenings(&readings.iter().collect::<Vec<_>>());
    let gold = Gold::of(&texts);
    let mut out = io::stdout().lock();
    let all = All {
        engine,
        texts,
        readings,
        groups,
        gold,
        meaning: Meaning::embedded()?,
    };
    if paths.last().is_some_and(|last| last == "--pairs") {
        return all.write_pairs(&mut out);
    }
    all.write_scores(&mut out)
}

/// The texts as the program reads them.
fn readings(engine: &Engine, texts: &[Text]) -> Result<Vec<Reading>> {
    let lines = texts
        .iter()
        .map(|text| format!("{}\n", json!({"text": text.text})));
    let lines: String = lines.collect();
    let mut readings = Vec::new();
    let articles = intake::articles(lines.as_bytes(), "ecb.jsonl", &intake::Options::default());
    let read: std::result::Result<(), Infallible> = extract_all(engine, articles, |item| {
        readings.extend(item.ok());
        Ok(())
    });
    read?;
    let are_whole = readings
        .iter()
        .zip(texts)
        .all(|(reading, text)| reading.article.text == text.text);
    if readings.len() != texts.len() || !are_whole {
        return Err("an article was not read as it was written down".into());
    }
    Ok(readings)
}

/// The mentions of gold.
struct Gold {
    told: Vec<Told>,
    actions: Vec<String>,
    /// The number of each mention, by article and tokens.
    numbers: BTreeMap<(usize, Vec<usize>), usize>,
}

impl Gold {
    fn of(texts: &[Text]) -> Gold {
        let mut gold = Gold {
            told: Vec::new(),
            actions: Vec::new(),
            numbers: BTreeMap::new(),
        };
        for (article, text) in texts.iter().enumerate() {
            for mention in &text.mentions {
                let spans = mention
                    .tokens
                    .iter()
                    .filter_map(|token| Span::new(&text.text, text.at(*token)));
                let key = (article, mention.tokens.clone());
                if let Some(words) = Extent::new(spans.collect())
                    && !gold.numbers.contains_key(&key)
                {
                    gold.numbers.insert(key, gold.told.len());
                    gold.told.push(Told { article, words });
                    gold.actions.push(mention.action.clone());
                }
            }
        }
        gold
    }
}

/// Clusters by topic.
type ByTopic<'t> = BTreeMap<&'t str, Vec<Cluster>>;

/// All that is measured on.
struct All {
    engine: Engine,
    texts: Vec<Text>,
    readings: Vec<Reading>,
    groups: Vec<Vec<usize>>,
    gold: Gold,
    meaning: Meaning,
}

impl All {
    fn write_pairs(&self, out: &mut impl Write) -> Result<()> {
        let readings: Vec<&Reading> = self.readings.iter().collect();
        for pair in compared(&readings, &self.groups, &self.gold.told, &self.meaning) {
            let is_one = self.gold.actions[pair.one] == self.gold.actions[pair.other];
            let topic = &self.texts[self.gold.told[pair.one].article].topic;
            writeln!(
                out,
                "{}",
                json!({"topic": topic, "common": pair.common, "same": is_one})
            )?;
        }
        Ok(())
    }

    fn write_scores(&self, out: &mut impl Write) -> Result<()> {
        let (precision, recall) = self.grouping();
        writeln!(
            out,
            "{} articles, {} groups (B-cubed {:.1} {:.1}), {} mentions",
            self.texts.len(),
            self.groups.len(),
            100.0 * precision,
            100.0 * recall,
            self.gold.told.len()
        )?;
        let gold = &self.gold.told;
        self.write(
            out,
            "gold mentions, one head stem",
            gold,
            &self.one_stem(gold),
        )?;
        self.write(out, "gold mentions, linked", gold, &self.linked(gold))?;
        let findings = self.in_clean(predicted::findings(&self.engine, &self.readings));
        self.write(
            out,
            "findings, one head stem",
            &findings,
            &self.one_stem(&findings),
        )?;
        self.write(out, "findings, linked", &findings, &self.linked(&findings))?;
        let words = predicted::words(&self.engine, &self.readings, &self.groups);
        let words = self.in_clean(words);
        self.write(
            out,
            "verbs and their nouns, one head stem",
            &words,
            &self.one_stem(&words),
        )?;
        self.write(
            out,
            "verbs and their nouns, linked",
            &words,
            &self.linked(&words),
        )
    }

    fn linked(&self, told: &[Told]) -> Vec<Cluster> {
        let readings: Vec<&Reading> = self.readings.iter().collect();
        occurrences(&readings, &self.groups, told, &self.meaning)
    }

    /// The baseline: of one head stem in one group of articles.
    fn one_stem(&self, told: &[Told]) -> Vec<Cluster> {
        let mut group_of = vec![0; self.texts.len()];
        for (number, group) in self.groups.iter().enumerate() {
            group.iter().for_each(|one| group_of[*one] = number);
        }
        let articles = self
            .readings
            .iter()
            .map(|one| annotate(&self.engine, &one.article));
        let documents: Vec<_> = articles.collect();
        let mut found: BTreeMap<(usize, String), Cluster> = BTreeMap::new();
        for (at, one) in told.iter().enumerate() {
            let stem = predicted::head_stem(&documents[one.article], &one.words);
            found
                .entry((group_of[one.article], stem))
                .or_default()
                .push(at);
        }
        found.into_values().collect()
    }

    /// Those of `told` that stand in sentences whose annotation is complete.
    fn in_clean(&self, told: Vec<Told>) -> Vec<Told> {
        let is_clean = |one: &Told| {
            let at = one.words.hull().start();
            let clean = &self.texts[one.article].clean;
            clean.iter().any(|range| range.contains(&at))
        };
        told.into_iter().filter(is_clean).collect()
    }

    /// `clusters` of `told`, numbered as gold is where gold has the very words, and cut by topic.
    fn by_topic(&self, told: &[Told], clusters: &[Cluster]) -> ByTopic<'_> {
        let number = |at: &usize| {
            let one = &told[*at];
            let text = &self.texts[one.article];
            let parts = one.words.parts().iter();
            let tokens: BTreeSet<usize> = parts
                .flat_map(|part| text.tokens_in(part.range()))
                .collect();
            let key = (one.article, tokens.into_iter().collect());
            let known = self.gold.numbers.get(&key);
            known.copied().unwrap_or(self.gold.told.len() + at)
        };
        let mut by_topic = ByTopic::new();
        for cluster in clusters {
            let mut cut = ByTopic::new();
            for at in cluster {
                let topic = self.texts[told[*at].article].topic.as_str();
                cut.entry(topic).or_insert_with(|| vec![Vec::new()])[0].push(number(at));
            }
            for (topic, mut some) in cut {
                by_topic.entry(topic).or_default().append(&mut some);
            }
        }
        by_topic
    }

    fn write(
        &self,
        out: &mut impl Write,
        name: &str,
        told: &[Told],
        clusters: &[Cluster],
    ) -> Result<()> {
        let mut actions: BTreeMap<&str, Cluster> = BTreeMap::new();
        for (at, action) in self.gold.actions.iter().enumerate() {
            actions.entry(action).or_default().push(at);
        }
        let actions: Vec<Cluster> = actions.into_values().collect();
        let gold = self.by_topic(&self.gold.told, &actions);
        let found = self.by_topic(told, clusters);
        let none = Vec::new();
        let topic = |topic: &&str, is_kept: fn(&[Cluster]) -> Vec<Cluster>| {
            let found = found.get(topic).unwrap_or(&none);
            Scores::of(&is_kept(&gold[topic]), &is_kept(found))
        };
        let topics: Vec<Scores> = gold.keys().map(|one| topic(one, linked)).collect();
        let whole: Vec<Scores> = gold
            .keys()
            .map(|one| topic(one, <[Cluster]>::to_vec))
            .collect();
        let right = found.values().flatten().flatten();
        let right = right
            .filter(|number| **number < self.gold.told.len())
            .count() as f64;
        writeln!(
            out,
            "{name}: {} mentions, of gold P {:.1} R {:.1}",
            told.len(),
            100.0 * right / told.len().max(1) as f64,
            100.0 * right / self.gold.told.len().max(1) as f64
        )?;
        write_sum(out, &topics)?;
        let sum = sum(whole.iter().copied());
        writeln!(
            out,
            "  with clusters of one: CoNLL {:.1}, LEA {:.1}",
            100.0 * sum.conll(),
            100.0 * sum.lea.f1()
        )?;
        Ok(())
    }

    /// B-cubed precision and recall of the groups of articles.
    fn grouping(&self) -> (f64, f64) {
        let mut labels: BTreeMap<&(String, bool), Cluster> = BTreeMap::new();
        for (at, text) in self.texts.iter().enumerate() {
            labels.entry(&text.label).or_default().push(at);
        }
        let labels: Vec<Cluster> = labels.into_values().collect();
        let scores = Scores::of(&labels, &self.groups);
        (
            scores.b_cubed.precision.value(),
            scores.b_cubed.recall.value(),
        )
    }
}

fn sum(topics: impl Iterator<Item = Scores>) -> Scores {
    topics.fold(Scores::default(), |mut sum, one| {
        sum += one;
        sum
    })
}

fn write_sum(out: &mut impl Write, topics: &[Scores]) -> Result<()> {
    let all = sum(topics.iter().copied());
    let measures = [
        ("MUC", all.muc),
        ("B-cubed", all.b_cubed),
        ("CEAF-e", all.ceaf_e),
        ("LEA", all.lea),
    ];
    for (name, measure) in measures {
        let [precision, recall, f1] = [
            measure.precision.value(),
            measure.recall.value(),
            measure.f1(),
        ]
        .map(|one| 100.0 * one);
        writeln!(out, "  {name:8} P {precision:.1} R {recall:.1} F1 {f1:.1}")?;
    }
    let draws = draws(topics);
    for (name, figure) in [
        ("CoNLL", Scores::conll as fn(&Scores) -> f64),
        ("LEA", |one| one.lea.f1()),
    ] {
        let mut drawn: Vec<f64> = draws.iter().map(figure).collect();
        drawn.sort_by(f64::total_cmp);
        let [low, high] =
            [drawn.len() / 40, drawn.len() - 1 - drawn.len() / 40].map(|at| 100.0 * drawn[at]);
        writeln!(
            out,
            "  {name:8} {:.1} ({low:.1} to {high:.1})",
            100.0 * figure(&all)
        )?;
    }
    Ok(())
}

/// 1,000 draws of as many topics, with repeats; the same each time (a linear congruential generator
/// with Knuth's numbers).
fn draws(topics: &[Scores]) -> Vec<Scores> {
    let mut state: u64 = 1;
    let mut draw = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        topics[(state >> 33) as usize % topics.len()]
    };
    (0..1000)
        .map(|_| sum((0..topics.len()).map(|_| draw())))
        .collect()
}
