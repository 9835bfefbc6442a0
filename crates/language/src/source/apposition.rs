//! Mentions side by side that are of one: *Ivan Petrov, the defence minister,* · *the mayor, Ada
//! Holt,* · *Holt is a lawyer* · *World Food Agency (WFA)*.

use std::collections::BTreeMap;

use super::mention::{Form, Mention, head_kind, is_person};
use super::scene::Scene;
use crate::lexicon::speaker::Head;
use crate::tag::{EntityTag, Pos};

/// Mentions looked at for the one that stands beside another.
const NEAR: usize = 4;

/// What stands beside a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// The name of what the mention describes.
    Name(usize),
    /// A description of what the mention names.
    Description(usize),
    /// A short form of the name.
    Short(usize),
}

/// The links of `found`, each at its earlier mention.
pub(super) fn links(scene: &Scene<'_>, found: &[Mention]) -> BTreeMap<usize, Link> {
    let mut links = BTreeMap::new();
    for (number, mention) in found.iter().enumerate() {
        let next = (number + 1..found.len().min(number + 1 + NEAR))
            .find(|other| found[*other].tokens.start >= mention.end);
        if let Some(next) = next
            && found[next].sentence == mention.sentence
            && let Some(link) = link(scene, mention, &found[next], next)
        {
            links.insert(number, link);
        }
    }
    links
}

fn link(scene: &Scene<'_>, one: &Mention, other: &Mention, number: usize) -> Option<Link> {
    let gap: Vec<&str> = (one.end..other.tokens.start.min(one.end + 4))
        .map(|at| scene.low(at))
        .collect();
    match (&one.form, &other.form) {
        (Form::Name { tag, .. }, Form::Name { .. }) => {
            let bracketed = gap == ["("] && scene.low(other.end) == ")";
            let is_body = *tag != EntityTag::Person;
            (bracketed && is_body && is_short(scene, other)).then_some(Link::Short(number))
        }
        (Form::Name { .. }, Form::Description { .. }) => {
            let alike = is_alike(scene, one, other);
            // *charges against Holt, attorney says*: the description has its own verb
            let speaks = scene.pos(other.end).is_some_and(Pos::is_finite);
            let stands = !speaks && is_closed(scene, other) && !is_counted(scene, other);
            let beside = gap == [","] && stands || is_copula(&gap);
            (alike && beside).then_some(Link::Description(number))
        }
        (Form::Description { .. }, Form::Name { title, .. }) => {
            let alike = is_alike(scene, other, one);
            let beside = gap == [","] && is_parted(scene, other) || gap.is_empty();
            let titled = !title.is_empty() && gap.is_empty();
            (alike && beside && !titled).then_some(Link::Name(number))
        }
        _ => None,
    }
}

/// *(WFA)*: one word in capitals.
fn is_short(scene: &Scene<'_>, mention: &Mention) -> bool {
    let tokens = scene.document.tokens.get(mention.tokens.clone());
    tokens.is_some_and(|tokens| {
        tokens.len() == 1
            && tokens.iter().all(|token| {
                scene
                    .document
                    .quote(token.span)
                    .chars()
                    .all(|c| !c.is_lowercase())
            })
    })
}

/// Are a name and a description both of a person, or both of a body?
fn is_alike(scene: &Scene<'_>, named: &Mention, described: &Mention) -> bool {
    let Form::Description { head, is_plural } = described.form else {
        return false;
    };
    if is_person(scene, &named.form) {
        let is_known = is_plural || head_kind(scene, head, false).is_some();
        return is_person(scene, &described.form)
            || (!is_known && is_of_a_person(scene, described));
    }
    let body = matches!(
        head_kind(scene, head, is_plural),
        Some(Head::Office | Head::Organisation | Head::Outlet)
    );
    body && !is_plural
        && !matches!(
            named.form,
            Form::Name {
                tag: EntityTag::Location,
                ..
            }
        )
}

/// *the harbour master*, *her bridesmaid*: a noun that no list knows, of one that the name beside it
/// may be of. A day, a place or a thing is not introduced so between two marks.
fn is_of_a_person(scene: &Scene<'_>, described: &Mention) -> bool {
    let first = described.tokens.start;
    matches!(scene.low(first), "the" | "a" | "an") || scene.pos(first) == Some(Pos::PRPS)
}

/// *, the minister,* ends, and so does *, the minister and an old friend,*; *the minister and the
/// mayor* may go on to be a list.
pub(super) fn is_closed(scene: &Scene<'_>, mention: &Mention) -> bool {
    let after = scene.low(mention.end);
    if after == "and" {
        let next = mention.end + 1;
        return matches!(scene.low(next), "a" | "an" | "one")
            || scene.pos(next) == Some(Pos::JJ) && !scene.is_capital(next);
    }
    let pos = scene.pos(mention.end);
    pos.is_none_or(Pos::is_finite)
        || matches!(
            pos,
            Some(Pos::Mark | Pos::WP | Pos::WDT | Pos::IN | Pos::TO | Pos::VBN | Pos::VBG)
        )
}

/// *one adviser*, *another official*: somebody else than the name before.
fn is_counted(scene: &Scene<'_>, mention: &Mention) -> bool {
    matches!(scene.low(mention.tokens.start), "one" | "another")
}

/// *The mayor, Ada Holt,*: a mark or a relative clause after the name; *if Lind was the mayor, Ada
/// Holt replied* has none.
fn is_parted(scene: &Scene<'_>, name: &Mention) -> bool {
    let is_place = |at: &usize| scene.entity(*at) == EntityTag::Location;
    let home = (name.end + 1..).take_while(is_place).last();
    let end = match home {
        // *The Democrat, Rep. Ada Holt of Ostravia,*
        Some(last) if matches!(scene.low(name.end), "of" | "from") => last + 1,
        _ => name.end,
    };
    let pos = scene.pos(end);
    pos.is_none_or(|pos| matches!(pos, Pos::Mark | Pos::WP | Pos::WDT))
}

/// *is*, *has been*, *, who was*: nothing but forms of *be*.
fn is_copula(gap: &[&str]) -> bool {
    let verbs = match gap {
        [",", "who", verbs @ ..] | ["who", verbs @ ..] => verbs,
        verbs => verbs,
    };
    !verbs.is_empty()
        && verbs.iter().all(|word| {
            matches!(
                *word,
                "is" | "was" | "became" | "has" | "had" | "been" | "remains" | "also" | "now"
            )
        })
}
