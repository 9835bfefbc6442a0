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

use onrecord_record::{Certainty, Extent, Factuality, Mood, Polarity, Span};

use crate::absence;
use crate::clause::{self, Clause, Link, Tense, Verb};
use crate::document::Document;
use crate::lemma::is_irregular_past;
use crate::lexicon::hedge::{self, Effect, Part};
use crate::tag::Pos;

mod held;
mod voices;
mod word;

pub(crate) use voices::{mood, valuations};
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

/// The same of words in several parts; what stands between them, *he said*, has no say.
fn reading_of(document: &Document<'_>, extent: &Extent, frame: Frame) -> Reading {
    let span = extent.hull();
    let sentences = document.sentences_in(span);
    let within = document.tokens_in(span);
    let mut parts = Vec::new();
    for sentence in document.sentences.get(sentences).unwrap_or(&[]) {
        let tokens = within.start.max(sentence.tokens.start)..within.end.min(sentence.tokens.end);
        if !tokens.is_empty() {
            parts.push(fragment(document, tokens, extent, frame));
        }
    }
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

/// One sentence, or the part of it that lies in the extent.
fn fragment(
    document: &Document<'_>,
    tokens: std::ops::Range<usize>,
    extent: &Extent,
    frame: Frame,
) -> SentenceReading {
    let clauses = clause::clauses(document, tokens.clone());
    let mains = mains_within(document, &clauses, extent);
    if mains.is_empty() || is_purpose(document, &clauses, &tokens) {
        return SentenceReading {
            reading: bare_reading(document, tokens),
            has_verb: false,
        };
    }
    let readings = mains.into_iter().map(|index| {
        let reading = clause_reading(document, &clauses, index, frame);
        held::with_held(document, &clauses, index, frame, reading)
    });
    SentenceReading {
        reading: least_sure(readings.collect()),
        has_verb: true,
    }
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
fn is_purpose(
    document: &Document<'_>,
    clauses: &[Clause],
    tokens: &std::ops::Range<usize>,
) -> bool {
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
fn bare_reading(document: &Document<'_>, tokens: std::ops::Range<usize>) -> Reading {
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

/// Modals and words of denial in and around the verb group.
fn weigh_group(document: &Document<'_>, verb: &Verb, frame: Frame, weight: &mut Weight) {
    let denials = denials(document, verb);
    if !denials.is_empty() && praises(document, verb) {
        return;
    }
    for at in verb.auxiliaries.iter().copied().chain([verb.head]) {
        if clause::is_modal(&document.lower(at)) {
            weigh_modal(document, verb, at, !denials.is_empty(), frame, weight);
        }
    }
    let turned = verb.complement.filter(|at| is_ruled_out(document, *at));
    for denial in denials {
        // "not impossible"
        let effect = turned.map_or(Effect::Fails, |_| Effect::Possible);
        weight.apply(document, effect, denial);
    }
    if clause::is_by_no_means(document, verb.head + 1) {
        weight.apply(document, Effect::Fails, verb.head + 1..verb.head + 4);
    }
    let next = verb.head + 1;
    let is_to = verb.lemma == "be"
        && document.lower(next) == "to"
        && document
            .tokens
            .get(next + 1)
            .is_some_and(|token| token.pos == Pos::VB);
    if is_to {
        weight.apply(document, Effect::Future, verb.head..next + 1);
    }
}

/// *could not have been better*: as good as can be.
fn praises(document: &Document<'_>, verb: &Verb) -> bool {
    let could = verb.auxiliaries.first().map(|at| document.lower(*at));
    let compares = verb.complement.is_some_and(|at| {
        let is_form = |at: usize| {
            let pos = document.tokens.get(at).map(|token| token.pos);
            matches!(pos, Some(Pos::JJR | Pos::RBR))
                || document.lower(at) == "more"
                || pos == Some(Pos::JJ) && document.lower(at).ends_with("ier")
        };
        is_form(at) || is_form(at - 1)
    });
    matches!(could.as_deref(), Some("could" | "can" | "ca")) && verb.lemma == "be" && compares
}

/// *impossible, inconceivable*, as a predicate.
fn is_ruled_out(document: &Document<'_>, at: usize) -> bool {
    let word = document.lower(at);
    matches!(
        word.as_str(),
        "impossible" | "inconceivable" | "unthinkable" | "implausible"
    )
}

/// *may* weakens, *will* tells of the future, *can not* denies, *would have* asserts nothing.
fn weigh_modal(
    document: &Document<'_>,
    verb: &Verb,
    at: usize,
    is_denied: bool,
    frame: Frame,
    weight: &mut Weight,
) {
    let word = document.lower(at);
    let is_perfect = verb
        .auxiliaries
        .iter()
        .any(|one| matches!(document.lower(*one).as_str(), "have" | "'ve" | "’ve"));
    let modal = at..at + 1;
    match word.as_str() {
        "will" | "'ll" | "’ll" | "wo" | "shall" | "sha" => {
            weight.apply(document, Effect::Future, modal)
        }
        "would" | "'d" | "’d" | "should" | "ought" if is_perfect => {
            weight.apply(document, Effect::Uncommitted, modal)
        }
        "would" | "'d" | "’d"
            if frame == Frame::Habit
                || matches!(verb.lemma.as_str(), "like" | "prefer" | "say" | "comment")
                || word != "would" && is_had(document, at) => {}
        // who would not tell did not
        "would" if is_denied && absence::tells(document, verb) => {}
        "would" | "'d" | "’d" => {
            weight.apply(document, Effect::Future, modal.clone());
            if frame == Frame::Own {
                weight.apply(document, Effect::Probable, modal);
            }
        }
        // what one could see was seen
        "could"
            if matches!(verb.lemma.as_str(), "see" | "hear" | "smell")
                && !is_perfect
                && frame == Frame::Own => {}
        // cannot, could not: it is out of the question
        "can" | "could" | "ca" if is_denied && !is_perfect => {}
        "can" | "ca" if is_perfect => weight.apply(document, Effect::Possible, modal),
        "must" if is_perfect || is_progressive(document, verb) => {
            weight.apply(document, Effect::Probable, modal)
        }
        _ => {
            if let Some(effect) = hedge::effect(Part::Modal, &word) {
                weight.apply(document, effect, modal);
            }
        }
    }
}

/// *he'd left, she'd been there*: short for *had*.
fn is_had(document: &Document<'_>, at: usize) -> bool {
    let next = (at + 1..document.tokens.len()).find(|next| !clause::is_adverb(document, *next));
    next.is_some_and(|next| {
        let word = document.lower(next);
        let is_past = word.ends_with("ed") || is_irregular_past(&word);
        let is_bare = clause::verb_lemma_at(document, next) == word;
        is_past && !is_bare || matches!(word.as_str(), "been" | "better")
    })
}

/// *must be joking*.
fn is_progressive(document: &Document<'_>, verb: &Verb) -> bool {
    let is_be = |at: &usize| document.lower(*at) == "be";
    verb.auxiliaries.last().is_some_and(is_be)
        && document
            .tokens
            .get(verb.head)
            .is_some_and(|token| token.pos == Pos::VBG)
}

/// *would often walk*, *every summer they would sail*, *when the bell rang, they would rise*: what
/// was done again and again.
fn is_habit(document: &Document<'_>, clauses: &[Clause], index: usize, own: &[usize]) -> bool {
    let clause = &clauses[index];
    let Some(verb) = &clause.verb else {
        return false;
    };
    let is_repeated = |at: usize| {
        matches!(
            document.lower(at).as_str(),
            "often" | "sometimes" | "usually" | "regularly" | "occasionally" | "frequently"
        )
    };
    let opens_with_each = own
        .iter()
        .copied()
        .find(|at| document.lower(*at).starts_with(char::is_alphanumeric))
        .is_some_and(|at| matches!(document.lower(at).as_str(), "every" | "each"));
    let as_child = own.iter().any(|at| {
        document.lower(*at) == "as"
            && matches!(document.lower(at + 1).as_str(), "a" | "an")
            && matches!(
                document.lower(at + 2).as_str(),
                "boy" | "girl" | "child" | "teenager" | "student" | "youth"
            )
    });
    let when_past = clauses.iter().any(|one| {
        one.link == Link::Time
            && one.parent == Some(index)
            && one
                .verb
                .as_ref()
                .is_some_and(|verb| verb.tense == Tense::Past)
            && one
                .marker
                .clone()
                .is_some_and(|words| document.lower(words.start).starts_with("when"))
    });
    verb.tokens.clone().any(is_repeated) || opens_with_each || as_child || when_past
}

/// The words of denial that belong to a verb group: in it, right before it, right after a copula.
pub(crate) fn denials(document: &Document<'_>, verb: &Verb) -> Vec<std::ops::Range<usize>> {
    let mut from = verb.tokens.start;
    while from > 0 && clause::is_adverb(document, from - 1) {
        from -= 1;
    }
    let mut to = verb.tokens.end;
    let goes_on = |at: usize| {
        clause::is_adverb(document, at)
            || at == verb.head + 1
                && document.lower(at) == "no"
                && document.lower(at + 1) == "longer"
    };
    let may_follow = verb.lemma == "be"
        || verb.auxiliaries.is_empty() && clause::is_auxiliary(document, verb.head);
    while may_follow && goes_on(to) {
        to += 1;
    }
    (from..to)
        .filter(|at| {
            let word = document.lower(*at);
            let no_longer = word == "no" && document.lower(at + 1) == "longer";
            (clause::is_negation(&word) || no_longer) && !is_idle_denial(document, *at)
        })
        .map(|at| match document.lower(at).as_str() {
            "no" => at..at + 2,
            "n't" | "n’t" => at - 1..at + 1,
            "not" if touches(document, at) => at - 1..at + 1,
            _ => at..at + 1,
        })
        .collect()
}

/// Does the token at `at` follow the one before it without a blank: *can·not*?
fn touches(document: &Document<'_>, at: usize) -> bool {
    let end = |index: usize| document.tokens.get(index).map(|token| token.span.end());
    let start = document.tokens.get(at).map(|token| token.span.start());
    at > 0 && end(at - 1) == start
}

/// *not only, no doubt, no fewer than, nothing but*: they deny nothing.
pub(crate) fn is_idle_denial(document: &Document<'_>, at: usize) -> bool {
    let next = document.lower(at + 1);
    match document.lower(at).as_str() {
        "not" | "n't" | "n’t" => {
            let is_part = matches!(
                next.as_str(),
                "only"
                    | "just"
                    | "merely"
                    | "simply"
                    | "solely"
                    | "exclusively"
                    | "least"
                    | "to"
                    | "without"
            );
            is_part && !(next == "to" && at > 0 && clause::is_auxiliary(document, at - 1))
        }
        "no" => matches!(
            next.as_str(),
            "doubt"
                | "wonder"
                | "matter"
                | "fewer"
                | "less"
                | "more"
                | "later"
                | "sooner"
                | "other"
                | "question"
                | "."
                | "stranger"
                | "mean"
                | "small"
                | "secret"
                | "surprise"
                | "coincidence"
                | "accident"
        ),
        "nothing" | "none" | "nobody" => {
            matches!(next.as_str(), "but" | "other" | "less" | "short" | "if")
        }
        "never" => matches!(next.as_str(), "mind" | "ending"),
        _ => false,
    }
}

/// *seems to*, *is likely that*, *failed to*, *I think*: a verb or adjective that hands its clause on.
fn weigh_chain(document: &Document<'_>, clauses: &[Clause], index: usize, weight: &mut Weight) {
    let clause = &clauses[index];
    let end = clause.tokens.end;
    let mut verb = clause.verb.clone();
    let mut is_first = true;
    for _ in 0..3 {
        let Some(one) = verb.take() else { break };
        let next = clause::infinitive(document, &one, end);
        if is_first {
            weigh_embedding(document, clauses, index, &one, weight);
        }
        weigh_raising(
            document,
            clauses,
            index,
            &one,
            next.as_ref(),
            is_first,
            weight,
        );
        verb = next;
        is_first = false;
    }
}

/// The effect of *seems* before an infinitive, of *likely* before *that*, of *seems* before an adjective.
fn weigh_raising(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    verb: &Verb,
    infinitive: Option<&Verb>,
    is_first: bool,
    weight: &mut Weight,
) {
    let looks = matches!(verb.lemma.as_str(), "seem" | "appear" | "look" | "sound");
    let impersonal =
        is_first && is_impersonal(document, &clauses[index]) && has_embedded(clauses, index);
    if infinitive.is_none()
        && !impersonal
        && !(looks && verb.complement.is_some() && verb.lemma != "look")
    {
        return;
    }
    let denied =
        !denials(document, verb).is_empty() || clause::is_by_no_means(document, verb.head + 1);
    for (at, word) in raising_words(document, verb) {
        let needs_infinitive = matches!(
            word.as_str(),
            "have" | "need" | "set" | "due" | "certain" | "sure" | "about"
        );
        let effect = hedge::effect(Part::Raising, &word);
        // "it was not possible to agree", "not impossible": the denial has said it all
        let is_spent = denied && (effect == Some(Effect::Possible) || is_ruled_out(document, at));
        let effect = effect.filter(|_| !is_spent);
        if word == "have" && document.lower(at + 1) == "yet" {
            weight.apply(document, Effect::Fails, at + 1..at + 2);
        } else if let Some(effect) = effect.filter(|_| infinitive.is_some() || !needs_infinitive) {
            weight.apply(document, effect, at..at + 1);
        }
        if let Some(effect) = hedge::effect(Part::Denied, &word).filter(|_| denied && impersonal) {
            weight.apply(document, effect, at..at + 1);
        }
    }
    if let (Some(infinitive), true, false) = (infinitive, is_raiser(document, verb), denied) {
        let denied = (verb.head + 1..infinitive.tokens.end).find(|at| document.lower(*at) == "not");
        if let Some(at) = denied {
            weight.apply(document, Effect::Fails, at..at + 1);
        }
    }
}

/// The words of a verb group that can hand the clause on: the verb by its lemma, a participle or
/// adjective as it stands.
fn raising_words(document: &Document<'_>, verb: &Verb) -> Vec<(usize, String)> {
    let form = document.lower(verb.head);
    let mut words = Vec::new();
    if verb.passive || form == "going" || form == "gearing" {
        words.push((verb.head, form));
    } else {
        words.push((verb.head, verb.lemma.clone()));
    }
    if let Some(at) = verb.complement {
        words.push((at, document.lower(at)));
    }
    words
}

/// Does the verb only colour the infinitive after it, so that the infinitive tells what happens?
pub(crate) fn is_raiser(document: &Document<'_>, verb: &Verb) -> bool {
    raising_words(document, verb)
        .iter()
        .any(|(_, word)| hedge::effect(Part::Raising, word).is_some())
        || verb.lemma == "be" && verb.complement.is_none()
}

/// *it, there*: a subject that stands for the clause that follows.
fn is_impersonal(document: &Document<'_>, clause: &Clause) -> bool {
    clause
        .subject
        .clone()
        .next_back()
        .is_some_and(|at| matches!(document.lower(at).as_str(), "it" | "there" | "what"))
}

/// Does a content clause hang on clause `index`?
fn has_embedded(clauses: &[Clause], index: usize) -> bool {
    clauses.iter().any(|one| {
        one.parent == Some(index)
            && matches!(
                one.link,
                Link::That | Link::Whether | Link::Content | Link::Comparison
            )
    })
}

/// *I think that*, *there is a chance that*.
fn weigh_embedding(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    verb: &Verb,
    weight: &mut Weight,
) {
    let clause = &clauses[index];
    let subject = clause
        .subject
        .clone()
        .rev()
        .find(|at| !clause::is_adverb(document, *at));
    let speaker = subject.is_some_and(|at| matches!(document.lower(at).as_str(), "i" | "we"));
    if speaker
        && has_embedded(clauses, index)
        && let Some(effect) = hedge::effect(Part::Attitude, &verb.lemma)
    {
        weight.apply(document, effect, verb.head..verb.head + 1);
    }
    let there = subject.is_some_and(|at| document.lower(at) == "there");
    if let Some(at) = verb.complement.filter(|_| there) {
        let follows = matches!(document.lower(at + 1).as_str(), "that" | "of" | "for");
        if let Some(effect) = hedge::effect(Part::Noun, &document.lower(at)).filter(|_| follows) {
            weight.apply(document, effect, at..at + 1);
        }
    }
}

/// *No agreement was reached*, *they made no statement*: a denied subject or object.
fn weigh_arguments(document: &Document<'_>, clause: &Clause, own: &[usize], weight: &mut Weight) {
    if let Some(at) = denied_argument(document, clause, own) {
        let to = at + 1 + usize::from(document.lower(at + 1) == "one");
        weight.apply(document, Effect::Fails, at..to);
    }
}

/// The word that denies the subject or the object of a clause.
pub(crate) fn denied_argument(
    document: &Document<'_>,
    clause: &Clause,
    own: &[usize],
) -> Option<usize> {
    let verb = clause.verb.as_ref()?;
    let denies = |at: &usize| {
        hedge::effect(Part::Denier, &document.lower(*at)).is_some()
            && !is_idle_denial(document, *at)
    };
    let is_preposition = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.pos == Pos::IN)
    };
    let subject = own
        .iter()
        .copied()
        .filter(|at| *at < verb.tokens.start && clause.subject.contains(at))
        .find(denies)
        .filter(|at| {
            at.checked_sub(1)
                .is_none_or(|before| !is_preposition(before) || before < clause.subject.start)
        });
    let after = (verb.head + 1..clause.tokens.end).find(|at| !clause::is_adverb(document, *at));
    subject.or_else(|| {
        after
            .filter(|at| document.lower(at + 1) != "longer")
            .filter(denies)
    })
}

/// Hedging adverbs by the verb group, at the head of the clause, or set off by commas.
fn weigh_adverbs(document: &Document<'_>, clause: &Clause, own: &[usize], weight: &mut Weight) {
    let Some(verb) = &clause.verb else { return };
    weigh_parenthesis(document, clause, weight);
    let first = own
        .iter()
        .copied()
        .find(|at| document.lower(*at).starts_with(char::is_alphanumeric));
    for at in own
        .iter()
        .copied()
        .filter(|at| verb.complement != Some(*at))
    {
        let Some(effect) = hedge::effect(Part::Adverb, &document.lower(at)) else {
            continue;
        };
        let in_group = by_group(document, verb, at);
        let is_loose = first == Some(at) || is_set_off(document, at);
        let degree = matches!(effect, Effect::Fails | Effect::Improbable);
        if in_group && !(degree && counts(document, at + 1)) || is_loose && !degree {
            weight.apply(document, effect, at..at + 1);
        }
    }
}

/// *, it seems,*: a hedge put between commas.
fn weigh_parenthesis(document: &Document<'_>, clause: &Clause, weight: &mut Weight) {
    let seems = |at: &usize| {
        document.lower(*at) == "it"
            && at
                .checked_sub(1)
                .is_some_and(|before| document.lower(before) == ",")
            && matches!(document.lower(at + 2).as_str(), "," | "." | "")
    };
    for at in clause.tokens.clone().filter(seems) {
        let word = clause::verb_lemma_at(document, at + 1);
        if let Some(effect) = hedge::effect(Part::Raising, &word) {
            weight.apply(document, effect, at..at + 2);
        }
    }
}

/// Is the adverb at `at` in the verb group or beside it with nothing but adverbs between?
fn by_group(document: &Document<'_>, verb: &Verb, at: usize) -> bool {
    let between =
        |from: usize, to: usize| (from..to).all(|index| clause::is_adverb(document, index));
    let is_copula = verb.complement.is_some();
    verb.tokens.contains(&at)
        || at < verb.tokens.start && between(at, verb.tokens.start)
        || at > verb.head && is_copula && between(verb.head + 1, at)
}

/// Is the token at `at` set off by marks on both sides: *, allegedly,*?
fn is_set_off(document: &Document<'_>, at: usize) -> bool {
    let is_mark = |index: usize| {
        document.tokens.get(index).is_none_or(|token| {
            token.pos == Pos::Mark || !document.lower(index).starts_with(char::is_alphanumeric)
        })
    };
    is_mark(at + 1) && at.checked_sub(1).is_none_or(is_mark)
}

/// A number, determiner or *all* after an adverb of degree: *nearly all*, *almost ten*.
fn counts(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| matches!(token.pos, Pos::CD | Pos::DT | Pos::PDT | Pos::RB))
}

/// *Stop the war*: an order asserts nothing.
fn weigh_order(document: &Document<'_>, clause: &Clause, weight: &mut Weight) {
    if let Some(verb) = clause.verb.as_ref().filter(|_| is_order(document, clause)) {
        weight.apply(document, Effect::Uncommitted, verb.tokens.clone());
    }
}

/// Is the clause an order: *Stop the war*, *Do not sign*?
pub(crate) fn is_order(document: &Document<'_>, clause: &Clause) -> bool {
    let Some(verb) = &clause.verb else {
        return false;
    };
    // "had no intention to {continue}": cut off from its "to"
    let before = verb.tokens.start.checked_sub(1);
    if before.is_some_and(|at| document.lower(at) == "to") {
        return false;
    }
    let bare = verb.tense == Tense::None
        && document
            .tokens
            .get(verb.tokens.start)
            .is_some_and(|token| token.pos == Pos::VB);
    let opens =
        clause.subject.is_empty() && clause.link == Link::Main && clause.joined_to.is_none();
    let denied = document.lower(verb.tokens.start) == "do"
        && clause::is_negation(&document.lower(verb.tokens.start + 1));
    bare || denied && opens
}

/// The conditions a clause hangs on, or that it is one; *whether*.
fn weigh_links(document: &Document<'_>, clauses: &[Clause], index: usize, weight: &mut Weight) {
    let clause = &clauses[index];
    // the second of two joined conditions has the word of the first
    let first = clause
        .joined_to
        .and_then(|first| clauses.get(first))
        .unwrap_or(clause);
    let marker = [clause, first]
        .into_iter()
        .find_map(|one| one.marker.clone())
        .unwrap_or(clause.tokens.start..clause.tokens.start);
    match clause.link {
        Link::Condition => {
            weight.mood.is_condition = true;
            weight.apply(document, Effect::Uncommitted, marker);
        }
        Link::Whether => {
            weight.mood.question = true;
            weight.apply(document, Effect::Uncommitted, marker);
        }
        _ => {}
    }
    let hangs = |one: &&Clause| {
        let is_clause =
            one.verb.is_some() || one.tokens.len() > 3 || is_bare_condition(document, one);
        one.link == Link::Condition && one.parent == Some(index) && is_clause
    };
    if let Some(condition) = clauses.iter().find(hangs) {
        weight.mood.condition = clause::span_of(document, condition.tokens.clone());
        if let Some(marker) = condition.marker.clone() {
            weight.apply(document, Effect::Uncommitted, marker);
        }
    }
}

/// *if real, if confirmed*: a condition of one word; *if necessary* puts none.
fn is_bare_condition(document: &Document<'_>, clause: &Clause) -> bool {
    let marker = clause.marker.as_ref().map(|words| words.end);
    let at = clause.tokens.start.max(marker.unwrap_or_default());
    let first = document.tokens.get(at).filter(|_| at < clause.tokens.end);
    let word = document.lower(at);
    let is_set = matches!(
        word.as_str(),
        "any" | "anything" | "necessary" | "needed" | "possible" | "required" | "so" | "not"
    );
    first.is_some_and(|token| matches!(token.pos, Pos::JJ | Pos::VBN)) && !is_set
}

fn weigh_question(document: &Document<'_>, clause: &Clause, weight: &mut Weight) {
    let mark = (clause.tokens.start..clause.tokens.end + 1)
        .rev()
        .find(|at| document.lower(*at).starts_with('?'));
    if let Some(at) = mark {
        weight.apply(document, Effect::Uncommitted, at..at + 1);
        weight.mood.question = true;
    }
}

#[cfg(test)]
mod tests;
