//! What a brief makes of findings: one line for the same words, two for another number.
//!
//! The findings are written by hand as marked sentences, so no encoder is needed.

use onrecord_desk::{Brief, BriefOptions, Piece, Reading, Section, SectionKind, brief};
use onrecord_record::{
    Act, Article, ArticleId, Aspect, Attribution, Directness, Extent, Factuality, Findings,
    Language, Masthead, Mood, Narration, Origin, Source, SourceId, SourceKind, Span, Statement,
    Valuation, Voice, Zone, ZoneKind,
};
use onrecord_testkit::Marked;

/// An article of marked sentences: `{source …} {cue …} {content …}` in this order, and
/// `{event …}` for a clause in the article's own voice.
fn reading(number: u8, kind: SourceKind, marked: &str) -> Reading {
    let marked = Marked::read(marked).unwrap();
    let mut findings = Findings::default();
    for triple in marked
        .marks
        .chunk_by(|_, next| next.label != "source" && next.label != "event")
    {
        match triple {
            [source, cue, content] => {
                let id = SourceId(findings.sources.len() as u32);
                findings.sources.push(Source {
                    name: source.span,
                    kind,
                    mentions: vec![source.span.into()],
                    anonymity: None,
                });
                findings
                    .statements
                    .push(statement(id, source.span, cue.span, content.span));
            }
            [event] => findings.narration.push(narration(event.span)),
            other => panic!("{other:?}"),
        }
    }
    Reading {
        article: article(number, marked.text),
        findings,
    }
}

fn article(number: u8, text: String) -> Article {
    let span = Span::new(&text, 0..text.len()).unwrap();
    Article {
        id: ArticleId([number; 32]),
        text_sha256: [number; 32],
        origin: Origin {
            path: format!("{number}.txt"),
            line: None,
            doc: None,
        },
        masthead: Masthead {
            outlet: Some(format!("Outlet {number}")),
            ..Masthead::default()
        },
        zones: vec![Zone {
            span,
            kind: ZoneKind::Body,
        }],
        pictures: vec![],
        language: Language::English,
        text,
    }
}

fn statement(id: SourceId, source: Span, cue: Span, content: Span) -> Statement {
    let value = |voice, value| Valuation {
        voice,
        value,
        because: vec![],
    };
    Statement {
        attribution: Attribution {
            source: Some(source.into()),
            cue: Some(cue.into()),
            content: Extent::from(content),
            score: 0.9,
            parent: None,
        },
        chain: vec![Voice::Source(id)],
        directness: Directness::Indirect,
        act: Act::Said,
        values: vec![
            value(Voice::Narrator, Factuality::Uncommitted),
            value(Voice::Source(id), Factuality::CERTAIN),
        ],
        mood: Mood::default(),
        times: vec![],
    }
}

fn narration(span: Span) -> Narration {
    Narration {
        span,
        predicate: span,
        aspect: Aspect::Event,
        valuation: Valuation {
            voice: Voice::Narrator,
            value: Factuality::CERTAIN,
            because: vec![],
        },
        mood: Mood::default(),
        times: vec![],
    }
}

fn section(brief: &Brief, kind: SectionKind) -> &Section {
    brief
        .sections
        .iter()
        .find(|section| section.kind == kind)
        .expect("has the section")
}

const WIRE: &str = "{source Ada Holt} {cue said} {content the convoy of 40 trucks crossed the river at Velin before dawn}.";

#[test]
fn the_same_words_in_two_articles_are_one_line_with_two_citations() {
    let copy =
        "{source Holt} {cue said} {content the convoy of 40 trucks crossed the river at Velin}.";
    let readings = [
        reading(1, SourceKind::Person, WIRE),
        reading(2, SourceKind::Person, copy),
    ];
    let brief = brief(&readings, &BriefOptions::default());
    let said = section(&brief, SectionKind::Said);
    assert_eq!(said.lines.len(), 1);
    let articles: Vec<usize> = said.lines[0]
        .citations
        .iter()
        .map(|one| one.article)
        .collect();
    assert_eq!(articles, [1, 2]);
    let sources = section(&brief, SectionKind::Sources);
    assert_eq!(sources.lines.len(), 1, "Holt is Ada Holt");
}

#[test]
fn another_number_is_another_line() {
    let other = WIRE.replace("40", "14");
    let readings = [
        reading(1, SourceKind::Person, WIRE),
        reading(2, SourceKind::Person, &other),
    ];
    let brief = brief(&readings, &BriefOptions::default());
    assert_eq!(section(&brief, SectionKind::Said).lines.len(), 2);
}

#[test]
fn a_negation_is_another_line() {
    let other = WIRE.replace("crossed", "never crossed");
    let readings = [
        reading(1, SourceKind::Person, WIRE),
        reading(2, SourceKind::Person, &other),
    ];
    let brief = brief(&readings, &BriefOptions::default());
    assert_eq!(section(&brief, SectionKind::Said).lines.len(), 2);
}

#[test]
fn officials_of_two_articles_stay_apart() {
    let one = "{source Officials} {cue said} {content the convoy of 40 trucks crossed the river at Velin}.";
    let readings = [
        reading(1, SourceKind::Unnamed, one),
        reading(2, SourceKind::Unnamed, one),
    ];
    let brief = brief(&readings, &BriefOptions::default());
    let said = section(&brief, SectionKind::Said);
    let speakers: Vec<&Piece> = said
        .lines
        .iter()
        .flat_map(|line| line.pieces.first())
        .collect();
    assert_ne!(
        speakers.first(),
        speakers.get(1),
        "two headings or one line: {speakers:?}"
    );
}

#[test]
fn the_order_of_reading_changes_nothing() {
    let event = "{event The river rose by two metres overnight near Velin}.";
    let mut readings = vec![
        reading(1, SourceKind::Person, WIRE),
        reading(2, SourceKind::Person, &WIRE.replace("dawn", "noon")),
        reading(3, SourceKind::Person, event),
    ];
    let first = brief(&readings, &BriefOptions::default());
    readings.rotate_left(1);
    assert_eq!(first, brief(&readings, &BriefOptions::default()));
    readings.swap(0, 2);
    assert_eq!(first, brief(&readings, &BriefOptions::default()));
}

#[test]
fn about_keeps_lines_with_all_the_words_and_says_what_a_limit_cut() {
    let events = "{event The river rose by two metres}. {event The bridge at Velin fell}.";
    let readings = [reading(1, SourceKind::Person, events)];
    let about = BriefOptions {
        about: Some("VELIN bridge".into()),
        lines: None,
    };
    assert_eq!(
        section(&brief(&readings, &about), SectionKind::Happened)
            .lines
            .len(),
        1
    );
    let short = BriefOptions {
        about: None,
        lines: Some(1),
    };
    assert_eq!(
        section(&brief(&readings, &short), SectionKind::Happened).omitted,
        1
    );
}

#[test]
fn a_copied_article_is_said_to_repeat_the_earlier_one() {
    let text = "{event The river rose by two metres overnight near Velin and took the old bridge with it}.";
    let readings = [
        reading(1, SourceKind::Person, text),
        reading(2, SourceKind::Person, text),
    ];
    let brief = brief(&readings, &BriefOptions::default());
    assert_eq!(brief.sources[0].repeats, None);
    assert!(matches!(brief.sources[1].repeats, Some((1, share)) if share > 0.99));
    assert_eq!(section(&brief, SectionKind::Happened).lines.len(), 1);
}
