//! `entity`: who is who in a ledger, and what an analyst decides of it.

use serde_json::Value;

use crate::newsroom::Newsroom;

const DAM: &str = concat!(
    r#"{"doc":"d-1","title":"Dam may break","date":"2031-03-12","text":"Ada Holt said on Wednesday that the dam above Velin could break if the rain went on. Odile Brandt said the gates of the dam were open."}"#,
    "\n",
    r#"{"doc":"d-2","title":"Dam holds","date":"2031-03-13","text":"The dam above Velin held overnight as the rain went on. Mayor Ada Holt said on Thursday that nobody had to leave Velin below the dam."}"#,
    "\n"
);

const LATER: &str = concat!(
    r#"{"doc":"d-3","title":"Dam is mended","date":"2031-03-14","text":"The rain above Velin stopped and the dam held. Ada Holt said on Friday that the dam at Velin would be mended."}"#,
    "\n"
);

/// A room whose two articles on the dam are in its ledger.
pub(crate) fn kept() -> Newsroom {
    let room = Newsroom::empty();
    room.write("dam.jsonl", DAM);
    room.write("later.jsonl", LATER);
    room.run(&["read", "dam.jsonl"]).fine();
    room
}

fn listed(room: &Newsroom, arguments: &[&str]) -> Vec<Value> {
    let list = [&["entity", "list", "--json"], arguments].concat();
    let list: Value = serde_json::from_str(&room.run(&list).fine()).unwrap();
    list["entities"].as_array().unwrap().clone()
}

/// The one entity called `name`.
#[track_caller]
fn called(room: &Newsroom, name: &str) -> Value {
    let list = listed(room, &[]);
    let mut found = list.iter().filter(|one| one["name"] == name);
    let one = found.next().unwrap_or_else(|| panic!("{name}: {list:#?}"));
    assert!(found.next().is_none(), "{list:#?}");
    one.clone()
}

fn names(room: &Newsroom) -> Vec<String> {
    let list = listed(room, &[]).into_iter();
    list.map(|one| one["name"].as_str().unwrap().to_owned())
        .collect()
}

fn decide(room: &Newsroom, arguments: &[&str]) -> String {
    room.run(&[&["entity"], arguments].concat()).fine()
}

#[test]
fn speakers_of_two_articles_are_listed_once() {
    let room = kept();
    let holt = called(&room, "Ada Holt");
    assert_eq!(
        (&holt["statements"], &holt["articles"]),
        (&2.into(), &2.into())
    );
    assert_eq!(holt["type"], "person");
    let out = decide(&room, &["list"]);
    assert!(
        out.contains("Ada Holt (person) · 2 statements · 2 articles"),
        "{out}"
    );
    assert!(out.contains(holt["id"].as_str().unwrap()), "{out}");
}

#[test]
fn a_merge_holds_and_is_undone() {
    let room = kept();
    let before = names(&room);
    let brief = room.run(&["brief"]).fine();
    let told = decide(&room, &["merge", "Odile Brandt", "Ada Holt", "--by", "Roe"]);
    assert!(told.starts_with("act 1: merge Ada Holt ("), "{told}");
    assert!(!names(&room).contains(&"Ada Holt".to_owned()));
    let brandt = called(&room, "Odile Brandt");
    assert_eq!(brandt["statements"], 3);
    let spellings = brandt["spellings"].as_array().unwrap();
    assert!(spellings.contains(&"Ada Holt".into()), "{brandt}");
    let merged = room.run(&["brief"]).fine();
    assert_ne!(merged, brief, "the brief follows");
    room.run(&["read", "later.jsonl"]).fine();
    let brandt = called(&room, "Odile Brandt");
    assert_eq!(
        (&brandt["statements"], &brandt["articles"]),
        (&4.into(), &3.into())
    );
    let undone = decide(&room, &["undo"]);
    assert_eq!(undone, "act 2: undo act 1\n");
    assert_eq!(called(&room, "Ada Holt")["statements"], 3);
    assert_eq!(names(&room).len(), before.len());
    let log = decide(&room, &["log"]);
    let lines: Vec<&str> = log.lines().collect();
    assert!(log.contains("by Roe") && log.contains("undone"), "{log}");
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("act 2: undo act 1")),
        "{log}"
    );
    decide(&room, &["undo", "2"]);
    assert_eq!(
        called(&room, "Odile Brandt")["statements"],
        4,
        "the undoing is undone"
    );
    room.run(&["verify"]).fine();
}

#[test]
fn an_article_is_split_off_and_the_ledger_is_seen_as_it_was() {
    let room = kept();
    let before = listed(&room, &[]);
    let between = crate::finding::now();
    decide(&room, &["split", "Ada Holt", "--from", "d-2"]);
    let holts: Vec<Value> = listed(&room, &[])
        .into_iter()
        .filter(|one| one["name"].as_str().unwrap().ends_with("Holt"))
        .collect();
    assert_eq!(holts.len(), 2, "{holts:#?}");
    let ids: Vec<&str> = holts
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert!(ids.iter().any(|id| id.ends_with("-2")), "{ids:?}");
    assert_eq!(listed(&room, &["--as-of", &between]), before);
    assert_eq!(decide(&room, &["log", "--as-of", &between]), "");
    let now = room.run(&["brief"]).fine();
    let then = room.run(&["brief", "--as-of", &between]).fine();
    assert_ne!(now, then);
    let renamed = decide(&room, &["rename", ids[0], "The other Holt", "--by", "Roe"]);
    assert!(renamed.contains("to The other Holt · by Roe"), "{renamed}");
    assert_eq!(called(&room, "The other Holt")["id"], ids[0]);
}

#[test]
fn what_cannot_be_decided_is_told() {
    let room = Newsroom::empty();
    room.run(&["entity", "list"]).ends(2);
    room.run(&["entity", "undo"]).ends(2);
    room.run(&["entity"]).ends(2);
    room.run(&["entity", "list", "--ledger", "absent"]).ends(1);
    room.run(&["entity", "undo", "--ledger", "absent"]).ends(1);
    assert!(!room.path("absent").exists());
    let room = kept();
    for (arguments, told) in [
        (&["merge", "Ada Holt", "Nobody"][..], "no entity Nobody"),
        (
            &["merge", "Ada Holt", "Ada Holt"],
            "Ada Holt is one entity already",
        ),
        (&["split", "Ada Holt", "--from", "d-9"], "no article d-9"),
        (
            &["split", "Odile Brandt", "--from", "d-1"],
            "no other article names Odile Brandt",
        ),
        (
            &["split", "Odile Brandt", "--from", "d-2"],
            "does not name Odile Brandt",
        ),
        (&["rename", "Ada Holt", " "], "no name"),
        (&["undo"], "no act is in force"),
        (&["undo", "7"], "act 7 is not in force"),
    ] {
        let err = room.run(&[&["entity"], arguments].concat()).ends(1);
        assert!(err.contains(told), "{arguments:?}: {err}");
    }
    assert_eq!(decide(&room, &["log"]), "");
    decide(&room, &["rename", "Odile Brandt", "Ada Holt"]);
    let err = room.run(&["entity", "rename", "Ada Holt", "Holt"]).ends(1);
    assert!(err.contains("2 entities are called Ada Holt: e"), "{err}");
}
