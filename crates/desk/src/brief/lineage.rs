//! What each article of a brief rests on, and what tells so.

use std::collections::BTreeSet;

use onrecord_collate::{CreditKind, Derived, Evidence, Root};

use super::Citation;

/// What an article rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Lineage {
    /// The report.
    pub from: LineageFrom,
    /// What tells so.
    pub evidence: LineageEvidence,
    /// That report goes back to this article in its turn: nobody tells whose it is.
    pub is_circular: bool,
}

/// A report that an article rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineageFrom {
    /// An article of the brief, by its number.
    Article(usize),
    /// A report the brief does not have, of the outlet that is named.
    Elsewhere(String),
}

/// What tells that an article rests on a report.
#[derive(Debug, Clone, PartialEq)]
pub enum LineageEvidence {
    /// Words in common outside of quotation marks.
    Words {
        /// The share of the shorter one's pairs of neighbouring words that both have, 0 to 1.
        share: f32,
        /// The longest passage in a row, in this article.
        passage: Option<Citation>,
    },
    /// It says so, here.
    Credit {
        /// The words that name the outlet.
        at: Citation,
        /// All of the article is that outlet's.
        whole: bool,
    },
}

/// The lineage of the article numbered `number` in the brief. `place` gives the number in the brief
/// of an article of the collation.
pub(super) fn lineage<'a>(
    number: usize,
    derived: impl Iterator<Item = &'a Derived>,
    place: &dyn Fn(usize) -> Option<usize>,
    roots: &BTreeSet<Root>,
) -> Vec<Lineage> {
    let told = derived.filter_map(|edge| {
        let from = match &edge.from {
            Root::Article(other) => LineageFrom::Article(place(*other)?),
            Root::Elsewhere(outlet) => LineageFrom::Elsewhere(outlet.clone()),
            Root::Circle(_) => return None,
        };
        Some(Lineage {
            from,
            evidence: evidence(number, &edge.evidence),
            is_circular: is_circular(edge, roots),
        })
    });
    told.collect()
}

/// Are both ends of an edge in one circle that its article goes back to?
fn is_circular(edge: &Derived, roots: &BTreeSet<Root>) -> bool {
    roots.iter().any(|root| match (root, &edge.from) {
        (Root::Circle(circle), Root::Article(other)) => {
            circle.contains(&edge.article) && circle.contains(other)
        }
        _ => false,
    })
}

fn evidence(article: usize, evidence: &Evidence) -> LineageEvidence {
    match evidence {
        Evidence::Copied { share, passages } => LineageEvidence::Words {
            share: *share,
            passage: passages.first().map(|(span, _)| Citation {
                article,
                span: *span,
            }),
        },
        Evidence::Credited { span, kind } => LineageEvidence::Credit {
            at: Citation {
                article,
                span: *span,
            },
            whole: *kind == CreditKind::Whole,
        },
    }
}
