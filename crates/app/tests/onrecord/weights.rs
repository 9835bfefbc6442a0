//! Weights of one's own: those that fit are used, others are refused by name.

use sha2::{Digest, Sha256};

use crate::newsroom::{Newsroom, Run};

const BUILT_IN: &[u8] = include_bytes!("../../../language/weights/attribution.orw");
const SENTENCE: &str = "Officials in Velmora said the bridge may close.";
/// Where the version of the format stands, behind eight letters.
const VERSION_AT: usize = 8;

/// Extracts from [`SENTENCE`] with `bytes` as weights and `sum` as what is told of them.
fn with(bytes: &[u8], sum: Option<&str>) -> (Newsroom, Run) {
    let room = Newsroom::empty();
    room.write("a.txt", SENTENCE);
    room.write("own.orw", bytes);
    if let Some(sum) = sum {
        room.write("own.orw.sha256", sum);
    }
    let run = room.run(&["extract", "a.txt", "--weights", "own.orw"]);
    (room, run)
}

fn sum_of(bytes: &[u8]) -> String {
    let sum = Sha256::digest(bytes);
    let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}  own.orw\n")
}

#[test]
fn the_same_weights_find_the_same() {
    let (room, own) = with(BUILT_IN, Some(&sum_of(BUILT_IN)));
    let built_in = room.run(&["extract", "a.txt"]).fine();
    assert!(built_in.contains("Officials in Velmora"), "{built_in}");
    assert_eq!(own.fine(), built_in);
}

#[test]
fn weights_without_or_with_another_checksum_are_refused() {
    let (_room, run) = with(BUILT_IN, None);
    let err = run.ends(1);
    assert!(err.contains("own.orw") && err.contains("checksum"), "{err}");
    let (_room, run) = with(BUILT_IN, Some(&sum_of(b"others")));
    let err = run.ends(1);
    assert!(err.contains("not the weights that own.orw.sha256"), "{err}");
}

#[test]
fn damaged_weights_and_those_of_another_version_are_refused() {
    let cut = &BUILT_IN[..BUILT_IN.len() / 2];
    let (_room, run) = with(cut, Some(&sum_of(cut)));
    let err = run.ends(1);
    assert!(
        err.contains("own.orw") && err.contains("cut off at byte"),
        "{err}"
    );
    let mut newer = BUILT_IN.to_vec();
    newer[VERSION_AT] = 9;
    let (_room, run) = with(&newer, Some(&sum_of(&newer)));
    let err = run.ends(1);
    assert!(
        err.contains("own.orw") && err.contains("version 9"),
        "{err}"
    );
    let (_room, run) = with(b"no weights", Some(&sum_of(b"no weights")));
    assert!(run.ends(1).contains("these are no weights"));
}

#[test]
fn weights_that_do_not_fit_leave_no_ledger_behind() {
    let (room, _run) = with(b"no weights", Some(&sum_of(b"no weights")));
    let read = [
        "read",
        "a.txt",
        "--ledger",
        "l.sqlite",
        "--weights",
        "own.orw",
    ];
    room.run(&read).ends(1);
    assert!(!room.path("l.sqlite").exists());
}
