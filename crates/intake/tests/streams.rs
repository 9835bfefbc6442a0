//! Streams of every kind, from the outside.

use std::io::{BufRead, BufReader, Read};

use onrecord_intake::{IntakeError, Options, articles};
use onrecord_record::{Article, Language, ZoneKind};

fn read(bytes: &[u8]) -> Vec<Result<Article, IntakeError>> {
    articles(bytes, "a.txt", &Options::default()).collect()
}

fn one(bytes: &[u8]) -> Article {
    let mut found = read(bytes);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0).expect("it can be read")
}

fn told(bytes: &[u8]) -> Vec<String> {
    let told = |found: Result<Article, IntakeError>| match found {
        Ok(article) => format!("{}: {}", article.origin.line.unwrap_or(0), article.text),
        Err(error) => error.to_string(),
    };
    read(bytes).into_iter().map(told).collect()
}

fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to).collect()
}

#[test]
fn a_bad_line_is_one_error() {
    let lines = "{\"text\": \"One.\"}\n\n{\"text\": \"Tw\n{\"title\": \"x\"}\n[1]\nnonsense\n{\"text\": \"Six.\"}";
    assert_eq!(
        told(lines.as_bytes()),
        [
            "1: One.",
            "a.txt, line 3 is not valid JSON: EOF while parsing a string at column 12",
            "a.txt, line 4 is JSON but no article: it has no `text`, `html` or `body`",
            "a.txt, line 5 is JSON but no article: it is not an object",
            "a.txt, line 6 is not valid JSON: expected ident at column 2",
            "7: Six.",
        ]
    );
}

#[test]
fn the_first_line_may_be_the_bad_one() {
    let found = told(b"{\"text\": \"On\n{\"text\": \"Two.\"}\n");
    assert_eq!(found.len(), 2);
    assert!(
        found[0].starts_with("a.txt, line 1 is not valid JSON"),
        "{found:?}"
    );
    assert_eq!(found[1], "2: Two.");
}

#[test]
fn a_record_over_many_lines_is_one() {
    assert_eq!(told(b"{\n  \"text\":\n  \"One.\"\n}\n"), ["0: One."]);
    assert_eq!(
        told(b"{\"title\": \"x\",\n\"text\": \"One.\"}"),
        ["0: One."]
    );
    assert_eq!(
        told(b"{\"text\": \"One.\"}\n"),
        ["0: One."],
        "alone, it is the file"
    );
    assert_eq!(
        told(b"{\n  \"text\":\n  \"Half"),
        ["a.txt is not valid JSON: EOF while parsing a string at line 3 column 7"]
    );
}

#[test]
fn elements_of_an_array_are_articles() {
    assert_eq!(
        told(b"[{\"text\": \"One.\"},\n 2,\n {\"text\": \"Three.\"}]"),
        [
            "0: One.",
            "a.txt, article 2 is JSON but no article: it is not an object",
            "0: Three."
        ]
    );
    assert_eq!(told(b"[]"), ["a.txt is empty"]);
    let own = one(b"{\"text\": \"One.\"}").id;
    let found = read(b"[{\"text\": \"One.\"}, {\"text\": \"Two.\"}]");
    assert_eq!(
        found[0].as_ref().map(|article| article.id).ok(),
        Some(own),
        "its own bytes count"
    );
    let docs: Vec<_> = found
        .iter()
        .filter_map(|article| article.as_ref().ok()?.origin.doc.clone())
        .collect();
    assert_eq!(docs, ["a.txt#1", "a.txt#2"], "each has a name of its own");
    let own = read(b"[{\"id\": \"r-9\", \"text\": \"One.\"}]");
    let own = own[0].as_ref().map(|article| article.origin.doc.clone());
    assert_eq!(own.ok().flatten().as_deref(), Some("r-9"));
}

#[test]
fn the_same_line_is_the_same_article_anywhere() {
    let alone = one(b"{\"text\": \"One.\"}").id;
    let second = read(b"\xEF\xBB\xBF{\"text\": \"Zero.\"}\r\n{\"text\": \"One.\"}\r\n");
    assert_eq!(second.len(), 2, "{second:?}");
    assert_eq!(
        second[1].as_ref().map(|article| article.id).ok(),
        Some(alone)
    );
}

#[test]
fn wide_streams_are_read_line_by_line() {
    let lines = "\u{feff}{\"text\": \"Ċ naïve ਀.\"}\r\n\r\n{\"text\": \"Two.\"}\n";
    for to in [u16::to_le_bytes, u16::to_be_bytes] {
        assert_eq!(told(&utf16(lines, to)), ["1: Ċ naïve ਀.", "3: Two."]);
        assert_eq!(
            one(&utf16("The bridge is shut.", to)).text,
            "The bridge is shut."
        );
    }
}

#[test]
fn what_is_no_text_is_told() {
    for (bytes, expected) in [
        (&b""[..], "a.txt is empty"),
        (b" \n\t\n", "a.txt is empty"),
        (b"\xEF\xBB\xBF", "a.txt is empty"),
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            "a.txt is not text: it looks like binary data",
        ),
        (
            b"Officials said\0 so.",
            "a.txt is not text: it looks like binary data",
        ),
        (
            b"{\"text\": \"a\\u0000b\"}",
            "a.txt is not text: it looks like binary data",
        ),
        (
            b"{}",
            "a.txt is JSON but no article: it has no `text`, `html` or `body`",
        ),
        (
            b"![](a.png)\n\n![](b.png)",
            "no article text found in a.txt",
        ),
    ] {
        assert_eq!(told(bytes), [expected]);
    }
}

/// A stream that never ends, and counts what is asked of it.
struct Endless<'a> {
    line: &'static [u8],
    at: usize,
    asked: &'a mut usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for byte in buffer.iter_mut() {
            *byte = self.line[self.at % self.line.len()];
            self.at += 1;
        }
        *self.asked += buffer.len();
        Ok(buffer.len())
    }
}

fn endless<'a>(line: &'static [u8], asked: &'a mut usize) -> impl BufRead + 'a {
    BufReader::with_capacity(1024, Endless { line, at: 0, asked })
}

#[test]
fn nothing_past_the_bound_is_read() {
    let options = Options {
        max_bytes: 100_000,
        ..Options::default()
    };
    for line in [
        &b"The bridge is shut.\n"[..],
        b"[{\"text\": \"x\"},\n",
        b"{ \"a\":\n \"b\",\n",
        b" \n",
    ] {
        let mut asked = 0;
        let found = articles(endless(line, &mut asked), "a.txt", &options).next();
        assert!(
            matches!(
                found,
                Some(Err(IntakeError::TooLong { limit: 100_000, .. }))
            ),
            "{found:?}"
        );
        assert!(asked < 110_000, "{asked}");
    }
}

#[test]
fn a_page_has_a_bound_of_its_own() {
    let options = Options {
        max_page_bytes: 1000,
        ..Options::default()
    };
    let story = "Officials said on Tuesday the bridge may close. ".repeat(30);
    let page = format!("<html><body><h1>Bridge shut</h1><p>{story}</p>");
    let record = format!("{{\"html\": \"{page}\"}}");
    for bytes in [&page, &record] {
        let found = articles(bytes.as_bytes(), "a.txt", &options).next();
        let is_told = matches!(found, Some(Err(IntakeError::TooLong { limit: 1000, .. })));
        assert!(is_told, "{found:?}");
    }
    let found = articles(story.as_bytes(), "a.txt", &options).next();
    assert!(matches!(found, Some(Ok(_))), "text has another: {found:?}");
}

#[test]
fn long_markdown_is_read_as_it_stands() {
    let text = format!("# Bridge shut\n\n{}", "It is *shut*.\n\n".repeat(200_000));
    let read = one(text.as_bytes());
    assert_eq!(read.text, text);
}

#[test]
fn lines_are_handed_out_as_they_come() {
    let mut asked = 0;
    let line = b"{\"text\": \"Officials said the bridge may close.\"}\n";
    let found = articles(endless(line, &mut asked), "a.txt", &Options::default()).take(1000);
    assert_eq!(found.filter(Result::is_ok).count(), 1000);
    assert!(asked < 60_000, "{asked}");
}

#[test]
fn one_line_too_long_does_not_stop_the_rest() {
    let long = "x".repeat(2000);
    let options = Options {
        max_bytes: 1000,
        ..Options::default()
    };
    for order in [
        ["{\"text\": \"One.\"}", &long],
        [&format!("{{\"text\": \"{long}\"}}"), "{\"text\": \"One.\"}"],
    ] {
        let bytes = format!("{}\n{}\n{{\"text\": \"Last.\"}}\n", order[0], order[1]);
        let found: Vec<_> = articles(bytes.as_bytes(), "a.txt", &options).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        let long = found
            .iter()
            .filter(|one| matches!(one, Err(IntakeError::TooLong { .. })));
        assert_eq!(long.count(), 1);
        assert!(found[2].is_ok());
    }
}

/// A stream that breaks.
struct Broken<'a>(&'a [u8]);

impl Read for Broken<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(std::io::Error::other("the cable is cut")),
            read => Ok(read),
        }
    }
}

#[test]
fn a_stream_that_breaks_is_told_and_ends() {
    let line = "{\"text\": \"Officials said the bridge may close.\"}\n".repeat(200);
    let mut found = articles(
        BufReader::new(Broken(line.as_bytes())),
        "-",
        &Options::default(),
    );
    assert_eq!(found.by_ref().take(200).filter(Result::is_ok).count(), 200);
    let end = found.next().unwrap().unwrap_err().to_string();
    assert_eq!(end, "could not read standard input: the cable is cut");
    assert!(found.next().is_none());
}

#[test]
fn the_day_the_user_gives_wins() {
    let options = Options {
        published: onrecord_intake::given("13 Sept 2031"),
        ..Options::default()
    };
    let bytes = b"{\"date\": \"2030-01-01\", \"text\": \"One.\"}";
    let found = articles(&bytes[..], "a.txt", &options)
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(found.masthead.published, options.published);
}

#[test]
fn language_is_that_of_the_story() {
    let english = one(
        b"Officials in the northern province said on Tuesday that the bridge at Velin may close.",
    );
    assert_eq!(english.language, Language::English);
    let german = one("Behörden der nördlichen Provinz sagten am Dienstag, die Brücke bei Velin könnte gesperrt werden.".as_bytes());
    assert_eq!(german.language, Language::Other(*b"deu"));
    assert_eq!(one(b"Bridge shut.").language, Language::Unknown);
}

#[test]
fn other_charsets_keep_their_letters() {
    assert_eq!(
        one(b"The caf\xE9 on the pi\xE8ce is shut, she said.").text,
        "The café on the pièce is shut, she said."
    );
    let read =
        one(b"Officials said \xe2\x80\x9cthe bridge\xe2\x80\x9d may close \x93on Friday\x94.\n");
    assert_eq!(
        read.text,
        "Officials said “the bridge” may close “on Friday”.\n"
    );
    assert_eq!(read.zones[0].kind, ZoneKind::Body);
}
