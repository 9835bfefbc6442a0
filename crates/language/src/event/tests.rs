//! The cases of `fixtures/events` and the proofs of the lexicon, read with the encoder.

use onrecord_record::{
    Act, Attribution, Carrier, Directness, Event, EventContext, Extent, Factuality, Findings, Mood,
    Narration, SourceId, Span, Statement, TimeExpression, Valuation, Voice,
};
use onrecord_testkit::Marked;

use super::{between, events, ruled};
use crate::document::Document;
use crate::lexicon::event;
use crate::quotation::Quotations;
use crate::testing::{check, read};
use crate::{narration, time};

/// Findings with one statement for each content marked, in the order they are marked.
fn findings(document: &Document<'_>, marked: &Marked) -> Findings {
    let of_label = |label: &str| -> Vec<Span> {
        let marks = marked.marks.iter().filter(|mark| mark.label == label);
        marks.map(|mark| mark.span).collect()
    };
    let cues = of_label("cue");
    let attributions: Vec<Attribution> = of_label("content")
        .into_iter()
        .enumerate()
        .map(|(number, content)| Attribution {
            source: None,
            cue: cues.get(number).copied().map(Extent::from),
            content: content.into(),
            score: 1.0,
            parent: None,
        })
        .collect();
    let times: Vec<TimeExpression> = time::times(document);
    let narration: Vec<Narration> =
        narration::narration(document, &Quotations::of(document), &attributions, &times);
    Findings {
        statements: attributions.into_iter().map(statement).collect(),
        narration,
        times,
        ..Findings::default()
    }
}

fn statement(attribution: Attribution) -> Statement {
    let voices = [Voice::Narrator, Voice::Source(SourceId(0))];
    let values = voices.map(|voice| Valuation {
        voice,
        value: Factuality::Uncommitted,
        because: Vec::new(),
    });
    Statement {
        attribution,
        chain: vec![Voice::Source(SourceId(0))],
        directness: Directness::Indirect,
        act: Act::Said,
        values: values.to_vec(),
        clauses: Vec::new(),
        mood: Mood::default(),
        times: Vec::new(),
    }
}

/// `ACCUSE/allege Ostravia → Kessalia (accused) CT+ told`.
fn rendered(document: &Document<'_>, event: &Event) -> String {
    let party = |extent: &Option<Extent>| {
        let parts = extent.iter().flat_map(|extent| extent.parts());
        let words: Vec<&str> = parts.map(|span| document.quote(*span)).collect();
        match words.is_empty() {
            true => "–".to_owned(),
            false => words.join(" + "),
        }
    };
    let mode = event
        .mode
        .map_or(String::new(), |mode| format!("/{}", mode.code()));
    let auxiliary = event
        .auxiliary
        .map_or(String::new(), |one| format!(" {one:?}").to_lowercase());
    let carrier = match event.carrier {
        Carrier::Statement(_) => "said",
        Carrier::Narration(_) => "told",
        Carrier::Article => "article",
    };
    let place = event.place.map_or(String::new(), |span| {
        format!(" in {}", document.quote(span))
    });
    format!(
        "{}{mode} {} → {} ({}) {}{auxiliary} {carrier}{place}",
        event.kind,
        party(&event.actor),
        party(&event.recipient),
        document.quote(event.predicate),
        event.value,
    )
}

fn render(marked: &Marked) -> Vec<String> {
    let document = read(&marked.text);
    events(&document, &findings(&document, marked))
        .iter()
        .map(|event| rendered(&document, event))
        .collect()
}

#[test]
fn every_type() {
    check(
        include_str!("../../../../fixtures/events/types.txt"),
        render,
    );
}

#[test]
fn roles() {
    check(
        include_str!("../../../../fixtures/events/roles.txt"),
        render,
    );
}

#[test]
fn voices() {
    check(
        include_str!("../../../../fixtures/events/voices.txt"),
        render,
    );
}

#[test]
fn modes_belong_to_their_types() {
    let files = [
        include_str!("../../../../fixtures/events/types.txt"),
        include_str!("../../../../fixtures/events/roles.txt"),
        include_str!("../../../../fixtures/events/voices.txt"),
    ];
    let cases = files.into_iter().flat_map(crate::testing::cases);
    for case in cases {
        let document = read(&case.marked.text);
        for event in events(&document, &findings(&document, &case.marked)) {
            let fits = event
                .mode
                .is_none_or(|mode| event.kind.modes().contains(&mode));
            assert!(fits, "{}", rendered(&document, &event));
        }
    }
}

#[test]
fn entries_of_the_lexicon_tell_what_they_say() {
    let mut wrong = String::new();
    for (sentence, kind, mode) in event::proofs() {
        let marked = Marked::read(&sentence).expect("braces match");
        let document = read(&marked.text);
        let verb = marked.words("event").first().map(|words| {
            let words = words.split(' ').next().unwrap_or_default();
            words.to_owned()
        });
        let found = events(&document, &Findings::default());
        let fits = found.iter().find(|event| {
            let words = document.quote(event.predicate);
            verb.as_ref()
                .is_some_and(|verb| words.contains(verb.as_str()))
        });
        let read = fits.map(|event| (event.kind.code(), event.mode.map(|mode| mode.code())));
        let is_said = read.is_some_and(|(found, how)| {
            found == kind && (mode.is_none() || how == mode.as_deref())
        });
        if !is_said {
            wrong += &format!("{sentence}: {kind} {mode:?}, found {read:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn contexts_of_the_lexicon_are_seen() {
    for (context, sentence) in event::context_proofs() {
        let text = format!("Ostravia attacked Kessalia. {sentence}");
        let document = read(&text);
        let found = events(&document, &Findings::default());
        let wanted = EventContext::ALL.iter().find(|one| one.code() == context);
        let first = found.first().expect("an attack is an event");
        assert!(
            wanted.is_some_and(|one| first.contexts.contains(one)),
            "{context}: {:?}",
            first.contexts
        );
    }
}

#[test]
fn what_two_given_parties_have_to_do_with_one_another() {
    for (sentence, by_rule, kind) in [
        (
            "{actor Ostravia} condemned {recipient Kessalia}.",
            "ACCUSE",
            "ACCUSE",
        ),
        (
            "{recipient The editor} was arrested by {actor police}.",
            "COERCE",
            "COERCE",
        ),
        (
            "{actor Ostravia} refused to meet {recipient the rebels}.",
            "REJECT",
            "REJECT",
        ),
        (
            "{actor Kessalia} sent food to {recipient Ostravia}.",
            "AID",
            "AID",
        ),
        (
            "{actor Kessalia} agreed to free {recipient two sailors}.",
            "CONCEDE",
            "CONCEDE",
        ),
    ] {
        let marked = Marked::read(sentence).expect("braces match");
        let document = read(&marked.text);
        let span = |label: &str| {
            let mut marks = marked.marks.iter().filter(|mark| mark.label == label);
            marks.next().map(|mark| mark.span)
        };
        let actor = span("actor").expect("it is marked");
        let rule = ruled(&document, actor, span("recipient")).map(|deal| deal.kind.code());
        let both = between(&document, actor, span("recipient")).map(|deal| deal.kind.code());
        assert_eq!(rule, Some(by_rule), "{sentence}");
        assert_eq!(both, Some(kind), "{sentence}");
    }
}

#[test]
fn an_event_has_the_time_and_number_of_its_statement() {
    let marked =
        Marked::read("Officials {cue said} {content that Ostravia attacked Kessalia on Tuesday}.")
            .expect("braces match");
    let document = read(&marked.text);
    let findings = findings(&document, &marked);
    let found = events(&document, &findings);
    let event = found.first().expect("an attack is an event");
    assert_eq!(event.carrier, Carrier::Statement(0));
    let time = event.time.and_then(|id| findings.time(id));
    assert_eq!(time.map(|time| document.quote(time.span)), Some("Tuesday"));
}
