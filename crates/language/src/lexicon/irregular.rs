//! Irregular forms of verbs and nouns, by form.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The lemma of each irregular form, and the stems whose spelling no rule settles.
#[derive(Debug)]
pub(crate) struct Irregular {
    /// Modals, auxiliaries and clitics: *wo* is *will*.
    pub(crate) auxiliaries: BTreeMap<String, String>,
    /// Verbs: *said* is *say*.
    pub(crate) verbs: BTreeMap<String, String>,
    /// Nouns: *crises* is *crisis*.
    pub(crate) nouns: BTreeMap<String, String>,
    /// Stems of *-ed* and *-ing*.
    pub(crate) spelling: Spelling,
}

/// Stems whose final *e* no rule settles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spelling {
    /// *not-ed* is *note*.
    pub(crate) silent_e: Vec<String>,
    /// *visit-ed* is *visit*.
    pub(crate) no_silent_e: Vec<String>,
}

/// The file as it is written: lemma, then its forms.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    auxiliaries: BTreeMap<String, Vec<String>>,
    verbs: BTreeMap<String, Vec<String>>,
    nouns: BTreeMap<String, Vec<String>>,
    spelling: Spelling,
}

/// Reads `irregular.toml`, compiled in.
pub(crate) fn load() -> Irregular {
    let file: File =
        toml::from_str(include_str!("irregular.toml")).expect("irregular.toml is tested to parse");
    Irregular {
        auxiliaries: by_form(file.auxiliaries),
        verbs: by_form(file.verbs),
        nouns: by_form(file.nouns),
        spelling: file.spelling,
    }
}

/// Turns lemma → forms into form → lemma; a form that two lemmas claim is the later lemma's.
fn by_form(by_lemma: BTreeMap<String, Vec<String>>) -> BTreeMap<String, String> {
    let mut lemmas = BTreeMap::new();
    for (lemma, forms) in by_lemma {
        for form in forms {
            lemmas.insert(form, lemma.clone());
        }
    }
    lemmas
}
