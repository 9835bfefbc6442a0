//! What the article and each source make of a content, by the words that attribute it.

use onrecord_record::{Certainty, Extent, Factuality, Mood, Polarity, Span, Valuation, Voice};

use super::{Frame, Reading, capped, is_raiser, reading, reading_around, reversed};
use crate::clause::{self, Clause};
use crate::document::Document;
use crate::lemma::lemma;
use crate::lexicon::commitment::{self, Commitment};
use crate::tag::Pos;

/// PR+.
pub(super) const PROBABLE: Factuality = Factuality::Committed(Certainty::Probable, Polarity::Holds);
/// PS+.
const POSSIBLE: Factuality = Factuality::Committed(Certainty::Possible, Polarity::Holds);

/// The values of a statement: the narrator's, then one for each voice of `chain`, outermost first.
///
/// *Interfax reported that Peskov denied it*: Uu for the article and for Interfax, CT− for Peskov.
/// `cue` is the innermost one, `denied`.
pub(crate) fn valuations(
    document: &Document<'_>,
    cue: Option<&Extent>,
    content: &Extent,
    chain: &[Voice],
) -> Vec<Valuation> {
    let grant = grant(document, cue, content);
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

/// Condition, future and question of a statement: what its content says, and what its cue adds.
/// *asked whether* asks, *promised to leave* tells of the future.
pub(crate) fn mood(document: &Document<'_>, cue: Option<&Extent>, content: &Extent) -> Mood {
    let heading = cue.and_then(|cue| Heading::of(document, cue, content));
    let mut mood = content_reading(document, content, heading.as_ref()).mood;
    if let Some(heading) = heading {
        mood.is_condition &= content_opener(document, content) != "if";
        mood.question = match heading.class {
            Commitment::Question => true,
            _ => {
                mood.question
                    && content_opener(document, content) != "whether"
                    && content_opener(document, content) != "if"
            }
        };
        let binds = matches!(heading.class, Commitment::Commissive | Commitment::Offer);
        if binds && mood.future.is_none() && heading.frame.value == Factuality::CERTAIN {
            mood.future = document.tokens.get(heading.head).map(|token| token.span);
        }
    }
    mood
}

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

fn grant(document: &Document<'_>, cue: Option<&Extent>, content: &Extent) -> Grant {
    let heading = cue.and_then(|cue| Heading::of(document, cue, content));
    let inner = content_reading(document, content, heading.as_ref());
    let Some(heading) = heading else {
        return Grant {
            embedder: Factuality::Uncommitted,
            because_embedder: Vec::new(),
            source: inner.value,
            because_source: inner.because,
        };
    };
    let class = heading.effective_class();
    let source = source_value(
        class,
        inner.value,
        content_opener(document, content).as_str(),
    );
    let embedder = embedder_value(class, inner.value, is_quoted(document, content));
    let frame = heading.frame.value;
    let has_that = content_opener(document, content) == "that";
    let embedder = if is_taken_back(document, heading.head) {
        Factuality::Uncommitted
    } else {
        under_frame(embedder, frame, heading.class, has_that)
    };
    let heading_words = heading.words(document);
    let decides = class != Commitment::Assert;
    let mut because_source = inner.because;
    if decides || frame != Factuality::CERTAIN {
        because_source.extend(heading.frame.because.iter().copied());
    }
    if decides {
        because_source.extend(heading_words.iter().copied());
    }
    Grant {
        embedder,
        because_embedder: [heading_words, heading.frame.because.clone()].concat(),
        source: if heading.denial_is_spent() {
            source
        } else {
            capped_by_frame(source, frame, &heading)
        },
        because_source,
    }
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

/// The word of a cue that decides, its class, and how the narrator tells it.
struct Heading {
    /// The deciding token.
    head: usize,
    /// The class of its word.
    class: Commitment,
    /// How the article tells that it was said: *seems to*, *did not*, *reportedly*.
    frame: Reading,
    /// *falsely*, right by it.
    untruly: Option<usize>,
}

impl Heading {
    /// The heading of `cue`; `None` where it has no word at all.
    fn of(document: &Document<'_>, cue: &Extent, content: &Extent) -> Option<Heading> {
        let tokens: Vec<usize> = cue
            .parts()
            .iter()
            .flat_map(|part| document.tokens_in(*part))
            .collect();
        let opener = content_opener(document, content);
        let classed = tokens
            .iter()
            .rev()
            .find_map(|at| Some((*at, class_of(document, *at, &opener)?)));
        let (head, class) = classed.or_else(|| Some((*tokens.last()?, Commitment::Assert)))?;
        let class = match class {
            Commitment::Question if requests(document, head, content) => Commitment::Wish,
            class => class,
        };
        let around = head.saturating_sub(2)..head + 3;
        let untruly = around
            .clone()
            .find(|at| commitment::is_untruly(&document.lower(*at)));
        Some(Heading {
            head,
            class,
            frame: frame_of(document, head, content),
            untruly,
        })
    }

    /// The class after *falsely* and *not*: *does not think* is *doubts*.
    fn effective_class(&self) -> Commitment {
        match self.class {
            Commitment::Assert | Commitment::Suggest | Commitment::Belief
                if self.untruly.is_some() =>
            {
                Commitment::Counterfactive
            }
            Commitment::Belief if self.is_denied() => Commitment::Doubt,
            Commitment::Doubt if self.is_denied() => Commitment::Belief,
            class => class,
        }
    }

    fn is_denied(&self) -> bool {
        matches!(self.frame.value, Factuality::Committed(_, Polarity::Fails))
    }

    /// The denial has gone into the class.
    fn denial_is_spent(&self) -> bool {
        self.is_denied()
            && self.frame.value == Factuality::Committed(Certainty::Certain, Polarity::Fails)
            && matches!(self.class, Commitment::Belief | Commitment::Doubt)
    }

    fn words(&self, document: &Document<'_>) -> Vec<Span> {
        let at = [Some(self.head), self.untruly];
        at.into_iter()
            .flatten()
            .filter_map(|at| Some(document.tokens.get(at)?.span))
            .collect()
    }
}

/// The class of the word at `at`, looked up with its particle and with the head of the content.
fn class_of(document: &Document<'_>, at: usize, opener: &str) -> Option<Commitment> {
    let token = document.tokens.get(at)?;
    let word = document.lower(at);
    if token.pos.is_noun() && !clause::is_auxiliary(document, at) {
        return commitment::of_noun(&lemma(&word, token.pos))
            .or_else(|| commitment::of_verb(&clause::verb_lemma_at(document, at)));
    }
    let as_adjective = commitment::of_adjective(&word)
        .filter(|_| token.pos == Pos::VBN && is_predicate(document, at));
    if as_adjective.is_some() {
        return as_adjective;
    }
    if matches!(token.pos, Pos::JJ | Pos::RB) {
        return commitment::of_adjective(&word)
            .or_else(|| commitment::of_verb(&clause::verb_lemma_at(document, at)));
    }
    let verb = clause::verb_lemma_at(document, at);
    let longer = [
        format!("{verb} {}", document.lower(at + 1)),
        format!("{verb} {opener}"),
    ];
    longer
        .iter()
        .find_map(|pair| commitment::of_verb(pair))
        .or_else(|| commitment::of_verb(&verb))
}

/// *asked {that her name be left out}*, *asked {the League for talks}*, *asked {him to leave}*:
/// a request, and no question.
fn requests(document: &Document<'_>, head: usize, content: &Extent) -> bool {
    const NEAR: usize = 8;
    let first = document.tokens_in(content.first());
    let before = document.lower(first.start.saturating_sub(1));
    let asks = clause::verb_lemma_at(document, head) == "ask"
        && !matches!(before.as_str(), "about" | "on" | "over")
        && !clause::ends_with_question(document, first.clone());
    let wants = |at: usize| {
        let next = document.tokens.get(at + 1).map(|token| token.pos);
        match document.lower(at).as_str() {
            "for" => true,
            "to" => matches!(next, Some(Pos::VB | Pos::VBP)),
            _ => false,
        }
    };
    let opener = content_opener(document, content);
    let is_phrase = document.tokens.get(first.start).is_some_and(|token| {
        token.pos.is_noun()
            || matches!(
                token.pos,
                Pos::DT | Pos::PRP | Pos::PRPS | Pos::TO | Pos::CD
            )
            || document.lower(first.start) == "for"
    });
    let near = first.start..first.end.min(first.start + NEAR);
    let is_question = |at: usize| {
        let word = document.lower(at);
        matches!(word.as_str(), "whether" | "if" | "how")
            || matches!(
                document.tokens.get(at).map(|token| token.pos),
                Some(Pos::WP | Pos::WRB)
            )
    };
    let is_request = is_phrase && near.clone().any(wants) && !near.clone().any(is_question);
    asks && (opener == "that" || is_request)
}

/// After a form of *be*, with nothing but adverbs between: *is deeply worried*.
fn is_predicate(document: &Document<'_>, at: usize) -> bool {
    let before = (0..at)
        .rev()
        .find(|index| !clause::is_adverb(document, *index));
    before.is_some_and(|index| {
        matches!(
            clause::verb_lemma_at(document, index).as_str(),
            "be" | "remain" | "seem" | "feel"
        )
    })
}

/// How the article tells the cue whose deciding token is `head`.
fn frame_of(document: &Document<'_>, head: usize, content: &Extent) -> Reading {
    let plain = || Reading {
        value: Factuality::CERTAIN,
        mood: Mood::default(),
        because: Vec::new(),
    };
    let sentence = document
        .sentences
        .iter()
        .find(|one| one.tokens.contains(&head));
    let Some(sentence) = sentence else {
        return plain();
    };
    let clauses = clause::clauses(document, sentence.tokens.clone());
    let Some(index) = clauses.iter().position(|one| holds(document, one, head)) else {
        return governed_frame(document, &clauses, head)
            .or_else(|| participle_frame(document, head))
            .unwrap_or_else(plain);
    };
    let mut frame = reading_around(document, &clauses, index, Frame::Past, Some(head));
    // a question mark or an adverb inside the content is the content's
    if frame.because.iter().any(|span| content.overlaps(*span)) {
        frame = reading_around(
            document,
            &outside(document, &clauses, index, content),
            0,
            Frame::Past,
            Some(head),
        );
    }
    frame
}

/// Does the cue lie in what another one denies, doubts, wishes or asks: *denied that aides knew*?
fn is_taken_back(document: &Document<'_>, head: usize) -> bool {
    let Some(sentence) = document
        .sentences
        .iter()
        .find(|one| one.tokens.contains(&head))
    else {
        return false;
    };
    let clauses = clause::clauses(document, sentence.tokens.clone());
    let Some(index) = clauses.iter().position(|one| holds(document, one, head)) else {
        return false;
    };
    let Some(above) = clauses[index]
        .parent
        .and_then(|parent| clauses[parent].verb.as_ref())
    else {
        return false;
    };
    let class = commitment::of_verb(&above.lemma);
    let denies = matches!(
        class,
        Some(
            Commitment::Deny
                | Commitment::Doubt
                | Commitment::Wish
                | Commitment::Question
                | Commitment::Counterfactive
        )
    );
    let is_content = matches!(
        clauses[index].link,
        clause::Link::That | clause::Link::Whether
    );
    is_content && (denies || !super::denials(document, above).is_empty())
}

/// The clause alone, cut off where the content begins or after where it ends.
fn outside(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    content: &Extent,
) -> Vec<Clause> {
    let mut clause = clauses[index].clone();
    let head = clause
        .verb
        .as_ref()
        .map_or(clause.tokens.start, |verb| verb.head);
    for part in content.parts() {
        let tokens = document.tokens_in(*part);
        if tokens.start > head {
            clause.tokens.end = clause.tokens.end.min(tokens.start);
        } else if tokens.end <= head {
            clause.tokens.start = clause.tokens.start.max(tokens.end);
        }
    }
    vec![clause]
}

/// Is the token `head` the verb of `clause`, its complement, or the infinitive it hands on to?
fn holds(document: &Document<'_>, clause: &Clause, head: usize) -> bool {
    let Some(verb) = &clause.verb else {
        return false;
    };
    if verb.tokens.contains(&head) || verb.complement == Some(head) {
        return true;
    }
    let next = clause::infinitive(document, verb, clause.tokens.end);
    is_raiser(document, verb)
        && next.is_some_and(|next| next.tokens.contains(&head) || next.complement == Some(head))
}

/// *is trying to prove*, *wants to show*: what is only meant to be said has not been said.
fn governed_frame(document: &Document<'_>, clauses: &[Clause], head: usize) -> Option<Reading> {
    let governor = clauses.iter().find_map(|one| {
        let verb = one.verb.as_ref()?;
        let next = clause::infinitive(document, verb, one.tokens.end)?;
        next.tokens.contains(&head).then_some(verb)
    })?;
    let class = commitment::of_verb(&governor.lemma)?;
    let is_meant = matches!(
        class,
        Commitment::Wish
            | Commitment::Commissive
            | Commitment::Offer
            | Commitment::Deny
            | Commitment::Question
    );
    is_meant.then(|| Reading {
        value: Factuality::Uncommitted,
        mood: Mood::default(),
        because: document
            .tokens
            .get(governor.head)
            .map(|token| token.span)
            .into_iter()
            .collect(),
    })
}

/// *without saying*, *not saying*: a participle that is denied.
fn participle_frame(document: &Document<'_>, head: usize) -> Option<Reading> {
    let before = head.checked_sub(1)?;
    let is_denied = matches!(document.lower(before).as_str(), "without" | "not" | "never");
    is_denied.then(|| Reading {
        value: Factuality::Committed(Certainty::Certain, Polarity::Fails),
        mood: Mood::default(),
        because: document
            .tokens
            .get(before)
            .map(|token| token.span)
            .into_iter()
            .collect(),
    })
}

/// What the content says by itself; *would* after a cue in the past is *will*.
fn content_reading(
    document: &Document<'_>,
    content: &Extent,
    heading: Option<&Heading>,
) -> Reading {
    let is_past = heading.is_some_and(|heading| {
        let tag = document.tokens.get(heading.head).map(|token| token.pos);
        matches!(tag, Some(Pos::VBD | Pos::VBN))
    });
    let frame = if is_past && !is_quoted(document, content) {
        Frame::Past
    } else {
        Frame::Own
    };
    reading(document, content.hull(), frame)
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
    if is_bare && tokens.clone().any(|at| infinitive(&at)) {
        return "to".to_owned();
    }
    tokens
        .map(|at| document.lower(at))
        .find(|word| word.starts_with(char::is_alphanumeric))
        .unwrap_or_default()
}

/// Does the content begin with a quotation mark?
fn is_quoted(document: &Document<'_>, content: &Extent) -> bool {
    document
        .quote(content.first())
        .starts_with(['"', '“', '«', '‘', '\''])
        || document.quote(content.first()).starts_with("``")
}
