//! Ledgers of every version ever published are still read, and come up to date when written.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord_record::{Article, EntityAct, Findings, Judgement};

use super::acting::{by, every_act};
use super::judging::every_judgement;
use super::note;
use super::sample::sample;
use crate::{Appended, Ledger, SqliteLedger};

/// The version this build writes. Its frozen ledger is written anew by `BLESS=1`, as long as it is
/// not published; those of older versions never are.
const NEWEST: u32 = 7;

/// The sample, read by build `first`, as version `version` wrote it.
pub(super) fn frozen(version: u32) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    fixtures.join(format!("ledger-v{version}/sample.ledger"))
}

/// The sample as far as `version` could keep it.
pub(super) fn known_to(version: u32) -> (Article, Findings) {
    let (article, mut findings) = sample();
    if version < 2 {
        findings.names.clear();
    }
    if version < 4 {
        findings.places.clear();
        findings.events.clear();
    }
    if version < 7 {
        findings
            .statements
            .iter_mut()
            .for_each(|one| one.clauses.clear());
    }
    (article, findings)
}

fn is_read_and_added_to(version: u32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.ledger");
    fs::copy(frozen(version), &path).unwrap();
    let (mut article, findings) = known_to(version);
    let kept = [(article.clone(), findings.clone())];
    let before = fs::read(&path).unwrap();
    let ledger = SqliteLedger::open_read_only(&path).unwrap();
    assert_eq!(ledger.snapshot().unwrap(), kept);
    assert_eq!(ledger.verify().unwrap(), []);
    drop(ledger);
    assert!(
        fs::read(&path).unwrap() == before,
        "looking changes nothing"
    );
    let mut ledger = SqliteLedger::open(&path).unwrap();
    assert_eq!(ledger.snapshot().unwrap(), kept);
    let again = ledger.append(&article, &findings, &note("first")).unwrap();
    assert_eq!(again, Appended::Unchanged, "hashes are made as they were");
    article.masthead.title = None;
    let (_, findings) = sample();
    let anew = ledger.append(&article, &findings, &note("second")).unwrap();
    assert_eq!(anew, Appended::Superseded);
    assert_eq!(ledger.snapshot().unwrap(), [(article, findings)]);
    assert_eq!(ledger.verify().unwrap(), []);
}

#[test]
fn version_1_is_read_and_added_to() {
    is_read_and_added_to(1);
}

#[test]
fn version_2_is_read_and_added_to() {
    is_read_and_added_to(2);
}

#[test]
fn version_3_is_read_and_added_to() {
    is_read_and_added_to(3);
}

#[test]
fn version_4_is_read_and_added_to() {
    is_read_and_added_to(4);
}

#[test]
fn version_5_is_read_and_added_to() {
    is_read_and_added_to(5);
}

#[test]
fn version_6_is_read_and_added_to() {
    is_read_and_added_to(6);
}

#[test]
fn version_7_is_read_and_added_to() {
    if std::env::var_os("BLESS").is_some() {
        bless();
    }
    is_read_and_added_to(NEWEST);
    let ledger = SqliteLedger::open_read_only(&frozen(NEWEST)).unwrap();
    let acts = ledger.acts(None).unwrap();
    let acts: Vec<EntityAct> = acts.into_iter().map(|kept| kept.act).collect();
    assert_eq!(acts, every_act(sample().0.id));
    let judged = ledger.judgements(None).unwrap();
    let judged: Vec<Judgement> = judged.into_iter().map(|kept| kept.judgement).collect();
    assert_eq!(judged, every_judgement(sample().0.id));
}

fn bless() {
    let path = frozen(NEWEST);
    let _ = fs::remove_file(&path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let (article, findings) = sample();
    let mut ledger = SqliteLedger::open(&path).unwrap();
    ledger.append(&article, &findings, &note("first")).unwrap();
    for act in every_act(article.id) {
        ledger.record_act(&act, &by(Some("Brandt"))).unwrap();
    }
    for judgement in every_judgement(article.id) {
        ledger.record_judgement(&judgement, &by(None)).unwrap();
    }
}
