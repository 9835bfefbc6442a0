//! Names of places that something else bears here: who took a picture, who reports, who holds an office.
//!
//! Hardly a word is no town's name somewhere: *Duarte*, *Meridian*, *Citadel*, *Energy*. What the
//! article itself says of a name goes before what the gazetteer knows under it.

use std::collections::BTreeSet;

use onrecord_atlas::{Place, PlaceKind, key, stands_for};
use onrecord_record::{Name, NameKind, Picture, Span};

use super::find::Mention;
use crate::document::Document;
use crate::lexicon::speaker::{self, Head};
use crate::lexicon::toponym;
use crate::tag::Pos;

/// Who and what is named in an article, where its name might be taken for a place's.
pub(super) struct Bearers<'a> {
    document: &'a Document<'a>,
    /// Keys of the names of outlets and agencies.
    outlets: BTreeSet<String>,
    /// Words of the names of those who sign or took pictures.
    persons: BTreeSet<String>,
    /// Where credits stand.
    credits: Vec<Span>,
}

impl<'a> Bearers<'a> {
    pub(super) fn of(document: &'a Document<'a>, names: &'a [Name]) -> Bearers<'a> {
        let article = document.article;
        let masthead = &article.masthead;
        let credits = || {
            article
                .pictures
                .iter()
                .filter_map(|one| one.credit.as_ref())
        };
        let agencies = credits().filter_map(|credit| credit.agency);
        let agencies = agencies.map(|span| document.quote(span));
        let filed = masthead
            .dateline
            .and_then(|span| agency(document.quote(span)));
        let outlets = masthead.outlet.as_deref().into_iter();
        let photographers = credits().filter_map(|credit| credit.photographer);
        let photographers = photographers.map(|span| document.quote(span));
        let signing = masthead.authors.iter().map(String::as_str);
        let persons = signing
            .chain(photographers)
            .filter(|name| name.contains(' '));
        let pictures = article.pictures.iter();
        let mut bearers = Bearers {
            document,
            outlets: outlets.chain(agencies).chain(filed).map(key).collect(),
            persons: persons.flat_map(str::split_whitespace).map(key).collect(),
            credits: pictures.flat_map(|one| credit(document, one)).collect(),
        };
        let described = names.iter().filter_map(|name| bearers.described(name));
        let described: Vec<String> = described.collect();
        bearers.outlets.extend(described);
        bearers
    }

    /// Is `mention` the name of something else?
    pub(super) fn bear(&self, mention: &Mention) -> bool {
        if self
            .credits
            .iter()
            .any(|credit| credit.contains(mention.span))
        {
            return true;
        }
        let is_town = mention.candidates.first().is_some_and(is_town);
        if is_town && (self.has_article(mention) || self.is_portfolio(mention)) {
            return true;
        }
        let words = self.document.quote(mention.span);
        let is_outlet = self.outlets.contains(&key(words));
        let is_person = || {
            words
                .split_whitespace()
                .all(|word| self.persons.contains(&key(word)))
        };
        (is_outlet || is_person()) && !self.is_somewhere(mention.tokens.start)
    }

    /// The key of a name that a phrase says is an organisation's: *Meridian, a news agency, …*.
    fn described(&self, name: &Name) -> Option<String> {
        let tokens = self.document.tokens_in(name.span);
        let lower = |at: usize| self.document.lower(at);
        if lower(tokens.end) != "," || !["a", "an"].contains(&lower(tokens.end + 1).as_str()) {
            return None;
        }
        let phrase = (tokens.end + 2..).take(5).take_while(|at| {
            let token = self.document.tokens.get(*at);
            token.is_some_and(|token| token.pos.is_noun() || token.pos == Pos::JJ)
        });
        let head = lower(phrase.last()?);
        let body = speaker::of_noun(&head, false)?;
        let is_body = matches!(body, Head::Organisation | Head::Outlet | Head::Office);
        let is_it = is_body && name.kind != NameKind::Person && !self.is_somewhere(tokens.start);
        is_it.then(|| key(self.document.quote(name.span)))
    }

    /// *the Citadel*: a town of one word has no article, unless another name or noun follows that it is
    /// of (*the Aleppo road*, *the Paris, Texas, council*) or the name holds it (*The Hague*).
    fn has_article(&self, mention: &Mention) -> bool {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let Some(before) = start.checked_sub(1) else {
            return false;
        };
        let words = self.document.quote(mention.span);
        let name = mention.candidates.first().map_or("", |one| one.name);
        let is_bare = end == start + 1 && key(name) == key(words) && stands_for(words).is_none();
        self.document.lower(before) == "the" && is_bare && !self.goes_on(end)
    }

    /// Does what stands at token `at` belong to the name before it, or the name to it?
    fn goes_on(&self, at: usize) -> bool {
        let token = |at: usize| self.document.tokens.get(at);
        let is_of = |pos: Pos| pos.is_noun() || matches!(pos, Pos::JJ | Pos::CD | Pos::POS);
        let is_capital = |span: Span| self.document.quote(span).starts_with(char::is_uppercase);
        match self.document.lower(at).as_str() {
            "-" => true,
            "," => token(at + 1).is_some_and(|next| is_capital(next.span)),
            _ => token(at).is_some_and(|next| is_of(next.pos)),
        }
    }

    /// *the Minister of Energy*.
    fn is_portfolio(&self, mention: &Mention) -> bool {
        let start = mention.tokens.start;
        let word = |back: usize| {
            let at = start.checked_sub(back);
            at.map_or(String::new(), |at| self.document.lower(at))
        };
        word(1) == "of" && toponym::is_portfolio(&word(2))
    }

    /// Does a word before token `at` say that something is there?
    fn is_somewhere(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| self.document.lower(at));
        before.is_some_and(|word| ["in", "at"].contains(&word.as_str()) || toponym::is_near(&word))
    }
}

fn is_town(place: &Place) -> bool {
    matches!(place.kind, PlaceKind::Town | PlaceKind::District)
}

/// The agency in a dateline: `BRENHOLT, March 12 (Meridian) —`.
fn agency(dateline: &str) -> Option<&str> {
    let (_, inside) = dateline.split_once('(')?;
    Some(inside.split_once(')')?.0.trim())
}

/// Where a caption tells whose the picture is, and not what it shows.
fn credit(document: &Document<'_>, picture: &Picture) -> Vec<Span> {
    let Some(credit) = &picture.credit else {
        return Vec::new();
    };
    let (caption, text) = (picture.caption, &document.article.text);
    let around = match picture.shows {
        Some(shows) => [caption.start()..shows.start(), shows.end()..caption.end()],
        None => [caption.range(), caption.end()..caption.end()],
    };
    let around = around
        .into_iter()
        .filter_map(|range| Span::new(text, range));
    let named = [credit.agency, credit.photographer, credit.handout];
    around.chain(named.into_iter().flatten()).collect()
}
