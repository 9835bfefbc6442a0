//! Where a source and a content end: no source ends in a preposition, and no content cuts a clause in
//! two that goes on after it.
//!
//! *The ministry said the talks were useful, but outside the hall, nobody had heard of them*: the
//! *but* opens the article's own clause, and the phrase after it belongs there.

use std::ops::Range;

use onrecord_record::Span;

use super::decode::Found;
use crate::document::Word;
use crate::encoder::quotation::is_double;
use crate::tag::Pos;

/// The words of `content` with the question word right before it, and what is put between: *what they
/// can do*, *{what}, if anything, they can do*.
pub(super) fn opened(text: &str, words: &[Word], content: Range<usize>) -> Range<usize> {
    let form = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.map_or(String::new(), |word| word.span.of(text).to_lowercase())
    };
    let asks = |word: &str| matches!(word, "what" | "how" | "why" | "whether");
    let back = |steps: usize| content.start.checked_sub(steps);
    if asks(&form(back(1))) {
        return content.start - 1..content.end;
    }
    let aside = form(back(1)) == "," && form(back(3)) == "if" && form(back(4)) == ",";
    match aside && asks(&form(back(5))) {
        true => content.start - 5..content.end,
        false => content,
    }
}

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

/// The words of a quotation that nobody closed, up to a sentence in which the article goes on about the one who
/// speaks: *“Who gave her the right? {He offered no proof.}*
pub(super) fn before_article(text: &str, words: &[Word], content: Range<usize>) -> Range<usize> {
    let form = |at: usize| words.get(at).map_or("", |word| word.span.of(text));
    let inner = || content.clone().skip(1);
    if !is_double(form(content.start)) || inner().any(|at| is_double(form(at))) {
        return content;
    }
    let tells = |at: usize| {
        let pos = words.get(at + 1).map(|word| word.pos);
        matches!(form(at), "He" | "She") && pos == Some(Pos::VBD)
    };
    let starts = |at: &usize| matches!(form(at - 1), "." | "?" | "!") && tells(*at);
    let end = inner().find(starts).unwrap_or(content.end);
    content.start..end
}

/// The words of `content` with the participle that its last auxiliary waits for: *whatever is {agreed}*.
pub(super) fn finished(text: &str, words: &[Word], content: Range<usize>) -> Range<usize> {
    let last = content.end.checked_sub(1).and_then(|at| words.get(at));
    let waits = last.is_some_and(|word| {
        let form = word.span.of(text);
        matches!(
            form,
            "is" | "are" | "was" | "were" | "been" | "being" | "has" | "had" | "have"
        )
    });
    let follows = words
        .get(content.end)
        .is_some_and(|word| word.pos == Pos::VBN);
    content.start..content.end + usize::from(waits && follows)
}

/// *Asked {not to be named because she may not speak}*: how a source goes unnamed is nothing it says.
pub(super) fn is_condition(text: &str, words: &[Word], content: &Range<usize>) -> bool {
    let form = |at: usize| {
        words
            .get(content.start + at)
            .map_or("", |word| word.span.of(text))
    };
    let [not, to, be] = [form(0), form(1), form(2)];
    (not, to, be) == ("not", "to", "be") && matches!(form(3), "named" | "identified" | "quoted")
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

/// The cues with those in one that are one phrase: *{suggested on the show} and {in the letter} that*.
pub(super) fn whole_cues(text: &str, words: &[Word], cues: Vec<Found>) -> Vec<Found> {
    let mut whole: Vec<Found> = Vec::with_capacity(cues.len());
    for cue in cues {
        let is_phrase = words
            .get(cue.words.start)
            .is_some_and(|word| matches!(word.pos, Pos::IN | Pos::TO));
        let goes_on = |before: &&mut Found| {
            let gap = words.get(before.words.end..cue.words.start);
            let gap: Option<Vec<&str>> =
                gap.map(|gap| gap.iter().map(|word| word.span.of(text)).collect());
            is_phrase && matches!(gap.as_deref(), Some([] | ["and"]))
        };
        match whole.last_mut().filter(goes_on) {
            Some(before) => {
                before.words.end = cue.words.end;
                before.ends.1 = cue.ends.1;
                before.evidence[2] = cue.evidence[2];
            }
            None => whole.push(cue),
        }
    }
    whole
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
    fn a_source_does_not_lead_on_to_words_outside() {
        let notation =
            "Papers/NNS released/VBN by/IN the/DT court/NN on/IN Monday/NNP show/VBP it/PRP ./.";
        let words = testing::tagged(notation).words;
        assert_eq!(closed(&words, 0..6), 0..5);
        assert_eq!(closed(&words, 0..7), 0..7);
        assert_eq!(closed(&words, 5..6), 5..6);
    }

    #[test]
    fn what_is_asked_is_whole_and_an_auxiliary_has_its_participle() {
        let notation =
            "They/PRP asked/VBD what/WP ,/, if/IN anything/NN ,/, they/PRP could/MD do/VB ./.";
        let read = |notation: &str, content: Range<usize>| {
            let document = testing::tagged(notation);
            let text = &document.article.text;
            let opened = opened(text, &document.words, content);
            finished(text, &document.words, opened)
        };
        assert_eq!(read(notation, 7..10), 2..10);
        assert_eq!(read(notation, 8..10), 8..10);
        let notation = "He/PRP doubts/VBZ it/PRP whatever/WDT is/VBZ agreed/VBN ./.";
        assert_eq!(read(notation, 2..5), 2..6);
        assert_eq!(read(notation, 2..4), 2..4);
    }

    #[test]
    fn the_article_goes_on_about_who_left_a_quotation_open() {
        let notation = "He/PRP asked/VBD :/: “/`` Who/WP gave/VBD it/PRP ?/. He/PRP gave/VBD no/DT proof/NN ./.";
        let read = |notation: &str, content: Range<usize>| {
            let document = testing::tagged(notation);
            before_article(&document.article.text, &document.words, content)
        };
        assert_eq!(read(notation, 3..13), 3..8);
        assert_eq!(read(notation, 4..13), 4..13);
        let closed = "“/`` Who/WP gave/VBD it/PRP ?/. He/PRP gave/VBD no/DT proof/NN ./. ”/''";
        assert_eq!(read(closed, 0..11), 0..11);
    }

    #[test]
    fn to_go_unnamed_is_no_content() {
        let document =
            testing::tagged("asked/VBD not/RB to/TO be/VB named/VBN or/CC to/TO leave/VB");
        let text = &document.article.text;
        assert!(is_condition(text, &document.words, &(1..5)));
        assert!(!is_condition(text, &document.words, &(6..8)));
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
