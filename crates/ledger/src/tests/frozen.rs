//! Ledgers of every version ever published are still read.

use std::fs;
use std::path::Path;

use super::note;
use super::sample::sample;
use crate::{Appended, Ledger, SqliteLedger};

/// The sample, read by build `first`. `BLESS=1` writes it anew, as long as its version is not
/// published.
const V1: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../fixtures/ledger-v1/sample.ledger"
);

#[test]
fn version_1_is_read_and_added_to() {
    if std::env::var_os("BLESS").is_some() {
        bless();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.ledger");
    fs::copy(V1, &path).unwrap();
    let (mut article, findings) = sample();
    let kept = [(article.clone(), findings.clone())];
    let ledger = SqliteLedger::open_read_only(&path).unwrap();
    assert_eq!(ledger.snapshot().unwrap(), kept);
    assert_eq!(ledger.verify().unwrap(), []);
    drop(ledger);
    let mut ledger = SqliteLedger::open(&path).unwrap();
    assert_eq!(ledger.snapshot().unwrap(), kept);
    let again = ledger.append(&article, &findings, &note("first")).unwrap();
    assert_eq!(again, Appended::Unchanged, "hashes are made as they were");
    article.masthead.title = None;
    let anew = ledger.append(&article, &findings, &note("second")).unwrap();
    assert_eq!(anew, Appended::Superseded);
    assert_eq!(ledger.snapshot().unwrap(), [(article, findings)]);
    assert_eq!(ledger.verify().unwrap(), []);
}

fn bless() {
    let _ = fs::remove_file(V1);
    fs::create_dir_all(Path::new(V1).parent().unwrap()).unwrap();
    let (article, findings) = sample();
    let mut ledger = SqliteLedger::open(Path::new(V1)).unwrap();
    ledger.append(&article, &findings, &note("first")).unwrap();
}
