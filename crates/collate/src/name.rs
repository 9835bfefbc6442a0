//! Names as they are compared: each as fully as its article gives it, whatever its spelling.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use onrecord_record::{Article, NameKind, Reading, Span};

use crate::word;

/// The names of an article.
#[derive(Debug, Default)]
pub(crate) struct Names {
    list: Vec<Named>,
}

/// A name where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    pub(crate) span: Span,
    pub(crate) kind: NameKind,
    /// The folded words of the fullest form that the article gives.
    pub(crate) words: Vec<String>,
    /// *jr* or *sr*, where it stands there.
    pub(crate) generation: Option<&'static str>,
}

/// What stands before a person's name and is no part of it.
static TITLES: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| include_str!("data/title.txt").split_whitespace().collect());

/// Short forms of given names, each with the names it is short for.
static SHORT: LazyLock<HashMap<&str, BTreeSet<&str>>> = LazyLock::new(|| {
    let lines = include_str!("data/short_name.txt").lines();
    let words = lines.map(|line| line.split(' '));
    words
        .filter_map(|mut words| Some((words.next()?, words.collect())))
        .collect()
});

impl Names {
    /// The names that `reading` found, each with its fullest form.
    pub(crate) fn of(reading: &Reading) -> Names {
        let article = &reading.article;
        let mut list: Vec<Named> = Vec::new();
        for name in &reading.findings.names {
            let words = bare(article, name.span, name.kind);
            if !words.is_empty() {
                list.push(Named {
                    span: name.span,
                    kind: name.kind,
                    words,
                    generation: generation(article.quote(name.span)),
                });
            }
        }
        let full = fullest(&list);
        for named in &mut list {
            if let Some((words, generation)) = full.get(&(named.kind, named.words.clone())) {
                named.words.clone_from(words);
                named.generation = named.generation.or(*generation);
            }
        }
        Names { list }
    }

    /// The name that the word at `span` belongs to.
    pub(crate) fn at(&self, span: Span) -> Option<&Named> {
        let next = self
            .list
            .partition_point(|named| named.span.end() <= span.start());
        self.list
            .get(next)
            .filter(|named| named.span.overlaps(span))
    }
}

/// What a name ends in that tells father and son apart.
pub(crate) fn generation(name: &str) -> Option<&'static str> {
    const ENDS: [&str; 2] = ["jr", "sr"];
    let last = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = last.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    ENDS.into_iter().find(|end| last.eq_ignore_ascii_case(end))
}

/// The folded words of a person's name without titles, or of another name without *the*.
pub(crate) fn bare(article: &Article, span: Span, kind: NameKind) -> Vec<String> {
    let words = word::words(article, span);
    let mut words: Vec<String> = words.into_iter().map(|word| word.form).collect();
    let is_title = |word: &str| match kind {
        NameKind::Person => TITLES.contains(word),
        _ => word == "the" || word == "a",
    };
    while words.len() > 1 && words.first().is_some_and(|word| is_title(word)) {
        words.remove(0);
    }
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| word == "jr" || word == "sr")
    {
        words.pop();
    }
    words
}

/// For each short form of a person's name the one full form of the article that it can be short
/// for, and for each abbreviation of an organisation the name it abbreviates.
fn fullest(list: &[Named]) -> BTreeMap<(NameKind, Vec<String>), Full> {
    let mut found = BTreeMap::new();
    for named in list {
        let key = (named.kind, named.words.clone());
        if found.contains_key(&key) {
            continue;
        }
        let longer = list.iter();
        let longer = longer.filter(|other| other.kind == named.kind && is_short_for(named, other));
        let longer: BTreeSet<(&Vec<String>, Option<&'static str>)> = longer
            .map(|other| (&other.words, other.generation))
            .collect();
        let words: BTreeSet<&Vec<String>> = longer.iter().map(|(words, _)| *words).collect();
        if let (Some(one), 1) = (words.first(), words.len()) {
            // of father and son the surname alone is the one told without *Jr.*
            let generation = longer.first().and_then(|(_, generation)| *generation);
            found.insert(key, ((*one).clone(), generation));
        }
    }
    found
}

/// A full name: its words, and what tells father and son apart.
type Full = (Vec<String>, Option<&'static str>);

fn is_short_for(short: &Named, long: &Named) -> bool {
    if long.words.len() < 2 || short.words.len() >= long.words.len() {
        return false;
    }
    match short.kind {
        NameKind::Person => {
            short.words.len() == 1
                && (long.words.last() == short.words.first()
                    || long.words.first() == short.words.first())
        }
        _ => short.words.len() == 1 && initials(&long.words) == short.words[0].replace('.', ""),
    }
}

/// The first letters of the words that count.
pub(crate) fn initials(words: &[String]) -> String {
    words
        .iter()
        .filter(|word| !word::is_small(word))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// Can two names be of one bearer, in whatever spelling?
pub(crate) fn agree(one: &[String], other: &[String]) -> bool {
    if one == other {
        return true;
    }
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.is_empty() || is_joint(short) != is_joint(long) {
        return false;
    }
    let found = |word: &String| long.iter().any(|other| spelled_alike(word, other));
    if short.len() == 1 {
        return found(&short[0])
            && (spelled_alike(&short[0], &long[long.len() - 1])
                || spelled_alike(&short[0], &long[0]))
            || long.len() > 1 && initials(long) == short[0].replace('.', "");
    }
    let last = spelled_alike(&short[short.len() - 1], &long[long.len() - 1]);
    if last && given_alike(&short[0], &long[0]) {
        return middle_alike(one, other);
    }
    short.iter().all(found)
}

/// Is it the name of several: *Kennedy and Samuel Alito*?
fn is_joint(words: &[String]) -> bool {
    words.iter().any(|word| word == "and")
}

/// Do the names between the given one and the last begin alike, where both tell one and one of them
/// is a letter?
fn middle_alike(one: &[String], other: &[String]) -> bool {
    let middle = |words: &[String]| match words {
        [_, middle, _, ..] => Some((middle.chars().next(), is_letter(middle))),
        _ => None,
    };
    match (middle(one), middle(other)) {
        (Some((one, is_short)), Some((other, is_other_short))) => {
            one == other || !is_short && !is_other_short
        }
        _ => true,
    }
}

fn is_letter(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() == 1
}

/// Can two full names be slips or transliterations of one: as many words, each at most two letters
/// from the other's, with the same first letter?
pub(crate) fn is_slip(one: &[String], other: &[String]) -> bool {
    const LETTERS: usize = 2;
    let near = |(one, other): (&String, &String)| {
        one == other
            || one.chars().next() == other.chars().next()
                && one.chars().count().min(other.chars().count()) > 2 * LETTERS
                && distance(one, other) <= LETTERS
    };
    one.len() > 1 && one.len() == other.len() && one.iter().zip(other).all(near)
}

/// Letters to change, add or leave out between two words (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], at + 1);
        for (place, theirs) in other.iter().enumerate() {
            let kept = corner + usize::from(letter != *theirs);
            corner = row[place + 1];
            row[place + 1] = kept.min(corner + 1).min(row[place] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

/// *A* is *Ada*, *Tim* is *Timothy*, *Bob* is *Robert*; *Daniel* is not *Daniela*.
fn given_alike(one: &str, other: &str) -> bool {
    if is_letter(one) || is_letter(other) {
        return one.chars().next() == other.chars().next();
    }
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let is_short_form = (3..=4).contains(&short.len()) && long.len() >= short.len() + 2;
    let is_short_for =
        |short: &str, long: &str| SHORT.get(short).is_some_and(|full| full.contains(long));
    spelled_alike(one, other)
        || is_short_form && long.starts_with(short)
        || is_short_for(one, other)
        || is_short_for(other, one)
}

/// Do two words differ at most as transliterations do?
pub(crate) fn spelled_alike(one: &str, other: &str) -> bool {
    one == other
        || one.len() > 3
            && other.len() > 3
            && SOUNDS.with_borrow_mut(|sounds| sounds.are_one(one, other))
}

thread_local! {
    /// The sounds of words that were compared: thousands of bearers of one surname are held against
    /// one another.
    static SOUNDS: RefCell<Sounds> = RefCell::default();
}

/// Words by the number of their sound.
#[derive(Default)]
struct Sounds {
    of: HashMap<String, usize>,
    numbers: HashMap<String, usize>,
}

impl Sounds {
    /// Words that are remembered, before remembering begins anew.
    const WORDS: usize = 1 << 16;

    fn are_one(&mut self, one: &str, other: &str) -> bool {
        if self.of.len() + 2 > Sounds::WORDS {
            *self = Sounds::default();
        }
        self.number(one) == self.number(other)
    }

    fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.of.get(word) {
            return *number;
        }
        let next = self.numbers.len();
        let number = *self.numbers.entry(sound(word)).or_insert(next);
        self.of.insert(word.to_owned(), number);
        number
    }
}

/// A spelling with what transliterations vary in drawn together: *Sergei, Sergey*; *Mohammed,
/// Muhammad*; *Aleksandr, Alexander*.
pub(crate) fn sound(word: &str) -> String {
    const FOLDS: [(&str, &str); 26] = [
        ("ks", "x"),
        ("sch", "sh"),
        ("tch", "sh"),
        ("ch", "sh"),
        ("th", "t"),
        ("ee", "i"),
        ("aa", "a"),
        ("ph", "f"),
        ("kh", "h"),
        ("gh", "g"),
        ("zh", "j"),
        ("dj", "j"),
        ("tz", "c"),
        ("ts", "c"),
        ("ck", "k"),
        ("q", "k"),
        ("w", "v"),
        ("ey", "i"),
        ("ei", "i"),
        ("iy", "i"),
        ("yi", "i"),
        ("oo", "u"),
        ("ou", "u"),
        ("yu", "u"),
        ("iu", "u"),
        ("y", "i"),
    ];
    let mut sound = word.to_owned();
    for (from, to) in FOLDS {
        sound = sound.replace(from, to);
    }
    let mut letters: Vec<char> = Vec::new();
    for letter in sound.chars() {
        let letter = if matches!(letter, 'e' | 'o') && letters.len() > 1 {
            'a'
        } else {
            letter
        };
        if letters.last() != Some(&letter) {
            letters.push(letter);
        }
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_agree_and_namesakes_do_not() {
        let agree = |one: &str, other: &str| {
            let words = |name: &str| name.split(' ').map(word::fold).collect::<Vec<_>>();
            super::agree(&words(one), &words(other))
        };
        assert!(agree("Sergei Lavrin", "Sergey Lavrin"));
        assert!(agree("Lavrin", "Sergey Lavrin"));
        assert!(agree("Tim Holt", "Timothy Holt"));
        assert!(agree("A. Holt", "Ada Holt"));
        assert!(agree("Dick Holt", "Richard J. Holt"));
        assert!(agree("Bob Holt", "Robert P. Holt"));
        assert!(!agree("Bob Holt", "Richard Holt"));
        assert!(!agree("Ada W. Holt", "Ada H. W. Holt"));
        assert!(!agree("Brandt and Ada Holt", "Ada Holt"));
        assert!(agree("WFA", "World Food Agency"));
        assert!(agree("José Núñez", "Jose Nunez"));
        assert!(!agree("Ada Holt", "Ben Holt"));
        assert!(!agree("Daniel Holt", "Daniela Holt"));
        assert!(!agree("Holt", "Holtby"));
    }

    #[test]
    fn slips_are_near_and_others_are_far() {
        let is_slip = |one: &str, other: &str| {
            let words = |name: &str| name.split(' ').map(word::fold).collect::<Vec<_>>();
            super::is_slip(&words(one), &words(other))
        };
        assert!(is_slip("Bashira Junkhilar", "Bashirra Junqhilar"));
        assert!(!is_slip("Daniel Holt", "Daniel Roe"));
        assert!(!is_slip("Ada Lindqvist", "Eva Lindqvist"));
        assert!(!is_slip("Holt", "Holtz"));
    }
}
