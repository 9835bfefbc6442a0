//! Is a name of the gazetteer used as the name of a place where it stands?

use std::ops::Range;

use onrecord_atlas::{Match, Place, PlaceKind, abbreviation, key};
use onrecord_record::{Name, NameKind};

use crate::lexicon::toponym;
use crate::place::find::{Finder, is_demonym};
use crate::tag::Pos;

/// How prominent a town must be to be taken for one where the encoder sees a person (see
/// [`Place::prominence`]: about its inhabitants).
const OVER_PERSON: f32 = 150_000.0;
/// The same, where the encoder sees an organisation.
const OVER_ORGANISATION: f32 = 50_000.0;
/// The same, where the encoder sees no name.
const OVER_NOTHING: f32 = 100_000.0;

impl Finder<'_> {
    /// Are the words used as the name of a place, by what the encoder sees in them?
    pub(super) fn is_used(&self, run: Range<usize>, candidates: &[Place]) -> bool {
        let Some(best) = candidates.first() else {
            return false;
        };
        let word = self.document.lower(run.start);
        let common = toponym::generic(&word).is_some() || toponym::is_compass(&word);
        if self.is_of_something_else(&run) || run.len() == 1 && common {
            return false;
        }
        if best.by == Match::Abbreviation {
            return true;
        }
        let kinds: Vec<NameKind> = run
            .clone()
            .filter_map(|at| Some(self.name(at)?.kind))
            .collect();
        let Some(kind) = kinds.first().copied() else {
            return self.is_named_outside(&run, best);
        };
        let mixed = kinds.contains(&NameKind::Place) && !is_demonym(best);
        let longer = self
            .outer(&run)
            .is_some_and(|outer| outer.kind != NameKind::Place);
        let seen = self.placed.contains(&key(self.text(run.clone())));
        let wide = best.kind != PlaceKind::Town && best.kind != PlaceKind::District || seen;
        match kind {
            _ if mixed && (run.len() > 1 || kind == NameKind::Place) => true,
            _ if longer && !is_demonym(best) => false,
            NameKind::Place => true,
            NameKind::Other => is_demonym(best) || wide,
            _ if is_demonym(best) => !longer && kind == NameKind::Organisation,
            NameKind::Person => {
                let known = run
                    .clone()
                    .any(|at| self.surnames.contains(&self.document.lower(at)));
                let sure = wide || best.prominence() > OVER_PERSON || run.len() > 1;
                !known && (sure || self.is_placed(run.start))
            }
            NameKind::Organisation => {
                wide || best.prominence() > OVER_ORGANISATION || self.is_placed(run.start)
            }
        }
    }

    /// Is the name part of that of a disease or a currency: *US$*?
    pub(super) fn is_of_something_else(&self, run: &Range<usize>) -> bool {
        let next = self.document.lower(run.end);
        toponym::is_disease(&next) || next.starts_with('$')
    }

    /// The encoder sees no name in `run`: is it one?
    fn is_named_outside(&self, run: &Range<usize>, best: &Place) -> bool {
        if is_demonym(best) {
            return best.kind == PlaceKind::Country || !best.country.is_empty();
        }
        let pos = self.document.tokens.get(run.start).map(|token| token.pos);
        let is_name = pos.is_some_and(|pos| pos.is_name() || pos == Pos::FW);
        let first = self
            .document
            .sentences
            .iter()
            .any(|sentence| sentence.tokens.start == run.start);
        if self.placed.contains(&key(self.text(run.clone()))) {
            return is_name;
        }
        match best.kind {
            PlaceKind::Country => is_name || !first,
            PlaceKind::Town | PlaceKind::District => {
                is_name && best.prominence() > OVER_NOTHING && self.is_placed(run.start)
            }
            _ => is_name && (self.is_placed(run.start) || run.len() > 1),
        }
    }

    /// A short form counts in capitals, or after a comma that follows a name.
    pub(super) fn is_short_form(&self, run: &Range<usize>) -> bool {
        let form = self.text(run.clone());
        let Some(short) = abbreviation(form) else {
            return false;
        };
        let after_comma = run.start >= 2
            && self.document.lower(run.start - 1) == ","
            && self.is_capital(run.start - 2);
        let capitals = form
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase);
        after_comma || (!short.after_comma && (capitals || self.is_placed(run.start)))
    }

    /// The name that holds all of `run` and more.
    fn outer(&self, run: &Range<usize>) -> Option<Name> {
        let name = self.name(run.start)?;
        let tokens = self.document.tokens_in(name.span);
        (tokens.start < run.start || tokens.end > run.end).then_some(*name)
    }

    /// Does something before token `at` say that it is a place?
    pub(super) fn is_placed(&self, at: usize) -> bool {
        let hyphen = self.document.lower(at + 1) == "-" && !self.is_capital(at + 2);
        if hyphen {
            return true;
        }
        let mut before = at;
        while before > 0 {
            before -= 1;
            let word = self.document.lower(before);
            if toponym::is_at(&word) {
                return true;
            }
            if !toponym::is_compass(&word) && word != "the" {
                return word == ","
                    && before > 0
                    && self
                        .name(before - 1)
                        .is_some_and(|name| name.kind == NameKind::Place);
            }
        }
        false
    }
}
