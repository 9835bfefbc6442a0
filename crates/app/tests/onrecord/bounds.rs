//! How much `serve` takes, keeps and sends: what is more is refused, and nobody else waits for it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use serde_json::{Value, json};

use crate::newsroom::Newsroom;
use crate::served::{Reply, Served};
use crate::serving::{kept, pages};

/// A page of each kind, and its twin.
fn with_twins(served: &Served) -> Vec<String> {
    let search = "/search?q=bridge".to_owned();
    let both = |page: String| {
        let (path, query) = page.split_once('?').unwrap_or((&page, ""));
        let query = if query.is_empty() {
            String::new()
        } else {
            format!("?{query}")
        };
        let name = if path == "/" { "/index" } else { path };
        [format!("{path}{query}"), format!("{name}.json{query}")]
    };
    pages(served)
        .into_iter()
        .chain([search])
        .flat_map(both)
        .collect()
}

#[test]
fn a_masthead_without_end_weighs_little_wherever_it_is_told() {
    let room = Newsroom::empty();
    let words = |word: &str, bytes: usize| word.repeat(bytes / word.len());
    let authors: Vec<String> = (0..200_000).map(|at| format!("Ada Holt{at}")).collect();
    let text = "Ada Holt, the mayor of Velin, said the old bridge may close on Friday, and that nobody knew why.";
    let crowd = json!({"title": words("no end ", 10 << 20), "authors": authors,
        "outlet": words("Courier ", 1 << 20), "url": format!("https://courier.example/{}", "a".repeat(1 << 20)),
        "date": "2031-03-12", "text": text});
    let block = json!({"@type": "NewsArticle", "headline": words("no end ", 4 << 20), "author": authors,
        "publisher": {"name": words("Courier ", 1 << 20)}, "datePublished": "2031-03-12",
        "url": format!("https://courier.example/{}", "b".repeat(1 << 20))});
    let page = format!(
        "<html><head><title>{}</title><script type=\"application/ld+json\">{block}</script></head>\
        <body><article><h1>Bridge may close</h1><p>{text}</p></article></body></html>",
        words("no end ", 1 << 20)
    );
    room.write("crowd.jsonl", format!("{crowd}\n"));
    room.write("crowd.html", page);
    let files = ["crowd.jsonl", "crowd.html", "--ledger", "l.ledger"];
    room.run(&[&["read"][..], &files].concat()).fine();
    let served = Served::new(&room, &[]);
    for path in with_twins(&served) {
        let told = served.get(&path).fine();
        assert!(told.len() < 200_000, "{path} has {} bytes", told.len());
        assert!(!told.contains(&words("no end ", 2100)), "{path}");
    }
}

/// After how long to ask again.
#[track_caller]
fn wait(refused: &Reply) -> u64 {
    assert_eq!(refused.status, 429, "{refused:?}");
    refused.header("retry-after").unwrap().parse().unwrap()
}

#[test]
fn earlier_days_are_put_together_at_a_measured_pace_and_now_stays() {
    let room = kept();
    let served = Served::new(&room, &[]);
    served.get("/sources").fine();
    let began = Instant::now();
    let mut made = 0;
    for day in 1..=28 {
        let twin = served.get(&format!("/index.json?as_of=2001-01-{day:02}"));
        if twin.status == 200 {
            made += 1;
        } else {
            assert!((1..=5).contains(&wait(&twin)), "{twin:?}");
            let why: Value = serde_json::from_str(&twin.body).unwrap();
            assert!(why["error"].as_str().unwrap().contains("earlier"), "{why}");
        }
        // Whoever asks for now is not touched by it.
        served.get("/matrix").fine();
    }
    // What changed since a day is as dear as a day.
    for day in 1..=12 {
        let since = served.get(&format!("/changes?since=2002-02-{day:02}"));
        if since.status == 200 {
            made += 1;
        } else {
            wait(&since);
        }
    }
    // Twelve at once, and one more every five seconds: however long this took here.
    let most = 12 + began.elapsed().as_secs() / 5;
    assert!(made <= most, "{made} were made, {most} may be");
    served.get("/sources").fine();
}

#[test]
fn whoever_asks_without_end_has_to_wait_and_a_page_that_is_made_costs_nothing() {
    let room = kept();
    let served = Served::new(&room, &[]);
    // So long as nothing has to be made, as often as anybody likes.
    for _ in 0..1500 {
        served.get("/sources").fine();
    }
    let replies = (0..2000).map(|at| served.get(&format!("/nothing/{at}")));
    let mut replies = replies.skip_while(|one| one.status == 404);
    let refused = replies.next().expect("2,000 pages were made in one go");
    assert_eq!(wait(&refused), 1);
    std::thread::sleep(std::time::Duration::from_secs(1));
    served.get("/sources").fine();
}

/// Sends an upload of a file of `bytes` bytes, and reads what comes back while it is on its way.
fn upload(served: &Served, seal: &str, bytes: usize) -> String {
    let stream = TcpStream::connect(&served.address).unwrap();
    let head = format!(
        "POST /add HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nX-Onrecord-Seal: {seal}\r\n\
        Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {}\r\n\r\n\
        --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n",
        served.address,
        bytes + 200
    );
    let mut sending = stream.try_clone().unwrap();
    let sent = std::thread::spawn(move || {
        let piece = vec![b'a'; 1 << 20];
        let mut sent = sending.write_all(head.as_bytes());
        for _ in 0..bytes >> 20 {
            sent = sent.and_then(|()| sending.write_all(&piece));
        }
    });
    let (mut told, mut stream) = (Vec::new(), stream);
    let _ = stream.read_to_end(&mut told);
    sent.join().unwrap();
    String::from_utf8(told).unwrap()
}

#[test]
fn an_upload_has_so_many_bytes_and_files() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let seal = served.seal();
    let told = upload(&served, &seal, 66 << 20);
    assert!(told.starts_with("HTTP/1.1 413"), "{told}");
    let names: Vec<String> = (0..1001).map(|at| format!("{at}.txt")).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), "It rained."))
        .collect();
    let crowd = served.upload(&[("seal", &seal)], &files);
    assert_eq!(crowd.status, 413, "{crowd:?}");
    assert!(crowd.body.contains("more than 1000 files"), "{crowd:?}");
    served.get("/sources").fine();
}

#[test]
fn so_many_uploads_wait_and_a_further_one_is_refused() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let seal = served.seal();
    let long =
        "The mayor, Ole Brandt, said on Monday that the ferry had been halted.\n\n".repeat(2000);
    let files = [("long.txt", long.as_str())];
    let statuses: Vec<u16> = (0..6)
        .map(|_| served.upload(&[("seal", &seal)], &files).status)
        .collect();
    assert_eq!(statuses, [303, 303, 303, 303, 303, 429]);
    let refused = served.upload(&[("seal", &seal)], &files);
    assert!(
        refused.body.contains("too many uploads wait"),
        "{refused:?}"
    );
    served.get("/sources").fine(); // pages do not wait for uploads
}

#[test]
fn a_byline_and_a_title_that_mean_harm_stay_words() {
    let room = Newsroom::empty();
    let evil = "<b onclick=alert(1)>Ada</b> \u{202e}tloH\u{2066}<img src=x onerror=alert(1)>";
    let long = "no end <i>of it</i> \u{202e}".repeat(400_000);
    let text = "Ada Holt, the mayor of Velin, said the old bridge may close on Friday, and that nobody knew why.";
    let record = json!({"title": long, "authors": [evil, "Jo </bdi><script>alert(1)</script>"], "outlet": evil,
        "date": "2031-03-12", "text": text});
    room.write("evil.jsonl", format!("{record}\n"));
    let page = format!(
        "<html><head><meta name=author content=\"&lt;script&gt;alert(1)&lt;/script&gt; Holt\"></head>\
        <body><article><h1>{}</h1><p class=byline>By Ada &lt;script&gt;alert(1)&lt;/script&gt; Holt</p><p>{text}</p></article></body></html>",
        "no end &lt;script&gt;alert(1)&lt;/script&gt; &#8238;".repeat(400)
    );
    room.write("evil.html", page);
    room.run(&["read", "evil.jsonl", "evil.html", "--ledger", "l.ledger"])
        .fine();
    let served = Served::new(&room, &[]);
    for path in with_twins(&served)
        .iter()
        .filter(|path| !path.contains(".json"))
    {
        let told = served.get(path).fine();
        for mark in ["<script>", "<img", "<b onclick", "\u{202e}", "\u{2066}"] {
            assert!(!told.contains(mark), "{path} has {mark:?}");
        }
    }
}
