//! The cases of `fixtures/sources` and the proofs of the lexicon, read with the encoder.
//!
//! Attributions are taken from the marks, so that what the tagger finds does not matter here.

use onrecord_record::{Attribution, DoubtKind, Extent, SourceKind, Span, Voice};
use onrecord_testkit::Marked;

use super::{Resolved, resolve};
use crate::document::Document;
use crate::lexicon::speaker::{Head, SPEAKERS};
use crate::testing::{check, read};

/// The attributions that the marks of `marked` draw: a mark opens a new one when the last one at
/// its place has one of its label already.
fn drawn(marked: &Marked) -> Vec<Attribution> {
    struct Draft {
        parent: Option<usize>,
        source: Option<Span>,
        cue: Option<Span>,
        content: Option<Span>,
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for mark in &marked.marks {
        let parent = drafts.iter().rposition(|one| {
            one.content
                .is_some_and(|content| content.contains(mark.span))
        });
        let slot = |one: &Draft| match mark.label.as_str() {
            "source" => one.source.is_none(),
            "cue" => one.cue.is_none(),
            _ => one.content.is_none(),
        };
        let open = drafts
            .iter()
            .rposition(|one| one.parent == parent)
            .filter(|at| slot(&drafts[*at]));
        let at = open.unwrap_or_else(|| {
            drafts.push(Draft {
                parent,
                source: None,
                cue: None,
                content: None,
            });
            drafts.len() - 1
        });
        match mark.label.as_str() {
            "source" => drafts[at].source = Some(mark.span),
            "cue" => drafts[at].cue = Some(mark.span),
            "content" => drafts[at].content = Some(mark.span),
            other => panic!("no such mark: {other}"),
        }
    }
    drafts
        .into_iter()
        .map(|one| Attribution {
            source: one.source.map(Extent::from),
            cue: one.cue.map(Extent::from),
            content: one
                .content
                .or(one.cue)
                .or(one.source)
                .map(Extent::from)
                .expect("a draft has a mark"),
            score: 1.0,
            parent: one.parent,
        })
        .collect()
}

fn resolved(marked: &Marked) -> (Document<'static>, Resolved) {
    // the sign of a paragraph is as long as the line feeds that make one
    let document = read(&marked.text.replace('¶', "\n\n"));
    let resolved = resolve(&document, &drawn(marked));
    (document, resolved)
}

/// `Ada Holt | Person` for each attribution, then what is in doubt.
fn render(marked: &Marked) -> Vec<String> {
    let (document, resolved) = resolved(marked);
    let mut lines: Vec<String> = resolved
        .speakers
        .iter()
        .map(|speaker| line(&document, &resolved, *speaker))
        .collect();
    for doubt in &resolved.doubts {
        let why = match doubt.why {
            DoubtKind::TwoSources => "two sources",
            DoubtKind::NoSource => "no source",
            _ => "other",
        };
        lines.push(format!("doubt: {why}: {}", document.quote(doubt.at)));
    }
    lines
}

fn line(document: &Document<'_>, resolved: &Resolved, speaker: Voice) -> String {
    let Voice::Source(id) = speaker else {
        return format!("{speaker:?}");
    };
    let source = &resolved.sources[id.0 as usize];
    let name = document.quote(source.name);
    let mut line = format!("{name} | {:?}", source.kind);
    if let Some(anonymity) = &source.anonymity {
        let told = [
            ("descriptor", anonymity.descriptor),
            ("number", anonymity.number),
            ("reason", anonymity.reason),
        ];
        for (label, span) in told {
            let words = span.map(|span| document.quote(span));
            if let Some(words) = words.filter(|words| *words != name) {
                line += &format!(" | {label} {words}");
            }
        }
    }
    line
}

#[test]
fn cases_of_names() {
    check(
        include_str!("../../../../fixtures/sources/names.txt"),
        render,
    );
}

#[test]
fn cases_of_pronouns() {
    check(
        include_str!("../../../../fixtures/sources/pronouns.txt"),
        render,
    );
}

#[test]
fn cases_of_descriptions() {
    check(
        include_str!("../../../../fixtures/sources/descriptions.txt"),
        render,
    );
}

#[test]
fn cases_of_kinds() {
    check(
        include_str!("../../../../fixtures/sources/kinds.txt"),
        render,
    );
}

#[test]
fn sources_of_the_lexicon_are_of_their_kind_or_not() {
    let mut wrong = Vec::new();
    for class in SPEAKERS.iter() {
        let expected = match class.kind {
            Head::Office | Head::Force => SourceKind::Office,
            Head::Organisation => SourceKind::Organisation,
            Head::Outlet => SourceKind::Outlet,
            Head::Document => SourceKind::Document,
            Head::Public => SourceKind::Public,
            Head::Person => SourceKind::Unnamed,
        };
        let proofs = class.yes.iter().map(|one| (one, true));
        for (sentence, is_kind) in proofs.chain(class.no.iter().map(|one| (one, false))) {
            let marked = Marked::read(sentence).expect("braces match");
            let kinds = resolved(&marked).1.sources;
            if kinds.first().map(|one| one.kind == expected) != Some(is_kind) {
                wrong.push(format!("{sentence}: {kinds:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Bearers and traces looked at for a text in which `count` lines have a source each.
fn looked(count: usize) -> u64 {
    let line = "Ada Holt and Ben Roe met the Russian minister, Ivan Orlov, and he said it was he. ";
    let text = line.repeat(count);
    let article = crate::testing::article(&text);
    let words = crate::encoder::words(&text, 0..text.len());
    let words = words.into_iter().map(|span| {
        let word = span.of(&text);
        let named = word.starts_with(char::is_uppercase);
        crate::document::Word {
            span,
            pos: match word {
                "he" | "it" => crate::Pos::PRP,
                _ if named => crate::Pos::NNP,
                _ => crate::Pos::NN,
            },
            entity: if named {
                crate::EntityTag::Person
            } else {
                crate::EntityTag::Outside
            },
            outer: crate::Roles::default(),
            inner: crate::Roles::default(),
            happened: 0.0,
            committed: 3.0,
            joins: None,
        }
    });
    let document = Document::new(article, words.collect());
    let said = (0..count).map(|number| {
        let at = number * line.len();
        let place = |word: &str| {
            let from = at + line.find(word).expect("the line has it");
            Extent::from(Span::new(&text, from..from + word.trim().len()).expect("it fits"))
        };
        Attribution {
            source: Some(place("he said")),
            cue: Some(place("said")),
            content: place("it was he"),
            score: 1.0,
            parent: None,
        }
    });
    let resolved = resolve(&document, &said.collect::<Vec<_>>());
    assert!(!resolved.sources.is_empty());
    resolved.looked
}

#[test]
fn cost_grows_with_the_text_and_no_faster() {
    let (some, more) = (looked(300), looked(1200));
    assert!(some > 0);
    assert!(
        more < 8 * some,
        "{some} looks at 300 sources, {more} at 1200"
    );
}

#[test]
fn the_publisher_and_the_agency_of_the_dateline_are_outlets() {
    let text = "VELM, March 3 (Belmar) — OKSA said the harvest was good. Belmar said it was not.";
    let read = read(text);
    let mut article = read.article.clone();
    article.masthead.outlet = Some("OKSA English Service".to_owned());
    article.masthead.dateline = Span::new(text, 0.."VELM, March 3 (Belmar)".len());
    let document = Document {
        article: &article,
        ..read.clone()
    };
    let said = |source: &str, cue: &str| {
        let from = text.rfind(source).expect("it is there");
        let place = |from: usize, long: usize| {
            Extent::from(Span::new(text, from..from + long).expect("it fits"))
        };
        Attribution {
            source: Some(place(from, source.len())),
            cue: Some(place(from + source.len() + 1, cue.len())),
            content: place(from + source.len() + cue.len() + 2, 5),
            score: 1.0,
            parent: None,
        }
    };
    let resolved = resolve(&document, &[said("OKSA", "said"), said("Belmar", "said")]);
    let kinds: Vec<SourceKind> = resolved.sources.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [SourceKind::Outlet, SourceKind::Outlet]);
}
