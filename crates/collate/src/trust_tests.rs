//! What confirms and contradicts nothing: findings in doubt, one utterance under two names, what only
//! looks like a denial, an outlet's own name.

use onrecord_record::{Directness, Doubt, DoubtKind, Reading, Span};

use crate::Origin;
use crate::tests::{clashes, collated, reading, shared};

/// The words at the first place of `words`.
fn span(reading: &Reading, words: &str) -> Span {
    let text = &reading.article.text;
    let start = text.find(words).unwrap();
    Span::new(text, start..start + words.len()).unwrap()
}

/// Two articles with no words in common but what each speaker says of the ferry.
fn two() -> [Reading; 2] {
    let claim =
        "{content that the {body Queen Ardith} ferry struck the {place Tallow Reef} before dawn}";
    let one = format!(
        "{{source {{person Ada Holtmann}}}} {{cue said}} {claim}. Rain fell on the quay all morning."
    );
    let other = format!(
        "{{source {{person Odd Marken}}}} {{cue told us}} {claim}. A neighbour rowed out alone."
    );
    [reading("Beacon", 3, &one), reading("Gazette", 3, &other)]
}

#[test]
fn a_doubtful_finding_joins_no_claim() {
    let mut told = two();
    assert_eq!(shared(&collated(&told)), [(2, 2)]);
    told[1].findings.statements[0].attribution.score = 0.25;
    assert_eq!(shared(&collated(&told)), []);
    told[0].findings.statements[0].attribution.score = 0.25;
    assert_eq!(shared(&collated(&told)), [(2, 1)], "they stand together");
}

#[test]
fn a_speaker_in_doubt_is_no_origin() {
    let mut told = two();
    let at = span(&told[1], "Odd Marken");
    told[1].findings.doubts.push(Doubt {
        at,
        why: DoubtKind::TwoSources,
    });
    let collation = collated(&told);
    assert_eq!(shared(&collation), [(2, 1)]);
    let told = collation
        .claims
        .iter()
        .find(|one| one.items.len() == 2)
        .unwrap();
    assert!(matches!(told.origins[..], [Origin::Speaker(item)] if item.article == 0));
}

#[test]
fn who_passes_on_what_another_says_is_no_second_origin() {
    let mut told = two();
    assert_eq!(shared(&collated(&told)), [(2, 2)]);
    // elsewhere in the second article Odd Marken tells what Ada Holtmann said
    let more = "{source {person Ada Holtmann}} {cue said} {content the pier was shut}. \
                {source {person Odd Marken}} {cue told us} {content that the {body Queen Ardith} ferry \
                struck the {place Tallow Reef} before dawn}. A neighbour rowed out alone.";
    told[1] = reading("Gazette", 3, more);
    let outer = told[1].findings.statements[1].chain[0];
    told[1].findings.statements[0].chain.insert(0, outer);
    assert_eq!(shared(&collated(&told)), [(2, 1)]);
}

#[test]
fn a_doubtful_finding_contradicts_nothing() {
    let deal = "the border treaty with {place Kessalia} at the lake hotel";
    let yes = format!(
        "{{source {{person Ilse Roe}}}} {{cue said}} {{content {{person Ada Holt}} signed {deal}}}."
    );
    let no = format!(
        "{{source {{person Otto Brandt}}}} {{cue said}} {{denied {{person Ada Holt}} did not sign {deal}}}."
    );
    let mut told = [reading("Beacon", 3, &yes), reading("Gazette", 3, &no)];
    assert_eq!(collated(&told).contradictions.len(), 1);
    told[1].findings.statements[0].attribution.score = 0.4;
    assert_eq!(collated(&told).contradictions, []);
}

#[test]
fn one_utterance_has_one_mouth() {
    let words = "{content \"The harbour wall of {place Sennin} will not stand another winter like this one\"}";
    let by =
        |who: &str, rest: &str| format!("{{source {{person {who}}}}} {{cue said}} {words}. {rest}");
    let direct = |outlet: &str, who: &str, rest: &str| {
        let mut told = reading(outlet, 3, &by(who, rest));
        told.findings.statements[0].directness = Directness::Direct;
        told
    };
    let mut told = vec![
        direct("Beacon", "Odd Marken", "Rain fell on the quay all morning."),
        direct("Gazette", "Ilse Roe", "A neighbour rowed out alone."),
    ];
    let both = collated(&told);
    assert_eq!(shared(&both), [(2, 1)]);
    assert_eq!(
        both.claims[0].disputed.len(),
        2,
        "nothing tells whose they are"
    );
    told.push(direct(
        "Mirror",
        "Ilse Roe",
        "Trains along the coast ran late.",
    ));
    let most = collated(&told);
    assert_eq!(shared(&most), [(3, 1)]);
    assert_eq!(most.claims[0].disputed, [most.claims[0].items[0]]);
    assert_eq!(
        most.claims[0].origins,
        [Origin::Speaker(most.claims[0].items[1])]
    );
    for one in &mut told {
        one.findings.statements[0].directness = Directness::Indirect;
    }
    assert_eq!(
        shared(&collated(&told)),
        [(3, 2)],
        "in their own words they are two"
    );
}

#[test]
fn two_parts_of_a_speech_are_two_claims() {
    let told = "{source {person Ada Holt}} {cue said} {content \"The harbour wall of Sennin needs stone\"}. \
                {source Holt} {cue said} {content \"The harbour wall of Sennin needs stone and steel\"}.";
    let mut told = [reading("Beacon", 3, told)];
    assert_eq!(collated(&told).claims.len(), 1, "told twice");
    for one in &mut told[0].findings.statements {
        one.directness = Directness::Direct;
    }
    assert_eq!(collated(&told).claims.len(), 1, "the same words");
    let other = "{source {person Ada Holt}} {cue said} {content \"The harbour wall of Sennin needs stone\"}. \
                {source Holt} {cue said} {content \"Sennin must bring stone to the harbour wall it needs\"}.";
    let mut other = [reading("Beacon", 3, other)];
    for one in &mut other[0].findings.statements {
        one.directness = Directness::Direct;
    }
    assert_eq!(collated(&other).claims.len(), 2);
}

#[test]
fn a_negation_that_is_named_denies_nothing() {
    let lone =
        "{event {person Ada Holt} was the lone opponent of the harbour bill in the town council}.";
    let named =
        "{not The lone \"no\" vote on the harbour bill in the town council was {person Ada Holt}}.";
    assert_eq!(clashes(lone, named, 3).len(), 1, "read as a denial");
    let mut told = [reading("Beacon", 3, lone), reading("Gazette", 3, named)];
    let no = span(&told[1], "no");
    let because = &mut told[1].findings.narration[0].valuation.because;
    because.push(no);
    assert_eq!(collated(&told).contradictions, []);
}

#[test]
fn a_denial_that_is_passed_on_denies() {
    let own = "{source {person Ravi Roe}} {cue denied} {denied that {person Ada Holt} had carried any text to the lake hotel}.";
    let passed = "{source Interpress} {cue tells}: her spokesman {content denied that {person Ada Holt} had carried any text to the lake hotel}.";
    assert_eq!(clashes(own, passed, 3), []);
    let yes = "{event {person Ada Holt} had carried a text to the lake hotel}.";
    assert_eq!(clashes(yes, passed, 3).len(), 1);
}

#[test]
fn surprise_is_no_denial_and_an_aim_is_no_fact() {
    let yes = "{event {person Ada Holt} would invite {person Otto Brandt} to the lake hotel for a private meeting}.";
    let holt =
        "{person Ada Holt} would invite {person Otto Brandt} to the lake for a private meeting";
    let surprise =
        |cue: &str| format!("{{source {{person Ilse Roe}}}} {{cue {cue}}} {{denied that {holt}}}.");
    assert_eq!(clashes(yes, &surprise("rejected the claim"), 3).len(), 1);
    assert_eq!(clashes(yes, &surprise("expressed disbelief"), 3), []);
    let no = "{source {person Ilse Roe}} {cue said} {denied {place Sennin} would not pay for the harbour wall}.";
    let aim = "{source {person Otto Brandt}} {cue spoke of} {content a plan to get {place Sennin} to pay for the harbour wall}.";
    let yes = "{source {person Otto Brandt}} {cue said} {content {place Sennin} would pay for the harbour wall}.";
    assert_eq!(clashes(yes, no, 3).len(), 1);
    assert_eq!(clashes(aim, no, 3), []);
}

#[test]
fn an_outlet_rests_on_none_of_its_own_names_and_on_no_person() {
    let own = "A ship ran onto rocks, the Orra Times reported. {event Stones off {place Tallow Reef} holed the {body Queen Ardith} that morning}.";
    let wire = "{event The ferry {body Queen Ardith} struck the {place Tallow Reef} before dawn}.";
    let mut told = [reading("Orra Times", 3, wire), reading("oti", 3, own)];
    assert_eq!(collated(&told).descent.derived, [], "it is its code");
    told[1].article.masthead.outlet = Some("House".to_owned());
    assert_eq!(collated(&told).descent.derived.len(), 1);
    told[1].article.masthead.url = Some("https://www.orratimes.example/sea".to_owned());
    assert_eq!(collated(&told).descent.derived, []);
    let mill = "A ship ran onto rocks, Mill reported. {event Stones off {place Tallow Reef} holed the {body Queen Ardith} that morning}.";
    let person = format!("{mill} The pilot was {{person Odd Mill}}.");
    let rests = |marked: &str| {
        let told = [reading("Mill", 3, wire), reading("Beacon", 3, marked)];
        collated(&told).descent.derived.len()
    };
    assert_eq!((rests(mill), rests(&person)), (1, 0));
}
