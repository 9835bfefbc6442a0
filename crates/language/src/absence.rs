//! What did not happen, is not known, was not answered.
//!
//! A denial alone is no absence: *he is not tall* puts nothing on record as missing. There must be
//! something that news expects, and the lexicon lists it: an event (*no agreement*), an act (*did
//! not sign*), evidence, an answer, details. Idioms (*no doubt, not only*) are none, nor are
//! denials in questions, conditions, orders, wishes and of the future.

mod ahead;
mod kind;
mod manner;
mod nominal;
mod noun;
mod participle;
mod phrase;
mod reach;
mod refusal;
mod subject;
mod unknown;
mod unsettled;
mod view;

use std::ops::Range;

use onrecord_record::{
    Absence, AbsenceKind, Certainty, Factuality, Polarity, Span, Statement, Valuation, Voice,
    ZoneKind,
};

use crate::clause::{self, Clause, Link, Verb};
use crate::document::Document;
use crate::factuality::{self, Frame};
use crate::lemma::lemma;
use crate::lexicon::absence::{Kind, is};
use crate::lexicon::commitment::{self, Commitment};
use crate::quotation::Quotations;
use crate::tag::Pos;

use phrase::{bare_hits, innermost, is_asserted_around, noun_absence, phrase_end, without_hits};
use view::View;

/// What the article puts on record as absent, in text order; who says so comes from `statements`.
pub(crate) fn absences(
    document: &Document<'_>,
    quotations: &Quotations,
    statements: &[Statement],
) -> Vec<Absence> {
    let mut found = Vec::new();
    let mut echoes = Vec::new();
    for sentence in &document.sentences {
        let zone = document.zone(sentence);
        if zone != ZoneKind::Caption {
            for hit in hits(document, sentence.tokens.clone()) {
                let told = absence(document, statements, hit.within(document, quotations));
                match zone {
                    ZoneKind::Headline => echoes.extend(told),
                    _ => found.extend(told),
                }
            }
        }
    }
    // a headline repeats the story
    echoes.retain(|echo: &Absence| found.iter().all(|told| told.kind != echo.kind));
    found.extend(echoes);
    found.sort_by_key(|absence: &Absence| (absence.span, absence.kind));
    found.dedup_by_key(|absence| absence.span);
    found
}

/// A place that tells of an absence.
struct Hit {
    kind: AbsenceKind,
    /// The clause or phrase that says so.
    tokens: Range<usize>,
    /// The words that decide it.
    because: Vec<Range<usize>>,
    /// The verb of its clause, if a clause tells it.
    verb: Option<usize>,
    /// How sure it is told.
    certainty: Certainty,
    /// Somebody unnamed says so: *reportedly*.
    is_hearsay: bool,
    /// It stands between quotation marks.
    is_quoted: bool,
}

impl Hit {
    /// What is said in a quotation does not run over its marks.
    fn within(mut self, document: &Document<'_>, quotations: &Quotations) -> Hit {
        let deciding = self.because.first().map(|words| words.start);
        let around = deciding.and_then(|at| quotations.around(at));
        if let Some(inner) = around.filter(|inner| !self.is_scare(document, inner)) {
            self.tokens = self.tokens.start.max(inner.start)..self.tokens.end.min(inner.end);
            self.is_quoted = true;
        }
        self
    }

    /// *“They don't know what goes on”*: said of others, it is a reproach, and the news lacks nothing.
    fn is_reproach(&self, document: &Document<'_>) -> bool {
        let before = self.verb.map(|verb| self.tokens.start..verb);
        let of_others = |at: usize| matches!(document.lower(at).as_str(), "they" | "you");
        let is_others = before.is_some_and(|mut before| before.any(of_others));
        self.kind == AbsenceKind::NotKnown && self.is_quoted && is_others
    }

    /// *There is “no evidence” yet*: words in marks within a clause that is not.
    fn is_scare(&self, document: &Document<'_>, inner: &Range<usize>) -> bool {
        let has_verb = inner.clone().any(|at| {
            let token = document.tokens.get(at);
            token.is_some_and(|token| token.pos.is_finite())
        });
        !has_verb && self.tokens.start < inner.start
    }
}

fn absence(document: &Document<'_>, statements: &[Statement], hit: Hit) -> Option<Absence> {
    // *She didn't come up?* asks and tells nothing
    let asks = clause::ends_with_question(document, hit.tokens.clone());
    if asks && hit.kind == AbsenceKind::DidNotHappen || hit.is_reproach(document) {
        return None;
    }
    let span = clause::span_of(document, without_conjunction(document, hit.tokens))?;
    let mut because: Vec<Span> = hit
        .because
        .into_iter()
        .filter_map(|words| clause::span_of(document, words))
        .collect();
    because.sort_unstable();
    because.dedup();
    let verb = hit.verb.and_then(|at| document.tokens.get(at));
    let around = because
        .first()
        .and_then(|decides| innermost_statement(statements, *decides));
    let is_cut = around.is_some_and(|one| cues_with(one, &because, verb.map(|one| one.span)));
    let around = around.filter(|one| !is_cut || one.chain.last() == Some(&Voice::Unstated));
    // in a quotation nobody was found for
    let alone = if hit.is_quoted {
        Voice::Unstated
    } else {
        Voice::Narrator
    };
    let chain = around.map_or(vec![alone], |one| one.chain.clone());
    let span = match around.filter(|_| !is_cut) {
        Some(one) => within(document, span, one),
        None => span,
    };
    let value = if hit.is_hearsay {
        Factuality::Uncommitted
    } else {
        Factuality::Committed(hit.certainty, Polarity::Holds)
    };
    let voice = chain.last().copied().unwrap_or(Voice::Narrator);
    let valuation = Valuation {
        voice,
        value,
        because: because.clone(),
    };
    Some(Absence {
        span,
        about: None,
        because,
        kind: hit.kind,
        chain,
        valuation,
    })
}

/// Without *and*, *or* before a part that was cut off.
fn without_conjunction(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let is_loose = |at: &usize| {
        document
            .tokens
            .get(*at)
            .is_some_and(|token| matches!(token.pos, Pos::CC | Pos::Mark))
    };
    let last = tokens.clone().rev().find(|at| !is_loose(at));
    let ends_joined = tokens.clone().rev().take_while(is_loose).any(|at| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.pos == Pos::CC)
    });
    match last.filter(|_| ends_joined) {
        Some(last) => tokens.start..last + 1,
        None => tokens,
    }
}

/// Is the verb of a denied subject the cue of `statement`? *No losses {had been reported}*: the subject
/// alone would tell that there were none.
fn cues_with(statement: &Statement, because: &[Span], verb: Option<Span>) -> bool {
    let cue = statement.attribution.cue.as_ref();
    let denies = because.first();
    verb.is_some_and(|verb| {
        denies.is_some_and(|denies| denies.start() < verb.start())
            && cue.is_some_and(|cue| cue.contains(verb))
    })
}

/// The innermost statement that `span` lies in.
fn innermost_statement(statements: &[Statement], span: Span) -> Option<&Statement> {
    statements
        .iter()
        .filter(|one| one.attribution.content.contains(span))
        .min_by_key(|one| one.attribution.content.hull().range().len())
}

/// The part of `span` that lies in the content of `statement`.
fn within(document: &Document<'_>, span: Span, statement: &Statement) -> Span {
    let hull = statement.attribution.content.hull();
    let range = span.start().max(hull.start())..span.end().min(hull.end());
    Span::trimmed(&document.article.text, range).unwrap_or(span)
}

/// The absences of one sentence.
fn hits(document: &Document<'_>, tokens: Range<usize>) -> Vec<Hit> {
    let clauses = clause::clauses(document, tokens.clone());
    let mut found = Vec::new();
    for index in 0..clauses.len() {
        if is_asserted(document, &clauses, index) {
            found.extend(clause_hits(document, &clauses, index));
        }
    }
    found.extend(without_hits(document, &clauses, tokens.clone()));
    found.extend(participle::hits(document, &clauses, tokens.clone()));
    found.extend(ahead::hits(document, &clauses, tokens.clone()));
    found.extend(nominal::hits(document, &clauses, tokens.clone()));
    found.extend(bare_hits(document, tokens));
    // "the no-deal clause"
    let is_compound = |words: &Range<usize>| {
        document.lower(words.start) == "no" && document.lower(words.start + 1) == "-"
    };
    found.retain(|hit| !hit.because.iter().any(is_compound));
    found
}

/// Is the clause told as so: no condition, question, wish, and not under a verb that takes it back?
fn is_asserted(document: &Document<'_>, clauses: &[Clause], index: usize) -> bool {
    let clause = &clauses[index];
    let loose = matches!(
        clause.link,
        Link::Condition | Link::Whether | Link::Comparison
    );
    let reading = factuality::clause_reading(document, clauses, index, Frame::Own);
    let hangs = reading.mood.question
        || reading.mood.condition.is_some()
        || reading.mood.future.is_some() && !would_not(document, clause);
    let above = clause
        .parent
        .and_then(|parent| clauses[parent].verb.as_ref());
    let taken_back = clause.link == Link::That
        && above.is_some_and(|verb| {
            matches!(
                commitment::of_verb(&verb.lemma),
                Some(
                    Commitment::Wish
                        | Commitment::Deny
                        | Commitment::Doubt
                        | Commitment::Counterfactive
                        | Commitment::Question
                )
            )
        });
    let called_untrue = clause.link == Link::That
        && above.is_some_and(|verb| calls_untrue(document, verb, clause.tokens.start));
    let taken_back = taken_back || called_untrue || kind::is_of_a_kind(document, clauses, index);
    let asserted_above = match (clause.link, clause.parent) {
        (Link::Relative, Some(parent)) if denies(document, &clauses[parent]) => false,
        (Link::Relative | Link::Time | Link::Cause | Link::That, Some(parent)) => {
            !matches!(clauses[parent].link, Link::Condition | Link::Whether)
        }
        _ => true,
    };
    let is_order = factuality::is_order(document, clause);
    let told = !loose && !is_order && !hangs && !taken_back && asserted_above;
    told && clause
        .verb
        .as_ref()
        .is_some_and(|verb| !is_inverted(document, verb) && !is_duty(document, verb))
}

/// *called it untrue that, it is not true that*.
fn calls_untrue(document: &Document<'_>, verb: &Verb, until: usize) -> bool {
    let denied = !factuality::denials(document, verb).is_empty();
    (verb.head + 1..until).any(|at| match document.lower(at).as_str() {
        "untrue" | "false" | "nonsense" | "wrong" | "incorrect" => true,
        "true" | "correct" => denied,
        _ => false,
    })
}

/// *There was not a seat* that was not taken.
fn denies(document: &Document<'_>, clause: &Clause) -> bool {
    let verb = clause.verb.as_ref();
    verb.is_some_and(|verb| !factuality::denials(document, verb).is_empty())
}

/// *should not have gone*: what ought not to be tells nothing of what is.
fn is_duty(document: &Document<'_>, verb: &Verb) -> bool {
    let mut auxiliaries = verb.auxiliaries.iter().map(|at| document.lower(*at));
    auxiliaries.any(|word| matches!(word.as_str(), "should" | "ought" | "must" | "shall" | "sha"))
}

/// *why {didn't the minister pay}*: the subject inside the verb group asks, though no mark does;
/// *nor did the minister pay* does not.
fn is_inverted(document: &Document<'_>, verb: &Verb) -> bool {
    let inner = verb.tokens.start + 1..verb.head;
    let has_subject = inner.into_iter().any(|at| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.pos.is_noun() || token.pos == Pos::PRP)
    });
    let before = document.lower(verb.tokens.start.saturating_sub(1));
    has_subject
        && !matches!(
            before.as_str(),
            "nor" | "neither" | "never" | "only" | "not"
        )
}

/// *would not*: of the past it is a refusal, not a future.
fn would_not(document: &Document<'_>, clause: &Clause) -> bool {
    clause
        .verb
        .as_ref()
        .is_some_and(|verb| document.lower(verb.tokens.start) == "would" && tells(document, verb))
}

/// Is it a verb of telling, *be drawn*, or *be specific*?
pub(crate) fn tells(document: &Document<'_>, verb: &Verb) -> bool {
    let forthcoming = |at: usize| is(Kind::Forthcoming, &document.lower(at));
    is(Kind::Tell, &verb.lemma)
        // "would not release the dogs"
        || is(Kind::Publish, &verb.lemma) && !verb.passive && verb.lemma != "release"
        || verb.passive && verb.lemma == "draw"
        || verb.lemma == "be" && verb.complement.is_some_and(forthcoming)
}

/// The absences a clause tells by its verb, subject or object.
fn clause_hits(document: &Document<'_>, clauses: &[Clause], index: usize) -> Vec<Hit> {
    let Some(view) = View::of(document, clauses, index) else {
        return Vec::new();
    };
    let listed = view.denied_nouns();
    if !listed.is_empty() {
        return listed;
    }
    let single = view
        .refusal()
        .or_else(|| view.failure())
        .or_else(|| view.denied_verb())
        .or_else(|| view.predicate())
        .or_else(|| view.denied_people())
        .or_else(|| view.cancelled())
        .or_else(|| view.kept_from());
    single.into_iter().collect()
}

/// The one stretch of words that decides.
fn only(words: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(words).collect()
}

fn with(mut because: Vec<Range<usize>>, at: usize) -> Vec<Range<usize>> {
    because.push(at..at + 1);
    because
}

fn says_would(document: &Document<'_>, verb: &Verb) -> bool {
    document.lower(verb.tokens.start) == "would"
}

fn is_perfect(document: &Document<'_>, verb: &Verb) -> bool {
    verb.auxiliaries
        .iter()
        .any(|at| clause::verb_lemma_at(document, *at) == "have")
}

/// What one answers or returns: a call, a message, a question.
fn is_message(noun: &str) -> bool {
    matches!(
        noun,
        "call"
            | "message"
            | "question"
            | "request"
            | "email"
            | "e-mail"
            | "phone"
            | "letter"
            | "query"
            | "inquiry"
            | "text"
            | "offer"
            | "proposal"
            | "demand"
            | "appeal"
            | "invitation"
            | "allegation"
            | "accusation"
            | "door"
    )
}

/// The lemma of token `at` taken for a noun.
fn noun_lemma(document: &Document<'_>, at: usize) -> String {
    let pos = document.tokens.get(at).map_or(Pos::NN, |token| token.pos);
    let word = document.lower(at);
    // the tagger takes some plurals for singulars
    let is_plural = pos.is_noun() && word.ends_with('s') && !word.ends_with("ss");
    let name = lemma(&word, if is_plural { Pos::NNS } else { pos });
    if word == "whereabouts" {
        return word;
    }
    // *time frame* is a timeframe
    let is_time = at > 0 && document.lower(at - 1) == "time";
    if is_time && matches!(name.as_str(), "frame" | "line" | "table") {
        return format!("time{name}");
    }
    name
}

/// The head of the noun phrase that starts at `from`: *press {conference}*.
fn head_noun(document: &Document<'_>, from: usize, end: usize) -> Option<usize> {
    let mut found = None;
    for at in from..end {
        let token = document.tokens.get(at)?;
        match token.pos {
            pos if pos.is_noun() => found = Some(at),
            Pos::DT
            | Pos::JJ
            | Pos::JJR
            | Pos::JJS
            | Pos::CD
            | Pos::PRPS
            | Pos::POS
            | Pos::PDT
            | Pos::RB => {}
            // *specific, credible threats*
            Pos::Mark if found.is_none() && document.lower(at) == "," && at > from => {}
            Pos::VBN | Pos::VBG if found.is_none() => {}
            _ => break,
        }
        if found.is_some() && matches!(token.pos, Pos::RB | Pos::DT) {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use onrecord_testkit::Marked;

    use super::*;
    use crate::engine::{Engine, annotate};
    use crate::extract::extract;
    use crate::lexicon::absence::CLASSES;
    use crate::testing::{article, check, read};

    /// `NotKnown [do, n't, know]: we do n't know whether`.
    fn render(marked: &Marked) -> Vec<String> {
        let document = read(&marked.text);
        absences(&document, &Quotations::of(&document), &[])
            .iter()
            .map(|one| {
                let because: Vec<&str> = one
                    .because
                    .iter()
                    .map(|span| document.quote(*span))
                    .collect();
                let sure = if one.valuation.value == Factuality::CERTAIN {
                    String::new()
                } else {
                    format!("{} ", one.valuation.value)
                };
                format!(
                    "{sure}{:?} [{}]: {}",
                    one.kind,
                    because.join(", "),
                    document.quote(one.span)
                )
            })
            .collect()
    }

    #[test]
    fn cases() {
        check(
            include_str!("../../../fixtures/absence/absences.txt"),
            render,
        );
        check(include_str!("../../../fixtures/absence/none.txt"), render);
        check(
            include_str!("../../../fixtures/absence/clauses.txt"),
            render,
        );
        check(
            include_str!("../../../fixtures/absence/reports.txt"),
            render,
        );
    }

    #[test]
    fn an_absence_is_told_by_whoever_tells_the_words_around_it() {
        let engine = Engine::embedded().expect("the weights are compiled in");
        for (text, is_own) in [
            (
                "Officials in Velmora said there was no evidence that the well had been poisoned.",
                false,
            ),
            (
                "The mayor told reporters that it was too early to tell who set the fire.",
                false,
            ),
            (
                "No group has claimed responsibility for the blast at the mill.",
                true,
            ),
            ("No one knows why the dam broke.", true),
        ] {
            let findings = extract(&engine, &annotate(&engine, article(text)));
            let own: Vec<bool> = findings
                .absences
                .iter()
                .map(|one| one.chain == [Voice::Narrator])
                .collect();
            assert_eq!(own, [is_own], "{text}");
        }
    }

    #[test]
    fn a_denied_subject_keeps_its_verb() {
        let engine = Engine::embedded().expect("the weights are compiled in");
        for text in [
            "No foreign casualties had been reported.",
            "No losses were reported after the ferry sank.",
        ] {
            let findings = extract(&engine, &annotate(&engine, article(text)));
            let verb = text.find("reported").expect("it is there");
            let mut found = findings.absences.iter();
            assert!(
                found.any(|one| one.span.end() > verb),
                "{text}: {findings:#?}"
            );
        }
    }

    #[test]
    fn sentences_of_the_lexicon_are_absences_or_not() {
        let mut wrong = Vec::new();
        for class in CLASSES.iter() {
            for sentence in class.yes.iter().chain(&class.no) {
                let marked = Marked::read(sentence).expect("braces match");
                let document = read(&marked.text);
                let found = absences(&document, &Quotations::of(&document), &[]);
                let spans: Vec<&str> = found.iter().map(|one| document.quote(one.span)).collect();
                if spans != marked.words("absent") {
                    wrong.push(format!("{sentence}: {spans:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
