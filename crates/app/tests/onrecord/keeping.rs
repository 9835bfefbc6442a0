//! Ledgers: kept whole, checked, refused when they cannot be trusted.

use std::time::Duration;

use crate::newsroom::{Newsroom, RECORDS};

#[test]
fn what_is_read_is_kept_once_and_briefed() {
    let room = Newsroom::new();
    let first = room.run(&["read", "bridge.txt", "records.jsonl"]);
    assert!(first.err.contains("new"), "{first:?}");
    assert!(first.out.contains("3 new, 0 already there"), "{first:?}");
    let again = room.run(&["read", "bridge.txt", "records.jsonl"]).fine();
    assert!(again.contains("0 new, 3 already there"), "{again}");
    let kept = room.run(&["brief"]).fine();
    assert_eq!(
        kept,
        room.run(&["brief", "bridge.txt", "records.jsonl"]).fine()
    );
    let checked = room.run(&["verify"]).fine();
    assert!(checked.contains("all quotations match"), "{checked}");
}

#[test]
fn an_article_of_a_ledger_is_found_by_doc_and_id() {
    let room = Newsroom::new();
    room.run(&["read", ".", "--ledger", "l.sqlite"]);
    let shown = room.run(&["show", "r-1", "--ledger", "l.sqlite"]).fine();
    let id = shown
        .split_whitespace()
        .find(|word| word.len() == 64)
        .unwrap();
    assert_eq!(
        room.run(&["show", &id[..10], "--ledger", "l.sqlite"])
            .fine(),
        shown
    );
    assert!(
        room.run(&["show", "r-9", "--ledger", "l.sqlite"])
            .ends(1)
            .contains("r-9")
    );
}

#[test]
fn a_ledger_may_lie_among_its_articles() {
    let room = Newsroom::empty();
    room.write("bridge.txt", "Holt said the bridge may close on Friday.");
    room.write("map.pdf", "%PDF-1.7 a map");
    for told in ["1 new", "1 already there"] {
        let run = room.run(&["read", ".", "--ledger", "kept.ledger"]);
        assert!(run.err.contains("map.pdf"), "{run:?}");
        assert!(!run.err.contains("kept.ledger"), "{run:?}");
        let out = run.fine();
        assert!(out.contains(told) && out.contains("0 failed"), "{out}");
    }
    let err = room
        .run(&["read", "map.pdf", "--ledger", "kept.ledger"])
        .ends(1);
    assert!(err.contains("map.pdf"), "it was named: {err}");
}

#[test]
fn a_ledger_that_is_none_is_named() {
    let room = Newsroom::new();
    room.write(
        "bad.sqlite",
        "this is no ledger at all, but some words of prose",
    );
    for arguments in [
        &["verify", "--ledger", "bad.sqlite"][..],
        &["brief", "--ledger", "bad.sqlite"],
        &["read", "bridge.txt", "--ledger", "bad.sqlite"],
        &["verify", "--ledger", "absent.sqlite"],
    ] {
        let err = room.run(arguments).ends(1);
        assert!(err.contains(arguments.last().unwrap()), "{err}");
    }
    assert!(
        !room.path("absent.sqlite").exists(),
        "looking makes no ledger"
    );
}

#[test]
fn a_ledger_in_a_folder_that_cannot_be_written_is_named() {
    let room = Newsroom::new();
    let err = room
        .run(&["read", "bridge.txt", "--ledger", "no/such/folder/l.sqlite"])
        .ends(1);
    assert!(err.contains("no/such/folder"), "{err}");
}

#[test]
fn two_writers_lose_nothing() {
    let room = Newsroom::new();
    let mut one = room
        .command(&["read", "bridge.txt", "--ledger", "l.sqlite"])
        .spawn()
        .unwrap();
    let two = room.run(&["read", "records.jsonl", "--ledger", "l.sqlite"]);
    assert!(one.wait().unwrap().success());
    assert_eq!(two.code, Some(0), "{two:?}");
    let all = room.run(&["read", ".", "--ledger", "l.sqlite"]).out;
    assert!(all.contains("3 already there"), "{all}");
    room.run(&["verify", "--ledger", "l.sqlite"]).fine();
}

#[test]
fn a_killed_reader_leaves_whole_articles_and_can_go_on() {
    let room = Newsroom::empty();
    let many: String = (0..60).map(|n| format!("{{\"doc\":\"d{n}\",\"text\":\"Aide {n} said the bridge number {n} may close on Friday.\"}}\n")).collect();
    room.write("many.jsonl", many);
    let read = ["read", "many.jsonl", "--ledger", "l.sqlite"];
    for wait in [20, 60, 120, 250, 500] {
        let mut child = room
            .command(&read)
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        if room.path("l.sqlite").exists() {
            let run = room.run(&["verify", "--ledger", "l.sqlite"]);
            assert!(
                run.code == Some(0) || run.err.contains("l.sqlite"),
                "{run:?}"
            );
        }
    }
    room.run(&read).fine();
    let all = room.run(&read).fine();
    assert!(all.contains("0 new, 60 already there"), "{all}");
    room.run(&["verify", "--ledger", "l.sqlite"]).fine();
}

#[test]
fn a_day_given_later_is_a_new_reading() {
    let room = Newsroom::empty();
    room.write(
        "a.jsonl",
        RECORDS
            .replace(r#""date":"2031-03-12","#, "")
            .replace(r#""date":"2031-03-13","#, ""),
    );
    room.run(&["read", "a.jsonl"]).fine();
    let anew = room
        .run(&["read", "a.jsonl", "--published", "2031-03-12"])
        .fine();
    assert!(anew.contains("2 read anew"), "{anew}");
    assert!(room.run(&["brief"]).fine().contains("12 March 2031"));
}
