//! Where somebody else's words cut a clause of the article's own, and whether what is left still
//! says something.
//!
//! *The leaders left, {saying} {what they had agreed}* leaves *the leaders left*; what no mark sets
//! off stays: *left without {saying} {why}*. *The draft
//! says nothing about {the price}* or *critics would call {the plan a gift}* leaves nothing: the
//! verb has lost what it needs.

use std::ops::Range;

use onrecord_record::{Attribution, Span};

use super::Own;
use crate::clause::{Clause, Link, Verb};
use crate::factuality;
use crate::lexicon::commitment::{self, Commitment};
use crate::tag::Pos;

/// A place where the clause must end.
#[derive(Debug, Clone, Copy)]
struct Cut {
    at: usize,
    /// What begins there belongs to the verb, and the verb needs it.
    is_needed: bool,
    /// The clause tells nothing but that: *led her {to say}*.
    is_all: bool,
}

impl Own<'_, '_> {
    /// Clause `index` up to where others' words begin; `None` if nothing that can stand is left.
    pub(super) fn remainder(&self, index: usize, words: &Range<usize>) -> Option<Range<usize>> {
        let clause = &self.clauses[index];
        let verb = clause.verb.as_ref()?;
        let start = self.opening(index, words)?;
        let mut cuts = self.cuts(index, words).into_iter();
        let Some(cut) = cuts.next() else {
            return Some(start..clause.tokens.end);
        };
        let end = self.trimmed(words.start, cut.at);
        let lost = cut.is_needed && (end <= words.end || self.is_broken(end, cut.at));
        let is_frame = cut.is_needed && commitment::of_verb(&verb.lemma).is_some();
        if lost || is_frame || cut.is_all {
            return None;
        }
        // what no mark sets off belongs to the clause: *left {without saying why}*
        let parted = |cut: &Cut| self.follows_mark(cut.at);
        let end = match Some(cut).into_iter().chain(cuts).find(parted) {
            Some(cut) => self.trimmed(words.start, cut.at),
            None => clause.tokens.end,
        };
        (end > start).then_some(start..end)
    }

    /// Where the clause begins, after others' words before its subject; `None` if its subject is
    /// theirs.
    fn opening(&self, index: usize, words: &Range<usize>) -> Option<usize> {
        let clause = &self.clauses[index];
        let mut start = clause.tokens.start;
        for part in self.contents_in(clause) {
            if part.start >= words.start || self.is_of_subject(clause, &part) {
                continue;
            }
            let inner = self.inner_at(index, part.start);
            let end = inner.map_or(part.end, |one| one.tokens.end);
            if inner.is_none() && part.end > clause.subject.start {
                return None;
            }
            start = start.max(end);
        }
        if start > clause.tokens.start {
            start = start.max(clause.subject.start).min(words.start);
        }
        Some(start)
    }

    /// *{groups supporting Holt, Roe and Lind} have spent*: does the clause open with whoever the content at `part`
    /// is a participle's of? Then it only tells who they are.
    fn is_of_subject(&self, clause: &Clause, part: &Range<usize>) -> bool {
        let owner = self.owner_of(part);
        let Some(cue) = owner.and_then(|one| one.cue.as_ref()) else {
            return false;
        };
        let cue = self.document.tokens_in(cue.hull()).start;
        let is_phrase = |at: usize| self.pos(at).is_some_and(Pos::is_in_noun_phrase);
        let opens = clause.tokens.start;
        opens < cue && (opens..cue).all(is_phrase) && self.pos(cue) == Some(Pos::VBG)
    }

    /// The places after the predicate where others' words begin, in text order.
    fn cuts(&self, index: usize, words: &Range<usize>) -> Vec<Cut> {
        let clause = &self.clauses[index];
        let contents = self
            .contents_in(clause)
            .into_iter()
            .filter(|part| part.start >= words.end && !self.is_told_whole(index, words, part))
            .map(|part| self.content_cut(index, part.start));
        let cues = self
            .attributions
            .iter()
            .filter(|one| self.touches(one, clause))
            .filter_map(|one| self.cue_cut(index, words, one));
        let mut cuts: Vec<Cut> = contents.chain(cues).collect();
        cuts.sort_by_key(|cut| (cut.at, !cut.is_needed));
        cuts
    }

    /// Must the clause not be cut before a content? Not within *until the board approves it* or *if he
    /// asks*, on which all of it hangs, nor between *allegations* and what they are of.
    fn is_told_whole(&self, index: usize, words: &Range<usize>, part: &Range<usize>) -> bool {
        let cue = self.owner_of(part).and_then(|one| one.cue.as_ref());
        let Some(cue) = cue.map(|cue| self.document.tokens_in(cue.hull())) else {
            return false;
        };
        let is_noun = |at: usize| self.pos(at).is_some_and(Pos::is_noun);
        let follows_noun = cue.start >= words.end
            && cue.end <= part.start
            && cue
                .clone()
                .rev()
                .find(|at| !self.is_light(*at))
                .is_some_and(is_noun)
            && (cue.end..part.start).all(|at| self.is_light(at));
        follows_noun || self.is_in_scope(index, part.start) && self.is_in_scope(index, cue.start)
    }

    /// Does token `at` lie in a clause that says when, or on what condition, clause `index` holds?
    fn is_in_scope(&self, index: usize, at: usize) -> bool {
        let inner = self.inner_at(index, at);
        inner.is_some_and(|inner| matches!(inner.link, Link::Time | Link::Condition))
    }

    fn content_cut(&self, index: usize, at: usize) -> Cut {
        if let Some(inner) = self.inner_at(index, at) {
            let is_complement = matches!(inner.link, Link::That | Link::Whether | Link::Content);
            let is_tight = is_complement || inner.link == Link::Relative;
            return Cut {
                at: inner.tokens.start,
                is_needed: is_tight && !self.follows_mark(inner.tokens.start),
                is_all: false,
            };
        }
        Cut {
            at,
            is_needed: !self.follows_mark(at),
            is_all: false,
        }
    }

    /// The cue of *…, promising that …*, *left without saying …*: what is not finite opens the
    /// foreign part, with its preposition.
    fn cue_cut(&self, index: usize, words: &Range<usize>, one: &Attribution) -> Option<Cut> {
        let cue = self.document.tokens_in(one.cue.as_ref()?.first());
        let at = cue.start;
        let is_outside = !self.clauses[index].tokens.contains(&at);
        if at < words.end || is_outside || self.is_in_scope(index, at) {
            return None;
        }
        if let Some(inner) = self.inner_at(index, at) {
            return Some(Cut {
                at: inner.tokens.start,
                is_needed: inner.link == Link::That,
                is_all: false,
            });
        }
        let verb = cue
            .clone()
            .find(|at| self.pos(*at).is_some_and(Pos::is_verb))?;
        let pos = self.pos(verb)?;
        let first = (words.end..at)
            .rev()
            .take_while(|before| self.is_light(*before))
            .last()
            .unwrap_or(at);
        let is_infinitive = pos == Pos::VB || self.document.lower(first) == "to";
        let governs = self.clauses[index]
            .verb
            .as_ref()
            .is_some_and(|verb| causes(&verb.lemma) || first == words.end && governs(self, verb));
        Some(Cut {
            at: first,
            is_needed: false,
            is_all: pos.is_finite() || is_infinitive && governs,
        })
    }

    /// The parts of contents that begin in the clause, as tokens.
    fn contents_in(&self, clause: &Clause) -> Vec<Range<usize>> {
        let parts = self.attributions.iter().flat_map(|one| one.content.parts());
        parts
            .map(|part| self.document.tokens_in(*part))
            .filter(|part| part.start < clause.tokens.end && part.end > clause.tokens.start)
            .collect()
    }

    fn touches(&self, one: &Attribution, clause: &Clause) -> bool {
        let within = |part: &Span| {
            let tokens = self.document.tokens_in(*part);
            tokens.start < clause.tokens.end && tokens.end > clause.tokens.start
        };
        one.content.parts().iter().any(within)
    }

    /// The attribution whose content has the part with these tokens.
    fn owner_of(&self, part: &Range<usize>) -> Option<&Attribution> {
        let mut all = self.attributions.iter().copied();
        all.find(|one| {
            let mut parts = one.content.parts().iter();
            parts.any(|span| self.document.tokens_in(*span) == *part)
        })
    }

    /// The clause inside clause `index` that token `at` lies in.
    fn inner_at(&self, index: usize, at: usize) -> Option<&Clause> {
        let start = self.clauses[index].tokens.start;
        self.clauses.iter().find(|one| {
            one.parent == Some(index) && one.tokens.start > start && one.tokens.contains(&at)
        })
    }

    /// Does a mark that sets off stand before `at`, quotation marks aside?
    fn follows_mark(&self, at: usize) -> bool {
        let before = (0..at)
            .rev()
            .map(|before| self.document.lower(before))
            .find(|word| !matches!(word.as_str(), "\"" | "“" | "``" | "‘" | "'"));
        before.is_some_and(|word| {
            matches!(
                word.as_str(),
                "," | ";" | "—" | "–" | "-" | "--" | "(" | ")" | "…" | "..."
            )
        })
    }

    /// Without the words at the end that hang on what was cut off.
    fn trimmed(&self, from: usize, end: usize) -> usize {
        let is_loose = |at: usize| {
            let word = self.document.lower(at);
            !word.contains(char::is_alphanumeric)
                || matches!(
                    self.pos(at),
                    Some(Pos::IN | Pos::TO | Pos::CC | Pos::WP | Pos::WDT | Pos::WRB)
                )
        };
        let counts = |at: usize| {
            let word = self.document.lower(at);
            matches!(
                word.as_str(),
                "many" | "most" | "some" | "all" | "both" | "several" | "none" | "one" | "each"
            ) && at > 0
                && self.document.lower(at - 1) == ","
        };
        (from..end)
            .rev()
            .find(|at| !is_loose(*at) && !counts(*at))
            .map_or(from, |at| at + 1)
    }

    /// Was a noun phrase cut through: *swayed by the premier's {offer}*?
    fn is_broken(&self, end: usize, cut: usize) -> bool {
        let last = end.checked_sub(1).and_then(|at| self.pos(at));
        end == cut
            && matches!(
                last,
                Some(Pos::DT | Pos::POS | Pos::PRPS | Pos::JJ | Pos::CD | Pos::PDT)
            )
    }

    /// A preposition, *to* or adverb before a cue that is no finite verb.
    fn is_light(&self, at: usize) -> bool {
        matches!(self.pos(at), Some(Pos::IN | Pos::TO | Pos::RB | Pos::CC))
    }

    fn pos(&self, at: usize) -> Option<Pos> {
        self.document.tokens.get(at).map(|token| token.pos)
    }

    /// Is the clause only *officials said*, by its verb and what follows or precedes it, whether or
    /// not its content was found?
    pub(super) fn is_frame(&self, index: usize) -> bool {
        let clause = &self.clauses[index];
        let Some(verb) = &clause.verb else {
            return false;
        };
        let says = matches!(
            commitment::of_verb(&verb.lemma),
            Some(
                Commitment::Assert
                    | Commitment::Suggest
                    | Commitment::Belief
                    | Commitment::Fear
                    | Commitment::Deny
                    | Commitment::Doubt
            )
        );
        says && commitment::takes_clause(&verb.lemma)
            && !factuality::is_raiser(self.document, verb)
            && (self.takes_content(index, verb) || self.closes_content(clause))
    }

    /// *…, officials said on Monday*: a verb of saying with no object, after a comma, at the end.
    pub(super) fn trails(&self, index: usize) -> bool {
        let clause = &self.clauses[index];
        let Some(verb) = clause.verb.as_ref().filter(|_| clause.joined_to.is_some()) else {
            return false;
        };
        let says = commitment::of_verb(&verb.lemma) == Some(Commitment::Assert)
            && commitment::takes_clause(&verb.lemma)
            && matches!(
                verb.lemma.as_str(),
                "say" | "report" | "announce" | "add" | "write"
            );
        let after_comma = clause.tokens.start > 0
            && self.document.lower(clause.tokens.start - 1) == ","
            && clause.subject.len() < 8
            && self.has_subject(index, clause.tokens.start);
        let next = self.pos(verb.head + 1);
        let no_object = matches!(next, None | Some(Pos::IN | Pos::Mark | Pos::RB))
            || verb.head + 1 >= clause.tokens.end
            || next == Some(Pos::NNP);
        let joins =
            (clause.tokens.start..verb.head).any(|at| matches!(self.pos(at), Some(Pos::CC)));
        says && after_comma
            && no_object
            && !joins
            && clause.tokens.end + 1 >= self.clauses[0].tokens.end
    }

    /// A clause or a quotation follows the verb.
    fn takes_content(&self, index: usize, verb: &Verb) -> bool {
        let hangs = |one: &Clause| {
            one.parent == Some(index)
                && matches!(one.link, Link::That | Link::Whether)
                && one.tokens.start >= verb.head
        };
        let next = self.document.lower(verb.head + 1);
        self.clauses.iter().any(hangs)
            || self.quotations.around(verb.head + 2).is_some()
                && matches!(next.as_str(), "\"" | "“")
            || matches!(next.as_str(), "," | ":")
                && self
                    .quotations
                    .around(verb.head + 3)
                    .is_some_and(|one| one.start == verb.head + 3)
    }

    /// *{content}, officials said*: a content or quotation ends right before the clause.
    fn closes_content(&self, clause: &Clause) -> bool {
        let is_word = |at: &usize| self.document.lower(*at).contains(char::is_alphanumeric);
        let first = clause.tokens.clone().find(is_word);
        let first = first.unwrap_or(clause.tokens.start);
        let before = (first.saturating_sub(3)..first).rev();
        let mut marks = before.take_while(|at| !is_word(at));
        let from = first.saturating_sub(1);
        let touches = |one: &&Attribution| {
            one.content.parts().iter().any(|part| {
                let tokens = self.document.tokens_in(*part);
                tokens.end <= first && tokens.end + 2 > from
            })
        };
        marks.any(|at| matches!(self.document.lower(at).as_str(), "\"" | "”"))
            || self.attributions.iter().copied().any(|one| touches(&one))
    }
}

/// *led her {to say}*: what somebody is made to do is what the clause tells.
fn causes(lemma: &str) -> bool {
    matches!(
        lemma,
        "lead"
            | "cause"
            | "force"
            | "prompt"
            | "drive"
            | "compel"
            | "get"
            | "help"
            | "inspire"
            | "move"
    )
}

/// Does the verb want the infinitive after it: *wants to*, *is expected to*? Not *rose to*.
fn governs(own: &Own<'_, '_>, verb: &Verb) -> bool {
    factuality::is_raiser(own.document, verb) || commitment::of_verb(&verb.lemma).is_some()
}
