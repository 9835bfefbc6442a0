//! Mastheads without end: every reader keeps as much of them as pages and twins can repeat.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test whose set-up fails has failed, and says where"
)]

use onrecord_intake::{Options, articles};
use onrecord_record::{Article, Masthead};

const MEGABYTE: usize = 1 << 20;

/// What every text below tells.
const STORY: &str = "Officials in Velin said the old bridge may close on Friday.";

fn read(text: &str) -> Article {
    let mut read = articles(text.as_bytes(), "a.txt", &Options::default());
    let head: String = text.chars().take(80).collect();
    let article = read.next().unwrap_or_else(|| panic!("nothing in {head}"));
    article.unwrap_or_else(|error| panic!("{error} in {head}"))
}

/// Bytes of all that the masthead says.
fn weight(masthead: &Masthead) -> usize {
    let fields = [&masthead.title, &masthead.outlet, &masthead.url];
    let fields = fields.into_iter().flatten().chain(&masthead.authors);
    fields.map(String::len).sum()
}

/// A title of ten megabytes, an outlet and an address of one, and an author of one.
fn endless() -> [String; 4] {
    [
        "no end ".repeat(10 * MEGABYTE / 7),
        "Courier ".repeat(MEGABYTE / 8),
        format!("https://courier.example/{}", "a".repeat(MEGABYTE)),
        "Ada Holt ".repeat(MEGABYTE / 9),
    ]
}

/// So many names that a list of them is longer than any article.
fn crowd(count: usize) -> Vec<String> {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
    let names = (0..count).map(|at| {
        let name: String = [at, at / 26, at / 676, at / 17576]
            .map(letter)
            .iter()
            .collect();
        format!("Ada H{name}")
    });
    names.collect()
}

fn page(head: &str) -> String {
    format!(
        "<html><head>{head}</head><body><article><h1>Bridge may close</h1><p>{STORY}</p></article></body></html>"
    )
}

/// A page whose head says all by schema.org.
fn schema_page(fields: &str) -> String {
    let block = format!("{{\"@type\":\"NewsArticle\",{fields}}}");
    page(&format!(
        "<script type=\"application/ld+json\">{block}</script>"
    ))
}

#[test]
fn fields_without_end_are_none() {
    let [title, outlet, url, author] = endless();
    let fields = format!(
        "\"headline\":\"{title}\",\"publisher\":{{\"name\":\"{outlet}\"}},\"url\":\"{url}\",\"author\":[{{\"name\":\"{author}\"}}]"
    );
    let ninjs = format!(
        "{{\"uri\":\"{url}\",\"standard\":{{\"name\":\"ninjs\"}},\"headline\":\"{title}\",\"copyrightholder\":\"{outlet}\",\"byline\":\"By {author}\",\"body_text\":\"{STORY}\"}}"
    );
    let meta = [
        ("og:title", &title),
        ("og:site_name", &outlet),
        ("og:url", &url),
        ("author", &author),
    ];
    let meta = meta.map(|(name, words)| format!("<meta property=\"{name}\" content=\"{words}\">"));
    let rss = format!(
        "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>{outlet}</title><item><title>{title}</title><link>{url}</link><dc:creator>{author}</dc:creator><description>{STORY}</description></item></channel></rss>"
    );
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>{outlet}</title><entry><title>{title}</title><link href=\"{url}\"/><author><name>{author}</name></author><content>{STORY}</content></entry></feed>"
    );
    let newsml = format!(
        "<newsItem guid=\"{url}\"><itemMeta><provider literal=\"{outlet}\"/></itemMeta><contentMeta><headline>{title}</headline><by>{author}</by></contentMeta><contentSet><inlineData contenttype=\"text/plain\">{STORY}</inlineData></contentSet></newsItem>"
    );
    let nitf = format!(
        "<nitf><head><docdata><doc-id id-string=\"{url}\"/></docdata></head><body><body.head><hedline><hl1>{title}</hl1></hedline><byline>By {author}</byline><distributor>{outlet}</distributor></body.head><body.content><p>{STORY}</p></body.content></body></nitf>"
    );
    let gkg = gkg(&title, &outlet, &url);
    // Markdown longer than two megabytes is plain text.
    let short: String = title.chars().take(MEGABYTE / 2).collect();
    let markdown = format!("---\ntitle: {short}\nauthor: {author}\n---\n\n{STORY}");
    for text in [
        format!("{{{fields},\"text\":\"{STORY}\"}}"),
        format!("{{\"@type\":\"NewsArticle\",{fields},\"articleBody\":\"{STORY}\"}}"),
        schema_page(&fields),
        page(&meta.concat()),
        page(&format!("<title>{title}</title>")),
        ninjs,
        rss,
        atom,
        newsml,
        nitf,
        gkg,
        markdown,
        format!("{title}\n\nBy {author}\n\n{STORY}\n"),
    ] {
        let article = read(&text);
        let head: String = text.chars().take(60).collect();
        assert!(weight(&article.masthead) < 2000, "{head}");
        assert!(
            article.origin.doc.is_none_or(|doc| doc.len() <= 2000),
            "{head}"
        );
    }
}

/// A row of GKG.
fn gkg(title: &str, outlet: &str, url: &str) -> String {
    let mut columns = vec![""; 27];
    let extras = format!("<PAGE_TITLE>{title}</PAGE_TITLE>");
    for (at, words) in [
        (0, "20310312101500-1"),
        (1, "20310312101500"),
        (2, "1"),
        (3, outlet),
        (4, url),
        (22, "10|40|said|the old bridge may close on Friday"),
        (26, &extras),
    ] {
        columns[at] = words;
    }
    columns.join("\t") + "\n"
}

#[test]
fn of_a_crowd_of_authors_the_first_are_kept() {
    let names = crowd(200_000);
    let strings = || {
        names
            .iter()
            .map(|name| format!("\"{name}\""))
            .collect::<Vec<_>>()
            .join(",")
    };
    let objects = || {
        names
            .iter()
            .map(|name| format!("{{\"name\":\"{name}\"}}"))
            .collect::<Vec<_>>()
            .join(",")
    };
    let metas = names
        .iter()
        .take(20_000)
        .map(|name| format!("<meta name=\"author\" content=\"{name}\">"));
    let tags = |open: &str, close: &str| -> String {
        let some = names.iter().take(100_000);
        some.map(|name| format!("{open}{name}{close}")).collect()
    };
    let lines = names.iter().map(|name| format!("  - {name}\n"));
    for text in [
        format!("{{\"authors\":[{}],\"text\":\"{STORY}\"}}", strings()),
        format!("{{\"author\":[{}],\"text\":\"{STORY}\"}}", objects()),
        format!(
            "{{\"@type\":\"NewsArticle\",\"author\":[{}],\"articleBody\":\"{STORY}\"}}",
            strings()
        ),
        schema_page(&format!("\"author\":[{}]", strings())),
        schema_page(&format!("\"author\":{{\"name\":[{}]}}", strings())),
        page(&metas.collect::<String>()),
        format!(
            "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><item><title>x</title>{}<description>{STORY}</description></item></channel></rss>",
            tags("<dc:creator>", "</dc:creator>")
        ),
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>x</title>{}<content>{STORY}</content></entry></feed>",
            tags("<author><name>", "</name></author>")
        ),
        format!(
            "---\nauthors:\n{}---\n\n{STORY}",
            lines.take(60_000).collect::<String>()
        ),
    ] {
        let begun = std::time::Instant::now();
        let authors = read(&text).masthead.authors;
        let head: String = text.chars().take(60).collect();
        assert_eq!(authors.len(), 100, "{head}");
        assert_eq!(authors.first(), names.first(), "{head}");
        assert!(
            begun.elapsed().as_secs() < 60,
            "{head}: {:?}",
            begun.elapsed()
        );
    }
}

#[test]
fn a_signature_of_many_names_without_end_signs_nothing() {
    let names = crowd(200_000).join(" and ");
    let record = format!("{{\"byline\":\"By {names}\",\"text\":\"{STORY}\"}}");
    assert_eq!(read(&record).masthead.authors, [""; 0]);
}
