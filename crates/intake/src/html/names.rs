//! What an element is, told by its class names and id.

use std::collections::HashSet;
use std::sync::LazyLock;

use dom_query::NodeRef;
use serde::Deserialize;

/// What the names of elements tell, by kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    pub(super) chrome: Kind,
    pub(super) hidden: Kind,
    pub(super) caption: Kind,
    pub(super) credit: Kind,
    pub(super) standfirst: Kind,
    pub(super) byline: Kind,
    pub(super) correction: Kind,
}

/// The phrases that names of one kind hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kind {
    phrases: HashSet<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    yes: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "proof: read by the tests"))]
    no: Vec<String>,
}

/// The file, compiled in.
pub(super) static NAMES: LazyLock<Names> = LazyLock::new(|| {
    toml::from_str(include_str!("names.toml")).expect("names.toml is tested to parse")
});

/// The most words a phrase has.
const WORDS: usize = 3;
/// Names longer than this are no names.
const LONGEST: usize = 400;

impl Kind {
    /// Is one of the phrases in `names`, as `named` gives them?
    pub(super) fn is_in(&self, names: &str) -> bool {
        names.split('|').any(|name| {
            let words: Vec<&str> = name.split_whitespace().collect();
            (1..=WORDS).any(|count| {
                words.windows(count).any(|phrase| match phrase {
                    [word] => self.phrases.contains(*word),
                    _ => self.phrases.contains(&phrase.join(" ")),
                })
            })
        })
    }
}

/// The names of `node` in small words, `|` between names: `| article share bar | top |`.
pub(super) fn named(node: &NodeRef<'_>) -> String {
    let mut words = String::new();
    for name in ["class", "id", "itemprop", "data-testid", "data-component"] {
        let Some(value) = node.attr(name) else {
            continue;
        };
        for name in value.split_whitespace().filter(|_| value.len() <= LONGEST) {
            words.push_str(if words.is_empty() { "| " } else { " | " });
            split(name, &mut words);
        }
    }
    if !words.is_empty() {
        words.push_str(" |");
    }
    words
}

/// Adds the words of `name`, cut at marks and before capitals.
fn split(name: &str, words: &mut String) {
    let mut before = ' ';
    for character in name.chars() {
        let is_mark = !character.is_alphanumeric();
        let is_border = is_mark || (character.is_uppercase() && before.is_lowercase());
        if is_border && !words.ends_with(' ') {
            words.push(' ');
        }
        if !is_mark {
            words.extend(character.to_lowercase());
        }
        before = character;
    }
    if words.ends_with(' ') {
        words.truncate(words.trim_end().len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_proves_itself() {
        let kinds = [
            &NAMES.chrome,
            &NAMES.hidden,
            &NAMES.caption,
            &NAMES.credit,
            &NAMES.standfirst,
            &NAMES.byline,
            &NAMES.correction,
        ];
        for kind in kinds {
            let words = |name: &str| {
                let document = dom_query::Document::from(format!("<body><p class=\"{name}\">x"));
                named(&document.select_single("p").nodes()[0])
            };
            for name in &kind.yes {
                assert!(kind.is_in(&words(name)), "{name} is {:?}", words(name));
            }
            for name in &kind.no {
                assert!(!kind.is_in(&words(name)), "{name} is {:?}", words(name));
            }
        }
    }
}
