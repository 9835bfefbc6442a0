//! What the article and each source make of a content, by the words that attribute it.
//!
//! The word of the cue that decides is its [`heading`]; what kind of saying that word tells, the
//! [`class`]; how the article tells that it was said, the [`frame`]. A [`report`] can be denied.

mod class;
mod frame;
mod heading;
mod report;

use onrecord_record::{
    Certainty, ClauseValue, Extent, Factuality, Mood, Polarity, Span, Valuation, Voice,
};

use super::{Frame, Reading, capped, reading_of, reversed, text_of};
use crate::clause;
use crate::document::Document;
use crate::lexicon::commitment::{self, Commitment};
use crate::lexicon::deed::DEEDS;
use crate::tag::Pos;
use class::settles;
use frame::is_taken_back;
use heading::Heading;
use report::denial_around;

/// PR+.
pub(super) const PROBABLE: Factuality = Factuality::Committed(Certainty::Probable, Polarity::Holds);

/// PS+.
const POSSIBLE: Factuality = Factuality::Committed(Certainty::Possible, Polarity::Holds);

/// A statement as its values are read from it: the word of the cue that decides, and the content.
pub(crate) struct Told<'a> {
    document: &'a Document<'a>,
    cue: Option<&'a Extent>,
    content: &'a Extent,
    heading: Option<Heading>,
    /// What the content says by itself.
    inner: Reading,
    /// The same of each of its main clauses, by the words that name it.
    clauses: Vec<(Span, Reading)>,
}

impl<'a> Told<'a> {
    pub(crate) fn of(
        document: &'a Document<'a>,
        cue: Option<&'a Extent>,
        content: &'a Extent,
    ) -> Told<'a> {
        let heading = cue.and_then(|cue| Heading::of(document, cue, content));
        let frame = frame_of(document, content, heading.as_ref());
        let (inner, clauses) = text_of(document, content, frame);
        Told {
            document,
            cue,
            content,
            heading,
            inner,
            clauses,
        }
    }
}

/// The values of a statement: the narrator's, then one for each voice of `chain`, outermost first.
///
/// *Interfax reported that Peskov denied it*: Uu for the article and for Interfax, CT− for Peskov.
/// `cue` is the innermost one, `denied`.
pub(crate) fn valuations(told: &Told<'_>, chain: &[Voice]) -> Vec<Valuation> {
    let (document, cue, content) = (told.document, told.cue, told.content);
    let mut grant = grant(told);
    if let Some(denial) = cue.and_then(|cue| denial_around(document, cue, content)) {
        grant.take_back(document, denial, content, chain.len());
    }
    let Some((last, outer)) = chain.split_last() else {
        return vec![valuation(
            Voice::Narrator,
            grant.source,
            grant.because_source,
        )];
    };
    let embedders = [Voice::Narrator].into_iter().chain(outer.iter().copied());
    let mut values: Vec<Valuation> = embedders
        .map(|voice| {
            valuation(
                voice,
                Factuality::Uncommitted,
                grant.because_embedder.clone(),
            )
        })
        .collect();
    if let Some(nearest) = values.last_mut() {
        nearest.value = grant.embedder;
    }
    values.push(valuation(*last, grant.source, grant.because_source));
    values
}

/// The main clauses of a content with the source's value of each, where not all have `whole`, the
/// value of the statement: *it is not signed, but it will be*.
pub(crate) fn clause_values(told: &Told<'_>, whole: Factuality) -> Vec<ClauseValue> {
    let (document, cue, content) = (told.document, told.cue, told.content);
    let is_denied = cue.is_some_and(|cue| denial_around(document, cue, content).is_some());
    if is_denied || answered(document, content).is_some() {
        return Vec::new();
    }
    let values = told.clauses.iter().map(|(words, reading)| ClauseValue {
        words: *words,
        value: match &told.heading {
            Some(heading) => heading.granted(document, content, reading),
            None => reading.value,
        },
        because: reading.because.clone(),
    });
    let values: Vec<ClauseValue> = values.collect();
    match values.iter().all(|clause| clause.value == whole) {
        true => Vec::new(),
        false => values,
    }
}

/// Condition, future and question of a statement: what its content says, and what its cue adds.
/// *asked whether* asks, *promised to leave* tells of the future.
pub(crate) fn mood(told: &Told<'_>) -> Mood {
    let (document, content) = (told.document, told.content);
    let mut mood = told.inner.mood.clone();
    if let Some(heading) = &told.heading {
        mood.is_condition &= content_opener(document, content) != "if";
        mood.question = match heading.class {
            Commitment::Question => is_asked(document, content),
            _ => {
                mood.question
                    && content_opener(document, content) != "whether"
                    && content_opener(document, content) != "if"
            }
        };
        let binds = matches!(heading.class, Commitment::Commissive | Commitment::Offer);
        let binds = binds && content_opener(document, content) != "whether";
        let binds = binds && !(settles(&heading.lemma) && is_noun(document, heading.head));
        if binds && mood.future.is_none() && heading.frame.value == Factuality::CERTAIN {
            mood.future = document.tokens.get(heading.head).map(|token| token.span);
        }
    }
    mood
}

/// Is what is asked in the words: *whether they met, about the price*? Who *questioned his loyalty*
/// doubts it, and asks nothing.
fn is_asked(document: &Document<'_>, content: &Extent) -> bool {
    let tokens = document.tokens_in(content.first());
    let is_about = |at: usize| {
        matches!(
            document.lower(at).as_str(),
            "about" | "on" | "over" | "regarding" | "as"
        )
    };
    let asks = |at: usize| {
        let word = document.lower(at);
        word.starts_with('?')
            || matches!(word.as_str(), "whether" | "if")
            || document
                .tokens
                .get(at)
                .is_some_and(|token| matches!(token.pos, Pos::WP | Pos::WRB | Pos::WDT))
    };
    let before = tokens.start.checked_sub(1);
    before.is_some_and(is_about)
        || is_about(tokens.start)
        || document.tokens_in(content.hull()).any(asks)
}

/// The `value` for `voice`, with each of the words that decided it once, in text order.
fn valuation(voice: Voice, value: Factuality, mut because: Vec<Span>) -> Valuation {
    because.sort_unstable();
    because.dedup();
    Valuation {
        voice,
        value,
        because,
    }
}

/// What a cue grants: to who embeds the statement (the article, or the next voice out), and to its
/// own source.
struct Grant {
    embedder: Factuality,
    because_embedder: Vec<Span>,
    source: Factuality,
    because_source: Vec<Span>,
}

impl Grant {
    /// *denied {reports} that they met*: who denies it says it is not so. With one voice that is the
    /// source itself; with more it is who tells of the report.
    fn take_back(
        &mut self,
        document: &Document<'_>,
        denial: Reading,
        content: &Extent,
        voices: usize,
    ) {
        let inner = reading_of(document, content, frame_of(document, content, None));
        let value = match denial.value {
            Factuality::Committed(_, Polarity::Fails) => reversed(inner.value),
            _ => Factuality::Uncommitted,
        };
        if voices < 2 {
            self.source = value;
            self.because_source = [inner.because, denial.because.clone()].concat();
        } else {
            self.embedder = value;
        }
        self.because_embedder = denial.because;
    }
}

/// What `cue` grants of `content`; without a cue the source says what the content says, and the
/// article vouches for nothing.
fn grant(told: &Told<'_>) -> Grant {
    let (document, content, inner) = (told.document, told.content, told.inner.clone());
    let Some(heading) = &told.heading else {
        return Grant {
            embedder: Factuality::Uncommitted,
            because_embedder: Vec::new(),
            source: inner.value,
            because_source: inner.because,
        };
    };
    let class = heading.effective_class();
    let source = heading.granted(document, content, &inner);
    let embedder = embedder_value(class, inner.value, is_quoted(document, content));
    let frame = heading.frame.value;
    let has_that = content_opener(document, content) == "that";
    let embedder = if is_taken_back(document, heading.head) {
        Factuality::Uncommitted
    } else {
        under_frame(embedder, frame, heading.class, has_that)
    };
    let heading_words = heading.words(document);
    let is_about = class == Commitment::Assert && only_speaks_of(document, heading, content);
    let source = if is_about {
        Factuality::Uncommitted
    } else {
        let answer = answered(document, content);
        answer.map_or(source, |answer| heading.framed(answer))
    };
    let decides = class != Commitment::Assert || is_about;
    let mut because_source = match answered(document, content) {
        Some(_) => Vec::new(),
        None => inner.because,
    };
    if decides || frame != Factuality::CERTAIN {
        because_source.extend(heading.frame.because.iter().copied());
    }
    if decides {
        because_source.extend(heading_words.iter().copied());
    }
    Grant {
        embedder,
        // who *endorsed a plan* took a side by it: no conjecture of the article's
        because_embedder: match DEEDS.takes_side(&heading.lemma) && is_bare(document, content) {
            true => heading.frame.because.clone(),
            false => [heading_words, heading.frame.because.clone()].concat(),
        },
        source,
        because_source,
    }
}

impl Heading {
    /// What the source makes of a part of `content` that says what `inner` does.
    fn granted(&self, document: &Document<'_>, content: &Extent, inner: &Reading) -> Factuality {
        // "if it rains, we stay", and “If it rained …” in the source's own words: no question left open
        let opener = if inner.mood.condition.is_some() || is_quoted(document, content) {
            String::new()
        } else {
            content_opener(document, content)
        };
        self.framed(source_value(self.effective_class(), inner.value, &opener))
    }

    /// `value` as far as the article tells that it was said at all.
    fn framed(&self, value: Factuality) -> Factuality {
        if self.denial_is_spent() {
            value
        } else {
            capped_by_frame(value, self.frame.value, self)
        }
    }
}

/// *assailed the decision*: a thing that is only spoken about, by a verb that claims nothing.
fn only_speaks_of(document: &Document<'_>, heading: &Heading, content: &Extent) -> bool {
    let head = document.tokens.get(heading.head);
    commitment::of_verb(&heading.lemma).is_none()
        && head.is_some_and(|token| token.pos.is_verb())
        && is_bare(document, content)
}

/// *If she was the leading candidate* … *“Yes.”*: what the answer makes of the question.
fn answered(document: &Document<'_>, content: &Extent) -> Option<Factuality> {
    let [question, .., answer] = content.parts() else {
        return None;
    };
    let opener = document.lower(document.tokens_in(*question).start);
    if !matches!(opener.as_str(), "if" | "whether") {
        return None;
    }
    let words = document.tokens_in(*answer).map(|at| document.lower(at));
    let mut words = words.filter(|word| word.chars().any(char::is_alphabetic));
    let polarity = match words.next()?.as_str() {
        "yes" => Polarity::Holds,
        "no" => Polarity::Fails,
        _ => return None,
    };
    let is_all = words.next().is_none();
    is_all.then_some(Factuality::Committed(Certainty::Certain, polarity))
}

/// The value for the source: what it says, by what kind of saying it is.
pub(super) fn source_value(class: Commitment, inner: Factuality, opener: &str) -> Factuality {
    let untold = matches!(opener, "whether" | "if");
    match class {
        Commitment::Wish | Commitment::Question => Factuality::Uncommitted,
        Commitment::Factive | Commitment::Assert | Commitment::Evidential
            if untold && inner == Factuality::Uncommitted =>
        {
            Factuality::KnownUntold
        }
        Commitment::Assert
        | Commitment::Factive
        | Commitment::Evidential
        | Commitment::Counterfactive => inner,
        // *deciding whether to sign*
        Commitment::Suggest
        | Commitment::Belief
        | Commitment::Commissive
        | Commitment::Fear
        | Commitment::Offer
            if untold =>
        {
            Factuality::Uncommitted
        }
        Commitment::Suggest | Commitment::Belief | Commitment::Commissive => {
            capped(inner, PROBABLE)
        }
        Commitment::Fear | Commitment::Offer => capped(inner, POSSIBLE),
        Commitment::Deny => reversed(inner),
        Commitment::Doubt => reversed(capped(inner, PROBABLE)),
    }
}

/// The value for who tells of the statement: none, but for words that grant or refuse it.
fn embedder_value(class: Commitment, inner: Factuality, is_quoted: bool) -> Factuality {
    match class {
        _ if is_quoted => Factuality::Uncommitted,
        Commitment::Factive => inner,
        Commitment::Evidential => capped(inner, PROBABLE),
        Commitment::Counterfactive => reversed(inner),
        _ => Factuality::Uncommitted,
    }
}

/// The embedder grants no more than the frame does: *may have revealed*. What is presupposed under
/// *that* stays under a denial: *did not know that he left*.
fn under_frame(
    value: Factuality,
    frame: Factuality,
    class: Commitment,
    has_that: bool,
) -> Factuality {
    match frame {
        Factuality::Committed(certainty, Polarity::Holds) => {
            capped(value, Factuality::Committed(certainty, Polarity::Holds))
        }
        Factuality::Committed(Certainty::Certain, Polarity::Fails)
            if class == Commitment::Factive && has_that =>
        {
            value
        }
        _ => Factuality::Uncommitted,
    }
}

/// The source has said nothing for sure if it only may have said it, and nothing if it did not.
fn capped_by_frame(value: Factuality, frame: Factuality, heading: &Heading) -> Factuality {
    match frame {
        _ if heading.frame.mood.future.is_some() && heading.class != Commitment::Belief => {
            Factuality::Uncommitted
        }
        Factuality::Committed(_, Polarity::Holds) => capped(value, frame),
        _ => Factuality::Uncommitted,
    }
}

/// How a content is told: after a verb in the past, where *would* is *will*, or in the speaker's own words.
fn frame_of(document: &Document<'_>, content: &Extent, heading: Option<&Heading>) -> Frame {
    let is_past = heading.is_some_and(|heading| {
        let tag = document.tokens.get(heading.head).map(|token| token.pos);
        matches!(tag, Some(Pos::VBD | Pos::VBN))
    });
    if is_past && !is_quoted(document, content) {
        Frame::Past
    } else {
        Frame::Own
    }
}

/// The first word of a content, in lower case: *that*, *whether*; *to* of an infinitive with a
/// subject as well (*told them to leave*).
fn content_opener(document: &Document<'_>, content: &Extent) -> String {
    let tokens = document.tokens_in(content.first());
    let clauses = clause::clauses(document, tokens.clone());
    let is_bare = clauses.iter().all(|one| one.verb.is_none());
    let infinitive = |at: &usize| {
        document.lower(*at) == "to"
            && document
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.pos == Pos::VB)
    };
    let mut words = tokens.clone().map(|at| document.lower(at));
    let first = words.find(|word| word.starts_with(char::is_alphanumeric));
    let first = first.unwrap_or_default();
    // *whether to sign*
    let asks = matches!(first.as_str(), "whether" | "if");
    if is_bare && !asks && tokens.clone().any(|at| infinitive(&at)) {
        return "to".to_owned();
    }
    first
}

/// Is the content a thing in the writer's words, without a verb?
pub(crate) fn is_bare(document: &Document<'_>, content: &Extent) -> bool {
    let tokens = || {
        content
            .parts()
            .iter()
            .flat_map(|part| document.tokens_in(*part))
    };
    let is_told = |at: usize| {
        let token = document.tokens.get(at);
        let is_verb = token.is_some_and(|token| token.pos.is_verb() || token.pos.is_finite());
        is_verb
            || matches!(
                document.lower(at).as_str(),
                "\"" | "“" | "``" | "‘" | "'" | "as"
            )
    };
    tokens().next().is_some() && !tokens().any(is_told)
}

/// Does the content begin with a quotation mark?
fn is_quoted(document: &Document<'_>, content: &Extent) -> bool {
    document
        .quote(content.first())
        .starts_with(['"', '“', '«', '‘', '\''])
        || document.quote(content.first()).starts_with("``")
}

/// Is token `at` tagged as a noun?
fn is_noun(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.pos.is_noun())
}

/// A noun, or the participle after one: *reports that*, *the paper {claiming} that*.
fn is_phrase_head(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.pos.is_noun() || token.pos == Pos::VBG)
}

/// The words that can stand in a noun phrase before its noun.
fn is_before_noun(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.pos.is_noun()
            || matches!(
                token.pos,
                Pos::DT | Pos::PDT | Pos::PRPS | Pos::POS | Pos::JJ | Pos::CD | Pos::VBN | Pos::VBG
            )
            || matches!(
                document.lower(at).as_str(),
                "of" | "as" | "-" | "\"" | "“" | "‘"
            )
    })
}
