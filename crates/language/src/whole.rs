//! Where a content ends: with a whole phrase, and with the whole clause where its subject was found alone.
//!
//! *Focused on {his} state* says nothing; *focused on {his state}* does. *It was revealed {aides} were
//! involved* goes on to the end of its clause. *The office he pledged {would be fair}* needs *the office*.

mod inside;

use std::ops::Range;

use onrecord_record::{Attribution, Extent, Span};

use crate::act;
use crate::clause::{self, Link};
use crate::document::Document;
use crate::event::phrase;
use crate::lemma::verb_lemma;
use crate::lexicon::cue::Kind;
use crate::lexicon::role;
use crate::tag::{EntityTag, Pos};

pub(crate) use inside::ended_inside;

/// Tokens that a phrase may go on for.
const LONGEST: usize = 12;

/// `found`, each content ending with a whole phrase.
pub(crate) fn ended(document: &Document<'_>, mut found: Vec<Attribution>) -> Vec<Attribution> {
    for one in &mut found {
        one.cue = one
            .cue
            .take()
            .map(|cue| with_name(document, cue, &one.content));
        let tokens = |extent: &Extent| document.tokens_in(extent.hull());
        let cue = one.cue.as_ref().map(tokens);
        let source = one.source.as_ref().map(tokens);
        let parts = one.content.parts().iter();
        let ended: Vec<Span> = parts
            .filter_map(|part| {
                let tokens = document.tokens_in(*part);
                let before = before_dash(document, tokens.clone());
                let whole = ended_at(document, before, cue.as_ref(), source.as_ref());
                match whole == tokens {
                    true => Some(*part),
                    false => clause::span_of(document, whole),
                }
            })
            .collect();
        let mut ended = without_question(document, one, ended);
        ended.extend(frame_inside(document, one));
        ended.extend(lost_subject(document, one));
        // *{In} the poll {Holt leads}*: a small word by itself tells nothing
        let tells = |part: &Span| document.tokens_in(*part).any(|at| tells(document, at));
        if ended.iter().any(tells) {
            ended.retain(tells);
        }
        ended.extend(before_frame(document, one));
        ended.sort_unstable();
        if let Some(first) = ended.first_mut()
            && let Some(whole) = with_front(document, one, *first)
        {
            *first = whole;
        }
        if let Some(content) = Extent::new(ended) {
            one.content = content;
        }
    }
    found
}

/// `first`, with what stands before it at the head of a sentence that speaker and cue close: *{Counting her
/// friends,} Holt leads, according to the Courier*.
fn with_front(document: &Document<'_>, one: &Attribution, first: Span) -> Option<Span> {
    /// Tokens of the longest front.
    const FRONT: usize = 14;
    let tokens = document.tokens_in(first);
    let sentence = sentence_of(document, tokens.clone())?;
    let starts = |extent: &Extent| document.tokens_in(extent.hull()).start;
    let frame = starts(one.cue.as_ref()?).min(starts(one.source.as_ref()?));
    let front = sentence.start..tokens.start;
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let opens = matches!(pos(front.start), Some(Pos::VBG | Pos::IN | Pos::TO));
    let is_clause = front.clone().any(|at| pos(at).is_some_and(Pos::is_finite));
    let is_front = opens
        && !is_clause
        && (2..=FRONT).contains(&front.len())
        && document.lower(front.end - 1) == ","
        && frame >= tokens.end;
    clause::span_of(document, front.start..tokens.end).filter(|_| is_front)
}

/// `tokens` without the dash that they break off at: *asked for an interview {-|-} and left*.
fn before_dash(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let is_dash = |at: &usize| matches!(document.lower(*at).as_str(), "-" | "--" | "–" | "—");
    let dashes = tokens.clone().rev().take_while(is_dash).count();
    match dashes < tokens.len() {
        true => tokens.start..tokens.end - dashes,
        false => tokens,
    }
}

/// *told {Fox | News}*: `cue` to the end of a name that it cuts, as far as it is not of the content.
fn with_name(document: &Document<'_>, cue: Extent, content: &Extent) -> Extent {
    let parts = cue.parts().iter().map(|part| {
        let tokens = document.tokens_in(*part);
        let sentence = sentence_of(document, tokens.clone());
        let is_name = clause::is_name(document, tokens.end.saturating_sub(1));
        let Some(sentence) = sentence.filter(|_| is_name) else {
            return *part;
        };
        let end = within_name(document, &tokens, sentence.end);
        let whole = clause::span_of(document, tokens.start..end);
        whole
            .filter(|whole| !content.overlaps(*whole))
            .unwrap_or(*part)
    });
    Extent::new(parts.collect()).unwrap_or(cue)
}

/// Is token `at` more than an article, a preposition or a mark?
fn tells(document: &Document<'_>, at: usize) -> bool {
    let pos = document.tokens.get(at).map(|token| token.pos);
    !matches!(
        pos,
        None | Some(Pos::IN | Pos::DT | Pos::CC | Pos::TO | Pos::Mark)
    )
}

/// The tokens of a part of a content, ending where its last phrase or clause does.
fn ended_at(
    document: &Document<'_>,
    tokens: Range<usize>,
    cue: Option<&Range<usize>>,
    source: Option<&Range<usize>>,
) -> Range<usize> {
    let Some(sentence) = sentence_of(document, tokens.clone()) else {
        return tokens;
    };
    let frame = cue.into_iter().chain(source).map(|words| words.start);
    let end = frame
        .filter(|start| *start >= tokens.end)
        .fold(sentence.end, usize::min);
    if let Some(cue) = cue.filter(|cue| cue.end == tokens.start)
        && let Some(whole) = clause_of(document, &tokens, cue, &sentence)
    {
        return whole;
    }
    let tokens = tokens.start..within_name(document, &tokens, end);
    if let Some(whole) = through_verb(document, &tokens, &sentence, end) {
        return whole;
    }
    let Some(last) = tokens.end.checked_sub(1) else {
        return tokens;
    };
    if let Some(to) = left_open(document, &tokens, end) {
        return tokens.start..to;
    }
    match document.tokens.get(last).map(|token| token.pos) {
        // *that the group, which | pays for it, would leave*
        Some(Pos::WDT | Pos::WP) if last > tokens.start && document.lower(last - 1) == "," => {
            let is_mark = |at: &usize| {
                document
                    .tokens
                    .get(*at)
                    .is_some_and(|token| token.pos == Pos::Mark)
            };
            let marks = (tokens.end..end).rev().take_while(is_mark).count();
            tokens.start..end - marks
        }
        // *proposed a plan, 40 hours a person, | at what Holt said would be a cost*
        Some(Pos::WP) if follows_preposition(document, &tokens, last) => {
            tokens.start..last - 1 - usize::from(document.lower(last - 2) == ",")
        }
        Some(Pos::DT | Pos::PRPS | Pos::PDT | Pos::POS) => {
            tokens.start..phrase_end(document, tokens.end, end).unwrap_or(tokens.end)
        }
        Some(Pos::JJ | Pos::CD) if is_noun(document, tokens.end) => {
            tokens.start..phrase_end(document, tokens.end, end).unwrap_or(tokens.end)
        }
        Some(Pos::IN) if document.lower(last) == "of" => {
            tokens.start..phrase_end(document, tokens.end, end).unwrap_or(tokens.end)
        }
        Some(Pos::IN) if tokens.len() > 1 && opens_phrase(document, tokens.end, end) => {
            tokens.start..last
        }
        _ => tokens,
    }
}

/// Where what the last of `tokens` opens comes to an end: *declined to tell what | happened*, *while not | losing
/// the town*, *though there were | no others there*, *a prominent | , but unpaid, post*.
fn left_open(document: &Document<'_>, tokens: &Range<usize>, end: usize) -> Option<usize> {
    let last = tokens.end.checked_sub(1)?;
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let goes_on = tokens.end < end && pos(tokens.end) != Some(Pos::Mark);
    let word = document.lower(last);
    let is_part = |at: usize| matches!(pos(at), Some(Pos::VBG | Pos::VBN | Pos::JJ | Pos::VB));
    let is_open = match pos(last)? {
        Pos::WP | Pos::WRB => pos(tokens.end).is_some_and(Pos::is_finite),
        Pos::RB => word == "not" && is_part(tokens.end),
        _ => matches!(word.as_str(), "were" | "was" | "are" | "is") && tokens.len() > 1,
    };
    if goes_on && is_open {
        let mark = (tokens.end..end).find(|at| pos(*at) == Some(Pos::Mark));
        return Some(mark.unwrap_or(end));
    }
    let opens = tokens.clone().rev().find(|at| pos(*at) != Some(Pos::JJ))?;
    let is_described = pos(last) == Some(Pos::JJ) && pos(opens) == Some(Pos::DT);
    let is_more = |at: &usize| {
        matches!(pos(*at), Some(Pos::JJ | Pos::CC | Pos::RB | Pos::VBN))
            || document.lower(*at) == ","
    };
    let more = (tokens.end..end.min(tokens.end + LONGEST)).take_while(is_more);
    let joins = more.clone().any(|at| pos(at) == Some(Pos::CC));
    let noun = more
        .last()
        .map(|at| at + 1)
        .filter(|at| *at < end && is_noun(document, *at));
    let noun = noun.filter(|_| is_described && joins && document.lower(tokens.end) == ",");
    phrase_end(document, noun?, end)
}

/// *plans {at what}*: does a preposition stand before the last of `tokens`, and something before that?
fn follows_preposition(document: &Document<'_>, tokens: &Range<usize>, last: usize) -> bool {
    let before = last
        .checked_sub(1)
        .filter(|before| *before > tokens.start + 1);
    let pos = before
        .and_then(|before| document.tokens.get(before))
        .map(|token| token.pos);
    pos == Some(Pos::IN)
}

/// The end of `tokens`, moved on where it cuts a name (*the deal Mr. | Holt announced*) or leaves a
/// bracket open (*Roe (N.Y. | )*).
fn within_name(document: &Document<'_>, tokens: &Range<usize>, end: usize) -> usize {
    let entity = |at: usize| document.tokens.get(at).map(|token| token.entity);
    // *Senate Bill | 1062*, *a May | 10 meeting*
    let is_number = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.pos == Pos::CD)
            && clause::is_name(document, at - 1)
            && entity(at - 1) != Some(EntityTag::Person)
    };
    let is_cut = |at: usize| {
        if is_number(at) {
            return true;
        }
        let before = document.tokens.get(at - 1);
        let form = before.map_or("", |token| document.quote(token.span));
        let is_title = is_title(&form.to_lowercase());
        clause::is_name(document, at)
            && (is_title || clause::is_name(document, at - 1) && entity(at - 1) == entity(at))
    };
    let mut to = tokens.end;
    while to > tokens.start && to < end.min(tokens.end + LONGEST) && is_cut(to) {
        to += 1;
    }
    let count = |mark: &str| {
        let marks = tokens.start..to;
        marks.filter(|at| document.lower(*at) == mark).count()
    };
    let is_open = count("(") > count(")");
    let close = (to..end.min(to + LONGEST)).find(|at| document.lower(*at) == ")");
    close.filter(|_| is_open).map_or(to, |close| close + 1)
}

/// A title in short that stands before a name, in lower case: *mr.*, *gen.*
fn is_title(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    bare != word && (role::honorific(bare).is_some() || role::long(word).is_some())
}

/// `tokens` and the rest of the clause inside them whose subject ends them: *the deal {Holt | announced
/// this week}*.
fn through_verb(
    document: &Document<'_>,
    tokens: &Range<usize>,
    sentence: &Range<usize>,
    end: usize,
) -> Option<Range<usize>> {
    let verb = (tokens.end..end).find(|at| !clause::is_adverb(document, *at))?;
    let is_finite = document.tokens.get(verb)?.pos.is_finite();
    if !is_finite || verb > tokens.end + 1 {
        return None;
    }
    let found = clause::clauses(document, sentence.clone());
    let own = found.iter().find(|one| {
        let starts = one.verb.as_ref().map(|verb| verb.tokens.start);
        starts == Some(verb)
            && matches!(one.link, Link::Relative | Link::That)
            && one.subject.start > tokens.start
            && one.subject.start < tokens.end
    })?;
    Some(tokens.start..own.tokens.end.min(end))
}

/// *“Is that you?” reporters asked. He replied, “No.”*: what is answered is not the answerer's words.
fn without_question(document: &Document<'_>, one: &Attribution, parts: Vec<Span>) -> Vec<Span> {
    let text = &document.article.text;
    let cue = one.cue.as_ref().map(|cue| document.tokens_in(cue.hull()));
    let answers =
        cue.is_some_and(|mut cue| cue.any(|at| role::answers(&verb_lemma(&document.lower(at)))));
    let is_question = |part: &Span| {
        let words = part.of(text).trim_end_matches(['"', '”', '\'', '’', ' ']);
        words.ends_with('?')
    };
    let opens_with = parts.first().is_some_and(is_question);
    let others = parts.iter().any(|part| !is_question(part));
    match answers && opens_with && others {
        true => parts.into_iter().skip_while(is_question).collect(),
        false => parts,
    }
}

/// *“It is sound,” {the letter reads}, according to the Gazette*: whose words they are is in the content of
/// whoever passes them on.
fn frame_inside(document: &Document<'_>, one: &Attribution) -> Option<Span> {
    let cue = document.tokens_in(one.cue.as_ref()?.hull());
    let content = document.tokens_in(one.content.hull());
    let passes_on = document.lower(cue.start) == "according";
    let sentence = sentence_of(document, content.end.checked_sub(1)?..cue.end)?;
    let between = content.end..cue.start.checked_sub(1)?;
    let parted = document.lower(between.end) == ",";
    if !passes_on || !parted || between.len() < 2 || sentence.end < cue.end {
        return None;
    }
    let clauses = clause::clauses(document, between.clone());
    let own = clauses
        .iter()
        .find(|one| one.subject.start == between.start)?;
    let verb = own.verb.as_ref()?;
    let act = act::of_words(document, &[verb.head]).map(|(_, act)| act);
    let says = matches!(
        act,
        Some(Kind::Said | Kind::Wrote | Kind::Asked | Kind::Warned)
    );
    let is_all = verb.tokens.end == between.end && !own.subject.is_empty();
    (says && is_all).then(|| clause::span_of(document, between))?
}

/// The noun phrase before the source, where the content opens with a verb right after source and cue.
fn lost_subject(document: &Document<'_>, one: &Attribution) -> Option<Span> {
    let tokens = |extent: &Extent| document.tokens_in(extent.hull());
    let source = tokens(one.source.as_ref()?);
    let cue = tokens(one.cue.as_ref()?);
    let content = tokens(&one.content);
    let first = document.tokens.get(content.start)?;
    let is_verb = first.pos.is_finite() || clause::is_auxiliary(document, content.start);
    if source.end != cue.start || cue.end != content.start || !is_verb {
        return None;
    }
    let sentence = sentence_of(document, source.clone())?;
    let phrase = phrase::before(document, source.start, sentence.start);
    (phrase.len() > 1).then(|| clause::span_of(document, phrase))?
}

/// `found`, what stands before a frame put between going on after it: *{That view}, Holt continued, {is
/// old}*. What was given to the same source in the part after it is told by the subject before it: in
/// *{Lind}, according to an aide, {told him to go}* Lind told him, and the aide says so.
pub(crate) fn resumed(document: &Document<'_>, mut found: Vec<Attribution>) -> Vec<Attribution> {
    let is_outer = |one: &&Attribution| one.parent.is_none();
    let after: Vec<(usize, Span)> = (0..found.len())
        .filter_map(|number| {
            let one = found.get(number).filter(is_outer)?;
            Some((number, after_frame(document, one)?))
        })
        .collect();
    let cue = |one: &Attribution| one.cue.as_ref().map(Extent::hull);
    let mut cues: Vec<(Span, usize)> = (0..found.len())
        .filter_map(|at| Some((cue(found.get(at)?)?, at)))
        .collect();
    cues.sort_unstable();
    for (number, rest) in after {
        let Some(one) = found.get_mut(number) else {
            continue;
        };
        let (subject, source) = (one.content.clone(), one.source.clone());
        let parts = one.content.parts().iter().copied().chain([rest]);
        let Some(whole) = Extent::new(parts.collect()) else {
            continue;
        };
        one.content = whole;
        let from = cues.partition_point(|(cue, _)| cue.start() < rest.start());
        let within = cues
            .iter()
            .skip(from)
            .take_while(|(cue, _)| cue.start() < rest.end());
        for (_, other) in within.filter(|(cue, at)| rest.contains(*cue) && *at != number) {
            let Some(inner) = found.get_mut(*other) else {
                continue;
            };
            if inner.parent.is_none() && inner.source == source {
                inner.parent = Some(number);
                inner.source = Some(subject.clone());
            }
        }
    }
    found
}

/// The rest of the sentence after the frame of `one`, where its content is a subject before it and
/// the verb stands behind.
fn after_frame(document: &Document<'_>, one: &Attribution) -> Option<Span> {
    let tokens = |extent: &Extent| document.tokens_in(extent.hull());
    let (source, cue) = (tokens(one.source.as_ref()?), tokens(one.cue.as_ref()?));
    let frame = source.start.min(cue.start)..source.end.max(cue.end);
    let content = tokens(&one.content);
    let sentence = sentence_of(document, content.start..frame.end)?;
    let is_comma = |at: usize| document.lower(at) == ",";
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let told = |at: usize| pos(at).is_some_and(Pos::is_finite);
    let is_between = content.end < frame.start
        && (content.end..frame.start).all(|at| pos(at) == Some(Pos::Mark))
        && is_comma(frame.end)
        && frame.end + 1 < sentence.end;
    let verb = (frame.end + 1..sentence.end).find(|at| !clause::is_adverb(document, *at))?;
    let is_subject = content.start == sentence.start
        && !content.clone().any(told)
        && pos(content.end - 1)
            .is_some_and(|pos| pos.is_noun() || pos == Pos::PRP || pos == Pos::DT);
    (is_between && is_subject && told(verb))
        .then(|| clause::span_of(document, frame.end + 1..sentence.end))
        .flatten()
}

/// What stands before a frame that is put between: *{In the end}, Holt said, the dam held*. In PolNeAR's
/// train part it belongs to the content in 273 of 299 sentences. Of two clauses it is the last.
fn before_frame(document: &Document<'_>, one: &Attribution) -> Option<Span> {
    let tokens = |extent: &Extent| document.tokens_in(extent.hull());
    let (source, cue) = (tokens(one.source.as_ref()?), tokens(one.cue.as_ref()?));
    let frame = source.start.min(cue.start)..source.end.max(cue.end);
    let content = tokens(&one.content);
    let is_mark = |at: usize| matches!(document.lower(at).as_str(), "\"" | "“" | "”" | "''" | "``");
    let is_comma = |at: usize| document.lower(at) == ",";
    let opens = (content.start..content.end).find(|at| !is_mark(*at))?;
    let word = document
        .tokens
        .get(opens)
        .map(|token| document.quote(token.span))?;
    let goes_on = word.starts_with(char::is_lowercase);
    let between = (frame.end..content.start).filter(|at| !is_mark(*at));
    let sentence = sentence_of(document, frame.start..opens)?;
    let before = (sentence.start..frame.start)
        .rev()
        .find(|at| !is_mark(*at))?;
    if !goes_on || !is_comma(before) || !between.eq([frame.end]) || !is_comma(frame.end) {
        return None;
    }
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let joins = |at: &usize| pos(*at) == Some(Pos::CC);
    let is_told = (sentence.start..before).any(|at| pos(at).is_some_and(Pos::is_finite));
    let last = (sentence.start..before)
        .rev()
        .find(joins)
        .filter(|at| is_told || *at == sentence.start);
    let from = last.map_or(sentence.start, |at| at + 1);
    (from < before).then(|| clause::span_of(document, from..before))?
}

/// The tokens of the sentence in which all of `tokens` lie.
fn sentence_of(document: &Document<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let sentence = document.sentence_at(tokens.start)?;
    (tokens.end <= sentence.end).then_some(sentence)
}

/// Does a noun phrase begin at token `at`? Then the preposition before it leads on to it, and is no
/// particle: *went on*.
fn opens_phrase(document: &Document<'_>, at: usize, end: usize) -> bool {
    at < end && phrase_end(document, at, end).is_some()
}

/// Where the noun phrase that goes on at token `from` ends, if one does.
fn phrase_end(document: &Document<'_>, from: usize, end: usize) -> Option<usize> {
    let goes_on = |at: &usize| {
        document.tokens.get(*at).is_some_and(|token| {
            token.pos.is_noun()
                || matches!(
                    token.pos,
                    Pos::DT | Pos::JJ | Pos::JJR | Pos::JJS | Pos::CD | Pos::POS | Pos::PRPS
                )
        })
    };
    let run = (from..end.min(from + LONGEST)).take_while(goes_on);
    let nouns = run.filter(|at| is_noun(document, *at));
    nouns.last().map(|last| last + 1)
}

fn is_noun(document: &Document<'_>, at: usize) -> bool {
    let token = document.tokens.get(at);
    token.is_some_and(|token| token.pos.is_noun())
}

/// The clause after the cue of which `tokens` are the subject, or the head of it, and nothing more.
fn clause_of(
    document: &Document<'_>,
    tokens: &Range<usize>,
    cue: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let is_verb = |at: usize| pos(at).is_some_and(|pos| pos.is_verb() || pos.is_finite());
    // *claims its position on {strengthening} the dam | has not changed*
    let tells = |at: usize| is_verb(at) && pos(at) != Some(Pos::VBG);
    if tokens.clone().any(tells) || !cue.clone().any(is_verb) {
        return None;
    }
    let found = clause::clauses(document, sentence.clone());
    let own = found.iter().find(|one| {
        let verb = one.verb.as_ref().map_or(0, |verb| verb.tokens.start);
        one.tokens.start >= cue.end && one.subject.start == tokens.start && verb >= tokens.end
    })?;
    Some(tokens.start..own.tokens.end.max(tokens.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    /// The content at the first `content` in `text` after it was ended, the cue before it at `cue`.
    fn ended_content(text: &str, [source, cue, content]: [&str; 3]) -> Vec<String> {
        let document = testing::read(text);
        let at = |words: &str| {
            let start = text.find(words).expect("stands in the text");
            Span::new(text, start..start + words.len()).expect("on borders")
        };
        let one = Attribution {
            source: Some(at(source).into()),
            cue: Some(at(cue).into()),
            content: at(content).into(),
            score: 1.0,
            parent: None,
        };
        let found = ended(&document, vec![one]);
        let parts = found[0].content.parts().iter();
        parts.map(|part| part.of(text).to_owned()).collect()
    }

    #[test]
    fn what_stands_before_a_frame_put_between_is_said_too() {
        let text = "So when the mill told them of the deal, Mr. Roe said, \"we were glad.\"";
        let found = ended_content(text, ["Mr. Roe", "said", "\"we were glad.\""]);
        assert_eq!(
            found,
            [
                "So when the mill told them of the deal",
                "\"we were glad.\""
            ]
        );
        let text = "The town had refused, but the water was bad, Holt noted, that nobody drank it.";
        let found = ended_content(text, ["Holt", "noted", "that nobody drank it"]);
        assert_eq!(found, ["the water was bad", "that nobody drank it"]);
        let text = "All of this, he said, could be lost.";
        let found = ended_content(text, ["he", "said", "could be lost"]);
        assert_eq!(found, ["All of this", "could be lost"]);
        let text = "But on Monday, Holt said, \"The dam held.\"";
        let found = ended_content(text, ["Holt", "said", "\"The dam held.\""]);
        assert_eq!(found, ["\"The dam held.\""]);
        let text = "Lind, who owns the mill and, Holt said, has never seen it, was there.";
        let found = ended_content(text, ["Holt", "said", "has never seen it"]);
        assert_eq!(found, ["has never seen it"]);
    }

    /// What `resumed` makes of the attributions of one source with these cues and contents.
    fn resumed_of(text: &str, source: &str, told: &[[&str; 2]]) -> Vec<String> {
        let document = testing::read(text);
        let at = |words: &str| {
            let start = text.find(words).expect("stands in the text");
            Span::new(text, start..start + words.len()).expect("on borders")
        };
        let found = told.iter().map(|[cue, content]| Attribution {
            source: Some(at(source).into()),
            cue: Some(at(cue).into()),
            content: at(content).into(),
            score: 1.0,
            parent: None,
        });
        let resumed = resumed(&document, found.collect());
        let rendered = resumed.iter().map(|one| {
            let source = one
                .source
                .as_ref()
                .map_or("", |source| source.hull().of(text));
            let parts = one.content.parts().iter();
            let parts: Vec<&str> = parts.map(|part| part.of(text)).collect();
            format!("{source}: {}, in {:?}", parts.join(" | "), one.parent)
        });
        rendered.collect()
    }

    #[test]
    fn what_stands_before_a_frame_goes_on_behind_it() {
        let text = "Lind, according to an aide, told him the party is worried.";
        let told = [
            ["according to", "Lind"],
            ["told him", "the party is worried"],
        ];
        let expected = [
            "an aide: Lind | told him the party is worried, in None",
            "Lind: the party is worried, in Some(0)",
        ];
        assert_eq!(resumed_of(text, "an aide", &told), expected);
        let text = "“A game,” Roe said, smiling.";
        let told = resumed_of(text, "Roe", &[["said", "“A game,”"]]);
        assert_eq!(told, ["Roe: “A game,”, in None"]);
    }

    #[test]
    fn a_content_ends_with_its_phrase() {
        let text = "Holt focused on his state rather than the vote.";
        assert_eq!(
            ended_content(text, ["Holt", "focused on", "his"]),
            ["his state"]
        );
        let text = "Holt praised the county during a speech on Monday.";
        let found = ended_content(text, ["Holt", "praised", "the county during"]);
        assert_eq!(found, ["the county"]);
        let text = "Holt proposed a plan, 40 hours a person, at what Roe said would be a cost.";
        let found = ended_content(
            text,
            ["Holt", "proposed", "a plan, 40 hours a person, at what"],
        );
        assert_eq!(found, ["a plan, 40 hours a person"]);
        let text = "Holt said that the group, which pays for it, would leave.";
        let found = ended_content(text, ["Holt", "said", "that the group, which"]);
        assert_eq!(found, ["that the group, which pays for it, would leave"]);
        let text = "Holt claims its stand on mending the dam remains old, and left.";
        let found = ended_content(text, ["Holt", "claims", "its stand on mending the dam"]);
        assert_eq!(found, ["its stand on mending the dam remains old"]);
        let text = "Holt asked for an interview -- and left.";
        assert_eq!(
            ended_content(text, ["Holt", "asked", "for an interview -"]),
            ["for an interview"]
        );
        for (text, content, whole) in [
            (
                "Holt declined to discuss what happened.",
                "to discuss what",
                "to discuss what happened",
            ),
            (
                "Holt hoped to please the crowd while not losing the town.",
                "to please the crowd while not",
                "to please the crowd while not losing the town",
            ),
            (
                "Holt said it would rain, though there were no clouds there.",
                "it would rain, though there were",
                "it would rain, though there were no clouds there",
            ),
            (
                "Holt said he would leave if given a prominent, but unpaid, post.",
                "he would leave if given a prominent",
                "he would leave if given a prominent, but unpaid, post",
            ),
        ] {
            let cue = text.split(' ').nth(1).expect("a cue");
            assert_eq!(ended_content(text, ["Holt", cue, content]), [whole]);
        }
        let text = "Holt said the rain went on.";
        assert_eq!(
            ended_content(text, ["Holt", "said", "the rain went on"]),
            ["the rain went on"]
        );
    }

    #[test]
    fn a_content_ends_with_the_name_and_the_clause_in_its_end() {
        let text = "Officials said Mr. Orne will travel to Velin to sell the deal Mr. Holt announced this week.";
        let whole = "Mr. Orne will travel to Velin to sell the deal Mr. Holt announced this week";
        for cut in [
            "Mr. Orne will travel to Velin to sell the deal Mr.",
            "Mr. Orne will travel to Velin to sell the deal Mr. Holt",
        ] {
            let found = ended_content(text, ["Officials", "said", cut]);
            assert_eq!(found, [whole]);
        }
        let text = "Officials thanked Ada Holt (N.Y.), who led the effort.";
        let found = ended_content(text, ["Officials", "thanked", "Ada Holt (N.Y."]);
        assert_eq!(found, ["Ada Holt (N.Y.)"]);
        let text = "The talks failed, Mr. Holt said.";
        let found = ended_content(text, ["Mr. Holt", "said", "The talks failed"]);
        assert_eq!(found, ["The talks failed"]);
    }

    #[test]
    fn a_content_that_opens_with_a_verb_keeps_its_subject() {
        let text = "The office she pledged would be fair has failed.";
        let found = ended_content(text, ["she", "pledged", "would be fair"]);
        assert_eq!(found, ["The office", "would be fair"]);
    }
}
