//! Puts a brief together: number the articles, collect their lines, fold copies, order, cut.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{Article, SourceKind};

use super::fold::{self, Candidate};
use super::line::Numbered;
use super::speaker::{Headings, Speaker, SpeakerKey};
use super::{
    Brief, BriefOptions, BriefSource, Citation, Line, LineKind, Note, Piece, Rank, Section,
    SectionKind,
};
use crate::Reading;

/// From so many of its sentences' words standing in an earlier article, an article repeats it.
const REPEATS: f32 = 0.4;

const ORDER: [SectionKind; 9] = [
    SectionKind::Corrections,
    SectionKind::Happened,
    SectionKind::Pictures,
    SectionKind::Said,
    SectionKind::Denied,
    SectionKind::Conjecture,
    SectionKind::NotOnRecord,
    SectionKind::Background,
    SectionKind::Sources,
];

/// The brief over `readings`. The same readings in any order give the same brief.
pub fn brief(readings: &[Reading], options: &BriefOptions) -> Brief {
    let mut readings: Vec<&Reading> = readings.iter().collect();
    readings.sort_by_key(|reading| order(&reading.article));
    readings.dedup_by(|left, right| left.article.id == right.article.id);
    let mut brief = Brief {
        sources: sources(&readings),
        sections: Vec::new(),
    };
    let speakers = speakers(&brief, &readings);
    let headings = Headings::new(&speakers);
    let folded = fold::fold(candidates(&brief, &readings, &headings));
    let kept: Vec<Candidate> = folded
        .into_iter()
        .filter(|one| is_about(options, &one.speaker, &one.words))
        .collect();
    let kept = without_headline_echoes(kept);
    let mut parts = parts(kept, options);
    if let Some(section) = sources_section(&headings, &speakers, &parts) {
        parts.insert(SectionKind::Sources, section);
    }
    brief.sections = ORDER.iter().filter_map(|kind| parts.remove(kind)).collect();
    brief
}

/// By publication, then outlet, title, address and bytes.
fn order(article: &Article) -> impl Ord + use<> {
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

fn sources(readings: &[&Reading]) -> Vec<BriefSource> {
    let prints: Vec<BTreeSet<String>> = readings
        .iter()
        .map(|reading| shingles(&reading.article))
        .collect();
    let sources = readings
        .iter()
        .enumerate()
        .map(|(at, reading)| BriefSource {
            article: reading.article.clone(),
            repeats: repeats(&prints[at], &prints[..at]),
            is_read: reading.article.language.is_read(),
        });
    sources.collect()
}

/// The runs of five words of an article's text.
fn shingles(article: &Article) -> BTreeSet<String> {
    let words = article.text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(5).map(|run| run.join(" ")).collect()
}

/// The earlier article that holds most of these runs, from [`REPEATS`] on.
fn repeats(own: &BTreeSet<String>, earlier: &[BTreeSet<String>]) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (at, other) in earlier.iter().enumerate() {
        let share = own.intersection(other).count() as f32 / own.len().max(1) as f32;
        if share >= REPEATS && best.is_none_or(|(_, top)| share > top) {
            best = Some((at + 1, share));
        }
    }
    best
}

fn speakers(brief: &Brief, readings: &[&Reading]) -> Vec<Speaker> {
    let mut speakers = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        for source in &reading.findings.sources {
            let name = Citation {
                article: at + 1,
                span: source.name,
            };
            let words = fold::quote(brief, name).to_owned();
            let reason = source
                .anonymity
                .as_ref()
                .and_then(|anonymity| anonymity.reason);
            let reason = reason.map(|span| Citation {
                article: at + 1,
                span,
            });
            speakers.push(Speaker {
                name,
                words,
                kind: source.kind,
                reason,
            });
        }
    }
    speakers
}

fn candidates(brief: &Brief, readings: &[&Reading], headings: &Headings) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        for (section, mut line) in (Numbered {
            number: at + 1,
            reading,
        })
        .lines()
        {
            let speaker = head(brief, headings, &mut line);
            let words = fold::quoted(brief, &line);
            candidates.push(Candidate {
                section,
                line,
                speaker,
                words,
            });
        }
    }
    candidates
}

/// Puts the heading's name in place of the speaker's, and returns its words.
fn head(brief: &Brief, headings: &Headings, line: &mut Line) -> String {
    let LineKind::Statement { source: kind, .. } = line.kind else {
        return String::new();
    };
    for piece in &mut line.pieces {
        if let Piece::Speaker(name) = piece {
            let words = fold::quote(brief, *name).to_owned();
            let (_, heading) = headings.heading(&Speaker {
                name: *name,
                words,
                kind,
                reason: None,
            });
            *name = heading;
            return fold::quote(brief, heading).to_owned();
        }
    }
    String::new()
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

/// A headline says in short what the story says in full: it stands only where the story has no
/// statement of the same speaker that shares a third of its words.
fn without_headline_echoes(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let is_headline = |line: &Line| {
        line.notes
            .iter()
            .any(|note| matches!(note, Note::Zone(onrecord_record::ZoneKind::Headline)))
    };
    let (headlines, mut kept): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|candidate| is_headline(&candidate.line));
    for headline in headlines {
        let own = content_words(&headline.words);
        let is_told = kept.iter().any(|other| {
            let shared = own.intersection(&content_words(&other.words)).count();
            shared * 3 >= own.len() && shares_article(&headline.line, &other.line)
        });
        if !is_told {
            kept.push(headline);
        }
    }
    kept
}

fn shares_article(left: &Line, right: &Line) -> bool {
    left.citations
        .iter()
        .any(|one| right.citations.iter().any(|two| one.article == two.article))
}

fn content_words(words: &str) -> BTreeSet<String> {
    let words = words
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase);
    words.filter(|word| word.chars().count() > 3).collect()
}

fn parts(candidates: Vec<Candidate>, options: &BriefOptions) -> BTreeMap<SectionKind, Section> {
    let mut parts: BTreeMap<SectionKind, Vec<Line>> = BTreeMap::new();
    for candidate in candidates {
        parts
            .entry(candidate.section)
            .or_default()
            .push(candidate.line);
    }
    let sections = parts
        .into_iter()
        .map(|(kind, lines)| (kind, section(kind, lines, options)));
    sections.collect()
}

fn section(kind: SectionKind, mut lines: Vec<Line>, options: &BriefOptions) -> Section {
    lines.sort_by(|left, right| {
        let score = right.rank.score.total_cmp(&left.rank.score);
        score.then_with(|| left.citations.cmp(&right.citations))
    });
    let all = lines.len();
    let limit = options.lines.unwrap_or(usize::MAX);
    let lines = if matches!(kind, SectionKind::Said | SectionKind::Denied) {
        by_speaker(lines, limit)
    } else {
        lines.truncate(limit);
        lines
    };
    Section {
        kind,
        omitted: all - lines.len(),
        lines,
    }
}

/// Statements under their speakers, the speaker of the best line first.
fn by_speaker(lines: Vec<Line>, limit: usize) -> Vec<Line> {
    let mut order: Vec<Option<Citation>> = Vec::new();
    let mut groups: BTreeMap<Option<Citation>, Vec<Line>> = BTreeMap::new();
    for line in lines {
        let speaker = speaker(&line);
        if !order.contains(&speaker) {
            order.push(speaker);
        }
        let group = groups.entry(speaker).or_default();
        if group.len() < limit {
            group.push(line);
        }
    }
    order
        .iter()
        .filter_map(|speaker| groups.remove(speaker))
        .flatten()
        .collect()
}

/// Who speaks in `line`, by the heading's name.
fn speaker(line: &Line) -> Option<Citation> {
    line.pieces.iter().find_map(|piece| match piece {
        Piece::Speaker(name) => Some(*name),
        _ => None,
    })
}

/// One line for each heading that speaks in the brief.
fn sources_section(
    headings: &Headings,
    speakers: &[Speaker],
    parts: &BTreeMap<SectionKind, Section>,
) -> Option<Section> {
    let counts = statement_counts(parts);
    let mut seen: BTreeMap<SpeakerKey, Line> = BTreeMap::new();
    for one in speakers {
        let (key, name) = headings.heading(one);
        let Some(count) = counts.get(&name) else {
            continue;
        };
        let line = seen
            .entry(key)
            .or_insert_with(|| source_line(one.kind, name, *count));
        line.citations
            .extend((!line.citations.contains(&one.name)).then_some(one.name));
        line.notes.extend(one.reason.map(Note::Reason));
    }
    let mut lines: Vec<Line> = seen.into_values().collect();
    lines.sort_by(|left, right| {
        let score = right.rank.score.total_cmp(&left.rank.score);
        score.then_with(|| left.citations.cmp(&right.citations))
    });
    let kind = SectionKind::Sources;
    (!lines.is_empty()).then_some(Section {
        kind,
        lines,
        omitted: 0,
    })
}

fn statement_counts(parts: &BTreeMap<SectionKind, Section>) -> BTreeMap<Citation, usize> {
    let mut counts = BTreeMap::new();
    for line in parts.values().flat_map(|section| &section.lines) {
        if let Some(name) = speaker(line) {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts
}

fn source_line(kind: SourceKind, name: Citation, statements: usize) -> Line {
    let score = statements as f32;
    Line {
        kind: LineKind::Source(kind),
        pieces: vec![Piece::Quote(name)],
        notes: vec![Note::Statements(statements)],
        citations: vec![name],
        rank: Rank {
            score,
            reasons: vec![("statements in this brief", score)],
        },
    }
}
