//! Numbers in a text: what they count and how exactly they are told.

use onrecord_record::Span;

use crate::word::{Word, is_small, stem};

/// A number, with the bounds its words leave.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    /// Its words, *at least* included.
    pub(crate) span: Span,
    /// The smallest value that the words allow.
    pub(crate) low: f64,
    /// The largest one.
    pub(crate) high: f64,
    /// It is told to the unit: *12*; not *at least 12*, *about 12*.
    pub(crate) is_exact: bool,
    /// Per cent, money or nothing special.
    pub(crate) measure: Measure,
    /// The stems of the words near it that say what it counts, nearest first.
    pub(crate) counted: Vec<String>,
}

/// What a number is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Things.
    Things,
    /// Hundredths.
    Percent,
    /// Money.
    Money,
    /// Something that has a number rather than is counted: a year, *article 5*.
    Label,
}

impl Quantity {
    /// Can both be true of one and the same thing?
    pub(crate) fn agrees(&self, other: &Quantity) -> bool {
        let slack = |value: f64| value.abs() * 1e-9;
        self.low <= other.high + slack(other.high) && other.low <= self.high + slack(self.high)
    }
}

impl Quantity {
    /// Both are exact, or both are bounds with the same ends.
    pub(crate) fn is_told_like(&self, other: &Quantity) -> bool {
        let is_near = |one: f64, other: f64| {
            one == other
                || one.is_finite() && other.is_finite() && (one - other).abs() <= 0.2 * one.abs()
        };
        self.is_exact == other.is_exact
            || is_near(self.low, other.low) && is_near(self.high, other.high)
    }
}

/// How a number stands in a bound.
#[derive(Clone, Copy, PartialEq)]
enum Bound {
    AtLeast,
    AtMost,
    About,
}

/// Words before a number that bound it, with how many words they are.
const BOUNDS: [(&[&str], Bound); 26] = [
    (&["at", "least"], Bound::AtLeast),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["more", "than"], Bound::AtLeast),
    (&["upwards", "of"], Bound::AtLeast),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["up", "to"], Bound::AtMost),
    (&["at", "most"], Bound::AtMost),
    (&["fewer", "than"], Bound::AtMost),
    (&["less", "than"], Bound::AtMost),
    (&["no", "more", "than"], Bound::AtMost),
    (&["over"], Bound::AtLeast),
    (&["above"], Bound::AtLeast),
    (&["exceeding"], Bound::AtLeast),
    (&["under"], Bound::AtMost),
    (&["below"], Bound::AtMost),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["some"], Bound::About),
    (&["roughly"], Bound::About),
    (&["approximately"], Bound::About),
    (&["nearly"], Bound::About),
    (&["almost"], Bound::About),
    (&["estimated"], Bound::About),
];

/// The numbers among `words`, in text order.
pub(crate) fn quantities(words: &[Word]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match number(words, at) {
            Some((value, end)) => {
                found.push(quantity(words, at, end, value));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Is this word part of a number?
pub fn is_number(form: &str) -> bool {
    digits(form).is_some() || small_number(form).is_some() || scale(form).is_some()
}

fn quantity(words: &[Word], start: usize, end: usize, value: f64) -> Quantity {
    let (bound, from) = bound(words, start);
    let (low, high) = match bound {
        Some(Bound::AtLeast) => (value, f64::INFINITY),
        Some(Bound::AtMost) => (0.0, value),
        Some(Bound::About) => (value * 0.85, value * 1.15),
        None => rounding(words, start, end, value),
    };
    Quantity {
        span: words[from].span.cover(words[end - 1].span),
        low,
        high,
        is_exact: bound.is_none(),
        measure: measure(words, start, end, value),
        counted: counted(words, from, end),
    }
}

/// A number of millions told with a decimal is exact to that decimal.
fn rounding(words: &[Word], start: usize, end: usize, value: f64) -> (f64, f64) {
    let is_scaled = words[start..end]
        .iter()
        .any(|word| scale(&word.form).is_some_and(|scale| scale >= 1000.0));
    if !is_scaled || digits(&words[start].form).is_none() {
        return (value, value);
    }
    let decimals = words[start]
        .form
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let step = value / digits(&words[start].form).unwrap_or(value).max(1e-9);
    let half = step * 0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap_or(0));
    (value - half, value + half)
}

fn bound(words: &[Word], start: usize) -> (Option<Bound>, usize) {
    let found = BOUNDS.iter().find(|(forms, _)| {
        start >= forms.len()
            && words[start - forms.len()..start]
                .iter()
                .zip(*forms)
                .all(|(word, form)| word.form == *form)
    });
    found.map_or((None, start), |(forms, bound)| {
        (Some(*bound), start - forms.len())
    })
}

fn measure(words: &[Word], start: usize, end: usize, value: f64) -> Measure {
    let next = words.get(end).map_or("", |word| word.form.as_str());
    match next {
        "percent" | "pc" | "percentage" => return Measure::Percent,
        "per" if words.get(end + 1).is_some_and(|word| word.form == "cent") => {
            return Measure::Percent;
        }
        "dollars" | "euros" | "pounds" | "crowns" | "francs" | "yen" | "yuan" | "roubles"
        | "rubles" | "kronor" | "kroner" => return Measure::Money,
        _ => {}
    }
    let is_plain = end == start + 1 && words[start].form.bytes().all(|b| b.is_ascii_digit());
    let is_year = is_plain && words[start].form.len() == 4 && (1500.0..2200.0).contains(&value);
    if is_year {
        return Measure::Label;
    }
    Measure::Things
}

/// The words near a number that say what it counts: those after it first.
fn counted(words: &[Word], from: usize, end: usize) -> Vec<String> {
    let tells = |word: &&Word| !is_small(&word.form) && !is_number(&word.form);
    let after = words[end..].iter().take(7).filter(tells).take(3);
    let before = words[..from].iter().rev().take(6).filter(tells).take(2);
    after.chain(before).map(|word| stem(&word.form)).collect()
}

/// The number that begins at `at`, with the index after its last word.
fn number(words: &[Word], at: usize) -> Option<(f64, usize)> {
    let first = words.get(at)?;
    if first.form == "dozen" || first.form == "dozens" {
        return Some((12.0, at + 1));
    }
    let article = matches!(first.form.as_str(), "a" | "an");
    let second = words.get(at + 1).map_or("", |word| word.form.as_str());
    if article && scale(second).is_some() && second != "dozens" {
        return read(words, at + 1, 1.0);
    }
    let value = digits(&first.form)
        .or_else(|| small_number(&first.form))
        .or_else(|| scale(&first.form).filter(|_| !first.form.ends_with('s')))?;
    if first.form == "one" && is_pronoun(words, at) {
        return None;
    }
    if scale(&first.form).is_some() {
        return read(words, at, 1.0);
    }
    read(words, at + 1, value)
}

/// *One* is a number before a noun, else a pronoun (*one of them*, *the one who*).
fn is_pronoun(words: &[Word], at: usize) -> bool {
    let next = words.get(at + 1).map_or("", |word| word.form.as_str());
    scale(next).is_none() && (next.is_empty() || is_small(next))
}

/// Goes on reading after the first word of a number, whose value is `value`.
fn read(words: &[Word], mut at: usize, value: f64) -> Option<(f64, usize)> {
    let (mut total, mut part) = (0.0, value);
    let mut is_tens = (20.0..100.0).contains(&value) && value % 10.0 == 0.0;
    while let Some(word) = words.get(at) {
        if let Some(scale) = scale(&word.form) {
            part *= scale;
            if scale >= 1000.0 {
                total += part;
                part = 0.0;
            }
            is_tens = false;
        } else if let Some(next) = small_number(&word.form) {
            let fits =
                is_tens && next < 10.0 || part >= 100.0 && part % 100.0 == 0.0 || part == 0.0;
            if !fits || digits(&words[at - 1].form).is_some() {
                break;
            }
            part += next;
            is_tens = (20.0..100.0).contains(&next) && next % 10.0 == 0.0;
        } else if word.form == "and" && (part >= 100.0 || total > 0.0) {
            let next = words.get(at + 1).map_or("", |word| word.form.as_str());
            if small_number(next).is_none() || digits(&words[at - 1].form).is_some() {
                break;
            }
        } else {
            break;
        }
        at += 1;
    }
    Some((total + part, at))
}

/// The value of *2,400*, *4.2*, *12bn*.
fn digits(form: &str) -> Option<f64> {
    let bare: String = form.chars().filter(|c| *c != ',').collect();
    let split = bare
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(bare.len());
    let (number, tail) = bare.split_at(split);
    let factor = match tail {
        "" | "th" | "st" | "nd" | "rd" => 1.0,
        "k" => 1e3,
        "m" | "mn" => 1e6,
        "bn" | "b" => 1e9,
        "tn" => 1e12,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * factor)
}

fn small_number(form: &str) -> Option<f64> {
    const NUMBERS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let place = |list: &[&str]| list.iter().position(|word| *word == form);
    let value = place(&NUMBERS).or_else(|| place(&TENS).map(|tens| (tens + 2) * 10))?;
    u32::try_from(value).ok().map(f64::from)
}

fn scale(form: &str) -> Option<f64> {
    Some(match form {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::{Article, ArticleId, Language, Masthead, Origin};

    /// The bounds of each number of `text`.
    fn bounds(text: &str) -> Vec<(f64, f64)> {
        let article = Article {
            id: ArticleId([0; 32]),
            text: text.to_owned(),
            text_sha256: [0; 32],
            origin: Origin {
                path: "-".to_owned(),
                line: None,
                doc: None,
            },
            masthead: Masthead::default(),
            zones: Vec::new(),
            pictures: Vec::new(),
            language: Language::English,
        };
        let span = Span::new(text, 0..text.len()).unwrap();
        let found = quantities(&crate::word::words(&article, span));
        found.iter().map(|one| (one.low, one.high)).collect()
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for text in [
            "2,400 jobs",
            "twenty-four hundred jobs",
            "2400 jobs",
            "two thousand four hundred jobs",
        ] {
            assert_eq!(bounds(text), [(2400.0, 2400.0)], "{text}");
        }
        assert_eq!(bounds("a dozen ships"), [(12.0, 12.0)]);
        assert_eq!(bounds("one hundred and five days"), [(105.0, 105.0)]);
        assert_eq!(bounds("one of them left"), []);
        assert_eq!(bounds("71 votes to 64"), [(71.0, 71.0), (64.0, 64.0)]);
    }

    #[test]
    fn bounds_are_as_wide_as_the_words() {
        assert_eq!(bounds("at least 10 people"), [(10.0, f64::INFINITY)]);
        assert_eq!(bounds("up to 30 men"), [(0.0, 30.0)]);
        let [(low, high)] = bounds("4.2 million tonnes")[..] else {
            panic!("one number")
        };
        assert!((low - 4.15e6).abs() < 1.0 && (high - 4.25e6).abs() < 1.0);
    }

    #[test]
    fn what_agrees_can_be_true_of_one_thing() {
        let of = |low, high| Quantity {
            span: Span::new("x", 0..1).unwrap(),
            low,
            high,
            is_exact: low == high,
            measure: Measure::Things,
            counted: Vec::new(),
        };
        assert!(of(10.0, f64::INFINITY).agrees(&of(12.0, 12.0)));
        assert!(!of(10.0, f64::INFINITY).is_told_like(&of(12.0, 12.0)));
        assert!(!of(12.0, 12.0).agrees(&of(14.0, 14.0)));
    }
}
