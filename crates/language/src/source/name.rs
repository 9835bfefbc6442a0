//! When two forms of a name can be of one bearer.

use std::ops::Range;

use super::mention::is_title;
use super::scene::Scene;
use crate::lexicon::first_name::{self, Gender};
use crate::lexicon::role;
use crate::lexicon::speaker;
use crate::tag::EntityTag;

/// A person's name as one mention gives it, in lower case, without titles and *Jr.*
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PersonName {
    /// Its parts.
    pub(super) parts: Vec<String>,
    /// What the honorific or the first name tells.
    pub(super) gender: Option<Gender>,
    /// The gender comes from an honorific.
    pub(super) is_honoured: bool,
    /// It ends in *Jr.*
    pub(super) is_junior: bool,
}

impl PersonName {
    /// The name in `name`, with what stands before it in `title`.
    pub(super) fn of(scene: &Scene<'_>, name: Range<usize>, title: Range<usize>) -> PersonName {
        let honour = title
            .chain(name.clone())
            .find_map(|at| role::honorific(scene.low(at)).flatten());
        let last = name.end.saturating_sub(1);
        let is_junior = matches!(scene.low(last).trim_end_matches('.'), "jr" | "junior");
        let parts: Vec<String> = name
            .skip_while(|at| *at < last && is_title(scene, *at, EntityTag::Person))
            .map(|at| scene.low(at).to_owned())
            .filter(|part| part.chars().any(char::is_alphanumeric))
            .filter(|part| !matches!(part.as_str(), "jr." | "sr." | "jr" | "sr" | "ii" | "iii"))
            .collect();
        let first = parts.first().filter(|_| parts.len() > 1);
        PersonName {
            gender: honour.or_else(|| first_name::gender(first?)),
            is_honoured: honour.is_some(),
            is_junior,
            parts,
        }
    }

    /// The whole name; that of a son is not his father's.
    pub(super) fn whole(&self) -> String {
        let whole = self.parts.join(" ");
        match self.is_junior {
            true => whole + " jr",
            false => whole,
        }
    }

    /// The last part.
    pub(super) fn last(&self) -> &str {
        self.parts.last().map_or("", String::as_str)
    }

    /// The first part.
    pub(super) fn first(&self) -> &str {
        self.parts.first().map_or("", String::as_str)
    }

    /// Can `self` be another form of the name `other`?
    ///
    /// *Holt* of *Ada Holt*, *Kim* of *Kim Jong Un*, *A. Holt* and *Ada B. Holt* of *Ada Holt*;
    /// not *Ben Holt*, and beside *Ada Holt Jr.* not *Ada Holt*.
    pub(super) fn agrees(&self, other: &PersonName) -> bool {
        if self.parts.len() > 1 && other.parts.len() > 1 && self.is_junior != other.is_junior {
            return false;
        }
        match (self.parts.len(), other.parts.len()) {
            (0, _) | (_, 0) => false,
            (1, 1) => self.parts == other.parts,
            (1, _) => other.last() == self.last() || other.first() == self.last(),
            (_, 1) => self.last() == other.last() || self.first() == other.last(),
            _ => {
                self.last() == other.last() && same_given(self.first(), other.first())
                    || self.parts.ends_with(&other.parts)
                    || other.parts.ends_with(&self.parts)
            }
        }
    }
}

/// *Tim* is *Timothy*, *A.* is *Ada*.
fn same_given(one: &str, other: &str) -> bool {
    let initial = |name: &str| name.trim_end_matches('.').chars().count() == 1;
    if initial(one) || initial(other) {
        return one.chars().next() == other.chars().next();
    }
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    one == other || short.chars().count() >= 3 && long.starts_with(short)
}

/// The name of an organisation or place in lower case, without *the* and the stops of abbreviations.
pub(super) fn body_words(scene: &Scene<'_>, name: Range<usize>) -> Vec<String> {
    name.map(|at| scene.low(at))
        .filter(|word| !matches!(*word, "the" | "'s" | "’s"))
        .map(|word| {
            let inner = word.trim_end_matches('.').contains('.');
            if inner {
                word.replace('.', "")
            } else {
                word.to_owned()
            }
        })
        .collect()
}

/// The letters that would abbreviate `words`: *World Food Agency* gives `wfa`; small words are
/// passed over.
pub(super) fn initials(words: &[String]) -> String {
    let told = words.iter().filter(|word| {
        !matches!(
            word.as_str(),
            "of" | "the" | "and" | "for" | "&" | "in" | "on"
        )
    });
    told.filter_map(|word| word.chars().next()).collect()
}

/// Is `first` a first name, before others that are no word of a body's name?
pub(super) fn is_given(first: &str, words: &[String]) -> bool {
    first_name::gender(first).is_some() && words.len() < 4 && speaker::of_name(words).is_none()
}
