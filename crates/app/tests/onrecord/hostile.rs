//! Input that nobody meant well: it is named or read, and never reaches a terminal raw.

use std::fs::{self, File};
use std::time::Duration;

use crate::newsroom::{Newsroom, Run};

/// Control bytes, direction overrides and markup where a title and a quotation stand.
const EVIL: &str = "Title \u{1b}]0;owned\u{7} \u{202e}esrever\u{2066} \u{9b}2J <script>alert(1)</script>\n\n\
    Officials said \u{1b}[31mthe bridge may close on \u{202e}Friday\u{200b} after <img src=x onerror=alert(1)> the \
    river rose by two metres and *took* [the](javascript:alert(1)) old bridge with it.\n";

fn is_raw(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
}

#[test]
fn nothing_raw_reaches_a_stream() {
    let room = Newsroom::empty();
    room.write("evil.txt", EVIL);
    let record = serde_json::json!({"doc": EVIL, "title": EVIL, "outlet": EVIL, "url": "javascript:alert(1)", "text": EVIL});
    room.write("evil.jsonl", format!("{record}\n"));
    let page = format!(
        "<html><head><title>{EVIL}&#27;]0;owned&#7;&#8238;</title></head><body><article><h1>{EVIL}&#27;[2J</h1><p>{EVIL}&#27;[31m</p></article></body></html>"
    );
    room.write("evil.html", page);
    #[cfg(unix)]
    room.write("\u{1b}]0;owned\u{7}\u{202e}.txt", EVIL);
    for arguments in [
        &["brief", "."][..],
        &["brief", ".", "--format", "markdown"],
        &["brief", ".", "--format", "html"],
        &["brief", ".", "--format", "json"],
        &["extract", "."],
        &["extract", ".", "--format", "attributions"],
        &["show", "evil.txt"],
        &["show", "evil.jsonl"],
        &["try", EVIL],
        &["show", "evil.html"],
        &["read", ".", "--ledger", "l.sqlite"],
        &["brief", "--ledger", "l.sqlite"],
        &["verify", "--ledger", "l.sqlite"],
        &["verify", "--ledger", "\u{1b}[2J\u{202e}.sqlite"],
        &["show", "\u{1b}[31mabsent"],
    ] {
        let run = room.run(arguments);
        assert!(!run.out.contains(is_raw), "{arguments:?} {:?}", run.out);
        assert!(!run.err.contains(is_raw), "{arguments:?} {:?}", run.err);
    }
}

#[test]
fn bytes_that_are_no_article_are_named_or_read() {
    let room = Newsroom::empty();
    room.write("empty.txt", "");
    room.write("blank.txt", " \n\n\t\n");
    room.write(
        "binary.bin",
        (0..=255u8).cycle().take(5000).collect::<Vec<u8>>(),
    );
    room.write("png.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    room.write(
        "nul.txt",
        b"Officials said the bridge\0 may close on Friday.\n",
    );
    room.write(
        "truncated.json",
        "{\"title\": \"Half\", \"text\": \"Officials sa",
    );
    room.write(
        "utf16.txt",
        "\u{feff}Officials said the bridge may close."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>(),
    );
    room.write(
        "mixed.txt",
        b"Officials said \xe2\x80\x9cthe bridge\xe2\x80\x9d may close \x93on Friday\x94.\n",
    );
    for name in [
        "empty.txt",
        "blank.txt",
        "binary.bin",
        "png.txt",
        "nul.txt",
        "truncated.json",
        "utf16.txt",
        "mixed.txt",
    ] {
        let run = room.run(&["extract", name]);
        assert!(matches!(run.code, Some(0 | 1)), "{name} {run:?}");
        if run.code == Some(1) {
            assert!(run.err.contains(name), "{name} {run:?}");
        }
        assert!(!run.err.contains("panicked"), "{run:?}");
    }
    let utf16 = room.run(&["extract", "utf16.txt"]).fine();
    assert!(
        utf16.contains("Officials said the bridge may close."),
        "{utf16}"
    );
}

#[test]
fn pages_deep_and_empty_are_named_and_the_rest_goes_on() {
    let room = Newsroom::new();
    let (deep, said) = (100_000, "<p>Officials said the bridge may close.</p>");
    for (name, open, close) in [
        ("deep.html", "<div>", "</div>"),
        ("open.html", "<blockquote>", ""),
        ("bold.html", "<b><i>", ""),
        ("crossed.html", "<b><p>", "</b>"),
        ("tables.html", "<table><tr><td>", ""),
    ] {
        let (open, close) = (open.repeat(deep), close.repeat(deep));
        room.write(
            name,
            format!("<html><body>{open}{said}{close}</body></html>"),
        );
        let run = room.run(&["extract", name, "bridge.txt"]);
        assert_eq!(run.out.lines().count(), 1, "{name} {}", run.err);
        let err = run.ends(1);
        assert!(err.contains(name) && err.contains("elements"), "{err}");
    }
    room.write("menu.html", "<html><body><nav><ul><li><a href=/>Home</a><li><a href=/b>News</a></ul></nav></body></html>");
    let run = room.run(&["extract", "menu.html", "bridge.txt"]);
    assert_eq!(run.out.lines().count(), 1, "{run:?}");
    let err = run.ends(1);
    assert!(err.contains("no article text found in menu.html"), "{err}");
}

#[test]
fn quotation_marks_of_every_style_may_stay_open() {
    let room = Newsroom::empty();
    for (at, mark) in [
        "\"", "“", "”", "‘", "«", "»", "„", "'", "``", "''", "「", "‹",
    ]
    .iter()
    .enumerate()
    {
        let name = format!("{at}.txt");
        room.write(&name, format!("{mark}The bridge may close, said Ada Holt, and {mark}nobody knew. She said {mark}\n").repeat(3));
        room.run(&["show", &name]).fine();
        room.run(&["brief", &name, "--format", "html"]).fine();
    }
}

#[test]
fn right_to_left_and_zero_width_words_are_read() {
    let room = Newsroom::empty();
    room.write("mixed.txt", "Officials in Haifa (חיפה) said the שלום bridge may close.\u{200b} Ada\u{200d}Holt said می\u{200c}خواهم on Friday.\n");
    room.run(&["brief", "mixed.txt"]).fine();
    room.run(&["show", "mixed.txt"]).fine();
}

/// What one article may not have: 100 MB.
const TOO_LONG: usize = 100 << 20;

#[test]
fn a_file_of_100_mb_is_refused_soon_and_in_little_memory() {
    let room = Newsroom::new();
    let line = "Officials said the bridge may close on Friday.\n";
    room.write("prose.txt", line.repeat(TOO_LONG / line.len()));
    let zeros = File::create(room.path("zeros.bin")).unwrap();
    zeros.set_len(TOO_LONG as u64).unwrap(); // sparse: NUL bytes
    for name in ["prose.txt", "zeros.bin"] {
        let (run, peak) = room.watched(&["extract", name, "bridge.txt"]);
        assert_eq!(run.out.lines().count(), 1, "the rest went on: {}", run.err);
        let err = run.ends(1);
        assert!(err.contains(name), "{err}");
        assert!(peak < 400 << 10, "{name} took {peak} KiB");
    }
    let err = room.run(&["brief", "prose.txt"]).ends(1);
    assert!(
        err.contains("prose.txt holds an article longer than"),
        "{err}"
    );
}

#[test]
fn a_line_of_100_mb_is_refused_and_its_neighbours_are_read() {
    let room = Newsroom::empty();
    let record = |text: &str| format!("{{\"text\":\"{text}\"}}\n");
    let (short, long) = (
        record("Holt said no."),
        record(&"Holt said no. ".repeat(TOO_LONG / 14)),
    );
    room.write("lines.jsonl", [short.as_str(), &long, &short].concat());
    let (run, peak) = room.watched(&["extract", "lines.jsonl"]);
    assert_eq!(run.out.lines().count(), 2, "{}", run.err);
    let err = run.ends(1);
    assert!(
        err.contains("lines.jsonl, line 2 holds an article longer"),
        "{err}"
    );
    assert!(peak < 400 << 10, "it took {peak} KiB");
}

impl Newsroom {
    /// Runs `onrecord arguments`, which says little, and tells the memory it held at the most, in
    /// KiB; 0 where the system does not tell.
    fn watched(&self, arguments: &[&str]) -> (Run, u64) {
        let (out, err) = (self.path("watched.out"), self.path("watched.err"));
        let mut child = self
            .command(arguments)
            .stdout(File::create(&out).unwrap())
            .stderr(File::create(&err).unwrap())
            .spawn()
            .unwrap();
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        let code = loop {
            peak = peak.max(high_water(&status).unwrap_or(0));
            if let Some(ended) = child.try_wait().unwrap() {
                break ended.code();
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        assert!(peak > 0 || cfg!(not(target_os = "linux")));
        let [out, err] = [out, err].map(|file| fs::read_to_string(file).unwrap());
        (Run { code, out, err }, peak)
    }
}

fn high_water(status: &str) -> Option<u64> {
    let told = fs::read_to_string(status).ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
