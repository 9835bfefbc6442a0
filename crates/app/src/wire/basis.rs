//! What a brief rests on, as JSON.

use onrecord_desk as desk;
use onrecord_desk::Citation;
use serde::Serialize;

use super::brief::{Place, Shape};
use super::term;

/// The sources of a brief in counts and places.
#[derive(Debug, Serialize)]
pub(super) struct Basis<'a> {
    kinds: Vec<Standing>,
    untold: usize,
    outlets: usize,
    unnamed: Vec<Described<'a>>,
    unnamed_alone: Vec<Place>,
    confirmed: usize,
    one_origin: usize,
    resting: usize,
    contradictions: usize,
    doubtful: usize,
}

#[derive(Debug, Serialize)]
struct Standing {
    source_type: &'static str,
    sources: usize,
    firsthand: usize,
    passed_on: usize,
}

#[derive(Debug, Serialize)]
struct Described<'a> {
    words: &'a str,
    at: Place,
}

impl<'a> Basis<'a> {
    pub(super) fn new(shape: &Shape<'a>, basis: &desk::Basis) -> Basis<'a> {
        let described = |at: &Citation| {
            Some(Described {
                words: shape.words(*at)?,
                at: shape.place(*at)?,
            })
        };
        let kinds = basis.kinds.iter().map(|one| Standing {
            source_type: term::source(one.kind),
            sources: one.sources,
            firsthand: one.firsthand,
            passed_on: one.passed_on,
        });
        let alone = basis.unnamed_alone.iter();
        Basis {
            kinds: kinds.collect(),
            untold: basis.untold,
            outlets: basis.outlets,
            unnamed: basis.unnamed.iter().filter_map(described).collect(),
            unnamed_alone: alone.filter_map(|at| shape.place(*at)).collect(),
            confirmed: basis.confirmed,
            one_origin: basis.one_origin,
            resting: basis.resting,
            contradictions: basis.contradictions,
            doubtful: basis.doubtful,
        }
    }
}
