//! Which mention, or which words, the source of an attribution is.

use std::ops::Range;

use onrecord_record::{Attribution, SourceKind};

use super::mention::{Form, Mention, Scene, head_kind};
use crate::lexicon::speaker::{self, Head};
use crate::tag::Pos;

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
        if matches!(scene.low(tokens.start), "who" | "which" | "that")
            && (tokens.len() == 1 || scene.pos(tokens.start + 1).is_some_and(Pos::is_finite))
            && let Some(before) = self.before(tokens.start)
        {
            return Speaker::Relative(before);
        }
        let first = self.first_in(&tokens);
        if let Some(kind) = self.at_large(&tokens, first) {
            return Speaker::Words(kind, tokens.start..cut(scene, tokens.start, tokens.end));
        }
        match first {
            Some(mention) => Speaker::Mention(self.partitive(mention, &tokens).unwrap_or(mention)),
            None => Speaker::Words(self.kind_of_words(&tokens), tokens),
        }
    }

    /// The first mention that lies in `tokens`, the longest of those that begin together.
    fn first_in(&self, tokens: &Range<usize>) -> Option<usize> {
        let from = self
            .by_start
            .partition_point(|at| self.found[*at].tokens.start < tokens.start);
        let near = self.by_start.get(from..)?.iter();
        near.take_while(|at| self.found[**at].tokens.start < tokens.end)
            .find(|at| self.found[**at].tokens.end <= tokens.end)
            .copied()
    }

    /// The mention that ends right before token `at`, a comma between them or not.
    fn before(&self, at: usize) -> Option<usize> {
        let to = self
            .by_start
            .partition_point(|one| self.found[*one].tokens.start < at);
        let near = self.by_start.get(..to)?.iter().rev().take(8);
        let ends = |mention: &Mention| {
            [mention.end, mention.tokens.end]
                .iter()
                .any(|end| *end == at || *end + 1 == at && self.scene.low(*end) == ",")
        };
        let touching: Vec<usize> = near
            .copied()
            .filter(|one| ends(&self.found[*one]))
            .collect();
        touching.last().copied()
    }

    /// *A group of lawmakers* is lawmakers.
    fn partitive(&self, mention: usize, tokens: &Range<usize>) -> Option<usize> {
        let Form::Description { head, .. } = self.found[mention].form else {
            return None;
        };
        let after = self.found[mention].tokens.end;
        let is_part = matches!(
            self.scene.low(head),
            "group"
                | "number"
                | "majority"
                | "handful"
                | "couple"
                | "dozens"
                | "scores"
                | "pair"
                | "series"
                | "lot"
                | "lots"
                | "host"
                | "percent"
                | "minority"
                | "team"
                | "hundreds"
                | "thousands"
                | "slew"
                | "bunch"
        );
        (is_part && self.scene.low(after) == "of")
            .then(|| self.first_in(&(after + 1..tokens.end)))
            .flatten()
    }

    /// Does the source open with a word that stands for people: *many in the party*, *one of the
    /// aides*, *those familiar with the plan*?
    fn at_large(&self, tokens: &Range<usize>, first: Option<usize>) -> Option<SourceKind> {
        let opener = self.scene.low(tokens.start);
        let starts = first.map(|first| self.found[first].tokens.start);
        if starts == Some(tokens.start) {
            return None;
        }
        let some = matches!(
            opener,
            "some" | "many" | "most" | "few" | "others" | "those" | "all"
        );
        let counted = self.scene.pos(tokens.start) == Some(Pos::CD)
            || matches!(
                opener,
                "several" | "another" | "one" | "both" | "neither" | "each" | "none"
            );
        let of = self.scene.low(tokens.start + 1) == "of";
        match (some, counted) {
            (true, _) if !of => Some(SourceKind::Public),
            (true, _) => Some(self.kind_of_part(first, true)),
            (_, true) if of || tokens.len() == 1 => Some(self.kind_of_part(first, false)),
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

    /// Words without a noun phrase: *many*, *others*, *this*.
    fn kind_of_words(&self, tokens: &Range<usize>) -> SourceKind {
        let word = self.scene.low(tokens.start);
        let kind = speaker::of_noun(word, true).or_else(|| speaker::of_noun(word, false));
        match kind {
            Some(Head::Public) => SourceKind::Public,
            Some(Head::Person) => SourceKind::Unnamed,
            _ if matches!(word, "others" | "none") => SourceKind::Public,
            _ => SourceKind::Unresolved,
        }
    }
}

/// Without marks and prepositions at its head.
fn trimmed(scene: &Scene<'_>, tokens: Range<usize>) -> Range<usize> {
    let mut tokens = tokens;
    let loose = |at: usize| matches!(scene.pos(at), Some(Pos::Mark | Pos::IN | Pos::TO));
    while tokens.len() > 1 && loose(tokens.start) && scene.low(tokens.start) != "that" {
        tokens.start += 1;
    }
    while tokens.len() > 1 && scene.pos(tokens.end - 1) == Some(Pos::Mark) {
        tokens.end -= 1;
    }
    tokens
}

/// Where the description with its head at `head` ends, at most at `end`: before an aside, a
/// relative clause or a quotation.
pub(super) fn cut(scene: &Scene<'_>, head: usize, end: usize) -> usize {
    (head + 1..end)
        .find(|at| {
            let wh = matches!(scene.pos(*at), Some(Pos::WP | Pos::WDT | Pos::WPS));
            wh || matches!(
                scene.low(*at),
                "," | "(" | "—" | "–" | ";" | ":" | "\"" | "“" | "”" | "--"
            )
        })
        .unwrap_or(end)
}
