//! What the pages show their twins hold: judgements, versions, letters, what a filter leaves.

use serde_json::Value;

use crate::docs::{fits, of_twin};
use crate::judging::Finding;
use crate::newsroom::Newsroom;
use crate::served::{Reply, Served};
use crate::serving::{kept, served};

/// The twin of `page`, which fits what the server tells of `path`.
#[track_caller]
fn twin(served: &Served, page: &str, path: &str) -> Value {
    let body = served.get(&format!("{page}.json")).fine();
    fits(&of_twin(served, path), &body);
    serde_json::from_str(&body).unwrap()
}

/// The id of the source that is called so.
fn source(served: &Served, name: &str) -> String {
    let list = served.get(&format!("/sources.json?name={name}")).json();
    let id = list["entities"][0]["id"].as_str();
    id.unwrap_or_else(|| panic!("no {name} in {list}"))
        .to_owned()
}

fn rated(served: &Served, source: &str) -> Reply {
    let seal = served.seal();
    let rate = [
        ("seal", seal.as_str()),
        ("what", "rate"),
        ("entity", source),
        ("letter", "C"),
        ("by", "Roe"),
    ];
    served.post("/hand", &rate)
}

#[test]
fn every_page_of_a_finding_and_its_twin_tell_what_was_judged_of_it() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let finding = Finding::of(&served);
    let remark = [("what", "remark"), ("remark", "<b>Ask again</b>")];
    assert_eq!(finding.judge(&served, "Roe", &remark).status, 303);
    let list = served.get("/sources.json?name=Holt").json();
    let ids = list["entities"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["id"].as_str());
    let told = ids.filter_map(|id| {
        let said = twin(&served, &format!("/source/{id}"), "/source/{source}.json");
        let mut statements = said["statements"].as_array().unwrap().iter();
        let told = statements.find(|one| one["judgements"][0].is_object())?;
        Some((id, told["claim"].as_str()?.to_owned()))
    });
    let told: Vec<(&str, String)> = told.collect();
    let [(holt, claim)] = told.as_slice() else {
        panic!("{told:?}")
    };
    let event = format!("/event/{}", finding.article);
    let pages = [
        (
            format!("/article/{}", finding.article),
            "/article/{article}.json",
        ),
        (event.clone(), "/event/{event}.json"),
        (
            format!("{event}/claim/{claim}"),
            "/event/{event}/claim/{claim}.json",
        ),
    ];
    for (page, path) in pages {
        let shown = served.get(&page).fine();
        assert!(shown.contains("&lt;b&gt;Ask again"), "{page}: {shown}");
        let judged = twin(&served, &page, path)["judgements"].clone();
        assert_eq!(judged.as_array().unwrap().len(), 1, "{page}: {judged}");
        assert_eq!(judged[0]["by"], "Roe");
        assert_eq!(judged[0]["kind"], "remark");
        assert_eq!(judged[0]["remark"], "<b>Ask again</b>");
        assert!(
            judged[0]["time"].as_str().unwrap().ends_with('Z'),
            "{judged}"
        );
    }
    let page = served.get(&format!("/source/{holt}")).fine();
    assert!(page.contains("&lt;b&gt;Ask again"), "{page}");
}

#[test]
fn what_is_undone_is_on_no_page_and_in_no_twin() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let finding = Finding::of(&served);
    assert_eq!(
        finding.judge(&served, "Roe", &[("what", "confirm")]).status,
        303
    );
    let judged = || {
        served
            .get(&format!("/article/{}.json", finding.article))
            .json()["judgements"]
            .clone()
    };
    assert_eq!(judged()[0]["kind"], "confirm");
    let undo = [
        ("seal", finding.seal.as_str()),
        ("what", "undo-judgement"),
        ("number", "1"),
    ];
    assert_eq!(served.post("/hand", &undo).status, 303);
    assert_eq!(judged(), serde_json::json!([]));
}

#[test]
fn a_letter_stands_in_the_list_and_at_its_source() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let holt = source(&served, "Holt");
    assert_eq!(rated(&served, &holt).status, 303);
    let letter =
        twin(&served, &format!("/source/{holt}"), "/source/{source}.json")["letter"].clone();
    assert_eq!([&letter["letter"], &letter["by"]], ["C", "Roe"], "{letter}");
    let list = twin(&served, "/sources", "/sources.json");
    let entities = list["entities"].as_array().unwrap();
    let letter = |one: &&Value| one["letter"]["letter"] == "C";
    let rated: Vec<&Value> = entities.iter().filter(letter).collect();
    assert!(rated.iter().any(|one| one["id"] == holt.as_str()), "{list}");
    assert!(
        rated.iter().all(|one| one["name"] == "Ada Holt"),
        "whom nobody rated has none"
    );
    let page = served.get("/sources").fine();
    assert!(
        page.contains("<abbr title=\"fairly reliable\">C</abbr>"),
        "{page}"
    );
}

#[test]
fn the_list_of_sources_and_its_twin_have_those_whose_name_fits() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let count = |path: &str| {
        served.get(path).json()["entities"]
            .as_array()
            .unwrap()
            .len()
    };
    assert!(count("/sources.json") > 1);
    assert_eq!(count("/sources.json?name=holt"), 2, "two namesakes");
    assert_eq!(count("/sources.json?name=nobody"), 0);
    assert_eq!(
        served
            .get("/sources?name=holt")
            .fine()
            .matches("href=\"/source/e")
            .count(),
        2
    );
}

#[test]
fn an_article_tells_its_versions_and_its_event() {
    let room = Newsroom::empty();
    let version = |dead: &str, modified: &str| {
        let text =
            format!("The ferry sank off Velin on Monday. {dead} people died, the coastguard said.");
        serde_json::json!({"title": "Ferry sinks", "url": "https://example.org/ferry", "date": "2031-03-12",
            "modified": modified, "text": text})
    };
    let two = [
        version("Four", "2031-03-12T08:00:00Z"),
        version("Nine", "2031-03-14T12:00:00Z"),
    ];
    let served = served(&room, &two);
    let hits = served.get("/search.json?q=Nine").json();
    let article = hits["hits"][0]["article"]["id"].as_str().unwrap();
    let events = served.get("/index.json").json();
    let told = twin(
        &served,
        &format!("/article/{article}"),
        "/article/{article}.json",
    );
    let days: Vec<&str> = told["versions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["day"].as_str())
        .collect();
    assert_eq!(days, ["2031-03-12", "2031-03-14"]);
    assert_eq!(told["event"], events["events"][0]["event"]);
}
