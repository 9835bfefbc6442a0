//! The place, day and agency at the head of a story: `VELIN, March 3 (Northern Wire) —`.

use crate::pattern::patterns;

/// How far into a paragraph a dateline reaches, in characters.
const REACH: usize = 160;

patterns! {
    /// A place in capitals, perhaps a region and a day, perhaps an agency, then a dash or a colon.
    PLACE = r"^(?P<place>\p{Lu}[\p{Lu}\p{M}.'’-]+(?:[ /-]\p{Lu}[\p{Lu}\p{M}.'’-]*)*(?:, (?:\p{Lu}[\p{L}\p{M}.'’-]*\.?)(?: \p{Lu}[\p{L}\p{M}.'’-]*)*)?)(?P<day>,? (?:[A-Z][a-z]+day,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?(?: ?[(\[][^()\[\]]{2,40}[)\]])?,?\s*(?:[—–―]|--?)[ \t]*";
    /// A place in ordinary letters, or none, needs an agency: `Velin, Northland (Northern Wire) —`.
    AGENCY = r"^(?:\p{Lu}[\p{L}\p{M}.'’-]*(?:,? \p{Lu}[\p{L}\p{M}.'’-]*){0,4},? ?)?(?:\d{1,2} [A-Z][a-z]{2,8}\.?,? |[A-Z][a-z]{2,8}\.? \d{1,2},? )?\((?:\p{Lu}[\p{L}\p{M}&.'’ -]{1,30})\)\s*(?:[—–―]|--?)[ \t]*";
    /// What papers put in capitals before a story that is no place.
    LABEL = r"^(?:UPDATED?|BREAKING|EXCLUSIVE|WATCH|VIDEO|OPINION|ANALYSIS|CORRECTION|CLARIFICATION|LIVE|EDITORIAL|REVIEW|FACT CHECK|PHOTOS?|AUDIO|LISTEN|READ|SPECIAL REPORT|POLL|NOTE)\b";
}

/// The bytes of the dateline that `paragraph` begins with, its dash included; 0 if it has none.
///
/// A name in capitals that the sentence goes on with (*NASA - the agency - said*) is no dateline:
/// a sentence has to begin after the dash.
pub(crate) fn length(paragraph: &str) -> usize {
    let reach = paragraph
        .char_indices()
        .nth(REACH)
        .map_or(paragraph.len(), |(at, _)| at);
    let Some(head) = paragraph.get(..reach) else {
        return 0;
    };
    if LABEL.is_match(head) {
        return 0;
    }
    let found = [&PLACE, &AGENCY]
        .into_iter()
        .find_map(|pattern| pattern.find(head));
    let Some(found) = found else { return 0 };
    let after = paragraph.get(found.end()..).unwrap_or_default();
    let is_spaced = found.as_str().ends_with([' ', '\t', '—', '–', '―']);
    let opens = after.chars().next().is_some_and(|first| {
        first.is_uppercase()
            || first.is_numeric()
            || matches!(first, '"' | '“' | '‘' | '\'' | '„' | '«' | '$' | '£' | '€')
    });
    if is_spaced && opens {
        found.as_str().trim_end().len()
    } else {
        0
    }
}

/// The agency that a dateline names in brackets.
pub(crate) fn agency(dateline: &str) -> Option<&str> {
    let (_, inner) = dateline.rsplit_once(['(', '['])?;
    let (name, _) = inner.split_once([')', ']'])?;
    Some(name.trim()).filter(|name| name.contains(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dateline(paragraph: &str) -> Option<&str> {
        paragraph
            .get(..length(paragraph))
            .filter(|line| !line.is_empty())
    }

    #[test]
    fn datelines_of_wires_and_papers() {
        let cases = [
            (
                "VELIN, March 3 (Northern Wire) — The bridge is shut.",
                "VELIN, March 3 (Northern Wire) —",
            ),
            (
                "VELIN, March 3 — The bridge stays shut.",
                "VELIN, March 3 —",
            ),
            (
                "VELIN, Northland (NW) - The bridge is shut.",
                "VELIN, Northland (NW) -",
            ),
            ("VELIN – “It is shut,” said Holt.", "VELIN –"),
            (
                "VELIN/SANKT ORR, 3 March 2031 (NW) -- Two towns.",
                "VELIN/SANKT ORR, 3 March 2031 (NW) --",
            ),
            (
                "VELIN, N.L., Sept. 13, 2031 (NW)— It is.",
                "VELIN, N.L., Sept. 13, 2031 (NW)—",
            ),
            ("VELIN (NW) —The bridge is shut.", "VELIN (NW) —"),
            (
                "Velin, Northland (Northern Wire) — The bridge.",
                "Velin, Northland (Northern Wire) —",
            ),
            ("(Northern Wire) - The bridge is shut.", "(Northern Wire) -"),
        ];
        for (paragraph, expected) in cases {
            assert_eq!(dateline(paragraph), Some(expected), "{paragraph}");
        }
    }

    #[test]
    fn an_agency_stands_in_brackets() {
        let cases = [
            ("VELIN, March 3 (Northern Wire) —", Some("Northern Wire")),
            ("VELIN [NW] -", Some("NW")),
            ("VELIN, March 3 —", None),
        ];
        for (dateline, expected) in cases {
            assert_eq!(agency(dateline), expected, "{dateline}");
        }
    }

    #[test]
    fn prose_has_none() {
        for paragraph in [
            "The bridge is shut.",
            "NASA - the space agency - said so.",
            "Holt — Mayor of Velin — said so.",
            "EXCLUSIVE — The bridge is shut.",
            "U.N.-backed talks went on.",
            "VELIN-Orr talks went on.",
            "“VELIN — It is shut.”",
            "A - B",
            "",
        ] {
            assert_eq!(dateline(paragraph), None, "{paragraph}");
        }
    }
}
