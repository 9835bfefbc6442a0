//! Denied nouns: *no agreement was reached*, *there is no evidence*, *gave no details*.

use std::ops::Range;

use onrecord_record::AbsenceKind;

use crate::clause::{self, Tense};
use crate::factuality;
use crate::lexicon::absence::{Kind, is};
use crate::lexicon::commitment;
use crate::lexicon::hedge;
use crate::lexicon::state::is_state;

use super::{Hit, View, head_noun, noun_lemma};

impl View<'_, '_> {
    /// *There was no news conference and no communiqué*: every denied noun of the clause.
    pub(super) fn denied_nouns(&self) -> Vec<Hit> {
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
    pub(super) fn denied_in_marks(&self) -> Option<usize> {
        let after = (self.verb.head + 1..self.clause.tokens.end)
            .find(|at| !clause::is_adverb(self.document, *at))?;
        let opens = matches!(self.lower(after).as_str(), "\"" | "“" | "``" | "‘" | "'");
        let denies = hedge::effect(hedge::Part::Denier, &self.lower(after + 1)).is_some()
            && !factuality::is_idle_denial(self.document, after + 1);
        (opens && denies).then_some(after + 1)
    }

    /// *did not hold any talks*, *there was not a single arrest*: the determiner after the verb.
    pub(super) fn denied_any(&self) -> Option<usize> {
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
    pub(super) fn deciding(&self, at: usize) -> Range<usize> {
        if hedge::effect(hedge::Part::Denier, &self.lower(at)).is_some() {
            return at..at + 1;
        }
        self.denials().first().cloned().unwrap_or(at..at + 1)
    }

    /// Further *and no …* after the denial at `at`.
    pub(super) fn further(&self, at: usize, end: usize) -> Vec<usize> {
        (at + 1..end)
            .filter(|index| {
                self.lower(*index) == "no"
                    && matches!(self.lower(index - 1).as_str(), "and" | "or" | ",")
            })
            .collect()
    }

    pub(super) fn is_existential(&self) -> bool {
        let subject = self
            .clause
            .subject
            .clone()
            .rev()
            .find(|at| !clause::is_adverb(self.document, *at));
        self.verb.lemma == "be" && subject.is_some_and(|at| self.lower(at) == "there")
    }

    /// What kind of absence a denied noun tells of; `None` if it is none.
    pub(super) fn noun_kind(
        &self,
        at: usize,
        noun: usize,
        is_subject: bool,
    ) -> Option<AbsenceKind> {
        let word = self.of_which(noun);
        let published = self.published_after(noun, is_subject);
        let carried = is_subject || self.is_existential() || is(Kind::Light, &self.verb.lemma);
        let past = self.verb.tense == Tense::Past || !self.verb.auxiliaries.is_empty();
        let stative = is_subject && self.verb.lemma == "be";
        if at == noun || stative && !self.verb.passive {
            return None;
        }
        match word.as_str() {
            _ if published => Some(AbsenceKind::Withheld),
            _ if is_subject && self.is_unverified() => Some(AbsenceKind::NoEvidence),
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
            _ if self.is_modal() => None,
            "link" | "connection"
                if matches!(self.verb.lemma.as_str(), "find" | "see" | "establish") =>
            {
                Some(AbsenceKind::NoEvidence)
            }
            _ if !carried
                && (is_subject || self.lower(at) != "no" || self.deed_without().is_none()) =>
            {
                None
            }
            // *did not have the record of a reformer*
            _ if self.verb.lemma == "have"
                && matches!(self.lower(at).as_str(), "the" | "a" | "an") =>
            {
                None
            }
            word if is(Kind::Evidence, word) => Some(AbsenceKind::NoEvidence),
            "reason" | "grounds" if self.lower(noun + 1) == "to" => is(
                Kind::Believe,
                &clause::verb_lemma_at(self.document, noun + 2),
            )
            .then_some(AbsenceKind::NoEvidence),
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
            word if past && !is_subject && self.lower(at) == "no" && !is(Kind::Idle, word) => {
                self.deed_without()
            }
            _ => None,
        }
    }

    /// *Neither claim could be verified*.
    fn is_unverified(&self) -> bool {
        self.verb.passive && is(Kind::Verify, &self.verb.lemma) && !self.is_modal()
    }

    /// *called no witnesses, sent no data, released no description*.
    fn deed_without(&self) -> Option<AbsenceKind> {
        let word = self.verb.lemma.as_str();
        if is(Kind::Publish, word) {
            return Some(AbsenceKind::Withheld);
        }
        let does = matches!(
            word,
            "make" | "hold" | "issue" | "receive" | "file" | "conduct" | "take" | "send"
        );
        let is_still =
            is_state(word) || is(Kind::Still, word) || commitment::of_verb(word).is_some();
        (does || !is_still).then_some(AbsenceKind::DidNotHappen)
    }

    /// The noun, or what it is a piece of: *not a shred of {evidence}*.
    fn of_which(&self, noun: usize) -> String {
        let whole = (self.lower(noun + 1) == "of").then(|| noun_lemma(self.document, noun + 2));
        let evidence = whole.filter(|word| is(Kind::Evidence, word));
        evidence.unwrap_or_else(|| noun_lemma(self.document, noun))
    }

    /// *No date has been announced*, *no price was agreed*.
    pub(super) fn unfixed(&self) -> Option<AbsenceKind> {
        match self.verb.lemma.as_str() {
            "announce" | "give" | "mention" | "state" => Some(AbsenceKind::Withheld),
            "set" | "fix" | "agree" | "decide" | "reach" => Some(AbsenceKind::DidNotHappen),
            _ => None,
        }
    }

    /// *have no idea who*, *no word on*: not *no word of praise*.
    pub(super) fn gives_notion(&self, noun: usize) -> bool {
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
    pub(super) fn published_after(&self, noun: usize, is_subject: bool) -> bool {
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
}
