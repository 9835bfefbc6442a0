//! Cuts a sentence, or any part of one, into clauses: a verb each, and how each hangs on the rest.
//!
//! There is no parse. A stack of open clauses is enough: a subordinator opens a clause, a finite
//! verb fills the innermost clause that lacks one, a comma closes what is filled. *Although the
//! talks failed, Kim, who left first, signed* has one main clause, with *signed*.
//!
//! Closed-class words count by their form, so that a wrong tag does little harm.

mod noun;
mod participle;
mod scan;
mod verb;

use std::ops::Range;

use onrecord_record::Span;

use crate::document::Document;

use participle::{candidates, promoted};
use scan::Scan;
pub(crate) use verb::{
    infinitive, is_adverb, is_auxiliary, is_modal, is_name, is_negation, verb_lemma_at,
};

/// How a clause hangs on the rest of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// It stands by itself: *the talks failed*.
    Main,
    /// Between dashes or brackets: *— and nobody denies it —*.
    Aside,
    /// *if, unless, provided that, should they*.
    Condition,
    /// *even if, as if, as though*: an *if* that puts no condition.
    Comparison,
    /// *whether*, and *if* after a verb of asking or knowing.
    Whether,
    /// *that*, or nothing, after a verb, noun or adjective that takes a clause.
    That,
    /// *because, since, as*.
    Cause,
    /// *although, though, while, whereas*.
    Concession,
    /// *when, after, before, until, once*.
    Time,
    /// *who, which, whose, that* after a noun.
    Relative,
    /// *what, how, why, where* after a verb.
    Content,
}

/// The present or past the verb stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// *fails, has failed, may fail*.
    Present,
    /// *failed, had failed*.
    Past,
    /// No finite verb: *to fail, failing, Fail!*
    None,
}

/// A verb group: *has not been officially signed*.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verb {
    /// From the first auxiliary to the main verb; a subject may stand between in a question.
    pub(crate) tokens: Range<usize>,
    /// Auxiliaries and modals, in order.
    pub(crate) auxiliaries: Vec<usize>,
    /// The main verb.
    pub(crate) head: usize,
    /// The lemma of the main verb.
    pub(crate) lemma: String,
    /// After *be* and its like: the adjective, participle or noun that says what is so.
    pub(crate) complement: Option<usize>,
    /// Present or past.
    pub(crate) tense: Tense,
    /// *was signed*.
    pub(crate) passive: bool,
}

/// A clause.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clause {
    /// All its tokens, those of clauses inside it included; its own conjunction not.
    pub(crate) tokens: Range<usize>,
    /// How it hangs on the rest.
    pub(crate) link: Link,
    /// The words that link it: *if*, *provided that*.
    pub(crate) marker: Option<Range<usize>>,
    /// Its verb group.
    pub(crate) verb: Option<Verb>,
    /// The clause it lies in.
    pub(crate) parent: Option<usize>,
    /// The clause it is joined to on equal terms by *and*, *but*, *or*, a semicolon.
    pub(crate) joined_to: Option<usize>,
    /// What stands before the verb: the subject, with fronted adverbials that no comma cuts off.
    pub(crate) subject: Range<usize>,
}

/// The clauses over `tokens`, which lie in one sentence; the first is the sentence's own.
pub(crate) fn clauses(document: &Document<'_>, tokens: Range<usize>) -> Vec<Clause> {
    let promoted = promoted(document, tokens.clone());
    let found = scanned(document, tokens.clone(), promoted.clone());
    let is_part = found.iter().any(|one| {
        one.marker
            .as_ref()
            .is_some_and(|words| words.start == tokens.start)
    });
    let has_main = |clauses: &[Clause]| {
        clauses
            .iter()
            .any(|one| one.link == Link::Main && one.verb.is_some())
    };
    if is_part || has_main(&found) {
        return found;
    }
    // a sentence without a main verb: one of its participles must be the verb
    candidates(document, tokens.clone())
        .into_iter()
        .rev()
        .map(|(at, _)| {
            scanned(
                document,
                tokens.clone(),
                [promoted.clone(), vec![at]].concat(),
            )
        })
        .find(|clauses| has_main(clauses))
        .unwrap_or(found)
}

fn scanned(document: &Document<'_>, tokens: Range<usize>, promoted: Vec<usize>) -> Vec<Clause> {
    let mut scan = Scan::new(document, tokens.clone(), promoted);
    let mut at = tokens.start;
    while at < tokens.end {
        at = scan.step(at).max(at + 1);
    }
    scan.finish()
}

/// The main clauses of `clauses`: of *that rates may rise*, the one that *that* opens.
pub(crate) fn mains(clauses: &[Clause]) -> Vec<usize> {
    let of_link = |wanted: Link| {
        (0..clauses.len())
            .filter(|index| clauses[*index].link == wanted && clauses[*index].verb.is_some())
            .collect::<Vec<usize>>()
    };
    let mains = of_link(Link::Main);
    if !mains.is_empty() {
        return mains;
    }
    let first = clauses
        .iter()
        .position(|clause| clause.verb.is_some() && clause.parent == Some(0));
    let joined = |index: &usize| {
        Some(*index) == first || first.is_some() && clauses[*index].joined_to == first
    };
    (0..clauses.len()).filter(joined).collect()
}

/// The tokens of clause `index` that lie in no clause inside it.
pub(crate) fn own_tokens(clauses: &[Clause], index: usize) -> Vec<usize> {
    let inner = |token: &usize| {
        clauses.iter().enumerate().any(|(other, clause)| {
            other != index
                && clauses[index].tokens.contains(&clause.tokens.start)
                && clause.tokens.len() < clauses[index].tokens.len()
                && (clause.tokens.contains(token)
                    || clause
                        .marker
                        .as_ref()
                        .is_some_and(|words| words.contains(token)))
        })
    };
    clauses[index]
        .tokens
        .clone()
        .filter(|token| !inner(token))
        .collect()
}

/// The span of `tokens`, without the punctuation at its edges.
pub(crate) fn span_of(document: &Document<'_>, tokens: Range<usize>) -> Option<Span> {
    let is_quote = |index: &usize| {
        matches!(
            document.lower(*index).as_str(),
            "\"" | "“" | "”" | "``" | "''"
        )
    };
    let is_unpaired = tokens.clone().filter(is_quote).count() == 1;
    let count = |mark: &str| {
        let marks = tokens.clone();
        marks.filter(|index| document.lower(*index) == mark).count()
    };
    let is_paired = count("(") == count(")");
    let is_edge = |index: &usize| {
        let word = document.lower(*index);
        let closes = is_paired && matches!(word.as_str(), "(" | ")");
        is_loose_mark(&word) && !closes || is_unpaired && is_quote(index)
    };
    let first = tokens.clone().find(|index| !is_edge(index))?;
    let last = tokens.rev().find(|index| !is_edge(index))?;
    Some(
        document
            .tokens
            .get(first)?
            .span
            .cover(document.tokens.get(last)?.span),
    )
}

/// Is token `at` one of the words *by no means*?
pub(crate) fn is_by_no_means(document: &Document<'_>, at: usize) -> bool {
    let starts = |from: usize| {
        document.lower(from) == "by"
            && document.lower(from + 1) == "no"
            && document.lower(from + 2) == "means"
    };
    (0..3).any(|back| at.checked_sub(back).is_some_and(starts))
}

/// Marks that stand at the edge of a clause without being part of it.
fn is_loose_mark(word: &str) -> bool {
    matches!(
        word,
        "," | ";" | ":" | "." | "?" | "!" | "—" | "–" | "-" | "--" | "…" | "..." | "(" | ")"
    )
}

fn clause(
    tokens: Range<usize>,
    link: Link,
    marker: Option<Range<usize>>,
    parent: Option<usize>,
    from: usize,
) -> Clause {
    Clause {
        tokens,
        link,
        marker,
        verb: None,
        parent,
        joined_to: None,
        subject: from..from,
    }
}

/// Does a question mark end `tokens`, or follow them directly?
pub(crate) fn ends_with_question(document: &Document<'_>, tokens: Range<usize>) -> bool {
    let is_closer = |word: &str| matches!(word, "\"" | "”" | "’" | "'" | "''" | ")" | "»");
    let last = tokens
        .clone()
        .rev()
        .map(|index| document.lower(index))
        .find(|word| !is_closer(word));
    last.is_some_and(|word| word.starts_with('?')) || document.lower(tokens.end).starts_with('?')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tagged;

    /// The head verbs of the main clauses.
    fn main_verbs(notation: &str) -> Vec<String> {
        let document = tagged(notation);
        let clauses = clauses(&document, 0..document.tokens.len());
        mains(&clauses)
            .into_iter()
            .filter_map(|index| Some(document.lower(clauses[index].verb.as_ref()?.head)))
            .collect()
    }

    #[test]
    fn the_main_verb_is_found_around_subordinate_clauses() {
        for (notation, expected) in [
            (
                "Although/IN the/DT talks/NNS failed/VBD ,/, Kim/NNP ,/, who/WP left/VBD first/RB ,/, signed/VBD ./.",
                "signed",
            ),
            (
                "If/IN it/PRP rains/VBZ ,/, they/PRP will/MD stay/VB ./.",
                "stay",
            ),
            ("What/WP he/PRP said/VBD was/VBD wrong/JJ ./.", "was"),
            (
                "The/DT deal/NN they/PRP signed/VBD failed/VBD ./.",
                "failed",
            ),
            (
                "After/IN the/DT vote/NN failed/VBD ,/, he/PRP resigned/VBD ./.",
                "resigned",
            ),
            (
                "After/IN the/DT vote/NN ,/, he/PRP resigned/VBD ./.",
                "resigned",
            ),
            (
                "Talks/NNS —/: and/CC they/PRP are/VBP long/JJ —/: go/VBP on/RP ./.",
                "go",
            ),
        ] {
            assert_eq!(main_verbs(notation), [expected], "{notation}");
        }
    }

    #[test]
    fn what_stands_by_a_noun_parts_no_clause() {
        for (notation, expected) in [
            (
                "Ada/NNP Holt/NNP (/-LRB- N.Y./NNP )/-RRB- ,/, who/WP came/VBD ,/, led/VBD it/PRP ./.",
                "Ada Holt ( N.Y. ), who came,",
            ),
            (
                "It/PRP began/VBD when/WRB the/DT staff/NN at/IN her/PRP$ Dale/NNP ,/, Calif./NNP ,/, store/NN left/VBD ./.",
                "the staff at her Dale, Calif., store",
            ),
        ] {
            let document = tagged(notation);
            let clauses = clauses(&document, 0..document.tokens.len());
            let last = ["led", "left"];
            let own = clauses.iter().find(|one| {
                let head = one.verb.as_ref().map(|verb| document.lower(verb.head));
                head.is_some_and(|head| last.contains(&head.as_str()))
            });
            let subject = own.expect("the verb has its clause").subject.clone();
            let spans = &document.tokens[subject];
            let span = spans[0].span.cover(spans[spans.len() - 1].span);
            assert_eq!(document.quote(span), expected);
        }
        assert_eq!(
            main_verbs("Ann/NNP will/MD sell/VB the/DT deal/NN Mr./NNP Holt/NNP made/VBD ./."),
            ["sell"]
        );
    }

    #[test]
    fn joined_clauses_are_apart() {
        assert_eq!(
            main_verbs("Holt/NNP met/VBD Roe/NNP ,/, and/CC Varga/NNP left/VBD ./."),
            ["met", "left"]
        );
        assert_eq!(
            main_verbs("He/PRP came/VBD and/CC left/VBD ./."),
            ["came", "left"]
        );
        assert_eq!(
            main_verbs("Officials/NNS said/VBD Moscow/NNP and/CC Seoul/NNP were/VBD ready/JJ ./."),
            ["said"]
        );
    }

    #[test]
    fn a_wrong_tag_does_not_hide_the_verb() {
        assert_eq!(
            main_verbs("The/DT envoys/NNS never/RB met/VBN ./."),
            ["met"]
        );
        assert_eq!(
            main_verbs("The/DT vote/NN did/VBD not/RB happen/VBN ./."),
            ["happen"]
        );
    }

    #[test]
    fn a_group_has_its_auxiliaries_and_complement() {
        let document =
            tagged("The/DT text/NN has/VBZ not/RB been/VBN officially/RB signed/VBN ./.");
        let clauses = clauses(&document, 0..document.tokens.len());
        let verb = clauses[0].verb.clone().expect("it has a verb");
        assert_eq!(verb.tokens, 2..7);
        assert_eq!(
            (verb.lemma.as_str(), verb.passive, verb.tense),
            ("sign", true, Tense::Present)
        );
    }
}
