//! What is kept, once and whole, by one writer or several.

use std::ops::ControlFlow;
use std::time::Duration;

use jiff::Timestamp;
use onrecord_record::{Findings, Language, SourceId, Span, TimeId, Voice};
use rusqlite::{Connection, TransactionBehavior};

use super::acting::{by, every_act};
use super::judging::every_judgement;
use super::sample::{article, sample};
use super::{Room, note};
use crate::{Appended, Ledger, LedgerError, ReadingNote, SqliteLedger};

#[test]
fn one_of_everything_comes_back_as_it_went_in() {
    let room = Room::new();
    let (article, findings) = sample();
    assert_eq!(
        room.ledger()
            .append(&article, &findings, &note("a"))
            .unwrap(),
        Appended::New
    );
    assert_eq!(room.ledger().snapshot().unwrap(), [(article, findings)]);
    assert_eq!(room.ledger().verify().unwrap(), []);
}

#[test]
fn the_same_reading_twice_adds_nothing() {
    let room = Room::new();
    let (mut article, findings) = sample();
    let mut ledger = room.ledger();
    ledger.append(&article, &findings, &note("a")).unwrap();
    let before = counts(&room.raw());
    article.origin.path = "another/name.txt".to_owned();
    let later = ReadingNote {
        build: "a",
        learned: Timestamp::MAX,
    };
    assert_eq!(
        ledger.append(&article, &findings, &later).unwrap(),
        Appended::Unchanged
    );
    assert_eq!(counts(&room.raw()), before);
}

/// The rows of every table but those that FTS5 keeps for itself.
fn counts(conn: &Connection) -> Vec<(String, u32)> {
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'
        AND name <> 'word' AND name NOT GLOB 'word_*' ORDER BY name";
    let mut statement = conn.prepare(tables).unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    names
        .map(|name| {
            let name: String = name.unwrap();
            let count = format!("SELECT count(*) FROM {name}");
            let count = conn.query_row(&count, [], |row| row.get(0)).unwrap();
            (name, count)
        })
        .collect()
}

#[test]
fn whatever_is_read_differently_supersedes_and_keeps_the_old() {
    let room = Room::new();
    let mut ledger = room.ledger();
    let (mut article, mut findings) = sample();
    let other = super::sample::article("The quay at Elmire reopened.");
    ledger.append(&article, &findings, &note("a")).unwrap();
    ledger
        .append(&other, &Findings::default(), &note("a"))
        .unwrap();
    article.masthead.published = None;
    let mut superseded = || {
        findings.statements[0].attribution.score += 0.001;
        ledger.append(&article, &findings, &note("b")).unwrap()
    };
    assert_eq!(superseded(), Appended::Superseded);
    assert_eq!(superseded(), Appended::Superseded);
    let append = |ledger: &mut SqliteLedger, build| {
        ledger.append(&article, &findings, &note(build)).unwrap()
    };
    assert_eq!(
        append(&mut ledger, "c"),
        Appended::Superseded,
        "another build"
    );
    assert_eq!(append(&mut ledger, "c"), Appended::Unchanged);
    let newest = [(article, findings), (other, Findings::default())];
    assert_eq!(
        ledger.snapshot().unwrap(),
        newest,
        "the order is of arrival"
    );
    let builds: Vec<String> = room
        .raw()
        .prepare("SELECT build FROM reading ORDER BY number")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(builds, ["a", "a", "b", "b", "c"]);
    assert_eq!(ledger.verify().unwrap(), []);
}

#[test]
fn an_earlier_reading_said_again_is_a_new_one() {
    let room = Room::new();
    let mut ledger = room.ledger();
    let (article, findings) = sample();
    let empty = Findings::default();
    for findings in [&findings, &empty, &findings] {
        let appended = ledger.append(&article, findings, &note("a")).unwrap();
        assert_ne!(appended, Appended::Unchanged);
    }
    assert_eq!(ledger.snapshot().unwrap(), [(article, findings)]);
}

#[test]
fn bytes_decoded_anew_keep_both_texts() {
    let room = Room::new();
    let mut ledger = room.ledger();
    let mut anew = article("Menu\nThe quay reopened.");
    ledger
        .append(&anew, &Findings::default(), &note("a"))
        .unwrap();
    let id = anew.id;
    anew = article("The quay reopened.");
    anew.id = id;
    let appended = ledger.append(&anew, &Findings::default(), &note("b"));
    assert_eq!(appended.unwrap(), Appended::Superseded);
    assert_eq!(ledger.snapshot().unwrap(), [(anew, Findings::default())]);
    let texts = "SELECT count(*) FROM text";
    let texts: u32 = room.raw().query_row(texts, [], |row| row.get(0)).unwrap();
    assert_eq!(texts, 2);
}

#[test]
fn a_score_that_is_no_number_is_kept_as_such() {
    let room = Room::new();
    let (article, mut findings) = sample();
    findings.statements[0].attribution.score = f32::NAN;
    let mut ledger = room.ledger();
    ledger.append(&article, &findings, &note("a")).unwrap();
    let again = ledger.append(&article, &findings, &note("a")).unwrap();
    assert_eq!(again, Appended::Unchanged);
    let kept = ledger.snapshot().unwrap();
    assert!(kept[0].1.statements[0].attribution.score.is_nan());
}

#[test]
fn what_fits_no_text_is_refused_and_named() {
    let (article, findings) = sample();
    let long = "x".repeat(5000);
    let outside = Span::new(&long, 4990..5000).unwrap();
    let mut wrong = Vec::new();
    let mut with = |change: &dyn Fn(&mut Findings)| {
        let mut findings = findings.clone();
        change(&mut findings);
        wrong.push((article.clone(), findings));
    };
    with(&|it| it.absences[0].span = outside);
    with(&|it| it.statements[1].chain = vec![Voice::Source(SourceId(2))]);
    with(&|it| it.narration[0].times = vec![TimeId(2)]);
    with(&|it| it.statements[1].attribution.parent = Some(2));
    let mut changed = article.clone();
    changed.text.push('.');
    wrong.push((changed, findings.clone()));
    let mut foreign = article.clone();
    foreign.language = Language::Other([0xff; 3]);
    wrong.push((foreign, findings.clone()));
    let told = [
        "absence 0: bytes 4990–5000 are not in its text",
        "statement 1, content: source 2, which is to say it, is none",
        "narration 0: time 2, which it is to tell, is none",
        "statement 1, content: statement 2, which is to hold it, is none",
        "its text does not have the SHA-256 it is said to have",
        "[255, 255, 255] is no code of a language",
    ];
    let room = Room::new();
    let mut ledger = room.ledger();
    for ((article, findings), told) in wrong.iter().zip(told) {
        let error = ledger.append(article, findings, &note("a")).unwrap_err();
        let all = format!("article {} cannot be kept: {told}", article.id);
        assert_eq!(error.to_string(), all);
    }
    assert_eq!(ledger.snapshot().unwrap(), []);
}

#[test]
fn words_can_be_asked_for_in_sql() {
    let room = Room::new();
    let (article, findings) = sample();
    let mut ledger = room.ledger();
    ledger.append(&article, &findings, &note("a")).unwrap();
    ledger.append(&article, &findings, &note("b")).unwrap();
    let asked = "
        SELECT n.words, c.words, v.value, t.first_day, learned
        FROM newest
        JOIN reading ON reading.number = newest.reading
        JOIN statement AS s ON s.reading = newest.reading
        JOIN voice ON (voice.reading, voice.number) = (s.reading, s.number)
            AND voice.owner = 'statement'
        JOIN valuation AS v ON (v.reading, v.owner, v.number, v.source) =
            (s.reading, 'statement', s.number, voice.source)
        JOIN quotation AS n ON (n.reading, n.owner, n.number, n.role) =
            (s.reading, 'source', voice.source, 'name')
        JOIN quotation AS c ON (c.reading, c.owner, c.number, c.role) =
            (s.reading, 'statement', s.number, 'content')
        JOIN told ON (told.reading, told.owner, told.number, told.place) =
            (s.reading, 'statement', s.number, 0)
        JOIN time_expression AS t ON (t.reading, t.number) = (told.reading, told.time)
        ORDER BY s.number, voice.place, c.part";
    let raw = room.raw();
    let mut statement = raw.prepare(asked).unwrap();
    let rows = statement.query_map([], |row| {
        let cells: [String; 5] = std::array::from_fn(|column| row.get(column).unwrap());
        Ok(cells.join(" | "))
    });
    let rows: Vec<String> = rows.unwrap().map(Result::unwrap).collect();
    let (gates, latest) = (
        "“the gates – if the rain holds – may open”",
        "“at the latest”",
    );
    let learned = "2031-03-14 | 2031-03-14T07:33:20.000000000Z";
    assert_eq!(
        rows,
        [
            format!("Two officials | {gates} | CTu | {learned}"),
            format!("Two officials | {latest} | CTu | {learned}"),
            format!("Ana Brandt | {gates} | PS+ | {learned}"),
            format!("Ana Brandt | {latest} | PS+ | {learned}"),
        ]
    );
}

#[test]
fn edits_are_refused_whoever_asks() {
    let room = Room::new();
    let (article, findings) = sample();
    let mut ledger = room.ledger();
    ledger.append(&article, &findings, &note("a")).unwrap();
    let act = every_act(article.id).remove(0);
    ledger.record_act(&act, &by(None)).unwrap();
    let judgement = every_judgement(article.id).remove(0);
    ledger.record_judgement(&judgement, &by(None)).unwrap();
    drop(ledger);
    let raw = room.raw();
    let before = counts(&raw);
    for (table, count) in &before {
        assert!(*count > 0, "the sample has no {table}");
        let column = match table.as_str() {
            "article" | "text" | "reading" | "act" | "judgement" => "number",
            "finding" | "finding_days" => "key",
            _ => "reading",
        };
        for edit in [
            format!("UPDATE {table} SET {column} = {column}"),
            format!("UPDATE OR REPLACE {table} SET {column} = 1"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
            format!("REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"),
        ] {
            let error = raw.execute(&edit, []).unwrap_err();
            assert!(error.to_string().contains("append-only"), "{edit}: {error}");
        }
    }
    let again = "INSERT OR REPLACE INTO article (id) SELECT id FROM article";
    raw.execute(again, []).unwrap_err();
    assert_eq!(counts(&raw), before);
    drop(raw);
    assert_eq!(room.ledger().verify().unwrap(), []);
}

#[test]
fn a_reading_cut_off_in_the_middle_is_not_there() {
    let room = Room::new();
    let mut ledger = room.ledger();
    let (whole, findings) = sample();
    let made = crate::append::made(&whole, &findings).unwrap();
    let transaction = ledger
        .conn
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    crate::append::write(&transaction, &made, &note("a")).unwrap();
    drop(transaction);
    assert_eq!(ledger.snapshot().unwrap(), []);
    assert!(counts(&room.raw()).iter().all(|(_, count)| *count == 0));
    let again = ledger.append(&whole, &findings, &note("a")).unwrap();
    assert_eq!(again, Appended::New);
    assert_eq!(ledger.verify().unwrap(), []);
}

#[test]
fn a_writer_that_dies_leaves_what_it_had_appended() {
    let room = Room::new();
    let mut ledger = room.ledger();
    let (article, findings) = sample();
    ledger.append(&article, &findings, &note("a")).unwrap();
    // What a killed process leaves: the file and its log, as they lie.
    let dead = Room::new();
    for name in ["test.ledger", "test.ledger-wal"] {
        std::fs::copy(room.folder.path().join(name), dead.folder.path().join(name)).unwrap();
    }
    let log = dead.folder.path().join("test.ledger-wal");
    let length = std::fs::metadata(&log).unwrap().len();
    assert_eq!(dead.ledger().snapshot().unwrap().len(), 1);
    // A log that breaks off in its last transaction.
    let torn = Room::new();
    std::fs::copy(room.path(), torn.path()).unwrap();
    let log = std::fs::read(room.folder.path().join("test.ledger-wal")).unwrap();
    let kept = log.get(..length as usize - 100).unwrap();
    std::fs::write(torn.folder.path().join("test.ledger-wal"), kept).unwrap();
    let mut ledger = torn.ledger();
    assert_eq!(ledger.snapshot().unwrap(), []);
    assert_eq!(ledger.verify().unwrap(), []);
    let again = ledger.append(&article, &findings, &note("a")).unwrap();
    assert_eq!(again, Appended::New);
}

#[test]
fn writers_take_turns_from_the_first_moment_of_the_file() {
    let room = Room::new();
    let path = room.path();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let mut ledger = SqliteLedger::open(path).unwrap();
                for n in 0..25 {
                    // Every article is brought by two writers.
                    let text = format!("Gate {} of pair {} closed.", n, writer % 2);
                    ledger
                        .append(&article(&text), &Findings::default(), &note("a"))
                        .unwrap();
                }
            });
        }
    });
    assert_eq!(room.ledger().snapshot().unwrap().len(), 50);
    let readings = "SELECT count(*) FROM reading";
    let readings: u32 = room
        .raw()
        .query_row(readings, [], |row| row.get(0))
        .unwrap();
    assert_eq!(readings, 50);
    assert_eq!(room.ledger().verify().unwrap(), []);
}

#[test]
fn a_writer_that_waits_too_long_is_told_so() {
    let room = Room::new();
    let mut other = room.ledger();
    let (article, findings) = sample();
    let mut ledger = SqliteLedger::open_waiting(&room.path(), Duration::from_millis(50)).unwrap();
    let writing = other
        .conn
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    let error = ledger.append(&article, &findings, &note("a")).unwrap_err();
    assert!(matches!(error, LedgerError::Busy { .. }), "{error}");
    assert!(error.to_string().contains("test.ledger"), "{error}");
    assert_eq!(ledger.snapshot().unwrap(), [], "a reader does not wait");
    drop(writing);
    ledger.append(&article, &findings, &note("a")).unwrap();
}

#[test]
fn a_reader_sees_one_moment() {
    let room = Room::new();
    let mut writer = room.ledger();
    for n in 0..3 {
        let article = article(&format!("Gate {n} closed."));
        writer
            .append(&article, &Findings::default(), &note("a"))
            .unwrap();
    }
    let reader = SqliteLedger::open_read_only(&room.path()).unwrap();
    let mut seen = 0;
    reader
        .visit(&mut |_, _| {
            seen += 1;
            let article = article(&format!("Lock {seen} opened."));
            writer
                .append(&article, &Findings::default(), &note("a"))
                .unwrap();
        })
        .unwrap();
    assert_eq!(seen, 3);
    assert_eq!(reader.snapshot().unwrap().len(), 6);
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let room = Room::new();
    let mut ledger = room.ledger();
    let (sample, findings) = sample();
    ledger.append(&sample, &findings, &note("a")).unwrap();
    let pages: i64 = ledger
        .conn
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    let limit = |ledger: &SqliteLedger, pages: i64| {
        ledger
            .conn
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
    };
    limit(&ledger, pages + 2);
    let long = article(&"The river rose. ".repeat(2000));
    let error = ledger
        .append(&long, &Findings::default(), &note("a"))
        .unwrap_err();
    assert!(matches!(error, LedgerError::Full { .. }), "{error}");
    assert!(error.to_string().contains("test.ledger"), "{error}");
    assert_eq!(ledger.snapshot().unwrap().len(), 1);
    assert_eq!(ledger.verify().unwrap(), []);
    limit(&ledger, i64::from(u32::MAX) - 1);
    let again = ledger.append(&long, &Findings::default(), &note("a"));
    assert_eq!(again.unwrap(), Appended::New);
}

#[test]
fn ten_thousand_articles_stay_in_order() {
    let room = Room::new();
    let mut ledger = room.ledger();
    // One transaction: a flush an article would make this a test of the disk.
    let transaction = ledger.conn.transaction().unwrap();
    for n in 0..10_000 {
        let article = article(&format!("Gate {n} closed."));
        let findings = Findings::default();
        let made = crate::append::made(&article, &findings).unwrap();
        crate::append::write(&transaction, &made, &note("a")).unwrap();
    }
    transaction.commit().unwrap();
    let mut next = 0;
    ledger
        .visit(&mut |article, _| {
            assert_eq!(article.text, format!("Gate {next} closed."));
            next += 1;
        })
        .unwrap();
    assert_eq!(next, 10_000);
}

#[test]
fn a_visit_tells_what_made_a_reading_and_ends_when_told_to() {
    let room = Room::new();
    let mut ledger = room.ledger();
    for (number, build) in ["a", "b", "c"].into_iter().enumerate() {
        let article = article(&format!("Gate {number} closed."));
        ledger
            .append(&article, &Findings::default(), &note(build))
            .unwrap();
    }
    let mut seen = Vec::new();
    ledger
        .visit_noted(None, &mut |_, _, told| {
            assert_eq!(told.learned, note("a").learned);
            seen.push(told.build.to_owned());
            match seen.len() {
                2 => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        })
        .unwrap();
    assert_eq!(seen, ["a", "b"]);
}
