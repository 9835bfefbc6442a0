//! What turns round what is said: negations, and what only looks like one.

use std::collections::BTreeSet;

use onrecord_record::{Act, Article, Extent, Span, Statement};

use crate::word::{self, Word};

/// How somebody feels who learns of a fact: it is taken for one.
const SURPRISE: [&str; 16] = [
    "disbelief",
    "incredulity",
    "incredulous",
    "surprise",
    "surprised",
    "astonishment",
    "astonished",
    "amazement",
    "amazed",
    "shock",
    "shocked",
    "stunned",
    "bewilderment",
    "bewildered",
    "dismay",
    "dismayed",
];

/// The stems of a finding that stand right behind a negation, and those right behind *to*.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Turned {
    /// *pay* in *will not pay*.
    denied: BTreeSet<String>,
    /// *pay* in *to get them to pay*: what is wanted and not told to be so.
    aimed: BTreeSet<String>,
    /// All of it is such an aim: *to meet in private*.
    is_aim: bool,
}

impl Turned {
    pub(crate) fn of(article: &Article, words: &[Word]) -> Turned {
        let next = |at: usize| {
            let mut rest = words[at + 1..].iter();
            let next = rest.find(|word| !word::is_small(&word.form))?;
            Some(word::stem(&next.form))
        };
        let denied = negations(article, words).filter_map(next);
        let behind = words.windows(2).filter(|two| two[0].form == "to");
        let aimed = behind.map(|two| &two[1]).filter(|word| !word.is_capital);
        Turned {
            denied: denied.collect(),
            aimed: aimed.map(|word| word::stem(&word.form)).collect(),
            is_aim: words.first().is_some_and(|word| word.form == "to"),
        }
    }

    /// Is what is denied here only wanted there, and not told to be so?
    pub(crate) fn misses(&self, other: &Turned) -> bool {
        if self.denied.is_empty() {
            return other.is_aim && !self.is_aim;
        }
        self.denied.iter().any(|stem| other.aimed.contains(stem))
    }
}

/// The places in `words` of those that negate.
pub(crate) fn negations<'a>(
    article: &'a Article,
    words: &'a [Word],
) -> impl Iterator<Item = usize> + 'a {
    let negating = words.iter().enumerate();
    let negating = negating.filter(|(_, word)| word::negates(&word.form));
    negating
        .filter(|(_, word)| !is_named(article, word.span))
        .map(|(at, _)| at)
}

/// *according to the agency, Holt {denied that she signed}*: is it a denial that is told?
pub(crate) fn opens_with_denial(words: &[Word]) -> bool {
    words
        .first()
        .is_some_and(|first| matches!(first.form.as_str(), "denied" | "denies" | "denying"))
}

/// Does the word at `span` stand in quotation marks of its own?
pub(crate) fn is_named(article: &Article, span: Span) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '»' | '„');
    let before = article.text.get(..span.start());
    let after = article.text.get(span.end()..).unwrap_or("");
    let before = before.and_then(|text| text.chars().next_back());
    // what ends the sentence in the marks says it: *said “no.”*
    before.is_some_and(is_mark) && after.chars().next().is_some_and(is_mark)
}

/// Is it told how the speaker feels about a fact, by a cue that negates nothing?
pub(crate) fn is_surprise(article: &Article, statement: &Statement) -> bool {
    let cue = statement.attribution.cue.iter().flat_map(Extent::parts);
    let because = statement.values.iter().flat_map(|value| &value.because);
    let words = cue
        .chain(because)
        .flat_map(|part| word::words(article, *part));
    let words: Vec<String> = words.map(|word| word.form).collect();
    statement.act != Act::Denied
        && words.iter().any(|word| SURPRISE.contains(&word.as_str()))
        && !words.iter().any(|word| word::negates(word))
}
