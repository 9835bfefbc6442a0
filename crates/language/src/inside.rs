//! Attributions inside contents, by their grammar: a clause with its own subject, a predicate that
//! attributes, and what it governs.
//!
//! *Officials said {the minister believes the port will close}*: the clause of *believes* has a subject
//! and a clause of its own. What the encoder finds inside contents is added to what is found here.
//! Scores are the shares that were right of each kind (`gold/nested.txt`, every second line).

mod agent;
mod complement;
mod noun;

use std::ops::Range;

use onrecord_record::{Attribution, Extent, Span};

use crate::clause::{self, Clause};
use crate::document::Document;
use crate::nest::FAIR;

/// The parts of an attribution as tokens, and how likely it is one.
#[derive(Debug, Clone)]
struct Frame {
    source: Range<usize>,
    cue: Range<usize>,
    content: Range<usize>,
    score: f32,
}

/// `found` with the attributions inside its contents added; a parent is the innermost one around.
/// Of two with the same words for a cue the one already there stays where its score is fair.
pub(crate) fn with_clauses(
    document: &Document<'_>,
    mut found: Vec<Attribution>,
) -> Vec<Attribution> {
    let outer = found.iter().take_while(|one| one.parent.is_none()).count();
    let mut grown: Vec<Attribution> = Vec::new();
    for (number, attribution) in found.iter().take(outer).enumerate() {
        for part in attribution.content.parts() {
            grown.extend(frames_in(document, *part).into_iter().filter_map(|frame| {
                let made = attribution_of(document, &frame, number)?;
                let free = attribution.cue.as_ref();
                let clear = free.is_none_or(|cue| made.cue.as_ref() != Some(cue));
                clear.then_some(made)
            }));
        }
    }
    let sure: Vec<Attribution> = found.split_off(outer);
    let (sure, unsure): (Vec<_>, Vec<_>) = sure.into_iter().partition(|one| one.score >= FAIR);
    grown.retain(|one| !sure.iter().any(|own| is_same_cue(one, own)));
    let apart = |one: &Attribution| !grown.iter().any(|new| is_same_cue(one, new));
    found.extend(sure);
    found.extend(unsure.into_iter().filter(apart));
    found.extend(grown);
    nested(found, outer)
}

/// Have both cues a word in common?
fn is_same_cue(one: &Attribution, other: &Attribution) -> bool {
    let cue = other.cue.as_ref().map(Extent::hull);
    cue.is_some_and(|cue| one.cue.as_ref().is_some_and(|own| own.overlaps(cue)))
}

/// Gives each attribution from number `outer` on the innermost one around it as its parent.
fn nested(mut found: Vec<Attribution>, outer: usize) -> Vec<Attribution> {
    for at in outer..found.len() {
        let Some(cue) = found[at].cue.as_ref().map(Extent::hull) else {
            continue;
        };
        let parent = found[at].parent;
        let around = (outer..found.len()).filter(|other| {
            *other != at && found[*other].parent == parent && found[*other].content.contains(cue)
        });
        let size = |other: &usize| {
            let hull = found[*other].content.hull();
            hull.end() - hull.start()
        };
        if let Some(inner) = around.min_by_key(size) {
            found[at].parent = Some(inner);
        }
    }
    found
}

fn attribution_of(document: &Document<'_>, frame: &Frame, parent: usize) -> Option<Attribution> {
    let span = |tokens: &Range<usize>| clause::span_of(document, tokens.clone());
    Some(Attribution {
        source: Some(span(&frame.source)?.into()),
        cue: Some(span(&frame.cue)?.into()),
        content: span(&frame.content)?.into(),
        score: frame.score,
        parent: Some(parent),
    })
}

/// The attributions in `part` of a content, sentence by sentence.
fn frames_in(document: &Document<'_>, part: Span) -> Vec<Frame> {
    let within = document.tokens_in(part);
    let sentences = document.sentences.get(document.sentences_in(part));
    let mut found = Vec::new();
    for sentence in sentences.unwrap_or(&[]) {
        let tokens = within.start.max(sentence.tokens.start)..within.end.min(sentence.tokens.end);
        if tokens.is_empty() {
            continue;
        }
        let clauses = clause::clauses(document, tokens.clone());
        found.extend(noun::frames(document, &clauses, &tokens));
        found.extend(agent::according(document, &tokens));
        found.extend(
            (0..clauses.len()).filter_map(|index| of_clause(document, &clauses, index, &tokens)),
        );
    }
    found
}

/// What the clause attributes: to its subject, or in the passive to the agent.
fn of_clause(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
    sentence: &Range<usize>,
) -> Option<Frame> {
    let verb = clauses[index].verb.as_ref()?;
    if verb.passive && verb.complement.is_none() {
        return agent::passive(document, clauses, index);
    }
    let source = subject(document, clauses, index)?;
    let governed = complement::of(document, clauses, index)
        .or_else(|| complement::before(document, clauses, index, sentence))?;
    Some(Frame {
        source,
        cue: governed.cue,
        content: governed.content,
        score: governed.score,
    })
}

/// The subject of a clause, or of the one it is joined to; without what is fronted.
pub(crate) fn subject(
    document: &Document<'_>,
    clauses: &[Clause],
    index: usize,
) -> Option<Range<usize>> {
    let clause = &clauses[index];
    let own = trimmed(document, clause.subject.clone());
    if own.is_empty() {
        let marker = clause.marker.clone().filter(|words| {
            matches!(document.lower(words.start).as_str(), "who")
                && clause.link == clause::Link::Relative
        });
        return marker.or_else(|| subject(document, clauses, clause.joined_to?));
    }
    let own = match ends_in_own(document, &own) {
        true => own.end - 1..own.end,
        false => own,
    };
    let is_empty_word = own.len() == 1
        && matches!(
            document.lower(own.start).as_str(),
            "it" | "there" | "that" | "this"
        )
        && clause
            .verb
            .as_ref()
            .is_some_and(|verb| verb.complement.is_some());
    (!is_empty_word).then_some(own)
}

/// *the policies {she} supported*: of two subjects the nearer one is the clause's own.
pub(crate) fn ends_in_own(document: &Document<'_>, subject: &Range<usize>) -> bool {
    let Some(last) = subject.end.checked_sub(1) else {
        return false;
    };
    let pronouns = ["i", "he", "she", "we", "they", "you"];
    let joined = subject.len() > 1 && matches!(document.lower(last - 1).as_str(), "and" | "or");
    pronouns.contains(&document.lower(last).as_str()) && !joined
}

/// Without fronted adverbials, conjunctions and marks: from after the last comma unless it parts an
/// apposition from its noun.
fn trimmed(document: &Document<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let is_loose = |at: usize| {
        let word = document.lower(at);
        !word.starts_with(char::is_alphanumeric)
            || matches!(word.as_str(), "and" | "but" | "so")
            || clause::is_adverb(document, at)
    };
    while !tokens.is_empty() && is_loose(tokens.start) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && is_loose(tokens.end - 1) {
        tokens.end -= 1;
    }
    if is_preposition(document, tokens.start) {
        let comma = tokens.clone().rfind(|at| document.lower(*at) == ",");
        return match comma {
            Some(comma) => trimmed(document, comma + 1..tokens.end),
            None => tokens.end..tokens.end,
        };
    }
    tokens
}

fn is_preposition(document: &Document<'_>, at: usize) -> bool {
    let token = document.tokens.get(at);
    token.is_some_and(|token| matches!(token.pos, crate::tag::Pos::IN | crate::tag::Pos::TO))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn said(content: Span) -> Attribution {
        Attribution {
            source: None,
            cue: None,
            content: content.into(),
            score: 0.9,
            parent: None,
        }
    }

    /// What stands inside the content that follows the first *said*: source, cue and content.
    fn inside(text: &str) -> Vec<[String; 3]> {
        let document = testing::read(text);
        let at = text.find("said ").expect("somebody said it") + "said ".len();
        let content = Span::new(text, at..text.len() - 1).expect("on borders");
        let words = |extent: &Option<Extent>| {
            let hull = extent.as_ref().map(Extent::hull);
            hull.map_or(String::new(), |span| span.of(text).to_owned())
        };
        let found = with_clauses(&document, vec![said(content)]);
        found[1..]
            .iter()
            .map(|one| {
                let content = one.content.hull().of(text).to_owned();
                [words(&one.source), words(&one.cue), content]
            })
            .collect()
    }

    #[test]
    fn a_subject_a_predicate_and_what_it_governs() {
        let cases: [(&str, &[&str]); 9] = [
            (
                "Officials said the minister believes the port will close.",
                &["the minister|believes|the port will close"],
            ),
            (
                "Ms Orne said her agent was certain that the deal had failed.",
                &["her agent|was certain|the deal had failed"],
            ),
            (
                "The clerk said police had never asked whether the door was locked.",
                &["police|had never asked|whether the door was locked"],
            ),
            (
                "The mayor said the union had threatened to block the bridge.",
                &["the union|had threatened|to block the bridge"],
            ),
            (
                "The coach said fans want cheaper tickets.",
                &["fans|want|cheaper tickets"],
            ),
            (
                "The nurse said she was told by the matron that the ward would close.",
                &["the matron|was told|the ward would close"],
            ),
            (
                "The envoy said that, according to the draft, Ostravia would pay.",
                &["the draft|according to|Ostravia would pay"],
            ),
            (
                "The lawyer said his client's claim that the letter was forged had been proved.",
                &["his client's|claim|the letter was forged"],
            ),
            (
                "The report said the bridge shows cracks and needs a new deck.",
                &[],
            ),
        ];
        for (text, wanted) in cases {
            let found: Vec<String> = inside(text).iter().map(|one| one.join("|")).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn what_is_inside_what_is_inside_hangs_on_it() {
        let text =
            "The lawyer said the firm denies that its directors knew that the fund was empty.";
        let document = testing::read(text);
        let content = Span::new(text, 16..text.len() - 1).expect("on borders");
        let parents: Vec<Option<usize>> = with_clauses(&document, vec![said(content)])
            .iter()
            .map(|one| one.parent)
            .collect();
        assert_eq!(parents, [None, Some(0), Some(1)]);
    }
}
