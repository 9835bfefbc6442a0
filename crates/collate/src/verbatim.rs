//! The words that an article has in quotation marks, to be found again in others.

use onrecord_record::{Article, Directness, Statement};

use crate::word;

/// So many words in a row, in quotation marks, are one utterance wherever they stand.
const RUN: usize = 6;

/// What a statement has in quotation marks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Verbatim {
    /// All of it is.
    pub(crate) is_direct: bool,
    /// A part of it is.
    pub(crate) is_mixed: bool,
    /// The hashes of each [`RUN`] words in a row, sorted.
    runs: Vec<u64>,
}

impl Verbatim {
    pub(crate) fn of(article: &Article, statement: &Statement) -> Verbatim {
        let is_direct = statement.directness == Directness::Direct;
        let is_mixed = statement.directness == Directness::Mixed;
        let mut runs = Vec::new();
        if is_direct || is_mixed {
            let mut words: Vec<Option<String>> = Vec::new();
            for part in statement.attribution.content.parts() {
                let mut is_open = is_direct;
                for piece in article.quote(*part).split_inclusive(['"', '“', '”']) {
                    let own = piece.split(|c: char| !c.is_alphanumeric());
                    let own = own.filter(|word| is_open && !word.is_empty());
                    words.extend(own.map(|word| Some(word::fold(word))));
                    is_open = is_direct
                        || match piece.chars().next_back() {
                            Some('“') => true,
                            Some('”') => false,
                            _ => !is_open,
                        };
                    words.extend((!is_direct).then_some(None));
                }
            }
            for part in words.split(Option::is_none) {
                runs.extend(part.windows(RUN).map(hash));
            }
            runs.sort_unstable();
            runs.dedup();
        }
        Verbatim {
            is_direct,
            is_mixed,
            runs,
        }
    }

    /// Each run of words.
    pub(crate) fn runs(&self) -> impl Iterator<Item = u64> + '_ {
        self.runs.iter().copied()
    }

    /// Have both some words in a row?
    pub(crate) fn is_shared(&self, other: &Verbatim) -> bool {
        self.runs
            .iter()
            .any(|run| other.runs.binary_search(run).is_ok())
    }
}

/// FNV-1a over the words: the same on every machine.
fn hash(words: &[Option<String>]) -> u64 {
    let bytes = words
        .iter()
        .flatten()
        .flat_map(|word| word.bytes().chain([b' ']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
