//! `find`, and `--as-of`: what a ledger holds of a matter, and what it held at a moment.

use serde_json::Value;

use crate::newsroom::{Newsroom, RECORDS};

/// A room whose three articles are in its ledger.
fn kept() -> Newsroom {
    let room = Newsroom::new();
    room.run(&["read", "."]).fine();
    room
}

fn hits(room: &Newsroom, arguments: &[&str]) -> Vec<Value> {
    let out = room.run(&[&["find", "--json"], arguments].concat()).fine();
    let found: Value = serde_json::from_str(&out).unwrap();
    found["hits"].as_array().unwrap().clone()
}

/// The quoted words of what is found.
fn words(room: &Newsroom, arguments: &[&str]) -> Vec<String> {
    let quoted = |hit: &Value| hit["quotation"][0]["words"].as_str().unwrap().to_owned();
    hits(room, arguments).iter().map(quoted).collect()
}

#[test]
fn what_is_found_is_quoted_with_its_place() {
    let room = kept();
    let out = room.run(&["find", "dam", "could"]).fine();
    let quoted = "that the dam could break if the rain went";
    assert!(out.contains(quoted), "{out}");
    assert!(out.contains("Ada Holt (person) warned"), "{out}");
    let all = hits(&room, &["dam", "could"]);
    let [start, end] = [0, 1].map(|at| all[0]["quotation"][0]["span"][at].as_u64().unwrap());
    assert!(out.contains(&format!("[r-1:{start}–{end}]")), "{out}");
    let article: Value = serde_json::from_str(RECORDS.lines().next().unwrap()).unwrap();
    let text = article["text"].as_str().unwrap();
    let cut: String = text
        .chars()
        .take(end as usize)
        .skip(start as usize)
        .collect();
    assert_eq!(all[0]["quotation"][0]["words"], cut);
    assert_eq!(all[0]["statement"]["act"], "warned");
    assert_eq!(all[0]["article"]["outlet"], "The Paper");
}

#[test]
fn conditions_narrow() {
    let room = kept();
    let break_it = ["that the dam could break if the rain went on"];
    for arguments in [
        &["DAM", "Could"][..],
        &["\"dam could\""],
        &["--source", "holt", "--act", "warned"],
        &["--source", "holt", "--published-from", "2031-03-12"],
        &["dam", "--factuality", "uu", "--outlet", "paper"],
        &[
            "dam",
            "--type",
            "person,office",
            "--directness",
            "indirect",
            "--act",
            "warned",
        ],
    ] {
        assert_eq!(words(&room, arguments), break_it, "{arguments:?}");
    }
    for arguments in [
        &["\"could dam\""][..],
        &["dam", "--source", "nobody"],
        &["dam", "--factuality", "CTu"],
        &["dam", "--published-to", "2031-03-11"],
        &["dam", "--from", "2035-01-01"],
        &["dam", "--place", "nowhere"],
    ] {
        let run = room.run(&[&["find"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{arguments:?}");
        assert_eq!(run.err, "nothing found\n");
        assert_eq!(hits(&room, arguments), Vec::<Value>::new());
    }
    let absences = hits(&room, &["--absence", "declined,did-not-happen"]);
    assert_eq!(absences.len(), 3, "{absences:?}");
    assert_eq!(
        words(&room, &["--absence", "declined"]),
        ["The army declined to comment"]
    );
    assert!(absences.iter().all(|hit| hit["kind"] == "absence"));
    let monday = words(&room, &["--from", "2031-03-10", "--to", "2031-03-10"]);
    assert!(
        monday.iter().any(|words| words.contains("before Monday")),
        "{monday:?}"
    );
    assert_eq!(hits(&room, &["--limit", "2"]).len(), 2);
}

#[test]
fn whatever_is_typed_is_words() {
    let room = kept();
    for typed in [
        "\"",
        "\"\"\"",
        "*",
        "NEAR(",
        "NEAR(dam rain)",
        "words:dam",
        "dam OR",
        "AND",
        "(",
        "{",
        "^dam",
        "'; DROP TABLE finding; --",
        "“",
        "\u{202e}",
        "dam*",
        "-",
        "+",
        "dam NOT rain",
        "🦀",
    ] {
        let run = room.run(&["find", "--json", "--", typed]);
        assert_eq!(run.code, Some(0), "{typed:?} {run:?}");
        let run = room.run(&[
            "find", "--source", typed, "--place", typed, "--outlet", typed,
        ]);
        assert!(
            run.code == Some(0) || typed.starts_with('-'),
            "{typed:?} {run:?}"
        );
    }
    assert!(!words(&room, &["dam*"]).is_empty());
}

#[test]
fn what_cannot_be_asked_is_wrong_usage() {
    let room = Newsroom::empty();
    assert_eq!(room.run(&["find", "dam"]).code, Some(2), "no ledger");
    let room = kept();
    for wrong in [
        &["find", "--act", "sang"][..],
        &["find", "--factuality", "CT"],
        &["find", "--from", "yesterday"],
        &["find", "--as-of", "now"],
        &["show", "r-1", "--as-of", "2031-13-01"],
        &["brief", "bridge.txt", "--as-of", "2031-03-12"],
    ] {
        let run = room.run(wrong);
        assert_eq!(run.code, Some(2), "{wrong:?} {run:?}");
    }
    let err = room.run(&["find", "dam", "--ledger", "absent"]).ends(1);
    assert!(err.contains("absent"), "{err}");
}

#[test]
fn a_ledger_of_version_1_is_shown_and_found_in_once_it_is_written() {
    let room = Newsroom::new();
    let fixture = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../fixtures/ledger-v1/sample.ledger"
    );
    std::fs::copy(fixture, room.path("old.ledger")).unwrap();
    let old = ["--ledger", "old.ledger"];
    let shown = room.run(&["show", "t-7", "--ledger", "old.ledger"]).fine();
    assert!(shown.contains("Talks on the Orra dam end"), "{shown}");
    room.run(&["verify", "--ledger", "old.ledger"]).fine();
    let err = room.run(&[&["find", "gates"], &old[..]].concat()).ends(1);
    assert!(err.contains("has version 1, this build has"), "{err}");
    room.run(&["read", "bridge.txt", "--ledger", "old.ledger"])
        .fine();
    let found = room.run(&[&["find", "gates"], &old[..]].concat()).fine();
    assert!(
        found.contains("the gates – if the rain holds – may"),
        "{found}"
    );
}

#[test]
fn the_index_is_checked_and_made_anew() {
    let room = kept();
    let before = hits(&room, &[]);
    room.run(&["verify", "--reindex"]).fine();
    assert_eq!(hits(&room, &[]), before);
    room.run(&["verify", "--reindex", "--ledger", "absent"])
        .ends(1);
    assert!(!room.path("absent").exists());
}

#[test]
fn a_ledger_is_seen_as_it_was() {
    let room = kept();
    let (past, future) = ("2001-01-01", "9000-01-01T00:00:00Z");
    let brief = room.run(&["brief"]).fine();
    assert_eq!(room.run(&["brief", "--as-of", future]).fine(), brief);
    let err = room.run(&["brief", "--as-of", past]).ends(1);
    assert!(err.contains("no article"), "{err}");
    let shown = room.run(&["show", "r-1", "--as-of", "9000-01-01"]).fine();
    assert_eq!(room.run(&["show", "r-1"]).fine(), shown);
    room.run(&["show", "r-1", "--as-of", past]).ends(1);
    assert_eq!(hits(&room, &["dam", "--as-of", past]), Vec::<Value>::new());
    assert_eq!(
        hits(&room, &["dam", "--as-of", future]),
        hits(&room, &["dam"])
    );
}

/// This moment, as the binary's clock has it.
#[expect(
    clippy::disallowed_methods,
    reason = "what the binary learns it learns by the clock"
)]
pub(crate) fn now() -> String {
    jiff::Timestamp::now().to_string()
}

#[test]
fn a_later_reading_does_not_reach_back() {
    let room = Newsroom::empty();
    room.write("a.jsonl", RECORDS);
    room.run(&["read", "a.jsonl"]).fine();
    let shown = |arguments: &[&str]| room.run(&[&["show", "r-1"], arguments].concat()).fine();
    let before = shown(&[]);
    let between = now();
    room.run(&["read", "a.jsonl", "--published", "2031-04-30"])
        .fine();
    assert_ne!(shown(&[]), before, "read anew");
    assert_eq!(shown(&["--as-of", &between]), before);
    let april = ["--published-from", "2031-04-01", "dam"];
    assert!(!hits(&room, &april).is_empty());
    let then = [&april[..], &["--as-of", &between]].concat();
    assert_eq!(hits(&room, &then), Vec::<Value>::new());
    assert!(!hits(&room, &["dam", "--as-of", &between]).is_empty());
}
