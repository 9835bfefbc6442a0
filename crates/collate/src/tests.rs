//! What articles of marked sentences come to. The findings are written by hand, so no encoder is
//! needed: `{source …} {cue …} {content …}` is a statement (`{office …}` for a source that is one), `{event …}` the article's own account,
//! `{person …}`, `{body …}` and `{place …}` are names inside them.

use onrecord_record::{
    Absence, AbsenceKind, Act, Article, ArticleId, Aspect, Attribution, Directness, Factuality,
    Findings, Language, Masthead, Mood, Name, NameKind, Narration, Origin, Polarity, Reading,
    Source, SourceId, SourceKind, Span, Stamp, StampEvidence, Statement, Valuation, Voice, Zone,
    ZoneKind,
};
use onrecord_testkit::{Mark, Marked};

use crate::{Clash, Collation, Edit, Root, Unlike, collate, edits, versions};

/// An article of `outlet`, published on `day` of March 2031.
pub(crate) fn reading(outlet: &str, day: i8, marked: &str) -> Reading {
    let marked = Marked::read(marked).unwrap();
    let article = article(outlet, day, marked.text.clone());
    let mut findings = Findings::default();
    let mut open: Vec<&Mark> = Vec::new();
    for mark in &marked.marks {
        match mark.label.as_str() {
            "person" => findings.names.push(name(mark.span, NameKind::Person)),
            "body" => findings.names.push(name(mark.span, NameKind::Organisation)),
            "place" => findings.names.push(name(mark.span, NameKind::Place)),
            "event" | "not" => findings.narration.push(narration(mark)),
            "unknown" => findings.absences.push(absence(mark)),
            "content" | "denied" => {
                let [source, cue] = open.as_slice() else {
                    panic!("{marked:?}")
                };
                statement(&mut findings, &article, source, cue, mark);
                open.clear();
            }
            _ => open.push(mark),
        }
    }
    findings.names.sort_unstable();
    Reading { article, findings }
}

fn name(span: Span, kind: NameKind) -> Name {
    Name { span, kind }
}

fn value(mark: &Mark) -> Factuality {
    match mark.label.as_str() {
        "not" | "denied" => {
            Factuality::Committed(onrecord_record::Certainty::Certain, Polarity::Fails)
        }
        _ => Factuality::CERTAIN,
    }
}

fn narration(mark: &Mark) -> Narration {
    Narration {
        about: None,
        span: mark.span,
        predicate: mark.span,
        aspect: Aspect::Event,
        valuation: Valuation {
            voice: Voice::Narrator,
            value: value(mark),
            because: Vec::new(),
        },
        mood: Mood::default(),
        times: Vec::new(),
    }
}

fn absence(mark: &Mark) -> Absence {
    Absence {
        about: None,
        span: mark.span,
        because: Vec::new(),
        kind: AbsenceKind::NotKnown,
        chain: vec![Voice::Narrator],
        valuation: narration(mark).valuation,
    }
}

fn statement(
    findings: &mut Findings,
    article: &Article,
    source: &Mark,
    cue: &Mark,
    content: &Mark,
) {
    let id = SourceId(findings.sources.len() as u32);
    let is_named = article.quote(source.span).starts_with(char::is_uppercase);
    findings.sources.push(Source {
        name: source.span,
        kind: if source.label == "office" {
            SourceKind::Office
        } else if is_named {
            SourceKind::Person
        } else {
            SourceKind::Unnamed
        },
        mentions: vec![source.span.into()],
        anonymity: None,
    });
    let voice = Voice::Source(id);
    findings.statements.push(Statement {
        attribution: Attribution {
            source: Some(source.span.into()),
            cue: Some(cue.span.into()),
            content: content.span.into(),
            score: 0.9,
            parent: None,
        },
        chain: vec![voice],
        directness: Directness::Indirect,
        act: Act::Said,
        values: vec![Valuation {
            voice,
            value: value(content),
            because: Vec::new(),
        }],
        clauses: Vec::new(),
        mood: Mood::default(),
        times: Vec::new(),
    });
}

fn article(outlet: &str, day: i8, text: String) -> Article {
    let mut id = [0; 32];
    text.bytes()
        .chain(outlet.bytes())
        .enumerate()
        .for_each(|(at, byte)| id[at % 32] ^= byte.rotate_left(at as u32 % 7));
    let span = Span::new(&text, 0..text.len()).unwrap();
    Article {
        id: ArticleId(id),
        text_sha256: id,
        origin: Origin {
            path: format!("{outlet}-{day}.txt"),
            line: None,
            doc: None,
        },
        masthead: Masthead {
            outlet: Some(outlet.to_owned()),
            published: Some(Stamp {
                date: jiff::civil::date(2031, 3, day),
                time: None,
                offset: None,
                evidence: StampEvidence::Given,
            }),
            ..Masthead::default()
        },
        zones: vec![Zone {
            span,
            kind: ZoneKind::Body,
        }],
        pictures: Vec::new(),
        language: Language::English,
        text,
    }
}

pub(crate) fn collated(readings: &[Reading]) -> Collation {
    let readings: Vec<&Reading> = readings.iter().collect();
    collate(&readings, &Unlike)
}

/// Articles, outlets aside, and origins of each claim that more than one article has.
#[track_caller]
pub(crate) fn shared(collation: &Collation) -> Vec<(usize, usize)> {
    let claims = collation.claims.iter();
    claims
        .map(|claim| (claim.articles().len(), claim.origins.len()))
        .filter(|(articles, _)| *articles > 1)
        .collect()
}

const FERRY: &str = "{source {person Ilse Varnham}} {cue said} {content the ferry {body Queen Ardith} had struck the {place Tallow Reef} before dawn}.";

#[test]
fn two_speakers_are_two_origins_and_one_is_one() {
    let own = "Rain fell on the harbour all morning while crews brought blankets, soup and dry clothes to the quay. The company has sailed this route for thirty years.";
    let ferry = format!("{FERRY} {own}");
    let other = "{source {person Odd Marken}} {cue told us} {content that the {body Queen Ardith} ferry struck {place Tallow Reef} before dawn}. He had watched from his kitchen window with a neighbour, called his brother on the lifeboat, and then rowed out alone in a dinghy to see whether anybody needed help.";
    assert_eq!(
        shared(&collated(&[
            reading("Beacon", 3, &ferry),
            reading("Gazette", 3, other)
        ])),
        [(2, 2)]
    );
    let again = format!("The commander met the press at noon. {FERRY} Nobody had slept.");
    assert_eq!(
        shared(&collated(&[
            reading("Beacon", 3, FERRY),
            reading("Gazette", 3, &again)
        ])),
        [(2, 1)]
    );
}

/// Two articles that share no words but the claim, each by its own speaker.
fn by(one: &str, other: &str) -> Vec<(usize, usize)> {
    let claim =
        "{content that the {body Queen Ardith} ferry struck the {place Tallow Reef} before dawn}";
    let rain =
        "Rain fell on the quay all morning while crews brought blankets, soup and dry clothes.";
    let dinghy =
        "A neighbour had watched from a kitchen window, called a brother, and rowed out alone.";
    shared(&collated(&[
        reading("Beacon", 3, &format!("{one} {{cue said}} {claim}. {rain}")),
        reading(
            "Gazette",
            3,
            &format!("{other} {{cue said}} {claim}. {dinghy}"),
        ),
    ]))
}

#[test]
fn a_voice_that_goes_by_two_names_is_one_origin() {
    let holt = "{source {person Ada Holtmann}}";
    assert_eq!(by(holt, "{source {person Odd Marken}}"), [(2, 2)]);
    // a slip of the name
    assert_eq!(by(holt, "{source {person Ada Holttman}}"), [(2, 1)]);
    // the body she speaks for
    let spokeswoman = "{source {person Ada Holtmann}}, a spokeswoman for the Harbour Ministry,";
    assert_eq!(
        by(spokeswoman, "{office {body Harbour Ministry}}"),
        [(2, 1)]
    );
    assert_eq!(by(holt, "{office {body Harbour Ministry}}"), [(2, 2)]);
    // who may be anybody's mouth
    assert_eq!(by(holt, "{office the ministry}"), [(2, 1)]);
}

#[test]
fn what_reports_tell_themselves_is_one_origin() {
    let event = "{event The ferry {body Queen Ardith} struck the {place Tallow Reef} before dawn}.";
    let one = format!("{event} Rain fell on the quay all morning while crews brought soup.");
    let two = format!("{event} A neighbour watched from a kitchen window and rowed out alone.");
    let collation = collated(&[reading("Beacon", 3, &one), reading("Gazette", 3, &two)]);
    assert_eq!(shared(&collation), [(2, 1)]);
}

#[test]
fn those_who_are_not_named_count_as_one() {
    let officials = |whose: &str| {
        format!(
            "{{source officials}} {{cue said}} {{content the ferry {{body Queen Ardith}} had struck the {{place Tallow Reef}} before dawn}}. {whose}"
        )
    };
    let one = reading(
        "Beacon",
        3,
        &officials("Rain fell all morning on the harbour."),
    );
    let two = reading(
        "Gazette",
        3,
        &officials("Shops in the village stayed shut."),
    );
    assert_eq!(shared(&collated(&[one, two])), [(2, 1)]);
}

#[test]
fn a_copy_confirms_nothing() {
    let wire = "{event The ferry {body Queen Ardith} struck the {place Tallow Reef} before dawn on its way to {place Sennin}}. {event Crews took 214 people off in five hours}. {event The captain was questioned by harbour police until noon}.";
    let cut = "{event The ferry {body Queen Ardith} struck the {place Tallow Reef} before dawn on its way to {place Sennin}}. {event The captain was questioned by harbour police until noon}.";
    let collation = collated(&[reading("Wire", 3, wire), reading("Beacon", 4, cut)]);
    assert!(
        shared(&collation).iter().all(|(_, origins)| *origins == 1),
        "{collation:?}"
    );
    assert_eq!(collation.descent.derived[0].from, Root::Article(0));
}

#[test]
fn a_report_that_credits_another_rests_on_it() {
    let own = reading(
        "Meridian",
        3,
        "{event The ferry {body Queen Ardith} struck the {place Tallow Reef} before dawn}.",
    );
    let theirs = reading(
        "Beacon",
        3,
        "A ship ran onto rocks, Meridian reported. {event The {body Queen Ardith} ferry struck {place Tallow Reef} before dawn}.",
    );
    let collation = collated(&[own, theirs]);
    assert_eq!(shared(&collation), [(2, 1)]);
    let edge = &collation.descent.derived[0];
    assert_eq!((edge.article, &edge.from), (1, &Root::Article(0)));
}

#[test]
fn reports_that_credit_one_another_are_a_circle() {
    let one = reading(
        "Meridian",
        3,
        "The Beacon reported it first. {event The ferry {body Queen Ardith} struck the {place Tallow Reef} before dawn}.",
    );
    let two = reading(
        "Beacon",
        3,
        "Meridian reported it first. {event The {body Queen Ardith} ferry struck {place Tallow Reef} before dawn}.",
    );
    let collation = collated(&[one, two]);
    assert_eq!(shared(&collation), [(2, 1)]);
    let root = Root::Circle(vec![0, 1]);
    assert!(
        collation
            .descent
            .roots
            .iter()
            .all(|roots| roots.contains(&root))
    );
}

/// The clashes of two accounts of one day.
pub(crate) fn clashes(one: &str, other: &str, day: i8) -> Vec<Clash> {
    let collation = collated(&[reading("Beacon", 3, one), reading("Gazette", day, other)]);
    collation
        .contradictions
        .iter()
        .map(|one| one.clash)
        .collect()
}

#[test]
fn other_numbers_of_one_thing_contradict_unless_time_has_passed() {
    let toll = |count: &str| {
        format!(
            "{{event The landslide at {{place Kol}} killed {count} miners and buried the road to {{place Sennin}}}}."
        )
    };
    assert!(matches!(
        clashes(&toll("seven"), &toll("nine"), 3)[..],
        [Clash::Count(..)]
    ));
    assert_eq!(clashes(&toll("seven"), &toll("nine"), 4), []);
    assert_eq!(clashes(&toll("seven"), &toll("7"), 3), []);
    assert_eq!(clashes(&toll("at least seven"), &toll("nine"), 3), []);
}

#[test]
fn yes_and_no_contradict_and_not_known_does_not() {
    let yes = "{event {person Ada Holt} signed the border treaty with {place Kessalia} at the lake hotel}.";
    let no = "{not {person Ada Holt} did not sign the border treaty with {place Kessalia} at the lake hotel}.";
    assert_eq!(clashes(yes, no, 3), [Clash::DidNot]);
    assert_eq!(clashes(yes, yes, 3), []);
}

#[test]
fn one_changed_name_splits_a_claim() {
    let of = |who: &str| {
        format!(
            "{{event {{person {who}}} resigned as harbour master after the inquiry into the grounding}}."
        )
    };
    let both = collated(&[
        reading("Beacon", 3, &of("Ada Holt")),
        reading("Gazette", 3, &of("Ben Osei")),
    ]);
    assert_eq!(shared(&both), []);
    let spelled = collated(&[
        reading("Beacon", 3, &of("Sergei Holt")),
        reading("Gazette", 3, &of("Sergey Holt")),
    ]);
    assert_eq!(shared(&spelled).len(), 1);
}

#[test]
fn articles_on_other_things_are_other_events() {
    let other = "{event The central bank of {place Torrund} raised its key rate by half a point to fight inflation}.";
    let collation = collated(&[reading("Beacon", 3, FERRY), reading("Gazette", 3, other)]);
    assert_eq!(collation.happenings, [[0], [1]]);
}

#[test]
fn a_version_tells_what_was_changed_withdrawn_and_added() {
    let at = |day, text: &str| {
        let mut reading = reading("Beacon", day, text);
        reading.article.masthead.url = Some("https://beacon.example/ferry".to_owned());
        reading
    };
    let old = at(
        3,
        "{event The landslide at {place Kol} killed seven miners on the night shift}. {event The mine owner had ignored two warnings}.",
    );
    let new = at(
        4,
        "{event The landslide at {place Kol} killed nine miners on the night shift}. {event Rescue teams from {place Sennin} reached the gallery at noon}.",
    );
    assert_eq!(versions(&[&old, &new]), [[0, 1]]);
    let found = edits((0, &old), (1, &new), &Unlike);
    assert!(
        matches!(found[..], [Edit::Withdrawn(gone), Edit::Changed(was, is), Edit::Added(come)]
            if gone.article == 0 && was.article == 0 && is.article == 1 && come.article == 1),
        "{found:?}"
    );
    let elsewhere = reading(
        "Gazette",
        4,
        "{event Nothing happened at all in the village yesterday}.",
    );
    assert!(versions(&[&old, &elsewhere]).is_empty());
}

#[test]
fn what_was_not_known_is_closed_by_a_later_day() {
    let open = "{unknown It is unclear who ordered the {place Dorn} pumping station shut}.";
    let told = "{event The energy minister ordered the {place Dorn} pumping station shut after the blast}.";
    let later = collated(&[reading("Beacon", 3, open), reading("Gazette", 5, told)]);
    assert_eq!(later.answers.len(), 1, "{later:?}");
    let same_day = collated(&[reading("Beacon", 3, open), reading("Gazette", 3, told)]);
    assert_eq!(same_day.answers, []);
    assert_eq!(later.contradictions, []);
}

#[test]
fn boilerplate_of_hundreds_of_articles_joins_nothing() {
    let lines = "Sign up for the evening letter of the Harbour Press and never miss a tide again. \
                 All rights reserved, no part may be printed without leave of the publisher.";
    let letters = |at: usize| {
        let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
        [at / 676, at / 26, at]
            .map(letter)
            .iter()
            .collect::<String>()
    };
    let told: Vec<Reading> = (0..600)
        .map(|at| {
            let own = letters(at);
            let words = format!(
                "{{event The {{body Mill{own}}} of {{place Old{own}}} sold its {own}wheel to a {own}smith}}. {lines}"
            );
            reading(&format!("Paper {at}"), 12, &words)
        })
        .collect();
    let collation = collated(&told);
    assert_eq!(collation.happenings.len(), 600);
    assert!(collation.descent.derived.is_empty());
    assert_eq!(shared(&collation), []);
}

#[test]
fn what_hundreds_of_articles_repeat_is_one_claim_of_one_origin() {
    let told: Vec<Reading> = (0..600)
        .map(|at| reading(&format!("Paper {at}"), 12, FERRY))
        .collect();
    let collation = collated(&told);
    assert_eq!(shared(&collation), [(600, 1)]);
    let root = std::collections::BTreeSet::from([Root::Article(0)]);
    assert!(collation.descent.roots.iter().all(|roots| *roots == root));
}

#[test]
fn an_outlet_that_copies_itself_confirms_nothing() {
    let own = "The company has sailed this route for thirty years and owns two more ships. Divers \
               looked at the hull in the harbour basin until the evening tide came in.";
    let told: Vec<Reading> = (1..=20)
        .map(|day| reading("Harbour Press", day, &format!("{FERRY} {own} Day {day}.")))
        .collect();
    let collation = collated(&told);
    assert!(
        collation
            .claims
            .iter()
            .all(|claim| claim.origins.len() == 1)
    );
    let root = std::collections::BTreeSet::from([Root::Article(0)]);
    assert!(collation.descent.roots.iter().all(|roots| *roots == root));
}

#[test]
fn hundreds_of_versions_of_one_address_are_one_page() {
    let mut told: Vec<Reading> = (0..600)
        .map(|at| reading("Harbour Press", 12, &format!("{FERRY} Update {at}.")))
        .collect();
    for one in &mut told {
        one.article.masthead.url = Some("https://harbour.example/ferry".to_owned());
    }
    let all: Vec<&Reading> = told.iter().collect();
    let pages = versions(&all);
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0].len(), 600);
}

#[test]
fn names_made_to_collide_stay_apart_and_no_short_name_is_given_to_any() {
    let given = |at: usize| {
        let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
        format!(
            "{}{}o{}",
            letter(at).to_uppercase(),
            letter(at / 26),
            letter(at * 7 + 3)
        )
    };
    let told: Vec<Reading> = (0..300)
        .map(|at| {
            let who = if at % 2 == 0 {
                format!("{} Holt", given(at / 2))
            } else {
                "Holt".to_owned()
            };
            let words = format!("{{source {who}}} {{cue said}} {{content the {{body Queen Ardith}} had struck the reef}}.");
            reading(&format!("Paper {at}"), 12, &words)
        })
        .collect();
    let collation = collated(&told);
    let full = |name: &str| name.ends_with(" Holt");
    for entity in &collation.roster.entities {
        let names = entity.spellings.iter().filter(|name| full(name));
        assert!(names.count() <= 1, "{:?}", entity.spellings);
        let is_mixed = entity.spellings.contains("Holt") && entity.spellings.len() > 1;
        assert!(!is_mixed, "{:?}", entity.spellings);
    }
}

#[test]
fn articles_without_dates_or_of_days_to_come_are_held_against_one_another_too() {
    let mut told = [
        reading("Beacon", 12, FERRY),
        reading("Harbour Press", 12, FERRY),
        reading("Mirror", 12, FERRY),
    ];
    told[1].article.masthead.published = None;
    if let Some(stamp) = &mut told[2].article.masthead.published {
        stamp.date = jiff::civil::date(9999, 12, 31);
    }
    let collation = collated(&told);
    assert_eq!(
        collation.claims.iter().map(|one| one.origins.len()).max(),
        Some(1)
    );
    assert!(collation.contradictions.is_empty());
    assert!(collation.answers.is_empty());
}

/// A question by `who`, who asked `content`, and an article on the next day.
#[track_caller]
fn answered(cue: &str, content: &str, then: &str) -> bool {
    let words = format!("{{source {{person Ada Holt}}}} {{cue {cue}}} {{content {content}}}.");
    let mut told = [reading("Beacon", 12, &words), reading("Mirror", 13, then)];
    for one in &mut told[0].findings.statements {
        (one.act, one.mood.question) = (Act::Asked, true);
        one.values[0].value = Factuality::Uncommitted;
    }
    let answers = collated(&told).answers;
    answers
        .iter()
        .any(|one| one.question.article == 0 && one.answer.article == 1)
}

#[test]
fn a_question_is_closed_by_what_tells_what_was_sought() {
    let whether = "whether the {body Queen Ardith} had struck the {place Tallow Reef} before dawn";
    let event = |words: &str| format!("{{event {words}}}.");
    let struck = event("The {body Queen Ardith} struck the {place Tallow Reef} before dawn");
    assert!(answered("asked", whether, &struck));
    let who = "who had inspected the {body Queen Ardith} in the dry dock last winter";
    let by = "{person Otto Brandt} inspected the {body Queen Ardith} in the dry dock last winter";
    assert!(answered("asked", who, &event(by)));
    let again = "The {body Queen Ardith} was inspected in the dry dock last winter";
    assert!(!answered("asked", who, &event(again)), "it names nobody");
    let why = "why the {body Queen Ardith} had struck the {place Tallow Reef} before dawn";
    assert!(!answered("asked", why, &struck), "it tells no reason");
}

#[test]
fn questions_have_an_asker_with_a_name_or_a_refusal_beside_them() {
    let questions = |marked: &str, is_refused: bool| {
        let mut told = reading("Beacon", 12, marked);
        for one in &mut told.findings.statements {
            (one.act, one.mood.question) = (Act::Asked, true);
        }
        for one in &mut told.findings.absences {
            one.kind = if is_refused {
                AbsenceKind::Declined
            } else {
                AbsenceKind::NotKnown
            };
        }
        for one in &mut told.findings.narration {
            one.mood.question = true;
        }
        let asked = crate::asked(&told);
        let refused = asked
            .iter()
            .filter(|one| matches!(one.sequel, crate::Sequel::Refused(_)));
        (asked.len(), refused.count())
    };
    let by_name = "{source Ada Holt} {cue asked} {content whether the dam was sound}.";
    assert_eq!(questions(by_name, true), (1, 0));
    let passive = "{source Ada Holt} {cue was asked} {content whether the dam was sound}.";
    assert_eq!(questions(passive, true), (0, 0));
    let refused = format!("{passive} {{unknown She declined to answer}}.");
    assert_eq!(questions(&refused, true), (1, 1));
    assert_eq!(questions(&refused, false), (0, 0));
    let later = format!("{passive} Rain fell on the valley. {{unknown She declined to answer}}.");
    assert_eq!(questions(&later, true), (0, 0));
    let own = "{event Who would build on such ground}? The valley has flooded before.";
    assert_eq!(questions(own, true), (0, 0));
    let tied = "{event Who signed the permit}? {unknown The ministry declined to say}.";
    assert_eq!(questions(tied, true), (1, 1));
}

#[test]
fn nobody_answers_only_where_nobody_is_heard_soon() {
    let sequel = |then: &str| {
        let asked = "{source Ada Holt} {cue asked} {content whether the dam was sound}";
        let mut told = reading("Beacon", 12, &format!("{asked}{then}"));
        let one = &mut told.findings.statements[0];
        (one.act, one.mood.question) = (Act::Asked, true);
        crate::asked(&told)[0].sequel
    };
    let reply = "{source Otto Brandt} {cue said} {content it had been mended in March}.";
    assert_eq!(sequel(". Rain fell on the valley."), crate::Sequel::Silence);
    let far = "Rain fell. The river rose. The ferry lay idle. Nobody was about.";
    let far = format!(". {far}\n\nThe mill stood still.\n\n{reply}");
    assert_eq!(sequel(&far), crate::Sequel::Silence);
    for heard in [
        format!(". {reply}"),
        format!(". The hall went quiet. {reply}"),
        format!(".\n\nRain fell on the valley. The ferry lay idle. {reply}"),
        format!(", and {reply}"),
        ". The crowd shouted “Never!” and left.".to_owned(),
    ] {
        assert_eq!(sequel(&heard), crate::Sequel::Heard, "{heard}");
    }
    let own = "{source Ada Holt} {cue asked}, {content “Who pays? We all do”}. Rain fell.";
    let mut own = reading("Beacon", 12, own);
    let one = &mut own.findings.statements[0];
    (one.act, one.mood.question) = (Act::Asked, true);
    assert_eq!(crate::asked(&own)[0].sequel, crate::Sequel::Heard);
}

#[test]
fn a_voice_told_by_a_pronoun_is_no_origin_beside_another() {
    let ferry = "{cue said} {content the ferry {body Queen Ardith} had struck the {place Tallow Reef} before dawn}";
    let varnham = format!(
        "{{source {{person Ilse Varnham}}}} {ferry}. Crews carried blankets to the quay all morning."
    );
    let brandt = format!(
        "{{source {{person Otto Brandt}}}} was asked twice. He {ferry}. Trains along the coast ran late."
    );
    let mut told = [
        reading("Beacon", 12, &varnham),
        reading("Mirror", 12, &brandt),
    ];
    assert_eq!(shared(&collated(&told)), [(2, 2)]);
    let pronoun = told[1].article.text.find("He").unwrap();
    let pronoun = Span::new(&told[1].article.text, pronoun..pronoun + 2).unwrap();
    told[1].findings.statements[0].attribution.source = Some(pronoun.into());
    assert_eq!(shared(&collated(&told)), [(2, 1)]);
}
