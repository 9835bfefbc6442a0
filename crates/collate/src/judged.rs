//! What whoever read two claims adds to the comparison of their words.
//!
//! A reading draws together what is told in other words, and keeps apart what only looks alike. It makes no
//! contradiction: of those that it alone saw half were none.

use crate::compare::{Judged, Measures, Relation};
use crate::proposition::{Proposition, Trust};

/// What two claims have in common must weigh so much, names apart, or nobody need read them.
const COMMON: f32 = 0.8;
/// Of each at least this share must be in the other: nearly all that say the same have more in common.
const NEAR: f32 = 0.2;
/// From this share on two claims say the same, if nothing in their words speaks against it. From 0.3 on 43 of 45
/// pairs of `gold/pairs.jsonl` do that words alone leave apart, but half of those that the articles of one
/// event have do not: among them most pairs are of two claims.
const SAME: f32 = 0.75;
/// Below this share they do not, whatever their words.
const UNLIKE: f32 = 0.15;
/// From this share on they clash, and so do not say the same.
const CONTRADICTS: f32 = 0.85;

/// May reading the two tell more than their words do? One article is its own witness, however it puts
/// things.
pub(crate) fn is_worth_reading(
    one: &Proposition,
    other: &Proposition,
    by_words: Relation,
    m: &Measures,
) -> bool {
    let are_sound = one.trust != Trust::Doubtful && other.trust != Trust::Doubtful;
    let is_across = one.item.article != other.item.article;
    let is_open = match by_words {
        Relation::Same => one.words != other.words,
        Relation::Contradicts(_) => false,
        Relation::Different => m.here.min(m.there) >= NEAR && !m.other_mood && !is_apart(m),
    };
    is_open && is_across && are_sound && m.told_in_words >= COMMON
}

/// Do numbers, days, names or *not* tell the two apart?
fn is_apart(m: &Measures) -> bool {
    m.other_counts > 0 || m.other_days || m.loose || m.other_names > 0 || m.turned || m.swapped
}

/// What the two are, by their words and by whoever read them.
pub(crate) fn settled(by_words: Relation, judged: Judged) -> Relation {
    let is_unlike = judged.same < UNLIKE || judged.contradicts >= CONTRADICTS;
    match by_words {
        Relation::Same if is_unlike => Relation::Different,
        Relation::Different if judged.same >= SAME => Relation::Same,
        _ => by_words,
    }
}
