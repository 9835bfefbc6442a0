//! An invented article with one of everything, made by hand.

use jiff::civil::{date, time};
use jiff::tz::Offset;
use onrecord_record::{
    Absence, AbsenceKind, Act, Anonymity, Article, ArticleId, Aspect, Attribution, Auxiliary,
    Carrier, Certainty, ClauseValue, Credit, Directness, Doubt, DoubtKind, Event, EventContext,
    EventKind, EventMode, Extent, Factuality, FilePhoto, Findings, Interval, Language, Location,
    Masthead, Mood, Name, NameKind, Narration, Origin, Picture, PlaceMention, PlacePrecision,
    PlaceRole, Polarity, Precision, Source, SourceId, SourceKind, Span, Stamp, StampEvidence,
    Statement, TimeExpression, TimeId, TimeKind, Valuation, Voice, Zone, ZoneKind,
};
use sha2::{Digest, Sha256};

pub(super) const TEXT: &str = "Talks on the Orra dam end\n\
    PORT ELMIRE, 12 March (Tessel) - Envoy Ana Brandt said “the gates – if the rain holds – may \
    open” on Friday, “at the latest”. Two officials, not allowed to speak, told the Tessel Post \
    that Brandt had denied it. There was no joint statement. The river rose by a metre.\n\
    Ana Brandt at the dam. File photo, 3 May 2029. Lio Farn/Tessel\n";

/// An article of `text` and no more.
pub(super) fn article(text: &str) -> Article {
    Article {
        id: ArticleId(blake3::hash(text.as_bytes()).into()),
        text: text.to_owned(),
        text_sha256: Sha256::digest(text).into(),
        origin: Origin {
            path: "invented.txt".to_owned(),
            line: None,
            doc: None,
        },
        masthead: Masthead::default(),
        zones: Vec::new(),
        pictures: Vec::new(),
        language: Language::English,
    }
}

/// The first place of `words` in the sample.
fn at(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(TEXT, start..start + words.len()).unwrap()
}

fn apart(words: &[&str]) -> Extent {
    Extent::new(words.iter().map(|words| at(words)).collect()).unwrap()
}

pub(super) fn sample() -> (Article, Findings) {
    let article = Article {
        origin: Origin {
            path: "wire/morning.jsonl".to_owned(),
            line: Some(7),
            doc: Some("t-7".to_owned()),
        },
        masthead: masthead(),
        zones: vec![
            zone("Talks on the Orra dam end", ZoneKind::Headline),
            zone("PORT ELMIRE", ZoneKind::Body),
        ],
        pictures: vec![picture()],
        ..article(TEXT)
    };
    let findings = Findings {
        sources: sources(),
        statements: statements(),
        narration: vec![narration()],
        absences: vec![absence()],
        times: times(),
        names: names(),
        places: places(),
        events: events(),
        doubts: vec![Doubt {
            at: at("it."),
            why: DoubtKind::TwoSources,
        }],
    };
    (article, findings)
}

fn zone(words: &str, kind: ZoneKind) -> Zone {
    Zone {
        span: at(words),
        kind,
    }
}

fn masthead() -> Masthead {
    Masthead {
        title: Some("Talks on the Orra dam end".to_owned()),
        authors: vec!["Ilo Marr".to_owned(), "Ses Vant".to_owned()],
        outlet: Some("Tessel Wire".to_owned()),
        url: Some("https://tessel.example/orra?d=1".to_owned()),
        published: Some(Stamp {
            date: date(2031, 3, 12),
            time: Some(time(18, 5, 0, 250_000_000)),
            offset: Some(Offset::from_seconds(-12_600).unwrap()),
            evidence: StampEvidence::JsonLd,
        }),
        modified: Some(Stamp {
            date: date(2031, 3, 13),
            time: None,
            offset: None,
            evidence: StampEvidence::Text,
        }),
        dateline: Some(at("PORT ELMIRE, 12 March (Tessel) -")),
    }
}

fn picture() -> Picture {
    Picture {
        caption: at("Ana Brandt at the dam. File photo, 3 May 2029. Lio Farn/Tessel"),
        shows: Some(at("Ana Brandt at the dam.")),
        credit: Some(Credit {
            agency: Some(at("Tessel\n")),
            photographer: Some(at("Lio Farn")),
            handout: None,
            file: Some(FilePhoto {
                words: at("File photo, 3 May 2029"),
                taken: Some(date(2029, 5, 3)),
            }),
        }),
    }
}

fn sources() -> Vec<Source> {
    vec![
        Source {
            name: at("Ana Brandt"),
            kind: SourceKind::Person,
            mentions: vec![at("Envoy Ana Brandt").into(), apart(&["Brandt had", "it."])],
            anonymity: None,
        },
        Source {
            name: at("Two officials"),
            kind: SourceKind::Unnamed,
            mentions: vec![at("Two officials").into()],
            anonymity: Some(Anonymity {
                descriptor: Some(at("officials")),
                number: Some(at("Two")),
                reason: Some(at("not allowed to speak")),
            }),
        },
    ]
}

fn value(voice: Voice, value: Factuality, because: &[&str]) -> Valuation {
    Valuation {
        voice,
        value,
        because: because.iter().map(|words| at(words)).collect(),
    }
}

fn clauses(possible: Factuality) -> Vec<ClauseValue> {
    vec![
        ClauseValue {
            words: at("the gates"),
            value: possible,
            because: vec![at("may"), at("if the rain holds")],
        },
        ClauseValue {
            words: at("open"),
            value: Factuality::CERTAIN,
            because: Vec::new(),
        },
    ]
}

fn statements() -> Vec<Statement> {
    let brandt = Voice::Source(SourceId(0));
    let officials = Voice::Source(SourceId(1));
    let possible = Factuality::Committed(Certainty::Possible, Polarity::Holds);
    let fails = Factuality::Committed(Certainty::Certain, Polarity::Fails);
    vec![
        Statement {
            attribution: Attribution {
                source: Some(at("Envoy Ana Brandt").into()),
                cue: Some(at("said").into()),
                content: apart(&[
                    "“the gates – if the rain holds – may open”",
                    "“at the latest”",
                ]),
                score: 0.873_1,
                parent: Some(1),
            },
            chain: vec![officials, brandt],
            directness: Directness::Direct,
            act: Act::Said,
            values: vec![
                value(Voice::Narrator, Factuality::Uncommitted, &["said"]),
                value(officials, Factuality::KnownUntold, &[]),
                value(brandt, possible, &["may", "if the rain holds"]),
            ],
            clauses: clauses(possible),
            mood: Mood {
                condition: Some(at("if the rain holds")),
                is_condition: false,
                future: Some(at("may")),
                question: true,
            },
            times: vec![TimeId(1), TimeId(0)],
        },
        Statement {
            attribution: Attribution {
                source: None,
                cue: None,
                content: at("it.").into(),
                score: f32::MIN_POSITIVE,
                parent: None,
            },
            chain: vec![Voice::Unstated],
            directness: Directness::Indirect,
            act: Act::DeclinedToComment,
            values: vec![value(Voice::Unstated, fails, &["denied"])],
            clauses: Vec::new(),
            mood: Mood::default(),
            times: Vec::new(),
        },
    ]
}

/// A statement that is all of `text`, by somebody untold.
pub(super) fn statement_of(text: &str) -> Statement {
    Statement {
        attribution: Attribution {
            source: None,
            cue: None,
            content: Span::new(text, 0..text.len()).unwrap().into(),
            score: 1.0,
            parent: None,
        },
        chain: vec![Voice::Unstated],
        directness: Directness::Indirect,
        act: Act::Said,
        values: Vec::new(),
        clauses: Vec::new(),
        mood: Mood::default(),
        times: Vec::new(),
    }
}

fn narration() -> Narration {
    Narration {
        span: at("The river rose by a metre."),
        about: None,
        predicate: at("rose"),
        aspect: Aspect::Event,
        valuation: value(Voice::Narrator, Factuality::CERTAIN, &[]),
        mood: Mood {
            is_condition: true,
            ..Mood::default()
        },
        times: vec![TimeId(1)],
    }
}

fn absence() -> Absence {
    let fails = Factuality::Committed(Certainty::Certain, Polarity::Fails);
    Absence {
        span: at("There was no joint statement."),
        about: None,
        because: vec![at("no"), at("joint")],
        kind: AbsenceKind::DidNotHappen,
        chain: vec![Voice::Narrator],
        valuation: value(Voice::Narrator, fails, &["no joint"]),
    }
}

fn names() -> Vec<Name> {
    let name = |words, kind| Name {
        span: at(words),
        kind,
    };
    vec![
        name("Orra", NameKind::Other),
        name("PORT ELMIRE", NameKind::Place),
        name("Ana Brandt", NameKind::Person),
        name("Tessel Post", NameKind::Organisation),
    ]
}

fn location(name: &str, precision: PlacePrecision) -> Location {
    Location {
        name: name.to_owned(),
        geonames: Some(7_000_001),
        country: Some("XE".to_owned()),
        lat: -12.25,
        lon: 140.013_7,
        precision,
    }
}

fn places() -> Vec<PlaceMention> {
    vec![
        PlaceMention {
            span: at("Orra"),
            role: PlaceRole::Modifier,
            location: None,
            second: None,
            others: 0,
        },
        PlaceMention {
            span: at("PORT ELMIRE"),
            role: PlaceRole::Site,
            location: Some(location("Port Elmire", PlacePrecision::Exact)),
            second: Some(Location {
                geonames: None,
                country: None,
                ..location("Elmire Sound", PlacePrecision::Waters)
            }),
            others: 3,
        },
    ]
}

fn events() -> Vec<Event> {
    let talks = Event {
        predicate: at("Talks"),
        kind: EventKind::Consult,
        mode: Some(EventMode::ThirdParty),
        contexts: vec![EventContext::Diplomatic, EventContext::NaturalResource],
        actor: Some(apart(&["Ana Brandt", "Two officials"])),
        recipient: None,
        time: Some(TimeId(1)),
        place: Some(at("PORT ELMIRE")),
        carrier: Carrier::Article,
        value: Factuality::CERTAIN,
        auxiliary: None,
    };
    let denied = Event {
        predicate: at("had denied"),
        kind: EventKind::Reject,
        mode: None,
        contexts: Vec::new(),
        actor: Some(at("Brandt had").into()),
        recipient: Some(at("it.").into()),
        time: None,
        place: None,
        carrier: Carrier::Statement(1),
        value: Factuality::Uncommitted,
        auxiliary: Some(Auxiliary::Negation),
    };
    let rose = Event {
        predicate: at("rose"),
        carrier: Carrier::Narration(0),
        auxiliary: Some(Auxiliary::Future),
        ..denied.clone()
    };
    vec![talks, denied, rose]
}

fn times() -> Vec<TimeExpression> {
    vec![
        TimeExpression {
            span: at("12 March"),
            kind: TimeKind::Date,
            value: "2031-03-12".to_owned(),
            interval: None,
        },
        TimeExpression {
            span: at("Friday"),
            kind: TimeKind::Set,
            value: "2031-03-14".to_owned(),
            interval: Some(Interval {
                begin: date(2031, 3, 14),
                end: date(2031, 3, 15),
                precision: Precision::Day,
            }),
        },
    ]
}
