//! Names that nobody bears: syllables of a tongue and an ending.

use super::draw::Draw;
use super::stock::{Names, Tongue};
use super::wording::capital;

/// A stem of `count` syllables.
pub(super) fn stem(tongue: &Tongue, count: usize, draw: &mut Draw) -> String {
    let mut stem = String::new();
    for _ in 0..count {
        stem.push_str(draw.words(&tongue.onsets));
        stem.push_str(draw.words(&tongue.vowels));
        stem.push_str(draw.words(&tongue.codas));
    }
    stem
}

/// A stem that an ending in a vowel or a consonant fits: it ends in a consonant.
fn root(tongue: &Tongue, count: usize, draw: &mut Draw) -> String {
    let mut root = if count > 1 {
        stem(tongue, count - 1, draw)
    } else {
        String::new()
    };
    root.push_str(draw.words(&tongue.onsets));
    root.push_str(draw.words(&tongue.vowels));
    let closed = tongue.codas.iter().filter(|coda| !coda.is_empty());
    let codas: Vec<String> = closed.cloned().collect();
    root.push_str(draw.words(&codas));
    root
}

/// A first and a last name.
pub(super) fn person(tongue: &Tongue, woman: bool, draw: &mut Draw) -> (String, String) {
    let endings = if woman { &tongue.women } else { &tongue.men };
    let first = root(tongue, 1, draw) + draw.words(endings);
    let count = 1 + draw.below(2);
    let last = root(tongue, count, draw) + draw.words(&tongue.lasts);
    (capital(&first), capital(&last))
}

pub(super) fn town(tongue: &Tongue, draw: &mut Draw) -> String {
    let count = 1 + draw.below(2);
    capital(&(root(tongue, count, draw) + draw.words(&tongue.towns)))
}

/// A country and its adjective.
pub(super) fn country(tongue: &Tongue, draw: &mut Draw) -> (String, String) {
    let root = capital(&root(tongue, 1, draw));
    let [name, adjective] = draw.pick(&tongue.countries);
    (format!("{root}{name}"), format!("{root}{adjective}"))
}

/// How papers of other habits spell `name`: each habit alone, if it changes anything.
pub(super) fn spellings(names: &Names, name: &str) -> Vec<String> {
    let mut found = vec![name.to_owned()];
    for [from, to] in &names.spellings.habits {
        let (head, tail) = split_head(name);
        let other = format!("{head}{}", tail.replacen(from.as_str(), to, 1));
        if !found.contains(&other) {
            found.push(other);
        }
        if found.len() == 4 {
            break;
        }
    }
    found
}

/// The first letter stays as it is.
fn split_head(name: &str) -> (String, &str) {
    let mut chars = name.chars();
    let head = chars.next().map(String::from).unwrap_or_default();
    (head, chars.as_str())
}
