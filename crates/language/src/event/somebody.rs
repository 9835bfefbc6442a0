//! Is a party of an event somebody who can act, or only what the sentence is about?

use onrecord_record::{Article, Extent, Findings, Span};

use crate::lemma::lemma;
use crate::lexicon::deed::DEEDS;
use crate::lexicon::speaker::{self, Head};
use crate::tag::Pos;

/// Where the head of a phrase is behind: *the leader of the rebels who …*.
const AFTER: [&str; 13] = [
    "of", "in", "on", "at", "from", "near", "with", "against", "for", "by", "who", "that", "which",
];
/// Heads that only count what follows them: *hundreds of people*.
const COUNTS: [&str; 9] = [
    "thousands",
    "hundreds",
    "dozens",
    "scores",
    "number",
    "some",
    "many",
    "most",
    "all",
];
/// Who is pointed to.
const POINTED: [&str; 10] = [
    "he", "she", "they", "we", "i", "you", "who", "both", "others", "someone",
];

/// Is `party` somebody: named, or called by a word for persons or bodies? *The sanctions* are not.
pub fn is_somebody(article: &Article, findings: &Findings, party: &Extent) -> bool {
    let mut parts = party.parts().iter();
    parts.any(|part| is_one(article, findings, *part))
}

fn is_one(article: &Article, findings: &Findings, part: Span) -> bool {
    let words = words(article, part);
    let lower: Vec<String> = words
        .iter()
        .map(|span| article.quote(*span).to_lowercase())
        .collect();
    let mut phrases = lower.split(|word| AFTER.contains(&word.as_str()));
    let mut at = 0;
    loop {
        let Some(phrase) = phrases.next() else {
            return false;
        };
        let head = (at + phrase.len())
            .checked_sub(1)
            .filter(|_| !phrase.is_empty());
        at += phrase.len() + 1;
        let Some(head) = head else { continue };
        let (Some(span), Some(word)) = (words.get(head), lower.get(head)) else {
            return false;
        };
        if !COUNTS.contains(&word.as_str()) {
            return is_named(findings, *span) || is_called(word);
        }
    }
}

/// The words of `part`.
fn words(article: &Article, part: Span) -> Vec<Span> {
    let text = article.quote(part);
    let is_gap = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'));
    let mut found = Vec::new();
    let mut start = 0;
    for (at, gap) in text.match_indices(is_gap).chain([(text.len(), "")]) {
        let (from, to) = (part.start() + start, part.start() + at);
        found.extend(Span::new(&article.text, from..to));
        start = at + gap.len();
    }
    found
}

fn is_named(findings: &Findings, word: Span) -> bool {
    let names = findings.names.iter().map(|name| name.span);
    let places = findings.places.iter().map(|place| place.span);
    names.chain(places).any(|span| span.contains(word))
}

fn is_called(word: &str) -> bool {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    let one = lemma(word, Pos::NNS);
    let called =
        |noun: &str| speaker::of_noun(noun, false).is_some_and(|head| head != Head::Document);
    DEEDS.is_armed(&one) || POINTED.contains(&word) || called(word) || called(&one)
}

#[cfg(test)]
mod tests {
    use onrecord_record::{Extent, Span};

    use super::is_somebody;
    use crate::testing;

    #[test]
    fn who_acts_is_a_person_a_body_or_a_name() {
        let text = "Rebels, two gunmen, pirates, a suicide bomber, hundreds of people, the army, the leader of the sanctions board and Ada Holt \
            came; the sanctions of the Littoral League, a car bomb, the explosion and what the storm did came too.";
        let article = testing::article(text);
        let findings = testing::findings(text);
        let is = |words: &str| {
            let start = text.find(words).expect("it stands there");
            let span = Span::new(text, start..start + words.len()).expect("it has words");
            is_somebody(
                article,
                &findings,
                &Extent::new(vec![span]).expect("a part"),
            )
        };
        for words in [
            "Rebels",
            "two gunmen",
            "pirates",
            "a suicide bomber",
            "hundreds of people",
            "the army",
            "the leader of the sanctions board",
            "Ada Holt",
        ] {
            assert!(is(words), "{words}");
        }
        for words in [
            "the sanctions of the Littoral League",
            "a car bomb",
            "the explosion",
            "what the storm did",
        ] {
            assert!(!is(words), "{words}");
        }
    }
}
