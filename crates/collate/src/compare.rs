//! Do two findings say the same, contradict each other, or speak of different things?

use jiff::civil::Date;
use onrecord_record::{NameKind, Span};

use crate::judged;
use crate::name;
use crate::proposition::{Proposition, Stance, Term, TermKind};
use crate::quantity::{Measure, Quantity};

/// How near two words are in meaning, from −1 to 1.
pub trait Likeness: Sync {
    /// The likeness of two words in lower case; 0 where nothing is known of one.
    fn likeness(&self, one: &str, other: &str) -> f32;

    /// What whoever reads the words of two claims makes of them, for each two; nothing where nobody does.
    fn judged(&self, pairs: &[[&str; 2]]) -> Vec<Option<Judged>> {
        vec![None; pairs.len()]
    }
}

/// What two claims are to each other in the eyes of whoever read both: shares of 1, the rest of which
/// is that they are neither.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// They say the same.
    pub same: f32,
    /// They cannot both be so.
    pub contradicts: f32,
}

/// Knows no word: only words of one stem are alike.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unlike;

impl Likeness for Unlike {
    fn likeness(&self, _: &str, _: &str) -> f32 {
        0.0
    }
}

/// What two findings are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They say the same.
    Same,
    /// They cannot both be so.
    Contradicts(Clash),
    /// Neither.
    Different,
}

/// In what two findings cannot both be so, with the words of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clash {
    /// Other numbers of the same thing.
    Count(Span, Span),
    /// Other days of the same event.
    Date(Span, Span),
    /// Other places of it.
    Place(Span, Span),
    /// Somebody else did it.
    Actor(Span, Span),
    /// It is so, it is not so.
    DidNot,
}

/// What a comparison rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// The share of the one's weight that the other has.
    pub here: f32,
    /// The share of the other's weight that the one has.
    pub there: f32,
    /// The weight of what both tell.
    pub told: f32,
    /// The same without names.
    pub told_in_words: f32,
    /// Names in common.
    pub names: usize,
    /// Names of a kind on both sides of which none is in common.
    pub other_names: usize,
    /// Numbers of one thing that agree.
    pub counts: usize,
    /// Numbers of one thing that do not.
    pub other_counts: usize,
    /// Days that are told on both sides and do not meet.
    pub other_days: bool,
    /// One says it is so, the other that it is not.
    pub turned: bool,
    /// Two names in common stand the other way round.
    pub swapped: bool,
    /// One hangs on an *if*, is asked or is not known, the other is not.
    pub other_mood: bool,
    /// A number is told exactly here and within bounds there.
    pub loose: bool,
    /// Words and names of the one that tell something and are not in the other.
    pub left: usize,
    /// The same the other way round.
    pub left_there: usize,
    /// Words of the one that stand where the other has unlike ones.
    pub replaced: usize,
    /// What whoever read both made of them, where they were read.
    pub judged: Option<Judged>,
    /// Their words alone would leave them apart.
    pub is_read_alike: bool,
}

/// From this likeness on two words count as one.
const ALIKE: f32 = 0.4;
/// What words count that are alike and not the same.
const ALIKE_COUNTS: f32 = 0.8;

/// What `one` and `other` are to each other, and what that rests on. They are read where that may tell more than
/// their words do.
pub(crate) fn relation(
    one: &Proposition,
    other: &Proposition,
    likeness: &dyn Likeness,
) -> (Relation, Measures) {
    let (by_words, measures) = by_words(one, other, likeness);
    if judged::is_worth_reading(one, other, by_words, &measures) {
        let judged = likeness.judged(&[[&one.words, &other.words]]);
        return read((by_words, measures), judged.first().copied().flatten());
    }
    (by_words, measures)
}

/// The same by their words alone.
pub(crate) fn by_words(
    one: &Proposition,
    other: &Proposition,
    likeness: &dyn Likeness,
) -> (Relation, Measures) {
    let pairs = pairs(one, other, likeness);
    let measures = measures(one, other, &pairs);
    (decide(one, other, &pairs, &measures), measures)
}

/// What two are once they are read, after what they are by their words.
pub(crate) fn read(
    (by_words, mut measures): (Relation, Measures),
    judged: Option<Judged>,
) -> (Relation, Measures) {
    measures.judged = judged;
    let settled = |judged| judged::settled(by_words, judged);
    let relation = judged.map_or(by_words, settled);
    measures.is_read_alike = relation == Relation::Same && by_words != Relation::Same;
    (relation, measures)
}

/// What the relation of the two rests on.
pub(crate) fn measured(
    one: &Proposition,
    other: &Proposition,
    likeness: &dyn Likeness,
) -> Measures {
    measures(one, other, &pairs(one, other, likeness))
}

/// What the measures make of the two. Where they disagree the two are different: a claim is rather
/// told twice than as confirmed, and a contradiction rather missed than made up.
fn decide(one: &Proposition, other: &Proposition, pairs: &Pairs, m: &Measures) -> Relation {
    let (most, least) = (m.here.max(m.there), m.here.min(m.there));
    let clashes = usize::from(m.other_counts > 0)
        + usize::from(m.other_days)
        + usize::from(m.other_names > 0)
        + usize::from(m.turned);
    if m.other_mood || m.swapped || m.told < TELLING || clashes > 1 {
        return Relation::Different;
    }
    if clashes == 0 {
        let is_turned = one.negations % 2 != other.negations % 2;
        let is_same = most >= 0.7 && least >= 0.45 && m.replaced == 0 && !m.loose && !is_turned;
        return if is_same {
            Relation::Same
        } else {
            Relation::Different
        };
    }
    if m.left.min(m.left_there) > 1 || least < 0.45 {
        return Relation::Different;
    }
    let is_state = one.is_state || other.is_state;
    if m.other_names == 1 && least >= 0.6 && m.names + m.counts > 0 && !is_state {
        return pairs
            .name
            .map_or(Relation::Different, Relation::Contradicts);
    }
    if m.replaced > 0 || m.other_names > 0 {
        return Relation::Different;
    }
    if m.other_counts == 1 {
        let is_update = one.told_at != other.told_at || one.is_correction || other.is_correction;
        let clash = pairs.count.filter(|_| !is_update);
        return clash.map_or(Relation::Different, Relation::Contradicts);
    }
    if least < 0.6 {
        return Relation::Different;
    }
    if m.turned {
        // the same words read two ways are one reading too many, no contradiction
        let is_denied_alike = one.negations > 0 && one.negations % 2 == other.negations % 2;
        let is_one =
            m.left == 0 && m.left_there == 0 && one.negations == other.negations || is_denied_alike;
        let (fails, holds) = match one.stance {
            Stance::Fails => (one, other),
            _ => (other, one),
        };
        let is_one = is_one || fails.turned.misses(&holds.turned);
        return if is_one {
            Relation::Different
        } else {
            Relation::Contradicts(Clash::DidNot)
        };
    }
    // a copy of the next day tells *on Wednesday* of another one
    let is_one_day = one.told_at == other.told_at;
    let clash = days_apart(one, other).filter(|_| m.other_days && is_one_day);
    clash.map_or(Relation::Different, Relation::Contradicts)
}

/// Below this weight two findings have too little in common to be called anything.
const TELLING: f32 = 2.5;

/// Days of one event that differ by less than a month; what is farther apart is another occasion.
fn days_apart(one: &Proposition, other: &Proposition) -> Option<Clash> {
    let exact = |proposition: &Proposition| {
        let days: Vec<Date> = proposition
            .days
            .iter()
            .filter(|interval| interval.begin == interval.end)
            .map(|interval| interval.begin)
            .collect();
        (days.len() == 1).then(|| days[0])
    };
    let apart = exact(one)?.until(exact(other)?).ok()?.get_days().abs();
    (1..=28)
        .contains(&apart)
        .then(|| Clash::Date(one.extent.hull(), other.extent.hull()))
}

/// Which term of the one is which of the other.
struct Pairs {
    /// Index in the one, index in the other, how much alike.
    same: Vec<(usize, usize, f32)>,
    counts: usize,
    loose: bool,
    other_counts: usize,
    /// The first numbers that do not agree.
    count: Option<Clash>,
    other_names: usize,
    /// The first names that do not agree.
    name: Option<Clash>,
}

fn pairs(one: &Proposition, other: &Proposition, likeness: &dyn Likeness) -> Pairs {
    let same = aligned(&one.terms, &other.terms, likeness);
    let mut pairs = Pairs {
        same,
        counts: 0,
        loose: false,
        other_counts: 0,
        count: None,
        other_names: 0,
        name: None,
    };
    hold_numbers(one, other, likeness, &mut pairs);
    hold_names(one, other, &mut pairs);
    pairs
}

/// The best pairs of terms, each term in one pair at most: names and equal stems first, then words
/// that are alike.
fn aligned(one: &[Term], other: &[Term], likeness: &dyn Likeness) -> Vec<(usize, usize, f32)> {
    let mut all: Vec<(usize, usize, f32)> = Vec::new();
    for (at, term) in one.iter().enumerate() {
        for (there, candidate) in other.iter().enumerate() {
            let value = alike(term, candidate, likeness);
            if value > 0.0 {
                all.push((at, there, value));
            }
        }
    }
    all.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)).then(a.1.cmp(&b.1)));
    let (mut taken, mut taken_there) = (vec![false; one.len()], vec![false; other.len()]);
    all.retain(|(at, there, _)| {
        let is_free = !taken[*at] && !taken_there[*there];
        if is_free {
            taken[*at] = true;
            taken_there[*there] = true;
        }
        is_free
    });
    all.sort_unstable_by_key(|(at, there, _)| (*at, *there));
    all
}

fn alike(one: &Term, other: &Term, likeness: &dyn Likeness) -> f32 {
    match (&one.kind, &other.kind) {
        (TermKind::Name { words, .. }, TermKind::Name { words: others, .. }) => {
            let of = |(word, there): (&String, &String)| is_of(word, there) || is_of(there, word);
            let is_adjective = words.last().zip(others.last()).is_some_and(of);
            f32::from(u8::from(is_adjective || name::agree(words, others)))
        }
        (
            TermKind::Word { form, stem },
            TermKind::Word {
                form: there,
                stem: stem_there,
            },
        ) => {
            if stem == stem_there {
                return 1.0;
            }
            if likeness.likeness(form, there) >= ALIKE {
                return ALIKE_COUNTS;
            }
            0.0
        }
        (TermKind::Name { words, .. }, TermKind::Word { form, .. })
        | (TermKind::Word { form, .. }, TermKind::Name { words, .. }) => {
            let of = |word: &String| word == form || is_of(word, form);
            f32::from(u8::from(words.iter().any(of))) * 0.9
        }
    }
}

/// Is `adjective` made of the name `place`: *Kessalian* of *Kessalia*?
fn is_of(place: &str, adjective: &str) -> bool {
    const ENDINGS: [&str; 8] = ["n", "an", "ian", "ean", "ese", "ish", "ic", "i"];
    let shared = place
        .chars()
        .zip(adjective.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let rest: String = adjective.chars().skip(shared).collect();
    shared >= 4 && shared + 2 >= place.chars().count() && ENDINGS.contains(&rest.as_str())
}

/// Holds the numbers of the two against each other: those that count the same thing.
fn hold_numbers(
    one: &Proposition,
    other: &Proposition,
    likeness: &dyn Likeness,
    pairs: &mut Pairs,
) {
    let mut taken = vec![false; other.quantities.len()];
    for quantity in told(&one.quantities) {
        let rivals = other.quantities.iter().enumerate();
        let fitting = rivals.filter(|(at, rival)| {
            !taken[*at] && rival.measure == quantity.measure && rival.measure != Measure::Label
        });
        let best = fitting
            .map(|(at, rival)| {
                (
                    counts_alike(quantity, rival, likeness),
                    quantity.agrees(rival),
                    at,
                )
            })
            .filter(|(alike, _, _)| *alike > 0.0)
            .max_by(|a, b| a.1.cmp(&b.1).then(a.0.total_cmp(&b.0)).then(b.2.cmp(&a.2)));
        let Some((alike, agrees, at)) = best else {
            continue;
        };
        taken[at] = true;
        if agrees {
            pairs.counts += 1;
            pairs.loose |= !quantity.is_told_like(&other.quantities[at]);
        } else if alike >= 0.5 {
            pairs.other_counts += 1;
            let clash = Clash::Count(quantity.span, other.quantities[at].span);
            pairs.count.get_or_insert(clash);
        }
    }
}

fn told(quantities: &[Quantity]) -> impl Iterator<Item = &Quantity> {
    quantities
        .iter()
        .filter(|one| one.measure != Measure::Label)
}

/// How far two numbers count the same: the share of the shorter list of words near them that the
/// other has.
fn counts_alike(one: &Quantity, other: &Quantity, likeness: &dyn Likeness) -> f32 {
    if matches!(one.measure, Measure::Percent | Measure::Money) {
        return 0.6;
    }
    let alike =
        |word: &String, there: &String| word == there || likeness.likeness(word, there) >= ALIKE;
    let shared = one
        .counted
        .iter()
        .filter(|word| other.counted.iter().any(|there| alike(word, there)));
    shared.count() as f32 / one.counted.len().min(other.counted.len()).max(1) as f32
}

/// Counts the kinds of name in which each of the two has one that the other lacks.
fn hold_names(one: &Proposition, other: &Proposition, pairs: &mut Pairs) {
    for kind in [
        NameKind::Person,
        NameKind::Organisation,
        NameKind::Place,
        NameKind::Other,
    ] {
        let left = alone(one, kind, pairs.same.iter().map(|pair| pair.0).collect());
        let right = alone(other, kind, pairs.same.iter().map(|pair| pair.1).collect());
        if let (Some(left), Some(right)) = (left, right) {
            pairs.other_names += 1;
            let clash = if kind == NameKind::Place {
                Clash::Place(left, right)
            } else {
                Clash::Actor(left, right)
            };
            pairs.name.get_or_insert(clash);
        }
    }
}

/// The first name of `kind` that is in no pair.
fn alone(proposition: &Proposition, kind: NameKind, paired: Vec<usize>) -> Option<Span> {
    let terms = proposition.terms.iter().enumerate();
    let mut left = terms.filter(|(at, term)| {
        matches!(&term.kind, TermKind::Name { kind: own, .. } if *own == kind)
            && !paired.contains(at)
    });
    left.next().map(|(_, term)| term.span)
}

fn measures(one: &Proposition, other: &Proposition, pairs: &Pairs) -> Measures {
    Measures {
        here: share(
            one,
            other,
            pairs.same.iter().map(|pair| (pair.0, pair.2)),
            pairs,
        ),
        there: share(
            other,
            one,
            pairs.same.iter().map(|pair| (pair.1, pair.2)),
            pairs,
        ),
        told: pairs
            .same
            .iter()
            .map(|pair| one.terms[pair.0].weight * pair.2)
            .sum(),
        told_in_words: pairs
            .same
            .iter()
            .filter(|pair| matches!(one.terms[pair.0].kind, TermKind::Word { .. }))
            .map(|pair| one.terms[pair.0].weight * pair.2)
            .sum(),
        names: pairs
            .same
            .iter()
            .filter(|pair| matches!(one.terms[pair.0].kind, TermKind::Name { .. }))
            .count(),
        other_names: pairs.other_names,
        counts: pairs.counts,
        other_counts: pairs.other_counts,
        other_days: other_days(one, other),
        turned: turned(one, other),
        swapped: swapped(one, other, pairs),
        other_mood: one.is_open != other.is_open || other_absence(one, other),
        loose: pairs.loose,
        left: left(&one.terms, pairs.same.iter().map(|pair| pair.0)),
        left_there: left(&other.terms, pairs.same.iter().map(|pair| pair.1)),
        replaced: replaced(one, other, &pairs.same),
        judged: None,
        is_read_alike: false,
    }
}

/// How many terms that tell something are in no pair.
fn left(terms: &[Term], paired: impl Iterator<Item = usize>) -> usize {
    let paired: Vec<usize> = paired.collect();
    let all = terms.iter().enumerate();
    all.filter(|(at, term)| term.weight >= 1.0 && !paired.contains(at))
        .count()
}

/// How many words that tell something stand in the place of unlike ones: between the same pairs,
/// with nothing else there.
fn replaced(one: &Proposition, other: &Proposition, same: &[(usize, usize, f32)]) -> usize {
    let ends = [(one.terms.len(), other.terms.len(), 0.0)];
    let (mut from, mut from_there, mut count) = (0, 0, 0);
    for (at, there, _) in same.iter().chain(&ends) {
        if *there >= from_there {
            let words = |terms: &[Term], from: usize, to: usize| {
                let told = terms.get(from..to).unwrap_or(&[]).iter();
                told.filter(|term| term.weight >= 1.0).count()
            };
            let (left, right) = (
                words(&one.terms, from, *at),
                words(&other.terms, from_there, *there),
            );
            count += usize::from(left == 1 && right == 1);
            from_there = there + 1;
        }
        from = at + 1;
    }
    count
}

/// The share of what `one` tells that is in pairs; a number counts as a term.
fn share(
    one: &Proposition,
    other: &Proposition,
    paired: impl Iterator<Item = (usize, f32)>,
    pairs: &Pairs,
) -> f32 {
    let numbers = told(&one.quantities)
        .count()
        .min(1.max(told(&other.quantities).count())) as f32;
    let all: f32 = one.terms.iter().map(|term| term.weight).sum::<f32>() + numbers;
    let told: f32 = paired.map(|(at, value)| one.terms[at].weight * value).sum();
    (told + (pairs.counts as f32).min(numbers)) / all.max(f32::EPSILON)
}

/// Both tell days, and none of the one is among those of the other.
fn other_days(one: &Proposition, other: &Proposition) -> bool {
    let meet = |a: &(Date, Date), b: &(Date, Date)| a.0 <= b.1 && b.0 <= a.1;
    let days = |proposition: &Proposition| -> Vec<(Date, Date)> {
        let days = proposition.days.iter();
        days.map(|interval| (interval.begin, interval.end))
            .collect()
    };
    let (here, there) = (days(one), days(other));
    !here.is_empty()
        && !there.is_empty()
        && !here
            .iter()
            .any(|day| there.iter().any(|other| meet(day, other)))
}

/// One is told to be so, the other not to be so.
fn turned(one: &Proposition, other: &Proposition) -> bool {
    matches!(
        (one.stance, other.stance),
        (Stance::Holds, Stance::Fails) | (Stance::Fails, Stance::Holds)
    )
}

/// Is one absent in a way that the other is not?
fn other_absence(one: &Proposition, other: &Proposition) -> bool {
    let absent = |stance| matches!(stance, Stance::Absent(_));
    one.stance != other.stance && (absent(one.stance) || absent(other.stance))
}

/// Two names in common in another order, both told in the active voice or both in the passive.
fn swapped(one: &Proposition, other: &Proposition, pairs: &Pairs) -> bool {
    let names: Vec<&(usize, usize, f32)> = pairs
        .same
        .iter()
        .filter(|pair| {
            matches!(one.terms[pair.0].kind, TermKind::Name { .. })
                && matches!(other.terms[pair.1].kind, TermKind::Name { .. })
        })
        .collect();
    let crossed = names.windows(2).any(|two| two[0].1 > two[1].1);
    crossed && one.by_names == other.by_names
}
