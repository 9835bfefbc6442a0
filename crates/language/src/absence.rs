//! What did not happen, is not known, was not answered.
//!
//! A denial alone is no absence: *he is not tall* puts nothing on record as missing. There must be
//! something that news expects, and the lexicon lists it: an event (*no agreement*), an act (*did
//! not sign*), evidence, an answer, details. Idioms (*no doubt, not only*) are none, nor are
//! denials in questions, conditions, orders, wishes and of the future.

mod ahead;
mod participle;
mod reach;
mod unsettled;

use std::ops::Range;

use onrecord_record::{
    Absence, AbsenceKind, Certainty, Factuality, Polarity, Span, Statement, Valuation, Voice,
    ZoneKind,
};

use crate::clause::{self, Clause, Link, Tense, Verb};
use crate::document::Document;
use crate::factuality::{self, Frame};
use crate::lemma::lemma;
use crate::lexicon::absence::{Kind, is};
use crate::lexicon::commitment::{self, Commitment};
use crate::quotation::Quotations;
use crate::lexicon::hedge;
use crate::tag::Pos;

use unsettled::is_question_word;

/// What the article puts on record as absent, in text order; who says so comes from `statements`.
pub(crate) fn absences(document: &Document<'_>, statements: &[Statement]) -> Vec<Absence> {
    let quotations = Quotations::of(document);
    let mut found = Vec::new();
    let mut echoes = Vec::new();
    for sentence in &document.sentences {
        let zone = document.zone(sentence);
        if zone != ZoneKind::Caption {
            for hit in hits(document, sentence.tokens.clone()) {
                let told = absence(document, statements, hit.within(document, &quotations));
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
    let span = clause::span_of(document, without_conjunction(document, hit.tokens))?;
    let mut because: Vec<Span> = hit
        .because
        .into_iter()
        .filter_map(|words| clause::span_of(document, words))
        .collect();
    because.sort_unstable();
    because.dedup();
    let around = because
        .first()
        .and_then(|decides| innermost_statement(statements, *decides));
    // in a quotation nobody was found for
    let alone = if hit.is_quoted {
        Voice::Unstated
    } else {
        Voice::Narrator
    };
    let chain = around.map_or(vec![alone], |one| one.chain.clone());
    let span = around.map_or(span, |one| within(document, span, one));
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
    found.extend(bare_hits(document, tokens));
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
    let asserted_above = match (clause.link, clause.parent) {
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
        .is_some_and(|verb| !is_inverted(document, verb))
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
    clause.verb.as_ref().is_some_and(|verb| {
        document.lower(verb.tokens.start) == "would" && tells(verb)
    })
}

/// Is it a verb of telling, or *be drawn*?
fn tells(verb: &Verb) -> bool {
    is(Kind::Tell, &verb.lemma) || verb.passive && verb.lemma == "draw"
}

/// The absences a clause tells by its verb, subject or object.
fn clause_hits(document: &Document<'_>, clauses: &[Clause], index: usize) -> Vec<Hit> {
    let clause = &clauses[index];
    let Some(verb) = &clause.verb else {
        return Vec::new();
    };
    let view = View {
        document,
        clauses,
        index,
        clause,
        verb,
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
        .or_else(|| view.cancelled());
    single.into_iter().collect()
}

/// A clause under examination.
struct View<'v, 'a> {
    document: &'v Document<'a>,
    clauses: &'v [Clause],
    index: usize,
    clause: &'v Clause,
    verb: &'v Verb,
}

impl View<'_, '_> {
    fn lower(&self, at: usize) -> String {
        self.document.lower(at)
    }

    /// The whole clause, without clauses of time, cause or concession at its edges.
    fn tokens(&self) -> Range<usize> {
        let drops = |one: &&Clause| {
            one.parent == Some(self.index)
                && one.tokens.start > self.verb.head
                && matches!(
                    one.link,
                    Link::Time | Link::Cause | Link::Concession | Link::Aside | Link::Comparison
                )
        };
        let cut = self
            .clauses
            .iter()
            .filter(drops)
            .map(|one| one.tokens.start)
            .min();
        let subject = self.clauses.iter().find(|one| {
            one.parent == Some(self.index)
                && matches!(one.link, Link::Content | Link::Whether)
                && one.tokens.end <= self.verb.tokens.start
                && one.tokens.end >= self.clause.subject.start
        });
        let first = subject.map_or(self.clause.subject.start, |one| one.tokens.start);
        let start = self.after_addressee(
            first
                .min(self.verb.tokens.start)
                .max(self.clause.tokens.start),
        );
        let end = cut
            .unwrap_or(self.clause.tokens.end)
            .min(self.clause.tokens.end);
        let end = attribution_tail(self.document, self.verb.head + 1..end).unwrap_or(end);
        start..self.joined_at(start..end).unwrap_or(end)
    }

    /// *told {him} the nominee had not paid*: who is told stands before the clause.
    fn after_addressee(&self, start: usize) -> usize {
        let is_object = matches!(
            self.lower(start).as_str(),
            "him" | "me" | "them" | "us" | "her" | "you"
        );
        let has_own = (start + 1..self.verb.tokens.start).any(|at| {
            self.document
                .tokens
                .get(at)
                .is_some_and(|token| token.pos.is_noun() || token.pos == Pos::PRP)
        });
        let opens = self.document.tokens.get(start + 1).is_some_and(|token| {
            matches!(
                token.pos,
                Pos::DT | Pos::PRP | Pos::PRPS | Pos::NNP | Pos::NNPS
            )
        });
        start + usize::from(is_object && has_own && opens)
    }

    fn hit(&self, kind: AbsenceKind, because: Vec<Range<usize>>) -> Option<Hit> {
        self.hit_over(kind, self.tokens(), because)
    }

    fn hit_over(
        &self,
        kind: AbsenceKind,
        tokens: Range<usize>,
        mut because: Vec<Range<usize>>,
    ) -> Option<Hit> {
        let own = clause::own_tokens(self.clauses, self.index);
        let adverbs = factuality::adverb_reading(self.document, self.clause, &own);
        let perfect_modal = self
            .verb
            .auxiliaries
            .iter()
            .find(|at| matches!(self.lower(**at).as_str(), "may" | "might"));
        let certainty = match adverbs.value {
            Factuality::Committed(certainty, _) if perfect_modal.is_none() => certainty,
            _ => Certainty::Possible,
        };
        because.extend(
            adverbs
                .because
                .iter()
                .map(|span| self.document.tokens_in(*span)),
        );
        because.extend(perfect_modal.map(|at| *at..at + 1));
        Some(Hit {
            kind,
            tokens,
            because,
            certainty,
            is_hearsay: adverbs.value == Factuality::Uncommitted,
            is_quoted: false,
        })
    }

    /// The words of denial in the verb group.
    fn denials(&self) -> Vec<Range<usize>> {
        factuality::denials(self.document, self.verb)
    }

    /// *There was no news conference and no communiqué*: every denied noun of the clause.
    fn denied_nouns(&self) -> Vec<Hit> {
        let own = clause::own_tokens(self.clauses, self.index);
        let Some(first) = factuality::denied_argument(self.document, self.clause, &own)
            .or_else(|| self.denied_in_marks())
            .or_else(|| self.denied_any())
        else {
            return Vec::new();
        };
        let whole = self.tokens();
        let is_subject = first < self.verb.tokens.start;
        let mut found = Vec::new();
        let mut from = whole.start;
        for at in [vec![first], self.further(first, whole.end)].concat() {
            let Some(noun) = head_noun(self.document, at + 1, whole.end) else {
                continue;
            };
            let Some(kind) = self.noun_kind(at, noun, is_subject) else {
                continue;
            };
            let next = self.further(at, whole.end).first().copied();
            let to = next
                .filter(|_| !is_subject)
                .map_or(whole.end, |next| next - 1);
            if let Some(hit) = self.hit_over(kind, from..to, vec![self.deciding(at)]) {
                found.push(hit);
            }
            from = to + 1;
            if is_subject {
                break;
            }
        }
        found
    }

    /// *there is “{no} evidence”*: the determiner between scare quotes.
    fn denied_in_marks(&self) -> Option<usize> {
        let after = (self.verb.head + 1..self.clause.tokens.end)
            .find(|at| !clause::is_adverb(self.document, *at))?;
        let opens = matches!(self.lower(after).as_str(), "\"" | "“" | "``" | "‘" | "'");
        let denies = hedge::effect(hedge::Part::Denier, &self.lower(after + 1)).is_some()
            && !factuality::is_idle_denial(self.document, after + 1);
        (opens && denies).then_some(after + 1)
    }

    /// *did not hold any talks*, *there was not a single arrest*: the determiner after the verb.
    fn denied_any(&self) -> Option<usize> {
        if self.denials().is_empty() || self.is_modal() {
            return None;
        }
        let after = (self.verb.head + 1..self.clause.tokens.end)
            .find(|at| !clause::is_adverb(self.document, *at))?;
        let light = is(Kind::Light, &self.verb.lemma) || self.is_existential();
        (light
            && matches!(
                self.lower(after).as_str(),
                "any" | "a" | "an" | "the" | "evidence" | "details" | "proof" | "further" | "more"
            ))
        .then_some(after)
    }

    /// The determiner with the denial of the verb, where it denies nothing itself.
    fn deciding(&self, at: usize) -> Range<usize> {
        if hedge::effect(hedge::Part::Denier, &self.lower(at)).is_some() {
            return at..at + 1;
        }
        self.denials().first().cloned().unwrap_or(at..at + 1)
    }

    /// Further *and no …* after the denial at `at`.
    fn further(&self, at: usize, end: usize) -> Vec<usize> {
        (at + 1..end)
            .filter(|index| {
                self.lower(*index) == "no"
                    && matches!(self.lower(index - 1).as_str(), "and" | "or" | ",")
            })
            .collect()
    }

    fn is_existential(&self) -> bool {
        let subject = self
            .clause
            .subject
            .clone()
            .rev()
            .find(|at| !clause::is_adverb(self.document, *at));
        self.verb.lemma == "be" && subject.is_some_and(|at| self.lower(at) == "there")
    }

    fn is_modal(&self) -> bool {
        self.verb.auxiliaries.iter().any(|at| {
            let word = self.lower(*at);
            clause::is_modal(&word) && !matches!(word.as_str(), "could" | "can" | "ca")
        })
    }

    /// What kind of absence a denied noun tells of; `None` if it is none.
    fn noun_kind(&self, at: usize, noun: usize, is_subject: bool) -> Option<AbsenceKind> {
        let word = noun_lemma(self.document, noun);
        let published = self.published_after(noun, is_subject);
        let carried = is_subject || self.is_existential() || is(Kind::Light, &self.verb.lemma);
        let past = self.verb.tense == Tense::Past || !self.verb.auxiliaries.is_empty();
        let stative = is_subject && self.verb.lemma == "be";
        if at == noun || stative && !self.verb.passive {
            return None;
        }
        match word.as_str() {
            _ if published => Some(AbsenceKind::Withheld),
            word if is_subject && self.verb.passive && is(Kind::Matter, word) => self.unfixed(),
            "question" if self.verb.lemma == "take" => Some(AbsenceKind::NotAnswered),
            "comment"
                if matches!(self.verb.lemma.as_str(), "have" | "make") || self.is_existential() =>
            {
                Some(AbsenceKind::Declined)
            }
            "source" if matches!(self.verb.lemma.as_str(), "cite" | "give" | "name") => {
                Some(AbsenceKind::Withheld)
            }
            _ if !carried || self.is_modal() => None,
            // *did not have the record of a reformer*
            _ if self.verb.lemma == "have"
                && matches!(self.lower(at).as_str(), "the" | "a" | "an") =>
            {
                None
            }
            word if is(Kind::Evidence, word) => Some(AbsenceKind::NoEvidence),
            "reason" | "grounds" if self.lower(noun + 1) == "to" => {
                is(Kind::Believe, &clause::verb_lemma_at(self.document, noun + 2))
                    .then_some(AbsenceKind::NoEvidence)
            }
            word if is(Kind::Answer, word) => Some(AbsenceKind::NotAnswered),
            word if is(Kind::Detail, word)
                && (is_subject || !self.is_existential() && self.verb.lemma != "have") =>
            {
                Some(AbsenceKind::Withheld)
            }
            word if is(Kind::Notion, word) && self.gives_notion(noun) => {
                Some(AbsenceKind::NotKnown)
            }
            word if is(Kind::Event, word) && (past || self.is_existential()) => {
                Some(AbsenceKind::DidNotHappen)
            }
            _ => None,
        }
    }

    /// *No date has been announced*, *no price was agreed*.
    fn unfixed(&self) -> Option<AbsenceKind> {
        match self.verb.lemma.as_str() {
            "announce" | "give" | "mention" | "state" => Some(AbsenceKind::Withheld),
            "set" | "fix" | "agree" | "decide" | "reach" => Some(AbsenceKind::DidNotHappen),
            _ => None,
        }
    }

    /// *have no idea who*, *no word on*: not *no word of praise*.
    fn gives_notion(&self, noun: usize) -> bool {
        let next = self.lower(noun + 1);
        let word = self.lower(noun);
        (word == "word" && matches!(next.as_str(), "on" | "from" | "about" | "whether"))
            || word != "word"
                && matches!(
                    next.as_str(),
                    "who"
                        | "what"
                        | "why"
                        | "how"
                        | "when"
                        | "where"
                        | "whether"
                        | "if"
                        | "about"
                        | "."
                        | ","
                )
    }

    /// *no trades made public*, *no details were released*.
    fn published_after(&self, noun: usize, is_subject: bool) -> bool {
        let makes_public = |at: usize| self.lower(at) == "made" && self.lower(at + 1) == "public";
        let own = is_subject
            && (is(Kind::Publish, &self.verb.lemma) && self.verb.passive
                || makes_public(self.verb.head));
        let participle = clause::verb_lemma_at(self.document, noun + 1);
        own || makes_public(noun + 1)
            || self.is_existential()
                && is(Kind::Publish, &participle)
                && self.lower(noun + 1).ends_with("ed")
    }

    /// *declined to comment, refused to disclose, would not say*.
    fn refusal(&self) -> Option<Hit> {
        let denials = self.denials();
        let head = self.verb.head..self.verb.head + 1;
        if let Some(at) = self
            .denied_subject()
            .filter(|_| says_would(self.document, self.verb))
        {
            let tells = is(Kind::Publish, &self.verb.lemma) || tells(self.verb);
            return tells.then(|| self.hit(AbsenceKind::Declined, only(at..at + 1)))?;
        }
        if says_would(self.document, self.verb) && !denials.is_empty() {
            let publishes = is(Kind::Publish, &self.verb.lemma) && self.verb.lemma != "elaborate";
            let kind = if publishes {
                AbsenceKind::Withheld
            } else {
                AbsenceKind::Declined
            };
            let tells = publishes || tells(self.verb);
            return tells.then(|| self.hit(kind, only(self.verb.tokens.start..denials[0].end)))?;
        }
        if !is(Kind::Refusal, &self.verb.lemma)
            || !denials.is_empty()
            || self.verb.passive
            || self.is_modal()
        {
            return None;
        }
        let next = clause::infinitive(self.document, self.verb, self.clause.tokens.end);
        match next {
            Some(next)
                if is(Kind::Publish, &next.lemma) && next.lemma != "elaborate"
                    || self.makes_public(&next) =>
            {
                self.hit(AbsenceKind::Withheld, only(self.verb.head..next.tokens.end))
            }
            Some(next) => self.hit(AbsenceKind::Declined, only(self.verb.head..next.tokens.end)),
            None => {
                let noun = head_noun(self.document, self.verb.head + 1, self.clause.tokens.end)?;
                let asked = matches!(
                    noun_lemma(self.document, noun).as_str(),
                    "comment" | "request" | "interview" | "question"
                );
                asked.then(|| self.hit(AbsenceKind::Declined, vec![head]))?
            }
        }
    }

    /// *{Neither} government would say*.
    fn denied_subject(&self) -> Option<usize> {
        let own = clause::own_tokens(self.clauses, self.index);
        factuality::denied_argument(self.document, self.clause, &own)
            .filter(|at| *at < self.verb.tokens.start)
    }

    fn makes_public(&self, verb: &Verb) -> bool {
        verb.lemma == "make" && (verb.head..verb.head + 5).any(|at| self.lower(at) == "public")
    }

    /// *failed to reach a deal*, *was unable to agree*.
    fn failure(&self) -> Option<Hit> {
        let words = [Some(self.verb.head), self.verb.complement];
        let failing = words.into_iter().flatten().find(|at| {
            let word = self.lower(*at);
            let yet = self.verb.lemma == "have" && self.lower(at + 1) == "yet";
            (self.verb.lemma == "fail" || yet) && *at == self.verb.head || word == "unable"
        })?;
        if !self.denials().is_empty() || self.is_modal() {
            return None;
        }
        let next = clause::infinitive(self.document, self.verb, self.clause.tokens.end)?;
        let kind = self.act_kind(&next)?;
        let yet = usize::from(self.lower(failing + 1) == "yet");
        self.hit(kind, only(failing + yet..failing + yet + 1))
    }

    /// The kind of absence if what `verb` tells is not done.
    fn act_kind(&self, verb: &Verb) -> Option<AbsenceKind> {
        let object = || {
            head_noun(self.document, verb.head + 1, self.clause.tokens.end)
                .map(|at| noun_lemma(self.document, at))
        };
        let word = verb.lemma.as_str();
        match word {
            "respond" | "reply" | "comment" => Some(AbsenceKind::NotAnswered),
            "answer" if object().is_none() && !verb.passive => Some(AbsenceKind::NotAnswered),
            "see" | "review" | "obtain" | "view"
                if object().is_some_and(|noun| is(Kind::Document, &noun)) && !verb.passive =>
            {
                Some(AbsenceKind::NoEvidence)
            }
            "answer" | "return" if object().is_some_and(|noun| is_message(&noun)) => {
                Some(AbsenceKind::NotAnswered)
            }
            "make" if self.makes_public(verb) => Some(AbsenceKind::Withheld),
            _ if is(Kind::Verify, word) => Some(AbsenceKind::NoEvidence),
            _ if is(Kind::Publish, word) => Some(AbsenceKind::Withheld),
            // *did not have the record of a reformer* tells of no evidence
            "have" => None,
            _ if is(Kind::Light, word)
                && object().is_some_and(|noun| is(Kind::Evidence, &noun)) =>
            {
                Some(AbsenceKind::NoEvidence)
            }
            _ if is(Kind::Light, word) && object().is_some_and(|noun| is(Kind::Detail, &noun)) => {
                Some(AbsenceKind::Withheld)
            }
            _ if is(Kind::Light, word) && object().is_some_and(|noun| is(Kind::Event, &noun)) => {
                Some(AbsenceKind::DidNotHappen)
            }
            "make" | "take" if self.lower(verb.head + 1) == "place" => {
                Some(AbsenceKind::DidNotHappen)
            }
            "return" => None,
            "hurt" | "harm" if verb.passive && self.lower(verb.head + 1) == "by" => {
                head_noun(self.document, verb.head + 2, self.clause.tokens.end)
                    .is_some_and(|at| is(Kind::Event, &noun_lemma(self.document, at)))
                    .then_some(AbsenceKind::DidNotHappen)
            }
            "cross" if object().is_some_and(|noun| noun == "mind") => None,
            "rule" if self.lower(verb.head + 1) == "out" => None,
            _ if is(Kind::Act, word) => Some(AbsenceKind::DidNotHappen),
            _ => None,
        }
    }

    /// *did not respond, was not disclosed, do not know whether, could not be reached*.
    fn denied_verb(&self) -> Option<Hit> {
        let denials = self.denials();
        let because = only(denials.first()?.start..denials.first()?.end);
        let perfect_modal = self
            .verb
            .auxiliaries
            .iter()
            .any(|at| self.lower(*at) == "have");
        if self.is_modal() && !perfect_modal {
            return None;
        }
        if self.is_not_known() {
            return self.hit(
                AbsenceKind::NotKnown,
                with(because, self.verb.complement.unwrap_or(self.verb.head)),
            );
        }
        if self.out_of_reach() {
            return self.hit(AbsenceKind::NotAnswered, because);
        }
        let is_past =
            self.verb.tense == Tense::Past || is_perfect(self.document, self.verb) || self.could();
        if self.can() && is(Kind::Verify, &self.verb.lemma) {
            return self.hit(AbsenceKind::NoEvidence, because);
        }
        if self.can() && matches!(self.verb.lemma.as_str(), "comment" | "discuss") {
            return self.hit(AbsenceKind::Declined, because);
        }
        let goes_on = self.document.tokens.get(self.verb.head);
        // *was not coming from the mills* tells how things were
        let is_progressive = goes_on.is_some_and(|token| token.pos == Pos::VBG);
        if !is_past || is_progressive || self.is_purpose() || self.is_of_more() {
            return None;
        }
        let next = self.document.tokens.get(self.verb.head + 1);
        let ends = self.verb.head + 1 >= self.clause.tokens.end
            || next.is_none_or(|token| token.pos == Pos::Mark);
        let is_bare = self.verb.lemma == "say" && ends;
        let untold = matches!(self.verb.lemma.as_str(), "say" | "explain" | "tell") && self.asks()
            || is_bare;
        let never = (because[0].start..because[0].end).any(|at| self.lower(at) == "never");
        let kind = match self.act_kind(self.verb) {
            _ if untold => AbsenceKind::Withheld,
            // *we never published it* denies, and keeps nothing back
            Some(AbsenceKind::Withheld) if never => AbsenceKind::DidNotHappen,
            kind => kind?,
        };
        self.hit(kind, because)
    }

    /// A question hangs on the verb: *say when*, *know whether*.
    fn asks(&self) -> bool {
        let hangs = |one: &Clause| {
            one.parent == Some(self.index)
                && matches!(one.link, Link::Whether | Link::Content)
                && one.tokens.start > self.verb.head
        };
        self.clauses.iter().any(hangs) || self.opens_question()
    }

    /// *not until Monday did they sign*, *did not sign because*: the denial is of the rest.
    fn is_purpose(&self) -> bool {
        (self.verb.head + 1..self.clause.tokens.end)
            .any(|at| matches!(self.lower(at).as_str(), "until"))
    }

    /// *did not speak {only} of the war*: it did, and more.
    fn is_of_more(&self) -> bool {
        (self.verb.head..self.verb.head + 3).any(|at| {
            matches!(
                self.lower(at).as_str(),
                "only" | "just" | "merely" | "solely"
            )
        })
    }

    fn could(&self) -> bool {
        self.verb
            .auxiliaries
            .iter()
            .any(|at| self.lower(*at) == "could")
    }

    /// *cannot*, *can't*.
    fn can(&self) -> bool {
        self.verb.auxiliaries.iter().any(|at| {
            matches!(self.lower(*at).as_str(), "can" | "ca" | "cannot") && !self.verb.passive
        })
    }

    /// *do not know whether*, *is not known*, *is not clear*, *could not determine why*.
    fn is_not_known(&self) -> bool {
        let asks = self.asks();
        let next = self.lower(self.verb.head + 1);
        let much = matches!(next.as_str(), "much" | "exactly" | "anything" | "enough");
        let complement = self
            .verb
            .complement
            .map(|at| self.lower(at))
            .unwrap_or_default();
        let clear = matches!(complement.as_str(), "clear" | "certain" | "known" | "sure");
        let first_or_it = self.is_about_matter();
        match self.verb.lemma.as_str() {
            "know" if self.verb.passive => asks || first_or_it,
            "know" | "learn" => asks || much,
            lemma if is(Kind::Know, lemma) => asks || self.verb.passive && first_or_it,
            _ => clear && (asks || first_or_it),
        }
    }

    /// *know who, know when*: a question word right after the verb.
    fn opens_question(&self) -> bool {
        let after = self.verb.complement.unwrap_or(self.verb.head) + 1;
        (after..self.clause.tokens.end.max(after + 1))
            .find(|at| is_question_word(&self.lower(*at)) || !clause::is_adverb(self.document, *at))
            .is_some_and(|at| is_question_word(&self.lower(at)))
    }

    /// *knows the cause*, *knows.*: what news wants to know, or all.
    fn is_of_matter(&self) -> bool {
        let after = self.verb.head + 1;
        let ends = after >= self.clause.tokens.end
            || matches!(self.lower(after).as_str(), "." | "," | "”" | "\"" | ";");
        let object = || {
            head_noun(self.document, after, self.clause.tokens.end)
                .is_some_and(|at| is(Kind::Matter, &noun_lemma(self.document, at)))
        };
        ends || object()
    }

    /// The subject is *it* or something that news wants to know.
    fn is_about_matter(&self) -> bool {
        let tokens = self.clause.subject.clone();
        let last = tokens
            .clone()
            .rev()
            .find(|at| !clause::is_adverb(self.document, *at));
        let own = last
            .is_some_and(|at| matches!(self.lower(at).as_str(), "it" | "what" | "much" | "little"));
        own || tokens
            .into_iter()
            .any(|at| is(Kind::Matter, &noun_lemma(self.document, at)))
            || self
                .clauses
                .iter()
                .any(|one| one.link == Link::Content && one.parent == Some(self.index))
    }

    /// *could not be reached*, *was not available for comment*.
    fn out_of_reach(&self) -> bool {
        let for_comment =
            || (self.verb.head + 1..self.clause.tokens.end).any(|at| self.lower(at) == "comment");
        let reached = matches!(self.verb.lemma.as_str(), "reach" | "contact")
            && self.verb.passive
            && self.could();
        let available = self
            .verb
            .complement
            .is_some_and(|at| matches!(self.lower(at).as_str(), "available" | "reachable"));
        reached || available && for_comment()
    }

    /// *is unclear, remains a mystery, went unanswered, remains classified*.
    fn predicate(&self) -> Option<Hit> {
        let copula = matches!(
            self.verb.lemma.as_str(),
            "be" | "remain" | "go" | "stay" | "become" | "seem" | "appear" | "keep"
        );
        let past = self.verb.passive || copula;
        let own = clause::own_tokens(self.clauses, self.index);
        let denied = !self.denials().is_empty()
            || factuality::denied_argument(self.document, self.clause, &own).is_some();
        if denied || !past || self.is_modal() {
            return None;
        }
        let little = self
            .clause
            .subject
            .clone()
            .find(|at| self.lower(*at) == "little");
        if let Some(at) = little.filter(|_| self.verb.passive && self.verb.lemma == "know") {
            return self.hit(
                AbsenceKind::NotKnown,
                vec![at..at + 1, self.verb.head..self.verb.head + 1],
            );
        }
        if let Some(words) = self.unsettled() {
            let whole = self.tokens();
            let start = self
                .question_before()
                .map_or(whole.start, |at| at.min(whole.start));
            return self.hit_over(AbsenceKind::NotKnown, start..whole.end, only(words));
        }
        if self.to_be_seen() {
            return self.hit(
                AbsenceKind::NotKnown,
                only(self.verb.head..self.verb.head + 1),
            );
        }
        let at = if self.verb.passive {
            self.verb.head
        } else {
            self.verb.complement?
        };
        let word = self.lower(at);
        let kind = self.predicate_kind(at, &word)?;
        self.hit(kind, only(at..at + 1))
    }

    fn predicate_kind(&self, at: usize, word: &str) -> Option<AbsenceKind> {
        let next = self.lower(at + 1);
        let comment = || (at..self.clause.tokens.end).any(|index| self.lower(index) == "comment");
        let asks = self.opens_question()
            || self.clauses.iter().any(|one| {
                one.parent == Some(self.index) && matches!(one.link, Link::Whether | Link::Content)
            });
        match word {
            "unavailable" | "unreachable" => comment().then_some(AbsenceKind::NotAnswered),
            _ if is(Kind::Unanswered, word) => Some(AbsenceKind::NotAnswered),
            _ if is(Kind::Withheld, word)
                && next != "as"
                && self.lower(at - 1) != "no"
                && self.clause.link != Link::Cause =>
            {
                Some(AbsenceKind::Withheld)
            }
            _ if is(Kind::Unknown, word) => {
                (asks || self.is_about_matter()).then_some(AbsenceKind::NotKnown)
            }
            _ if is(Kind::Mystery, word) => {
                (asks || self.is_about_matter()).then_some(AbsenceKind::NotKnown)
            }
            _ => None,
        }
    }

    /// *remains to be seen*.
    fn to_be_seen(&self) -> bool {
        let next = clause::infinitive(self.document, self.verb, self.clause.tokens.end);
        self.verb.lemma == "remain"
            && next.is_some_and(|next| {
                matches!(next.lemma.as_str(), "see" | "determine" | "decide" | "know")
                    && next.passive
            })
    }

    /// *Nobody was hurt, no one knows, neither side signed*.
    fn denied_people(&self) -> Option<Hit> {
        let own = clause::own_tokens(self.clauses, self.index);
        let at = factuality::denied_argument(self.document, self.clause, &own)?;
        if at >= self.verb.tokens.start || self.is_modal() {
            return None;
        }
        let because = only(at..at + 1 + usize::from(self.lower(at + 1) == "one"));
        if is(Kind::Know, &self.verb.lemma)
            && (self.opens_question()
                || self.is_of_matter()
                || self.lower(self.verb.head + 1) == "for")
        {
            return self.hit(AbsenceKind::NotKnown, because);
        }
        let told = self.verb.tense == Tense::Past || is_perfect(self.document, self.verb);
        let anybody = matches!(self.lower(at).as_str(), "nobody" | "no");
        let kind = match self.act_kind(self.verb).filter(|_| told)? {
            // *nobody released the file* denies that it got out
            AbsenceKind::Withheld if anybody => AbsenceKind::DidNotHappen,
            kind => kind,
        };
        self.hit(kind, because)
    }

    /// *The summit was cancelled, the talks were called off*.
    fn cancelled(&self) -> Option<Hit> {
        let calls_off = self.verb.lemma == "call" && self.lower(self.verb.head + 1) == "off";
        let told = self.verb.passive && !self.is_modal() && self.denials().is_empty();
        let words = self.verb.head..self.verb.head + 1 + usize::from(calls_off);
        let about = self
            .clause
            .subject
            .clone()
            .any(|at| is(Kind::Event, &noun_lemma(self.document, at)));
        (told && about && (calls_off || is(Kind::Cancel, &self.verb.lemma)))
            .then(|| self.hit(AbsenceKind::DidNotHappen, vec![words]))?
    }
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
    )
}

/// *, officials said*: where a trailing attribution begins in `tokens`.
fn attribution_tail(document: &Document<'_>, tokens: Range<usize>) -> Option<usize> {
    let comma = tokens.clone().rev().find(|at| document.lower(*at) == ",")?;
    let says = (comma + 1..tokens.end).any(|at| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.pos.is_finite())
            && commitment::of_verb(&clause::verb_lemma_at(document, at)) == Some(Commitment::Assert)
    });
    says.then_some(comma)
}

/// The lemma of token `at` taken for a noun.
fn noun_lemma(document: &Document<'_>, at: usize) -> String {
    let pos = document.tokens.get(at).map_or(Pos::NN, |token| token.pos);
    let word = document.lower(at);
    // the tagger takes some plurals for singulars
    let is_plural = pos.is_noun() && word.ends_with('s') && !word.ends_with("ss");
    let name = lemma(&word, if is_plural { Pos::NNS } else { pos });
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

/// *without providing evidence, without a deal, without elaborating*.
fn without_hits(document: &Document<'_>, clauses: &[Clause], tokens: Range<usize>) -> Vec<Hit> {
    tokens
        .clone()
        .filter(|at| document.lower(*at) == "without")
        .filter_map(|at| {
            let end = phrase_end(document, at + 1, tokens.end);
            let around = innermost(clauses, at);
            let told = around.is_none_or(|index| is_asserted_around(document, clauses, index));
            let kind = without_kind(document, at + 1, end).filter(|_| told)?;
            Some(Hit {
                kind,
                tokens: at..end,
                because: only(at..at + 1),
                certainty: Certainty::Certain,
                is_hearsay: false,
                is_quoted: false,
            })
        })
        .collect()
}

/// *will leave without a deal*, *if he left without a deal* put nothing on record.
fn is_asserted_around(document: &Document<'_>, clauses: &[Clause], index: usize) -> bool {
    let reading = factuality::clause_reading(document, clauses, index, Frame::Own);
    let is_told =
        reading.value == Factuality::CERTAIN && reading.mood == onrecord_record::Mood::default();
    let past = clauses[index]
        .verb
        .as_ref()
        .is_some_and(|verb| verb.tense == Tense::Past || is_perfect(document, verb));
    is_told && past
}

fn innermost(clauses: &[Clause], at: usize) -> Option<usize> {
    (0..clauses.len())
        .filter(|index| clauses[*index].tokens.contains(&at) && clauses[*index].verb.is_some())
        .min_by_key(|index| clauses[*index].tokens.len())
}

fn without_kind(document: &Document<'_>, from: usize, end: usize) -> Option<AbsenceKind> {
    let token = document.tokens.get(from)?;
    let is_gerund = token.pos == Pos::VBG
        || document.lower(from).ends_with("ing") && head_noun(document, from, end) != Some(from);
    let gerund = is_gerund.then(|| clause::verb_lemma_at(document, from));
    let object =
        head_noun(document, from + usize::from(is_gerund), end).map(|at| noun_lemma(document, at));
    let noun = object.as_deref().unwrap_or("");
    match gerund.as_deref() {
        Some(verb) if is(Kind::Light, verb) || verb == "supply" => {
            noun_absence(noun).or_else(|| is(Kind::Act, verb).then_some(AbsenceKind::DidNotHappen))
        }
        Some(verb) if is(Kind::Publish, verb) => Some(AbsenceKind::Withheld),
        Some("answer" | "respond" | "reply") => Some(AbsenceKind::NotAnswered),
        Some(verb) if is(Kind::Act, verb) => Some(AbsenceKind::DidNotHappen),
        Some(_) => None,
        None if is(Kind::Smooth, noun) => None,
        None => noun_absence(noun),
    }
}

fn noun_absence(noun: &str) -> Option<AbsenceKind> {
    match noun {
        _ if is(Kind::Evidence, noun) => Some(AbsenceKind::NoEvidence),
        _ if is(Kind::Answer, noun) => Some(AbsenceKind::NotAnswered),
        _ if is(Kind::Detail, noun) => Some(AbsenceKind::Withheld),
        _ if is(Kind::Event, noun) => Some(AbsenceKind::DidNotHappen),
        _ => None,
    }
}

/// Where the phrase that starts at `from` ends: at a mark, a conjunction or a finite verb.
fn phrase_end(document: &Document<'_>, from: usize, end: usize) -> usize {
    (from..end)
        .find(|at| {
            let token = document.tokens.get(*at);
            let word = document.lower(*at);
            matches!(
                word.as_str(),
                "," | ";"
                    | ":"
                    | "."
                    | "?"
                    | "!"
                    | "—"
                    | "–"
                    | "--"
                    | ")"
                    | "”"
                    | "\""
                    | "and"
                    | "but"
                    | "or"
                    | "because"
                    | "while"
                    | "when"
            ) || token.is_some_and(|token| token.pos.is_finite())
        })
        .unwrap_or(end)
}

/// *on condition that details not be released*: a denied infinitive without *to*.
fn bare_hits(document: &Document<'_>, tokens: Range<usize>) -> Vec<Hit> {
    tokens
        .clone()
        .filter(|at| {
            document.lower(*at) == "not" && document.lower(at + 1) == "be" && *at > tokens.start
        })
        .filter(|at| {
            document
                .tokens
                .get(at - 1)
                .is_some_and(|token| token.pos.is_noun() || token.pos == Pos::PRP)
        })
        .filter(|at| {
            is(Kind::Publish, &clause::verb_lemma_at(document, at + 2))
                || document.lower(at + 2) == "made"
        })
        .map(|at| {
            let opener = (tokens.start..at)
                .rev()
                .find(|index| document.lower(*index) == "that");
            let end = phrase_end(document, at + 2, tokens.end);
            Hit {
                kind: AbsenceKind::Withheld,
                tokens: opener.map_or(at - 1, |index| index + 1)..end,
                because: only(at..at + 1),
                certainty: Certainty::Certain,
                is_hearsay: false,
                is_quoted: false,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use onrecord_testkit::Marked;

    use super::*;
    use crate::lexicon::absence::CLASSES;
    use crate::testing::{check, read};

    /// `NotKnown [do, n't, know]: we do n't know whether`.
    fn render(marked: &Marked) -> Vec<String> {
        let document = read(&marked.text);
        absences(&document, &[])
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
        check(include_str!("../../../fixtures/absence/reports.txt"), render);
    }

    #[test]
    fn sentences_of_the_lexicon_are_absences_or_not() {
        let mut wrong = Vec::new();
        for class in CLASSES.iter() {
            for sentence in class.yes.iter().chain(&class.no) {
                let marked = Marked::read(sentence).expect("braces match");
                let document = read(&marked.text);
                let found = absences(&document, &[]);
                let spans: Vec<&str> = found.iter().map(|one| document.quote(one.span)).collect();
                if spans != marked.words("absent") {
                    wrong.push(format!("{sentence}: {spans:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
