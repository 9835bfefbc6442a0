//! By what names an article's own outlet goes: those of its masthead and of its address.

use onrecord_record::Article;

use crate::word;

/// What an address adds to an outlet's name: *apnews*, *guardianonline*.
const ADDED: [&str; 4] = ["news", "online", "tv", "web"];
/// Letters of either end of an address that a name which leaves out its middle keeps, at least.
const END: usize = 4;

/// The names of an article's own outlet.
pub(crate) struct Own<'a> {
    outlet: Option<&'a str>,
    /// The masthead's name and the parts of the address's host, without spaces.
    labels: Vec<String>,
}

impl<'a> Own<'a> {
    pub(crate) fn of(article: &'a Article) -> Own<'a> {
        let outlet = article.masthead.outlet.as_deref();
        let address = article.masthead.url.as_deref().unwrap_or("");
        let address = address.split_once("://").map_or("", |(_, rest)| rest);
        let host = address.split(['/', '?', '#', ':']).next().unwrap_or("");
        // the last part tells the country or kind
        let parts = host.rsplit('.').skip(1).map(compact);
        let named = outlet.map(compact);
        let labels = parts.chain(named).filter(|label| label.len() > 1);
        Own {
            outlet,
            labels: labels.collect(),
        }
    }

    /// The masthead's name.
    pub(crate) fn outlet(&self) -> Option<&'a str> {
        self.outlet
    }

    /// Is the outlet that is called by these folded words this one?
    pub(crate) fn is_called<S: AsRef<str>>(&self, words: &[S]) -> bool {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        let whole = words.concat();
        self.labels.iter().any(|label| {
            *label == whole || is_shortened(label, &words) || is_without_middle(label, &whole)
        })
    }
}

fn compact(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    words.map(word::fold).collect()
}

/// Is `label` made of the beginning of each of `words`, two at least: *nytimes* and *hpo* of *New York
/// Times* and *Huffington Post*?
fn is_shortened(label: &str, words: &[&str]) -> bool {
    match words {
        [word] => label.strip_prefix(word).is_some_and(is_added),
        _ => label.len() > 2 && is_spelled(label, words),
    }
}

fn is_added(rest: &str) -> bool {
    ADDED.contains(&rest)
}

fn is_spelled(label: &str, words: &[&str]) -> bool {
    let Some((first, rest)) = words.split_first() else {
        return label.is_empty() || is_added(label);
    };
    let mut beginnings = (1..=first.len()).filter_map(|length| first.get(..length));
    beginnings.any(|part| {
        label
            .strip_prefix(part)
            .is_some_and(|left| is_spelled(left, rest))
    })
}

/// Is `name` what is left of `label` without its middle: *HuffPost* of *huffingtonpost*?
fn is_without_middle(label: &str, name: &str) -> bool {
    let mut borders = END..(name.len() + 1).saturating_sub(END);
    borders.any(|at| match name.split_at_checked(at) {
        Some((head, tail)) => {
            name.len() < label.len() && label.starts_with(head) && label.ends_with(tail)
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_known_by_its_code_and_its_address() {
        let is_own = |labels: &[&str], name: &str| {
            let own = Own {
                outlet: None,
                labels: labels.iter().map(|label| (*label).to_owned()).collect(),
            };
            let words: Vec<String> = name.split(' ').map(word::fold).collect();
            own.is_called(&words)
        };
        assert!(is_own(&["harbourgazette"], "Harbour Gazette"));
        assert!(is_own(&["harbourgazette"], "HarbGazette"));
        assert!(is_own(&["hga"], "Harbour Gazette"));
        assert!(is_own(&["lotimes"], "Lower Orra Times"));
        assert!(is_own(&["orranews"], "Orra"));
        assert!(!is_own(&["lopost"], "Lower Orra Times"));
        assert!(!is_own(&["harbourgazette"], "HA"));
        assert!(!is_own(&["harbourgazette"], "Gazette"));
        assert!(!is_own(&["co", "orra"], "Capital Observer"));
    }
}
