//! Ledgers: kept whole, checked, refused when they cannot be trusted.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::newsroom::{Newsroom, RECORDS, Run, aides, number_before};

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
fn writers_at_once_lose_nothing_and_keep_nothing_twice() {
    let room = Newsroom::new();
    room.write("many.jsonl", aides(20));
    let read = |path| {
        let arguments = ["read", path, "--ledger", "l.sqlite"];
        let mut command = room.command(&arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let writers = [".", "many.jsonl", "records.jsonl"].map(read);
    let told: Vec<String> = writers
        .map(|writer| Run::of(writer.wait_with_output().unwrap()).fine())
        .into();
    let new: usize = told.iter().map(|out| number_before(out, " new")).sum();
    assert_eq!(new, 23, "{told:?}");
    let all = room.run(&["read", ".", "--ledger", "l.sqlite"]).fine();
    assert!(all.contains("0 new, 23 already there"), "{all}");
    room.run(&["verify", "--ledger", "l.sqlite"]).fine();
}

/// kill −9, round after round, a little after so many more articles were told to be kept.
#[test]
fn a_killed_reader_leaves_whole_articles_and_can_go_on() {
    let room = Newsroom::empty();
    let (total, ledger) = (80, "l.sqlite");
    room.write("many.jsonl", aides(total));
    let read = ["read", "many.jsonl", "--ledger", ledger];
    let (mut kept, mut in_the_middle) = (0, 0);
    for (round, more) in [1, 3, 1, 5, 2].into_iter().enumerate() {
        let wait = Duration::from_millis(round as u64);
        let told = killed(room.command(&read), more, wait);
        let run = room.run(&["verify", "--ledger", ledger]);
        assert!(run.out.contains("all quotations match"), "{round} {run:?}");
        let there = sources(&room, ledger);
        assert!(there >= kept + told, "{round}: {kept}, {told}, {there}");
        kept = there;
        in_the_middle += usize::from(there < total);
        if there == total {
            break; // a machine so busy that the kill came late
        }
    }
    assert!(in_the_middle > 1, "{in_the_middle}");
    let rest = room.run(&read).fine();
    assert_eq!(number_before(&rest, " already there"), kept, "{rest}");
    assert_eq!(number_before(&rest, " new"), total - kept, "{rest}");
    room.run(&["verify", "--ledger", ledger]).fine();
    let whole = room.run(&["brief", "--ledger", ledger]).fine();
    assert!(whole == room.run(&["brief", "many.jsonl"]).fine());
}

/// Kills `reader` when it told of `more` new articles and `wait` has passed; how many it told of.
fn killed(mut reader: Command, more: usize, wait: Duration) -> usize {
    reader.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = reader.spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut new = lines
        .map_while(Result::ok)
        .filter(|line| line.starts_with("new "));
    let told = new.by_ref().take(more).count();
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    told + new.count()
}

/// How many articles the brief of a ledger rests on.
fn sources(room: &Newsroom, ledger: &str) -> usize {
    let brief = room
        .run(&["brief", "--ledger", ledger, "--format", "json"])
        .fine();
    let brief: Value = serde_json::from_str(&brief).unwrap();
    brief["sources"].as_array().unwrap().len()
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
