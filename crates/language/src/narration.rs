//! What the article says in its own voice: its main clauses that belong to nobody else.
//!
//! *Officials said* alone is no narration, nor is what they said. But where the article only
//! supposes that somebody said or thinks so (*she seems to be betting that …*), the supposing is
//! its own judgement and is kept.

use std::ops::Range;

use onrecord_record::{
    Aspect, Attribution, Factuality, Narration, Span, TimeExpression, TimeId, Valuation, Voice,
    ZoneKind,
};

use crate::clause::{self, Clause, Link, Verb};
use crate::document::{Document, Sentence};
use crate::factuality::{self, Frame};
use crate::tag::Pos;

/// The main clauses in the article's own voice, in text order.
///
/// `attributions` say what belongs to others; `times` are numbered by their place in the list.
pub(crate) fn narration(
    document: &Document<'_>,
    attributions: &[Attribution],
    times: &[TimeExpression],
) -> Vec<Narration> {
    let mut found = Vec::new();
    for sentence in &document.sentences {
        if document.zone(sentence) != ZoneKind::Caption {
            found.extend(sentence_narration(document, sentence, attributions, times));
        }
    }
    found
}

fn sentence_narration(
    document: &Document<'_>,
    sentence: &Sentence,
    attributions: &[Attribution],
    times: &[TimeExpression],
) -> Vec<Narration> {
    let clauses = clause::clauses(document, sentence.tokens.clone());
    let own = |index: &usize| is_told(&clauses, *index);
    (0..clauses.len())
        .filter(own)
        .filter_map(|index| clause_narration(document, &clauses, index, attributions, times))
        .collect()
}

/// A clause that stands by itself: a main clause, or an aside between dashes with a verb.
fn is_told(clauses: &[Clause], index: usize) -> bool {
    let clause = &clauses[index];
    clause.verb.is_some() && matches!(clause.link, Link::Main | Link::Aside)
}

fn clause_narration(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    attributions: &[Attribution],
    times: &[TimeExpression],
) -> Option<Narration> {
    let clause = &clauses[index];
    let verb = clause.verb.as_ref()?;
    let words = predicate_tokens(document, verb, clause.tokens.end);
    let predicate = clause::span_of(document, words.clone())?;
    let reading = factuality::clause_reading(document, clauses, index, Frame::Own);
    if belongs_to_others(attributions, predicate, &reading) {
        return None;
    }
    let span = own_span(document, clauses, index, attributions, predicate)?;
    Some(Narration {
        span,
        predicate,
        aspect: aspect(document, verb, clause.tokens.end),
        valuation: Valuation {
            voice: Voice::Narrator,
            value: reading.value,
            because: reading.because,
        },
        mood: reading.mood,
        times: times_in(times, span),
    })
}

/// The predicate: the verb group, the infinitive it hands on to, and what *be* says is so.
fn predicate_tokens(document: &Document<'_>, verb: &Verb, end: usize) -> Range<usize> {
    let mut last = verb.clone();
    let mut to = verb.tokens.end;
    for _ in 0..3 {
        let next = clause::infinitive(document, &last, end)
            .filter(|_| factuality::is_raiser(document, &last));
        to = to
            .max(last.tokens.end)
            .max(last.complement.map_or(0, |at| at + 1));
        match next {
            Some(next) => last = next,
            None => break,
        }
    }
    // a question whose verb was not found: all of it
    let is_whole = clause::is_modal(&document.lower(verb.head));
    verb.tokens.start..if is_whole { end } else { to }
}

/// Does the predicate lie in what somebody else says, or is it only *officials said*? A frame that
/// the article hedges (*seems to be betting*) is its own judgement.
fn belongs_to_others(
    attributions: &[Attribution],
    predicate: Span,
    reading: &factuality::Reading,
) -> bool {
    let inside = attributions
        .iter()
        .any(|one| one.content.overlaps(predicate));
    let frame = attributions
        .iter()
        .any(|one| one.cue.as_ref().is_some_and(|cue| cue.overlaps(predicate)));
    // the mark of a question inside a quotation is no doubt of the article's own
    let is_theirs = |why: &Span| attributions.iter().any(|one| one.content.overlaps(*why));
    let plain = reading.value == Factuality::CERTAIN || reading.because.iter().all(is_theirs);
    inside || frame && plain
}

/// The clause up to where somebody else's words begin.
fn own_span(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    attributions: &[Attribution],
    predicate: Span,
) -> Option<Span> {
    let tokens = clauses[index].tokens.clone();
    let whole = clause::span_of(document, tokens.clone())?;
    let foreign = attributions
        .iter()
        .filter(|one| one.content.overlaps(whole))
        .flat_map(|one| {
            one.content
                .parts()
                .iter()
                .copied()
                .chain(cue_after(one, predicate))
        });
    let mut end = tokens.end;
    let mut start = tokens.start;
    for part in foreign {
        let within = document.tokens_in(part);
        let inner = clauses.iter().find(|one| {
            one.parent == Some(index)
                && one.tokens.start > tokens.start
                && one.tokens.contains(&within.start)
        });
        if part.start() >= predicate.end() {
            end = end.min(inner.map_or(within.start, |one| one.tokens.start));
        } else if part.end() <= predicate.start() {
            start = start.max(within.end);
        }
    }
    clause::span_of(document, start..end)
}

/// The cue of *…, promising that …*: a participle after the predicate opens the foreign part.
fn cue_after(attribution: &Attribution, predicate: Span) -> Option<Span> {
    let cue = attribution.cue.as_ref()?.hull();
    (cue.start() >= predicate.end()).then_some(cue)
}

fn times_in(times: &[TimeExpression], span: Span) -> Vec<TimeId> {
    times
        .iter()
        .enumerate()
        .filter(|(_, time)| span.contains(time.span))
        .filter_map(|(number, _)| u32::try_from(number).ok().map(TimeId))
        .collect()
}

/// Whether a clause tells what happens or how things are: *be* and its like, possession, attitudes,
/// modals and hedges tell how things are.
fn aspect(document: &Document<'_>, verb: &Verb, end: usize) -> Aspect {
    let inner =
        clause::infinitive(document, verb, end).filter(|_| factuality::is_raiser(document, verb));
    let told = inner.as_ref().unwrap_or(verb);
    let progressive = document
        .tokens
        .get(told.head)
        .is_some_and(|token| token.pos == Pos::VBG);
    if told.passive || progressive {
        return Aspect::Event;
    }
    if crate::lexicon::state::is_state(&told.lemma) {
        Aspect::State
    } else {
        Aspect::Event
    }
}

#[cfg(test)]
mod tests {
    use onrecord_record::Extent;
    use onrecord_testkit::Marked;

    use super::*;
    use crate::lexicon::state::STATES;
    use crate::testing::{check, read};

    /// One attribution for each content marked, with the cue of the same number.
    fn attributions(marked: &Marked) -> Vec<Attribution> {
        let of_label = |label: &str| -> Vec<Span> {
            marked
                .marks
                .iter()
                .filter(|mark| mark.label == label)
                .map(|mark| mark.span)
                .collect()
        };
        let cues = of_label("cue");
        of_label("content")
            .into_iter()
            .enumerate()
            .map(|(number, content)| Attribution {
                source: None,
                cue: cues.get(number).copied().map(Extent::from),
                content: content.into(),
                score: 1.0,
                parent: None,
            })
            .collect()
    }

    /// `Event PS+ [might] | future: will: The port might close (might close)`.
    fn render(marked: &Marked) -> Vec<String> {
        let document = read(&marked.text);
        narration(&document, &attributions(marked), &[])
            .iter()
            .map(|one| {
                let because: Vec<&str> = one
                    .valuation
                    .because
                    .iter()
                    .map(|span| document.quote(*span))
                    .collect();
                let future = one.mood.future.map_or(String::new(), |span| {
                    format!(" future {}", document.quote(span))
                });
                let condition = one.mood.condition.map_or(String::new(), |span| {
                    format!(" if <{}>", document.quote(span))
                });
                format!(
                    "{:?} {} [{}]{future}{condition}: {} ({})",
                    one.aspect,
                    one.valuation.value,
                    because.join(", "),
                    document.quote(one.span),
                    document.quote(one.predicate)
                )
            })
            .collect()
    }

    #[test]
    fn cases() {
        check(
            include_str!("../../../fixtures/narration/clauses.txt"),
            render,
        );
    }

    #[test]
    fn states_of_the_lexicon_are_states() {
        for (sentences, expected) in [(&STATES.yes, Aspect::State), (&STATES.no, Aspect::Event)] {
            for sentence in sentences {
                let marked = Marked::read(sentence).expect("braces match");
                let found = narration(&read(&marked.text), &[], &[]);
                let aspects: Vec<Aspect> = found.iter().map(|one| one.aspect).collect();
                assert_eq!(aspects, [expected], "{sentence}");
            }
        }
    }
}
