//! Which words name a place: what the encoder takes for one, put right by the gazetteer.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_atlas::{
    Match, Metonym, Place, PlaceKind, abbreviation, country_by_code, key, places, stands_for,
};
use onrecord_record::{Name, NameKind, Span};

use crate::document::Document;
use crate::lexicon::toponym::{self, Generic};
use crate::place::borne::Bearers;

/// Where a seat of government is (*the White House*, *Downing Street*): in the capital. Towns that
/// bear its name are hardly ever meant.
fn seat(name: &str) -> Option<Vec<Place>> {
    let government = stands_for(name).filter(|one| one.metonym == Metonym::Seat)?;
    let capital = country_by_code(government.code)?.capital;
    let mut found = places(capital);
    found.retain(|place| place.is_capital && place.country == government.code);
    (!found.is_empty()).then_some(found)
}

/// The longest name looked for in the gazetteer, in tokens.
const LONGEST: usize = 7;

/// How prominent a place must be to stand for a longer name that it is part of.
const KNOWN_PART: f32 = 20_000.0;

/// The name of a place where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mention {
    /// The words.
    pub(super) span: Span,
    /// The same, as tokens.
    pub(super) tokens: Range<usize>,
    /// What the gazetteer has under the name, or under its largest known part; may be empty.
    pub(super) candidates: Vec<Place>,
    /// Are the candidates those of a part of the name only: *Aleppo airport*?
    pub(super) part: bool,
    /// What kind of place the name itself says.
    pub(super) generic: Option<Generic>,
}

/// Does a word before `mention` say that something is about it rather than in it?
pub(super) fn is_about(document: &Document<'_>, mention: &Mention) -> bool {
    let first = mention.tokens.start;
    (first.saturating_sub(3)..first)
        .rev()
        .map(|at| document.lower(at))
        .take_while(|word| toponym::is_near(word) || toponym::is_compass(word) || word == "of")
        .any(|word| toponym::is_near(&word))
}

/// The names of places in `document`, in text order, apart from one another.
pub(super) fn mentions(document: &Document<'_>, names: &[Name]) -> Vec<Mention> {
    let finder = Finder::new(document, names);
    let bearers = Bearers::of(document, names);
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let next = finder.mention(at, sentence.tokens.end);
            at = next.as_ref().map_or(at + 1, |one| one.tokens.end);
            found.extend(next.filter(|one| !bearers.bear(one)));
        }
    }
    found
}

/// `spans` as the names of places, one mention for each.
pub(super) fn given(document: &Document<'_>, spans: &[Span]) -> Vec<Mention> {
    let finder = Finder::new(document, &[]);
    let read = spans.iter().map(|span| {
        let tokens = document.tokens_in(*span);
        let whole = finder.candidates(tokens.clone());
        let whole = if whole.is_empty() {
            finder.of_text(document.quote(*span))
        } else {
            whole
        };
        let (candidates, part) = if whole.is_empty() {
            finder.of_part(tokens.clone())
        } else {
            (whole, false)
        };
        let last = document.lower(tokens.end.saturating_sub(1));
        Mention {
            span: *span,
            candidates,
            part,
            generic: toponym::generic(&last).filter(|_| tokens.len() > 1),
            tokens,
        }
    });
    read.collect()
}

pub(super) struct Finder<'a> {
    pub(super) document: &'a Document<'a>,
    names: &'a [Name],
    /// For each token the name it belongs to.
    name_of: Vec<Option<usize>>,
    /// Words of the names of persons that have several.
    pub(super) surnames: BTreeSet<String>,
    /// The keys of what the encoder takes for a place somewhere in the article.
    pub(super) placed: BTreeSet<String>,
}

impl<'a> Finder<'a> {
    fn new(document: &'a Document<'a>, names: &'a [Name]) -> Finder<'a> {
        let mut name_of = vec![None; document.tokens.len()];
        let mut surnames = BTreeSet::new();
        let mut placed = BTreeSet::new();
        for (number, name) in names.iter().enumerate() {
            let tokens = document.tokens_in(name.span);
            if name.kind == NameKind::Person && tokens.len() > 1 {
                surnames.extend(tokens.clone().map(|at| document.lower(at)));
            }
            if name.kind == NameKind::Place {
                placed.insert(key(document.quote(name.span)));
            }
            for at in tokens {
                if let Some(slot) = name_of.get_mut(at) {
                    *slot = Some(number);
                }
            }
        }
        Finder {
            document,
            names,
            name_of,
            surnames,
            placed,
        }
    }

    /// The name of a place that begins with token `at`.
    fn mention(&self, at: usize, end: usize) -> Option<Mention> {
        if !self.is_capital(at) {
            return None;
        }
        if let Some(mention) = self.listed(at, end) {
            return Some(mention);
        }
        self.tagged(at, end)
    }

    /// The longest name of the gazetteer that begins with token `at`, if it is used as one.
    fn listed(&self, at: usize, end: usize) -> Option<Mention> {
        let most = end.min(at + LONGEST);
        for to in (at + 1..=most).rev() {
            if !self.may_be_name(at..to) {
                continue;
            }
            let candidates = self.candidates(at..to);
            let Some(best) = candidates.first() else {
                continue;
            };
            // *Washington, D.C.* is one name, *Paris, Texas* two.
            if self.text(at..to).contains(',') && !best.is_capital {
                continue;
            }
            if self.document.lower(at) == "the" && !best.name.starts_with("The ") {
                return None;
            }
            return match self.unlisted_rest(at..to) {
                Some(_) if best.kind == PlaceKind::Country => self.grown(at..to, candidates, end),
                Some(whole) => self.tagged_run(whole, end),
                None if self.is_used(at..to, &candidates) => self.grown(at..to, candidates, end),
                None => None,
            };
        }
        None
    }

    /// The whole of the encoder's place where `run` is but its beginning and the rest is no place
    /// of the gazetteer.
    fn unlisted_rest(&self, run: Range<usize>) -> Option<Range<usize>> {
        let name = self.name(run.start)?;
        let tokens = self.trimmed(self.document.tokens_in(name.span));
        let goes_on = name.kind == NameKind::Place
            && tokens.start == run.start
            && tokens.end > run.end
            && self.is_capital(run.end)
            && self.candidates(run.end..tokens.end).is_empty()
            && toponym::generic(&self.document.lower(run.end)).is_none();
        let demonym = self.candidates(run).first().is_some_and(is_demonym);
        (goes_on && !demonym).then_some(tokens)
    }

    /// The encoder's place that begins with token `at`.
    fn tagged(&self, at: usize, end: usize) -> Option<Mention> {
        let Some(name) = self.name(at).filter(|name| name.kind == NameKind::Place) else {
            return self.opened(at, end);
        };
        let tokens = self.trimmed(at..self.document.tokens_in(name.span).end);
        self.tagged_run(tokens, end)
    }

    fn tagged_run(&self, tokens: Range<usize>, end: usize) -> Option<Mention> {
        if tokens.is_empty() || self.is_junk(&tokens) || self.is_of_something_else(&tokens) {
            return None;
        }
        let candidates = self.candidates(tokens.clone());
        self.grown(tokens, candidates, end)
    }

    /// *Fort* and the like before a place of the encoder's, or any name before a common word that
    /// the encoder takes for the place: one name.
    fn opened(&self, at: usize, end: usize) -> Option<Mention> {
        let next = self.name(at + 1)?;
        let tokens = self.document.tokens_in(next.span);
        let bare = tokens.len() == 1 && toponym::generic(&self.document.lower(at + 1)).is_some();
        let opens = at + 1 < end
            && (bare || toponym::is_before(&self.document.lower(at)))
            && next.kind == NameKind::Place
            && self.is_capital(at + 1);
        opens
            .then(|| self.tagged_run(at..tokens.end, end))
            .flatten()
    }

    /// A single word that neither the gazetteer knows nor its surroundings make a place.
    fn is_junk(&self, tokens: &Range<usize>) -> bool {
        let quote = self.text(tokens.clone());
        let lone = tokens.len() == 1 && self.candidates(tokens.clone()).is_empty();
        let word = quote.to_lowercase();
        let bare = toponym::generic(&word).is_some() || toponym::is_compass(&word);
        let initials = quote.len() < 6 && !quote.chars().any(char::is_lowercase);
        lone && (bare || initials || !self.is_placed(tokens.start))
    }

    /// `tokens` as a mention, with the common word that belongs to the name.
    fn grown(&self, tokens: Range<usize>, candidates: Vec<Place>, end: usize) -> Option<Mention> {
        let word = self.document.lower(tokens.end);
        let generic = toponym::generic(&word).filter(|_| tokens.end < end);
        let joins = generic.is_some() && self.joins(&tokens, &candidates);
        let grown = if joins {
            tokens.start..tokens.end + 1
        } else {
            tokens.clone()
        };
        let dotted = self.with_stop(&grown, end);
        let last = self.document.lower(grown.end.saturating_sub(1));
        let whole = self.candidates(grown.clone());
        let (candidates, part) = match (whole.is_empty(), candidates.is_empty()) {
            (false, _) => (whole, false),
            (true, false) => (
                candidates,
                !matches!(
                    generic,
                    Some(Generic::Region | Generic::District | Generic::Town)
                ),
            ),
            (true, true) => self.of_part(grown.clone()),
        };
        let generic = toponym::generic(&last)
            .filter(|_| grown.len() > 1)
            .or(generic.filter(|generic| *generic == Generic::Region));
        Some(Mention {
            span: self.span(dotted.clone())?,
            tokens: dotted,
            candidates,
            part,
            generic,
        })
    }

    /// With the stop that belongs to a short form: *Calif.*
    fn with_stop(&self, tokens: &Range<usize>, end: usize) -> Range<usize> {
        let form = self.text(tokens.clone());
        let short = abbreviation(form).is_some()
            && form.chars().any(char::is_lowercase)
            && !form.ends_with('.');
        let touches = self.text(tokens.start..tokens.end + 1).strip_prefix(form) == Some(".");
        if short && touches && tokens.end < end {
            tokens.start..tokens.end + 1
        } else {
            tokens.clone()
        }
    }

    /// Does the common word after `tokens` belong to the name?
    fn joins(&self, tokens: &Range<usize>, candidates: &[Place]) -> bool {
        let next = tokens.end;
        if candidates.first().is_some_and(is_demonym) {
            return false;
        }
        let apart = self
            .name(next)
            .is_some_and(|name| self.document.tokens_in(name.span).end > next + 1);
        !apart && self.is_capital(next)
    }

    /// The places of the largest known part of `tokens`, the last of equals.
    fn of_part(&self, tokens: Range<usize>) -> (Vec<Place>, bool) {
        for length in (1..tokens.len()).rev() {
            for start in (tokens.start..=tokens.end - length).rev() {
                if !self.is_capital(start) || toponym::is_before(&self.document.lower(start)) {
                    continue;
                }
                let part = start..start + length;
                if length == 1 && toponym::generic(&self.document.lower(start)).is_some() {
                    continue;
                }
                let mut candidates = self.candidates(part);
                candidates.retain(|place| place.prominence() > KNOWN_PART);
                if !candidates.is_empty() {
                    return (candidates, true);
                }
            }
        }
        (Vec::new(), false)
    }

    /// Without what is no part of the name at its edges: directions in small letters, marks.
    fn trimmed(&self, tokens: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = tokens;
        while start < end && !self.is_capital(start) {
            start += 1;
        }
        while start < end && !self.text(end - 1..end).chars().any(char::is_alphanumeric) {
            end -= 1;
        }
        start..end
    }

    pub(super) fn name(&self, at: usize) -> Option<&Name> {
        let number = (*self.name_of.get(at)?)?;
        self.names.get(number)
    }

    /// Begins with a capital, ends with one or with a joined mark, small words between at most.
    fn may_be_name(&self, run: Range<usize>) -> bool {
        let last = run.end - 1;
        let inside = run.start + 1..last;
        let joined = inside
            .into_iter()
            .all(|at| self.is_capital(at) || toponym::is_joiner(&self.document.lower(at)));
        joined && self.is_capital(last)
    }

    /// What the gazetteer has under the words of `run`.
    pub(super) fn candidates(&self, run: Range<usize>) -> Vec<Place> {
        let form = self.text(run.clone());
        let short = abbreviation(form).filter(|_| self.is_short_form(&run));
        let mut found: Vec<Place> = short.map(|short| short.place).into_iter().collect();
        found.extend(seat(form).unwrap_or_else(|| self.of_text(form)));
        found
    }

    fn of_text(&self, form: &str) -> Vec<Place> {
        let letters = form.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = form.chars().all(|c| !c.is_lowercase());
        let mut found = onrecord_atlas::places(form);
        // A short form of two or three letters is written in capitals (*US*, not *Us*), and three
        // capitals are no town of that name.
        found.retain(|place| match place.kind {
            PlaceKind::Town | PlaceKind::District => {
                letters > 3 || !capitals || place.by == Match::Other
            }
            _ => letters > 3 || capitals,
        });
        found
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        let token = self.document.tokens.get(at);
        let first = token.and_then(|token| self.document.quote(token.span).chars().next());
        first.is_some_and(char::is_uppercase)
    }

    fn span(&self, run: Range<usize>) -> Option<Span> {
        let first = self.document.tokens.get(run.start)?;
        let last = self.document.tokens.get(run.end.checked_sub(1)?)?;
        Some(first.span.cover(last.span))
    }

    pub(super) fn text(&self, run: Range<usize>) -> &'a str {
        self.span(run).map_or("", |span| self.document.quote(span))
    }
}

/// Was the place found by an adjective or a people?
pub(super) fn is_demonym(place: &Place) -> bool {
    matches!(place.by, Match::Adjective | Match::People)
}
