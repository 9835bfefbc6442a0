//! Readings made by hand of marked sentences, so that no encoder is needed.

use onrecord_desk::{Brief, Reading, Section, SectionKind};
use onrecord_record::{
    Act, Article, ArticleId, Aspect, Attribution, Directness, Extent, Factuality, Findings,
    Language, Masthead, Mood, Narration, Origin, Source, SourceId, SourceKind, Span, Statement,
    Valuation, Voice, Zone, ZoneKind,
};
use onrecord_testkit::Marked;

/// An article of marked sentences: `{source …} {cue …} {content …}` in this order, and
/// `{event …}` for a clause in the article's own voice.
pub(crate) fn reading(number: u8, kind: SourceKind, marked: &str) -> Reading {
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

pub(crate) fn article(number: u8, text: String) -> Article {
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

pub(crate) fn statement(id: SourceId, source: Span, cue: Span, content: Span) -> Statement {
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
        clauses: Vec::new(),
        mood: Mood::default(),
        times: vec![],
    }
}

pub(crate) fn narration(span: Span) -> Narration {
    Narration {
        span,
        about: None,
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

pub(crate) fn section(brief: &Brief, kind: SectionKind) -> &Section {
    brief
        .sections
        .iter()
        .find(|section| section.kind == kind)
        .expect("has the section")
}
