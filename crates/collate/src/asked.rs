//! Which findings are questions that want an answer, and what came after each.
//!
//! A statement is one if somebody with a name asked it. A question by nobody with a name, or in the
//! article's own voice, may be there for its sound (*who would believe that?*): it is one only where
//! the same or the next sentence tells that somebody did not answer.
//!
//! An answer seldom repeats the words of its question. So a question counts as unanswered only where
//! nobody is heard soon after it: a wrong *no answer* is worse than none.

use onrecord_record::{
    Absence, AbsenceKind, Act, Article, Extent, Reading, SourceKind, Span, Statement, Voice,
};

use crate::proposition::Finding;

/// A question that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The finding that is the question.
    pub finding: Finding,
    /// What came after it.
    pub sequel: Sequel,
}

/// What comes after a question in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sequel {
    /// Somebody did not answer: the absence, by number, that tells so.
    Refused(usize),
    /// Somebody speaks, whether in answer or not; or the asker goes on, and wanted none.
    Heard,
    /// Nobody speaks.
    Silence,
}

/// The questions that `reading` tells, statements first, each in order.
pub fn asked(reading: &Reading) -> Vec<Asked> {
    let findings = &reading.findings;
    let mut found = Vec::new();
    for (at, one) in findings.statements.iter().enumerate() {
        if !is_question(one) || one.attribution.parent.is_some() {
            continue;
        }
        let sequel = sequel(reading, one);
        if matches!(sequel, Sequel::Refused(_)) || is_by_a_name(reading, one) {
            let finding = Finding::Statement(at);
            found.push(Asked { finding, sequel });
        }
    }
    for (at, one) in findings.narration.iter().enumerate() {
        let is_told = |other: &Statement| other.attribution.content.hull().overlaps(one.span);
        if one.mood.question && !findings.statements.iter().any(is_told) {
            let refusal = refusal(reading, one.span);
            found.extend(refusal.map(|refusal| Asked {
                finding: Finding::Narration(at),
                sequel: Sequel::Refused(refusal),
            }));
        }
    }
    found
}

/// Does somebody with a name ask? Whoever *was asked* is not the one who did.
fn is_by_a_name(reading: &Reading, statement: &Statement) -> bool {
    const PASSIVE: [&str; 5] = ["was", "were", "been", "being", "be"];
    let Some(Voice::Source(id)) = statement.chain.last() else {
        return false;
    };
    let kind = reading.findings.source(*id).map(|source| source.kind);
    let words = statement.attribution.cue.iter().flat_map(Extent::parts);
    let mut words = words.flat_map(|part| reading.article.quote(*part).split_whitespace());
    matches!(
        kind,
        Some(SourceKind::Person | SourceKind::Office | SourceKind::Organisation)
    ) && !words.any(|word| PASSIVE.contains(&word.to_lowercase().as_str()))
}

fn is_question(statement: &Statement) -> bool {
    statement.act == Act::Asked && statement.mood.question
}

/// What comes after a statement that asks.
fn sequel(reading: &Reading, statement: &Statement) -> Sequel {
    let question = hull(statement);
    match refusal(reading, question) {
        Some(refusal) => Sequel::Refused(refusal),
        None if is_heard(reading, question) || goes_on(reading, statement) => Sequel::Heard,
        None => Sequel::Silence,
    }
}

/// Does somebody speak in the sentence of `question`, or soon after it?
fn is_heard(reading: &Reading, question: Span) -> bool {
    let text = &reading.article.text;
    let soon = question.end()..reach(text, question.end());
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or("");
    let speaks = |one: &Statement| {
        let words = hull(one);
        let is_by = soon.contains(&words.start())
            || words.end() <= question.start()
                && stops(between(words.end(), question.start())) == 0;
        is_by && !is_question(one) && one.act != Act::DeclinedToComment
    };
    let after = between(soon.start, soon.end);
    let after = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    reading.findings.statements.iter().any(speaks) || after.contains(['“', '"', '«'])
}

/// Where the third sentence after `end` is over, and the next paragraph.
fn reach(text: &str, end: usize) -> usize {
    const SENTENCES: usize = 3;
    let rest = text.get(end..).unwrap_or("");
    let gaps = rest.split(char::is_alphanumeric);
    let (mut at, mut sentences, mut paragraphs) = (end, 0, 0);
    for gap in gaps {
        sentences += stops(gap);
        paragraphs += usize::from(gap.contains('\n'));
        if sentences > SENTENCES && paragraphs > 1 {
            return at;
        }
        at += gap.len();
        // the letter that ended the gap
        at += text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
    }
    text.len()
}

/// *“Who pays? We do. I know it,” Holt asked*: a question amid one's own speech waits for nobody.
fn goes_on(reading: &Reading, statement: &Statement) -> bool {
    let words = reading.article.quote(statement.attribution.content.hull());
    let ends = |at: usize| {
        words
            .get(at..)
            .unwrap_or("")
            .contains(char::is_alphanumeric)
    };
    stops(words) > 0 || words.rfind('?').is_some_and(ends)
}

/// All of a statement, from its first word to its last.
fn hull(statement: &Statement) -> Span {
    let words = &statement.attribution;
    let parts = [&words.source, &words.cue].into_iter().flatten();
    parts.fold(words.content.hull(), |hull, part| {
        // a name that stands a sentence before is no part of the question
        let is_far = hull.start().abs_diff(part.hull().end()) > NEAR;
        if is_far {
            hull
        } else {
            hull.cover(part.hull())
        }
    })
}

/// Bytes between the parts of a question, at most.
const NEAR: usize = 40;

/// The first absence of the sentence of `question`, or of the next one, that tells that somebody did
/// not answer.
fn refusal(reading: &Reading, question: Span) -> Option<usize> {
    let absences = reading.findings.absences.iter().enumerate();
    let near = absences.filter(|(_, one)| is_refusal(one) && !question.contains(one.span));
    let near = near.filter(|(_, one)| is_beside(&reading.article, question, one.span));
    near.min_by_key(|(_, one)| one.span).map(|(at, _)| at)
}

fn is_refusal(absence: &Absence) -> bool {
    matches!(
        absence.kind,
        AbsenceKind::NotAnswered | AbsenceKind::Declined | AbsenceKind::Withheld
    )
}

/// Does `refusal` stand in the sentence of `question`, or in the one after it?
fn is_beside(article: &Article, question: Span, refusal: Span) -> bool {
    let between = |from: usize, to: usize| article.text.get(from..to).unwrap_or("");
    if refusal.start() >= question.end() {
        let last = article.quote(question);
        let is_ended = last
            .trim_end_matches(['"', '”', '\''])
            .ends_with(['.', '?', '!']);
        return stops(between(question.end(), refusal.start())) + usize::from(is_ended) <= 1;
    }
    refusal.overlaps(question) || stops(between(refusal.end(), question.start())) == 0
}

/// How many sentences end in `text`: stretches between words with a full stop, or a new line.
fn stops(text: &str) -> usize {
    let gaps = text.split(char::is_alphanumeric);
    let ends = |gap: &&str| {
        // a stop amid a number has no white space behind it
        gap.contains('\n') || gap.contains(['.', '?', '!']) && gap.ends_with(char::is_whitespace)
    };
    gaps.filter(ends).count()
}

/// What a question wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sought {
    /// Whether it is so.
    Whether,
    /// Somebody.
    Who,
    /// A day.
    When,
    /// A place.
    Where,
    /// A number.
    HowMany,
    /// A reason, a manner, a thing: no words that are compared tell it.
    Else,
}

/// What a question in these words wants to be told.
pub(crate) fn sought(words: &str) -> Sought {
    const WHETHER: [&str; 20] = [
        "whether", "if", "do", "does", "did", "is", "are", "was", "were", "has", "have", "had",
        "will", "would", "can", "could", "should", "may", "might", "must",
    ];
    let words: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let next = words.get(1).map_or("", String::as_str);
    match words.first().map_or("", String::as_str) {
        word if WHETHER.contains(&word) => Sought::Whether,
        "who" | "whom" | "whose" => Sought::Who,
        "when" => Sought::When,
        "where" => Sought::Where,
        "how" if matches!(next, "many" | "much") => Sought::HowMany,
        _ => Sought::Else,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_between_words() {
        assert_eq!(stops(""), 0);
        assert_eq!(stops(", who "), 0);
        assert_eq!(stops(". "), 1);
        assert_eq!(stops("?\" "), 1);
        assert_eq!(stops(".\n\n"), 1);
        assert_eq!(stops(" at noon. Rain fell. "), 2);
        assert_eq!(stops(" 2.5 metres, "), 0);
    }

    #[test]
    fn a_question_wants_what_its_first_word_says() {
        assert_eq!(sought("whether the dam had failed"), Sought::Whether);
        assert_eq!(sought("“Who paid for the dam?”"), Sought::Who);
        assert_eq!(sought("how many had drowned"), Sought::HowMany);
        assert_eq!(sought("how it could fail"), Sought::Else);
        assert_eq!(sought("why the dam had failed"), Sought::Else);
    }
}
