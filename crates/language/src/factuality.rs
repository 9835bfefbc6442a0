//! How sure: from the words of a clause to the value it gives to what it tells.
//!
//! First the value a text has for whoever says it ([`reading`]): polarity, modality, hedges,
//! conditions, questions. Then what a source and the article make of it ([`valuations`]). In doubt
//! the less committed value is taken: the tool never says more surely than the text.
//!
//! After FactBank (Saurí and Pustejovsky 2009), with two decisions of our own. A promise is PR+ for
//! who makes it: more than a wish, less than a fact. Evidence that *shows* is PR+ for the article:
//! it leans on it and does not vouch for it.
//!
//! Duty is no likelihood. As in FactBank, what must, should, has or is required to happen is Uu: that
//! it is a duty says nothing of whether it happens. Only *must have left* and *must be joking* guess,
//! and are PR+. *can* of ability or permission asserts that something is open to its subject and
//! stays CT+; *could, may, might* are PS+.
//!
//! A content of several sentences has one value all the same. Of two, the less sure one counts. Of
//! three or more, one *if* or *may* does not decide for the rest: the value is that of more than half
//! of its sentences, else that of the first, with the words and the mood of that sentence alone.
//! Questions, conditions and sentences without a verb have no say while others are there.
//!
//! Words decide; the encoder, which has learned how sure readers take a writer to be, has a say only
//! where no word does, and only against: it can take an assertion back, not make one.

use onrecord_record::{Certainty, Factuality, Mood, Polarity, Span};

use crate::clause::{self, Clause};
use crate::document::Document;
use crate::lexicon::hedge::Effect;

mod adverb;
mod chain;
mod denial;
mod group;
mod held;
mod open;
mod text;
mod voices;
mod word;

use adverb::weigh_adverbs;
pub(crate) use chain::is_raiser;
use chain::weigh_chain;
use denial::weigh_arguments;
pub(crate) use denial::{denials, denied_argument, is_idle_denial};
use group::{is_habit, weigh_group};
pub(crate) use open::is_order;
use open::{weigh_links, weigh_order, weigh_question};
use text::{reading_of, text_of};
pub(crate) use voices::{Told, clause_values, is_bare, mood, valuations};
pub use word::at_word;
pub(crate) use word::of_act;

/// What a text commits its speaker to, and the words that decide it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    /// How sure the speaker is.
    pub(crate) value: Factuality,
    /// Condition, future, question.
    pub(crate) mood: Mood,
    /// The exact words that decided it; none for a plain assertion.
    pub(crate) because: Vec<Span>,
}

/// What stands around the text that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// The speaker's own words.
    Own,
    /// Told after a verb in the past: *said it would rain* is *it will rain*.
    Past,
    /// Told of what used to be: *as a boy he would walk there*.
    Habit,
}

/// What the text of `span` commits its speaker to: *the talks may fail* is PS+ because of *may*.
///
/// Of two sentences or of joined clauses the least sure one counts, of more sentences the prevailing
/// one.
pub(crate) fn reading(document: &Document<'_>, span: Span, frame: Frame) -> Reading {
    reading_of(document, &span.into(), frame)
}

/// The reading of a clause: what it is worth by itself, with the condition it hangs on.
pub(crate) fn clause_reading(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    frame: Frame,
) -> Reading {
    reading_around(document, clauses, index, frame, None)
}

/// The same, with the word `but` taken to do nothing: how *plans* is told, whatever *plans* does.
pub(crate) fn reading_around(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    frame: Frame,
    but: Option<usize>,
) -> Reading {
    let mut weight = Weight {
        but,
        ..Weight::default()
    };
    let clause = &clauses[index];
    if let Some(verb) = &clause.verb {
        let own = clause::own_tokens(clauses, index);
        let frame = if is_habit(document, clauses, index, &own) {
            Frame::Habit
        } else {
            frame
        };
        weigh_group(document, verb, frame, &mut weight);
        weigh_chain(document, clauses, index, &mut weight);
        weigh_arguments(document, clause, &own, &mut weight);
        weigh_adverbs(document, clause, &own, &mut weight);
        weigh_order(document, clause, &mut weight);
    }
    weigh_links(document, clauses, index, &mut weight);
    if clause::ends_with_question(document, clause.tokens.clone()) {
        weigh_question(document, clause, &mut weight);
    }
    weight.reading()
}

/// Below this the encoder takes the writer not to vouch for what a verb tells. Of the events that the
/// rules take to be certain, those below it were judged −0.1 on the average, those above 2.7 (UW, the
/// held part; −3 to 3).
const UNVOUCHED: f32 = 1.0;

/// The reading of a main clause in the article's own voice. Where no word speaks against a plain
/// assertion, the encoder may: then nobody vouches for it.
pub(crate) fn narrated(document: &Document<'_>, clauses: &[Clause], index: usize) -> Reading {
    let reading = clause_reading(document, clauses, index, Frame::Own);
    let is_plain = reading.value == Factuality::CERTAIN && reading.mood == Mood::default();
    let head = clauses[index].verb.as_ref().map(|verb| verb.head);
    let token = head.and_then(|head| document.tokens.get(head));
    match token.filter(|token| is_plain && token.committed.is_some_and(|it| it < UNVOUCHED)) {
        Some(token) => Reading {
            value: Factuality::Uncommitted,
            because: vec![token.span],
            ..reading
        },
        None => reading,
    }
}

/// What the hedging adverbs of a clause do alone: *reportedly never met*.
pub(crate) fn adverb_reading(document: &Document<'_>, clause: &Clause, own: &[usize]) -> Reading {
    let mut weight = Weight::default();
    weigh_adverbs(document, clause, own, &mut weight);
    weight.reading()
}

/// `value`, no surer than `by`; its polarity stays.
pub(crate) fn capped(value: Factuality, by: Factuality) -> Factuality {
    match (value, by) {
        (Factuality::Committed(one, polarity), Factuality::Committed(other, _)) => {
            Factuality::Committed(one.max(other), polarity)
        }
        (_, Factuality::Uncommitted) => Factuality::Uncommitted,
        _ => value,
    }
}

/// `value` turned round: CT+ is CT−.
pub(crate) fn reversed(value: Factuality) -> Factuality {
    match value {
        Factuality::Committed(certainty, Polarity::Holds) => {
            Factuality::Committed(certainty, Polarity::Fails)
        }
        Factuality::Committed(certainty, Polarity::Fails) => {
            Factuality::Committed(certainty, Polarity::Holds)
        }
        other => other,
    }
}

/// What has been found to weigh on a clause so far.
#[derive(Debug, Default)]
struct Weight {
    value: Value,
    mood: Mood,
    because: Vec<Span>,
    /// A token whose word does nothing here.
    but: Option<usize>,
}

/// The value so far; a plain assertion, until a word weighs on it.
#[derive(Debug)]
struct Value(Factuality);

impl Default for Value {
    fn default() -> Value {
        Value(Factuality::CERTAIN)
    }
}

impl Weight {
    /// Lets the words at `tokens` do their work.
    fn apply(&mut self, document: &Document<'_>, effect: Effect, tokens: std::ops::Range<usize>) {
        if self.but == Some(tokens.start) || clause::is_name(document, tokens.start) {
            return;
        }
        let span = clause::span_of(document, tokens.clone())
            .or_else(|| document.tokens.get(tokens.start).map(|token| token.span));
        let at_most = |certainty| Factuality::Committed(certainty, Polarity::Holds);
        match effect {
            Effect::Possible => self.value.0 = capped(self.value.0, at_most(Certainty::Possible)),
            Effect::Probable => self.value.0 = capped(self.value.0, at_most(Certainty::Probable)),
            Effect::Improbable => {
                self.value.0 = reversed(capped(self.value.0, at_most(Certainty::Probable)))
            }
            Effect::Hearsay | Effect::Uncommitted => self.value.0 = Factuality::Uncommitted,
            Effect::Fails => self.value.0 = reversed(self.value.0),
            Effect::Future => {
                let ends = matches!(document.lower(tokens.end).as_str(), "to" | "n't" | "n’t");
                let whole = clause::span_of(document, tokens.start..tokens.end + usize::from(ends));
                self.mood.future = self.mood.future.or(whole);
                return;
            }
        }
        self.because.extend(span);
    }

    /// What all of it comes to.
    fn reading(mut self) -> Reading {
        self.because.sort_unstable();
        self.because.dedup();
        Reading {
            value: self.value.0,
            mood: self.mood,
            because: self.because,
        }
    }
}

#[cfg(test)]
mod tests;
