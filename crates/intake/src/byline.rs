//! Who signs: names out of bylines and author fields.

use crate::bound::{AUTHORS, is_field};
use crate::pattern::patterns;

/// Letters a byline may have; more is prose that begins with *By*.
const LONGEST: usize = 160;

patterns! {
    /// What stands before the names.
    OPENING = r"(?i)^(?:story |words |report |written |reported |analysis )?by:?\s+";
    /// What stands between two names.
    BETWEEN = r"(?i)\s*(?:[,;|•·]|\s&\s|\sand\s|\swith\s|\n)\s*(?:(?:and|with)\s+)?";
    /// What a signature says of a person beside the name.
    ROLE = r"(?i)\b(?:staff|writers?|reporters?|correspondents?|editors?|chief|bureau|columnists?|contributors?|associated press|press|news|reuters|afp|jr|sr|published|updated)\b|@";
    /// Where and for whom somebody writes: `in Velin`, `for The Courier`.
    WHERE = r"(?i)\s+(?:in|at|for|of)\s+\p{Lu}.*$";
    /// The agency whose words were used too.
    WITH = r"(?i),?\s+with\s+(?:the\s+)?\S+$";
    /// A sentence about the writer after the name.
    SENTENCE = r"(?P<word>\p{L}{3,})\.\s.*$";
    /// What somebody is, and no outlet.
    JOB = r"(?i)\b(?:staff|writers?|reporters?|correspondents?|editors?|editorial|chief|bureau|columnists?|contributors?|special|photographer|photos?|video|min(?:ute)?s? read|updated|published)\b";
    /// Words that names of outlets hold.
    OUTLET = r"(?i)^the\b|\b(?:agency|agencies|argus|bee|broadcasting|bulletin|chronicle|courier|daily|dispatch|echo|enquirer|evening|examiner|express|gazette|globe|guardian|herald|independent|inquirer|journal|ledger|magazine|mail|media|mercury|mirror|monitor|morning|network|news|newspapers?|newsroom|observer|online|post|press|radio|record|register|reporter|review|sentinel|service|standard|star|sun|telegraph|television|times|tribune|tv|voice|weekly|wire)\b";
    /// One word of a name.
    NAME = r"^\p{Lu}[\p{L}\p{M}.'’-]*$";
    /// The small words that names and bylines hold.
    SMALL = r"^(?:and|with|in|for|of|the|at|de|del|della|di|da|dos|la|le|van|von|der|den|bin|ibn|al|el|ter|&|,)$";
}

/// The names `words` sign with, each once, in order.
///
/// Roles after a name (*Staff Writer*, *The Associated Press*) are left out; a signature that is
/// nothing but an agency or a desk is kept as it stands. Words without end sign nothing.
pub(crate) fn authors(words: &str) -> Vec<String> {
    let words = words.trim();
    if !is_field(words) {
        return Vec::new();
    }
    let names = OPENING
        .find(words)
        .map_or(words, |by| words.get(by.end()..).unwrap_or_default());
    let names = WITH.replace(names, "");
    let mut found: Vec<String> = Vec::new();
    for part in BETWEEN.split(&names) {
        let name = SENTENCE.replace(part, "$word");
        let name = WHERE.replace(&name, "");
        let name = name.trim().trim_matches(['(', ')', '[', ']']).trim();
        let is_name = found.is_empty() || (is_name(name) && !ROLE.is_match(name));
        if name.is_empty() || !is_name || found.iter().any(|known| known == name) {
            continue;
        }
        found.push(name.to_owned());
        if found.len() == AUTHORS {
            break;
        }
    }
    found
}

/// Are these words all capitalised, but for the small ones that names hold?
fn is_name(words: &str) -> bool {
    let mut words = words
        .split_whitespace()
        .map(|word| word.trim_matches(['(', ')', ',', ';', '|', '•', '·']))
        .filter(|word| !word.is_empty());
    words.all(|word| NAME.is_match(word) || SMALL.is_match(word))
}

/// May these words, beside a byline or a day, be the name of an outlet?
pub(crate) fn is_outlet(words: &str) -> bool {
    let is_told = match words.split_whitespace().count() {
        1 => true,
        2..=6 => OUTLET.is_match(words),
        _ => false,
    };
    is_told && is_name(words) && !words.ends_with('.') && !JOB.is_match(words)
}

/// Is this line a byline: *By*, then names and nothing that is prose?
pub(crate) fn is_byline(line: &str) -> bool {
    let line = line.trim();
    let Some(by) = OPENING.find(line) else {
        return false;
    };
    let Some(names) = line.get(by.end()..) else {
        return false;
    };
    line.len() <= LONGEST
        && names.split_whitespace().count() >= 2
        && (!names.ends_with('.') || names.ends_with("Jr."))
        && is_name(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_their_roles() {
        let cases = [
            ("By Ada Holt", vec!["Ada Holt"]),
            (
                "Ada Holt and Jo van der Doe",
                vec!["Ada Holt", "Jo van der Doe"],
            ),
            ("BY ADA HOLT, STAFF WRITER", vec!["ADA HOLT"]),
            (
                "By Ada Holt, Jo Doe & Max Orr in Velin",
                vec!["Ada Holt", "Jo Doe", "Max Orr"],
            ),
            (
                "By Ada Holt, Jo Doe, and Max Orr",
                vec!["Ada Holt", "Jo Doe", "Max Orr"],
            ),
            ("Ada Holt | The Associated Press", vec!["Ada Holt"]),
            ("Courier Newsroom", vec!["Courier Newsroom"]),
            ("The Northland Press", vec!["The Northland Press"]),
            ("Ada Holt, Ada Holt", vec!["Ada Holt"]),
            ("ADA HOLT. Email: holt@example.org", vec!["ADA HOLT"]),
            ("Ada Holt; Jo Doe contributed reporting.", vec!["Ada Holt"]),
            ("A. J. Holt", vec!["A. J. Holt"]),
            ("By Ada Holt, with Interwire", vec!["Ada Holt"]),
            ("By Ada Holt with Jo Doe", vec!["Ada Holt", "Jo Doe"]),
            ("", vec![]),
        ];
        for (words, expected) in cases {
            assert_eq!(authors(words), expected, "{words}");
        }
    }

    #[test]
    fn an_outlet_is_no_person_and_no_job() {
        for name in [
            "Velin Evening News",
            "Interwire",
            "The Courier",
            "Radio Orr",
        ] {
            assert!(is_outlet(name), "{name}");
        }
        for name in [
            "Jo Doe",
            "Staff Writer",
            "The bridge is shut",
            "News editor",
            "It is.",
        ] {
            assert!(!is_outlet(name), "{name}");
        }
    }

    #[test]
    fn a_byline_is_no_prose() {
        for line in [
            "By Ada Holt",
            "By ADA HOLT and JO DOE, Courier Staff Writers",
            "By Ada Holt in Velin",
            "By Ada Holt, with Interwire",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "By Tuesday the river had risen by two metres.",
            "By Tuesday",
            "By Tuesday Holt had resigned",
            "By and large",
            "Ada Holt",
            "The report, by Ada Holt",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }
}
