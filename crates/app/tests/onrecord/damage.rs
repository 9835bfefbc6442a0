//! Ledgers that are newer, damaged or may only be read, and disks without room.

use std::fs;

use crate::newsroom::{Newsroom, Run, aides, number_before};

const LEDGER: &str = "l.sqlite";
/// Where SQLite keeps the version of a schema: four bytes, the highest first.
const VERSION_AT: usize = 60;
/// The size of a page of a ledger.
const PAGE: usize = 4096;
/// Articles read onto a disk that has no room for them.
#[cfg(unix)]
const COUNT: usize = 40;

/// `onrecord arguments --ledger l.sqlite`.
fn on_ledger(room: &Newsroom, arguments: &[&str]) -> Run {
    room.run(&[arguments, &["--ledger", LEDGER]].concat())
}

/// A folder with a ledger of `count` articles, and the bytes of that ledger.
fn kept(count: usize) -> (Newsroom, Vec<u8>) {
    let room = Newsroom::empty();
    room.write("many.jsonl", aides(count));
    on_ledger(&room, &["read", "many.jsonl"]).fine();
    assert!(!room.path("l.sqlite-wal").exists(), "all is in the file");
    let bytes = fs::read(room.path(LEDGER)).unwrap();
    (room, bytes)
}

#[test]
fn a_ledger_of_a_newer_version_is_refused_and_left_as_it_is() {
    let (room, mut bytes) = kept(2);
    bytes[VERSION_AT..VERSION_AT + 4].copy_from_slice(&4711_u32.to_be_bytes());
    room.write(LEDGER, &bytes);
    for arguments in [
        &["verify"][..],
        &["brief"],
        &["show", "d0"],
        &["read", "many.jsonl"],
    ] {
        let err = on_ledger(&room, arguments).ends(1);
        assert!(err.contains("l.sqlite has version 4711"), "{err}");
    }
    assert!(fs::read(room.path(LEDGER)).unwrap() == bytes);
}

#[test]
fn a_damaged_ledger_is_named_and_gives_no_wrong_brief() {
    let (room, bytes) = kept(30);
    let whole = on_ledger(&room, &["brief"]).fine();
    let pages = bytes.len() / PAGE;
    assert!(pages > 20, "{pages}");
    let mut refused = 0;
    for page in (1..pages).step_by(pages / 6) {
        let mut damaged = bytes.clone();
        damaged[page * PAGE..(page + 1) * PAGE].fill(0xa5);
        room.write(LEDGER, &damaged);
        let checked = on_ledger(&room, &["verify"]);
        let told = checked.out.clone() + &checked.err;
        checked.ends(1);
        assert!(told.contains("l.sqlite"), "page {page}: {told}");
        let brief = on_ledger(&room, &["brief"]);
        if brief.code == Some(0) {
            assert!(brief.out == whole, "page {page}");
        } else {
            refused += 1;
            let err = brief.ends(1);
            assert!(err.contains("l.sqlite"), "page {page}: {err}");
        }
        let read = on_ledger(&room, &["read", "many.jsonl"]);
        assert!(
            read.code == Some(0) || read.err.contains(LEDGER),
            "page {page}: {read:?}"
        );
        on_ledger(&room, &["verify"]).ends(1); // reading papers nothing over
    }
    assert!(refused > 0, "none of those pages mattered");
}

#[test]
fn a_ledger_cut_short_is_named() {
    let (room, bytes) = kept(10);
    for left in [1, 99, PAGE, PAGE + 1, bytes.len() / 2, bytes.len() - PAGE] {
        room.write(LEDGER, &bytes[..left]);
        let checked = on_ledger(&room, &["verify"]);
        let told = checked.out.clone() + &checked.err;
        checked.ends(1);
        assert!(told.contains("l.sqlite"), "{left} bytes: {told}");
        let err = on_ledger(&room, &["brief"]).ends(1);
        assert!(err.contains("l.sqlite"), "{left} bytes: {err}");
    }
}

#[test]
fn a_ledger_that_may_only_be_read_is_briefed_and_not_added_to() {
    let (room, bytes) = kept(3);
    let before = on_ledger(&room, &["brief"]).fine();
    let mut rights = fs::metadata(room.path(LEDGER)).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(room.path(LEDGER), rights).unwrap();
    room.write("more.txt", "Holt said the bridge may close on Friday.\n");
    let err = on_ledger(&room, &["read", "more.txt"]).ends(1);
    assert!(err.contains("l.sqlite may only be read"), "{err}");
    assert_eq!(on_ledger(&room, &["brief"]).fine(), before);
    on_ledger(&room, &["verify"]).fine();
    assert!(fs::read(room.path(LEDGER)).unwrap() == bytes);
}

/// What holds after a reader of `many.jsonl` ran out of room: all it told of is there and whole,
/// and with room again the rest is added.
#[cfg(unix)]
fn goes_on(room: &Newsroom, run: Run) -> usize {
    let told = run.err.lines().filter(|l| l.starts_with("new ")).count();
    let err = run.ends(1);
    assert!(err.contains(LEDGER), "{err}");
    assert!(!err.contains("panicked"), "{err}");
    if told > 0 {
        on_ledger(room, &["verify"]).fine();
    }
    let rest = on_ledger(room, &["read", "many.jsonl"]).fine();
    assert_eq!(number_before(&rest, " already there"), told, "{rest}");
    assert_eq!(number_before(&rest, " new"), COUNT - told, "{rest}");
    on_ledger(room, &["verify"]).fine();
    let whole = on_ledger(room, &["brief"]).fine();
    assert!(whole == room.run(&["brief", "many.jsonl"]).fine());
    told
}

#[cfg(unix)]
fn shell(room: &Newsroom, program: &[&str], script: &str, more: &[&str]) -> Run {
    let mut sh = std::process::Command::new(program[0]);
    sh.args(&program[1..]).args(["-c", script, "sh"]);
    sh.arg(env!("CARGO_BIN_EXE_onrecord")).args(more);
    Run::of(sh.current_dir(room.path("")).output().unwrap())
}

/// A bound on the size of a file stands in for a disk: it needs no rights.
#[cfg(unix)]
#[test]
fn a_ledger_that_cannot_grow_keeps_what_it_has() {
    let script = r#"trap "" XFSZ; ulimit -f "$2"; exec "$1" read many.jsonl --ledger l.sqlite"#;
    let mut most = 0;
    for blocks in ["8", "1500"] {
        let room = Newsroom::empty();
        room.write("many.jsonl", aides(COUNT));
        let run = shell(&room, &["sh"], script, &[blocks]);
        most = most.max(goes_on(&room, run));
    }
    assert!(most > 0, "it never came to keep an article");
}

/// A mount of its own that goes with the process; where nobody may mount, nothing is shown.
#[cfg(target_os = "linux")]
fn on_a_small_disk(room: &Newsroom, size: &str, script: &str) -> Option<Run> {
    let mount = r#"mkdir disk && mount -t tmpfs -o "size=$2" tmpfs disk 2>/dev/null || exit 77; "#;
    let script = [mount, script].concat();
    let found = std::process::Command::new("unshare").arg("-V").output();
    let run = found
        .is_ok()
        .then(|| shell(room, &["unshare", "-rm", "sh"], &script, &[size]))
        .filter(|run| run.code != Some(77) && !run.err.starts_with("unshare:"));
    if run.is_none() {
        eprintln!("skipped: no file system may be mounted here");
    }
    run
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let script = r#""$1" read many.jsonl --ledger disk/l.sqlite; code=$?; cp disk/* .; exit $code"#;
    let mut most = 0;
    for size in ["4k", "60k", "512k"] {
        let room = Newsroom::empty();
        room.write("many.jsonl", aides(COUNT));
        let Some(run) = on_a_small_disk(&room, size, script) else {
            return;
        };
        assert!(run.err.contains("the disk is full"), "{size} {run:?}");
        fs::remove_file(room.path("l.sqlite-shm")).ok(); // an index of the log, made anew
        most = most.max(goes_on(&room, run));
    }
    assert!(most > 0, "it never came to keep an article");
}

#[cfg(target_os = "linux")]
#[test]
fn a_ledger_on_a_disk_that_may_only_be_read_is_briefed() {
    let room = Newsroom::empty();
    room.write("many.jsonl", aides(3));
    let script = r#""$1" read many.jsonl --ledger disk/l.sqlite >read.out
        mount -o remount,ro disk || exit 77
        "$1" brief --ledger disk/l.sqlite || exit 3
        "$1" verify --ledger disk/l.sqlite || exit 4
        exec "$1" read many.jsonl --ledger disk/l.sqlite"#;
    let Some(run) = on_a_small_disk(&room, "4m", script) else {
        return;
    };
    assert!(run.out.contains("Brief of 3 articles"), "{run:?}");
    assert!(run.out.contains("all quotations match"), "{run:?}");
    let err = run.ends(1);
    assert!(err.contains("disk/l.sqlite may only be read"), "{err}");
}
