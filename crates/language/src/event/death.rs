//! How many an event killed, where its own words tell a number.

use onrecord_record::{Event, EventKind};

use crate::lemma::{lemma, verb_lemma};
use crate::lexicon::death::{Bound, WORDS};
use crate::lexicon::time;
use crate::tag::Pos;

/// How many were killed, as three numbers in the manner of UCDP GED. *At least 12* has no highest
/// number, *up to 12* no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deaths {
    /// The least.
    pub low: Option<u32>,
    /// The most likely.
    pub best: Option<u32>,
    /// The most.
    pub high: Option<u32>,
}

/// Words before a number that can say what it is of what is meant.
const BEFORE: usize = 3;

/// How many `event` of an article with this `text` killed: the number at the head of those to whom
/// it was done, where its words kill.
///
/// Nothing for one person without a number (*a soldier*), for two numbers (*two soldiers and three
/// nurses*) and for deaths told beside the event (*an attack that left 12 dead*).
pub fn deaths(text: &str, event: &Event) -> Option<Deaths> {
    if event.kind != EventKind::Assault || !is_lethal(event.predicate.of(text)) {
        return None;
    }
    let [victims] = event.recipient.as_ref()?.parts() else {
        return None;
    };
    let mut before: Vec<String> = lowered(text.get(..victims.start())?)
        .into_iter()
        .rev()
        .take(BEFORE)
        .collect();
    before.reverse();
    let victims = lowered(victims.of(text));
    let at = (0..victims.len()).find(|at| number(&victims, *at).is_some())?;
    let (count, end) = number(&victims, at)?;
    if (end..victims.len()).any(|at| number(&victims, at).is_some()) {
        return None;
    }
    before.extend(victims.iter().take(at).cloned());
    let (bound, length) = WORDS.bound(&before);
    (length >= at).then(|| bounded(bound, count))
}

fn bounded(bound: Bound, count: u32) -> Deaths {
    let is = |bounds: &[Bound]| bounds.contains(&bound).then_some(count);
    Deaths {
        low: is(&[Bound::Least, Bound::Exactly]),
        best: is(&[Bound::Least, Bound::Exactly, Bound::About]),
        high: is(&[Bound::Most, Bound::Exactly]),
    }
}

fn is_lethal(predicate: &str) -> bool {
    lowered(predicate).iter().any(|word| {
        WORDS.is_lethal_verb(&verb_lemma(word))
            || WORDS.is_lethal_noun(word)
            || WORDS.is_lethal_noun(&lemma(word, Pos::NNS))
    })
}

/// The words between blanks in lower case, without marks around them.
fn lowered(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    words
        .map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            bare.to_lowercase()
        })
        .collect()
}

/// The number that begins at `at`, and where it ends: *12*, *1,200*, *twenty-one*, *two hundred*.
fn number(words: &[String], at: usize) -> Option<(u32, usize)> {
    let word = words.get(at)?;
    let whole = match word.split_once('-') {
        Some((tens, units)) => of_word(tens)?.checked_add(of_word(units)?)?,
        None => of_word(word)?,
    };
    match words.get(at + 1).and_then(|next| WORDS.scale(next)) {
        Some(scale) => Some((whole.checked_mul(scale)?, at + 2)),
        None => Some((whole, at + 1)),
    }
}

fn of_word(word: &str) -> Option<u32> {
    let digits = word.replace(',', "");
    let is_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match is_digits {
        true => digits.parse().ok(),
        false => time::WORDS.number.get(word),
    }
}

#[cfg(test)]
mod tests {
    use onrecord_record::{Carrier, Extent, Factuality};
    use onrecord_testkit::Marked;

    use super::*;

    /// The deaths that `markup` tells: {event …} to {recipient …}.
    fn told(markup: &str) -> Option<Deaths> {
        let marked = Marked::read(markup).unwrap();
        let of = |label: &str| {
            let mark = marked.marks.iter().find(|mark| mark.label == label);
            mark.unwrap().span
        };
        let event = Event {
            predicate: of("event"),
            kind: EventKind::Assault,
            mode: None,
            contexts: Vec::new(),
            actor: None,
            recipient: Some(Extent::from(of("recipient"))),
            time: None,
            place: None,
            carrier: Carrier::Article,
            value: Factuality::CERTAIN,
            auxiliary: None,
        };
        deaths(&marked.text, &event)
    }

    #[track_caller]
    fn check(markup: &str, low: Option<u32>, best: Option<u32>, high: Option<u32>) {
        assert_eq!(told(markup), Some(Deaths { low, best, high }), "{markup}");
    }

    #[test]
    fn a_number_of_dead_is_read() {
        let exactly = |markup, count| check(markup, Some(count), Some(count), Some(count));
        exactly("Rebels {event killed} {recipient 12 miners}.", 12);
        exactly("{recipient Twenty-one miners} {event were killed}.", 21);
        exactly(
            "The {event massacre} of {recipient the 1,200 villagers}.",
            1200,
        );
        exactly("They {event murdered} {recipient two hundred people}.", 200);
    }

    #[test]
    fn a_number_may_be_a_bound() {
        let twelve = Some(12);
        let least = "Rebels {event killed} at least {recipient 12 miners}.";
        check(least, twelve, twelve, None);
        let least = "{recipient More than 12 miners} {event were slain}.";
        check(least, twelve, twelve, None);
        check(
            "They {event killed} {recipient as many as 12}.",
            None,
            None,
            twelve,
        );
        check(
            "They {event killed} {recipient about 12}.",
            None,
            twelve,
            None,
        );
    }

    #[test]
    fn no_number_is_made_up() {
        for none in [
            "Rebels {event attacked} {recipient 12 miners}.",
            "Rebels {event wounded} {recipient 12 miners}.",
            "Rebels {event killed} {recipient a miner}.",
            "Rebels {event killed} {recipient a dozen miners}.", // wrong: a number in another word
            "Rebels {event killed} {recipient nobody}.",
            "Rebels {event killed} {recipient two miners and three cooks}.",
            "Rebels {event killed} {recipient mayor Ada Holt, 61}.",
            "Rebels {event killed} {recipient guards on Highway 7}.",
        ] {
            assert_eq!(told(none), None, "{none}");
        }
    }
}
