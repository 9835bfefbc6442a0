//! What an analyst judges on the pages: beside its finding, newest verdict first, nothing lost.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::served::{Reply, Served};
use crate::serving::kept;

/// Who speaks in the gold of the first judged article.
fn gold_sources(served: &Served) -> BTreeSet<String> {
    let gold = served.get("/gold.json").fine();
    let gold: Value = serde_json::from_str(gold.lines().next().unwrap()).unwrap();
    let text: Vec<char> = gold["text"].as_str().unwrap().chars().collect();
    let sources = gold["attributions"].as_array().unwrap().iter();
    sources
        .filter_map(|one| Some((one["source"][0][0].as_u64()?, one["source"][0][1].as_u64()?)))
        .map(|(start, end)| text[start as usize..end as usize].iter().collect())
        .collect()
}

/// A statement that can be judged.
pub(crate) struct Finding {
    pub(crate) article: String,
    start: String,
    end: String,
    pub(crate) seal: String,
}

impl Finding {
    pub(crate) fn of(served: &Served) -> Finding {
        let hits = served.get("/search.json?q=crossed&source=Holt").json();
        let hit = &hits["hits"][0];
        let span = &hit["quotation"][0]["span"];
        Finding {
            article: hit["article"]["id"].as_str().unwrap().to_owned(),
            start: span[0].to_string(),
            end: span[1].to_string(),
            seal: served.seal(),
        }
    }

    /// What comes back when somebody judges it.
    pub(crate) fn judge(&self, served: &Served, by: &str, more: &[(&str, &str)]) -> Reply {
        let finding = [
            ("seal", self.seal.as_str()),
            ("article", &self.article),
            ("finding", "statement"),
            ("start", &self.start),
            ("end", &self.end),
            ("by", by),
        ];
        served.post("/hand", &[&finding[..], more].concat())
    }
}

/// Corrects a statement and remarks on it; returns its article.
fn judged(served: &Served) -> String {
    let finding = Finding::of(served);
    let with = |more: &[(&str, &str)]| finding.judge(served, "Roe", more).status;
    assert_eq!(with(&[("what", "correct")]), 400, "nothing is otherwise");
    assert_eq!(
        with(&[("what", "correct"), ("source", "Nobody at all")]),
        400
    );
    let correction = [
        ("what", "correct"),
        ("source", "Ada Holt"),
        ("act", "warned"),
    ];
    assert_eq!(with(&correction), 303);
    assert_eq!(
        with(&[("what", "remark"), ("remark", "<b>Ask again</b>")]),
        303
    );
    finding.article
}

#[test]
fn a_judgement_stands_beside_its_finding_and_makes_gold() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let article = judged(&served);
    let page = served.get(&format!("/article/{article}")).fine();
    assert!(
        page.contains("source “Ada Holt”, act warned") && page.contains("by Roe"),
        "{page}"
    );
    assert!(
        page.contains("&lt;b&gt;Ask again"),
        "a remark is shown, not run"
    );
    let sources = gold_sources(&served);
    assert!(sources.contains("Ada Holt"), "{sources:?}");
}

#[test]
fn a_judgement_is_undone_and_outlasts_the_server() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let article = judged(&served);
    let seal = served.seal();
    let undo = [
        ("seal", seal.as_str()),
        ("what", "undo-judgement"),
        ("number", "1"),
    ];
    assert_eq!(served.post("/hand", &undo).status, 303);
    assert_eq!(served.post("/hand", &undo).status, 404, "it is undone");
    let page = served.get(&format!("/article/{article}")).fine();
    assert!(!page.contains("act warned") && page.contains("Ask again"));
    drop(served);
    let again = Served::new(&room, &[]);
    let log = again.get("/hand.json").json();
    assert_eq!(
        log["judgements"].as_array().unwrap().len(),
        3,
        "kept in the ledger"
    );
    assert_eq!(room.run(&["verify", "--ledger", "l.ledger"]).code, Some(0));
}

#[test]
fn the_newest_verdict_of_a_person_is_the_one_that_is_shown() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let finding = Finding::of(&served);
    for (by, what) in [("Roe", "confirm"), ("Varga", "confirm"), ("Roe", "reject")] {
        assert_eq!(finding.judge(&served, by, &[("what", what)]).status, 303);
    }
    let page = served.get(&format!("/article/{}", finding.article)).fine();
    let shown = |word: &str| page.matches(&format!("<strong>{word}</strong>")).count();
    assert_eq!((shown("Confirmed"), shown("Rejected")), (1, 1), "{page}");
    let log = served.get("/hand.json").json();
    let in_force = |at: usize| log["judgements"][at]["in_force"].as_bool().unwrap();
    assert_eq!([in_force(0), in_force(1), in_force(2)], [false, true, true]);
    let log = served.get("/hand").fine();
    assert!(log.contains("replaced by a later one"), "the history stays");
}

#[test]
fn the_brief_tells_what_was_judged_and_by_whom() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let article = judged(&served);
    let page = served.get(&format!("/event/{article}")).fine();
    assert!(
        page.contains("Remark by Roe: “&lt;b&gt;Ask again&lt;/b&gt;”"),
        "{page}"
    );
    assert!(page.contains("Corrected by Roe: source “Ada Holt”, act warned"));
}

#[test]
fn words_of_a_correction_that_fails_are_given_back() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let finding = Finding::of(&served);
    let wrong = [
        ("what", "correct"),
        ("source", "Nobody <b>at</b> all"),
        ("act", "warned"),
    ];
    let refused = finding.judge(&served, "Roe", &wrong);
    assert_eq!(refused.status, 400);
    let page = refused.body;
    for part in [
        "value=\"Nobody &lt;b&gt;at&lt;/b&gt; all\"",
        "<option value=\"warned\" selected",
        "value=\"Roe\"",
        "aria-label=\"Pages\"",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
}

#[test]
fn who_judges_is_remembered_for_that_reader_alone() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let finding = Finding::of(&served);
    let done = finding.judge(&served, "Zoë Roe", &[("what", "confirm")]);
    let cookie = done.header("set-cookie").unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    let kept = cookie.split(';').next().unwrap();
    let address = format!("GET /article/{} HTTP/1.1", finding.article);
    let own = served
        .send(&format!("{address}\r\nCookie: {kept}"), &[])
        .fine();
    assert!(own.contains("name=\"by\" maxlength=\"100\" autocomplete=\"name\" value=\"Zoë Roe\""));
    let other = served.send(&address, &[]).fine();
    assert!(
        !other.contains("value=\"Zoë Roe\""),
        "another browser is another reader"
    );
}

/// The forms of a page with what they hold.
fn forms(page: &str) -> impl Iterator<Item = &str> {
    let forms = page.split("<form").skip(1);
    forms.filter_map(|form| form.split("</form>").next())
}

#[test]
fn the_first_button_of_a_form_with_words_is_what_the_words_are_for() {
    let room = kept();
    let served = Served::new(&room, &[]);
    let finding = Finding::of(&served);
    let page = served.get(&format!("/article/{}", finding.article)).fine();
    let mut seen = 0;
    for form in forms(&page) {
        let first = form.split("<button").nth(1).unwrap_or_default();
        for (field, what) in [("remark", "remark"), ("source", "correct")] {
            if form.contains(&format!("name=\"{field}\"")) {
                assert!(first.contains(&format!("value=\"{what}\"")), "{form}");
                seen += 1;
            }
        }
        if form.contains("value=\"confirm\"") {
            assert!(first.contains("disabled"), "Enter is no verdict: {form}");
        }
    }
    assert!(seen >= 2, "{page}");
}

#[test]
fn an_event_that_was_not_there_yet_leaves_the_way_back() {
    let room = kept();
    room.write("later.jsonl", "{\"title\": \"Ferry halted\", \"text\": \"Ole Brandt said the ferry at Ostra had been halted by a strike.\"}\n");
    room.run(&["read", "later.jsonl", "--ledger", "l.ledger"])
        .fine();
    let served = Served::new(&room, &[]);
    let page = served.get("/").fine();
    let moment = page.split("<option value=\"").nth(1).unwrap();
    let moment = moment.split('"').next().unwrap();
    let hits = served.get("/search.json?q=ferry").json();
    let article = hits["hits"][0]["article"]["id"].as_str().unwrap();
    served.get(&format!("/event/{article}")).fine();
    let early = served.get(&format!("/event/{article}?as_of={moment}"));
    assert_eq!(early.status, 404);
    for part in [
        "class=\"moments\"",
        "aria-label=\"Pages\"",
        "The record of now",
        "there was no such event here then",
        &format!("href=\"/sources?as_of={}\"", crate::served::escaped(moment)),
    ] {
        assert!(early.body.contains(part), "no {part} in {}", early.body);
    }
    let count = |page: &str| page.matches("<option").count();
    let before = count(&served.get("/").fine());
    let finding = Finding::of(&served);
    assert_eq!(
        finding.judge(&served, "Roe", &[("what", "confirm")]).status,
        303
    );
    let after = count(&served.get("/").fine());
    assert_eq!(before, after, "a judgement is no moment of the record");
}
