//! Where a source and a content end: no source ends in a preposition, and no content cuts a clause in
//! two that goes on after it, or has whom it is according to.
//!
//! *The ministry said the talks were useful, but outside the hall, nobody had heard of them*: the
//! *but* opens the article's own clause, and the phrase after it belongs there.

use std::ops::Range;

use onrecord_record::Span;

use super::decode::Found;
use crate::document::Word;
use crate::tag::Pos;

/// Words that open a clause set against the one before.
const TURNS: [&str; 3] = ["but", "yet", "while"];

/// The words of `content` without a turn at its end whose clause stands outside: *but* after a
/// comma, then a phrase without a verb, and after the content the sentence goes on.
pub(super) fn trimmed(text: &str, words: &[Word], content: Range<usize>) -> Range<usize> {
    let form = |at: usize| words.get(at).map_or("", |word| word.span.of(text));
    let goes_on = form(content.end) == ","
        && words
            .get(content.end)
            .is_some_and(|next| touches(words, next.span));
    if !goes_on {
        return content;
    }
    let inner = words.get(content.clone()).unwrap_or(&[]);
    let turn = inner.iter().rposition(|word| {
        let form = word.span.of(text);
        TURNS.iter().any(|turn| form.eq_ignore_ascii_case(turn))
    });
    let Some(turn) = turn.filter(|turn| *turn > 2 && form(content.start + turn - 1) == ",") else {
        return content;
    };
    let tail = inner.get(turn..).unwrap_or(&[]);
    let is_phrase = tail.len() > 1
        && !tail
            .iter()
            .any(|word| word.pos.is_verb() || word.pos.is_finite());
    if is_phrase {
        content.start..content.start + turn - 1
    } else {
        content
    }
}

/// The words of `source` without what leads on to words that are not in it: *papers released {on}*.
pub(super) fn closed(words: &[Word], source: Range<usize>) -> Range<usize> {
    let inner = words.get(source.clone()).unwrap_or(&[]);
    let leads_on = |word: &&Word| matches!(word.pos, Pos::IN | Pos::TO);
    let loose = inner.iter().rev().take_while(leads_on).count();
    if loose < inner.len() {
        source.start..source.end - loose
    } else {
        source
    }
}

/// Takes what stands between *according to* and the next comma for whom it is according to, and no content,
/// where nothing there was found as a source.
pub(super) fn according(
    text: &str,
    words: &[Word],
    cues: &[Found],
    (sources, contents): (&mut Vec<Found>, &mut Vec<Found>),
) {
    let form = |at: usize| words.get(at).map_or("", |word| word.span.of(text));
    let is = |at: usize, word: &str| form(at).eq_ignore_ascii_case(word);
    for cue in cues {
        let from = cue.words.end;
        let is_according = from > 1 && is(from - 2, "according") && is(from - 1, "to");
        let behind = contents.iter_mut().find(|one| one.words.start == from);
        let Some(content) = behind.filter(|_| is_according) else {
            continue;
        };
        let comma = (from..=content.words.end).find(|at| form(*at) == ",");
        let is_free = |end: usize| {
            let mut others = sources.iter();
            others.all(|one| one.words.end <= from || one.words.start >= end)
        };
        let Some(comma) = comma.filter(|end| *end > from && is_free(*end)) else {
            continue;
        };
        let place = sources.partition_point(|one| one.words.start < from);
        let mut source = content.clone();
        source.words = from..comma;
        content.words.start = content.words.end.min(comma + 1);
        sources.insert(place, source);
    }
    contents.retain(|one| !one.words.is_empty());
}

/// Does a word end where `mark` begins?
fn touches(words: &[Word], mark: Span) -> bool {
    words
        .binary_search_by(|word| word.span.end().cmp(&mark.start()))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn ends(notation: &str, content: Range<usize>) -> String {
        let document = testing::tagged(notation);
        let text = &document.article.text;
        let range = trimmed(text, &document.words, content);
        let words = &document.words[range];
        let span = words[0].span.cover(words[words.len() - 1].span);
        span.of(text).to_owned()
    }

    #[test]
    fn whom_it_is_according_to_is_no_content() {
        let notation =
            "According/VBG to/TO word/NN of/IN the/DT office/NN ,/, two/CD men/NNS met/VBD ./.";
        let document = testing::tagged(notation);
        let (text, words) = (&document.article.text, &document.words);
        let found = |words: Range<usize>| Found {
            words,
            evidence: [0.0; 3],
        };
        let told = |parts: &[Range<usize>], known: &[Range<usize>]| {
            let list = |parts: &[Range<usize>]| parts.iter().cloned().map(found).collect();
            let (mut sources, mut contents): (Vec<_>, Vec<_>) = (list(known), list(parts));
            according(text, words, &[found(0..2)], (&mut sources, &mut contents));
            let bare =
                |list: Vec<Found>| -> Vec<_> { list.into_iter().map(|one| one.words).collect() };
            (bare(sources), bare(contents))
        };
        assert_eq!(told(&[2..6, 7..10], &[]), (vec![2..6], vec![7..10]));
        assert_eq!(told(&[2..10], &[]), (vec![2..6], vec![7..10]));
        assert_eq!(told(&[7..10], &[2..6]), (vec![2..6], vec![7..10]));
        assert_eq!(told(&[2..10], &[4..6]), (vec![4..6], vec![2..10]));
    }

    #[test]
    fn a_source_does_not_lead_on_to_words_outside() {
        let notation =
            "Papers/NNS released/VBN by/IN the/DT court/NN on/IN Monday/NNP show/VBP it/PRP ./.";
        let words = testing::tagged(notation).words;
        assert_eq!(closed(&words, 0..6), 0..5);
        assert_eq!(closed(&words, 0..7), 0..7);
        assert_eq!(closed(&words, 5..6), 5..6);
    }

    #[test]
    fn a_turn_whose_clause_goes_on_is_left_outside() {
        let notation = "He/PRP said/VBD talks/NNS were/VBD useful/JJ ,/, but/CC outside/IN the/DT hall/NN ,/, nobody/NN knew/VBD ./.";
        assert_eq!(ends(notation, 2..10), "talks were useful");
    }

    #[test]
    fn a_turn_with_its_own_verb_or_at_the_end_stays() {
        let verb = "He/PRP said/VBD talks/NNS were/VBD useful/JJ ,/, but/CC nobody/NN came/VBD ,/, she/PRP knew/VBD ./.";
        assert_eq!(ends(verb, 2..9), "talks were useful, but nobody came");
        let end = "He/PRP said/VBD talks/NNS were/VBD long/JJ ,/, but/CC not/RB useful/JJ ./.";
        assert_eq!(ends(end, 2..9), "talks were long, but not useful");
    }
}
