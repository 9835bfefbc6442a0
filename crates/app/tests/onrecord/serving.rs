//! The pages of `serve`: what they show, what their twins hold, and whom they refuse.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::docs::fits;
use crate::newsroom::{Newsroom, rows_of_which_one_is_silent};
use crate::served::{Served, escaped};

/// A ledger with the articles of a newsroom.
pub(crate) fn kept() -> Newsroom {
    let room = Newsroom::new();
    room.run(&["read", ".", "--ledger", "l.ledger"]).fine();
    room
}

/// A ledger of `records`, served.
pub(crate) fn served(room: &Newsroom, records: &[Value]) -> Served {
    let lines = records.iter().map(|record| format!("{record}\n"));
    room.write("records.jsonl", lines.collect::<String>());
    room.run(&["read", "records.jsonl", "--ledger", "l.ledger"])
        .fine();
    Served::new(room, &[])
}

/// The address of a page of each kind but search.
pub(crate) fn pages(served: &Served) -> Vec<String> {
    let [event, claim, article, source] = parts(served);
    vec![
        "/".to_owned(),
        format!("/event/{event}"),
        format!("/event/{event}/claim/{claim}"),
        format!("/article/{article}"),
        format!("/source/{source}"),
        "/sources".to_owned(),
        "/timeline".to_owned(),
        "/matrix".to_owned(),
        "/map".to_owned(),
        "/questions".to_owned(),
        "/changes?since=2000-01-01".to_owned(),
        "/hand".to_owned(),
    ]
}

/// The parts of addresses that the pages link to: an event, a claim, an article, a source.
pub(crate) fn parts(served: &Served) -> [String; 4] {
    let events = served.get("/index.json").json();
    let event = events["events"][0]["event"].as_str().unwrap().to_owned();
    let page = served.get(&format!("/event/{event}")).fine();
    let after = |mark: &str| {
        let rest = page
            .split(mark)
            .nth(1)
            .unwrap_or_else(|| panic!("no {mark} in {page}"));
        rest.split(['"', '?', '/']).next().unwrap().to_owned()
    };
    let sources = served.get("/sources.json").json();
    let source = sources["entities"][0]["id"].as_str().unwrap().to_owned();
    [event, after("/claim/"), after("/article/"), source]
}

#[test]
fn every_page_is_there_and_its_twin_fits_its_schema() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let [event, claim, article, source] = parts(&served);
    let document = served.get("/openapi.json").json();
    let mut seen = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let schema = &methods["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        if !schema.is_object() || path.contains("{job}") || path.contains("{article}/changes") {
            continue;
        }
        let mut schema = schema.clone();
        schema["components"] = document["components"].clone();
        let path = path.replace("{event}", &event).replace("{claim}", &claim);
        let path = path
            .replace("{article}", &article)
            .replace("{source}", &source);
        fits(&schema, &served.get(&path).fine());
        let page = path.trim_end_matches(".json").replace("/index", "/");
        let reply = served.get(&page);
        assert_eq!(
            reply.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert!(reply.fine().starts_with("<!DOCTYPE html>"), "{page}");
        seen += 1;
    }
    assert_eq!(seen, 14);
}

#[test]
fn versions_are_told_apart_by_what_they_say() {
    let room = Newsroom::empty();
    let version = |dead: &str, modified: &str| {
        let text = format!(
            "The ferry sank off Velin on Monday. {dead} people died, the coastguard said. The search went on."
        );
        serde_json::json!({"title": "Ferry sinks", "url": "https://example.org/ferry", "date": "2031-03-12",
            "modified": modified, "text": text})
    };
    let (one, two) = (
        version("Four", "2031-03-12T08:00:00Z"),
        version("Nine", "2031-03-12T12:00:00Z"),
    );
    let served = served(&room, &[one, two]);
    let hits = served.get("/search.json?q=Nine").json();
    let id = hits["hits"][0]["article"]["id"].as_str().unwrap();
    let page = served.get(&format!("/article/{id}")).fine();
    assert!(page.contains("Versions of this address"), "{page}");
    let changed = served.get(&format!("/article/{id}/changes")).fine();
    assert!(
        changed.contains("Four people died") && changed.contains("Nine people died"),
        "{changed}"
    );
    fits(
        &crate::docs::of_twin(&served, "/article/{article}/changes.json"),
        &served.get(&format!("/article/{id}/changes.json")).fine(),
    );
}

#[test]
fn a_claim_that_is_contradicted_has_two_sides_and_a_history() {
    let room = Newsroom::empty();
    let article = |doc: &str, words: &str| {
        let text = format!(
            "The dam above Velin failed on Monday. {words} people had died in the flood at Velin."
        );
        serde_json::json!({"doc": doc, "title": doc, "date": "2031-03-12", "text": text})
    };
    let (one, two) = (
        article("a", "Mayor Ada Holt said that 12"),
        article("b", "The ministry said that 31"),
    );
    let served = served(&room, &[one, two]);
    let [event, claim, ..] = parts(&served);
    let address = format!("/event/{event}/claim/{claim}");
    let page = served.get(&address).fine();
    let sides = page.split("class=\"sides\"").nth(1).unwrap();
    let sides: Vec<&str> = sides.split("<section").collect();
    let is_of = |number: &str| sides.iter().position(|side| side.contains(number)).unwrap();
    assert_ne!(is_of("12 people"), is_of("31 people"), "{sides:?}");
    let told = served.get(&format!("{address}.json")).json();
    assert_eq!(
        told["contradicted_by"].as_array().unwrap().len(),
        1,
        "{told}"
    );
    let learned = told["history"][0]["learned"].as_array().unwrap();
    assert_eq!(learned.len(), 1, "{told}");
    assert_eq!(told["articles"][0]["published"], "2031-03-12");
}

#[test]
fn a_line_leads_to_its_words() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let [event, ..] = parts(&served);
    let page = served.get(&format!("/event/{event}")).fine();
    let links: Vec<&str> = page.split("class=\"cite\" href=\"").skip(1).collect();
    assert!(!links.is_empty());
    for link in links {
        let address = link.split(['"', '#']).next().unwrap().replace("&amp;", "&");
        let article = served.get(&address).fine();
        assert!(article.contains("id=\"at\""), "{address} lights nothing up");
    }
}

#[test]
fn filters_narrow_and_nonsense_is_told() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let list = |query: &str| {
        let twin = served.get(&format!("/search.json?{query}")).json();
        twin["hits"].as_array().unwrap().clone()
    };
    let whole = list("published_to=2100-01-01&limit=500");
    assert!(whole.len() > 4);
    assert_eq!(list("published_to=2100-01-01&limit=2&page=2"), whole[2..4]);
    let page = served
        .get("/search?published_to=2100-01-01&limit=2&page=2")
        .fine();
    assert!(page.contains("3 to 4 of what was found"));
    let hits = served.get("/search.json?q=bridge").json();
    let event = hits["hits"][0]["article"]["id"].as_str().unwrap();
    let lines = |query: &str| -> usize {
        let brief = served.get(&format!("/event/{event}.json{query}")).json();
        let sections = brief["sections"].as_array().unwrap().iter();
        sections
            .map(|one| one["lines"].as_array().unwrap().len())
            .sum()
    };
    let all = lines("");
    assert!(lines("?about=bridge") < all && lines("?about=bridge") > 0);
    assert!(lines("?source=officials") < all);
    assert_eq!(lines("?about=xyzzy"), 0);
    for (path, status) in [
        ("/search?act=sang", 400),
        ("/search?from=yesterday", 400),
        ("/search?limit=0", 400),
        ("/search?q=a&page=0", 400),
        ("/search?q=a&page=1001", 400),
        ("/?as_of=never", 400),
        ("/event/00000000", 404),
        ("/article/ab", 404),
        ("/nothing", 404),
        ("/assets/passwd", 404),
    ] {
        let reply = served.get(path);
        assert_eq!(reply.status, status, "{path}");
    }
    let refused = served.get("/search.json?act=sang");
    assert_eq!(refused.status, 400);
    let why: Value = serde_json::from_str(&refused.body).unwrap();
    assert!(why["error"].as_str().unwrap().contains("act"), "{why}");
}

#[test]
fn only_who_may_is_served() {
    let room = kept();
    let token = "a-token-of-sixteen-signs";
    let served = Served::new(&room, &["--token", token]);
    assert_eq!(served.get("/").status, 401);
    assert_eq!(served.get("/?token=a-token-of-sixteen-signz").status, 401);
    let entered = served.get(&format!("/?token={token}"));
    assert_eq!(entered.status, 303);
    let cookie = entered.header("set-cookie").unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    let bearer = format!("GET / HTTP/1.1\r\nAuthorization: Bearer {token}");
    served.send(&bearer, &[]).fine();
    served
        .send(&format!("GET / HTTP/1.1\r\nCookie: onrecord={token}"), &[])
        .fine();
    for _ in 0..12 {
        served.get("/?token=wrong");
    }
    let guess = served.get("/?token=wrong");
    assert_eq!(guess.status, 429, "guessing is slowed down");
    served.send(&bearer, &[]).fine(); // who has the right one waits for nobody
    let elsewhere = served.send("GET / HTTP/1.1\r\nHost: evil.example", &[]);
    assert_eq!(elsewhere.status, 421);
    let open = room.run(&["serve", "--ledger", "l.ledger", "--listen", "0.0.0.0:0"]);
    assert!(open.ends(2).contains("--token"));
}

#[test]
fn a_token_in_an_address_leads_to_the_page_that_was_asked_for() {
    let room = kept();
    let token = "a-token-of-sixteen-signs";
    let served = Served::new(&room, &["--token", token]);
    for (asked, to) in [
        (
            format!("/search?q=dam&token={token}&act=said"),
            "/search?q=dam&act=said",
        ),
        (format!("/sources.json?token={token}"), "/sources.json"),
        (format!("/index.json?token={token}"), "/index.json"),
        (format!("//evil.example/x?token={token}"), "/evil.example/x"),
        (
            format!("/\\evil.example/x?token={token}"),
            "/evil.example/x",
        ),
    ] {
        let entered = served.get(&asked);
        assert_eq!(entered.header("location"), Some(to), "{asked}");
    }
}

#[test]
fn an_event_is_taken_along() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let [event, ..] = parts(&served);
    let page = served.get(&format!("/event/{event}")).fine();
    let links: Vec<&str> = page.split("href=\"/event/").skip(1).collect();
    let exports = links.iter().filter_map(|link| link.split('"').next());
    let exports: Vec<&str> = exports.filter(|link| link.contains("/export/")).collect();
    assert_eq!(exports.len(), 15, "{exports:?}");
    for link in exports.iter().filter(|link| !link.ends_with("parquet")) {
        let file = served.get(&format!("/event/{link}"));
        let named = file.header("content-disposition").unwrap();
        assert!(
            named.starts_with("attachment; filename=\"event-"),
            "{named}"
        );
        assert!(!file.fine().is_empty(), "{link}");
    }
    // What is asked for in the old way comes in one piece.
    let asked = format!("GET /event/{event}/export/csv HTTP/1.0");
    let table = served.send(&asked, &[]).fine();
    let shown = room
        .run(&["export", "--format", "csv", "--ledger", "l.ledger"])
        .fine();
    let all: BTreeSet<&str> = shown.lines().collect();
    let rows = table.lines().filter(|line| !line.is_empty());
    assert!(rows.clone().count() > 1, "{table}");
    for row in rows {
        assert!(all.contains(row), "no row of `export`: {row}");
    }
    let none = served.get(&format!("/event/{event}/export/brat"));
    assert_eq!(none.status, 404, "a folder is no file");
}

#[test]
fn a_title_without_end_is_cut_and_a_path_is_no_address_of_the_machine() {
    let room = Newsroom::empty();
    let title = "no end ".repeat(200);
    let record =
        serde_json::json!({"title": title.trim(), "text": "Ada Holt said the dam had held."});
    room.write("long.jsonl", format!("{record}\n"));
    let file = room.path("long.jsonl").display().to_string();
    room.run(&["read", &file, "--ledger", "l.ledger"]).fine();
    let served = Served::new(&room, &[]);
    let [event, claim, article, source] = parts(&served);
    let folder = file.trim_end_matches("long.jsonl");
    for path in [
        "/".to_owned(),
        format!("/event/{event}"),
        format!("/event/{event}/claim/{claim}"),
        format!("/article/{article}"),
        format!("/source/{source}"),
    ] {
        for path in [
            path.clone(),
            format!("{path}.json").replace("/.json", "/index.json"),
        ] {
            let page = served.get(&path).fine();
            assert!(!page.contains(folder), "{path} tells where the file lay");
            let is_whole = page.contains(title.trim());
            assert!(
                path.ends_with(".json") || !is_whole,
                "{path} has all of a title"
            );
        }
    }
    for format in ["csv", "jsonl", "schema-org", "stix", "annotation"] {
        let told = served
            .get(&format!("/event/{event}/export/{format}"))
            .fine();
        assert!(!told.contains(folder), "{format} tells where the file lay");
    }
}

#[test]
fn changes_come_from_our_own_pages() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let seal = served.seal();
    let form = "Content-Type: application/x-www-form-urlencoded";
    let foreign = format!("POST /hand HTTP/1.1\r\n{form}\r\nOrigin: http://evil.example");
    assert_eq!(
        served
            .send(&foreign, format!("seal={seal}").as_bytes())
            .status,
        403
    );
    assert_eq!(served.post("/hand", &[("what", "confirm")]).status, 403);
    assert_eq!(
        served
            .upload(&[], &[("a.txt", "Officials said it rained.")])
            .status,
        403
    );
    assert_eq!(
        served
            .upload(&[("seal", "guess")], &[("a.txt", "It rained.")])
            .status,
        403
    );
    let reading = Served::new(&room, &["--read-only"]);
    assert_eq!(reading.post("/hand", &[("seal", &seal)]).status, 403);
    assert!(!reading.get("/").fine().contains("name=\"seal\""));
}

#[test]
fn what_is_dropped_in_is_read_and_failures_are_named() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let seal = served.seal();
    let story =
        "Ferry halted\n\nThe mayor, Ole Brandt, said on Monday the ferry had been halted.\n";
    let files = [
        ("ferry.txt", story),
        ("broken.jsonl", "{\"text\": \"Cut off"),
        ("rows.csv", &rows_of_which_one_is_silent()),
    ];
    let begun = served.upload(&[("seal", &seal)], &files);
    assert_eq!(begun.status, 303, "{begun:?}");
    let to = begun.header("location").unwrap().to_owned();
    // The events end when all is read.
    let events = served.get(&format!("{to}/events")).body;
    assert!(events.contains("event: done"), "{events}");
    let told = served.get(&format!("{to}.json")).json();
    assert_eq!(
        (&told["new"], &told["failed"]),
        (&Value::from(2), &Value::from(1)),
        "{told}"
    );
    let why = |outcome: &str| {
        let mut lines = told["lines"].as_array().unwrap().iter();
        let line = lines.find(|line| line["outcome"] == outcome).unwrap();
        line["error"].as_str().unwrap().to_owned()
    };
    assert!(why("failed").contains("broken.jsonl"), "{told}");
    assert!(why("nothing to read").contains("rows.csv"), "{told}");
    let hits = served.get("/search.json?q=ferry&source=Brandt").json();
    assert_eq!(hits["hits"].as_array().unwrap().len(), 1, "{hits}");
}

#[test]
fn sources_are_rated_and_merged_by_hand() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let seal = served.seal();
    let list = served.get("/sources.json").json();
    let ids: Vec<&str> = list["entities"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["id"].as_str())
        .collect();
    let rate = |letter| {
        [
            ("seal", seal.as_str()),
            ("what", "rate"),
            ("entity", ids[0]),
            ("letter", letter),
        ]
    };
    assert_eq!(served.post("/hand", &rate("G")).status, 400);
    assert_eq!(served.post("/hand", &rate("B")).status, 303);
    let page = served.get(&format!("/source/{}", ids[0])).fine();
    assert!(page.contains("B (usually reliable)"), "{page}");
    let merge = [
        ("seal", seal.as_str()),
        ("what", "merge"),
        ("entity", ids[0]),
        ("other", ids[1]),
    ];
    assert_eq!(served.post("/hand", &merge).status, 303);
    let merged = served.get("/sources.json").json();
    assert_eq!(merged["entities"].as_array().unwrap().len(), ids.len() - 1);
    let undo = [
        ("seal", seal.as_str()),
        ("what", "undo-act"),
        ("number", "1"),
    ];
    assert_eq!(served.post("/hand", &undo).status, 303);
    let back = served.get("/sources.json").json();
    assert_eq!(back["entities"].as_array().unwrap().len(), ids.len());
}

#[test]
fn hostile_words_are_words() {
    let evil = "</title><script>alert(1)</script>\"' onload=alert(1) \u{202e}x";
    let room = Newsroom::empty();
    let text = format!(
        "Officials said {evil} the bridge may close on Friday. Ada Holt said: “{evil} nobody knew.”"
    );
    let record = serde_json::json!({"doc": evil, "title": evil, "outlet": evil, "author": evil,
        "url": "javascript:alert(1)", "date": "2031-03-12", "text": text});
    let served = served(&room, &[record]);
    let [event, ..] = parts(&served);
    let query = escaped(evil);
    let asked = [
        format!("/search?q={query}"),
        format!("/search?act={query}"),
        format!("/event/{event}?about={query}"),
        format!("/?as_of={query}"),
    ];
    for path in pages(&served).into_iter().chain(asked) {
        let reply = served.get(&path);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert!(!reply.body.contains("<script>"), "{path}: {}", reply.body);
        assert!(!reply.body.contains('\u{202e}'), "{path}");
        assert!(!reply.body.contains("href=\"javascript"), "{path}");
    }
}
