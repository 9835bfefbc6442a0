//! What a reader sees on the pages of the summit's articles: unique places to link to, plain words,
//! nothing left out in silence, pictures that say what they draw.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use crate::newsroom::Newsroom;
use crate::served::Served;

static SUMMIT: LazyLock<Newsroom> = LazyLock::new(|| {
    let room = Newsroom::empty();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/summit");
    let examples = examples.to_str().unwrap();
    room.run(&["read", examples, "--ledger", "l.ledger"]).fine();
    room
});

/// A server of the summit's articles, whose record is put together.
fn summit() -> Served {
    let served = Served::new(&SUMMIT, &[]);
    served.get("/index.json").fine();
    served
}

/// What stands behind each `mark`, up to a quotation mark.
fn after<'a>(page: &'a str, mark: &str) -> Vec<&'a str> {
    let parts = page.split(mark).skip(1);
    parts.filter_map(|rest| rest.split('"').next()).collect()
}

/// The pages of the event that most articles tell of, with its address.
fn event(served: &Served) -> (String, String) {
    let events = served.get("/index.json").json();
    let address = format!("/event/{}", events["events"][0]["event"].as_str().unwrap());
    let page = served.get(&address).fine();
    (address, page)
}

#[test]
fn an_id_stands_once_in_a_page() {
    let served = summit();
    let (_, brief) = event(&served);
    let article = after(&brief, "href=\"/article/")[0].to_owned();
    let others = ["/questions", "/sources", "/source/unnamed", "/matrix"];
    let others = others.map(|page| served.get(page).fine());
    let article = served
        .get(&format!("/article/{}", article.split('?').next().unwrap()))
        .fine();
    for page in [brief, article].iter().chain(&others) {
        let ids = after(page, " id=\"");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        let twice: Vec<&&str> = known
            .iter()
            .filter(|id| ids.iter().filter(|one| one == id).count() > 1)
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}

#[test]
fn the_matrix_names_its_claims_and_counts_what_it_leaves_out() {
    let served = summit();
    let page = served.get("/matrix").fine();
    let twin = served.get("/matrix.json").json();
    let claims = twin["claims"].as_array().unwrap();
    let more = twin["more_claims"].as_u64().unwrap();
    assert!(claims.len() == 12 && more > 0, "{twin}");
    assert_eq!(twin["more_sources"], 0);
    assert!(
        page.contains(&format!("Left out here: {more} further claims.")),
        "{page}"
    );
    let cells = after(&page, "<td class=\"cell says\" data-claim=\"");
    let said = twin["sources"].as_array().unwrap().iter();
    let said = said
        .flat_map(|row| row[1].as_array().unwrap())
        .filter(|cell| cell["says"].is_string());
    assert_eq!(cells.len(), said.count());
    let first = |words: &str| words.chars().take(20).collect::<String>();
    for cell in cells {
        let (number, words) = cell.split_once(". ").unwrap();
        let claim = claims[number.parse::<usize>().unwrap() - 1]
            .as_str()
            .unwrap();
        let claim = claim.replace('"', "&quot;");
        assert_eq!(first(words), first(&claim));
        assert!(
            page.contains(&format!(": claim {number}, {}", first(&claim))),
            "named in the cell"
        );
    }
}

#[test]
fn the_picture_of_a_claim_fits_on_a_phone_and_tells_the_evidence() {
    let served = summit();
    let (_, brief) = event(&served);
    let mut told = BTreeSet::new();
    for claim in after(&brief, "class=\"claim\" href=\"") {
        let page = served.get(claim).fine();
        let Some((_, rest)) = page.split_once("<svg class=\"graph\"") else {
            continue;
        };
        let picture = rest.split("</svg>").next().unwrap();
        let width: usize = after(picture, " width=\"")[0].parse().unwrap();
        assert!(width <= 358, "{claim} is {width} wide");
        let kinds = [
            "quoted with “",
            "% of the words are the same",
            "named in its byline",
            "credited in its text",
        ];
        told.extend(kinds.into_iter().filter(|kind| picture.contains(kind)));
        if told.len() > 2 {
            return;
        }
    }
    panic!("{told:?}");
}

#[test]
fn an_article_is_told_in_plain_words() {
    let served = summit();
    let events = served.get("/index.json").json();
    let articles = events["events"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|event| event["articles"].as_array().unwrap());
    let mut all = String::new();
    for article in articles {
        all += &served
            .get(&format!("/article/{}", article["id"].as_str().unwrap()))
            .fine();
    }
    for term in [
        "low-score",
        "two-sources",
        "no-source",
        "= P",
        "_REF",
        "= XX",
        "event · ",
        "state · ",
        "> CT+ for",
    ] {
        assert!(!all.contains(term), "{term}");
    }
    for words in [
        "= 5 hours",
        "= 3 years and 6 months",
        "certain (CT+) for ",
        "tells what happens",
        "= every month",
    ] {
        assert!(all.contains(words), "{words}");
    }
}

#[test]
fn what_is_absent_has_a_word_and_a_line_of_its_own_in_the_margin() {
    let served = summit();
    let hits = served.get("/search.json?absence=declined").json();
    let article = hits["hits"][0]["article"]["id"].as_str().unwrap();
    let page = served.get(&format!("/article/{article}")).fine();
    let entries = |class: &str, word: &str| {
        let mark = format!(" class=\"{class}\">");
        let own: Vec<&str> = page
            .split("<li id=\"f")
            .filter(|one| one.contains(&mark))
            .collect();
        assert!(
            !own.is_empty()
                && own
                    .iter()
                    .all(|one| one.contains(&format!(">{word}</span>"))),
            "{own:?}"
        );
    };
    entries("absence", "Absence");
    entries("statement", "Statement");
    entries("narration", "Told by");
}

#[test]
fn how_well_words_match_is_no_score() {
    let served = summit();
    let page = served.get("/search?q=wheat").fine();
    assert!(page.contains("match ") && !page.contains("score"), "{page}");
}
