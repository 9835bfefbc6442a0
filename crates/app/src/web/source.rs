//! One source, a person, a body, or all whom the articles describe alike and do not name: all that it
//! put on record, over time, with how it fared.

use std::borrow::Cow;

use maud::{Markup, html};
use onrecord_desk::Entities;
use onrecord_desk::collate::Entity;
use onrecord_record::{EntityId, Reliability, SourceKind};

use super::answer::{Answer, Asked, Refusal};
use super::claim::day;
use super::home::counted;
use super::judge::LONGEST_NAME;
use super::shelf::Record;
use super::wide::wide;
use super::{Desk, days, judge, line};
use crate::render::phrase;
use crate::render::visible::inline;
use crate::wire::hand::Letter;
use crate::wire::pages::{OnRecord, SourcePage};
use crate::wire::term;

mod said;

use said::Said;

/// Sources that a form offers.
const OTHERS: usize = 200;
/// Statements that the page shows.
const SHOWN: usize = 500;
/// Statements that the twin holds.
const TWIN: usize = 5000;
/// What the address of all sources that are not named ends in.
pub(super) const UNNAMED: &str = "unnamed";
/// How high the picture is.
const HEIGHT: i64 = 110;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let all = &record.entities;
    let entity = found(all, asked.named("source")).ok_or(Refusal::NotFound("source"))?;
    let said = Said::of(&record, &entity);
    let page = SourcePage {
        id: &entity.id.0,
        name: &entity.name,
        r#type: term::source(entity.kind),
        spellings: entity.spellings.iter().map(String::as_str).collect(),
        letter: match is_unnamed(&entity) {
            true => None,
            false => record.letter(&entity).and_then(Letter::of),
        },
        fared: said.fared(),
        days: said.days(),
        more: said.count().saturating_sub(TWIN),
        statements: said.first(TWIN),
    };
    let title = inline(&entity.name);
    let draw = || drawn(desk, &record, &page, &entity, asked);
    asked.answer(desk, &title, draw, || &page)
}

/// The source that is called so.
fn found<'a>(all: &'a Entities, called: &str) -> Option<Cow<'a, Entity>> {
    if called == UNNAMED {
        return Some(Cow::Owned(unnamed(all)));
    }
    let mut unnamed = all.unnamed().iter();
    let named = all.find(called).ok();
    named
        .or_else(|| unnamed.find(|one| one.id.0 == called || one.name == called))
        .map(Cow::Borrowed)
}

/// All sources that are not named as one.
fn unnamed(all: &Entities) -> Entity {
    let each = || all.unnamed().iter();
    Entity {
        id: EntityId(UNNAMED.to_owned()),
        kind: SourceKind::Unnamed,
        name: "All sources that are not named".to_owned(),
        is_renamed: false,
        spellings: each().map(|one| one.name.clone()).collect(),
        mentions: each()
            .flat_map(|one| one.mentions.iter().copied())
            .collect(),
        statements: each().map(|one| one.statements).sum(),
    }
}

/// Is it told by a description alone?
fn is_unnamed(entity: &Entity) -> bool {
    !entity.id.0.starts_with('e')
}

fn drawn(
    desk: &Desk,
    record: &Record,
    page: &SourcePage<'_>,
    entity: &Entity,
    asked: &Asked,
) -> Markup {
    let fared = &page.fared;
    let count = page.statements.len() + page.more;
    html! {
        h1 { bdi { (inline(page.name)) } @if page.id != UNNAMED { " " span .kind { "(" (phrase::source(entity.kind)) ")" } } }
        (names(page))
        p {
            (counted(count, "statement")) ". " (fared.repeated) " told by several articles, "
            (fared.confirmed) " confirmed by another origin, " (fared.contradicted) " contradicted."
        }
        @if is_unnamed(entity) {
            p .note { "Whoever is described so need not be the same people. Those who are not named count as one origin. "
                a href=(format!("/sources{}#unnamed", line::moment(asked, '?'))) { "All kinds of them" } }
        } @else {
            p { "Reliability: " (rated(page.letter.as_ref())) }
            @if !desk.guard.is_read_only { (forms(desk, page, &record.entities, asked.by())) }
        }
        p .note { "Confirmed: another voice or report, which does not rest on this one as far as the words tell, has the same. \
            Whether either is right nobody here can tell." }
        (over_time(page))
        (wide("What it put on record", &table(record, page, asked)))
        @if count > SHOWN { p .note { (count - SHOWN) " more: search for them." } }
    }
}

/// What else it is called, a few of many names.
fn names(page: &SourcePage<'_>) -> Markup {
    const MANY: usize = 60;
    let names = page.spellings.iter().take(MANY).map(|name| inline(name));
    html! {
        @if page.spellings.len() > 1 {
            p .note {
                @if page.id.starts_with('e') { "Named as " } @else { "Described as " }
                bdi { (names.collect::<Vec<_>>().join(" · ")) }
                @if page.spellings.len() > MANY { " and " (page.spellings.len() - MANY) " more" }
            }
        }
    }
}

/// How many statements came out on each day, as a picture with its table.
fn over_time(page: &SourcePage<'_>) -> Markup {
    let dated = page
        .days
        .iter()
        .filter_map(|one| Some((one.day.as_deref()?.parse().ok()?, one.statements)));
    let table = html! {
        table .short {
            thead { tr { th { "Published" } th { "Statements" } } }
            tbody { @for one in &page.days { tr { td { (day(one.day.as_deref())) } td { (one.statements) } } } }
        }
    };
    html! {
        @if page.days.len() > 1 {
            h2 { "Statements by day" }
            div .small { (days::picture(dated, HEIGHT, "How many statements came out on each day: the table below tells the same")) }
            details .fold { summary { "The days as a table" } (wide("Statements by day", &table)) }
            h2 { "What it put on record" }
        }
    }
}

fn table(record: &Record, page: &SourcePage<'_>, asked: &Asked) -> Markup {
    html! {
        table .stack {
            thead { tr { th { "Published" } th { "Outlet" } th { "How" } th { "Words" } th { "How it fared" } } }
            tbody { @for one in page.statements.iter().take(SHOWN) { (row(record, page, one, asked)) } }
        }
    }
}

fn row(record: &Record, page: &SourcePage<'_>, one: &OnRecord<'_>, asked: &Asked) -> Markup {
    let id = line::short(&one.article);
    let to = line::place(&one.article, one.span.first().copied(), asked);
    let cue: Vec<String> = one.cue.iter().map(|words| inline(words)).collect();
    let words: Vec<String> = one.words.iter().map(|words| inline(words)).collect();
    let judged = one.judgements.iter().filter_map(|judged| {
        let mut all = record.judgements.iter();
        all.find(|kept| kept.number == judged.number)
    });
    html! {
        tr {
            td { (day(one.published.as_deref())) " " code { (id.chars().take(8).collect::<String>()) } }
            td { bdi { (one.outlet.map_or(String::new(), inline)) } }
            td data-is="How" {
                @if page.id == UNNAMED { bdi { (inline(one.source)) } " " }
                bdi .cue { (cue.join(" … ")) } " " (one.directness) ", " (one.factuality)
            }
            td data-is="Words" { a .words href=(to) { bdi { (words.join(" … ")) } } }
            td {
                @if let Some(claim) = &one.claim { a href=(format!("/event/{id}/claim/{claim}{}", line::moment(asked, '?'))) { "the claim" } " " }
                (fared(one))
                @for kept in judged { div .judged { bdi { (judge::said_of(kept)) } } }
            }
        }
    }
}

/// How one statement fared, in words.
fn fared(one: &OnRecord<'_>) -> String {
    let repeated = (one.articles > 1).then(|| format!("told by {} articles", one.articles));
    let confirmed = one.confirmed.then(|| match one.origins.saturating_sub(1) {
        1 => "confirmed by another origin".to_owned(),
        others => format!("confirmed by {others} other origins"),
    });
    let contradicted = one.contradicted.then(|| "contradicted".to_owned());
    let all = [repeated, confirmed, contradicted];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The letter that the analyst gave, or that none was given.
fn rated(letter: Option<&Letter<'_>>) -> String {
    let Some(Letter {
        letter, means, by, ..
    }) = letter
    else {
        return "no letter was given; the machine gives none".to_owned();
    };
    let by = by.map_or(String::new(), |by| format!(" by {}", inline(by)));
    format!("{letter} ({means}), given{by}")
}

/// Whom the source may be the same as: the ids, since two can have one name.
fn others(page: &SourcePage<'_>, all: &Entities) -> Markup {
    let list = all.list().into_iter();
    let others = list.filter(|one| one.id.0 != page.id).take(OTHERS);
    html! {
        datalist #others { @for one in others {
            option value=(one.id) {
                (inline(&one.name)) " (" (phrase::source(one.kind)) ", " (counted(one.statements, "statement")) ")"
            }
        } }
    }
}

fn forms(desk: &Desk, page: &SourcePage<'_>, all: &Entities, by: &str) -> Markup {
    let begin = |what: &str| {
        html! {
            input type="hidden" name="seal" value=(desk.guard.seal);
            input type="hidden" name="what" value=(what);
            input type="hidden" name="entity" value=(page.id);
        }
    };
    let by = || {
        html! { label { "By " input name="by" maxlength=(LONGEST_NAME) autocomplete="name" value=(by); } }
    };
    html! {
        details .judge {
            summary { "Rate, merge, split or rename" }
            form .hand method="post" action="/hand" {
                (begin("rate"))
                label { "Reliability " select name="letter" {
                    @for letter in Reliability::ALL {
                        option value=(letter.letter()) { (letter.letter()) ": " (term::reliability(letter)) }
                    }
                } }
                (by()) button { "Rate" }
            }
            form .hand method="post" action="/hand" {
                (begin("merge"))
                label { "Is the same as (id or name) " input name="other" list="others" required; }
                (others(page, all))
                (by()) button { "Merge" }
            }
            form .hand method="post" action="/hand" {
                (begin("split"))
                label { "Is another one in the article (its 8 digits below) " input name="article" required minlength="8"; }
                (by()) button { "Split" }
            }
            form .hand method="post" action="/hand" {
                (begin("rename"))
                label { "Is called " input name="name" required maxlength="500"; }
                (by()) button { "Rename" }
            }
        }
    }
}
