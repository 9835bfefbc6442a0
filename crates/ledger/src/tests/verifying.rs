//! What has been tampered with or has rotted is found and named.

use std::fs;

use onrecord_record::Findings;
use rusqlite::Connection;

use super::sample::{article, sample};
use super::{Room, note};
use crate::{Failure, Ledger, LedgerError, SqliteLedger};

/// Three readings of two articles, the sample first.
fn three() -> Room {
    let room = Room::new();
    let mut ledger = room.ledger();
    let (article, findings) = sample();
    let other = super::sample::article("The quay at Elmire reopened.");
    ledger.append(&article, &findings, &note("a")).unwrap();
    ledger
        .append(&other, &Findings::default(), &note("a"))
        .unwrap();
    ledger.append(&article, &findings, &note("b")).unwrap();
    room
}

/// Does `edit` as somebody would who first removes what refuses it.
pub(super) fn tamper(conn: &Connection, edit: &str) {
    let triggers: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for trigger in triggers {
        conn.execute_batch(&format!("DROP TRIGGER {trigger}"))
            .unwrap();
    }
    conn.pragma_update(None, "foreign_keys", false).unwrap();
    assert!(conn.execute(edit, []).unwrap() > 0, "{edit}");
}

/// What is told after `edit`, with the start of the sample's id cut out.
fn told(edit: &str) -> Vec<String> {
    let room = three();
    tamper(&room.raw(), edit);
    let ledger = SqliteLedger::open_read_only(&room.path()).unwrap();
    let failures = ledger.verify().unwrap();
    let id = sample().0.id.to_string();
    let id = id.get(..12).unwrap();
    failures
        .iter()
        .map(|failure| failure.to_string().replace(id, "X"))
        .collect()
}

#[test]
fn a_text_changed_by_a_letter_fails_where_it_is_quoted() {
    let told =
        told("UPDATE text SET words = replace(words, 'may open', 'mag open') WHERE number = 1");
    let content = "article X, reading 1, statement 0, content: \
                   bytes 81–131 does not hold the words that were quoted";
    assert_eq!(
        told[0],
        "article X, reading 1: the text is not the one whose SHA-256 is stored"
    );
    assert!(told.contains(&content.to_owned()), "{told:#?}");
    assert!(
        told.iter().all(|line| !line.contains("absence")),
        "{told:#?}"
    );
    assert!(
        told.iter().any(|line| line.contains("reading 3")),
        "{told:#?}"
    );
}

#[test]
fn a_place_moved_or_put_outside_the_text_fails() {
    let rows = "article X, reading 3: its rows are not those that were written";
    let of = "WHERE reading = 3 AND owner = 'absence' AND role = 'because' AND part = 1";
    let moved = told(&format!("UPDATE span SET start_byte = start_byte + 1 {of}"));
    assert_eq!(moved.len(), 2, "{moved:#?}");
    assert!(moved[0].starts_with("article X, reading 3, absence 0, because 0.1: bytes"));
    assert!(moved[0].ends_with("does not hold the words that were quoted"));
    assert_eq!(moved[1], rows);
    let outside = told(&format!("UPDATE span SET end_byte = 99999 {of}"));
    assert!(
        outside[0].ends_with("is no place of the text"),
        "{outside:#?}"
    );
}

#[test]
fn the_words_of_a_place_and_of_an_event_are_quoted() {
    for (of, wanted) in [
        ("owner = 'place_mention' AND number = 1", "place_mention 1"),
        (
            "owner = 'event' AND role = 'actor' AND part = 1",
            "event 0, actor 0.1",
        ),
        ("owner = 'event' AND role = 'site'", "event 0, site"),
    ] {
        let moved = told(&format!(
            "UPDATE span SET start_byte = start_byte + 1 WHERE reading = 3 AND {of}"
        ));
        let start = format!("article X, reading 3, {wanted}: bytes");
        assert_eq!(moved.len(), 2, "{moved:#?}");
        assert!(moved[0].starts_with(&start), "{moved:#?}");
        assert!(moved[0].ends_with("does not hold the words that were quoted"));
    }
}

#[test]
fn a_hash_changed_with_its_place_is_still_found() {
    let other: String = blake3::hash(b"joint").to_string();
    let edit = format!(
        "UPDATE span SET hash = x'{other}' WHERE reading = 1 AND role = 'because' AND part = 0"
    );
    assert_eq!(told(&edit).len(), 2);
}

#[test]
fn whatever_else_is_changed_in_a_reading_is_found() {
    let rows = "article X, reading 1: its rows are not those that were written";
    for edit in [
        "UPDATE statement SET act = 'wrote' WHERE reading = 1 AND number = 0",
        "UPDATE statement SET score = 0.99 WHERE reading = 1 AND number = 0",
        "UPDATE valuation SET value = 'CT+' WHERE reading = 1 AND owner = 'absence'",
        "UPDATE masthead SET title = 'Talks go on' WHERE reading = 1",
        "UPDATE stamp SET day = '2031-03-10' WHERE reading = 1 AND role = 'published'",
        "DELETE FROM doubt WHERE reading = 1",
        "UPDATE location SET latitude = 12.25 WHERE reading = 1 AND number = 1 AND place = 0",
        "UPDATE event SET kind = 'ASSAULT' WHERE reading = 1 AND number = 1",
        "DELETE FROM event_context WHERE reading = 1 AND place = 1",
        "DELETE FROM span WHERE reading = 1 AND owner = 'event' AND role = 'actor' AND part = 1",
        "DELETE FROM span WHERE reading = 1 AND owner = 'picture' AND role = 'photographer'",
        "INSERT INTO absence (reading, number, kind) VALUES (1, 1, 'withheld')",
        "UPDATE author SET name = CAST(x'ff' AS TEXT) WHERE reading = 1 AND number = 0",
    ] {
        let told = told(edit);
        assert_eq!(told.len(), 1, "{edit}: {told:#?}");
        assert!(
            told[0] == rows || edit.contains("x'ff'"),
            "{edit}: {told:#?}"
        );
    }
    for edit in [
        "UPDATE reading SET learned = '2030-01-01T00:00:00.000000000Z' WHERE number = 1",
        "UPDATE reading SET build = 'z' WHERE number = 1",
        "UPDATE reading SET doc = 't-8' WHERE number = 1",
    ] {
        let told = told(edit);
        assert_eq!(told.len(), 1, "{edit}: {told:#?}");
        assert!(
            told[0].contains("reading 1: its seal is broken"),
            "{told:#?}"
        );
    }
}

#[test]
fn a_reading_taken_out_is_missed_by_the_next() {
    let told = told("DELETE FROM reading WHERE number = 2");
    assert!(
        told.iter()
            .any(|line| line.contains("1 articles have no reading")),
        "{told:#?}"
    );
    assert!(
        told.iter()
            .any(|line| line.contains("reading 3: its seal is broken")),
        "{told:#?}"
    );
    assert!(
        told.iter()
            .any(|line| line.contains("masthead refers to a row of reading")),
        "{told:#?}"
    );
}

#[test]
fn what_makes_no_sense_is_no_snapshot() {
    let room = three();
    tamper(
        &room.raw(),
        "UPDATE statement SET act = 'sang' WHERE reading = 3 AND number = 0",
    );
    let error = room.ledger().snapshot().unwrap_err();
    assert!(matches!(error, LedgerError::Damaged { .. }), "{error}");
    let told = error.to_string();
    assert!(told.contains("statement has act Text(\"sang\")"), "{told}");
    assert!(told.contains(&sample().0.id.to_string()), "{told}");
}

#[test]
fn no_broken_byte_is_passed_over_or_panics() {
    let room = three();
    let sound = fs::read(room.path()).unwrap();
    let words = b"The river rose by a metre.";
    let quoted = sound
        .windows(words.len())
        .position(|window| window == words);
    let mut broken = 0;
    for at in (0..sound.len()).step_by(509).chain(quoted) {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x5a;
        fs::write(room.path(), &bytes).unwrap();
        let failures = SqliteLedger::open_read_only(&room.path())
            .and_then(|ledger| Ok((ledger.verify()?, ledger.snapshot())));
        match failures {
            Ok((failures, _)) if failures.is_empty() => assert_ne!(Some(at), quoted),
            Ok(_) => broken += 1,
            Err(error) => {
                assert!(error.to_string().contains("test.ledger"), "{error}");
                broken += 1;
            }
        }
    }
    assert!(broken > 10, "{broken}");
}

#[test]
fn a_file_cut_short_is_told() {
    let room = three();
    let sound = fs::read(room.path()).unwrap();
    for kept in [100, 5000, sound.len() / 2, sound.len() - 4096] {
        fs::write(room.path(), sound.get(..kept).unwrap()).unwrap();
        match SqliteLedger::open_read_only(&room.path()).and_then(|ledger| ledger.verify()) {
            Ok(failures) => assert!(
                failures
                    .iter()
                    .any(|one| matches!(one, Failure::File { .. })),
                "{kept}: {failures:#?}"
            ),
            Err(error) => assert!(error.to_string().contains("test.ledger"), "{error}"),
        }
    }
}

#[test]
fn a_long_text_is_checked_once_for_its_readings() {
    let room = Room::new();
    let mut ledger = room.ledger();
    let article = article(&"The river rose. ".repeat(100_000));
    for build in ["a", "b", "c"] {
        ledger
            .append(&article, &Findings::default(), &note(build))
            .unwrap();
    }
    assert_eq!(ledger.verify().unwrap(), []);
    let size = fs::metadata(room.path()).unwrap().len()
        + fs::metadata(room.folder.path().join("test.ledger-wal"))
            .unwrap()
            .len();
    assert!(
        size < 2 * 1_700_000 + 500_000,
        "the text is stored once: {size}"
    );
}
