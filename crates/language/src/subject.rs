//! What the sentence tells of a source that the tagger found or did not find.
//!
//! A cue without a source takes the subject of its clause: *Varga has embraced the plan, promising
//! to …*. A source lies in one sentence, and is nothing that tells only when.

use std::ops::Range;

use onrecord_record::{Attribution, Extent, Span, TimeExpression};

use crate::act;
use crate::clause::{self, Clause, Link, Verb};
use crate::document::Document;
use crate::inside;
use crate::lexicon::cue::Kind;
use crate::tag::Pos;

/// Tokens of the longest source that is looked for after a cue.
const LONGEST: usize = 60;

/// `found`, with the sources that the clauses tell where none stands beside the cue.
pub(crate) fn settled(
    document: &Document<'_>,
    times: &[TimeExpression],
    mut found: Vec<Attribution>,
) -> Vec<Attribution> {
    for one in &mut found {
        let cue = one.cue.as_ref().map(Extent::hull);
        let own = one
            .source
            .take()
            .and_then(|source| within(document, source, cue));
        let is_asked = cue.is_some_and(|cue| {
            is_put_to(document, cue) || is_under(document, cue) || is_answered(document, cue)
        });
        let own = own.filter(|source| !is_clause(document, source));
        let own = own.filter(|source| !is_hearer(document, source, cue));
        let own = own.map(|source| before_verb(document, source, cue));
        let own = own.map(|source| governing(document, source, cue));
        let own = own.map(|source| ended(document, times, source));
        one.source = own.filter(|source| !is_time(times, source) && !is_asked);
        if one.source.is_none() && !is_asked {
            let told = of(document, one).or_else(|| inverted(document, one));
            let told = told.or_else(|| around_aside(document, one));
            one.source = told.map(Extent::from);
        }
    }
    found
}

/// `source` without what tells when it spoke (*the trustees {last week}*), and without a clause about it that is
/// cut off (*Sen. Holt, {who on Monday unveiled her}*).
fn ended(document: &Document<'_>, times: &[TimeExpression], source: Extent) -> Extent {
    let tokens = document.tokens_in(source.hull());
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let is_comma = |at: usize| document.lower(at) == ",";
    let opens = |at: &usize| {
        let is_relative = matches!(pos(*at), Some(Pos::WP | Pos::WDT));
        is_relative && *at > tokens.start + 1 && is_comma(*at - 1)
    };
    let is_whole = |at: &usize| {
        let tells = (*at..tokens.end).any(|at| pos(at).is_some_and(Pos::is_finite));
        let last = pos(tokens.end - 1);
        let breaks_off = matches!(last, Some(Pos::PRPS | Pos::DT | Pos::IN | Pos::TO));
        tells && !breaks_off
    };
    let who = tokens.clone().rfind(opens).filter(|at| !is_whole(at));
    let time = times.iter().find(|time| {
        let words = document.tokens_in(time.span);
        words.end == tokens.end
            && words.start > tokens.start + 1
            && pos(words.start - 1) != Some(Pos::IN)
    });
    let time = time.map(|time| document.tokens_in(time.span).start);
    let end = who.map(|at| at - 1).or(time);
    let part = end.and_then(|end| clause::span_of(document, tokens.start..end));
    part.filter(|_| source.parts().len() == 1)
        .map_or(source, Extent::from)
}

/// *Since {she left the council}, blasted it*: a clause with a subject of its own is nobody.
fn is_clause(document: &Document<'_>, source: &Extent) -> bool {
    let tokens = document.tokens_in(source.hull());
    let mut pos = tokens.map(|at| document.tokens.get(at).map(|token| token.pos));
    pos.next() == Some(Some(Pos::PRP)) && pos.next().flatten().is_some_and(Pos::is_finite)
}

/// The part of `source` that lies in the sentence of the cue, where it runs over the end of one:
/// *… attorney Ada Holt. Varga said*.
fn within(document: &Document<'_>, source: Extent, cue: Option<Span>) -> Option<Extent> {
    let tokens = document.tokens_in(source.hull());
    let sentence = document.sentence_at(tokens.start)?;
    if tokens.end <= sentence.end || is_short_word(document, sentence.end) {
        return Some(source);
    }
    let after = cue.is_some_and(|cue| cue.start() >= source.hull().end());
    let part = match after {
        true => {
            document
                .sentence_at(tokens.end - 1)?
                .start
                .max(tokens.start)..tokens.end
        }
        false => tokens.start..sentence.end,
    };
    clause::span_of(document, part).map(Extent::from)
}

/// *{Holt} meets the head of the bank: “Resign!”*: who does it speaks, though the whole stands before the colon.
fn before_verb(document: &Document<'_>, source: Extent, cue: Option<Span>) -> Extent {
    let is_colon = cue.is_some_and(|cue| document.quote(cue) == ":");
    let tokens = document.tokens_in(source.hull());
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let verb = tokens.clone().skip(1).find(|at| {
        let about = matches!(pos(at - 1), Some(Pos::WP | Pos::WDT));
        let told = matches!(pos(*at), Some(Pos::VBD | Pos::VBZ | Pos::VBP));
        !about && told
    });
    let subject = verb
        .filter(|_| is_colon)
        .and_then(|verb| clause::span_of(document, tokens.start..verb));
    subject.map_or(source, Extent::from)
}

/// Does the sentence that ends at token `end` end with a short word and a stop? It may be an
/// abbreviation that no list holds: *Del. Ada Holt*.
fn is_short_word(document: &Document<'_>, end: usize) -> bool {
    const LETTERS: usize = 4;
    let word = end.checked_sub(2).map(|at| document.lower(at));
    word.is_some_and(|word| word.chars().count() <= LETTERS)
}

/// *When {asked} about it, he said*, *{asked} whether*: a question put to somebody, by nobody told.
fn is_put_to(document: &Document<'_>, cue: Span) -> bool {
    let mut tokens = document.tokens_in(cue);
    let is_form = |at: &usize| {
        matches!(
            document.lower(*at).as_str(),
            "was" | "were" | "is" | "being" | "been"
        )
    };
    let from = tokens.start;
    let first = tokens.find(|at| !is_form(at)).unwrap_or(from);
    let asks = matches!(
        document.lower(first).as_str(),
        "asked" | "pressed" | "questioned"
    );
    let before = first.checked_sub(1).map(|at| document.lower(at));
    let opens = document
        .sentence_at(first)
        .is_some_and(|sentence| sentence.start == first);
    let is_passive = before.is_some_and(|word| {
        matches!(
            word.as_str(),
            "when" | "if" | "once" | "was" | "were" | "being" | "been"
        )
    });
    let is_told = (first..first + 8).any(|at| document.lower(at) == "by");
    asks && (opens || is_passive) && !is_told
}

/// *{Responding to} charges that*: what others charge, told by nobody here.
fn is_answered(document: &Document<'_>, cue: Span) -> bool {
    let tokens = document.tokens_in(cue);
    let verb = clause::verb_lemma_at(document, tokens.start);
    let answers = matches!(verb.as_str(), "respond" | "react" | "reply");
    let noun = tokens.clone().skip(2).any(|at| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.pos.is_noun())
    });
    answers && document.lower(tokens.start + 1) == "to" && noun
}

/// *Came {under} fire for*: whoever does so is told of, and tells nothing.
fn is_under(document: &Document<'_>, cue: Span) -> bool {
    let mut tokens = document.tokens_in(cue);
    tokens.any(|at| {
        document.lower(at) == "under"
            && at.checked_sub(1).is_some_and(|before| {
                matches!(
                    clause::verb_lemma_at(document, before).as_str(),
                    "come" | "be" | "remain"
                )
            })
    })
}

/// *Some were {told} that, he was {accused} of*: the subject of a passive hears it, or is spoken of.
/// *She was {convinced}* and *was {quoted} as saying* tell what is the subject's own.
fn is_hearer(document: &Document<'_>, source: &Extent, cue: Option<Span>) -> bool {
    let Some(cue) = cue.map(|cue| document.tokens_in(cue)) else {
        return false;
    };
    // most cues hold no participle, and then there is nothing to take apart
    let may_be_passive = cue.clone().any(|at| {
        let pos = document.tokens.get(at).map(|token| token.pos);
        matches!(pos, Some(Pos::VBN | Pos::VBD))
    });
    let before = document.tokens_in(source.hull()).end <= cue.start;
    let is_open = before && may_be_passive;
    let Some(sentence) = document.sentence_at(cue.start).filter(|_| is_open) else {
        return false;
    };
    let clauses = clause::clauses(document, sentence);
    let is_own = |one: &&Clause| {
        one.verb
            .as_ref()
            .is_some_and(|verb| cue.contains(&verb.head))
    };
    let suffers = |one: &&Clause| {
        let passive = one.verb.as_ref().is_some_and(|verb| verb.passive);
        passive || is_joined_passive(document, &clauses, one)
    };
    let clause = clauses.iter().rev().filter(is_own).find(suffers);
    let verb = clause.and_then(|one| one.verb.as_ref());
    verb.is_some_and(|verb| is_told_to(document, verb))
}

/// Does a passive of `verb` tell what is said to its subject or of it?
fn is_told_to(document: &Document<'_>, verb: &Verb) -> bool {
    let quotes = matches!(
        verb.lemma.as_str(),
        "quote" | "cite" | "hear" | "force" | "decide"
    );
    let goes_on = document.lower(verb.head + 1) == "as";
    let act = act::of_words(document, &[verb.head]).map(|(_, act)| act);
    let speaks = matches!(act, Some(Kind::Said | Kind::Asked | Kind::Warned));
    let supposed = matches!(
        verb.lemma.as_str(),
        "think" | "believe" | "presume" | "assume" | "suppose" | "expect" | "consider" | "suspect"
    );
    (speaks || supposed) && !quotes && !goes_on
}

/// *had been stopped and {accused} of it*: a participle without a subject or an object, joined to a passive.
fn is_joined_passive(document: &Document<'_>, clauses: &[Clause], one: &Clause) -> bool {
    let first = one
        .joined_to
        .and_then(|first| clauses.get(first)?.verb.as_ref());
    let Some(verb) = one
        .verb
        .as_ref()
        .filter(|_| first.is_some_and(|verb| verb.passive))
    else {
        return false;
    };
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let has_subject = one
        .subject
        .clone()
        .any(|at| pos(at).is_some_and(|pos| pos.is_noun() || pos == Pos::PRP));
    let is_bare = matches!(pos(verb.head + 1), None | Some(Pos::IN | Pos::Mark));
    !has_subject && verb.auxiliaries.is_empty() && is_bare
}

/// The subject of the cue where `source` lies in a clause about it: *{the bill}, which Ostravia
/// opposed, addresses*.
fn governing(document: &Document<'_>, source: Extent, cue: Option<Span>) -> Extent {
    let told = cue.and_then(|cue| {
        let cue = document.tokens_in(cue);
        above(document, &source, cue.clone()).or_else(|| before_aside(document, &source, cue))
    });
    told.map_or(source, Extent::from)
}

/// The subject of the verb at `cue`, if `source` stands after it in a relative clause that ends
/// before the verb.
fn above(document: &Document<'_>, source: &Extent, cue: Range<usize>) -> Option<Span> {
    let words = document.tokens_in(source.hull());
    let sentence = document.sentence_at(cue.start)?;
    // side by side, nothing ends between the two
    if words.end >= cue.start || words.start < sentence.start {
        return None;
    }
    let clauses = clause::clauses(document, sentence);
    let index = clauses.iter().position(|one| {
        one.verb
            .as_ref()
            .is_some_and(|verb| cue.contains(&verb.head))
    })?;
    let own = inside::subject(document, &clauses, index)?;
    let about = clauses.iter().enumerate().find(|(number, one)| {
        let opens = one
            .marker
            .as_ref()
            .map_or(one.tokens.start, |marker| marker.start);
        *number != index
            && one.link == Link::Relative
            && opens > own.start
            && one.tokens.start <= words.start
            && words.end <= one.tokens.end
            && one.tokens.end <= cue.start
    });
    let (_, about) = about?;
    let opens = about
        .marker
        .as_ref()
        .map_or(about.tokens.start, |marker| marker.start);
    let mut end = own.end.min(opens);
    while end > own.start + 1 && !document.tokens.get(end - 1)?.pos.is_noun() {
        end -= 1;
    }
    clause::span_of(document, own.start..end)
}

/// The subject before an aside between dashes that holds `source`: *{Miners} — led by Roe, a deputy — have asked*.
fn before_aside(document: &Document<'_>, source: &Extent, cue: Range<usize>) -> Option<Span> {
    let words = document.tokens_in(source.hull());
    let sentence = document.sentence_at(cue.start)?;
    let is_dash = |at: &usize| matches!(document.lower(*at).as_str(), "—" | "–" | "--");
    let closing = cue.start.checked_sub(1).filter(is_dash)?;
    let opening = (sentence.start..words.start.min(closing))
        .rev()
        .find(is_dash)?;
    if words.end > cue.start {
        return None;
    }
    let tags = |at: &usize| document.tokens.get(*at).map(|token| token.pos);
    let opens = |at: &usize| matches!(tags(at), Some(Pos::CC | Pos::RB | Pos::Mark));
    let start = (sentence.start..opening).find(|at| !opens(at))?;
    let is_told = (start..opening).any(|at| tags(&at).is_some_and(Pos::is_finite));
    let has_noun = (start..opening).any(|at| tags(&at).is_some_and(Pos::is_noun));
    let subject = clause::span_of(document, start..opening)?;
    (has_noun && !is_told).then_some(subject)
}

/// *That October*.
fn is_time(times: &[TimeExpression], source: &Extent) -> bool {
    let hull = source.hull();
    let near = times.partition_point(|time| time.span.start() <= hull.start());
    let covers = |time: &TimeExpression| {
        let determiner = time.span.start().saturating_sub(hull.start());
        time.span.end() == hull.end() && determiner <= "that ".len() || time.span.contains(hull)
    };
    let first = near.saturating_sub(1);
    times.iter().skip(first).take(2).any(covers)
}

/// The subject of the clause in which the cue of `one` is the verb, if it is told in the active voice.
fn of(document: &Document<'_>, one: &Attribution) -> Option<Span> {
    let cue = document.tokens_in(one.cue.as_ref()?.hull());
    let clauses = clause::clauses(document, document.sentence_at(cue.start)?);
    let of_verb = |clause: &Clause| {
        clause
            .verb
            .as_ref()
            .is_some_and(|verb| cue.contains(&verb.head))
    };
    let index = match clauses.iter().position(of_verb) {
        Some(index) => index,
        None => of_participle(document, &clauses, cue.clone(), &one.content)?,
    };
    let verb = clauses[index].verb.as_ref()?;
    if cue.contains(&verb.head) && is_passive(document, verb) {
        return None;
    }
    let own = inside::subject(document, &clauses, index)?;
    let is_free = own.end <= cue.start || own.start >= cue.end;
    let span = clause::span_of(document, own).filter(|_| is_free)?;
    (!one.content.overlaps(span)).then_some(span)
}

/// Who stands after the cue that ends a quotation: *“…,” said {Holt, whose bridge fell}.*
fn inverted(document: &Document<'_>, one: &Attribution) -> Option<Span> {
    let cue = document.tokens_in(one.cue.as_ref()?.hull());
    let content = document.tokens_in(*one.content.parts().last()?);
    let sentence = document.sentence_at(cue.start)?;
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let follows = content.end <= cue.start
        && (content.end..cue.start).all(|at| pos(at) == Some(Pos::Mark))
        && cue.start > sentence.start;
    let opens = matches!(
        pos(cue.end),
        Some(Pos::NNP | Pos::PRPS | Pos::DT | Pos::PRP)
    );
    let is_verb = cue.len() == 1 && pos(cue.start).is_some_and(Pos::is_finite);
    if !follows || !opens || !is_verb {
        return None;
    }
    let reach = sentence.end.min(cue.end + LONGEST);
    let end = (cue.end..reach).find(|at| ends_name(document, *at));
    let mut end = end.unwrap_or(reach);
    // what stands in apposition goes on to the end of the sentence
    if document.lower(end) == "," {
        let rest = (end..reach).find(|at| is_break(document, *at));
        end = rest.unwrap_or(reach);
    }
    while end > cue.end && pos(end - 1) == Some(Pos::Mark) {
        end -= 1;
    }
    clause::span_of(document, cue.end..end)
}

/// Who stands at the head of the sentence, before what is put between: *{The Citadel}, as the seat is known, said*.
fn around_aside(document: &Document<'_>, one: &Attribution) -> Option<Span> {
    let cue = document.tokens_in(one.cue.as_ref()?.hull());
    let sentence = document.sentence_at(cue.start)?;
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let is_comma = |at: &usize| document.lower(*at) == ",";
    let opening = (sentence.start..cue.start).find(is_comma)?;
    let opens = matches!(
        document.lower(opening + 1).as_str(),
        "as" | "which" | "who" | "whose"
    );
    let closes = cue.start > opening + 1 && is_comma(&(cue.start - 1));
    let is_told = pos(cue.start).is_some_and(Pos::is_finite);
    let is_name = (sentence.start..opening).all(|at| {
        let pos = pos(at);
        pos.is_some_and(Pos::is_noun)
            || matches!(
                pos,
                Some(Pos::DT | Pos::JJ | Pos::POS | Pos::PRPS | Pos::CD)
            )
    });
    let has_noun = opening
        .checked_sub(1)
        .and_then(pos)
        .is_some_and(Pos::is_noun);
    (opens && closes && is_told && is_name && has_noun)
        .then(|| clause::span_of(document, sentence.start..opening))
        .flatten()
}

/// Does the word at `at` begin what is no part of a name: when or where it was said, an apposition?
fn ends_name(document: &Document<'_>, at: usize) -> bool {
    let around = [
        ",", "on", "in", "at", "after", "during", "when", "while", "as", "before", "since", "to",
    ];
    around.contains(&document.lower(at).as_str()) || is_break(document, at)
}

/// Does a quotation, or what is set apart, begin at `at`?
fn is_break(document: &Document<'_>, at: usize) -> bool {
    matches!(
        document.lower(at).as_str(),
        "“" | "\"" | "``" | "«" | ":" | ";" | "—" | "–" | "--"
    )
}

/// *Was expected*, and without its auxiliary, as headlines have it: *expected*.
fn is_passive(document: &Document<'_>, verb: &Verb) -> bool {
    let form = document.tokens.get(verb.head).map(|token| token.pos);
    verb.passive || verb.auxiliaries.is_empty() && form == Some(Pos::VBN)
}

/// The clause whose subject says what a participle tells: *…, saying that*; *after saying that, {she
/// was taken} to a clinic*.
fn of_participle(
    document: &Document<'_>,
    clauses: &[Clause],
    cue: Range<usize>,
    content: &Extent,
) -> Option<usize> {
    let first = document.tokens.get(cue.start)?;
    if first.pos != Pos::VBG {
        return None;
    }
    let is_told = |index: &usize| {
        let verb = clauses[*index].verb.as_ref();
        let token = verb.and_then(|verb| document.tokens.get(verb.head));
        token.is_some_and(|token| !content.overlaps(token.span))
    };
    let told = || (0..clauses.len()).filter(is_told);
    let holding = told().filter(|index| clauses[*index].tokens.contains(&cue.start));
    let index = holding
        .min_by_key(|index| clauses[*index].tokens.len())
        .or_else(|| told().find(|index| clauses[*index].link == Link::Main))?;
    (clauses[index].link != Link::Relative).then_some(index)
}

#[cfg(test)]
mod tests {
    use crate::testing;

    /// Who says what holds `words` in `text`.
    fn who(text: &str, words: &str) -> Vec<Option<String>> {
        let findings = testing::findings(text);
        let holding = findings.statements.iter().filter(|one| {
            let content = one.attribution.content.hull();
            content.of(text).contains(words)
        });
        let source = holding.map(|one| one.attribution.source.as_ref());
        source
            .map(|source| source.map(|source| source.hull().of(text).to_owned()))
            .collect()
    }

    #[test]
    fn who_stands_in_an_aside_does_not_say_what_its_subject_says() {
        let text = "House conservatives — lacking a reason to fight Mr. Rask, a well-liked member who has \
                    raised millions for the party — have begun protesting that his record is weak.";
        let subject = Some("House conservatives".to_owned());
        assert_eq!(who(text, "his record is weak"), [subject]);
    }

    #[test]
    fn who_stands_before_an_aside_speaks() {
        let text = "The Citadel, as the presidential seat in Velin is known, said the talks had been \"fruitful\" \
                    and had touched on \"every question.\"";
        assert_eq!(who(text, "touched on"), [Some("The Citadel".to_owned())]);
    }

    #[test]
    fn what_is_told_by_the_way_is_its_subjects() {
        let some = |name: &str| vec![Some(name.to_owned())];
        let text = "In May, several farmers' unions granted Ms. Lind a delay on an order to clear the runoff \
                    from a former Varga mine, saying her \"funds were less than expected.\"";
        assert_eq!(
            who(text, "less than expected"),
            some("several farmers' unions")
        );
        let text = "After saying her left hand was “so cold I could not hold the pen,” she was taken to a clinic.";
        assert_eq!(who(text, "so cold"), some("she"));
        let text = "He came to the council in 2011, after working on the dam in the lower valley, and promptly \
                    voted against Mayor Roe's water bill.";
        assert_eq!(who(text, "water bill"), some("He"));
        let text = "Candidate Ada Holt, like Roe, has encouraged the towns to spend more but has said she will \
                    hold to the treaty.";
        assert_eq!(
            who(text, "hold to the treaty"),
            some("Candidate Ada Holt, like Roe,")
        );
    }

    #[test]
    fn who_does_it_in_a_headline_speaks() {
        let text = "Holt meets the head of the bank: “You should resign.”";
        assert_eq!(who(text, "You should"), [Some("Holt".to_owned())]);
    }

    #[test]
    fn who_stands_after_the_cue_of_a_quotation_speaks() {
        let text = "“It must hold,” said Ada Holt, whose firm had built the bridge.";
        let holt = Some("Ada Holt, whose firm had built the bridge".to_owned());
        assert_eq!(who(text, "It must hold"), [holt]);
    }

    #[test]
    fn a_source_does_not_run_over_the_end_of_a_sentence() {
        let text =
            "The highest official was Lind County prosecutor Ada Holt. Varga said it was late.";
        assert_eq!(who(text, "it was late"), [Some("Varga".to_owned())]);
    }

    #[test]
    fn whoever_is_asked_does_not_ask() {
        let text = "When asked about the looming cuts, Varga said they were needed.";
        let asked = who(text, "looming cuts");
        assert!(
            !asked.contains(&Some("Varga".to_owned())) || asked.len() > 1,
            "{asked:?}"
        );
    }

    #[test]
    fn whoever_hears_or_is_spoken_of_does_not_speak() {
        let told = "Some people were told that the bridge would be closed for a month.";
        assert!(!who(told, "bridge").contains(&Some("Some people".to_owned())));
        let under = "The local authorities have also come under criticism for how they have handled the protests.";
        assert!(who(under, "handled").iter().all(Option::is_none));
    }

    #[test]
    fn the_subject_speaks_and_not_who_stands_in_the_clause_about_it() {
        let text = "Valdia, which Ostravia backs, has denied that its troops crossed the border.";
        assert_eq!(who(text, "crossed"), [Some("Valdia".to_owned())]);
    }

    #[test]
    fn a_quotation_left_open_runs_through_paragraphs_without_marks() {
        let text = "Holt wrote on Sunday: “I had to close the mill because it was unsafe.\n\nThe owner has paid for it.\n\nThere was nothing to hide!”";
        assert_eq!(who(text, "The owner has paid"), who(text, "I had to close"));
    }
}
