//! `review`: a second reader that answers rightly, wrongly, slowly, with garbage and not at all.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::newsroom::{Newsroom, Run};
use crate::served::Served;

/// Some findings stand with the doubtful here, some do not; the first lines are far from all.
const DAM: &str = concat!(
    r#"{"doc":"d-1","title":"Dam may break","date":"2031-03-12","text":"#,
    r#""Secret line one of the article.\n\nAda Holt, the mayor of Velin, met engineers on Wednesday.\n\n"#,
    r#"The claim that the dam leaks is old. Fears of a flood rose, and talk of leaving Velin grew in the villages.\n\n"#,
    r#"Holt said the dam would hold."}"#,
    "\n"
);

/// What the small server does with a question.
#[derive(Clone, Copy)]
enum Manner {
    /// Quotes the first words of the content.
    Rightly(&'static str),
    /// Quotes words that stand nowhere.
    Wrongly,
    /// Answers rightly, after a while.
    Slowly,
    /// Sends what is no answer.
    Garbage(&'static str),
    /// Hangs up.
    Never,
    /// Sends the reader elsewhere.
    Elsewhere,
}

/// A server on a port of this machine; it hands on every body that it is sent.
fn server(manner: Manner) -> (String, Receiver<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/v1", listener.local_addr().unwrap());
    let (heard, hears) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let body = body(&mut stream);
            let answer = answer(manner, &body);
            if heard.send(body).is_err() {
                return;
            }
            if let Manner::Slowly = manner {
                thread::sleep(Duration::from_secs(3));
            }
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, hears)
}

fn body(stream: &mut TcpStream) -> Value {
    let mut lines = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        if let Some(number) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = number.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body).unwrap();
    serde_json::from_slice(&body).unwrap()
}

fn answer(manner: Manner, body: &Value) -> String {
    let asked = finding(body);
    let verdict = |verdict: &str, quote: &str| {
        let said = json!({ "verdict": verdict, "quote": quote }).to_string();
        let answer =
            json!({ "choices": [{ "message": { "role": "assistant", "content": said } }] });
        fine(&answer.to_string())
    };
    match manner {
        Manner::Rightly(word) => verdict(word, asked["content"][0].as_str().unwrap()),
        Manner::Slowly => verdict("right", asked["content"][0].as_str().unwrap()),
        Manner::Wrongly => verdict("wrong", "Varga said it was all over"),
        Manner::Garbage(words) => fine(words),
        Manner::Never => String::new(),
        Manner::Elsewhere => {
            "HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"
                .to_owned()
        }
    }
}

fn fine(body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

/// What the body asks about.
fn finding(body: &Value) -> Value {
    let words = body["messages"][1]["content"].as_str().unwrap();
    serde_json::from_str(words).unwrap()
}

fn room() -> Newsroom {
    let room = Newsroom::empty();
    room.write("dam.jsonl", DAM);
    room.run(&["read", "dam.jsonl", "--ledger", "l.ledger"])
        .fine();
    room
}

/// How many findings of the article the engine doubts.
fn doubtful(room: &Newsroom) -> usize {
    let record = room
        .run(&["extract", "--format", "record", "dam.jsonl"])
        .fine();
    let record: Value = serde_json::from_str(&record).unwrap();
    let statements = record["statements"].as_array().unwrap();
    let scores = statements.iter().map(|one| one["score"].as_f64().unwrap());
    let count = scores.filter(|score| *score < 0.5).count();
    assert!(
        0 < count && count < statements.len(),
        "some, not all: {record}"
    );
    count
}

fn review(room: &Newsroom, address: &str, more: &[&str]) -> Run {
    let base = [
        "review",
        "--ledger",
        "l.ledger",
        "--model",
        "small",
        "--reviewer",
        address,
    ];
    room.run(&[&base[..], more].concat())
}

/// The judgements of the ledger, as its pages tell them.
fn judgements(room: &Newsroom) -> Vec<Value> {
    let served = Served::new(room, &[]);
    let log = served.get("/hand.json").json();
    log["judgements"].as_array().unwrap().clone()
}

#[test]
fn a_vote_is_kept_as_that_readers() {
    let room = room();
    let doubtful = doubtful(&room);
    let (address, heard) = server(Manner::Rightly("wrong"));
    let told = review(&room, &address, &[]).fine();
    assert!(
        told.contains(&format!(
            "0 right, {doubtful} wrong, 0 unsure, 0 thrown away"
        )),
        "{told}"
    );
    let host = address
        .trim_start_matches("http://")
        .trim_end_matches("/v1");
    let judged = judgements(&room);
    assert_eq!(judged.len(), doubtful);
    for one in &judged {
        assert_eq!(one["kind"], "vote");
        assert_eq!(one["by"], format!("small at {host}"));
        assert_eq!(one["verdict"], "wrong");
        assert_eq!(one["quote"]["exact"], one["words"]["exact"]);
    }
    let asked: Vec<Value> = heard.try_iter().collect();
    assert_eq!(asked.len(), doubtful, "only what is in doubt is sent");
    assert_eq!(asked[0]["model"], "small");
    for body in &asked {
        assert!(!body.to_string().contains("Secret line"), "{body}");
    }
    let again = review(&room, &address, &[]).fine();
    assert!(again.contains("0 right, 0 wrong"), "asked once: {again}");
}

#[test]
fn a_vote_changes_no_finding_and_is_no_gold() {
    let room = room();
    let before = room
        .run(&["brief", "--ledger", "l.ledger", "--format", "json"])
        .fine();
    let (address, _heard) = server(Manner::Rightly("wrong"));
    review(&room, &address, &[]).fine();
    let after = room
        .run(&["brief", "--ledger", "l.ledger", "--format", "json"])
        .fine();
    assert_eq!(before, after);
    let served = Served::new(&room, &[]);
    assert_eq!(served.get("/gold.json").fine(), "");
    let log = served.get("/hand.json").json();
    let id = log["judgements"][0]["article"].clone();
    let page = served
        .get(&format!("/article/{}", id.as_str().unwrap()))
        .fine();
    assert!(page.contains("wrong by “"), "{page}");
}

#[test]
fn the_limit_holds() {
    let room = room();
    let (address, heard) = server(Manner::Rightly("right"));
    let told = review(&room, &address, &["--limit", "1"]).fine();
    assert!(told.contains("1 right"), "{told}");
    assert_eq!(heard.try_iter().count(), 1);
}

/// Nothing is kept, the command fails and says of which words and why.
#[track_caller]
fn keeps_nothing(manner: Manner, why: &str) {
    let room = room();
    let (address, _heard) = server(manner);
    let told = review(&room, &address, &["--timeout", "1"]).ends(1);
    assert_eq!(told.matches("d-1:").count(), doubtful(&room), "{told}");
    assert!(told.contains(why), "{told}");
    assert!(judgements(&room).is_empty());
}

#[test]
fn an_answer_with_invented_words_is_thrown_away() {
    keeps_nothing(Manner::Wrongly, "words that do not stand in the passage");
}

#[test]
fn garbage_is_thrown_away() {
    keeps_nothing(Manner::Garbage("<html>"), "no chat completion");
    let words = r#"{"choices":[{"message":{"content":"It is \u001b[31mright."}}]}"#;
    keeps_nothing(Manner::Garbage(words), "no JSON object with a verdict");
}

#[test]
fn who_is_slow_or_hangs_up_has_no_vote() {
    keeps_nothing(Manner::Slowly, "timeout");
    keeps_nothing(Manner::Never, "no answer");
}

#[test]
fn nobody_is_sent_elsewhere() {
    keeps_nothing(Manner::Elsewhere, "no answer");
}

#[test]
fn nobody_is_asked_for_ever() {
    let room = Newsroom::empty();
    let many = (0..5).map(|n| {
        DAM.replace("d-1", &format!("d-{n}"))
            .replace("Velin", &format!("Velin{n}"))
    });
    room.write("dams.jsonl", many.collect::<String>());
    room.run(&["read", "dams.jsonl", "--ledger", "l.ledger"])
        .fine();
    let (address, heard) = server(Manner::Never);
    let told = review(&room, &address, &[]).ends(1);
    assert!(told.contains("findings were not sent"), "{told}");
    assert_eq!(heard.try_iter().count(), 3);
}

#[test]
fn what_is_no_address_is_refused() {
    let room = room();
    for wrong in ["127.0.0.1:80", "file:///etc/passwd", "http://a@b.org/"] {
        review(&room, wrong, &[]).ends(2);
    }
}

#[test]
fn a_vote_is_an_opinion_in_stix() {
    let room = room();
    let (address, _heard) = server(Manner::Rightly("wrong"));
    review(&room, &address, &[]).fine();
    let bundle = room
        .run(&["export", "--format", "stix", "--ledger", "l.ledger"])
        .fine();
    let bundle: Value = serde_json::from_str(&bundle).unwrap();
    let all = bundle["objects"].as_array().unwrap();
    let of = |kind: &str| -> Vec<&Value> { all.iter().filter(|one| one["type"] == kind).collect() };
    let notes: Vec<&Value> = of("note").iter().map(|one| &one["id"]).collect();
    let opinions = of("opinion");
    assert_eq!(opinions.len(), doubtful(&room));
    for one in &opinions {
        assert_eq!(one["opinion"], "disagree");
        assert!(one["explanation"].as_str().unwrap().contains('“'), "{one}");
        assert!(notes.contains(&&one["object_refs"][0]), "{one}");
        let report = of("report")[0]["object_refs"].as_array().unwrap();
        assert!(report.contains(&one["id"]));
    }
}
