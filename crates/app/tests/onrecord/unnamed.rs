//! Sources on their pages: those that are not named have one too, and each tells how it fared.

use serde_json::{Value, json};

use crate::newsroom::Newsroom;
use crate::served::Served;
use crate::serving::served;

fn told(doc: &str, day: &str, text: &str) -> Value {
    json!({"doc": doc, "title": doc, "outlet": doc, "date": day, "text": text})
}

/// Officials of one kind in two articles, others, and a named source.
fn officials(room: &Newsroom) -> Served {
    let records = [
        told(
            "The Paper",
            "2031-03-12",
            "Two Kessalian officials said on Tuesday that the bridge at Velin may close. Experts warned that the dam could break.",
        ),
        told(
            "Radio Velin",
            "2031-03-15",
            "A Kessalian official said on Friday that the talks in Osta had failed. Mayor Ada Holt said that the harbour was open.",
        ),
    ];
    served(room, &records)
}

#[test]
fn who_is_described_alike_has_one_page_with_the_days() {
    let room = Newsroom::empty();
    let served = officials(&room);
    let list = served.get("/sources.json").json();
    let kinds = list["unnamed"].as_array().unwrap();
    let officials = kinds
        .iter()
        .find(|one| one["name"].as_str().unwrap().contains("official"));
    let officials = officials.unwrap_or_else(|| panic!("{list}"));
    assert_eq!(
        [&officials["statements"], &officials["articles"]],
        [2, 2],
        "{officials}"
    );
    let id = officials["id"].as_str().unwrap();
    let page = served.get(&format!("/source/{id}")).fine();
    for words in [
        "bridge at Velin may close",
        "the talks in Osta had failed",
        "<svg",
        "15 March 2031",
        "need not be the same people",
    ] {
        assert!(page.contains(words), "no {words} in {page}");
    }
    assert!(
        !page.contains("Rate, merge"),
        "nobody is rated who is not known"
    );
    let twin = served.get(&format!("/source/{id}.json")).json();
    let days =
        json!([{"day": "2031-03-12", "statements": 1}, {"day": "2031-03-15", "statements": 1}]);
    assert_eq!(twin["days"], days);
    assert!(
        served
            .get("/sources")
            .fine()
            .contains(&format!("href=\"/source/{id}\""))
    );
}

#[test]
fn all_that_is_not_named_is_on_one_page() {
    let room = Newsroom::empty();
    let served = officials(&room);
    let twin = served.get("/source/unnamed.json").json();
    let who: Vec<&str> = twin["statements"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["source"].as_str())
        .collect();
    assert_eq!(
        who,
        ["Two Kessalian officials", "Experts", "A Kessalian official"]
    );
    let page = served.get("/source/unnamed").fine();
    assert!(
        page.contains("Experts") && !page.contains("Ada Holt"),
        "{page}"
    );
}

#[test]
fn a_filter_finds_descriptions_too() {
    let room = Newsroom::empty();
    let served = officials(&room);
    let list = served.get("/sources.json?name=expert").json();
    let count = |key: &str| list[key].as_array().unwrap().len();
    assert_eq!((count("entities"), count("unnamed")), (0, 1), "{list}");
}

#[test]
fn what_another_origin_has_is_confirmed_in_that_word() {
    let room = Newsroom::empty();
    let claim = "said that the Queen Ardith ferry struck the Tallow Reef before dawn.";
    let rain =
        "Rain fell on the quay all morning while crews brought blankets, soup and dry clothes.";
    let dinghy =
        "A neighbour had watched from a kitchen window, called a brother, and rowed out alone.";
    let records = [
        told("Beacon", "2031-03-12", &format!("Ada Holt {claim} {rain}")),
        told(
            "Gazette",
            "2031-03-12",
            &format!("Odd Marken {claim} {dinghy}"),
        ),
    ];
    let served = served(&room, &records);
    let twin = served.get("/source/Ada%20Holt.json").json();
    assert_eq!(twin["statements"][0]["confirmed"], true, "{twin}");
    assert_eq!(twin["fared"]["confirmed"], 1);
    let page = served.get("/source/Ada%20Holt").fine();
    assert!(
        page.contains("told by 2 articles, confirmed by another origin"),
        "{page}"
    );
}
