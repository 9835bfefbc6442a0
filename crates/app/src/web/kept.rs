//! Pages that were made and still hold: as long as nothing is added to the ledger.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use onrecord_desk::ledger::Extent;

use super::answer::Answer;

/// Bytes of pages kept at most; more, and all are made anew.
const MOST_BYTES: usize = 64 << 20;

/// Pages by what was asked for.
#[derive(Default)]
pub(super) struct Kept {
    pages: Mutex<Pages>,
}

#[derive(Default)]
struct Pages {
    extent: Extent,
    bytes: usize,
    all: BTreeMap<String, Arc<Answer>>,
}

impl Kept {
    /// The page that answered `asked` when the ledger held as much.
    pub(super) fn page(&self, asked: &str, extent: Extent) -> Option<Arc<Answer>> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let page = pages.all.get(asked).filter(|_| pages.extent == extent);
        page.cloned()
    }

    /// Keeps a page.
    pub(super) fn keep(&self, asked: String, extent: Extent, page: &Arc<Answer>) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let size = page.size() + asked.len();
        if pages.extent != extent || pages.bytes + size > MOST_BYTES {
            *pages = Pages {
                extent,
                ..Pages::default()
            };
        }
        if size <= MOST_BYTES && pages.all.insert(asked, Arc::clone(page)).is_none() {
            pages.bytes += size;
        }
    }
}
