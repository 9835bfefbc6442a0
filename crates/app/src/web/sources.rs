//! The list of sources: whom the articles name, and those they do not name by how they describe them.

use maud::{Markup, html};
use onrecord_desk::collate::Entity;

use super::answer::{Answer, Asked, Refusal};
use super::shelf::Record;
use super::source::UNNAMED;
use super::wide::wide;
use super::{Desk, line, moment};
use crate::render::phrase;
use crate::render::visible::inline;
use crate::wire::hand::Letter;
use crate::wire::twin::SourcesPage;

/// Sources of a table.
const SHOWN: usize = 500;

pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let all = &record.entities;
    let named = asked.given("name").map(str::to_lowercase);
    let fits = |entity: &&Entity| {
        let names = || entity.spellings.iter().chain([&entity.name]);
        named
            .as_ref()
            .is_none_or(|named| names().any(|name| name.to_lowercase().contains(named)))
    };
    let list: Vec<&Entity> = all.list().into_iter().filter(fits).collect();
    let unnamed: Vec<&Entity> = all.unnamed().iter().filter(fits).collect();
    let draw = || {
        html! {
            h1 { "Sources" }
            form .filter action="/sources" {
                (moment::kept(asked))
                label { "Name " input type="search" name="name" value=(asked.shown("name")); }
                button { "Show" }
            }
            (wide("The sources", &listed(&list, &record, asked)))
            (left_out(list.len()))
            @if !unnamed.is_empty() {
                h2 #unnamed { "Sources that are not named" }
                p .note {
                    "By how the articles describe them; who is described alike need not be the same. "
                    a href=(format!("/source/{UNNAMED}{}", line::moment(asked, '?'))) { "All that they put on record" }
                }
                (wide("The sources that are not named", &described(&unnamed, asked)))
                (left_out(unnamed.len()))
            }
        }
    };
    asked.answer(desk, "Sources", draw, || {
        SourcesPage::new(&list, &unnamed, |one| record.letter(one))
    })
}

fn left_out(count: usize) -> Markup {
    html! { @if count > SHOWN { p .note { (count - SHOWN) " more: give a part of the name." } } }
}

fn listed(list: &[&Entity], record: &Record, asked: &Asked) -> Markup {
    html! {
        table .stack {
            thead { tr { th { "Name" } th { "Kind" } th { "Statements" } th { "Articles" } th { "Letter" } th { "Also" } } }
            tbody { @for one in list.iter().take(SHOWN) { tr {
                td { a href=(address(one, asked)) { bdi { (inline(&one.name)) } } }
                td { (phrase::source(one.kind)) }
                td data-is="Statements" { (one.statements) }
                td data-is="Articles" { (one.articles().len()) }
                td data-is="Letter" { @if let Some(letter) = record.letter(one).and_then(Letter::of) { abbr title=(letter.means) { (letter.letter) } } }
                td .note { bdi { (spellings(one)) } }
            } } }
        }
    }
}

fn described(list: &[&Entity], asked: &Asked) -> Markup {
    html! {
        table .stack {
            thead { tr { th { "Described as" } th { "Kind" } th { "Statements" } th { "Articles" } th { "Also" } } }
            tbody { @for one in list.iter().take(SHOWN) { tr {
                td { a href=(address(one, asked)) { bdi { (inline(&one.name)) } } }
                td { (phrase::source(one.kind)) }
                td data-is="Statements" { (one.statements) }
                td data-is="Articles" { (one.articles().len()) }
                td .note { bdi { (spellings(one)) } }
            } } }
        }
    }
}

fn address(entity: &Entity, asked: &Asked) -> String {
    format!("/source/{}{}", entity.id, line::moment(asked, '?'))
}

/// The names it has beside its own, a few of them.
fn spellings(entity: &Entity) -> String {
    let others = entity.spellings.iter().filter(|name| **name != entity.name);
    let others = others.take(4).map(|name| inline(name));
    others.collect::<Vec<_>>().join(" · ")
}
