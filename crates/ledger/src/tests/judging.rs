//! What was judged is kept in order, told as of a moment, and sealed.

use jiff::{SignedDuration, Timestamp};
use onrecord_record::{
    Act, ArticleId, Correction, EntityId, Factuality, FindingKind, Judgement, Referent,
    Reliability, Selector, Target, Verdict, Vote,
};

use super::acting::by;
use super::sample::sample;
use super::{Room, note};
use crate::{ActNote, Failure, Ledger, SqliteLedger};

/// One judgement of each kind, about the article `id`.
pub(super) fn every_judgement(id: ArticleId) -> Vec<Judgement> {
    let words = |start, exact: &str| Selector {
        start,
        end: start + exact.chars().count(),
        exact: exact.to_owned(),
    };
    let target = |kind| Target {
        article: id,
        kind,
        words: words(7, "the gates were open"),
    };
    let correction = Correction {
        source: Some(words(0, "Brandt")),
        content: None,
        act: Some(Act::Denied),
        value: Some(Factuality::ALL[1]),
    };
    let who = Referent {
        id: EntityId("e1".to_owned()),
        name: "Brandt".to_owned(),
        article: id,
    };
    vec![
        Judgement::Confirm(target(FindingKind::Statement)),
        Judgement::Reject(target(FindingKind::Narration)),
        Judgement::Correct(target(FindingKind::Statement), correction),
        Judgement::Remark(
            target(FindingKind::Absence),
            "Asked twice — no answer.".to_owned(),
        ),
        Judgement::Rate(who, Reliability::C),
        Judgement::Undo(2),
        Judgement::Vote(
            target(FindingKind::Statement),
            Vote {
                verdict: Verdict::Wrong,
                quote: Some(words(0, "Brandt")),
            },
        ),
    ]
}

/// A ledger with the sample and a judgement of each kind, one a second.
fn judged() -> (Room, SqliteLedger) {
    let room = Room::new();
    let mut ledger = room.ledger();
    let (article, findings) = sample();
    ledger.append(&article, &findings, &note("a")).unwrap();
    for (second, judgement) in (0..).zip(every_judgement(article.id)) {
        let note = ActNote {
            learned: after(second),
            ..by(Some("Brandt"))
        };
        let number = ledger.record_judgement(&judgement, &note).unwrap();
        assert_eq!(i64::from(number), second + 1);
    }
    (room, ledger)
}

fn after(seconds: i64) -> Timestamp {
    note("").learned + SignedDuration::from_secs(seconds)
}

#[test]
fn judgements_come_back_as_they_were_made() {
    let (_room, ledger) = judged();
    let kept = ledger.judgements(None).unwrap();
    let all: Vec<Judgement> = kept.iter().map(|one| one.judgement.clone()).collect();
    assert_eq!(all, every_judgement(sample().0.id));
    assert!(kept.iter().all(|one| one.by.as_deref() == Some("Brandt")));
    let early = ledger.judgements(Some(after(1))).unwrap();
    assert_eq!(early, kept[..2]);
    assert_eq!(ledger.verify().unwrap(), []);
}

#[test]
fn a_judgement_makes_the_ledger_grow() {
    let (_room, mut ledger) = judged();
    let before = ledger.extent().unwrap();
    ledger
        .record_judgement(&Judgement::Undo(6), &by(None))
        .unwrap();
    let after = ledger.extent().unwrap();
    assert_eq!(after.judgements, before.judgements + 1);
    assert_eq!((after.readings, after.acts), (before.readings, before.acts));
}

#[test]
fn moments_are_those_at_which_the_record_grew() {
    let (_room, ledger) = judged();
    assert_eq!(
        ledger.moments().unwrap(),
        [after(0)],
        "the article came with the first judgement, and the others are no moments"
    );
}

#[test]
fn an_edited_judgement_is_found() {
    let (room, ledger) = judged();
    ledger
        .conn
        .execute_batch(
            "DROP TRIGGER judgement_is_not_edited;
             UPDATE judgement SET kind = 'confirm' WHERE number = 2",
        )
        .unwrap();
    drop(ledger);
    let failures = room.ledger().verify().unwrap();
    let numbers: Vec<u32> = failures
        .iter()
        .map(|failure| match failure {
            Failure::Judgement { number, .. } => *number,
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(numbers, [2]);
}

#[test]
fn an_article_is_found_by_the_beginning_of_its_id() {
    let (_room, ledger) = judged();
    let (article, _) = sample();
    let id = article.id.to_string();
    let ids = |digits: &str| {
        let found = ledger.beginning(digits, None).unwrap();
        found.iter().map(|one| one.article.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&id), [article.id]);
    let some: String = id.chars().take(7).collect();
    assert_eq!(ids(&some), [article.id]);
    assert_eq!(ids(""), [article.id]);
    assert_eq!(ids("zz"), []);
    assert_eq!(ids(&format!("{id}0")), []);
    let early = Some(note("").learned - SignedDuration::from_secs(1));
    assert_eq!(ledger.beginning(&id, early).unwrap(), []);
}
