//! Absences that a phrase without a verb of its own tells: *the absence of any announcement*, *with no
//! agreement reached*, *No comment*, *declining to give a reason*.

use std::ops::Range;

use onrecord_record::{AbsenceKind, Certainty};

use crate::clause::{self, Clause};
use crate::document::Document;
use crate::lexicon::absence::{Kind, is};
use crate::tag::Pos;

use super::{
    Hit, head_noun, innermost, is_asserted_around, noun_absence, noun_lemma, only, phrase_end,
};

/// The absences of one sentence that no clause tells.
pub(super) fn hits(document: &Document<'_>, clauses: &[Clause], tokens: Range<usize>) -> Vec<Hit> {
    let asserted = |at: usize| {
        innermost(clauses, at).is_none_or(|index| is_asserted_around(document, clauses, index))
    };
    let found = tokens.clone().filter_map(|at| {
        let (kind, range, because) = lacking(document, at, &tokens)
            .or_else(|| with_no(document, at, &tokens))
            .or_else(|| declining(document, at, &tokens))
            .or_else(|| undisclosed(document, at, &tokens))
            .or_else(|| having_no(document, at, &tokens))?;
        asserted(at).then(|| hit(kind, range, because))
    });
    let mut found: Vec<Hit> = found.collect();
    found.extend(no_comment(document, &tokens));
    found.extend(absent_from(document, &tokens));
    found.extend(headline(document, clauses, &tokens));
    found
}

fn hit(kind: AbsenceKind, tokens: Range<usize>, because: Range<usize>) -> Hit {
    Hit {
        kind,
        tokens,
        because: only(because),
        verb: None,
        certainty: Certainty::Certain,
        is_hearsay: false,
        is_quoted: false,
    }
}

type Found = (AbsenceKind, Range<usize>, Range<usize>);

/// *the absence of any announcement, a lack of evidence that*.
fn lacking(document: &Document<'_>, at: usize, tokens: &Range<usize>) -> Option<Found> {
    let is_lack = matches!(document.lower(at).as_str(), "absence" | "lack");
    let noun =
        head_noun(document, at + 2, tokens.end).filter(|_| document.lower(at + 1) == "of")?;
    let kind = noun_absence(&noun_lemma(document, noun)).filter(|_| is_lack)?;
    let article = at.checked_sub(1).filter(|before| {
        tokens.contains(before) && matches!(document.lower(*before).as_str(), "the" | "a" | "any")
    });
    let range = article.unwrap_or(at)..phrase_end(document, noun + 1, tokens.end);
    Some((kind, range, at..at + 1))
}

/// *with no agreement reached by midnight*.
fn with_no(document: &Document<'_>, at: usize, tokens: &Range<usize>) -> Option<Found> {
    if document.lower(at) != "with" || document.lower(at + 1) != "no" {
        return None;
    }
    let noun = head_noun(document, at + 2, tokens.end)?;
    let kind = noun_absence(&noun_lemma(document, noun))?;
    Some((
        kind,
        at..phrase_end(document, noun + 1, tokens.end),
        at + 1..at + 2,
    ))
}

/// *declining to give a reason, refusing to answer*.
fn declining(document: &Document<'_>, at: usize, tokens: &Range<usize>) -> Option<Found> {
    let token = document.tokens.get(at)?;
    let is_noun = matches!(document.lower(at).as_str(), "refusal" | "reluctance");
    let refuses =
        is_noun || token.pos == Pos::VBG && is(Kind::Refusal, &clause::verb_lemma_at(document, at));
    let is_group = at
        .checked_sub(1)
        .is_some_and(|before| clause::is_auxiliary(document, before));
    let next = clause::verb_lemma_at(document, at + 2);
    let voices = document.lower(at + 1) == "to" && is(Kind::Voice, &next);
    (refuses && !is_group && voices).then(|| {
        let end = phrase_end(document, at + 3, tokens.end);
        (AbsenceKind::Declined, at..end, at..at + 3)
    })
}

/// *for an undisclosed sum*.
fn undisclosed(document: &Document<'_>, at: usize, tokens: &Range<usize>) -> Option<Found> {
    let noun = head_noun(document, at + 1, tokens.end)?;
    let article = at.checked_sub(1).filter(|before| {
        tokens.contains(before) && matches!(document.lower(*before).as_str(), "an" | "the")
    })?;
    // *not an undisclosed sum*
    let before = |steps: usize| at.checked_sub(steps).map(|at| document.lower(at));
    let is_denied =
        (1..4).any(|steps| before(steps).is_some_and(|word| clause::is_negation(&word)));
    (document.lower(at) == "undisclosed" && !is_denied)
        .then(|| (AbsenceKind::Withheld, article..noun + 1, at..at + 1))
}

/// *having taken no decision*.
fn having_no(document: &Document<'_>, at: usize, tokens: &Range<usize>) -> Option<Found> {
    let does = document.lower(at) == "having" && document.lower(at + 2) == "no";
    let noun = head_noun(document, at + 3, tokens.end).filter(|_| does)?;
    let kind = noun_absence(&noun_lemma(document, noun))?;
    Some((
        kind,
        at..phrase_end(document, noun + 1, tokens.end),
        at + 2..at + 3,
    ))
}

/// *“No comment,” the secretary said*; *“No comment” from the envoy*.
fn no_comment(document: &Document<'_>, tokens: &Range<usize>) -> Option<Hit> {
    let at = tokens
        .clone()
        .find(|at| document.lower(*at) == "no" && document.lower(at + 1) == "comment")?;
    let opens = at == tokens.start
        || matches!(
            document.lower(at - 1).as_str(),
            "“" | "\"" | "‘" | "'" | ":"
        );
    opens.then(|| hit(AbsenceKind::Declined, at..at + 2, at..at + 1))
}

/// *Missing from the text was any promise; conspicuously absent was the general*.
fn absent_from(document: &Document<'_>, tokens: &Range<usize>) -> Option<Hit> {
    let at = (tokens.start..tokens.end.min(tokens.start + 3))
        .find(|at| fronted(&document.lower(*at)).is_some())?;
    let kind = fronted(&document.lower(at))?;
    // not "the unanswered question"
    if (tokens.start..at).any(|before| !clause::is_adverb(document, before)) {
        return None;
    }
    let verb = (at + 1..tokens.end).find(|index| {
        matches!(
            document.lower(*index).as_str(),
            "was" | "were" | "is" | "are"
        )
    })?;
    let plain = (at + 1..verb).all(|index| {
        document
            .tokens
            .get(index)
            .is_some_and(|token| !token.pos.is_verb() && token.pos != Pos::Mark)
    });
    plain.then(|| {
        hit(
            kind,
            tokens.start..phrase_end(document, verb + 1, tokens.end),
            at..at + 1,
        )
    })
}

/// What an adjective before its verb and subject tells.
fn fronted(word: &str) -> Option<AbsenceKind> {
    match word {
        "missing" | "absent" => Some(AbsenceKind::DidNotHappen),
        "unclear" | "unknown" => Some(AbsenceKind::NotKnown),
        _ => is(Kind::Unanswered, word).then_some(AbsenceKind::NotAnswered),
    }
}

/// *No link found between bridge works and cracks*; *Fate of four climbers unknown*.
fn headline(document: &Document<'_>, clauses: &[Clause], tokens: &Range<usize>) -> Option<Hit> {
    let end = phrase_end(document, tokens.start, tokens.end);
    let verbless = clauses.iter().all(|one| {
        one.verb
            .as_ref()
            .is_none_or(|verb| !(tokens.start..end).contains(&verb.head))
    });
    let ends = end + 1 >= tokens.end || document.lower(end) == ",";
    if !verbless || !ends {
        return None;
    }
    if document.lower(tokens.start) == "no" {
        let noun = head_noun(document, tokens.start + 1, end)?;
        let word = noun_lemma(document, noun);
        let told = document
            .tokens
            .get(noun + 1)
            .is_some_and(|token| token.pos == Pos::VBN);
        let kind = match word.as_str() {
            "link" | "connection" if told => AbsenceKind::NoEvidence,
            word => noun_absence(word)?,
        };
        return Some(hit(kind, tokens.start..end, tokens.start..tokens.start + 1));
    }
    let last = end.checked_sub(1)?;
    let matter = (tokens.start..last).any(|at| is(Kind::Matter, &noun_lemma(document, at)));
    (is(Kind::Unknown, &document.lower(last)) && matter)
        .then(|| hit(AbsenceKind::NotKnown, tokens.start..end, last..last + 1))
}
