//! Denied and refused acts: *did not sign*, *declined to comment*, *nobody was hurt*.

use onrecord_record::AbsenceKind;

use crate::clause::{self, Tense, Verb};
use crate::factuality;
use crate::lexicon::absence::{Kind, is};
use crate::lexicon::commitment::{self, Commitment};
use crate::lexicon::state::is_state;
use crate::tag::Pos;

use super::unsettled::is_question_word;
use super::{
    Hit, View, head_noun, is_message, is_perfect, noun_absence, noun_lemma, only, says_would,
    tells, with,
};

impl View<'_, '_> {
    /// *declined to comment, refused to disclose, would not say*.
    pub(super) fn refusal(&self) -> Option<Hit> {
        let denials = self.denials();
        let head = self.verb.head..self.verb.head + 1;
        if let Some(at) = self
            .denied_subject()
            .filter(|_| says_would(self.document, self.verb))
        {
            let tells = is(Kind::Publish, &self.verb.lemma) || tells(self.document, self.verb);
            return tells.then(|| self.hit(AbsenceKind::Declined, only(at..at + 1)))?;
        }
        if says_would(self.document, self.verb) && !denials.is_empty() {
            let because = only(self.verb.tokens.start..denials[0].end);
            return tells(self.document, self.verb)
                .then(|| self.hit(AbsenceKind::Declined, because))?;
        }
        if !denials.is_empty() && self.confirms_or_denies() {
            return self.hit(AbsenceKind::Declined, only(denials[0].clone()));
        }
        if let Some(nor) = self.neither_nor() {
            let whole = self.tokens();
            let is_other = |verb: &Verb| (nor + 1..nor + 4).contains(&verb.head);
            let mut clauses = self.clauses.iter();
            let other = clauses.find(|one| one.verb.as_ref().is_some_and(is_other));
            let end = other.map_or(whole.end, |one| one.tokens.end);
            let because = with(denials, nor);
            return self.hit_over(AbsenceKind::Declined, whole.start..end, because);
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
                if is(Kind::Voice, &next.lemma)
                    || is(Kind::Publish, &next.lemma)
                    || tells(self.document, &next)
                    || self.makes_public(&next) =>
            {
                self.hit(AbsenceKind::Declined, only(self.verb.head..next.tokens.end))
            }
            Some(_) => None,
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

    /// *could not {confirm or deny} it, could not {confirm, deny or comment}*.
    fn confirms_or_denies(&self) -> bool {
        let next = self.verb.head + 1;
        let joined = matches!(self.lower(next).as_str(), "," | "or" | "nor");
        let other = self.lower(next + 1);
        self.verb.lemma == "confirm" && joined && matches!(other.as_str(), "deny" | "comment")
    }

    /// *neither confirmed {nor} denied*: both sides of a thing are refused.
    fn neither_nor(&self) -> Option<usize> {
        let denials = self.denials();
        let neither = denials
            .iter()
            .find(|one| self.lower(one.start) == "neither")?;
        let verb = self.verb.head;
        let nor = (verb + 1..verb + 4).find(|at| self.lower(*at) == "nor")?;
        let other = clause::verb_lemma_at(self.document, nor + 1);
        let is_denial = |lemma: &str| commitment::of_verb(lemma) == Some(Commitment::Deny);
        let is_both = is(Kind::Verify, &self.verb.lemma) && is_denial(&other)
            || is_denial(&self.verb.lemma) && is(Kind::Verify, &other);
        (is_both && neither.start < verb).then_some(nor)
    }

    /// *{Neither} government would say*.
    pub(super) fn denied_subject(&self) -> Option<usize> {
        let own = clause::own_tokens(self.clauses, self.index);
        factuality::denied_argument(self.document, self.clause, &own)
            .filter(|at| *at < self.verb.tokens.start)
    }

    pub(super) fn makes_public(&self, verb: &Verb) -> bool {
        verb.lemma == "make" && (verb.head..verb.head + 5).any(|at| self.lower(at) == "public")
    }

    /// *failed to reach a deal*, *was unable to agree*.
    pub(super) fn failure(&self) -> Option<Hit> {
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
        // *the budget fails to meet these standards* judges
        let judges = self.verb.lemma == "fail" && self.verb.tense == Tense::Present;
        let kind = self
            .unlearned(&next)
            .or_else(|| self.fruitless(&next))
            .or_else(|| self.act_kind(&next))
            .or_else(|| self.deed_kind(&next))
            .filter(|kind| !judges || *kind != AbsenceKind::DidNotHappen)?;
        let yet = usize::from(self.lower(failing + 1) == "yet");
        self.hit(kind, only(failing + yet..failing + yet + 1))
    }

    /// *failed to turn up evidence*.
    fn fruitless(&self, verb: &Verb) -> Option<AbsenceKind> {
        let particle = usize::from(matches!(self.lower(verb.head + 1).as_str(), "up" | "out"));
        let noun = head_noun(
            self.document,
            verb.head + 1 + particle,
            self.clause.tokens.end,
        )?;
        let finds = matches!(
            verb.lemma.as_str(),
            "turn" | "find" | "uncover" | "produce" | "yield"
        );
        let kind = noun_absence(&noun_lemma(self.document, noun));
        kind.filter(|kind| finds && *kind == AbsenceKind::NoEvidence)
    }

    /// *have yet to determine the cause, were unable to establish who*.
    fn unlearned(&self, verb: &Verb) -> Option<AbsenceKind> {
        let after = verb.head + 1;
        let object = head_noun(self.document, after, self.clause.tokens.end);
        let about = is_question_word(&self.lower(after))
            || object.is_some_and(|at| is(Kind::Matter, &noun_lemma(self.document, at)));
        (about && is(Kind::Know, &verb.lemma)).then_some(AbsenceKind::NotKnown)
    }

    /// The kind of absence if what `verb` tells is not done.
    pub(super) fn act_kind(&self, verb: &Verb) -> Option<AbsenceKind> {
        let object = || {
            head_noun(self.document, verb.head + 1, self.clause.tokens.end)
                .map(|at| noun_lemma(self.document, at))
        };
        let word = verb.lemma.as_str();
        match word {
            "respond" | "reply" | "comment" => Some(AbsenceKind::NotAnswered),
            "answer" if object().is_none() && !verb.passive => Some(AbsenceKind::NotAnswered),
            "see" | "review" | "obtain" | "view"
                if object().is_some_and(|noun| is(Kind::Document, &noun))
                    && !verb.passive
                    && !self.is_of_somebody() =>
            {
                Some(AbsenceKind::NoEvidence)
            }
            "answer" | "return" if object().is_some_and(|noun| is_message(&noun)) => {
                Some(AbsenceKind::NotAnswered)
            }
            "answer" | "return" if verb.passive && self.is_of_message() => {
                Some(AbsenceKind::NotAnswered)
            }
            "mention" => Some(AbsenceKind::Withheld),
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
            // an opinion, and no deed
            "agree" if self.lower(verb.head + 1) == "with" => None,
            "commit" if self.lower(verb.head + 1) == "to" && is_perfect(self.document, verb) => {
                Some(AbsenceKind::DidNotHappen)
            }
            "rule" if self.lower(verb.head + 1) == "out" => None,
            _ if is(Kind::Act, word) => Some(AbsenceKind::DidNotHappen),
            "detect" => Some(AbsenceKind::NoEvidence),
            "pick" if self.lower(verb.head + 1) == "up" => Some(AbsenceKind::NotAnswered),
            _ => None,
        }
    }

    /// The kind if it is not done by somebody else than the speaker: any deed counts, states and what
    /// goes on in minds do not (*did not want, did not hesitate, did not work*).
    pub(super) fn deed_kind(&self, verb: &Verb) -> Option<AbsenceKind> {
        let word = verb.lemma.as_str();
        let next = self.lower(verb.head + 1);
        let goes_ahead = word == "go" && matches!(next.as_str(), "ahead" | "through" | "off");
        let is_met = verb.passive
            && matches!(
                word,
                "see"
                    | "hear"
                    | "read"
                    | "ask"
                    | "tell"
                    | "inform"
                    | "consult"
                    | "receive"
                    | "make"
            );
        let is_still = is_state(word)
            || is(Kind::Still, word)
            || is(Kind::Light, word)
            || commitment::of_verb(word).is_some();
        let is_still = is_still && !goes_ahead && !is_met;
        let would = self.verb.auxiliaries.iter().any(|at| {
            clause::is_modal(&self.lower(*at)) && !matches!(self.lower(*at).as_str(), "did" | "has")
        });
        let speaker = self.clause.subject.clone().any(|at| {
            matches!(
                self.lower(at).as_str(),
                "i" | "we" | "you" | "that" | "this" | "what"
            )
        });
        let is_finite = self.clause.subject.clone().any(|at| {
            let token = self.document.tokens.get(at);
            token.is_some_and(|token| token.pos.is_noun() || token.pos == Pos::PRP)
        });
        // "was not entitled" tells how things were
        let is_adjectival = verb.passive && !is_met && !is_perfect(self.document, verb);
        (!is_still && !would && !speaker && is_finite && !is_adjectival)
            .then_some(AbsenceKind::DidNotHappen)
    }

    /// *will not sign*, *would not have survived*: no tale of what was.
    fn is_unreal(&self) -> bool {
        let has = |words: &[&str]| {
            let mut auxiliaries = self.verb.auxiliaries.iter();
            auxiliaries.any(|at| words.contains(&self.lower(*at).as_str()))
        };
        self.is_modal() && !has(&["have"]) || has(&["would", "'d", "’d"]) && has(&["have"])
    }

    /// *couldn't possibly meet it*, *could not be issued without support*: an argument, no tale.
    fn is_argued(&self) -> bool {
        let possibly = (self.verb.tokens.clone()).any(|at| self.lower(at) == "possibly");
        let mut after = self.verb.head + 1..self.clause.tokens.end;
        let is_bound = after.any(|at| self.lower(at) == "without")
            && !is(Kind::Verify, &self.verb.lemma)
            && !self.out_of_reach();
        (self.could() || self.can()) && (possibly || is_bound)
    }

    /// *he, she*: no paper that vouches for what it has seen.
    fn is_of_somebody(&self) -> bool {
        let mut subject = self.clause.subject.clone();
        subject.any(|at| matches!(self.lower(at).as_str(), "he" | "she" | "i"))
    }

    /// *did not respond, was not disclosed, do not know whether, could not be reached*.
    pub(super) fn denied_verb(&self) -> Option<Hit> {
        let denials = self.denials();
        let because = only(denials.first()?.start..denials.first()?.end);
        if self.is_unreal() || is_shunning(&self.verb.lemma) || self.is_argued() {
            return None;
        }
        if self.verb.lemma == "comment" && self.verb.tense == Tense::Present {
            return self.hit(AbsenceKind::Declined, because);
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
        if self.can() && matches!(self.verb.lemma.as_str(), "say" | "tell") && self.asks() {
            return self.hit(AbsenceKind::NotKnown, because);
        }
        if self.does() && self.asks() && is(Kind::Tell, &self.verb.lemma) {
            return self.hit(AbsenceKind::Withheld, because);
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
        let known = self.act_kind(self.verb);
        let kind = match known.or_else(|| self.deed_kind(self.verb)) {
            _ if untold && self.can_or_could() => AbsenceKind::NotKnown,
            _ if untold => AbsenceKind::Withheld,
            // *we never published it* denies, and keeps nothing back
            Some(AbsenceKind::Withheld) if never && self.is_own() => AbsenceKind::DidNotHappen,
            kind => kind?,
        };
        self.hit(kind, because)
    }

    /// *not until Monday did they sign*, *did not sign because*: the denial is of the rest.
    pub(super) fn is_purpose(&self) -> bool {
        (self.verb.head + 1..self.clause.tokens.end)
            .any(|at| matches!(self.lower(at).as_str(), "until"))
    }

    /// *did not speak {only} of the war*: it did, and more.
    pub(super) fn is_of_more(&self) -> bool {
        (self.verb.head..self.verb.head + 3).any(|at| {
            matches!(
                self.lower(at).as_str(),
                "only" | "just" | "merely" | "solely"
            )
        })
    }

    pub(super) fn could(&self) -> bool {
        self.verb
            .auxiliaries
            .iter()
            .any(|at| self.lower(*at) == "could")
    }

    fn can_or_could(&self) -> bool {
        self.could() || self.can()
    }

    /// *does not say*: papers and people alike.
    fn does(&self) -> bool {
        let mut auxiliaries = self.verb.auxiliaries.iter();
        auxiliaries.any(|at| matches!(self.lower(*at).as_str(), "does" | "do"))
    }

    /// The speaker's own deed.
    pub(super) fn is_own(&self) -> bool {
        let mut subject = self.clause.subject.clone();
        subject.any(|at| matches!(self.lower(at).as_str(), "i" | "we"))
    }

    /// *Messages left with the coach* were not returned.
    fn is_of_message(&self) -> bool {
        let from = self.clause.tokens.start;
        (from..self.verb.tokens.start).any(|at| is_message(&noun_lemma(self.document, at)))
    }

    /// *cannot*, *can't*.
    pub(super) fn can(&self) -> bool {
        self.verb.auxiliaries.iter().any(|at| {
            matches!(self.lower(*at).as_str(), "can" | "ca" | "cannot") && !self.verb.passive
        })
    }

    /// *could not be reached*, *was not available for comment*.
    pub(super) fn out_of_reach(&self) -> bool {
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

    /// *No stone was left unturned*: all of it was done.
    fn undoes(&self) -> bool {
        let leaves = matches!(self.verb.lemma.as_str(), "leave" | "go");
        leaves && self.lower(self.verb.head + 1).starts_with("un")
    }

    /// *Nobody was hurt, no one knows, neither side signed*.
    pub(super) fn denied_people(&self) -> Option<Hit> {
        let own = clause::own_tokens(self.clauses, self.index);
        let at = factuality::denied_argument(self.document, self.clause, &own)?;
        // "no one {I} have ever met": the verb is another one's
        let mut between = at + 1..self.verb.tokens.start;
        let is_other =
            between.any(|at| matches!(self.lower(at).as_str(), "i" | "we" | "he" | "she" | "they"));
        if at >= self.verb.tokens.start || self.is_modal() || is_other || self.undoes() {
            return None;
        }
        let because = only(at..at + 1 + usize::from(self.lower(at + 1) == "one"));
        if self.lower(at) == "nothing" {
            let shows = matches!(
                commitment::of_verb(&self.verb.lemma),
                Some(Commitment::Suggest | Commitment::Evidential)
            );
            return shows.then(|| self.hit(AbsenceKind::NoEvidence, because))?;
        }
        if is(Kind::Verify, &self.verb.lemma) && self.could() {
            return self.hit(AbsenceKind::NoEvidence, because);
        }
        if is(Kind::Know, &self.verb.lemma)
            && (self.opens_question()
                || self.is_of_matter()
                || self.lower(self.verb.head + 1) == "for")
        {
            return self.hit(AbsenceKind::NotKnown, because);
        }
        let seems =
            clause::infinitive(self.document, self.verb, self.clause.tokens.end).filter(|next| {
                is(Kind::Know, &next.lemma) && matches!(self.verb.lemma.as_str(), "seem" | "appear")
            });
        if seems.is_some() {
            return self.hit(AbsenceKind::NotKnown, because);
        }
        let told = self.verb.tense == Tense::Past || is_perfect(self.document, self.verb);
        let anybody = matches!(self.lower(at).as_str(), "nobody" | "no");
        let kind = self
            .act_kind(self.verb)
            .or_else(|| self.deed_kind(self.verb));
        let kind = match kind.filter(|_| told)? {
            // *nobody released the file* denies that it got out
            AbsenceKind::Withheld if anybody => AbsenceKind::DidNotHappen,
            kind => kind,
        };
        self.hit(kind, because)
    }

    /// *The summit was cancelled, the talks were called off*.
    pub(super) fn cancelled(&self) -> Option<Hit> {
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

/// A verb that denies by itself: *never shied away, did not hesitate* is done.
fn is_shunning(lemma: &str) -> bool {
    matches!(
        lemma,
        "fail" | "shy" | "hesitate" | "waver" | "flinch" | "shrink"
    )
}
