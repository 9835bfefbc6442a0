//! What the article and each source make of a content, by the words that attribute it.

use onrecord_record::{Certainty, Extent, Factuality, Mood, Polarity, Span, Valuation, Voice};

use super::{Frame, Reading, capped, is_raiser, reading_around, reading_of, reversed};
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
    let mut grant = grant(document, cue, content);
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

/// Condition, future and question of a statement: what its content says, and what its cue adds.
/// *asked whether* asks, *promised to leave* tells of the future.
pub(crate) fn mood(document: &Document<'_>, cue: Option<&Extent>, content: &Extent) -> Mood {
    let heading = cue.and_then(|cue| Heading::of(document, cue, content));
    let mut mood = content_reading(document, content, heading.as_ref()).mood;
    if let Some(heading) = heading {
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

/// *wants {to stress} that*: it is said by that.
fn wants_to_say(document: &Document<'_>, head: usize) -> bool {
    let says = head + 2;
    let clear = document.lower(says) == "make" && document.lower(says + 1) == "clear";
    let is_verb = document
        .tokens
        .get(says)
        .is_some_and(|token| matches!(token.pos, Pos::VB | Pos::VBP));
    let lemma = clause::verb_lemma_at(document, says);
    let is_told = clear || commitment::of_verb(&lemma) == Some(Commitment::Assert);
    // who encourages others to say it has not said it
    let wants = matches!(
        clause::verb_lemma_at(document, head).as_str(),
        "want" | "like" | "wish" | "need" | "love" | "hope"
    );
    wants && document.lower(head + 1) == "to" && is_verb && is_told
}

/// Words of settling: what has been settled is done, what was settled on is to come.
fn settles(lemma: &str) -> bool {
    matches!(
        lemma,
        "agree" | "accept" | "choose" | "decide" | "decision" | "agreement" | "consent"
    )
}

fn is_noun(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.pos.is_noun())
}

/// *offered {an assessment}, agreed {the terms}*: done by that, and not to be done yet. *Offered {to
/// pay}, offered {talks}, agreed {to meet}* look ahead.
fn is_done_by_saying(document: &Document<'_>, head: usize, content: &Extent) -> bool {
    let tokens = document.tokens_in(content.first());
    let first = tokens.clone().find(|at| !clause::is_adverb(document, *at));
    let Some(first) = first.filter(|at| !looks_ahead(document, *at)) else {
        return false;
    };
    let has_clause = clause::clauses(document, tokens.clone())
        .first()
        .is_some_and(|one| one.verb.is_some());
    if settles(&clause::verb_lemma_at(document, head)) && !is_noun(document, head) {
        return !has_clause;
    }
    let noun = (first..tokens.end)
        .take_while(|at| is_before_noun(document, *at) || clause::is_adverb(document, *at))
        .take_while(|at| document.lower(*at) != "of")
        .filter(|at| is_noun(document, *at))
        .last();
    noun.is_some_and(|at| class_of(document, at, "").is_some_and(is_of_saying)) && !has_clause
}

/// *to pay, that they meet, whether to go*.
fn looks_ahead(document: &Document<'_>, first: usize) -> bool {
    let next = document.tokens.get(first + 1).map(|token| token.pos);
    match document.lower(first).as_str() {
        "to" => matches!(next, Some(Pos::VB | Pos::VBP | Pos::RB)),
        "that" | "whether" => true,
        "on" | "in" | "for" => next == Some(Pos::VBG),
        _ => false,
    }
}

/// What is given by words alone: an assessment, a doubt, a hint.
fn is_of_saying(class: Commitment) -> bool {
    !matches!(
        class,
        Commitment::Wish | Commitment::Commissive | Commitment::Offer
    )
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
        let inner = content_reading(document, content, None);
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
    // "if it rains, we stay": a condition, and no question left open
    let opener = if inner.mood.condition.is_some() {
        String::new()
    } else {
        content_opener(document, content)
    };
    let source = source_value(class, inner.value, &opener);
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
    /// Its lemma, taken for a verb.
    lemma: String,
}

impl Heading {
    /// The heading of `cue`; `None` where it has no word at all.
    fn of(document: &Document<'_>, cue: &Extent, content: &Extent) -> Option<Heading> {
        let tokens: Vec<usize> = cue
            .parts()
            .iter()
            .flat_map(|part| document.tokens_in(*part))
            .collect();
        let tokens = without_lack(document, tokens);
        let opener = content_opener(document, content);
        let classed = tokens
            .iter()
            .rev()
            .find_map(|at| Some((*at, class_of(document, *at, &opener)?)));
        let unclassed = || {
            let says = |at: &&usize| says_something(document, **at);
            let last = tokens.iter().rev().find(says).or(tokens.last())?;
            Some((*last, Commitment::Assert))
        };
        let (head, class) = classed.or_else(unclassed)?;
        let (head, class) = denial_before(document, head)
            .filter(|denial| tokens.contains(denial))
            .map_or((head, class), |denial| (denial, Commitment::Deny));
        let class = match class {
            Commitment::Question if requests(document, head, content) => Commitment::Wish,
            Commitment::Wish if wants_to_say(document, head) => Commitment::Assert,
            Commitment::Fear if is_about_thing(document, content) => Commitment::Assert,
            Commitment::Offer | Commitment::Commissive
                if is_done_by_saying(document, head, content) =>
            {
                Commitment::Assert
            }
            class => without_doubt(document, head, class),
        };
        let mut frame = frame_of(document, head, content);
        if frame.because.is_empty()
            && let Some(denied) = denied_within(document, &tokens, head)
        {
            frame = denied;
        }
        let around = head.saturating_sub(2)..head + 3;
        let untruly = around
            .clone()
            .find(|at| commitment::is_untruly(&document.lower(*at)));
        Some(Heading {
            head,
            class,
            frame,
            untruly,
            lemma: clause::verb_lemma_at(document, head),
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
            Commitment::Commissive if self.is_denied() && intends(&self.lemma) => Commitment::Doubt,
            Commitment::Assert if self.is_denied() && is_truth(&self.lemma) => Commitment::Deny,
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
            && (matches!(self.class, Commitment::Belief | Commitment::Doubt)
                || self.class == Commitment::Commissive && intends(&self.lemma)
                || self.class == Commitment::Assert && is_truth(&self.lemma))
    }

    fn words(&self, document: &Document<'_>) -> Vec<Span> {
        let at = [Some(self.head), self.untruly];
        at.into_iter()
            .flatten()
            .filter_map(|at| Some(document.tokens.get(at)?.span))
            .collect()
    }
}

/// *claimed {without evidence}*: it is claimed all the same.
fn without_lack(document: &Document<'_>, mut tokens: Vec<usize>) -> Vec<usize> {
    let lacks = |at: &usize| document.lower(*at) == "without";
    let lack = tokens.iter().position(lacks).filter(|from| {
        let is_said = |at: &usize| class_of(document, *at, "").is_some();
        let is_thing = document.lower(tokens[*from] + 1);
        tokens.iter().take(*from).any(is_said)
            && commitment::of_noun(&is_thing) == Some(Commitment::Evidential)
    });
    tokens.truncate(lack.unwrap_or(tokens.len()));
    tokens
}

/// Denied, it tells that the thing will not be done: *has no intention to leave*; *made no promise*
/// leaves it open.
fn intends(lemma: &str) -> bool {
    matches!(lemma, "intend" | "intention" | "intent" | "plan" | "aim")
}

/// Denied, it calls untrue what is said: *is not true*.
fn is_truth(lemma: &str) -> bool {
    matches!(lemma, "true" | "accurate" | "correct")
}

/// A verb, noun or adjective: no preposition, mark or word of denial.
fn says_something(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.pos.is_noun()
            || token.pos.is_verb() && !clause::is_auxiliary(document, at)
            || matches!(token.pos, Pos::JJ | Pos::JJR | Pos::JJS)
    })
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

/// The verb of denial whose object is the noun at `head`: *{denied} earlier reports*.
fn denial_before(document: &Document<'_>, head: usize) -> Option<usize> {
    const LONGEST_PHRASE: usize = 6;
    let is_report = is_phrase_head(document, head)
        && matches!(
            class_of(document, head, ""),
            Some(Commitment::Assert | Commitment::Belief | Commitment::Suggest | Commitment::Fear)
        );
    if !is_report {
        return None;
    }
    let from = head.saturating_sub(LONGEST_PHRASE);
    let verb = (from..head)
        .rev()
        .find(|at| is_denying(document, *at) || !is_before_noun(document, *at))?;
    is_denying(document, verb).then_some(verb)
}

/// A verb of denial: *denied, dismissed*; *declined comment* denies nothing.
fn is_denying(document: &Document<'_>, at: usize) -> bool {
    let lemma = clause::verb_lemma_at(document, at);
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.pos.is_verb())
        && commitment::of_verb(&lemma) == Some(Commitment::Deny)
        && !matches!(
            lemma.as_str(),
            "decline" | "refuse" | "exclude" | "discount" | "renounce" | "forswear" | "disown"
        )
}

/// What denies the report that the cue names, outside the cue: *denied {reports} that they met*,
/// *{reports} that they met are untrue*.
fn denial_around(document: &Document<'_>, cue: &Extent, content: &Extent) -> Option<Reading> {
    let tokens: Vec<usize> = cue
        .parts()
        .iter()
        .flat_map(|part| document.tokens_in(*part))
        .collect();
    let head = *tokens
        .iter()
        .rev()
        .find(|at| class_of(document, **at, "") == Some(Commitment::Assert))?;
    let sentence = document
        .sentences
        .iter()
        .find(|one| one.tokens.contains(&head))?;
    let before = denial_before(document, head).filter(|at| !tokens.contains(at));
    if let Some(denial) = before.filter(|at| sentence.tokens.contains(at)) {
        let frame = frame_of(document, denial, content);
        let is_told = frame.value == Factuality::CERTAIN;
        return Some(told_by(document, denial, frame.because, is_told));
    }
    let is_cued = |at: &usize| tokens.contains(at);
    untrue_after(document, head, content, sentence.tokens.end, is_cued)
}

/// The predicate that calls untrue what the content before it tells: *that they met {is not true}*.
fn untrue_after(
    document: &Document<'_>,
    head: usize,
    content: &Extent,
    end: usize,
    is_cued: impl Fn(&usize) -> bool,
) -> Option<Reading> {
    let told = document.tokens_in(content.hull());
    if head >= told.start || !is_phrase_head(document, head) {
        return None;
    }
    let is_loose = |at: &usize| {
        clause::is_adverb(document, *at) || !document.lower(*at).starts_with(char::is_alphanumeric)
    };
    let verb = (told.end..end).find(|at| !is_loose(at))?;
    let is_be = clause::verb_lemma_at(document, verb) == "be";
    let at = (verb + 1..end).find(|at| !is_loose(at))?;
    let word = document.lower(at);
    let denial = (verb + 1..at).find(|at| clause::is_negation(&document.lower(*at)));
    let is_untrue = commitment::of_adjective(&word) == Some(Commitment::Deny);
    let is_untold = is_untrue && denial.is_none() || is_truth(&word) && denial.is_some();
    let because = denial.and_then(|at| document.tokens.get(at));
    (is_be && is_untold && !is_cued(&at)).then(|| {
        let because = because.map(|token| token.span).into_iter().collect();
        told_by(document, at, because, true)
    })
}

/// A noun, or the participle after one: *reports that*, *the paper {claiming} that*.
fn is_phrase_head(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.pos.is_noun() || token.pos == Pos::VBG)
}

/// A denial by the word at `at`, if it is told for sure.
fn told_by(document: &Document<'_>, at: usize, because: Vec<Span>, is_told: bool) -> Reading {
    let value = if is_told {
        Factuality::Committed(Certainty::Certain, Polarity::Fails)
    } else {
        Factuality::Uncommitted
    };
    let word = document.tokens.get(at).map(|token| token.span);
    Reading {
        value,
        mood: Mood::default(),
        because: because.into_iter().chain(word).collect(),
    }
}

/// *no doubt, without a doubt, no question*: sure; *little doubt*: nearly.
fn without_doubt(document: &Document<'_>, head: usize, class: Commitment) -> Commitment {
    let is_noun = document
        .tokens
        .get(head)
        .is_some_and(|token| token.pos.is_noun());
    let is_doubt = matches!(
        document.lower(head).as_str(),
        "doubt" | "doubts" | "question"
    );
    if !is_noun || !is_doubt {
        return class;
    }
    let word = |back: usize| {
        head.checked_sub(back)
            .map_or(String::new(), |at| document.lower(at))
    };
    let article = usize::from(matches!(
        word(1).as_str(),
        "a" | "any" | "serious" | "single"
    ));
    match word(1 + article).as_str() {
        "no" | "without" | "beyond" | "not" | "n't" | "n’t" | "never" => Commitment::Assert,
        "little" if class == Commitment::Doubt => Commitment::Belief,
        _ => class,
    }
}

/// *worried {about the roads}*: a feeling about a thing says nothing against it.
fn is_about_thing(document: &Document<'_>, content: &Extent) -> bool {
    let tokens = document.tokens_in(content.first());
    let is_about = |at: usize| matches!(document.lower(at).as_str(), "about" | "over" | "at");
    let follows = tokens.start.checked_sub(1).is_some_and(is_about);
    (follows || is_about(tokens.start))
        && clause::clauses(document, tokens)
            .iter()
            .all(|one| one.verb.is_none())
}

/// The word of denial in the cue before its head, or in the noun phrase of the head: *does not
/// confirm or {comment}*, *had no {intention}*.
fn denied_within(document: &Document<'_>, tokens: &[usize], head: usize) -> Option<Reading> {
    let denies = |at: &usize| {
        let word = document.lower(*at);
        (clause::is_negation(&word) || matches!(word.as_str(), "no" | "without"))
            && !super::is_idle_denial(document, *at)
    };
    let in_cue = tokens.iter().copied().filter(|at| *at < head).find(denies);
    let in_phrase = || {
        document
            .tokens
            .get(head)
            .filter(|token| token.pos.is_noun())?;
        let before = (head.saturating_sub(3)..head)
            .rev()
            .find(|at| denies(at) || !is_before_noun(document, *at))?;
        Some(before).filter(denies)
    };
    let at = in_cue.or_else(in_phrase)?;
    Some(Reading {
        value: Factuality::Committed(Certainty::Certain, Polarity::Fails),
        mood: Mood::default(),
        because: document
            .tokens
            .get(at)
            .map(|token| token.span)
            .into_iter()
            .collect(),
    })
}

/// The class of the word at `at`, looked up with its particle and with the head of the content.
fn class_of(document: &Document<'_>, at: usize, opener: &str) -> Option<Commitment> {
    let token = document.tokens.get(at)?;
    let word = document.lower(at);
    if token.pos.is_noun() && !clause::is_auxiliary(document, at) {
        return commitment::of_noun(&lemma(&word, token.pos))
            .or_else(|| commitment::of_verb(&clause::verb_lemma_at(document, at)))
            .or_else(|| commitment::of_adjective(&word));
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
    // it stands alone: the numbers of its neighbours would name nobody, its condition's word stays
    let first = clause.joined_to.take().and_then(|first| clauses.get(first));
    clause.marker = clause.marker.or_else(|| first?.marker.clone());
    clause.parent = None;
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
    reading_of(document, content, frame)
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
