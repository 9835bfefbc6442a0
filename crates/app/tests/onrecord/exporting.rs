//! Events as PLOVER, GED and ACLED have them.

use serde_json::Value;

use crate::newsroom::Newsroom;

const RAID: &str = "Raid on Aleppo\n\n\
    Rebels killed 12 soldiers in Aleppo on 10 March 2031. The army said that rebels attacked a \
    convoy near Aleppo. The rebels will attack the port. Students protested in Aleppo on Tuesday.\n";

fn room() -> Newsroom {
    let room = Newsroom::empty();
    room.write("raid.txt", RAID);
    room
}

/// The rows of a table, each with its cells by their columns.
fn rows(table: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let head = reader.headers().unwrap().clone();
    let records = reader.records().map(|row| {
        let row = row.unwrap();
        let cells = head.iter().zip(row.iter());
        cells.map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
    });
    records.collect()
}

fn cell<'r>(row: &'r [(String, String)], column: &str) -> &'r str {
    &row.iter().find(|(name, _)| name == column).unwrap().1
}

#[test]
fn plover_has_every_event_and_who_tells_it() {
    let lines = room().run(&["extract", "--format", "plover", "."]).fine();
    let events: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let killed = events
        .iter()
        .find(|one| one["event_text"][0] == "killed")
        .unwrap();
    assert_eq!(killed["event"][0], "ASSAULT");
    assert_eq!(killed["quad_code"], 4);
    assert_eq!(killed["date"], "2031-03-10");
    assert_eq!(killed["date_basis"], "event");
    assert_eq!(killed["told_by"], "narrator");
    assert_eq!(killed["event_loc"]["extracted_place"], "Aleppo");
    assert_eq!(killed["event_loc"]["country_code"], "SYR");
    assert!(
        events.iter().all(|one| one["told_by"].is_string()),
        "{lines}"
    );
}

#[test]
fn ged_has_what_is_asserted_and_by_whom() {
    let table = room().run(&["extract", "--format", "ged", "."]).fine();
    let rows = rows(&table);
    let killed = rows.iter().find(|row| cell(row, "best") == "12").unwrap();
    assert_eq!(cell(killed, "date_start"), "2031-03-10");
    assert_eq!(cell(killed, "date_prec"), "1");
    assert_eq!(cell(killed, "where_prec"), "1");
    assert_eq!(cell(killed, "asserted_by"), "narrator");
    let said = rows
        .iter()
        .find(|row| cell(row, "asserted_by") == "source")
        .unwrap();
    assert_eq!(cell(said, "asserted_by_names"), "The army");
    assert!(!table.contains("the port"), "what is to come is no row");
    let place = ["country", "country_code", "region"].map(|column| cell(killed, column));
    assert_eq!(place, ["Syria", "SY", "Middle East"]);
}

#[test]
fn what_is_nobody_is_no_side() {
    let room = Newsroom::empty();
    room.write(
        "storm.txt",
        "Week of violence\n\nRebels killed 12 soldiers in Aleppo on 10 March 2031. The sanctions killed 3 people in \
        Homs. A car bomb killed 4 people in Homs on 9 March 2031. Two gunmen attacked a convoy near Aleppo.\n",
    );
    let rows = rows(&room.run(&["extract", "--format", "ged", "."]).fine());
    let sides: Vec<&str> = rows.iter().map(|row| cell(row, "side_a")).collect();
    assert!(
        sides.contains(&"Rebels") && sides.contains(&"Two gunmen"),
        "{sides:?}"
    );
    let is_none = |side: &&str| side.contains("sanctions") || side.contains("bomb");
    assert!(!sides.iter().any(is_none), "{sides:?}");
}

#[test]
fn acled_has_protest_and_violence() {
    let table = room().run(&["extract", "--format", "acled", "."]).fine();
    let rows = rows(&table);
    let protest = rows
        .iter()
        .find(|row| cell(row, "plover_type") == "PROTEST")
        .unwrap();
    assert_eq!(cell(protest, "disorder_type"), "Demonstrations");
    assert_eq!(cell(protest, "location"), "Aleppo");
    assert_eq!(cell(protest, "geo_precision"), "1");
    let place = ["country", "iso", "region"].map(|column| cell(protest, column));
    assert_eq!(place, ["Syria", "760", "Middle East"]);
    let killed = rows.iter().find(|row| cell(row, "fatalities") == "12");
    assert_eq!(cell(killed.unwrap(), "time_precision"), "1");
}
