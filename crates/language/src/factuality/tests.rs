//! The cases of `fixtures/factuality` and the proofs of the lexicons, read with the encoder.

use onrecord_record::{Extent, Mood, SourceId, Span, Voice};
use onrecord_testkit::Marked;

use super::{Frame, Reading, Told, clause_values, mood, reading, valuations};
use crate::document::Document;
use crate::lexicon::{commitment, hedge};
use crate::testing::{check, read};

/// `PS+ [may] | future: will | condition: if it rains | question`.
fn rendered(document: &Document<'_>, reading: &Reading) -> String {
    let value = format!("{}{}", reading.value, because(document, &reading.because));
    value + &rendered_mood(document, &reading.mood)
}

fn because(document: &Document<'_>, spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|span| document.quote(*span)).collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(" [{}]", words.join(", "))
    }
}

fn rendered_mood(document: &Document<'_>, mood: &Mood) -> String {
    let mut out = String::new();
    if let Some(span) = mood.future {
        out += &format!(" | future: {}", document.quote(span));
    }
    if let Some(span) = mood.condition {
        out += &format!(" | condition: {}", document.quote(span));
    }
    if mood.is_condition {
        out += " | is condition";
    }
    if mood.question {
        out += " | question";
    }
    out
}

fn extent(marked: &Marked, label: &str) -> Option<Extent> {
    let of_label = || marked.marks.iter().filter(|mark| mark.label == label);
    let deepest = of_label().map(|mark| mark.depth).max()?;
    Extent::new(
        of_label()
            .filter(|mark| mark.depth == deepest)
            .map(|mark| mark.span)
            .collect(),
    )
}

/// `narrator Uu [said] | source CT+`, one voice for each source that is marked.
fn statement(marked: &Marked) -> String {
    let document = read(&marked.text);
    let sources = marked
        .marks
        .iter()
        .filter(|mark| mark.label == "source")
        .count()
        .max(1);
    let chain: Vec<Voice> = (0..sources)
        .filter_map(|n| Some(Voice::Source(SourceId(u32::try_from(n).ok()?))))
        .collect();
    let content = extent(marked, "content").expect("a statement has a content");
    let cue = extent(marked, "cue");
    let read = Told::of(&document, cue.as_ref(), &content);
    let values = valuations(&read, &chain);
    let told: Vec<String> = values
        .iter()
        .map(|one| {
            let voice = if one.voice == Voice::Narrator {
                "narrator"
            } else {
                "source"
            };
            format!("{voice} {}{}", one.value, because(&document, &one.because))
        })
        .collect();
    let mood = mood(&read);
    let last = values.last().map(|last| last.value);
    let clauses = last.map(|last| clause_values(&read, last));
    let clauses = clauses.into_iter().flatten().map(|clause| {
        let words = document.quote(clause.words);
        let because = because(&document, &clause.because);
        format!(" | {words}: {}{because}", clause.value)
    });
    told.join(" | ") + &rendered_mood(&document, &mood) + &clauses.collect::<String>()
}

fn render(marked: &Marked) -> Vec<String> {
    if extent(marked, "content").is_some() {
        return vec![statement(marked)];
    }
    let document = read(&marked.text);
    let whole = Span::new(&marked.text, 0..marked.text.len()).expect("a case has words");
    let span = marked.marks.first().map_or(whole, |mark| mark.span);
    vec![rendered(&document, &reading(&document, span, Frame::Own))]
}

#[test]
fn clauses() {
    check(
        include_str!("../../../../fixtures/factuality/clauses.txt"),
        render,
    );
}

#[test]
fn statements() {
    check(
        include_str!("../../../../fixtures/factuality/statements.txt"),
        render,
    );
}

#[test]
fn marked_words_of_the_hedge_lexicon_decide() {
    let mut wrong = Vec::new();
    for class in hedge::HEDGES.iter() {
        for sentence in &class.yes {
            let marked = Marked::read(sentence).expect("braces match");
            let document = read(&marked.text);
            let whole = document.sentences[0].span;
            let reading = reading(&document, whole, Frame::Own);
            let future = reading
                .mood
                .future
                .filter(|_| class.gives == hedge::Effect::Future);
            let words: Vec<&str> = reading
                .because
                .iter()
                .chain(&future)
                .map(|span| document.quote(*span))
                .collect();
            if words != marked.words("why") {
                wrong.push(format!("{sentence}: {words:?}"));
            }
        }
        for sentence in &class.no {
            let document = read(sentence);
            let reading = reading(&document, document.sentences[0].span, Frame::Own);
            let decides = |span: &Span| {
                class
                    .words
                    .iter()
                    .any(|word| document.quote(*span).to_lowercase().contains(word))
            };
            if reading.because.iter().any(decides) {
                wrong.push(format!("{sentence}: decided"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sentences_of_the_commitment_lexicon_give_their_values() {
    let mut wrong = Vec::new();
    for class in commitment::classes() {
        let sentences = class
            .yes
            .iter()
            .map(|one| (one, true))
            .chain(class.no.iter().map(|one| (one, false)));
        for (sentence, expected) in sentences {
            let marked = Marked::read(sentence).expect("braces match");
            let document = read(&marked.text);
            let content = extent(&marked, "content").expect("a proof has a content");
            let cue = extent(&marked, "cue");
            let values = valuations(
                &Told::of(&document, cue.as_ref(), &content),
                &[Voice::Unstated],
            );
            let codes: Vec<&str> = values.iter().map(|one| one.value.code()).collect();
            if (codes.join(" ") == class.gives) != expected {
                wrong.push(format!("{sentence}: {codes:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
