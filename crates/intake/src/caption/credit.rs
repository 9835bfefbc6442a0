//! The parts of a credit line.

use std::ops::Range;

use super::lexicon::{Agency, LEXICON};
use crate::pattern::patterns;

/// What a credit line names, as ranges of the caption.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) agency: Option<Range<usize>>,
    pub(super) photographer: Option<Range<usize>>,
    pub(super) handout: Option<Range<usize>>,
    pub(super) file: Option<Range<usize>>,
}

impl Found {
    /// Does it name nobody?
    pub(super) fn is_bare(&self) -> bool {
        self.agency.is_none() && self.photographer.is_none() && self.handout.is_none()
    }
}

/// A piece of a credit line.
#[derive(Debug)]
struct Part {
    range: Range<usize>,
    kind: Kind,
    /// *via* follows it.
    is_passed_on: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Agency(Agency),
    Office,
    Person,
    /// Another name with capitals.
    Name,
    /// *Handout*, *Supplied*: somebody gave it.
    Handout,
    /// Somebody who gave it, by words that say so.
    Giver,
    /// *Pool*.
    Pool,
    /// Somebody whose pool it was.
    PoolOf,
    File,
}

patterns! {
    /// What parts a credit line. *via* is caught by name.
    BORDER = r"\s*(?:[/|;,\n•·\[\]()]|:\s|—|–|\s-\s|\s(?P<via>(?i:via|vía))\s|^(?P<via2>(?i:via))\s|\s(?i:for|para)\s|©)\s*";
    /// What may stand around the name of a part.
    AROUND = r"^(?i:(?:photo(?:graph)?s?|images?|pictures?|video|source|credit)(?: credit| source)?(?: by|:)?\s+|by\s+|credit:?\s*|screenshot(?: from)?\s+)*(?P<name>.*?)(?i:\s+(?:photos?|pictures?|stock photo))?[.\s]*$";
    /// Words that are the whole part.
    FILE = r"^(?i:files?|file (?:photo|picture|image)|archives?|archive photo|library)$";
    HANDOUT = r"^(?i:handout|hand-out|handout (?:photo|image|picture)|ho|supplied|provided|contributed|courtesy(?: photo)?|submitted(?: photo)?)$";
    POOL = r"^(?i:(?:press )?pool(?: (?:photo|picture))?)$";
    /// Somebody and the word: `Kremlin Pool Photo`, `Velin Police handout`.
    POOL_OF = r"^(?P<who>.+?)\s+(?i:pool)(?i: photo)?$";
    HANDOUT_OF = r"^(?P<who>.+?)\s+(?i:handout)(?i: photo)?$";
    GIVER = r"^(?i:.{0,12}(?:courtesy of|provided by|released by|supplied by|distributed by|issued by|handout from|contributed by|made available by|courtesy))\s*:?\s*(?i:the\s+)?(?P<who>\S.*?)\.?$";
    /// Two to five words of a name.
    PERSON = r"^\p{Lu}[\p{L}\p{M}'’.-]*(?:\s(?:(?:van|von|der|den|de|del|della|di|da|dos|la|le|bin|ibn|al|el|ter|abu|y|and|&)\s){0,2}\p{Lu}[\p{L}\p{M}'’.-]*){1,3}$";
    /// A name of any kind.
    NAME = r"^(?:(?i:the)\s+)?\p{Lu}[\p{L}\p{M}\d&'’.-]+(?:\s(?:(?:of|the|and|for|de|du|des|di|del|la|le|l['’]|&|in)\s){0,2}[\p{Lu}\d&][\p{L}\p{M}\d&'’.-]*){0,7}$";
    /// Words no credit line is without, where it names no agency.
    SIGN = r"(?i)\b(?:photo(?:graph)?s? by|photo(?:graph)?:|pool|handout|file photo|photo|courtesy|supplied)\b|©";
    /// `Jane Doe/`, at the end of a caption, with an agency after it.
    BEFORE = r"(?:\p{Lu}[\p{L}\p{M}'’.-]*\s\p{Lu}[\p{L}\p{M}'’.-]*|\p{Lu}{2,})\s?/\s?[^/]*(?:/[^/]*)?$";
}

/// The parts that `range` of `words` names.
pub(super) fn read(words: &str, range: Range<usize>) -> Found {
    let parts = parts(words, range);
    let mut found = Found::default();
    let handed = parts
        .iter()
        .any(|part| matches!(part.kind, Kind::Handout | Kind::Giver));
    let giver = giver(&parts, handed);
    found.handout = giver.map(|at| parts[at].range.clone());
    let left = || {
        parts
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != giver)
            .map(|(_, part)| part)
    };
    let is = |kind: Kind| {
        left()
            .find(|part| part.kind == kind)
            .map(|part| part.range.clone())
    };
    found.file = is(Kind::File);
    found.photographer = is(Kind::Person);
    let is_organ = |part: &&Part| matches!(part.kind, Kind::Agency(Agency::Wire | Agency::State));
    let is_giver_state = giver.is_some_and(|at| parts[at].kind == Kind::Agency(Agency::State));
    let organ = left().find(|part| {
        is_organ(part) && !(is_giver_state && part.kind == Kind::Agency(Agency::State))
    });
    found.agency = organ
        .map(|part| part.range.clone())
        .or_else(|| is(Kind::Agency(Agency::Archive)));
    if found.agency.is_none() {
        found.agency = is(Kind::Name);
    }
    // `Velin Courier/Northern Wire`, with nothing known: the second of two persons is an outlet.
    if found.agency.is_none() {
        let mut persons = left().filter(|part| part.kind == Kind::Person);
        found.agency = persons.nth(1).map(|part| part.range.clone());
    }
    if found.agency.is_none() && !handed && found.handout.is_none() {
        found.agency = is(Kind::Office);
    }
    found
}

/// The part that is the party which handed the picture out.
fn giver(parts: &[Part], handed: bool) -> Option<usize> {
    let position = |test: &dyn Fn(&Part) -> bool| parts.iter().position(test);
    let wires = parts
        .iter()
        .any(|part| matches!(part.kind, Kind::Agency(_)));
    let given = position(&|part| part.kind == Kind::Giver)
        .or_else(|| position(&|part| part.kind == Kind::PoolOf))
        .or_else(|| position(&|part| part.kind == Kind::Office).filter(|_| handed || wires))
        .or_else(|| {
            let passed = position(&|part| part.is_passed_on)?;
            let group = parts.iter().take(passed + 1);
            let is_party =
                |part: &Part| matches!(part.kind, Kind::Agency(Agency::State) | Kind::Name);
            match parts.get(passed)?.kind {
                Kind::Name | Kind::Handout => group
                    .rev()
                    .take(2)
                    .position(is_party)
                    .map(|back| passed - back),
                Kind::Agency(Agency::State) => group.clone().position(is_party),
                Kind::Pool => parts
                    .iter()
                    .position(|part| part.kind == Kind::Agency(Agency::State)),
                _ => None,
            }
        });
    let state = || position(&|part| part.kind == Kind::Agency(Agency::State)).filter(|_| handed);
    let named = || position(&|part| part.kind == Kind::Name).filter(|_| handed);
    // `Handout/Harbour House`: who stands right behind the word is the party, person or not.
    let next = || {
        let handout = position(&|part| part.kind == Kind::Handout)?;
        let is_party = |part: &Part| matches!(part.kind, Kind::Person | Kind::Name);
        let is_passed_on = parts.get(handout)?.is_passed_on;
        let next = parts.get(handout + 1).filter(|part| is_party(part));
        next.filter(|_| !is_passed_on).map(|_| handout + 1)
    };
    given
        .or_else(state)
        .or_else(next)
        .or_else(named)
        .or_else(|| position(&|part| part.kind == Kind::Handout))
}

/// Cuts a credit line and says what each part is.
fn parts(words: &str, range: Range<usize>) -> Vec<Part> {
    let line = words.get(range.clone()).unwrap_or_default();
    let mut parts: Vec<Part> = Vec::new();
    let mut start = 0;
    let mut borders: Vec<(usize, usize, bool)> = BORDER
        .captures_iter(line)
        .filter_map(|border| {
            let whole = border.get(0)?;
            Some((
                whole.start(),
                whole.end(),
                border.name("via").or(border.name("via2")).is_some(),
            ))
        })
        .collect();
    borders.push((line.len(), line.len(), false));
    for (end, next, via) in borders {
        let part = line.get(start..end).unwrap_or_default();
        if let Some((inner, kind)) = classify(part) {
            let at = range.start + start;
            parts.push(Part {
                range: at + inner.start..at + inner.end,
                kind,
                is_passed_on: via,
            });
        } else if via && let Some(last) = parts.last_mut() {
            last.is_passed_on = true;
        }
        start = next;
    }
    parts
}

/// What `part` is, and where in it the name stands.
fn classify(part: &str) -> Option<(Range<usize>, Kind)> {
    let bare = trimmed(part)?;
    let words = part.get(bare.clone())?;
    for (pattern, kind) in [
        (&FILE, Kind::File),
        (&HANDOUT, Kind::Handout),
        (&POOL, Kind::Pool),
    ] {
        if pattern.is_match(words.trim_end_matches('.')) {
            return Some((
                bare.start..bare.start + words.trim_end_matches('.').len(),
                kind,
            ));
        }
    }
    for (pattern, kind) in [
        (&GIVER, Kind::Giver),
        (&HANDOUT_OF, Kind::Giver),
        (&POOL_OF, Kind::PoolOf),
    ] {
        if let Some(who) = pattern.captures(words).and_then(|found| found.name("who")) {
            let is_person = kind == Kind::Giver
                && PERSON.is_match(who.as_str())
                && !LEXICON.is_office(who.as_str());
            let kind = if is_person { Kind::Person } else { kind };
            return Some((bare.start + who.start()..bare.start + who.end(), kind));
        }
    }
    let name = AROUND.captures(words)?.name("name")?;
    let range = bare.start + name.start()..bare.start + name.end();
    Some((range, kind(name.as_str())?))
}

fn kind(name: &str) -> Option<Kind> {
    let plain = name.trim_start_matches(['@', '(']);
    Some(match () {
        () if LEXICON.agency(plain).is_some() => Kind::Agency(LEXICON.agency(plain)?),
        () if LEXICON.is_office(plain) && NAME.is_match(plain) => Kind::Office,
        () if PERSON.is_match(plain) && !plain.starts_with("The ") => Kind::Person,
        () if NAME.is_match(plain) => Kind::Name,
        () => return None,
    })
}

fn trimmed(part: &str) -> Option<Range<usize>> {
    let start = part.len() - part.trim_start().len();
    let words = part.trim();
    (!words.is_empty()).then(|| start..start + words.len())
}

/// Is `words` two to four words of a person's name?
pub(super) fn is_name(words: &str) -> bool {
    PERSON.is_match(words)
}

/// Does `words` read as a credit: short, with an agency or another sign of one?
pub(super) fn is_credit(words: &str) -> bool {
    if words.split_whitespace().count() > 16 {
        return false;
    }
    let parts = parts(words, 0..words.len());
    let known = parts
        .iter()
        .any(|part| !matches!(part.kind, Kind::Person | Kind::Name | Kind::Office));
    let stroked = words.contains('/')
        && parts.len() > 1
        && parts.iter().any(|part| part.kind == Kind::Person);
    known || stroked || SIGN.is_match(words)
}

/// Is `words` nothing but a credit?
pub(super) fn is_only_credit(words: &str) -> bool {
    let parts = parts(words, 0..words.len());
    let told: usize = parts.iter().map(|part| part.range.len()).sum();
    let is_bare = parts.len() == 1 && !matches!(parts[0].kind, Kind::Agency(_) | Kind::Handout);
    is_credit(words) && !is_bare && told * 10 >= words.trim().len() * 6
}

/// Where `Jane Doe/Reuters` or `REUTERS/Jane Doe` starts at the end of `words`.
pub(super) fn stroke(words: &str) -> Option<usize> {
    let floor = words.char_indices().rev().nth(80).map_or(0, |(at, _)| at);
    let tail = words.get(floor..)?;
    let found = BEFORE.find(tail)?;
    let has_agency = parts(found.as_str(), 0..found.len())
        .iter()
        .any(|part| matches!(part.kind, Kind::Agency(_)));
    has_agency.then_some(floor + found.start())
}
