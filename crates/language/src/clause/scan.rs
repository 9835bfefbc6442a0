//! One pass over a sentence with a stack of open clauses.

use std::ops::Range;

use crate::document::Document;
use crate::lexicon::commitment;
use crate::tag::Pos;

use super::noun::{object_relative, parts_place};
use super::verb::{
    infinitive, is_adverb, is_auxiliary, is_modal, is_name, stands_free, verb_group, verb_lemma_at,
};
use super::{Clause, Link, clause, ends_with_question};

/// The state of one pass over a sentence.
pub(super) struct Scan<'d, 'a> {
    document: &'d Document<'a>,
    tokens: Range<usize>,
    clauses: Vec<Clause>,
    /// The open clauses, innermost last.
    stack: Vec<usize>,
    /// What is put aside while a pair of dashes or brackets is open.
    asides: Vec<Paused>,
    /// The token after the last comma, conjunction, mark, subordinator or verb.
    boundary: usize,
    /// A comma stood there.
    after_comma: bool,
    /// A conjunction stood there, at this token.
    conjunction: Option<usize>,
    /// What stood before a comma with a relative pronoun after it: boundary and conjunction.
    suspended: Option<(usize, Option<usize>, bool)>,
    /// Participles by their tag that must be finite verbs.
    promoted: Vec<usize>,
}

/// A pass over a sentence, halted while an aside is read.
struct Paused {
    stack: Vec<usize>,
    /// The marks that open and close the aside.
    marks: Range<usize>,
    boundary: usize,
    after_comma: bool,
    conjunction: Option<usize>,
}

impl<'d, 'a> Scan<'d, 'a> {
    pub(super) fn new(
        document: &'d Document<'a>,
        tokens: Range<usize>,
        promoted: Vec<usize>,
    ) -> Scan<'d, 'a> {
        let root = clause(tokens.clone(), Link::Main, None, None, tokens.start);
        Scan {
            document,
            boundary: tokens.start,
            tokens,
            clauses: vec![root],
            stack: vec![0],
            asides: Vec::new(),
            after_comma: false,
            conjunction: None,
            suspended: None,
            promoted,
        }
    }

    /// Reads token `at` and returns the next one to read.
    pub(super) fn step(&mut self, at: usize) -> usize {
        let word = self.document.lower(at);
        if self.asides.last().is_some_and(|one| one.marks.end == at) {
            return self.close_aside(at);
        }
        if let Some(close) = self.aside_end(at, &word) {
            return self.open_aside(at, close);
        }
        match word.as_str() {
            "," if self.parts_adjectives(at) => return at + 1,
            "," if parts_place(self.document, self.tokens.clone(), at) => return at + 1,
            "," => return self.comma(at),
            ";" | ":" | "—" | "–" | "--" => return self.cut(at),
            _ => {}
        }
        if self.is_conjunction(at, &word) && !self.joins_subjects(at) && !self.is_second(at, &word)
        {
            self.conjunction = Some(at);
            // between two subjects it joins no clauses
            if self.is_filled(self.top()) {
                self.boundary = at + 1;
            }
            return at + 1;
        }
        if let Some((link, length)) = self.opener(at, &word) {
            return self.open(at, link, length);
        }
        if self.begins_verb(at) {
            return self.fill(at);
        }
        at + 1
    }

    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    fn is_filled(&self, index: usize) -> bool {
        self.clauses[index].verb.is_some()
    }

    /// The innermost clause that stands by itself: the root, or the aside that is open.
    fn base(&self) -> usize {
        let of_base =
            |index: &&usize| matches!(self.clauses[**index].link, Link::Main | Link::Aside);
        self.stack.iter().rev().find(of_base).copied().unwrap_or(0)
    }

    fn is_conjunction(&self, at: usize, word: &str) -> bool {
        matches!(word, "and" | "but" | "or" | "yet" | "nor")
            && (word != "yet"
                || self
                    .document
                    .tokens
                    .get(at)
                    .is_some_and(|token| token.pos == Pos::CC))
            && at > self.tokens.start
    }

    /// *neither the call {nor} the talks moved him*: the second of a pair whose first stands before it
    /// without a verb between joins two nouns.
    fn is_second(&self, at: usize, word: &str) -> bool {
        let first = match word {
            "nor" => "neither",
            "or" => "either",
            "and" => "both",
            _ => return false,
        };
        (self.boundary..at).any(|before| self.document.lower(before) == first)
    }

    /// *said {Moscow and Seoul} were ready*: it joins two nouns of a clause that has no *that*.
    fn joins_subjects(&self, at: usize) -> bool {
        let is_phrase = |index: usize| {
            self.is_nominal(index)
                || self
                    .document
                    .tokens
                    .get(index)
                    .is_some_and(|token| matches!(token.pos, Pos::DT | Pos::JJ | Pos::PRPS))
        };
        self.boundary < at
            && self.last_takes_clause()
            && (self.boundary..at).all(is_phrase)
            && is_phrase(at + 1)
            && self.has_verb_ahead(at + 1)
    }

    /// A comma closes what is filled and hangs on something.
    fn comma(&mut self, at: usize) -> usize {
        let next = self.document.lower(at + 1);
        if matches!(next.as_str(), "who" | "which" | "whose" | "whom" | "where") {
            self.suspended = Some((self.boundary, self.conjunction, self.after_comma));
        }
        let deep = self.stack.len();
        while self.stack.len() > 1 {
            let top = self.top();
            let closes = self.is_filled(top)
                && !matches!(
                    self.clauses[top].link,
                    Link::Main | Link::Aside | Link::That
                );
            if !closes {
                break;
            }
            self.close(at);
        }
        if self.is_verbless_condition(at) {
            self.close(at);
        }
        if self.stack.len() < deep
            && let Some(before) = self.suspended.take()
        {
            (self.boundary, self.conjunction, self.after_comma) = before;
            return at + 1;
        }
        self.boundary = at + 1;
        self.after_comma = true;
        self.conjunction = None;
        at + 1
    }

    /// *if the court sides with us{,} it can help*: with one verb ahead the condition has none, or one
    /// that the tagger did not see.
    fn is_verbless_condition(&self, at: usize) -> bool {
        let top = &self.clauses[self.top()];
        let is_open = top.link == Link::Condition && top.verb.is_none();
        let is_empty = top.marker.as_ref().is_some_and(|words| words.end == at);
        let mut ahead = (at + 1..self.tokens.end).filter(|index| self.is_finite(*index));
        let Some(verb) = ahead.next().filter(|_| is_open && !is_empty) else {
            return false;
        };
        ahead.all(|index| self.continues_group(verb, index))
    }

    /// A semicolon, colon or single dash: a new main clause may follow.
    fn cut(&mut self, at: usize) -> usize {
        let base = self.base();
        while self.top() != base {
            self.close(at);
        }
        self.boundary = at + 1;
        self.after_comma = true;
        self.conjunction = Some(at);
        at + 1
    }

    fn close(&mut self, at: usize) {
        if let Some(index) = self.stack.pop() {
            // an aside at its end is not part of it
            let aside = self.clauses.iter().find(|one| {
                one.link == Link::Aside && one.parent == Some(index) && one.tokens.end + 1 >= at
            });
            let end = aside.map_or(at, |one| one.tokens.start.saturating_sub(1));
            self.clauses[index].tokens.end = if index == 0 { at } else { end };
        }
    }

    /// The closing mark of a pair of dashes or brackets that opens at `at`.
    fn aside_end(&self, at: usize, word: &str) -> Option<usize> {
        let closing: &[&str] = match word {
            "—" | "–" | "--" => &["—", "–", "--"],
            "-" if stands_free(self.document, at) => &["-"],
            "(" => &[")"],
            _ => return None,
        };
        (at + 1..self.tokens.end).find(|index| {
            let other = self.document.lower(*index);
            closing.contains(&other.as_str())
                && (other != "-" || stands_free(self.document, *index))
        })
    }

    fn open_aside(&mut self, at: usize, close: usize) -> usize {
        let parent = self.top();
        self.asides.push(Paused {
            stack: self.stack.clone(),
            marks: at..close,
            boundary: self.boundary,
            after_comma: self.after_comma,
            conjunction: self.conjunction,
        });
        let opens_with = self.document.lower(at + 1);
        let from = at + 1 + usize::from(matches!(opens_with.as_str(), "and" | "but" | "or"));
        self.push(clause(from..close, Link::Aside, None, Some(parent), from));
        self.after_comma = false;
        self.conjunction = None;
        self.boundary = from;
        from
    }

    fn close_aside(&mut self, at: usize) -> usize {
        let Some(paused) = self.asides.pop() else {
            return at + 1;
        };
        for index in std::mem::replace(&mut self.stack, paused.stack) {
            if !self.stack.contains(&index) {
                self.clauses[index].tokens.end = at.min(self.clauses[index].tokens.end);
            }
        }
        // *Roe (D-Va.) signed*: what is in brackets stands by a noun and parts nothing
        if self.document.lower(at) == ")" {
            let opened = paused.marks.start;
            let has_noun = (paused.boundary..opened).any(|index| self.is_nominal(index));
            self.boundary = if has_noun { paused.boundary } else { at + 1 };
            self.after_comma = paused.after_comma;
            self.conjunction = paused.conjunction;
            return at + 1;
        }
        // after an aside that follows a filled subordinate clause, the main clause goes on
        self.comma(at)
    }

    fn push(&mut self, clause: Clause) {
        self.stack.push(self.clauses.len());
        self.clauses.push(clause);
    }

    /// The kind of clause the word at `at` opens, and how many words open it.
    fn opener(&self, at: usize, word: &str) -> Option<(Link, usize)> {
        let next = self.document.lower(at + 1);
        let pos = self.document.tokens.get(at)?.pos;
        match (word, next.as_str()) {
            ("if", "not" | "any") if !self.has_verb_ahead(at + 2) || self.counts(at) => None,
            ("even", "if" | "though") | ("as", "if" | "though") => Some((Link::Comparison, 2)),
            ("only", "if") | ("provided" | "providing" | "assuming" | "supposing", "that") => {
                Some((Link::Condition, 2))
            }
            ("provided" | "providing", _) if self.provides(at) => Some((Link::Condition, 1)),
            ("so" | "as", "long") if self.document.lower(at + 2) == "as" => {
                Some((Link::Condition, 3))
            }
            ("in", "case") if self.has_verb_ahead(at + 2) => Some((Link::Condition, 2)),
            ("so" | "now" | "except" | "given", "that") => Some((Link::Cause, 2)),
            ("if", _) if self.follows_question_verb(at) => Some((Link::Whether, 1)),
            ("if" | "unless" | "lest", _) => Some((Link::Condition, 1)),
            ("whether", _) => Some((Link::Whether, 1)),
            ("because", next) if next != "of" => Some((Link::Cause, 1)),
            ("although" | "though" | "whereas", _) => Some((Link::Concession, 1)),
            ("while", _) if self.has_verb_ahead(at + 1) => Some((Link::Concession, 1)),
            (
                "after" | "before" | "until" | "till" | "once" | "since" | "as" | "than" | "like",
                _,
            ) => self.ambiguous(at, word),
            ("that", _) => self.that(at, pos),
            ("who" | "whom" | "whose" | "which", _) => {
                (!self.asks(at)).then_some((Link::Relative, 1))
            }
            ("when", _) if self.is_told(at) => Some((Link::Content, 1)),
            ("when" | "whenever", _) => (!self.asks(at)).then_some((Link::Time, 1)),
            ("what" | "how" | "why" | "where" | "whatever" | "wherever", _) => {
                (!self.asks(at)).then_some((Link::Content, 1))
            }
            ("should" | "were" | "had", _) => self.inverted_condition(at),
            _ => None,
        }
    }

    /// *few {if any} ships*: it stands by a word of number.
    fn counts(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            matches!(
                self.document.lower(before).as_str(),
                "few" | "little" | "rarely" | "seldom"
            )
        })
    }

    /// *will stop, {provided} the others stop*: after a whole clause, with a clause of its own.
    fn provides(&self, at: usize) -> bool {
        let is_group = at.checked_sub(1).is_some_and(|before| {
            is_adverb(self.document, before) || is_auxiliary(self.document, before)
        });
        let has_own = self
            .verb_ahead(at + 1)
            .is_some_and(|verb| (at + 1..verb).any(|index| self.is_nominal(index)));
        let opens = at == self.tokens.start || self.is_filled(self.top());
        opens && has_own && !is_group && self.conjunction.is_none()
    }

    /// *Should the talks fail*, *had they met*, *were it so*: an inverted verb that asks nothing.
    fn inverted_condition(&self, at: usize) -> Option<(Link, usize)> {
        let is_first = at == self.tokens.start
            || at.checked_sub(1).is_some_and(|before| {
                matches!(self.document.lower(before).as_str(), "," | "“" | "\"")
            });
        let subject = self.document.tokens.get(at + 1).is_some_and(|token| {
            token.pos.is_noun() || matches!(token.pos, Pos::DT | Pos::PRP | Pos::PRPS | Pos::EX)
        });
        let is_question = self.ends_with_question();
        let others = (at + 1..self.tokens.end)
            .filter(|index| self.is_finite(*index))
            .count();
        (is_first && subject && !is_question && others > 0).then_some((Link::Condition, 0))
    }

    /// The question word at `at` is the sentence's own: *Why did they meet?*
    fn asks(&self, at: usize) -> bool {
        let opens = (self.tokens.start..at).all(|index| !self.is_word(index));
        opens && self.ends_with_question()
    }

    /// A verb of saying or knowing right before: *would not say when*, *is unknown when*.
    fn is_told(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let word = self.document.lower(before);
            let is_verb = self
                .document
                .tokens
                .get(before)
                .is_some_and(|token| token.pos.is_verb());
            is_verb && commitment::of_verb(&verb_lemma_at(self.document, before)).is_some()
                || matches!(
                    word.as_str(),
                    "unclear" | "unknown" | "uncertain" | "clear" | "known"
                )
        })
    }

    fn is_word(&self, at: usize) -> bool {
        self.document.lower(at).chars().any(char::is_alphanumeric)
    }

    fn ends_with_question(&self) -> bool {
        ends_with_question(self.document, self.tokens.clone())
    }

    fn that(&self, at: usize, pos: Pos) -> Option<(Link, usize)> {
        let before = at
            .checked_sub(1)
            .and_then(|index| self.document.tokens.get(index))
            .map(|token| token.pos);
        let next = self.document.tokens.get(at + 1).map(|token| token.pos);
        // a wrong tag: no determiner stands before another, a pronoun, a plural or a name
        let opens = matches!(
            next,
            Some(Pos::DT | Pos::PRP | Pos::PRPS | Pos::NNS | Pos::NNP | Pos::EX)
        );
        match pos {
            Pos::DT | Pos::RB | Pos::PRP if opens => Some((Link::That, 1)),
            Pos::DT | Pos::RB | Pos::PRP => None,
            Pos::WDT => Some((Link::Relative, 1)),
            _ if at == self.tokens.start || !before.is_some_and(Pos::is_noun) => {
                Some((Link::That, 1))
            }
            _ if self.is_finite(at + 1) => Some((Link::Relative, 1)),
            _ => Some((Link::That, 1)),
        }
    }

    /// *after, as, since*: a clause only if a verb of its own follows before any mark.
    fn ambiguous(&self, at: usize, word: &str) -> Option<(Link, usize)> {
        let verb = self.verb_ahead(at + 1)?;
        let spare = (verb + 1..self.tokens.end)
            .any(|index| self.begins_verb(index) && !self.continues_group(verb, index));
        if !self.is_filled(self.top()) && !spare {
            return None;
        }
        let link = if matches!(word, "as" | "since" | "than" | "like") {
            Link::Cause
        } else {
            Link::Time
        };
        Some((link, 1))
    }

    fn continues_group(&self, verb: usize, index: usize) -> bool {
        verb_group(self.document, verb, self.tokens.end)
            .tokens
            .contains(&index)
    }

    fn has_verb_ahead(&self, from: usize) -> bool {
        self.verb_ahead(from).is_some()
    }

    /// The first finite verb after a noun phrase that starts at `from`, before any mark.
    fn verb_ahead(&self, from: usize) -> Option<usize> {
        let stop = (from..self.tokens.end).find(|index| {
            matches!(
                self.document.lower(*index).as_str(),
                "," | ";"
                    | ":"
                    | "—"
                    | "that"
                    | "which"
                    | "who"
                    | "("
                    | ")"
                    | "."
                    | "?"
                    | "if"
                    | "unless"
                    | "because"
                    | "although"
                    | "though"
            ) || self.is_finite(*index)
        })?;
        (self.is_finite(stop) && stop > from).then_some(stop)
    }

    fn follows_question_verb(&self, at: usize) -> bool {
        if self.adds_question(at) {
            return true;
        }
        let verb = (at.saturating_sub(3)..at).rev().find(|index| {
            self.document
                .tokens
                .get(*index)
                .is_some_and(|token| token.pos.is_verb() || token.pos == Pos::JJ)
        });
        verb.is_some_and(|index| {
            commitment::asks_whether(&verb_lemma_at(self.document, index))
                && index >= self.tokens.start
        })
    }

    /// *was about the price and {if} the men could pay*: joined to a noun, with nothing that would
    /// hang on it.
    fn adds_question(&self, at: usize) -> bool {
        let follows_noun = at.checked_sub(2).is_some_and(|noun| self.is_nominal(noun))
            && matches!(self.document.lower(at - 1).as_str(), "and" | "or");
        let Some(verb) = self.verb_ahead(at + 1).filter(|_| follows_noun) else {
            return false;
        };
        let is_more = |index: usize| {
            self.document.lower(index) == ","
                || self.is_finite(index) && !self.continues_group(verb, index)
        };
        self.is_filled(self.top()) && !(verb + 1..self.tokens.end).any(is_more)
    }

    fn open(&mut self, at: usize, link: Link, length: usize) -> usize {
        let parent = self.top();
        let from = at + length;
        let marker = if length == 0 { at..at + 1 } else { at..from };
        self.push(clause(
            at..self.tokens.end,
            link,
            Some(marker),
            Some(parent),
            from,
        ));
        self.boundary = from;
        self.after_comma = false;
        self.conjunction = None;
        if length == 0 { self.fill(at) } else { from }
    }

    fn is_finite(&self, at: usize) -> bool {
        let Some(token) = self
            .document
            .tokens
            .get(at)
            .filter(|_| at < self.tokens.end)
        else {
            return false;
        };
        let word = self.document.lower(at);
        if self.is_compound(at) || is_name(self.document, at) {
            return false;
        }
        let is_noun_s = matches!(word.as_str(), "'s" | "’s") && token.pos == Pos::POS;
        if self.promoted.contains(&at) || token.pos == Pos::VBN {
            return self.promoted.contains(&at);
        }
        (token.pos.is_finite()
            || is_modal(&word)
            || matches!(
                word.as_str(),
                "is" | "are" | "was" | "were" | "has" | "did" | "does"
            ))
            && !is_noun_s
            && (!token.pos.is_noun() || matches!(word.as_str(), "is" | "are" | "was" | "were"))
    }

    /// A noun the tagger takes for a plural verb after a singular noun: *tyrant {talk} that seemed*.
    fn is_compound(&self, at: usize) -> bool {
        let pos = |index: usize| self.document.tokens.get(index).map(|token| token.pos);
        pos(at) == Some(Pos::VBP)
            && at.checked_sub(1).and_then(pos) == Some(Pos::NN)
            && !is_auxiliary(self.document, at)
            && matches!(pos(at + 1), Some(Pos::WDT | Pos::WP))
            && pos(at + 2).is_some_and(Pos::is_finite)
    }

    /// *a bitter{,} costly war*: the comma stands between two adjectives of one noun.
    fn parts_adjectives(&self, at: usize) -> bool {
        let pos = |index: usize| self.document.tokens.get(index).map(|token| token.pos);
        let before = at.checked_sub(1).and_then(pos);
        let opens = at.checked_sub(2).and_then(pos);
        let after = pos(at + 2);
        matches!(before, Some(Pos::JJ | Pos::VBG | Pos::VBN))
            && pos(at + 1) == Some(Pos::JJ)
            && matches!(opens, Some(Pos::DT | Pos::PRPS | Pos::POS))
            && after.is_some_and(|pos| pos.is_noun() || pos == Pos::JJ)
    }

    /// A finite verb, or the bare verb of an order: *Stop the war*.
    fn begins_verb(&self, at: usize) -> bool {
        let is_order = || {
            self.document
                .tokens
                .get(at)
                .is_some_and(|token| token.pos == Pos::VB)
                && !is_name(self.document, at)
                && !self.calls(at)
                && (self.tokens.start..at).all(|index| {
                    !self.is_word(index)
                        || matches!(
                            self.document.lower(index).as_str(),
                            "please"
                                | "just"
                                | "do"
                                | "n't"
                                | "not"
                                | "never"
                                | "and"
                                | "but"
                                | "so"
                        )
                })
        };
        self.is_finite(at) || is_order()
    }

    /// *{Look}, the deal works*: it calls for a listener and orders nothing.
    fn calls(&self, at: usize) -> bool {
        self.document.lower(at + 1) == ","
            && matches!(
                self.document.lower(at).as_str(),
                "look" | "listen" | "see" | "hear" | "mind" | "say" | "hey"
            )
    }

    /// Gives the verb at `at` to the clause it belongs to.
    fn fill(&mut self, at: usize) -> usize {
        let verb = verb_group(self.document, at, self.tokens.end);
        let next = verb.tokens.end;
        let subject = self.boundary..at;
        let index = self.owner(at);
        let from = self.clauses[index].tokens.start.min(at);
        self.clauses[index].subject = subject.start.max(from)..subject.end;
        self.clauses[index].verb = Some(verb);
        self.boundary = next;
        self.after_comma = false;
        self.conjunction = None;
        next
    }

    /// The clause that the verb at `at` fills: an open one that lacks a verb, or a new one.
    fn owner(&mut self, at: usize) -> usize {
        let has_subject = (self.boundary..at).any(|index| self.is_nominal(index));
        if !self.is_filled(self.top()) {
            return self.top();
        }
        if let Some(conjunction) = self.conjunction {
            return self.join(conjunction, has_subject);
        }
        if has_subject && !self.after_comma && self.last_takes_clause() {
            return self.new_clause(self.boundary, Link::That, None);
        }
        if let Some(subject) = self.contact_subject(at) {
            return self.new_clause(subject, Link::That, None);
        }
        if let Some(from) = object_relative(self.document, self.boundary, at)
            .filter(|from| !self.after_comma && *from > self.boundary)
        {
            return self.new_clause(from, Link::Relative, None);
        }
        if let Some(depth) = self.stack.iter().rposition(|index| !self.is_filled(*index)) {
            while self.stack.len() > depth + 1 {
                self.close(self.boundary.max(1));
            }
            return self.top();
        }
        if self.after_comma {
            return self.join(self.boundary, true);
        }
        self.demote(at)
    }

    fn is_nominal(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| {
            token.pos.is_noun()
                || matches!(token.pos, Pos::PRP | Pos::EX | Pos::CD | Pos::VBG | Pos::WP)
                || matches!(
                    self.document.lower(at).as_str(),
                    "this"
                        | "that"
                        | "these"
                        | "those"
                        | "both"
                        | "all"
                        | "some"
                        | "many"
                        | "none"
                        | "neither"
                )
        })
    }

    /// *there is no way {they} can win*: who stands right before the verb, after a verb that has its
    /// complement.
    fn contact_subject(&self, at: usize) -> Option<usize> {
        let subject = at
            .checked_sub(1)
            .filter(|subject| *subject > self.boundary)?;
        let is_subject = matches!(
            self.document.lower(subject).as_str(),
            "i" | "he" | "she" | "we" | "they" | "there"
        );
        let told = self.clauses[self.top()].verb.as_ref();
        let is_whole = told
            .and_then(|verb| verb.complement)
            .is_some_and(|one| one < subject);
        (is_subject && is_whole && !self.after_comma).then_some(subject)
    }

    /// The last verb before the boundary takes a clause without *that*: *officials said they left*.
    fn last_takes_clause(&self) -> bool {
        let top = self.top();
        self.clauses[top].verb.as_ref().is_some_and(|verb| {
            // "plans to sign": an infinitive, and no clause
            let bears = infinitive(self.document, verb, self.tokens.end).is_none();
            bears && commitment::takes_clause(&verb.lemma) && verb.tokens.end + 3 >= self.boundary
                || verb
                    .complement
                    .is_some_and(|at| commitment::takes_clause(&self.document.lower(at)))
        })
    }

    fn new_clause(&mut self, from: usize, link: Link, joined_to: Option<usize>) -> usize {
        let parent = match joined_to {
            Some(other) => self.clauses[other].parent,
            None => Some(self.top()),
        };
        let mut new = clause(from..self.tokens.end, link, None, parent, from);
        new.joined_to = joined_to;
        self.push(new);
        self.top()
    }

    /// A clause joined by the conjunction or mark at `at`: to the main clause after a comma with a
    /// subject of its own, else to the innermost one.
    fn join(&mut self, at: usize, has_subject: bool) -> usize {
        let base = self.base();
        let target = if self.after_comma && has_subject {
            base
        } else {
            self.top()
        };
        while self.stack.len() > 1 && self.top() != target {
            self.close(at);
        }
        let (link, first) = (self.clauses[target].link, self.clauses[target].joined_to);
        if self.stack.len() > 1 || target == self.top() {
            self.close(at);
        }
        let from = self.boundary;
        self.new_clause(from, link, Some(first.unwrap_or(target)))
    }

    /// A second verb with nothing that could open a clause for it: what was taken for the verb was
    /// a participle or a clause without its pronoun (*the deal they signed failed*).
    fn demote(&mut self, at: usize) -> usize {
        let top = self.top();
        let Some(verb) = self.clauses[top].verb.take() else {
            return top;
        };
        let mut inner = clause(
            verb.tokens.start..at,
            Link::Relative,
            None,
            Some(top),
            verb.tokens.start,
        );
        inner.verb = Some(verb);
        self.clauses.push(inner);
        self.boundary = self.clauses[top].subject.start;
        top
    }

    pub(super) fn finish(mut self) -> Vec<Clause> {
        while !self.stack.is_empty() {
            let end = self.tokens.end;
            self.close(end);
        }
        self.clauses
    }
}
