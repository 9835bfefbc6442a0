//! The part that tells who the sources are.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_collate::Roster;
use onrecord_record::{NameKind, Source, SourceId, SourceKind, Span};

use super::choose::by_rank;
use super::speaker::{Headings, Speaker, SpeakerKey};
use super::{Brief, Citation, Heading, Line, LineKind, Note, Piece, Rank, Section, SectionKind};
use crate::Reading;

/// The sources of all articles, each with what its article tells of it; `group` tells their places
/// in `roster`.
pub(super) fn speakers(readings: &[&Reading], roster: &Roster, group: &[usize]) -> Vec<Speaker> {
    let mut speakers = Vec::new();
    for ((number, reading), at) in (1..).zip(readings).zip(group) {
        for (id, source) in (0..).map(SourceId).zip(&reading.findings.sources) {
            let words = reading.article.quote(source.name);
            let number_of = roster.at(*at, id);
            let entity = number_of.and_then(|entity| roster.entities.get(entity));
            let name = Citation {
                article: number,
                span: source.name,
            };
            speakers.push(Speaker {
                name,
                words: words.to_owned(),
                kind: source.kind,
                entity: number_of,
                is_chosen: entity.is_some_and(|one| one.is_renamed && one.name == words),
                is_named: is_named(reading, source),
                told: told(number, reading, source),
            });
        }
    }
    speakers
}

/// Does its article tell what the source without a name is called: *Sellers* beside *Joseph Sellers*,
/// *Secretary of State Ada Holt*, *the minister* beside *Minister Ada Holt* or *Ada Holt, the minister*?
fn is_named(reading: &Reading, source: &Source) -> bool {
    if source.kind != SourceKind::Unnamed {
        return false;
    }
    let article = &reading.article;
    let told = article.quote(source.name).to_lowercase();
    let bare = told
        .split_once(' ')
        .map_or(&*told, |(first, rest)| match first {
            "the" | "a" | "an" => rest,
            _ => &*told,
        });
    let names = reading.findings.names.iter();
    let mut persons = names.filter(|name| name.kind == NameKind::Person);
    persons.any(|name| {
        let words = article.quote(name.span);
        let (start, end) = (name.span.start(), name.span.end());
        let before = article.text.get(..start).unwrap_or("").trim_end();
        if source.name.contains(name.span) {
            // *a spokesman for Ada Holt* is another one
            let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
            let is_title = start == source.name.start() || last.starts_with(char::is_uppercase);
            return end == source.name.end() && is_title;
        }
        let surname = words
            .rsplit(' ')
            .next()
            .filter(|last| last.len() < words.len());
        let after = article.text.get(end..).unwrap_or("");
        let after = after.strip_prefix(", ").unwrap_or("");
        let after = ["the ", "a ", "an "]
            .iter()
            .find_map(|small| after.strip_prefix(small));
        let begins = |after: &str| {
            after
                .get(..bare.len())
                .is_some_and(|own| own.to_lowercase() == bare)
        };
        surname.is_some_and(|surname| surname.to_lowercase() == bare)
            || ends_with(before.trim_end_matches(','), bare)
            || after.is_some_and(begins)
    })
}

/// Does `text` end with the words `end`, whatever their case?
fn ends_with(text: &str, end: &str) -> bool {
    let from = text.len().checked_sub(end.len());
    let tail = from.and_then(|from| Some((text.get(..from)?, text.get(from..)?)));
    tail.is_some_and(|(before, tail)| {
        tail.to_lowercase() == end && !before.ends_with(char::is_alphanumeric)
    })
}

/// What the article tells of a source beside its name.
fn told(article: usize, reading: &Reading, source: &Source) -> Vec<Note> {
    match source.kind {
        SourceKind::Person => {
            let beside = described(reading, source);
            let cite = |span| Note::Described(Citation { article, span });
            beside.map(cite).into_iter().collect()
        }
        _ => anonymity(article, source),
    }
}

/// Characters of the longest description that stands beside a name.
const LONGEST: usize = 160;

/// What stands beside a person's name where it speaks, the fullest of it: *the league's president*, *, who
/// runs the mill*.
fn described(reading: &Reading, source: &Source) -> Option<Span> {
    let article = &reading.article;
    let name = article.quote(source.name);
    let beside = source.mentions.iter().filter_map(|mention| {
        let [whole] = mention.parts() else {
            return None;
        };
        let words = article.quote(*whole);
        let (before, after) = words.split_once(name)?;
        if is_mood(before) {
            return None;
        }
        // *{President} Ada Holt's*
        let is_own = matches!(after, "'s" | "’s" | "'s own" | "’s own");
        let rest = match (has_words(before), has_words(after) && !is_own) {
            (true, false) => whole.start()..whole.start() + before.len(),
            (false, true) => whole.end() - after.len()..whole.end(),
            (true, true) => whole.range(),
            (false, false) => return None,
        };
        let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | '—' | '–' | '-' | ':' | ';');
        let words = article.text.get(rest.clone())?;
        let start = rest.start + words.len() - words.trim_start_matches(is_mark).len();
        let length = words.trim_matches(is_mark).len();
        Span::new(&article.text, start..start + length)
    });
    let short = beside.filter(|span| article.quote(*span).chars().count() <= LONGEST);
    let told = short.filter(|span| tells_more(article.quote(*span)));
    // the fullest, the first of equals
    told.max_by_key(|span| (span.range().len(), std::cmp::Reverse(span.start())))
}

/// *An angry* Ada Holt: how somebody was, not who.
fn is_mood(before: &str) -> bool {
    let opens = before.split(' ').next().unwrap_or_default().to_lowercase();
    matches!(opens.as_str(), "a" | "an") && !before.contains([',', '—', '–', '('])
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// *Mr.* tells no more than the name does; *its spokesman* needs what stands before.
fn tells_more(words: &str) -> bool {
    let words = words.to_lowercase();
    let opens = words.split(' ').next().unwrap_or_default();
    let is_address = matches!(
        words.trim_end_matches('.'),
        "mr" | "mrs" | "ms" | "miss" | "dr"
    );
    !is_address
        && !matches!(
            opens,
            "its" | "his" | "her" | "their" | "our" | "my" | "whose"
        )
}

/// Number, description and reason, as far as the name itself does not tell them.
fn anonymity(article: usize, source: &Source) -> Vec<Note> {
    let Some(told) = &source.anonymity else {
        return Vec::new();
    };
    let cite = |span| Citation { article, span };
    let beside = |span: &Span| !source.name.contains(*span) && !span.contains(source.name);
    let mut notes = Vec::new();
    notes.extend(told.number.filter(beside).map(cite).map(Note::Number));
    notes.extend(
        told.descriptor
            .filter(beside)
            .map(cite)
            .map(Note::Described),
    );
    notes.extend(told.reason.map(cite).map(Note::Reason));
    notes
}

/// One line for each heading that speaks in the brief, and a count of what nobody is found for.
pub(super) fn section(brief: &Brief, headings: &Headings, speakers: &[Speaker]) -> Option<Section> {
    let (told, untold) = statements(brief);
    let mut seen: BTreeMap<SpeakerKey, Line> = BTreeMap::new();
    for one in speakers {
        let Some((key, name, kind)) = headings.heading(one.name) else {
            continue;
        };
        let Some(articles) = told.get(&name) else {
            continue;
        };
        let line = seen
            .entry(key.clone())
            .or_insert_with(|| line(kind, name, articles));
        if !line.citations.contains(&one.name) {
            line.citations.push(one.name);
        }
        for note in &one.told {
            // a person is described once, as the first article does
            let is_known = matches!(note, Note::Described(_))
                && kind == SourceKind::Person
                && line
                    .notes
                    .iter()
                    .any(|one| matches!(one, Note::Described(_)));
            if !is_known && !line.notes.contains(note) {
                line.notes.push(note.clone());
            }
        }
    }
    let mut lines: Vec<Line> = seen.into_values().collect();
    by_rank(&mut lines);
    (!lines.is_empty() || untold > 0).then_some(Section {
        kind: SectionKind::Sources,
        lines,
        untold,
    })
}

/// The articles of each statement of each heading, one entry a statement and article; and the
/// number of statements under none.
fn statements(brief: &Brief) -> (BTreeMap<Citation, Vec<BTreeSet<usize>>>, usize) {
    let mut told: BTreeMap<Citation, Vec<BTreeSet<usize>>> = BTreeMap::new();
    let mut untold = 0;
    for line in brief.sections.iter().flat_map(|section| &section.lines) {
        match line.heading {
            Heading::Speaker(name, _) => {
                let articles = line.citations.iter().map(|one| one.article);
                told.entry(name).or_default().push(articles.collect());
            }
            Heading::Untold => untold += 1,
            Heading::Part | Heading::Articles | Heading::Absence(_) => {}
        }
    }
    (told, untold)
}

fn line(kind: SourceKind, name: Citation, statements: &[BTreeSet<usize>]) -> Line {
    let count = statements.len();
    let articles: BTreeSet<usize> = statements.iter().flatten().copied().collect();
    let articles = articles.len();
    let mut rank = Rank::default();
    rank.add("statements in this brief", count as f32);
    rank.add("articles they stand in", articles as f32);
    Line {
        kind: LineKind::Source(kind),
        heading: Heading::Part,
        is_shown: true,
        pieces: vec![Piece::Quote(name)],
        notes: vec![Note::Statements { count, articles }],
        citations: vec![name],
        rank,
    }
}
