//! Who asks for many earlier days takes nothing from who asks for now.

use super::*;

/// A shelf on an empty ledger.
fn shelf(folder: &tempfile::TempDir) -> Arc<Shelf> {
    let ledger = folder.path().join("l.ledger");
    SqliteLedger::open(&ledger).unwrap();
    let settings = Settings {
        ledger,
        listen: "127.0.0.1:0".parse().unwrap(),
        hosts: Vec::new(),
        token: None,
        is_read_only: true,
        engine: Box::new(|| anyhow::bail!("nothing is read here")),
    };
    Arc::new(Shelf::new(settings).unwrap())
}

fn day(number: i64) -> Option<Timestamp> {
    Timestamp::from_second(number * 86_400).ok()
}

#[test]
fn the_record_of_now_outlasts_any_number_of_earlier_days() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = shelf(&folder);
    let now = shelf.record(None).unwrap();
    let mut refused = 0;
    for number in 0..40 {
        match shelf.record(day(number)) {
            Ok(record) => assert_eq!(record.as_of, day(number)),
            Err(Refusal::TooMuch(wait)) => {
                assert!(wait <= EARLIER.every);
                refused += 1;
            }
            Err(other) => panic!("{other:?}"),
        }
        let ready = shelf.ready(None).unwrap();
        assert!(Arc::ptr_eq(&ready, &now), "day {number} took its place");
    }
    assert!(refused > 20, "{refused} of 40 were refused");
    assert_eq!(shelf.made().records.len(), MOMENTS);
    // A day that is there costs nothing, however often it is asked for.
    let at_once = i64::from(EARLIER.at_once);
    for _ in 0..40 {
        shelf.record(day(at_once - 1)).unwrap();
    }
    // What changed since a day is as dear as a day.
    let changes = shelf.changes(&now, day(0).unwrap());
    assert!(matches!(changes, Err(Refusal::TooMuch(_))));
}

#[test]
fn who_waits_for_now_is_first_and_few_wait_for_earlier_days() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = shelf(&folder);
    let extent = shelf.extent().unwrap();
    shelf.made().going = Some((day(1), extent)); // it takes long
    shelf.made().waiting.earlier = WAITING;
    let begun = Instant::now();
    let crowded = shelf.record(day(2));
    assert!(matches!(crowded, Err(Refusal::TooMuch(_))));
    assert!(begun.elapsed() < PATIENCE, "who is refused does not wait");
    let mut made = shelf.made();
    made.going = None;
    made.waiting.now = 1;
    assert!(made.may_begin(None) && !made.may_begin(day(2)));
}

#[test]
fn an_empty_record_is_not_shown_of_a_ledger_that_grew() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = shelf(&folder);
    let empty = shelf.record(None).unwrap();
    assert_eq!(empty.extent.readings, 0);
    assert!(shelf.made().older(None).is_none());
}
