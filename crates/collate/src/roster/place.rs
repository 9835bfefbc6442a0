//! Where the articles name somebody, and what each of these names is, before it is known who that is.

use std::collections::BTreeSet;

use onrecord_atlas::{Metonym, country, stands_for};
use onrecord_record::{Article, NameKind, Reading, Source, SourceId, SourceKind, Span};

use super::Mention;
use crate::name::{self, Names};
use crate::namesake::{Form, Naming};

/// A place where somebody is named, before it is known who that is.
pub(super) struct Place {
    pub(super) mention: Mention,
    pub(super) kind: SourceKind,
    pub(super) naming: Naming,
    pub(super) spelling: String,
    /// The name is a description, or that of a state.
    pub(super) is_vague: bool,
}

impl Place {
    fn of_generation(mut self, generation: Option<&'static str>) -> Place {
        if self.kind == SourceKind::Person {
            self.naming.generation = generation;
        }
        self
    }
}

/// All places, in order of articles: sources with a name first, then names of those who do not
/// speak.
pub(super) fn places(readings: &[&Reading]) -> Vec<Place> {
    let mut places = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        let names = Names::of(reading);
        let mut seen: BTreeSet<(bool, Vec<String>, String)> = BTreeSet::new();
        let mut add = |place: Place| {
            let is_person = place.kind == SourceKind::Person;
            let key = (
                is_person,
                place.naming.words.clone(),
                place.spelling.clone(),
            );
            if !place.naming.words.is_empty()
                && (seen.insert(key) || place.mention.source.is_some())
            {
                places.push(place);
            }
        };
        for (number, source) in (0..).zip(&reading.findings.sources) {
            if is_named(source.kind) {
                add(speaking(article, reading, &names, SourceId(number), source));
            }
        }
        for name in &reading.findings.names {
            let kind = match name.kind {
                NameKind::Person => SourceKind::Person,
                NameKind::Organisation => SourceKind::Organisation,
                NameKind::Place | NameKind::Other => continue,
            };
            let named = names.at(name.span);
            let words = named.map(|named| named.words.clone());
            let generation = named.and_then(|named| named.generation);
            let mention = Mention {
                article,
                span: name.span,
                source: None,
            };
            let place = place(reading, mention, kind, words.unwrap_or_default());
            add(place.of_generation(generation));
        }
    }
    places
}

/// Has a source of this kind a name of its own?
pub(crate) fn is_named(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Person | SourceKind::Office | SourceKind::Organisation | SourceKind::Outlet
    )
}

fn speaking(
    article: usize,
    reading: &Reading,
    names: &Names,
    id: SourceId,
    source: &Source,
) -> Place {
    let kind = match source.kind {
        SourceKind::Person => NameKind::Person,
        _ => NameKind::Organisation,
    };
    let mut words = name::bare(&reading.article, source.name, kind);
    let named = names.at(source.name).filter(|named| named.kind == kind);
    let mut generation = name::generation(reading.article.quote(source.name));
    if let Some(fuller) = named.filter(|named| words.len() == 1 && named.words.len() > 1) {
        words.clone_from(&fuller.words);
        generation = generation.or(fuller.generation);
    }
    let mention = Mention {
        article,
        span: source.name,
        source: Some(id),
    };
    place(reading, mention, source.kind, words).of_generation(generation)
}

fn place(reading: &Reading, mention: Mention, kind: SourceKind, words: Vec<String>) -> Place {
    let spelling = spelled(&reading.article, mention.span);
    let form = form(kind, &spelling, &words, mention.source.is_some());
    Place {
        is_vague: form == Form::Common || country(&spelling).is_some(),
        mention,
        kind,
        naming: Naming {
            article: mention.article,
            form,
            words,
            generation: None,
            source: mention.source.map(|id| id.0),
        },
        spelling,
    }
}

/// The words of `span`, white space drawn together.
pub(crate) fn spelled(article: &Article, span: Span) -> String {
    let words: Vec<&str> = article.quote(span).split_whitespace().collect();
    words.join(" ")
}

fn form(kind: SourceKind, spelling: &str, words: &[String], is_speaker: bool) -> Form {
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let is_all_capital = |word: &str| word.chars().all(|c| c.is_uppercase() || c == '.');
    let mut proper = spelling
        .split(' ')
        .filter(|word| !word.eq_ignore_ascii_case("the"));
    match kind {
        SourceKind::Person => Form::Person,
        SourceKind::Outlet => Form::Body(None),
        _ => match government(spelling, is_speaker) {
            Some(code) => Form::Body(Some(code)),
            None if words.len() == 1 && proper.clone().all(is_all_capital) => Form::Acronym,
            None if proper.any(is_capital) => Form::Body(None),
            None => Form::Common,
        },
    }
}

/// The government that `name` stands for: *the Kremlin* and, as a speaker, *Moscow*, *Russia* and
/// *the Russian government* for Russia's. Its parliament, bank or ministry is another body.
fn government(name: &str, is_speaker: bool) -> Option<String> {
    const ITSELF: [&str; 4] = ["government", "presidency", "prime minister", ""];
    if let Some(found) = stands_for(name) {
        let is_plain = matches!(found.metonym, Metonym::City | Metonym::Capital);
        let is_body = found.metonym == Metonym::Body || ITSELF.contains(&found.body);
        return match is_plain {
            true if !is_speaker => None,
            _ if is_plain || is_body => Some(found.code.to_owned()),
            _ => Some(format!("{} {}", found.code, found.body)),
        };
    }
    let whose = name
        .strip_suffix(" government")
        .or_else(|| name.strip_suffix(" Government"));
    let whose = whose.or(is_speaker.then_some(name))?;
    country(whose).map(|country| country.code.to_owned())
}
