//! Absences that a phrase tells: *without a deal*, *details not be released*.

use std::ops::Range;

use onrecord_record::{AbsenceKind, Certainty, Factuality, Mood};

use crate::clause::{self, Clause, Link, Tense};
use crate::document::Document;
use crate::factuality::{self, Frame};
use crate::inside;
use crate::lexicon::absence::{Kind, is};
use crate::tag::Pos;

use super::{Hit, View, head_noun, is_perfect, noun_lemma, only};

/// *without providing evidence, without a deal, without elaborating*.
pub(super) fn without_hits(
    document: &Document<'_>,
    clauses: &[Clause],
    tokens: Range<usize>,
) -> Vec<Hit> {
    tokens
        .clone()
        .filter(|at| document.lower(*at) == "without")
        .filter_map(|at| {
            let end = phrase_end(document, at + 1, tokens.end);
            let end = with_clause(clauses, at, end);
            let around = innermost(clauses, at);
            let about = closes(document, at, tokens.start);
            let told = around.is_none_or(|index| {
                let is_about = about && has_two_subjects(document, &clauses[index]);
                is_asserted_around(document, clauses, index) && !is_about
            });
            let kind = without_kind(document, at + 1, end).filter(|_| told)?;
            let own = participle_before(document, at, tokens.start);
            let whole = own.or_else(|| {
                around
                    .filter(|_| closes(document, at, tokens.start) && kind != AbsenceKind::Withheld)
                    .and_then(|index| start_of(document, clauses, index))
            });
            Some(Hit {
                kind,
                tokens: whole.filter(|from| *from < at).unwrap_or(at)..end,
                because: only(at..at + 1),
                verb: None,
                certainty: Certainty::Certain,
                is_hearsay: false,
                is_quoted: false,
            })
        })
        .collect()
}

/// *without evidence {that the gate was open}*: the clause that begins in the phrase belongs to it.
fn with_clause(clauses: &[Clause], at: usize, end: usize) -> usize {
    let cut = clauses
        .iter()
        .filter(|one| one.link == Link::That && one.tokens.start > at && one.tokens.contains(&end));
    cut.map(|one| one.tokens.end).max().unwrap_or(end)
}

/// *, {claiming} without evidence*: the participle that the phrase at `at` goes with.
fn participle_before(document: &Document<'_>, at: usize, first: usize) -> Option<usize> {
    let pos = |index: usize| document.tokens.get(index).map(|token| token.pos);
    let verb = (first..at).rev().find(|index| {
        pos(*index).is_some_and(|pos| pos.is_verb() || pos == Pos::Mark || pos == Pos::MD)
    })?;
    let before = verb.checked_sub(1).map(|index| document.lower(index));
    let is_set_off = matches!(before.as_deref(), Some("," | "—" | "–" | "-"));
    (pos(verb) == Some(Pos::VBG) && is_set_off).then_some(verb)
}

/// Does the phrase at `at` belong to the verb before it: *ended {without a deal}*? After a mark it
/// stands by itself.
fn closes(document: &Document<'_>, at: usize, first: usize) -> bool {
    at > first
        && document
            .tokens
            .get(at - 1)
            .is_some_and(|before| before.pos != Pos::Mark)
}

/// *{steps he} took without a vote*: the clause tells of the steps, and that they were taken.
fn has_two_subjects(document: &Document<'_>, clause: &Clause) -> bool {
    clause.subject.len() > 1 && inside::ends_in_own(document, &clause.subject)
}

/// Where the clause begins, with its subject.
fn start_of(document: &Document<'_>, clauses: &[Clause], index: usize) -> Option<usize> {
    Some(View::of(document, clauses, index)?.tokens().start)
}

/// *will leave without a deal*, *if he left without a deal* put nothing on record.
pub(super) fn is_asserted_around(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
) -> bool {
    let reading = factuality::clause_reading(document, clauses, index, Frame::Own);
    let is_told = reading.value == Factuality::CERTAIN && reading.mood == Mood::default();
    let past = clauses[index]
        .verb
        .as_ref()
        .is_some_and(|verb| verb.tense == Tense::Past || is_perfect(document, verb));
    is_told && (past || is_headline(document, &clauses[0]))
}

/// *Summit ends without agreement*: told in the present, with no mark at its end.
fn is_headline(document: &Document<'_>, sentence: &Clause) -> bool {
    let last = sentence
        .tokens
        .end
        .checked_sub(1)
        .and_then(|at| document.tokens.get(at));
    last.is_some_and(|token| token.pos != Pos::Mark)
}

pub(super) fn innermost(clauses: &[Clause], at: usize) -> Option<usize> {
    (0..clauses.len())
        .filter(|index| clauses[*index].tokens.contains(&at) && clauses[*index].verb.is_some())
        .min_by_key(|index| clauses[*index].tokens.len())
}

pub(super) fn without_kind(
    document: &Document<'_>,
    from: usize,
    end: usize,
) -> Option<AbsenceKind> {
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
        Some("go") if noun == "detail" || document.lower(from + 1) == "into" => {
            Some(AbsenceKind::Withheld)
        }
        Some("answer" | "respond" | "reply") => Some(AbsenceKind::NotAnswered),
        Some(verb) if is(Kind::Act, verb) => Some(AbsenceKind::DidNotHappen),
        Some(_) => None,
        None if is(Kind::Smooth, noun) => None,
        None => noun_absence(noun),
    }
}

pub(super) fn noun_absence(noun: &str) -> Option<AbsenceKind> {
    match noun {
        _ if is(Kind::Evidence, noun) => Some(AbsenceKind::NoEvidence),
        _ if is(Kind::Answer, noun) => Some(AbsenceKind::NotAnswered),
        _ if is(Kind::Detail, noun) => Some(AbsenceKind::Withheld),
        _ if is(Kind::Event, noun) => Some(AbsenceKind::DidNotHappen),
        _ => None,
    }
}

/// Where the phrase that starts at `from` ends: at a mark, a conjunction or a finite verb.
pub(super) fn phrase_end(document: &Document<'_>, from: usize, end: usize) -> usize {
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
pub(super) fn bare_hits(document: &Document<'_>, tokens: Range<usize>) -> Vec<Hit> {
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
                verb: None,
                certainty: Certainty::Certain,
                is_hearsay: false,
                is_quoted: false,
            }
        })
        .collect()
}
