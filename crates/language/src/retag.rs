//! Tags that a word's own form or the words around it rule out, put right: *has not yet {ruled}* is no
//! base form, *if the talks {fail}* has a finite verb, and what has no capital letter is no name.

use std::ops::Range;

use crate::document::Token;
use crate::lemma::{is_irregular_past, is_unchanged_past, verb_lemma};
use crate::lexicon::time::WORDS;
use crate::lexicon::{first_name, place};
use crate::tag::{EntityTag, Pos};

/// Puts the tags of one sentence right; `forms` are its tokens as they are written.
pub(crate) fn retag(tokens: &mut [Token], forms: &[&str]) {
    let mut letters = forms
        .iter()
        .filter_map(|form| form.chars().find(|c| c.is_alphabetic()));
    if letters.next().is_some_and(char::is_uppercase) {
        unname(tokens, forms);
    }
    unname_times(tokens, forms);
    name_states(tokens, forms);
    name_persons(tokens, forms);
    carry_on_names(tokens, forms);
    join_nicknames(tokens, forms);
    let words: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
    for at in 0..tokens.len().min(words.len()) {
        tokens[at].pos = verb_tag(tokens, &words, at);
    }
    give_verb(tokens, &words);
}

/// *The state {awards} its seats by lot*, *her daughter also {stumped} for her*: the verb of a sentence that would
/// have none but in what its nouns are told by.
fn give_verb(tokens: &mut [Token], words: &[String]) {
    /// Words of the shortest sentence: a headline may have no verb.
    const SHORTEST: usize = 8;
    let is_sentence = words.last().is_some_and(|word| word == ".") && words.len() > SHORTEST;
    let count = tokens.len().min(words.len());
    let opening = tokens
        .iter()
        .take(count)
        .take_while(|one| one.pos.is_in_noun_phrase())
        .count();
    let owned = |at: usize| {
        let next = tokens.get(at + 1).map(|one| one.pos);
        matches!(next, Some(Pos::PRPS | Pos::DT))
    };
    let noun = (1..opening).find(|at| tokens[*at].pos == Pos::NNS && owned(*at));
    if let Some(at) = noun.filter(|at| is_sentence && tokens[at - 1].pos.is_noun()) {
        tokens[at].pos = Pos::VBZ;
        return;
    }
    let is_finite = |one: &Token| one.pos.is_finite();
    let told = (1..count).find(|at| {
        let has_adverb = matches!(
            words[at - 1].as_str(),
            "also" | "then" | "later" | "never" | "still"
        );
        tokens[*at].pos == Pos::VBN && has_adverb
    });
    if let Some(at) = told.filter(|_| is_sentence && !tokens.iter().any(is_finite)) {
        tokens[at].pos = Pos::VBD;
    }
}

/// *the {United States}*: a state is a place, whatever acts in its name.
fn name_states(tokens: &mut [Token], forms: &[&str]) {
    let mut at = 0;
    while at < tokens.len().min(forms.len()) {
        let is_body =
            |token: &&Token| !matches!(token.entity, EntityTag::Outside | EntityTag::Person);
        let length = tokens[at..].iter().take_while(is_body).count();
        let the = usize::from(length > 0 && forms[at].eq_ignore_ascii_case("the"));
        let run = at + the..at + length;
        let name = forms
            .get(run.clone())
            .unwrap_or(&[])
            .join(" ")
            .to_lowercase();
        if length > 0 && place::state(&name).is_some() {
            for token in &mut tokens[run] {
                token.entity = EntityTag::Location;
            }
        }
        at += length.max(1);
    }
}

/// *Theresa {May}*, *{April} Holt spoke*: a month beside the rest of a person's name is of it.
fn name_persons(tokens: &mut [Token], forms: &[&str]) {
    let is_capital = |at: usize| {
        let form = forms.get(at);
        form.is_some_and(|form| form.starts_with(char::is_uppercase))
    };
    let is_month = |at: usize| WORDS.is_month(&forms[at].to_lowercase());
    for at in 1..tokens.len().min(forms.len()) {
        let (first, last) = (at - 1, at);
        let is_known = first_name::gender(&forms[first].to_lowercase()).is_some();
        let tells = tokens
            .get(last + 1)
            .is_some_and(|next| next.pos.is_finite());
        let closes = is_month(last) && !is_month(first);
        let opens = is_month(first) && !is_month(last) && tells && tokens[last].pos.is_name();
        if is_capital(first) && is_capital(last) && is_known && (closes || opens) {
            for token in &mut tokens[first..=last] {
                token.entity = EntityTag::Person;
                token.pos = Pos::NNP;
            }
        }
    }
}

/// *Roe {Jr.}*: what sets a person apart from a parent belongs to the name.
fn carry_on_names(tokens: &mut [Token], forms: &[&str]) {
    for (at, form) in forms.iter().enumerate().skip(1) {
        let is_suffix = matches!(*form, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV");
        if is_suffix && tokens[at - 1].entity == EntityTag::Person {
            tokens[at].entity = EntityTag::Person;
            tokens[at].pos = Pos::NNP;
        }
    }
}

/// *William {“Mo”} Cowan*: one word in quotation marks within a person's name belongs to it.
fn join_nicknames(tokens: &mut [Token], forms: &[&str]) {
    let is_mark = |form: &str| matches!(form, "\"" | "“" | "”" | "'" | "‘" | "’" | "``" | "''");
    for (at, window) in forms.windows(5).enumerate() {
        let [_, open, name, close, _] = window else {
            continue;
        };
        let is_name = name.starts_with(char::is_uppercase) && is_mark(open) && is_mark(close);
        let is_person = |at: usize| tokens[at].entity == EntityTag::Person;
        if is_name && is_person(at) && is_person(at + 4) {
            for token in &mut tokens[at + 1..at + 4] {
                token.entity = EntityTag::Person;
            }
        }
    }
}

/// A run of tokens tagged as one kind of name, none of them with a capital letter, is no name where
/// sentences begin with one.
fn unname(tokens: &mut [Token], forms: &[&str]) {
    let mut at = 0;
    while at < tokens.len() {
        let kind = tokens[at].entity;
        let length = tokens[at..]
            .iter()
            .take_while(|token| token.entity == kind)
            .count();
        let run: Range<usize> = at..at + length;
        let mut written = forms.get(run.clone()).unwrap_or(&[]).iter();
        if kind != EntityTag::Outside && !written.any(|form| form.contains(char::is_uppercase)) {
            for token in &mut tokens[run] {
                token.entity = EntityTag::Outside;
                if token.pos == Pos::NNP {
                    token.pos = Pos::NN;
                }
            }
        }
        at += length;
    }
    for (token, form) in tokens.iter_mut().zip(forms) {
        let is_small = form.starts_with(char::is_lowercase) && !form.contains(char::is_uppercase);
        if is_small && token.entity == EntityTag::Outside && token.pos == Pos::NNP {
            token.pos = Pos::NN;
        }
    }
}

/// *By {Friday}'s ruling*, *in {May}*: a day by itself is no name, and a month is none where a time must follow.
fn unname_times(tokens: &mut [Token], forms: &[&str]) {
    let is_named = |tokens: &[Token], at: usize| {
        let found = tokens.get(at);
        found.is_some_and(|token| token.entity != EntityTag::Outside)
    };
    // a small word beside it that was taken for a part of the name is none
    let is_beside = |tokens: &[Token], at: usize| {
        let is_capital = |form: &&str| form.starts_with(char::is_uppercase) && *form != "The";
        is_named(tokens, at) && forms.get(at).is_some_and(is_capital)
    };
    for (at, form) in forms.iter().enumerate().take(tokens.len()) {
        let before = at.checked_sub(1);
        let is_part = is_beside(tokens, at + 1) || before.is_some_and(|at| is_beside(tokens, at));
        if !is_named(tokens, at) || is_part {
            continue;
        }
        let word = form.to_lowercase();
        let before = before.and_then(|at| forms.get(at)).copied().unwrap_or("");
        let is_led = matches!(
            before.to_lowercase().as_str(),
            "in" | "since"
                | "until"
                | "till"
                | "during"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
        );
        // *The November election*, but *the August Company*, *a May report*
        let is_plain = !matches!(word.as_str(), "may" | "march" | "april" | "june" | "august")
            && forms
                .get(at + 1)
                .is_some_and(|next| next.starts_with(char::is_lowercase));
        if WORDS.is_day(&word) && !before.eq_ignore_ascii_case("the")
            || WORDS.is_month(&word) && (is_led || is_plain)
        {
            tokens[at].entity = EntityTag::Outside;
        }
    }
}

fn verb_tag(tokens: &[Token], words: &[String], at: usize) -> Pos {
    let before = governor(tokens, words, at);
    let opener = before.and_then(|at| words.get(at)).map(String::as_str);
    let word = words[at].as_str();
    let is_irregular = is_irregular_past(word) || is_unchanged_past(word);
    let is_past = word.ends_with("ed") || is_irregular;
    let is_perfect = matches!(
        opener,
        Some("has" | "have" | "had" | "'ve" | "’ve" | "having")
    );
    let is_passive = matches!(
        opener,
        Some("is" | "are" | "was" | "were" | "been" | "being")
    );
    match tokens[at].pos {
        Pos::VBP if opener == Some("to") => Pos::VB,
        Pos::JJ if is_governing(tokens, words, at) => Pos::VB,
        Pos::VBP | Pos::VBD if is_modal(tokens, before) && !word.ends_with("ed") => Pos::VB,
        Pos::VB if is_perfect && is_past => Pos::VBN,
        Pos::VB if is_inflected(word) => Pos::VBZ,
        Pos::VB if is_listed_noun(tokens, words, at) => Pos::NN,
        Pos::VB if is_finite(tokens, words, at) => Pos::VBP,
        Pos::WDT if is_pointed_at(words, at + 1) => Pos::DT,
        Pos::VBP if is_pointed_at(words, at) => Pos::NN,
        Pos::Mark if is_of_many(tokens, words, at) => Pos::POS,
        Pos::VBD if is_aside(tokens, words, at) => Pos::VBN,
        Pos::VBD | Pos::VBN if is_attribute(tokens, words, at) => Pos::JJ,
        Pos::JJ | Pos::VBN if is_past && ends_verbs(tokens, words, at) => Pos::VBD,
        Pos::JJ if is_passive && is_irregular => Pos::VBN,
        Pos::JJ if is_past && is_only_verb(tokens, at) => Pos::VBD,
        Pos::NNS if is_phase(tokens, words, at) => Pos::VBZ,
        Pos::NN if opener == Some("without") && is_gerund(tokens, words, at) => Pos::VBG,
        other => other,
    }
}

/// *agreed to {free} two sailors*: between *to* and a phrase that opens like an object stands a verb.
fn is_governing(tokens: &[Token], words: &[String], at: usize) -> bool {
    let object = tokens.get(at + 1);
    let object =
        object.is_some_and(|next| matches!(next.pos, Pos::DT | Pos::CD | Pos::PRPS | Pos::PRP));
    object && at > 0 && words[at - 1] == "to" && tokens[at - 1].pos == Pos::TO
}

/// *fails*: a form in *-s* is no base form.
fn is_inflected(word: &str) -> bool {
    word.ends_with('s') && verb_lemma(word) != word
}

/// *the officials{'} house*: the mark of what belongs to many, where no quotation is open.
fn is_of_many(tokens: &[Token], words: &[String], at: usize) -> bool {
    let is_mark = |word: &String| matches!(word.as_str(), "'" | "’" | "‘");
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let touches = tokens[before].span.end() == tokens[at].span.start();
    let next = tokens.get(at + 1).filter(|next| next.pos.is_noun());
    let stands_off = next.is_some_and(|next| next.span.start() > tokens[at].span.end());
    let is_many = words[before].ends_with('s') && tokens[before].pos.is_noun();
    is_mark(&words[at]) && touches && stands_off && is_many && !words[..at].iter().any(is_mark)
}

/// *neither that {call} nor …*: what such a pair points at is a noun.
fn is_pointed_at(words: &[String], at: usize) -> bool {
    let back = |steps: usize| at.checked_sub(steps).and_then(|at| words.get(at));
    let is =
        |word: Option<&String>, all: &[&str]| word.is_some_and(|word| all.contains(&word.as_str()));
    is(back(1), &["this", "that"]) && is(back(2), &["neither", "nor", "either"])
}

/// *talks, {brokered} by Norway, ended*: an aside in the passive is no predicate.
fn is_aside(tokens: &[Token], words: &[String], at: usize) -> bool {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|one| one == word);
    let noun = at.checked_sub(2).and_then(|noun| tokens.get(noun));
    let opens = at > 0 && is(at - 1, ",") && noun.is_some_and(|one| one.pos.is_noun());
    let closing = (at + 1..words.len()).find(|at| is(*at, ","));
    let after = closing.and_then(|comma| tokens.get(comma + 1));
    opens && is(at + 1, "by") && after.is_some_and(|one| one.pos.is_finite())
}

/// *a demand, request, {call} and appeal*: what stands in a list of nouns is one.
fn is_listed_noun(tokens: &[Token], words: &[String], at: usize) -> bool {
    let noun = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|one| one.pos == Pos::NN)
    };
    let follows = at >= 2 && words[at - 1] == "," && noun(Some(at - 2));
    let goes_on = tokens.get(at + 1).is_some_and(|next| next.pos == Pos::CC) && noun(Some(at + 2));
    follows && goes_on
}

/// *the perceived, {presumed} and alleged loss*: between a determiner and its noun no verb is finite.
fn is_attribute(tokens: &[Token], words: &[String], at: usize) -> bool {
    let is_beside = |at: &usize| {
        matches!(tokens[*at].pos, Pos::JJ | Pos::VBN | Pos::VBD | Pos::CC) || words[*at] == ","
    };
    let opens = (0..at).rev().find(|before| !is_beside(before));
    let closes = (at + 1..tokens.len()).find(|after| !is_beside(after));
    let pos_at = |at: Option<usize>| at.map(|at| tokens[at].pos);
    pos_at(opens) == Some(Pos::DT) && pos_at(closes).is_some_and(Pos::is_noun)
}

/// *pressed, persuaded and {convinced} clients to sell*: the last of a list of verbs, before its object and an
/// infinitive.
fn ends_verbs(tokens: &[Token], words: &[String], at: usize) -> bool {
    let pos = |at: usize| tokens.get(at).map(|token| token.pos);
    let joined = at >= 2 && words[at - 1] == "and" && pos(at - 2) == Some(Pos::VBD);
    let object = pos(at + 1).is_some_and(Pos::is_noun);
    joined && object && pos(at + 2) == Some(Pos::TO)
}

/// *the talks hardly {advanced}*: after a noun and an adverb, in a sentence that has no other verb.
fn is_only_verb(tokens: &[Token], at: usize) -> bool {
    let follows = at >= 2 && tokens[at - 1].pos == Pos::RB && tokens[at - 2].pos.is_noun();
    follows
        && !tokens
            .iter()
            .any(|token| token.pos.is_verb() || token.pos == Pos::MD)
}

/// The token before `at`, adverbs and *not* passed over.
fn governor(tokens: &[Token], words: &[String], at: usize) -> Option<usize> {
    (0..at).rev().find(|before| {
        let is_adverb = tokens[*before].pos == Pos::RB;
        !is_adverb && !matches!(words[*before].as_str(), "not" | "n't" | "n’t" | "never")
    })
}

fn is_modal(tokens: &[Token], at: Option<usize>) -> bool {
    at.is_some_and(|at| tokens[at].pos == Pos::MD)
}

/// A base form right after a plural subject that no verb, modal or *to* stands before: *the talks fail*.
fn is_finite(tokens: &[Token], words: &[String], at: usize) -> bool {
    let Some(subject) = governor(tokens, words, at).filter(|at| tokens[*at].pos == Pos::NNS) else {
        return false;
    };
    let clause = (0..subject)
        .rev()
        .take_while(|before| tokens[*before].pos != Pos::Mark);
    let mut clause = clause.map(|before| tokens[before].pos);
    !clause.any(|pos| pos.is_verb() || matches!(pos, Pos::MD | Pos::TO))
}

/// *before the truce {ends} on Monday*: a verb of beginning or ending after a noun that a conjunction
/// leads to. *The peace {talks}* are none.
fn is_phase(tokens: &[Token], words: &[String], at: usize) -> bool {
    const PHASES: [&str; 10] = [
        "begins", "ends", "starts", "expires", "lapses", "resumes", "finishes", "opens", "closes",
        "arrives",
    ];
    const CONJUNCTIONS: [&str; 12] = [
        "before", "after", "until", "till", "when", "once", "if", "unless", "as", "because",
        "that", "while",
    ];
    let pos = |at: usize| tokens.get(at).map(|token| token.pos);
    let is_phrase = |at: &usize| {
        let pos = tokens[*at].pos;
        pos.is_noun() || matches!(pos, Pos::DT | Pos::PRPS | Pos::JJ | Pos::CD | Pos::POS)
    };
    let subject = at.checked_sub(1).and_then(pos);
    let opener = (0..at).rev().find(|before| !is_phrase(before));
    PHASES.contains(&words[at].as_str())
        && matches!(subject, Some(Pos::NN | Pos::NNP))
        && !pos(at + 1).is_some_and(Pos::is_noun)
        && opener.is_some_and(|before| CONJUNCTIONS.contains(&words[before].as_str()))
}

/// *without elaborating*: a word in *-ing* with no article, adjective or *of* around it.
fn is_gerund(tokens: &[Token], words: &[String], at: usize) -> bool {
    let adjoins = at
        .checked_sub(1)
        .is_some_and(|before| words[before] == "without");
    let is_noun = tokens.get(at + 1).is_some_and(|next| next.pos.is_noun());
    adjoins
        && words[at].ends_with("ing")
        && !is_noun
        && words.get(at + 1).is_none_or(|next| next != "of")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    /// The tag of `word` in a sentence of `word/TAG` notation.
    fn tag(notation: &str, word: &str) -> Pos {
        let document = testing::tagged(notation);
        let mut tokens = document.tokens.iter();
        let token = tokens.find(|token| document.quote(token.span) == word);
        token.expect("the word stands there").pos
    }

    #[test]
    fn forms_follow_what_governs_them() {
        let perfect = "The/DT court/NN has/VBZ not/RB yet/RB ruled/VB ./.";
        assert_eq!(tag(perfect, "ruled"), Pos::VBN);
        let term = "It/PRP was/VBD set/VBN before/IN the/DT truce/NN ends/NNS on/IN Monday/NNP ./.";
        assert_eq!(tag(term, "ends"), Pos::VBZ);
        let odds = "It/PRP tied/VBD up/RP the/DT tail/NN ends/NNS on/IN Monday/NNP ./.";
        assert_eq!(tag(odds, "ends"), Pos::NNS);
        let raised = "He/PRP appears/VBZ to/TO have/VBP left/VBN ./.";
        assert_eq!(tag(raised, "have"), Pos::VB);
        let condition = "If/IN the/DT talks/NNS fail/VB ,/, it/PRP ends/VBZ ./.";
        assert_eq!(tag(condition, "fail"), Pos::VBP);
        let habit = "The/DT mayor/NN never/RB fails/VB ./.";
        assert_eq!(tag(habit, "fails"), Pos::VBZ);
        let aside =
            "Talks/NNS ,/, brokered/VBD by/IN Norway/NNP ,/, ended/VBD on/IN Friday/NNP ./.";
        assert_eq!(tag(aside, "brokered"), Pos::VBN);
        let lot = "The/DT state/NN awards/NNS its/PRP$ seats/NNS by/IN lot/NN to/IN those/DT who/WP ask/VBP ./.";
        assert_eq!(tag(lot, "awards"), Pos::VBZ);
        let also =
            "Her/PRP$ daughter/NN ,/, Ada/NNP Holt/NNP ,/, also/RB stumped/VBN for/IN her/PRP ./.";
        assert_eq!(tag(also, "stumped"), Pos::VBD);
        let series = "The/DT army/NN came/VBD ,/, passed/VBD by/IN ,/, and/CC left/VBD ./.";
        assert_eq!(tag(series, "passed"), Pos::VBD);
        let pair = "Neither/CC that/WDT call/VBP nor/CC the/DT talks/NNS helped/VBD ./.";
        assert_eq!(tag(pair, "call"), Pos::NN);
        let list = "A/DT demand/NN ,/, request/NN ,/, call/VB and/CC appeal/NN ./.";
        assert_eq!(tag(list, "call"), Pos::NN);
        let loss = "The/DT perceived/JJ and/CC alleged/VBD loss/NN hurts/VBZ ./.";
        assert_eq!(tag(loss, "alleged"), Pos::JJ);
        assert_eq!(tag("Nobody/NN was/VBD hurt/JJ ./.", "hurt"), Pos::VBN);
        assert_eq!(
            tag("The/DT talks/NNS hardly/RB advanced/JJ ./.", "advanced"),
            Pos::VBD
        );
        let silent = "She/PRP left/VBD without/IN elaborating/NN ./.";
        assert_eq!(tag(silent, "elaborating"), Pos::VBG);
    }

    #[test]
    fn a_name_has_a_capital_where_sentences_have_one() {
        for (text, named) in [("But wheat asks.", false), ("but wheat asks.", true)] {
            let mut tokens = testing::tagged("But/CC wheat/NNP asks/VBZ ./.").tokens;
            tokens[1].entity = EntityTag::Person;
            let forms: Vec<&str> = text.trim_end_matches('.').split(' ').chain(["."]).collect();
            retag(&mut tokens, &forms);
            assert_eq!(tokens[1].entity == EntityTag::Person, named, "{text}");
        }
    }

    #[test]
    fn a_suffix_belongs_to_the_person() {
        let mut tokens = testing::tagged("Ben/NNP Roe/NNP Jr./NN spoke/VBD ./.").tokens;
        tokens[..2]
            .iter_mut()
            .for_each(|token| token.entity = EntityTag::Person);
        tokens[2].entity = EntityTag::Organisation;
        retag(&mut tokens, &["Ben", "Roe", "Jr.", "spoke", "."]);
        assert_eq!(tokens[2].entity, EntityTag::Person);
    }

    #[test]
    fn what_may_stand_stays() {
        let helped = "It/PRP helps/VBZ the/DT talks/NNS succeed/VB ./.";
        assert_eq!(tag(helped, "succeed"), Pos::VB);
        let list = "Bread/NN ,/, rice/NN and/CC salt/NN cost/VBD more/RBR ./.";
        assert_eq!(tag(list, "cost"), Pos::VBD);
        let noun = "They/PRP go/VBP without/IN funding/NN of/IN ours/PRP ./.";
        assert_eq!(tag(noun, "funding"), Pos::NN);
    }
}
