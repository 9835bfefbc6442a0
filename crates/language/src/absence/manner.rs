//! Absences told without a denial: *ignored a question, turned down an interview, kept it under wraps*.

use onrecord_record::AbsenceKind;

use crate::clause;
use crate::lemma::verb_lemma;
use crate::lexicon::absence::{Kind, is};
use crate::lexicon::state::is_state;
use crate::tag::Pos;

use super::{Hit, View, head_noun, is_message, noun_lemma, only, tells};

impl View<'_, '_> {
    /// An answer that was not given, or words that were kept back, by what was done instead.
    pub(super) fn kept_from(&self) -> Option<Hit> {
        if self.is_modal() {
            return None;
        }
        let (kind, last) = self
            .unable()
            .or_else(|| self.found_nothing())
            .or_else(|| self.undone())
            .or_else(|| self.turned_away())
            .or_else(|| self.kept_back())?;
        self.hit(kind, only(self.verb.head..last + 1))
    }

    /// *was not able to verify, it was not possible to confirm, was unwilling to talk*.
    fn unable(&self) -> Option<(AbsenceKind, usize)> {
        let at = self.verb.complement?;
        let next = clause::infinitive(self.document, self.verb, self.clause.tokens.end)?;
        let denied = !self.denials().is_empty();
        match self.lower(at).as_str() {
            "able" | "possible"
                if denied && (is(Kind::Verify, &next.lemma) || next.lemma == "check") =>
            {
                Some((AbsenceKind::NoEvidence, at))
            }
            "able" | "possible" if denied && is(Kind::Know, &next.lemma) => {
                Some((AbsenceKind::NotKnown, at))
            }
            "able" | "possible" if denied && matches!(next.lemma.as_str(), "reach" | "contact") => {
                Some((AbsenceKind::NotAnswered, at))
            }
            "prepared" | "willing"
                if denied && (tells(self.document, &next) || is(Kind::Voice, &next.lemma)) =>
            {
                Some((AbsenceKind::Declined, at))
            }
            "unwilling" | "reluctant"
                if tells(self.document, &next) || is(Kind::Voice, &next.lemma) =>
            {
                Some((AbsenceKind::Declined, at))
            }
            _ => None,
        }
    }

    /// *ignored a question, turned down requests, was met with silence, left it unanswered*.
    fn turned_away(&self) -> Option<(AbsenceKind, usize)> {
        let head = self.verb.head;
        let particle = usize::from(self.lower(head + 1) == "down");
        let end = self.clause.tokens.end;
        let object = head_noun(self.document, head + 1 + particle, end)
            .map(|at| noun_lemma(self.document, at))
            .unwrap_or_default();
        let unanswered = (head + 1..end).find(|at| is(Kind::Unanswered, &self.lower(*at)));
        match self.verb.lemma.as_str() {
            _ if !self.denials().is_empty() => None,
            "ignore" if is_message(&object) && !self.verb.passive => {
                Some((AbsenceKind::NotAnswered, head))
            }
            "turn" | "reject" | "rebuff" if particle == 1 || self.verb.lemma != "turn" => {
                let asks = matches!(object.as_str(), "interview")
                    || object == "request"
                        && (head..end).any(|at| {
                            matches!(
                                self.lower(at).as_str(),
                                "interview" | "interviews" | "comment"
                            )
                        });
                asks.then_some((AbsenceKind::Declined, head + particle))
            }
            "meet" | "greet"
                if self.lower(head + 1) == "with" && self.lower(head + 2) == "silence" =>
            {
                Some((AbsenceKind::NotAnswered, head + 2))
            }
            "leave" => Some((AbsenceKind::NotAnswered, unanswered?)),
            "say" if self.lower(head + 1) == "nothing" && !self.opens_clause(head + 1) => {
                Some((AbsenceKind::Declined, head + 1))
            }
            "demur" if !matches!(self.lower(head + 1).as_str(), "at" | "to" | "over") => {
                Some((AbsenceKind::Declined, head))
            }
            "have" if self.lower(head + 1) == "nothing" && self.lower(head + 2) == "to" => {
                let tells = matches!(self.lower(head + 3).as_str(), "say" | "add");
                tells.then_some((AbsenceKind::Declined, head + 3))
            }
            _ => None,
        }
    }

    /// *said {nothing} had changed*: the word at `at` is the subject of what is said.
    fn opens_clause(&self, at: usize) -> bool {
        let next = (at + 1..self.clause.tokens.end)
            .find(|index| !clause::is_adverb(self.document, *index))
            .and_then(|index| self.document.tokens.get(index));
        let is_verb = next.is_some_and(|token| token.pos.is_finite() || token.pos == Pos::VBN);
        let starts = |one: &clause::Clause| one.tokens.start == at && one.verb.is_some();
        is_verb || self.clauses.iter().any(starts)
    }

    /// *kept the terms under wraps, keeps papers sealed, was kept from the public, omits the names*.
    fn kept_back(&self) -> Option<(AbsenceKind, usize)> {
        let (head, end) = (self.verb.head, self.clause.tokens.end);
        let hides = |at: &usize| {
            let word = self.lower(*at);
            matches!(
                word.as_str(),
                "secret" | "sealed" | "confidential" | "private" | "wraps"
            )
        };
        match self.verb.lemma.as_str() {
            _ if !self.denials().is_empty() => None,
            "keep" | "hold" if !self.verb.passive => {
                let at = (head + 1..end).find(hides)?;
                Some((AbsenceKind::Withheld, at))
            }
            "keep" if self.lower(head + 1) == "from" => Some((AbsenceKind::Withheld, head + 1)),
            "keep" => Some((AbsenceKind::Withheld, (head + 1..end).find(hides)?)),
            "omit" => Some((AbsenceKind::Withheld, head)),
            _ => None,
        }
    }

    /// *found nothing to show that, there is nothing to support it*.
    fn found_nothing(&self) -> Option<(AbsenceKind, usize)> {
        let (head, end) = (self.verb.head, self.clause.tokens.end);
        let at = (head + 1..end.min(head + 4)).find(|at| self.lower(*at) == "nothing")?;
        let to = (at + 1..end.min(at + 8)).find(|at| self.lower(*at) == "to")?;
        let shows = matches!(
            clause::verb_lemma_at(self.document, to + 1).as_str(),
            "show"
                | "suggest"
                | "support"
                | "connect"
                | "link"
                | "indicate"
                | "prove"
                | "confirm"
                | "back"
                | "tie"
        );
        shows.then_some((AbsenceKind::NoEvidence, at))
    }

    /// *went unpaid, remains unbuilt, is still unsigned*.
    fn undone(&self) -> Option<(AbsenceKind, usize)> {
        let at = self.verb.complement?;
        let word = self.lower(at);
        let stem = word.strip_prefix("un")?;
        let lasts = matches!(self.verb.lemma.as_str(), "go" | "remain" | "stay");
        let verb = verb_lemma(stem);
        let deed = verb != stem && !is_state(&verb) && !is(Kind::Still, &verb);
        (lasts && deed && !is(Kind::Sound, &word)).then_some((AbsenceKind::DidNotHappen, at))
    }
}
