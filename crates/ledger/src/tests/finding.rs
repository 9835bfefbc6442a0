//! What is looked for, and what is found, in which order.

use std::rc::Rc;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use onrecord_record::{
    AbsenceKind, Act, Article, Directness, Factuality, Findings, Name, NameKind, SourceKind, Stamp,
    StampEvidence,
};

use super::frozen::known_to;
use super::sample::{article, sample, statement_of};
use super::{Room, note};
use crate::{Days, FindingId, Hit, Ledger, LedgerError, Query, ReadingNote, SqliteLedger};

fn words(words: &str) -> Query {
    Query {
        words: Some(words.to_owned()),
        ..Query::default()
    }
}

fn sampled() -> (Room, SqliteLedger) {
    let room = Room::new();
    let mut ledger = room.ledger();
    let (article, findings) = sample();
    ledger.append(&article, &findings, &note("a")).unwrap();
    (room, ledger)
}

/// The places of what is found, in the words of `Debug`.
fn found(ledger: &SqliteLedger, query: &Query) -> Vec<FindingId> {
    let hits = ledger.find(query).unwrap();
    hits.iter().map(|hit| hit.finding).collect()
}

const GATES: FindingId = FindingId::Statement(0);
const DENIAL: FindingId = FindingId::Statement(1);
const RIVER: FindingId = FindingId::Narration(0);
const NO_STATEMENT: FindingId = FindingId::Absence(0);

#[test]
fn words_are_found_whatever_their_case_and_order() {
    let (_room, ledger) = sampled();
    for (typed, wanted) in [
        ("gates", &[GATES][..]),
        ("OPEN rain gates", &[GATES]),
        ("\"gates if the rain\"", &[GATES]),
        ("“the gates” LATEST", &[GATES]),
        ("\"rain gates\"", &[]),
        ("gate", &[]),
        ("gat*", &[GATES]),
        ("ga*", &[]),
        ("\"gates if\" rai*", &[GATES]),
        ("river", &[RIVER]),
        ("ríver", &[RIVER]),
        ("joint statement", &[NO_STATEMENT]),
        ("gates river", &[]),
        ("Friday", &[]),
    ] {
        assert_eq!(found(&ledger, &words(typed)), wanted, "{typed}");
    }
}

const HOSTILE: &[&str] = &[
    "\"",
    "\"\"",
    "*",
    "^",
    "(",
    ")",
    "-",
    "+",
    "{a b}",
    ":",
    "''",
    "\0",
    "“",
    "NEAR(",
    "\u{7f}",
    "a\"b\"c\"",
    "{",
    "};--",
    "gates AND",
    "OR",
    "NOT",
    "NEAR(gates rain, 2)",
    "words:gates",
    "label:valuepsplus",
    "gates*",
    "ga*",
    "^gates",
    "gates + rain",
    "🦀",
    "é\u{301}",
    "\u{301}",
    "valuepsplus",
    "told",
    "NULL",
    "%",
    "_",
    "rowid",
    "word MATCH 'gates'",
];

#[test]
fn signs_that_mean_something_to_fts5_mean_nothing_here() {
    let (_room, ledger) = sampled();
    for &hostile in HOSTILE {
        for query in [
            words(hostile),
            Query {
                source: Some(hostile.to_owned()),
                outlet: Some(hostile.to_owned()),
                place: Some(hostile.to_owned()),
                ..Query::default()
            },
        ] {
            assert!(ledger.find(&query).is_ok(), "{hostile:?}");
        }
    }
    for long in ["gates ", "\"gates\" ", "a\" ", "gate7 ", "é"].map(|one| one.repeat(3_000)) {
        ledger.find(&words(&long)).unwrap();
        ledger.find(&words(&format!("\"{long}\""))).unwrap();
    }
    assert_eq!(
        found(&ledger, &words(&"gates rain ".repeat(1_000))),
        [GATES]
    );
    assert_eq!(found(&ledger, &words("gates*")), [GATES]);
    assert_eq!(found(&ledger, &words("label:valuepsplus")), []);
    assert_eq!(
        found(&ledger, &words("valuepsplus")),
        [],
        "labels are no words"
    );
    assert_eq!(found(&ledger, &words("***")), [], "no word fits nothing");
    assert_eq!(found(&ledger, &words("")), []);
}

/// A query of one condition.
fn with(change: impl FnOnce(&mut Query)) -> Query {
    let mut query = Query::default();
    change(&mut query);
    query
}

const ALL: [FindingId; 4] = [GATES, DENIAL, NO_STATEMENT, RIVER];

#[test]
fn who_says_it_narrows() {
    let (_room, ledger) = sampled();
    let text = |text: &str| Some(text.to_owned());
    let cases: [(Query, &[FindingId]); 9] = [
        (Query::default(), &ALL), // in the order of the text
        (with(|it| it.source = text("brandt")), &[GATES]),
        (with(|it| it.source = text("Officials")), &[GATES]),
        (with(|it| it.source = text("\"Brandt Ana\"")), &[]),
        (with(|it| it.outlet = text("wire")), &ALL),
        (with(|it| it.outlet = text("herald")), &[]),
        (with(|it| it.place = text("elmire")), &[]),
        (with(|it| it.kinds = vec![SourceKind::Unnamed]), &[GATES]),
        (with(|it| it.kinds = vec![SourceKind::Office]), &[]),
    ];
    for (query, wanted) in cases {
        assert_eq!(found(&ledger, &query), wanted, "{query:?}");
    }
}

#[test]
fn a_place_is_one_in_the_words() {
    let room = Room::new();
    let mut ledger = room.ledger();
    let (article, mut findings) = sample();
    let gates = findings.statements[0].attribution.content.first();
    let place = |span| Name {
        span,
        kind: NameKind::Place,
    };
    let rain = findings.statements[0].mood.condition.unwrap();
    assert!(gates.contains(rain));
    findings.names.push(place(rain));
    ledger.append(&article, &findings, &note("a")).unwrap();
    for (typed, wanted) in [
        ("RAIN holds", &[GATES][..]),
        ("\"the rain\"", &[GATES]),
        ("gates", &[]),
        ("Elmire", &[]),
    ] {
        let query = with(|it| it.place = Some(typed.to_owned()));
        assert_eq!(found(&ledger, &query), wanted, "{typed}");
    }
}

#[test]
fn what_it_is_narrows() {
    let (_room, ledger) = sampled();
    let possible = Factuality::ALL[2];
    let either = vec![Factuality::CERTAIN, possible];
    let rain = |values| Query {
        values,
        ..words("rain")
    };
    let cases: [(Query, &[FindingId]); 11] = [
        (with(|it| it.acts = vec![Act::Said, Act::Denied]), &[GATES]),
        (with(|it| it.acts = vec![Act::DeclinedToComment]), &[DENIAL]),
        (
            with(|it| it.directness = vec![Directness::Direct]),
            &[GATES],
        ),
        (with(|it| it.values = vec![possible]), &[GATES]),
        (with(|it| it.values = either), &[GATES, RIVER]),
        (
            with(|it| it.absences = vec![AbsenceKind::DidNotHappen]),
            &[NO_STATEMENT],
        ),
        (with(|it| it.absences = vec![AbsenceKind::Withheld]), &[]),
        (rain(vec![possible]), &[GATES]),
        (rain(vec![Factuality::CERTAIN]), &[]),
        (with(|it| it.limit = 2), &[GATES, DENIAL]),
        (with(|it| it.limit = 0), &[]),
    ];
    for (query, wanted) in cases {
        assert_eq!(found(&ledger, &query), wanted, "{query:?}");
    }
}

#[test]
fn days_narrow() {
    let (_room, ledger) = sampled();
    let days = |from: Option<i8>, to: Option<i8>| Days {
        from: from.map(|day| date(2031, 3, day)),
        to: to.map(|day| date(2031, 3, day)),
    };
    for (from, to, wanted) in [
        (Some(15), None, &[GATES, RIVER][..]),
        (None, Some(14), &[GATES, RIVER]),
        (Some(15), Some(31), &[GATES, RIVER]),
        (Some(15), Some(15), &[GATES, RIVER]),
        (Some(16), None, &[]),
        (None, Some(13), &[]),
        (Some(1), Some(13), &[]),
        (Some(15), Some(14), &[]),
    ] {
        let query = with(|it| it.told = days(from, to));
        assert_eq!(found(&ledger, &query), wanted, "{query:?}");
    }
    for (from, to, wanted) in [
        (Some(12), None, &ALL[..]),
        (Some(12), Some(12), &ALL),
        (None, Some(11), &[]),
        (Some(13), None, &[]),
    ] {
        let query = with(|it| it.published = days(from, to));
        assert_eq!(found(&ledger, &query), wanted, "{query:?}");
    }
}

#[test]
fn a_reading_at_hand_is_not_read_again() {
    let (_room, ledger) = sampled();
    let (article, _) = sample();
    let read = ledger.find(&words("gates")).unwrap();
    let held = Rc::clone(&read[0].reading);
    let at_hand = |id, number| (id == article.id && number == 1).then(|| Rc::clone(&held));
    let hits = ledger.find_at_hand(&words("gates"), &at_hand).unwrap();
    assert!(Rc::ptr_eq(&hits[0].reading, &held));
    assert_eq!(hits[0].finding, GATES);
    let unknown = ledger.find_at_hand(&words("gates"), &|_, _| None).unwrap();
    assert_eq!(unknown[0].reading, held);
}

#[test]
fn a_hit_quotes_by_its_reading() {
    let (_room, ledger) = sampled();
    let hits = ledger.find(&words("gates")).unwrap();
    let [
        Hit {
            reading,
            finding: FindingId::Statement(number),
            score,
        },
    ] = hits.as_slice()
    else {
        panic!("{hits:?}");
    };
    assert_eq!(
        (reading.article.clone(), reading.findings.clone()),
        sample()
    );
    let content = &reading.findings.statements[*number].attribution.content;
    let quoted = reading.article.quote(content.first());
    assert_eq!(quoted, "“the gates – if the rain holds – may open”");
    assert!(score.unwrap() > 0.0);
}

/// An article of one statement, which is all of it.
fn said(words: &str, published: Option<Date>) -> (Article, Findings) {
    let mut article = article(words);
    article.masthead.published = published.map(|date| Stamp {
        date,
        time: None,
        offset: None,
        evidence: StampEvidence::Given,
    });
    let findings = Findings {
        statements: vec![statement_of(words)],
        ..Findings::default()
    };
    (article, findings)
}

/// The texts of what is found.
fn texts(ledger: &SqliteLedger, query: &Query) -> Vec<String> {
    let hits = ledger.find(query).unwrap();
    hits.iter()
        .map(|hit| hit.reading.article.text.clone())
        .collect()
}

#[test]
fn the_best_match_comes_first_then_the_newest_then_the_first_to_arrive() {
    let room = Room::new();
    let mut ledger = room.ledger();
    for (words, published) in [
        (
            "The quay is shut and nobody knows for how long it will be.",
            Some(date(2031, 5, 2)),
        ),
        ("The quay of old.", Some(date(2030, 1, 1))),
        ("The quay of two.", Some(date(2031, 5, 1))),
        ("The quay of ten.", Some(date(2031, 5, 1))),
        ("The quay of now.", None),
        ("The lock is shut.", Some(date(2031, 6, 1))),
    ] {
        let (article, findings) = said(words, published);
        ledger.append(&article, &findings, &note("a")).unwrap();
    }
    let best = [
        "The quay of two.",
        "The quay of ten.",
        "The quay of old.",
        "The quay of now.",
        "The quay is shut and nobody knows for how long it will be.",
    ];
    assert_eq!(texts(&ledger, &words("quay")), best);
    let by_date = texts(&ledger, &Query::default());
    let mut newest = best.map(str::to_owned).to_vec();
    newest.insert(0, newest[4].clone());
    newest.pop();
    newest.insert(0, "The lock is shut.".to_owned());
    assert_eq!(by_date, newest);
    let dated = Query {
        published: Days {
            from: Some(date(2000, 1, 1)),
            to: Some(date(2031, 5, 1)),
        },
        ..words("quay")
    };
    assert_eq!(
        texts(&ledger, &dated),
        best[..3],
        "what has no date is on none"
    );
}

#[test]
fn only_the_newest_reading_counts() {
    let (_room, mut ledger) = sampled();
    let (article, mut findings) = sample();
    findings.statements.swap(0, 1);
    findings.statements[1].attribution.parent = Some(0);
    ledger.append(&article, &findings, &note("b")).unwrap();
    assert_eq!(found(&ledger, &words("gates")), [DENIAL]);
    findings.statements.clear();
    findings.events.clear();
    ledger.append(&article, &findings, &note("b")).unwrap();
    assert_eq!(found(&ledger, &words("gates")), []);
    assert_eq!(found(&ledger, &Query::default()), [NO_STATEMENT, RIVER]);
    assert_eq!(ledger.verify().unwrap(), []);
}

#[test]
fn the_ledger_is_seen_as_it_was_then() {
    let room = Room::new();
    let mut ledger = room.ledger();
    let at = |second: i64| Timestamp::from_second(1_931_240_000 + second).unwrap();
    let learned = |second| ReadingNote {
        build: "a",
        learned: at(second),
    };
    let (article, findings) = sample();
    let (quay, shut) = said("The quay is shut.", None);
    ledger
        .append(&article, &Findings::default(), &learned(10))
        .unwrap();
    ledger.append(&quay, &shut, &learned(20)).unwrap();
    ledger.append(&article, &findings, &learned(30)).unwrap();
    let then = |second| Some(at(second));
    let kept = |second| ledger.snapshot_at(then(second)).unwrap();
    assert_eq!(kept(9), []);
    let early = (article.clone(), Findings::default());
    assert_eq!(kept(10), std::slice::from_ref(&early), "the moment itself");
    assert_eq!(kept(29), [early, (quay.clone(), shut.clone())]);
    assert_eq!(kept(30), [(article, findings), (quay, shut)]);
    assert_eq!(kept(30), ledger.snapshot().unwrap());
    let count = |second, typed: &str| {
        let query = Query {
            as_of: then(second),
            ..words(typed)
        };
        ledger.find(&query).unwrap().len()
    };
    assert_eq!([19, 20].map(|second| count(second, "quay")), [0, 1]);
    assert_eq!([29, 30].map(|second| count(second, "gates")), [0, 1]);
}

#[test]
fn a_version_that_has_the_index_is_found_in_as_it_is() {
    let room = Room::new();
    std::fs::copy(super::frozen::frozen(2), room.path()).unwrap();
    let ledger = SqliteLedger::open_read_only(&room.path()).unwrap();
    assert_eq!(ledger.find(&words("gates")).unwrap().len(), 1);
}

#[test]
fn an_older_version_is_found_in_once_it_is_brought_up_to_date() {
    let room = Room::new();
    std::fs::copy(super::frozen::frozen(1), room.path()).unwrap();
    let ledger = SqliteLedger::open_read_only(&room.path()).unwrap();
    let error = ledger.find(&words("gates")).unwrap_err();
    assert!(matches!(error, LedgerError::TooOld { found: 1, .. }));
    let told = "it is brought up to date when an article is read into it";
    assert!(error.to_string().ends_with(told), "{error}");
    drop(ledger);
    let hits = room.ledger().find(&words("gates")).unwrap();
    assert_eq!(hits[0].reading.findings, known_to(1).1);
}

#[test]
fn the_index_can_be_made_anew() {
    let (room, mut ledger) = sampled();
    let (quay, shut) = said("The quay is shut.", Some(date(2031, 5, 2)));
    ledger.append(&quay, &shut, &note("a")).unwrap();
    let keys = |ledger: &SqliteLedger| -> Vec<(i64, i64, String, i64)> {
        let mut statement = ledger
            .conn
            .prepare("SELECT * FROM finding ORDER BY key")
            .unwrap();
        let rows = statement.query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        });
        rows.unwrap().map(Result::unwrap).collect()
    };
    let before = keys(&ledger);
    room.raw()
        .execute_batch("DROP TRIGGER finding_is_not_deleted; DELETE FROM finding WHERE reading = 2")
        .unwrap();
    let failures = ledger.verify().unwrap();
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    let missing = [
        "1 findings are missing from the index",
        "1 entries of the index have no finding",
    ];
    assert_eq!(told, missing.map(|what| format!("the file: {what}")));
    ledger.rebuild_index().unwrap();
    assert_eq!(ledger.verify().unwrap(), []);
    assert_eq!(keys(&ledger), before);
    assert_eq!(texts(&ledger, &words("quay")), ["The quay is shut."]);
}

#[test]
fn a_word_that_very_many_hold_does_not_weigh() {
    let room = Room::new();
    let mut ledger = room.ledger();
    let transaction = ledger.conn.transaction().unwrap();
    for n in 0..5_003 {
        let text = if n == 7 {
            "Gate 7 closed, closed, closed."
        } else {
            "Gate closed."
        };
        let text = format!("{text} {n}");
        let (article, findings) = said(&text, None);
        let made = crate::append::made(&article, &findings).unwrap();
        crate::append::write(&transaction, &made, &note("a")).unwrap();
    }
    transaction.commit().unwrap();
    let hits = ledger.find(&words("closed")).unwrap();
    assert!(hits.iter().all(|hit| hit.score.is_none()));
    assert_eq!(hits[0].reading.article.text, "Gate closed. 0");
    let hits = ledger.find(&words("closed 7")).unwrap();
    assert_eq!(hits.len(), 1);
    assert!(hits[0].score.unwrap() > 0.0);
}

#[test]
fn pages_are_what_one_list_is() {
    let (_room, ledger) = sampled();
    let whole = found(&ledger, &Query::default());
    assert!(whole.len() > 2);
    for (at, finding) in whole.iter().enumerate() {
        let page = Query {
            skip: at,
            limit: 1,
            ..Query::default()
        };
        assert_eq!(found(&ledger, &page), [*finding]);
    }
    let behind = Query {
        skip: usize::MAX,
        ..Query::default()
    };
    assert_eq!(found(&ledger, &behind), []);
}
