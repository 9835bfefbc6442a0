//! An article as another outlet, a careless hand or a scanner would have printed it.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::changed::{Changed, each};
use super::span::Span;

/// The column that lines are wrapped at.
const WIDTH: usize = 72;
/// Letters on either side of a hyphen at the end of a line.
const SYLLABLE: usize = 3;
/// Of so many letters one is wrong.
const LETTERS_A_SLIP: usize = 100;
/// Of so many slips of a scanner one is a hyphen left from the end of a line.
const SLIPS_A_HYPHEN: usize = 10;

/// One way of printing an article otherwise; it may look at the names in it.
pub(super) type Reprint = fn(&str, &[Span]) -> Changed;

/// All of them, under the names they have in the table.
pub(super) const REPRINTS: [(&str, Reprint); 19] = [
    ("as printed", |text, _| each(text, |_, _| None)),
    ("straight marks", |text, _| marks(text, ["\"", "\""])),
    ("curly marks", |text, _| marks(text, ["“", "”"])),
    ("„low“ marks", |text, _| marks(text, ["„", "“"])),
    ("«angle» marks", |text, _| marks(text, ["«", "»"])),
    ("‘single’ marks", |text, _| marks(text, ["‘", "’"])),
    ("'typewriter' marks", |text, _| marks(text, ["'", "'"])),
    ("a third of closing marks lost", |text, _| {
        closing_lost(text)
    }),
    ("no quotation marks", |text, _| marks(text, ["", ""])),
    ("double blanks", |text, _| blanks(text, "  ")),
    ("no-break blanks", |text, _| blanks(text, "\u{A0}")),
    ("lines of 72 columns", |text, _| wrapped(text, false)),
    ("the same, words broken", |text, _| wrapped(text, true)),
    ("lower case", |text, _| lower(text)),
    ("capitals", |text, _| {
        each(text, |_, one| Some(one.to_uppercase().collect()))
    }),
    ("invented names", renamed),
    ("typing errors, 1 % of letters", |text, _| mistyped(text)),
    ("scanner's errors, 1 % of letters", |text, _| misread(text)),
    ("the same, in lines of 72, broken", |text, _| {
        let misread = misread(text);
        let wrapped = wrapped(&misread.text, true);
        misread.then(wrapped)
    }),
];

/// Whether a double quotation mark opens or closes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mark {
    Opens,
    Closes,
}

fn mark(letters: &[char], at: usize) -> Option<Mark> {
    let before = at.checked_sub(1).and_then(|at| letters.get(at));
    let after = letters.get(at + 1);
    let is_free = |one: Option<&char>| one.is_none_or(|one| one.is_whitespace());
    let opens = is_free(before) || before.is_some_and(|one| "([—–-‘'".contains(*one));
    match letters.get(at)? {
        '“' => Some(Mark::Opens),
        '”' => Some(Mark::Closes),
        '"' if opens && !is_free(after) => Some(Mark::Opens),
        '"' => Some(Mark::Closes),
        _ => None,
    }
}

fn marks(text: &str, [open, close]: [&str; 2]) -> Changed {
    let letters: Vec<char> = text.chars().collect();
    each(text, |at, _| match mark(&letters, at)? {
        Mark::Opens => Some(open.to_owned()),
        Mark::Closes => Some(close.to_owned()),
    })
}

fn closing_lost(text: &str) -> Changed {
    let letters: Vec<char> = text.chars().collect();
    let mut random = Rng::with_seed(3);
    each(text, |at, _| {
        let closes = mark(&letters, at) == Some(Mark::Closes);
        (closes && random.u8(0..3) == 0).then(String::new)
    })
}

fn blanks(text: &str, wide: &str) -> Changed {
    each(text, |_, one| (one == ' ').then(|| wide.to_owned()))
}

fn lower(text: &str) -> Changed {
    each(text, |_, one| Some(one.to_lowercase().collect()))
}

/// Lines filled as far as they go, with a blank line between paragraphs. Where words are broken, a
/// line takes as much of the next word as fits before a hyphen.
fn wrapped(text: &str, breaks_words: bool) -> Changed {
    let letters: Vec<char> = text.chars().collect();
    let mut changed = Changed::default();
    let (mut column, mut at) = (0, 0);
    while let Some(letter) = letters.get(at) {
        let rest = letters.get(at + 1..).unwrap_or_default();
        let word = rest.iter().take_while(|one| !one.is_whitespace()).count();
        let line = rest.get(..word).unwrap_or_default();
        if *letter == '\n' {
            let run = letters
                .iter()
                .skip(at)
                .take_while(|one| **one == '\n')
                .count();
            changed.put(run, &"\n".repeat(run.max(2)));
            (column, at) = (0, at + run);
            continue;
        }
        let fits = column + 1 + word <= WIDTH;
        let part = WIDTH.saturating_sub(column + 2);
        match *letter == ' ' && !fits {
            true if breaks_words && is_breakable(line, part) => {
                changed.keep(' ');
                line.iter().take(part).for_each(|one| changed.keep(*one));
                changed.put(0, "-\n");
                (column, at) = (0, at + 1 + part);
            }
            true => {
                changed.put(1, "\n");
                (column, at) = (0, at + 1);
            }
            false => {
                changed.keep(*letter);
                (column, at) = (column + 1, at + 1);
            }
        }
    }
    changed
}

/// May `word` be broken after `part` letters? All of it must be letters.
fn is_breakable(word: &[char], part: usize) -> bool {
    part >= SYLLABLE
        && word.len() >= part + SYLLABLE
        && word
            .iter()
            .take(part + SYLLABLE)
            .all(|one| one.is_alphabetic())
}

/// The capitalised words of names exchanged for ones that nobody bears, the same throughout.
fn renamed(text: &str, names: &[Span]) -> Changed {
    let letters: Vec<char> = text.chars().collect();
    let mut random = Rng::with_seed(3);
    let mut given: BTreeMap<String, String> = BTreeMap::new();
    let mut changed = Changed::default();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let rest = letters.get(at..).unwrap_or_default();
        let word: String = rest.iter().take_while(|one| one.is_alphabetic()).collect();
        let length = word.chars().count();
        let is_named = names
            .iter()
            .any(|(start, end)| (*start..*end).contains(&at));
        if is_named && length > 2 && letter.is_uppercase() {
            let name = given.entry(word).or_insert_with(|| invented(&mut random));
            changed.put(length, name);
        } else {
            rest.iter()
                .take(length.max(1))
                .for_each(|one| changed.keep(*one));
        }
        at += length.max(1);
    }
    changed
}

fn invented(random: &mut Rng) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "bo", "chi", "dra", "el", "gor", "ha", "ir", "jo", "ka", "kri", "lev", "mi", "na",
        "ol", "pe", "ra", "ro", "sen", "shi", "ti", "va", "xi", "zo",
    ];
    let count = random.usize(2..=3);
    let name: String = (0..count)
        .map(|_| SYLLABLES[random.usize(0..SYLLABLES.len())])
        .collect();
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// What a slip makes of the letters at a place: how many go, and what comes for them.
type Slip = (usize, String);

/// Letters swapped with the next one, dropped or doubled.
fn mistyped(text: &str) -> Changed {
    let letters: Vec<char> = text.chars().collect();
    let mut random = Rng::with_seed(3);
    let all: Vec<usize> = (0..letters.len())
        .filter(|at| letters[*at].is_alphabetic())
        .collect();
    let slips = drawn(&all, all.len() / LETTERS_A_SLIP, &mut random);
    let slip = |at: usize, random: &mut Rng| -> Option<Slip> {
        let (one, next) = (*letters.get(at)?, letters.get(at + 1));
        Some(match (random.u8(0..3), next) {
            (0, Some(next)) if next.is_alphabetic() => (2, format!("{next}{one}")),
            (1, _) => (1, String::new()),
            _ => (1, format!("{one}{one}")),
        })
    };
    let slips = slips
        .into_iter()
        .filter_map(|at| Some((at, slip(at, &mut random)?)));
    marred(&letters, slips.collect())
}

/// Letters taken for others that look alike, and hyphens in the middle of words.
fn misread(text: &str) -> Changed {
    let letters: Vec<char> = text.chars().collect();
    let mut random = Rng::with_seed(3);
    let count = letters.iter().filter(|one| one.is_alphabetic()).count() / LETTERS_A_SLIP;
    let hyphens = count / SLIPS_A_HYPHEN;
    let all = 0..letters.len();
    let alike: Vec<usize> = all
        .clone()
        .filter(|at| !looks_like(&letters, *at).is_empty())
        .collect();
    let inner: Vec<usize> = all.filter(|at| is_within_word(&letters, *at)).collect();
    let mut slips: BTreeMap<usize, Slip> = BTreeMap::new();
    for at in drawn(&inner, hyphens, &mut random) {
        slips.insert(at, (1, format!("{}-", letters[at])));
    }
    for at in drawn(&alike, count - hyphens, &mut random) {
        let forms = looks_like(&letters, at);
        slips.insert(at, forms[random.usize(0..forms.len())].clone());
    }
    marred(&letters, slips)
}

fn looks_like(letters: &[char], at: usize) -> Vec<Slip> {
    let forms: &[&str] = match (letters.get(at), letters.get(at + 1)) {
        (Some('r'), Some('n')) => return vec![(2, "m".to_owned())],
        (Some('m'), _) => &["rn"],
        (Some('l'), _) => &["1", "I"],
        (Some('I'), _) => &["l", "1"],
        (Some('1'), _) => &["l", "I"],
        (Some('O'), _) => &["0"],
        (Some('0'), _) => &["O"],
        (Some('e'), _) => &["c"],
        (Some('c'), _) => &["e"],
        _ => &[],
    };
    forms.iter().map(|form| (1, (*form).to_owned())).collect()
}

/// Are there enough letters on both sides to break a word after this one?
fn is_within_word(letters: &[char], at: usize) -> bool {
    let around = (at + 1)
        .checked_sub(SYLLABLE)
        .and_then(|from| letters.get(from..=at + SYLLABLE));
    around.is_some_and(|around| around.iter().all(|one| one.is_alphabetic()))
}

/// `count` of `places`, no two of them the same, in text order.
fn drawn(places: &[usize], count: usize, random: &mut Rng) -> Vec<usize> {
    let mut places = places.to_vec();
    random.shuffle(&mut places);
    places.truncate(count);
    places.sort_unstable();
    places
}

fn marred(letters: &[char], slips: BTreeMap<usize, Slip>) -> Changed {
    let mut changed = Changed::default();
    let mut done = 0;
    for (at, letter) in letters.iter().enumerate() {
        if at < done {
            continue;
        }
        match slips.get(&at) {
            Some((old, new)) => {
                changed.put(*old, new);
                done = at + old;
            }
            None => changed.keep(*letter),
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reprinted(name: &str, text: &str, names: &[Span]) -> String {
        let (_, reprint) = REPRINTS.iter().find(|one| one.0 == name).unwrap();
        reprint(text, names).text
    }

    #[test]
    fn marks_open_and_close() {
        let text = "\"No,\" Holt said. (\"Never.\") “Why?”";
        assert_eq!(
            reprinted("«angle» marks", text, &[]),
            "«No,» Holt said. («Never.») «Why?»"
        );
        assert_eq!(
            reprinted("no quotation marks", text, &[]),
            "No, Holt said. (Never.) Why?"
        );
    }

    #[test]
    fn lines_are_filled_and_paragraphs_stay_apart() {
        let text = format!("{}end.\nNext.", "word ".repeat(30));
        let wrapped = wrapped(&text, false);
        assert_eq!(wrapped.text.replace('\n', " "), text.replace('\n', "  "));
        let lines: Vec<usize> = wrapped.text.lines().map(str::len).collect();
        assert_eq!(lines, [69, 69, 14, 0, 5]);
        let text = format!("{}everything rusts.", "word ".repeat(13));
        let broken = super::wrapped(&text, true);
        let (first, rest) = broken.text.split_once('\n').unwrap();
        assert!(
            first.ends_with(" everyt-") && first.len() == WIDTH,
            "{first}"
        );
        assert_eq!(rest, "hing rusts.");
        assert_eq!(broken.span((65, 75)), Some((65, 77)));
    }

    #[test]
    fn names_change_and_the_rest_stays() {
        let text = "Holt met Roe. Holt left.";
        let names = [(0, 4), (9, 12), (14, 18)];
        let renamed = reprinted("invented names", text, &names);
        let words: Vec<&str> = renamed.split(' ').collect();
        assert_eq!((words[0], words[1], words[4]), (words[3], "met", "left."));
        assert!(!renamed.contains("Holt") && !renamed.contains("Roe"));
    }

    #[test]
    fn one_letter_in_a_hundred_is_wrong() {
        let text = "the minister called it an old error and closed ".repeat(50);
        for name in [
            "typing errors, 1 % of letters",
            "scanner's errors, 1 % of letters",
        ] {
            let marred = reprinted(name, &text, &[]);
            let words = text.split(' ').zip(marred.split(' '));
            let wrong = words.filter(|(old, new)| old != new).count();
            assert!((12..=19).contains(&wrong), "{name}: {wrong}");
            assert_eq!(marred, reprinted(name, &text, &[]));
        }
    }
}
