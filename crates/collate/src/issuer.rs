//! Whose word does a source pass on that has no name of its own? *A statement by the Reform League* and *a
//! spokeswoman for the Reform League* have the league's.

use onrecord_record::{Name, NameKind, Reading, Source, SourceKind, Span};

use crate::credit::Outlets;
use crate::roster::{Roster, spelled};
use crate::word::{self, Word};

/// Words between *by* and the name of whoever a document is by, at most: *by the main opposition …*.
const BETWEEN: usize = 3;

/// The entity whose word a source without a name of its own passes on, which the words at `span` name:
/// the issuer of a document, or whom a spokesman speaks for. None where they name nobody or several, or
/// an outlet, which only has it.
pub(crate) fn issuer(
    (article, reading): (usize, &Reading),
    source: &Source,
    roster: &Roster,
    outlets: &Outlets,
) -> Option<usize> {
    let span = source.name;
    let is_body = |name: &&Name| {
        span.contains(name.span) && matches!(name.kind, NameKind::Person | NameKind::Organisation)
    };
    let mut names = reading.findings.names.iter().filter(is_body);
    let (Some(name), None) = (names.next(), names.next()) else {
        return None;
    };
    let name = name.span;
    let is_told = match source.kind {
        SourceKind::Document => is_by(reading, span, name) || is_owner(reading, span, name),
        SourceKind::Unnamed => speaks_for(reading, span, name),
        _ => false,
    };
    if !is_told || outlets.is_one(&reading.article, name) {
        return None;
    }
    let entity = roster.named(article, &spelled(&reading.article, name))?;
    (!roster.is_vague(entity)).then_some(entity)
}

/// The words of `span` before the name, the nearest first, as far as they may belong to it: *the main
/// opposition*, and what leads to it.
fn before(reading: &Reading, span: Span, name: Span) -> Vec<Word> {
    let words = word::words(&reading.article, span).into_iter().rev();
    let before = words.skip_while(|word| word.span.end() > name.start());
    let near = before.take_while(|word| !word.is_capital || word.span.start() == span.start());
    near.take(BETWEEN + 2).collect()
}

/// Does *by* or *from* stand before the name?
fn is_by(reading: &Reading, span: Span, name: Span) -> bool {
    let before = before(reading, span, name);
    let mut near = before.iter().take(BETWEEN + 1);
    near.any(|word| matches!(word.form.as_str(), "by" | "from"))
}

/// Is the name that of whom a spokesman speaks for: *a spokeswoman for the Reform League*?
fn speaks_for(reading: &Reading, span: Span, name: Span) -> bool {
    let before = before(reading, span, name);
    before.windows(2).any(|two| {
        matches!(two[0].form.as_str(), "for" | "of") && two[1].form.starts_with("spokes")
    })
}

/// Does the name own what follows it: *the Reform League's statement*?
fn is_owner(reading: &Reading, span: Span, name: Span) -> bool {
    let after = name.end()..span.end();
    let rest = reading.article.text.get(after).unwrap_or("");
    rest.starts_with(['\'', '\u{2019}']) && rest.chars().any(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use onrecord_record::{Reading, SourceKind};

    use crate::tests::{collated, reading, shared};

    /// The claims of two articles of which one has its claim from the source of `kind` that `told` names.
    fn beside_a_speaker(kind: SourceKind, told: &str) -> Vec<(usize, usize)> {
        let claim = "{content that the {body Queen Ardith} ferry struck the {place Tallow Reef} before dawn}";
        let paper = format!("{{source {told}}} {{cue said}} {claim}. Rain fell on the quay.");
        let speaker = format!(
            "{{source {{person Odd Marken}}}} {{cue told us}} {claim}. A neighbour rowed out alone."
        );
        let mut paper: Reading = reading("Beacon", 3, &paper);
        paper.findings.sources[0].kind = kind;
        shared(&collated(&[paper, reading("Gazette", 3, &speaker)]))
    }

    #[test]
    fn a_document_is_the_word_of_whoever_it_names_as_its_issuer() {
        for (told, origins) in [
            ("a statement by the opposition {body Reform League}", 2),
            ("a letter from {person Ada Holtmann}", 2),
            ("the {body Reform League}'s statement", 2),
            // nobody's, about somebody, of two, or an outlet's
            ("a statement", 1),
            ("a statement by the ministry", 1),
            ("a statement on the {body Reform League}", 1),
            (
                "a letter by {person Ada Holtmann} to the {body Reform League}",
                1,
            ),
            ("a report by the {body Gazette}", 1),
        ] {
            let found = beside_a_speaker(SourceKind::Document, told);
            assert_eq!(found, [(2, origins)], "{told}");
        }
    }

    #[test]
    fn whoever_speaks_for_a_body_has_its_word() {
        let said = |told: &str| beside_a_speaker(SourceKind::Unnamed, told);
        let told = "a spokeswoman for the opposition {body Reform League}";
        assert_eq!(said(told), [(2, 2)]);
        for told in [
            "a member of the {body Reform League}",
            "a spokesman for a critic of the {body Reform League}",
            "a spokesman",
        ] {
            assert_eq!(said(told), [(2, 1)], "{told}");
        }
    }
}
