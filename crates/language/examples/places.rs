//! Scores place names and where they lie on JSON Lines with `doc`, `text` and `entities`.
//!
//! `cargo run --release -p onrecord-language --example places -- [--show] FILE…`: offsets of
//! `entities` are code points of `text`; `lat` and `lon` are degrees. Documents are in one of two
//! halves by the hash of `doc`: `chosen` was looked at, `kept` was not. With `--show`, what went
//! wrong in the chosen half is printed.

use std::io::{BufRead, BufReader, Write};

use onrecord_language::{Engine, annotate, names, places, places_at};
use onrecord_record::{Location, Offsets, PlaceMention, PlaceRole, Span};
use serde_json::Value;
use sha2::{Digest, Sha256};

mod plain;

use plain::article;

/// Types of GeoWebNews that say a place where something is.
const LITERAL: [&str; 5] = [
    "location",
    "Literal",
    "Mixed",
    "Coercion",
    "Literal_Modifier",
];
/// Types that name a place without saying where.
const OTHER: [&str; 2] = ["Metonymic", "Non_Literal_Modifier"];
/// Types that count neither for nor against: common nouns, names inside other names.
const NEUTRAL: [&str; 4] = [
    "Literal_Expression",
    "Non_Lit_Expression",
    "Embedded_Literal",
    "Embedded_Non_Lit",
];

/// Kilometres within which a place counts as right: a hundred miles.
const NEAR: f32 = 161.0;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let show = files.iter().any(|one| one == "--show");
    files.retain(|one| one != "--show");
    let engine = Engine::embedded()?;
    let mut out = std::io::stdout().lock();
    for path in files {
        let mut halves = [Score::default(), Score::default()];
        for line in BufReader::new(std::fs::File::open(&path)?).lines() {
            let record: Value = serde_json::from_str(&line?)?;
            let doc = record["doc"].as_str().unwrap_or("");
            // The first byte parts the training documents from the ones held out; the second is free.
            let half = usize::from(Sha256::digest(doc)[1] % 2);
            score(&engine, &record, &mut halves[half]);
        }
        let [chosen, kept] = halves;
        if show {
            writeln!(out, "{}", chosen.notes.join("\n"))?;
        }
        let (first, second) = (chosen.report("chosen"), kept.report("kept"));
        let both = chosen.with(kept).report("both");
        writeln!(out, "{path}\n{first}{second}{both}")?;
    }
    Ok(())
}

/// A place as it is marked.
struct Gold {
    span: Span,
    kind: String,
    is_adjective: bool,
    at: Option<(f32, f32)>,
}

impl Gold {
    fn is_literal(&self) -> bool {
        LITERAL.contains(&self.kind.as_str())
    }

    fn is_name(&self) -> bool {
        (self.is_literal() || OTHER.contains(&self.kind.as_str())) && !self.is_adjective
    }

    fn is_neutral(&self) -> bool {
        NEUTRAL.contains(&self.kind.as_str())
    }

    /// An adjective or a people: *Syrian*, *Danes*.
    fn is_demonym(&self) -> bool {
        self.kind == "Demonym" || (self.is_adjective && !self.is_neutral())
    }
}

fn gold(record: &Value, text: &str) -> Vec<Gold> {
    let offsets = Offsets::new(text);
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
    #[expect(clippy::cast_possible_truncation, reason = "degrees")]
    let degrees = |value: &Value| value.as_f64().map(|number| number as f32);
    let entities = record["entities"].as_array().into_iter().flatten();
    entities
        .filter_map(|one| {
            let (start, end) = (number(&one["start"])?, number(&one["end"])?);
            Some(Gold {
                span: offsets.span(text, start, end)?,
                kind: one["type"].as_str()?.to_owned(),
                is_adjective: one["modifier"].as_str() == Some("Adjective"),
                at: degrees(&one["lat"]).zip(degrees(&one["lon"])),
            })
        })
        .collect()
}

#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    demonyms: [usize; 3],
    /// Kilometres off, for gold names with coordinates that were given a place.
    errors: Vec<f32>,
    with_coordinates: usize,
    /// The same for names found by exact span.
    found_errors: Vec<f32>,
    roles: [usize; 2],
    /// What went wrong.
    notes: Vec<String>,
}

fn score(engine: &Engine, record: &Value, score: &mut Score) {
    let article = article(record["text"].as_str().unwrap_or(""));
    let gold = gold(record, &article.text);
    let document = annotate(engine, &article);
    let found = places(&document, &names(&document));
    let (demonyms, sites): (Vec<&PlaceMention>, Vec<&PlaceMention>) =
        found.iter().partition(|one| one.role == PlaceRole::Demonym);
    for one in &sites {
        score.count_found(&article.text, &gold, one);
    }
    for one in gold.iter().filter(|gold| gold.is_name()) {
        if !sites.iter().any(|site| site.span == one.span) {
            score.missed += 1;
            score.note("missed", &around(&article.text, one.span), "");
        }
    }
    let marked: Vec<&Gold> = gold.iter().filter(|gold| gold.is_demonym()).collect();
    let hits = demonyms
        .iter()
        .filter(|one| marked.iter().any(|gold| gold.span == one.span))
        .count();
    score.demonyms[0] += hits;
    score.demonyms[1] += demonyms.len();
    score.demonyms[2] += marked.len();
    let mut located = gold
        .iter()
        .filter(|gold| gold.is_name())
        .collect::<Vec<_>>();
    located.retain(|gold| gold.at.is_some());
    let spans: Vec<Span> = located.iter().map(|gold| gold.span).collect();
    score.with_coordinates += spans.len();
    for (gold, one) in located.iter().zip(places_at(&document, &spans)) {
        score.count_placed(&article.text, gold, &one);
    }
}

impl Score {
    /// A place that was found, against what is marked.
    fn count_found(&mut self, text: &str, gold: &[Gold], one: &PlaceMention) {
        let here: Vec<&Gold> = gold.iter().filter(|gold| gold.span == one.span).collect();
        let Some(gold) = here.iter().find(|gold| gold.is_name()) else {
            let counts = |gold: &&Gold| !gold.is_neutral() && !gold.is_demonym();
            if here.is_empty() || here.iter().any(counts) {
                self.wrong += 1;
                self.note("extra", &around(text, one.span), "");
            }
            return;
        };
        self.right += 1;
        // GeoVirus does not tell roles apart.
        if gold.kind != "location" {
            let right = one.is_literal() == gold.is_literal();
            self.roles[usize::from(right)] += 1;
            if !right {
                self.note("role", &around(text, one.span), &gold.kind);
            }
        }
        if let (Some(at), Some(location)) = (gold.at, &one.location) {
            self.found_errors.push(off(at, location));
        }
    }

    /// A marked name with coordinates, against where it was placed.
    fn count_placed(&mut self, text: &str, gold: &Gold, one: &PlaceMention) {
        let Some((at, location)) = gold.at.zip(one.location.as_ref()) else {
            self.note("unknown", &around(text, gold.span), "");
            return;
        };
        let error = off(at, location);
        self.errors.push(error);
        if error > NEAR {
            let place = format!("{} {:?} {error:.0} km", location.name, location.country);
            self.note("far", &around(text, gold.span), &place);
        }
    }

    fn note(&mut self, what: &str, place: &str, why: &str) {
        self.notes.push(format!("{what}\t{place}\t{why}"));
    }
}

fn off(at: (f32, f32), location: &Location) -> f32 {
    onrecord_atlas::kilometres(at, (location.lat, location.lon))
}

fn around(text: &str, span: Span) -> String {
    let before: String = text
        .get(..span.start())
        .unwrap_or("")
        .chars()
        .rev()
        .take(30)
        .collect();
    let before: String = before.chars().rev().collect();
    let after: String = text
        .get(span.end()..)
        .unwrap_or("")
        .chars()
        .take(30)
        .collect();
    format!("{before}[{}]{after}", span.of(text)).replace('\n', " ")
}

impl Score {
    fn with(mut self, other: Score) -> Score {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.with_coordinates += other.with_coordinates;
        self.errors.extend(other.errors);
        self.found_errors.extend(other.found_errors);
        for (mine, theirs) in self.demonyms.iter_mut().zip(other.demonyms) {
            *mine += theirs;
        }
        for (mine, theirs) in self.roles.iter_mut().zip(other.roles) {
            *mine += theirs;
        }
        self
    }

    fn report(&self, half: &str) -> String {
        let (right, found, marked) = (
            self.right,
            self.right + self.wrong,
            self.right + self.missed,
        );
        let [hits, told, peoples] = self.demonyms;
        let placed = &self.errors;
        [
            format!("{half}: names {marked}"),
            format!("precision {:.1}", percent(right, found)),
            format!("recall {:.1}", percent(right, marked)),
            format!("F1 {:.1}", percent(2 * right, found + marked)),
            format!("adjectives and peoples {peoples}"),
            format!("F1 {:.1}", percent(2 * hits, told + peoples)),
            format!(
                "role right {:.1}",
                percent(self.roles[1], self.roles[0] + self.roles[1])
            ),
            format!(
                "\n  marked spans with coordinates {}",
                self.with_coordinates
            ),
            format!(
                "given a place {:.1}",
                percent(placed.len(), self.with_coordinates)
            ),
            format!(
                "of these within 161 km {:.1}",
                percent(near(placed), placed.len())
            ),
            format!("median {:.0} km", median(placed)),
            format!(
                "\n  end to end: of those found and placed within 161 km {:.1}",
                percent(near(&self.found_errors), self.found_errors.len())
            ),
            format!(
                "of all {:.1}\n",
                percent(near(&self.found_errors), self.with_coordinates)
            ),
        ]
        .join(", ")
    }
}

fn near(errors: &[f32]) -> usize {
    errors.iter().filter(|error| **error <= NEAR).count()
}

fn median(errors: &[f32]) -> f32 {
    let mut sorted = errors.to_vec();
    sorted.sort_by(f32::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f32::NAN)
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
