//! The dictionary form of a word: *denied* is *deny*, *talks* is *talk*.
//!
//! Irregular forms are data (`lexicon/irregular.toml`); the rest is the spelling of English
//! endings. The lemmas of verbs and nouns are in lower case; every other word is only put there.

use std::sync::LazyLock;

use crate::lexicon::irregular::{self, Irregular};
use crate::tag::Pos;

static IRREGULAR: LazyLock<Irregular> = LazyLock::new(irregular::load);

/// The lemma of `form` as a word of kind `pos`: `lemma("denied", VBD)` is `deny`,
/// `lemma("talks", NNS)` is `talk`.
///
/// Spelling alone cannot tell *dining* from *din-ing*; a rare verb can come out with a wrong *e*.
pub(crate) fn lemma(form: &str, pos: Pos) -> String {
    let word = form.to_lowercase().replace('’', "'");
    if let Some(known) = IRREGULAR.auxiliaries.get(&word) {
        return known.clone();
    }
    match pos {
        _ if pos.is_verb() => verb_lemma(&word),
        Pos::NNS | Pos::NNPS => noun_lemma(&word),
        Pos::MD => modal_lemma(&word),
        _ => word,
    }
}

/// The lemma of a word that is taken for a verb, whatever its tag: `verb_lemma("said")` is `say`.
pub(crate) fn verb_lemma(word: &str) -> String {
    if let Some(known) = IRREGULAR.verbs.get(word) {
        return known.clone();
    }
    if let Some(stem) = word.strip_suffix("ing").filter(|stem| has_vowel(stem)) {
        return stem_lemma(stem);
    }
    if let Some(stem) = word.strip_suffix("ied").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    if word.ends_with("eed") {
        return past_in_eed(word);
    }
    if let Some(stem) = word.strip_suffix("ed").filter(|stem| has_vowel(stem)) {
        return stem_lemma(stem);
    }
    without_s(word)
}

/// Is `word` an irregular past form or participle: *withheld, been, said*?
pub(crate) fn is_irregular_past(word: &str) -> bool {
    let present = matches!(
        word,
        "am" | "is" | "are" | "'s" | "has" | "does" | "being" | "having"
    ) || word.ends_with("ing")
        || word.ends_with("ies");
    IRREGULAR.verbs.contains_key(word) && !present
}

/// Is `word` a verb whose past forms are the base form itself: *was hurt, have put*?
pub(crate) fn is_unchanged_past(word: &str) -> bool {
    const UNCHANGED: [&str; 19] = [
        "bet",
        "burst",
        "cast",
        "cost",
        "cut",
        "hit",
        "hurt",
        "let",
        "put",
        "quit",
        "rid",
        "set",
        "shed",
        "shut",
        "split",
        "spread",
        "thrust",
        "broadcast",
        "forecast",
    ];
    UNCHANGED.contains(&word)
}

/// *agreed* is *agree*, but *need* and *proceed* are their own lemmas.
fn past_in_eed(word: &str) -> String {
    const BASES: [&str; 10] = [
        "need", "feed", "bleed", "breed", "heed", "seed", "weed", "speed", "exceed", "succeed",
    ];
    if BASES.contains(&word) || word.ends_with("ceed") {
        return word.to_owned();
    }
    word.strip_suffix('d').unwrap_or(word).to_owned()
}

/// *could* stays *could*: the past forms of the modals mean other things than the present ones.
fn modal_lemma(word: &str) -> String {
    match word {
        "'s" => "be".to_owned(),
        _ => word.to_owned(),
    }
}

/// The singular of a plural noun: `noun_lemma("parties")` is `party`.
fn noun_lemma(word: &str) -> String {
    let compound = || Some(format!("{}man", word.strip_suffix("men")?));
    let irregular = IRREGULAR.nouns.get(word).cloned();
    irregular
        .or_else(compound)
        .unwrap_or_else(|| without_s(word))
}

/// A word without the *s* of the plural or the third person.
fn without_s(word: &str) -> String {
    let ends = |tails: &[&str]| tails.iter().any(|tail| word.ends_with(tail));
    let bare = match word {
        _ if word.len() > 4 && ends(&["ies"]) => {
            return format!("{}y", word.strip_suffix("ies").unwrap_or(word));
        }
        _ if ends(&["sses", "shes", "ches", "xes", "zzes", "oes"]) && !ends(&["shoes", "toes"]) => {
            word.strip_suffix("es")
        }
        _ if ends(&["ss", "us", "is"]) || word.len() < 3 => None,
        _ => word.strip_suffix('s'),
    };
    bare.unwrap_or(word).to_owned()
}

/// The verb that loses *-ed* or *-ing* to leave `stem`.
fn stem_lemma(stem: &str) -> String {
    if listed(&IRREGULAR.spelling.silent_e, stem) {
        return format!("{stem}e");
    }
    if listed(&IRREGULAR.spelling.no_silent_e, stem) {
        return stem.to_owned();
    }
    if let Some(single) = undoubled(stem) {
        return single;
    }
    if takes_silent_e(stem) {
        format!("{stem}e")
    } else {
        stem.to_owned()
    }
}

fn listed(list: &[String], stem: &str) -> bool {
    list.iter().any(|one| one == stem)
}

/// *plann* is *plan*; *ll*, *ss*, *ff* and *zz* stay, but for the verbs in *-rol*, *-pel*, *-bel*.
fn undoubled(stem: &str) -> Option<String> {
    let mut tail = stem.chars().rev();
    let (last, before) = (tail.next()?, tail.next()?);
    let is_doubled = last == before && !is_vowel(last);
    let stays = matches!(last, 's' | 'f' | 'z')
        || (last == 'l'
            && ![
                "roll", "pell", "bell", "cell", "vell", "dell", "nell", "uell", "gnall",
            ]
            .iter()
            .any(|end| stem.ends_with(end) && stem.len() > end.len() + 1));
    (is_doubled && !stays && stem.len() > 3)
        .then(|| stem.chars().take(stem.chars().count() - 1).collect())
}

/// Does the verb whose stem this is end in a silent *e*: *decid*, *announc*, *pledg*, *giv*?
fn takes_silent_e(stem: &str) -> bool {
    let mut tail = stem.chars().rev();
    let (Some(last), before) = (tail.next(), tail.next().unwrap_or(' ')) else {
        return false;
    };
    let third = tail.next().unwrap_or(' ');
    // a consonant, then one vowel, then the last letter: "decid", not "avoid"
    let one_vowel = is_vowel(before) && (!is_vowel(third) || stem.ends_with("quir"));
    match last {
        'c' | 'v' | 'u' | 'z' => true,
        's' => before != 's',
        'g' => matches!(before, 'd' | 'r' | 'l') || (before != 'n' && is_vowel(before)),
        'l' => {
            matches!(
                before,
                'b' | 'c' | 'd' | 'f' | 'g' | 'k' | 'p' | 't' | 'z' | 's'
            ) || (one_vowel && matches!(before, 'i' | 'u'))
        }
        'r' => one_vowel && matches!(before, 'a' | 'i' | 'u'),
        'n' => one_vowel && matches!(before, 'i' | 'u'),
        't' if before == 'a' => !matches!(third, 'e' | 'o' | 'a'),
        't' => one_vowel && before == 'u' && stem.len() > 2,
        'd' | 'm' | 'b' | 'k' => one_vowel && !matches!((last, before), ('m', 'o')),
        'p' => one_vowel && matches!(before, 'a' | 'i' | 'o' | 'y'),
        'h' => false,
        _ => false,
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn has_vowel(stem: &str) -> bool {
    stem.len() > 1 && stem.chars().any(is_vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_come_back_to_their_lemma() {
        for (form, expected) in [
            ("said", "say"),
            ("denied", "deny"),
            ("decided", "decide"),
            ("deciding", "decide"),
            ("planning", "plan"),
            ("visited", "visit"),
            ("noted", "note"),
            ("told", "tell"),
            ("telling", "tell"),
            ("agreed", "agree"),
            ("refuses", "refuse"),
            ("goes", "go"),
            ("announcing", "announce"),
            ("appeared", "appear"),
            ("declared", "declare"),
            ("pledged", "pledge"),
            ("remained", "remain"),
            ("determined", "determine"),
            ("negotiating", "negotiate"),
            ("repeated", "repeat"),
            ("travelled", "travel"),
            ("betting", "bet"),
            ("proceed", "proceed"),
            ("warns", "warn"),
            ("believes", "believe"),
            ("described", "describe"),
            ("argued", "argue"),
            ("requiring", "require"),
            ("alleged", "allege"),
            ("changed", "change"),
            ("discussed", "discuss"),
            ("controlling", "control"),
            ("considering", "consider"),
            ("learnt", "learn"),
            ("lying", "lie"),
            ("exploited", "exploit"),
            ("disclosed", "disclose"),
        ] {
            let pos = if form.ends_with('s') {
                Pos::VBZ
            } else {
                Pos::VBD
            };
            assert_eq!(lemma(form, pos), expected, "{form}");
        }
    }

    #[test]
    fn nouns_and_clitics_come_back_too() {
        assert_eq!(lemma("parties", Pos::NNS), "party");
        assert_eq!(lemma("Speeches", Pos::NNS), "speech");
        assert_eq!(lemma("crises", Pos::NNS), "crisis");
        assert_eq!(lemma("n’t", Pos::RB), "not");
        assert_eq!(lemma("wo", Pos::MD), "will");
        assert_eq!(lemma("'s", Pos::VBZ), "be");
        assert_eq!(lemma("Kremlin", Pos::NNP), "kremlin");
    }
}
