//! What a predicate that attributes governs: a clause, an infinitive, a thing; or what it follows.

use std::ops::Range;

use crate::act;
use crate::clause::{self, Clause, Link};
use crate::document::Document;
use crate::lemma::lemma;
use crate::lexicon::commitment;
use crate::lexicon::cue::Kind;
use crate::tag::Pos;

/// How far from its verb a clause begins: *told the court on Monday that*.
const NEAR: usize = 9;
/// How many words a parenthesis has: *my client told the detectives*.
const SHORT: usize = 7;

/// The cue and the content of an attribution, as tokens.
pub(super) struct Governed {
    pub(super) cue: Range<usize>,
    pub(super) content: Range<usize>,
    pub(super) score: f32,
}

/// What stands after the verb of clause `index`.
pub(super) fn of(document: &Document<'_>, clauses: &[Clause], index: usize) -> Option<Governed> {
    let verb = clauses[index].verb.as_ref()?;
    let end = own_end(clauses, index);
    if let Some(child) = child(document, clauses, index) {
        return clausal(document, clauses, index, child);
    }
    let words: Vec<usize> = predicate(verb, end.min(verb.head + 2)).collect();
    let (last, act) = act::of_words(document, &words)?;
    let cue = verb.tokens.start..last.max(verb.head) + 1;
    if !tells(document, last) {
        return None;
    }
    if let Some(to) = infinitive(document, cue.end, end) {
        let is_will = act.is_will() || act == Kind::Thinks;
        let content = if is_will { cue.end..end } else { to..end };
        return (act != Kind::Sees).then_some(Governed {
            cue,
            content,
            score: 0.75,
        });
    }
    let is_object = document.tokens.get(cue.end).is_some_and(|token| {
        token.pos.is_noun()
            || matches!(
                token.pos,
                Pos::DT | Pos::PRPS | Pos::JJ | Pos::JJR | Pos::CD | Pos::VBG
            )
    });
    let wills = (act.is_will() || act == Kind::Denied) && last == verb.head;
    (wills && is_object && cue.end < end).then_some(Governed {
        content: cue.end..end,
        cue,
        score: 0.65,
    })
}

/// Does the word at `at` tell what somebody has in mind or says, rather than what they do about it
/// (*tries to*, *invites them to*)?
fn tells(document: &Document<'_>, at: usize) -> bool {
    let (lemma, word) = (clause::verb_lemma_at(document, at), document.lower(at));
    let known = commitment::of_verb(&lemma)
        .or_else(|| commitment::of_adjective(&word))
        .or_else(|| commitment::of_noun(&word));
    known.is_some() && !is_deed(&lemma)
}

/// What one does about it.
pub(super) fn is_deed(lemma: &str) -> bool {
    matches!(
        lemma,
        "need"
            | "invite"
            | "direct"
            | "prompt"
            | "push"
            | "lobby"
            | "seek"
            | "arrange"
            | "choose"
            | "schedule"
            | "effort"
            | "attempt"
            | "bid"
            | "drive"
    )
}

/// A clause that the verb governs.
fn clausal(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    child: usize,
) -> Option<Governed> {
    let verb = clauses[index].verb.as_ref()?;
    let opening = opening(&clauses[child]);
    let words: Vec<usize> = predicate(verb, opening).collect();
    let (last, _) = act::of_words(document, &words)?;
    let freely = clauses[child].link == Link::Content || clauses[child].marker.is_none();
    if freely && !tells(document, last) {
        return None;
    }
    let from = match clauses[child].link {
        Link::That => clauses[child]
            .marker
            .as_ref()
            .map_or(opening, |words| words.end),
        _ => opening,
    };
    Some(Governed {
        cue: verb.tokens.start..last.max(verb.head) + 1,
        content: from..with_joined(document, clauses, child),
        score: 0.85,
    })
}

/// The words of the predicate before `end`: the verb group with its object or complement.
fn predicate(verb: &clause::Verb, end: usize) -> impl Iterator<Item = usize> {
    verb.tokens.start..end.max(verb.tokens.end)
}

fn opening(clause: &Clause) -> usize {
    let marker = clause.marker.as_ref().map(|words| words.start);
    marker
        .unwrap_or(clause.tokens.start)
        .min(clause.tokens.start)
}

/// The clause that hangs on the verb of clause `index`.
fn child(document: &Document<'_>, clauses: &[Clause], index: usize) -> Option<usize> {
    let verb = clauses[index].verb.as_ref()?;
    let after = verb.complement.unwrap_or(verb.head).max(verb.head);
    (0..clauses.len()).find(|other| {
        let clause = &clauses[*other];
        let opens = opening(clause);
        let told = matches!(clause.link, Link::That | Link::Whether | Link::Content);
        told && clause.parent == Some(index)
            && clause.joined_to.is_none()
            && clause.verb.is_some()
            && opens > verb.head
            && opens <= after + NEAR
            && !(verb.head..opens).any(|at| document.lower(at) == ";")
            && is_free(document, verb, clause)
    })
}

/// A clause follows its verb, or who is told. After another noun it tells of the noun: *breached the
/// sanctions {(that) the League imposed}*.
fn is_free(document: &Document<'_>, verb: &clause::Verb, clause: &Clause) -> bool {
    let takes_person = matches!(
        verb.lemma.as_str(),
        "tell"
            | "assure"
            | "inform"
            | "remind"
            | "warn"
            | "convince"
            | "persuade"
            | "promise"
            | "show"
            | "write"
    );
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let is_thing = |at: usize| {
        let word = document.lower(at);
        let is_day = matches!(
            word.as_str(),
            "week"
                | "month"
                | "year"
                | "day"
                | "night"
                | "morning"
                | "evening"
                | "afternoon"
                | "weekend"
        );
        let tells = pos(at).is_some_and(|pos| commitment::of_noun(&lemma(&word, pos)).is_some());
        matches!(pos(at), Some(Pos::NN | Pos::NNS)) && !is_day && !tells
    };
    let begins = |at: usize| {
        matches!(
            pos(at),
            Some(Pos::DT | Pos::PRP | Pos::PRPS | Pos::EX | Pos::CD)
        )
    };
    let of_thing = match &clause.marker {
        Some(marker) => {
            clause.link == Link::That && marker.start > verb.head + 1 && is_thing(marker.start - 1)
        }
        None => clause
            .subject
            .clone()
            .skip(1)
            .any(|at| is_thing(at - 1) && begins(at)),
    };
    takes_person || !of_thing
}

/// Where clause `child` ends, with the clauses joined to it that share its *that* or its subject.
fn with_joined(document: &Document<'_>, clauses: &[Clause], child: usize) -> usize {
    let mut end = clauses[child].tokens.end;
    for joined in clauses.iter().filter(|one| one.joined_to == Some(child)) {
        let again = joined
            .tokens
            .clone()
            .take(2)
            .any(|at| document.lower(at) == "that");
        if joined.subject.is_empty() || again {
            end = end.max(joined.tokens.end);
        }
    }
    end
}

/// Where clause `index` ends, without the clauses joined to it.
fn own_end(clauses: &[Clause], index: usize) -> usize {
    let joined = clauses.iter().filter(|one| one.joined_to == Some(index));
    let first = joined.map(|one| one.tokens.start.saturating_sub(1)).min();
    first.map_or(clauses[index].tokens.end, |at| {
        at.min(clauses[index].tokens.end)
    })
}

/// *to* and a bare verb, right after the predicate or after its object.
fn infinitive(document: &Document<'_>, from: usize, end: usize) -> Option<usize> {
    let near = from..end.min(from + NEAR);
    let to = near.clone().find(|at| document.lower(*at) == "to")?;
    let is_bare = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| matches!(token.pos, Pos::VB | Pos::VBP))
    };
    let verb = (to + 1..end.min(to + 3)).find(|at| !clause::is_adverb(document, *at))?;
    let is_broken = (from..to).any(|at| {
        document.tokens.get(at).is_none_or(|token| {
            token.pos.is_verb() || matches!(document.lower(at).as_str(), "," | ";" | ":")
        })
    });
    let not = to
        .checked_sub(1)
        .filter(|at| *at >= from && document.lower(*at) == "not");
    (is_bare(verb) && !is_broken).then_some(not.unwrap_or(to))
}

/// *There was no deal, {my client told the detectives}*: a clause after a comma that lacks what its
/// verb governs; it stands before.
pub(super) fn before(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    sentence: &Range<usize>,
) -> Option<Governed> {
    let clause = &clauses[index];
    let verb = clause.verb.as_ref()?;
    let from = clause.subject.start;
    let comma = from
        .checked_sub(1)
        .filter(|at| document.lower(*at) == ",")?;
    let end = (verb.tokens.end..sentence.end)
        .find(|at| !document.lower(*at).starts_with(char::is_alphanumeric))
        .unwrap_or(sentence.end);
    let is_short = end - from <= SHORT && comma > sentence.start;
    let words: Vec<usize> = predicate(verb, verb.tokens.end).collect();
    let (last, act) = act::of_words(document, &words)?;
    let told = !act.is_will() && !matches!(act, Kind::Decided | Kind::Sees);
    let has_verb = clauses.iter().any(|one| {
        one.verb
            .as_ref()
            .is_some_and(|verb| verb.head < comma || verb.head > end)
    });
    let content = match sentence.start + 3 < comma {
        true => sentence.start..comma,
        false => sentence.start..sentence.end,
    };
    (is_short && told && has_verb).then(|| Governed {
        cue: verb.tokens.start..last.max(verb.head) + 1,
        content,
        score: 0.75,
    })
}
