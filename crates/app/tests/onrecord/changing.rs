//! `changes`, `questions`, and briefs of several events: what many articles say together, and how
//! it came about.

use serde_json::{Value, json};

use crate::newsroom::Newsroom;

/// Articles as JSON Lines: outlet, day of March 2031, address, text.
fn lines(articles: &[(&str, u8, &str, &str)]) -> String {
    let line = |(outlet, day, url, text): &(&str, u8, &str, &str)| {
        let url = format!("https://{url}.example/1");
        json!({"outlet": outlet, "date": format!("2031-03-{day:02}"), "url": url, "text": text})
            .to_string()
    };
    articles.iter().map(|one| line(one) + "\n").collect()
}

const WIRE: &str = "The ferry Queen Ardith struck the Tallow Reef before dawn on Monday and 214 people were taken off in five hours, the coastguard commander Ilse Varnham said.\n\nIt is not known who was at the wheel of the Queen Ardith.\n\nThe captain was questioned by harbour police until noon.";
const BANK: &str = "The central bank of Torrund raised its key interest rate by half a point to 6.25 percent on Thursday, Governor Astrid Kemeny said.\n\nConsumer prices rose 9.1 percent in February.";

/// A moment that is later than all before and earlier than all after.
#[expect(
    clippy::disallowed_methods,
    reason = "the ledger's clock is the machine's"
)]
fn a_moment_between() -> String {
    let pause = || std::thread::sleep(std::time::Duration::from_millis(20));
    pause();
    let moment = jiff::Timestamp::now().to_string();
    pause();
    moment
}

#[test]
fn two_events_in_one_folder_give_two_briefs() {
    let room = Newsroom::empty();
    let both = lines(&[
        ("Beacon", 4, "beacon", WIRE),
        ("Ledger Post", 6, "post", BANK),
    ]);
    room.write("both.jsonl", both);
    let text = room.run(&["brief", "both.jsonl"]).fine();
    assert_eq!(text.matches("Brief of 1 article, ").count(), 2, "{text}");
    let together = room.run(&["brief", "both.jsonl", "--together"]).fine();
    assert!(together.starts_with("Brief of 2 articles"), "{together}");
    let json: Value = room.json(&["brief", "both.jsonl", "--format", "json"]);
    assert_eq!(json["others"].as_array().map(Vec::len), Some(1));
    let page = room
        .run(&["brief", "both.jsonl", "--format", "html"])
        .fine();
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an anchor stands twice");
}

#[test]
fn a_copy_is_no_origin_and_says_what_it_rests_on() {
    let room = Newsroom::empty();
    let copy = format!("By our staff\n\n{WIRE}");
    room.write(
        "two.jsonl",
        lines(&[("Wire", 4, "wire", WIRE), ("Beacon", 4, "beacon", &copy)]),
    );
    let brief: Value = room.json(&["brief", "two.jsonl", "--format", "json"]);
    assert_eq!(brief["reports"], 1);
    let lines = brief["sections"].as_array().unwrap().iter();
    let notes = lines
        .flat_map(|section| section["lines"].as_array().unwrap())
        .flat_map(|line| line["notes"].as_array().unwrap());
    let claims: Vec<&Value> = notes.filter(|note| note["kind"] == "claim").collect();
    assert!(!claims.is_empty());
    assert!(
        claims.iter().all(|claim| claim["origins"] == 1),
        "{claims:?}"
    );
}

#[test]
fn a_later_version_tells_what_it_changed() {
    let room = Newsroom::empty();
    room.write("old.jsonl", lines(&[("Beacon", 4, "beacon", WIRE)]));
    room.run(&["read", "old.jsonl"]).fine();
    let before = "2001-01-01";
    let first: Value = room.json(&["changes", "--since", before, "--format", "json"]);
    assert_eq!(first["sections"][0]["kind"], "new");
    let between = a_moment_between();
    let new = WIRE.replace("214 people", "241 people");
    room.write(
        "new.jsonl",
        lines(&[("Beacon", 4, "beacon", &new), ("Post", 6, "post", BANK)]),
    );
    room.run(&["read", "new.jsonl"]).fine();
    let json: Value = room.json(&["changes", "--since", &between, "--format", "json"]);
    let kinds: Vec<&str> = json["sections"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|section| section["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["edited", "new"], "{json}");
    let edited = &json["sections"][0]["lines"][0];
    assert_eq!(edited["edit"], "changed");
    let words: Vec<&str> = edited["pieces"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|piece| piece["words"].as_str())
        .collect();
    let words = words.join(" ");
    assert!(words.contains("214") && words.contains("241"), "{words}");
    let brief = room.run(&["brief", "--together"]).fine();
    assert!(
        brief.contains("newest of 2 versions") && !brief.contains("214 people"),
        "{brief}"
    );
    let none = room.run(&["changes", "--since", "2099-01-01"]).fine();
    assert!(!none.contains("WHAT IS NEW"), "{none}");
}

#[test]
fn questions_are_open_until_the_record_answers_them() {
    let room = Newsroom::empty();
    room.write("one.jsonl", lines(&[("Beacon", 4, "beacon", WIRE)]));
    room.run(&["read", "one.jsonl"]).fine();
    let open = room.run(&["questions"]).fine();
    assert!(open.contains("who was at the wheel"), "{open}");
    assert!(!open.contains("answered since"), "{open}");
    assert!(!open.contains("questioned by harbour police"), "{open}");
    room.run(&["questions", "--ledger", "absent"]).ends(1);
}

#[test]
fn the_same_words_in_two_events_stay_two_lines_and_namesakes_two_headings() {
    let room = Newsroom::empty();
    let said = "Marek Lind said that nobody would be punished.";
    let wire = format!("{WIRE}\n\nDivers brought up two lifeboats and a bell. {said}");
    let bank = format!(
        "{BANK}\n\nBakers in the capital had shut their shops over the price of flour. {said}"
    );
    let both = lines(&[
        ("Beacon", 4, "beacon", &wire),
        ("Ledger Post", 6, "post", &bank),
    ]);
    room.write("both.jsonl", both);
    room.run(&["read", "both.jsonl"]).fine();
    let apart = told_of(&room, "nobody would be punished");
    assert_eq!(apart.len(), 2, "{apart:#?}");
    let article = |line: &Value| line["citations"][0]["article"].clone();
    assert_ne!(article(&apart[0]), article(&apart[1]));
    let speaker = |line: &Value| line["pieces"][0].clone();
    assert_ne!(
        speaker(&apart[0]),
        speaker(&apart[1]),
        "two may be called so"
    );
    let list: Value = room.json(&["entity", "list", "--json"]);
    let entities = list["entities"].as_array().unwrap().iter();
    let ids: Vec<&str> = entities
        .filter(|one| one["name"] == "Marek Lind")
        .filter_map(|one| one["id"].as_str())
        .collect();
    room.run(&["entity", "merge", ids[0], ids[1]]).fine();
    let merged = told_of(&room, "nobody would be punished");
    assert_eq!(merged.len(), 2, "{merged:#?}");
    assert_eq!(speaker(&merged[0]), speaker(&merged[1]), "one heading");
}

/// The lines of all that is new which hold `words`.
fn told_of(room: &Newsroom, words: &str) -> Vec<Value> {
    let json: Value = room.json(&["changes", "--since", "2001-01-01", "--format", "json"]);
    let lines = json["sections"][0]["lines"].as_array().unwrap().iter();
    let told = lines.filter(|line| line.to_string().contains(words));
    told.cloned().collect()
}
