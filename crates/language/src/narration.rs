//! What the article says in its own voice: its main clauses that belong to nobody else, and what it
//! judges by the way (*came with what seemed to be a list*).
//!
//! *Officials said* alone is no narration, nor is what they said, nor an order to the reader. But
//! where the article only supposes that somebody said or thinks so (*she seems to be betting that
//! …*), the supposing is its own judgement and is kept. A span reads as a clause: verbs that share
//! a subject are told together, and what says nothing without others' words is left out.

use std::ops::Range;

use onrecord_record::{
    Aspect, Attribution, Certainty, Factuality, Mood, Narration, Polarity, Span, TimeExpression,
    TimeId, Valuation, Voice, ZoneKind,
};

use crate::clause::{self, Clause, Link, Verb};
use crate::document::Document;
use crate::factuality;
use crate::quotation::Quotations;
use crate::tag::Pos;

mod cut;
mod edge;
mod furniture;
mod judgement;

/// The main clauses in the article's own voice, in text order.
///
/// `attributions` say what belongs to others; `times` are numbered by their place in the list.
pub(crate) fn narration(
    document: &Document<'_>,
    quotations: &Quotations,
    attributions: &[Attribution],
    times: &[TimeExpression],
) -> Vec<Narration> {
    let near = by_sentence(document, attributions);
    let mut found = Vec::new();
    for (sentence, attributions) in document.sentences.iter().zip(near) {
        let is_told = document.zone(sentence) != ZoneKind::Caption
            && !furniture::is_furniture(document, sentence.tokens.clone());
        if is_told {
            let own = Own {
                document,
                clauses: clause::clauses(document, sentence.tokens.clone()),
                attributions,
                quotations,
                times,
            };
            found.extend(own.narration());
        }
    }
    found
}

/// The attributions that have a cue or content in each sentence.
fn by_sentence<'v>(
    document: &Document<'_>,
    attributions: &'v [Attribution],
) -> Vec<Vec<&'v Attribution>> {
    let mut near: Vec<Vec<&Attribution>> = vec![Vec::new(); document.sentences.len()];
    for (number, one) in attributions.iter().enumerate() {
        let cue = one.cue.iter().flat_map(|cue| cue.parts());
        for part in one.content.parts().iter().chain(cue) {
            for at in document.sentences_in(*part) {
                let seen = near[at].last().is_some_and(|last| std::ptr::eq(*last, one));
                if !seen {
                    near[at].push(&attributions[number]);
                }
            }
        }
    }
    near
}

/// A sentence under examination.
struct Own<'v, 'a> {
    document: &'v Document<'a>,
    clauses: Vec<Clause>,
    /// Those with a cue or content in the sentence.
    attributions: Vec<&'v Attribution>,
    quotations: &'v Quotations,
    times: &'v [TimeExpression],
}

/// A clause found to be told, with its tokens.
struct Told {
    tokens: Range<usize>,
    /// The first of the clauses it is joined to.
    first: usize,
    /// It has a subject in its span.
    has_subject: bool,
    narration: Narration,
}

impl Own<'_, '_> {
    fn narration(&self) -> Vec<Narration> {
        let mut found: Vec<Told> = Vec::new();
        let mut listed = false;
        for index in 0..self.clauses.len() {
            if self.trails(index) {
                // what goes before it is somebody's: *the port closed, it was reported*
                found.clear();
                continue;
            }
            listed = self.is_listed(index, listed);
            if let Some(last) = found.last_mut().filter(|_| listed) {
                self.extend(last, self.clauses[index].tokens.end);
                continue;
            }
            let Some(one) = self.told(index).or_else(|| self.judgement(index)) else {
                continue;
            };
            match found.last_mut().filter(|last| self.shares(last, &one)) {
                Some(last) => self.join(last, one),
                None => found.push(one),
            }
        }
        let subjects: Vec<usize> = found
            .iter()
            .filter(|one| one.has_subject)
            .map(|one| one.first)
            .collect();
        found.retain(|one| {
            self.reads_as_clause(one, &subjects) && !self.opens_frame(one) && !self.opens_words(one)
        });
        found.sort_by_key(|one| one.narration.span.start());
        self.with_infinitives(found)
    }

    /// A clause that stands by itself: a main clause, or an aside between dashes with a verb.
    fn told(&self, index: usize) -> Option<Told> {
        let clause = &self.clauses[index];
        let verb = clause.verb.as_ref()?;
        if !matches!(clause.link, Link::Main | Link::Aside) || self.is_order(index) {
            return None;
        }
        let words = predicate_tokens(self.document, verb, clause.tokens.end);
        let predicate = clause::span_of(self.document, words.clone())?;
        let reading = self.own_reading(factuality::narrated(self.document, &self.clauses, index));
        if self.is_theirs(predicate, verb) || self.lists_on(index) {
            return None;
        }
        let is_frame = self.is_frame(index) || self.has_cue(predicate);
        let tokens = match (is_frame, Self::supposes(&reading)) {
            (true, false) => return None,
            (true, true) => clause.tokens.clone(),
            _ => self.remainder(index, &words)?,
        };
        let told = aspect(self.document, verb, clause.tokens.end);
        self.kept(index, tokens, predicate, told, reading)
    }

    fn kept(
        &self,
        index: usize,
        tokens: Range<usize>,
        predicate: Span,
        aspect: Aspect,
        reading: factuality::Reading,
    ) -> Option<Told> {
        let tokens = self.whole(tokens);
        let span = clause::span_of(self.document, tokens.clone())?;
        let from = tokens.start;
        Some(Told {
            tokens,
            first: self.clauses[index].joined_to.unwrap_or(index),
            has_subject: self.has_subject(index, from),
            narration: Narration {
                span,
                about: None,
                predicate,
                aspect,
                valuation: Valuation {
                    voice: Voice::Narrator,
                    value: reading.value,
                    because: reading.because,
                },
                mood: reading.mood,
                times: times_in(self.times, span),
            },
        })
    }

    /// Does the predicate lie in what somebody else says?
    fn is_theirs(&self, predicate: Span, verb: &Verb) -> bool {
        self.quotations.around(verb.head).is_some()
            || self
                .attributions
                .iter()
                .any(|one| one.content.overlaps(predicate))
    }

    /// Is the predicate one by which somebody is said to say or think something?
    fn has_cue(&self, predicate: Span) -> bool {
        self.attributions
            .iter()
            .any(|one| one.cue.as_ref().is_some_and(|cue| cue.overlaps(predicate)))
    }

    /// Does a clause go on with what somebody else says, as another of a list: *pointed to {rules that help
    /// some win}, donors gain more, and firms grow*? A comma alone joins no clauses of the article's.
    fn lists_on(&self, index: usize) -> bool {
        let clause = &self.clauses[index];
        let Some(before) = clause.subject.start.checked_sub(1) else {
            return false;
        };
        let ends = |one: &&Attribution| {
            let parts = one.content.parts().iter();
            let mut ends = parts.map(|part| self.document.tokens_in(*part).end);
            ends.any(|end| end == before)
        };
        // not *asked {what it meant}, Holt smiled*
        let goes_before = |one: &Clause| {
            let verb = one.verb.as_ref();
            one.link == Link::Main && verb.is_some_and(|verb| verb.head < before)
        };
        match self.document.lower(before).as_str() {
            "," if self.clauses.iter().any(goes_before) => {
                self.attributions.iter().copied().any(|one| ends(&one))
            }
            "and" | "or" => index.checked_sub(1).is_some_and(|last| self.lists_on(last)),
            _ => false,
        }
    }

    /// The article hedges (*seems to be betting*): its own judgement. What is only denied (*has not
    /// said*) is none.
    fn supposes(reading: &factuality::Reading) -> bool {
        let is_hedged = !matches!(reading.value, Factuality::Committed(Certainty::Certain, _));
        is_hedged && !reading.because.is_empty()
    }

    /// `reading` as the article's own: words of others decide nothing. *wrote, objecting that {“why feed
    /// that?”}* asks nothing of the article's.
    fn own_reading(&self, mut reading: factuality::Reading) -> factuality::Reading {
        let is_theirs = |why: &Span| {
            let mut others = self.attributions.iter();
            others.any(|one| one.content.overlaps(*why))
        };
        if !reading.because.is_empty() && reading.because.iter().all(is_theirs) {
            reading.value = Factuality::CERTAIN;
            reading.because.clear();
            reading.mood.question = false;
        }
        reading
    }

    /// *Send us a document*: a bare verb at the head of its sentence, and what is joined to it.
    fn is_order(&self, index: usize) -> bool {
        let clause = &self.clauses[index];
        let Some(verb) = &clause.verb else {
            return false;
        };
        if let Some(first) = clause
            .joined_to
            .filter(|_| !self.has_subject(index, clause.tokens.start))
        {
            let bare = self.document.lower(verb.head) == verb.lemma;
            return first != index && bare && self.is_order(first);
        }
        let starts = verb.tokens.start;
        let word = self.document.lower(starts);
        let opens = (self.clauses[0].tokens.start..starts)
            .all(|at| !self.document.lower(at).contains(char::is_alphanumeric));
        let bare = word == clause::verb_lemma_at(self.document, starts)
            && !clause::is_modal(&word)
            && !clause::ends_with_question(self.document, clause.tokens.clone());
        factuality::is_order(self.document, clause) || opens && bare
    }

    /// A noun, pronoun or clause before the verb, not before token `from`.
    fn has_subject(&self, index: usize, from: usize) -> bool {
        let clause = &self.clauses[index];
        let Some(verb) = &clause.verb else {
            return false;
        };
        let is_nominal = |at: usize| {
            self.document.tokens.get(at).is_some_and(|token| {
                token.pos.is_noun()
                    || matches!(
                        token.pos,
                        Pos::PRP
                            | Pos::EX
                            | Pos::CD
                            | Pos::DT
                            | Pos::WP
                            | Pos::JJ
                            | Pos::JJS
                            | Pos::VBG
                            | Pos::WDT
                            | Pos::PDT
                    )
            })
        };
        let clausal = |one: &Clause| {
            one.parent == Some(index)
                && one.tokens.start >= from
                && one.tokens.end <= verb.tokens.start
                && matches!(one.link, Link::Content | Link::Whether | Link::That)
        };
        // an apposition before the verb cuts its subject off: *Varga, 61, left*
        let before = match clause.joined_to {
            None => self.after_fronted(clause.tokens.start..verb.tokens.start),
            Some(_) => clause.subject.clone(),
        };
        let mut kept = before.into_iter().filter(|at| *at >= from);
        kept.any(is_nominal)
            || verb.tokens.clone().any(is_nominal)
            || self.clauses.iter().any(clausal)
    }

    /// What stands before a verb without the phrase that opens it: *in that case, {made public}*.
    fn after_fronted(&self, before: Range<usize>) -> Range<usize> {
        let is_led = self.document.tokens.get(before.start);
        let is_led = is_led.is_some_and(|token| token.pos == Pos::IN);
        let comma = before.clone().find(|at| self.document.lower(*at) == ",");
        match comma.filter(|_| is_led) {
            Some(comma) => comma + 1..before.end,
            None => before,
        }
    }

    /// *arrived {and walked to the house}*: the same subject, told as surely, nothing between. A
    /// hedge on the first is on both: *apparently saw it {and left}*.
    fn shares(&self, last: &Told, one: &Told) -> bool {
        let is_plain = one.narration.valuation.value == Factuality::CERTAIN
            && one.narration.mood == Mood::default();
        let denies = matches!(
            last.narration.valuation.value,
            Factuality::Committed(_, Polarity::Fails)
        );
        let between = last.tokens.end..one.tokens.start;
        let touches = between.len() <= 3
            && between.clone().all(|at| {
                matches!(
                    self.document.lower(at).as_str(),
                    "," | "and" | "but" | "or" | "then" | ";"
                )
            });
        !one.has_subject && one.first == last.first && is_plain && !denies && touches
    }

    fn join(&self, last: &mut Told, one: Told) {
        last.tokens.end = one.tokens.end;
        let told = &mut last.narration;
        told.span = told.span.cover(one.narration.span);
        told.valuation
            .because
            .extend(one.narration.valuation.because);
        told.times = times_in(self.times, told.span);
        if one.narration.aspect == Aspect::Event {
            told.aspect = Aspect::Event;
        }
    }

    /// Is a clause no more than the beginning of *the suit, argued on Monday, claims that …*: what
    /// goes before a cue whose source it holds?
    fn opens_frame(&self, one: &Told) -> bool {
        let ends_before = |at: usize| {
            at >= one.tokens.end
                && (one.tokens.end..at)
                    .all(|between| !self.document.lower(between).contains(char::is_alphanumeric))
        };
        self.attributions.iter().any(|attribution| {
            let source = attribution.source.as_ref().map(|source| source.hull());
            let cue = attribution
                .cue
                .as_ref()
                .map(|cue| self.document.tokens_in(cue.hull()));
            let holds = source.is_some_and(|source| one.narration.span.contains(source));
            let is_finite = |at: usize| {
                let token = self.document.tokens.get(at);
                token.is_some_and(|token| token.pos.is_finite())
            };
            holds && cue.is_some_and(|cue| ends_before(cue.start) && is_finite(cue.start))
        })
    }

    /// Does a clause break off where somebody's words begin: *it {ended with}: “…”*, *some {chanted}, “…”*,
    /// or at the subject of what was cut off: *a list of talks {she}*?
    fn opens_words(&self, one: &Told) -> bool {
        let pos = |at: usize| self.document.tokens.get(at).map(|token| token.pos);
        let Some(last) = one.tokens.end.checked_sub(1).and_then(pos) else {
            return false;
        };
        let word = self.document.lower(one.tokens.end - 1);
        let is_subject = matches!(word.as_str(), "i" | "he" | "she" | "we" | "they");
        let breaks_off = last.is_verb() || last.is_finite() || last == Pos::IN;
        let is_mark = |at: &usize| pos(*at) == Some(Pos::Mark);
        let next = (one.tokens.end..one.tokens.end + 4).find(|at| !is_mark(at));
        let parted = next.is_some_and(|next| next > one.tokens.end);
        let is_said = next.is_some_and(|next| {
            let span = self.document.tokens.get(next).map(|token| token.span);
            let held = |one: &&Attribution| span.is_some_and(|span| one.content.contains(span));
            self.quotations.around(next).is_some()
                || self.attributions.iter().copied().any(|one| held(&one))
        });
        is_subject || breaks_off && parted && is_said
    }

    /// Without a subject there must be more than the bare verb, and the clause that has the subject
    /// must be told too.
    fn reads_as_clause(&self, one: &Told, subjects: &[usize]) -> bool {
        let words = one
            .tokens
            .clone()
            .filter(|at| self.document.lower(*at).contains(char::is_alphanumeric))
            .count();
        let verb = self.document.tokens_in(one.narration.predicate).len();
        let goes_on = words > verb && subjects.contains(&one.first);
        one.has_subject || goes_on || one.narration.mood.question
    }
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
        narration(
            &document,
            &Quotations::of(&document),
            &attributions(marked),
            &[],
        )
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
    fn judgements_are_kept() {
        check(
            include_str!("../../../fixtures/narration/judgements.txt"),
            render,
        );
    }

    #[test]
    fn fragments_are_not_told() {
        check(
            include_str!("../../../fixtures/narration/fragments.txt"),
            render,
        );
    }

    #[test]
    fn notices_of_the_lexicon_are_no_narration() {
        use crate::lexicon::furniture::FURNITURE;
        for (sentences, is_notice) in [(&FURNITURE.yes, true), (&FURNITURE.no, false)] {
            for sentence in sentences {
                let document = read(sentence);
                let found = narration(&document, &Quotations::of(&document), &[], &[]);
                assert_eq!(found.is_empty(), is_notice, "{sentence}");
            }
        }
    }

    #[test]
    fn states_of_the_lexicon_are_states() {
        for (sentences, expected) in [(&STATES.yes, Aspect::State), (&STATES.no, Aspect::Event)] {
            for sentence in sentences {
                let marked = Marked::read(sentence).expect("braces match");
                let document = read(&marked.text);
                let found = narration(&document, &Quotations::of(&document), &[], &[]);
                let aspects: Vec<Aspect> = found.iter().map(|one| one.aspect).collect();
                assert_eq!(aspects, [expected], "{sentence}");
            }
        }
    }

    /// The clauses in the article's own voice that the engine as it ships finds.
    fn told(text: &str) -> Vec<String> {
        let findings = crate::testing::findings(text);
        let spans = findings.narration.iter().map(|one| one.span);
        spans.map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn what_goes_before_a_cue_is_told_unless_it_only_opens_its_frame() {
        assert_eq!(
            told("Ada Holt raised a glass to her guest, promising that the port would open."),
            ["Ada Holt raised a glass to her guest"]
        );
        let framed =
            told("The ten-year-old suit, argued on Monday, claims that the mill is unsafe.");
        assert!(framed.is_empty(), "{framed:?}");
    }
}
