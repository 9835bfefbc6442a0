//! What a brief makes of findings: one line for the same words, two for another number.
//!
//! The findings are written by hand as marked sentences, so no encoder is needed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test whose set-up fails has failed, and says where"
)]

mod made;
mod told;

use made::{article, narration, reading, section};
use onrecord_desk::collate::Unlike;
use onrecord_desk::{
    Brief, BriefOptions, Citation, Extract, Gathered, Heading, Length, Note, Piece, Reading,
    SectionKind, brief, gathered,
};
use onrecord_record::{
    Act, ArticleId, Directness, Factuality, Findings, Narration, SourceId, SourceKind, Valuation,
    Voice,
};
use told::{find, stated, told, words};

const WIRE: &str = "{source Ada Holt} {cue said} {content the convoy of 40 trucks crossed the river at Velin before dawn}.";

const EVERYTHING: Extract = Extract {
    length: Length::All,
    most: usize::MAX,
};

/// What `record` has that was not there when none but these articles were, by part: how many lines.
fn changed(record: &Gathered, known: &[u8], most: usize) -> (Vec<(SectionKind, usize)>, usize) {
    let known = known
        .iter()
        .map(|number| ArticleId([*number; 32]))
        .collect();
    let extract = Extract { most, ..EVERYTHING };
    let (brief, left) = record.changes(&record.briefs, &known, extract, &Unlike);
    let parts = brief.sections.iter();
    let parts = parts.map(|one| (one.kind, one.lines.len()));
    (parts.collect(), left)
}

#[test]
fn a_second_origin_confirms_once_it_is_there() {
    // too few words in common for one article to rest on another
    let first = "Nobody had slept in the town for two nights when the news came over the wireless set of a baker's son. ";
    let second = "At the school, teachers who keep a diary of all that passes under their windows have filled three books since May. ";
    let third = "Snow fell on the passes, and the price of flour doubled at the market beside the old customs house. ";
    let other = "Before dawn 40 trucks of the convoy crossed the river at Velin";
    let other = format!("{second}{{source Marek Lind}} {{cue wrote}} {{content {other}}}.");
    let readings = vec![
        reading(1, SourceKind::Person, &format!("{first}{WIRE}")),
        reading(2, SourceKind::Person, &other),
        reading(3, SourceKind::Person, &other.replace(second, third)),
    ];
    let record = gathered(readings, vec![], None, &Unlike);
    assert_eq!(record.briefs.len(), 1);
    let all = usize::MAX;
    assert_eq!(changed(&record, &[], all), (vec![(SectionKind::New, 2)], 0));
    assert_eq!(changed(&record, &[], 1), (vec![(SectionKind::New, 1)], 1));
    let second = [(SectionKind::Confirmed, 1), (SectionKind::New, 1)];
    assert_eq!(changed(&record, &[1], all), (second.to_vec(), 0));
    // what a third article repeats of the second origin confirms nothing anew
    assert_eq!(changed(&record, &[1, 2], all), (vec![], 0));
    assert_eq!(changed(&record, &[1, 2, 3], all), (vec![], 0));
}

#[test]
fn the_same_words_in_two_articles_are_one_line_with_two_citations() {
    let copy =
        "{source Holt} {cue said} {content the convoy of 40 trucks crossed the river at Velin}.";
    let readings = [
        reading(1, SourceKind::Person, WIRE),
        reading(2, SourceKind::Person, copy),
    ];
    let brief = brief(&readings, &BriefOptions::default(), &Unlike);
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
    let brief = brief(&readings, &BriefOptions::default(), &Unlike);
    assert_eq!(section(&brief, SectionKind::Said).lines.len(), 2);
}

#[test]
fn a_negation_is_another_line() {
    let other = WIRE.replace("crossed", "never crossed");
    let readings = [
        reading(1, SourceKind::Person, WIRE),
        reading(2, SourceKind::Person, &other),
    ];
    let brief = brief(&readings, &BriefOptions::default(), &Unlike);
    assert_eq!(section(&brief, SectionKind::Said).lines.len(), 2);
}

#[test]
fn officials_of_two_articles_stay_apart() {
    let one = "{source Officials} {cue said} {content the convoy of 40 trucks crossed the river at Velin}.";
    let readings = [
        reading(1, SourceKind::Unnamed, one),
        reading(2, SourceKind::Unnamed, one),
    ];
    let brief = brief(&readings, &BriefOptions::default(), &Unlike);
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
    let first = brief(&readings, &BriefOptions::default(), &Unlike);
    readings.rotate_left(1);
    assert_eq!(first, brief(&readings, &BriefOptions::default(), &Unlike));
    readings.swap(0, 2);
    assert_eq!(first, brief(&readings, &BriefOptions::default(), &Unlike));
}

#[test]
fn about_keeps_lines_with_all_the_words_and_says_what_a_limit_cut() {
    let events = "{event The river rose by two metres}. {event The bridge at Velin fell}.";
    let readings = [reading(1, SourceKind::Person, events)];
    let about = BriefOptions {
        acts: Vec::new(),
        about: Some("VELIN bridge".into()),
        length: Length::Chosen,
    };
    assert_eq!(
        section(&brief(&readings, &about, &Unlike), SectionKind::Happened)
            .lines
            .len(),
        1
    );
    let short = BriefOptions {
        acts: Vec::new(),
        about: None,
        length: Length::AtMost(1),
    };
    let short = brief(&readings, &short, &Unlike);
    let happened = section(&short, SectionKind::Happened);
    assert_eq!((happened.omitted(), happened.lines.len()), (1, 2));
}

#[test]
fn a_copied_article_is_said_to_repeat_the_earlier_one() {
    let text = "{event The river rose by two metres overnight near Velin and took the old bridge with it}.";
    let readings = [
        reading(1, SourceKind::Person, text),
        reading(2, SourceKind::Person, text),
    ];
    let brief = brief(&readings, &BriefOptions::default(), &Unlike);
    assert_eq!(brief.sources[0].repeats, None);
    assert!(matches!(brief.sources[1].repeats, Some((1, share)) if share > 0.99));
    assert_eq!(section(&brief, SectionKind::Happened).lines.len(), 1);
}

#[test]
fn typography_and_mr_keep_nothing_apart() {
    let one = "{event The farmers’ union led by Mr Varga blocked the road to Velin overnight}.";
    let two = "{event The farmers' union led by Varga blocked the road to Velin overnight}.";
    let readings = [
        reading(1, SourceKind::Person, one),
        reading(2, SourceKind::Person, two),
    ];
    let brief = brief(&readings, &BriefOptions::default(), &Unlike);
    assert_eq!(section(&brief, SectionKind::Happened).lines.len(), 1);
}

#[test]
fn a_copy_that_draws_clauses_together_adds_no_line() {
    let rest = "It was the third flood on the upper river in a year and by far the worst that \
                anybody in the valley could remember.";
    let wire = format!(
        "{{event The convoy crossed the swollen river}} and {{event reached the school at Velin}}. {rest}"
    );
    let copy = format!("{{event The convoy crossed the river and reached the school}}. {rest}");
    let readings = [
        reading(1, SourceKind::Person, &wire),
        reading(2, SourceKind::Person, &copy),
    ];
    let brief = brief(&readings, &BriefOptions::default(), &Unlike);
    assert!(brief.sources[1].repeats.is_some());
    let lines = &section(&brief, SectionKind::Happened).lines;
    assert_eq!(lines.len(), 2);
    let cited: usize = lines.iter().map(|line| line.citations.len()).sum();
    assert_eq!(cited, 3);
}

#[test]
fn what_independent_articles_tell_ranks_higher_and_copies_add_nothing() {
    let event = "{event The convoy of 40 trucks crossed the river at Velin before dawn}.";
    let reason = |second: &str| {
        let readings = [
            reading(1, SourceKind::Person, event),
            reading(2, SourceKind::Person, second),
        ];
        let brief = brief(&readings, &BriefOptions::default(), &Unlike);
        let line = &section(&brief, SectionKind::Happened).lines[0];
        assert_eq!(line.citations.len(), 2);
        let mut reasons = line.rank.reasons.iter();
        reasons.any(|(reason, _)| reason.contains("do not repeat one another"))
    };
    assert!(!reason(event));
    let story = "Nobody in the village had slept. The mayor had kept the lights of the school on, \
                 and tea stood ready for anyone who came in from the road through the night.";
    assert!(reason(&format!("{story} {event}")));
}

#[test]
fn a_long_brief_shows_what_matters_and_keeps_the_rest() {
    let trucks: Vec<String> = (0..45)
        .map(|n| format!("{{event The truck number {n} crossed the river at Velin}}."))
        .collect();
    let said: Vec<String> = (0..8)
        .map(|n| format!("{{source Ada Holt}} {{cue said}} {{content the gate {n} is open}}."))
        .collect();
    let readings = [
        reading(1, SourceKind::Person, &trucks.join(" ")),
        reading(2, SourceKind::Person, &said.join(" ")),
        reading(
            3,
            SourceKind::Unresolved,
            "{source They} {cue said} {content the gates are shut}.",
        ),
    ];
    let shown = |length| {
        let options = BriefOptions {
            acts: Vec::new(),
            about: None,
            length,
        };
        let brief = brief(&readings, &options, &Unlike);
        [SectionKind::Happened, SectionKind::Said].map(|kind| {
            let section = section(&brief, kind);
            section.lines.len() - section.omitted()
        })
    };
    assert_eq!(
        shown(Length::Chosen),
        [Length::A_PART, Length::A_SPEAKER + 1]
    );
    assert_eq!(shown(Length::AtMost(2)), [2, 3]);
    assert_eq!(shown(Length::All), [45, 9]);
    let one = brief(&readings[..1], &BriefOptions::default(), &Unlike);
    assert_eq!(section(&one, SectionKind::Happened).omitted(), 0);
}

#[test]
fn nobody_is_listed_who_was_not_found() {
    let marked = "{source They} {cue said} {content the gates are shut}.";
    let readings = [reading(1, SourceKind::Unresolved, marked)];
    let brief = brief(&readings, &BriefOptions::default(), &Unlike);
    assert_eq!(
        section(&brief, SectionKind::Said).lines[0].heading,
        Heading::Untold
    );
    let sources = section(&brief, SectionKind::Sources);
    assert_eq!((sources.lines.len(), sources.untold), (0, 1));
}

#[test]
fn an_absence_in_an_open_quotation_is_told_as_doubtful() {
    let text = "Ada Holt said, “Nobody has read it. We wait.";
    let mut reading = stated(text, "Ada Holt", "said", &["“Nobody has read it. We wait."]);
    let open = find(text, "“");
    reading.findings.doubts.push(onrecord_record::Doubt {
        at: open,
        why: onrecord_record::DoubtKind::UnclosedQuotation,
    });
    reading.findings.absences.push(onrecord_record::Absence {
        about: None,
        span: find(text, "Nobody has read it"),
        because: vec![],
        kind: onrecord_record::AbsenceKind::DidNotHappen,
        chain: vec![Voice::Source(SourceId(0))],
        valuation: Valuation {
            voice: Voice::Source(SourceId(0)),
            value: Factuality::CERTAIN,
            because: vec![],
        },
    });
    let brief = brief(&[reading], &BriefOptions::default(), &Unlike);
    let line = &section(&brief, SectionKind::NotOnRecord).lines[0];
    assert!(line.notes.contains(&Note::UnclosedQuotation));
}

#[test]
fn what_is_doubted_is_counted_and_a_verbatim_quotation_is_shown() {
    let text = "“The dam may break,” Ada Holt said.";
    let mut doubted = stated(text, "Ada Holt", "said", &["“The dam may break,”"]);
    doubted.findings.statements[0].attribution.score = 0.3;
    for (directness, hidden) in [(Directness::Indirect, 1), (Directness::Direct, 0)] {
        doubted.findings.statements[0].directness = directness;
        let brief = brief(
            std::slice::from_ref(&doubted),
            &BriefOptions::default(),
            &Unlike,
        );
        assert_eq!(section(&brief, SectionKind::Doubtful).omitted(), hidden);
    }
    let all = BriefOptions {
        length: Length::All,
        ..BriefOptions::default()
    };
    doubted.findings.statements[0].directness = Directness::Indirect;
    let brief = brief(std::slice::from_ref(&doubted), &all, &Unlike);
    assert_eq!(section(&brief, SectionKind::Doubtful).omitted(), 0);
}

#[test]
fn who_a_pronoun_or_nothing_stands_for_is_put_in_brackets() {
    let text = "Ada Holt came late. She left early and never returned.";
    let mut reading = reading(1, SourceKind::Person, text);
    let about = Some(find(text, "Ada Holt"));
    for words in ["She left early", "never returned"] {
        let told = narration(find(text, words));
        let told = Narration { about, ..told };
        reading.findings.narration.push(told);
    }
    let brief = brief(&[reading], &BriefOptions::default(), &Unlike);
    let lines = &section(&brief, SectionKind::Happened).lines;
    let told: Vec<Vec<String>> = lines.iter().map(|line| told(&brief, line)).collect();
    assert!(told.contains(&["She", "Ada Holt", "left early"].map(String::from).to_vec()));
    assert!(told.contains(&["Ada Holt", "never returned"].map(String::from).to_vec()));
    let citations = lines.iter().flat_map(|line| &line.citations);
    for citation in citations {
        assert_ne!(words(&brief, &Piece::Quote(*citation)), "Ada Holt");
    }
}

/// Keeps the lines of `readings` that are about `words`.
fn about(readings: &[Reading], words: &str) -> Brief {
    let options = BriefOptions {
        about: Some(words.to_owned()),
        ..BriefOptions::default()
    };
    brief(readings, &options, &Unlike)
}

#[test]
fn about_finds_the_other_wordings_of_a_claim_and_shows_them() {
    let one = "{source Ada Holt} {cue said} {content the Meridian convoy of 40 trucks had crossed the Velin river bridge before dawn on its way north}.";
    let other = "{source Ada Holt} {cue told reporters} {content the Meridian convoy of 40 trucks had crossed the Velin river bridge before dawn on its way north unescorted}.";
    let readings = [
        reading(1, SourceKind::Person, one),
        reading(2, SourceKind::Person, other),
    ];
    let plain = brief(&readings, &BriefOptions::default(), &Unlike);
    assert_eq!(section(&plain, SectionKind::Said).lines.len(), 1);
    let kept = about(&readings, "unescorted convoy");
    let line = &section(&kept, SectionKind::Said).lines[0];
    let also = line.notes.iter().find_map(|note| match note {
        Note::Also(at) => Some(*at),
        _ => None,
    });
    let own = line.citations[0];
    let is_told = [Some(own), also].into_iter().flatten().any(|at| {
        let article = &kept.sources[at.article - 1].article;
        article.quote(at.span).contains("unescorted")
    });
    assert!(is_told, "{line:#?}");
    assert!(about(&readings, "unescorted banana").sections.is_empty());
}

#[test]
fn a_brief_tells_what_it_rests_on() {
    let named = "{source Ada Holt} {cue said} {content the convoy had crossed the river at Velin}.";
    let unnamed =
        "{source a clerk at the ford} {cue said} {content the guard had slept through the night}.";
    let readings = [
        reading(1, SourceKind::Person, named),
        reading(2, SourceKind::Unnamed, unnamed),
    ];
    let brief = brief(&readings, &BriefOptions::default(), &Unlike);
    let basis = brief.basis.as_ref().expect("somebody speaks");
    let kinds: Vec<_> = basis
        .kinds
        .iter()
        .map(|one| (one.kind, one.sources, one.firsthand, one.passed_on))
        .collect();
    assert_eq!(
        kinds,
        [
            (SourceKind::Person, 1, 1, 0),
            (SourceKind::Unnamed, 1, 1, 0)
        ]
    );
    let quote = |at: &Citation| brief.sources[at.article - 1].article.quote(at.span);
    let unnamed: Vec<&str> = basis.unnamed.iter().map(quote).collect();
    assert_eq!(unnamed, ["a clerk at the ford"]);
    let alone: Vec<&str> = basis.unnamed_alone.iter().map(quote).collect();
    assert_eq!(alone, ["the guard had slept through the night"]);
    assert_eq!((basis.outlets, basis.confirmed, basis.untold), (2, 0, 0));
    let silent = reading(
        3,
        SourceKind::Person,
        "{event The river rose by two metres}.",
    );
    let silent = onrecord_desk::brief(&[silent], &BriefOptions::default(), &Unlike);
    assert_eq!(silent.basis, None);
}

#[test]
fn what_was_asked_stays_open_until_the_record_answers_it() {
    let text = "Ada Holt asked whether the Meridian convoy had crossed the Velin river. The ministry declined to answer. Rain fell.";
    let mut asked = stated(
        text,
        "Ada Holt",
        "asked",
        &["whether the Meridian convoy had crossed the Velin river"],
    );
    let one = &mut asked.findings.statements[0];
    (one.act, one.mood.question) = (Act::Asked, true);
    asked.findings.absences.push(onrecord_record::Absence {
        span: find(text, "The ministry declined to answer"),
        about: None,
        because: vec![find(text, "declined")],
        kind: onrecord_record::AbsenceKind::Declined,
        chain: vec![Voice::Narrator],
        valuation: Valuation {
            voice: Voice::Narrator,
            value: Factuality::CERTAIN,
            because: vec![],
        },
    });
    let record = gathered(vec![asked], vec![], None, &Unlike);
    let (open, _) = record.questions(EVERYTHING);
    let lines = &section(&open, SectionKind::Asked).lines;
    assert_eq!(lines.len(), 1, "{open:#?}");
    let refusal = lines[0].notes.iter().find_map(|note| match note {
        Note::Unanswered(at) => *at,
        _ => None,
    });
    let refusal = refusal.expect("is told");
    let article = &open.sources[refusal.article - 1].article;
    assert_eq!(
        article.quote(refusal.span),
        "The ministry declined to answer"
    );
}

#[test]
fn what_points_back_stands_behind_what_it_points_to() {
    let text = "The dam at Velin broke in 2030 near Orne. It had stood for years. Ada Holt of Velin left for Lindport in May 2031 with 40 others.";
    let told = [
        "The dam at Velin broke in 2030 near Orne",
        "It had stood for years",
        "Ada Holt of Velin left for Lindport in May 2031 with 40 others",
    ];
    let reading = Reading {
        article: article(1, text.to_owned()),
        findings: Findings {
            narration: told
                .iter()
                .map(|words| narration(find(text, words)))
                .collect(),
            ..Findings::default()
        },
    };
    let brief = brief(&[reading], &BriefOptions::default(), &Unlike);
    let lines = &section(&brief, SectionKind::Happened).lines;
    let order: Vec<String> = lines
        .iter()
        .map(|line| self::told(&brief, line).join(" "))
        .collect();
    let at = |words: &str| order.iter().position(|one| one == words);
    assert_eq!(at(told[0]).map(|at| at + 1), at(told[1]), "{order:?}");
}
