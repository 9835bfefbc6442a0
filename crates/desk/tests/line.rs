//! What one line of a brief is made of: its words, who is told, what stands beside them.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test whose set-up fails has failed, and says where"
)]

mod made;
mod told;

use jiff::civil::date;
use made::{narration, reading, section};
use onrecord_desk::collate::Unlike;
use onrecord_desk::{BriefOptions, Heading, LineKind, Note, Reading, SectionKind, brief};
use onrecord_record::{
    Act, Directness, Factuality, Interval, Precision, SourceKind, TimeExpression, TimeKind,
};
use told::{find, stated, told};

fn only_line(reading: &Reading) -> Vec<String> {
    let brief = brief(
        std::slice::from_ref(reading),
        &BriefOptions::default(),
        &Unlike,
    );
    let said = section(&brief, SectionKind::Said);
    assert_eq!(said.lines.len(), 1);
    told(&brief, &said.lines[0])
}

#[test]
fn no_character_is_told_twice() {
    let text = "Ada Holt cautioned that the dam could break.";
    let overlapping = stated(
        text,
        "Ada Holt",
        "cautioned that",
        &["that the dam could break"],
    );
    assert_eq!(
        only_line(&overlapping),
        ["Ada Holt", "cautioned", "that the dam could break"]
    );
    let inside = stated(text, "Ada Holt", "cautioned", &["cautioned that the dam"]);
    assert_eq!(only_line(&inside), ["Ada Holt", "cautioned that the dam"]);
}

#[test]
fn a_person_is_told_with_what_stands_beside_the_name() {
    let described = |mention: &str, text: &str| {
        let mut reading = stated(text, "Ada Holt", "said", &["it would hold"]);
        reading.findings.sources[0].mentions = vec![find(text, mention).into()];
        let brief = brief(&[reading], &BriefOptions::default(), &Unlike);
        let line = &section(&brief, SectionKind::Sources).lines[0];
        line.notes.iter().find_map(|note| match note {
            Note::Described(at) => Some(at.span.of(text).to_owned()),
            _ => None,
        })
    };
    for (mention, beside) in [
        (
            "The league's president, Ada Holt,",
            Some("The league's president"),
        ),
        ("Ada Holt, who runs the mill,", Some("who runs the mill")),
        ("Sen. Ada Holt (North)", Some("Sen. Ada Holt (North)")),
        ("President Ada Holt's", Some("President")),
        ("Mrs. Ada Holt", None),
        ("An angry Ada Holt", None),
        ("A lawyer, Ada Holt,", Some("A lawyer")),
        ("Its spokeswoman, Ada Holt,", None),
        ("Ada Holt", None),
    ] {
        let text = format!("{mention} said it would hold.");
        assert_eq!(described(mention, &text).as_deref(), beside, "{mention}");
    }
}

#[test]
fn a_cue_that_breaks_off_is_told_to_its_end() {
    for (text, cue, content, told) in [
        (
            "Ada Holt had informed the panel that it would break.",
            "had informed the",
            "that it would break",
            ["had informed the panel", "that it would break"],
        ),
        (
            "Ada Holt had asked Mrs. Lind to hand it over.",
            "had asked",
            "to hand it over",
            ["had asked Mrs. Lind", "to hand it over"],
        ),
        (
            "Ada Holt is seen as off limits.",
            "is seen",
            "off limits",
            ["is seen as", "off limits"],
        ),
    ] {
        let line = only_line(&stated(text, "Ada Holt", cue, &[content]));
        assert_eq!(line[1..], told, "{text}");
    }
    let text = "“He is no expert,” Ada Holt said of Mr. Lind on Friday.";
    let line = only_line(&stated(
        text,
        "Ada Holt",
        "said of",
        &["“He is no expert,”"],
    ));
    assert_eq!(line[1..], ["“He is no expert,”", "—", "said of Mr. Lind"]);
}

#[test]
fn the_name_of_a_book_is_nothing_that_was_said() {
    let part = |text: &str, content: &str| {
        let mut reading = stated(text, "Ada Holt", "plans", &[content]);
        let one = &mut reading.findings.statements[0];
        (one.act, one.directness) = (Act::Decided, Directness::Mixed);
        let brief = brief(&[reading], &BriefOptions::default(), &Unlike);
        brief.sections[0].kind
    };
    let text = "Ada Holt plans to release “The Making of a Town” in May.";
    let held = part(text, "to release “The Making of a Town” in May");
    assert_eq!(held, SectionKind::Held);
    let text = "Ada Holt plans to “fight for every mill” in May.";
    assert_eq!(
        part(text, "to “fight for every mill” in May"),
        SectionKind::Said
    );
}

#[test]
fn when_it_was_said_is_told() {
    for (text, time, is_told) in [
        ("Last week, Ada Holt said it would hold.", "Last week", true),
        ("Ada Holt said on Friday it would hold.", "Friday", true),
        (
            "After Friday's vote, Ada Holt said it would hold.",
            "Friday",
            false,
        ),
        (
            "It rained last week. Ada Holt said it would hold.",
            "last week",
            false,
        ),
        ("Ada Holt said it would hold.", "it", false),
    ] {
        let mut reading = stated(text, "Ada Holt", "said", &["it would hold"]);
        let day = date(2031, 3, 7);
        reading.findings.times.push(TimeExpression {
            span: find(text, time),
            interval: Some(Interval {
                begin: day,
                end: day,
                precision: Precision::Day,
            }),
            kind: TimeKind::Date,
            value: "2031-03-07".to_owned(),
        });
        let brief = brief(&[reading], &BriefOptions::default(), &Unlike);
        let notes = &section(&brief, SectionKind::Said).lines[0].notes;
        let told = notes.iter().any(|note| matches!(note, Note::SaidAt(..)));
        assert_eq!(told, is_told, "{text}");
    }
}

#[test]
fn whoever_hears_is_told_with_the_cue() {
    let text = "Ada Holt told Orne the dam could break.";
    let heard = stated(text, "Ada Holt", "told", &["the dam could break"]);
    assert_eq!(
        only_line(&heard),
        ["Ada Holt", "told Orne", "the dam could break"]
    );
    let text = "“Go home,” Ada Holt told the Orne Gazette on Friday.";
    let heard = stated(text, "Ada Holt", "told", &["“Go home,”"]);
    assert_eq!(
        only_line(&heard),
        ["Ada Holt", "“Go home,”", "—", "told the Orne Gazette"]
    );
    let text = "Ada Holt said on Monday the dam could break.";
    let when = stated(text, "Ada Holt", "said", &["the dam could break"]);
    assert_eq!(
        only_line(&when),
        ["Ada Holt", "said", "the dam could break"]
    );
}

#[test]
fn who_does_it_by_the_passive_is_not_done_by() {
    let text = "Orne was warned by Ada Holt to leave.";
    let warned = stated(text, "Ada Holt", "was warned", &["to leave"]);
    let whole = "was warned by Ada Holt to leave";
    assert_eq!(only_line(&warned), ["Ada Holt", whole]);
    let text = "The mayor hoped she was warned by Ada Holt to leave.";
    let warned = stated(text, "Ada Holt", "was warned by", &["to leave"]);
    let whole = "she was warned by Ada Holt to leave";
    assert_eq!(only_line(&warned), ["Ada Holt", whole]);
}

#[test]
fn a_cue_neither_leads_on_nor_doubles_the_content() {
    let text = "“Yes,” Ada Holt said when asked by Orne.";
    let asked = stated(text, "Ada Holt", "said when", &["“Yes,”"]);
    assert_eq!(only_line(&asked), ["Ada Holt", "“Yes,”", "—", "said"]);
    let text = "“Endless!” Ada Holt said of the swirl of events.";
    let parts = ["“Endless!”", "the swirl of events"];
    let doubled = stated(text, "Ada Holt", "said of", &parts);
    assert_eq!(
        only_line(&doubled),
        [
            "Ada Holt",
            "“Endless!”",
            "—",
            "said of",
            "—",
            "the swirl of events"
        ]
    );
}

#[test]
fn an_owner_stands_before_what_is_owned() {
    let text = "Orne heard Ada Holt's claim that the dam could break.";
    let owned = stated(text, "Ada Holt's", "claim", &["the dam could break"]);
    assert_eq!(only_line(&owned)[1], "Ada Holt's claim");
}

#[test]
fn a_cue_after_or_amid_its_content_stands_there() {
    let text = "“Go home,” Ada Holt said by telephone. “Now.”";
    let after = stated(text, "Ada Holt", "said by telephone", &["“Go home,”"]);
    assert_eq!(
        only_line(&after),
        ["Ada Holt", "“Go home,”", "—", "said by telephone"]
    );
    let amid = stated(
        text,
        "Ada Holt",
        "said by telephone",
        &["“Go home,”", "“Now.”"],
    );
    assert_eq!(
        only_line(&amid),
        [
            "Ada Holt",
            "“Go home,”",
            "—",
            "said by telephone",
            "—",
            "“Now.”"
        ]
    );
}

#[test]
fn according_to_is_a_note() {
    let text = "The dam is sound, according to Ada Holt.";
    let reading = stated(text, "Ada Holt", "according to", &["The dam is sound"]);
    assert_eq!(only_line(&reading), ["Ada Holt", "The dam is sound"]);
    let brief = brief(&[reading], &BriefOptions::default(), &Unlike);
    let line = &section(&brief, SectionKind::Said).lines[0];
    assert!(matches!(line.notes.first(), Some(Note::Attributed(_))));
}

#[test]
fn what_could_have_been_said_was_not_said() {
    let text = "Ada Holt could have asked for a recount.";
    let asked = stated(text, "Ada Holt", "could have asked", &["for a recount"]);
    let brief = brief(&[asked], &BriefOptions::default(), &Unlike);
    assert_eq!(section(&brief, SectionKind::Conjecture).lines.len(), 1);
}

#[test]
fn the_frame_of_a_statement_is_no_line_of_its_own() {
    let text = "Ada Holt seems to hope that the rain will end.";
    let mut reading = stated(
        text,
        "Ada Holt",
        "seems to hope",
        &["that the rain will end"],
    );
    let mut frame = narration(find(text, "Ada Holt seems to hope"));
    frame.predicate = find(text, "seems to hope");
    reading.findings.narration.push(frame);
    let brief = brief(&[reading], &BriefOptions::default(), &Unlike);
    let lines: usize = brief
        .sections
        .iter()
        .filter(|section| section.kind != SectionKind::Sources)
        .map(|section| section.lines.len())
        .sum();
    assert_eq!(lines, 1);
}

#[test]
fn a_line_that_points_back_is_told_with_what_stands_before_it() {
    let told = |marked: &str| {
        let brief = brief(
            &[reading(1, SourceKind::Person, marked)],
            &BriefOptions::default(),
            &Unlike,
        );
        let lines = &section(&brief, SectionKind::Happened).lines;
        let after = lines.iter().flat_map(|line| &line.notes);
        let after = after.filter_map(|note| match note {
            Note::After(at) => Some(brief.sources[0].article.quote(at.span).to_owned()),
            _ => None,
        });
        after.collect::<Vec<_>>()
    };
    let alone =
        "Nobody knows why. The photo was sent at noon. {event It was deleted within minutes}.";
    assert_eq!(told(alone), ["The photo was sent at noon."]);
    let amid = "The claims of the mayor are new, but {event it does not help his case}.";
    assert_eq!(told(amid), ["The claims of the mayor are new, but"]);
    let behind = "{event The photo was sent at noon}. {event It was deleted within minutes}.";
    assert_eq!(told(behind), [""; 0], "it stands right behind");
}

#[test]
fn a_wish_that_the_article_tells_was_not_said() {
    let text = "Ada Holt hopes that the rain will end. She does not regret the trip. Ben Roe “hopes it lasts”.";
    let mut reading = stated(text, "Ada Holt", "hopes", &["that the rain will end"]);
    let wish = &mut reading.findings.statements[0];
    wish.act = Act::Wants;
    wish.values[0].because = vec![find(text, "hopes")];
    let mut regret = wish.clone();
    regret.act = Act::Thinks;
    regret.values[0].because = vec![find(text, "does not"), find(text, "regret")];
    regret.attribution.content = find(text, "the trip").into();
    let mut quoted = wish.clone();
    quoted.directness = Directness::Mixed;
    quoted.attribution.content = find(text, "“hopes it lasts”").into();
    reading.findings.statements.extend([regret, quoted]);
    let brief = brief(&[reading], &BriefOptions::default(), &Unlike);
    assert_eq!(section(&brief, SectionKind::Held).lines.len(), 2);
    assert_eq!(section(&brief, SectionKind::Said).lines.len(), 1);
}

#[test]
fn the_articles_own_voice_never_stands_under_a_speaker() {
    let text = "Ada Holt seems to hope that the rain will end. The dam may break.";
    let told = ["that the rain will end"];
    let mut reading = stated(text, "Ada Holt", "seems to hope", &told);
    let wish = &mut reading.findings.statements[0];
    wish.act = Act::Wants;
    wish.values[0].because = vec![find(text, "seems"), find(text, "hope")];
    for valuation in &mut wish.values {
        valuation.value = Factuality::Uncommitted;
    }
    let mut guess = narration(find(text, "The dam may break"));
    guess.valuation.value = Factuality::Uncommitted;
    reading.findings.narration.push(guess);
    let brief = brief(&[reading], &BriefOptions::default(), &Unlike);
    let lines = &section(&brief, SectionKind::Conjecture).lines;
    assert_eq!(lines[0].heading, Heading::Articles);
    assert!(matches!(lines[0].kind, LineKind::Narration));
    assert!(matches!(
        lines[1].heading,
        Heading::Speaker(_, SourceKind::Person)
    ));
}
