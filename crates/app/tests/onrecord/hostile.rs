//! Input that nobody meant well: it is named or read, and never reaches a terminal raw.

use std::io::Write;

use crate::newsroom::Newsroom;

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
        &["read", "evil.txt", "evil.jsonl", "--ledger", "l.sqlite"],
        &["brief", "--ledger", "l.sqlite"],
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
fn pages_deep_and_empty_do_no_harm() {
    let room = Newsroom::empty();
    let deep = 100_000;
    room.write(
        "deep.html",
        format!(
            "<html><body>{}<p>Officials said the bridge may close.</p>{}</body></html>",
            "<div>".repeat(deep),
            "</div>".repeat(deep)
        ),
    );
    room.write("menu.html", "<html><body><nav><ul><li><a href=/>Home</a><li><a href=/b>News</a></ul></nav></body></html>");
    for name in ["deep.html", "menu.html"] {
        let run = room.run(&["extract", name]);
        assert!(
            matches!(run.code, Some(0 | 1)),
            "{name} {:?} {}",
            run.code,
            run.err
        );
    }
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

#[test]
fn a_very_large_file_ends_in_an_answer() {
    let room = Newsroom::empty();
    let mut file = std::fs::File::create(room.path("large.bin")).unwrap();
    file.write_all(b"Officials said so.\n").unwrap();
    file.set_len(100 << 20).unwrap(); // sparse: NUL bytes
    let run = room.run(&["extract", "large.bin"]);
    assert!(
        matches!(run.code, Some(0 | 1)),
        "{:?} {}",
        run.code,
        run.err
    );
}
