//! The words of a verb group: its auxiliaries, its tense, what it hands on to; by form before tag.

use onrecord_record::Span;

use crate::document::Document;
use crate::lemma::{is_irregular_past, lemma, verb_lemma};
use crate::lexicon::commitment::takes_clause;
use crate::tag::{EntityTag, Pos};

use super::{Tense, Verb, is_by_no_means};

/// Is token `at` a form of an auxiliary: *be, have, do*, a modal?
pub(crate) fn is_auxiliary(document: &Document<'_>, at: usize) -> bool {
    is_modal(&document.lower(at))
        || matches!(verb_lemma_at(document, at).as_str(), "be" | "have" | "do")
}

/// The lemma of token `at` taken for a verb.
pub(crate) fn verb_lemma_at(document: &Document<'_>, at: usize) -> String {
    let word = document.lower(at);
    if matches!(word.as_str(), "'s" | "’s") {
        return "be".to_owned();
    }
    match lemma(&word, Pos::VB) {
        known if known != word => known,
        _ => verb_lemma(&word),
    }
}

/// Does white space stand on both sides of token `at`: a hyphen that does is a dash?
pub(super) fn stands_free(document: &Document<'_>, at: usize) -> bool {
    let span = |index: usize| document.tokens.get(index).map(|token| token.span);
    let is_apart = |left: Option<Span>, right: Option<Span>| match (left, right) {
        (Some(left), Some(right)) => left.end() < right.start(),
        _ => true,
    };
    is_apart(at.checked_sub(1).and_then(span), span(at)) && is_apart(span(at), span(at + 1))
}

/// Is token `at` a word of a name: *May* of *Ada May*, *Press* of *Greet the Press*?
pub(crate) fn is_name(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.entity != EntityTag::Outside
            && document
                .quote(token.span)
                .starts_with(|first: char| first.is_uppercase())
    })
}

/// Is `word` a modal: *may, 'll, would*?
pub(crate) fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "may"
            | "might"
            | "can"
            | "could"
            | "will"
            | "would"
            | "shall"
            | "should"
            | "must"
            | "wo"
            | "ca"
            | "cannot"
            | "'ll"
            | "’ll"
            | "'d"
            | "’d"
            | "ought"
            | "sha"
    )
}

/// Is `word` a word of denial that can stand inside a verb group: *not, n't, never*?
pub(crate) fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "not" | "n't" | "n’t" | "never" | "cannot" | "neither" | "nor" | "nt"
    )
}

/// The verb group that begins at token `at`, a finite verb or a bare one.
pub(super) fn verb_group(document: &Document<'_>, at: usize, end: usize) -> Verb {
    let mut auxiliaries = Vec::new();
    let mut head = at;
    while is_auxiliary(document, head) {
        let Some(next) = next_verb(document, head, end, at == head) else {
            break;
        };
        auxiliaries.push(head);
        head = next;
    }
    let lemma = verb_lemma_at(document, head);
    let passive = auxiliaries
        .last()
        .is_some_and(|last| verb_lemma_at(document, *last) == "be")
        && !document.lower(head).ends_with("ing");
    Verb {
        complement: complement(document, head, &lemma, end),
        tense: tense(document, at),
        tokens: at..head + 1,
        auxiliaries,
        head,
        lemma,
        passive,
    }
}

/// Tokens of the aside between an auxiliary and its verb, at most.
const ASIDE: usize = 8;

/// The verb that goes on the group after the auxiliary at `from`; adverbs, an aside between two commas, and in
/// a question a short subject, may stand between.
pub(super) fn next_verb(
    document: &Document<'_>,
    from: usize,
    end: usize,
    may_invert: bool,
) -> Option<usize> {
    let mut at = from + 1;
    while at < end && is_adverb(document, at) {
        at += 1;
    }
    if continues(document, from, at, end) {
        return Some(at);
    }
    if let Some(verb) =
        after_aside(document, at, end).filter(|verb| continues(document, from, *verb, end))
    {
        return Some(verb);
    }
    if may_invert && is_inverted(document, from) {
        return inverted_verb(document, from, at, end);
    }
    None
}

/// *have{, in turn,} generally {refused}*: what stands after an aside that opens at `at`, adverbs passed over. An
/// aside that has a verb of its own, or denies, is none.
fn after_aside(document: &Document<'_>, at: usize, end: usize) -> Option<usize> {
    let is_comma = |at: &usize| document.lower(*at) == ",";
    let tells = |at: &usize| {
        let token = document.tokens.get(*at);
        token.is_none_or(|token| token.pos.is_finite()) || is_negation(&document.lower(*at))
    };
    let mut inside = at + 1..end.min(at + 1 + ASIDE);
    let close = inside.clone().find(is_comma).filter(|_| is_comma(&at))?;
    inside.end = close;
    if inside.is_empty() || inside.clone().any(|at| tells(&at)) {
        return None;
    }
    (close + 1..end).find(|at| !is_adverb(document, *at))
}

/// Does the verb at `at` go on the group of the auxiliary `from`?
pub(super) fn continues(document: &Document<'_>, from: usize, at: usize, end: usize) -> bool {
    let Some(token) = document.tokens.get(at).filter(|_| at < end) else {
        return false;
    };
    let word = document.lower(at);
    let auxiliary = verb_lemma_at(document, from);
    let is_adjective = ["able", "ible", "ous", "ful"]
        .iter()
        .any(|tail| word.ends_with(tail));
    let tagged = matches!(token.pos, Pos::VBN | Pos::VBD) && !is_adjective;
    let participle = tagged || is_irregular_past(&word) || word == "being";
    // after an auxiliary that cannot stand before its subject here, a noun by its tag is a verb
    let must = !is_inverted(document, from) && matches!(token.pos, Pos::NN | Pos::VBD | Pos::VBN);
    let bare = matches!(token.pos, Pos::VB | Pos::VBP) || matches!(word.as_str(), "be" | "have");
    match auxiliary.as_str() {
        "be" => participle || token.pos == Pos::VBG,
        "have" => participle,
        "do" => bare || must && is_negation(&document.lower(at - 1)),
        _ => bare || must,
    }
}

/// Does the auxiliary at `at` stand before its subject, as in a question?
pub(super) fn is_inverted(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at
        .checked_sub(1)
        .and_then(|index| document.tokens.get(index))
    else {
        return true;
    };
    let word = document.quote(before.span).to_lowercase();
    matches!(
        before.pos,
        Pos::WP | Pos::WRB | Pos::WDT | Pos::Mark | Pos::CC
    ) || matches!(word.as_str(), "nor" | "neither" | "never" | "only")
}

/// The verb after the subject of an inverted clause: *Did the two sides meet*.
pub(super) fn inverted_verb(
    document: &Document<'_>,
    from: usize,
    at: usize,
    end: usize,
) -> Option<usize> {
    const LONGEST_SUBJECT: usize = 7;
    let is_subject = |index: &usize| {
        document.tokens.get(*index).is_some_and(|token| {
            token.pos.is_noun()
                || matches!(
                    token.pos,
                    Pos::DT
                        | Pos::JJ
                        | Pos::PRP
                        | Pos::PRPS
                        | Pos::CD
                        | Pos::POS
                        | Pos::EX
                        | Pos::IN
                        | Pos::RB
                )
        })
    };
    let stop = end.min(at + LONGEST_SUBJECT);
    let verb = (at..stop).find(|index| !is_subject(index))?;
    (verb > at && continues(document, from, verb, end)).then_some(verb)
}

/// Adverbs and the words of denial, by form or tag; *likely* after a modal whatever its tag.
pub(crate) fn is_adverb(document: &Document<'_>, at: usize) -> bool {
    let form = document.lower(at);
    let follows_modal = || {
        at.checked_sub(1)
            .is_some_and(|before| is_modal(&document.lower(before)))
    };
    document.tokens.get(at).is_some_and(|token| {
        matches!(token.pos, Pos::RB | Pos::RBR | Pos::RBS)
            || is_negation(&form)
            || form == "likely" && follows_modal()
    })
}

pub(super) fn tense(document: &Document<'_>, first: usize) -> Tense {
    let word = document.lower(first);
    match document.tokens.get(first).map(|token| token.pos) {
        _ if matches!(word.as_str(), "was" | "were" | "had" | "did") => Tense::Past,
        Some(Pos::VBD | Pos::VBN) => Tense::Past,
        Some(Pos::VBP | Pos::VBZ | Pos::MD) => Tense::Present,
        _ if is_modal(&word) => Tense::Present,
        _ => Tense::None,
    }
}

/// The adjective, participle or head noun after *be, remain, become, seem*.
pub(super) fn complement(
    document: &Document<'_>,
    head: usize,
    lemma: &str,
    end: usize,
) -> Option<usize> {
    let is_copula = matches!(
        lemma,
        "be" | "remain"
            | "become"
            | "seem"
            | "appear"
            | "look"
            | "go"
            | "stay"
            | "prove"
            | "get"
            | "feel"
            | "sound"
    );
    if !is_copula {
        return None;
    }
    let mut found = None;
    for at in head + 1..end {
        let token = document.tokens.get(at)?;
        match token.pos {
            Pos::RB if matches!(document.lower(at).as_str(), "likely" | "unlikely") => {
                found = Some(at)
            }
            _ if is_by_no_means(document, at) => {}
            // *sure {filing a suit is wise}*: what hangs on it begins here
            Pos::VBG if found.is_some_and(|one| takes_clause(&document.lower(one))) => break,
            _ if document.lower(at) == "about" && document.lower(at + 1) == "to" => {
                found = Some(at)
            }
            Pos::DT | Pos::PDT | Pos::PRPS if found.is_some() => break,
            Pos::RB | Pos::RBR | Pos::RBS | Pos::DT | Pos::PDT | Pos::PRPS | Pos::CD | Pos::EX => {}
            Pos::VBN if document.lower(at).ends_with("able") => found = Some(at),
            Pos::POS => found = None,
            Pos::JJ | Pos::JJR | Pos::JJS | Pos::VBN | Pos::VBG => found = Some(at),
            pos if pos.is_noun() => found = Some(at),
            _ => break,
        }
    }
    found
}

/// The infinitive that hangs on a verb or on its complement: *seems {to be betting}*.
pub(crate) fn infinitive(document: &Document<'_>, verb: &Verb, end: usize) -> Option<Verb> {
    let after = verb.complement.unwrap_or(verb.head) + 1;
    let to = (after..end.min(after + 3)).find(|at| !is_adverb(document, *at))?;
    if document.lower(to) != "to" {
        return None;
    }
    let first = (to + 1..end.min(to + 4)).find(|at| !is_adverb(document, *at))?;
    let token = document.tokens.get(first)?;
    let is_bare = matches!(token.pos, Pos::VB | Pos::VBP)
        || matches!(document.lower(first).as_str(), "be" | "have");
    is_bare.then(|| {
        let mut verb = verb_group(document, first, end);
        verb.tokens.start = to;
        verb.tense = Tense::None;
        verb
    })
}
