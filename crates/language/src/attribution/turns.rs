//! The turns of a conversation that is written down: *ROE: We will stay.* Each paragraph begins with who
//! speaks, in capitals, and a colon.
//!
//! One such label may be a heading (*UPDATE: …*). It is a conversation where at least two take turns and
//! one of them comes back.

use std::ops::Range;

use onrecord_record::{Attribution, Extent, Span};

use super::{of_words, replaced};
use crate::document::Word;
use crate::encoder::quotation::is_double;
use crate::lexicon::speaker;
use crate::tag::{EntityTag, Pos};

/// Turns of the shortest conversation.
const FEWEST: usize = 3;
/// Words of the longest label.
const LONGEST: usize = 12;
/// The share of such paragraphs in PolNeAR's train and dev parts that are attributions there: 21 of 25.
const SHARE_RIGHT: f32 = 0.84;

/// Who speaks in a paragraph, and what.
struct Turn {
    /// From the mark that opens it.
    whole: Span,
    speaker: Span,
    colon: Span,
    content: Span,
}

/// `words` with those who take turns tagged as the persons they are, unless they go by an office
/// (*THE PRESIDENT*).
pub(crate) fn named(text: &str, mut words: Vec<Word>, paragraphs: &[Range<usize>]) -> Vec<Word> {
    let places: Vec<Span> = words.iter().map(|word| word.span).collect();
    let turns = turns(text, &words, &of_words(paragraphs, &places));
    if !is_conversation(text, &turns) {
        return words;
    }
    for turn in turns {
        let speaker = turn.speaker;
        let from = places.partition_point(|place| place.start() < speaker.start());
        let to = places.partition_point(|place| place.start() < speaker.end());
        let last = places
            .get(to.saturating_sub(1))
            .map_or("", |last| last.of(text));
        let is_office = speaker::of_noun(&last.to_lowercase(), false).is_some();
        for word in words
            .get_mut(from..to)
            .filter(|_| !is_office)
            .unwrap_or_default()
        {
            word.entity = EntityTag::Person;
            word.pos = Pos::NNP;
        }
    }
    words
}

/// `found` with the turns of `text`: of what was found, nothing that begins in a turn is kept. `paragraphs` are
/// the numbers of the words of each.
pub(super) fn with_turns(
    text: &str,
    words: &[Word],
    paragraphs: &[Range<usize>],
    found: Vec<Attribution>,
) -> Vec<Attribution> {
    let turns = turns(text, words, paragraphs);
    if !is_conversation(text, &turns) {
        return found;
    }
    let stretches: Vec<Range<usize>> = turns.iter().map(|turn| turn.whole.range()).collect();
    let own = turns.into_iter().map(|turn| Attribution {
        source: Some(turn.speaker.into()),
        cue: Some(turn.colon.into()),
        content: Extent::from(turn.content),
        score: SHARE_RIGHT,
        parent: None,
    });
    replaced(found, &stretches, own.collect())
}

/// The paragraphs that are turns.
fn turns(text: &str, words: &[Word], paragraphs: &[Range<usize>]) -> Vec<Turn> {
    let found = paragraphs
        .iter()
        .filter_map(|paragraph| turn(text, words.get(paragraph.clone())?));
    found.collect()
}

/// Do at least two take turns, one of them more than once?
fn is_conversation(text: &str, turns: &[Turn]) -> bool {
    let mut names: Vec<&str> = turns.iter().map(|turn| turn.speaker.of(text)).collect();
    names.sort_unstable();
    names.dedup();
    turns.len() >= FEWEST && (2..turns.len()).contains(&names.len())
}

/// The turn that the words of one paragraph are, if they begin with a name in capitals and a colon.
fn turn(text: &str, words: &[Word]) -> Option<Turn> {
    let form = |at: usize| words.get(at).map_or("", |word| word.span.of(text));
    let first = usize::from(is_double(form(0)));
    let colon = (first..words.len().min(first + LONGEST)).find(|at| form(*at) == ":")?;
    let bracket = (first..colon).find(|at| form(*at) == "(");
    let name = words.get(first..bracket.unwrap_or(colon))?;
    let is_capital = |word: &Word| !word.span.of(text).chars().any(char::is_lowercase);
    let letters = |word: &Word| {
        let letters = word.span.of(text).chars();
        letters.filter(|letter| letter.is_alphabetic()).count()
    };
    if !name.iter().all(is_capital) || name.iter().map(letters).sum::<usize>() < 2 {
        return None;
    }
    let closing = words.iter().rev();
    let closing = closing.take_while(|word| is_double(word.span.of(text)));
    let said = words.get(colon + 1..words.len() - closing.count())?;
    Some(Turn {
        whole: words.first()?.span.cover(words.last()?.span),
        speaker: name.first()?.span.cover(name.last()?.span),
        colon: words.get(colon)?.span,
        content: said.first()?.span.cover(said.last()?.span),
    })
}

#[cfg(test)]
mod tests {
    use super::super::by_rule;
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        by_rule(text, with_turns)
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = expected
            .iter()
            .map(|(who, what)| ((*who).to_owned(), (*what).to_owned()));
        owned.collect()
    }

    #[test]
    fn each_turn_is_its_speakers() {
        let plain = "ROE: Will it hold?\n\nSEN. ADA HOLT (I-North): It will.\n\n(Laughter.)\n\n\
                     ROE: Why?\n\nThe talk was on Monday: it took an hour.";
        let expected = [
            ("ROE", "Will it hold?"),
            ("SEN. ADA HOLT", "It will."),
            ("ROE", "Why?"),
        ];
        assert_eq!(found(plain), pairs(&expected));
        let quoted = "“ROE: Will it hold?\n\n“HOLT: It will.\n\n“ROE: Why?”";
        let expected = [
            ("ROE", "Will it hold?"),
            ("HOLT", "It will."),
            ("ROE", "Why?"),
        ];
        assert_eq!(found(quoted), pairs(&expected));
    }

    #[test]
    fn a_turn_is_found_once() {
        let text = "Partial transcript as follows:\n\n\"ROE: Let's start with the news. Why would she do that?\n\n\
                    \"HOLT: Well, look, the mayor thinks this is a game. But this is a city, Ben, and —.\n\n\
                    \"(CROSSTALK.)\n\n\"ROE: If I may, madam, because we've got limited time. I want to ask \
                    you, will Ms. Lind be there?\n\n\"HOLT: Ms. Lind will not be attending the debate.";
        let findings = crate::testing::findings(text);
        let outer = findings
            .statements
            .iter()
            .filter(|one| one.attribution.parent.is_none());
        let starts = outer.map(|one| one.attribution.content.hull().of(text).chars().next());
        assert!(starts.clone().count() >= 4 && starts.flatten().all(char::is_alphabetic));
    }

    #[test]
    fn labels_of_another_kind_are_no_conversation() {
        let updates =
            "UPDATE: The gate is open.\n\nUPDATE: The gate is shut.\n\nUPDATE: It is late.";
        assert!(found(updates).is_empty());
        let list = "WHERE: The old harbour.\n\nWHEN: On Monday.\n\nWHO: Ada Holt.";
        assert!(found(list).is_empty());
    }
}
