//! What kind of act a source did by saying or thinking something: the cue's words tell.

mod object;

use std::ops::Range;

use onrecord_record::{Act, Attribution, Extent};

use crate::clause::{is_auxiliary, is_negation};
use crate::document::Document;
use crate::lemma::{lemma, verb_lemma};
use crate::lexicon::cue::{self, Cue, Kind, Part};
use crate::tag::Pos;
use object::{is_asked_for, is_thing};

/// How far from a cue its medium (*in a letter*) is looked for, in tokens.
const NEAR: usize = 12;
/// How many small words may part the words of an entry: *make it very clear*.
const GAP: usize = 3;

/// The act of `attribution`.
///
/// The strongest word of the cue that the lexicon knows decides; a cue it does not know, and a bare
/// quotation, is *said*. *Did not say* and *declined to say* are acts of their own, and what is said
/// in writing is written: *said in a letter*.
pub(crate) fn act(document: &Document<'_>, attribution: &Attribution) -> Act {
    let Some(extent) = &attribution.cue else {
        return spoken(document, attribution, &[], Act::Said);
    };
    let cue = tokens_of(document, extent);
    let entries = entries(document, &cue);
    let act = match strongest(document, &cue, &entries) {
        Some(entry) => act_of(document, attribution, &cue, &entries, entry),
        None => Act::Said,
    };
    spoken(document, attribution, &cue, act)
}

/// The act of the strongest word among `tokens` that attributes, and the last token of its entry.
pub(crate) fn of_words(document: &Document<'_>, tokens: &[usize]) -> Option<(usize, Kind)> {
    let entries = entries(document, tokens);
    let entry = strongest(document, tokens, &entries)?;
    Some((entry.last, entry.cue.act))
}

/// The tokens of all parts, in text order.
pub(crate) fn tokens_of(document: &Document<'_>, extent: &Extent) -> Vec<usize> {
    let parts = extent.parts().iter();
    let mut tokens: Vec<usize> = parts.flat_map(|part| document.tokens_in(*part)).collect();
    tokens.dedup();
    tokens
}

/// An entry of the lexicon found in a cue.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Its first token.
    at: usize,
    /// The last of its tokens.
    last: usize,
    part: Part,
    cue: &'static Cue,
}

/// All entries that begin in the cue, each the longest from its token.
fn entries(document: &Document<'_>, cue: &[usize]) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    for (number, at) in cue.iter().enumerate() {
        if found.last().is_some_and(|entry| entry.last >= *at) {
            continue;
        }
        let rest = cue.get(number + 1..).unwrap_or(&[]);
        found.extend(entry_at(document, *at, rest));
    }
    found
}

fn entry_at(document: &Document<'_>, at: usize, rest: &[usize]) -> Option<Entry> {
    let readings = readings(document, at);
    let matches = readings.iter().flat_map(|(part, first)| {
        let known = cue::beginning_with(*part, first).iter();
        known.filter_map(|(words, cue)| {
            let last = follows(document, at, rest, words)?;
            let (part, length) = (*part, words.len());
            Some((
                length,
                Entry {
                    at,
                    last,
                    part,
                    cue,
                },
            ))
        })
    });
    // of equally long ones the first: `readings` is in order of preference
    matches
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, entry)| entry)
}

/// The dictionary forms of the token, the likeliest first.
fn readings(document: &Document<'_>, at: usize) -> Vec<(Part, String)> {
    let Some(token) = document.tokens.get(at) else {
        return Vec::new();
    };
    let word = document.lower(at).replace('’', "'");
    let adjective = (Part::Adjective, word.clone());
    let verb = (Part::Verb, verb_lemma(&word));
    let noun_tag = if word.ends_with('s') {
        Pos::NNS
    } else {
        Pos::NN
    };
    let noun = (Part::Noun, lemma(&word, noun_tag));
    let phrase = (Part::Phrase, word.clone());
    let spellings = spellings(&word);
    let bare = (Part::Verb, word);
    let is_adjective = token.pos == Pos::JJ || token.pos == Pos::VBN && after_copula(document, at);
    let mut found = vec![phrase];
    match token.pos {
        _ if is_adjective => found.extend([adjective, verb, noun]),
        pos if pos.is_verb() => found.extend([verb, bare, noun, adjective]),
        pos if pos.is_noun() => found.extend([noun, verb, bare, adjective]),
        _ => found.extend([adjective, verb, noun]),
    }
    found.extend(spellings.into_iter().map(|stem| (Part::Verb, stem)));
    found
}

/// The verbs whose form *word* could be by its ending alone, where spelling does not tell which:
/// *intoned* of *inton* or *intone*, *quizzed* of *quizz* or *quiz*.
fn spellings(word: &str) -> Vec<String> {
    let stem = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing"));
    let Some(stem) = stem else {
        return Vec::new();
    };
    let mut letters = stem.chars();
    let (last, shorter) = (letters.next_back(), letters.as_str());
    let mut found = vec![format!("{stem}e"), stem.to_owned()];
    if last.is_some() && shorter.chars().next_back() == last {
        found.push(shorter.to_owned());
    }
    found
}

/// Is the word after a form of *be*, *feel*, *remain*, adverbs aside?
fn after_copula(document: &Document<'_>, at: usize) -> bool {
    let mut before = at;
    for _ in 0..GAP {
        let Some(next) = before.checked_sub(1) else {
            return false;
        };
        before = next;
        let tag = document.tokens.get(before).map(|token| token.pos);
        if tag == Some(Pos::RB) {
            continue;
        }
        let verb = verb_lemma(&document.lower(before).replace('’', "'"));
        return matches!(
            verb.as_str(),
            "be" | "feel"
                | "remain"
                | "seem"
                | "look"
                | "sound"
                | "become"
                | "get"
                | "'s"
                | "'re"
                | "'m"
        );
    }
    false
}

/// The last token of `words`, if they follow token `at`: first within the cue, with small words
/// between, and past its end word for word.
fn follows(document: &Document<'_>, at: usize, rest: &[usize], words: &[&str]) -> Option<usize> {
    let mut last = at;
    let mut rest = rest.iter().copied();
    'words: for word in words {
        for _ in 0..=GAP {
            let Some(next) = rest.next() else {
                last += 1;
                if is_word(document, last, word) {
                    continue 'words;
                }
                return None;
            };
            last = next;
            if is_word(document, next, word) {
                continue 'words;
            }
            if !is_small(document, next) {
                return None;
            }
        }
        return None;
    }
    Some(last)
}

fn is_word(document: &Document<'_>, at: usize, word: &str) -> bool {
    let form = document.lower(at);
    form == word || verb_lemma(&form) == word
}

/// Adverbs, pronouns, articles and adjectives may stand between the words of an entry.
fn is_small(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        matches!(
            token.pos,
            Pos::RB | Pos::RBR | Pos::PRP | Pos::PRPS | Pos::DT | Pos::JJ | Pos::NNP | Pos::POS
        )
    })
}

/// The entry that decides: a full verb before a noun or adjective, those before a verb like *give*;
/// what says more than *said* before what does not; the last of equals.
fn strongest(document: &Document<'_>, cue: &[usize], entries: &[Entry]) -> Option<Entry> {
    let governor = |entry: &Entry| {
        entries.iter().find(|above| {
            above.at < entry.at && is_infinitive(document, entry.at) && governs(document, above)
        })
    };
    entries
        .iter()
        .filter(|entry| !is_aside(document, cue, entry) && governor(entry).is_none())
        .max_by_key(|entry| {
            let is_telling = !matches!(entry.cue.act, Kind::Said | Kind::Wrote);
            (weight(document, entry), is_telling, entry.at)
        })
        .copied()
}

fn weight(document: &Document<'_>, entry: &Entry) -> u8 {
    let is_noun = |at: usize| document.tokens.get(at).is_some_and(|one| one.pos.is_noun());
    match entry.part {
        Part::Verb if entry.at == entry.last && is_light(document, entry.at) => 0,
        // *a clear message*
        Part::Adjective if is_noun(entry.last + 1) => 0,
        // *said at a rally*
        Part::Verb if is_noun(entry.at) => 1,
        Part::Noun | Part::Adjective => 1,
        Part::Verb | Part::Phrase => 2,
    }
}

fn is_light(document: &Document<'_>, at: usize) -> bool {
    cue::is_light(&verb_lemma(&document.lower(at)))
}

/// *to say*.
fn is_infinitive(document: &Document<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| document.lower(before) == "to")
}

/// Does the entry decide over an infinitive after it: *plans to announce*, *refused to say*?
fn governs(document: &Document<'_>, entry: &Entry) -> bool {
    let kind = entry.cue.act;
    let wills = kind.is_will() || matches!(kind, Kind::Promised | Kind::Decided | Kind::Denied);
    wills || is_refuser(document, entry)
}

fn is_refuser(document: &Document<'_>, entry: &Entry) -> bool {
    entry.part == Part::Verb && cue::is_refuser(&verb_lemma(&document.lower(entry.at)))
}

/// *said when asked about it*: what somebody else did before.
fn is_aside(document: &Document<'_>, cue: &[usize], entry: &Entry) -> bool {
    let opens = |word: &str| matches!(word, "when" | "if" | "once" | "though" | "although");
    let before = (1..=GAP).filter_map(|back| entry.at.checked_sub(back));
    let from = cue.first().copied().unwrap_or(entry.at);
    before
        .filter(|at| *at >= from && *at > 0)
        .any(|at| at > from && opens(&document.lower(at)))
}

/// The act of the entry that decides, with what stands around it.
fn act_of(
    document: &Document<'_>,
    attribution: &Attribution,
    cue: &[usize],
    entries: &[Entry],
    entry: Entry,
) -> Act {
    if is_refuser(document, &entry) {
        return refused(document, entries, entry);
    }
    if is_negated(document, cue, entry) {
        return negated(&entry);
    }
    if says_none(document, &entry) {
        return Act::Said;
    }
    if let Some(act) = entry.cue.thing
        && is_thing(document, &attribution.content)
    {
        return act.into();
    }
    if Act::from(entry.cue.act) == Act::Denied && is_asked_for(document, &attribution.content) {
        return Act::Decided;
    }
    match entry.cue.to {
        Some(act) if is_order(document, &attribution.content, entry) => act.into(),
        _ => entry.cue.act.into(),
    }
}

/// *said {no copies} were kept*: what was said begins with the *no*.
fn says_none(document: &Document<'_>, entry: &Entry) -> bool {
    let next = document.tokens.get(entry.last + 1).map(|token| token.pos);
    let goes_on = next.is_some_and(|pos| pos.is_noun() || matches!(pos, Pos::JJ | Pos::VBN));
    entry.at < entry.last && document.lower(entry.last) == "no" && goes_on
}

/// *not say* is an act of its own; what is not denied, promised or warned of is only said.
fn negated(entry: &Entry) -> Act {
    match (entry.cue.negated, Act::from(entry.cue.act)) {
        (Some(act), _) => act.into(),
        (None, Act::Denied | Act::Promised | Act::Warned) => Act::Said,
        (None, act) => act,
    }
}

/// *declined to say*, *refused to endorse*, *refused to rule out*, *declined*.
fn refused(document: &Document<'_>, entries: &[Entry], refuser: Entry) -> Act {
    let inside = entries
        .iter()
        .find(|entry| entry.at > refuser.last)
        .copied();
    let next = inside.or_else(|| {
        let near = refuser.last + 1..refuser.last + 1 + GAP;
        near.filter(|at| document.tokens.get(*at).is_some())
            .find_map(|at| entry_at(document, at, &[]))
    });
    match next {
        Some(next) if next.cue.negated.is_some() => negated(&next),
        Some(next) if Act::from(next.cue.act) == Act::Denied => Act::Said,
        Some(_) => Act::Decided,
        None if takes_object(document, refuser.last + 1) => Act::Decided,
        None => refuser.cue.act.into(),
    }
}

/// *declined the medal*.
fn takes_object(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.pos.is_noun() || matches!(token.pos, Pos::DT | Pos::PRPS | Pos::JJ)
    })
}

/// Is there a *not*, *never*, *no* before the entry, with nothing but its auxiliaries between?
fn is_negated(document: &Document<'_>, cue: &[usize], entry: Entry) -> bool {
    let first = cue.first().copied().unwrap_or(entry.at);
    // between the words of an entry only a *no* counts: *gave no details*
    let inside = cue
        .iter()
        .copied()
        .filter(|at| *at < entry.at || *at < entry.last && document.lower(*at) == "no");
    let outside = (1..=NEAR)
        .map_while(|back| first.checked_sub(back))
        .take_while(|at| {
            let is_adverb = document
                .tokens
                .get(*at)
                .is_some_and(|one| one.pos == Pos::RB);
            is_adverb || is_auxiliary(document, *at) || is_denier(document, *at)
        });
    inside.chain(outside).any(|at| is_denier(document, at))
}

/// *not only* denies nothing.
fn is_denier(document: &Document<'_>, at: usize) -> bool {
    let word = document.lower(at);
    let denies =
        is_negation(&word) || matches!(word.as_str(), "no" | "without" | "neither" | "nor");
    let next = document.lower(at + 1);
    denies
        && !matches!(
            next.as_str(),
            "only" | "just" | "merely" | "simply" | "longer"
        )
}

/// Is the content what somebody is to do: *asked {them to leave}*, *told him {to go}*?
fn is_order(document: &Document<'_>, content: &Extent, entry: Entry) -> bool {
    let tokens = document.tokens_in(content.first());
    let from = if tokens.start > entry.last && tokens.start - entry.last <= GAP {
        entry.last + 1
    } else {
        tokens.start
    };
    for at in from..tokens.end.min(from + NEAR) {
        let Some(token) = document.tokens.get(at) else {
            return false;
        };
        if document.quote(token.span) == "to" {
            return document
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.pos == Pos::VB)
                || document.lower(at + 1) == "not";
        }
        let is_clause = token.pos.is_finite()
            || matches!(token.pos, Pos::WP | Pos::WRB | Pos::WDT | Pos::Mark)
            || matches!(
                document.lower(at).as_str(),
                "that" | "whether" | "if" | "about"
            );
        if is_clause {
            return false;
        }
    }
    false
}

/// What is said in writing is written, and what a poll says is seen in it.
fn spoken(document: &Document<'_>, attribution: &Attribution, cue: &[usize], act: Act) -> Act {
    if act != Act::Said {
        return act;
    }
    let head = attribution
        .source
        .as_ref()
        .and_then(|source| head_noun(document, document.tokens_in(source.first())));
    if head.as_deref().is_some_and(cue::is_evidence) {
        return Act::Sees;
    }
    if head.as_deref().is_some_and(cue::is_medium) || is_in_writing(document, attribution, cue) {
        return Act::Wrote;
    }
    act
}

/// The noun a noun phrase is about: *report* in *a new report by the ministry*.
fn head_noun(document: &Document<'_>, tokens: Range<usize>) -> Option<String> {
    let tokens: Vec<usize> = tokens.take(NEAR).collect();
    let ends = |at: &usize| {
        document.tokens.get(*at).is_some_and(|token| {
            let is_hyphen = document.quote(token.span) == "-";
            matches!(
                token.pos,
                Pos::IN | Pos::TO | Pos::WDT | Pos::WP | Pos::Mark | Pos::VBN | Pos::VBG
            ) && !is_hyphen
        })
    };
    let last = tokens
        .iter()
        .take_while(|at| !ends(at))
        .filter(|at| {
            document
                .tokens
                .get(**at)
                .is_some_and(|one| one.pos.is_noun())
        })
        .last()?;
    let token = document.tokens.get(*last)?;
    let is_common = matches!(token.pos, Pos::NN | Pos::NNS);
    is_common.then(|| lemma(document.quote(token.span), token.pos))
}

/// Is there an *in a letter*, *on Facebook* in the cue or right behind it?
fn is_in_writing(document: &Document<'_>, attribution: &Attribution, cue: &[usize]) -> bool {
    let (Some(first), Some(last)) = (cue.first(), cue.last()) else {
        return false;
    };
    let sentence = document.tokens.get(*last).and_then(|token| {
        document
            .sentences
            .get(document.sentences_in(token.span).start)
    });
    let end = sentence
        .map_or(*last, |one| one.tokens.end)
        .min(last + NEAR);
    let is_content = |at: &usize| {
        let token = document.tokens.get(*at);
        token.is_some_and(|token| attribution.content.overlaps(token.span))
    };
    (*first..end.max(*last + 1))
        .take_while(|at| !is_content(at))
        .any(|at| names_medium(document, at))
}

/// Does a medium follow the preposition at `at`: *in an open letter*, *on X*, *by e-mail*?
fn names_medium(document: &Document<'_>, at: usize) -> bool {
    let is_road = matches!(
        document.lower(at).as_str(),
        "in" | "on" | "via" | "by" | "through"
    );
    let verb = verb_lemma(&document.lower(at));
    let is_release = matches!(
        verb.as_str(),
        "issue" | "release" | "publish" | "circulate" | "file" | "post" | "pen" | "write"
    );
    if !is_road && !is_release {
        return false;
    }
    let mut is_heard = false;
    for next in at + 1..=at + 1 + GAP + 1 {
        let Some(token) = document.tokens.get(next) else {
            return false;
        };
        let word = document.lower(next);
        is_heard |= cue::is_spoken(&word);
        let is_noun = token.pos.is_noun();
        let is_platform = (token.pos.is_name() || word == "media") && cue::is_platform(&word);
        let is_common = is_noun && !token.pos.is_name();
        if is_platform || is_common && cue::is_medium(&lemma(&word, token.pos)) {
            return !is_heard;
        }
        let goes_on = is_noun
            || word == "-"
            || matches!(
                token.pos,
                Pos::DT | Pos::JJ | Pos::PRPS | Pos::POS | Pos::CD | Pos::VBN | Pos::VBG
            );
        if !goes_on {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lexicon::cue::{Sentences, cues};
    use crate::testing::{check, read};
    use onrecord_record::Span;
    use onrecord_testkit::Marked;

    fn extent(marked: &Marked, label: &str) -> Option<Extent> {
        let spans = |depth| {
            let marks = marked.marks.iter();
            marks
                .filter(move |mark| mark.label == label && mark.depth == depth)
                .map(|mark| mark.span)
                .collect()
        };
        Extent::new(spans(0))
    }

    fn attribution(marked: &Marked, cue: Option<Extent>) -> Attribution {
        let whole = Span::new(&marked.text, 0..marked.text.len()).unwrap();
        Attribution {
            source: extent(marked, "source"),
            cue,
            content: extent(marked, "content").unwrap_or(whole.into()),
            score: 1.0,
            parent: None,
        }
    }

    /// The act of each marked cue by itself; neighbours that make up one entry (*took … to task*)
    /// are one cue.
    fn acts(document: &Document<'_>, marked: &Marked) -> Vec<(String, Act, Vec<usize>)> {
        let spans: Vec<Span> = marked
            .marks
            .iter()
            .filter(|mark| mark.label == "cue")
            .map(|mark| mark.span)
            .collect();
        let joined = spans.len() == 2
            && tells_apart(document, &spans)
            && Extent::new(spans.clone()).is_some();
        let extents: Vec<Extent> = if joined {
            Extent::new(spans).into_iter().collect()
        } else {
            spans.into_iter().map(Extent::from).collect()
        };
        extents
            .into_iter()
            .map(|extent| {
                let words: Vec<&str> = extent
                    .parts()
                    .iter()
                    .map(|one| document.quote(*one))
                    .collect();
                let tokens = tokens_of(document, &extent);
                let one = attribution(marked, Some(extent));
                (words.join(" … "), act(document, &one), tokens)
            })
            .collect()
    }

    /// Is there an entry that begins in the first span and ends in the second?
    fn tells_apart(document: &Document<'_>, spans: &[Span]) -> bool {
        let tokens: Vec<usize> = spans
            .iter()
            .flat_map(|one| document.tokens_in(*one))
            .collect();
        let second = document.tokens_in(spans[1]).start;
        entries(document, &tokens)
            .iter()
            .any(|entry| entry.at < second && entry.last >= second)
    }

    #[test]
    fn sentences_of_the_lexicon_come_out() {
        let mut wrong = Vec::new();
        let mut used: BTreeSet<(usize, String)> = BTreeSet::new();
        for (number, entry) in cues().iter().enumerate() {
            for sentence in entry.yes.list() {
                let marked = Marked::read(sentence).expect("braces match");
                let document = read(&marked.text);
                for (cue, act, found) in acts(&document, &marked) {
                    if act != Act::from(entry.act) {
                        wrong.push(format!("{sentence}: {cue} is {act:?}"));
                    }
                    let here = lemmas_in(&document, &found, entry);
                    used.extend(here.into_iter().map(|lemma| (number, lemma)));
                }
            }
            wrong.extend(entry.lemmas().filter_map(|lemma| {
                let is_used = used.contains(&(number, lemma.clone()));
                (!is_used).then(|| {
                    format!(
                        "{lemma} ({:?}, {:?}) has no sentence",
                        entry.act, entry.part
                    )
                })
            }));
            wrong.extend(misled(&entry.no, entry.act));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    fn misled(sentences: &Sentences, kind: Kind) -> Vec<String> {
        let read = |sentence: &String| {
            let marked = Marked::read(sentence).expect("braces match");
            let document = read(&marked.text);
            let acts = acts(&document, &marked);
            let wrong = acts
                .into_iter()
                .filter(|(_, act, _)| *act == Act::from(kind));
            wrong
                .map(|(cue, act, _)| format!("{sentence}: {cue} is {act:?}"))
                .collect::<Vec<_>>()
        };
        sentences.list().iter().flat_map(read).collect()
    }

    /// The lemmas of `entry` that can be read in these tokens.
    fn lemmas_in(document: &Document<'_>, tokens: &[usize], entry: &Cue) -> Vec<String> {
        let mut found = Vec::new();
        for (number, at) in tokens.iter().enumerate() {
            for (part, first) in readings(document, *at) {
                let fits = |lemma: &&String| {
                    let words = cue::words(lemma);
                    part == entry.part
                        && words.first() == Some(&first.as_str())
                        && follows(document, *at, &tokens[number + 1..], &words[1..]).is_some()
                };
                found.extend(entry.lemmas().filter(fits).cloned());
            }
        }
        found
    }

    fn render(marked: &Marked) -> Vec<String> {
        let document = read(&marked.text);
        let one = attribution(marked, extent(marked, "cue"));
        vec![format!("{:?}", act(&document, &one))]
    }

    #[test]
    fn cases() {
        for source in [
            include_str!("../../../fixtures/acts/speech.txt"),
            include_str!("../../../fixtures/acts/silence.txt"),
            include_str!("../../../fixtures/acts/mind.txt"),
        ] {
            check(source, render);
        }
    }
}
