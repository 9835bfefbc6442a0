//! What the program itself takes for words that tell something that happened.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_desk::Reading;
use onrecord_desk::collate::{Told, stem};
use onrecord_desk::language::{Document, Engine, Pos, Token, annotate};
use onrecord_record::{Aspect, Extent, Span};

/// Verbs that only help others.
const HELPING: [&str; 23] = [
    "am", "are", "be", "been", "being", "did", "do", "does", "doing", "had", "has", "have",
    "having", "is", "was", "were", "'m", "'re", "'s", "'ve", "’re", "’s", "’ve",
];

/// What is on the record: the heads of events, of what the article tells itself, of what attributes.
pub(crate) fn findings(engine: &Engine, readings: &[Reading]) -> Vec<Told> {
    let mut told = BTreeSet::new();
    for (article, reading) in readings.iter().enumerate() {
        let document = annotate(engine, &reading.article);
        let found = &reading.findings;
        let events = found.events.iter().map(|one| one.predicate);
        let happens = found
            .narration
            .iter()
            .filter(|one| one.aspect == Aspect::Event);
        let cues = found
            .statements
            .iter()
            .filter_map(|one| one.attribution.cue.as_ref());
        let spans = events
            .chain(happens.map(|one| one.predicate))
            .chain(cues.map(Extent::hull));
        told.extend(spans.filter_map(|span| Some((article, head(&document, span)?))));
    }
    told.into_iter().map(one_word).collect()
}

/// The same, every full verb, and every noun of which some article of its group has the verb:
/// *resignation* beside *resigned*.
pub(crate) fn words(engine: &Engine, readings: &[Reading], groups: &[Vec<usize>]) -> Vec<Told> {
    let found = findings(engine, readings);
    let mut told: BTreeSet<(usize, Span)> = found
        .iter()
        .map(|one| (one.article, one.words.hull()))
        .collect();
    for group in groups {
        let documents: BTreeMap<usize, Document<'_>> = group
            .iter()
            .map(|at| (*at, annotate(engine, &readings[*at].article)))
            .collect();
        let mut verbs = BTreeSet::new();
        for (article, document) in &documents {
            for token in document
                .tokens
                .iter()
                .filter(|token| is_full_verb(document, token))
            {
                verbs.insert(stem(&document.quote(token.span).to_lowercase()));
                told.insert((*article, token.span));
            }
        }
        for (article, document) in &documents {
            let nouns = document
                .tokens
                .iter()
                .filter(|token| token.pos.is_noun() && !token.pos.is_name());
            for noun in nouns {
                if verbs.contains(&stem(&document.quote(noun.span).to_lowercase())) {
                    told.insert((*article, noun.span));
                }
            }
        }
    }
    told.into_iter().map(one_word).collect()
}

fn one_word((article, span): (usize, Span)) -> Told {
    Told {
        article,
        words: span.into(),
    }
}

fn is_full_verb(document: &Document<'_>, token: &Token) -> bool {
    let form = document.quote(token.span).to_lowercase();
    token.pos.is_verb() && token.pos != Pos::MD && !HELPING.contains(&form.as_str())
}

/// The word of `span` that tells what happens: *resigned* of *has not resigned*.
fn head(document: &Document<'_>, span: Span) -> Option<Span> {
    let tokens = document.tokens.get(document.tokens_in(span))?;
    let helps = |token: &&Token| {
        matches!(token.pos, Pos::MD | Pos::RB | Pos::TO)
            || token.pos.is_verb() && !is_full_verb(document, token)
    };
    let full = tokens.iter().find(|token| !helps(token));
    Some(full.or(tokens.last())?.span)
}

/// The stem of the word that a mention is about: of its first verb, or of its last word.
pub(crate) fn head_stem(document: &Document<'_>, words: &Extent) -> String {
    let tokens: Vec<&Token> = document
        .tokens
        .iter()
        .filter(|token| words.overlaps(token.span))
        .collect();
    let verb = tokens.iter().find(|token| is_full_verb(document, token));
    let head = verb
        .or(tokens.last())
        .map_or("", |token| document.quote(token.span));
    stem(&head.to_lowercase())
}
