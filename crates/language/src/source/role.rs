//! What an article says somebody is (*Russian defence minister*), and whether two such descriptions
//! can be of one.

use std::collections::BTreeSet;
use std::ops::Range;

use super::scene::Scene;
use crate::lexicon::{place, role};
use crate::tag::{EntityTag, Pos};

/// A description taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Role {
    /// The lemma of its head: `minister`.
    pub(super) head: String,
    /// The states it names, by code: `RU`.
    places: BTreeSet<String>,
    /// Its other content words: `defence`.
    words: BTreeSet<String>,
    /// Those of them that are written as names, the states included: `republican`.
    proper: BTreeSet<String>,
    /// Those of them that are places within a state: `missouri`. A party is no such place, and clashes
    /// with none.
    regions: BTreeSet<String>,
    /// It stands below another: *vice, deputy, assistant*.
    is_second: bool,
    /// It is over: *former, ex-, then-*.
    is_past: bool,
}

/// Do both tell something, and nothing in common?
fn apart(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
}

/// Words that tell nothing about which one is meant.
const EMPTY: [&str; 27] = [
    "former",
    "new",
    "senior",
    "top",
    "late",
    "then",
    "current",
    "incumbent",
    "longtime",
    "veteran",
    "own",
    "other",
    "same",
    "embattled",
    "outgoing",
    "newly",
    "elected",
    "ex",
    "long",
    "time",
    "its",
    "his",
    "her",
    "their",
    "-",
    "presumptive",
    "leading",
];

impl Role {
    /// The role that the noun phrase `tokens` with the head at `head` tells.
    pub(super) fn of(scene: &Scene<'_>, tokens: Range<usize>, head: usize) -> Role {
        let lemma = scene.lemma(head);
        let long = role::long(&lemma).map(str::to_owned);
        let whole = long.unwrap_or(lemma);
        let mut own = whole.rsplit(' ');
        let mut role = Role {
            head: own.next().unwrap_or_default().to_owned(),
            places: BTreeSet::new(),
            words: own.map(str::to_owned).collect(),
            proper: BTreeSet::new(),
            regions: BTreeSet::new(),
            is_second: tokens
                .clone()
                .any(|at| matches!(scene.low(at), "vice" | "deputy" | "assistant" | "acting")),
            is_past: tokens
                .clone()
                .any(|at| matches!(scene.low(at), "former" | "ex" | "retired" | "onetime")),
        };
        role.take_all(scene, tokens, head);
        role
    }

    /// Takes in the words `tokens` that stand apart from the role: the place it is of.
    pub(super) fn also(&mut self, scene: &Scene<'_>, tokens: Range<usize>) {
        self.take_all(scene, tokens, usize::MAX);
    }

    fn take_all(&mut self, scene: &Scene<'_>, tokens: Range<usize>, head: usize) {
        let mut at = tokens.start;
        while at < tokens.end {
            at += self.take(scene, at, tokens.end, head);
        }
    }

    /// Takes in the word at `at`, or the two that name a state together; tells how many.
    fn take(&mut self, scene: &Scene<'_>, at: usize, end: usize, head: usize) -> usize {
        let word = scene.low(at);
        if at == head || role::is_nameless(word) {
            return 1;
        }
        if at + 1 < end && at + 1 != head {
            let two = format!("{word} {}", scene.low(at + 1));
            if let Some(code) = place::state(&two) {
                self.places.insert(code.to_owned());
                self.proper.insert(code.to_owned());
                return 2;
            }
        }
        if let Some(code) = place::state(word).filter(|_| word != "us" || scene.is_upper(at)) {
            self.places.insert(code.to_owned());
            self.proper.insert(code.to_owned());
        } else if tells(scene, at) {
            let lemma = scene.lemma(at);
            let word = role::same(&lemma);
            if scene.is_capital(at) {
                let stem = place::stem(word).to_owned();
                if scene.entity(at) == EntityTag::Location {
                    self.regions.insert(stem.clone());
                } else {
                    self.proper.insert(stem.clone());
                }
                self.words.insert(stem);
            } else {
                self.words.insert(word.to_owned());
            }
        }
        1
    }

    /// How well the description `self` takes up somebody told with `known`; `None` if it cannot.
    pub(super) fn fits(&self, known: &Role) -> Option<u32> {
        let same = self.head == known.head;
        if !same && !role::takes_up(&self.head, &known.head) {
            return None;
        }
        if self.is_second != known.is_second || self.is_below(known) {
            return None;
        }
        let is_apart = apart(&self.proper, &known.proper) || apart(&self.regions, &known.regions);
        if is_apart || same && self.words_clash(known) {
            return None;
        }
        let shared_places = self.places.intersection(&known.places).count();
        let shared = self.words.intersection(&known.words).count();
        // *the governor* is seldom the former one where another is told of
        let whole = 2 + 2 * usize::from(same) + 4 * shared_places + 2 * shared;
        // nor *the Northmark congressman* one of whom no region is told, where another is from there
        let is_elsewhere = !self.regions.is_empty() && known.regions.is_empty();
        let less = usize::from(known.is_past && !self.is_past) + usize::from(is_elsewhere);
        u32::try_from(whole - less).ok()
    }

    /// Does somebody told with `known` bear another name of this kind: a *Democratic* candidate is
    /// no *Republican* one?
    pub(super) fn clashes(&self, known: &Role) -> bool {
        let is_apart = apart(&self.proper, &known.proper) || apart(&self.regions, &known.regions);
        is_apart && (self.head == known.head || role::takes_up(&self.head, &known.head))
    }

    /// Have both other words than the other, more than where somebody is from and of which party?
    fn words_clash(&self, known: &Role) -> bool {
        let plain = |role: &Role| -> BTreeSet<String> {
            let named = role.regions.union(&role.proper).cloned().collect();
            role.words.difference(&named).cloned().collect()
        };
        let both_named =
            apart(&self.words, &known.words) && self.regions.is_empty() == known.regions.is_empty();
        both_named || apart(&plain(self), &plain(known))
    }

    /// *The minister* is no prime minister, and *the premier* is one.
    fn is_below(&self, known: &Role) -> bool {
        let prime = known.words.contains("prime");
        known.head == "minister"
            && match self.head.as_str() {
                "minister" => prime && !self.words.contains("prime"),
                "premier" => !prime,
                _ => false,
            }
    }

    /// Does it tell more than its head?
    pub(super) fn is_told(&self) -> bool {
        !self.places.is_empty() || !self.words.is_empty()
    }
}

/// Is the word at `at` one that tells which?
fn tells(scene: &Scene<'_>, at: usize) -> bool {
    let content = scene.is_noun(at) || matches!(scene.pos(at), Some(Pos::JJ | Pos::VBN | Pos::VBG));
    content && !EMPTY.contains(&scene.low(at))
}
