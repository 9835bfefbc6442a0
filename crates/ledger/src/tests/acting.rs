//! What was decided of entities is kept in order, told as of a moment, and sealed.

use jiff::{SignedDuration, Timestamp};
use onrecord_record::{ArticleId, EntityAct, EntityId, Referent};

use super::sample::sample;
use super::{Room, note};
use crate::{ActNote, Failure, Ledger, LedgerError, SqliteLedger};

/// One act of each kind, about the article `id`.
pub(super) fn every_act(id: ArticleId) -> Vec<EntityAct> {
    let referent = |name: &str| Referent {
        id: EntityId(format!("e{name}")),
        name: name.to_owned(),
        article: id,
    };
    vec![
        EntityAct::Merge {
            into: referent("Brandt"),
            other: referent("Odile Brandt"),
        },
        EntityAct::Split {
            from: referent("Brandt"),
            article: id,
        },
        EntityAct::Rename {
            entity: referent("Brandt"),
            name: "Minister Brandt".to_owned(),
        },
        EntityAct::Undo { act: 2 },
    ]
}

/// A note of the moment that readings of these tests are made at.
pub(super) fn by(who: Option<&str>) -> ActNote<'_> {
    ActNote {
        by: who,
        learned: note("").learned,
    }
}

/// A ledger with the sample and an act of each kind, one a second.
fn decided() -> (Room, SqliteLedger) {
    let room = Room::new();
    let mut ledger = room.ledger();
    let (article, findings) = sample();
    ledger.append(&article, &findings, &note("a")).unwrap();
    for (second, act) in (0..).zip(every_act(article.id)) {
        let who = if second == 0 { None } else { Some("Brandt") };
        let note = ActNote {
            learned: after(second),
            ..by(who)
        };
        let number = ledger.record_act(&act, &note).unwrap();
        assert_eq!(i64::from(number), second + 1);
    }
    (room, ledger)
}

fn after(seconds: i64) -> Timestamp {
    note("").learned + SignedDuration::from_secs(seconds)
}

#[test]
fn acts_come_back_as_they_were_made() {
    let (room, ledger) = decided();
    let kept = ledger.acts(None).unwrap();
    assert_eq!(ledger.verify().unwrap(), []);
    drop(ledger);
    let ledger = SqliteLedger::open_read_only(&room.path()).unwrap();
    assert_eq!(ledger.acts(None).unwrap(), kept);
    let acts: Vec<&EntityAct> = kept.iter().map(|one| &one.act).collect();
    assert_eq!(acts, every_act(sample().0.id).iter().collect::<Vec<_>>());
    let by: Vec<Option<&str>> = kept.iter().map(|one| one.by.as_deref()).collect();
    assert_eq!(by, [None, Some("Brandt"), Some("Brandt"), Some("Brandt")]);
    for seconds in 0..4 {
        let then = ledger.acts(Some(after(seconds))).unwrap();
        assert_eq!(then, kept[..=seconds as usize]);
    }
    assert_eq!(ledger.acts(Some(after(-1))).unwrap(), []);
}

#[test]
fn an_act_about_what_is_not_there_is_refused() {
    let (room, mut ledger) = decided();
    for act in [
        EntityAct::Undo { act: 9 },
        every_act(ArticleId([9; 32])).remove(0),
    ] {
        let error = ledger.record_act(&act, &by(None)).unwrap_err();
        assert!(matches!(error, LedgerError::Failed { .. }), "{error}");
    }
    assert_eq!(ledger.acts(None).unwrap().len(), 4);
    drop(ledger);
    let mut reader = SqliteLedger::open_read_only(&room.path()).unwrap();
    let error = reader.record_act(&EntityAct::Undo { act: 1 }, &by(None));
    assert!(matches!(error, Err(LedgerError::ReadOnly { .. })));
}

#[test]
fn an_act_is_not_edited_and_a_changed_one_is_told() {
    let (room, ledger) = decided();
    drop(ledger);
    for edit in [
        "UPDATE act SET name = 'Holt' WHERE number = 1",
        "DELETE FROM act WHERE number = 2",
        "INSERT OR REPLACE INTO act (number, learned, kind, seal) VALUES (1, '', 'undo', zeroblob(32))",
    ] {
        let error = room.raw().execute(edit, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{edit}: {error}");
    }
    for (edit, number) in [
        ("UPDATE act SET name = 'Holt' WHERE number = 1", 1),
        ("UPDATE act SET author = NULL WHERE number = 4", 4),
        (
            "UPDATE act SET learned = CAST(x'ff' AS TEXT) WHERE number = 2",
            2,
        ),
        ("DELETE FROM act WHERE number = 3", 4),
    ] {
        let (room, ledger) = decided();
        drop(ledger);
        super::verifying::tamper(&room.raw(), edit);
        let ledger = SqliteLedger::open_read_only(&room.path()).unwrap();
        let failures = ledger.verify().unwrap();
        let [Failure::Act { number: found, .. }] = failures.as_slice() else {
            panic!("{edit}: {failures:#?}")
        };
        assert_eq!(*found, number, "{edit}");
    }
}

#[test]
fn a_ledger_of_version_2_has_no_acts_until_it_is_written() {
    let room = Room::new();
    std::fs::copy(super::frozen::frozen(2), room.path()).unwrap();
    let ledger = SqliteLedger::open_read_only(&room.path()).unwrap();
    assert_eq!(ledger.acts(None).unwrap(), []);
    assert_eq!(ledger.find(&crate::Query::default()).unwrap().len(), 4);
    drop(ledger);
    let mut ledger = room.ledger();
    let act = every_act(sample().0.id).remove(0);
    assert_eq!(ledger.record_act(&act, &by(None)).unwrap(), 1);
    assert_eq!(ledger.verify().unwrap(), []);
}
