//! What a noun phrase is: a name after its title, or a description, and of what kind its head is.

use std::ops::Range;

use super::chunk::{is_nominal, joins_modifiers, joins_name};
use super::{Form, Scene};
use crate::lexicon::speaker::{self, Head};
use crate::lexicon::{first_name, place, role};
use crate::tag::{EntityTag, Pos};

/// What the noun phrase `tokens` is; `from` is where its determiner stands.
pub(super) fn form(scene: &Scene<'_>, from: usize, tokens: Range<usize>) -> Form {
    let last = tokens.end - 1;
    let tag = scene.entity(last);
    let joined = tokens.clone().any(|at| at < last && joins_name(scene, at));
    if is_described(scene, &tokens, joined) {
        return Form::Description {
            head: last,
            is_plural: scene.is_plural(last) || is_collective(scene, from),
        };
    }
    let mut start = last;
    let tag = if is_ending(scene, last) || tag == EntityTag::Person && ends_body(scene, last) {
        EntityTag::Organisation
    } else {
        tag
    };
    // *the Tax Foundation*, however its words are tagged
    let is_one = |words: &[usize]| {
        let words: Vec<String> = words.iter().map(|at| scene.low(*at).to_owned()).collect();
        speaker::of_name(&words)
            .is_some_and(|kind| matches!(kind, Head::Office | Head::Organisation | Head::Outlet))
    };
    let is_company = last > tokens.start && scene.is_capital(last - 1) && is_one(&[last - 1, last]);
    let closes = tag != EntityTag::Person && (is_one(&[last]) || is_company);
    let tag = match tag {
        EntityTag::Location if is_company => EntityTag::Organisation,
        tag => tag,
    };
    let titled = titled(scene, &tokens, tag);
    let is_body = tag == EntityTag::Organisation || joined && titled.is_none() || closes;
    let first = titled.map_or(tokens.start, |title| title + 1);
    let goes_back = |at: usize| {
        let the = matches!(scene.low(at), "the" | "a") && at > 0 && joins_name(scene, at - 1);
        let joins = joins_name(scene, at) || scene.low(at) == "and" && joins_modifiers(scene, at);
        let joined = is_body && (joins || the || scene.low(at) == "&");
        let nickname = tag == EntityTag::Person && scene.pos(at) == Some(Pos::Mark);
        let noun = nickname
            || is_nominal(scene, at)
            || is_body && scene.is_capital(at) && scene.is_noun(at);
        joined || noun && (scene.entity(at) == tag || is_body)
    };
    while start > first && goes_back(start - 1) {
        start -= 1;
    }
    start = state_start(scene, tokens.start, start, tokens.end);
    while start < last && (is_title(scene, start, tag) || scene.low(start) == "the") {
        start += 1;
    }
    Form::Name {
        name: start..tokens.end,
        tag: named_tag(scene, tag, tokens.start, start),
        title: tokens.start..start,
    }
}

/// *the Union for Clean Dams {President} Ada Holt*: the title that parts a person's name from what stands before it.
fn titled(scene: &Scene<'_>, tokens: &Range<usize>, tag: EntityTag) -> Option<usize> {
    let last = tokens.end - 1;
    let parts = |at: &usize| {
        let mut name = at + 1..tokens.end;
        name.all(|at| scene.entity(at) == EntityTag::Person) && is_title(scene, *at, tag)
    };
    let mut before = tokens.start..last;
    before.rfind(parts).filter(|_| tag == EntityTag::Person)
}

/// *the Kessalian Labour {Ministry}*: the noun of a body after a capital that is no person's.
fn ends_body(scene: &Scene<'_>, last: usize) -> bool {
    let kind = head_kind(scene, last, false);
    let before = last
        .checked_sub(1)
        .filter(|before| scene.is_capital(*before));
    let is_beside = before.is_some_and(|before| scene.entity(before) != EntityTag::Person);
    matches!(kind, Some(Head::Office | Head::Organisation)) && is_beside
}

/// Does the phrase describe somebody and not name him? `joined` is a name that holds a preposition.
fn is_described(scene: &Scene<'_>, tokens: &Range<usize>, joined: bool) -> bool {
    let last = tokens.end - 1;
    let tag = scene.entity(last);
    let is_name = tag != EntityTag::Outside || scene.pos(last).is_some_and(Pos::is_name);
    let loose = matches!(tag, EntityTag::Outside | EntityTag::Other) && !joined;
    // *Northern Bank CEO*; but a name may end like a title: *Lind Rep*
    let alone = last == tokens.start || scene.is_upper(last);
    let abbreviated = alone && role::long(scene.low(last)).is_some();
    // *31 Kessalians*: so many, not the people
    let mut digits = scene.low(tokens.start).chars();
    let is_number = digits.all(|one| one.is_ascii_digit());
    let some = last == tokens.start + 1 && is_number && scene.is_plural(last);
    let kind = head_kind(scene, last, scene.is_plural(last));
    let headed = loose && kind.is_some();
    // *Ministry*, *the Council*: nobody is called so, however it is tagged
    let is_body = matches!(kind, Some(Head::Office | Head::Organisation));
    let misread = tag == EntityTag::Person && is_body && last <= tokens.start + 1;
    let misread = misread && (last == tokens.start || scene.low(tokens.start) == "the");
    let is_paper = kind == Some(Head::Document) && is_introduced(scene, tokens);
    !is_name || abbreviated || some || headed || misread || is_paper
}

/// *A new Courier/Lindport Poll*, *the latest Poll*: a thing, whatever names stand in it; not *the Harbour Post*.
fn is_introduced(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let next = tokens.start + 1;
    let is_adjective = matches!(scene.pos(next), Some(Pos::JJ | Pos::JJS));
    match scene.low(tokens.start) {
        "a" | "an" => true,
        "the" => is_adjective && !scene.is_capital(next),
        _ => false,
    }
}

/// *Some, many, both, all* before a head make it plural.
fn is_collective(scene: &Scene<'_>, from: usize) -> bool {
    matches!(
        scene.low(from),
        "many" | "several" | "few" | "both" | "these" | "those"
    )
}

/// Names without a tag are told by the title before them.
fn named_tag(scene: &Scene<'_>, tag: EntityTag, from: usize, start: usize) -> EntityTag {
    let titled = start > from && is_title(scene, start - 1, EntityTag::Outside);
    match tag {
        EntityTag::Outside | EntityTag::Other if titled => EntityTag::Person,
        _ => tag,
    }
}

/// Where the name of a state that ends a phrase begins: *United* of *United States*.
fn state_start(scene: &Scene<'_>, from: usize, start: usize, end: usize) -> usize {
    let longer = (from.max(end.saturating_sub(4))..start).find(|first| {
        let words: Vec<&str> = (*first..end).map(|at| scene.low(at)).collect();
        words.len() > 1 && place::state(&words.join(" ")).is_some() && words[0] != "the"
    });
    longer.unwrap_or(start)
}

/// *Inc.*, *Corp.*: whatever ends so is a company.
fn is_ending(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        scene.low(at).trim_end_matches('.'),
        "inc" | "corp" | "ltd" | "plc" | "llc" | "gmbh"
    )
}

/// Is token `at` a title or honorific rather than part of the name with `tag`?
pub(in crate::source) fn is_title(scene: &Scene<'_>, at: usize, tag: EntityTag) -> bool {
    let word = scene.low(at);
    let is_given = |at: usize| first_name::gender(scene.low(at)).is_some();
    // *Dean Holt*, but *Mayor Ada Holt* and *Mayor A.B. Holt*
    let leads_name = (is_given(at + 1) || scene.low(at + 1).ends_with('.'))
        && scene.entity(at + 2) == EntityTag::Person;
    if tag == EntityTag::Person && scene.entity(at) == tag && is_given(at) && !leads_name {
        return false;
    }
    let personal = matches!(tag, EntityTag::Person | EntityTag::Outside);
    personal
        && (role::honorific(word).is_some()
            || role::long(word).is_some()
            || speaker::of_noun(word, false) == Some(Head::Person))
}

/// What the head noun `head` makes of its phrase; two words are looked up before one.
pub(in crate::source) fn head_kind(scene: &Scene<'_>, head: usize, many: bool) -> Option<Head> {
    let lemma = scene.lemma(head);
    let before = head.checked_sub(1).map_or("", |before| scene.low(before));
    if (before, lemma.as_str()) == ("no", "one") {
        return Some(Head::Public);
    }
    let many = many
        || matches!(
            lemma.as_str(),
            "everyone"
                | "everybody"
                | "nobody"
                | "anyone"
                | "anybody"
                | "percent"
                | "%"
                | "percentage"
                | "majority"
                | "minority"
                | "proportion"
                | "third"
                | "quarter"
                | "half"
        );
    let two = head
        .checked_sub(1)
        .map(|before| format!("{} {lemma}", scene.low(before)));
    two.and_then(|two| speaker::of_noun(&two, many))
        .or_else(|| speaker::of_noun(&lemma, many))
}

/// Can `form` only be one person: a person's name, or a singular description of one?
pub(in crate::source) fn is_person(scene: &Scene<'_>, form: &Form) -> bool {
    match form {
        Form::Name { tag, .. } => *tag == EntityTag::Person,
        Form::Description { head, is_plural } => {
            !is_plural && head_kind(scene, *head, false) == Some(Head::Person)
        }
        _ => false,
    }
}

/// Is `form` a name, or a description whose head the lexicon knows?
pub(super) fn is_known(scene: &Scene<'_>, form: &Form) -> bool {
    match form {
        Form::Description { head, is_plural } => head_kind(scene, *head, *is_plural).is_some(),
        _ => true,
    }
}

/// Does the phrase introduce or take up somebody? *Every child*, *no minister* and a bare *mayor*
/// (*was elected mayor*) do not.
pub(super) fn is_told_of(scene: &Scene<'_>, chunk: &Range<usize>, form: &Form) -> bool {
    let Form::Description { head, is_plural } = form else {
        return true;
    };
    let first = scene.low(chunk.start);
    let determined = chunk.clone().any(|at| {
        matches!(
            scene.pos(at),
            Some(Pos::DT | Pos::PRPS | Pos::POS | Pos::CD)
        )
    });
    let bare = !determined && !is_plural && scene.pos(*head) == Some(Pos::NN);
    let is_person = head_kind(scene, *head, false) == Some(Head::Person);
    !(matches!(first, "every" | "each" | "no" | "any") || bare && is_person)
}
