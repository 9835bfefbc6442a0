//! Groups the tokens of a paragraph into sentences.
//!
//! A sentence ends at a stop, question or exclamation mark, with the closing quotation marks and
//! brackets after it, if what follows can begin one. Inside an open bracket nothing ends.
//! *"Why?" he asked* is one sentence: a small letter begins none. What runs on without an end is cut
//! at its marks, since all that reads a sentence takes longer the longer it is.

use std::ops::Range;

use onrecord_record::Span;

use crate::lemma::verb_lemma;
use crate::lexicon::commitment::{self, Commitment};
use crate::token::{is_abbreviation, is_state};

/// The most tokens of a sentence: no prose has so many; lists and broken pages do.
const LONGEST: usize = 400;

/// The sentences over `tokens` (one paragraph, in text order), as ranges of token indices.
pub(crate) fn sentences(text: &str, tokens: &[Span]) -> Vec<Range<usize>> {
    let words: Vec<&str> = tokens.iter().map(|span| span.of(text)).collect();
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < words.len() {
        let end = end_with_closers(text, tokens, &words, at);
        let goes_on = is_item_number(&words[start..at]) || is_asked_by(&words, at, end);
        let ends = ends_sentence(words[at], words.get(end)) || is_state_after_comma(&words, at);
        if ends && begins_sentence(&words, end) && !goes_on {
            found.push(start..end);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < words.len() {
        found.push(start..words.len());
    }
    found
        .into_iter()
        .flat_map(|range| bounded(&words, range))
        .collect()
}

/// `range` whole, or cut into parts of [`LONGEST`] tokens at the most, each as long as its last
/// semicolon, else comma, allows.
fn bounded(words: &[&str], range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    while range.end - start > LONGEST {
        let window = &words[start..start + LONGEST];
        let last = |mark: &str| window.iter().rposition(|word| *word == mark);
        let end = start + last(";").or_else(|| last(",")).map_or(LONGEST, |at| at + 1);
        parts.push(start..end);
        start = end;
    }
    parts.push(start..range.end);
    parts
}

/// The index after the closing marks that follow token `at` without a blank, or, for marks that
/// only close, with one.
fn end_with_closers(text: &str, tokens: &[Span], words: &[&str], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(word) = words.get(end) {
        let touches = tokens[end - 1].end() == tokens[end].start();
        let only_closes = matches!(*word, "”" | "»" | "''" | ")" | "]" | "’");
        let either = matches!(*word, "\"" | "'" | "“");
        let closes_here = touches && (only_closes || either);
        if !closes_here || is_clitic(text, tokens, end) {
            break;
        }
        end += 1;
    }
    end
}

/// An apostrophe that opens a word (`'tis`) closes nothing.
fn is_clitic(text: &str, tokens: &[Span], at: usize) -> bool {
    let mark = tokens[at].of(text);
    matches!(mark, "'" | "’")
        && tokens.get(at + 1).is_some_and(|next| {
            next.start() == tokens[at].end() && next.of(text).starts_with(char::is_alphanumeric)
        })
}

/// *1.* at the head of an item.
fn is_item_number(before: &[&str]) -> bool {
    matches!(before, [number] if number.chars().all(|c| c.is_ascii_digit()))
}

/// *“Why now?” {Ms. Orne asked.}*: after a quoted question or shout, a name and a verb of saying with
/// nothing said after it.
fn is_asked_by(words: &[&str], at: usize, end: usize) -> bool {
    const LONGEST_NAME: usize = 6;
    let is_quoted = end > at + 1 && matches!(words[at], "?" | "!");
    let is_name =
        |word: &&&str| word.starts_with(char::is_uppercase) || matches!(**word, "." | "-" | "of");
    let name = words
        .iter()
        .skip(end)
        .take(LONGEST_NAME)
        .take_while(is_name)
        .count();
    let verb = words.get(end + name).map_or("", |word| word);
    let says = commitment::of_verb(&verb_lemma(verb)).is_some_and(|class| {
        matches!(
            class,
            Commitment::Assert | Commitment::Question | Commitment::Factive
        )
    }) || matches!(verb, "shouted" | "cried" | "recalled" | "yelled");
    let next = words.get(end + name + 1).map_or(".", |word| word);
    let says_no_more = matches!(
        next,
        "." | ","
            | "in"
            | "on"
            | "at"
            | "when"
            | "as"
            | "after"
            | "before"
            | "during"
            | "again"
            | "later"
            | "with"
            | "asking"
    );
    is_quoted && name > 0 && says && says_no_more
}

/// *In Dale, {Calif.}*: within its sentence a comma would follow.
fn is_state_after_comma(words: &[&str], at: usize) -> bool {
    let state = words[at].strip_suffix('.').map(str::to_lowercase);
    let comma = at.checked_sub(1).and_then(|before| words.get(before));
    comma == Some(&",") && state.is_some_and(|state| is_state(&state))
}

/// Can `word` end a sentence that is followed by `next`?
fn ends_sentence(word: &str, next: Option<&&str>) -> bool {
    let strong = word
        .chars()
        .all(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '؟'))
        && !word.is_empty();
    strong || word.ends_with('.') && next.is_some_and(|next| may_follow_abbreviation(word, next))
}

/// After *U.S.*, *Inc.* or *St.* a sentence may begin with a word that is hardly ever part of a name,
/// or a quotation; after *p.m.* with any but a day or a zone; after *Mr.* none does.
fn may_follow_abbreviation(word: &str, next: &str) -> bool {
    let lower = word.to_lowercase();
    let letters = lower.trim_end_matches('.');
    if matches!(letters, "p.m" | "a.m" | "b.c" | "a.d") {
        return !is_day_or_zone(next);
    }
    let inner_stop = letters.contains('.');
    let ender = matches!(
        letters,
        "inc" | "corp" | "co" | "ltd" | "jr" | "sr" | "etc" | "st" | "ave" | "rd" | "blvd" | "bros"
    ) || is_state(letters);
    let is_letter = letters.chars().count() == 1;
    let opens_quotation = matches!(next, "“" | "``");
    (inner_stop || ender || is_letter) && (is_function_word(next) || ender && opens_quotation)
}

/// Monday, Sept., EST: they go on a time of day.
fn is_day_or_zone(word: &str) -> bool {
    let upper = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    upper
        || word.ends_with("day")
        || is_abbreviation(word.trim_end_matches('.')) && word.ends_with('.')
        || matches!(
            word,
            "Eastern"
                | "Pacific"
                | "Central"
                | "Mountain"
                | "Greenwich"
                | "January"
                | "February"
                | "March"
                | "April"
                | "May"
                | "June"
                | "July"
                | "August"
                | "September"
                | "October"
                | "November"
                | "December"
        )
}

/// Words with a capital that begin sentences and hardly ever go on a name.
fn is_function_word(word: &str) -> bool {
    const OPENERS: &str = "The A An He She It They We I You But And In On At This That There These Those Mr. Ms. Mrs. \
        If When However His Her Their Its My Our Neither Either Most Some Many Several Few Both Each \
        Another For By From With Without After Before Since While As Under Over During Despite \
        Although Though Because Until Among Between So Then Now Not No Nor Yet What Who Why Where \
        How Which Meanwhile Only Once Instead Still Also Last";
    OPENERS.split(' ').any(|opener| opener == word)
}

/// Can a sentence begin at token `at`? Opening marks are looked through.
fn begins_sentence(words: &[&str], at: usize) -> bool {
    let Some(word) = words.iter().skip(at).find(|word| !is_opener(word)) else {
        return at >= words.len() || is_opener(words[at]);
    };
    match word.chars().next() {
        Some(first) => {
            !first.is_lowercase()
                && !matches!(first, ',' | ';' | ':' | '-' | '–' | '—' | ')' | '…' | '.')
        }
        None => true,
    }
}

fn is_opener(word: &str) -> bool {
    matches!(
        word,
        "\"" | "“" | "”" | "„" | "«" | "»" | "'" | "‘" | "’" | "``" | "(" | "[" | "•" | "*"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token;

    fn cut(text: &str) -> Vec<&str> {
        let tokens = token::tokens(text, Span::new(text, 0..text.len()).unwrap());
        sentences(text, &tokens)
            .into_iter()
            .map(|range| tokens[range.start].cover(tokens[range.end - 1]).of(text))
            .collect()
    }

    #[test]
    fn stops_and_closing_marks_end_sentences() {
        assert_eq!(
            cut("He left. “Never.” She stayed (alone). Why?"),
            ["He left.", "“Never.”", "She stayed (alone).", "Why?"]
        );
    }

    #[test]
    fn what_never_ends_is_cut_at_its_marks() {
        let run_on = "oats, rye; wheat and barley ".repeat(300);
        let parts = cut(&run_on);
        assert!(parts.len() > 4);
        for part in &parts {
            assert!(part.split_whitespace().count() <= LONGEST, "{part}");
        }
        let (last, before) = parts.split_last().unwrap();
        assert!(
            before.iter().all(|part| part.ends_with("rye;")),
            "{before:?}"
        );
        assert!(last.ends_with("barley"));
    }

    #[test]
    fn a_small_letter_goes_on() {
        assert_eq!(
            cut("\"Why?\" he asked. \"No.\""),
            ["\"Why?\" he asked.", "\"No.\""]
        );
    }

    #[test]
    fn abbreviations_do_not_end() {
        assert_eq!(
            cut("Mr. Holt met Gen. Roe in the U.S. Senate."),
            ["Mr. Holt met Gen. Roe in the U.S. Senate."]
        );
        assert_eq!(
            cut(
                "Holt v. Roe began in Dale, Calif., with six clerks. They sued in Dale, Calif. Roe agreed."
            ),
            [
                "Holt v. Roe began in Dale, Calif., with six clerks.",
                "They sued in Dale, Calif.",
                "Roe agreed."
            ]
        );
        assert_eq!(
            cut("He left the U.S. The talks failed at 9 p.m. They resumed."),
            [
                "He left the U.S.",
                "The talks failed at 9 p.m.",
                "They resumed."
            ]
        );
    }

    #[test]
    fn an_opening_mark_belongs_to_what_follows() {
        assert_eq!(
            cut("He came. \"I know,\" he said."),
            ["He came.", "\"I know,\" he said."]
        );
    }
}
