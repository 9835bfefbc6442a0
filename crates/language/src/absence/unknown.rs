//! What is not known: *is unclear*, *do not know whether*, *remains to be seen*.

use onrecord_record::AbsenceKind;

use crate::clause::{self, Clause, Link};
use crate::factuality;
use crate::lexicon::absence::{Kind, is};

use super::unsettled::is_question_word;
use super::{Hit, View, head_noun, noun_lemma, only};

impl View<'_, '_> {
    /// A question hangs on the verb: *say when*, *know whether*.
    pub(super) fn asks(&self) -> bool {
        let hangs = |one: &Clause| {
            one.parent == Some(self.index)
                && matches!(one.link, Link::Whether | Link::Content)
                && one.tokens.start > self.verb.head
        };
        self.clauses.iter().any(hangs) || self.opens_question()
    }

    /// *do not know whether*, *is not known*, *is not clear*, *could not determine why*.
    pub(super) fn is_not_known(&self) -> bool {
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
            "know" if self.is_skill() || self.is_conceded() => false,
            "know" => asks || much || self.is_of_matter(),
            "learn" => asks || much,
            "understand" if self.is_own() || self.is_of_oneself() => false,
            lemma if is(Kind::Know, lemma) => asks || self.verb.passive && first_or_it,
            _ => clear && (asks || first_or_it),
        }
    }

    /// *does not know {how to} run a town*: somebody lacks a skill, the news lacks nothing.
    fn is_skill(&self) -> bool {
        let after = self.verb.head + 1;
        self.lower(after) == "how" && self.lower(after + 1) == "to"
    }

    /// *I don't know where he will be, {but} I will be there*: put aside, not told.
    fn is_conceded(&self) -> bool {
        let own = (self.clause.subject.clone()).any(|at| self.lower(at) == "i");
        let but = |one: &Clause| {
            one.link == Link::Main
                && one.tokens.start > self.verb.head
                && (one.tokens.start.saturating_sub(1)..=one.tokens.start)
                    .any(|at| self.lower(at) == "but")
        };
        own && self.clauses.iter().any(but)
    }

    /// *said {she} did not understand how*: told of oneself, that is a reproach.
    fn is_of_oneself(&self) -> bool {
        let told = (self.clause.subject.clone())
            .any(|at| matches!(self.lower(at).as_str(), "he" | "she" | "they"));
        told && self.clause.link == Link::That
    }

    /// *know who, know when*: a question word right after the verb.
    pub(super) fn opens_question(&self) -> bool {
        let after = self.verb.complement.unwrap_or(self.verb.head) + 1;
        (after..self.clause.tokens.end.max(after + 1))
            .find(|at| is_question_word(&self.lower(*at)) || !clause::is_adverb(self.document, *at))
            .is_some_and(|at| is_question_word(&self.lower(at)))
    }

    /// *knows the cause*, *knows.*: what news wants to know, or all.
    pub(super) fn is_of_matter(&self) -> bool {
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
    pub(super) fn is_about_matter(&self) -> bool {
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

    /// *is unclear, remains a mystery, went unanswered, remains classified*.
    pub(super) fn predicate(&self) -> Option<Hit> {
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
        let whole = self.tokens();
        // "How it will be paid — and by whom — is unclear": the question before an aside is its subject
        let bare = whole.start == self.verb.tokens.start;
        let start = self.question_before().filter(|_| bare);
        self.hit_over(
            kind,
            start.unwrap_or(whole.start)..whole.end,
            only(at..at + 1),
        )
    }

    pub(super) fn predicate_kind(&self, at: usize, word: &str) -> Option<AbsenceKind> {
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
                && !(word == "withheld" && next == "from")
                && self.lower(at - 1) != "no"
                && self.clause.link != Link::Cause =>
            {
                Some(AbsenceKind::Withheld)
            }
            "unconfirmed" | "unverified" | "unproven" => Some(AbsenceKind::NoEvidence),
            "unsure" | "uncertain" | "undecided" if self.asks() => Some(AbsenceKind::NotKnown),
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
    pub(super) fn to_be_seen(&self) -> bool {
        let next = clause::infinitive(self.document, self.verb, self.clause.tokens.end);
        self.verb.lemma == "remain"
            && next.is_some_and(|next| {
                matches!(next.lemma.as_str(), "see" | "determine" | "decide" | "know")
                    && next.passive
            })
    }
}
