//! Puts a brief together: number the articles, collect their lines, fold copies, order, choose.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::{Collation, Finding, Item, Likeness, Root, corrected};
use onrecord_record::{Article, SourceKind};
use rayon::prelude::*;

use super::claims::{self, Collated, Threads};
use super::editions::Editions;
use super::fold::{self, Candidate};
use super::follow;
use super::line::Numbered;
use super::regions::Regions;
use super::speaker::{Headings, is_phrase};
use super::{
    Brief, BriefOptions, BriefSource, Heading, Heard, Line, LineKind, Note, Piece, Section,
    SectionKind, basis, bearers, choose, copies, lineage, weigh,
};
use crate::Reading;

const ORDER: [SectionKind; 11] = [
    SectionKind::Corrections,
    SectionKind::Contradictions,
    SectionKind::Happened,
    SectionKind::Pictures,
    SectionKind::Said,
    SectionKind::Denied,
    SectionKind::Held,
    SectionKind::Conjecture,
    SectionKind::NotOnRecord,
    SectionKind::Background,
    SectionKind::Doubtful,
];

/// The brief over `readings`, whatever they tell of. The same readings in any order give the same
/// brief. Of several versions of a page the newest stands.
pub fn brief(readings: &[Reading], options: &BriefOptions, likeness: &dyn Likeness) -> Brief {
    let editions = Editions::of(readings);
    let readings = editions.newest(readings);
    let collation = corrected(&readings, &options.acts, likeness);
    let all: Vec<usize> = (0..readings.len()).collect();
    let whole = Whole::of(&readings, &collation, &editions);
    compose(&whole, &all, options)
}

/// A brief for each event that `readings` tell of, the one with most articles first. Articles that
/// were not read stand with those of the largest.
pub fn briefs(readings: &[Reading], options: &BriefOptions, likeness: &dyn Likeness) -> Vec<Brief> {
    let editions = Editions::of(readings);
    let readings = editions.newest(readings);
    let collation = corrected(&readings, &options.acts, likeness);
    briefs_of(&Whole::of(&readings, &collation, &editions), options)
}

/// The same, of articles that were compared already.
pub(crate) fn briefs_of(whole: &Whole<'_>, options: &BriefOptions) -> Vec<Brief> {
    let mut groups = whole.collation.happenings.clone();
    groups.sort_by_key(|group| (Reverse(group.len()), group.first().copied()));
    with_unread(whole.readings, &mut groups);
    let mut briefs: Vec<Brief> = groups
        .par_iter()
        .map(|group| compose(whole, group, options))
        .collect();
    if options.about.is_some() && briefs.iter().any(|brief| !brief.sections.is_empty()) {
        briefs.retain(|brief| !brief.sections.is_empty());
    }
    briefs
}

/// Puts articles that were not read, of which nobody knows what they tell, to those of the largest
/// group.
fn with_unread(readings: &[&Reading], groups: &mut Vec<Vec<usize>>) {
    let is_unread = |at: &usize| !readings[*at].article.language.is_read();
    let (unread, mut read): (Vec<_>, Vec<_>) = groups
        .drain(..)
        .partition(|group: &Vec<usize>| group.iter().all(is_unread));
    match read.first_mut() {
        Some(largest) => {
            largest.extend(unread.into_iter().flatten());
            largest.sort_unstable();
        }
        None => read = unread,
    }
    *groups = read;
}

/// `readings` in order of publication, each article once.
pub(crate) fn sorted<'a>(readings: impl Iterator<Item = &'a Reading>) -> Vec<&'a Reading> {
    let mut readings: Vec<&Reading> = readings.collect();
    readings.sort_by_key(|reading| order(&reading.article));
    readings.dedup_by(|left, right| left.article.id == right.article.id);
    readings
}

/// All that briefs are made of, whichever of its articles each is over.
pub(crate) struct Whole<'a> {
    /// The newest version of each article, in order of publication.
    pub(super) readings: &'a [&'a Reading],
    collation: &'a Collation,
    threads: Threads,
    editions: &'a Editions,
}

impl<'a> Whole<'a> {
    pub(crate) fn of(
        readings: &'a [&'a Reading],
        collation: &'a Collation,
        editions: &'a Editions,
    ) -> Whole<'a> {
        Whole {
            threads: Threads::of(collation, readings),
            readings,
            collation,
            editions,
        }
    }

    /// In which articles the origins of its claims are heard.
    pub(crate) fn heard(&self) -> Heard {
        Heard::of(&self.collated(BTreeMap::new()))
    }

    /// The same, with the numbers that a brief gives its articles.
    fn collated(&self, numbers: BTreeMap<usize, usize>) -> Collated<'_> {
        Collated {
            collation: self.collation,
            threads: &self.threads,
            readings: self.readings,
            numbers,
        }
    }
}

/// The brief over the articles of `group`, which are in order.
fn compose(whole: &Whole<'_>, group: &[usize], options: &BriefOptions) -> Brief {
    let (collation, editions) = (whole.collation, whole.editions);
    let readings: Vec<&Reading> = group.iter().map(|at| whole.readings[*at]).collect();
    let collated = whole.collated(group.iter().copied().zip(1..).collect());
    let repeats = copies::repeats(readings.iter().map(|reading| &reading.article));
    let families = copies::families(&repeats);
    let mut brief = Brief {
        sources: sources(&readings, &repeats, &collated, editions),
        sections: Vec::new(),
        reports: reports(collation, group),
        basis: None,
    };
    let speakers = bearers::speakers(&readings, &collation.roster, group);
    let headings = Headings::new(&speakers);
    let candidates = candidates(&brief, &readings, &headings, group);
    let lines = claims::told(&brief, &collated, fold::fold(candidates, &families));
    let lines = asked_about(&brief, options, lines);
    let mut lines = without_headline_echoes(lines);
    weigh::weigh(&brief, &mut lines, &families);
    let mut parts = choose::parts(lines);
    for part in parts.values_mut() {
        part.lines = follow::in_sequence(&brief, std::mem::take(&mut part.lines));
    }
    let contradictions = claims::contradictions(&collated).map(|part| about(&brief, options, part));
    parts.extend(
        contradictions
            .filter(|part| !part.lines.is_empty())
            .map(|part| (part.kind, part)),
    );
    brief.sections = ORDER.iter().filter_map(|kind| parts.remove(kind)).collect();
    let sources = bearers::section(&brief, &headings, &speakers);
    brief.sections.extend(sources);
    brief.basis = basis::basis(&brief, &headings.named(&speakers));
    choose::choose(&mut brief, options.length);
    brief
}

/// The lines of `part` that are about what is asked for.
fn about(brief: &Brief, options: &BriefOptions, mut part: Section) -> Section {
    part.lines
        .retain(|line| is_about(options, "", &fold::quoted(brief, line)));
    part
}

/// How many reports the articles of `group` go back to.
fn reports(collation: &Collation, group: &[usize]) -> usize {
    let roots = group
        .iter()
        .filter_map(|at| collation.descent.roots.get(*at));
    roots.flatten().collect::<BTreeSet<&Root>>().len()
}

/// By publication, then outlet, title, address and bytes.
pub(crate) fn order(article: &Article) -> impl Ord + use<> {
    let masthead = &article.masthead;
    let stamp = masthead.published.map(|stamp| (stamp.date, stamp.time));
    (
        stamp.is_none(),
        stamp,
        masthead.outlet.clone(),
        masthead.title.clone(),
        article.origin.clone(),
        article.id,
    )
}

fn sources(
    readings: &[&Reading],
    repeats: &[Option<(usize, f32)>],
    collated: &Collated<'_>,
    editions: &Editions,
) -> Vec<BriefSource> {
    let place = |article: usize| collated.numbers.get(&article).copied();
    let (derived, roots) = (
        &collated.collation.descent.derived,
        &collated.collation.descent.roots,
    );
    let numbered = collated.numbers.iter().zip(readings).zip(repeats);
    let sources = numbered.map(|(((at, number), reading), repeats)| {
        let from = derived.partition_point(|edge| edge.article < *at);
        let edges = derived[from..]
            .iter()
            .take_while(|edge| edge.article == *at);
        BriefSource {
            article: reading.article.clone(),
            repeats: *repeats,
            versions: editions.earlier(reading.article.id),
            lineage: lineage::lineage(*number, edges, &place, &roots[*at]),
            roots: roots[*at].clone(),
            is_read: reading.article.language.is_read(),
        }
    });
    sources.collect()
}

fn candidates(
    brief: &Brief,
    readings: &[&Reading],
    headings: &Headings,
    group: &[usize],
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for ((number, reading), article) in (1..).zip(readings).zip(group) {
        let regions = Regions::new(reading);
        let numbered = Numbered {
            number,
            reading,
            regions: &regions,
        };
        for (section, mut line, finding) in numbered.lines() {
            let speaker = head(brief, headings, &mut line);
            let words = fold::quoted(brief, &line);
            candidates.push(Candidate {
                section,
                line,
                speaker,
                words,
                items: finding
                    .map(|finding| item(*article, finding))
                    .into_iter()
                    .collect(),
                wordings: Vec::new(),
            });
        }
    }
    candidates
}

fn item(article: usize, finding: Finding) -> Item {
    Item { article, finding }
}

/// Puts a statement under its heading, with the heading's name for the speaker's where it has
/// one. Returns the speaker's words.
fn head(brief: &Brief, headings: &Headings, line: &mut Line) -> String {
    let (LineKind::Statement { source: kind, .. }, Some(Piece::Speaker(name))) =
        (line.kind, line.pieces.first_mut())
    else {
        return String::new();
    };
    let words = fold::quote(brief, *name).to_owned();
    if kind == SourceKind::Unresolved && !is_phrase(&words) {
        return words;
    }
    let Some((_, full, kind)) = headings.heading(*name) else {
        return words;
    };
    *name = full;
    line.heading = Heading::Speaker(full, kind);
    fold::quote(brief, full).to_owned()
}

fn is_about(options: &BriefOptions, speaker: &str, words: &str) -> bool {
    let Some(about) = &options.about else {
        return true;
    };
    let hay = format!("{speaker} {words}").to_lowercase();
    about
        .split_whitespace()
        .all(|word| hay.contains(&word.to_lowercase()))
}

/// The lines that are about what is asked for: in their own words, in other words for the same
/// claim, which are noted then, or by somebody else who says it.
fn asked_about(brief: &Brief, options: &BriefOptions, lines: Vec<Candidate>) -> Vec<Candidate> {
    if options.about.is_none() {
        return lines;
    }
    let is_kept = |mut one: Candidate| {
        let is_by_other = one.line.notes.iter().any(|note| match note {
            Note::AlsoBy(name) => is_about(options, fold::quote(brief, *name), &one.words),
            _ => false,
        });
        if is_by_other || is_about(options, &one.speaker, &one.words) {
            return Some(one);
        }
        let told = one.wordings.iter();
        let told = told.filter(|other| is_about(options, "", &other.words));
        let note = Note::Also(told.map(|other| other.at).next()?);
        if !one.line.notes.contains(&note) {
            one.line.notes.push(note);
        }
        Some(one)
    };
    lines.into_iter().filter_map(is_kept).collect()
}

/// A headline says in short what the story says in full: it stands only where the story has no
/// statement that shares a third of its words. A line that the story tells as well is none.
fn without_headline_echoes(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let is_alone = |one: &Candidate| one.line.citations.len() == articles(&one.line).len();
    let (headlines, mut kept): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|one| one.is_headline() && is_alone(one));
    let mut told: BTreeMap<usize, Vec<BTreeSet<String>>> = BTreeMap::new();
    for candidate in kept.iter().filter(|_| !headlines.is_empty()) {
        for article in articles(&candidate.line) {
            let words = content_words(&candidate.words);
            told.entry(article).or_default().push(words);
        }
    }
    for headline in headlines {
        let own = content_words(&headline.words);
        let near = articles(&headline.line)
            .into_iter()
            .filter_map(|one| told.get(&one));
        let is_told = near
            .flatten()
            .any(|words| own.intersection(words).count() * 3 >= own.len());
        if !is_told {
            kept.push(headline);
        }
    }
    kept
}

fn articles(line: &Line) -> BTreeSet<usize> {
    line.citations.iter().map(|one| one.article).collect()
}

fn content_words(words: &str) -> BTreeSet<String> {
    let words = words
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase);
    words.filter(|word| word.chars().count() > 3).collect()
}
