//! What holds for any bytes: no panic, and every span quotes.

use onrecord_intake::{Options, articles};
use onrecord_record::{Article, Span};
use proptest::prelude::*;

/// Checks `article`: spans fit, zones are in order and apart, captions lie in zones.
fn check(article: &Article) {
    let quotes = |span: Span| {
        let words = article.quote(span);
        assert!(!words.trim().is_empty(), "{span:?} of {:?}", article.text);
        assert_eq!(words, words.trim(), "{:?}", article.text);
    };
    assert!(!article.zones.is_empty());
    for zone in &article.zones {
        quotes(zone.span);
    }
    for pair in article.zones.windows(2) {
        assert!(
            pair[0].span.end() <= pair[1].span.start(),
            "{:?}",
            article.text
        );
    }
    article.masthead.dateline.into_iter().for_each(quotes);
    for picture in &article.pictures {
        quotes(picture.caption);
        picture.shows.into_iter().for_each(quotes);
        let zones = article.zones.iter();
        assert!(
            zones
                .map(|zone| zone.span)
                .any(|zone| zone.contains(picture.caption))
        );
        let credit = picture.credit.clone().unwrap_or_default();
        let parts = [
            credit.agency,
            credit.photographer,
            credit.handout,
            credit.file.map(|file| file.words),
        ];
        for part in parts.into_iter().flatten() {
            quotes(part);
            assert!(picture.caption.contains(part));
        }
    }
}

fn read(bytes: &[u8]) {
    for found in articles(bytes, "any", &Options::default()) {
        match found {
            Ok(article) => check(&article),
            Err(error) => assert!(error.to_string().contains("any"), "{error}"),
        }
    }
}

/// Pieces that formats, zones and dates are made of, in any order.
fn pieces(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            4 => proptest::sample::select(of).prop_map(str::to_owned),
            1 => "\\PC{0,6}",
            1 => Just("\n\n".to_owned()),
        ],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

const TEXT: &[&str] = &[
    "Bridge shut",
    "By Ada Holt",
    " and Jo Doe",
    "\n",
    "\r\n",
    "VELIN, March 3 (NW) — ",
    "It is. ",
    "Photo: ",
    "[",
    "]",
    "Jo Doe/Northern Wire",
    "Correction: ",
    "Correction",
    "March 3, 2031",
    "“",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "é",
    "(Photo by Jo Doe)",
    "This article was amended on 14 March 2031",
    "said that the old bridge at Velin may close soon\nand",
];
const MARKDOWN: &[&str] = &[
    "---\n",
    "title: x\n",
    "authors:\n- Ada Holt\n",
    "# Bridge",
    "\n",
    "=====",
    "![",
    "](a.png)",
    "[",
    "](http://a b)",
    "*",
    "_",
    "**",
    "> ",
    "- ",
    "1. ",
    "```",
    "<!--",
    "-->",
    "<https://a.example>",
    "[1]: x",
    "[1]",
    "word. ",
    " ",
    "é",
];
const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"text\":",
    "\"html\":",
    "\"title\":",
    "\"date\":",
    "\"author\":",
    "\"x. \"",
    "\"2031-03-12\"",
    ",",
    "\n",
    "1",
    "null",
    "\\u0000",
    "\\ud800",
    "\"",
    "{\"text\": \"It is shut.\"}",
    "{\"text\": \"VELIN — It is.\", \"doc\": 7}",
    "{\"html\": \"<p>It is shut.</p>\"}",
];
const PAGE: &[&str] = &[
    "<!DOCTYPE html>",
    "<html>",
    "<body>",
    "<article>",
    "<p>",
    "</p>",
    "<h1>",
    "</h1>",
    "<figure>",
    "<img src=a>",
    "<figcaption>",
    "</figcaption>",
    "<script type=\"application/ld+json\">",
    "{\"headline\": \"x\"}",
    "</script>",
    "<meta charset=utf-16>",
    "<time datetime=2031-03-12>",
    "&amp;",
    "&#0;",
    "<",
    ">",
    "The bridge is shut, she said. ",
];
const FEED: &[&str] = &[
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<p>",
    "</p>",
    "&lt;p&gt;",
    "&amp;",
    "&nbsp;",
    "<guid>x</guid>",
    "<pubDate>Wed, 12 Mar 2031 11:00:00 GMT</pubDate>",
    "<contentSet>",
    "</contentSet>",
    "<inlineData>",
    "</inlineData>",
    "<item><description>It is shut, she said.</description></item>",
    "é",
    "The bridge is shut, she said. ",
];
const ROW: &[&str] = &[
    "\t",
    "\t\t\t",
    "|",
    "#",
    "12|19|said|",
    "The bridge is shut.",
    "é",
    "\n",
    "20310312101500-7\t20310312101500\t1\t",
    "<PAGE_TITLE>x</PAGE_TITLE>",
];

proptest! {
    #[test]
    fn any_feed(text in pieces(FEED)) {
        read(format!("<rss><channel>{text}</channel></rss>").as_bytes());
        read(format!("<rss>{text}").as_bytes());
        read(format!("<newsItem>{text}</newsItem>").as_bytes());
    }

    #[test]
    fn any_row(text in pieces(ROW)) {
        read(format!("20310312101500-7\t20310312101500\t1\t{text}").as_bytes());
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes);
    }

    #[test]
    fn any_text(text in pieces(TEXT)) {
        read(text.as_bytes());
    }

    #[test]
    fn any_markdown(text in pieces(MARKDOWN)) {
        read(text.as_bytes());
        read(format!("# A\n{text}").as_bytes());
    }

    #[test]
    fn any_json(text in pieces(JSON)) {
        read(text.as_bytes());
        read(format!("{{\"text\":{text}").as_bytes());
    }

    #[test]
    fn any_page(text in pieces(PAGE)) {
        read(text.as_bytes());
        read(format!("<!DOCTYPE html>{text}").as_bytes());
    }

    #[test]
    fn any_wide_text(text in pieces(TEXT), is_little in any::<bool>()) {
        let to = if is_little { u16::to_le_bytes } else { u16::to_be_bytes };
        let bytes: Vec<u8> = text.encode_utf16().flat_map(to).collect();
        read(&bytes);
    }

    #[test]
    fn a_date_typed_is_a_day_or_nothing(words in "[0-9A-Za-z:./, +-]{0,40}") {
        if let Some(stamp) = onrecord_intake::given(&words) {
            prop_assert!(stamp.offset.is_none() || stamp.time.is_some());
        }
    }

    #[test]
    fn a_record_keeps_its_text(text in pieces(TEXT)) {
        let record = serde_json::json!({"text": text}).to_string();
        for article in articles(record.as_bytes(), "any", &Options::default()).flatten() {
            prop_assert_eq!(&article.text, &text);
            check(&article);
        }
    }
}
