//! Changes of bytes that libFuzzer's own seldom come upon: whole passages, scripts, depth, length.

use fastrand::Rng;

/// Passages that are repeated at once.
const REPEATS: usize = 200;
/// Characters of one word, or signs in a row.
const LONG: usize = 4000;

/// What puts a reader of news to the test: openings that never close, breaks, joiners, markup, feeds.
const PIECES: [&str; 36] = [
    "“",
    "”",
    "\"",
    "„",
    "«",
    "‘",
    "’",
    "'",
    "``",
    "(",
    "\u{0}",
    "\u{202E}",
    "\u{200D}",
    "\u{0301}",
    "\u{FEFF}",
    "\u{A0}",
    "\r",
    "\n\n",
    " said ",
    ", he said, ",
    " did not say whether ",
    " that ",
    "<div>",
    "<p>",
    "</p>",
    "<blockquote>",
    "<script>",
    "<!--",
    "> ",
    "- ",
    "[a](b)",
    "&#x1F600;",
    "<item><description>",
    "]]>",
    "&lt;p&gt;",
    "\t12|19||",
];

/// Changes the first `size` bytes of `data`, which may become `most`; gives the new size.
pub fn changed(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut random = Rng::with_seed(u64::from(seed));
    if random.bool() {
        return libfuzzer_sys::fuzzer_mutate(data, size, most);
    }
    let old = data.get(..size).unwrap_or_default().to_vec();
    let mut new = change(old, &mut random);
    new.truncate(most.min(data.len()));
    data[..new.len()].copy_from_slice(&new);
    new.len()
}

fn change(old: Vec<u8>, random: &mut Rng) -> Vec<u8> {
    match random.u8(0..10) {
        0 => repeated(&old, random),
        1 => moved(&old, random),
        2 => without(&old, random),
        3 => with(&old, script(random).as_bytes(), random),
        4 => with(&old, word(random).as_bytes(), random),
        5 => with(&old, row(random).as_bytes(), random),
        6 => with(&old, &broken(random), random),
        7 => nested(&old, random),
        8 => strewn(&old, random),
        _ => record(&old),
    }
}

/// A place to cut, after a blank where one is near: words stay words.
fn place(old: &[u8], random: &mut Rng) -> usize {
    let at = random.usize(0..=old.len());
    let near = old.iter().skip(at).take(40);
    let blank = near.into_iter().position(u8::is_ascii_whitespace);
    at + blank.map_or(0, |ahead| ahead + 1)
}

fn passage(old: &[u8], random: &mut Rng) -> std::ops::Range<usize> {
    let (a, b) = (place(old, random), place(old, random));
    a.min(b)..a.max(b)
}

fn repeated(old: &[u8], random: &mut Rng) -> Vec<u8> {
    let range = passage(old, random);
    let again = old[range.clone()].repeat(random.usize(1..REPEATS));
    [&old[..range.end], &again, &old[range.end..]].concat()
}

fn moved(old: &[u8], random: &mut Rng) -> Vec<u8> {
    let range = passage(old, random);
    let rest = [&old[..range.start], &old[range.end..]].concat();
    with(&rest, &old[range], random)
}

fn without(old: &[u8], random: &mut Rng) -> Vec<u8> {
    let range = passage(old, random);
    [&old[..range.start], &old[range.end..]].concat()
}

fn with(old: &[u8], more: &[u8], random: &mut Rng) -> Vec<u8> {
    let at = place(old, random);
    [&old[..at], more, &old[at..]].concat()
}

/// Characters of one block of 256.
fn script(random: &mut Rng) -> String {
    let block = random.u32(0..0x1100) << 8;
    let count = random.usize(1..200);
    let signs = (0..count).filter_map(|_| char::from_u32(block | random.u32(0..256)));
    signs.collect()
}

fn word(random: &mut Rng) -> String {
    let alphabet = ["a", "Aa", "1", "é", "a.", "a-", "a'", "字", "1,"];
    let unit = alphabet[random.usize(0..alphabet.len())];
    unit.repeat(random.usize(1..LONG))
}

fn row(random: &mut Rng) -> String {
    PIECES[random.usize(0..PIECES.len())].repeat(random.usize(1..LONG))
}

/// Bytes that are not UTF-8, a NUL or a mark of another encoding among them.
fn broken(random: &mut Rng) -> Vec<u8> {
    let bytes = [0x00, 0x80, 0xC0, 0xED, 0xA0, 0xF5, 0xFE, 0xFF, 0x1B];
    let count = random.usize(1..64);
    (0..count)
        .map(|_| bytes[random.usize(0..bytes.len())])
        .collect()
}

/// All of it inside elements that may not close.
fn nested(old: &[u8], random: &mut Rng) -> Vec<u8> {
    let names = [
        "div",
        "p",
        "blockquote",
        "ul><li",
        "table><tr><td",
        "b",
        "article",
        "svg",
    ];
    let (name, depth) = (
        names[random.usize(0..names.len())],
        random.usize(1..LONG / 4),
    );
    let open = format!("<{name}>").repeat(depth);
    let close = match random.bool() {
        true => format!("</{name}>").repeat(depth),
        false => String::new(),
    };
    [
        b"<!doctype html><body>",
        open.as_bytes(),
        old,
        close.as_bytes(),
    ]
    .concat()
}

/// A piece after each of many words.
fn strewn(old: &[u8], random: &mut Rng) -> Vec<u8> {
    let (piece, every) = (PIECES[random.usize(0..PIECES.len())], random.usize(1..9));
    let words = old.split_inclusive(u8::is_ascii_whitespace).enumerate();
    words
        .flat_map(|(at, word)| match at % every {
            0 => [word, piece.as_bytes()].concat(),
            _ => word.to_vec(),
        })
        .collect()
}

/// As the text of a record of JSON Lines, twice.
fn record(old: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(old);
    let line = format!("{{\"doc\": \"1\", \"text\": {text:?}}}\n");
    line.repeat(2).into_bytes()
}
