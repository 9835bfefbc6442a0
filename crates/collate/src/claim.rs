//! What several findings say alike is one claim; what two cannot both be right about is a
//! contradiction.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{NameKind, Reading, Span};

use crate::asked::{Sought, sought};
use crate::compare::{self, Clash, Likeness, Relation};
use crate::credit::Outlets;
use crate::entry::{self, Entry};
use crate::origin::{Descent, Root};
use crate::proposition::{Finding, Item, Proposition, Stance, Term, TermKind, Trust};
use crate::roster::Roster;
use crate::voice::Cast;

/// A word or name that more findings than this have leads none to another.
const COMMON: usize = 96;
/// From this share of a question in a later finding on, it is answered.
const ANSWERED: f32 = 0.65;
/// A finding is held against so many others at most: those that share most with it.
const RIVALS: usize = 48;

/// What one or more findings say alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Number of the event, in [`crate::Collation::happenings`].
    pub happening: usize,
    /// The findings that say it, in order; articles are in order of publication.
    pub items: Vec<Item>,
    /// The wording that tells it most fully, unhedged by a chain of voices.
    pub title: Item,
    /// Where it entered the record, each apart from the others.
    pub origins: Vec<Origin>,
    /// For each origin the articles in which it is heard, whoever stands there for it.
    pub heard: Vec<BTreeSet<usize>>,
    /// Of its findings those whose words another one has, in quotation marks, from another mouth:
    /// whose they are is in doubt.
    pub disputed: Vec<Item>,
}

impl Claim {
    /// The articles that have it, in order.
    pub fn articles(&self) -> BTreeSet<usize> {
        self.items.iter().map(|item| item.article).collect()
    }

    /// Two origins that do not rest on one another (Admiralty credibility 1 asks for two).
    pub fn is_confirmed(&self) -> bool {
        self.origins.len() > 1
    }
}

/// Where a claim entered the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Somebody with a name said it, whoever passed it on; by the first finding that has it.
    Speaker(Item),
    /// A report says so itself.
    Report(Root),
    /// Nobody that is named: several such may be one and the same, and count as one.
    Unnamed(Item),
}

/// Two findings that cannot both be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// The earlier one.
    pub one: Item,
    /// The later one.
    pub other: Item,
    /// In what they clash.
    pub clash: Clash,
}

/// What was asked, not known or not answered, and a finding after it that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// The question or absence.
    pub question: Item,
    /// What tells it.
    pub answer: Item,
}

/// What the articles of one group say together.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) claims: Vec<Claim>,
    pub(crate) contradictions: Vec<Contradiction>,
    pub(crate) answers: Vec<Answer>,
}

/// What was found out of all articles before.
pub(crate) type Known<'a> = (&'a Descent, &'a Roster, &'a Outlets);

/// For each absence and question the first finding after it that tells most of what was asked,
/// plainly.
pub(crate) fn answers(
    readings: &[&Reading],
    all: &[Proposition],
    piles: &Piles,
    likeness: &dyn Likeness,
) -> Vec<Answer> {
    let mut found = Vec::new();
    let mut absent: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    let mut asked: BTreeSet<Item> = BTreeSet::new();
    let articles: BTreeSet<usize> = all.iter().map(|one| one.item.article).collect();
    for article in articles {
        let reading = readings[article];
        let absences = reading.findings.absences.iter();
        absent.insert(article, absences.map(|one| one.span).collect());
        let questions = crate::asked(reading).into_iter();
        asked.extend(questions.map(|one| Item {
            article,
            finding: one.finding,
        }));
    }
    // *refused to testify* is told as a deed too, and answers nothing
    let is_absence = |other: &Proposition| {
        let own = absent.get(&other.item.article).into_iter().flatten();
        own.into_iter()
            .any(|span| span.overlaps(other.extent.hull()))
    };
    for at in 0..all.len() {
        let is_asked = asked.contains(&all[at].item);
        if !is_asked && !matches!(all[at].stance, Stance::Absent(_)) {
            continue;
        }
        let mut rivals = rivals(all, at, piles);
        rivals.sort_unstable();
        let answer = rivals.into_iter().find(|other| {
            let (question, other) = (&all[at], &all[*other]);
            let is_plain = matches!(other.stance, Stance::Holds | Stance::Fails)
                && !other.is_open
                && other.trust != Trust::Doubtful;
            let is_fit = if is_asked {
                let words = readings[question.item.article]
                    .article
                    .quote(question.extent.hull());
                is_after(question, other) && tells(sought(words), question, other)
            } else {
                question.told_at < other.told_at && question.told_at.is_some()
            };
            if !is_fit || !is_plain {
                return false;
            }
            let near = compare::measured(question, other, likeness);
            near.here >= ANSWERED && near.names > 0 && near.told >= 3.0 && !is_absence(other)
        });
        found.extend(answer.map(|other| Answer {
            question: all[at].item,
            answer: all[other].item,
        }));
    }
    found
}

/// Does `other` stand after the question, in its article or in one published after it?
fn is_after(question: &Proposition, other: &Proposition) -> bool {
    if question.item.article == other.item.article {
        return question.extent.hull().end() <= other.extent.hull().start();
    }
    question.item.article < other.item.article && question.told_at.is_some()
}

/// Does `other` tell something of the kind that is sought, which the question does not have?
fn tells(sought: Sought, question: &Proposition, other: &Proposition) -> bool {
    let has_name = |kinds: &[NameKind]| {
        let is_new = |term: &Term| match &term.kind {
            TermKind::Name { words, kind } => kinds.contains(kind)
                && !question.terms.iter().any(
                    |own| matches!(&own.kind, TermKind::Name { words: told, .. } if told == words),
                ),
            TermKind::Word { .. } => false,
        };
        other.terms.iter().any(is_new)
    };
    match sought {
        Sought::Whether => true,
        Sought::Who => has_name(&[NameKind::Person, NameKind::Organisation]),
        Sought::Where => has_name(&[NameKind::Place]),
        Sought::When => other.days.iter().any(|day| !question.days.contains(day)),
        Sought::HowMany => other.quantities.len() > question.quantities.len(),
        Sought::Else => false,
    }
}

/// Are the two the same words of one article, found twice?
pub(crate) fn is_one_place(one: &Proposition, other: &Proposition) -> bool {
    one.item.article == other.item.article && one.extent.hull().overlaps(other.extent.hull())
}

/// Findings drawn together so far.
#[derive(Default)]
pub(crate) struct Piles {
    /// The findings of each pile.
    piles: Vec<Vec<usize>>,
    /// The finding that others are held against.
    heads: Vec<usize>,
    /// The pile of each finding.
    of: Vec<usize>,
    /// Those that a reading drew to their pile, and not their words.
    read_alike: BTreeSet<usize>,
    /// The findings that have each key.
    having: BTreeMap<String, Vec<usize>>,
    /// The first finding in each sequence of terms.
    first: BTreeMap<String, usize>,
}

impl Piles {
    /// How many findings stand in piles.
    pub(crate) fn count(&self) -> usize {
        self.of.len()
    }

    /// The pile of a finding that stands in one.
    pub(crate) fn of(&self, at: usize) -> usize {
        self.of[at]
    }

    /// The claim of each pile.
    pub(crate) fn claims(
        &self,
        all: &[Proposition],
        happening: usize,
        descent: &Descent,
        cast: &Cast,
    ) -> Vec<Claim> {
        let each = self.piles.iter();
        let claim =
            |pile: &Vec<usize>| claim((pile, &self.read_alike), all, happening, descent, cast);
        each.map(claim).collect()
    }

    /// Is `head` the one that others are held against, and may `at` stand with it? What was found
    /// with doubt stands with its like, and two things that one voice says one after the other are
    /// no wordings of one.
    pub(crate) fn can_take(
        &self,
        all: &[Proposition],
        head: usize,
        at: usize,
        cast: &Cast,
    ) -> bool {
        let is_doubtful = |one: usize| all[one].trust == Trust::Doubtful;
        let pile = self.of[head];
        if self.heads[pile] != head || is_doubtful(head) != is_doubtful(at) {
            return false;
        }
        let here = self.piles[pile].iter().rev();
        let mut here = here.take_while(|other| all[**other].item.article == all[at].item.article);
        !here.any(|other| is_beside(&all[*other], &all[at], cast))
    }

    /// Puts a finding into the pile `home`, with whether only a reading drew it there, or begins one.
    pub(crate) fn add(
        &mut self,
        proposition: &Proposition,
        at: usize,
        home: Option<(usize, bool)>,
    ) {
        let (pile, is_read_alike) = home.unwrap_or_else(|| {
            self.piles.push(Vec::new());
            self.heads.push(at);
            (self.piles.len() - 1, false)
        });
        self.read_alike.extend(is_read_alike.then_some(at));
        self.piles[pile].push(at);
        self.of.push(pile);
        for key in keys(proposition) {
            self.having.entry(key).or_default().push(at);
        }
        self.first.entry(sequence(proposition)).or_insert(at);
    }
}

/// The pile of the first finding in the same terms: what is said so often that its words lead
/// nowhere is one claim still.
pub(crate) fn twin(
    all: &[Proposition],
    at: usize,
    piles: &Piles,
    cast: &Cast,
    likeness: &dyn Likeness,
) -> Option<usize> {
    let first = *piles.first.get(&sequence(&all[at]))?;
    let pile = piles.of[first];
    let head = piles.heads[pile];
    let is_same = piles.can_take(all, head, at, cast)
        && compare::relation(&all[head], &all[at], likeness).0 == Relation::Same;
    (is_same && !is_one_place(&all[head], &all[at])).then_some(pile)
}

/// Bytes between a quotation and the next words of the same voice, at most.
const NEXT: usize = 120;

/// Are the two parts of what one voice says in one article, quoted one after the other and not
/// twice?
fn is_beside(one: &Proposition, other: &Proposition, cast: &Cast) -> bool {
    let (here, there) = (&one.verbatim, &other.verbatim);
    let (hull, next) = (one.extent.hull(), other.extent.hull());
    let gap = next.start().saturating_sub(hull.end());
    let gap = gap.max(hull.start().saturating_sub(next.end()));
    let are_quoted = match (here.is_direct, there.is_direct) {
        (true, true) => true,
        (true, false) => there.is_mixed && gap <= NEXT,
        (false, true) => here.is_mixed && gap <= NEXT,
        (false, false) => false,
    };
    are_quoted
        && one.item.article == other.item.article
        && !here.is_shared(there)
        && cast.speaker(one.item) == cast.speaker(other.item)
}

/// The stems and names of a finding, in order; what was found with doubt apart.
fn sequence(proposition: &Proposition) -> String {
    let mut words: Vec<&str> = Vec::new();
    words.extend((proposition.trust == Trust::Doubtful).then_some("?"));
    for term in &proposition.terms {
        match &term.kind {
            TermKind::Name { words: own, .. } => words.extend(own.iter().map(String::as_str)),
            TermKind::Word { stem, .. } => words.push(stem),
        }
    }
    words.join(" ")
}

/// By what a finding is found: its names' last words and its stems.
fn keys(proposition: &Proposition) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for term in &proposition.terms {
        match &term.kind {
            TermKind::Name { words, .. } => keys.extend(words.last().cloned()),
            TermKind::Word { stem, .. } if term.weight >= 1.0 => {
                keys.insert(stem.clone());
            }
            TermKind::Word { .. } => {}
        }
    }
    keys
}

/// The earlier findings that share two keys with this one, those with most first.
pub(crate) fn rivals(all: &[Proposition], at: usize, piles: &Piles) -> Vec<usize> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for key in keys(&all[at]) {
        let Some(having) = piles.having.get(&key).filter(|list| list.len() <= COMMON) else {
            continue;
        };
        for other in having {
            *shared.entry(*other).or_default() += 1;
        }
    }
    let mut found: Vec<(usize, usize)> = shared
        .into_iter()
        .filter(|(_, count)| *count >= 2)
        .map(|(other, count)| (count, other))
        .collect();
    found.sort_by_key(|(count, other)| (std::cmp::Reverse(*count), *other));
    found.truncate(RIVALS);
    found.into_iter().map(|(_, other)| other).collect()
}

/// A contradiction, unless one voice of one article is only taken in two ways, or one of the two was
/// found with doubt.
pub(crate) fn contradiction(
    one: &Proposition,
    other: &Proposition,
    clash: Clash,
    cast: &Cast,
) -> Option<Contradiction> {
    let is_home = one.item.article == other.item.article;
    let speakers = (cast.speaker(one.item), cast.speaker(other.item));
    let is_sound = one.trust == Trust::Sound && other.trust == Trust::Sound;
    // *the rate is below 5 percent* is no answer to *he would get it down to 6*
    let other_time = matches!(clash, Clash::Count(..)) && one.is_to_come != other.is_to_come;
    if is_home && speakers.0 == speakers.1 || !is_sound || other_time {
        return None;
    }
    Some(Contradiction {
        one: one.item,
        other: other.item,
        clash,
    })
}

fn claim(
    (pile, read_alike): (&[usize], &BTreeSet<usize>),
    all: &[Proposition],
    happening: usize,
    descent: &Descent,
    cast: &Cast,
) -> Claim {
    let mut items: Vec<Item> = pile.iter().map(|at| all[*at].item).collect();
    items.sort_unstable();
    let fullest = pile.iter().max_by(|a, b| {
        let weight = |at: usize| all[at].terms.iter().map(|term| term.weight).sum::<f32>();
        let is_said = |at: usize| matches!(all[at].item.finding, Finding::Statement(_));
        weight(**a)
            .total_cmp(&weight(**b))
            .then(is_said(**a).cmp(&is_said(**b)))
            .then(b.cmp(a))
    });
    let entry = |at: &usize| Entry::of(&all[*at], cast, read_alike.contains(at));
    let entries: Vec<Entry> = pile.iter().map(entry).collect();
    let entered = entry::origins(entries, descent, cast);
    let (origins, heard) = entered.origins.into_iter().unzip();
    Claim {
        happening,
        title: fullest.map_or(items[0], |at| all[*at].item),
        origins,
        heard,
        disputed: entered.disputed,
        items,
    }
}
