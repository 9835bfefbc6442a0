//! What is opened, and what is refused with which words.

use std::fs;
use std::path::Path;

use onrecord_record::Findings;

use super::sample::{article, sample};
use super::{Room, note};
use crate::{Ledger, LedgerError, SqliteLedger};

/// What both ways of opening `path` say against it.
fn refusals(path: &Path) -> [LedgerError; 2] {
    [
        SqliteLedger::open(path).unwrap_err(),
        SqliteLedger::open_read_only(path).unwrap_err(),
    ]
}

#[test]
fn looking_makes_nothing() {
    let room = Room::new();
    let error = SqliteLedger::open_read_only(&room.path()).unwrap_err();
    let told = format!("there is no ledger {}", room.path().display());
    assert_eq!(error.to_string(), told);
    assert_eq!(room.files(), [""; 0]);
    room.ledger();
    assert_eq!(room.files(), ["test.ledger"]);
    let ledger = SqliteLedger::open_read_only(&room.path()).unwrap();
    assert_eq!(ledger.snapshot().unwrap(), []);
    drop(ledger);
    assert_eq!(room.files(), ["test.ledger"]);
}

#[test]
fn a_reader_adds_nothing() {
    let room = Room::new();
    room.ledger();
    let mut ledger = SqliteLedger::open_read_only(&room.path()).unwrap();
    let (article, findings) = sample();
    let error = ledger.append(&article, &findings, &note("a")).unwrap_err();
    assert!(matches!(error, LedgerError::ReadOnly { .. }), "{error}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let room = Room::new();
    let path = room.folder.path().join("no/such/l.ledger");
    let error = SqliteLedger::open(&path).unwrap_err();
    assert!(matches!(error, LedgerError::NoFolder { .. }), "{error}");
    assert!(error.to_string().ends_with("no/such"), "{error}");
    let folder = room.folder.path();
    for error in refusals(folder) {
        let path = folder.display().to_string();
        assert!(error.to_string().contains(&path), "{error}");
    }
}

#[test]
fn what_is_no_ledger_is_left_as_it_is() {
    let prose = "These are words of prose and no ledger. ";
    for content in ["x", prose, &prose.repeat(1000)] {
        let room = Room::new();
        fs::write(room.path(), content).unwrap();
        for error in refusals(&room.path()) {
            assert!(matches!(error, LedgerError::NotALedger { .. }), "{error}");
            assert!(error.to_string().contains("test.ledger"), "{error}");
        }
        assert_eq!(fs::read_to_string(room.path()).unwrap(), content);
        assert_eq!(room.files(), ["test.ledger"]);
    }
}

#[test]
fn a_database_of_another_program_is_left_as_it_is() {
    let room = Room::new();
    room.raw().execute_batch("CREATE TABLE mine (n)").unwrap();
    let before = fs::read(room.path()).unwrap();
    for error in refusals(&room.path()) {
        assert!(error.to_string().contains("another program"), "{error}");
    }
    assert_eq!(fs::read(room.path()).unwrap(), before);
}

#[test]
fn an_empty_file_becomes_a_ledger_when_written() {
    let room = Room::new();
    fs::write(room.path(), "").unwrap();
    let error = SqliteLedger::open_read_only(&room.path()).unwrap_err();
    assert!(error.to_string().contains("it is empty"), "{error}");
    assert_eq!(room.ledger().snapshot().unwrap(), []);
}

#[test]
fn a_newer_version_is_refused_and_left_as_it_is() {
    let room = Room::new();
    room.ledger();
    room.raw().pragma_update(None, "user_version", 9).unwrap();
    let before = fs::read(room.path()).unwrap();
    for error in refusals(&room.path()) {
        let told = format!(
            "ledger {} has version 9; this build reads up to 7",
            room.path().display()
        );
        assert_eq!(error.to_string(), told);
    }
    assert_eq!(fs::read(room.path()).unwrap(), before);
}

fn freeze(path: &Path, frozen: bool) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = permissions.mode();
        permissions.set_mode(if frozen { mode & !0o222 } else { mode | 0o200 });
    }
    #[cfg(not(unix))]
    permissions.set_readonly(frozen);
    fs::set_permissions(path, permissions).unwrap();
}

#[test]
fn a_file_that_may_only_be_read_is_read_and_not_written() {
    let room = Room::new();
    let (article, findings) = sample();
    room.ledger()
        .append(&article, &findings, &note("a"))
        .unwrap();
    freeze(&room.path(), true);
    let before = fs::read(room.path()).unwrap();
    let error = SqliteLedger::open(&room.path()).unwrap_err();
    assert!(matches!(error, LedgerError::ReadOnly { .. }), "{error}");
    let ledger = SqliteLedger::open_read_only(&room.path()).unwrap();
    assert_eq!(ledger.snapshot().unwrap(), [(article, findings)]);
    assert_eq!(ledger.verify().unwrap(), []);
    assert_eq!(room.files(), ["test.ledger"]);
    drop(ledger);
    assert_eq!(fs::read(room.path()).unwrap(), before);
}

#[test]
fn a_folder_that_may_only_be_read_is_read_and_left_as_it_is() {
    let room = Room::new();
    let (article, findings) = sample();
    room.ledger()
        .append(&article, &findings, &note("a"))
        .unwrap();
    freeze(room.folder.path(), true);
    let ledger = SqliteLedger::open_read_only(&room.path());
    let kept = ledger.and_then(|ledger| ledger.snapshot());
    let files = room.files();
    freeze(room.folder.path(), false);
    assert_eq!(kept.unwrap(), [(article, findings)]);
    assert_eq!(files, ["test.ledger"]);
}

/// The files of a ledger whose last article is only in the log, as a killed writer leaves them.
#[cfg(unix)]
fn killed(names: &[&str]) -> Room {
    let (living, dead) = (Room::new(), Room::new());
    let mut ledger = living.ledger();
    ledger
        .append(&article("Gate 1 closed."), &Findings::default(), &note("a"))
        .unwrap();
    for name in names {
        let name = format!("test.ledger{name}");
        fs::copy(
            living.folder.path().join(&name),
            dead.folder.path().join(&name),
        )
        .unwrap();
    }
    dead
}

#[test]
#[cfg(unix)]
fn what_a_killed_writer_left_in_the_log_is_read_without_writing() {
    for names in [&["", "-wal"][..], &["", "-wal", "-shm"]] {
        let room = killed(names);
        let files = room.files();
        for name in &files {
            freeze(&room.folder.path().join(name), true);
        }
        freeze(room.folder.path(), true);
        let ledger = SqliteLedger::open_read_only(&room.path());
        let kept = ledger.and_then(|ledger| Ok((ledger.snapshot()?, ledger.verify()?)));
        freeze(room.folder.path(), false);
        let (kept, failures) = kept.unwrap();
        assert_eq!(kept.len(), 1, "{names:?}");
        assert_eq!(failures, []);
        assert_eq!(room.files(), files);
    }
}

#[test]
fn a_name_means_nothing_to_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    for name in [":memory:", "file:a?mode=memory", "50%25 #1?x=y.ledger"] {
        let path = folder.path().join(name);
        let (article, findings) = sample();
        SqliteLedger::open(&path)
            .unwrap()
            .append(&article, &findings, &note("a"))
            .unwrap();
        freeze(&path, true);
        let ledger = SqliteLedger::open_read_only(&path).unwrap();
        assert_eq!(ledger.snapshot().unwrap().len(), 1, "{name}");
    }
}

/// The locks that anybody holds on the file, by the lines of `/proc/locks`.
#[cfg(target_os = "linux")]
fn locks(path: &Path) -> usize {
    use std::os::unix::fs::MetadataExt;
    let inode = format!(":{} ", fs::metadata(path).unwrap().ino());
    let locks = fs::read_to_string("/proc/locks").unwrap();
    locks.lines().filter(|line| line.contains(&inode)).count()
}

#[test]
#[cfg(target_os = "linux")]
fn opening_a_ledger_again_takes_no_lock_away() {
    let room = Room::new();
    let first = room.ledger();
    let held = locks(&room.path());
    assert!(
        held > 0,
        "an open ledger is locked against being taken for closed"
    );
    let second = room.ledger();
    let third = SqliteLedger::open_read_only(&room.path()).unwrap();
    assert!(locks(&room.path()) >= held);
    drop((second, third));
    assert!(locks(&room.path()) >= held);
    drop(first);
    assert_eq!(locks(&room.path()), 0);
}
