//! What a text of any length is worth: the one value of its sentences, and of the clauses joined in
//! each.

use std::ops::Range;

use onrecord_record::{Extent, Factuality, Span};

use super::{Frame, Reading, Weight, capped, clause_reading, held, is_idle_denial};
use crate::clause::{self, Clause, Link};
use crate::document::Document;
use crate::lexicon::hedge::{self, Effect, Part};
use crate::tag::Pos;

/// The same of words in several parts; what stands between them, *he said*, has no say.
pub(super) fn reading_of(document: &Document<'_>, extent: &Extent, frame: Frame) -> Reading {
    text_of(document, extent, frame).0
}

/// That reading, and each main clause of the text by the words that name it.
pub(super) fn text_of(
    document: &Document<'_>,
    extent: &Extent,
    frame: Frame,
) -> (Reading, Vec<(Span, Reading)>) {
    let mut parts = sentences_of(document, extent, frame);
    let clauses = parts
        .iter_mut()
        .flat_map(|part| std::mem::take(&mut part.clauses));
    let clauses = clauses.collect();
    (reading_in(parts), clauses)
}

/// The one reading of several sentences.
fn reading_in(mut parts: Vec<SentenceReading>) -> Reading {
    prefer(&mut parts, |part| part.has_verb);
    prefer(&mut parts, |part| !part.reading.mood.question);
    if parts.len() >= SEVERAL {
        let is_conditional = |part: &SentenceReading| {
            part.reading.mood.condition.is_some() || part.reading.mood.is_condition
        };
        if parts.iter().filter(|part| is_conditional(part)).count() * 2 <= parts.len() {
            prefer(&mut parts, |part| !is_conditional(part));
        }
        return prevailing(parts);
    }
    least_sure(parts.into_iter().map(|part| part.reading).collect())
}

/// From so many sentences on a single one does not decide.
const SEVERAL: usize = 3;

/// A sentence, or what of it lies in the text that is read.
struct SentenceReading {
    reading: Reading,
    has_verb: bool,
    /// Its main clauses, by the words that name each.
    clauses: Vec<(Span, Reading)>,
}

/// The sentences of `extent`, read one by one.
fn sentences_of(document: &Document<'_>, extent: &Extent, frame: Frame) -> Vec<SentenceReading> {
    let span = extent.hull();
    let within = document.tokens_in(span);
    let sentences = document.sentences.get(document.sentences_in(span));
    let tokens = sentences.unwrap_or(&[]).iter().map(|sentence| {
        within.start.max(sentence.tokens.start)..within.end.min(sentence.tokens.end)
    });
    tokens
        .filter(|tokens| !tokens.is_empty())
        .map(|tokens| fragment(document, tokens, extent, frame))
        .collect()
}

/// Keeps the parts of which `wanted` holds, unless there are none.
fn prefer(parts: &mut Vec<SentenceReading>, wanted: impl Fn(&SentenceReading) -> bool) {
    if parts.iter().any(&wanted) {
        parts.retain(wanted);
    }
}

/// The reading of the first part that has the value of more than half of them; else of the first.
fn prevailing(parts: Vec<SentenceReading>) -> Reading {
    // the one value that can have more than half of the votes is left over when unlike pairs go
    let mut left: Option<(Factuality, usize)> = None;
    for value in parts.iter().map(|part| part.reading.value) {
        left = match left {
            Some((other, votes)) if other == value => Some((other, votes + 1)),
            Some((other, votes)) if votes > 1 => Some((other, votes - 1)),
            Some(_) => None,
            None => Some((value, 1)),
        };
    }
    let votes = |value: Factuality| {
        let of_value = parts.iter().filter(|part| part.reading.value == value);
        of_value.count()
    };
    let value = left
        .map(|(value, _)| value)
        .filter(|value| votes(*value) * 2 > parts.len());
    let first = parts
        .iter()
        .position(|part| value.is_none_or(|value| part.reading.value == value))
        .unwrap_or(0);
    parts
        .into_iter()
        .nth(first)
        .map_or_else(|| Weight::default().reading(), |part| part.reading)
}

/// Of joined clauses, the first one's polarity and mood with the least certainty of all.
fn least_sure(readings: Vec<Reading>) -> Reading {
    let mut readings = readings.into_iter();
    let Some(mut first) = readings.next() else {
        return Weight::default().reading();
    };
    for other in readings {
        let lowered = capped(first.value, other.value);
        if lowered != first.value {
            first.value = lowered;
            first.because.extend(other.because);
        }
        first.mood.future = first.mood.future.or(other.mood.future);
        first.mood.condition = first.mood.condition.or(other.mood.condition);
    }
    first.because.sort_unstable();
    first.because.dedup();
    first
}

/// One sentence, or the part of it that lies in the extent.
fn fragment(
    document: &Document<'_>,
    tokens: Range<usize>,
    extent: &Extent,
    frame: Frame,
) -> SentenceReading {
    let clauses = clause::clauses(document, tokens.clone());
    let mains = mains_within(document, &clauses, extent);
    if mains.is_empty() || is_purpose(document, &clauses, &tokens) {
        return SentenceReading {
            reading: bare_reading(document, tokens),
            has_verb: false,
            clauses: Vec::new(),
        };
    }
    let readings = mains.iter().map(|index| {
        let reading = clause_reading(document, &clauses, *index, frame);
        held::with_held(document, &clauses, *index, frame, reading)
    });
    let readings: Vec<Reading> = readings.collect();
    let named = mains.iter().zip(&readings).filter_map(|(index, reading)| {
        let words = told_by(document, clauses.get(*index)?, extent)?;
        Some((words, reading.clone()))
    });
    SentenceReading {
        clauses: named.collect(),
        reading: least_sure(readings),
        has_verb: true,
    }
}

/// So many words at most tell a clause apart from the others.
const SHORT: usize = 8;
/// So few do not, and go on to be [`SOME`].
const FEWEST: usize = 3;
/// Words that do, where the verb is none that tells anything.
const SOME: usize = 5;

/// The words that tell a clause by: a short clause whole; else its subject and predicate, *{The
/// principles are not combined} with legal status and* …; of a long subject or one that stands apart
/// the predicate alone.
fn told_by(document: &Document<'_>, clause: &Clause, extent: &Extent) -> Option<Span> {
    let verb = clause.verb.as_ref()?;
    let said = verb
        .complement
        .map_or(verb.tokens.end, |at| verb.tokens.end.max(at + 1));
    let opens = clause.subject.start.min(verb.tokens.start);
    let leads = |at: &usize| {
        let word = document.lower(*at);
        let is_word = word.starts_with(char::is_alphanumeric);
        !is_word || matches!(word.as_str(), "and" | "but" | "or" | "so" | "yet")
    };
    let opens = opens + (opens..verb.tokens.start).take_while(leads).count();
    let whole = opens..clause.tokens.end;
    // *it's* tells no clause apart
    let said = match said - opens < FEWEST {
        true => said.max(clause.tokens.end.min(opens + SOME)),
        false => said,
    };
    let ranges = [
        Some(whole).filter(|whole| whole.len() <= SHORT),
        Some(opens..said).filter(|told| told.len() <= SHORT),
        Some(verb.tokens.start..said),
    ];
    let spans = ranges.into_iter().flatten();
    let mut spans = spans.filter_map(|range| clause::span_of(document, range));
    spans.find(|span| extent.parts().iter().any(|part| part.contains(*span)))
}

/// The main clauses with their verbs in the extent; where none is, what hangs on the others:
/// *{The mill}, she said, {has closed}*.
fn mains_within(document: &Document<'_>, clauses: &[Clause], extent: &Extent) -> Vec<usize> {
    let mains = clause::mains(clauses);
    if extent.parts().len() < 2 {
        return mains;
    }
    let is_within = |index: &usize| {
        let head = clauses[*index].verb.as_ref().map(|verb| verb.head);
        let token = head.and_then(|head| document.tokens.get(head));
        token.is_some_and(|token| extent.overlaps(token.span))
    };
    let own: Vec<usize> = mains.iter().copied().filter(is_within).collect();
    if !own.is_empty() {
        return own;
    }
    let hangs = |index: &usize| {
        clauses[*index]
            .parent
            .is_some_and(|one| mains.contains(&one))
    };
    let inner = (0..clauses.len()).filter(|index| hangs(index) && is_within(index));
    let (told, beside): (Vec<usize>, Vec<usize>) =
        inner.partition(|index| matches!(clauses[*index].link, Link::That | Link::Content));
    let inner = if told.is_empty() { beside } else { told };
    if inner.is_empty() { mains } else { inner }
}

/// *to ensure the mine does not reopen*: the finite verb lies in what the infinitive is for.
fn is_purpose(document: &Document<'_>, clauses: &[Clause], tokens: &Range<usize>) -> bool {
    let opens = document.lower(tokens.start) == "to"
        && document
            .tokens
            .get(tokens.start + 1)
            .is_some_and(|token| token.pos == Pos::VB);
    let main = clauses.first().and_then(|one| one.verb.as_ref());
    opens
        && main.is_some_and(|verb| {
            (tokens.start..verb.tokens.start).all(|at| document.lower(at) != ",")
        })
}

/// Words without a finite verb: *to leave*, *no evidence of fraud*, *a possible deal*.
fn bare_reading(document: &Document<'_>, tokens: Range<usize>) -> Reading {
    let mut weight = Weight::default();
    if clause::ends_with_question(document, tokens.clone()) {
        let mark = tokens
            .clone()
            .rev()
            .find(|at| document.lower(*at).starts_with('?'))
            .unwrap_or(tokens.end);
        weight.apply(document, Effect::Uncommitted, mark..mark + 1);
        weight.mood.question = true;
    }
    let head_noun = |at: &usize| {
        document
            .tokens
            .get(*at)
            .is_some_and(|token| token.pos.is_noun() || token.pos.is_verb())
    };
    let until = tokens
        .clone()
        .find(head_noun)
        .map_or(tokens.end, |at| at + 1);
    for at in tokens.start..until {
        let word = document.lower(at);
        let effect = match word.as_str() {
            // *decided {not to sign}*
            "not" if at == tokens.start && document.lower(at + 1) == "to" => Some(Effect::Fails),
            "no" | "not" | "neither" | "without" | "never" if !is_idle_denial(document, at) => {
                Some(Effect::Fails)
            }
            "possible" | "potential" | "likely" | "suspected" | "would-be" => {
                Some(Effect::Possible)
            }
            "alleged" | "supposed" | "purported" | "reported" | "so-called" => {
                Some(Effect::Hearsay)
            }
            _ => hedge::effect(Part::Adverb, &word).filter(|effect| *effect != Effect::Fails),
        };
        if let Some(effect) = effect {
            weight.apply(document, effect, at..at + 1);
        }
    }
    weight.reading()
}
