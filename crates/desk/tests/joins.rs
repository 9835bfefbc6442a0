//! What a brief draws together across lines and articles, and tells once.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test whose set-up fails has failed, and says where"
)]

mod made;

use made::{reading, section};
use onrecord_desk::collate::Unlike;
use onrecord_desk::{Brief, BriefOptions, Length, Line, Note, Reading, SectionKind, brief};
use onrecord_record::{
    Absence, AbsenceKind, Directness, Extent, Factuality, Name, NameKind, SourceKind, Span,
    Valuation, Voice,
};

fn span(reading: &Reading, words: &str) -> Span {
    let text = &reading.article.text;
    let start = text.find(words).unwrap();
    Span::new(text, start..start + words.len()).unwrap()
}

fn made(readings: &[Reading]) -> Brief {
    brief(readings, &BriefOptions::default(), &Unlike)
}

fn shown(brief: &Brief) -> Vec<(SectionKind, &Line)> {
    let parts = brief.sections.iter();
    let parts = parts.filter(|part| part.kind != SectionKind::Sources);
    let lines = parts.flat_map(|part| part.lines.iter().map(|line| (part.kind, line)));
    lines.filter(|(_, line)| line.is_shown).collect()
}

/// An article in which `Holt` says that the crane did not move, which is told as an absence too.
fn absent(marked: &str, kind: AbsenceKind, words: &str) -> Reading {
    let mut told = reading(1, SourceKind::Person, marked);
    let span = span(&told, words);
    let voice = Voice::Narrator;
    told.findings.absences.push(Absence {
        span,
        about: None,
        because: vec![],
        kind,
        chain: vec![Voice::Source(onrecord_record::SourceId(0))],
        valuation: Valuation {
            voice,
            value: Factuality::CERTAIN,
            because: vec![],
        },
    });
    told
}

#[test]
fn a_sentence_that_is_statement_and_absence_is_shown_once() {
    let said = "{source Ada Holt} {cue said} {content the crane did not move}.";
    let words = "the crane did not move";
    let told = absent(said, AbsenceKind::DidNotHappen, words);
    let parts = |brief: &Brief| {
        shown(brief)
            .iter()
            .map(|(part, _)| *part)
            .collect::<Vec<_>>()
    };
    let both = made(std::slice::from_ref(&told));
    assert_eq!(parts(&both), [SectionKind::Said]);
    let all = BriefOptions {
        length: Length::All,
        ..BriefOptions::default()
    };
    let all = brief(&[told], &all, &Unlike);
    assert_eq!(parts(&all), [SectionKind::Said, SectionKind::NotOnRecord]);
    let open = absent(said, AbsenceKind::NotKnown, words);
    let open = made(&[open]);
    assert_eq!(
        parts(&open),
        [SectionKind::Said, SectionKind::NotOnRecord],
        "told nowhere else"
    );
}

#[test]
fn an_event_stands_for_the_statement_it_holds() {
    let mut told = reading(
        1,
        SourceKind::Person,
        "{source Traders} {cue feared} {content the crane would fall}.",
    );
    assert_eq!(shown(&made(&[told.clone()])).len(), 1);
    let whole = reading(
        1,
        SourceKind::Person,
        "{event Traders feared the crane would fall}.",
    );
    told.findings.narration = whole.findings.narration;
    // the clause that only frames a statement is none of its own
    let mut inner = told.clone();
    inner.findings.narration[0].predicate = span(&inner, "Traders");
    let brief = made(&[inner]);
    let lines = shown(&brief);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert_eq!(lines[0].0, SectionKind::Happened);
}

#[test]
fn a_line_counts_every_article_it_cites() {
    let wire = "{source Ada Holt} {cue said} {content the convoy of 40 trucks crossed the river at Velin before dawn}.";
    let mut readings: Vec<Reading> = (1..=3)
        .map(|number| reading(number, SourceKind::Person, wire))
        .collect();
    let count = |readings: &[Reading]| {
        let brief = made(readings);
        let lines = section(&brief, SectionKind::Said).lines.iter();
        let notes = lines.flat_map(|line| &line.notes);
        let counts = notes.filter_map(|note| match note {
            Note::Claim {
                articles,
                outlets,
                origins,
                ..
            } => Some((*articles, *outlets, *origins)),
            _ => None,
        });
        counts.collect::<Vec<_>>()
    };
    assert_eq!(count(&readings), [(3, 3, 1)]);
    // in one of them half of it is found twice, so that another claim has it
    let cut = span(
        &readings[2],
        "the convoy of 40 trucks crossed the river at Velin",
    );
    let mut half = readings[2].findings.statements[0].clone();
    half.attribution.content = Extent::from(cut);
    readings[2].findings.statements.push(half);
    assert!(count(&readings).iter().all(|(_, _, origins)| *origins == 1));
}

/// The statements of `brief` that stand on unnamed sources alone.
fn alone(brief: &Brief) -> usize {
    brief.basis.as_ref().unwrap().unnamed_alone.len()
}

#[test]
fn somebody_who_is_named_beside_is_not_unnamed() {
    let told = |marked: &str, who: &str, names: &[&str]| {
        let mut told = reading(1, SourceKind::Unnamed, marked);
        assert_eq!(told.article.quote(told.findings.sources[0].name), who);
        for name in names {
            let span = span(&told, name);
            told.findings.names.push(Name {
                span,
                kind: NameKind::Person,
            });
        }
        alone(&made(&[told]))
    };
    let by = |who: &str| format!("{{source {who}}} {{cue said}} {{content the crane had moved}}.");
    let minister = by("the harbour minister");
    assert_eq!(told(&minister, "the harbour minister", &[]), 1);
    let apposed = format!("{minister} Ada Holt, the harbour minister, slept.");
    assert_eq!(told(&apposed, "the harbour minister", &["Ada Holt"]), 0);
    let titled = format!("{minister} Harbour Minister Ada Holt slept.");
    assert_eq!(told(&titled, "the harbour minister", &["Ada Holt"]), 0);
    let inside = by("Minister of the Harbour Ada Holt");
    assert_eq!(
        told(&inside, "Minister of the Harbour Ada Holt", &["Ada Holt"]),
        0
    );
    let aide = by("an aide to Ada Holt");
    assert_eq!(told(&aide, "an aide to Ada Holt", &["Ada Holt"]), 1);
    let surname = format!("{} Nobody had asked Joseph Millers.", by("Millers"));
    assert_eq!(told(&surname, "Millers", &["Joseph Millers"]), 0);
}

#[test]
fn one_utterance_under_two_names_is_in_doubt_and_no_confirmation() {
    let words =
        "{content \"The harbour wall of Sennin will not stand another winter like this one\"}";
    let by = |number: u8, who: &str| {
        let marked = format!("{{source {who}}} {{cue said}} {words}.");
        let mut told = reading(number, SourceKind::Person, &marked);
        told.findings.statements[0].directness = Directness::Direct;
        let span = span(&told, "Sennin");
        let kind = NameKind::Place;
        told.findings.names.push(Name { span, kind });
        told
    };
    let brief = made(&[by(1, "Ada Holt"), by(2, "Odd Marken")]);
    let lines = &section(&brief, SectionKind::Said).lines;
    assert!(
        lines
            .iter()
            .all(|line| line.notes.contains(&Note::SourceInDoubt))
    );
    assert!(!lines.iter().any(|line| {
        line.notes
            .iter()
            .any(|note| matches!(note, Note::AlsoBy(_)))
    }));
    assert_eq!(brief.basis.unwrap().confirmed, 0);
}

#[test]
fn another_wording_is_told_by_the_words_that_are_like() {
    let one = "{source Ada Holt} {cue said} {content the convoy of 40 trucks crossed the river at Velin before dawn}.";
    let two = "{source Holt} {cue said} {content the old bridge at Sennin stays shut}. The convoy of 40 trucks crossed the river at Velin in the dark before dawn.";
    let mut other = reading(2, SourceKind::Person, two);
    let second = span(
        &other,
        "The convoy of 40 trucks crossed the river at Velin in the dark before dawn",
    );
    let content = &mut other.findings.statements[0].attribution.content;
    *content = Extent::new(vec![content.first(), second]).unwrap();
    let brief = made(&[reading(1, SourceKind::Person, one), other.clone()]);
    let lines = &section(&brief, SectionKind::Said).lines;
    let bridge = span(&other, "the old bridge at Sennin stays shut");
    let is_wording = |note: &Note| matches!(note, Note::Also(at) if at.span == bridge);
    assert!(!lines.iter().any(|line| line.notes.iter().any(is_wording)));
}
