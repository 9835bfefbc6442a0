//! Which mention, or which words, the source of an attribution is.

use std::ops::Range;

use onrecord_record::{Attribution, SourceKind};

use super::evidence::{is_known_seat, is_upper};
use super::mention::{Form, Mention, Pronoun, head_kind};
use super::scene::Scene;
use crate::lexicon::speaker::{self, Head};
use crate::tag::{EntityTag, Pos};

/// Who speaks in an attribution, as far as its own words tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Speaker {
    /// The attribution has no source.
    None,
    /// The mention with this number.
    Mention(usize),
    /// *Who*: the mention before it.
    Relative(usize),
    /// Words that take nobody up: *many in the party*, *one of the aides*.
    Words(SourceKind, Range<usize>),
    /// *One of the aides*, *one*, *the other*: of the group in this mention, or of the last.
    Part(Range<usize>, Option<usize>),
}

/// The speakers of `attributions`.
pub(super) fn speakers(
    scene: &Scene<'_>,
    found: &[Mention],
    attributions: &[Attribution],
) -> Vec<Speaker> {
    let mut by_start: Vec<usize> = (0..found.len()).collect();
    by_start.sort_by_key(|at| {
        let tokens = &found[*at].tokens;
        (tokens.start, std::cmp::Reverse(tokens.end), *at)
    });
    let finder = Finder {
        scene,
        found,
        by_start,
    };
    attributions
        .iter()
        .map(|one| match &one.source {
            None => Speaker::None,
            Some(source) => finder.speaker(scene.document.tokens_in(source.first())),
        })
        .collect()
}

struct Finder<'a> {
    scene: &'a Scene<'a>,
    found: &'a [Mention],
    by_start: Vec<usize>,
}

impl Finder<'_> {
    /// Who the source `tokens` is.
    fn speaker(&self, tokens: Range<usize>) -> Speaker {
        let scene = self.scene;
        let tokens = trimmed(scene, tokens);
        if let Some(seat) = self.seat_before(tokens.start) {
            return Speaker::Mention(seat);
        }
        if matches!(scene.low(tokens.start), "who" | "which" | "that")
            && (tokens.len() == 1 || scene.pos(tokens.start + 1).is_some_and(Pos::is_finite))
            && let Some(before) = self.before(tokens.start)
        {
            return Speaker::Relative(before);
        }
        if is_nobody(scene, &tokens) {
            return Speaker::None;
        }
        let tokens = self.without_whose(tokens);
        if self.is_share(&tokens) {
            return Speaker::Words(SourceKind::Public, tokens);
        }
        let first = self.first_in(&tokens);
        let named = |first| {
            self.named_part(first, &tokens)
                .or_else(|| self.after_place(first, &tokens))
                .or_else(|| self.after_clause(first, &tokens))
        };
        if let Some(named) = first.and_then(named) {
            return Speaker::Mention(named);
        }
        if self.is_part(&tokens, first) {
            let cut = tokens.start..cut(scene, tokens.start, tokens.end);
            return Speaker::Part(cut, first);
        }
        if let Some(kind) = self.at_large(&tokens, first) {
            return Speaker::Words(kind, tokens.start..cut(scene, tokens.start, tokens.end));
        }
        if let Some(first) = first
            && self.list(first, &tokens)
        {
            return Speaker::Words(SourceKind::Person, tokens);
        }
        if let Some(names) = first.and_then(|first| self.apposed(first, &tokens)) {
            return Speaker::Words(SourceKind::Person, names);
        }
        if let Some(together) = first.and_then(|first| self.together(first, &tokens)) {
            return together;
        }
        match first {
            Some(mention) => Speaker::Mention(self.partitive(mention, &tokens).unwrap_or(mention)),
            None => Speaker::Words(self.kind_of_words(&tokens), tokens),
        }
    }

    /// Several told as one, of whom `first` is the first: all their words.
    fn together(&self, first: usize, tokens: &Range<usize>) -> Option<Speaker> {
        if self.is_with_others(first, tokens) || self.is_of_bodies(first, tokens) {
            return Some(Speaker::Words(SourceKind::Unnamed, tokens.clone()));
        }
        let mention = &self.found[first];
        if let Form::Description { is_plural, .. } = mention.form
            && self.scene.low(mention.end) == "and"
            && mention.end + 1 < tokens.end
            && (is_plural || self.is_human(first) && self.ends_in_people(tokens))
        {
            // *the mayor and council members*
            let kind = match is_plural {
                true => self.kind_of_group(first),
                false => SourceKind::Unnamed,
            };
            return Some(Speaker::Words(kind, tokens.clone()));
        }
        let end = cut(self.scene, tokens.start, tokens.end);
        self.is_some_of_many(first, tokens)
            .then_some(Speaker::Words(SourceKind::Unnamed, tokens.start..end))
    }

    /// *The Citadel, as the presidential seat is known,* where the tagger takes the aside for the
    /// source.
    fn seat_before(&self, at: usize) -> Option<usize> {
        let as_ = at
            .checked_sub(1)
            .filter(|as_| self.scene.low(*as_) == "as")?;
        let comma = as_.checked_sub(1)?;
        if !is_known_seat(self.scene, comma) {
            return None;
        }
        let to = self
            .by_start
            .partition_point(|one| self.found[*one].tokens.start < comma);
        let near = self.by_start.get(..to)?.iter().rev().take(4);
        near.copied()
            .find(|one| self.found[*one].tokens.end == comma && self.is_name(*one))
    }

    /// The first mention that lies in `tokens`, the longest of those that begin together.
    fn first_in(&self, tokens: &Range<usize>) -> Option<usize> {
        let from = self
            .by_start
            .partition_point(|at| self.found[*at].tokens.start < tokens.start);
        let near = self.by_start.get(from..)?.iter();
        let near = near.take_while(|at| self.found[**at].tokens.start < tokens.end);
        near.clone()
            .find(|at| self.found[**at].tokens.end <= tokens.end)
            // the name of a body may go on after the source: *the Press Service of the President*
            .or_else(|| near.clone().find(|at| self.is_name(**at)))
            .copied()
    }

    fn is_name(&self, mention: usize) -> bool {
        matches!(self.found[mention].form, Form::Name { .. })
    }

    /// *Whose ministers* is *ministers*.
    fn without_whose(&self, tokens: Range<usize>) -> Range<usize> {
        let whose = self.scene.low(tokens.start) == "whose" && tokens.len() > 1;
        tokens.start + usize::from(whose)..tokens.end
    }

    /// *One of the family's lawyers, Tomas Lind,*: the name after the group.
    fn named_part(&self, group: usize, tokens: &Range<usize>) -> Option<usize> {
        let end = self.found[group].end;
        let opens =
            self.scene.low(tokens.start) == "one" && self.scene.low(tokens.start + 1) == "of";
        if !opens || self.scene.low(end) != "," {
            return None;
        }
        let named = self.first_in(&(end + 1..tokens.end))?;
        let is_beside = self.found[named].tokens.start == end + 1 && self.is_name(named);
        (is_beside && self.is_human(named)).then_some(named)
    }

    /// *From Velin, Tomas Lind,*: the name after where it was said.
    fn after_place(&self, place: usize, tokens: &Range<usize>) -> Option<usize> {
        let is_name = self.is_name(place);
        let place = &self.found[place];
        let leads = place.tokens.start.checked_sub(1)?;
        let is_led = matches!(self.scene.low(leads), "from" | "in" | "at" | "near");
        if !is_name || !is_led || self.scene.low(place.end) != "," {
            return None;
        }
        let named = self.first_in(&(place.end + 1..tokens.end))?;
        let is_beside = self.found[named].tokens.start == place.end + 1 && self.is_name(named);
        (is_beside && self.is_human(named)).then_some(named)
    }

    /// *The trader who had served as her go-between, Tomas Lind,*: the name after the clause about him.
    fn after_clause(&self, described: usize, tokens: &Range<usize>) -> Option<usize> {
        let mention = &self.found[described];
        let is_one = matches!(
            mention.form,
            Form::Description {
                is_plural: false,
                ..
            }
        );
        if !is_one || !self.is_human(described) || self.scene.low(mention.end) != "who" {
            return None;
        }
        let comma = (mention.end..tokens.end).rfind(|at| self.scene.low(*at) == ",")?;
        let named = self.first_in(&(comma + 1..tokens.end))?;
        let is_all = self.found[named].tokens == (comma + 1..tokens.end);
        (is_all && self.is_name(named) && self.is_human(named)).then_some(named)
    }

    /// *Nearly nine out of ten*, *one in five*, *a third*: so many of those who were asked.
    fn is_share(&self, tokens: &Range<usize>) -> bool {
        let words: Vec<&str> = tokens.clone().map(|at| self.scene.low(at)).collect();
        let about =
            |word: &&&str| is_about(word) || matches!(**word, "more" | "than" | "fully" | "some");
        let from = words.iter().take_while(about).count();
        let number = |at: usize| self.scene.pos(tokens.start + from + at) == Some(Pos::CD);
        match words.get(from..).unwrap_or_default() {
            [_, "in", _] => number(0) && number(2),
            [_, "out", "of", _] => number(0) && number(3),
            [_, part] => {
                let is_one = number(0) || words.get(from) == Some(&"a");
                is_one
                    && matches!(
                        *part,
                        "third"
                            | "thirds"
                            | "quarter"
                            | "quarters"
                            | "fifth"
                            | "half"
                            | "percent"
                            | "%"
                    )
            }
            _ => false,
        }
    }

    /// Is the source one of a group of people: *one of the aides*, *one*, *the other*?
    fn is_part(&self, tokens: &Range<usize>, first: Option<usize>) -> bool {
        let one = matches!(self.scene.low(tokens.start), "one" | "another");
        if one && tokens.len() == 1 {
            return true;
        }
        if tokens.len() == 2
            && matches!(self.scene.low(tokens.start), "the" | "a")
            && matches!(
                self.scene.low(tokens.start + 1),
                "other" | "second" | "third"
            )
        {
            return true;
        }
        let counted = one || self.scene.pos(tokens.start) == Some(Pos::CD);
        let of = self.scene.low(tokens.start + 1) == "of";
        let group = first.is_some_and(|first| match &self.found[first].form {
            Form::Pronoun(pronoun) => matches!(pronoun, Pronoun::They | Pronoun::We),
            Form::Description { head, is_plural } => {
                *is_plural
                    && matches!(
                        head_kind(self.scene, *head, true),
                        None | Some(Head::Person | Head::Public | Head::Force)
                    )
            }
            _ => false,
        });
        counted && of && group
    }

    /// The mention that a relative pronoun at token `at` takes up: the one that ends right before
    /// it, a comma between them or not; for *who*, the nearest that is human.
    fn before(&self, at: usize) -> Option<usize> {
        let to = self
            .by_start
            .partition_point(|one| self.found[*one].tokens.start < at);
        let near = self.by_start.get(..to)?.iter().rev().take(8).copied();
        let ends = |one: &usize| {
            let mention = &self.found[*one];
            [mention.end, mention.tokens.end]
                .iter()
                .any(|end| *end == at || *end + 1 == at && self.scene.low(*end) == ",")
        };
        let who = self.scene.low(at) == "who";
        let suits = |one: &usize| !who || self.is_human(*one);
        let touching = near.clone().filter(ends).filter(suits);
        touching
            .min_by_key(|one| self.found[*one].tokens.start)
            .or_else(|| {
                let close = |one: &usize| self.found[*one].tokens.end + 8 > at && suits(one);
                near.clone().find(close)
            })
    }

    /// Is the mention of one or more people?
    fn is_human(&self, mention: usize) -> bool {
        match &self.found[mention].form {
            Form::Name { tag, name, .. } => match tag {
                EntityTag::Person => true,
                EntityTag::Location | EntityTag::Organisation => false,
                _ => self.scene.low(name.end - 1).ends_with('s'),
            },
            Form::Description { head, is_plural } => !matches!(
                head_kind(self.scene, *head, *is_plural),
                Some(Head::Office | Head::Organisation | Head::Outlet | Head::Document)
            ),
            Form::Pronoun(pronoun) => *pronoun != Pronoun::It,
            Form::Pair(one, two) => self.is_human(*one) && self.is_human(*two),
        }
    }

    /// *The nominee and his aides*, *Ada Holt and other Liberals*, *Ada Holt and {all seven members} of the council*: one
    /// source, more than its first name.
    fn is_with_others(&self, first: usize, tokens: &Range<usize>) -> bool {
        let end = self.found[first].end;
        let is_named = matches!(self.found[first].form, Form::Name { .. });
        let are_many = || {
            let last = self.scene.pos(tokens.end.saturating_sub(1));
            matches!(last, Some(Pos::NNS | Pos::NNPS)) || self.is_crowd(end + 1..tokens.end)
        };
        let next = || self.scene.pos(end + 1) == Some(Pos::PRPS) || is_named && are_many();
        let is_next = || self.scene.low(end) == "and" && end + 2 < tokens.end && next();
        // *Ada Holt, the mayor, {and all seven members}*
        let is_later = || {
            let and = (end..tokens.end)
                .find(|at| self.scene.low(*at) == "," && self.scene.low(at + 1) == "and");
            is_named && and.is_some_and(|comma| self.is_crowd(comma + 2..tokens.end))
        };
        self.is_human(first) && (is_next() || is_later())
    }

    /// Do several people not named open `tokens`: *all seven members of the council*?
    fn is_crowd(&self, tokens: Range<usize>) -> bool {
        self.first_in(&tokens).is_some_and(|first| {
            let mention = &self.found[first];
            let many = matches!(
                mention.form,
                Form::Description {
                    is_plural: true,
                    ..
                }
            );
            many && mention.tokens.start == tokens.start && self.is_human(first)
        })
    }

    /// Is the last word one for people: *… and council members*?
    fn ends_in_people(&self, tokens: &Range<usize>) -> bool {
        let last = tokens.end.saturating_sub(1);
        self.scene.pos(last) == Some(Pos::NNS)
            && head_kind(self.scene, last, true) == Some(Head::Person)
    }

    /// *House and Senate candidates*: people, told by two bodies.
    fn is_of_bodies(&self, first: usize, tokens: &Range<usize>) -> bool {
        let last = tokens.end.saturating_sub(1);
        let is_people = self.ends_in_people(tokens);
        let end = self.found[first].end;
        self.is_name(first)
            && !self.is_human(first)
            && is_people
            && self.scene.low(end) == "and"
            && (end + 1..last).all(|at| self.scene.is_capital(at))
    }

    /// *Ada Holt, Ben Roe (of Lind) and Carl Varga*: three persons or more, as one source.
    fn list(&self, first: usize, tokens: &Range<usize>) -> bool {
        let named = |one: &usize| matches!(&self.found[*one].form, Form::Name { tag, .. } if *tag == EntityTag::Person);
        let from = self
            .by_start
            .partition_point(|at| self.found[*at].tokens.start < tokens.start);
        let within = self.by_start.get(from..).unwrap_or(&[]).iter();
        let within = within.take_while(|at| self.found[**at].tokens.start < tokens.end);
        let names: Vec<usize> = within.copied().filter(named).collect();
        let Some(last) = names.last() else {
            return false;
        };
        let start = self.found[*last].tokens.start;
        let after = self.scene.low(self.found[first].tokens.end);
        names.len() > 2
            && names.first() == Some(&first)
            && matches!(after, "," | "(")
            && self.scene.low(start - 1) == "and"
    }

    /// *Two lawmakers, {Ada Holt, I-North, and Ben Roe},*: the names after the group.
    fn apposed(&self, group: usize, tokens: &Range<usize>) -> Option<Range<usize>> {
        let mention = &self.found[group];
        let is_group = matches!(
            mention.form,
            Form::Description {
                is_plural: true,
                ..
            }
        );
        if !is_group || !self.is_human(group) || self.scene.low(mention.end) != "," {
            return None;
        }
        let first = self.first_in(&(mention.end + 1..tokens.end))?;
        let person = |one: usize| matches!(&self.found[one].form, Form::Name { tag, .. } if *tag == EntityTag::Person);
        let and = (self.found[first].end..tokens.end).find(|at| self.scene.low(*at) == "and")?;
        let last = self.first_in(&(and + 1..tokens.end))?;
        let begins = self.found[first].tokens.start == mention.end + 1;
        let goes_on = self.found[last].tokens.start == and + 1;
        (begins && goes_on && person(first) && person(last))
            .then(|| mention.end + 1..self.found[last].tokens.end)
    }

    /// *A group of lawmakers* is lawmakers; *a coalition of groups* is one.
    fn partitive(&self, mention: usize, tokens: &Range<usize>) -> Option<usize> {
        let Form::Description { head, .. } = self.found[mention].form else {
            return None;
        };
        let after = self.found[mention].tokens.end;
        let is_part = matches!(
            self.scene.low(head),
            "group" | "groups" | "team" | "bunch" | "chorus" | "panel" | "series" | "coalition"
        );
        let many = (is_part && self.scene.low(after) == "of")
            .then(|| self.first_in(&(after + 1..tokens.end)))
            .flatten();
        many.filter(|many| self.kind_of_group(*many) != SourceKind::Organisation)
    }

    /// *A group of protesters* is not protesters at large.
    fn is_some_of_many(&self, mention: usize, tokens: &Range<usize>) -> bool {
        let loud = match self.found[mention].form {
            Form::Description { head, .. } => matches!(self.scene.low(head), "chorus" | "series"),
            _ => false,
        };
        let many = self.partitive(mention, tokens);
        !loud && many.is_some_and(|many| self.kind_of_group(many) == SourceKind::Public)
    }

    /// Does the source open with a word that stands for people: *many in the party*, *one of the
    /// aides*, *those familiar with the plan*?
    fn at_large(&self, tokens: &Range<usize>, first: Option<usize>) -> Option<SourceKind> {
        let adverb = |at: &usize| is_about(self.scene.low(*at));
        let at = tokens
            .clone()
            .find(|at| !adverb(at))
            .unwrap_or(tokens.start);
        let opener = self.scene.low(at);
        let starts = first.map(|first| self.found[first].tokens.start);
        if starts.is_some_and(|start| start <= at) {
            return None;
        }
        let some = matches!(
            opener,
            "some" | "many" | "most" | "few" | "others" | "those" | "all"
        );
        let counted = self.scene.pos(at) == Some(Pos::CD)
            || matches!(
                opener,
                "several" | "another" | "one" | "both" | "neither" | "each" | "none"
            );
        let of = self.scene.low(at + 1) == "of";
        let named = starts == Some(at + 1);
        match (some, counted) {
            (true, _) if named && opener == "some" => Some(SourceKind::Unnamed),
            (true, _) if !of => Some(SourceKind::Public),
            (true, _) => Some(self.kind_of_part(first, true)),
            (_, true) if at > tokens.start && self.scene.pos(tokens.end - 1) == Some(Pos::NNS) => {
                Some(SourceKind::Unnamed)
            }
            (_, true) if of || named || at + 1 == tokens.end => {
                Some(self.kind_of_part(first, false))
            }
            _ => None,
        }
    }

    /// What a part of the group `mention` is.
    fn kind_of_part(&self, mention: Option<usize>, many: bool) -> SourceKind {
        let form = mention.map(|mention| &self.found[mention].form);
        let head = match form {
            Some(Form::Description { head, .. }) => head_kind(self.scene, *head, many),
            _ => None,
        };
        match head {
            Some(Head::Document) => SourceKind::Document,
            Some(Head::Organisation) => SourceKind::Organisation,
            Some(Head::Outlet) => SourceKind::Outlet,
            Some(Head::Office) => SourceKind::Office,
            Some(Head::Public) | None if many => SourceKind::Public,
            _ => SourceKind::Unnamed,
        }
    }

    /// What the plural description `mention` is as a source.
    fn kind_of_group(&self, mention: usize) -> SourceKind {
        match &self.found[mention].form {
            Form::Description { head, .. } => match head_kind(self.scene, *head, true) {
                Some(Head::Office | Head::Force) => SourceKind::Office,
                Some(Head::Organisation) => SourceKind::Organisation,
                Some(Head::Outlet) => SourceKind::Outlet,
                Some(Head::Document) => SourceKind::Document,
                Some(Head::Public) => SourceKind::Public,
                _ => SourceKind::Unnamed,
            },
            _ => SourceKind::Unnamed,
        }
    }

    /// Words without a noun phrase: *many*, *others*, *this*.
    fn kind_of_words(&self, tokens: &Range<usize>) -> SourceKind {
        let word = self.scene.low(tokens.start);
        let kind = speaker::of_noun(word, true).or_else(|| speaker::of_noun(word, false));
        match kind {
            Some(Head::Public) => SourceKind::Public,
            Some(Head::Person) => SourceKind::Unnamed,
            _ if matches!(word, "others" | "none" | "no") => SourceKind::Public,
            _ => SourceKind::Unresolved,
        }
    }
}

/// *Nearly*, *just*: how near a number is.
fn is_about(word: &str) -> bool {
    matches!(
        word,
        "nearly" | "about" | "almost" | "only" | "roughly" | "just" | "over"
    )
}

/// Is the source a word that tells nobody: an article the tagger cut off, a relative pronoun with
/// nothing before it, *whoever*?
fn is_nobody(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let word = scene.low(tokens.start);
    let free = matches!(
        word,
        "whoever" | "whatever" | "whichever" | "what" | "there"
    );
    let alone = matches!(
        word,
        "the" | "a" | "an" | "who" | "which" | "that" | "whose" | "whom" | "where" | "when"
    );
    let demonstrative = word == "that" && scene.pos(tokens.start) != Some(Pos::WDT);
    free || alone && !demonstrative && tokens.len() == 1
}

/// Without marks, prepositions and *both* at its head.
fn trimmed(scene: &Scene<'_>, tokens: Range<usize>) -> Range<usize> {
    let mut tokens = after_dateline(scene, tokens);
    let loose = |at: usize| matches!(scene.pos(at), Some(Pos::Mark | Pos::IN | Pos::TO));
    while tokens.len() > 1 && loose(tokens.start) && scene.low(tokens.start) != "that" {
        tokens.start += 1;
    }
    while tokens.len() > 1 && scene.pos(tokens.end - 1) == Some(Pos::Mark) {
        tokens.end -= 1;
    }
    // *both the House and the Senate* are the two
    let joins = |at: usize| scene.low(at) == "and";
    if scene.low(tokens.start) == "both" && tokens.clone().any(joins) {
        tokens.start += 1;
    }
    tokens
}

/// Without the place of a dateline that the tagger took in: *LINDPORT - Farmers*.
fn after_dateline(scene: &Scene<'_>, tokens: Range<usize>) -> Range<usize> {
    let near = tokens.start..tokens.end.min(tokens.start + 4);
    let dash = near
        .clone()
        .find(|at| matches!(scene.low(*at), "-" | "–" | "—" | "--"));
    match dash {
        Some(dash) if dash > tokens.start && dash + 1 < tokens.end => {
            let capitals = (tokens.start..dash).all(|at| {
                let token = scene.document.tokens.get(at);
                token.is_some_and(|token| is_upper(scene.document.quote(token.span)))
            });
            if capitals {
                dash + 1..tokens.end
            } else {
                tokens
            }
        }
        _ => tokens,
    }
}

/// Where the description with its head at `head` ends, at most at `end`: before an aside, a
/// relative clause with or without its pronoun (*experts I spoke to*), a year or a quotation.
pub(super) fn cut(scene: &Scene<'_>, head: usize, end: usize) -> usize {
    (head + 1..end)
        .find(|at| {
            let wh = matches!(scene.pos(*at), Some(Pos::WP | Pos::WDT | Pos::WPS));
            let bare = scene.pos(*at) == Some(Pos::PRP) && scene.is_noun(at - 1);
            let year = scene.low(*at) == "in" && is_year(scene.low(at + 1));
            wh || bare
                || year
                || matches!(
                    scene.low(*at),
                    "," | "(" | "—" | "–" | ";" | ":" | "\"" | "“" | "”" | "--"
                )
        })
        .unwrap_or(end)
}

/// *2001*.
fn is_year(word: &str) -> bool {
    word.len() == 4 && matches!(word.parse(), Ok(1800..=2199))
}
