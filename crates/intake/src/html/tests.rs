//! Pages of several layouts: zones, mastheads, pictures; and pages meant to do harm.

use std::fmt::Write as _;
use std::time::Instant;

use onrecord_record::{Credit, Span, Stamp, StampEvidence};

use super::*;

fn article(page: &str) -> Draft {
    read(page, &Place::file("page.html")).expect("it is an article")
}

/// The zones of a page, one a line: `B` body, `H` headline, `S` standfirst, `C` caption,
/// `N` correction note.
fn zones(draft: &Draft) -> String {
    let mut drawn = String::new();
    for zone in &draft.zones {
        let letter = match zone.kind {
            ZoneKind::Headline => 'H',
            ZoneKind::Standfirst => 'S',
            ZoneKind::Body => 'B',
            ZoneKind::Correction => 'N',
            ZoneKind::Caption => 'C',
        };
        writeln!(
            drawn,
            "{letter} {}",
            zone.span.of(&draft.text).replace('\n', " / ")
        )
        .expect("a string");
    }
    drawn
}

fn day(stamp: Option<Stamp>) -> Option<(String, StampEvidence)> {
    stamp.map(|stamp| (stamp.date.to_string(), stamp.evidence))
}

fn told(date: &str, evidence: StampEvidence) -> Option<(String, StampEvidence)> {
    Some((date.to_owned(), evidence))
}

fn credit<'a>(draft: &'a Draft, at: usize) -> [Option<&'a str>; 3] {
    let credit = draft.pictures[at].credit.clone().unwrap_or_default();
    let Credit {
        agency,
        photographer,
        handout,
        ..
    } = credit;
    let words = |span: Option<Span>| -> Option<&'a str> { Some(span?.of(&draft.text)) };
    [words(agency), words(photographer), words(handout)]
}

#[test]
fn a_page_with_a_graph() {
    let draft = article(include_str!("../../../../fixtures/articles/graph.html"));
    assert_eq!(
        zones(&draft),
        "\
H Ferry talks end without a deal
S Both shores say the boats will run until Friday; neither says what happens then.
C The last evening boat leaves Velin on Tuesday. / Photograph: Mira Sand/Northern Wire
B VELIN, March 12 (Northern Wire) — Talks about the ferry between Velin and Orr ended on Tuesday without a deal, harbour master Lena Voss said.
B “We will meet again,” she told reporters. “I cannot say when.”
B Officials in Orr said the boats may stop on Friday.
B The boats will run as long as there is fuel.
B What the two sides want
B Velin wants a new pier by the end of the year.
B Orr wants lower fares, and no pier.
B The two towns have shared the ferry since 1954, and it has never stopped for more than a day.
N An earlier version of this article said the ferry had run since 1945. It has run since 1954.
"
    );
    let masthead = &draft.masthead;
    assert_eq!(
        masthead.title.as_deref(),
        Some("Ferry talks end without a deal")
    );
    assert_eq!(masthead.authors, ["Ada Holm", "Jo van der Berg"]);
    assert_eq!(masthead.outlet.as_deref(), Some("The Velin Courier"));
    assert_eq!(
        masthead.url.as_deref(),
        Some("https://courier.example/ferry-talks")
    );
    assert_eq!(
        day(masthead.published),
        told("2031-03-12", StampEvidence::JsonLd)
    );
    assert_eq!(
        day(masthead.modified),
        told("2031-03-13", StampEvidence::JsonLd)
    );
    assert_eq!(
        credit(&draft, 0),
        [Some("Northern Wire"), Some("Mira Sand"), None]
    );
}

#[test]
fn a_page_with_opengraph_only() {
    let draft = article(include_str!("../../../../fixtures/articles/opengraph.html"));
    assert_eq!(
        zones(&draft),
        "\
H Orr votes on its harbour wall
S The vote is the third in two years.
C The wall at low tide. (Orr Town Council handout)
B Voters in Orr decide on Wednesday whether the harbour wall will be raised by two metres.
B The council says it must be. Opponents say the money is not there, and that nobody has asked the fishermen.
B Polls close at eight. Results are expected before midnight, the clerk said.
"
    );
    let masthead = &draft.masthead;
    assert_eq!(
        masthead.title.as_deref(),
        Some("Orr votes on its harbour wall")
    );
    assert_eq!(masthead.authors, ["Kim Tarn"]);
    assert_eq!(masthead.outlet.as_deref(), Some("Orr Evening News"));
    assert_eq!(masthead.url.as_deref(), Some("https://orr.example/wall"));
    assert_eq!(
        day(masthead.published),
        told("2031-04-02", StampEvidence::OpenGraph)
    );
    assert_eq!(credit(&draft, 0), [None, None, Some("Orr Town Council")]);
}

#[test]
fn a_page_of_the_nineties() {
    let draft = article(include_str!("../../../../fixtures/articles/nineties.html"));
    assert_eq!(
        zones(&draft),
        "\
H Storm takes roof off school
B A storm took the roof off the school at Lower Tarn on Thursday night, and nobody was hurt.
B Fire chief Max Orrin said 40 people had slept in the town hall. \"We were lucky,\" he said.
B The school will stay closed until Monday, the mayor said. Parents were told by telephone.
B The wind reached 130 kilometres an hour, the weather office said.
"
    );
    assert_eq!(draft.masthead.authors, ["Pat Quill"]);
    assert_eq!(
        day(draft.masthead.published),
        told("1997-11-07", StampEvidence::Text)
    );
}

#[test]
fn a_live_page() {
    let draft = article(include_str!("../../../../fixtures/articles/live.html"));
    assert_eq!(
        zones(&draft),
        "\
H Dam at Kess under watch
S Engineers will look at the wall again at noon, the district says.
B Road to Kess closed
B Police have closed the road to Kess, a spokeswoman said. It will stay closed until the engineers have reported.
B No one has been told to leave
B Nobody has been told to leave so far, mayor Ilse Brandt said on Tuesday morning. “If that changes, you will hear the sirens.”
B Water is falling
B The water behind the dam fell by 20 centimetres overnight, according to the river office.
"
    );
    assert_eq!(
        draft.masthead.outlet.as_deref(),
        Some("Northland Public Radio")
    );
    assert_eq!(
        day(draft.masthead.published),
        told("2031-05-06", StampEvidence::Meta)
    );
    assert_eq!(
        day(draft.masthead.modified),
        told("2031-05-06", StampEvidence::JsonLd)
    );
}

#[test]
fn a_page_of_pictures() {
    let draft = article(include_str!("../../../../fixtures/articles/gallery.html"));
    assert_eq!(
        zones(&draft),
        "\
H Behind closed doors: the Tarn summit in pictures
C President Marek Doll greets Premier Su Lan at the lake house. / Northland Presidential Press Office/Handout via Reuters
B No reporter was in the room when the two leaders met on Sunday. What was seen of the meeting was seen in these pictures.
C The table before the talks. (Photo by Ines Roth/AFP)
B The table was laid for six, and a seventh chair stood by the window, as the pictures show.
C FILE PHOTO: Su Lan speaks in Kess, April 25, 2029. NORTHERN WIRE/Tom Asher/File Photo
B Neither side has said what was agreed, and no joint statement was published.
B We had a good lunch, and that is all I will say.
B Both left by helicopter before dark, a witness said.
"
    );
    assert_eq!(
        credit(&draft, 0),
        [
            Some("Reuters"),
            None,
            Some("Northland Presidential Press Office")
        ]
    );
    assert_eq!(credit(&draft, 1), [Some("AFP"), Some("Ines Roth"), None]);
    let file = draft.pictures[2]
        .credit
        .as_ref()
        .and_then(|credit| credit.file)
        .expect("it is from the archive");
    assert_eq!(
        file.taken.map(|day| day.to_string()).as_deref(),
        Some("2029-04-25")
    );
    assert_eq!(
        day(draft.masthead.published),
        told("2031-06-01", StampEvidence::Meta)
    );
}

#[test]
fn a_page_with_corrections() {
    let draft = article(include_str!(
        "../../../../fixtures/articles/correction.html"
    ));
    assert_eq!(
        zones(&draft),
        "\
H Mill fire was set, police say
N Clarification: The headline was changed to make clear that police, not the court, said so.
B The fire that destroyed the paper mill in Kess was set, police said on Monday.
B Detective Ola Brink said a can had been found. She would not say where.
B The owner of the mill has denied any part in it, his lawyer said.
N This article was amended on 5 March 2031. An earlier version misspelled the name of the detective.
"
    );
    assert_eq!(
        draft.masthead.title.as_deref(),
        Some("Mill fire was set, police say")
    );
    assert_eq!(draft.masthead.authors, ["Nora Fenn"]);
    assert_eq!(
        day(draft.masthead.published),
        told("2031-03-03", StampEvidence::Text)
    );
    assert_eq!(
        day(draft.masthead.modified),
        told("2031-03-05", StampEvidence::Text)
    );
}

#[test]
fn a_page_of_links_has_no_text() {
    let page = include_str!("../../../../fixtures/articles/navigation.html");
    let error = read(page, &Place::file("page.html")).expect_err("it is no article");
    assert!(matches!(error, IntakeError::NoText(_)), "{error}");
}

#[test]
fn hostile_pages_take_little_time() {
    const STORY: &str = "<p>Officials in Velin said on Tuesday that the bridge may close.</p>";
    let pages = [
        "<div>".repeat(100_000) + STORY,
        "<b><p>x".repeat(10_000),
        "<table><tr><td>".repeat(30_000),
        "<".repeat(200_000),
        "<a href='".repeat(100_000),
        "<!--".repeat(200_000),
        "<p ".repeat(300_000),
        "&amp;".repeat(50_000),
        "</div>".repeat(100_000),
        "\u{1b}\u{7}\u{0}".repeat(100_000),
        format!("<script>{}", "junk ".repeat(300_000)),
        format!("<title>{}", "<script>".repeat(100_000)),
        String::new(),
    ];
    for page in pages {
        let start = Instant::now();
        let result = read(&page, &Place::file("page.html"));
        let head: String = page.chars().take(20).collect();
        assert!(
            start.elapsed().as_secs() < 20,
            "{head}: {:?}",
            start.elapsed()
        );
        assert!(result.is_err(), "{head}");
    }
}

#[test]
fn crowded_pages_are_read_in_time() {
    let deep = format!(
        "{}<p>Officials said the bridge may close on Friday.</p>",
        "<div>".repeat(1000)
    );
    let crowd =
        "<div class='x-share3'><p>Officials said that the bridge may close.</p></div>".repeat(3000);
    let captions = format!(
        "<div><img>{}</div><p>Officials said the bridge may close on Friday.</p>",
        "<p class=caption>Holt walks.</p>".repeat(3000)
    );
    for page in [deep, crowd, captions] {
        let start = Instant::now();
        let draft = article(&page);
        assert!(draft.text.contains("the bridge may close"));
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}

#[test]
fn a_title_with_markup_and_control_characters() {
    let page = "<title>Bridge \u{1b}[31mshut<script>alert(1)</script></title><p>Officials in Velin said the bridge is shut.</p>";
    let draft = article(page);
    let title = draft.masthead.title.unwrap_or_default();
    assert!(
        title.starts_with("Bridge [31mshut") && !title.contains('\u{1b}'),
        "{title}"
    );
}

#[test]
fn unclosed_tags_lose_no_words() {
    let draft = article(
        "<h1>Bridge shut<p>Officials in Velin said <b>the bridge is shut.<p>It will <i>open in May, they said.",
    );
    assert_eq!(
        zones(&draft),
        "H Bridge shut\nB Officials in Velin said the bridge is shut.\nB It will open in May, they said.\n"
    );
}
