//! Quotations that the attributions leave out: what stands between quotation marks is somebody's,
//! even where no cue tells whose.
//!
//! A quotation that goes on in the next paragraph belongs to who began it. A whole sentence in
//! quotation marks with nobody beside it is kept as said by a source that is not told.

use onrecord_record::{Attribution, Extent, Span};

use crate::act;
use crate::clause;
use crate::document::Document;
use crate::event::phrase;
use crate::lexicon::cue::Kind;
use crate::quotation::Quotations;
use crate::tag::Pos;

/// Words of the shortest quotation that is a sentence of its own.
const SHORTEST: usize = 4;
/// Claims that may begin between the start of one and the words it holds.
const NEAR: usize = 16;
/// What is known of a relation of which only the content stands in the text.
const BARE: f32 = 0.5;
/// Tokens between a quotation and the verb of its speaker, at most.
const FRAME: usize = 32;
/// What is known of a quotation with a speaker and a verb of saying right beside it.
const BESIDE: f32 = 0.9;

/// `found`, with what goes on in the next paragraph, and with the quotations nobody claims.
pub(crate) fn completed(
    document: &Document<'_>,
    quotations: &Quotations,
    mut found: Vec<Attribution>,
) -> Vec<Attribution> {
    let claims = Claims::new(&found);
    let mut before: Option<(Span, usize)> = None;
    for span in &quotations.spans {
        let held = claims.of(*span);
        let claimed = held.map(|held| by_the_way(document, &mut found, before, (held, *span)));
        let owner = match claimed {
            Some(owner) => match told_by(document, *span) {
                Some(one) => Some(reassigned(document, &mut found, (owner, *span), one)),
                None => Some(owner),
            },
            None if let Some(one) = told_by(document, *span) => {
                found.push(one);
                None
            }
            None if let Some(one) = led_to(document, *span) => {
                found.push(one);
                Some(found.len() - 1)
            }
            None if let Some((_, owner)) = before.filter(|(last, owner)| {
                let cue = found.get(*owner).and_then(|one| one.cue.as_ref());
                cue.is_some_and(|cue| follows(document, cue, [*last, *span]))
            }) =>
            {
                extend(&mut found, owner, *span);
                Some(owner)
            }
            // a name in marks parts nothing
            None if !is_sentence(document, *span) => continue,
            None => match before.filter(|(last, _)| goes_on(document, *last, *span)) {
                Some((_, owner)) => {
                    extend(&mut found, owner, *span);
                    Some(owner)
                }
                None => {
                    found.push(bare(*span));
                    None
                }
            },
        };
        before = owner.map(|owner| (*span, owner));
    }
    found
}

/// Which attribution each stretch of the text belongs to, in text order.
struct Claims(Vec<(Span, usize)>);

impl Claims {
    fn new(found: &[Attribution]) -> Claims {
        let mut claims = Vec::new();
        for (owner, one) in found.iter().enumerate() {
            let cue = one.cue.iter().flat_map(|cue| cue.parts());
            claims.extend(
                one.content
                    .parts()
                    .iter()
                    .chain(cue)
                    .map(|part| (*part, owner)),
            );
        }
        claims.sort_unstable();
        Claims(claims)
    }

    /// The attribution that the last words in `span` belong to.
    fn of(&self, span: Span) -> Option<usize> {
        let after = self
            .0
            .partition_point(|(claim, _)| claim.start() < span.end());
        let near = self.0.get(after.saturating_sub(NEAR)..after)?;
        let claim = near.iter().rev().find(|(claim, _)| claim.overlaps(span))?;
        Some(claim.1)
    }
}

/// *“He is fine,” {Holt} {said} of Roe*, *“Fine,” {said} {Holt}*: who is told right behind the comma of a quotation.
fn told_by(document: &Document<'_>, span: Span) -> Option<Attribution> {
    let tokens = document.tokens_in(span);
    let after = tokens.end;
    // *on “Face the River,” Holt said*
    let opens = document.sentence_at(tokens.start)?.start == tokens.start;
    let mark = after.checked_sub(2).map(|at| document.lower(at));
    let is_frame = matches!(mark.as_deref(), Some("," | "!" | "?"));
    let sentence = document.sentence_at(after)?;
    let token = document.tokens.get(after)?;
    let is_beside = paragraph_of(document, token.span) == paragraph_of(document, span);
    if !opens || !is_frame || !is_beside || sentence.end <= after {
        return None;
    }
    let says = |at: usize| {
        let finite = document
            .tokens
            .get(at)
            .is_some_and(|token| token.pos.is_finite());
        let act = act::of_words(document, &[at]).map(|(_, act)| act);
        finite
            && matches!(
                act,
                Some(Kind::Said | Kind::Wrote | Kind::Asked | Kind::Warned)
            )
    };
    let (source, cue) = if says(after) {
        let source = phrase::noun_phrase(document, after + 1, sentence.end);
        (source, after..after + 1)
    } else {
        let verb = speaker_end(document, after, sentence.end).filter(|verb| says(*verb))?;
        let comma = document.lower(verb - 1) == ",";
        (after..verb - usize::from(comma), verb..verb + 1)
    };
    let source = clause::span_of(document, source)?;
    Some(Attribution {
        source: Some(source.into()),
        cue: Some(clause::span_of(document, cue)?.into()),
        content: Extent::from(span),
        score: BESIDE,
        parent: None,
    })
}

/// *Holt {responded} in a statement on Friday: “I have no idea.”*, *…: ⏎ “I have no idea.”*: whoever speaks in the
/// sentence that leads to a quotation, which nothing else claims.
fn led_to(document: &Document<'_>, span: Span) -> Option<Attribution> {
    let own = document.tokens_in(span).start;
    let colon = own.checked_sub(1).filter(|at| document.lower(*at) == ":")?;
    let sentence = document.sentence_at(colon)?;
    let clauses = clause::clauses(document, sentence.start..colon);
    let main = clauses
        .iter()
        .find(|one| one.parent.is_none() && one.verb.is_some())?;
    let verb = main.verb.as_ref().filter(|verb| !verb.passive)?;
    let (_, act) = act::of_words(document, &[verb.head])?;
    let says = matches!(
        act,
        Kind::Said | Kind::Wrote | Kind::Asked | Kind::Warned | Kind::Denied
    );
    if !says || main.subject.is_empty() || paragraph_gap(document, colon, own) > 1 {
        return None;
    }
    Some(Attribution {
        source: Some(clause::span_of(document, main.subject.clone())?.into()),
        cue: Some(clause::span_of(document, verb.head..verb.head + 1)?.into()),
        content: Extent::from(span),
        score: BESIDE,
        parent: None,
    })
}

/// How many paragraphs lie between two tokens.
fn paragraph_gap(document: &Document<'_>, one: usize, other: usize) -> usize {
    let of = |at: usize| {
        document
            .tokens
            .get(at)
            .map(|token| paragraph_of(document, token.span))
    };
    match (of(one), of(other)) {
        (Some(one), Some(other)) => other.saturating_sub(one),
        _ => usize::MAX,
    }
}

/// The first finite verb after the noun phrase at token `from`, an aside between two commas passed over.
fn speaker_end(document: &Document<'_>, from: usize, end: usize) -> Option<usize> {
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let opens = pos(from).is_some_and(|pos| {
        pos.is_noun() || pos.is_name() || matches!(pos, Pos::DT | Pos::PRP | Pos::JJ)
    });
    let near = from + 1..end.min(from + FRAME);
    let verb = near
        .clone()
        .find(|at| pos(*at).is_some_and(Pos::is_finite))?;
    let commas = (from..verb).filter(|at| document.lower(*at) == ",").count();
    let closed = commas == 0 || commas > 1 && document.lower(verb - 1) == ",";
    (opens && closed).then_some(verb)
}

/// Gives the quotation `span`, which stands with what somebody said elsewhere, to its own frame `one`;
/// tells whose it is then.
fn reassigned(
    document: &Document<'_>,
    found: &mut Vec<Attribution>,
    (owner, span): (usize, Span),
    one: Attribution,
) -> usize {
    let cue = one.cue.as_ref().map(Extent::hull);
    let is_own = |other: &Attribution| {
        let hull = other.cue.as_ref().map(Extent::hull);
        hull.zip(cue).is_some_and(|(own, cue)| own.overlaps(cue))
    };
    let Some(holder) = found
        .get_mut(owner)
        .filter(|holder| holder.cue.is_some() && !is_own(holder))
    else {
        return owner;
    };
    let Some(content) = without(document, &holder.content, span) else {
        return owner;
    };
    holder.content = content;
    match found.iter().position(is_own) {
        Some(other) => {
            extend(found, other, span);
            other
        }
        None => {
            found.push(one);
            found.len() - 1
        }
    }
}

/// Whose the quotation `span` is, which was given to what the attribution `held` tells in passing between
/// it and the quotation `before`, in another paragraph, or in a sentence that begins after it: *“If so,”
/// Holt said, {pointing at the dam}, “we win.”* is all Holt's.
fn by_the_way(
    document: &Document<'_>,
    found: &mut [Attribution],
    before: Option<(Span, usize)>,
    (held, span): (usize, Span),
) -> usize {
    let cue = |one: usize| found.get(one)?.cue.as_ref();
    let is_passing = |last: Span| {
        let tokens = cue(held).map(|cue| document.tokens_in(cue.hull()));
        tokens.is_some_and(|tokens| {
            let first = document.tokens.get(tokens.start);
            let comma = tokens.start.checked_sub(1).map(|at| document.lower(at));
            first.is_some_and(|token| token.pos == Pos::VBG)
                && comma.as_deref() == Some(",")
                && document.tokens_in(last).end <= tokens.start
        })
    };
    let is_apart = || {
        let own = cue(held).map(Extent::hull);
        let is_ended = within_marks(document, span).ends_with('.');
        own.is_some_and(|own| {
            let beyond = paragraph_of(document, own) != paragraph_of(document, span);
            beyond || is_ended && own.start() >= span.end()
        })
    };
    let frames = |(last, owner): &(Span, usize)| {
        let own = cue(*owner).is_some_and(|cue| follows(document, cue, [*last, span]));
        own && *owner != held && (is_passing(*last) || is_apart())
    };
    let Some((last, owner)) = before.filter(frames) else {
        return held;
    };
    let rest = found
        .get(held)
        .and_then(|one| without(document, &one.content, span));
    // *he said, {according to} excerpts*: what stands before it is passed on
    let told = rest.or_else(|| is_passing(last).then(|| Extent::from(last)));
    let Some((one, content)) = found.get_mut(held).zip(told) else {
        return held;
    };
    one.content = content;
    extend(found, owner, span);
    owner
}

/// `content` without the quotation `span`, and without the commas beside it.
fn without(document: &Document<'_>, content: &Extent, span: Span) -> Option<Extent> {
    let own = document.tokens_in(span);
    let is_comma = |at: &usize| document.lower(*at) == ",";
    let ahead = own
        .start
        .checked_sub(1)
        .filter(is_comma)
        .unwrap_or(own.start);
    let behind = own.end + usize::from(is_comma(&own.end));
    let cut = |part: &Span| {
        let tokens = document.tokens_in(*part);
        let (before, after) = (tokens.start..ahead, behind..tokens.end);
        match part.overlaps(span) {
            true => [
                clause::span_of(document, before),
                clause::span_of(document, after),
            ],
            false => [Some(*part), None],
        }
    };
    Extent::new(content.parts().iter().flat_map(cut).flatten().collect())
}

/// The words of the quotation `span` without the mark that closes it.
fn within_marks<'a>(document: &'a Document<'_>, span: Span) -> &'a str {
    document.quote(span).trim_end_matches(['"', '”', '’', '\''])
}

/// Does it open like a sentence, and has it a verb of its own?
fn is_sentence(document: &Document<'_>, span: Span) -> bool {
    let tokens = document.tokens_in(span);
    let Some(tokens) = document.tokens.get(tokens) else {
        return false;
    };
    let words: Vec<_> = tokens
        .iter()
        .filter(|token| document.quote(token.span).contains(char::is_alphanumeric))
        .collect();
    let opens = words
        .first()
        .is_some_and(|first| document.quote(first.span).starts_with(char::is_uppercase));
    opens && words.len() >= SHORTEST && words.iter().any(|token| token.pos.is_finite())
}

/// Which paragraph `span` begins in.
fn paragraph_of(document: &Document<'_>, span: Span) -> usize {
    let paragraphs = &document.paragraphs;
    paragraphs.partition_point(|one| one.span.end() <= span.start())
}

/// Does `span` open the paragraph after the one that `last` leaves open to its end?
fn goes_on(document: &Document<'_>, last: Span, span: Span) -> bool {
    let (from, to) = (paragraph_of(document, last), paragraph_of(document, span));
    let ends = document.paragraphs.get(from);
    let opens = document.paragraphs.get(to);
    let is_open = ends.is_some_and(|one| one.span.end() == last.end())
        && !document
            .quote(last)
            .ends_with(['"', '”', '»', '’', '\'', '」', '›']);
    to == from + 1 && is_open && opens.is_some_and(|one| one.span.start() == span.start())
}

/// Does the quotation `span` go on with what was said before it in the paragraph, in `last`, by the
/// words of `cue`: *“It’s over,” she {said} of the race. {“In my head, anyway.”}*? One sentence about
/// the speaker may stand between. Or does it end the sentence: *“If so,” Holt {said}, smiling, {“we
/// win.”}*
fn follows(document: &Document<'_>, cue: &Extent, [last, span]: [Span; 2]) -> bool {
    let own = document.tokens_in(span).start;
    let between = document.tokens_in(last).end..own;
    let cue = document.tokens_in(cue.hull());
    let is_framed = cue.start >= between.start && cue.end <= between.end;
    let same_paragraph = paragraph_of(document, last) == paragraph_of(document, span);
    let Some(frame) = document.sentence_at(between.start) else {
        return false;
    };
    let starts = document
        .sentence_at(own)
        .is_some_and(|one| one.start == own);
    let is_about = || {
        let next = document.sentence_at(frame.end);
        next.is_some_and(|one| {
            let opener = document.lower(one.start);
            one.end == own && matches!(opener.as_str(), "he" | "she" | "they")
        })
    };
    let begins = starts && (frame.end == own || is_about());
    let is_comma = |at: usize| document.lower(at) == ",";
    let joins = own
        .checked_sub(1)
        .filter(|at| document.lower(*at) == "and")
        .unwrap_or(own);
    let is_open = within_marks(document, last).ends_with(',');
    let ends = is_open && own < frame.end && joins.checked_sub(1).is_some_and(is_comma);
    is_framed && same_paragraph && (begins || ends)
}

fn extend(found: &mut [Attribution], owner: usize, span: Span) {
    if let Some(one) = found.get_mut(owner) {
        let parts = one.content.parts().iter().copied().chain([span]).collect();
        if let Some(content) = Extent::new(parts) {
            one.content = content;
        }
    }
}

/// A quotation with neither cue nor source.
fn bare(span: Span) -> Attribution {
    Attribution {
        source: None,
        cue: None,
        content: Extent::from(span),
        score: BARE,
        parent: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn contents(text: &str, cut: &[(&str, &str)]) -> Vec<String> {
        let document = testing::read(text);
        let span = |words: &str| {
            let at = text.find(words).expect("the words stand there");
            Span::new(text, at..at + words.len()).expect("on borders")
        };
        let found = cut.iter().map(|(cue, content)| Attribution {
            source: None,
            cue: Some(span(cue).into()),
            content: Extent::new(content.split(" | ").map(span).collect()).expect("parts"),
            score: 1.0,
            parent: None,
        });
        let completed = super::completed(&document, &Quotations::of(&document), found.collect());
        let joined = |one: &Attribution| {
            let parts = one.content.parts().iter().map(|part| document.quote(*part));
            parts.collect::<Vec<_>>().join(" | ")
        };
        completed.iter().map(joined).collect()
    }

    #[test]
    fn a_quotation_that_goes_on_belongs_to_who_began_it() {
        let text = "Holt said: “The gate is shut.\n\n“It stays shut until May.”";
        let parts = contents(text, &[("said", "“The gate is shut.")]);
        assert_eq!(parts, ["“The gate is shut. | “It stays shut until May.”"]);
    }

    #[test]
    fn who_leads_to_a_quotation_with_a_colon_says_it() {
        let text = "Holt responded to the charge in a statement on Friday:\n\n“I had nothing to do with it.\n\n“It is \
                    his problem.”";
        let document = testing::read(text);
        let found = super::completed(&document, &Quotations::of(&document), Vec::new());
        let [one] = found.as_slice() else {
            panic!("{found:?}");
        };
        let source = one
            .source
            .as_ref()
            .map(|source| document.quote(source.hull()));
        assert_eq!(source, Some("Holt"));
        assert_eq!(one.content.parts().len(), 2);
        let text = "Holt waited at the gate for an hour:\n\n“I had nothing to do with it.”";
        let document = testing::read(text);
        let found = super::completed(&document, &Quotations::of(&document), Vec::new());
        assert!(found.iter().all(|one| one.source.is_none()), "{found:?}");
    }

    #[test]
    fn a_sentence_in_marks_that_nobody_claims_is_kept() {
        let text = "Holt said “we won”.\n\n“The gate was open all night.”\n\nHe read “The Long Road” twice.";
        let parts = contents(text, &[("said", "“we won”")]);
        assert_eq!(parts, ["“we won”", "“The gate was open all night.”"]);
    }

    #[test]
    fn whoever_stands_right_behind_the_comma_said_it() {
        let text = "“He is fine,” Gov. Ada Holt said of Mr. Roe.\n\n“Fine,” said Tomas Lind.\n\n\
                    On “Face the River,” Ben Roe said it was old.";
        let text = &format!("{text}\n\n“Will we?”\n\nBen Roe said so.");
        let document = testing::read(text);
        let found = super::completed(&document, &Quotations::of(&document), Vec::new());
        let told = found
            .iter()
            .filter_map(|one| Some(document.quote(one.source.as_ref()?.hull())));
        assert_eq!(told.collect::<Vec<_>>(), ["Gov. Ada Holt", "Tomas Lind"]);
    }

    #[test]
    fn what_has_a_frame_of_its_own_is_nobody_elses() {
        let text = "“We were like ducks,” Ada Holt said.\n\n“It was bad,” Sen. Ben Roe, R-North, said on Friday.";
        let document = testing::read(text);
        let span = |words: &str| {
            let at = text.find(words).expect("the words stand there");
            Span::new(text, at..at + words.len()).expect("on borders")
        };
        let both = vec![span("“We were like ducks,”"), span("“It was bad,”")];
        let holt = Attribution {
            source: Some(span("Ada Holt").into()),
            cue: Some(span("said").into()),
            content: Extent::new(both).expect("two parts"),
            score: 1.0,
            parent: None,
        };
        let found = super::completed(&document, &Quotations::of(&document), vec![holt]);
        let told = found.iter().map(|one| {
            let source = one
                .source
                .as_ref()
                .map_or("", |source| document.quote(source.hull()));
            format!("{source}: {}", document.quote(one.content.hull()))
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                "Ada Holt: “We were like ducks,”",
                "Sen. Ben Roe, R-North: “It was bad,”"
            ]
        );
    }

    #[test]
    fn what_follows_in_the_paragraph_is_still_said() {
        let text = "“He is right. The roads are bad,” Holt said on Monday on River TV’s “Lind and \
                    Friends.” “I mean, there is a lot of anger about it.”";
        let parts = contents(text, &[("said", "“He is right. The roads are bad,”")]);
        let both =
            "“He is right. The roads are bad,” | “I mean, there is a lot of anger about it.”";
        assert_eq!(parts, [both]);
        let text = "“We had floods in the past,” Holt said after meeting with Mayor Ben Roe. He did not \
                    offer help. “Our goal is to start again.”";
        let parts = contents(text, &[("said", "“We had floods in the past,”")]);
        assert_eq!(
            parts,
            ["“We had floods in the past,” | “Our goal is to start again.”"]
        );
        let text = "“It’s over,” she said of the long race, in which she was sure that Roe would win. “In my \
                    head, anyway.”";
        let parts = contents(text, &[("said", "“It’s over,”")]);
        assert_eq!(parts, ["“It’s over,” | “In my head, anyway.”"]);
        let text = "“Each time you say that,” Holt said, referring to the shares, “you help them.”";
        let parts = contents(text, &[("said", "“Each time you say that,”")]);
        assert_eq!(parts, ["“Each time you say that,” | “you help them.”"]);
        let shares = ("referring to", "the shares, “you help them.”");
        let parts = contents(text, &[("said", "“Each time you say that,”"), shares]);
        assert_eq!(
            parts,
            ["“Each time you say that,” | “you help them.”", "the shares"]
        );
        let text =
            "“I cannot,” Holt told the Gazette. “It may rain.” She even joked about leaving.";
        let joke = ("joked about", "“It may rain.” | leaving");
        let parts = contents(text, &[("told the Gazette", "“I cannot,”"), joke]);
        assert_eq!(parts, ["“I cannot,” | “It may rain.”", "leaving"]);
        let text = "“I cannot,” Holt said, according to notes by an aide. “It may rain.”";
        let notes = ("according to", "“It may rain.”");
        let parts = contents(text, &[("said", "“I cannot,”"), notes]);
        assert_eq!(parts, ["“I cannot,” | “It may rain.”", "“I cannot,”"]);
        let text = "“Aha,” she said on Monday. “We will look at it.”\n\nHolt said that it was old.";
        let next = ("Holt said", "“We will look at it.” | that it was old");
        let parts = contents(text, &[("she said", "“Aha,”"), next]);
        assert_eq!(parts, ["“Aha,” | “We will look at it.”", "that it was old"]);
        let text = "“It’s over,” she said of the long race. Lind had no doubts. “In my head it is not over.”";
        let parts = contents(text, &[("said", "“It’s over,”")]);
        assert_eq!(parts.len(), 2, "{parts:?}");
    }

    #[test]
    fn a_closed_quotation_does_not_go_on() {
        let text = "Holt said: “The gate is shut.”\n\n“It was never open at all.”";
        let parts = contents(text, &[("said", "“The gate is shut.”")]);
        assert_eq!(parts.len(), 2, "{parts:?}");
    }
}
